//! Numbers of a case, with what stands behind each.

use detente_case::{Interval, Level, Quantity};
use serde::Serialize;

/// What one option is worth to a party.
#[derive(Clone, Copy, Debug)]
pub struct OptionValue {
    /// In words, where words were used.
    pub level: Option<Level>,
    /// In points of the party's own scale, 0–100 unless it counts as a sum.
    pub input: Input,
}

/// A number of the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Input {
    /// Every value held to be possible.
    pub interval: Interval,
    /// The central one: halfway, or the mean of what keeps an order.
    pub central: Quantity,
    /// Whether it is known by its place in an order alone.
    pub by_order: bool,
    /// What it may be while everything that is said has its central value; nothing where it is said itself.
    pub unsaid: Option<Interval>,
    /// Whether somebody reported it.
    pub backing: Backing,
    /// The place in the case's list (stances, weights, no-deal values) that says so, or that implies it; `None` when
    /// nothing does.
    pub said: Option<usize>,
}

impl Input {
    /// A number with an interval of its own.
    pub(crate) fn within(interval: Interval, backing: Backing, said: Option<usize>) -> Self {
        Self { interval, central: interval.middle(), by_order: false, unsaid: None, backing, said }
    }

    /// A number of which nobody said anything.
    pub(crate) fn unsaid(interval: Interval) -> Self {
        Self { unsaid: Some(interval), ..Self::within(interval, Backing::Unknown, None) }
    }

    /// Its central value, but that what is unsaid stands at an end of what is left open.
    pub(crate) fn if_unsaid(&self, silence: Option<Silence>) -> Quantity {
        match (silence, self.unsaid) {
            (Some(Silence::Low), Some(unsaid)) => unsaid.low,
            (Some(Silence::High), Some(unsaid)) => unsaid.high,
            (None, _) | (_, None) => self.central,
        }
    }
}

/// What stands behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Backing {
    /// A source.
    Reported,
    /// An assumption with an owner.
    Assumed,
    /// Nobody said it, but what is said of other rungs limits it.
    Implied,
    /// Nothing: the whole scale is possible.
    Unknown,
}

/// Where a reading takes what nobody has said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Silence {
    /// At the lowest that what is said leaves it.
    Low,
    /// At the highest.
    High,
}
