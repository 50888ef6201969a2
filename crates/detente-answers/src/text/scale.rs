//! Numbers of a party on its own scale: 0 to 100, or its own points where it counts a sum.

use std::fmt::Display;

use detente_agreement::Party;
use detente_case::{Counts, Interval, PartyId};

use crate::question::Question;

/// `35 of 100`, or `400 points (its packages: 0 to 1000)`.
#[must_use]
pub fn on_its_scale(question: &Question, party: &PartyId, value: impl Display) -> String {
    match of(question, party) {
        Some(party) if party.counts == Counts::Sum => {
            format!("{value} points (its packages: {})", party.scale())
        }
        Some(_) | None => format!("{value} of 100"),
    }
}

/// `its own scale of 100`, or `its own scale` where some party counts points of its own.
#[must_use]
pub fn own_scale(question: &Question) -> &'static str {
    let sums = question.negotiation().parties().iter().any(|party| party.counts == Counts::Sum);
    if sums { "its own scale" } else { "its own scale of 100" }
}

/// What stands where nobody has said what no deal is worth to a party: `not known, 0 to 100 assumed`.
#[must_use]
pub fn no_deal_not_known(question: &Question, party: &PartyId) -> String {
    format!("not known, {} assumed", assumed(question, party))
}

/// What is taken where one number is needed of what nobody has said: `50 of 0 to 100`.
#[must_use]
pub fn taken(question: &Question, party: &PartyId) -> String {
    let assumed = assumed(question, party);
    format!("{} of {assumed}", assumed.middle())
}

fn assumed(question: &Question, party: &PartyId) -> Interval {
    of(question, party).map_or(Interval::units(0, 100), |party| party.no_deal.interval)
}

fn of<'q>(question: &'q Question, party: &PartyId) -> Option<&'q Party> {
    let negotiation = question.negotiation();
    negotiation.parties().get(negotiation.party(party)?)
}
