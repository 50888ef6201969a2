//! The answer of `detente hypergame`: what each player takes the conflict to be, and where it is wrong.
//!
//! First-level hypergame: each plays the game that it sees (Fraser & Hipel 1984). In a derived model each sees lever
//! effects as it believes them to be; what levers cost, what no deal and the package are worth, and who can do what,
//! all see alike. A file says of each which states it takes to be impossible, and nothing of what it takes the others
//! to prefer: in each game everybody prefers what the file says.

mod mistakes;
mod page;
mod perception;

use detente_conflict::{
    explanation::Verdict,
    hypergame::{Hypergame as Games, Outlook as Seen},
    stability::{Concept, Force, Reading, Rule, equilibria},
};
use serde::Serialize;

use self::{
    mistakes::{Misjudged, Mistakes, misjudged},
    perception::{Theory, perceptions, theories},
};
use super::{
    about::OnTheTable,
    concepts::ByConcept,
    model::{Conflict, Listed},
    rests_on::RestsOn,
    verified::explained,
    who::Who,
};
use crate::stop::Stop;

/// The most states in each of which every party's game is solved by the definitions.
const MOST: usize = 1 << 10;

/// What each expects, and what would come.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hypergame {
    /// The package meant to be agreed; absent where rules leave none, or where the model is not derived.
    on_the_table: Option<OnTheTable>,
    /// What holds if each plays its own game; in a derived model under SEQ alone.
    under: ByConcept<Option<Outlook>>,
    /// Whether each player, by its own theory, stays in the agreement (SEQ); absent where there is none.
    stays: Option<Vec<Stays>>,
    /// Each player's game.
    games: Vec<Game>,
    /// What the model rests on.
    rests_on: RestsOn,
    /// What of a file or a statement does not count.
    not_counted: Vec<String>,
}

/// What comes under one concept.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Outlook {
    /// The numbers of the states that each player, in the game that it sees, would stay in for certain.
    holds: Vec<usize>,
    /// Those that it may stay in, as preferences turn out that nobody states.
    open: Vec<usize>,
    /// Those that hold in one game in which nobody moves to or from what it does not see, as in GMCR+; absent in a
    /// derived model.
    in_one_game: Option<Vec<usize>>,
    /// Those of that game that are open; absent in a derived model.
    open_in_one_game: Option<Vec<usize>>,
}

/// Whether a player stays in the agreement.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Stays {
    /// Who.
    player: Who,
    /// Whether it does, by its own theory.
    stays: bool,
}

/// The game that one player sees.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Game {
    /// Who sees it.
    player: Who,
    /// Its theories of levers in the model.
    theories: Vec<Theory>,
    /// The numbers of the states that it takes to be impossible.
    unseen: Vec<usize>,
    /// The numbers of the states that it expects to hold for certain (SEQ).
    expects: Vec<usize>,
    /// Those of which it cannot know whether they hold, as preferences turn out that nobody states (SEQ).
    open: Vec<usize>,
    /// Of whom it wrongly expects that they stay in the agreement, with what they would do.
    wrongly_expected_to_stay: Vec<Misjudged>,
    /// Of whom it wrongly expects that they leave it, with what it expects them to do.
    wrongly_expected_to_leave: Vec<Misjudged>,
    /// States that it expects to hold and that do not, for certain, with who would leave them.
    illusions: Mistakes,
    /// States that hold and that it expects not to, for certain, with whom it expects to leave them.
    surprises: Mistakes,
}

/// What each player expects.
pub fn answer(conflict: &Conflict) -> Result<Hypergame, Stop> {
    let listed = conflict.listed("what each party expects")?;
    let derived = conflict.derived();
    if derived.is_none() && listed.all().len() > MOST {
        return Err(conflict.refused(&format!(
            "what each party expects is computed up to {MOST} states, and there are {}",
            listed.all().len()
        )));
    }
    let all = Played::of(listed)?;
    let outlook = |concept: Concept| match (derived, concept) {
        (Some(_), Concept::Sequential) => Some(Outlook {
            holds: numbers(&all.certain.equilibria),
            open: Vec::new(),
            in_one_game: None,
            open_in_one_game: None,
        }),
        (Some(_), _) => None,
        (None, concept) => {
            let [certain, mild] = [concept.into(), mild(concept)];
            let (own, may) = (all.games.outlook(certain), all.games.outlook(mild));
            let [one, may_in_one] = [certain, mild].map(|rule| equilibria(listed.game(), rule));
            Some(Outlook {
                holds: numbers(&own.equilibria),
                open: numbers(&only(&may.equilibria, &own.equilibria)),
                in_one_game: Some(numbers(&one)),
                open_in_one_game: Some(numbers(&only(&may_in_one, &one))),
            })
        }
    };
    Ok(Hypergame {
        on_the_table: conflict.on_the_table(),
        under: ByConcept::of(outlook),
        stays: stays(listed, &all)?,
        games: listed.players().map(|player| Game::of(listed, &all, player)).collect::<Result<_, _>>()?,
        rests_on: conflict.rests_on.clone(),
        not_counted: conflict.not_counted.clone(),
    })
}

/// Everybody's game, and what comes of them (SEQ).
struct Played {
    games: Games,
    /// What is certain.
    certain: Seen,
    /// What may be, as preferences turn out that nobody states: whatever is not in it is certainly not so.
    may: Seen,
    /// By which rule somebody leaves for certain.
    leaves: Rule,
}

impl Played {
    fn of(listed: Listed<'_>) -> Result<Self, Stop> {
        let games = Games::new(listed.states.every_move.graph(), perceptions(listed)?)
            .map_err(|error| Stop::Internal(format!("the games that players see do not fit: {error}")))?;
        // What the members of a bloc differ about is not unknown.
        let leaves = match listed.conflict.derived() {
            Some(_) => Concept::Sequential.into(),
            None => mild(Concept::Sequential),
        };
        let (certain, may) = (games.outlook(Concept::Sequential.into()), games.outlook(leaves));
        Ok(Self { games, certain, may, leaves })
    }

    /// The states that a player expects to hold for certain and that certainly do not.
    fn illusions(&self, player: usize) -> Vec<usize> {
        let real = self.may.equilibria.iter();
        let pairs = self.certain.expected[player].iter().zip(real).enumerate();
        pairs.filter(|(_, (expected, may))| **expected && !**may).map(|(state, _)| state).collect()
    }

    /// The states that hold for certain and that it expects certainly not to.
    fn surprises(&self, player: usize) -> Vec<usize> {
        let real = self.certain.equilibria.iter();
        let pairs = self.may.expected[player].iter().zip(real).enumerate();
        pairs.filter(|(_, (may, holds))| !**may && **holds).map(|(state, _)| state).collect()
    }

    /// Where `player` would go for certain from a state in the game that `viewer` sees, with nothing to deter it; `None`
    /// if it stays, or may. The reason has passed the verifier.
    fn leaves_by(&self, viewer: usize, player: usize, state: usize) -> Result<Option<usize>, Stop> {
        let game = self.games.game(viewer);
        let game = game.ok_or_else(|| Stop::Internal(format!("player {} has no game", viewer + 1)))?;
        Ok(match explained(game, self.leaves, player, state)?.verdict {
            Verdict::Stable(_) => None,
            Verdict::Unstable { improvement, .. } => Some(improvement),
        })
    }
}

/// Who stays in the agreement by its own theory.
fn stays(listed: Listed<'_>, all: &Played) -> Result<Option<Vec<Stays>>, Stop> {
    let agreement = listed.conflict.derived().and_then(|derived| derived.derivation.agreement());
    let of_player = |player: usize, state: usize| {
        let stays = all.leaves_by(player, player, state)?.is_none();
        Ok(Stays { player: listed.conflict.player(player).clone(), stays })
    };
    agreement.map(|state| listed.players().map(|player| of_player(player, state)).collect()).transpose()
}

impl Game {
    fn of(listed: Listed<'_>, all: &Played, player: usize) -> Result<Self, Stop> {
        let (stay, leave) = misjudged(listed, all, player)?;
        let unseen: Vec<bool> = listed.states.sees[player].iter().map(|sees| !sees).collect();
        Ok(Self {
            player: listed.conflict.player(player).clone(),
            theories: theories(listed.conflict, player),
            unseen: numbers(&unseen),
            expects: numbers(&all.certain.expected[player]),
            open: numbers(&only(&all.may.expected[player], &all.certain.expected[player])),
            wrongly_expected_to_stay: stay,
            wrongly_expected_to_leave: leave,
            illusions: Mistakes::of(listed, &all.illusions(player), |other, state| {
                all.leaves_by(other, other, state)
            })?,
            surprises: Mistakes::of(listed, &all.surprises(player), |other, state| {
                all.leaves_by(player, other, state)
            })?,
        })
    }

    /// Whether it expects anything wrongly.
    fn is_wrong(&self) -> bool {
        let of_others = self.wrongly_expected_to_stay.len() + self.wrongly_expected_to_leave.len();
        of_others + self.illusions.states.len() + self.surprises.states.len() > 0
    }
}

/// The rule under which whatever is not stable is left however unknown preferences turn out.
fn mild(concept: Concept) -> Rule {
    Rule { concept, reading: Reading::D, force: Force::General }
}

/// Those of the one and not of the other.
fn only(one: &[bool], other: &[bool]) -> Vec<bool> {
    one.iter().zip(other).map(|(one, other)| *one && !*other).collect()
}

/// The numbers, from 1, of those of which it is so.
fn numbers(so: &[bool]) -> Vec<usize> {
    (1..).zip(so).filter(|(_, so)| **so).map(|(number, _)| number).collect()
}
