//! The published cases: in `reference/`, and those that may not be copied there beside the checkout.
#![allow(dead_code, unreachable_pub, reason = "each test uses some of it")]
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test over files")]

use detente_conflict::{
    Conflict,
    model::{Choices, Course, Direction, Graph, Infeasible, Pattern},
    preference::{Condition, Preference, ranks},
};
use serde_json::Value;
use std::{fs, path::Path};

/// Models of the literature that the repository holds.
pub const HELD: [&str; 3] = ["prisoners_dilemma", "elmira_1991", "euphrates_syria_iraq_1975"];
/// Models that may not be copied into the repository.
pub const BESIDE: [&str; 3] = ["cuban_missile_crisis_1962", "garrison_diversion_unit", "milk_river"];

/// A case of the reference. Tests of those that the repository does not hold are ignored by name.
pub fn case(name: &str) -> Value {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders = ["reference/conflict", "../shared/reference/conflict"].map(|folder| root.join(folder));
    let file =
        folders.map(|folder| folder.join(format!("{name}.json"))).into_iter().find(|file| file.is_file());
    let file = file.unwrap_or_else(|| panic!("{name} is neither in reference/ nor beside the checkout"));
    let text = fs::read_to_string(file).expect("the reference can be read");
    serde_json::from_str(&text).expect("the reference is JSON")
}

pub fn texts(value: &Value) -> Vec<&str> {
    value.as_array().expect("a list").iter().filter_map(Value::as_str).collect()
}

pub fn numbers(value: &Value) -> Vec<usize> {
    value.as_array().expect("a list").iter().map(number).collect()
}

pub fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("a number")).expect("a small number")
}

/// The model of a case in option form.
pub fn choices(case: &Value) -> Choices {
    let Some(makers) = case["decision_makers"].as_array() else {
        return two_by_two();
    };
    let options = case["options"].as_array().expect("options");
    let owner = |option: usize| {
        makers.iter().position(|maker| numbers(&maker["options"]).contains(&option)).expect("an owner")
    };
    let courses = options.iter().enumerate().map(|(place, option)| Course {
        name: option["name"].as_str().expect("a name").to_owned(),
        owner: owner(place),
        direction: match option["direction"].as_str() {
            Some("fwd") => Direction::Forward,
            Some("back") => Direction::Back,
            _ => Direction::Both,
        },
    });
    let patterns = texts(&case["infeasible_patterns"]);
    let infeasible =
        patterns.iter().map(|text| Infeasible::Pattern(Pattern::read(text).expect("a pattern"))).collect();
    let names = makers.iter().map(|maker| maker["name"].as_str().expect("a name").to_owned()).collect();
    Choices::new(names, courses.collect(), infeasible).expect("a model")
}

/// Two parties with one course each.
pub fn two_by_two() -> Choices {
    let course = |owner| Course { name: String::new(), owner, direction: Direction::Both };
    Choices::new(vec!["A".into(), "B".into()], vec![course(0), course(1)], Vec::new()).expect("a model")
}

/// Ranks from a ranking of state numbers, best first, ties in lists.
pub fn ranking(value: &Value, states: usize) -> Vec<u32> {
    let classes = value.as_array().expect("a ranking").iter();
    let classes = classes.map(|class| match class {
        Value::Array(_) => numbers(class).into_iter().map(|number| number - 1).collect(),
        _ => vec![number(class) - 1],
    });
    ranks::by_ranking(&classes.collect::<Vec<_>>(), states).expect("a ranking of all states")
}

/// The conflict of a case in option form, with its rankings.
pub fn conflict(case: &Value) -> Conflict {
    let choices = choices(case);
    let states = choices.states(1000).expect("few states");
    let preferences = choices
        .parties()
        .iter()
        .map(|party| &case["preferences"][party]["ranking_best_first"])
        .map(|best_first| Preference::Ranked(ranking(best_first, states.len())))
        .collect();
    Conflict::from_choices(&choices, states, preferences).expect("a conflict")
}

/// The party's statements as conditions: each an OR of patterns.
pub fn statements(case: &Value, party: &str) -> Vec<Condition> {
    let statement = |value: &Value| match value {
        Value::Array(_) => Condition::Any(texts(value).into_iter().map(pattern_condition).collect()),
        _ => pattern_condition(value.as_str().expect("a pattern")),
    };
    case["preferences"][party]["statements_most_important_first"]
        .as_array()
        .expect("statements")
        .iter()
        .map(statement)
        .collect()
}

fn pattern_condition(text: &str) -> Condition {
    Condition::from_pattern(Pattern::read(text).expect("a pattern"))
}

/// The US-China case: 76 states, moves written out, statements on both sides.
pub fn us_china(case: &Value) -> Conflict {
    let parties = ["CN", "US"];
    let names = ["U1", "U2", "U3", "U4", "C1", "C2", "C3", "C4"];
    let states = case["states"].as_array().expect("states");
    let code = |state: &Value| {
        let bits = state["bits_U1U2U3U4C1C2C3C4"].as_str().expect("bits");
        bits.bytes().enumerate().fold(0, |code, (place, bit)| code | u64::from(bit == b'1') << place)
    };
    let codes: Vec<u64> = states.iter().map(code).collect();
    let moves = parties.map(|party| {
        let from = case["unilateral_moves"][party].as_object().expect("moves");
        let pairs = from.iter().flat_map(|(from, to)| {
            let from: usize = from.parse().expect("a number");
            numbers(to).into_iter().map(move |to| (from - 1, to - 1))
        });
        pairs.collect()
    });
    let graph = Graph::new(parties.map(String::from).to_vec(), codes.len(), moves.to_vec()).expect("a graph");
    let preferences = parties.map(|party| {
        let statements =
            case["preference_statements_most_important_first"][party].as_array().expect("statements");
        let conditions: Vec<Condition> = statements
            .iter()
            .map(|statement| {
                let literals = texts(statement).into_iter().map(|literal| {
                    let (name, value) = literal.split_once('=').expect("an equation");
                    let place = names.iter().position(|known| *known == name).expect("a known option");
                    let taken = Condition::Taken(place);
                    if value == "1" { taken } else { Condition::Not(Box::new(taken)) }
                });
                Condition::All(literals.collect())
            })
            .collect();
        Preference::Ranked(ranks::by_statements(&conditions, &codes))
    });
    Conflict::new(graph, preferences.to_vec()).expect("a conflict")
}

/// Places as the numbers that people see.
pub fn numbered(stable: &[bool]) -> Vec<usize> {
    stable.iter().enumerate().filter(|(_, stable)| **stable).map(|(place, _)| place + 1).collect()
}
