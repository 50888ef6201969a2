//! What representatives guarantee, against every package of random small tables.

#![allow(
    clippy::unwrap_used,
    unreachable_pub,
    dead_code,
    reason = "tests fail by panicking; worlds are shared"
)]

use crate::budget;
use crate::small_worlds;

use detente_frontier::{Limits, Representatives, Tables, Unsolved, Wanted};
use proptest::prelude::*;
use small_worlds::{World, to_float, worlds};

/// By the definition: how far what is farthest from all shown packages is from the nearest of them.
fn farthest(world: &World, shown: &Representatives) -> f64 {
    let distance = |worth: &Vec<i128>| {
        let from =
            |point: &Vec<i128>| worth.iter().zip(point).map(|(worth, point)| worth - point).max().unwrap();
        shown.points.iter().map(|point| from(&point.utilities)).min().unwrap()
    };
    let most = world.admitted().iter().map(distance).max().unwrap();
    to_float(most.max(0)) / to_float(world.parts_of_a_point)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(budget::cases(1_500)))]

    #[test]
    fn everything_is_as_near_as_proven_and_something_is_that_far(
        world in worlds(1..=5, 1..=4),
        most in 1..=6_usize,
    ) {
        let tables = world.tables();
        let admitted = world.admitted();
        match tables.representatives(Wanted { most, within: 0.0 }, Limits::default()) {
            Err(unsolved) => {
                prop_assert_eq!(unsolved, Unsolved::NoneAdmitted);
                prop_assert!(admitted.is_empty());
            }
            Ok(shown) => {
                prop_assert!(!shown.cut && shown.efficient);
                prop_assert!((1..=most).contains(&shown.points.len()));
                let efficient = world.efficient();
                for point in &shown.points {
                    prop_assert_eq!(&world.worth(&point.package), &point.utilities);
                    prop_assert!(efficient.contains(&point.utilities));
                }
                let farthest = farthest(&world, &shown);
                prop_assert!((shown.within - farthest).abs() <= 1e-8 * farthest.max(1.0), "{} for {farthest}", shown.within);
                if let Some(factor) = shown.factor {
                    let from = tables.disagreement();
                    for worth in &admitted {
                        let covers = |point: &[i128]| (0..from.len()).all(|party| {
                            let gain = |worth: i128| to_float(worth - from[party]);
                            factor * gain(point[party]) >= gain(worth[party]) - 1e-9 * factor
                        });
                        prop_assert!(shown.points.iter().any(|point| covers(&point.utilities)));
                    }
                }
            }
        }
    }

    #[test]
    fn all_of_them_are_the_frontier(world in worlds(1..=4, 1..=4)) {
        let every = Wanted { most: usize::MAX, within: 0.0 };
        let Ok(shown) = world.tables().representatives(every, Limits::default()) else {
            prop_assert!(world.admitted().is_empty());
            return Ok(());
        };
        let mut utilities: Vec<_> = shown.points.into_iter().map(|point| point.utilities).collect();
        utilities.sort();
        utilities.reverse();
        prop_assert_eq!(utilities, world.efficient());
        prop_assert!(shown.within == 0.0);
    }

    #[test]
    fn what_limits_cut_is_still_true(world in worlds(2..=5, 3..=5), nodes in 1..60_u64) {
        let limits = Limits { steps: nodes * 2_500, ..Limits::default() };
        if let Ok(shown) = world.tables().representatives(Wanted { most: 10, within: 0.0 }, limits) {
            prop_assert!(farthest(&world, &shown) <= shown.within + 1e-9);
        }
    }

    #[test]
    fn no_more_are_shown_than_the_distance_asked_for_needs(world in worlds(2..=4, 3..=5), within in 0.0..20.0_f64) {
        let tables = world.tables();
        let Ok(shown) = tables.representatives(Wanted { most: usize::MAX, within }, Limits::default()) else {
            return Ok(());
        };
        prop_assert!(shown.within <= within + 1e-6 && farthest(&world, &shown) <= shown.within + 1e-9);
        let fewer = shown.points.len() - 1;
        if fewer > 0 {
            let fewer = tables.representatives(Wanted { most: fewer, within }, Limits::default()).unwrap();
            prop_assert!(fewer.within > within);
        }
    }
}

#[test]
fn four_parties_and_thirty_issues_are_covered_the_same_way_every_time() {
    let value = |party: usize, issue: usize, option: usize| {
        f64::from(u32::try_from((party * 7919 + issue * 104_729 + option * 1_299_709) % 1_009).unwrap())
            / 300.0
    };
    let issues =
        |party| (0..30).map(|issue| (0..5).map(|option| value(party, issue, option)).collect()).collect();
    let points: Vec<Vec<Vec<f64>>> = (0..4).map(issues).collect();
    let tables = Tables::from_points(&points, &[Some(40.0); 4]).unwrap();
    let ask = || tables.representatives(Wanted { most: 4, within: 0.0 }, Limits::default()).unwrap();
    let shown = ask();
    assert_eq!(shown, ask());
    assert_eq!(shown.points.len(), 4);
    assert!(shown.points.iter().all(|point| tables.admits(&point.package)));
    // Nothing can be farther from a package that reaches the floors than what is above the floors.
    let most = (0..4).map(|party| tables.points(party, tables.most(party)) - 40.0).fold(0.0, f64::max);
    assert!(shown.within > 0.0 && shown.within < most, "{} of {most}", shown.within);
}
