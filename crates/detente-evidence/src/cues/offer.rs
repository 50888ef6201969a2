//! Offers that hang on something: what somebody would give, if and once the other side does something.

use super::{Raw, line::Line, proposal::draft};
use crate::{
    cues::Span,
    draft::{Modality, Status},
    words::{Modal, Standing, Verb},
};

/// What is given.
pub(super) const GIVES: &[&str] = &[
    "lift",
    "release",
    "open",
    "reopen",
    "restore",
    "resume",
    "pay",
    "supply",
    "grant",
    "recognize",
    "recognise",
    "ease",
    "free",
    "sign",
    "accept",
    "return",
    "join",
    "withdraw",
    "pull",
    "drop",
    "share",
    "provide",
    "extend",
    "stop",
    "halt",
    "suspend",
    "end",
    "cancel",
    "allow",
    "agree",
    "support",
    "back",
    "build",
    "fund",
    "finance",
    "reduce",
    "cut",
    "unfreeze",
    "hand",
    "give",
    "offer",
    "recall",
    "permit",
    "abandon",
    "guarantee",
    "waive",
    "ratify",
    "disarm",
    "send",
    "deliver",
    "raise",
    "increase",
    "remove",
    "scrap",
    "work",
];

/// "A would open its ports if B did": an offer that hangs on what the other side does.
pub(super) fn on_condition(line: &Line<'_>, verb: &Verb) -> Option<Raw> {
    let promised = matches!(verb.modal, Some(Modal::Will | Modal::Would)) && verb.form == Standing::Finite;
    if !promised || verb.negated || verb.passive {
        return None;
    }
    crate::words::verb_form(&line.words[verb.at].lower, GIVES)?;
    let to = line.clause_end(verb.at + 1);
    let next = to + usize::from(line.is_any(to, &[","]));
    let condition = line.has_condition(verb.at, next + 1);
    if condition.is_some_and(|at| line.is_any(at, &["unless", "until", "till", "before"]))
        || condition.is_none() && line.leading_condition(verb.from).is_none()
    {
        return None;
    }
    // "only if" is told as a stance.
    let only = condition.is_some_and(|at| line.is_any(at.saturating_sub(1), &["only"]));
    if only || super::threat::harms(line, verb, to) {
        return None;
    }
    let actor = line.subject(verb);
    if actor.parties.is_empty() {
        return None;
    }
    let to = condition.map_or(to, |at| line.clause_end(at + 1).max(to));
    let from = line.clause_from(verb, &actor);
    let raw = draft(line, Span { from, to }, verb.at, Modality::Conditional, &actor, "conditional-offer")?;
    Some(raw.with(Status::Offered).anchored(Some(verb.at)))
}
