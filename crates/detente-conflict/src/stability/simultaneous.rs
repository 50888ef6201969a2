//! Simultaneous stability: the others improve at the same time, each from where all stood (Fraser & Hipel).

use super::{Rule, improvements, others};
use crate::Conflict;

/// Which states are stable for the party if the others may act when it does.
///
/// `None` in graph form, which does not say where several moves at once lead.
///
/// A move is deterred if improvements of some of the others from the same state, together with the move, lead
/// to a feasible state that deters.
#[must_use]
pub fn simultaneously_stable_states(conflict: &Conflict, rule: Rule, party: usize) -> Option<Vec<bool>> {
    let codes = conflict.codes()?;
    let stable = (0..conflict.states()).map(|from| {
        // What each of the others would change, and nothing.
        let changes: Vec<Vec<u64>> = others(conflict, party)
            .into_iter()
            .map(|other| {
                let steps = improvements(conflict, rule, other, from).map(|to| codes[to] ^ codes[from]);
                std::iter::once(0).chain(steps).collect()
            })
            .collect();
        let deters = |code| {
            let end = codes.binary_search(&code);
            end.is_ok_and(|end| rule.deters(conflict.compare(party, end, from)))
        };
        improvements(conflict, rule, party, from).all(|to| some_joint_change(codes[to], &changes, &deters))
    });
    Some(stable.collect())
}

/// Whether some choice of one change of each list leads from the code to one that holds.
fn some_joint_change(code: u64, changes: &[Vec<u64>], holds: &impl Fn(u64) -> bool) -> bool {
    match changes.split_first() {
        None => holds(code),
        Some((first, rest)) => first.iter().any(|change| some_joint_change(code ^ change, rest, holds)),
    }
}
