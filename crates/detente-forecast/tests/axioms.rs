//! What must hold of every model, whatever the numbers.

use detente_forecast::{Actor, Capability, Issue, Model, Position, Salience, learned::FITTED};
use proptest::prelude::*;

fn actor(name: usize, (has, at, cares): (f64, f64, f64)) -> Actor {
    Actor {
        name: format!("actor {name}"),
        capability: Capability::new(has).expect("above 0"),
        position: Position::new(at).expect("on the scale"),
        salience: Salience::new(cares).expect("a share"),
    }
}

fn issue(numbers: &[(f64, f64, f64)]) -> Issue {
    Issue::new(numbers.iter().enumerate().map(|(name, numbers)| actor(name, *numbers)).collect())
        .expect("an issue")
}

/// Tables of two to nine actors, on places that repeat.
fn tables() -> impl Strategy<Value = Vec<(f64, f64, f64)>> {
    let at = prop_oneof![0.0..=100.0_f64, Just(0.0), Just(50.0), Just(100.0)];
    prop::collection::vec((0.1..5.0_f64, at, 0.05..=1.0_f64), 2..10)
}

fn point(model: Model, issue: &Issue) -> f64 {
    model.predict(issue).point
}

/// Models that are the same from both ends of the scale. The authors' program of the challenge model takes the lowest of
/// several compromises, and a median the lower of two halves.
fn turns(model: Model) -> bool {
    !matches!(model, Model::Challenge | Model::WeightedMedian)
}

/// Models in which moves hang on comparisons, so that the last places of a sum can decide whether a scale turned round gives the
/// mirror image.
fn leaps(model: Model) -> bool {
    matches!(model, Model::Spatial | Model::Challenge | Model::ChallengePrinted)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_point_lies_between_the_outermost_positions(table in tables()) {
        let issue = issue(&table);
        let low = table.iter().map(|one| one.1).fold(f64::INFINITY, f64::min);
        let high = table.iter().map(|one| one.1).fold(f64::NEG_INFINITY, f64::max);
        for model in Model::ALL {
            let found = point(model, &issue);
            prop_assert!(found >= low - 1e-6 && found <= high + 1e-6, "{}: {found}", model.name());
        }
        let forecast = FITTED.forecast(&issue);
        prop_assert!(forecast.low >= 0.0 && forecast.low <= forecast.high && forecast.high <= 100.0);
        let total: f64 = forecast.lottery.points().iter().map(|(_, chance)| chance).sum();
        prop_assert!((total - 1.0).abs() < 1e-9);
    }

    #[test]
    fn names_and_the_order_of_actors_change_nothing(
        (table, order) in tables().prop_flat_map(|table| {
            let places: Vec<usize> = (0..table.len()).collect();
            (Just(table), Just(places).prop_shuffle())
        }),
    ) {
        // Actors of the other issue have other places and other names.
        let other = Issue::new(order.iter().enumerate().map(|(name, place)| actor(90 - name, table[*place])).collect())
            .expect("an issue");
        let own = issue(&table);
        for model in Model::ALL {
            let (left, right) = (model.predict(&own), model.predict(&other));
            prop_assert_eq!(left.point.to_bits(), right.point.to_bits(), "{}: {:?} {:?}", model.name(), left, right);
            prop_assert_eq!(left.lottery, right.lottery);
        }
        prop_assert_eq!(FITTED.forecast(&own), FITTED.forecast(&other));
    }

    #[test]
    fn exchanges_hang_on_neither_names_nor_the_order_of_actors_and_issues(
        (table, second, order) in (2_usize..7).prop_flat_map(|count| {
            let at = || prop_oneof![0.0..=100.0_f64, Just(0.0), Just(100.0)];
            let row = move || prop::collection::vec((0.1..5.0_f64, at(), prop_oneof![0.05..=1.0_f64, Just(0.5)]), count);
            let places: Vec<usize> = (0..count).collect();
            (row(), row(), Just(places).prop_shuffle())
        }),
    ) {
        let turned = |table: &[(f64, f64, f64)]| {
            let actors = order.iter().enumerate().map(|(name, place)| actor(90 - name, table[*place])).collect();
            Issue::new(actors).expect("an issue")
        };
        let points = |issues: &[Issue]| -> Vec<u64> {
            Model::Exchange.predict_together(issues).iter().map(|said| said.point.to_bits()).collect()
        };
        let own = points(&[issue(&table), issue(&second)]);
        let other = points(&[turned(&second), turned(&table)]);
        prop_assert_eq!(&own, &vec![other[1], other[0]]);
    }

    #[test]
    fn spatial_bargaining_keeps_the_symmetry_of_two_camps(
        camp in prop::collection::vec((0.1..5.0_f64, 0.0..=50.0_f64, 0.05..=1.0_f64), 1..5),
        middle in 0_usize..3,
    ) {
        // The same actors at both ends, and some between: the outcome is the middle, whoever is listed first.
        let mirrored = camp.iter().map(|(has, at, cares)| (*has, 100.0 - at, *cares));
        let table: Vec<(f64, f64, f64)> =
            camp.iter().copied().chain(mirrored).chain(vec![(1.0, 50.0, 0.5); middle]).collect();
        let found = point(Model::Spatial, &issue(&table));
        // Places closer than a tenth of a point are one, which one of them stands for.
        prop_assert!((found - 50.0).abs() < 0.1, "{found}");
    }

    #[test]
    fn the_unit_of_capability_changes_nothing(table in tables(), shift in 1_i32..8) {
        // Powers of two are exact: no comparison may fall otherwise.
        let unit = f64::powi(2.0, shift);
        let scaled: Vec<(f64, f64, f64)> = table.iter().map(|(has, at, cares)| (has * unit, *at, *cares)).collect();
        for model in Model::ALL.into_iter().filter(|model| !matches!(model, Model::Spatial)) {
            let (left, right) = (point(model, &issue(&table)), point(model, &issue(&scaled)));
            prop_assert!((left - right).abs() < 1e-6, "{}: {left} {right}", model.name());
        }
    }

    #[test]
    fn a_scale_read_from_its_other_end_gives_the_mirror_image(table in tables()) {
        let issue = issue(&table);
        for model in Model::ALL.into_iter().filter(|model| turns(*model) && !leaps(*model)) {
            let (left, right) = (point(model, &issue), 100.0 - point(model, &issue.mirrored()));
            prop_assert!((left - right).abs() < 1e-5, "{}: {left} {right}", model.name());
        }
        let (left, right) = (FITTED.forecast(&issue), FITTED.forecast(&issue.mirrored()));
        prop_assert!((left.low - (100.0 - right.high)).abs() < 1e-5, "{left:?} {right:?}");
        prop_assert!((left.high - (100.0 - right.low)).abs() < 1e-5, "{left:?} {right:?}");
    }

    #[test]
    fn actors_who_agree_get_what_they_want(at in 0.0..=100.0_f64, count in 2_usize..8) {
        let issue = issue(&vec![(1.0, at, 0.5); count]);
        for model in Model::ALL {
            let found = point(model, &issue);
            prop_assert!((found - at).abs() < 1e-6, "{}: {found}, not {at}", model.name());
        }
        let forecast = FITTED.forecast(&issue);
        prop_assert_eq!((forecast.low, forecast.point, forecast.high), (at, at, at));
    }
}

#[test]
fn two_even_camps_at_both_ends_are_answered() {
    // All chances are equal here, on which KTAB stops.
    let camps = issue(&[(1.0, 0.0, 0.6), (1.0, 0.0, 0.6), (1.0, 100.0, 0.6), (1.0, 100.0, 0.6)]);
    for model in Model::ALL {
        let found = point(model, &camps);
        match model {
            Model::WeightedMedian => assert!(found.abs() < 1e-9, "{found}"),
            // Each side believes that the other gives way; the model only promises a place on the scale.
            Model::Challenge | Model::ChallengePrinted => assert!((0.0..=100.0).contains(&found), "{found}"),
            Model::WeightedMean
            | Model::Mean
            | Model::Election
            | Model::ElectionConditional
            | Model::ElectionIncentive
            | Model::Spatial
            | Model::Nash
            | Model::Exchange => assert!((found - 50.0).abs() < 1e-6, "{}: {found}", model.name()),
        }
    }
    let forecast = FITTED.forecast(&camps);
    assert!((forecast.point - 50.0).abs() < 1e-6 && forecast.lottery.near(0.0, 0.0) > 0.1, "{forecast:?}");
}

#[test]
fn one_actor_alone_or_nobody_who_cares_is_no_issue() {
    assert!(Issue::new(vec![actor(0, (1.0, 10.0, 0.5))]).is_err());
    assert!(Issue::new(vec![actor(0, (1.0, 10.0, 0.0)), actor(1, (1.0, 90.0, 0.0))]).is_err());
    assert!(Salience::new(1.2).is_none() && Position::new(100.1).is_none() && Position::new(-0.1).is_none());
    assert!(Capability::new(0.0).is_none() && Capability::new(f64::NAN).is_none());
}
