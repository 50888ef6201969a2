//! Would a text be accepted, and what stands in the way? One answer for every page that says so.

use detente_agreement::{Hold, Negotiation, Plan, Requirement};
use detente_case::Condition;
use serde::Serialize;

use super::verdict::counted;
use crate::{
    page::Text,
    question::Question,
    text::wording::{self, Said},
};

/// Up to so many reasons are told of one text.
const MOST_REASONS: usize = 5;

/// Whether anybody can say, at central values, that packages with the terms of a text are a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(super) enum Known {
    /// Yes: nothing that bears on it is unsaid.
    Yes,
    /// Yes, whether silence means no or yes.
    EitherWay,
    /// No: it hangs on what nobody has said.
    No,
}

/// Whether packages with the terms of a text are a deal.
pub(super) struct Acceptable {
    /// Under which values none is; absent where one is a deal whatever the values.
    pub(super) hold: Option<Hold>,
    /// Whether anybody can say so.
    pub(super) known: Known,
    /// In words, under which values none is.
    pub(super) verdict: &'static str,
    /// Every smallest set of requirements that no package with its terms keeps together, those of fewest first, then by
    /// their words. Of a text that settles everything, each set is one red line, no-deal value or rule that it breaks.
    pub(super) because: Vec<Vec<Said>>,
}

impl Acceptable {
    pub(super) fn of(question: &Question, negotiation: &Negotiation, terms: &Condition) -> Self {
        let with_it = negotiation.given(terms);
        // Which reading holds is exact: no draws are needed.
        let reasons = with_it.reasons(Plan { draws: 0, ..question.plan });
        let hold = reasons.as_ref().map(|reasons| reasons.hold);
        let known = match hold {
            Some(Hold::AtWorst | Hold::AtCentralValues) => {
                let unsaid = with_it.unsaid();
                match (unsaid.decides(), unsaid.is_nothing()) {
                    (true, _) => Known::No,
                    (false, false) => Known::EitherWay,
                    (false, true) => Known::Yes,
                }
            }
            Some(Hold::Always) | None => Known::Yes,
        };
        let settles_all = with_it.packages().packages == 1;
        let said = |core: &Vec<Requirement>| {
            let mut said: Vec<_> = core.iter().map(|one| wording::requirement(question, one)).collect();
            said.sort_by(|one, other| one.text.cmp(&other.text));
            said
        };
        let conflicts = reasons.iter().flat_map(|reasons| &reasons.conflicts);
        let mut because: Vec<_> = conflicts.map(|conflict| said(&conflict.core)).collect();
        because.sort_by_cached_key(|core| {
            (core.len(), core.iter().map(|said| said.text.clone()).collect::<Vec<_>>())
        });
        Self { verdict: in_words(settles_all, hold, known), hold, known, because }
    }
}

fn in_words(settles_all: bool, hold: Option<Hold>, known: Known) -> &'static str {
    match (settles_all, hold) {
        (true, Some(Hold::AtWorst)) if known == Known::No => {
            "not known; at the middle of what nobody has said, a deal"
        }
        (true, Some(Hold::AtCentralValues)) if known == Known::No => {
            "not known; at the middle of what nobody has said, no deal"
        }
        (false, Some(Hold::AtWorst)) if known == Known::No => {
            "not known; at the middle of what nobody has said, some package with its terms is a deal"
        }
        (false, Some(Hold::AtCentralValues)) if known == Known::No => {
            "not known; at the middle of what nobody has said, no package with its terms is a deal"
        }
        (true, None) => "a deal for all values",
        (true, Some(Hold::AtWorst)) => "a deal at central values, but not at the least favourable ones",
        (true, Some(Hold::AtCentralValues)) if known == Known::EitherWay => {
            "no deal at central values, whether silence means no or yes"
        }
        (true, Some(Hold::AtCentralValues)) => "no deal at central values",
        (true, Some(Hold::Always)) => "no deal for any values",
        (false, None) => "some package with its terms is a deal for all values",
        (false, Some(Hold::AtWorst)) => {
            "some package with its terms is a deal at central values, but none is at the least favourable ones"
        }
        (false, Some(Hold::AtCentralValues)) if known == Known::EitherWay => {
            "no package with its terms is a deal at central values, whether silence means no or yes"
        }
        (false, Some(Hold::AtCentralValues)) => "no package with its terms is a deal at central values",
        (false, Some(Hold::Always)) => "no package with its terms is a deal for any values",
    }
}

/// A verdict with the reasons for it, and how many more there are.
pub(super) fn because_on(verdict: Text, because: &[Vec<Said>]) -> Text {
    let told = because.iter().take(MOST_REASONS).enumerate();
    let text = told.fold(verdict, |text, (number, core)| {
        text.plain(if number == 0 { ". " } else { "; " }).then(together(core))
    });
    match because.len().saturating_sub(MOST_REASONS) {
        0 => text,
        more => text.plain(format!("; and {} more", counted(more, "reason", "reasons"))),
    }
}

fn together(core: &[Said]) -> Text {
    core.iter().enumerate().fold(Text::new(), |text, (number, said)| {
        let text = if number == 0 { text } else { text.plain(" together with ") };
        if said.reference.is_some() { text.then(said.text()) } else { text.plain(&said.text) }
    })
}
