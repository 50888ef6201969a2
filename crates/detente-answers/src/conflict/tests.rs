//! Counts by arrays against every state by the definitions, and what each party expects against its own game.

use std::collections::BTreeMap;

use detente_agreement::Plan;
use detente_case::{CaseFiles, View};
use detente_conflict::{
    Conflict as Game,
    formats::{File, Maker},
    kernels::Method,
    model::{Choices, Course, Direction, Infeasible, Pattern},
    preference::{Condition, Preference, ranks},
    stability::{Concept, stable_states},
};
use proptest::prelude::*;
use serde_json::Value;

use super::{
    Conflict,
    behaviour::Further,
    concepts::ByConcept,
    derivation::Verdicts,
    derived::Choice,
    hypergame, inverse,
    model::Origin,
    parts::Parts,
    path,
    rests_on::RestsOn,
    stability,
    state::{Holds, Judged},
};
use crate::question::Question;

/// Two or three parties with up to six courses, some closed in one direction, some vectors infeasible.
fn files() -> impl Strategy<Value = File> {
    let courses = prop::collection::vec((0..3_usize, 0..3_u8), 2..6);
    let patterns = || prop::collection::vec((0..64_u64, 0..64_u64), 0..3);
    let statements = prop::collection::vec(prop::collection::vec((0..64_u64, 0..64_u64), 1..5), 3);
    (courses, patterns(), statements, prop::collection::vec(patterns(), 3)).prop_map(
        |(mut courses, infeasible, statements, unseen)| {
            courses.sort_unstable();
            let within = (1_u64 << courses.len()) - 1;
            let pattern = |(speaks_of, taken): &(u64, u64)| {
                let speaks_of = if speaks_of & within == 0 { 1 } else { speaks_of & within };
                Pattern { speaks_of, taken: taken & speaks_of }
            };
            let condition = |drawn: &(u64, u64)| Condition::from_pattern(pattern(drawn));
            let courses = courses.iter().map(|&(owner, direction)| Course {
                name: "course".to_owned(),
                owner,
                direction: [Direction::Both, Direction::Forward, Direction::Back][usize::from(direction)],
            });
            // One party without courses is one too many for nobody: the model allows it.
            let names = ["A", "B", "C"].map(str::to_owned).to_vec();
            let infeasible = infeasible.iter().map(|drawn| Infeasible::Pattern(pattern(drawn))).collect();
            let choices = Choices::new(names, courses.collect(), infeasible).expect("a model");
            let makers = statements.iter().zip(&unseen).map(|(statements, unseen)| Maker {
                statements: statements.iter().map(condition).collect(),
                ranking: None,
                misperceived: unseen.iter().map(condition).collect(),
            });
            File { choices, makers: makers.collect(), by_ranking: false, coalitions: None }
        },
    )
}

fn seeing_all(file: &File) -> File {
    let makers = file.makers.iter().cloned().map(|maker| Maker { misperceived: Vec::new(), ..maker });
    File { makers: makers.collect(), ..file.clone() }
}

fn opened(file: File) -> Option<Conflict<'static>> {
    Conflict::of_gmcr("file", file, Vec::new()).ok()
}

fn asked(conflict: &Conflict) -> Value {
    let found = stability::answer(conflict, Further::default()).expect("it fits");
    serde_json::to_value(found).expect("JSON")
}

const CONCEPTS: [&str; 4] = ["nash", "gmr", "smr", "seq"];

proptest! {
    /// The way for many states says of few what the way for few says.
    #[test]
    fn counts_are_those_of_every_state(file in files()) {
        let Some(few) = opened(seeing_all(&file)) else { return Ok(()) };
        let each = asked(&few);
        let many = asked(&Conflict { states: None, ..few });
        for key in ["of", "holding", "stable"] {
            prop_assert_eq!(&each[key], &many[key]);
        }
        let holding = |value: &Value| -> Vec<Value> {
            let states = value["states"].as_array().into_iter().flatten();
            let holds = |state: &&Value| state["holds"].to_string().contains("holds\"");
            states.filter(holds).take(20).cloned().collect()
        };
        prop_assert_eq!(holding(&each), holding(&many));
    }

    /// What holds is what each party, alone in the game of the states that it sees, would stay in.
    #[test]
    fn each_plays_the_game_that_it_sees(file in files()) {
        let Some(open) = opened(file) else { return Ok(()) };
        let Ok(answer) = hypergame::answer(&open) else { return Ok(()) };
        let answer = serde_json::to_value(answer).expect("JSON");
        let Some(states) = &open.states else { return Ok(()) };
        for (key, concept) in [("nash", Concept::Nash), ("gmr", Concept::GeneralMetarational)] {
            let stays = |party: usize, state: usize| {
                let sees = |state: usize| states.sees[party][state];
                let graph = states.every_move.graph().only(|_, from, to| sees(from) && sees(to));
                let own = Game::new(graph, states.every_move.preferences().to_vec()).expect("a game");
                stable_states(&own, concept.into(), party)[state]
            };
            let holds: Vec<usize> = (0..states.codes.len())
                .filter(|&state| (0..states.sees.len()).all(|party| stays(party, state)))
                .map(|state| state + 1)
                .collect();
            prop_assert_eq!(&answer["under"][key]["holds"], &serde_json::json!(holds));
        }
    }

    /// Whatever a file says, its paths and inverses read.
    #[test]
    fn every_question_about_a_file_has_an_answer(file in files()) {
        let Some(open) = opened(file) else { return Ok(()) };
        let last = open.states.as_ref().map_or(1, |states| states.codes.len());
        let routes = path::answer(&open, Some(1), None).expect("there is a first state").page_about(open.about());
        let turned = inverse::answer(&open, Some(last)).expect("there is a last state").page_about(open.about());
        prop_assert!(!routes.blocks.is_empty() && !turned.blocks.is_empty());
        prop_assert!(path::answer(&open, Some(0), None).is_err() && inverse::answer(&open, Some(last + 1)).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// What holds for certain holds however a party ranks the states of which nobody says what it prefers, and what does not
    /// hold for certain, nor may, never does.
    #[test]
    fn what_is_open_hangs_on_what_nobody_states(mut file in files(), seeds in prop::collection::vec(any::<u64>(), 6)) {
        file.makers.iter_mut().for_each(|maker| maker.misperceived.clear());
        let parts = Parts {
            file,
            unknown: vec![0],
            barred: Vec::new(),
            refined: Vec::new(),
            alike: Vec::new(),
            not_counted: Vec::new(),
            rests_on: RestsOn::default(),
        };
        let Ok(in_doubt) = Conflict::of(Origin::File("f".to_owned()), parts) else { return Ok(()) };
        let said = asked(&in_doubt);
        let listed = in_doubt.listed("states").expect("few states");
        for seed in seeds {
            let rank = |state: usize| seed.wrapping_mul(state as u64 * 2 + 1).rotate_left(23) % 7;
            let values: Vec<i64> = listed.all().map(|state| i64::try_from(rank(state)).expect("small")).collect();
            let ranked = Preference::Ranked(ranks::by_values(&values));
            let world = listed.game().with_preference(0, ranked).expect("as many states");
            let verdicts = Verdicts::of(&world, &in_doubt.choices);
            for (at, state) in said["states"].as_array().expect("states").iter().enumerate() {
                for (key, holds) in CONCEPTS.into_iter().zip(verdicts.all(at).array()) {
                    let said = &state["holds"][key];
                    prop_assert!(holds || said != "holds", "{} {}", at, key);
                    prop_assert!(!holds || said != "no", "{} {}", at, key);
                }
            }
        }
    }
}

/// Three parties with a course each; the second says nothing of what it prefers.
const SILENT: &str = r#"
[case]
title = "A crossing"
as_of = 2024-05-01
instrument = { class = "contract", consent = ["city", "region"], basis = "assumed", owner = "t" }
[parties]
city = { name = "City", role = "principal" }
region = { name = "Region", role = "principal" }
group = { name = "Group", role = "third-party" }
[conflict]
basis = "assumed"
owner = "t"
courses.build = { name = "build", party = "city" }
courses.permit = { name = "permit", party = "region" }
courses.sue = { name = "sue", party = "group" }
[[conflict.preferences]]
party = "city"
statements = ["build", "permit", "not sue"]
[[conflict.preferences]]
party = "group"
statements = ["sue if build", "not sue", "not permit"]
"#;

/// What hangs on preferences that nobody states is open in every answer: a state then neither holds nor is left.
#[test]
fn what_is_unknown_is_open_in_every_answer() {
    let question = asked_of(SILENT);
    let conflict = Conflict::stated(&question).expect("it is stated").expect("a model");
    let further = Further { coalitions: true, ..Further::default() };
    let found = serde_json::to_value(stability::answer(&conflict, further).expect("a model")).expect("JSON");
    let open: Vec<u64> = found["states"]
        .as_array()
        .expect("states")
        .iter()
        .filter(|state| state["holds"]["nash"] == "open")
        .filter_map(|state| state["number"].as_u64())
        .collect();
    assert!(!open.is_empty(), "{found}");
    let together = found["beyond"]["together"]["states"].as_array().expect("states");
    for state in
        together.iter().filter(|state| state["number"].as_u64().is_some_and(|one| open.contains(&one)))
    {
        assert_ne!(state["holds"][0], "holds", "{state}");
        let named = [&state["departures"][0], &state["may_leave"][0]];
        assert!(named.iter().filter(|one| one.is_object()).count() == 1, "{state}");
    }
    let games = serde_json::to_value(hypergame::answer(&conflict).expect("a model")).expect("JSON");
    assert_eq!(games["under"]["nash"]["open"], serde_json::json!(open));
    assert_eq!(games["under"]["nash"]["open_in_one_game"], serde_json::json!(open));
    let state = usize::try_from(open[0]).expect("small");
    let turned = serde_json::to_value(inverse::answer(&conflict, Some(state)).expect("it")).expect("JSON");
    let city = &turned["players"][0];
    let (all, own) = (&city["orders_for_all"]["nash"], &city["orders"]["nash"]);
    assert_eq!((&all["rankings"], &all["most"]["rankings"]), (&Value::from(0), &own["rankings"]), "{city}");
    assert_eq!(turned["players"][1]["open"], true);
    let (game, nodes) = conflict.drawn().expect("few states");
    assert!(nodes[state - 1].open_under.contains(&"Nash".to_owned()));
    assert!(
        detente_conflict::formats::graphml(game, &nodes).contains("<data key=\"improves\">unknown</data>")
    );
}

/// What is said of how states were found is how they were: bit sets from twelve courses on, arrays before.
#[test]
fn the_method_named_is_the_one_that_was_used() {
    for (courses, expected) in [(12, Method::Bits), (11, Method::Arrays)] {
        let course = |place: usize| Course {
            name: place.to_string(),
            owner: place * 4 / courses,
            direction: Direction::Both,
        };
        let choices = Choices::new(
            ["A", "B", "C", "D"].map(str::to_owned).into(),
            (0..courses).map(course).collect(),
            Vec::new(),
        );
        let wants = |place| Maker {
            statements: vec![Condition::Taken(place)],
            ranking: None,
            misperceived: Vec::new(),
        };
        let file = File {
            choices: choices.expect("a model"),
            makers: (0..4).map(wants).collect(),
            by_ranking: false,
            coalitions: None,
        };
        let said = asked(&opened(file).expect("a model"));
        assert_eq!(said["of"], 1 << courses);
        assert_eq!(said["method"], stability::in_words(expected));
    }
}

/// The table that `--derive` prints, put into the case, states the conflict that was derived.
#[test]
#[allow(clippy::disallowed_methods, reason = "tests read the catalogue of cases")]
fn the_table_printed_states_the_conflict_derived() {
    let mut compared = 0;
    for name in ["london-2025", "camp-david-1978", "two-party-sale"] {
        let path = format!("{}/../../cases/{name}/case.toml", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("the catalogue has the case");
        let question = asked_of(&text);
        let derived = Conflict::derived_from(&question, &Choice::default()).expect("a model");
        let table = derived.as_table().expect("it is derived");
        if !table.losses.is_empty() {
            continue;
        }
        let question = asked_of(&format!("{text}\n{}", table.toml));
        let stated = Conflict::stated(&question).expect("it is stated").expect("a model");
        assert_eq!(by_courses(&derived), by_courses(&stated), "{name}");
        compared += 1;
    }
    assert!(compared > 1, "{compared}");
}

fn asked_of(text: &str) -> Question {
    let files = CaseFiles::new("case.toml", text.as_bytes(), BTreeMap::new());
    let whole = detente_case::read(&files).case;
    Question::about(files, whole, View::default(), None, Plan { draws: 4, seed: 1 }, "case.toml")
}

/// The states by the courses taken in them, in any order: what holds, and whether it is today's.
fn by_courses(conflict: &Conflict) -> BTreeMap<Vec<String>, (ByConcept<Holds>, bool)> {
    let listed = conflict.listed("states").expect("few states");
    let judged = Judged::of(listed);
    let one = |state: usize| {
        let courses = conflict.choices.courses().iter().enumerate();
        let taken = courses.filter(|(place, _)| listed.code(state) >> place & 1 == 1);
        let mut taken: Vec<String> = taken.map(|(_, course)| course.name.clone()).collect();
        taken.sort_unstable();
        (taken, (judged.holds(state), Some(state) == conflict.today))
    };
    listed.all().map(one).collect()
}

/// The states that hold, by the courses taken in them.
fn verdicts(conflict: &Conflict) -> BTreeMap<u64, ByConcept<Holds>> {
    let listed = conflict.listed("states").expect("few states");
    let judged = Judged::of(listed);
    listed.all().map(|state| (listed.code(state), judged.holds(state))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// A file as a case, and the case as a file again, say the same of every state.
    #[test]
    fn a_file_as_a_case_and_back_says_the_same(file in files(), ranked in any::<bool>()) {
        let mut file = seeing_all(&file);
        let Ok(codes) = file.choices.states(64) else { return Ok(()) };
        if ranked {
            for maker in &mut file.makers {
                maker.ranking = Some(ranks::ranking(&ranks::by_statements(&maker.statements, &codes)));
            }
            file.by_ranking = true;
        }
        let made = super::as_case::case_of(&file, "model", "t", "2024-01-01").expect("few states");
        let read = detente_case::read(&CaseFiles::new("case.toml", made.text.as_bytes(), BTreeMap::new()));
        let wrong: Vec<_> = read.diagnostics.iter().map(|problem| problem.message.clone()).collect();
        prop_assert!(!read.has_errors(), "{:?}\n{}", wrong, made.text);
        let question = asked_of(&made.text);
        let stated = Conflict::stated(&question).expect("it is stated").expect("a model");
        let again = detente_conflict::formats::read_gmcr(stated.as_gmcr().expect("it is known").text.as_bytes());
        let original = opened(file).expect("a model");
        prop_assert_eq!(verdicts(&original), verdicts(&stated));
        prop_assert_eq!(verdicts(&original), verdicts(&opened(again.expect("it is read")).expect("a model")));
    }
}

/// Every verdict about every state for every party under every concept has reasons that the verifier accepts; a state
/// from which nobody gains by moving has none to give.
#[test]
#[allow(clippy::disallowed_methods, reason = "tests read the published conflicts")]
fn every_verdict_of_the_published_conflicts_has_reasons() {
    let mut told = 0;
    for case in ["elmira-1991"] {
        let path = format!("{}/../../cases/{case}/case.toml", env!("CARGO_MANIFEST_DIR"));
        let question = asked_of(&std::fs::read_to_string(path).expect("the catalogue has the case"));
        told += reasons_of(&Conflict::stated(&question).expect("it is stated").expect("a model"));
    }
    assert_eq!(told, 12 * 3 * 5);
    let question = asked_of(SILENT);
    assert_eq!(reasons_of(&Conflict::stated(&question).expect("it is stated").expect("a model")), 8 * 3 * 5);
}

/// How many verdicts were explained; each says what the verdicts about all states say.
fn reasons_of(conflict: &Conflict) -> usize {
    let listed = conflict.listed("states").expect("few states");
    let mut told = 0;
    for (state, player) in listed.all().flat_map(|state| listed.players().map(move |player| (state, player)))
    {
        for concept in Concept::ALL {
            let because =
                stability::Because::of_verdict(listed, state, player, concept).expect("it is verified");
            let stable = stable_states(listed.game(), concept.into(), player)[state];
            assert_eq!(because.stays() == stability::Stays::Stays, stable, "{state} {player} {concept:?}");
            let page = because.page(conflict.about());
            assert!(page.blocks.len() > 2, "{state} {player} {concept:?}");
            told += 1;
        }
    }
    told
}

/// Strengths, pairs and states that are one, as a case writes them.
const REFINED: &str = r#"
[[conflict.preferences]]
party = "region"
pairs = [
  { better = "permit", than = "not permit" },
  { better = "permit and sue", than = "not permit and not sue", how = "unknown" },
]
"#;

/// What is said pair by pair counts, what no pair says is unknown, and the last entry about a pair counts.
#[test]
fn pairs_say_what_they_say_and_no_more() {
    use detente_conflict::preference::Relation;
    let question = asked_of(&format!("{SILENT}{REFINED}"));
    let conflict = Conflict::stated(&question).expect("it is stated").expect("a model");
    let listed = conflict.listed("states").expect("few states");
    let (permit, sue) = (0b010, 0b100);
    let compared = |one: u64, other: u64| {
        let place = |code| listed.states.place(code).expect("a state");
        listed.game().compare(1, place(one), place(other))
    };
    assert_eq!(compared(permit, 0), Relation::Better);
    assert_eq!(compared(permit | sue, 0), Relation::Unknown, "the later entry counts");
    assert_eq!(compared(permit | sue, sue), Relation::Better);
    assert_eq!(compared(permit, permit | sue), Relation::Unknown, "no entry speaks of it");
}

/// Strong answers are told from weak ones, and states that are one have one verdict and a dash where they differ.
#[test]
fn strengths_and_states_that_are_one_are_read_from_a_case() {
    let stronger = SILENT.replace(
        "statements = [\"build\", \"permit\", \"not sue\"]",
        "statements = [\"build\", \"permit\", \"not sue\"]\nmuch = 1",
    );
    let joined = stronger.replace("[conflict]\n", "[conflict]\nalike = [\"build and permit\"]\n");
    let question = asked_of(&joined);
    let conflict = Conflict::stated(&question).expect("it is stated").expect("a model");
    let listed = conflict.listed("states").expect("few states");
    assert_eq!(listed.all().len(), 7);
    let one = listed.states.place(0b111).expect("it became one");
    assert_eq!((listed.states.place(0b011), listed.name(one).courses.as_str()), (Some(one), "YY-"));
    let city = &listed.game().preferences()[0];
    assert!(city.has_strengths());
    let place = |code| listed.states.place(code).expect("a state");
    assert_eq!(city.of(place(0b001), place(0b000)), detente_conflict::preference::Relation::MuchBetter);
    assert_eq!(city.of(place(0b010), place(0b000)), detente_conflict::preference::Relation::Better);
    let said =
        serde_json::to_value(stability::answer(&conflict, Further::default()).expect("it")).expect("JSON");
    assert!(said["strong"].is_object(), "{said}");
}
