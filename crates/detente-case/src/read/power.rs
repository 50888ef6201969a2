//! What moves whom.

use super::row::Row;
use crate::{Belief, Effects, Funding, Guarantee, Interval, Lever, LeverId, ProposalId, Quantity, Ultimatum};

const EFFECT: Interval = Interval::units(-100, 100);
const POINTS: Interval = Interval::units(0, 100);
const SHARE: Interval = Interval::units(0, 1);
const AMOUNT: Interval = Interval { low: Quantity::ZERO, high: Quantity::from_units(1_000_000) };

pub(super) fn lever(id: &str, row: Row<'_>) -> Option<Lever> {
    let origin = row.origin();
    Some(Lever {
        name: row.text("name").unwrap_or_else(|| id.to_string()),
        owner: row.actor("owner")?,
        target: row.party("target"),
        kind: row.word("kind")?,
        status: row.history("status", &origin),
        reversible: row.flag("reversible"),
        lag: row.text("lag"),
        cost: row.effects("cost", POINTS),
        moves_no_deal: effects(row, "moves_no_deal"),
        moves_deal: effects(row, "moves_deal"),
        effects_origin: row.effects_origin(&origin),
        origin,
    })
}

fn effects(row: Row<'_>, key: &str) -> Effects {
    row.effects(key, EFFECT)
}

pub(super) fn belief(_: &str, row: Row<'_>) -> Option<Belief> {
    let origin = row.origin();
    Some(Belief {
        holder: row.actor("holder")?,
        lever: row.name("lever", "levers", LeverId::new)?,
        says: row.text("says")?,
        moves_no_deal: effects(row, "moves_no_deal"),
        moves_deal: effects(row, "moves_deal"),
        effects_origin: row.effects_origin(&origin),
        origin,
    })
}

pub(super) fn ultimatum(_: &str, row: Row<'_>) -> Option<Ultimatum> {
    let origin = row.origin();
    Some(Ultimatum {
        issuer: row.party("issuer")?,
        said_by: row.actor("said_by"),
        addressed_to: row.parties("addressed_to"),
        trigger: row.text("trigger")?,
        trigger_defined: row.flag("trigger_defined").unwrap_or(false),
        deadline: row.when("deadline"),
        consequence: row.name("consequence", "levers", LeverId::new)?,
        credibility: row.interval("credibility", SHARE),
        effects_origin: row.effects_origin(&origin),
        origin,
    })
}

pub(super) fn guarantee(id: &str, row: Row<'_>) -> Option<Guarantee> {
    let origin = row.origin();
    Some(Guarantee {
        name: row.text("name").unwrap_or_else(|| id.to_string()),
        guarantors: row.actors("guarantors"),
        sought_by: row.actors("sought_by"),
        beneficiary: row.party("beneficiary")?,
        obligation: row.interval("obligation", SHARE),
        credibility: row.interval("credibility", SHARE),
        worth: row.interval("worth", POINTS),
        duration: row.text("duration"),
        status: row.history("status", &origin),
        cost: row.effects("cost", POINTS),
        effects_origin: row.effects_origin(&origin),
        origin,
    })
}

pub(super) fn funding(_: &str, row: Row<'_>) -> Option<Funding> {
    let origin = row.origin();
    Some(Funding {
        purpose: row.text("purpose")?,
        payers: row.actors("payers"),
        sought_by: row.actors("sought_by"),
        beneficiary: row.party("beneficiary")?,
        amount: row.interval("amount", AMOUNT),
        unit: row.text("unit"),
        status: row.history("status", &origin),
        proposal: row.name("proposal", "proposals", ProposalId::new),
        origin,
    })
}
