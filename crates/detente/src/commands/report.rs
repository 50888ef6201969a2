//! `detente report`: the page in one file, or the same as Markdown or CSV. All of it is asked of one version of a case.

mod chapters;

use std::path::PathBuf;

use clap::Args;
use detente_answers::{
    answers::{brief, conflict_questions::STABILITY, diff, packages},
    ask::{Asked, DRAWS, plan},
    options::{FULL, Options},
    page::{Page, Text, markdown},
    provenance::Provenance,
    question::Question,
    stop::Stop,
    watch::Watch,
};
use detente_inquiry::sides::Sides;
use rayon::prelude::*;
use serde_json::Value;

use self::chapters::{CHAPTERS, Chapter, Section};
use super::list::List;
use crate::{
    cli::ViewArgs,
    failure::Failure,
    output,
    progress::Working,
    serve,
    source::Source,
    target::{Mark, Overwrite, Target},
    what_if::Moved,
};

/// Write all answers into one file: a page that opens offline, Markdown or CSV
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

    /// The file to write; - prints it [default: the name of the case, in this folder]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    #[command(flatten)]
    overwrite: Overwrite,

    #[command(flatten)]
    view: ViewArgs,
}

/// What is made.
#[derive(Args, Clone, Copy)]
#[group(required = true, multiple = false)]
struct Form {
    /// Write the page with its answers in it
    #[arg(long)]
    html: bool,

    /// Write every answer as Markdown
    #[arg(long)]
    md: bool,

    /// Write every statement of the case as CSV
    #[arg(long)]
    csv: bool,
}

impl Report {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let source = Source::at(&self.case)?;
        let working = Working::on("report");
        let (question, moved) = source.question(&self.view, plan(DRAWS))?;
        moved.iter().for_each(Moved::complain);
        let made = Made { source: &source, question: &question, view: &self.view };
        let (end, text, mark) = match self.form {
            Form { html: true, .. } => {
                ("html", made.html(&serve::name_of(&self.case), self.differs())?, Mark::Comment)
            }
            Form { md: true, .. } => ("md", made.markdown()?, Mark::Comment),
            Form { .. } => ("csv", List::csv(&question)?, Mark::Nothing),
        };
        drop(working);
        let file = self
            .out
            .clone()
            .unwrap_or_else(|| PathBuf::from(format!("{}.{end}", serve::name_of(&self.case))));
        if file.as_os_str() == "-" {
            return output::write(&text);
        }
        Target::at(&file, self.overwrite)?.write_text(&text, mark)?;
        output::complain(&format!("{}: {} kB", file.display(), text.len().div_ceil(1000)));
        Ok(())
    }

    /// Whether anything is seen otherwise than the file says.
    fn differs(&self) -> bool {
        !self.view.typed().is_empty()
    }
}

/// A report of one version of a case, and what all of it is asked of.
struct Made<'a> {
    source: &'a Source,
    question: &'a Question,
    /// The view as typed.
    view: &'a ViewArgs,
}

impl Made<'_> {
    fn html(&self, name: &str, differs: bool) -> Result<String, Failure> {
        let coalitions = Options::read(STABILITY.options, [("coalitions", "")])?;
        let aside = Options::read(packages::FRONTIER.options, [("without-floors", "")])?;
        let nothing = Options::default();
        let flips = differs.then(|| self.flips()).transpose()?;
        let changes = self.changes()?;
        let part = |key, asked, options| Part { key, asked, question: self.question, options, needed: true };
        let chapters = chapters::asked().filter(|asked| asked.name != packages::COMPARE.name);
        let mut parts: Vec<_> = chapters.map(|asked| part(asked.name, asked, &nothing)).collect();
        // Where there is nothing to compare, nothing is compared; too many states have no coalitions shown.
        parts.push(Part { needed: false, ..part("compare", &packages::COMPARE, &nothing) });
        parts.push(Part { needed: false, ..part("together", &STABILITY, &coalitions) });
        parts.push(part("efficient", &packages::FRONTIER, &aside));
        let between = [("flips", &flips), ("diff", &changes)].into_iter();
        let between = between.filter_map(|(key, question)| Some((key, question.as_ref()?)));
        parts.extend(between.map(|(key, question)| Part { question, ..part(key, &diff::ASKED, &nothing) }));
        let answered: Vec<_> = parts.par_iter().map(Part::json).collect();
        let mut answers = serde_json::Map::new();
        answers.insert("cases".to_owned(), serde_json::json!({ "cases": [name], "edit": false }));
        for (part, answer) in parts.iter().zip(answered) {
            match answer {
                Err(Failure::Usage(_)) if !part.needed => {}
                // What cannot be answered says why; the rest is written.
                Err(Failure::Usage(why)) => {
                    answers.insert(part.key.to_owned(), serde_json::json!({ "error": why.to_string() }));
                }
                answer => {
                    answers.insert(part.key.to_owned(), answer?);
                }
            }
        }
        let missing = "this program was built without the page; build it where npm is installed";
        serve::page::report(&answers.into()).ok_or_else(|| Failure::usage(missing.to_owned()))
    }

    fn markdown(&self) -> Result<String, Failure> {
        let title = markdown::escape(&self.question.whole.title);
        let made_from = Provenance::of(self.question).under_markdown();
        let mut document = format!("# {title}\n");
        let pages =
            |chapter: &Chapter| chapter.sections.par_iter().map(|section| self.page(section)).collect();
        let chapters: Vec<Vec<_>> = CHAPTERS.par_iter().map(pages).collect();
        for (Chapter { title, .. }, pages) in CHAPTERS.iter().zip(chapters) {
            let sections: Vec<_> =
                pages.into_iter().filter_map(Result::transpose).collect::<Result<_, _>>()?;
            if !sections.is_empty() {
                let sections: Vec<_> = sections.iter().map(markdown::below).collect();
                document.push_str(&format!("\n## {title}\n\n{}\n", sections.join("\n\n")));
            }
        }
        Ok(document + &made_from)
    }

    /// What stands below a question; nothing where there is nothing to say.
    fn page(&self, section: &Section) -> Result<Option<Page>, Failure> {
        // A report is where the detail stands that a screen has no room for; only the brief stays the page that it is.
        let page = |asked: &Asked, question: &Question| {
            let has_detail =
                asked.name != brief::ASKED.name && asked.options.iter().any(|one| one.name == FULL.name);
            let detail = has_detail.then(|| Options::read(asked.options, [(FULL.name, "")])).transpose()?;
            let made = asked.ask(question, &detail.unwrap_or_default(), Watch::nobody())?;
            Ok::<_, Stop>(made.page(question))
        };
        Ok(match section {
            Section::Asked(asked) => match page(asked, self.question) {
                // Where there is nothing to compare, nothing is compared.
                Err(Stop::Refused(_)) if asked.name == packages::COMPARE.name => None,
                // What cannot be answered says why; the rest is written.
                Err(Stop::Refused(why)) => {
                    let mut page = Page::default();
                    page.paragraph(Text::new().caution("Not answered").plain(format!(": {why}")));
                    Some(page)
                }
                page => Some(page?),
            },
            Section::Changes => self.changes()?.map(|changes| page(&diff::ASKED, &changes)).transpose()?,
            Section::Table => brief::answer(self.question).to_table(self.question),
        })
    }

    /// What the view flips: from the case as the file says it. Compartments and terms hold for both sides.
    fn flips(&self) -> Result<Question, Failure> {
        let view = self.view.with_its_file()?;
        let read = self.source.read(&view)?;
        let sides = Sides {
            // Nothing of a later day than the view's.
            from: Some(view.as_of.map_or(read.as_of(), |day| day.min(read.as_of()))),
            to: view.as_of,
            min_grade: view.min_grade,
            assume: view.assume,
            sources_only: view.sources_only,
            believed_by: view.believed_by,
        };
        let ViewArgs { compartment, reader_label, max_label, given, what_if, .. } = view;
        let both = ViewArgs { compartment, reader_label, max_label, given, what_if, ..ViewArgs::default() };
        Ok(sides.question(self.source, None, &both, plan(DRAWS))?.0)
    }

    /// What changed between the first and the last day at which the case is meant to be read, up to the day of the view,
    /// as the file says it.
    fn changes(&self) -> Result<Option<Question>, Failure> {
        let read = self.source.read(self.view)?;
        let until = self.question.case.as_of;
        let days: Vec<_> = read.snapshots().iter().filter(|day| **day <= until).collect();
        let [first, .., last] = days.as_slice() else { return Ok(None) };
        let sides = Sides { from: Some(**first), to: Some(**last), ..Sides::default() };
        let ViewArgs { compartment, reader_label, max_label, .. } = self.view.clone();
        let both = ViewArgs { compartment, reader_label, max_label, ..ViewArgs::default() };
        let (question, _) = sides.question(self.source, None, &both, plan(DRAWS))?;
        Ok(Some(question))
    }
}

/// An answer that the page of a report needs; parts are answered side by side.
struct Part<'a> {
    /// What the page finds it by.
    key: &'static str,
    asked: &'static Asked,
    question: &'a Question,
    options: &'a Options,
    /// Whether the page says why where it has no answer.
    needed: bool,
}

impl Part<'_> {
    fn json(&self) -> Result<Value, Failure> {
        let Self { asked, question, options, .. } = self;
        let text = asked.ask(question, options, Watch::nobody())?.json(asked.name, question)?;
        serde_json::from_str(&text)
            .map_err(|error| Failure::Internal(format!("an answer is not JSON: {error}")))
    }
}

#[cfg(test)]
mod tests;
