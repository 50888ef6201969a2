//! What time does to worths, as an answer says it.

use std::fmt;

use detente_simulation::domain::{Clock, Discount, NoDeal};
use serde::Serialize;

/// What time does to worths.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Discounted {
    /// What is left of 1 after a unit of time; absent where time costs an amount.
    factor: Option<f64>,
    /// What a unit of time costs; absent where a part is left.
    cost: Option<f64>,
    /// To which power the cost is raised; absent where a part is left.
    power: Option<f64>,
    /// What a unit of time is.
    unit: Unit,
    /// Whether no agreement is discounted as well.
    no_deal: bool,
}

/// What a unit of time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(super) enum Unit {
    /// The whole time there is.
    WholeTime,
    /// A round.
    Round,
}

impl From<Clock> for Unit {
    fn from(clock: Clock) -> Self {
        match clock {
            Clock::Share => Self::WholeTime,
            Clock::Rounds => Self::Round,
        }
    }
}

impl Discounted {
    /// What time does; nothing where it does nothing.
    pub(super) fn of(discount: Discount) -> Option<Self> {
        let (factor, cost, power, clock, no_deal) = match discount {
            Discount::None => return None,
            #[expect(clippy::float_cmp, reason = "exactly 1 discounts nothing")]
            Discount::Factor { factor, .. } if factor == 1.0 => return None,
            Discount::Factor { factor, clock, no_deal } => (Some(factor), None, None, clock, no_deal),
            Discount::Cost { cost, power, clock, no_deal } => (None, Some(cost), Some(power), clock, no_deal),
        };
        let no_deal = no_deal == NoDeal::Discounted;
        Some(Self { factor, cost, power, unit: clock.into(), no_deal })
    }
}

impl fmt::Display for Discounted {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::WholeTime => "at the end of the time",
            Unit::Round => "after each round",
        };
        match (self.factor, self.cost, self.power) {
            (Some(factor), ..) => write!(out, "has {factor} of 1 left {unit}"),
            #[expect(clippy::float_cmp, reason = "exactly 1 adds costs up")]
            (None, Some(cost), Some(power)) if power != 1.0 => {
                write!(out, "pays ({cost} times the time)^{power}, counted {unit}")
            }
            (None, Some(cost), _) => write!(out, "pays {cost} {unit}"),
            (None, None, _) => out.write_str("pays nothing"),
        }
    }
}
