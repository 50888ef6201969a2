//! Stability for one party, straight from the definitions; the others are everybody else.

use super::{Concept, Rule, reached};
use crate::Conflict;

/// Which states are stable for the party, by place.
///
/// A state is stable if every move that the party would make has an answer that deters it. Under Nash nothing
/// deters. The time it takes grows with states × moves.
#[must_use]
pub fn stable_states(conflict: &Conflict, rule: Rule, party: usize) -> Vec<bool> {
    let mut stable = vec![true; conflict.states()];
    let mut departures: Vec<(usize, usize)> = (0..conflict.states())
        .flat_map(|from| improvements(conflict, rule, party, from).map(move |to| (to, from)))
        .collect();
    departures.sort_unstable();
    let others = others(conflict, party);
    for to_one in departures.chunk_by(|one, other| one.0 == other.0) {
        let answers = answers(conflict, rule, &others, to_one[0].0);
        for &(_, from) in to_one {
            stable[from] =
                stable[from] && answers.iter().any(|&answer| deters(conflict, rule, party, from, answer));
        }
    }
    stable
}

/// Which states are stable for every party.
#[must_use]
pub fn equilibria(conflict: &Conflict, rule: Rule) -> Vec<bool> {
    let verdicts = (0..conflict.parties()).map(|party| stable_states(conflict, rule, party));
    verdicts.fold(vec![true; conflict.states()], |all, stable| {
        all.into_iter().zip(stable).map(|(all, stable)| all && stable).collect()
    })
}

/// The moves the party would make from the state, in rising order.
pub fn improvements(
    conflict: &Conflict,
    rule: Rule,
    party: usize,
    from: usize,
) -> impl Iterator<Item = usize> + '_ {
    let steps = rule.reading.leaves_by();
    conflict.graph().moves(party, from).filter(move |&to| steps.allow(conflict, party, from, to))
}

/// All parties but this one.
#[must_use]
pub fn others(conflict: &Conflict, party: usize) -> Vec<usize> {
    (0..conflict.parties()).filter(|&other| other != party).collect()
}

/// Where the others can answer a move to the state; nowhere under Nash.
fn answers(conflict: &Conflict, rule: Rule, others: &[usize], moved_to: usize) -> Vec<usize> {
    match rule.concept {
        Concept::Nash => Vec::new(),
        _ => reached(conflict, others, moved_to, rule.answers_by()).states().collect(),
    }
}

/// Whether ending up at `answer` deters the party from leaving `from`.
#[must_use]
pub fn deters(conflict: &Conflict, rule: Rule, party: usize, from: usize, answer: usize) -> bool {
    rule.deters(conflict.compare(party, answer, from))
        && (!rule.concept.looks_at_countermoves() || way_out(conflict, rule, party, from, answer).is_none())
}

/// A move by which the party gets out of the answer, if it has one.
#[must_use]
pub fn way_out(conflict: &Conflict, rule: Rule, party: usize, from: usize, answer: usize) -> Option<usize> {
    conflict.graph().moves(party, answer).find(|&to| rule.is_way_out(conflict.compare(party, to, from)))
}
