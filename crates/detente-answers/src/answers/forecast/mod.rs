//! `detente forecast`: where issues come out, by each model side by side, with an interval that holds.

pub mod agree;
mod ahead;
pub mod backtest;
mod fan;
mod listed;
mod numbers;
mod of_case;
mod of_table;
mod past;
mod said;
pub mod score;

pub(in crate::answers) use ahead::{Ahead, ahead, ahead_on};
pub use fan::svg;
pub use listed::{Ends, Listed};
pub use of_case::listed as of_case;
pub use of_table::{Read, read as of_table};
pub use past::read as past;

use detente_forecast::{
    Lottery, Model,
    draws::{self, Drawn, Mover},
    learned::{FITTED, PROMISE},
};
use serde::Serialize;

use crate::ask::{Asked, DRAWS, Group, boxed};
use crate::described::Described;
use crate::{
    answer::Answer,
    page::{Page, Table, Text},
    question::Question,
};
use detente_agreement::Plan;

/// Where issues come out.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Forecast {
    /// What the intervals promise: the share of outcomes that they hold.
    promise: f64,
    /// Each issue.
    pub(super) issues: Vec<OneIssue>,
    /// Issues that no model can be asked about, and why.
    left_out: Vec<LeftOut>,
    /// What was assumed of all of them, a sentence each.
    assumed: Vec<String>,
    /// What was left out or made coarser, as there is too much of it, and what too few draws do: a sentence each.
    notices: Vec<String>,
}

/// One issue.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct OneIssue {
    /// Its name.
    pub(super) name: String,
    /// What both ends of its scale are.
    ends: Option<Ends>,
    /// Where the actors stand, at the middles of what is known.
    pub(super) actors: Vec<Standing>,
    /// Whether all actors stand at one place. Then the interval is that place, which no past issue has tested.
    is_unanimous: bool,
    /// The expected outcome, from 0 to 100: the mean of the election over all draws.
    pub(super) expected: f64,
    /// The lower end of the interval.
    pub(super) low: f64,
    /// The upper end of the interval.
    pub(super) high: f64,
    /// Between what the expected outcome lies in eight of ten draws.
    expected_between: Between,
    /// The chance of an outcome above 50, with half the chance of 50 itself.
    above_middle: f64,
    /// The chance of 50 itself.
    at_middle: f64,
    /// Percentiles of the outcome.
    pub(super) percentiles: Percentiles,
    /// Places with a chance of at least 5 %, the likeliest first.
    likely: Vec<Place>,
    /// What each model says at the middles of what is known.
    pub(super) models: Vec<Said>,
    /// What moves the expected outcome most, the furthest first.
    moves: Vec<Moves>,
    /// What nobody has said: these inputs stand for their whole scale.
    unknown: Vec<String>,
}

/// From where to where.
#[derive(Serialize, Clone, Copy)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Between {
    /// The lower end.
    low: f64,
    /// The upper end.
    high: f64,
}

/// An actor on an issue.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Standing {
    /// Its name.
    pub(super) name: String,
    /// Where it stands, from 0 to 100.
    pub(super) position: f64,
    /// How much it cares, from 0 to 1.
    salience: f64,
    /// What it can put on the scales.
    capability: f64,
}

/// A place and its chance.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Place {
    /// Where it is, from 0 to 100.
    at: f64,
    /// Its chance.
    chance: f64,
}

/// What one model says.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Said {
    /// Its name.
    pub(super) model: &'static str,
    /// Who published it.
    source: &'static str,
    /// The outcome, from 0 to 100.
    pub(super) outcome: f64,
}

/// An input and how far it moves the expected outcome.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Moves {
    /// Whose number.
    actor: String,
    /// Which number.
    input: &'static str,
    /// The expected outcome at its lower end.
    at_low: f64,
    /// The expected outcome at its upper end.
    at_high: f64,
}

/// Below which place the outcome comes out, so many times of 100.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Percentiles {
    /// Five times.
    p5: f64,
    /// Ten times.
    p10: f64,
    /// Twenty-five times.
    pub(super) p25: f64,
    /// Fifty times: the median.
    p50: f64,
    /// Seventy-five times.
    pub(super) p75: f64,
    /// Ninety times.
    p90: f64,
    /// Ninety-five times.
    p95: f64,
}

impl Percentiles {
    fn of(lottery: &Lottery) -> Self {
        let at = |share| lottery.quantile(share);
        Self {
            p5: at(0.05),
            p10: at(0.1),
            p25: at(0.25),
            p50: at(0.5),
            p75: at(0.75),
            p90: at(0.9),
            p95: at(0.95),
        }
    }
}

/// An issue without an answer.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct LeftOut {
    /// Its name.
    name: String,
    /// Why.
    why: String,
}

/// Builds the answer.
#[must_use]
pub fn answer(listed: &[Listed], assumed: Vec<String>, chosen: &[Model], plan: Plan) -> Forecast {
    let mut found =
        Forecast { promise: PROMISE, issues: Vec::new(), left_out: Vec::new(), assumed, notices: Vec::new() };
    let exchanged = exchanged(listed);
    let models: Vec<Model> =
        chosen.iter().copied().filter(|model| *model != Model::Exchange || exchanged.is_some()).collect();
    found.notices = said::notices(listed, chosen, exchanged.is_some(), plan.draws);
    for (place, one) in listed.iter().enumerate() {
        match issue(one, &models, plan) {
            Ok(mut issue) => {
                if let Some(outcome) = exchanged.as_ref().and_then(|outcomes| outcomes.get(place)) {
                    let of = issue.models.iter_mut().filter(|said| said.model == Model::Exchange.name());
                    of.for_each(|said| said.outcome = *outcome);
                }
                found.issues.push(issue);
            }
            Err(why) => found.left_out.push(LeftOut { name: one.name.clone(), why: why.to_string() }),
        }
    }
    found
}

/// What exchanges lead to on each issue: only where the same actors decide all of several, and there are not too many.
fn exchanged(listed: &[Listed]) -> Option<Vec<f64>> {
    let central: Vec<_> =
        listed.iter().map(|one| draws::central(&one.actors)).collect::<Result<_, _>>().ok()?;
    let places: usize = central.iter().map(|issue| issue.actors().len()).sum();
    let same = central.windows(2).all(|pair| match pair {
        [left, right] => {
            let names = |issue: &detente_forecast::Issue| {
                issue.actors().iter().map(|actor| actor.name.clone()).collect::<Vec<String>>()
            };
            names(left) == names(right)
        }
        _ => true,
    });
    let possible = central.len() > 1 && same && places <= said::MOST_EXCHANGED;
    possible.then(|| Model::Exchange.predict_together(&central).into_iter().map(|said| said.point).collect())
}

fn issue(one: &Listed, models: &[Model], plan: Plan) -> Result<OneIssue, said::Why> {
    if one.actors.len() > said::MOST_ACTORS {
        return Err(said::Why::TooMany(one.actors.len()));
    }
    let central = draws::central(&one.actors)?;
    let Drawn { forecast, point, movers, .. } = draws::forecast(&one.actors, &FITTED, plan.seed, plan.draws)?;
    let standing = |actor: &detente_forecast::Actor| Standing {
        name: actor.name.clone(),
        position: actor.position.at(),
        salience: actor.salience.share(),
        capability: actor.capability.of(),
    };
    let mut likely: Vec<Place> = forecast
        .lottery
        .points()
        .iter()
        .filter(|(_, chance)| *chance >= 0.05)
        .map(|(at, chance)| Place { at: *at, chance: *chance })
        .collect();
    likely.sort_by(|left, right| right.chance.total_cmp(&left.chance));
    let said = |model: &Model| Said {
        model: model.name(),
        source: model.source(),
        outcome: model.predict(&central).point,
    };
    let moves = |mover: &Mover| Moves {
        actor: one.actors.get(mover.actor).map(|actor| actor.name.clone()).unwrap_or_default(),
        input: mover.input.name(),
        at_low: mover.at_low,
        at_high: mover.at_high,
    };
    Ok(OneIssue {
        name: one.name.clone(),
        ends: one.ends.clone(),
        actors: central.actors().iter().map(standing).collect(),
        is_unanimous: forecast.lottery.points().len() == 1,
        expected: forecast.point,
        low: forecast.low,
        high: forecast.high,
        expected_between: Between { low: point.0, high: point.1 },
        above_middle: forecast.lottery.above(50.0),
        at_middle: forecast
            .lottery
            .points()
            .iter()
            .filter(|(at, _)| (*at - 50.0).abs() < 1e-9)
            .fold(0.0, |sum, (_, chance)| sum + chance),
        percentiles: Percentiles::of(&forecast.lottery),
        likely,
        models: models.iter().filter(|model| said::takes(**model, one.actors.len())).map(said).collect(),
        moves: movers.iter().map(moves).collect(),
        unknown: one.unknown.clone(),
    })
}

/// `detente forecast`, of a case.
pub const ASKED: Asked = Asked {
    name: "forecast",
    about: "Forecast where issues come out, with intervals, by several models",
    group: Group::Talks,
    after_help: "Examples:\n  detente forecast cases/london-2025\n  detente forecast positions.csv\n  \
        detente forecast agree cases/london-2025\n  detente forecast backtest past.csv\n\nSee docs/forecast.md.",
    options: &[],
    draws: DRAWS,
    on_threads: false,
    answer: |question, _, _| {
        let (listed, assumed) = of_case(question);
        boxed(answer(&listed, assumed, &Model::ALL, question.plan))
    },
    schema: Described::of::<Forecast>(),
};

impl Answer for Forecast {
    fn page(&self, question: &Question) -> Page {
        let mut page = page(self, &question.whole.title);
        page.next(vec![
            (question.command("why"), "whether there is a deal at all".to_owned()),
            (question.command("outlook"), "deadlines, scenarios and forecast cards".to_owned()),
        ]);
        page
    }
}

/// How many movers a page shows.
const MOVERS: usize = 5;

/// The page of a forecast.
#[must_use]
pub fn page(forecast: &Forecast, title: &str) -> Page {
    let mut page = Page::new(title);
    if forecast.issues.is_empty() && forecast.left_out.is_empty() {
        page.paragraph("No issue has options in an order, so there is no scale to forecast on.");
    }
    for issue in &forecast.issues {
        issue.show(&mut page, forecast.promise);
    }
    if !forecast.left_out.is_empty() {
        page.heading("Issues without a forecast");
        page.list(
            forecast.left_out.iter().map(|one| Text::from(format!("{}: {}", one.name, one.why))).collect(),
        );
    }
    if !forecast.issues.is_empty() {
        page.heading("How far to trust this");
        let lines = forecast.notices.iter().chain(&forecast.assumed);
        page.list(lines.map(|line| Text::new().caution(line)).collect());
        page.paragraph(format!(
            "No model knows the outcome. Errors come from {} issues of the European Union, so elsewhere the intervals \
             may hold less often. Positions decide more than any formula: check them first.",
            FITTED.issues
        ));
    }
    page
}

impl OneIssue {
    fn show(&self, page: &mut Page, promise: f64) {
        page.heading(&self.name);
        if let Some(Ends { zero, hundred }) = &self.ends {
            page.paragraph(format!("The scale runs from 0 ({zero}) to 100 ({hundred})."));
        }
        let interval = if self.is_unanimous {
            "– (untested)".to_owned()
        } else {
            format!("{:.0} to {:.0}", self.low, self.high)
        };
        page.facts(vec![
            ("expected".to_owned(), Text::new().strong(format!("{:.0}", self.expected))),
            (format!("{:.0}% interval", promise * 100.0), Text::new().strong(interval)),
            ("above 50".to_owned(), Text::from(self.above())),
            ("likely places".to_owned(), Text::from(self.likely_places())),
        ]);
        let mut table = Table::new(["model", "outcome", "source"]).tight(&[0, 1]);
        for said in &self.models {
            table.row(vec![
                Text::from(said.model),
                Text::from(format!("{:.1}", said.outcome)),
                Text::new().source(said.source),
            ]);
        }
        page.table(table);
        if self.is_unanimous {
            page.paragraph(Text::new().caution(said::UNANIMOUS));
        } else if !self.moves.is_empty() {
            page.paragraph(
                "Expected is the mean over all draws. Models are at the middles of what is known, so both differ.",
            );
        }
        if !self.unknown.is_empty() {
            page.paragraph(Text::new().caution(format!("Nobody says: {}.", self.unknown.join("; "))));
        }
        if self.moves.is_empty() {
            return;
        }
        page.paragraph(
            "What moves the expected outcome most, from the lower to the upper end of what is known:",
        );
        let line = |moves: &Moves| {
            Text::from(format!(
                "{} of {}: from {:.1} to {:.1}",
                moves.input, moves.actor, moves.at_low, moves.at_high
            ))
        };
        page.list(self.moves.iter().take(MOVERS).map(line).collect());
    }

    /// The chance of an outcome above 50, and what of it stands at 50 itself.
    fn above(&self) -> String {
        let above = format!("{:.0}%", self.above_middle * 100.0);
        match format!("{:.0}%", self.at_middle * 100.0) {
            none if none == "0%" => above,
            at => format!("{above}, with half of the {at} at 50 itself"),
        }
    }

    fn likely_places(&self) -> String {
        if self.likely.is_empty() {
            return "none has 5% or more".to_owned();
        }
        let place = |place: &Place| format!("{:.0} ({:.0}%)", place.at, place.chance * 100.0);
        self.likely.iter().take(4).map(place).collect::<Vec<_>>().join(", ")
    }
}
