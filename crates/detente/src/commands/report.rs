//! `detente report`: the page in one file, or the same as Markdown or CSV.

use std::path::PathBuf;

use clap::Args;

use super::{ask, list::List};
use crate::{
    cli::{Ask, PlanArgs, ShowArgs, ViewArgs},
    failure::Failure,
    folder,
    output::{self, Captured},
    serve,
};

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

/// What a report answers, in the order of the page.
const ANSWERS: [&str; 14] = [
    "brief",
    "why",
    "openers",
    "ground",
    "levers",
    "frontier",
    "compare",
    "talks",
    "roles",
    "deadline",
    "stability",
    "path",
    "outlook",
    "list",
];

impl Report {
    pub(crate) fn run(self) -> Result<(), Failure> {
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
        for command in ANSWERS.into_iter().filter(|command| *command != "compare") {
            answers.insert(command.to_owned(), read(&self.answer(command, "json", &[])?)?);
        }
        let efficient = self.answer("frontier", "json", &["--without-floors".to_owned()])?;
        answers.insert("efficient".to_owned(), read(&efficient)?);
        let whole = ask::question(&self.case, &ViewArgs::default(), &PlanArgs::default())?;
        let from = format!("--from={}", whole.case.as_of);
        if self.differs() {
            answers.insert("flips".to_owned(), read(&self.answer("diff", "json", &[from])?)?);
        }
        let snapshots: Vec<_> = whole.whole.snapshots.iter().map(ToString::to_string).collect();
        if let [first, .., last] = snapshots.as_slice() {
            let days = [format!("--from={first}"), format!("--to={last}")];
            answers.insert("diff".to_owned(), read(&self.between(&days)?)?);
        }
        let missing = "the page was not built into this program: build it where npm is installed";
        serve::page::report(&answers.into()).ok_or_else(|| Failure::Usage(missing.to_owned()))
    }

    fn markdown(&self) -> Result<String, Failure> {
        // Where there is nothing to compare, nothing is compared.
        let none = |answer: &Result<String, Failure>| matches!(answer, Err(Failure::Usage(_)));
        let parts = ANSWERS.into_iter().map(|command| (command, self.answer(command, "md", &[])));
        let parts = parts.filter(|(command, answer)| *command != "compare" || !none(answer));
        Ok(parts.map(|(_, answer)| answer).collect::<Result<Vec<_>, _>>()?.join("\n"))
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
    fn between(&self, days: &[String]) -> Result<String, Failure> {
        let plain = Self { view: ViewArgs::default(), case: self.case.clone(), out: None, form: self.form };
        plain.answer("diff", "json", days)
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
