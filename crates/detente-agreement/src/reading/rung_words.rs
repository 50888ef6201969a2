//! Which streams the rungs of an issue are drawn from.

use std::ops::Range;

use super::Names;
use crate::{
    draws::{Plan, Stream},
    negotiation::Negotiation,
    rungs::RungWords,
};

impl Names<'_> {
    /// The random words behind the rungs of an issue in some draws.
    pub(crate) fn rung_words(
        &self,
        negotiation: &Negotiation,
        issue: usize,
        plan: Plan,
        draws: Range<u32>,
    ) -> RungWords {
        let of = &negotiation.issues[issue];
        let named = |what: &str| {
            Stream::named(plan, &format!("{}/{}/{what}", self.party.id, of.id)).words(draws.clone())
        };
        let rung = |rung: usize| self.value(plan, negotiation, issue, rung).words(draws.clone());
        RungWords {
            best: named("best"),
            side: named("side"),
            peak: named("peak"),
            rungs: (0..of.options.len()).map(rung).collect(),
        }
    }
}
