//! What nobody said, but what is said of other rungs implies.

use detente_agreement::common_ground::{Cell, Implication, Matrix};
use detente_case::{Interval, IssueId, Level, OptionId, PartyId};
use serde::Serialize;

use crate::{
    page::Text,
    question::Question,
    text::{Reference, wording},
};

/// What other rungs imply of one of which nobody spoke.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Implied {
    /// The party.
    pub(super) party: PartyId,
    /// On what.
    issue: IssueId,
    /// The option.
    option: OptionId,
    /// Between which rungs it lies.
    #[serde(flatten)]
    implication: Implication,
    /// What is known of its level; absent where it may be for or against.
    level: Option<Level>,
    /// Every value that is left to it.
    value: Option<Interval>,
    /// The statement from which it follows.
    reference: Reference,
}

/// Everything that is implied, party by party.
pub(super) fn of(question: &Question, matrix: &Matrix) -> Vec<Implied> {
    let mut implied = Vec::new();
    for (column, voice) in matrix.parties.iter().enumerate() {
        for row in &matrix.issues {
            let cells =
                row.options.iter().filter_map(|option| Some((&option.option, option.cells.get(column)?)));
            implied.extend(cells.filter_map(|(option, cell)| {
                let about = (voice.party.clone(), row.issue.clone(), option.clone());
                Implied::of(question, about, cell)
            }));
        }
    }
    implied
}

impl Implied {
    fn of(
        question: &Question,
        (party, issue, option): (PartyId, IssueId, OptionId),
        cell: &Cell,
    ) -> Option<Self> {
        let implication = cell.implied.clone()?;
        let reference = question.reference(cell.grounds.origin.as_ref()?);
        Some(Self { party, issue, option, implication, level: cell.level, value: cell.value, reference })
    }

    /// `E on pay = ten: no better than seven (line 12 of the case file)`.
    pub(super) fn text(&self, question: &Question) -> Text {
        let Implication { no_better_than, no_worse_than } = &self.implication;
        let limit = |says: &str, rung: &Option<OptionId>| {
            rung.as_ref().map(|rung| format!("{says} {}", wording::option_name(question, &self.issue, rung)))
        };
        let red = (self.level == Some(Level::RedLine)).then(|| "behind the red line".to_owned());
        let limits = [red, limit("no better than", no_better_than), limit("no worse than", no_worse_than)];
        let limits: Vec<_> = limits.into_iter().flatten().collect();
        let option = wording::option_name(question, &self.issue, &self.option);
        Text::new().strong(format!("{} on {option}", question.short(&self.party))).plain(format!(
            ": {} ({})",
            limits.join(", "),
            self.reference.place()
        ))
    }
}
