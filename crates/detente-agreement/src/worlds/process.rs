//! Numbers of how a talk goes, drawn as the numbers of a negotiation are.

use detente_case::{Interval, Quantity};

use crate::{Plan, draws::Stream};

/// A number in every draw of a plan, each of the interval's millionths with the same chance.
///
/// It depends on the plan's seed and the name alone, so that roles, deadlines and what-ifs are compared in the
/// same worlds.
#[must_use]
pub fn drawn(plan: Plan, name: &str, interval: Interval) -> Vec<Quantity> {
    let numbers = Stream::named(plan, name).take(0..plan.draws, interval);
    numbers.into_iter().map(Quantity::from_millionths).collect()
}
