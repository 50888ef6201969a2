//! Procedures by which a mediator brings parties to a text without knowing what they want.
//!
//! A text lies on the table; the mediator proposes another, and the parties vote on it. Procedures differ in what
//! is changed, how votes count and when the text is put to all for good. Every run is a function of the
//! [`crate::electorate::Electorate`], the procedure and the [`crate::Dice`] alone.

pub mod arbitration;
mod edits;
mod learned;
mod proposal;
pub mod ratification;
mod shuttle;
mod single_text;

pub use edits::Edits;
pub use learned::{Learned, learned_text};
pub use proposal::{Answered, mediators_proposal, until_none_objects};
pub use shuttle::{Shuttle, Track, shuttle};
pub use single_text::{Adoption, Annealing, SingleText, Vote, single_text};

use crate::electorate::{Electorate, Text};

/// How a mediated procedure came out.
#[derive(Clone, Debug, PartialEq)]
pub struct Settled {
    /// The text on the table at the end.
    pub text: Text,
    /// What it is worth to each party.
    pub worths: Vec<f64>,
    /// Whether every party would rather have it than no agreement: the last vote, on the text as a whole.
    pub agreed: bool,
    /// How many texts were voted on.
    pub proposals: u32,
    /// Every change that was adopted: the proposal's number, from 1, and what changed.
    pub adopted: Vec<(u32, Vec<Edit>)>,
}

/// One issue settled otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The issue, by place.
    pub issue: usize,
    /// The option, by place.
    pub to: u16,
}

impl Settled {
    fn of(electorate: &Electorate, text: Text, proposals: u32, adopted: Vec<(u32, Vec<Edit>)>) -> Self {
        let worths = electorate.worths(&text);
        let agreed = electorate.parties().iter().all(|party| party.takes(&text));
        Self { text, worths, agreed, proposals, adopted }
    }

    /// The text that the changes lead to from the text they began with: what was adopted, done again.
    #[must_use]
    pub fn replayed(&self, first: &[u16]) -> Text {
        let mut text = first.to_vec();
        for Edit { issue, to } in self.adopted.iter().flat_map(|(_, edits)| edits) {
            if let Some(option) = text.get_mut(*issue) {
                *option = *to;
            }
        }
        text
    }
}

/// The middle option of every issue: the text from which procedures begin unless told otherwise.
#[must_use]
pub fn middle(electorate: &Electorate) -> Text {
    electorate.sizes().iter().map(|size| u16::try_from((size - 1) / 2).unwrap_or(u16::MAX)).collect()
}
