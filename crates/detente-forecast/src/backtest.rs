//! The forecast and the models against issues whose outcomes are known.

use crate::{
    Issue, Model, Prediction,
    learned::{Case, FITTED, Forecast, Learned, PROMISE, Past, cases, folds},
    scores::{self, Bin, Estimate},
    stream::real,
};

/// In how many parts proposals are held back in turn.
pub const FOLDS: usize = 10;
/// How often a third of the proposals is held back by chance.
pub const SPLITS: usize = 40;
/// A point this near to the outcome, in points of the scale, is a hit.
pub const HIT: f64 = 10.0;
/// The place about which the Brier score and the log score ask.
pub const MIDDLE: f64 = 50.0;

/// What one way of forecasting scored.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// The mean distance of its point from the outcome.
    pub mae: f64,
    /// Its mean continuous ranked probability score. Of a point it is the distance.
    pub crps: f64,
    /// The share of outcomes within [`HIT`] of its point.
    pub hits: f64,
    /// How its distance differs from the weighted mean's: below 0 is better. Clustered by proposal.
    pub against_mean: Estimate,
    /// How its CRPS differs from the weighted mean's: below 0 is better. Clustered by proposal.
    pub crps_against_mean: Estimate,
    /// The Brier score of "the outcome is above 50", where it gives chances. Outcomes of 50 are left out.
    pub brier: Option<f64>,
    /// How many outcomes these two are over.
    pub judged: usize,
    /// The logarithmic score of the same, with chances kept from 0 and 1 by a thousandth.
    pub log: Option<f64>,
}

/// How an interval did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Held {
    /// The share of outcomes within it, with its ends.
    pub coverage: f64,
    /// Its mean width.
    pub width: f64,
}

/// The least, the middle and the greatest of some scores.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The least.
    pub least: f64,
    /// The median.
    pub middle: f64,
    /// The greatest.
    pub most: f64,
}

/// The forecast over issues with known outcomes.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// What it scored.
    pub scored: Scored,
    /// How its interval did.
    pub interval: Held,
    /// Its calibration for "the outcome is above 50".
    pub calibration: Vec<Bin>,
}

/// What random thirds that were held back scored, one number a split.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thirds {
    /// The CRPS.
    pub crps: Spread,
    /// The coverage of the interval.
    pub coverage: Spread,
    /// The distance of the point, less the weighted mean's.
    pub mae_less_mean: Spread,
}

/// The whole backtest.
#[derive(Clone, Debug, PartialEq)]
pub struct Backtest {
    /// How many issues it is over.
    pub issues: usize,
    /// How many proposals they belong to.
    pub proposals: usize,
    /// Each model.
    pub models: Vec<(Model, Scored)>,
    /// The forecast with the table that ships. Where it was learned from the same issues, this flatters.
    pub shipped: Judged,
    /// The forecast learned from other proposals of the same issues; `None` with too few of them.
    pub learned: Option<Judged>,
    /// How the forecast does on thirds that are held back by chance.
    pub thirds: Option<Thirds>,
    /// What is learned from all of them.
    pub table: Option<Learned>,
}

/// Scores the models and the forecast over past issues. The same seed gives the same backtest.
#[must_use]
pub fn run(past: &[Past], models: &[Model], seed: u64) -> Backtest {
    let cases = cases(past);
    let yardstick: Vec<f64> = past
        .iter()
        .map(|past| (crate::compromise::weighted_mean(&past.issue) - past.outcome.at()).abs())
        .collect();
    let judge = Judge { cases: &cases, yardstick: &yardstick, seed };
    let mut proposals: Vec<usize> = cases.iter().map(|case| case.proposal).collect();
    proposals.sort_unstable();
    proposals.dedup();
    let scored = |model: &Model| (*model, judge.score(&predicted(*model, past)));
    let shipped: Vec<Forecast> = cases
        .iter()
        .zip(past)
        .map(|(case, past)| {
            if past.issue.agreed().is_some() {
                FITTED.forecast(&past.issue)
            } else {
                FITTED.of(&case.election)
            }
        })
        .collect();
    Backtest {
        issues: past.len(),
        proposals: proposals.len(),
        models: models.iter().map(scored).collect(),
        shipped: judge.forecasts(&shipped),
        learned: judge.apart(&proposals).map(|forecasts| judge.forecasts(&forecasts)),
        thirds: judge.thirds(&proposals),
        table: Learned::from(past, seed),
    }
}

/// What a model says of each issue: of those that the same actors decided in one proposal together, since an exchange looks
/// at more than one.
fn predicted(model: Model, past: &[Past]) -> Vec<Prediction> {
    let mut said: Vec<Option<Prediction>> = vec![None; past.len()];
    for (place, one) in past.iter().enumerate() {
        if said[place].is_some() {
            continue;
        }
        let names =
            |past: &Past| past.issue.actors().iter().map(|actor| actor.name.clone()).collect::<Vec<_>>();
        let together =
            |(_, other): &(usize, &Past)| other.proposal == one.proposal && names(other) == names(one);
        let group: Vec<usize> = past.iter().enumerate().filter(together).map(|(place, _)| place).collect();
        let issues: Vec<Issue> = group.iter().map(|place| past[*place].issue.clone()).collect();
        for (place, prediction) in group.into_iter().zip(model.predict_together(&issues)) {
            said[place] = Some(prediction);
        }
    }
    said.into_iter().flatten().collect()
}

struct Judge<'c> {
    cases: &'c [Case],
    /// The distance of the weighted mean from each outcome.
    yardstick: &'c [f64],
    seed: u64,
}

impl Judge<'_> {
    fn score(&self, said: &[Prediction]) -> Scored {
        let mut distances = Vec::new();
        let mut ranked = Vec::new();
        let mut chances = Vec::new();
        for (said, case) in said.iter().zip(self.cases) {
            let distance = (said.point - case.outcome).abs();
            distances.push(distance);
            ranked.push(said.lottery.as_ref().map_or(distance, |lottery| lottery.crps(case.outcome)));
            let apart = (case.outcome - MIDDLE).abs() > 0.0;
            if let Some(lottery) = said.lottery.as_ref().filter(|_| apart) {
                chances.push((lottery.above(MIDDLE), case.outcome > MIDDLE));
            }
        }
        let mean = |of: &[f64]| of.iter().sum::<f64>() / real(of.len()).max(1.0);
        let over = |of: Vec<f64>| (!of.is_empty()).then(|| mean(&of));
        Scored {
            mae: mean(&distances),
            crps: mean(&ranked),
            hits: real(distances.iter().filter(|distance| **distance <= HIT).count())
                / real(distances.len()).max(1.0),
            against_mean: self.paired(&distances),
            crps_against_mean: self.paired(&ranked),
            judged: chances.len(),
            brier: over(chances.iter().map(|(chance, is)| scores::brier(*chance, *is)).collect()),
            log: over(
                chances
                    .iter()
                    .map(|(chance, is)| scores::log_score(chance.clamp(0.001, 0.999), *is))
                    .collect(),
            ),
        }
    }

    fn paired(&self, own: &[f64]) -> Estimate {
        let differences: Vec<(usize, f64)> = self
            .cases
            .iter()
            .zip(own.iter().zip(self.yardstick))
            .map(|(case, (own, mean))| (case.proposal, own - mean))
            .collect();
        scores::clustered(&differences, self.seed)
    }

    fn forecasts(&self, forecasts: &[Forecast]) -> Judged {
        let said: Vec<Prediction> = forecasts
            .iter()
            .map(|one| Prediction { point: one.point, lottery: Some(one.lottery.clone()) })
            .collect();
        let pairs: Vec<(&Forecast, &Case)> = forecasts.iter().zip(self.cases).collect();
        let chances: Vec<(f64, bool)> = pairs
            .iter()
            .filter(|(_, case)| (case.outcome - MIDDLE).abs() > 0.0)
            .map(|(one, case)| (one.lottery.above(MIDDLE), case.outcome > MIDDLE))
            .collect();
        Judged {
            scored: self.score(&said),
            interval: held(&pairs),
            calibration: scores::calibration(&chances),
        }
    }

    /// The forecast of every issue by what was learned from other proposals.
    fn apart(&self, proposals: &[usize]) -> Option<Vec<Forecast>> {
        let fold_of = folds(proposals, self.seed, FOLDS);
        let learned: Option<Vec<Learned>> = (0..FOLDS)
            .map(|fold| {
                let kept: Vec<&Case> =
                    self.cases.iter().filter(|case| fold_of(case.proposal) != fold).collect();
                Learned::learn(&kept, self.seed)
            })
            .collect();
        let learned = learned?;
        let of = |case: &Case| learned.get(fold_of(case.proposal)).map(|learned| learned.of(&case.election));
        self.cases.iter().map(of).collect()
    }

    fn thirds(&self, proposals: &[usize]) -> Option<Thirds> {
        let mut crps = Vec::new();
        let mut coverage = Vec::new();
        let mut less = Vec::new();
        for split in 0..SPLITS {
            let seed = self.seed.wrapping_add(1 + crate::stream::wide(split));
            let third_of = folds(proposals, seed, 3);
            let is_kept_back = |case: &Case| third_of(case.proposal) == 0;
            let open: Vec<&Case> = self.cases.iter().filter(|case| !is_kept_back(case)).collect();
            let learned = Learned::learn(&open, seed)?;
            let back: Vec<(Forecast, &Case, f64)> = self
                .cases
                .iter()
                .zip(self.yardstick)
                .filter(|(case, _)| is_kept_back(case))
                .map(|(case, mean)| (learned.of(&case.election), case, *mean))
                .collect();
            let count = real(back.len()).max(1.0);
            crps.push(back.iter().map(|(one, case, _)| one.lottery.crps(case.outcome)).sum::<f64>() / count);
            coverage.push(held(&back.iter().map(|(one, case, _)| (one, *case)).collect::<Vec<_>>()).coverage);
            let far = |(one, case, mean): &(Forecast, &Case, f64)| (one.point - case.outcome).abs() - mean;
            less.push(back.iter().map(far).sum::<f64>() / count);
        }
        Some(Thirds { crps: spread(crps), coverage: spread(coverage), mae_less_mean: spread(less) })
    }
}

fn held(pairs: &[(&Forecast, &Case)]) -> Held {
    let count = real(pairs.len()).max(1.0);
    let inside = pairs.iter().filter(|(one, case)| (one.low..=one.high).contains(&case.outcome)).count();
    let width: f64 = pairs.iter().map(|(one, _)| one.high - one.low).sum();
    Held { coverage: real(inside) / count, width: width / count }
}

fn spread(mut of: Vec<f64>) -> Spread {
    of.sort_by(f64::total_cmp);
    let at = |place: usize| of.get(place).copied().unwrap_or(0.0);
    Spread { least: at(0), middle: at(of.len() / 2), most: at(of.len().saturating_sub(1)) }
}

impl Held {
    /// What the interval promises.
    pub const PROMISE: f64 = PROMISE;
}
