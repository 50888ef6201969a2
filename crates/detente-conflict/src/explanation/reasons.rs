//! Why a state is stable for a party, or why not.

use crate::{
    Conflict,
    stability::{Concept, Rule, Step, Steps, deters, improvements, others, reached, way_out},
};
use std::collections::BTreeMap;

/// A verdict about one state for one party, with everything that is needed to check it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The behaviour under which the verdict is given.
    pub rule: Rule,
    /// The party for which the verdict is given.
    pub party: usize,
    /// The state that the verdict is about.
    pub state: usize,
    /// Whether it holds, and why.
    pub verdict: Verdict,
}

/// Whether a state holds for a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds: an answer deters every move that the party would make. There may be no such move.
    Stable(Vec<Deterred>),
    /// It does not hold: the party would make this move, and no answer deters it.
    Unstable {
        /// Where the party would move.
        improvement: usize,
        /// Every answer the others have, none of which deters; none is listed under Nash, where nobody looks.
        answers: Vec<Failed>,
    },
}

/// A move that the party would make if no answer deterred it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deterred {
    /// Where the party would move.
    pub improvement: usize,
    /// How the others answer: a legal sequence from there, with at least one step.
    pub answer: Vec<Step>,
    /// Every place where the party could go from the end of the answer; none of them gets it out of the
    /// answer.
    ///
    /// Empty if the concept does not look at countermoves.
    pub countermoves: Vec<usize>,
}

/// An answer that does not deter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// The state in which the answer ends.
    pub answer: usize,
    /// Who can have moved last, in rising order.
    pub last_movers: Vec<usize>,
    /// Why it does not deter.
    pub because: Because,
}

/// Why an answer does not deter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// The answer ends in a state that is not bad enough for the party, compared with the state that it left.
    NotBadEnough,
    /// The party gets out of it by moving here.
    WayOut(usize),
}

/// Explains the verdict about a state for a party; `None` if there is no such party or state.
#[must_use]
pub fn explain(conflict: &Conflict, rule: Rule, party: usize, state: usize) -> Option<Explanation> {
    if party >= conflict.parties() || state >= conflict.states() {
        return None;
    }
    let mut deterred = Vec::new();
    for improvement in improvements(conflict, rule, party, state) {
        let Some(found) = deterrent(conflict, rule, party, state, improvement) else {
            let answers = failures(conflict, rule, party, state, improvement);
            let verdict = Verdict::Unstable { improvement, answers };
            return Some(Explanation { rule, party, state, verdict });
        };
        deterred.push(found);
    }
    Some(Explanation { rule, party, state, verdict: Verdict::Stable(deterred) })
}

/// The nearest answer that deters the move.
fn deterrent(
    conflict: &Conflict,
    rule: Rule,
    party: usize,
    state: usize,
    improvement: usize,
) -> Option<Deterred> {
    if rule.concept == Concept::Nash {
        return None;
    }
    let reached = reached(conflict, &others(conflict, party), improvement, rule.answers_by());
    let end = reached.states().find(|&answer| deters(conflict, rule, party, state, answer))?;
    let countermoves = match rule.concept {
        Concept::SymmetricMetarational | Concept::SymmetricSequential => {
            conflict.graph().moves(party, end).collect()
        }
        _ => Vec::new(),
    };
    Some(Deterred { improvement, answer: reached.path_to(end)?, countermoves })
}

/// Every answer with its last movers, and why it does not deter.
fn failures(conflict: &Conflict, rule: Rule, party: usize, state: usize, improvement: usize) -> Vec<Failed> {
    if rule.concept == Concept::Nash {
        return Vec::new();
    }
    let all = last_movers(conflict, &others(conflict, party), improvement, rule.answers_by());
    let failed = all.into_iter().map(|(answer, last_movers)| {
        let because = if rule.deters(conflict.compare(party, answer, state)) {
            way_out(conflict, rule, party, state, answer).map_or(Because::NotBadEnough, Because::WayOut)
        } else {
            Because::NotBadEnough
        };
        Failed { answer, last_movers, because }
    });
    failed.collect()
}

fn last_movers(
    conflict: &Conflict,
    movers: &[usize],
    from: usize,
    steps: Steps,
) -> BTreeMap<usize, Vec<usize>> {
    let reached = reached(conflict, movers, from, steps);
    reached.states().map(|state| (state, reached.last_movers(state).collect())).collect()
}
