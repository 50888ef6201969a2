//! What else a state must withstand besides each party's next step: coalitions, longer foresight, simultaneous moves.

mod foresight;
mod together;

use clap::{Args, ValueEnum};
use detente_conflict::{
    Conflict,
    stability::{Answers, Convention, Ties},
};
use schemars::JsonSchema;
use serde::Serialize;

use self::{foresight::Foresight, together::Together};
use crate::page::Page;

/// The most states that coalitions and foresight are worked out for: every sequence of moves is followed.
pub(crate) const MOST_STATES: usize = 512;

/// Which further behaviour is asked about.
#[derive(Args, Clone, Copy, Default)]
#[command(next_help_heading = "Behaviour")]
pub(crate) struct Further {
    /// Also coalitions: who would leave together, and for what
    #[arg(long)]
    coalitions: bool,

    /// Also parties that think this many moves ahead, or on and on, or act at once
    #[arg(long, value_name = "MOVES", value_parser = clap::value_parser!(u8).range(1..=64))]
    foresight: Option<u8>,

    /// With three parties and more: who is expected to answer a move
    #[arg(long, value_enum, value_name = "WHO", default_value_t, requires = "foresight")]
    answered_by: AnsweredBy,

    /// Which of equally good moves is expected
    #[arg(long, value_enum, value_name = "STATE", default_value_t, requires = "foresight")]
    ties: Tied,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum AnsweredBy {
    /// Whoever is worst for the mover
    #[default]
    Worst,
    /// Whoever is best for the mover
    Best,
    /// The next party in the order of the model
    Next,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Tied {
    /// The one to the state with the lowest number
    #[default]
    Lowest,
    /// The one to the state with the highest number
    Highest,
}

impl Further {
    /// Whether anything is asked.
    pub(crate) fn asks(self) -> bool {
        self.coalitions || self.foresight.is_some()
    }

    fn convention(self) -> Convention {
        Convention {
            answers: match self.answered_by {
                AnsweredBy::Worst => Answers::Worst,
                AnsweredBy::Best => Answers::Best,
                AnsweredBy::Next => Answers::NextInOrder,
            },
            ties: match self.ties {
                Tied::Lowest => Ties::LowestState,
                Tied::Highest => Ties::HighestState,
            },
        }
    }
}

/// What a state withstands besides each party's next step, as far as it was asked.
#[derive(Default, Serialize, JsonSchema)]
pub(crate) struct Beyond {
    /// Coalitions.
    together: Option<Together>,
    /// Longer foresight, and moves at once.
    foresight: Option<Foresight>,
}

/// A model and how its states are called.
pub(crate) struct Model<'a> {
    pub(crate) conflict: &'a Conflict,
    pub(crate) parties: Vec<&'a str>,
    /// A state in words, or course by course.
    pub(crate) words: &'a dyn Fn(usize) -> String,
}

impl Model<'_> {
    /// Whose preferences are not all known.
    fn silent(&self) -> Vec<String> {
        let known = self.conflict.preferences().iter().map(|preference| preference.ranks().is_some());
        let silent = known.zip(&self.parties).filter(|(known, _)| !known);
        silent.map(|(_, &name)| name.to_owned()).collect()
    }
}

impl Beyond {
    /// What was asked about these states; the reason if it cannot be said.
    pub(crate) fn of(model: &Model<'_>, further: Further, states: &[usize]) -> Result<Self, String> {
        if further.asks() && model.conflict.states() > MOST_STATES {
            return Err(format!(
                "coalitions and foresight follow every sequence of moves, up to {MOST_STATES} states; there are {}",
                model.conflict.states()
            ));
        }
        let together = further.coalitions.then(|| Together::of(model, states)).transpose()?;
        let moves = further.foresight.map(usize::from);
        let foresight =
            moves.map(|moves| Foresight::of(model, further.convention(), moves, states)).transpose()?;
        Ok(Self { together, foresight })
    }

    /// How it reads.
    pub(crate) fn on(&self, page: &mut Page) {
        if let Some(together) = &self.together {
            together.on(page);
        }
        if let Some(foresight) = &self.foresight {
            foresight.on(page);
        }
    }
}
