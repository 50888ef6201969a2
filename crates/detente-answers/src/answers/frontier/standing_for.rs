//! Where the frontier is not listed: a few packages that stand for it, and how far at most anything is from one.

use detente_frontier::{Limits, Wanted};
use detente_outcomes::Space;
use serde::Serialize;

use super::{Efficient, named};

/// How many packages are to stand for the rest.
const SHOWN: usize = 10;
/// What they may take of the steps given, so that the theories' packages have the rest.
const SHARE_OF_STEPS: u64 = 20;

/// Packages that stand for all efficient ones.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct StandingFor {
    /// In the order found; the first is the best for the worst off.
    pub(super) packages: Vec<Efficient>,
    /// Every package that all would accept is within so many points of some package shown, for every party.
    pub(super) within: f64,
    /// The same as a factor of gains over no deal, 1 + ε; absent where one shown gains a party nothing.
    factor: Option<f64>,
    /// Whether it is proven that nothing betters one of these for somebody without loss to another.
    pub(super) efficient: bool,
    /// Whether the limits ended the search before so many were found.
    pub(super) cut: bool,
    /// How they were found.
    method: String,
}

impl StandingFor {
    /// `None` where nothing is admitted, or where no-deal values hang on the terms.
    pub(super) fn of(space: &Space, limits: Limits) -> Option<Self> {
        let limits = Limits { steps: limits.steps / SHARE_OF_STEPS, ..limits };
        let found = space.worth.tables.representatives(Wanted { most: SHOWN, within: 0.0 }, limits).ok()?;
        Some(Self {
            packages: found.points.iter().map(|point| named(space, point)).collect(),
            within: found.within,
            factor: found.factor.filter(|factor| factor.is_finite()),
            efficient: found.efficient,
            cut: found.cut,
            method: found.to_string(),
        })
    }
}
