//! Scenarios in exact decimals: what is efficient by fractions added up package by package, with all that ties.

#![allow(clippy::unwrap_used, clippy::cast_precision_loss, reason = "tests fail by panicking")]

use std::collections::BTreeMap;

use crate::budget;
use detente_frontier::{Limits, Solution};
use detente_number::Fraction;
use detente_outcomes::{Package, Space, Unsuitable};
use detente_scenario::{
    Additive, Evaluator, Issue, IssueKind, Profile, Reading, Reservation, Scale, Scenario, Utility,
};
use proptest::prelude::*;

const OPTIONS: usize = 3;

fn issues(count: usize) -> Vec<Issue> {
    let issue = |number| Issue {
        name: format!("matter {number}"),
        number,
        kind: IssueKind::Discrete { values: ["low", "middle", "high"].map(str::to_owned).to_vec() },
    };
    (1..).take(count).map(issue).collect()
}

fn profile(
    name: &str,
    scale: Scale,
    weights: &[f64],
    values: &[[f64; OPTIONS]],
    reservation: Reservation,
) -> Profile {
    let evaluator = |values: &[f64; OPTIONS]| Evaluator::Table {
        values: values.iter().copied().map(Some).collect(),
        others: Vec::new(),
    };
    Profile {
        name: name.to_owned(),
        utility: Utility::Additive(Additive {
            scale,
            weights: weights.iter().copied().map(Some).collect(),
            evaluators: values.iter().map(evaluator).collect(),
            bias: 0.0,
        }),
        reservation,
        discount: None,
        exact: None,
    }
}

fn scenario(parties: Vec<Profile>, count: usize) -> Scenario {
    Scenario { name: "exact".to_owned(), issues: issues(count), parties }
}

/// As programs write them: shares of a whole in sixteen digits, tenths, money.
fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        2 => (1..8_u32).prop_map(|part| f64::from(part) / 7.0),
        2 => (0..=10_u32).prop_map(|tenths| f64::from(tenths) / 10.0),
        1 => 0.0..1.0_f64,
        1 => (1..40_i32).prop_map(|thousands| f64::from(thousands) * 25_000.0),
    ]
}

fn scenarios() -> impl Strategy<Value = Scenario> {
    (1..=3_usize, 2..=3_usize, prop_oneof![Just(Scale::Plain), Just(Scale::Genius)]).prop_flat_map(
        |(count, parties, scale)| {
            let weight =
                prop_oneof![(1..9_u32).prop_map(|ninths| f64::from(ninths) / 9.0), Just(0.25), 0.01..1.0_f64];
            let party = (
                prop::collection::vec(weight, count),
                prop::collection::vec(prop::array::uniform3(number()), count),
                prop::option::weighted(0.3, (0..60_i32).prop_map(|hundredths| f64::from(hundredths) / 100.0)),
            );
            prop::collection::vec(party, parties).prop_map(move |parties| {
                let made = |(weights, values, floor): (Vec<f64>, Vec<[f64; OPTIONS]>, Option<f64>)| {
                    let reservation = floor.map_or(Reservation::Unsaid, Reservation::Value);
                    profile("party", scale, &weights, &values, reservation)
                };
                scenario(parties.into_iter().map(made).collect(), count)
            })
        },
    )
}

fn exactly(number: f64) -> Fraction {
    Fraction::of_float(number).unwrap()
}

/// By the words of the formats: weight times value, in Genius divided by the largest and capped at 1.
fn worth(profile: &Profile, package: &[u16]) -> Option<Fraction> {
    let Utility::Additive(additive) = &profile.utility else { return None };
    let mut sum = Fraction::ZERO;
    for ((weight, evaluator), &option) in additive.weights.iter().zip(&additive.evaluators).zip(package) {
        let Evaluator::Table { values, .. } = evaluator else { return None };
        let values: Vec<_> = values.iter().map(|value| exactly(value.unwrap())).collect();
        let mut value = values[usize::from(option)];
        if additive.scale == Scale::Genius {
            value = value.over(values.iter().copied().max()?)?;
        }
        sum = sum.plus(exactly((*weight)?).times(value)?)?;
    }
    Some(if additive.scale == Scale::Genius { sum.min(Fraction::ONE) } else { sum })
}

fn packages(count: usize) -> Vec<Vec<u16>> {
    (0..count).fold(vec![vec![]], |begun: Vec<Vec<u16>>, _| {
        begun
            .iter()
            .flat_map(|package| (0..3).map(move |option| [package.as_slice(), &[option]].concat()))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: 65_536, ..ProptestConfig::with_cases(budget::cases(3_000)) })]

    #[test]
    fn scenarios_have_the_frontier_of_their_decimals(scenario in scenarios()) {
        let space = Space::additive(&scenario, Reading::Format).unwrap();
        // Where 128 bits do not hold a party, the answer says so.
        let whole = packages(scenario.issues.len());
        let worths: Option<Vec<Vec<Fraction>>> = whole
            .iter()
            .map(|package| scenario.parties.iter().map(|profile| worth(profile, package)).collect())
            .collect();
        let told_as_rounded = space.scale.contains("double precision");
        prop_assume!(worths.is_some() && !told_as_rounded);
        let mut classes: BTreeMap<Vec<Fraction>, Vec<Vec<u16>>> = BTreeMap::new();
        for (worth, package) in worths.unwrap().into_iter().zip(whole) {
            let reaches = |(worth, profile): (&Fraction, &Profile)| match profile.reservation {
                Reservation::Value(floor) => *worth >= exactly(floor),
                Reservation::Unsaid | Reservation::Package(_) => true,
            };
            if worth.iter().zip(&scenario.parties).all(reaches) {
                classes.entry(worth).or_default().push(package);
            }
        }
        let beaten = |one: &Vec<Fraction>| {
            classes.keys().any(|other| other != one && other.iter().zip(one).all(|(other, one)| other >= one))
        };
        let mut efficient: Vec<Vec<Vec<u16>>> =
            classes.iter().rev().filter(|(worth, _)| !beaten(worth)).map(|(_, packages)| packages.clone()).collect();
        let frontier = space.frontier(Limits::default()).unwrap();
        let mut listed: Vec<Vec<Vec<u16>>> = frontier
            .points
            .iter()
            .map(|point| {
                let mut all = [point.alike.packages.as_slice(), std::slice::from_ref(&point.package)].concat();
                all.sort();
                all
            })
            .collect();
        // Which are efficient is asked here, and not in which order they are listed.
        listed.sort();
        efficient.sort();
        prop_assert_eq!(listed, efficient);
    }
}

#[test]
fn money_of_any_size_is_counted() {
    let buyer = profile(
        "Buyer",
        Scale::Plain,
        &[1.0],
        &[[-250_000.0, -1_200_000.5, -3e9]],
        Reservation::Value(-1.3e6),
    );
    let seller = profile(
        "Seller",
        Scale::Plain,
        &[1.0],
        &[[250_000.0, 1_200_000.5, 3e9]],
        Reservation::Value(240_000.0),
    );
    let space = Space::additive(&scenario(vec![buyer, seller], 1), Reading::Format).unwrap();
    let frontier = space.frontier(Limits::default()).unwrap();
    let values: Vec<_> = frontier.points.iter().map(|point| space.values(point)).collect();
    assert_eq!(values, [[-250_000.0, 250_000.0], [-1_200_000.5, 1_200_000.5]]);
}

#[test]
fn numbers_beyond_any_sum_are_named() {
    let odd = profile("Ana", Scale::Plain, &[1.0, 1.0], &[[0.0; 3], [1.0, 1e300, 2.0]], Reservation::Unsaid);
    let why = Space::additive(&scenario(vec![odd], 2), Reading::Format).unwrap_err();
    let Unsuitable::TooLarge { party, which } = &why else { panic!("{why}") };
    assert_eq!((party.as_str(), which.as_str()), ("Ana", "the value of `matter 2 = middle`"));
}

#[test]
fn whoever_counts_on_infinity_accepts_nothing() {
    let with = |reservation| {
        let own = profile("own", Scale::Plain, &[1.0], &[[0.1, 0.5, 0.9]], Reservation::Value(reservation));
        let other = profile("other", Scale::Plain, &[1.0], &[[0.9, 0.5, 0.2]], Reservation::Unsaid);
        Space::additive(&scenario(vec![own, other], 1), Reading::Format)
    };
    let nothing = with(f64::INFINITY).unwrap();
    assert_eq!(nothing.frontier(Limits::default()).unwrap().points, []);
    assert_eq!(nothing.floors(), [Some(f64::INFINITY), None]);
    assert_eq!(nothing.without_floors().frontier(Limits::default()).unwrap().points.len(), 3);
    let all = with(f64::NEG_INFINITY).unwrap();
    assert_eq!(all.frontier(Limits::default()).unwrap().points.len(), 3);
    assert_eq!(all.floors(), [None, None]);
    assert!(matches!(with(f64::NAN), Err(Unsuitable::TooLarge { party, .. }) if party == "own"));
}

#[test]
fn a_matter_that_changes_nothing_ties() {
    let first =
        profile("first", Scale::Plain, &[0.6, 0.4], &[[80.0, 30.0, 10.0], [50.0; 3]], Reservation::Unsaid);
    let second =
        profile("second", Scale::Plain, &[0.6, 0.4], &[[80.0, 30.0, 10.0], [25.0; 3]], Reservation::Unsaid);
    let space = Space::additive(&scenario(vec![first, second], 2), Reading::Format).unwrap();
    let frontier = space.frontier(Limits::default()).unwrap();
    assert_eq!(frontier.packages(), Some(3));
    let nash = frontier.solution(&space.worth.tables, Solution::Nash);
    assert_eq!(nash.iter().map(|point| point.alike.packages.len()).collect::<Vec<_>>(), [2]);
    assert!(space.admits(&Package::from(nash[0].alike.packages[1].clone())));
}
