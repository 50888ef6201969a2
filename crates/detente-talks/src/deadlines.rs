//! What a deadline means from day to day.

use detente_case::{Case, Interval, Quantity, Ultimatum, UltimatumId, When};
use jiff::civil::Date;
use serde::Serialize;

use crate::Reference;

/// One ultimatum on the day the case is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deadline<'a> {
    /// The ultimatum.
    pub ultimatum: &'a UltimatumId,
    /// Whether the trigger can be told when it happens; the hazard holds only while it is taken as tripped.
    pub trigger_defined: bool,
    /// The chance that it is carried out if the trigger trips; `None` when nobody has said.
    pub credibility: Option<Interval>,
    /// Where that chance comes from.
    pub credibility_said: Reference<'a>,
    /// When it runs out, as the source words it; `None` when no source says.
    pub window: Option<&'a When>,
    /// Where the day stands against the window; `None` without a window.
    pub status: Option<WindowStatus>,
    /// Days to the window's first and last day; negative once they have passed.
    pub days_left: Option<DaysLeft>,
    /// The chance, on each day, that the issuer acts on that day, given that it has not acted before; `None`
    /// when the window or the credibility is not stated or the window has passed.
    pub daily_hazard: Option<Interval>,
    /// Where the ultimatum is reported.
    pub said: Reference<'a>,
}

/// Where a day stands against a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum WindowStatus {
    /// Before its first day.
    Before,
    /// On or between its first and last day.
    Inside,
    /// After its last day.
    After,
}

/// Days from the day the case is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DaysLeft {
    /// To the first day of the window.
    pub to_first: i32,
    /// To the last day of the window.
    pub to_last: i32,
}

/// Every ultimatum of the case that still threatens somebody.
#[must_use]
pub fn deadlines(case: &Case) -> Vec<Deadline<'_>> {
    case.standing_ultimatums().map(|(id, ultimatum)| deadline(case.as_of, id, ultimatum)).collect()
}

fn deadline<'a>(as_of: Date, id: &'a UltimatumId, ultimatum: &'a Ultimatum) -> Deadline<'a> {
    let window = ultimatum.deadline.as_ref();
    let days_left = window.map(|window| DaysLeft {
        to_first: days_between(as_of, window.from),
        to_last: days_between(as_of, window.to),
    });
    let status = days_left.map(|days| match days {
        DaysLeft { to_first: 1.., .. } => WindowStatus::Before,
        DaysLeft { to_last: 0.., .. } => WindowStatus::Inside,
        DaysLeft { .. } => WindowStatus::After,
    });
    let still = days_left.filter(|days| days.to_last >= 0);
    Deadline {
        ultimatum: id,
        trigger_defined: ultimatum.trigger_defined,
        credibility: ultimatum.credibility,
        credibility_said: Reference(&ultimatum.effects_origin),
        window,
        status,
        days_left,
        daily_hazard: ultimatum.credibility.zip(still).map(|(credibility, days)| hazard(credibility, days)),
        said: Reference(&ultimatum.origin),
    }
}

/// Whole days from one date to another, negative when the other is earlier.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// The constant daily hazard under which the issuer has acted with chance c when the deadline comes.
///
/// With a constant hazard h the chance of not having acted after d days is (1 − h)^d (the discrete survivor
/// function, Kalbfleisch & Prentice 2002, §1.2); setting it to 1 − c gives h = 1 − (1 − c)^(1/d). The
/// hazard rises with c and falls with d: its bounds are at the least c and the last day, and at the most c
/// and the first. Today counts as one day when a bound is today or has passed.
fn hazard(credibility: Interval, days: DaysLeft) -> Interval {
    Interval::new(daily(credibility.low, days.to_last.max(1)), daily(credibility.high, days.to_first.max(1)))
}

/// `1 − (1 − c)^(1/d)`, to the nearest millionth; the same on every machine.
fn daily(credibility: Quantity, days: i32) -> Quantity {
    let survives = libm::pow((1.0 - credibility.to_f64()).clamp(0.0, 1.0), 1.0 / f64::from(days));
    Quantity::from_f64(1.0 - survives).unwrap_or(Quantity::ZERO)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{self, share};

    fn read(deadline: Option<When>, credibility: Option<Interval>) -> Case {
        let mut case = fixture::london();
        case.ultimatums.insert(UltimatumId::new("move-on"), fixture::ultimatum(deadline, credibility));
        case
    }

    fn window(from: i8, to: i8) -> When {
        When { from: date(2025, 4, from), to: date(2025, 4, to), words: Some("within days".to_owned()) }
    }

    #[test]
    fn within_days_is_a_window_and_its_hazard_an_interval() {
        let case = read(Some(window(23, 30)), Some(share(0.3, 0.7)));
        let found = &deadlines(&case)[0];
        assert_eq!(found.status, Some(WindowStatus::Inside));
        assert_eq!(found.days_left, Some(DaysLeft { to_first: 0, to_last: 7 }));
        // 1 − 0.7^(1/7) = 0.049677…, and all of 0.7 if it happens today.
        assert_eq!(found.daily_hazard, Some(share(0.049_677, 0.7)));
        assert!(!found.trigger_defined);
    }

    #[test]
    fn what_is_not_stated_stays_unstated() {
        let case = read(None, Some(share(0.3, 0.7)));
        assert_eq!((deadlines(&case)[0].status, deadlines(&case)[0].daily_hazard), (None, None));
        let case = read(Some(window(23, 30)), None);
        assert_eq!(deadlines(&case)[0].daily_hazard, None);
    }

    #[test]
    fn a_window_lies_before_around_or_behind_the_day() {
        for (from, to, status) in [
            (24, 25, WindowStatus::Before),
            (23, 23, WindowStatus::Inside),
            (20, 23, WindowStatus::Inside),
            (20, 22, WindowStatus::After),
        ] {
            let case = read(Some(window(from, to)), Some(share(0.5, 0.5)));
            let found = &deadlines(&case)[0];
            assert_eq!(found.status, Some(status), "{from} to {to}");
            assert_eq!(found.daily_hazard.is_none(), status == WindowStatus::After);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        /// Oracle: survive day by day and see whether the chance of having acted comes back.
        #[test]
        fn surviving_day_by_day_gives_the_credibility_back(millionths in 0_i64..=1_000_000, days in 1_i32..=60) {
            let credibility = Quantity::from_millionths(millionths);
            let hazard = daily(credibility, days).to_f64();
            let survives = (0..days).fold(1.0, |left, _| left * (1.0 - hazard));
            // The hazard is rounded to half a millionth, which each day can repeat.
            let tolerance = f64::from(days) * 0.5e-6 + 1e-12;
            prop_assert!((1.0 - survives - credibility.to_f64()).abs() <= tolerance);
        }

        /// Oracle: walk both intervals.
        #[test]
        fn bounds_hold_every_hazard_inside(low in 0_i64..=10, width in 0_i64..=10, first in -3_i32..20, length in 0_i32..10) {
            let at = |tenths: i64| Quantity::from_millionths(tenths.min(10) * 100_000);
            let credibility = Interval { low: at(low), high: at(low + width) };
            let days = DaysLeft { to_first: first, to_last: first + length };
            let bounds = hazard(credibility, days);
            for tenths in low..=(low + width) {
                for day in first.max(1)..=(first + length).max(1) {
                    prop_assert!(bounds.contains(daily(at(tenths), day)));
                }
            }
        }
    }
}
