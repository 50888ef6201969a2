//! A negotiation with every number halfway in its interval: who is asked, and what packages must keep.

use crate::{
    model::Model,
    negotiation::{Literal, Negotiation},
    reading::{Reading, slacks},
};

/// What packages must keep when every number is taken halfway in its interval, no-deal values aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Central {
    /// The parties whose consent is or may be needed.
    pub called_upon: Vec<CalledUpon>,
    /// By issue, the places of the options that no single requirement rules out, in rising order.
    pub allowed: Vec<Vec<usize>>,
    /// The rules and red lines that tie issues to each other: each must hold.
    pub rules: Vec<Vec<OneOf>>,
}

/// A party whose consent is or may be needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalledUpon {
    /// Its place in [`Negotiation::parties`].
    pub party: usize,
    /// The terms of which one calls for its consent; `None` when every package needs it.
    pub when: Option<Vec<OneOf>>,
}

/// "The issue is settled by one of these options." A rule made of several holds where one of them does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOf {
    /// The place of the issue.
    pub issue: usize,
    /// The places of the options, in rising order.
    pub options: Vec<usize>,
}

impl Negotiation {
    /// Who is asked and what packages must keep, with every number halfway in its interval.
    #[must_use]
    pub fn central(&self) -> Central {
        let model = Model::of(self);
        let slacks = slacks(self, Reading::Central);
        let problem = model.problem(&model.requirements.all(), &slacks);
        let called_upon =
            |(party, when): (usize, Option<Vec<Literal>>)| CalledUpon { party, when: when.map(one_of) };
        Central {
            called_upon: model.called_upon().map(called_upon).collect(),
            allowed: problem.domains.iter().map(|domain| domain.members().collect()).collect(),
            rules: problem.clauses.into_iter().map(one_of).collect(),
        }
    }
}

fn one_of(literals: Vec<Literal>) -> Vec<OneOf> {
    let one_of = |Literal { issue, among }| OneOf { issue, options: among.members().collect() };
    literals.into_iter().map(one_of).collect()
}
