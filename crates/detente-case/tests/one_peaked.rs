//! Bounds of rungs against every one-peaked row of numbers on a grid.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use detente_case::{Interval, OnePeaked, Quantity};
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
