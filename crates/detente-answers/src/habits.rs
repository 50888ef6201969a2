//! What is assumed of how parties talk, as options of the questions that play talks.

use detente_case::{Interval, Quantity};
use detente_simulation::pace::Habits;

use crate::options::{Choice, Kind, Options};

/// Under what heading help lists what no case states.
pub const HEADING: &str = "How parties talk (an assumption; no case states it)";

/// How late parties give in.
pub const PACE: Choice = Choice {
    name: "pace",
    kind: Kind::Range { floor: 0.01, ceiling: 100.0, default: "0.25..4", example: "0.5..2" },
    says: "How late parties give in: 0.25 is early (conceder), 4 is late (Boulware). When the part t of the time has passed, \
           each asks for 1 − t^PACE of the most it could gain",
    heading: Some(HEADING),
};

/// What parties insist on.
pub const MARGIN: Choice = Choice {
    name: "margin",
    kind: Kind::Range { floor: 0.0, ceiling: 100.0, default: "0..5", example: "0..10" },
    says: "How many points over no deal each party insists on to the end, on its own scale",
    heading: Some(HEADING),
};

/// The habits that were given.
#[must_use]
pub fn of(options: &Options) -> Habits {
    let points = |number: f64| Quantity::from_f64(number).unwrap_or(Quantity::ZERO);
    let (least, most) = options.range(&MARGIN);
    Habits { exponent: options.range(&PACE), margin: Interval::new(points(least), points(most)) }
}
