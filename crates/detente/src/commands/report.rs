//! `detente report`: the page in one file, or the same as Markdown or CSV.

mod chapters;

use std::path::PathBuf;

use clap::Args;

use self::chapters::{CHAPTERS, Chapter};
use super::{ask, list::List};
use crate::{
    cli::{Ask, PlanArgs, ShowArgs, ViewArgs},
    failure::Failure,
    folder,
    output::{self, Captured},
    serve,
};
use detente_answers::{answers::brief, page::markdown, question::Question};

/// The page with its answers in one file that opens offline; or Markdown, or CSV
#[derive(Args)]
#[command(
    after_help = "Examples:\n  detente report cases/london-2025 --html\n  detente report cases/london-2025 --md --out london.md\n  \
    detente report cases/london-2025 --html --as-of 2025-04-26 --use new-sanctions --out supposed.html"
)]
pub(crate) struct Report {
    /// The folder of the case, or its case.toml
    case: PathBuf,

    #[command(flatten)]
    form: Form,

    /// Where to write it; `-` prints it [default: the name of the case, here]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    #[command(flatten)]
    view: ViewArgs,
}

/// What is made.
#[derive(Args, Clone, Copy)]
#[group(required = true, multiple = false)]
struct Form {
    /// The page, with its answers in it
    #[arg(long)]
    html: bool,

    /// Every answer, one after the other
    #[arg(long)]
    md: bool,

    /// Every statement of the case
    #[arg(long)]
    csv: bool,
}

impl Report {
    pub(crate) fn run(self) -> Result<(), Failure> {
        if self.view.what_if.lines_of.is_some() || self.view.what_if.file.is_some() {
            // Says once what is wrong with what is supposed.
            ask::question(&self.case, &self.view, &PlanArgs::default())?;
        }
        let (end, text) = match self.form {
            Form { html: true, .. } => ("html", self.html()?),
            Form { md: true, .. } => ("md", self.markdown()?),
            Form { .. } => ("csv", self.csv()?),
        };
        let file = self
            .out
            .clone()
            .unwrap_or_else(|| PathBuf::from(format!("{}.{end}", serve::name_of(&self.case))));
        if file.as_os_str() == "-" {
            return output::write(&text);
        }
        folder::write_file(&file, &text)?;
        output::complain(&format!("{}: {} kB", file.display(), text.len().div_ceil(1000)));
        Ok(())
    }

    fn html(&self) -> Result<String, Failure> {
        let name = serve::name_of(&self.case);
        let mut answers = serde_json::Map::new();
        answers.insert("cases".to_owned(), serde_json::json!({ "cases": [name], "edit": false }));
        let read = |text: &str| {
            serde_json::from_str(text)
                .map_err(|error| Failure::Internal(format!("an answer is no JSON: {error}")))
        };
        let commands = CHAPTERS.iter().flat_map(|chapter| chapter.commands);
        for command in commands.filter(|command| !["compare", "diff", "table"].contains(command)) {
            answers.insert((*command).to_owned(), read(&self.answer(command, "json", &[])?)?);
        }
        match self.answer("compare", "json", &[]) {
            // Where there is nothing to compare, nothing is compared.
            Err(Failure::Usage(_)) => None,
            compared => answers.insert("compare".to_owned(), read(&compared?)?),
        };
        match self.answer("stability", "json", &["--coalitions".to_owned()]) {
            // Where there are too many states, coalitions are not followed.
            Err(Failure::Usage(_)) => None,
            together => answers.insert("together".to_owned(), read(&together?)?),
        };
        let efficient = self.answer("frontier", "json", &["--without-floors".to_owned()])?;
        answers.insert("efficient".to_owned(), read(&efficient)?);
        let whole = ask::question(&self.case, &ViewArgs::default(), &PlanArgs::default())?;
        let from = format!("--from={}", whole.case.as_of);
        if self.differs() {
            answers.insert("flips".to_owned(), read(&self.answer("diff", "json", &[from])?)?);
        }
        if let Some(days) = days(&whole) {
            answers.insert("diff".to_owned(), read(&self.between(&days, "json")?)?);
        }
        let missing = "the page was not built into this program: build it where npm is installed";
        serve::page::report(&answers.into()).ok_or_else(|| Failure::Usage(missing.to_owned()))
    }

    fn markdown(&self) -> Result<String, Failure> {
        let question = ask::question(&self.case, &self.view, &PlanArgs::default())?;
        let mut document = format!("# {}\n", markdown::escape(&question.whole.title));
        let mut made_from = String::new();
        for Chapter { title, commands } in &CHAPTERS {
            let answers = commands.iter().filter_map(|command| self.section(command, &question).transpose());
            let answers = answers.collect::<Result<Vec<_>, _>>()?;
            if let (true, Some(first)) = (made_from.is_empty(), answers.first()) {
                chapters::provenance(first).clone_into(&mut made_from);
            }
            let sections: Vec<_> = answers.iter().map(|answer| chapters::below(answer)).collect();
            if !sections.is_empty() {
                document.push_str(&format!("\n## {title}\n\n{}\n", sections.join("\n\n")));
            }
        }
        Ok(format!("{document}\n---\n\n{made_from}\n"))
    }

    /// What stands below a question; nothing where there is nothing to say.
    fn section(&self, command: &str, question: &Question) -> Result<Option<String>, Failure> {
        match command {
            // Where there is nothing to compare, nothing is compared.
            "compare" => match self.answer("compare", "md", &[]) {
                Err(Failure::Usage(_)) => Ok(None),
                answer => answer.map(Some),
            },
            "diff" => days(question).map(|days| self.between(&days, "md")).transpose(),
            "table" => Ok(brief::answer(question).to_table(question).map(|page| markdown::render(&page))),
            _ => self.answer(command, "md", &[]).map(Some),
        }
    }

    fn csv(&self) -> Result<String, Failure> {
        let show = ShowArgs { format: crate::cli::Format::Text, json: false };
        let ask = Ask { case: self.case.clone(), view: self.view.clone(), plan: PlanArgs::default(), show };
        List::csv(&ask)
    }

    /// Whether anything is seen otherwise than the file says.
    fn differs(&self) -> bool {
        !self.view.typed().is_empty()
    }

    /// What changed between two days, as the file says it.
    fn between(&self, days: &[String], format: &str) -> Result<String, Failure> {
        let plain = Self { view: ViewArgs::default(), case: self.case.clone(), out: None, form: self.form };
        plain.answer("diff", format, days)
    }

    /// What a command prints about the case from this view.
    fn answer(&self, command: &str, format: &str, days: &[String]) -> Result<String, Failure> {
        let mut words = vec!["detente".to_owned(), command.to_owned()];
        words.extend(self.view.words(command == "diff"));
        words.extend(days.iter().cloned());
        words.extend(["--format".to_owned(), format.to_owned(), "--".to_owned()]);
        words.push(self.case.display().to_string());
        let command = crate::cli::parsed(&words).map_err(Failure::Usage)?;
        let (result, Captured { answer, beside }) = output::captured(|| super::run(command));
        if result.is_err() {
            output::complain(beside.trim_end());
        }
        result.map(|()| answer)
    }
}

/// The first and the last day at which the case is meant to be read, as `diff` takes them.
fn days(question: &Question) -> Option<[String; 2]> {
    match question.whole.snapshots.as_slice() {
        [first, .., last] => Some([format!("--from={first}"), format!("--to={last}")]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::output;

    #[test]
    fn a_document_has_one_title_and_every_question_once() {
        for case in ["london-2025", "two-party-sale", "elmira-1991"] {
            let out = tempfile::NamedTempFile::new().expect("a file");
            let to = format!("--out={}", out.path().display());
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(case);
            let words = ["detente", "report", "--md", &to, "--", &folder.display().to_string()];
            let command = crate::cli::parsed(&words.map(str::to_owned)).expect("a command");
            output::captured(|| crate::commands::run(command)).0.expect("a report");
            let document = std::fs::read_to_string(out.path()).expect("a document");
            let fences = document.split("\n```");
            let prose: String = fences.step_by(2).flat_map(|text| [text, "\n"]).collect();
            let at = |level: &str| prose.lines().filter(|line| line.starts_with(level)).collect::<Vec<_>>();
            assert_eq!(at("# ").len(), 1, "{case}");
            let numbers = at("## ").into_iter().filter_map(|line| line[3..].split_once(". ")?.0.parse().ok());
            let numbers: Vec<usize> = numbers.collect();
            assert!(numbers.is_sorted() && numbers.len() >= 9, "{case}: {numbers:?}");
            assert!(!at("### ").is_empty() && at("#### ").is_empty() && at("### Next").is_empty(), "{case}");
            assert_eq!(document.matches("· détente").count(), 1, "{case}");
        }
    }
}
