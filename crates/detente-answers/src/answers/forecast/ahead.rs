//! Where issues come out, in a line each: for `detente outlook`.

use detente_forecast::{
    draws,
    learned::{FITTED, PROMISE},
};
use serde::Serialize;

use super::{listed::Listed, of_case};
use crate::{
    page::{Page, Text},
    question::Question,
};

/// Where an issue comes out.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::answers) struct Ahead {
    /// Its name.
    issue: String,
    /// What 0 stands for.
    zero: String,
    /// What 100 stands for.
    hundred: String,
    /// The expected outcome, from 0 to 100.
    expected: f64,
    /// The lower end of the 80 % interval.
    low: f64,
    /// The upper end.
    high: f64,
}

/// Every issue whose options have an order.
pub(in crate::answers) fn ahead(question: &Question) -> Vec<Ahead> {
    let one = |listed: &Listed| {
        let drawn = draws::forecast(&listed.actors, &FITTED, question.plan.seed, question.plan.draws).ok()?;
        let ends = listed.ends.clone()?;
        Some(Ahead {
            issue: listed.name.clone(),
            zero: ends.zero,
            hundred: ends.hundred,
            expected: drawn.forecast.point,
            low: drawn.forecast.low,
            high: drawn.forecast.high,
        })
    };
    of_case::listed(question).0.iter().filter_map(one).collect()
}

/// Puts where issues come out on a page, a line each.
pub(in crate::answers) fn ahead_on(page: &mut Page, issues: &[Ahead]) {
    if issues.is_empty() {
        return;
    }
    page.heading("Where issues come out");
    let line = |one: &Ahead| {
        Text::from(format!("{}: ", one.issue)).strong(format!("{:.0}", one.expected)).plain(format!(
            ", {:.0}% interval {:.0} to {:.0}, from 0 ({}) to 100 ({})",
            PROMISE * 100.0,
            one.low,
            one.high,
            one.zero,
            one.hundred
        ))
    };
    page.list(issues.iter().map(line).collect());
    page.paragraph("These numbers weigh and average positions. They know no red line.");
}
