//! Rungs of an issue that bind each other for one party, and how their numbers are drawn.
//!
//! A draw first settles which said rung is the best of them, where several can be, each with the same chance. Each said
//! rung is then drawn within the bounds it has if that is so, and the numbers of each side are sorted: bounds that rise
//! towards the best hold what is sorted, too. Silent rungs come last, sorted, between the numbers of their neighbours, so
//! that none of them moves a said one. Where rungs are ranked besides, sorting heeds the ranking, too (`arranged.rs`).
//! Where no rung is proposed, the best of all may as well lie among the silent rungs
//! next to the best said one, on either side: each with the same chance as the said rung.

mod arranged;
mod words;

use std::collections::BTreeMap;

use detente_case::{Interval, OnePeaked, Quantity, Ranking, RungNumbers};

pub(crate) use self::words::{IN_MILLIONTHS, RungWords};
use crate::input::{Backing, Input, OptionValue, Silence};

/// What binds the rungs of one issue for one party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BoundRungs {
    numbers: OnePeaked,
    /// Which rungs may be the best, the more plausible lists first.
    candidates: Vec<Vec<usize>>,
    best_is_said: bool,
    /// What a rung that nothing limits may be worth.
    unsaid: Interval,
    /// The said rungs that can be the best.
    said_bests: Vec<usize>,
    /// Runs of silent rungs, each its first rung and the one behind its last, and whether the best can be in it.
    runs: Vec<(usize, usize, bool)>,
    /// Where silent rungs stand in every draw, if they are not drawn: at the lowest or the highest that the numbers of the
    /// said ones leave each of them.
    pub(crate) silence: Option<Silence>,
}

/// For how many rungs of all bests bounds are kept at most.
const MOST_KNOWN: usize = 1 << 20;

/// The random words of one draw.
pub(crate) trait Words {
    /// The word by which the best said rung is chosen.
    fn best(&self) -> u64;
    /// The word by which the side of it is chosen on which the best of all lies.
    fn side(&self) -> u64;
    /// The word by which the best of a silent run is chosen.
    fn peak(&self) -> u64;
    /// The word of one rung.
    fn rung(&self, rung: usize) -> u64;
}

/// Numbers of one kind that draws can be made of.
pub(crate) struct Kind<N, B> {
    /// The number of a quantity.
    pub(crate) number: N,
    /// The number between two that a random word takes.
    pub(crate) between: B,
}

/// Where the best of a draw lies.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Peak {
    At(usize),
    /// Within a run of silent rungs: its first rung and the one behind its last.
    Within(usize, usize),
}

impl BoundRungs {
    pub(crate) fn new(rungs: &detente_case::Rungs<'_>, unsaid: Interval) -> Self {
        Self::of(rungs.numbers.clone(), rungs.candidates.clone(), rungs.best_is_said, unsaid)
    }

    fn of(numbers: OnePeaked, candidates: Vec<Vec<usize>>, best_is_said: bool, unsaid: Interval) -> Self {
        let said_bests = numbers.bests().iter().copied().filter(|rung| !numbers.is_silent(*rung)).collect();
        let holds_best = |from: usize, end: usize| {
            let next = numbers.bests().partition_point(|best| *best < from);
            numbers.bests().get(next).is_some_and(|best| *best < end)
        };
        let runs = numbers.silent_runs().into_iter();
        let runs = runs.map(|(from, end)| (from, end, holds_best(from, end))).collect();
        Self { numbers, candidates, best_is_said, unsaid, said_bests, runs, silence: None }
    }

    /// Gives every rung what it can be worth.
    ///
    /// `said_by` names, by rung, the place of the stance that speaks of it.
    pub(crate) fn bind(&self, values: &mut [OptionValue], said_by: impl Fn(usize) -> Option<usize>) {
        let RungNumbers { bounds, central, left_open: open, limits } = self.numbers.numbers(self.unsaid);
        for (rung, value) in values.iter_mut().enumerate() {
            let (Some(&interval), Some(&central)) = (bounds.get(rung), central.get(rung)) else { continue };
            let input = &mut value.input;
            if let Some(unsaid) = open.get(rung).copied().flatten() {
                let limits = limits.get(rung).copied().unwrap_or_default();
                let limit = limits.no_better_than.or(limits.no_worse_than);
                let backing = if interval == self.unsaid { Backing::Unknown } else { Backing::Implied };
                let said = limit.filter(|_| backing == Backing::Implied).and_then(&said_by);
                *input = Input { interval, central, by_order: false, unsaid: Some(unsaid), backing, said };
            } else {
                (input.interval, input.central) = (interval, central);
                input.by_order = self.numbers.ranking().is_alone(rung);
            }
        }
    }

    /// Whether every draw of them is a whole count of millionths that 64 bits hold.
    pub(crate) fn is_in_millionths(&self) -> bool {
        let said = self.numbers.said().iter().flatten();
        said.chain([&self.unsaid]).all(|interval| interval.is_in_millionths())
    }

    /// How the rungs are ranked besides.
    pub(crate) fn ranking(&self) -> &Ranking {
        self.numbers.ranking()
    }

    /// What binds the rungs if one were worth something else, and left its place in a ranking that this contradicts; `None`
    /// where no rung could then be the best.
    pub(crate) fn with(&self, rung: usize, worth: Interval) -> Option<Self> {
        let mut said = self.numbers.said().to_vec();
        *said.get_mut(rung)? = Some(worth);
        let of = |ranking| OnePeaked::ranked(said.clone(), ranking, &self.candidates).ok();
        let kept = of(self.ranking().with_number(rung));
        let numbers = kept.or_else(|| of(self.ranking().without(&[rung])))?;
        Some(Self::of(numbers, self.candidates.clone(), self.best_is_said, self.unsaid))
    }

    /// The numbers of one draw, by rung. `known` holds what bounds the said rungs have, by best.
    pub(crate) fn draw<T: Copy + Ord>(
        &self,
        words: &impl Words,
        kind: &Kind<impl Fn(Quantity) -> T, impl Fn(u64, T, T) -> T>,
        known: &mut BTreeMap<usize, Vec<Interval>>,
    ) -> Vec<T> {
        let best = self.best(words);
        let peak = best.map_or_else(|| self.silent_peak(words), |best| self.beside(best, words));
        let peak = match peak {
            Peak::At(rung) => rung,
            Peak::Within(from, end) => from + choose(words.peak(), end - from),
        };
        let top = best.unwrap_or(peak);
        if known.len().saturating_mul(self.numbers.said().len()) > MOST_KNOWN {
            known.clear();
        }
        let bounds = known.entry(top).or_insert_with(|| self.numbers.with_best(top).bounds(self.unsaid));
        let ends = |rung: usize| {
            let bound = bounds.get(rung).copied().unwrap_or(self.unsaid);
            ((kind.number)(bound.low), (kind.number)(bound.high))
        };
        let own = |rung: usize| {
            let (low, high) = ends(rung);
            (kind.between)(words.rung(rung), low, high)
        };
        let mut drawn: Vec<T> = (0..self.numbers.said().len()).map(own).collect();
        let said = |rung: &usize| !self.numbers.is_silent(*rung);
        let below: Vec<_> = (0..=top).filter(said).collect();
        let above: Vec<_> = (top..drawn.len()).rev().filter(said).collect();
        if self.ranking().is_empty() {
            sort(&mut drawn, &below);
            sort(&mut drawn, &above);
        } else {
            arranged::arrange(&mut drawn, &below, &above, self.ranking().places());
        }
        for &(from, end, may_hold_best) in &self.runs {
            match self.silence {
                None => self.fill(&mut drawn, (from, end), peak, words, kind),
                Some(silence) => self.settle(&mut drawn, (from, end), may_hold_best, silence, &kind.number),
            }
        }
        drawn
    }

    /// Puts every rung of a silent run at one end of what the numbers of its neighbours leave it: a package uses one rung,
    /// so each may stand there whatever the others do.
    fn settle<T: Copy + Ord>(
        &self,
        drawn: &mut [T],
        (from, end): (usize, usize),
        may_hold_best: bool,
        silence: Silence,
        number: &impl Fn(Quantity) -> T,
    ) {
        let (least, most) = (number(self.unsaid.low), number(self.unsaid.high));
        let before = from.checked_sub(1).map(|rung| drawn[rung]);
        let after = drawn.get(end).copied();
        let at = match silence {
            Silence::Low => before.zip(after).map_or(least, |(before, after)| before.min(after)),
            Silence::High if may_hold_best => most,
            Silence::High => before.max(after).unwrap_or(most),
        };
        drawn[from..end].fill(at);
    }

    /// The best of the said rungs; nothing where none of them can be.
    fn best(&self, words: &impl Words) -> Option<usize> {
        match self.said_bests.as_slice() {
            [] => None,
            [only] => Some(*only),
            several => several.get(choose(words.best(), several.len())).copied(),
        }
    }

    /// Where the best of all is, if one rung is the best of the said ones.
    fn beside(&self, best: usize, words: &impl Words) -> Peak {
        if self.best_is_said {
            return Peak::At(best);
        }
        let beside = self.runs.iter().filter(|(from, end, may)| *may && (*end == best || *from == best + 1));
        let beside = beside.map(|(from, end, _)| Peak::Within(*from, *end));
        let may: Vec<_> = [Peak::At(best)].into_iter().chain(beside).collect();
        match may.as_slice() {
            [only] => *only,
            several => several.get(choose(words.side(), several.len())).copied().unwrap_or(Peak::At(best)),
        }
    }

    /// Where the best of all is, if it is no said rung: in a run that can hold it, each with the same chance.
    fn silent_peak(&self, words: &impl Words) -> Peak {
        let runs: Vec<_> = self.runs.iter().filter(|(.., may)| *may).collect();
        let chosen = runs.get(choose(words.side(), runs.len().max(1)));
        let (from, end) = chosen.map_or((0, 1), |(from, end, _)| (*from, *end));
        let bests = self.numbers.bests().iter().copied().filter(|best| (from..end).contains(best));
        let bests: Vec<_> = bests.collect();
        let chosen = bests.get(choose(words.peak(), bests.len().max(1))).copied();
        chosen.map_or(Peak::Within(from, end), Peak::At)
    }

    /// Draws a run of silent rungs: between its neighbours, and up to what is unsaid where it holds the best.
    fn fill<T: Copy + Ord>(
        &self,
        drawn: &mut [T],
        (from, end): (usize, usize),
        peak: usize,
        words: &impl Words,
        kind: &Kind<impl Fn(Quantity) -> T, impl Fn(u64, T, T) -> T>,
    ) {
        let (least, most) = ((kind.number)(self.unsaid.low), (kind.number)(self.unsaid.high));
        let before = from.checked_sub(1).map(|rung| drawn[rung]);
        let after = drawn.get(end).copied();
        if before.is_none() && after.is_none() {
            // Nothing is said at all: each side of the best is sorted as said rungs are.
            for (rung, number) in drawn.iter_mut().enumerate().take(end).skip(from) {
                *number = (kind.between)(words.rung(rung), least, most);
            }
            sort(drawn, &(from..=peak).collect::<Vec<_>>());
            sort(drawn, &(peak..end).rev().collect::<Vec<_>>());
        } else if (from..end).contains(&peak) {
            self.fill_with_best(drawn, (from, end), peak, words, kind);
        } else {
            let rises = peak >= end;
            let (outer, inner) = if rises { (before, after) } else { (after, before) };
            // The best lies beyond, so that there is a rung on that side.
            let inner = inner.unwrap_or(most);
            let outer = outer.unwrap_or(least).min(inner);
            let run: Vec<_> = if rises { (from..end).collect() } else { (from..end).rev().collect() };
            for rung in &run {
                drawn[*rung] = (kind.between)(words.rung(*rung), outer, inner);
            }
            sort(drawn, &run);
        }
    }

    /// Draws a run that holds the best, beside said rungs. From the higher neighbour to the best its rungs lie above that
    /// neighbour; what is beyond lies between the best and the other neighbour.
    fn fill_with_best<T: Copy + Ord>(
        &self,
        drawn: &mut [T],
        (from, end): (usize, usize),
        peak: usize,
        words: &impl Words,
        kind: &Kind<impl Fn(Quantity) -> T, impl Fn(u64, T, T) -> T>,
    ) {
        let (least, most) = ((kind.number)(self.unsaid.low), (kind.number)(self.unsaid.high));
        let before = from.checked_sub(1).map(|rung| drawn[rung]);
        let after = drawn.get(end).copied();
        let comes_from_above = after > before;
        let (inner, outer): (Vec<_>, Vec<_>) = if comes_from_above {
            ((peak..end).rev().collect(), (from..peak).collect())
        } else {
            ((from..=peak).collect(), (peak + 1..end).rev().collect())
        };
        let (higher, lower) = if comes_from_above { (after, before) } else { (before, after) };
        let floor = higher.unwrap_or(least);
        for rung in &inner {
            drawn[*rung] = (kind.between)(words.rung(*rung), floor, most.max(floor));
        }
        sort(drawn, &inner);
        let highest = drawn[peak];
        let lower = lower.unwrap_or(least).min(highest);
        for rung in &outer {
            drawn[*rung] = (kind.between)(words.rung(*rung), lower, highest);
        }
        sort(drawn, &outer);
    }
}

/// Puts the numbers of some rungs in rising order, rung after rung.
fn sort<T: Copy + Ord>(drawn: &mut [T], rungs: &[usize]) {
    let mut numbers: Vec<_> = rungs.iter().map(|rung| drawn[*rung]).collect();
    numbers.sort_unstable();
    rungs.iter().zip(numbers).for_each(|(rung, number)| drawn[*rung] = number);
}

/// One of so many, each with the same chance (to within 2^-64 of their number).
fn choose(word: u64, among: usize) -> usize {
    let among = u128::try_from(among).unwrap_or(1);
    usize::try_from((u128::from(word) * among) >> 64).unwrap_or(0)
}
