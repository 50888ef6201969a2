//! The answer of `detente inverse`: what would have to be different for a state to hold.

pub mod exact;
mod page;
mod turn;

use schemars::JsonSchema;
use serde::Serialize;

use self::turn::Turn;
use super::stability::{
    State,
    setup::{Choice, OnTheTable, Setup},
};
use crate::{derivation::Verdicts, question::Question, stop::Stop};

/// What would have to be different for a state to hold.
#[derive(Serialize, JsonSchema)]
pub struct Inverse {
    /// The package meant to be agreed; absent where rules leave none.
    on_the_table: Option<OnTheTable>,
    /// The state asked about.
    state: State,
    /// Each player: whether the state is stable for it, and what would make it so.
    players: Vec<Turn>,
}

/// Builds the answer about a state by number (from 1), else about the agreement with levers as today.
pub fn answer(question: &Question, choice: &Choice, state: Option<usize>) -> Result<Inverse, Stop> {
    let setup = Setup::of(question, choice)?;
    let derivation = &setup.derivation;
    let count = derivation.codes.len();
    let state = match state {
        Some(number) => number.checked_sub(1).filter(|state| *state < count),
        None => derivation.agreement().or(Some(derivation.today)),
    };
    let state = state.ok_or_else(|| Stop::Refused(format!("states are numbered from 1 to {count}")))?;
    let verdicts = Verdicts::of(&setup.conflict, &derivation.choices);
    let players = 0..derivation.players.len();
    Ok(Inverse {
        state: State::of(&setup, &verdicts, state),
        players: players.map(|one| Turn::of(question, &setup, one, state)).collect::<Result<_, _>>()?,
        on_the_table: setup.on_the_table.clone(),
    })
}
