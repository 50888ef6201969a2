//! The readings of Genius files, held against what was calculated elsewhere.

#![allow(clippy::disallowed_macros, clippy::disallowed_methods)]

use crate::common;

use detente_scenario::{Changes, Choice, Format, Reading, Scenario, read_genius, write_genius};
use serde_json::Value;

const TOLERANCE: f64 = 1e-9;

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(|number| number.as_f64().expect("a number")).collect()
}

fn close(ours: f64, theirs: f64) -> bool {
    (ours - theirs).abs() <= TOLERANCE
}

fn opened(path: &str) -> Option<Scenario> {
    let opened = read_genius(&common::folder(path)?);
    for diagnostic in &opened.diagnostics {
        println!("{path}: {diagnostic}");
    }
    assert!(!opened.has_errors(), "{path}");
    Some(opened.scenario.expect("a scenario"))
}

/// Every package, the last issue fastest.
fn packages(scenario: &Scenario) -> impl Iterator<Item = Vec<Choice>> {
    let sizes: Vec<u64> = scenario.issues.iter().map(|issue| issue.count().expect("countable")).collect();
    let count: u64 = sizes.iter().product();
    (0..count).map(move |mut index| {
        let mut package = vec![Choice::Option(0); sizes.len()];
        for (choice, size) in package.iter_mut().zip(&sizes).rev() {
            *choice = Choice::Option(usize::try_from(index % size).expect("small"));
            index /= size;
        }
        package
    })
}

fn compare_reading(scenario: &Scenario, reading: Reading, expected: &Value, path: &str) {
    let tables = scenario.additive(reading).expect("additive");
    // The reference's Genius mode leaves out the last step of `AdditiveUtilitySpace.getUtility`, the clip to
    // at most 1: sums of weights above 1 show there.
    let clip = |value: f64| if reading == Reading::Format { value.min(1.0) } else { value };
    let count: u64 = scenario.issues.iter().map(|issue| issue.count().expect("countable")).product();
    assert_eq!(Some(count), expected["n_outcomes"].as_u64(), "{path}");
    assert_eq!(scenario.parties.len(), expected["minmax"].as_array().expect("parties").len(), "{path}");
    for (party, table) in tables.parties.iter().enumerate() {
        let extremes = numbers(&expected["minmax"][party]);
        let (least, greatest) = table.extremes();
        assert!(close(least, clip(extremes[0])), "{path} {reading:?} {party}: {least} {extremes:?}");
        assert!(close(greatest, clip(extremes[1])), "{path} {reading:?} {party}: {greatest} {extremes:?}");
        let reserved = expected["reserved"][party].as_f64().expect("a number");
        assert!(close(scenario.reservation(reading, party).expect("said"), reserved), "{path}");
        if count <= 1_000_000 {
            let (mut lowest, mut highest) = (f64::INFINITY, f64::NEG_INFINITY);
            for package in packages(scenario) {
                let utility = scenario.utility(reading, party, &package).expect("it fits");
                lowest = lowest.min(utility);
                highest = highest.max(utility);
            }
            assert!(close(lowest, least) && close(highest, greatest), "{path} {reading:?} {party}");
        }
    }
    for sample in expected["samples"].as_array().expect("samples") {
        let texts = sample["outcome"].as_array().expect("an outcome");
        let choices = scenario.issues.iter().zip(texts).map(|(issue, text)| {
            let text = text.as_str().map_or_else(|| text.to_string(), str::to_string);
            issue.choice(&text).expect("an option")
        });
        let package: Vec<Choice> = choices.collect();
        let index = usize::try_from(sample["index"].as_u64().expect("a number")).expect("small");
        assert_eq!(packages(scenario).nth(index), Some(package.clone()), "{path}");
        for (party, expected) in numbers(&sample["utils"]).into_iter().enumerate() {
            let utility = scenario.utility(reading, party, &package).expect("it fits");
            assert!(close(utility, clip(expected)), "{path} {reading:?} {party}: {utility} {expected}");
        }
    }
}

#[test]
#[ignore = "needs reference data kept beside the checkout: ../shared/reference/negotiation"]
fn additive_scenarios_agree_in_both_readings() {
    let reference = common::json("reference.json");
    let mut compared = 0;
    for expected in reference["scenarios"].as_array().expect("scenarios") {
        let path = expected["path"].as_str().expect("a path");
        let Some(scenario) = opened(path) else {
            println!("{path} is not among the reference data: not compared");
            continue;
        };
        let order: Vec<_> = expected["party_order"].as_array().expect("parties").iter().collect();
        let names: Vec<_> = scenario.parties.iter().map(|party| party.name.clone()).collect();
        assert_eq!(
            names,
            order.iter().map(|name| name.as_str().expect("a name")).collect::<Vec<_>>(),
            "{path}"
        );
        for (issue, expected) in scenario.issues.iter().zip(expected["issues"].as_array().expect("issues")) {
            assert_eq!(Some(issue.name.as_str()), expected["name"].as_str(), "{path}");
            assert_eq!(issue.count(), expected["n"].as_u64(), "{path}");
        }
        for (party, discount) in numbers(&expected["discount"]).into_iter().enumerate() {
            assert_eq!(scenario.discount(party), Some(discount), "{path}");
        }
        for (party, reserved) in numbers(&expected["xml_reservation"]).into_iter().enumerate() {
            assert_eq!(scenario.reservation(Reading::Format, party), Some(reserved), "{path}");
        }
        compare_reading(&scenario, Reading::Raw, &expected["raw"], path);
        compare_reading(&scenario, Reading::Format, &expected["genius"], path);
        compared += 1;
    }
    println!("{compared} additive scenarios compared in both readings");
    assert!(compared > 0);
}

#[test]
#[ignore = "needs reference data kept beside the checkout: ../shared/reference/negotiation"]
fn rewards_for_ranges_agree() {
    let reference = common::json("reference_nonlinear.json");
    let mut compared = 0;
    for expected in reference["scenarios"].as_array().expect("scenarios") {
        let path = expected["path"].as_str().expect("a path");
        let Some(scenario) = opened(path) else {
            println!("{path} is not among the reference data: not compared");
            continue;
        };
        for (party, profile) in expected["profiles"].as_array().expect("profiles").iter().enumerate() {
            assert_eq!(
                scenario.reservation(Reading::Format, party),
                profile["reservation"].as_f64(),
                "{path}"
            );
            assert_eq!(scenario.discount(party), profile["discount"].as_f64(), "{path}");
            let outcomes = expected["sample_outcomes"].as_array().expect("outcomes");
            let samples = numbers(&profile["samples"]);
            assert_eq!(outcomes.len(), samples.len());
            for (outcome, sample) in outcomes.iter().zip(samples) {
                let texts = outcome.as_array().expect("an outcome").iter().map(ToString::to_string);
                let choices = scenario.issues.iter().zip(texts);
                let package: Vec<Choice> =
                    choices.map(|(issue, text)| issue.choice(&text).expect("an option")).collect();
                let utility = scenario.utility(Reading::Format, party, &package).expect("it fits");
                assert!(close(utility, sample), "{path} {party}: {utility} {sample}");
            }
            compared += 1;
        }
    }
    println!("{compared} profiles of rewards compared");
    assert!(compared > 0);
}

/// All scenarios of both references that are there.
fn scenarios() -> Vec<(String, Scenario)> {
    let references = ["reference.json", "reference_nonlinear.json"].into_iter().map(common::json);
    let paths = references.flat_map(|reference| {
        let scenarios = reference["scenarios"].as_array().expect("scenarios").clone();
        scenarios.into_iter().map(|scenario| scenario["path"].as_str().expect("a path").to_string())
    });
    let scenarios: Vec<_> = paths.filter_map(|path| Some((opened(&path)?, path))).collect();
    assert!(!scenarios.is_empty(), "none of the reference's scenarios is there");
    scenarios.into_iter().map(|(scenario, path)| (path, scenario)).collect()
}

#[test]
#[ignore = "needs reference data kept beside the checkout: ../shared/reference/negotiation"]
fn genius_files_written_again_are_the_same_scenario() {
    for (path, scenario) in scenarios() {
        let written = write_genius(&scenario);
        assert!(written.losses.is_empty(), "{path}: {:?}", written.losses);
        let again = read_genius(&written.files);
        assert!(!again.has_errors(), "{path}: {:?}", again.diagnostics);
        assert_eq!(again.scenario, Some(scenario), "{path}");
    }
}

#[test]
#[ignore = "needs reference data kept beside the checkout: ../shared/reference/negotiation"]
fn other_formats_keep_the_numbers_or_tell() {
    for (path, scenario) in scenarios() {
        for format in [Format::Negmas, Format::GeniusWeb, Format::Matrix] {
            let written = format.write(&scenario);
            let again = format.read(&written.files);
            assert!(!again.has_errors(), "{path} {format}: {:?}", again.diagnostics);
            let again = again.scenario.expect("a scenario");
            for (party, profile) in scenario.parties.iter().enumerate() {
                let told = |loss: &&detente_scenario::Loss| {
                    loss.about == profile.name && loss.changes >= Changes::Numbers
                };
                if written.losses.iter().find(told).is_some_and(|loss| !loss.what.contains("no deal")) {
                    continue;
                }
                for package in packages(&scenario).take(2000) {
                    let texts =
                        scenario.issues.iter().zip(&package).map(|(issue, choice)| issue.text(*choice));
                    let other = again.issues.iter().zip(texts).map(|(issue, text)| issue.choice(&text?));
                    let other: Vec<Choice> = other.collect::<Option<_>>().expect("the same options");
                    let (was, is) = (
                        scenario.utility(Reading::Format, party, &package).expect("it fits"),
                        again.utility(Reading::Format, party, &other).expect("it fits"),
                    );
                    assert!(close(was, is), "{path} {format} {}: {was} {is}", profile.name);
                }
            }
        }
    }
}
