//! What rungs ask of those beyond them, on their own side of the best and, where they are ranked, on the other.
//!
//! Let *p* and *q* be the ranked rungs next to those that are ranked best, before and after. The best lies between them, so
//! that which rungs a ranked rung binds on the other side does not depend on where: those at and beyond the first one there
//! that is ranked below it. So all bounds are running extremes, and none is looked for rung by rung.

use crate::{
    Interval, Quantity,
    ranking::{Ranking, Unfit},
};

/// The greatest lower end among some rungs, and whose it is.
type Least = Option<(Quantity, usize)>;

/// What said rungs ask of those that are worth at least as much.
pub(super) struct Sides {
    /// By rung, if the best lies after it: the greatest lower end of said rungs that are worth no more.
    below: Vec<Least>,
    /// By rung, if the best lies before it: the same.
    above: Vec<Least>,
    /// The first rung that is said to be worth less than one that is worth no more: no best lies at it or beyond.
    first_under: Option<usize>,
    /// The last such rung in the other direction: no best lies at it or before.
    last_under: Option<usize>,
    /// Where the best can be for the ranking: from one rung to the one behind the last.
    open: (usize, usize),
}

impl Sides {
    /// The ranking must not go against the shape: [`ranked_against_shape`].
    pub(super) fn of(said: &[Option<Interval>], ranking: &Ranking) -> Self {
        let places = ranking.places();
        let below = lows(said, places);
        let last = said.len().saturating_sub(1);
        let above = reversed(&lows(&reversed(said), &reversed(places)));
        let above: Vec<Least> =
            above.into_iter().map(|least| least.map(|(number, rung)| (number, last - rung))).collect();
        let under = |rung: &usize, least: &[Least]| {
            said[*rung].is_some_and(|said| least[*rung].is_some_and(|(least, _)| said.high < least))
        };
        Self {
            first_under: (0..said.len()).find(|rung| under(rung, &below)),
            last_under: (0..said.len()).rev().find(|rung| under(rung, &above)),
            open: Tops::of(places).map_or((0, said.len()), |tops| tops.open(said.len())),
            below,
            above,
        }
    }

    pub(super) fn least_below(&self, rung: usize) -> Option<Quantity> {
        self.below.get(rung).copied().flatten().map(|(least, _)| least)
    }

    pub(super) fn least_above(&self, rung: usize) -> Option<Quantity> {
        self.above.get(rung).copied().flatten().map(|(least, _)| least)
    }

    fn can_be_best(&self, rung: usize) -> bool {
        (self.open.0..self.open.1).contains(&rung)
            && self.first_under.is_none_or(|under| rung < under)
            && self.last_under.is_none_or(|under| rung > under)
    }

    /// The rungs that can be the best, rising, of the first list that has any.
    pub(super) fn bests(&self, candidates: &[Vec<usize>], count: usize) -> Option<Vec<usize>> {
        candidates.iter().find_map(|among| {
            let known = among.iter().copied().filter(|rung| *rung < count);
            let mut bests: Vec<_> = known.filter(|rung| self.can_be_best(*rung)).collect();
            bests.sort_unstable();
            bests.dedup();
            (!bests.is_empty()).then_some(bests)
        })
    }

    /// The rungs, rising, that show why numbers that are not ranked have no best.
    pub(super) fn several_peaks(&self, said: &[Option<Interval>], candidates: &[Vec<usize>]) -> Vec<usize> {
        let mut rungs = Vec::new();
        let low = |rung: &usize| said[*rung].map(|said| said.low);
        let last_tried = candidates.last().map_or(&[][..], Vec::as_slice);
        if let Some(under) = self.first_under.filter(|under| last_tried.iter().any(|rung| rung >= under)) {
            rungs.extend((0..under).max_by_key(low).into_iter().chain([under]));
        }
        if let Some(under) = self.last_under.filter(|under| last_tried.iter().any(|rung| rung <= under)) {
            rungs.extend([under].into_iter().chain((under + 1..said.len()).max_by_key(low)));
        }
        if last_tried.len() < said.len() {
            rungs
                .extend(last_tried.iter().copied().find(|rung| said.get(*rung).is_some_and(Option::is_some)));
        }
        rungs.sort_unstable();
        rungs.dedup();
        rungs
    }

    /// Two rungs that show why the ranking and the numbers exclude each other: if the best were one of `bests`, which the
    /// numbers allow, or else one of the candidates, that the ranking allows.
    pub(super) fn against_numbers(
        &self,
        said: &[Option<Interval>],
        bests: &[usize],
        candidates: &[Vec<usize>],
    ) -> Unfit {
        let mut all = bests.iter().chain(candidates.iter().flatten()).copied();
        let best = all.find(|best| (self.open.0..self.open.1).contains(best)).unwrap_or(self.open.0);
        let pair = |rung: usize| {
            let least = if rung <= best { self.below[rung] } else { self.above[rung] };
            let other = if rung == best { self.above[rung] } else { None };
            let (low, below) = least.max(other)?;
            (said[rung]?.high < low).then_some(Unfit::RankedAgainstNumbers { above: rung, below })
        };
        let pair = (0..said.len()).find_map(pair);
        pair.unwrap_or(Unfit::RankedAgainstNumbers { above: best, below: best })
    }
}

/// The rungs that are ranked best, and those beyond them.
struct Tops {
    first: usize,
    last: usize,
    /// The ranked rungs before the first, the nearest first, with their places.
    before: Vec<(usize, usize)>,
    /// The ranked rungs after the last, the nearest first, with their places.
    after: Vec<(usize, usize)>,
}

impl Tops {
    fn of(places: &[Option<usize>]) -> Option<Self> {
        let best = places.iter().flatten().min()?;
        let first = places.iter().position(|place| place.as_ref() == Some(best))?;
        let last = places.iter().rposition(|place| place.as_ref() == Some(best))?;
        let ranked = |rung: usize| places[rung].map(|place| (rung, place));
        let before = (0..first).rev().filter_map(ranked).collect();
        let after = (last + 1..places.len()).filter_map(ranked).collect();
        Some(Self { first, last, before, after })
    }

    /// Where the best can be: from one rung to the one behind the last.
    fn open(&self, count: usize) -> (usize, usize) {
        let from = self.before.first().map_or(0, |(rung, _)| rung + 1);
        (from, self.after.first().map_or(count, |(rung, _)| *rung))
    }
}

/// Whether a ranking goes against the shape, whatever the numbers: equal numbers alone would keep both.
pub(super) fn ranked_against_shape(places: &[Option<usize>], candidates: &[Vec<usize>]) -> Option<Unfit> {
    let tops = Tops::of(places)?;
    let against = |best: Option<usize>, nearer: usize, better: Vec<usize>| {
        Some(Unfit::RankedAgainstShape { best, nearer, better })
    };
    let top = places[tops.first];
    if let Some(nearer) =
        (tops.first..tops.last).find(|rung| places[*rung].is_some_and(|own| Some(own) != top))
    {
        return against(None, nearer, vec![tops.first, tops.last]);
    }
    let falls = |side: &[(usize, usize)]| {
        let pair =
            side.windows(2).find(|pair| matches!(pair, [(_, nearer), (_, farther)] if farther < nearer));
        pair.and_then(|pair| Some((pair.first()?.0, pair.last()?.0)))
    };
    if let Some((nearer, farther)) = falls(&tops.before) {
        return against(None, nearer, vec![farther, tops.first]);
    }
    if let Some((nearer, farther)) = falls(&tops.after) {
        return against(None, nearer, vec![tops.last, farther]);
    }
    let (from, end) = tops.open(places.len());
    let mut all = candidates.iter().flatten();
    if all.clone().any(|rung| (from..end).contains(rung)) {
        return None;
    }
    let best = all.next().copied()?;
    let beyond =
        if best < from { (tops.before.first(), tops.first) } else { (tops.after.first(), tops.last) };
    let (Some((nearer, _)), better) = beyond else { return None };
    against(Some(best), *nearer, vec![better])
}

/// By rung, if the best lies after it: the greatest lower end of said rungs that are worth no more.
fn lows(said: &[Option<Interval>], places: &[Option<usize>]) -> Vec<Least> {
    let low = |rung: usize| said[rung].map(|said| (said.low, rung));
    let running = |most: &mut Least, rung: usize| {
        *most = (*most).max(low(rung));
        Some(*most)
    };
    let mut below: Vec<_> = (0..said.len()).scan(None, running).collect();
    let Some(tops) = Tops::of(places) else { return below };
    let mut beyond: Vec<_> = (0..said.len()).rev().scan(None, running).collect();
    beyond.reverse();
    let mut ranked = None;
    for (rung, place) in places.iter().enumerate() {
        ranked = place.or(ranked);
        let Some(own) = ranked else { continue };
        let first_worse = tops.after.partition_point(|(_, place)| *place <= own);
        if let Some((from, _)) = tops.after.get(first_worse) {
            below[rung] = below[rung].max(beyond[*from]);
        }
    }
    below
}

/// How much a rung can be at most because of what is said between it and the nearest best on a side.
#[derive(Clone, Copy)]
pub(super) enum High {
    /// There is no best on that side.
    NoBest,
    /// Nothing that is said stands between.
    Free,
    /// No more than this.
    AtMost(Quantity),
}

impl High {
    pub(super) fn number(self) -> Option<Quantity> {
        match self {
            Self::NoBest | Self::Free => None,
            Self::AtMost(number) => Some(number),
        }
    }

    fn at_most(self, own: Option<Quantity>) -> Self {
        match (self, own) {
            (Self::Free, Some(own)) => Self::AtMost(own),
            (Self::AtMost(least), Some(own)) => Self::AtMost(least.min(own)),
            (Self::NoBest, _) | (_, None) => self,
        }
    }
}

/// By rung, the least upper end of said rungs that are worth at least as much, if the nearest best at or after it is the
/// best: those from it to the best, and those beyond, as far as one is ranked above a rung before the best. As far as there
/// is such a best.
pub(super) fn highs(said: &[Option<Interval>], places: &[Option<usize>], bests: &[usize]) -> Vec<High> {
    let mut highs = vec![High::NoBest; said.len()];
    let mut least = High::NoBest;
    for rung in (0..said.len()).rev() {
        if bests.binary_search(&rung).is_ok() {
            least = High::Free;
        }
        least = least.at_most(said[rung].map(|said| said.high));
        highs[rung] = least;
    }
    let (Some(tops), Some(&best)) = (Tops::of(places), bests.first()) else { return highs };
    let running = |least: &mut High, rung: usize| {
        *least = least.at_most(said[rung].map(|said| said.high));
        Some(*least)
    };
    let from_best: Vec<_> = (best..said.len()).scan(High::Free, running).collect();
    let Some((nearest, _)) = tops.before.first() else { return highs };
    let mut ranked = None;
    for rung in (0..=*nearest).rev() {
        ranked = places[rung].or(ranked);
        let Some(own) = ranked else { continue };
        let better = tops.after.partition_point(|(_, place)| *place < own);
        let last_better =
            better.checked_sub(1).and_then(|at| tops.after.get(at)).map_or(tops.last, |(rung, _)| *rung);
        let beyond = last_better.checked_sub(best).and_then(|steps| from_best.get(steps));
        highs[rung] = highs[rung].at_most(beyond.and_then(|beyond| beyond.number()));
    }
    highs
}

/// A list from its last item to its first.
pub(super) fn reversed<T: Clone>(items: &[T]) -> Vec<T> {
    items.iter().rev().cloned().collect()
}
