//! What was said or done, and the explanations weighed against it.

use super::row::Row;
use crate::{Claim, ClaimId, Evidence, Hypothesis, HypothesisId, MeetingId, Signal};

pub(super) fn claim(_: &str, row: Row<'_>) -> Option<Claim> {
    Some(Claim {
        kind: row.word("kind")?,
        by: row.actor("by")?,
        says: row.text("says")?,
        on: row.date("on"),
        signal: row.word("signal").unwrap_or(Signal::Neutral),
        meeting: row.name("meeting", "meetings", MeetingId::new),
        supports: row.names("supports", "claims", ClaimId::new),
        contradicts: row.names("contradicts", "claims", ClaimId::new),
        origin: row.origin(),
    })
}

pub(super) fn hypothesis(_: &str, row: Row<'_>) -> Option<Hypothesis> {
    let evidence = |row: Row<'_>| {
        Some(Evidence { claim: row.name("claim", "claims", ClaimId::new)?, bearing: row.word("bearing")? })
    };
    Some(Hypothesis {
        says: row.text("says")?,
        role: row.part("role").and_then(|role| Some((role.party("party")?, role.word("role")?))),
        rivals: row.names("rivals", "hypotheses", HypothesisId::new),
        evidence: row.parts("evidence").into_iter().filter_map(evidence).collect(),
        origin: row.origin(),
    })
}
