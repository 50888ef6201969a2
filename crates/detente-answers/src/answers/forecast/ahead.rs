//! Where issues come out, in a line each: for `detente outlook`.

use detente_forecast::{
    Model, draws,
    learned::{FITTED, PROMISE},
};
use serde::Serialize;

use super::{
    fan::{Fan, fans_svg},
    listed::Listed,
    of_case, said,
};
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
    /// Whether all stand at one place. Then no interval is tested.
    is_unanimous: bool,
    /// What models say at the middles of what is known; only an exchange looks at more than one issue and is left out.
    models: Vec<Dot>,
    /// The picture of the issue as SVG: a fan of intervals, and models as dots on one line.
    picture: String,
}

/// What one model says of one issue.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Dot {
    /// Its name.
    model: &'static str,
    /// The outcome, from 0 to 100.
    outcome: f64,
}

/// Every issue whose options have an order.
pub(in crate::answers) fn ahead(question: &Question) -> Vec<Ahead> {
    let one = |listed: &Listed| {
        let drawn = draws::forecast(&listed.actors, &FITTED, question.plan.seed, question.plan.draws).ok()?;
        let central = draws::central(&listed.actors).ok()?;
        let ends = listed.ends.clone()?;
        let models: Vec<Dot> = Model::ALL
            .into_iter()
            .filter(|model| *model != Model::Exchange && said::takes(*model, listed.actors.len()))
            .map(|model| Dot { model: model.name(), outcome: model.predict(&central).point })
            .collect();
        let forecast = &drawn.forecast;
        let is_unanimous = forecast.lottery.points().len() == 1;
        let standing = central.actors().iter().map(|actor| (actor.name.as_str(), actor.position.at()));
        let fan = Fan {
            name: &listed.name,
            expected: forecast.point,
            interval: (!is_unanimous).then_some((forecast.low, forecast.high)),
            near: (forecast.lottery.quantile(0.25), forecast.lottery.quantile(0.75)),
            actors: standing.collect(),
            models: models.iter().map(|dot| (dot.model, dot.outcome)).collect(),
        };
        let title = format!("0: {} · 100: {}", ends.zero, ends.hundred);
        let picture = fans_svg(&[fan], &title);
        Some(Ahead {
            issue: listed.name.clone(),
            zero: ends.zero,
            hundred: ends.hundred,
            expected: forecast.point,
            low: forecast.low,
            high: forecast.high,
            is_unanimous,
            models,
            picture,
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
        let interval = if one.is_unanimous {
            "all at one place, so no interval is tested".to_owned()
        } else {
            format!("{:.0}% interval {:.0} to {:.0}", PROMISE * 100.0, one.low, one.high)
        };
        let least = one.models.iter().map(|dot| dot.outcome).fold(f64::INFINITY, f64::min);
        let most = one.models.iter().map(|dot| dot.outcome).fold(f64::NEG_INFINITY, f64::max);
        Text::from(format!("{}: ", one.issue)).strong(format!("{:.0}", one.expected)).plain(format!(
            ", {interval}, models from {least:.0} to {most:.0}; 0 is {}, 100 is {}",
            one.zero, one.hundred
        ))
    };
    page.list(issues.iter().map(line).collect());
    page.paragraph(
        "These numbers weigh and average positions. They know no red line. `forecast --plot` makes a picture of them.",
    );
}
