//! Profiles in whole parts are worth what the profiles are, on random scenarios and every package.

#![allow(clippy::cast_precision_loss, clippy::unwrap_used)]

use detente_frontier::{Alike, Point, Unfit};
use detente_outcomes::{Space, Unsuitable};
use detente_scenario::{
    Additive, Aggregation, Bound, Choice, Evaluator, Function, Issue, IssueKind, NotAdditive, Profile,
    Reading, Rectangle, Rectangles, Reservation, Scale, Scenario, Utility,
};
use proptest::prelude::*;

const ISSUES: usize = 3;
const HIGH: i64 = 4;

fn decimal() -> impl Strategy<Value = f64> {
    prop_oneof![3 => (0..100_i32).prop_map(f64::from), 1 => (-50..50_i32).prop_map(|tenths| f64::from(tenths) / 10.0)]
}

fn rectangle() -> impl Strategy<Value = Rectangle> {
    let bound = (0..ISSUES, 0..HIGH, 0..=HIGH).prop_map(|(issue, low, width)| Bound {
        issue,
        low: low as f64,
        high: (low + width) as f64,
    });
    (decimal(), prop::option::of(decimal()), any::<bool>(), prop::collection::vec(bound, 0..3))
        .prop_map(|(utility, weight, excludes, bounds)| Rectangle { utility, weight, excludes, bounds })
}

fn aggregation() -> impl Strategy<Value = Aggregation> {
    prop_oneof![3 => Just(Aggregation::Sum), 1 => Just(Aggregation::Minimum), 1 => Just(Aggregation::Maximum)]
}

fn function() -> impl Strategy<Value = Function> {
    let rectangles = || prop::collection::vec(rectangle(), 0..4);
    let leaf = (decimal(), aggregation(), rectangles()).prop_map(|(weight, aggregation, rectangles)| {
        Function { weight, aggregation, rectangles, nested: Vec::new() }
    });
    leaf.prop_recursive(2, 4, 2, move |inner| {
        (decimal(), aggregation(), rectangles(), prop::collection::vec(inner, 0..3)).prop_map(
            |(weight, aggregation, rectangles, nested)| Function { weight, aggregation, rectangles, nested },
        )
    })
}

fn rectangles() -> impl Strategy<Value = Utility> {
    (1..2000_i32, prop::collection::vec(function(), 0..3)).prop_map(|(maximum, functions)| {
        Utility::Rectangles(Rectangles { maximum: f64::from(maximum) / 4.0, functions })
    })
}

fn additive() -> impl Strategy<Value = Utility> {
    let evaluator =
        (decimal(), decimal()).prop_map(|(slope, offset)| Evaluator::Linear { slope, offset, from: 0.0 });
    let scale = prop_oneof![Just(Scale::Genius), Just(Scale::Plain)];
    (scale, prop::collection::vec(evaluator, ISSUES), decimal()).prop_map(|(scale, evaluators, bias)| {
        Utility::Additive(Additive { scale, weights: vec![Some(0.3); ISSUES], evaluators, bias })
    })
}

fn scenario() -> impl Strategy<Value = Scenario> {
    let utility = prop_oneof![4 => rectangles(), 1 => additive()];
    let profile = (utility, 0..=100_i32).prop_map(|(utility, floor)| Profile {
        name: "party".to_owned(),
        utility,
        reservation: Reservation::Value(f64::from(floor) / 100.0),
        discount: None,
        exact: None,
    });
    prop::collection::vec(profile, 1..4).prop_map(|parties| Scenario {
        name: "random".to_owned(),
        issues: (1..)
            .take(ISSUES)
            .map(|number| Issue {
                name: format!("issue {number}"),
                number,
                kind: IssueKind::Integer { low: 0, high: HIGH },
            })
            .collect(),
        parties,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn parts_are_worth_what_profiles_are(scenario in scenario(), raw in any::<bool>()) {
        let reading = if raw { Reading::Raw } else { Reading::Format };
        let packages = (0..125_u16).map(|number| [number / 25, number / 5 % 5, number % 5]);
        let space = match Space::interacting(&scenario, reading, false) {
            Ok(space) => space,
            Err(Unsuitable::NotWrittenOut(NotAdditive::Unreadable(..))) => {
                let all = [Choice::Option(0); ISSUES];
                let read = |party| scenario.utility(reading, party, &all).is_some();
                prop_assert!(!(0..scenario.parties.len()).all(read), "NegMAS evaluates every party");
                return Ok(());
            }
            // Too many of these, and the test fails.
            Err(Unsuitable::Numbers(Unfit::Number { .. })) => {
                return Err(TestCaseError::reject("larger than exact sums can be"));
            }
            Err(other) => return Err(TestCaseError::fail(other.to_string())),
        };
        for package in packages {
            let choices = package.map(|option| Choice::Option(option.into()));
            let utilities = space.worth.values.utilities(&package).unwrap();
            let own = space.values(&Point { utilities, package: package.to_vec(), alike: Alike::default() });
            for (place, own) in own.into_iter().enumerate() {
                let expected = scenario.utility(reading, place, &choices).unwrap();
                prop_assert!((own - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{own} is not {expected}");
            }
        }
        for (place, floor) in space.floors().into_iter().enumerate() {
            prop_assert!((floor.unwrap() - scenario.reservation(reading, place).unwrap()).abs() < 1e-12);
        }
    }
}
