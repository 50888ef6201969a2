//! The forecast: a model's own distribution, mixed with what its errors were in the past, and an interval that holds as
//! often as it says.
//!
//! With chance `share`, the outcome is drawn from the election among places ([`crate::election`], Markov-uniform). Else it is
//! the election's mean plus an error of the past. Errors are shares of the way between the outermost positions, and are counted
//! towards the end that is nearer to the mean: outcomes that miss it lie more often at that end, or far back towards the other.
//! Near the middle no end is nearer, so both directions count there. No error leads beyond the outermost positions: none of the
//! outcomes that it was learned from lay there. So the forecast is the same whichever end of a scale is called 0, however long the
//! scale is, and it closes in on the one position where all agree.
//!
//! The interval leaves out a tail on each side; the tail is conformal (Vovk et al. 2005): it is the share that held the promise on
//! proposals from which nothing was learned.

mod fitted;

pub use fitted::FITTED;

use crate::{Issue, Lottery, Position, election, stream::Stream};

/// How many errors are kept.
pub const ERRORS: usize = 40;

/// Within this share of the range around its middle, neither end is surely the nearer.
const MIDDLE: f64 = 0.05;

/// What the interval promises to hold.
pub const PROMISE: f64 = 0.8;

/// What was learned from issues with known outcomes.
#[derive(Clone, Debug, PartialEq)]
pub struct Learned {
    /// The chance that the outcome comes from the election among places.
    pub share: f64,
    /// Errors of the election's mean, as shares of the way between the outermost positions, above 0 towards the nearer end:
    /// the middles of forty equal parts.
    pub errors: [f64; ERRORS],
    /// The share of the distribution beyond each end of the interval.
    pub tail: f64,
    /// How many issues it was learned from.
    pub issues: usize,
    /// How many proposals these issues belong to.
    pub proposals: usize,
}

/// Where an issue comes out, and how sure that is.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// The chance of every place.
    pub lottery: Lottery,
    /// The expected outcome of the election, from 0 to 100.
    pub point: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// An issue with its known outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// Its name.
    pub name: String,
    /// The proposal it belongs to. Issues of one proposal were decided together, and are never parted in learning.
    pub proposal: String,
    /// Who wanted what.
    pub issue: Issue,
    /// How it came out.
    pub outcome: Position,
}

/// A past issue with the election that is held over it once.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) proposal: usize,
    pub(crate) election: Lottery,
    pub(crate) outcome: f64,
}

impl Learned {
    /// The forecast of an issue.
    #[must_use]
    pub fn forecast(&self, issue: &Issue) -> Forecast {
        match issue.agreed() {
            Some(at) => {
                let at = at.at();
                Forecast { lottery: Lottery::certain(at), point: at, low: at, high: at }
            }
            None => self.of(&election::outcome(issue, election::Rule::MarkovUniform)),
        }
    }

    pub(crate) fn of(&self, election: &Lottery) -> Forecast {
        let lottery = election.mixed(self.share, &erring(election, &self.errors));
        let (low, high) = lottery.central(self.tail);
        Forecast { point: election.mean(), low, high, lottery }
    }

    /// Learns from past issues, by cross-validation over proposals. `None` if they belong to fewer than five.
    #[must_use]
    pub fn from(past: &[Past], seed: u64) -> Option<Self> {
        let cases = cases(past);
        Self::learn(&cases.iter().collect::<Vec<&Case>>(), seed)
    }

    pub(crate) fn learn(cases: &[&Case], seed: u64) -> Option<Self> {
        let mut proposals: Vec<usize> = cases.iter().map(|case| case.proposal).collect();
        proposals.sort_unstable();
        proposals.dedup();
        if proposals.len() < FOLDS {
            return None;
        }
        let fold_of = folds(&proposals, seed, FOLDS);
        let errors_without = |fold: usize| {
            let kept = cases.iter().filter(|case| fold_of(case.proposal) != fold);
            middles(kept.filter_map(|case| error(&case.election, case.outcome)))
        };
        let apart: Vec<[f64; ERRORS]> = (0..FOLDS).map(errors_without).collect();
        let judged: Vec<(&Case, Lottery)> = cases
            .iter()
            .map(|case| (*case, erring(&case.election, &apart[fold_of(case.proposal)])))
            .collect();
        let score = |share: f64| -> f64 {
            judged.iter().map(|(case, erring)| case.election.mixed(share, erring).crps(case.outcome)).sum()
        };
        // The score of a mixture is a square function of the share, which three of its values determine.
        let (none, half, all) = (score(0.0), score(0.5), score(1.0));
        let curve = |share: f64| {
            none + share * (4.0 * half - 3.0 * none - all)
                + share * share * (2.0 * none + 2.0 * all - 4.0 * half)
        };
        let shares = (0..=SHARES).map(|part| crate::stream::real(part) / crate::stream::real(SHARES));
        let share = shares.min_by(|left, right| curve(*left).total_cmp(&curve(*right))).unwrap_or(0.5);
        let mut depths: Vec<f64> = judged
            .iter()
            .map(|(case, erring)| case.election.mixed(share, erring).depth(case.outcome))
            .collect();
        depths.sort_by(f64::total_cmp);
        let errors = middles(cases.iter().filter_map(|case| error(&case.election, case.outcome)));
        Some(Self {
            share,
            errors,
            tail: conformal(&depths),
            issues: cases.len(),
            proposals: proposals.len(),
        })
    }
}

/// In how many parts proposals are cross-validated.
const FOLDS: usize = 5;
/// Shares are tried in twentieths: a finer choice would follow chance.
const SHARES: usize = 20;

/// The tail that held the promise: all but a fifth of the outcomes lie as deep, or deeper.
fn conformal(depths: &[f64]) -> f64 {
    let missed = (1.0 - PROMISE) * (crate::stream::real(depths.len()) + 1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rank among depths")]
    let rank = libm::floor(missed).max(1.0) as usize;
    depths.get(rank - 1).copied().unwrap_or(0.0)
}

/// Which part each proposal falls in, by the seed alone.
pub(crate) fn folds(proposals: &[usize], seed: u64, count: usize) -> impl Fn(usize) -> usize + use<> {
    let mut order = proposals.to_vec();
    Stream::named(seed, "folds", crate::stream::wide(count)).shuffle(&mut order);
    let parts: std::collections::BTreeMap<usize, usize> =
        order.into_iter().enumerate().map(|(place, proposal)| (proposal, place % count)).collect();
    move |proposal| parts.get(&proposal).copied().unwrap_or(0)
}

/// Past issues with their elections, and proposals as numbers.
pub(crate) fn cases(past: &[Past]) -> Vec<Case> {
    let mut names: Vec<&str> = past.iter().map(|past| past.proposal.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    past.iter()
        .map(|past| Case {
            proposal: names.binary_search(&past.proposal.as_str()).unwrap_or(0),
            election: election::outcome(&past.issue, election::Rule::MarkovUniform),
            outcome: past.outcome.at(),
        })
        .collect()
}

/// The middles of forty equal parts of these errors.
fn middles(errors: impl Iterator<Item = f64>) -> [f64; ERRORS] {
    let mut sorted: Vec<f64> = errors.collect();
    sorted.sort_by(f64::total_cmp);
    let middle = |part: usize| {
        // The place of the middle of a part among the sorted errors, between two of which it is interpolated.
        let share = (crate::stream::real(part) + 0.5) / crate::stream::real(ERRORS);
        let place = (share * crate::stream::real(sorted.len()) - 0.5).max(0.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a list")]
        let before = libm::floor(place) as usize;
        let low = sorted.get(before).or(sorted.last()).copied().unwrap_or(0.0);
        let high = sorted.get(before + 1).copied().unwrap_or(low);
        low + (high - low) * (place - libm::floor(place))
    };
    std::array::from_fn(middle)
}

/// What lies between the outermost positions: where it begins and ends, and how surely the mean is nearer to its end, from 0 to 1.
fn range(election: &Lottery) -> (f64, f64, f64) {
    let end = |point: Option<&(f64, f64)>| point.map_or(0.0, |(at, _)| *at);
    let (low, high) = (end(election.points().first()), end(election.points().last()));
    let off = (election.mean() - f64::midpoint(low, high)) / (high - low).max(f64::MIN_POSITIVE);
    (low, high, (0.5 + off / (2.0 * MIDDLE)).clamp(0.0, 1.0))
}

/// How far an outcome lies from the mean, towards the nearer end, as a share of the range. Where all agree there is no range.
fn error(election: &Lottery, outcome: f64) -> Option<f64> {
    let (low, high, upper) = range(election);
    let towards = if upper < 0.5 { -1.0 } else { 1.0 };
    (high > low).then(|| towards * (outcome - election.mean()) / (high - low))
}

/// The places to which errors of the past lead from the election's mean, with their weights, which sum to 1.
pub(crate) fn errs(election: &Lottery, errors: &[f64]) -> impl Iterator<Item = (f64, f64)> {
    let (low, high, upper) = range(election);
    let (mean, each) = (election.mean(), 1.0 / crate::stream::real(errors.len().max(1)));
    errors.iter().flat_map(move |error| {
        let way = error * (high - low);
        [((mean + way).clamp(low, high), each * upper), ((mean - way).clamp(low, high), each * (1.0 - upper))]
    })
}

/// The mean of the election with the errors of the past.
fn erring(election: &Lottery, errors: &[f64]) -> Lottery {
    Lottery::new(errs(election, errors)).unwrap_or_else(|| Lottery::certain(election.mean()))
}
