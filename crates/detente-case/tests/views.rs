//! What a view hides: a statement of every table, by each of the ways to hide one, with every reference to it.
//!
//! `tests/views/world.toml` has a statement of every kind that is hidden in turn. Its name, where it has one, begins
//! with `zz-` and is used wherever a name of its kind can be used: nothing of it may be left in what a view shows.
#![allow(clippy::disallowed_methods, reason = "a test over files")]

mod common;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

use detente_case::{
    AssumptionChoice, Case, CaseFiles, Diagnostic, Severity, Span, View, documented_tables, read,
};
use jiff::civil::date;

/// The kinds of statements, each as the world marks the one that is hidden, with its name: what must be gone.
const KINDS: [(&str, &str, &str); 38] = [
    ("party", "party", "zz-party"),
    ("bloc", "bloc", "zz-bloc"),
    ("person", "person", "zz-person"),
    ("institution", "institution", "zz-institution"),
    ("territory", "territory", "zz-territory"),
    ("control", "control", "ua of land"),
    ("track", "track", "zz-track"),
    ("meeting", "meeting", "zz-meeting"),
    ("event", "event", "first 2"),
    ("delegation", "delegation", "ru at first"),
    ("contact", "contact", "zz-contact"),
    ("protocol", "protocol", "zz-protocol"),
    ("issue", "issue", "zz-issue"),
    ("option", "option", "line = zz-option"),
    ("stance", "stance", "ru on line"),
    ("weights", "weights", "ru"),
    ("no-deal value", "no-deal value", "ru"),
    ("rule", "rule", "zz-rule"),
    ("lever", "lever", "zz-lever"),
    ("status of a lever", "status", "aid 2"),
    ("belief", "belief", "zz-belief"),
    ("ultimatum", "ultimatum", "zz-ultimatum"),
    ("guarantee", "guarantee", "zz-guarantee"),
    ("status of a guarantee", "status", "shield 1"),
    ("funding", "funding", "zz-funding"),
    ("status of funding", "status", "rebuilding 1"),
    ("claim", "claim", "zz-claim"),
    ("hypothesis", "hypothesis", "zz-hypothesis"),
    ("proposal", "proposal", "zz-proposal"),
    ("transmission", "transmission", "paper to ru"),
    ("ratifier", "ratifier", "zz-ratifier"),
    ("factor", "factor", "zz-factor"),
    ("scenario", "scenario", "zz-scenario"),
    ("forecast", "forecast", "zz-forecast"),
    ("course", "course", "zz-course"),
    ("infeasible", "infeasible", "6"),
    ("barred", "barred", "3"),
    ("preference", "preference", "ru"),
];

/// Where the statement that is hidden says where it comes from.
fn marker(mark: &str) -> String {
    format!("cite = \"early\" # {mark}\n")
}

fn world() -> String {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/views/world.toml"));
    fs::read_to_string(path).expect("the world is there")
}

fn read_case(text: &str) -> Case {
    let reading = read(&CaseFiles::new("world.toml", text.as_bytes(), BTreeMap::new()));
    // A ranking that lacks states is read all the same.
    let is_error =
        |problem: &&Diagnostic| problem.severity == Severity::Error && problem.code != "bad-ranking";
    let errors = reading.diagnostics.iter().filter(is_error);
    assert_eq!(errors.collect::<Vec<_>>(), Vec::<&Diagnostic>::new());
    reading.case
}

/// The world in which the marked statement says so of where it comes from.
fn world_with(mark: &str, basis: &str) -> Case {
    let (text, line) = (world(), marker(mark));
    assert_eq!(text.matches(&line).count(), 1, "the world marks one statement as `{mark}`");
    read_case(&text.replace(&line, &format!("{basis}\n")))
}

/// The statements of a case by kind and place.
fn statements(case: &Case) -> BTreeSet<(String, Span)> {
    case.statements().iter().map(|one| (one.kind.to_owned(), one.origin.span)).collect()
}

/// Where the marked statement stands: the last of this kind and name.
fn place(case: &Case, kind: &str, name: &str) -> Span {
    let statements = case.statements();
    let found = statements.iter().rev().find(|one| one.kind == kind && one.name == name);
    found.unwrap_or_else(|| panic!("the world has no {kind} `{name}`")).origin.span
}

/// A view that sees everything in the world.
fn open() -> View {
    View { compartments: BTreeSet::from(["closed".to_owned()]), ..View::default() }
}

/// Whether `name` stands anywhere in the case, in whatever field.
fn mentions(case: &Case, name: &str) -> bool {
    format!("{case:?}").contains(&format!("\"{name}\""))
}

/// One of the ways to hide a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// Its source is published later.
    TooEarly,
    /// Its compartment is closed.
    Compartment,
    /// Its source is worse than asked for.
    Grade,
    /// It is assumed, and no assumption is used.
    Assumed,
    /// The view names it as left out.
    LeftOut,
}

impl Way {
    const ALL: [Self; 5] = [Self::TooEarly, Self::Compartment, Self::Grade, Self::Assumed, Self::LeftOut];

    /// What the statement says of where it comes from.
    fn basis(self, mark: &str) -> String {
        match self {
            Self::TooEarly => "cite = \"zz-source\"".to_owned(),
            Self::Compartment => "cite = \"early\"\ncompartment = \"closed\"".to_owned(),
            Self::Grade => "cite = \"weak\"".to_owned(),
            // The owner of a lever is who can use it.
            Self::Assumed if mark == "lever" => "basis = \"assumed\"\neffects_owner = \"x\"".to_owned(),
            Self::Assumed => "basis = \"assumed\"\nowner = \"x\"".to_owned(),
            Self::LeftOut => "cite = \"early\"".to_owned(),
        }
    }

    /// The view that does not see it, and sees all else.
    fn view(self, place: Span) -> View {
        match self {
            Self::TooEarly => View { as_of: Some(date(2025, 4, 22)), ..open() },
            Self::Compartment => View::default(),
            Self::Grade => View { min_grade: "C3".parse().ok(), ..open() },
            Self::Assumed => View { assumptions: AssumptionChoice::Nothing, ..open() },
            Self::LeftOut => View { without: BTreeSet::from([place]), ..open() },
        }
    }
}

#[test]
fn the_world_has_a_statement_of_every_kind_and_a_table_of_every_name() {
    let world = world();
    for table in documented_tables().filter(|name| !matches!(*name, "basis" | "effects")) {
        let heads = [format!("[{table}]"), format!("[{table}."), format!("[[{table}]]")];
        assert!(heads.iter().any(|head| world.contains(head)), "the world has no table `{table}`");
    }
    let case = read_case(&world);
    let marked: BTreeSet<_> =
        KINDS.iter().map(|(_, kind, _)| *kind).chain(["instrument", "conflict"]).collect();
    let stated: BTreeSet<_> = case.statements().iter().map(|one| one.kind).collect();
    assert_eq!(stated, marked);
}

#[test]
fn a_statement_of_every_kind_is_hidden_in_every_way_with_all_that_refers_to_it() {
    for (mark, kind, name) in KINDS {
        for way in Way::ALL {
            let case = world_with(mark, &way.basis(mark));
            let place = place(&case, kind, name);
            let statement = (kind.to_owned(), place);
            assert!(statements(&case.seen(&open())).contains(&statement), "{mark} is seen when not {way:?}");
            let view = way.view(place);
            let seen = case.seen(&view);
            assert!(!statements(&seen).contains(&statement), "{mark} is hidden when {way:?}");
            let token = format!("zz-{mark}");
            assert!(
                !mentions(&seen, &token),
                "`{token}` is left when {mark} is {way:?}: {}",
                around(&seen, &token)
            );
            assert_eq!(seen.seen(&view), seen, "{mark} {way:?}");
        }
    }
}

/// What stands around a name in a case, to find what still refers to it.
fn around(case: &Case, name: &str) -> String {
    let text = format!("{case:?}");
    let at = text.find(name).unwrap_or(0);
    text.get(at.saturating_sub(400)..(at + 100).min(text.len())).unwrap_or_default().to_owned()
}

#[test]
fn a_source_is_hidden_before_its_day_with_every_reference_to_it() {
    let case = read_case(&world());
    let seen = case.seen(&View { as_of: Some(date(2025, 4, 22)), ..open() });
    assert!(mentions(&case.seen(&open()), "zz-source"));
    assert!(!mentions(&seen, "zz-source"), "{}", around(&seen, "zz-source"));
}

#[test]
fn a_conflict_that_is_not_seen_leaves_nothing() {
    for way in Way::ALL {
        let case = world_with("conflict", &way.basis("conflict"));
        let place = place(&case, "conflict", "conflict");
        assert!(case.seen(&open()).conflict.origin.is_some());
        let seen = case.seen(&way.view(place));
        assert!(seen.conflict.origin.is_none(), "{way:?}");
        // A part with a basis of its own stands by itself. None is outside the compartment of the whole.
        let whole = matches!(way, Way::LeftOut | Way::Compartment);
        assert_eq!(seen.conflict.is_stated(), !whole, "{way:?}");
    }
}

/// The tables whose numbers may be assumed though the rest is cited, each with a number that stands nowhere else.
const NUMBERS: [(&str, &str); 4] = [
    ("lever", "cost = { ua = 87 }\nmoves_no_deal = { ua = 87 }\nmoves_deal = { ua = 87 }"),
    ("belief", "moves_no_deal = { ua = 87 }\nmoves_deal = { ua = 87 }"),
    ("ultimatum", "credibility = 0.87"),
    ("guarantee", "obligation = 0.87\ncredibility = 0.87\nworth = 87\ncost = { ua = 87 }"),
];

#[test]
fn numbers_are_hidden_by_themselves() {
    for (mark, numbers) in NUMBERS {
        let basis =
            format!("cite = \"early\"\neffects_basis = \"assumed\"\neffects_owner = \"x\"\n{numbers}");
        let case = world_with(mark, &basis);
        let seen = |assumptions| case.seen(&View { assumptions, ..open() });
        let has_numbers = |case: &Case| format!("{case:?}").contains("Quantity(87");
        assert!(has_numbers(&seen(AssumptionChoice::Standing)), "{mark}");
        let without = seen(AssumptionChoice::Nothing);
        assert!(!has_numbers(&without), "{mark}");
        assert!(mentions(&without, &format!("zz-{mark}")), "{mark}");
    }
}
