//! `detente forecast backtest`: models and forecast against issues whose outcomes are known.

use detente_forecast::{
    Model,
    backtest::{self, Held, Judged, SPLITS, Scored, Spread},
    learned::{Learned, PROMISE, Past},
    scores::{Bin, Estimate},
};
use serde::Serialize;

use super::fan::calibration_svg;
use crate::{
    page::{Page, Table, Text},
    text::phrase,
};

/// What models and forecast scored.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Backtest {
    /// How many issues.
    issues: usize,
    /// How many proposals they belong to. Intervals draw whole proposals.
    proposals: usize,
    /// The seed of splits and of intervals.
    seed: u64,
    /// Each model, and the forecast in two ways.
    scores: Vec<Row>,
    /// The forecast's interval and its calibration.
    forecasts: Vec<Checked>,
    /// Thirds of the proposals held back by chance, and what the forecast scored on them.
    thirds: Option<Thirds>,
    /// What is learned from all issues of the file: the numbers of `learned/fitted.rs`.
    table: Option<Fitted>,
}

/// One way of forecasting.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Row {
    /// Its name.
    name: &'static str,
    /// The mean distance of its point from the outcome.
    mae: f64,
    /// The mean continuous ranked probability score.
    crps: f64,
    /// The share of outcomes within 10 of its point.
    hits: f64,
    /// How its distance differs from the weighted mean's; below 0 is better.
    mae_against_mean: Difference,
    /// How its CRPS differs from the weighted mean's; below 0 is better.
    crps_against_mean: Difference,
    /// The Brier score of "above 50".
    brier: Option<f64>,
    /// The logarithmic score of the same.
    log: Option<f64>,
    /// How many outcomes these two are over: those that are not exactly 50.
    judged: usize,
}

/// A mean difference with its 95 % interval.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Difference {
    /// The mean.
    mean: f64,
    /// The lower end; absent with a single proposal, which says nothing of others.
    low: Option<f64>,
    /// The upper end.
    high: Option<f64>,
}

/// How a forecast's interval and chances did.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Checked {
    /// Which forecast.
    name: &'static str,
    /// The share of outcomes within its interval.
    coverage: f64,
    /// The mean width of the interval.
    width: f64,
    /// Calibration of "above 50".
    calibration: Vec<Calibrated>,
}

/// A row of a calibration table.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Calibrated {
    /// Chances from this one,
    pub(super) from: f64,
    /// up to this one.
    pub(super) to: f64,
    /// How many.
    pub(super) count: usize,
    /// Their mean chance.
    pub(super) said: f64,
    /// The share that happened.
    pub(super) happened: f64,
}

/// Random thirds.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Thirds {
    /// How many splits.
    splits: usize,
    /// Least, median and greatest CRPS.
    crps: [f64; 3],
    /// Least, median and greatest coverage.
    coverage: [f64; 3],
    /// Least, median and greatest difference of the distance from the weighted mean's.
    mae_against_mean: [f64; 3],
}

/// What is learned.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Fitted {
    /// The chance that the outcome comes from the election among places.
    share: f64,
    /// The middles of forty equal parts of past errors, as shares of the range, above 0 towards the nearer end.
    errors: Vec<f64>,
    /// The share of the distribution beyond each end of the interval.
    tail: f64,
    /// How many issues it was learned from.
    issues: usize,
    /// How many proposals.
    proposals: usize,
}

/// The forecast whose table ships.
const SHIPPED: &str = "forecast (table that ships)";
/// The forecast that learned from other proposals of the file.
const APART: &str = "forecast (other proposals)";

/// Builds the answer.
#[must_use]
pub fn answer(past: &[Past], models: &[Model], seed: u64) -> Backtest {
    let found = backtest::run(past, models, seed);
    let forecasts: Vec<(&'static str, &Judged)> =
        found.learned.iter().map(|judged| (APART, judged)).chain([(SHIPPED, &found.shipped)]).collect();
    let several = found.proposals > 1;
    let models = found.models.iter().map(|(model, scored)| row(model.name(), scored, several));
    let scores =
        models.chain(forecasts.iter().map(|(name, judged)| row(name, &judged.scored, several))).collect();
    Backtest {
        issues: found.issues,
        proposals: found.proposals,
        seed,
        scores,
        forecasts: forecasts.iter().map(|(name, judged)| checked(name, judged)).collect(),
        thirds: found.thirds.map(|thirds| Thirds {
            splits: SPLITS,
            crps: three(thirds.crps),
            coverage: three(thirds.coverage),
            mae_against_mean: three(thirds.mae_less_mean),
        }),
        table: found.table.map(|Learned { share, errors, tail, issues, proposals }| Fitted {
            share,
            errors: errors.to_vec(),
            tail,
            issues,
            proposals,
        }),
    }
}

fn three(Spread { least, middle, most }: Spread) -> [f64; 3] {
    [least, middle, most]
}

fn row(name: &'static str, scored: &Scored, several: bool) -> Row {
    let difference = |Estimate { mean, low, high }: Estimate| Difference {
        mean,
        low: several.then_some(low),
        high: several.then_some(high),
    };
    Row {
        name,
        mae: scored.mae,
        crps: scored.crps,
        hits: scored.hits,
        mae_against_mean: difference(scored.against_mean),
        crps_against_mean: difference(scored.crps_against_mean),
        brier: scored.brier,
        log: scored.log,
        judged: scored.judged,
    }
}

fn checked(name: &'static str, judged: &Judged) -> Checked {
    let Held { coverage, width } = judged.interval;
    Checked { name, coverage, width, calibration: calibrated(&judged.calibration) }
}

pub(super) fn calibrated(bins: &[Bin]) -> Vec<Calibrated> {
    let one = |bin: &Bin| Calibrated {
        from: bin.from,
        to: bin.to,
        count: bin.count,
        said: bin.said,
        happened: bin.happened,
    };
    bins.iter().map(one).collect()
}

/// The table of calibration on a page.
pub(super) fn calibration_on(page: &mut Page, rows: &[Calibrated]) {
    let mut table = Table::new(["chance", "forecasts", "said", "happened"]).tight(&[0, 1, 2, 3]);
    let percent = |share: f64| format!("{:.0}%", share * 100.0);
    for one in rows {
        table.row(vec![
            Text::from(format!("{}–{}", percent(one.from), percent(one.to))),
            Text::from(one.count.to_string()),
            Text::from(percent(one.said)),
            Text::from(percent(one.happened)),
        ]);
    }
    page.table(table);
}

/// The picture of how the forecast's chances of "above 50" came out, as SVG: of other proposals where there are enough.
#[must_use]
pub fn svg(backtest: &Backtest, title: &str) -> String {
    backtest.forecasts.first().map_or_else(String::new, |checked| {
        calibration_svg(&checked.calibration, &format!("{title}: above 50, {}", checked.name))
    })
}

/// The page.
#[must_use]
pub fn page(backtest: &Backtest, title: &str) -> Page {
    let mut page = Page::new(title);
    page.paragraph(format!(
        "{} of {}. Differences are from the weighted mean; below 0 is better. Their 95% intervals draw \
         whole proposals.",
        phrase::count(backtest.issues, "issue"),
        phrase::count(backtest.proposals, "proposal")
    ));
    let mut table =
        Table::new(["model", "error", "less mean", "CRPS", "hits", "Brier", "log"]).tight(&[1, 3, 4, 5, 6]);
    // What rounds to nothing has no sign of its own.
    let signed = |of: f64| format!("{:+.2}", (of * 100.0).round() / 100.0 + 0.0);
    let score = |of: Option<f64>| Text::from(of.map_or_else(|| "–".to_owned(), |of| format!("{of:.3}")));
    for row in &backtest.scores {
        let Difference { mean, low, high } = row.mae_against_mean;
        table.row(vec![
            Text::from(row.name),
            Text::from(format!("{:.2}", row.mae)),
            Text::from(match (low, high) {
                (Some(low), Some(high)) => format!("{} ({} to {})", signed(mean), signed(low), signed(high)),
                _ => format!("{} (–)", signed(mean)),
            }),
            Text::from(format!("{:.2}", row.crps)),
            Text::from(format!("{:.0}%", row.hits * 100.0)),
            score(row.brier),
            score(row.log),
        ]);
    }
    page.table(table);
    page.paragraph(
        "Error is the mean distance of the point from the outcome. A hit is within 10 of it. CRPS judges the whole \
         distribution. Brier and log judge the chance of \"above 50\".",
    );
    let judged = backtest.scores.iter().map(|row| row.judged).max().unwrap_or(0);
    let at_middle = backtest.issues - judged.min(backtest.issues);
    if judged > 0 && at_middle > 0 {
        page.paragraph(format!(
            "Brier and log leave out {} at exactly 50: they are over {judged} of {}.",
            phrase::count(at_middle, "outcome"),
            backtest.issues
        ));
    }
    if backtest.proposals < 2 {
        page.paragraph("Differences have no interval: a single proposal says nothing of others.");
    }
    for checked in &backtest.forecasts {
        page.heading(format!("Calibration: {}", checked.name));
        page.paragraph(format!(
            "The {:.0}% interval holds {:.1}% of the outcomes; its mean width is {:.1}.",
            PROMISE * 100.0,
            checked.coverage * 100.0,
            checked.width
        ));
        calibration_on(&mut page, &checked.calibration);
    }
    page.paragraph(Text::new().caution(
        "The table that ships was learned from 237 European issues. If the file holds those, only the forecast of other \
         proposals is a fair test.",
    ));
    if let Some(thirds) = &backtest.thirds {
        page.heading("Thirds of the proposals held back by chance");
        let span = |[least, middle, most]: [f64; 3], digits: usize| {
            Text::from(format!("{middle:.digits$} (from {least:.digits$} to {most:.digits$})"))
        };
        page.facts(vec![
            ("CRPS".to_owned(), span(thirds.crps, 2)),
            ("coverage".to_owned(), span(thirds.coverage, 3)),
            ("error less mean".to_owned(), span(thirds.mae_against_mean, 2)),
            ("splits".to_owned(), Text::from(thirds.splits.to_string())),
        ]);
    }
    page
}
