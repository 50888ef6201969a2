//! What was put forward, to whom, and who would approve it.

use super::row::Row;
use crate::{IssueId, Origin, Proposal, Protocol, Ratifier, Transmission};

pub(super) fn proposal(id: &str, row: Row<'_>) -> Proposal {
    let origin = row.origin();
    let terms = row.entries("terms").into_iter().filter_map(|(issue, _, value)| {
        let issue = IssueId::new(issue);
        let options: Vec<_> = row.options(value, &issue).into_iter().map(|(option, _)| option).collect();
        (!options.is_empty()).then_some((issue, options))
    });
    Proposal {
        name: row.text("name").unwrap_or_else(|| id.to_string()),
        by: row.actors("by"),
        date: row.date("date"),
        terms: terms.collect(),
        sent: row.parts("sent").into_iter().filter_map(|row| transmission(row, &origin)).collect(),
        origin,
    }
}

fn transmission(row: Row<'_>, around: &Origin) -> Option<Transmission> {
    Some(Transmission {
        to: row.party("to")?,
        mode: row.word("mode")?,
        on: row.date("on"),
        acknowledged: row.flag("acknowledged"),
        said_by: row.actor("said_by"),
        origin: row.origin_within(around),
    })
}

pub(super) fn protocol(id: &str, row: Row<'_>) -> Protocol {
    Protocol {
        name: row.text("name").unwrap_or_else(|| id.to_string()),
        proposer: row.party("proposer"),
        approval_order: row.parties("approval_order"),
        may_amend: row.parties("may_amend"),
        origin: row.origin(),
    }
}

pub(super) fn ratifier(id: &str, row: Row<'_>) -> Option<Ratifier> {
    Some(Ratifier {
        name: row.text("name").unwrap_or_else(|| id.to_string()),
        party: row.party("party")?,
        rule: row.text("rule"),
        when: row.condition("when"),
        origin: row.origin(),
    })
}
