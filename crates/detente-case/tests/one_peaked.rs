//! Bounds of rungs against every one-peaked row of numbers on a grid.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use detente_case::{Interval, OnePeaked, Quantity, RankedNumbers, Ranking, Unfit};
use proptest::prelude::*;

const TOP: i32 = 4;
const SCALE: Interval = Interval::units(0, TOP);

/// Every row of so many numbers on the grid.
fn rows(rungs: usize) -> Vec<Vec<i32>> {
    let mut rows = vec![Vec::new()];
    for _ in 0..rungs {
        rows = rows
            .into_iter()
            .flat_map(|row: Vec<i32>| (0..=TOP).map(move |number| [row.clone(), vec![number]].concat()))
            .collect();
    }
    rows
}

fn has_peak(row: &[i32], best: usize) -> bool {
    row[..=best].is_sorted() && row[best..].iter().rev().is_sorted()
}

fn fits(row: &[i32], said: &[Option<(i32, i32)>]) -> bool {
    row.iter().zip(said).all(|(number, said)| said.is_none_or(|(low, high)| (low..=high).contains(number)))
}

fn intervals(said: &[Option<(i32, i32)>]) -> Vec<Option<Interval>> {
    said.iter().map(|said| said.map(|(low, high)| Interval::units(low, high))).collect()
}

type Said = Vec<Option<(i32, i32)>>;

fn ladders() -> impl Strategy<Value = (Said, Vec<usize>)> {
    let interval = (0..=TOP, 0..=TOP).prop_map(|(one, other)| (one.min(other), one.max(other)));
    (2..=5_usize).prop_flat_map(move |rungs| {
        let said = proptest::collection::vec(proptest::option::of(interval.clone()), rungs);
        (said, proptest::collection::vec(0..rungs, 1..=rungs))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn bounds_are_the_hull_of_all_rows_with_one_peak((said, mut candidates) in ladders()) {
        candidates.sort_unstable();
        candidates.dedup();
        let fitting: Vec<_> = rows(said.len()).into_iter().filter(|row| fits(row, &said)).collect();
        let bests: Vec<_> =
            candidates.iter().copied().filter(|best| fitting.iter().any(|row| has_peak(row, *best))).collect();
        let of = OnePeaked::of(intervals(&said), std::slice::from_ref(&candidates));
        let Ok(of) = of else {
            prop_assert!(bests.is_empty(), "{said:?} can have its best at {bests:?}");
            return Ok(());
        };
        prop_assert_eq!(of.bests(), bests.as_slice());
        let peaked: Vec<_> = fitting.iter().filter(|row| bests.iter().any(|best| has_peak(row, *best))).collect();
        let bounds = of.bounds(SCALE);
        for rung in 0..said.len() {
            let own = || peaked.iter().map(|row| row[rung]);
            let hull = Interval::units(own().min().unwrap(), own().max().unwrap());
            prop_assert_eq!(bounds[rung], hull, "rung {} of {:?}", rung, said);
            if said[rung].is_none() {
                let limits = of.limits(rung);
                if let Some(other) = limits.no_better_than {
                    prop_assert!(peaked.iter().all(|row| row[rung] <= row[other]), "{rung} above {other}");
                }
                if let Some(other) = limits.no_worse_than {
                    let least = said[other].unwrap().0;
                    prop_assert!(peaked.iter().all(|row| row[rung] >= least), "{rung} below {other}");
                }
            }
        }
        for (central, bound) in of.central(SCALE).into_iter().zip(&bounds) {
            prop_assert!(bound.contains(central), "{central} is not in {bound}");
        }
        for (open, bound) in of.left_open(SCALE).into_iter().zip(&bounds) {
            prop_assert!(open.is_none_or(|open| bound.contains(open.low) && bound.contains(open.high)));
        }
    }

    #[test]
    fn what_shows_that_no_rung_is_best_has_no_best_by_itself((said, candidates) in ladders()) {
        let Err(rungs) = OnePeaked::of(intervals(&said), std::slice::from_ref(&candidates)) else { return Ok(()) };
        let mut alone = vec![None; said.len()];
        rungs.iter().for_each(|rung| alone[*rung] = said[*rung]);
        prop_assert!(OnePeaked::of(intervals(&alone), &[candidates]).is_err(), "{said:?}: {rungs:?}");
    }

    #[test]
    fn narrower_numbers_never_widen_bounds(
        (said, candidates) in ladders(),
        cuts in proptest::collection::vec((0..=2, 0..=2), 5),
    ) {
        let narrower: Said = said
            .iter()
            .zip(&cuts)
            .map(|(said, (up, down))| {
                said.map(|(low, high)| (low.saturating_add(*up).min(high), (high - down).max((low + up).min(high))))
            })
            .collect();
        let wide = OnePeaked::of(intervals(&said), std::slice::from_ref(&candidates));
        let narrow = OnePeaked::of(intervals(&narrower), &[candidates]);
        let (Ok(wide), Ok(narrow)) = (wide, narrow) else { return Ok(()) };
        for (wide, narrow) in wide.bounds(SCALE).into_iter().zip(narrow.bounds(SCALE)) {
            prop_assert!(wide.contains(narrow.low) && wide.contains(narrow.high), "{narrow} is not in {wide}");
        }
    }
}

/// Places of some rungs in a ranking.
type Places = Vec<Option<usize>>;

fn ranked_ladders() -> impl Strategy<Value = (Said, Vec<usize>, Places)> {
    ladders().prop_flat_map(|(said, candidates)| {
        let places = proptest::collection::vec(proptest::option::weighted(0.6, 0..4_usize), said.len());
        (Just(said), Just(candidates), places)
    })
}

fn ranking(places: &Places) -> Ranking {
    let groups: Vec<Vec<usize>> =
        (0..4).map(|place| (0..places.len()).filter(|rung| places[*rung] == Some(place)).collect()).collect();
    Ranking::of(&groups, places.len(), |_| false)
}

/// Pairs of rungs that are ranked apart, the better first.
fn pairs(places: &Places) -> Vec<(usize, usize)> {
    let rungs = || 0..places.len();
    let all = rungs().flat_map(|better| rungs().map(move |worse| (better, worse)));
    let apart = |(better, worse): &(usize, usize)| {
        places[*better].zip(places[*worse]).is_some_and(|(one, other)| one < other)
    };
    all.filter(apart).collect()
}

fn keeps(row: &[i32], places: &Places) -> bool {
    pairs(places).iter().all(|(better, worse)| row[*better] >= row[*worse])
}

/// Whether numbers that differ wherever the ranking sets rungs apart can have their peak at a rung, whatever is said of them.
fn agrees(all: &[Vec<i32>], places: &Places, best: usize) -> bool {
    let apart = |row: &&Vec<i32>| pairs(places).iter().all(|(better, worse)| row[*better] > row[*worse]);
    all.iter().filter(apart).any(|row| has_peak(row, best))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn bounds_are_the_hull_of_all_rows_with_one_peak_that_keep_the_ranking(
        (said, mut candidates, places) in ranked_ladders(),
    ) {
        candidates.sort_unstable();
        candidates.dedup();
        let all = rows(said.len());
        let fitting: Vec<_> = all.iter().filter(|row| fits(row, &said) && keeps(row, &places)).collect();
        let can = |best: &usize| agrees(&all, &places, *best) && fitting.iter().any(|row| has_peak(row, *best));
        let bests: Vec<_> = candidates.iter().copied().filter(can).collect();
        let of = OnePeaked::ranked(intervals(&said), ranking(&places), std::slice::from_ref(&candidates));
        let of = match of {
            Ok(of) => of,
            Err(unfit) => {
                prop_assert!(bests.is_empty(), "{said:?} ranked {places:?} can have its best at {bests:?}");
                let agreeing = candidates.iter().any(|best| agrees(&all, &places, *best));
                match unfit {
                    Unfit::SeveralPeaks(_) => {
                        prop_assert!(OnePeaked::of(intervals(&said), std::slice::from_ref(&candidates)).is_err());
                    }
                    Unfit::RankedAgainstShape { nearer, better, .. } => {
                        prop_assert!(!agreeing, "{places:?} agrees with {candidates:?}");
                        let named = |better: &usize| pairs(&places).contains(&(*better, nearer));
                        prop_assert!(better.iter().all(named), "{better:?} above {nearer} in {places:?}");
                    }
                    Unfit::RankedAgainstNumbers { above, below } => {
                        prop_assert!(agreeing);
                        prop_assert!(said[above].unwrap().1 < said[below].unwrap().0, "{above}, {below} of {said:?}");
                        // Some candidate with one peak puts one above the other.
                        let binds = |best: &&usize| {
                            let with_peak = |row: &&Vec<i32>| has_peak(row, **best) && keeps(row, &places);
                            all.iter().filter(with_peak).all(|row| row[above] >= row[below])
                        };
                        prop_assert!(candidates.iter().any(|best| binds(&best)), "{above} is not above {below}");
                    }
                }
                return Ok(());
            }
        };
        prop_assert_eq!(of.bests(), bests.as_slice(), "{:?} ranked {:?}", said, places);
        let peaked: Vec<_> = fitting.iter().filter(|row| bests.iter().any(|best| has_peak(row, *best))).collect();
        let bounds = of.bounds(SCALE);
        for rung in 0..said.len() {
            let own = || peaked.iter().map(|row| row[rung]);
            let hull = Interval::units(own().min().unwrap(), own().max().unwrap());
            prop_assert_eq!(bounds[rung], hull, "rung {} of {:?} ranked {:?}", rung, said, places);
        }
        for (open, bound) in of.left_open(SCALE).into_iter().zip(&bounds) {
            prop_assert!(open.is_none_or(|open| bound.contains(open.low) && bound.contains(open.high)));
        }
        let central = of.central(SCALE);
        for (central, bound) in central.iter().zip(&bounds) {
            prop_assert!(bound.contains(*central), "{central} is not in {bound}");
        }
        for (better, worse) in pairs(&places) {
            if said[better].is_some() && said[worse].is_some() {
                prop_assert!(central[better] >= central[worse], "{better} and {worse} of {central:?}");
            }
        }
    }

    #[test]
    fn without_a_shape_bounds_are_the_hull_of_all_rows_that_keep_the_ranking((said, _, places) in ranked_ladders()) {
        let all = rows(said.len());
        let fitting: Vec<_> = all.iter().filter(|row| fits(row, &said) && keeps(row, &places)).collect();
        let Ok(of) = RankedNumbers::of(intervals(&said), ranking(&places)) else {
            prop_assert!(fitting.is_empty(), "{said:?} keeps {places:?}");
            return Ok(());
        };
        for (rung, bound) in of.bounds(SCALE).into_iter().enumerate() {
            let own = || fitting.iter().map(|row| row[rung]);
            let hull = Interval::units(own().min().unwrap(), own().max().unwrap());
            prop_assert_eq!(bound, hull, "option {} of {:?} ranked {:?}", rung, said, places);
        }
    }

    #[test]
    fn what_a_ranking_alone_tells_falls_as_it_does(
        (said, candidates, places) in ranked_ladders(),
        alone in proptest::collection::vec(any::<bool>(), 5),
    ) {
        // Ranked rungs of which nothing else is said have the whole scale.
        let is_alone = |rung: usize| alone[rung] && places[rung].is_some();
        let known = |(rung, said): (usize, &Option<(i32, i32)>)| if is_alone(rung) { Some((0, TOP)) } else { *said };
        let said: Said = said.iter().enumerate().map(known).collect();
        let groups = ranking(&places).groups();
        let ranking = Ranking::of(&groups, said.len(), is_alone);
        let check = |central: &[Quantity], bounds: &[Interval]| {
            for (central, bound) in central.iter().zip(bounds) {
                prop_assert!(bound.contains(*central), "{central} is not in {bound}");
            }
            for (better, worse) in pairs(&places) {
                if said[better].is_some() && said[worse].is_some() {
                    prop_assert!(central[better] >= central[worse], "{said:?} ranked {places:?}: {central:?}");
                }
            }
            Ok(())
        };
        if let Ok(of) = RankedNumbers::of(intervals(&said), ranking.clone()) {
            check(&of.central(SCALE), &of.bounds(SCALE))?;
        }
        if let Ok(of) = OnePeaked::ranked(intervals(&said), ranking, &[candidates]) {
            check(&of.central(SCALE), &of.bounds(SCALE))?;
        }
    }
}

#[test]
fn silent_rungs_lie_evenly_between_neighbours_and_fall_beyond_the_ends() {
    let level = |low, high| Some(Interval::units(low, high));
    let central = |said: Vec<Option<Interval>>, best: usize| {
        let of = OnePeaked::of(said, &[vec![best]]).unwrap();
        of.central(Interval::units(0, 100)).iter().map(Quantity::to_string).collect::<Vec<_>>()
    };
    assert_eq!(central(vec![level(80, 100), None, None, level(0, 60)], 0), ["90", "70", "50", "30"]);
    assert_eq!(central(vec![level(80, 100), level(20, 40), None, None], 0), ["90", "30", "20", "10"]);
    assert_eq!(central(vec![level(10, 30), None, None, None], 3), ["20", "40", "60", "80"]);
}
