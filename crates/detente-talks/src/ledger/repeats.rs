//! Which entries rest only on what others have counted already?

use std::cmp::Reverse;

use super::{Entry, Side, What};

/// Marks entries that rest only on statements of earlier ones of the same side and signal. Of one day's, the one with most
/// statements counts first, then the first by name: the order of the file decides nothing.
pub(super) fn mark(entries: &mut [Entry<'_>]) {
    let mut seen = Vec::new();
    let mut in_order: Vec<&mut Entry<'_>> = entries.iter_mut().filter(|entry| entry.counts).collect();
    in_order.sort_by_cached_key(|entry| {
        let day = (entry.on.is_none(), entry.on, entry.side == Side::Deed);
        (day, Reverse(entry.said.0.citations().len()), name(&entry.what))
    });
    for entry in in_order {
        let cited = entry.said.0.citations().iter();
        let statements: Vec<_> =
            cited.map(|cited| (entry.side, entry.signal, &cited.source, cited.statement)).collect();
        entry.repeats = !statements.is_empty() && statements.iter().all(|statement| seen.contains(statement));
        seen.extend(statements);
    }
}

/// What an entry records, by the names of the case: of a meeting's events, by their place in its history.
fn name<'n>(what: &What<'n>) -> (u8, &'n str, usize) {
    match what {
        What::Contact(id) => (0, id.as_str(), 0),
        What::Claim(id) => (1, id.as_str(), 0),
        What::Event(id, place) => (2, id.as_str(), *place),
        What::Delegation(id, _) => (3, id.as_str(), 0),
    }
}
