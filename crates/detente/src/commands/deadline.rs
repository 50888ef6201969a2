//! `detente deadline`: what deadlines, threats and exits do to the talks.

use clap::Args;
use detente_case::{Interval, Quantity};
use detente_simulation::deadlines::Times;

use super::{
    ask::answer,
    habits::{HabitArgs, Range},
};
use crate::{cli::Ask, failure::Failure};
use detente_answers::answers::deadline;

/// When: what deadlines, threats and exits do to the talks, day by day
#[derive(Args)]
#[command(after_help = "Examples:\n  detente deadline cases/london-2025\n  \
    detente deadline cases/london-2025 --deadline 14 --takes 14..60\n\nWhat is played, and what is assumed: docs/mediation.md.")]
pub(crate) struct Deadline {
    #[command(flatten)]
    ask: Ask,
    #[command(flatten)]
    habits: HabitArgs,
    /// How many days parties take to come down to their last asks if nothing hurries them
    #[arg(long, value_name = "LEAST..MOST", default_value = "30..180", help_heading = HabitArgs::HEADING)]
    takes: Range<2>,
    /// The day, from today, on which ultimatums without a stated deadline run out
    #[arg(long = "deadline", value_name = "DAYS", value_parser = clap::value_parser!(u32).range(0..=3650), help_heading = HabitArgs::HEADING)]
    assumed: Option<u32>,
    /// How many days are looked at
    #[arg(long, value_name = "DAYS", default_value_t = 90, value_parser = clap::value_parser!(u32).range(1..=3650))]
    days: u32,
}

impl Deadline {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let day = |number: f64| Quantity::from_f64(number).unwrap_or(Quantity::ONE);
        let times = Times {
            takes: Interval::new(day(self.takes.least), day(self.takes.most)),
            days: self.days,
            deadline: self.assumed,
        };
        let habits = self.habits.habits();
        answer("deadline", &self.ask, |question| Ok(deadline::answer(question, habits, times)))
    }
}
