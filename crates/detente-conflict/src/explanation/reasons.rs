//! Why a state is stable for a party, or why not.

use crate::{
    Conflict,
    stability::{Concept, Rule, Step, Steps, deters, improvements, others, reached, way_out},
};
use std::collections::BTreeMap;

/// A verdict about one state for one party, with all that is needed to check it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Under which behaviour.
    pub rule: Rule,
    /// For whom.
    pub party: usize,
    /// Which state.
    pub state: usize,
    /// Whether it holds, and why.
    pub verdict: Verdict,
}

/// Whether a state holds for a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds: every move the party would make is deterred. There may be none.
    Stable(Vec<Deterred>),
    /// It does not hold: the party would make this move and no answer deters it.
    Unstable {
        /// Where the party would move.
        improvement: usize,
        /// Every answer the others have, none of which deters; none is listed under Nash, where nobody looks.
        answers: Vec<Failed>,
    },
}

/// A move that the party would make, were it not for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deterred {
    /// Where the party would move.
    pub improvement: usize,
    /// How the others answer: a legal sequence from there, at least one step long.
    pub answer: Vec<Step>,
    /// Where the party could go from the end of the answer, none of which gets it out of it; every place if
    /// the concept looks at them, else empty.
    pub countermoves: Vec<usize>,
}

/// An answer that does not deter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// Where it ends.
    pub answer: usize,
    /// Who can have moved last, in rising order.
    pub last_movers: Vec<usize>,
    /// Why it does not deter.
    pub because: Because,
}

/// Why an answer does not deter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// Its end does not hurt the party enough, compared with the state it left.
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
