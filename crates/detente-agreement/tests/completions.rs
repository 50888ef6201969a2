//! What open texts may be worth, against every completion at every corner of the numbers.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests fail by panicking, and share an oracle of which each uses a part"
)]

use crate::oracle;

use detente_agreement::{Negotiation, Party};
use detente_case::Interval;
use oracle::cases::{Size, Tape, random};
use proptest::prelude::*;

const SMALL: Size = Size { parties: 2, issues: 3, options: 3 };

/// By issue, some of its options, never none.
fn text(negotiation: &Negotiation, tape: &mut Tape) -> Vec<Vec<usize>> {
    let of_issue = |issue: &detente_agreement::Issue| {
        let count = issue.options.len();
        let kept: Vec<_> = (0..count).filter(|_| tape.pick(2) == 1).collect();
        if kept.is_empty() { vec![tape.pick(count)] } else { kept }
    };
    negotiation.issues().iter().map(of_issue).collect()
}

fn completions(text: &[Vec<usize>]) -> Vec<Vec<usize>> {
    text.iter().fold(vec![vec![]], |packages: Vec<Vec<usize>>, options| {
        let longer = |package: &Vec<usize>| {
            let package = package.clone();
            options.iter().map(move |&option| [package.clone(), vec![option]].concat())
        };
        packages.iter().flat_map(longer).collect()
    })
}

fn ends(interval: Interval) -> [i128; 2] {
    [interval.low, interval.high].map(|end| i128::from(end.millionths()))
}

/// Every way to take an end of each interval.
fn corners(intervals: &[Interval]) -> Vec<Vec<i128>> {
    intervals.iter().fold(vec![vec![]], |corners: Vec<Vec<i128>>, &interval| {
        corners
            .iter()
            .flat_map(|corner| ends(interval).map(|end| [corner.clone(), vec![end]].concat()))
            .collect()
    })
}

/// The least and the most weighted mean of these values over all corners, rounded outwards.
fn range(weights: &[Interval], rows: &[Vec<i128>]) -> (i64, i64) {
    let mut found: Option<(i128, i128)> = None;
    for corner in corners(weights) {
        let total: i128 = corner.iter().sum();
        for row in rows.iter().filter(|_| total > 0) {
            let sum: i128 = corner.iter().zip(row).map(|(weight, value)| weight * value).sum();
            let (low, high) = (sum.div_euclid(total), -(-sum).div_euclid(total));
            found = Some(found.map_or((low, high), |(least, most)| (least.min(low), most.max(high))));
        }
    }
    let (least, most) = found.unwrap_or((0, 0));
    (i64::try_from(least).unwrap(), i64::try_from(most).unwrap())
}

fn values(party: &Party, package: &[usize]) -> Vec<Interval> {
    package.iter().zip(&party.values).map(|(&option, values)| values[option].input.interval).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn values_and_differences_are_those_of_the_completions(tape in proptest::collection::vec(any::<u16>(), 0..160), picks in proptest::collection::vec(any::<u16>(), 24)) {
        let negotiation = Negotiation::from_case(&random(&mut Tape::new(tape), SMALL));
        let mut picks = Tape::new(picks);
        let (one, other) = (text(&negotiation, &mut picks), text(&negotiation, &mut picks));
        for (place, party) in negotiation.parties().iter().enumerate() {
            let weights: Vec<_> = party.weights.iter().map(|weight| weight.interval).collect();
            let rows: Vec<_> = completions(&one).iter().flat_map(|package| corners(&values(party, package))).collect();
            let found = negotiation.possible_values(place, &one).unwrap();
            prop_assert_eq!((found.low.millionths(), found.high.millionths()), range(&weights, &rows));

            let mut rows = Vec::new();
            for before in completions(&one) {
                for after in completions(&other) {
                    // An option that both must have is one number.
                    let same = |issue: usize| one[issue].len() == 1 && one[issue] == other[issue];
                    let from = values(party, &before);
                    let to = values(party, &after);
                    let difference = |issue: usize| if same(issue) { Interval::ZERO } else { to[issue] - from[issue] };
                    rows.extend(corners(&(0..from.len()).map(difference).collect::<Vec<_>>()));
                }
            }
            let found = negotiation.possible_differences(place, &one, &other).unwrap();
            prop_assert_eq!((found.low.millionths(), found.high.millionths()), range(&weights, &rows));
        }
    }
}
