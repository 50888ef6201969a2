//! A stated conflict: what is read of it, what a view leaves of it, and that the Elmira case orders states as the
//! literature does.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test over files that may be absent"
)]

use crate::common;

use std::{collections::BTreeMap, fs};

use detente_case::{
    Case, CaseFiles, CourseId, InfeasibleKind, PartyId, State, StateOrder, StatePreference, View, read,
};
use jiff::civil::date;

const COURSES: [&str; 5] = ["modify", "delay", "accept", "abandon", "insist"];

fn elmira() -> Case {
    let folder = common::repository().join("cases/elmira-1991");
    let digest = fs::read_to_string(folder.join("sources/literature.md")).expect("the digest is there");
    let bytes = fs::read(folder.join("case.toml")).expect("the case is there");
    let digests = BTreeMap::from([("sources/literature.md".to_owned(), digest)]);
    let reading = read(&CaseFiles::new("case.toml", &bytes, digests));
    assert!(reading.diagnostics.is_empty());
    reading.case
}

fn written(example: &str) -> Case {
    let text = common::with_prelude(example, &[]);
    let reading = common::read_twice(&common::files(text.as_bytes(), common::digest()));
    assert!(!reading.has_errors(), "{:?}", reading.diagnostics);
    reading.case
}

fn feasible(kind: &InfeasibleKind, state: &State) -> bool {
    let taken = |courses: &[CourseId]| courses.iter().filter(|course| state.contains(*course)).count();
    match kind {
        InfeasibleKind::AtMostOne(courses) => taken(courses) <= 1,
        InfeasibleKind::AtLeastOne(courses) => taken(courses) >= 1,
        InfeasibleKind::Needs { course, needs } => !state.contains(course) || taken(needs) == needs.len(),
        InfeasibleKind::Never(pattern) => {
            pattern.iter().any(|(course, taken)| state.contains(course) != *taken)
        }
    }
}

/// Every feasible state, the first course being the lowest bit.
fn states(case: &Case) -> Vec<State> {
    let state = |code: usize| -> State {
        let taken = COURSES.iter().enumerate().filter(|(place, _)| code >> place & 1 == 1);
        taken.map(|(_, course)| CourseId::new(*course)).collect()
    };
    let all = (0..32).map(state);
    all.filter(|state| case.conflict.infeasible.iter().all(|entry| feasible(&entry.kind, state))).collect()
}

/// The numbers of states from 1 up, best first, equally good ones together.
fn ranked(preference: &StatePreference, states: &[State]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<Vec<bool>, Vec<usize>> = BTreeMap::new();
    match &preference.order {
        StateOrder::Ranking(ranking) => {
            let number =
                |state: &State| states.iter().position(|other| other == state).map_or(0, |at| at + 1);
            ranking
                .iter()
                .map(|group| {
                    let mut group: Vec<_> = group.iter().map(number).collect();
                    group.sort_unstable();
                    group
                })
                .collect()
        }
        StateOrder::Pairs => Vec::new(),
        StateOrder::Statements(statements) => {
            for (place, state) in states.iter().enumerate() {
                let truths =
                    statements.iter().map(|one| one.holds(&|course: &CourseId| state.contains(course)));
                groups.entry(truths.collect()).or_default().push(place + 1);
            }
            groups.into_values().rev().collect()
        }
    }
}

#[test]
fn elmira_orders_its_twelve_states_as_the_literature_does() {
    let path = common::repository().join("reference/conflict/elmira_1991.json");
    let text = fs::read_to_string(&path).expect("the reference is there");
    let reference: serde_json::Value = serde_json::from_str(&text).expect("the reference is JSON");
    let case = elmira();
    let states = states(&case);
    let codes: Vec<Vec<bool>> = reference["states"]
        .as_array()
        .expect("states")
        .iter()
        .map(|state| state["yn"].as_str().expect("letters").chars().map(|letter| letter == 'Y').collect())
        .collect();
    let own: Vec<Vec<bool>> =
        states.iter().map(|state| COURSES.iter().map(|course| state.contains(*course)).collect()).collect();
    assert_eq!(own, codes);
    for (party, name) in [("moe", "MoE"), ("uniroyal", "Uniroyal"), ("local", "Local Government")] {
        let expected: Vec<Vec<usize>> = reference["preferences"][name]["ranking_best_first"]
            .as_array()
            .expect("a ranking")
            .iter()
            .map(|entry| {
                let number = |value: &serde_json::Value| {
                    value.as_u64().and_then(|number| usize::try_from(number).ok()).expect("a number")
                };
                let mut group = entry
                    .as_array()
                    .map_or_else(|| vec![number(entry)], |tied| tied.iter().map(number).collect());
                group.sort_unstable();
                group
            })
            .collect();
        let preference = case.preference(&PartyId::new(party)).expect("a preference");
        assert_eq!(ranked(preference, &states), expected, "{name}");
    }
}

#[test]
fn parts_take_their_basis_from_the_table_around_them() {
    let case = elmira();
    assert_eq!(case.conflict.today(), State::from([CourseId::new("delay")]));
    assert!(case.conflict.courses.values().all(|course| course.origin.citations().len() == 1));
    assert_eq!(case.conflict.parties().len(), 3);
}

const CHANGING: &str = r#"
[conflict]
basis = "assumed"
owner = "analyst"

[conflict.courses.sign]
name = "Ukraine signs"
party = "ua"

[conflict.courses.attack]
name = "Russia goes on attacking"
party = "ru"
today = true

[conflict.courses.sanction]
name = "the United States imposes sanctions"
party = "us"
since = 2025-04-20

[[conflict.infeasible]]
course = "sign"
needs = ["sanction"]

[[conflict.infeasible]]
never = "attack and not sanction and sign"

[[conflict.barred]]
party = "ru"
from = "attack and not sanction"
to = "not attack"

[[conflict.barred]]
from = "sanction"

[[conflict.preferences]]
party = "ua"
statements = ["sanction", "not attack if sanction", "sign or sanction"]
until = 2025-04-21

[[conflict.preferences]]
party = "ua"
statements = ["not attack"]
since = 2025-04-22
"#;

/// What Ukraine wants of a state, in order.
fn statements_of(case: &Case) -> Vec<String> {
    let preference = case.preference(&PartyId::new("ua")).expect("a preference is left");
    match &preference.order {
        StateOrder::Statements(statements) => statements.iter().map(ToString::to_string).collect(),
        StateOrder::Ranking(_) | StateOrder::Pairs => Vec::new(),
    }
}

#[test]
fn a_course_that_is_not_yet_known_is_never_taken() {
    let case = written(CHANGING);
    let before = case.seen(&View { as_of: Some(date(2025, 4, 19)), ..View::default() });
    assert_eq!(before.conflict.courses.len(), 2);
    let kinds: Vec<_> = before.conflict.infeasible.iter().map(|entry| entry.kind.to_string()).collect();
    assert_eq!(kinds, ["never sign", "never attack and sign"]);
    let barred: Vec<_> = before.conflict.barred.iter().map(ToString::to_string).collect();
    assert_eq!(barred, ["no move of ru from attack to not attack"]);
    let all: Vec<_> = case.conflict.barred.iter().map(ToString::to_string).collect();
    assert_eq!(all, ["no move of ru from attack and not sanction to not attack", "no move from sanction"]);
    assert_eq!(statements_of(&before), ["sign"]);
}

#[test]
fn the_later_preference_holds_from_its_first_day_on() {
    let case = written(CHANGING);
    for (day, first) in [(date(2025, 4, 21), "sanction"), (date(2025, 4, 22), "not attack")] {
        let seen = case.seen(&View { as_of: Some(day), ..View::default() });
        assert_eq!(statements_of(&seen).first().map(String::as_str), Some(first));
    }
}
