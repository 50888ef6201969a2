//! What a player expects wrongly of the others, with the move that makes the difference and where it is said.

use detente_conflict::stability::Step as Move;
use serde::Serialize;

use super::Played;
use crate::{
    conflict::{
        model::{Listed, StateName},
        step::references,
        who::Who,
    },
    page::Text,
    stop::Stop,
    text::Reference,
};

/// How many states are told in full of each kind.
const MOST: usize = 4;

/// Somebody of whom another expects the wrong thing.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Misjudged {
    /// Of whom.
    pub(super) player: Who,
    /// By what it leaves: in fact, or as is wrongly expected.
    pub(super) leaves_by: Departure,
}

/// States about which somebody is wrong.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Mistakes {
    /// Their numbers.
    pub(super) states: Vec<usize>,
    /// The nearest to today in full, at most a few; the first where today's state is not known.
    pub(super) nearest: Vec<Mistaken>,
}

/// A state about which somebody is wrong.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Mistaken {
    /// The state.
    pub(super) state: StateName,
    /// Who leaves it: in fact, or as is wrongly expected.
    pub(super) left_by: Vec<Misjudged>,
}

/// A move by which its mover gains and that nothing credible deters.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Departure {
    /// What is done.
    does: String,
    /// Where the levers changed are said to exist.
    references: Vec<Reference>,
}

impl Misjudged {
    fn of(listed: Listed<'_>, player: usize, from: usize, to: usize) -> Self {
        let references = references(listed, from, &[Move { party: player, to }]);
        Self {
            player: listed.conflict.player(player).clone(),
            leaves_by: Departure { does: listed.does(from, to), references },
        }
    }

    /// "US ends new-sanctions (npr#9, C2)".
    pub(super) fn on(&self, text: Text) -> Text {
        let text = text.plain(format!("{} {}", self.player, self.leaves_by.does));
        self.leaves_by.references.iter().fold(text, |text, reference| text.then(reference.in_brackets()))
    }
}

/// Of whom the player wrongly expects that they keep the agreement, and that they leave it.
pub(super) fn misjudged(
    listed: Listed<'_>,
    all: &Played,
    player: usize,
) -> Result<(Vec<Misjudged>, Vec<Misjudged>), Stop> {
    let (mut stay, mut leave) = (Vec::new(), Vec::new());
    let agreement = listed.conflict.derived().and_then(|derived| derived.derivation.agreement());
    let Some(state) = agreement else { return Ok((stay, leave)) };
    for other in listed.players().filter(|&other| other != player) {
        match (all.leaves_by(player, other, state)?, all.leaves_by(other, other, state)?) {
            (None, Some(in_fact)) => stay.push(Misjudged::of(listed, other, state, in_fact)),
            (Some(expected), None) => leave.push(Misjudged::of(listed, other, state, expected)),
            (None, None) | (Some(_), Some(_)) => {}
        }
    }
    Ok((stay, leave))
}

impl Mistakes {
    /// States, the nearest to today with who leaves them by `leaves_by`.
    pub(super) fn of(
        listed: Listed<'_>,
        states: &[usize],
        leaves_by: impl Fn(usize, usize) -> Result<Option<usize>, Stop>,
    ) -> Result<Self, Stop> {
        let mut nearest = states.to_vec();
        nearest.sort_by_key(|&state| (listed.changed(state).count_ones(), state));
        nearest.truncate(MOST);
        let one = |&state: &usize| {
            let mut left_by = Vec::new();
            for player in listed.players() {
                if let Some(to) = leaves_by(player, state)? {
                    left_by.push(Misjudged::of(listed, player, state, to));
                }
            }
            Ok(Mistaken { state: listed.name(state), left_by })
        };
        Ok(Self {
            states: states.iter().map(|state| state + 1).collect(),
            nearest: nearest.iter().map(one).collect::<Result<_, Stop>>()?,
        })
    }
}
