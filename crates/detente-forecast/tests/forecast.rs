//! What is learned from the past, and what a forecast over intervals says.

#![allow(clippy::cast_precision_loss, reason = "small numbers")]

use detente_forecast::{
    Actor, Capability, Issue, Model, Position, Salience,
    agreement::{self, Class},
    backtest,
    draws::{self, Input, Range, Span},
    learned::{FITTED, Learned, PROMISE, Past},
};

/// A stream of numbers from 0 to 1 that needs no library: multiples of the golden section.
fn share(number: usize) -> f64 {
    (number as f64 * 0.618_033_988_749_895).fract()
}

fn past(count: usize, noise: f64) -> Vec<Past> {
    (0..count)
        .map(|number| {
            let actors: Vec<Actor> = (0..5)
                .map(|actor| Actor {
                    name: format!("actor {actor}"),
                    capability: Capability::new(1.0).expect("above 0"),
                    position: Position::new(share(number * 7 + actor * 3) * 100.0).expect("on the scale"),
                    salience: Salience::new(0.5).expect("a share"),
                })
                .collect();
            let issue = Issue::new(actors).expect("an issue");
            let mean = Model::Election.predict(&issue).point;
            let off = (share(number * 11 + 1) - 0.5) * 2.0 * noise;
            Past {
                name: format!("issue {number}"),
                proposal: format!("proposal {}", number / 2),
                issue,
                outcome: Position::new((mean + off).clamp(0.0, 100.0)).expect("on the scale"),
            }
        })
        .collect()
}

#[test]
fn small_errors_of_the_past_give_narrow_intervals_that_hold() {
    let run = |noise| backtest::run(&past(120, noise), &[Model::WeightedMean], 1);
    let (near, far) = (run(5.0), run(40.0));
    let (near, far) = (near.learned.expect("enough"), far.learned.expect("enough"));
    assert!(near.interval.width < 15.0 && far.interval.width > 30.0, "{near:?} {far:?}");
    for judged in [&near, &far] {
        assert!((judged.interval.coverage - PROMISE).abs() < 0.08, "{judged:?}");
    }
    assert!(near.scored.crps < far.scored.crps / 3.0);
}

#[test]
fn issues_of_one_proposal_are_never_parted() {
    // Both issues of a proposal miss by the same; were they parted, one would teach the other.
    let few = past(8, 10.0);
    assert!(Learned::from(&few, 1).is_none(), "four proposals are too few to learn from");
    assert!(Learned::from(&past(10, 10.0), 1).is_some());
    assert_eq!(Learned::from(&past(40, 10.0), 3), Learned::from(&past(40, 10.0), 3));
}

fn range(name: &str, at: (f64, f64), cares: (f64, f64)) -> Range {
    let position = |at| Position::new(at).expect("on the scale");
    let salience = |share| Salience::new(share).expect("a share");
    Range {
        name: name.to_owned(),
        capability: Span::exactly(Capability::new(1.0).expect("above 0")),
        position: Span { low: position(at.0), high: position(at.1) },
        salience: Span { low: salience(cares.0), high: salience(cares.1) },
    }
}

#[test]
fn what_is_unknown_widens_the_forecast_and_is_named() {
    let known = [range("A", (10.0, 10.0), (0.5, 0.5)), range("B", (50.0, 50.0), (0.5, 0.5))];
    let open = [range("A", (10.0, 10.0), (0.4, 0.6)), range("B", (0.0, 100.0), (0.5, 0.5))];
    let (known, drawn) = (
        draws::forecast(&known, &FITTED, 1, 200).expect("an issue"),
        draws::forecast(&open, &FITTED, 1, 200).expect("an issue"),
    );
    assert!(known.movers.is_empty() && known.forecast == known.central);
    assert!(drawn.point.1 - drawn.point.0 > 10.0, "{drawn:?}");
    let named: Vec<(usize, Input)> = drawn.movers.iter().map(|mover| (mover.actor, mover.input)).collect();
    assert_eq!(named, [(1, Input::Position), (0, Input::Salience)]);
}

#[test]
fn another_actor_moves_no_draw_of_the_others() {
    let two = [range("A", (0.0, 100.0), (0.1, 1.0)), range("B", (0.0, 100.0), (0.1, 1.0))];
    let three = [two[0].clone(), range("C", (0.0, 100.0), (0.1, 1.0)), two[1].clone()];
    for number in 0..20 {
        let (left, right) =
            (draws::draw(&two, 5, number).expect("two"), draws::draw(&three, 5, number).expect("three"));
        assert_eq!(left.actors()[0], right.actors()[0]);
        assert_eq!(left.actors()[1], right.actors()[2]);
    }
}

#[test]
fn base_rates_come_with_their_intervals() {
    let rate = Class::Mediated.rate();
    assert!((rate.share() - 0.621).abs() < 0.0005);
    // Wilson 1927 for 95 of 153, by hand: 0.6209 within 0.5420 to 0.6940.
    let (low, high) = rate.interval();
    assert!((low - 0.5420).abs() < 0.0005 && (high - 0.6940).abs() < 0.0005, "{low} {high}");
    assert_eq!(agreement::wilson(0, 0), (0.0, 1.0));
    assert!((agreement::pooled(0.6, 0.2, 1.0) - 0.6).abs() < 1e-9);
    let between = agreement::pooled(0.6, 0.2, 0.5);
    assert!(between > 0.2 && between < 0.6);
}

#[test]
fn an_exchange_is_scored_over_the_issues_of_a_proposal_that_the_same_actors_decide() {
    let issue = |name: &str, at: [f64; 2], cares: [f64; 2], outcome: f64| {
        let actors = (0..2)
            .map(|place| Actor {
                name: format!("actor {place}"),
                capability: Capability::new(1.0).expect("above 0"),
                position: Position::new(at[place]).expect("on the scale"),
                salience: Salience::new(cares[place]).expect("a share"),
            })
            .collect();
        Past {
            name: name.to_owned(),
            proposal: "both".to_owned(),
            issue: Issue::new(actors).expect("an issue"),
            outcome: Position::new(outcome).expect("on the scale"),
        }
    };
    let both =
        [issue("left", [0.0, 100.0], [0.9, 0.1], 0.0), issue("right", [0.0, 100.0], [0.1, 0.9], 100.0)];
    let scored = |past: &[Past]| {
        let found = backtest::run(past, &[Model::Exchange, Model::WeightedMean], 1);
        (found.models[0].1.mae, found.models[1].1.mae)
    };
    // Each gives way where it cares little: both outcomes move to where they came out.
    let (exchange, mean) = scored(&both);
    assert!((mean - 10.0).abs() < 1e-9 && exchange < mean - 5.0, "{exchange} {mean}");
    let (alone, mean) = scored(&both[..1]);
    assert!((alone - mean).abs() < 1e-9, "with one issue there is nothing to exchange");
}
