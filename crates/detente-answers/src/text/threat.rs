//! A threat in a line, the same on every screen.

use detente_case::Ultimatum;

use super::dates;
use crate::{page::Text, question::Question};

/// What a threat would do, by the name of its lever.
#[must_use]
pub fn consequence<'q>(question: &'q Question, ultimatum: &'q Ultimatum) -> &'q str {
    let lever = &ultimatum.consequence;
    question.case.levers.get(lever).map_or(lever.as_str(), |lever| &lever.name)
}

/// `US: if no progress, exit from the talks, no deadline [npr#3, C2].`
#[must_use]
pub fn in_short(question: &Question, ultimatum: &Ultimatum) -> Text {
    let by = dates::deadline(question, ultimatum).unwrap_or_else(|| "no deadline".to_owned());
    Text::from(format!("{}: if {}, ", question.short(&ultimatum.issuer), ultimatum.trigger))
        .strong(consequence(question, ultimatum))
        .plain(format!(", {by}"))
        .then(question.reference(&ultimatum.origin).in_brackets())
        .plain(".")
}
