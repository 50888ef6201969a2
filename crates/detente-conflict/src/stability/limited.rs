//! Limited-move and non-myopic stability (Zagare 1984; Kilgour 1985; Fang, Hipel & Kilgour 1993).
//!
//! With two parties the definition is one; with more, the literature has several, so that who answers is a
//! parameter. Indifference leaves open which of equally good moves is expected: the tie rule is one too.

use super::others;
use crate::Conflict;

/// How ties are settled when a party looks several moves ahead: who answers, and which of equally good moves
/// is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Convention {
    /// Who answers a move.
    pub answers: Answers,
    /// Which of equally good moves is expected.
    pub ties: Ties,
}

/// Who answers a move. With two parties these are all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answers {
    /// Whichever other party is worst for the mover, the first of equals (the conservative reading).
    Worst,
    /// Whichever other party is best for the mover, the first of equals.
    Best,
    /// The next party in the order of the model.
    NextInOrder,
}

/// Which of equally good moves is expected. A party that gains nothing by moving is expected to stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ties {
    /// The one to the lowest-numbered state.
    LowestState,
    /// The one to the highest-numbered state.
    HighestState,
}

/// Where play is expected to end: `[party][state]` if that party may move there.
pub type Expected = Vec<Vec<usize>>;

/// Where play ends when at most `horizon` moves are made: G_h. A state is L_h stable for a party if its own end is
/// itself. `None` unless every party ranks all states.
#[must_use]
pub fn expected_ends(conflict: &Conflict, convention: Convention, horizon: usize) -> Option<Expected> {
    let ranks = ranks(conflict)?;
    let start = vec![(0..conflict.states()).collect(); conflict.parties()];
    Some((0..horizon).fold(start, |ends, _| looked_further(conflict, &ranks, convention, &ends)))
}

/// Which states are L_h stable for the party.
#[must_use]
pub fn limited_move_stable_states(
    conflict: &Conflict,
    convention: Convention,
    horizon: usize,
    party: usize,
) -> Option<Vec<bool>> {
    let ends = expected_ends(conflict, convention, horizon)?;
    Some(ends.get(party)?.iter().enumerate().map(|(state, &end)| state == end).collect())
}

/// What looking ever further ahead comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NonMyopic {
    /// From which horizon on expectations repeat.
    pub from: usize,
    /// After how many moves more they repeat; 1 if they settle.
    pub period: usize,
    /// Which states are stable at every horizon from there on: `[party][state]`.
    pub stable: Vec<Vec<bool>>,
}

/// Non-myopic stability: L_h for every h from some horizon on. Expectations at a horizon follow from those at the one
/// before, so they repeat at last. `None` if they do not within `most` horizons, or unless every party ranks all states.
#[must_use]
pub fn non_myopic(conflict: &Conflict, convention: Convention, most: usize) -> Option<NonMyopic> {
    let ranks = ranks(conflict)?;
    let next = |ends: &Expected| looked_further(conflict, &ranks, convention, ends);
    let mut all: Vec<Expected> = vec![vec![(0..conflict.states()).collect(); conflict.parties()]];
    for horizon in 1..=most {
        let ends = next(all.last()?);
        if let Some(from) = all.iter().position(|before| *before == ends) {
            let settled =
                |party: usize, state: usize| all[from..].iter().all(|ends| ends[party][state] == state);
            let stable = (0..conflict.parties())
                .map(|party| (0..conflict.states()).map(|state| settled(party, state)).collect());
            return Some(NonMyopic { from, period: horizon - from, stable: stable.collect() });
        }
        all.push(ends);
    }
    None
}

fn ranks(conflict: &Conflict) -> Option<Vec<&[u32]>> {
    conflict.preferences().iter().map(crate::preference::Preference::ranks).collect()
}

/// G_h from G_(h − 1).
fn looked_further(
    conflict: &Conflict,
    ranks: &[&[u32]],
    convention: Convention,
    ends: &Expected,
) -> Expected {
    let end_of = |party: usize, state: usize| {
        let moves = conflict.graph().moves(party, state);
        let answered = moves.filter_map(|to| answered(conflict, ranks[party], convention, ends, party, to));
        let better = |one: usize, other: usize| match convention.ties {
            Ties::LowestState => ranks[party][one] > ranks[party][other],
            Ties::HighestState => ranks[party][one] >= ranks[party][other],
        };
        let best = answered.reduce(|best, end| if better(end, best) { end } else { best });
        best.filter(|&end| ranks[party][end] > ranks[party][state]).unwrap_or(state)
    };
    let parties = 0..conflict.parties();
    parties.map(|party| (0..conflict.states()).map(|state| end_of(party, state)).collect()).collect()
}

/// Where the party's move to the state is expected to end.
fn answered(
    conflict: &Conflict,
    ranks: &[u32],
    convention: Convention,
    ends: &Expected,
    party: usize,
    to: usize,
) -> Option<usize> {
    let others = others(conflict, party);
    let all = others.iter().map(|&other| ends[other][to]);
    match convention.answers {
        // The first of equals is what `min_by_key` gives and `max_by_key` does not.
        Answers::Worst => all.min_by_key(|&end| ranks[end]),
        Answers::Best => all.min_by_key(|&end| std::cmp::Reverse(ranks[end])),
        Answers::NextInOrder => {
            let next = (party + 1) % conflict.parties();
            (next != party).then(|| ends[next][to])
        }
    }
    .or(Some(to))
}
