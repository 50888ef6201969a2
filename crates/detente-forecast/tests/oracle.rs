//! The formulas as they are printed, the slow way, beside what the crate computes.

#![allow(clippy::cast_precision_loss, reason = "small numbers")]

use detente_forecast::{
    Actor, Capability, Issue, Lottery, Position, Salience, compromise,
    election::{self, Rule},
    exchange, nash, scores,
};
use proptest::prelude::*;

type Row = (f64, f64, f64);

fn issue(rows: &[Row]) -> Issue {
    let actor = |(name, (has, at, cares)): (usize, &Row)| Actor {
        name: name.to_string(),
        capability: Capability::new(*has).expect("above 0"),
        position: Position::new(*at).expect("on the scale"),
        salience: Salience::new(*cares).expect("a share"),
    };
    Issue::new(rows.iter().enumerate().map(actor).collect()).expect("an issue")
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec(
        (0.2..4.0_f64, (0_u8..=10).prop_map(|at| f64::from(at) * 10.0), 0.1..=1.0_f64),
        2..7,
    )
}

/// The places, and `pv_ij` by its definition.
fn pairs(rows: &[Row]) -> (Vec<f64>, Vec<Vec<f64>>, Vec<Vec<f64>>) {
    let mut places: Vec<f64> = rows.iter().map(|row| row.1).collect();
    places.sort_by(f64::total_cmp);
    places.dedup();
    let strength = |i: f64, j: f64| {
        let vote = |row: &Row| {
            row.0 * row.2 * ((1.0 - (row.1 - i).abs() / 100.0) - (1.0 - (row.1 - j).abs() / 100.0))
        };
        rows.iter().map(vote).filter(|vote| *vote > 0.0).sum::<f64>()
    };
    let strengths: Vec<Vec<f64>> =
        places.iter().map(|i| places.iter().map(|j| strength(*i, *j)).collect()).collect();
    let beats = (0..places.len())
        .map(|i| {
            (0..places.len())
                .map(|j| if i == j { 0.5 } else { strengths[i][j] / (strengths[i][j] + strengths[j][i]) })
                .collect()
        })
        .collect();
    (places, strengths, beats)
}

/// What a chain of "propose, then vote" comes to, step by step from an even start.
fn chain(count: usize, proposes: impl Fn(usize, usize) -> f64, beats: &[Vec<f64>]) -> Vec<f64> {
    let mut chances = vec![1.0 / count as f64; count];
    for _ in 0..4_000 {
        let mut next = vec![0.0; count];
        for favourite in 0..count {
            for challenger in 0..count {
                let happens = chances[favourite] * proposes(challenger, favourite);
                next[challenger] += happens * beats[challenger][favourite];
                next[favourite] += happens * beats[favourite][challenger];
            }
        }
        chances = next.iter().zip(&chances).map(|(to, from)| (to + from) / 2.0).collect();
    }
    chances
}

fn chance_at(lottery: &Lottery, place: f64) -> f64 {
    lottery.points().iter().find(|(at, _)| (at - place).abs() < 1e-9).map_or(0.0, |(_, chance)| *chance)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn elections_are_those_of_the_formulas(rows in rows()) {
        let (places, strengths, beats) = pairs(&rows);
        let count = places.len();
        let issue = issue(&rows);
        let product = |i: usize| (0..count).map(|j| beats[i][j]).product::<f64>();
        let all: f64 = (0..count).map(product).sum();
        let conditional = election::outcome(&issue, Rule::Conditional);
        let uniform = election::outcome(&issue, Rule::MarkovUniform);
        let slow = chain(count, |_, _| 1.0 / count as f64, &beats);
        for (i, place) in places.iter().enumerate() {
            let found = chance_at(&conditional, *place);
            prop_assert!((found - product(i) / all).abs() < 1e-6, "conditional {place}: {found}");
            let found = chance_at(&uniform, *place);
            prop_assert!((found - slow[i]).abs() < 1e-6, "uniform {place}: {found} not {}", slow[i]);
        }
        if count > 1 {
            let pull = |i: usize, j: usize| if i == j { 0.0 } else { strengths[i][j] * beats[i][j] };
            let total = |j: usize| (0..count).map(|i| pull(i, j)).sum::<f64>();
            let incentive = election::outcome(&issue, Rule::Incentive);
            let slow = chain(count, |i, j| if total(j) > 0.0 { pull(i, j) / total(j) } else if i == j { 1.0 } else { 0.0 }, &beats);
            for (i, place) in places.iter().enumerate() {
                let found = chance_at(&incentive, *place);
                prop_assert!((found - slow[i]).abs() < 1e-4, "incentive {place}: {found} not {}", slow[i]);
            }
        }
    }

    #[test]
    fn compromises_are_those_of_the_formulas(rows in rows()) {
        let issue = issue(&rows);
        let total: f64 = rows.iter().map(|row| row.0 * row.2).sum();
        let sum: f64 = rows.iter().map(|row| row.0 * row.2 * row.1).sum();
        prop_assert!((compromise::weighted_mean(&issue) - sum / total).abs() < 1e-9);
        // No place is nearer in sum, by weight, than the median.
        let median = compromise::weighted_median(&issue);
        let far = |place: f64| rows.iter().map(|row| row.0 * row.2 * (row.1 - place).abs()).sum::<f64>();
        for place in 0..=100 {
            prop_assert!(far(median) <= far(f64::from(place)) + 1e-9);
        }
        // No place on a fine grid has a greater Nash product.
        let product = |place: f64| rows.iter().map(|row| row.0 * row.2 * f64::ln(90_000.0 - (row.1 - place).powi(2))).sum::<f64>();
        let peak = nash::outcome(&issue, 3.0);
        for place in 0..=1_000 {
            prop_assert!(product(peak) >= product(f64::from(place) / 10.0) - 1e-9);
        }
    }

    #[test]
    fn the_ranked_score_is_the_integral(points in prop::collection::vec((0_u8..=100, 0.01..1.0_f64), 1..8), outcome in 0_u8..=100) {
        let lottery = Lottery::new(points.iter().map(|(at, weight)| (f64::from(*at), *weight))).expect("a lottery");
        let total: f64 = points.iter().map(|(_, weight)| weight).sum();
        // Everything stands on whole numbers, so every stretch of one point is constant.
        let below = |place: u8| points.iter().filter(|(at, _)| *at <= place).map(|(_, weight)| weight).sum::<f64>() / total;
        let integral: f64 = (0_u8..100).map(|place| (below(place) - if place >= outcome { 1.0 } else { 0.0 }).powi(2)).sum();
        prop_assert!((lottery.crps(f64::from(outcome)) - integral).abs() < 1e-9);
        // An outcome is inside the interval that leaves out its depth, and outside of any narrower one.
        let outcome = f64::from(outcome);
        let depth = lottery.depth(outcome);
        if depth > 0.0 {
            let (low, high) = lottery.central(depth);
            prop_assert!(low <= outcome && outcome <= high);
        }
        if depth < 0.49 {
            let (low, high) = lottery.central(depth + 1e-6);
            prop_assert!(outcome < low || outcome > high);
        }
    }

    #[test]
    fn an_exchange_leaves_both_sides_the_same_gain(
        left in rows(),
        others in prop::collection::vec((0.1..=1.0_f64, 0.0..=100.0_f64), 6),
    ) {
        let right: Vec<Row> = left.iter().zip(&others).map(|(row, (cares, at))| (row.0, *at, *cares)).collect();
        let issues = [issue(&left), issue(&right)];
        let found = exchange::outcome(&issues);
        let mut at: Vec<Vec<f64>> =
            issues.iter().map(|issue| issue.actors().iter().map(|actor| actor.position.at()).collect()).collect();
        let mean = |issue: usize, at: &[f64]| {
            let actors = issues[issue].actors();
            let total: f64 = actors.iter().map(Actor::weight).sum();
            actors.iter().zip(at).map(|(actor, at)| actor.weight() * at).sum::<f64>() / total
        };
        let mut given = Vec::new();
        for one in &found.exchanges {
            let ((i, a), (j, b)) = (one.first, one.second);
            let before = [mean(0, &at[0]), mean(1, &at[1])];
            prop_assert!((at[a][i] - before[a]) * (at[a][j] - before[a]) < 0.0, "{found:?}");
            prop_assert!((at[b][i] - before[b]) * (at[b][j] - before[b]) < 0.0, "{found:?}");
            // Nobody moves beyond the other.
            prop_assert!(one.shifts[0].abs() <= (at[a][i] - at[a][j]).abs() + 1e-9);
            prop_assert!(one.shifts[1].abs() <= (at[b][i] - at[b][j]).abs() + 1e-9);
            at[a][i] += one.shifts[0];
            at[b][j] += one.shifts[1];
            let moved = [(mean(0, &at[0]) - before[0]).abs(), (mean(1, &at[1]) - before[1]).abs()];
            let cares = |actor: usize, issue: usize| issues[issue].actors()[actor].salience.share();
            let first = cares(i, b) * moved[b] - cares(i, a) * moved[a];
            let second = cares(j, a) * moved[a] - cares(j, b) * moved[b];
            prop_assert!((first - second).abs() < 1e-6 && (first - one.gain).abs() < 1e-6, "{first} {second} {one:?}");
            prop_assert!(!given.contains(&(i, a)) && !given.contains(&(j, b)));
            given.extend([(i, a), (j, b)]);
        }
        for (issue, outcome) in found.outcomes.iter().enumerate() {
            prop_assert!((outcome - mean(issue, &at[issue])).abs() < 1e-6);
        }
        prop_assert_eq!(exchange::outcome(&issues[..1]).exchanges.len(), 0);
    }
}

#[test]
fn an_exchange_by_hand() {
    // Two actors of equal capability, opposed on both issues. Each cares four times as much for another one.
    let first = issue(&[(1.0, 0.0, 0.2), (1.0, 100.0, 0.8)]);
    let second = issue(&[(1.0, 0.0, 0.8), (1.0, 100.0, 0.2)]);
    let found = exchange::outcome(&[first, second]);
    // Weights are 0.2 and 0.8: the first outcome is 80, the second 20. Actor 0 gives up 0.2 of weight on the first, which
    // moves it by 20; actor 1 does the same on the second. Each gains 0.8 · 20 − 0.2 · 20 = 12.
    assert_eq!(found.exchanges.len(), 1, "{found:?}");
    assert!((found.exchanges[0].gain - 12.0).abs() < 1e-9, "{found:?}");
    assert!((found.outcomes[0] - 100.0).abs() < 1e-9 && found.outcomes[1].abs() < 1e-9, "{found:?}");
}

#[test]
fn scores_by_hand() {
    assert!(
        (scores::brier(0.8, true) - 0.04).abs() < 1e-12 && (scores::brier(0.8, false) - 0.64).abs() < 1e-12
    );
    assert!((scores::log_score(0.5, true) - f64::ln(2.0)).abs() < 1e-12);
    assert!(scores::log_score(0.0, true).is_infinite());
    let table = scores::calibration(&[(0.1, false), (0.15, true), (1.0, true)]);
    let rows: Vec<(usize, f64, f64)> = table.iter().map(|row| (row.count, row.said, row.happened)).collect();
    assert_eq!(rows, [(2, 0.125, 0.5), (1, 1.0, 1.0)]);
    // One group alone has no spread; two that differ have, and the mean is between.
    let one = scores::clustered(&[(0, 1.0), (0, 3.0)], 1);
    assert_eq!((one.low, one.mean, one.high), (2.0, 2.0, 2.0));
    let two = scores::clustered(&[(0, 1.0), (1, 3.0)], 1);
    assert!(two.low < two.mean && two.mean < two.high);
}
