//! What a conflict that is stated, or read from a file, is made of.

use detente_conflict::{
    formats::File,
    model::{Choices, ModelError, Pattern},
};

use super::{
    barred::Barred,
    model::{Conflict, MOST, Origin, States},
    refined::Refined,
    rests_on::{Acts, RestsOn},
    who::Who,
};
use crate::stop::Stop;

/// What a model is made of beside its origin.
pub(super) struct Parts {
    pub(super) file: File,
    /// Players of whose preferences nothing is known, by place.
    pub(super) unknown: Vec<usize>,
    pub(super) barred: Vec<Barred>,
    /// By player, what is said of its preferences beyond an order; shorter than players where nothing is.
    pub(super) refined: Vec<Refined>,
    /// States that nobody can tell apart: all that one of these matches are one.
    pub(super) alike: Vec<Pattern>,
    pub(super) not_counted: Vec<String>,
    pub(super) rests_on: RestsOn,
}

impl<'q> Conflict<'q> {
    /// A conflict of these parts.
    pub(super) fn of(origin: Origin<'q>, parts: Parts) -> Result<Self, Stop> {
        let Parts { file, unknown, barred, refined, alike, not_counted, rests_on } = parts;
        let File { choices, makers, by_ranking, .. } = file;
        let codes = choices.states(MOST);
        let mut conflict = Self {
            origin,
            choices,
            makers,
            by_ranking,
            unknown,
            barred,
            refined,
            alike,
            today: None,
            said_today: None,
            rests_on,
            not_counted,
            states: None,
        };
        let codes = match codes {
            Ok(codes) => codes,
            Err(ModelError::TooManyStates { .. }) => return Ok(conflict),
            Err(error) => return Err(conflict.refused(&error)),
        };
        let states = States::of(&conflict, codes);
        conflict.states = Some(states.map_err(|error| conflict.refused(&error))?);
        Ok(conflict)
    }
}

/// Players who act alone each, by the only names that a file has.
pub(super) fn alone(choices: &Choices) -> Vec<Acts> {
    choices.parties().iter().map(|name| Acts::alone(Who::named(name))).collect()
}
