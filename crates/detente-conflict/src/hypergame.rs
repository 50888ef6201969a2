//! First-level hypergames: each party plays the game that it sees (Fraser & Hipel 1984; Wang, Hipel & Fraser 1988).

use crate::{
    Conflict,
    model::{Graph, ModelError},
    preference::Preference,
    stability::{Rule, equilibria, stable_states},
};

/// What one party takes the conflict to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Perception {
    /// For each state whether the party takes it to be possible.
    pub sees: Vec<bool>,
    /// What the party takes everybody to prefer. Its own preference is among them.
    pub preferences: Vec<Preference>,
}

/// The games that the parties see, one each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hypergame {
    games: Vec<Conflict>,
    sees: Vec<Vec<bool>>,
}

/// What holds, and who expected what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// For each state whether every party would stay in it in the game that this party sees.
    ///
    /// The conflict can come to rest in such a state.
    pub equilibria: Vec<bool>,
    /// For each party the equilibria of the game that it sees: the states that it expects to hold.
    pub expected: Vec<Vec<bool>>,
}

impl Outlook {
    /// The states that hold although the party does not expect them to, in rising order.
    #[must_use]
    pub fn surprises(&self, party: usize) -> Vec<usize> {
        self.where_differs(party, true)
    }

    /// The states that the party expects to hold and that do not hold, in rising order.
    #[must_use]
    pub fn illusions(&self, party: usize) -> Vec<usize> {
        self.where_differs(party, false)
    }

    fn where_differs(&self, party: usize, holds: bool) -> Vec<usize> {
        let expected = self.expected.get(party).map_or(&[][..], Vec::as_slice);
        let pairs = self.equilibria.iter().zip(expected).enumerate();
        pairs
            .filter(|(_, (real, expected))| **real == holds && **expected != holds)
            .map(|(state, _)| state)
            .collect()
    }
}

impl Hypergame {
    /// A hypergame on the moves of `graph`. In a party's game nobody moves to or from a state that the party
    /// does not see.
    pub fn new(graph: &Graph, perceptions: Vec<Perception>) -> Result<Self, ModelError> {
        let (expected, found) = (graph.parties().len(), perceptions.len());
        if expected != found {
            return Err(ModelError::WrongLength { expected, found });
        }
        let mut games = Vec::new();
        let mut sees = Vec::new();
        for perception in perceptions {
            let (expected, found) = (graph.states(), perception.sees.len());
            if expected != found {
                return Err(ModelError::WrongLength { expected, found });
            }
            let Perception { sees: own, preferences } = perception;
            games.push(Conflict::new(graph.only(|_, from, to| own[from] && own[to]), preferences)?);
            sees.push(own);
        }
        Ok(Self { games, sees })
    }

    /// The game that the party sees. States that it does not see are in it, without moves.
    #[must_use]
    pub fn game(&self, party: usize) -> Option<&Conflict> {
        self.games.get(party)
    }

    /// What holds under a rule, and what each party expects.
    ///
    /// A party stays in a state that it does not see, because it knows no move from there. It does not expect
    /// such a state to hold.
    #[must_use]
    pub fn outlook(&self, rule: Rule) -> Outlook {
        let states = self.sees.first().map_or(0, Vec::len);
        let mut all = vec![true; states];
        for (party, game) in self.games.iter().enumerate() {
            let stable = stable_states(game, rule, party);
            all.iter_mut().zip(stable).for_each(|(all, stable)| *all = *all && stable);
        }
        let expected = self.games.iter().zip(&self.sees).map(|(game, sees)| {
            equilibria(game, rule).into_iter().zip(sees).map(|(stable, seen)| stable && *seen).collect()
        });
        Outlook { equilibria: all, expected: expected.collect() }
    }
}

/// The conflict as GMCR+ understands misperceptions: one game, known to everybody, with fewer moves.
///
/// A party makes no move to or from a state that it does not see. `sees[party][state]` says what it sees.
pub fn with_misperceptions(conflict: &Conflict, sees: &[Vec<bool>]) -> Result<Conflict, ModelError> {
    let (expected, found) = (conflict.parties(), sees.len());
    if expected != found {
        return Err(ModelError::WrongLength { expected, found });
    }
    if let Some(found) = sees.iter().map(Vec::len).find(|&found| found != conflict.states()) {
        return Err(ModelError::WrongLength { expected: conflict.states(), found });
    }
    let graph = conflict.graph().only(|party, from, to| sees[party][from] && sees[party][to]);
    Conflict::new(graph, conflict.preferences().to_vec())
}
