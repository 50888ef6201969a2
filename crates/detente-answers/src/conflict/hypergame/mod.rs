//! The answer of `detente hypergame`: what each player takes the others to want, and where it is wrong.
//!
//! Each player sees lever effects as it believes them to be; what levers cost, what no deal and the package are
//! worth, and who can do what, all see alike. First-level hypergame: each plays the game that it sees.

mod mistakes;
mod page;

use detente_case::{Actor, View};
use detente_conflict::{
    explanation::Verdict,
    hypergame::{Hypergame as Games, Outlook, Perception},
    stability::Concept,
};
use schemars::JsonSchema;
use serde::Serialize;

use self::mistakes::{Misjudged, Mistaken, mistaken};
use super::{
    stability::setup::{Choice, OnTheTable, Setup},
    verified::explained,
};
use crate::{answers::verdict::lowered, derivation::Player, question::Question, stop::Stop, text::Reference};

/// What each expects, and what would come.
#[derive(Serialize, JsonSchema)]
pub struct Hypergame {
    /// The package meant to be agreed; absent where rules leave none.
    on_the_table: Option<OnTheTable>,
    /// Whether each player, by its own theory, stays in the agreement (SEQ); empty where there is none.
    stays: Vec<(String, bool)>,
    /// How many states each player, by its own theory, would stay in: where things can come to rest (SEQ).
    rests: usize,
    /// Each player's game.
    games: Vec<Game>,
}

/// The game that one player sees.
#[derive(Serialize, JsonSchema)]
struct Game {
    /// Who sees it.
    player: String,
    /// Its theories of levers in the model.
    theories: Vec<Theory>,
    /// Of whom it wrongly expects that they stay in the agreement, with what they would do.
    wrongly_expected_to_stay: Vec<Misjudged>,
    /// Of whom it wrongly expects that they leave it, with what it expects them to do.
    wrongly_expected_to_leave: Vec<Misjudged>,
    /// States that it expects to hold (SEQ) and that do not, the nearest to today, with who would leave them; at most
    /// a few.
    illusions: Vec<Mistaken>,
    /// States that hold and that it does not expect to, the nearest to today, with whom it expects to leave them; at
    /// most a few.
    surprises: Vec<Mistaken>,
    /// How many states there are of either kind.
    counts: (usize, usize),
}

/// A theory of a lever.
#[derive(Serialize, JsonSchema)]
struct Theory {
    /// The lever.
    lever: String,
    /// What it says.
    says: String,
    /// Where it is said.
    reference: Reference,
    /// Where its numbers come from.
    numbers: Reference,
}

/// Everybody's game, and what comes of them.
struct Seen {
    games: Games,
    outlook: Outlook,
}

/// Builds the answer.
pub fn answer(question: &Question, choice: &Choice) -> Result<Hypergame, Stop> {
    let setup = Setup::of(question, choice)?;
    let seen = Seen::of(question, &setup)?;
    let players = 0..setup.derivation.players.len();
    let agreement = setup.derivation.agreement();
    let games = players.clone().map(|player| Game::of(question, &setup, &seen, player));
    let games = games.collect::<Result<_, _>>()?;
    let stays = players.filter_map(|one| {
        let state = agreement?;
        let stays = seen.leaves_by(one, one, state).map(|leaves| leaves.is_none());
        Some(stays.map(|stays| (setup.player(one).to_owned(), stays)))
    });
    Ok(Hypergame {
        stays: stays.collect::<Result<_, _>>()?,
        rests: seen.outlook.equilibria.iter().filter(|holds| **holds).count(),
        games,
        on_the_table: setup.on_the_table.clone(),
    })
}

impl Seen {
    fn of(question: &Question, setup: &Setup) -> Result<Self, Stop> {
        let states = setup.conflict.states();
        let perceptions =
            setup.derivation.players.iter().map(|player| perception(question, setup, player, states));
        let perceptions = perceptions.collect::<Result<_, _>>()?;
        let games = Games::new(setup.conflict.graph(), perceptions)
            .map_err(|error| Stop::Internal(format!("the games that players see do not fit: {error}")))?;
        let outlook = games.outlook(Concept::Sequential.into());
        Ok(Self { games, outlook })
    }

    /// Where `player` would go from a state in the game that `viewer` sees, with nothing to deter it; `None` if it
    /// stays. The reason has passed the verifier.
    fn leaves_by(&self, viewer: usize, player: usize, state: usize) -> Result<Option<usize>, Stop> {
        let game = self.games.game(viewer);
        let game = game.ok_or_else(|| Stop::Internal(format!("player {} has no game", viewer + 1)))?;
        Ok(match explained(game, Concept::Sequential, player, state)?.verdict {
            Verdict::Stable(_) => None,
            Verdict::Unstable { improvement, .. } => Some(improvement),
        })
    }
}

impl Game {
    fn of(question: &Question, setup: &Setup, seen: &Seen, player: usize) -> Result<Self, Stop> {
        let (stay, leave) = mistakes::misjudged(question, setup, seen, player)?;
        let (illusions, surprises) = (seen.outlook.illusions(player), seen.outlook.surprises(player));
        let counts = (illusions.len(), surprises.len());
        Ok(Self {
            player: setup.player(player).to_owned(),
            theories: theories(question, setup, &setup.derivation.players[player]),
            wrongly_expected_to_stay: stay,
            wrongly_expected_to_leave: leave,
            illusions: mistaken(question, setup, illusions, |other, state| {
                seen.leaves_by(other, other, state)
            })?,
            surprises: mistaken(question, setup, surprises, |other, state| {
                seen.leaves_by(player, other, state)
            })?,
            counts,
        })
    }

    /// Whether it expects anything wrongly.
    fn is_wrong(&self) -> bool {
        !self.wrongly_expected_to_stay.is_empty()
            || !self.wrongly_expected_to_leave.is_empty()
            || self.counts != (0, 0)
    }
}

/// Who holds the player's theories.
fn holder(setup: &Setup, player: &Player) -> Option<Actor> {
    if let Some(bloc) = &player.bloc {
        return Some(Actor::Bloc(bloc.clone()));
    }
    let party = setup.negotiation.parties().get(*player.members.first()?)?;
    Some(Actor::Party(party.id.clone()))
}

/// What a player takes everybody to prefer: the case's numbers, with levers doing what it believes.
fn perception(
    question: &Question,
    setup: &Setup,
    player: &Player,
    states: usize,
) -> Result<Perception, Stop> {
    let believed_by = holder(setup, player);
    let case = question.whole.seen(&View { believed_by, ..question.view.clone() });
    let negotiation = lowered(question, &case);
    let terms = setup.package.as_ref().map(|package| setup.negotiation.terms(package));
    let package = terms.and_then(|terms| negotiation.package(&terms));
    let numbers = setup.derivation.numbers_of(&case, &negotiation, package.as_ref());
    let preferences =
        (0..setup.derivation.players.len()).map(|one| setup.derivation.preference(one, &numbers));
    let preferences = preferences
        .collect::<Result<_, _>>()
        .map_err(|error| Stop::Refused(format!("no model can be made of this case: {error}")))?;
    Ok(Perception { sees: vec![true; states], preferences })
}

fn theories(question: &Question, setup: &Setup, player: &Player) -> Vec<Theory> {
    let holder = holder(setup, player);
    let held = question.case.beliefs.values().filter(|belief| Some(&belief.holder) == holder.as_ref());
    let in_the_model = held
        .filter(|belief| setup.derivation.courses.iter().any(|course| course.id == belief.lever.as_str()));
    in_the_model
        .map(|belief| Theory {
            lever: belief.lever.to_string(),
            says: belief.says.clone(),
            reference: question.reference(&belief.origin),
            numbers: question.reference(&belief.effects_origin),
        })
        .collect()
}
