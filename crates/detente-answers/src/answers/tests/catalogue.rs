//! The cases of the catalogue, as questions, and their pages as somebody reads them: for tests of every case.

#![allow(
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking and reads the catalogue"
)]

use std::{collections::BTreeMap, fs, path::Path};

use detente_agreement::Plan;
use detente_case::{CaseFiles, View};
use serde_json::Value;

use crate::{
    ask::Answered,
    options::{FULL, Kind, Options},
    page::{Page, terminal},
    question::Question,
    registry::{QUESTIONS, question as asked},
    watch::Watch,
};

/// Every case by its folder's name, with its text, in the order of names; there are several.
pub(crate) fn cases() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let entries = fs::read_dir(folder).expect("the catalogue is there").flatten();
    let case = |entry: fs::DirEntry| {
        let text = fs::read_to_string(entry.path().join("case.toml")).ok()?;
        Some((entry.file_name().to_string_lossy().into_owned(), text))
    };
    let mut cases: Vec<_> = entries.filter_map(case).collect();
    cases.sort();
    assert!(cases.len() > 4, "{} cases", cases.len());
    cases
}

/// The names of all cases.
pub(crate) fn names() -> Vec<String> {
    cases().into_iter().map(|(name, _)| name).collect()
}

/// A case as a question, on its own day unless another is given.
pub(crate) fn of(name: &str, as_of: Option<&str>, draws: u32) -> Question {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(name);
    of_text(name, &fs::read_to_string(folder.join("case.toml")).expect("the case is there"), as_of, draws)
}

/// A case of another text than the catalogue's, as a question.
pub(crate) fn of_text(name: &str, text: &str, as_of: Option<&str>, draws: u32) -> Question {
    let files = CaseFiles::new("case.toml", text.as_bytes(), BTreeMap::new());
    let whole = detente_case::read(&files).case;
    let view = View { as_of: as_of.map(|day| day.parse().expect("a day")), ..View::default() };
    Question::about(files, whole, view, None, Plan { draws, seed: 1 }, &format!("cases/{name}"))
}

/// Every case on every day at which it is meant to be read, with a name that tells the two apart.
pub(crate) fn on_every_day(draws: u32) -> Vec<(String, Question)> {
    let mut all = Vec::new();
    for name in names() {
        let first = of(&name, None, draws);
        let days: Vec<_> =
            first.whole.snapshots.iter().filter(|day| **day != first.case.as_of).copied().collect();
        all.push((name.clone(), first));
        for day in days {
            let day = day.to_string();
            all.push((format!("{name} on {day}"), of(&name, Some(&day), draws)));
        }
    }
    all
}

/// Every answer of the registry that needs no subject, in short and in full: its name and its page.
pub(crate) fn pages(question: &Question) -> Vec<(String, Page)> {
    let asked =
        QUESTIONS.iter().filter(|asked| asked.options.iter().all(|choice| choice.kind != Kind::Subject));
    let both = asked.flat_map(|asked| {
        let full = Options::read(asked.options, [(FULL.name, "")]).ok();
        [Some(Options::default()), full].into_iter().flatten().filter_map(|options| {
            let made = asked.ask(question, &options, Watch::nobody()).ok()?;
            Some((asked.name.to_owned(), made.page(question)))
        })
    });
    both.collect()
}

/// An answer, in full where that is asked for; nothing where the question has none.
fn made(question: &Question, name: &str, full: bool) -> Option<Box<dyn Answered>> {
    let asked = asked(name)?;
    let options =
        if full { Options::read(asked.options, [(FULL.name, "")]).ok()? } else { Options::default() };
    asked.ask(question, &options, Watch::nobody()).ok()
}

/// The page of an answer as a terminal shows it, without colours; nothing where the question has none.
pub(crate) fn page(question: &Question, name: &str, full: bool) -> Option<String> {
    made(question, name, full).map(|made| shown(&made.page(question)))
}

/// An answer as JSON; nothing where the question has none.
pub(crate) fn json(question: &Question, name: &str) -> Option<Value> {
    in_json(made(question, name, false)?.as_ref(), question, name)
}

/// An answer that is made once, as a terminal shows it and as JSON; nothing where the question has none.
pub(crate) fn page_and_json(question: &Question, name: &str) -> Option<(String, Value)> {
    let made = made(question, name, false)?;
    Some((shown(&made.page(question)), in_json(made.as_ref(), question, name)?))
}

fn in_json(made: &dyn Answered, question: &Question, name: &str) -> Option<Value> {
    let text = made.json(name, question).ok()?;
    Some(serde_json::from_str::<Value>(&text).ok()?["answer"].take())
}

/// A page as a terminal shows it, without colours.
pub(crate) fn shown(page: &Page) -> String {
    unstyled(&terminal::render(page))
}

/// Text of a terminal without its colours: every word carries its own style.
pub(crate) fn unstyled(styled: &str) -> String {
    let runs = styled.split('\u{1b}').enumerate().map(|(place, run)| match run.split_once('m') {
        Some((_, shown)) if place > 0 => shown,
        Some(_) | None => run,
    });
    runs.collect()
}

/// Text on one line.
pub(crate) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
