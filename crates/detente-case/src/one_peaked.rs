//! Numbers in order of which one is best, and none farther from it is above one nearer to it (Black 1948, Journal of
//! Political Economy 56:23, "single-peaked").
//!
//! With rung *k* best, a rung `j ≤ k` is at least what any said rung at or below it is at least, and at most what any
//! said rung from it to *k* is at most: `low_j = max l_i over i ≤ j`, `high_j = min h_i over j ≤ i ≤ k`; above *k* it is
//! mirrored. *k* can be the best when no interval is empty so. What a rung can be is the hull over every *k* that can.
//!
//! Where some rungs are ranked besides, those ranked best lie together, with none ranked worse between them, and the best is
//! no rung at or beyond the nearest one that is ranked worse (`sides.rs`). Then *j* is also at least what is said of the
//! rungs on the other side that are ranked below it or below a rung from which it lies inward, and at most the like.

mod sides;

use self::sides::{High, Sides, ranked_against_shape, reversed};
use crate::{
    Interval, Quantity,
    ranking::{Ranking, Side, Unfit},
};

/// What is said of rungs in order, and which of them can be the best.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnePeaked {
    /// By rung, what is said of it; nothing where it is silent.
    said: Vec<Option<Interval>>,
    /// The rungs that can be the best, rising; never empty.
    bests: Vec<usize>,
    /// How rungs are ranked besides.
    ranking: Ranking,
}

/// Said rungs that limit a silent one, whichever rung is best.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// It is worth no more than this rung.
    pub no_better_than: Option<usize>,
    /// It is worth no less than this rung.
    pub no_worse_than: Option<usize>,
}

/// What rungs are worth, by rung.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RungNumbers {
    /// Every number that each can be: [`OnePeaked::bounds`].
    pub bounds: Vec<Interval>,
    /// The central number of each: [`OnePeaked::central`].
    pub central: Vec<Quantity>,
    /// What each silent one may be while the said ones have their central numbers: [`OnePeaked::left_open`].
    pub left_open: Vec<Option<Interval>>,
    /// The said rungs that limit each: [`OnePeaked::limits`].
    pub limits: Vec<Limits>,
}

impl OnePeaked {
    /// What is said of rungs, where the best is among the first of these `candidates` that hold a possible one.
    ///
    /// # Errors
    /// The rungs, rising, that show why none can be: values go down and up again between them, or a candidate is below
    /// another rung.
    pub fn of(said: Vec<Option<Interval>>, candidates: &[Vec<usize>]) -> Result<Self, Vec<usize>> {
        let ranking = Ranking::none(said.len());
        let sides = Sides::of(&said, &ranking);
        match sides.bests(candidates, said.len()) {
            Some(bests) => Ok(Self { said, bests, ranking }),
            None => Err(sides.several_peaks(&said, candidates)),
        }
    }

    /// What is said of rungs that are ranked, too; candidates as in [`Self::of`].
    ///
    /// # Errors
    /// Why nothing keeps all of it: the numbers by themselves have several peaks, the ranking goes against the shape, or it
    /// goes against the numbers.
    pub fn ranked(
        said: Vec<Option<Interval>>,
        ranking: Ranking,
        candidates: &[Vec<usize>],
    ) -> Result<Self, Unfit> {
        let alone = Self::of(said.clone(), candidates).map_err(Unfit::SeveralPeaks)?;
        if ranking.is_empty() {
            return Ok(alone);
        }
        if let Some(unfit) = ranked_against_shape(ranking.places(), candidates) {
            return Err(unfit);
        }
        let sides = Sides::of(&said, &ranking);
        match sides.bests(candidates, said.len()) {
            Some(bests) => Ok(Self { said, bests, ranking }),
            None => Err(sides.against_numbers(&said, &alone.bests, candidates)),
        }
    }

    /// How the rungs are ranked besides.
    #[must_use]
    pub fn ranking(&self) -> &Ranking {
        &self.ranking
    }

    /// What is said, by rung.
    #[must_use]
    pub fn said(&self) -> &[Option<Interval>] {
        &self.said
    }

    /// The rungs that can be the best, rising; never empty.
    #[must_use]
    pub fn bests(&self) -> &[usize] {
        &self.bests
    }

    /// What is said of the rungs, if the best were this one. The rung must be one of [`Self::bests`], or silent beside one of them.
    #[must_use]
    pub fn with_best(&self, best: usize) -> Self {
        Self { said: self.said.clone(), bests: vec![best], ranking: self.ranking.clone() }
    }

    /// Whether nothing is said of the rung.
    #[must_use]
    pub fn is_silent(&self, rung: usize) -> bool {
        self.said.get(rung).is_some_and(Option::is_none)
    }

    /// By rung, every number that it can be: what `unsaid` leaves where nothing limits it.
    #[must_use]
    pub fn bounds(&self, unsaid: Interval) -> Vec<Interval> {
        let sides = Sides::of(&self.said, &self.ranking);
        let up = sides::highs(&self.said, self.ranking.places(), &self.bests);
        let last = self.said.len().saturating_sub(1);
        let from_behind: Vec<_> = self.bests.iter().rev().map(|best| last - best).collect();
        let places = reversed(self.ranking.places());
        let down = reversed(&sides::highs(&reversed(&self.said), &places, &from_behind));
        let (first, last) = (self.bests.first().copied(), self.bests.last().copied());
        let bound = |rung: usize| {
            let is_best = self.bests.binary_search(&rung).is_ok();
            let from_below = last.is_some_and(|last| last > rung).then_some(sides.least_below(rung));
            let from_above = first.is_some_and(|first| first < rung).then_some(sides.least_above(rung));
            let as_best = is_best.then_some(sides.least_below(rung).max(sides.least_above(rung)));
            // Nothing (`None`) is less than any number: such a rung has no lower end of its own.
            let low = [from_below, from_above, as_best].into_iter().flatten().min().flatten();
            let high = match (up[rung], down[rung]) {
                (High::NoBest, other) | (other, High::NoBest) => other.number(),
                (up, down) => up.number().zip(down.number()).map(|(up, down)| up.max(down)),
            };
            match (low, high) {
                (Some(low), Some(high)) => Interval::new(low, high),
                (Some(low), None) => Interval { low, high: unsaid.high.max(low) },
                (None, Some(high)) => Interval { low: unsaid.low.min(high), high },
                (None, None) => unsaid,
            }
        };
        (0..self.said.len()).map(bound).collect()
    }

    /// The said rungs that limit a silent one, the nearest each.
    #[must_use]
    pub fn limits(&self, rung: usize) -> Limits {
        let is_said = |rung: &usize| !self.is_silent(*rung);
        let (before, after) = ((0..rung).rev().find(is_said), (rung + 1..self.said.len()).find(is_said));
        self.limits_between(rung, before, after)
    }

    /// [`Self::limits`] of every rung.
    fn all_limits(&self) -> Vec<Limits> {
        let count = self.said.len();
        let nearest = |nearest: &mut Option<usize>, rung: usize| {
            let beside = *nearest;
            *nearest = if self.is_silent(rung) { beside } else { Some(rung) };
            Some(beside)
        };
        let before: Vec<_> = (0..count).scan(None, nearest).collect();
        let after: Vec<_> = (0..count).rev().scan(None, nearest).collect();
        let beside = before.into_iter().zip(after.into_iter().rev()).enumerate();
        beside.map(|(rung, (before, after))| self.limits_between(rung, before, after)).collect()
    }

    /// [`Self::limits`] of a rung that lies between these said ones.
    fn limits_between(&self, rung: usize, before: Option<usize>, after: Option<usize>) -> Limits {
        let (Some(&first), Some(&last)) = (self.bests.first(), self.bests.last()) else {
            return Limits::default();
        };
        let low = |rung: &usize| self.said[*rung].map(|said| said.low);
        if first > rung {
            let no_better_than = after.filter(|after| *after <= first);
            Limits { no_better_than, no_worse_than: before }
        } else if last < rung {
            let no_better_than = before.filter(|before| *before >= last);
            Limits { no_better_than, no_worse_than: after }
        } else {
            let both = before.zip(after).filter(|_| self.bests.binary_search(&rung).is_err());
            let no_worse_than = both.and_then(|(before, after)| [before, after].into_iter().min_by_key(low));
            Limits { no_better_than: None, no_worse_than }
        }
    }

    /// The runs of silent rungs, each its first rung and the one behind its last.
    #[must_use]
    pub fn silent_runs(&self) -> Vec<(usize, usize)> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for rung in (0..self.said.len()).filter(|rung| self.is_silent(*rung)) {
            match runs.last_mut().filter(|(_, end)| *end == rung) {
                Some((_, end)) => *end += 1,
                None => runs.push((rung, rung + 1)),
            }
        }
        runs
    }

    /// By rung, its central number: halfway in its bounds where it is said, and by its mean rank where a ranking alone tells
    /// it ([`RankedNumbers`](crate::RankedNumbers)); silent rungs lie evenly between their neighbours. Beyond the last said
    /// rung on a side they fall evenly to the least that is `unsaid`, and rise to the most where the best is sure to be one
    /// of them.
    #[must_use]
    pub fn central(&self, unsaid: Interval) -> Vec<Quantity> {
        self.central_within(&self.bounds(unsaid), unsaid)
    }

    fn central_within(&self, bounds: &[Interval], unsaid: Interval) -> Vec<Quantity> {
        let mut central = self.central_of_said(bounds, unsaid);
        for (from, end) in self.silent_runs() {
            let is_within = |best: &usize| (from..end).contains(best);
            let rises = self.bests.iter().all(is_within);
            let before = from.checked_sub(1).map(|rung| central[rung]);
            let after = (end < self.said.len()).then(|| central[end]);
            let beyond = |beside: Quantity| {
                if rises { unsaid.high.max(beside) } else { unsaid.low.min(beside) }
            };
            let (low, high) = match (before, after) {
                (Some(_), Some(_)) if rises => continue,
                (Some(before), Some(after)) => (before, after),
                (Some(before), None) => (before, beyond(before)),
                (None, Some(after)) => (beyond(after), after),
                (None, None) => continue,
            };
            for rung in from..end {
                let even = between(low, high, rung + 1 - from, end + 1 - from);
                central[rung] = even.clamp(bounds[rung].low, bounds[rung].high);
            }
        }
        central
    }

    fn central_of_said(&self, bounds: &[Interval], unsaid: Interval) -> Vec<Quantity> {
        if self.ranking.is_empty() {
            return bounds.iter().map(|bound| bound.middle()).collect();
        }
        let bests = std::slice::from_ref(&self.bests);
        let bounded = |said| Some(Self::ranked(said, self.ranking.clone(), bests).ok()?.bounds(unsaid));
        let side = |rung: usize| match (self.bests.first(), self.bests.last()) {
            (Some(first), _) if rung <= *first => Some(Side::Rising),
            (_, Some(last)) if rung >= *last => Some(Side::Falling),
            _ => None,
        };
        self.ranking.central(&self.said, bounds, bounded, side)
    }

    /// By rung, what it may be while every said rung has its central number: nothing where it is said.
    #[must_use]
    pub fn left_open(&self, unsaid: Interval) -> Vec<Option<Interval>> {
        let bounds = self.bounds(unsaid);
        self.left_open_by(&bounds, &self.central_within(&bounds, unsaid), unsaid)
    }

    /// [`Self::bounds`], [`Self::central`], [`Self::left_open`] and [`Self::limits`] at once: some rest on others.
    #[must_use]
    pub fn numbers(&self, unsaid: Interval) -> RungNumbers {
        let bounds = self.bounds(unsaid);
        let central = self.central_within(&bounds, unsaid);
        let left_open = self.left_open_by(&bounds, &central, unsaid);
        RungNumbers { bounds, central, left_open, limits: self.all_limits() }
    }

    fn left_open_by(
        &self,
        all: &[Interval],
        central: &[Quantity],
        unsaid: Interval,
    ) -> Vec<Option<Interval>> {
        let exact = |(rung, said): (usize, &Option<Interval>)| said.map(|_| Interval::exactly(central[rung]));
        let said: Vec<_> = self.said.iter().enumerate().map(exact).collect();
        let bests = std::slice::from_ref(&self.bests);
        let bounds = match Self::ranked(said.clone(), self.ranking.clone(), bests) {
            Ok(known) => known.bounds(unsaid),
            // Halfway in their bounds, said rungs need not be one-peaked: what lies between two of them stays between.
            Err(_) => self.between_neighbours(&said, unsaid),
        };
        let within = |end: Quantity, all: &Interval| end.clamp(all.low, all.high);
        let open = |((said, bound), all): ((&Option<Interval>, Interval), &Interval)| {
            said.is_none().then(|| Interval { low: within(bound.low, all), high: within(bound.high, all) })
        };
        self.said.iter().zip(bounds).zip(all).map(open).collect()
    }

    fn between_neighbours(&self, said: &[Option<Interval>], unsaid: Interval) -> Vec<Interval> {
        let mut bounds: Vec<_> = said.iter().map(|said| said.unwrap_or(unsaid)).collect();
        for (from, end) in self.silent_runs() {
            let before = from.checked_sub(1).and_then(|rung| said[rung]);
            let after = said.get(end).copied().flatten();
            let beyond = |beside: Interval, holds_best: bool| {
                let high = if holds_best { unsaid.high.max(beside.low) } else { beside.low };
                Interval { low: unsaid.low.min(beside.low), high }
            };
            let holds_best = self.bests.iter().any(|best| (from..end).contains(best));
            let bound = match (before, after) {
                (Some(before), Some(after)) => Interval::new(before.low, after.low),
                (Some(beside), None) | (None, Some(beside)) => beyond(beside, holds_best),
                (None, None) => unsaid,
            };
            bounds[from..end].fill(bound);
        }
        bounds
    }
}

/// The number so many steps of all from `low` to `high`: of numbers in millionths to a hundredth, so that sums of it stay in
/// few parts of a point; of others exact, or rounded down to a millionth where 128 bits do not hold it.
pub(crate) fn between(low: Quantity, high: Quantity, steps: usize, all: usize) -> Quantity {
    let share = |steps: usize| i128::try_from(steps).unwrap_or(1);
    let exact = || {
        let share = detente_number::Fraction::new(share(steps), share(all))?;
        low.fraction().plus(high.fraction().minus(low.fraction())?.times(share)?)
    };
    let rounded_to = |part: i64| {
        let rise = i128::from(high.millionths()) - i128::from(low.millionths());
        let rise = rise.saturating_mul(share(steps)).div_euclid(share(all).max(1));
        let number = low.millionths().saturating_add(i64::try_from(rise).unwrap_or(0));
        Quantity::from_millionths(number.div_euclid(part).saturating_mul(part))
            .clamp(low.min(high), low.max(high))
    };
    if low.is_in_millionths() && high.is_in_millionths() {
        rounded_to(HUNDREDTH)
    } else {
        exact().map_or_else(|| rounded_to(1), Quantity::from)
    }
}

/// In millionths.
const HUNDREDTH: i64 = 10_000;
