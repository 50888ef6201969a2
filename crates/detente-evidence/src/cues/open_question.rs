//! Open questions: what the text itself leaves open.

use super::{Raw, Span, line::Line};
use crate::{
    draft::{Modality, Role, Said},
    words::Standing,
};

const OPEN: &[&str] = &[
    "unclear",
    "unknown",
    "uncertain",
    "question",
    "questions",
    "doubt",
    "doubts",
    "debate",
    "wonder",
    "wondered",
    "unsettled",
    "unresolved",
    "unanswered",
];
const QUESTION_WORDS: &[&str] = &["whether", "how", "who", "what", "when", "why", "where", "which"];

/// The questions that a sentence leaves open.
pub(crate) fn questions(line: &Line<'_>) -> Vec<Raw> {
    let clause = (0..line.words.len()).find(|at| line.is_any(*at, QUESTION_WORDS) && is_open(line, *at));
    let Some(from) = clause else { return seen(line).into_iter().collect() };
    // The whole question, with its "or".
    let end = line.end();
    let main = line
        .is_any(0, QUESTION_WORDS)
        .then(|| line.verbs.iter().rev().find(|one| one.lemma == "remain" && one.form == Standing::Finite))
        .flatten();
    let to = main.map_or_else(|| question_end(line, from, end), |_| end);
    let said = Said::OpenQuestion { what: line.said(from, to).to_owned() };
    let cue = line.find(0, line.words.len(), OPEN);
    let raw = line.raw(said, Modality::Speculated, Span { from, to }, "open-question");
    raw.map(|raw| cue.map_or(raw.clone(), |at| raw.and(line, Role::Cue, at, at + 1))).into_iter().collect()
}

fn question_end(line: &Line<'_>, from: usize, end: usize) -> usize {
    (from + 1..end)
        .find(|at| {
            line.is_any(*at, &[",", ";"])
                && line.is_any(at + 1, &["which", "but", "while", "though", "although", "said", "and"])
        })
        .unwrap_or(end)
}

fn is_open(line: &Line<'_>, at: usize) -> bool {
    let whether = line.is_any(at, &["whether"]);
    let open_before =
        line.has(0, at, OPEN) || line.has(0, at, &["not"]) && line.has(0, at, &["clear", "known", "certain"]);
    let raises = line.has(at, line.words.len(), &["remains", "remained"])
        && line.has(at, line.words.len(), &["question", "unclear", "seen", "unknown", "open", "uncertain"])
        && at <= 2
        && line.words[..at].iter().all(|one| !one.is_word || one.is_number());
    raises || open_before && (whether || !line.has(0, at, &["question", "questions"]))
}

/// "It remains to be seen", "the outcome is uncertain".
fn seen(line: &Line<'_>) -> Option<Raw> {
    let at = (0..line.words.len()).find(|at| {
        line.is_any(*at, &["remains", "remained"])
            && line.is_any(at + 1, &["to"])
            && line.is_any(at + 2, &["be"])
            && line.is_any(at + 3, &["seen"])
            || line.is_any(*at, &["unclear", "unresolved"])
                && line.is_any(
                    at.saturating_sub(1),
                    &["is", "remains", "are", "remain", "was", "were", "remained"],
                )
    })?;
    let to = line.clause_end(at + 1);
    let said = Said::OpenQuestion { what: line.said(0, to).to_owned() };
    Some(line.raw(said, Modality::Speculated, Span { from: 0, to }, "open-question")?.and(
        line,
        Role::Cue,
        at,
        at + 1,
    ))
}
