//! Conflicts in graph form: states and each party's moves between them, whatever they come from.

use super::ModelError;

/// States, numbered from 0, and each party's moves. Moves need not be transitive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graph {
    parties: Vec<String>,
    states: usize,
    moves: Vec<Moves>,
}

/// One party's moves: those from state *s* are `to[first[s]..first[s + 1]]`, in rising order.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Moves {
    first: Vec<usize>,
    to: Vec<u32>,
}

impl Graph {
    /// A graph from each party's moves as pairs (from, to), in any order. A pair that occurs twice counts
    /// once.
    pub fn new(
        parties: Vec<String>,
        states: usize,
        moves: Vec<Vec<(usize, usize)>>,
    ) -> Result<Self, ModelError> {
        if parties.is_empty() {
            return Err(ModelError::NoParty);
        }
        if moves.len() != parties.len() {
            return Err(ModelError::WrongLength { expected: parties.len(), found: moves.len() });
        }
        if states == 0 {
            return Err(ModelError::NoState);
        }
        if u32::try_from(states).is_err() {
            return Err(ModelError::TooManyStates { most: u64::from(u32::MAX) });
        }
        let moves = moves.into_iter().enumerate();
        let moves = moves.map(|(party, pairs)| Moves::new(party, states, pairs)).collect::<Result<_, _>>()?;
        Ok(Self { parties, states, moves })
    }

    /// The parties' names.
    #[must_use]
    pub fn parties(&self) -> &[String] {
        &self.parties
    }

    /// How many states there are.
    #[must_use]
    pub fn states(&self) -> usize {
        self.states
    }

    /// How many moves there are, of all parties.
    #[must_use]
    pub fn size(&self) -> usize {
        self.moves.iter().map(|moves| moves.to.len()).sum()
    }

    /// Where the party can go from the state in one move, in rising order; never the state itself.
    pub fn moves(&self, party: usize, from: usize) -> impl Iterator<Item = usize> + Clone + '_ {
        self.moves[party].from(from).iter().map(|&to| to as usize)
    }

    /// Whether the party can go there in one move.
    #[must_use]
    pub fn has_move(&self, party: usize, from: usize, to: usize) -> bool {
        u32::try_from(to).is_ok_and(|to| self.moves[party].from(from).binary_search(&to).is_ok())
    }

    /// The graph without the moves that `keep` refuses; it is asked (party, from, to).
    #[must_use]
    pub fn only(&self, keep: impl Fn(usize, usize, usize) -> bool) -> Self {
        let moves = (0..self.parties.len()).map(|party| {
            let all = (0..self.states).flat_map(|from| self.moves(party, from).map(move |to| (from, to)));
            Moves::sorted(self.states, all.filter(|&(from, to)| keep(party, from, to)).collect())
        });
        Self { parties: self.parties.clone(), states: self.states, moves: moves.collect() }
    }
}

impl Moves {
    fn new(party: usize, states: usize, mut pairs: Vec<(usize, usize)>) -> Result<Self, ModelError> {
        let wrong = pairs.iter().find(|(from, to)| *from >= states || *to >= states || from == to);
        if let Some(&(from, to)) = wrong {
            return Err(ModelError::NoSuchMove { party, from, to });
        }
        pairs.sort_unstable();
        pairs.dedup();
        Ok(Self::sorted(states, pairs))
    }

    fn sorted(states: usize, pairs: Vec<(usize, usize)>) -> Self {
        let first = (0..=states).map(|state| pairs.partition_point(|(from, _)| *from < state)).collect();
        // `Graph::new` made sure that every state fits.
        let to = pairs.into_iter().filter_map(|(_, to)| u32::try_from(to).ok()).collect();
        Self { first, to }
    }

    fn from(&self, state: usize) -> &[u32] {
        &self.to[self.first[state]..self.first[state + 1]]
    }
}
