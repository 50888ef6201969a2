//! What is assumed of how parties talk, as typed.

use std::str::FromStr;

use clap::Args;
use detente_case::{Interval, Quantity};
use detente_simulation::pace::Habits;

/// What is assumed of how parties talk.
#[derive(Args)]
#[command(next_help_heading = HabitArgs::HEADING)]
pub(crate) struct HabitArgs {
    /// How late they give in, from 0.25 (conceder) to 4 (Boulware) and beyond: each asks for 1 − t^PACE of what
    /// it could gain at best, t being the part of the time that has passed
    #[arg(long, value_name = "LEAST..MOST", default_value = "0.25..4")]
    pace: Range<0>,
    /// What they insist on gaining over no deal even at the last moment, in points of their own scales
    #[arg(long, value_name = "LEAST..MOST", default_value = "0..5")]
    margin: Range<1>,
}

impl HabitArgs {
    /// Under what heading help lists what no case states.
    pub(crate) const HEADING: &'static str = "How parties talk (assumed: no case states it)";

    pub(crate) fn habits(&self) -> Habits {
        let points = |number: f64| Quantity::from_f64(number).unwrap_or(Quantity::ZERO);
        Habits {
            exponent: (self.pace.least, self.pace.most),
            margin: Interval::new(points(self.margin.least), points(self.margin.most)),
        }
    }
}

/// `LEAST..MOST`, or one number for both: a pace where `KIND` is 0, points where it is 1, days where it is 2.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Range<const KIND: u8> {
    pub(crate) least: f64,
    pub(crate) most: f64,
}

impl<const KIND: u8> FromStr for Range<KIND> {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (least, most) = text.split_once("..").unwrap_or((text, text));
        let (floor, ceiling, example) = match KIND {
            0 => (0.01, 100.0, "0.5..2"),
            1 => (0.0, 100.0, "0..10"),
            _ => (1.0, 3650.0, "14..60"),
        };
        let number =
            |text: &str| text.trim().parse::<f64>().ok().filter(|number| (floor..=ceiling).contains(number));
        match number(least).zip(number(most)) {
            Some((least, most)) if least <= most => Ok(Self { least, most }),
            _ => {
                Err(format!("expected LEAST..MOST with numbers from {floor} to {ceiling}, such as {example}"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Range;

    #[test]
    fn a_range_is_two_numbers_in_order_or_one() {
        assert_eq!("0.5..2".parse(), Ok(Range::<0> { least: 0.5, most: 2.0 }));
        assert_eq!("3".parse(), Ok(Range::<1> { least: 3.0, most: 3.0 }));
        for wrong in ["", "..", "2..1", "0..1", "nan", "1..inf", "1..101", "-1..1"] {
            assert!(wrong.parse::<Range<0>>().is_err(), "{wrong}");
        }
    }
}
