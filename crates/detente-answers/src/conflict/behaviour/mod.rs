//! What else a state must withstand besides each party's next step: coalitions, longer foresight, simultaneous moves.

mod coalitions;
mod foresight;

use detente_conflict::{Conflict, stability::Convention};
use serde::Serialize;

use self::{coalitions::Together, foresight::Foresight};
use crate::{
    conflict::who::Who,
    page::{Page, Text},
};

/// The most states that coalitions and foresight are worked out for: every sequence of moves is followed.
const MOST_STATES: usize = 512;

/// Which further behaviour is asked about.
#[derive(Clone, Copy, Debug, Default)]
pub struct Further {
    /// Whether to ask who would leave together.
    pub coalitions: bool,
    /// How many moves ahead parties think and by which convention, if that is asked.
    pub foresight: Option<(usize, Convention)>,
}

impl Further {
    /// Whether anything is asked.
    #[must_use]
    pub fn asks(self) -> bool {
        self.coalitions || self.foresight.is_some()
    }
}

/// What a state withstands besides each party's next step, as far as it was asked.
#[derive(Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Beyond {
    /// Coalitions.
    together: Option<Together>,
    /// Longer foresight, and moves at once.
    foresight: Option<Foresight>,
}

/// A model and how its states are called.
pub struct Model<'a> {
    /// The model.
    pub conflict: &'a Conflict,
    /// Its parties, in its order.
    pub parties: Vec<&'a Who>,
    /// A state in words, or course by course.
    pub words: &'a dyn Fn(usize) -> String,
}

impl Model<'_> {
    /// Whose preferences are not all known.
    fn silent(&self) -> Vec<Who> {
        let known =
            self.conflict.preferences().iter().map(detente_conflict::preference::Preference::is_known);
        let silent = known.zip(&self.parties).filter(|(known, _)| !known);
        silent.map(|(_, &who)| who.clone()).collect()
    }
}

impl Beyond {
    /// What was asked about these states; the reason if it cannot be said.
    pub fn of(model: &Model<'_>, further: Further, states: &[usize]) -> Result<Self, String> {
        if further.asks() && model.conflict.states() > MOST_STATES {
            return Err(format!(
                "coalitions and foresight follow every sequence of moves, so they take at most {MOST_STATES} \
                 states; there are {}",
                model.conflict.states()
            ));
        }
        let together = further.coalitions.then(|| Together::of(model, states)).transpose()?;
        let foresight = further
            .foresight
            .map(|(moves, convention)| Foresight::of(model, convention, moves, states))
            .transpose()?;
        Ok(Self { together, foresight })
    }

    /// How it reads.
    pub fn on(&self, page: &mut Page) {
        if let Some(together) = &self.together {
            together.on(page);
        }
        if let Some(foresight) = &self.foresight {
            foresight.on(page);
        }
    }
}

/// "1 UA, 2 RU": the numbers that stand for parties in tables.
pub(super) fn numbered(parties: &[Who]) -> String {
    let numbered = parties.iter().zip(1..).map(|(name, number)| format!("{number} {name}"));
    numbered.collect::<Vec<_>>().join(", ")
}

/// That a state holds, or the numbers of the parties for which it is stable.
pub(super) fn stable_for(stable: impl Iterator<Item = bool> + Clone) -> Text {
    if stable.clone().all(|stable| stable) {
        return Text::new().favour("holds");
    }
    let parties = stable.zip(1..).filter(|(stable, _)| *stable);
    let parties: Vec<_> = parties.map(|(_, number): (_, usize)| number.to_string()).collect();
    Text::from(if parties.is_empty() { "-".to_owned() } else { parties.join(" ") })
}
