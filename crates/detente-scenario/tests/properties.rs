//! What holds of every scenario: reading never panics, and what is written is read again.

#![allow(clippy::disallowed_macros, clippy::disallowed_methods)]

use crate::budget;
use std::collections::BTreeMap;

use detente_scenario::{
    Additive, Aggregation, Bound, Changes, Choice, Discount, Evaluator, Function, Issue, IssueKind, Opened,
    Profile, Reading, Rectangle, Rectangles, Reservation, Scale, Scenario, Utility, Written, read_csv,
    read_genius, read_geniusweb, read_negmas, write_csv, write_genius, write_geniusweb, write_negmas,
};
use proptest::prelude::*;

const TOLERANCE: f64 = 1e-9;

/// Within 0..1 as the field's files should be, or anything.
fn number(mild: bool) -> BoxedStrategy<f64> {
    if mild {
        return (0_i32..=1000).prop_map(|n| f64::from(n) / 1000.0).boxed();
    }
    prop_oneof![
        4 => (0_i32..=1000).prop_map(|n| f64::from(n) / 1000.0),
        1 => -5.0..50.0_f64,
        1 => Just(0.0),
    ]
    .boxed()
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![4 => "[a-zA-Z0-9 ]{1,8}", 1 => "[ -~äß€\n\t]{0,6}"]
}

fn kind() -> impl Strategy<Value = IssueKind> {
    prop_oneof![
        3 => prop::collection::btree_set(text(), 1..6)
            .prop_shuffle_values(),
        1 => (-20_i64..20, 0_i64..12).prop_map(|(low, more)| IssueKind::Integer { low, high: low + more }),
        1 => (-5_i32..5, 1_i32..9)
            .prop_map(|(low, more)| IssueKind::Real { low: f64::from(low), high: f64::from(low + more) / 1.0 }),
    ]
}

/// Makes the options of an issue of a set of texts, in an order that is not that of the alphabet.
trait Shuffled {
    fn prop_shuffle_values(self) -> BoxedStrategy<IssueKind>;
}

impl<S: Strategy<Value = std::collections::BTreeSet<String>> + 'static> Shuffled for S {
    fn prop_shuffle_values(self) -> BoxedStrategy<IssueKind> {
        self.prop_map(|set| set.into_iter().collect::<Vec<_>>())
            .prop_shuffle()
            .prop_map(|values| IssueKind::Discrete { values })
            .boxed()
    }
}

#[allow(clippy::cast_precision_loss)]
fn evaluator(kind: IssueKind, scale: Scale, mild: bool) -> BoxedStrategy<Evaluator> {
    match kind {
        IssueKind::Discrete { values } => {
            prop::collection::vec(prop::option::weighted(0.95, number(mild)), values.len())
                .prop_map(|values| Evaluator::Table { values, others: Vec::new() })
                .boxed()
        }
        IssueKind::Integer { low, high } => {
            let from = if scale == Scale::Genius { low as f64 } else { 0.0 };
            let line = line(low as f64, high as f64, from, mild);
            let size = usize::try_from(high - low + 1).expect("small");
            let table = prop::collection::vec(number(mild).prop_map(Some), size);
            let table = table.prop_map(|values| Evaluator::Table { values, others: Vec::new() });
            if scale == Scale::Genius { line.boxed() } else { prop_oneof![line, table].boxed() }
        }
        IssueKind::Real { low, high } => {
            let line = line(low, high, 0.0, mild);
            let triangle = (0.0..=1.0_f64).prop_map(move |share| Evaluator::Triangular {
                low,
                high,
                top: low + share * (high - low),
            });
            prop_oneof![2 => line, 1 => triangle, 1 => number(mild).prop_map(Evaluator::Constant)].boxed()
        }
    }
}

/// A line by its values at both ends, or by any slope and offset.
fn line(low: f64, high: f64, from: f64, mild: bool) -> impl Strategy<Value = Evaluator> + Clone {
    (number(mild), number(mild), -1.0..1.0_f64).prop_map(move |(one, other, slope)| {
        if !mild || high <= low {
            let slope = if mild { 0.0 } else { slope };
            return Evaluator::Linear { slope, offset: one, from };
        }
        // A little inside, so that rounding leaves the ends within 0..1.
        let (one, other) = (one * 0.998 + 0.001, other * 0.998 + 0.001);
        let slope = (other - one) / (high - low);
        Evaluator::Linear { slope, offset: one - slope * (low - from), from }
    })
}

fn additive(issues: &[Issue], scale: Scale, mild: bool) -> impl Strategy<Value = Utility> + use<> {
    let evaluators: Vec<_> = issues.iter().map(|issue| evaluator(issue.kind.clone(), scale, mild)).collect();
    let weights = prop::collection::vec(0.01..1.0_f64, issues.len());
    (weights, evaluators, any::<bool>()).prop_map(move |(weights, evaluators, normal)| {
        let sum: f64 = if normal || mild { weights.iter().sum() } else { 1.0 };
        let weights = weights.into_iter().map(|weight| Some(if sum > 0.0 { weight / sum } else { weight }));
        Utility::Additive(Additive { scale, weights: weights.collect(), evaluators, bias: 0.0 })
    })
}

fn rectangles(issues: &[Issue]) -> impl Strategy<Value = Utility> + use<> {
    let numeric: Vec<usize> = issues
        .iter()
        .enumerate()
        .filter(|(_, issue)| !matches!(issue.kind, IssueKind::Discrete { .. }))
        .map(|(place, _)| place)
        .collect();
    let bound = (any::<prop::sample::Index>(), -20_i32..20, 0_i32..9).prop_map(move |(place, low, more)| {
        let issue = (!numeric.is_empty()).then(|| numeric[place.index(numeric.len())])?;
        Some(Bound { issue, low: f64::from(low), high: f64::from(low + more) })
    });
    let rectangle =
        (number(false), prop::option::of(number(false)), any::<bool>(), prop::collection::vec(bound, 0..3))
            .prop_map(|(utility, weight, excludes, bounds)| {
                let bounds: Vec<_> = bounds.into_iter().flatten().collect();
                Rectangle { utility, weight, excludes: excludes && !bounds.is_empty(), bounds }
            });
    let aggregation =
        prop::sample::select(vec![Aggregation::Sum, Aggregation::Minimum, Aggregation::Maximum]);
    let leaf = (number(false), aggregation, prop::collection::vec(rectangle, 0..4)).prop_map(
        |(weight, aggregation, rectangles)| Function { weight, aggregation, rectangles, nested: Vec::new() },
    );
    let function = leaf.prop_recursive(3, 8, 3, |inner| {
        (inner.clone(), prop::collection::vec(inner, 0..3)).prop_map(|(mut function, nested)| {
            function.nested.extend(nested);
            function
        })
    });
    (1.0..900.0_f64, prop::collection::vec(function, 0..3))
        .prop_map(|(maximum, functions)| Utility::Rectangles(Rectangles { maximum, functions }))
}

fn scenario(scale: Scale, mild: bool) -> impl Strategy<Value = Scenario> {
    let issues = prop::collection::vec((text(), kind(), 1_i64..3), 1..5).prop_map(|rows| {
        let mut number = 0;
        let mut issues: Vec<Issue> = Vec::new();
        for (name, kind, step) in rows {
            number += step;
            if issues.iter().all(|issue| issue.name != name) {
                issues.push(Issue { name, number, kind });
            }
        }
        issues
    });
    issues.prop_flat_map(move |issues| {
        let utility = if scale == Scale::Genius && !mild {
            prop_oneof![3 => additive(&issues, scale, mild), 1 => rectangles(&issues)].boxed()
        } else {
            additive(&issues, scale, mild).boxed()
        };
        let reservation = prop_oneof![
            u32::from(!mild) => Just(Reservation::Unsaid),
            1 => number(mild).prop_map(Reservation::Value)
        ];
        let discount = prop::option::of(number(mild).prop_map(Discount::by_share));
        let parties = prop::collection::vec((utility, reservation, discount), 1..4);
        parties.prop_map(move |parties| Scenario {
            name: "domain".to_string(),
            issues: issues.clone(),
            parties: parties
                .into_iter()
                .zip('a'..)
                .map(|((utility, reservation, discount), letter)| Profile {
                    name: format!("party-{letter}"),
                    utility,
                    reservation,
                    discount,
                    exact: None,
                })
                .collect(),
        })
    })
}

/// Some packages: each issue by its share of the way from the first option to the last.
fn package(scenario: &Scenario, shares: &[f64]) -> Vec<Choice> {
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let choice = |(issue, share): (&Issue, &f64)| match &issue.kind {
        IssueKind::Real { low, high } => Choice::Number(low + share * (high - low)),
        _ => Choice::Option((share * (issue.count().expect("countable") - 1) as f64) as usize),
    };
    scenario.issues.iter().zip(shares.iter().cycle()).map(choice).collect()
}

/// Unless losses of numbers are told, both give the same numbers for the same package.
fn same_numbers(
    before: &Scenario,
    written: &Written,
    opened: &Opened,
    shares: &[f64],
) -> Result<(), TestCaseError> {
    prop_assert!(!opened.has_errors(), "{:?}\n{:?}", opened.diagnostics, written);
    let after = opened.scenario.as_ref().expect("a scenario");
    prop_assert_eq!(before.issues.len(), after.issues.len());
    if written.losses.change_numbers() {
        return Ok(());
    }
    prop_assert_eq!(before.parties.len(), after.parties.len());
    let one = package(before, shares);
    // Names may be written otherwise: options are told by their place.
    let other: Vec<Choice> = before
        .issues
        .iter()
        .zip(&after.issues)
        .zip(&one)
        .map(|((was, is), choice)| match (choice, &is.kind) {
            (Choice::Option(_), IssueKind::Discrete { .. }) => *choice,
            (Choice::Option(_) | Choice::Number(_), _) => {
                is.choice(&was.text(*choice).expect("a text")).expect("an option")
            }
        })
        .collect();
    for party in 0..before.parties.len() {
        let (was, is) =
            (before.utility(Reading::Format, party, &one), after.utility(Reading::Format, party, &other));
        let (was, is) = (was.expect("it fits"), is.expect("it fits"));
        prop_assert!((was - is).abs() <= TOLERANCE * was.abs().max(1.0), "{} {}\n{:?}", was, is, written);
        prop_assert_eq!(before.discount(party), after.discount(party));
        let reservations =
            (before.reservation(Reading::Format, party), after.reservation(Reading::Format, party));
        match reservations {
            (Some(was), Some(is)) => prop_assert!((was - is).abs() <= TOLERANCE, "{} {}", was, is),
            (None, None) => {}
            other => prop_assert!(false, "{:?}", other),
        }
    }
    Ok(())
}

fn shares() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(0.0..=1.0_f64, 4)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: budget::cases(1000), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn genius_files_say_it_all(scenario in scenario(Scale::Genius, false)) {
        let written = write_genius(&scenario);
        prop_assert!(written.losses.is_empty(), "{:?}", written.losses);
        let opened = read_genius(&written.files);
        prop_assert!(!opened.has_errors(), "{:?}", opened.diagnostics);
        let mut read = opened.scenario.expect("a scenario");
        for party in &mut read.parties {
            // What NegMAS adds for the numbers that the issues leave out follows from them.
            if let Utility::Additive(additive) = &mut party.utility {
                additive.bias = 0.0;
            }
        }
        prop_assert_eq!(read, scenario);
    }

    #[test]
    fn genius_carries_plain_numbers(scenario in scenario(Scale::Plain, false), shares in shares()) {
        let written = write_genius(&scenario);
        same_numbers(&scenario, &written, &read_genius(&written.files), &shares)?;
    }

    #[test]
    fn formats_agree_on_numbers_within_their_scales(
        plain in scenario(Scale::Plain, true),
        genius in scenario(Scale::Genius, true),
        shares in shares(),
    ) {
        let written = write_genius(&plain);
        // Ties may fall where numbers are divided, which is told; the numbers themselves stay within their scale.
        let told = |loss: &detente_scenario::Loss| {
            let ties = ["numbers are rounded", "every tie stays a tie", "no reservation value is said", "weights sum to 1"];
            ties.iter().any(|says| loss.what.contains(says)) || loss.changes == Changes::Words
        };
        prop_assert!(written.losses.iter().all(told), "{:?}", written.losses);
        same_numbers(&plain, &written, &read_genius(&written.files), &shares)?;
        let written = write_negmas(&genius);
        prop_assert!(written.losses.iter().all(told), "{:?}", written.losses);
        same_numbers(&genius, &written, &read_negmas(&written.files), &shares)?;
        // Only GeniusWeb's own scenarios, whose numbers are as written, say no deal as a package.
        for (mut bare, says_a_package) in [(plain, true), (genius, false)] {
            // A range of numbers has steps in GeniusWeb and in a matrix.
            if bare.issues.iter().any(|issue| matches!(issue.kind, IssueKind::Real { .. })) {
                continue;
            }
            let written = write_csv(&bare);
            prop_assert!(written.losses.iter().all(told), "{:?}", written.losses);
            let (file, text) = written.files.first_key_value().expect("a file");
            same_numbers(&bare, &written, &read_csv(file, text), &shares)?;
            if !says_a_package {
                continue;
            }
            let bid: Vec<_> = package(&bare, &shares).into_iter().map(Some).collect();
            for party in &mut bare.parties {
                party.discount = None;
                party.reservation = Reservation::Package(bid.clone());
            }
            let written = write_geniusweb(&bare);
            prop_assert!(written.losses.iter().all(told), "{:?}", written.losses);
            same_numbers(&bare, &written, &read_geniusweb(&written.files), &shares)?;
        }
    }

    #[test]
    fn genius_keeps_the_order_of_packages(
        scenario in scenario(Scale::Plain, false),
        shares in prop::collection::vec(shares(), 2),
    ) {
        let written = write_genius(&scenario);
        let after = read_genius(&written.files).scenario.expect("a scenario");
        for (party, profile) in scenario.parties.iter().enumerate() {
            let told = |word: &str| {
                written.losses.iter().any(|loss| loss.about == profile.name && loss.what.contains(word))
            };
            if told("no function") {
                continue;
            }
            let difference = |scenario: &Scenario| {
                let utility = |shares: &Vec<f64>| {
                    scenario.utility(Reading::Format, party, &package(scenario, shares)).expect("it fits")
                };
                utility(&shares[0]) - utility(&shares[1])
            };
            let (was, is) = (difference(&scenario), difference(&after));
            prop_assert!(was.abs() <= TOLERANCE || was * is > 0.0, "{} {}\n{:?}", was, is, written);
        }
    }

    #[test]
    fn negmas_carries_plain_numbers(scenario in scenario(Scale::Plain, false), shares in shares()) {
        let written = write_negmas(&scenario);
        prop_assert!(!written.losses.change_numbers(), "{:?}", written.losses);
        let opened = read_negmas(&written.files);
        same_numbers(&scenario, &written, &opened, &shares)?;
        let again = write_negmas(&opened.scenario.expect("a scenario"));
        prop_assert_eq!(again.files, written.files);
    }

    #[test]
    fn negmas_carries_genius_numbers(scenario in scenario(Scale::Genius, false), shares in shares()) {
        let written = write_negmas(&scenario);
        same_numbers(&scenario, &written, &read_negmas(&written.files), &shares)?;
    }

    #[test]
    fn geniusweb_carries_what_it_can(scenario in scenario(Scale::Plain, false), shares in shares()) {
        let mut scenario = scenario;
        for party in &mut scenario.parties {
            party.discount = None;
            party.reservation = Reservation::Unsaid;
        }
        let written = write_geniusweb(&scenario);
        let opened = read_geniusweb(&written.files);
        if !scenario.issues.iter().any(|issue| matches!(issue.kind, IssueKind::Real { .. })) {
            same_numbers(&scenario, &written, &opened, &shares)?;
        }
        for party in &opened.scenario.expect("a scenario").parties {
            let Utility::Additive(additive) = &party.utility else { continue };
            let sum: f64 = additive.weights.iter().flatten().sum();
            prop_assert!((sum - 1.0).abs() <= TOLERANCE, "{}", sum);
            // The weights as written, in units of 1e-15.
            let decimals = additive.weights.iter().flatten().map(|weight| {
                let text = weight.to_string();
                let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
                format!("{whole}{part:0<15}").parse::<u64>().expect("at most 15 decimals")
            });
            prop_assert_eq!(decimals.sum::<u64>(), 1_000_000_000_000_000);
            for evaluator in &additive.evaluators {
                let Evaluator::Table { values, .. } = evaluator else { continue };
                prop_assert!(values.iter().flatten().all(|value| (-TOLERANCE..=1.0 + TOLERANCE).contains(value)));
            }
        }
    }

    #[test]
    fn a_matrix_carries_plain_numbers(scenario in scenario(Scale::Plain, false), shares in shares()) {
        let written = write_csv(&scenario);
        if !scenario.issues.iter().any(|issue| matches!(issue.kind, IssueKind::Real { .. })) {
            let (file, text) = written.files.first_key_value().expect("a file");
            same_numbers(&scenario, &written, &read_csv(file, text), &shares)?;
        }
    }

    #[test]
    fn damaged_files_are_told_of_and_never_panic(
        scenario in scenario(Scale::Genius, false),
        format in 0..4_usize,
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..9_usize, any::<char>()), 1..6),
        shares in shares(),
    ) {
        let write = [write_genius, write_geniusweb, write_negmas, write_csv][format];
        let damaged: BTreeMap<String, String> = write(&scenario)
            .files
            .into_iter()
            .map(|(file, text)| (file, damage(&text, &edits)))
            .collect();
        let opened = match format {
            0 => read_genius(&damaged),
            1 => read_geniusweb(&damaged),
            2 => read_negmas(&damaged),
            _ => damaged.first_key_value().map(|(file, text)| read_csv(file, text)).expect("a file"),
        };
        match &opened.scenario {
            Some(scenario) => survives(scenario, &shares),
            None => prop_assert!(!opened.diagnostics.is_empty()),
        }
    }

    #[test]
    fn any_text_is_survived(text in "\\PC{0,60}|[<>a-z=\"/ {}\\[\\]:,0-9\n-]{0,120}") {
        let files = BTreeMap::from([("a.xml".to_string(), text.clone())]);
        for opened in [read_genius(&files), read_geniusweb(&files), read_negmas(&files), read_csv("a", &text)] {
            if let Some(scenario) = &opened.scenario {
                survives(scenario, &[0.5]);
            }
        }
    }
}

/// Asks and writes everything.
fn survives(scenario: &Scenario, shares: &[f64]) {
    if scenario.issues.iter().any(|issue| issue.count().is_some_and(|count| count > 100_000)) {
        return;
    }
    let package = package(scenario, shares);
    for reading in [Reading::Format, Reading::Raw] {
        for party in 0..=scenario.parties.len() {
            let _ = scenario.utility(reading, party, &package);
            let _ = scenario.reservation(reading, party);
            let _ = scenario.discount(party);
        }
        let _ = scenario.additive(reading);
    }
    for write in [write_genius, write_geniusweb, write_negmas, write_csv] {
        assert!(!write(scenario).files.is_empty());
    }
}

/// Cuts, repeats and replaces pieces of a text.
fn damage(text: &str, edits: &[(prop::sample::Index, usize, char)]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for (place, kind, letter) in edits {
        if letters.is_empty() {
            break;
        }
        let at = place.index(letters.len());
        let end = (at + 7).min(letters.len());
        match kind {
            0 => letters.truncate(at),
            1 => drop(letters.drain(at..end)),
            2 => letters[at] = *letter,
            3 => letters.insert(at, *letter),
            4 => letters[at] = '-',
            5 => letters[at] = '9',
            6 => letters.splice(at..at, "1e308".chars()).for_each(drop),
            7 => {
                let piece: Vec<char> = letters[at..end].to_vec();
                letters.splice(at..at, piece).for_each(drop);
            }
            _ => letters[at] = '"',
        }
    }
    letters.into_iter().collect()
}
