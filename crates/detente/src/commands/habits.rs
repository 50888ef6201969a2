//! What is assumed of how parties talk, as typed.

use std::str::FromStr;

use clap::Args;
use detente_case::{Interval, Quantity};
use detente_simulation::pace::Habits;

/// What is assumed of how parties talk.
#[derive(Args)]
#[command(next_help_heading = "How parties talk (assumed: no case states it)")]
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
    pub(crate) fn habits(&self) -> Habits {
        let points = |number: f64| Quantity::from_f64(number).unwrap_or(Quantity::ZERO);
        Habits {
            exponent: (self.pace.least, self.pace.most),
            margin: Interval::new(points(self.margin.least), points(self.margin.most)),
        }
    }
}

/// `LEAST..MOST`, or one number for both; from 0.01 to 100 where `KIND` is 0, and from 0 to 100 where it is 1.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Range<const KIND: u8> {
    least: f64,
    most: f64,
}

impl<const KIND: u8> FromStr for Range<KIND> {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (least, most) = text.split_once("..").unwrap_or((text, text));
        let floor = if KIND == 0 { 0.01 } else { 0.0 };
        let number =
            |text: &str| text.trim().parse::<f64>().ok().filter(|number| (floor..=100.0).contains(number));
        match number(least).zip(number(most)) {
            Some((least, most)) if least <= most => Ok(Self { least, most }),
            _ => Err(format!(
                "expected LEAST..MOST with numbers from {floor} to 100, such as {}",
                example(KIND)
            )),
        }
    }
}

fn example(kind: u8) -> &'static str {
    if kind == 0 { "0.5..2" } else { "0..10" }
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
