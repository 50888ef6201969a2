//! The answer of `detente inverse`: what would have to be different for a state to hold.

pub mod exact;
mod page;
mod turn;

use serde::Serialize;

use self::turn::Turn;
use super::{
    about::OnTheTable,
    model::Conflict,
    rests_on::RestsOn,
    state::{Judged, State},
};
use crate::stop::Stop;

/// What would have to be different for a state to hold.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Inverse {
    /// The package meant to be agreed; absent where rules leave none, or where the model is not derived.
    on_the_table: Option<OnTheTable>,
    /// The state asked about.
    state: State,
    /// Each player: whether the state is stable for it, and what would turn that.
    players: Vec<Turn>,
    /// What the model rests on.
    rests_on: RestsOn,
    /// What of a file or a statement does not count.
    not_counted: Vec<String>,
}

/// What keeps whom in a state, by number from 1; else in the agreement with levers as today, today's, or the first.
pub fn answer(conflict: &Conflict, state: Option<usize>) -> Result<Inverse, Stop> {
    let listed = conflict.listed("what would have to be preferred")?;
    let agreement = || conflict.derived().and_then(|derived| derived.derivation.agreement());
    let state = match state {
        Some(number) => listed.state(number)?,
        None => agreement().or(conflict.today).unwrap_or(0),
    };
    Ok(Inverse {
        on_the_table: conflict.on_the_table(),
        state: State::of(listed, &Judged::of(listed), state),
        players: listed.players().map(|one| Turn::of(listed, one, state)).collect::<Result<_, _>>()?,
        rests_on: conflict.rests_on.clone(),
        not_counted: conflict.not_counted_in_one_game(),
    })
}
