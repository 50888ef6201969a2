//! The field's own scenarios through the program: every frontier and every solution of `reference.json`, in
//! both readings, as `detente frontier SCENARIO --json` prints them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test reads files and fails"
)]

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

/// How near two utilities count as equal.
const NEAR: f64 = 1e-9;

type Utilities = Vec<f64>;

fn numbers(value: &Value) -> Utilities {
    value.as_array().unwrap().iter().filter_map(Value::as_f64).collect()
}

fn near(one: &[f64], other: &[f64]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| (one - other).abs() < NEAR)
}

fn all_near(ours: &[Utilities], theirs: &[Utilities]) -> bool {
    ours.iter().all(|one| theirs.iter().any(|other| near(one, other)))
}

fn reference(name: &str) -> (PathBuf, Value) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference/negotiation");
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    (folder, serde_json::from_str(&text).unwrap())
}

fn folder_of(folder: &Path, path: &str) -> PathBuf {
    let direct = folder.join(path);
    if direct.is_dir() { direct } else { folder.join("scenarios").join(path) }
}

/// Only the files that the reference used: some folders hold the profiles of several scenarios.
fn copied(folder: &Path, files: &Value, to: &Path) {
    for name in files.as_object().unwrap().keys() {
        std::fs::copy(folder.join(name), to.join(name)).unwrap();
    }
}

fn frontier(scenario: &Path, reading: &str) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_detente"))
        .args(["frontier", "--json", "--reading", reading])
        .arg(scenario)
        .output()
        .unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{}: {complaint}", scenario.display());
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    answer["answer"].clone()
}

fn values(packages: &Value) -> Vec<Utilities> {
    packages.as_array().unwrap().iter().map(|package| by_party(&package["values"])).collect()
}

/// Values in the order of the parties.
fn by_party(values: &Value) -> Utilities {
    numbers(&values.as_object().unwrap().values().cloned().collect::<Value>())
}

/// The packages a solution singles out, from the answer.
fn singled_out(answer: &Value, list: &str, theory: &str) -> Vec<Utilities> {
    let solved = answer[list].as_array().unwrap().iter().find(|solved| solved["theory"] == theory);
    values(&solved.unwrap_or_else(|| panic!("{theory} is not in the answer"))["packages"])
}

/// What the reference singles out, under either of its two layouts; empty where it has nothing.
fn expected_points(expected: &Value) -> Vec<Utilities> {
    match expected {
        Value::Array(points) => points.iter().map(|point| numbers(&point["utils"])).collect(),
        Value::Object(point) => point["utils"].as_array().unwrap().iter().map(numbers).collect(),
        _ => Vec::new(),
    }
}

const TEXTBOOK: [(&str, &str); 3] = [
    ("Nash", "textbook_nash"),
    ("Kalai-Smorodinsky over all packages (lexicographic)", "textbook_ks_maxmin_ratio"),
    ("egalitarian (lexicographic)", "textbook_egalitarian"),
];
const NEGMAS: [(&str, &str); 7] = [
    ("Nash, as NegMAS computes it", "nash"),
    ("Kalai, as NegMAS computes it", "kalai"),
    ("Kalai-Smorodinsky, as NegMAS computes it", "ks"),
    ("welfare, as NegMAS computes it", "max_welfare"),
    ("relative welfare, as NegMAS computes it", "max_relative_welfare"),
    ("modified Kalai, as NegMAS computes it", "modified_kalai"),
    ("modified Kalai-Smorodinsky, as NegMAS computes it", "modified_ks"),
];

/// Where the reference is not right by the definition.
const DIFFERENCES: [&str; 3] = [
    // The only package is worth exactly what no agreement is: nobody gains, and Nash's solution needs that all
    // do. The reference takes the package with the product zero.
    "scenarios/anac/y2012/FiftyFiftyA genius Nash: [], expected [[0.5, 0.5]]",
    // NegMAS keeps a package that another betters by 0.04 for one party and, but for the last digit of a sum,
    // equals for the other, and it singles that one out.
    "scenarios/other/Jobs raw modified Kalai-Smorodinsky, as NegMAS computes it: [[0.6399999999999993, 0.63]], expected []",
    // The files' weights have nine digits, so that packages differ in the tenth. As the files have them 12 are efficient,
    // which NegMAS finds too; the reference takes differences below its tolerance for none.
    "scenarios/other/auctionwars genius: 12 points, expected 9",
];

#[test]
#[ignore = "needs reference data kept beside the checkout: ../shared/reference/negotiation"]
fn frontiers_and_solutions_agree_with_the_reference() {
    let (folder, reference) = reference("reference.json");
    let scenarios = reference["scenarios"].as_array().unwrap();
    let mut wrong = Vec::new();
    for entry in scenarios {
        let path = entry["path"].as_str().unwrap();
        let copy = tempfile::tempdir().unwrap();
        copied(&folder_of(&folder, path), &entry["files"], copy.path());
        for (reading, key) in [("raw", "raw"), ("unclipped", "genius")] {
            let answer = frontier(copy.path(), reading);
            let place = format!("{path} {key}");
            compare(&place, &answer, &entry[key], &mut wrong);
        }
    }
    assert_eq!(scenarios.len(), 24, "the reference lists 24 scenarios");
    assert_eq!(wrong, DIFFERENCES, "{}", wrong.join("\n"));
}

/// Whether a point is worth more to somebody, and no less to anybody, in the list.
fn is_bettered(point: &[f64], by: &[Utilities]) -> bool {
    let no_less = |other: &Utilities| other.iter().zip(point).all(|(other, own)| *other > own - NEAR);
    let more = |other: &Utilities| other.iter().zip(point).any(|(other, own)| *other > own + NEAR);
    by.iter().any(|other| no_less(other) && more(other))
}

fn compare(place: &str, answer: &Value, expected: &Value, wrong: &mut Vec<String>) {
    let ours = values(&answer["efficient"]);
    // `pareto_utils` keeps points that others better but for the last digits of a sum.
    let theirs: Vec<_> = expected["pareto_utils"].as_array().unwrap().iter().map(numbers).collect();
    if !all_near(&ours, &theirs) {
        wrong.push(format!("{place}: a point too many"));
    }
    let matched = |point: &Utilities| {
        ours.iter().any(|own| own.iter().zip(point).all(|(own, other)| own > &(other - NEAR)))
    };
    if !theirs.iter().all(matched) {
        wrong.push(format!("{place}: a point is missing"));
    }
    if Some(ours.len() as u64) != expected["pareto_size_eps"].as_u64() {
        wrong.push(format!("{place}: {} points, expected {}", ours.len(), expected["pareto_size_eps"]));
    }
    for (list, theories) in [("solutions", &TEXTBOOK[..]), ("negmas", &NEGMAS[..])] {
        for (theory, key) in theories {
            let (own, expected) = (singled_out(answer, list, theory), expected_points(&expected[*key]));
            let expected: Vec<_> = expected.into_iter().filter(|point| !is_bettered(point, &ours)).collect();
            // Of equal least gains the reference keeps all; ours go on to the next-smallest gain.
            let agrees = own.is_empty() == expected.is_empty()
                && all_near(&own, &expected)
                && (list == "solutions" || all_near(&expected, &own));
            if !agrees {
                wrong.push(format!("{place} {theory}: {own:?}, expected {expected:?}"));
            }
        }
    }
    // NegMAS was not asked where there are more than 700 packages; its formula was.
    let opposition = (answer["opposition"].as_f64(), expected["opposition_own_formula"].as_f64());
    let agrees = match opposition {
        (Some(own), Some(other)) => (own - other).abs() < NEAR,
        (own, other) => own == other,
    };
    if !agrees {
        wrong.push(format!("{place}: opposition {opposition:?}"));
    }
}
