//! What a player expects wrongly of the others, with the move that makes the difference and where it is said.

use detente_conflict::stability::Step;
use schemars::JsonSchema;
use serde::Serialize;

use super::Seen;
use crate::{answers::stability::setup::Setup, page::Text, question::Question, stop::Stop, text::Reference};

/// How many states are named of each kind.
const MOST: usize = 4;

/// Somebody of whom another expects the wrong thing.
#[derive(Serialize, JsonSchema)]
pub(super) struct Misjudged {
    /// Of whom.
    pub(super) player: String,
    /// By what it leaves: in fact, or as is wrongly expected.
    pub(super) leaves_by: Departure,
}

/// A state about which somebody is wrong.
#[derive(Serialize, JsonSchema)]
pub(super) struct Mistaken {
    /// The state, in words.
    pub(super) state: String,
    /// Who leaves it: in fact, or as is wrongly expected.
    pub(super) left_by: Vec<Misjudged>,
}

/// A move by which its mover gains and that nothing credible deters.
#[derive(Serialize, JsonSchema)]
pub(super) struct Departure {
    /// What is done.
    does: String,
    /// Where the levers changed are said to exist.
    references: Vec<Reference>,
}

impl Departure {
    fn of(question: &Question, setup: &Setup, player: usize, from: usize, to: usize) -> Self {
        let references = setup.references(question, from, &[Step { party: player, to }]);
        Self { does: setup.does(from, to), references }
    }
}

impl Misjudged {
    /// "US ends new-sanctions (npr#9, C2)".
    pub(super) fn on(&self, text: Text) -> Text {
        let text = text.plain(format!("{} {}", self.player, self.leaves_by.does));
        self.leaves_by.references.iter().fold(text, |text, reference| text.then(reference.in_brackets()))
    }
}

/// Of whom the player wrongly expects that they keep the agreement, and that they leave it.
pub(super) fn misjudged(
    question: &Question,
    setup: &Setup,
    seen: &Seen,
    player: usize,
) -> Result<(Vec<Misjudged>, Vec<Misjudged>), Stop> {
    let (mut stay, mut leave) = (Vec::new(), Vec::new());
    let Some(state) = setup.derivation.agreement() else { return Ok((stay, leave)) };
    for other in (0..setup.derivation.players.len()).filter(|&other| other != player) {
        let departs = |to: usize| Misjudged {
            player: setup.player(other).to_owned(),
            leaves_by: Departure::of(question, setup, other, state, to),
        };
        match (seen.leaves_by(player, other, state)?, seen.leaves_by(other, other, state)?) {
            (None, Some(in_fact)) => stay.push(departs(in_fact)),
            (Some(expected), None) => leave.push(departs(expected)),
            _ => {}
        }
    }
    Ok((stay, leave))
}

/// The states nearest to today, each with who leaves it by `leaves_by`.
pub(super) fn mistaken(
    question: &Question,
    setup: &Setup,
    mut states: Vec<usize>,
    leaves_by: impl Fn(usize, usize) -> Result<Option<usize>, Stop>,
) -> Result<Vec<Mistaken>, Stop> {
    let codes = &setup.derivation.codes;
    states.sort_by_key(|&state| ((codes[state] ^ codes[setup.derivation.today]).count_ones(), state));
    states.truncate(MOST);
    let one = |state: usize| {
        let mut left_by = Vec::new();
        for player in 0..setup.derivation.players.len() {
            if let Some(to) = leaves_by(player, state)? {
                let leaves_by = Departure::of(question, setup, player, state, to);
                left_by.push(Misjudged { player: setup.player(player).to_owned(), leaves_by });
            }
        }
        Ok(Mistaken { state: setup.words(state), left_by })
    };
    states.into_iter().map(one).collect()
}
