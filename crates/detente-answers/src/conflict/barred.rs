//! Moves that cannot be made although the courses are open: who can go where is then a graph of its own.

use detente_conflict::{Conflict, model::ModelError, preference::Condition};

/// Moves that cannot be made.
#[derive(Clone, Debug)]
pub(super) struct Barred {
    /// Whose, by place; everybody's if none is named.
    pub(super) party: Option<usize>,
    /// From which states; any, if nothing is said.
    pub(super) from: Option<Condition>,
    /// To which states; any, if nothing is said.
    pub(super) to: Option<Condition>,
}

/// The conflict without them, in graph form: where several moves at once lead is then not said.
pub(super) fn without(conflict: &Conflict, barred: &[Barred]) -> Result<Conflict, ModelError> {
    let code = |state: usize| conflict.codes().and_then(|codes| codes.get(state)).copied().unwrap_or(0);
    let holds = |condition: &Option<Condition>, state: usize| {
        condition.as_ref().is_none_or(|condition| condition.holds(code(state)))
    };
    let bars = |one: &Barred, party: usize, from: usize, to: usize| {
        one.party.is_none_or(|barred| barred == party) && holds(&one.from, from) && holds(&one.to, to)
    };
    let graph = conflict.graph().only(|party, from, to| !barred.iter().any(|one| bars(one, party, from, to)));
    Conflict::new(graph, conflict.preferences().to_vec())
}
