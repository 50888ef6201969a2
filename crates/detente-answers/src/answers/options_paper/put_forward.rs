//! Texts that somebody put forward, named on the options paper.

use crate::{
    answers::trade::{Line, Marks},
    page::{Page, Text, shortened},
    question::Question,
};

/// How many columns of the name of a text are shown.
const LONGEST_NAME: usize = 64;
/// How many texts put forward are named.
const SHOWN: usize = 3;

/// Texts with terms and a day that somebody put forward, the latest first, and of equals by name; an idea of no day is none.
pub(super) fn texts(question: &Question) -> Vec<Line> {
    let mut all: Vec<_> =
        question.case.proposals.values().filter(|one| !one.terms.is_empty() && one.date.is_some()).collect();
    all.sort_by_key(|proposal| (std::cmp::Reverse(proposal.date), &proposal.name));
    let line = |proposal: &detente_case::Proposal| {
        Line::said(question, shortened(&proposal.name, LONGEST_NAME), &proposal.origin)
    };
    all.into_iter().map(line).collect()
}

/// `Put forward so far: the reply of 23 April [b#1]; the terms of 17 April [b#1].`
pub(super) fn on(page: &mut Page, marks: &Marks<'_>, texts: &[Line]) {
    if texts.is_empty() {
        return;
    }
    let shown = texts.get(..SHOWN).unwrap_or(texts);
    let more = match texts.len() - shown.len() {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    let told = Text::new().strong("Put forward so far: ").then(marks.lines(shown));
    page.paragraph(told.plain(format!("{more}.")));
}
