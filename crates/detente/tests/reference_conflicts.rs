//! The published conflicts through the program, each written as a `.gmcr` file: the equilibria that the definitions
//! give, as `detente stability FILE --json` prints them. The trade dispute, whose moves are a graph of their own, is written
//! as a case that states its conflict and the moves that cannot be made.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test reads files and fails"
)]

use std::{path::Path, process::Command};

use serde_json::{Value, json};

/// Models that the repository holds, see `reference/PROVENANCE.md`.
const HELD: [&str; 4] = ["prisoners_dilemma", "chicken", "elmira_1991", "euphrates_syria_iraq_1975"];
/// Models that may not be copied into the repository.
const BESIDE: [&str; 4] =
    ["cuban_missile_crisis_1962", "syria_iraq_misperception", "garrison_diversion_unit", "milk_river"];
const CONCEPTS: [&str; 4] = ["Nash", "GMR", "SMR", "SEQ"];

fn reference(name: &str) -> Value {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders = ["reference/conflict", "../shared/reference/conflict"].map(|folder| root.join(folder));
    let file =
        folders.map(|folder| folder.join(format!("{name}.json"))).into_iter().find(|file| file.is_file());
    let text = std::fs::read_to_string(file.expect("in the repository or beside the checkout")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// `YN-` as a list of what each course must be.
fn pattern(text: &Value) -> Value {
    let letters = text.as_str().unwrap().chars().enumerate().filter(|(_, letter)| *letter != '-');
    letters.map(|(place, letter)| json!([place, letter.to_string()])).collect()
}

/// One pattern, or a list of which one must hold.
fn condition(value: &Value) -> Value {
    match value.as_array() {
        None => pattern(value),
        Some(any) => json!({ "compound": true, "members": any.iter().map(pattern).collect::<Vec<_>>() }),
    }
}

fn conditions(value: &Value) -> Vec<Value> {
    value.as_array().into_iter().flatten().map(condition).collect()
}

/// The case as GMCR+ would save it.
fn gmcr(case: &Value) -> Value {
    let by_ranking = case["preference_mode"] != "statements";
    let makers = case["decision_makers"].as_array().unwrap().iter().map(|maker| {
        let preference = &case["preferences"][maker["name"].as_str().unwrap()];
        let mut written = json!({
            "name": maker["name"],
            "options": maker["options"],
            "preferences": conditions(&preference["statements_most_important_first"]),
            "misperceptions": conditions(&preference["misperceived_patterns"]),
        });
        if by_ranking {
            written["preferenceRanking"] = preference["ranking_best_first"].clone();
        }
        written
    });
    let options = case["options"].as_array().unwrap().iter();
    json!({
        "decisionMakers": makers.collect::<Vec<_>>(),
        "options": options
            .map(|option| json!({ "name": option["name"], "permittedDirection": option["direction"] }))
            .collect::<Vec<_>>(),
        "infeasibles": case["infeasible_patterns"].as_array().unwrap().iter().map(pattern).collect::<Vec<_>>(),
        "useManualPreferenceRanking": by_ranking,
        "program": "gmcr-py",
        "version": "0.3.12",
    })
}

/// What the program prints and how it ends.
fn run(file: &Path, command: &str, more: &[&str]) -> (String, String, Option<i32>) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_detente")).arg(command).arg(file).args(more).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

fn answer(file: &Path, command: &str, more: &[&str]) -> Value {
    let (text, complaint, code) = run(file, command, &[more, &["--json"]].concat());
    assert_eq!(code, Some(0), "{}: {complaint}", file.display());
    serde_json::from_str::<Value>(&text).unwrap()["answer"].clone()
}

/// The case in a file of its own.
fn saved(folder: &Path, name: &str, case: &Value) -> std::path::PathBuf {
    let file = folder.join(format!("{name}.gmcr"));
    std::fs::write(&file, case.to_string()).unwrap();
    file
}

/// The numbers of the states for which something holds.
fn numbers(states: &Value, holds: impl Fn(&Value) -> bool) -> Value {
    states
        .as_array()
        .unwrap()
        .iter()
        .filter(|state| holds(state))
        .map(|state| state["number"].clone())
        .collect()
}

#[test]
fn equilibria_are_those_of_the_definitions() {
    equilibria_are_those_defined(&HELD);
}

#[test]
#[ignore = "needs reference data kept beside the checkout: ../shared/reference/conflict"]
fn equilibria_of_the_cases_beside_the_checkout_are_those_of_the_definitions() {
    equilibria_are_those_defined(&BESIDE);
}

fn equilibria_are_those_defined(names: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    for (name, case) in names.iter().map(|name| (name, reference(name))) {
        let found = answer(&saved(folder.path(), name, &gmcr(&case)), "stability", &[]);
        let definition = &case["definition"];
        for concept in CONCEPTS {
            let (expected, key) = (&definition["equilibria"][concept], concept.to_lowercase());
            let holding = numbers(&found["states"], |state| state["holds"][&key] == "holds");
            assert_eq!(&holding, expected, "{name} {concept}");
            assert_eq!(found["holding"][&key], expected.as_array().unwrap().len(), "{name} {concept}");
            let parties = found["rests_on"]["players"].as_array().unwrap().iter().enumerate();
            for (party, of_party) in parties.filter(|_| !definition["stable_states_per_dm"].is_null()) {
                let expected =
                    &definition["stable_states_per_dm"][concept][of_party["name"].as_str().unwrap()];
                let stable = numbers(&found["states"], |state| state["stable"][party][&key] == true);
                assert_eq!(&stable, expected, "{name} {concept} {of_party}");
            }
        }
    }
}

#[test]
fn what_withstands_coalitions_is_what_the_definitions_give() {
    what_withstands_coalitions(&["prisoners_dilemma", "elmira_1991", "euphrates_syria_iraq_1975"]);
}

#[test]
#[ignore = "needs reference data kept beside the checkout: ../shared/reference/conflict"]
fn what_withstands_coalitions_in_the_cases_beside_the_checkout() {
    what_withstands_coalitions(&BESIDE);
}

/// A state withstands coalitions if it is stable for each party and for each coalition of several.
fn what_withstands_coalitions(names: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    for (name, case) in names.iter().map(|name| (name, reference(name))) {
        let definition = &case["definition"];
        let coalitions = definition["coalition_stability"].as_object().unwrap();
        let found = answer(&saved(folder.path(), name, &gmcr(&case)), "stability", &["--coalitions"]);
        for (place, concept) in CONCEPTS.into_iter().enumerate() {
            let alone = definition["stable_states_per_dm"][concept].as_object().unwrap().values();
            let together = coalitions.values().map(|stable| &stable[format!("C{concept}")]);
            let lists: Vec<_> = alone.chain(together).map(|list| list.as_array().unwrap()).collect();
            let expected: Value = lists[0]
                .iter()
                .filter(|state| lists.iter().all(|list| list.contains(state)))
                .cloned()
                .collect();
            let withstanding =
                numbers(&found["beyond"]["together"]["states"], |state| state["departures"][place].is_null());
            assert_eq!(withstanding, expected, "{name} {concept}");
        }
    }
}

#[test]
fn a_model_written_out_is_the_model() {
    let stated = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/elmira-1991");
    written_out_it_is_the_model(&HELD, Some(stated));
}

#[test]
#[ignore = "needs reference data kept beside the checkout: ../shared/reference/conflict"]
fn a_model_beside_the_checkout_written_out_is_the_model() {
    written_out_it_is_the_model(&BESIDE, None);
}

fn written_out_it_is_the_model(names: &[&str], stated: Option<std::path::PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let files = names.iter().map(|name| saved(folder.path(), name, &gmcr(&reference(name))));
    for file in files.chain(stated) {
        let (written, complaint, code) = run(&file, "stability", &["--derive=gmcr"]);
        assert_eq!(code, Some(0), "{}: {complaint}", file.display());
        let again = folder.path().join("again.gmcr");
        std::fs::write(&again, written).unwrap();
        let [first, second] = [&file, &again].map(|file| answer(file, "stability", &[])["states"].clone());
        assert_eq!(first, second, "{}", file.display());
    }
}

#[test]
fn every_thirteenth_ordinal_game() {
    let case = reference("ordinal_2x2_576");
    let folder = tempfile::tempdir().unwrap();
    for row in case["rows"].as_array().unwrap().iter().step_by(13) {
        let maker = |(party, name): (usize, &str)| {
            let ranking = row[party].clone();
            json!({ "name": name, "options": [party], "preferences": [], "preferenceRanking": ranking })
        };
        let option = |name: &str| json!({ "name": name, "permittedDirection": "both" });
        let game = json!({
            "decisionMakers": [maker((0, "A")), maker((1, "B"))],
            "options": [option("a"), option("b")],
            "infeasibles": [],
            "useManualPreferenceRanking": true,
        });
        let found = answer(&saved(folder.path(), "game", &game), "stability", &[]);
        for place in 0..4 {
            let key = CONCEPTS[place].to_lowercase();
            let holding = numbers(&found["states"], |state| state["holds"][&key] == "holds");
            assert_eq!(holding, row[place + 2], "{row} {}", CONCEPTS[place]);
        }
    }
}

#[test]
#[ignore = "needs reference data kept beside the checkout: ../shared/reference/conflict/syria_iraq_misperception.json"]
fn misperceptions_in_one_game_are_as_in_gmcr_plus() {
    let case = reference("syria_iraq_misperception");
    let folder = tempfile::tempdir().unwrap();
    let found = answer(&saved(folder.path(), "misperceived", &gmcr(&case)), "hypergame", &[]);
    for concept in CONCEPTS {
        let outlook = &found["under"][concept.to_lowercase()];
        assert_eq!(outlook["in_one_game"], case["gmcr_plus"]["equilibria"][concept], "{concept}");
    }
    let unseen: Vec<_> =
        found["games"].as_array().unwrap().iter().map(|game| game["unseen"].clone()).collect();
    assert_eq!(unseen, [json!([2, 5]), json!([1, 4])], "YN- and NN-");
}

/// Counted by trying every ranking (reference/conflict, inverse of state 2 for Syria; the published 420 is refuted).
#[test]
fn rankings_that_keep_syria_in_state_two() {
    let case = reference("euphrates_syria_iraq_1975");
    let folder = tempfile::tempdir().unwrap();
    let found = answer(&saved(folder.path(), "euphrates", &gmcr(&case)), "inverse", &["--state", "2"]);
    let orders = &found["players"][0]["orders"];
    let counts = CONCEPTS.map(|concept| orders[concept.to_lowercase()]["rankings"].as_u64().unwrap());
    assert_eq!(counts, [240, 384, 300, 384]);
}

/// Fourteen courses, none excluding another, of which everybody likes each of its own.
fn large() -> Value {
    let liked =
        |courses: std::ops::Range<usize>| courses.map(|course| json!([[course, "Y"]])).collect::<Vec<_>>();
    let maker = |name: &str, courses: std::ops::Range<usize>| json!({ "name": name, "options": courses.clone().collect::<Vec<_>>(), "preferences": liked(courses) });
    let option = |place: usize| json!({ "name": format!("c{place}"), "permittedDirection": "both" });
    json!({
        "decisionMakers": [maker("A", 0..7), maker("B", 7..14)],
        "options": (0..14).map(option).collect::<Vec<_>>(),
        "infeasibles": [],
        "useManualPreferenceRanking": false,
        "coalitions": [[0, 1]],
        "payoffs": [],
    })
}

#[test]
fn many_states_are_counted_and_what_needs_each_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = saved(folder.path(), "large", &large());
    let found = answer(&file, "stability", &[]);
    assert_eq!(found["of"], 16_384);
    let one_each = json!({ "nash": 1, "gmr": 1, "smr": 1, "seq": 1 });
    assert_eq!(found["holding"], one_each, "each takes up all of its own");
    assert_eq!(found["states"][0]["number"], 16_384);
    assert_eq!(
        found["not_counted"],
        json!([
            "the members of the coalition A + B each move for themselves (`stability --coalitions` examines all coalitions)",
            "not read: payoffs"
        ])
    );
    let needs_each: [(&str, &[&str]); 5] = [
        ("path", &[]),
        ("inverse", &[]),
        ("hypergame", &[]),
        ("stability", &["--coalitions"]),
        ("stability", &["--foresight", "3"]),
    ];
    for (command, more) in needs_each {
        let (_, complaint, code) = run(&file, command, more);
        assert_eq!(code, Some(2), "{command}");
        assert!(complaint.split_whitespace().collect::<Vec<_>>().join(" ").contains("more than 4096 states"));
    }
}

#[test]
fn an_old_pickle_is_refused_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("old.gmcr");
    for bytes in [&b"\x80\x03}q\x00X\x03\x00\x00\x00dms"[..], b"(dp0\nS'dms'\n"] {
        std::fs::write(&file, bytes).unwrap();
        for command in ["stability", "path", "inverse", "hypergame"] {
            let (text, complaint, code) = run(&file, command, &[]);
            assert_eq!((text.as_str(), code), ("", Some(1)), "{command}");
            assert!(complaint.contains("pickle"), "{complaint}");
        }
    }
}

/// A state as a statement: every course taken or, after `not`, left.
fn in_full(courses: &[String], bits: &str) -> String {
    let each = courses.iter().zip(bits.chars());
    let each = each.map(|(course, bit)| if bit == '1' { course.clone() } else { format!("not {course}") });
    each.collect::<Vec<_>>().join(" and ")
}

/// Whether two states differ in courses of one owner only, and in some.
fn is_one_partys_choice(owners: &[String], owner: &str, from: &str, to: &str) -> bool {
    let differ = from.chars().zip(to.chars()).zip(owners).filter(|((from, to), _)| from != to);
    let owners: Vec<_> = differ.map(|(_, owner)| owner).collect();
    !owners.is_empty() && owners.iter().all(|of| *of == owner)
}

/// The trade dispute as a case: states that cannot occur, and every move of one party between two others that is no arc.
fn trade_dispute(case: &Value) -> String {
    let mut text = String::from(
        "[case]\ntitle = \"Trade\"\nquestion = \"Which states hold?\"\nas_of = 2020-01-01\n\
         instrument = { class = \"contract\", consent = [\"us\", \"cn\"], basis = \"assumed\", owner = \"test\" }\n\
         [parties]\nus = { name = \"US\", role = \"principal\" }\ncn = { name = \"CN\", role = \"principal\" }\n\
         [issues.tariffs]\nname = \"Tariffs\"\n\
         options = [{ id = \"high\", name = \"high\" }, { id = \"low\", name = \"low\" }]\n\
         [conflict]\nbasis = \"assumed\"\nowner = \"test\"\n",
    );
    let options = case["options"].as_array().unwrap();
    let named =
        |key: &str| options.iter().map(|option| option[key].as_str().unwrap().to_lowercase()).collect();
    let (courses, owners): (Vec<String>, Vec<String>) = (named("id"), named("owner"));
    for (course, owner) in courses.iter().zip(&owners) {
        text += &format!("[conflict.courses.{course}]\nname = \"{course}\"\nparty = \"{owner}\"\n");
    }
    let states = case["states"].as_array().unwrap();
    let bits: Vec<&str> =
        states.iter().map(|state| state["bits_U1U2U3U4C1C2C3C4"].as_str().unwrap()).collect();
    for code in 0..1_u32 << courses.len() {
        let state: String =
            (0..courses.len()).map(|place| if code >> place & 1 == 1 { '1' } else { '0' }).collect();
        if !bits.contains(&state.as_str()) {
            text += &format!("[[conflict.infeasible]]\nnever = \"{}\"\n", in_full(&courses, &state));
        }
    }
    for party in ["US", "CN"] {
        let arcs = &case["unilateral_moves"][party];
        let owner = party.to_lowercase();
        for (from, left) in (1_u64..).zip(&bits) {
            for (to, reached) in (1_u64..).zip(&bits) {
                let listed = arcs[from.to_string()].as_array().is_some_and(|arcs| arcs.contains(&to.into()));
                if !listed && is_one_partys_choice(&owners, &owner, left, reached) {
                    text += &format!(
                        "[[conflict.barred]]\nparty = \"{owner}\"\nfrom = \"{}\"\nto = \"{}\"\n",
                        in_full(&courses, left),
                        in_full(&courses, reached)
                    );
                }
            }
        }
        let statement = |parts: &Value| {
            let literal = |part: &Value| {
                let (course, taken) = part.as_str().unwrap().split_once('=').unwrap();
                let course = course.to_lowercase();
                if taken == "1" { course } else { format!("not {course}") }
            };
            parts.as_array().unwrap().iter().map(literal).collect::<Vec<_>>().join(" and ")
        };
        let statements = case["preference_statements_most_important_first"][party].as_array().unwrap();
        let statements: Vec<String> = statements.iter().map(statement).collect();
        text += &format!("[[conflict.preferences]]\nparty = \"{owner}\"\nstatements = {statements:?}\n");
    }
    text
}

/// All 608 published verdicts: 76 states, two parties, four concepts.
#[test]
#[ignore = "needs reference data kept beside the checkout: ../shared/reference/conflict/us_china_trade_static.json"]
fn moves_that_cannot_be_made_give_the_trade_dispute() {
    let case = reference("us_china_trade_static");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("case.toml"), trade_dispute(&case)).unwrap();
    let found = answer(folder.path(), "stability", &[]);
    let players = found["rests_on"]["players"].as_array().unwrap();
    assert_eq!(players.iter().map(|player| &player["name"]).collect::<Vec<_>>(), ["US", "CN"]);
    assert_eq!(found["of"], 76);
    let flags = case["published"]["per_state_CN_then_US_flags_order_Nash_GMR_SMR_SEQ"].as_array().unwrap();
    let mut compared = 0;
    for (state, flags) in case["states"].as_array().unwrap().iter().zip(flags) {
        let bits = state["bits_U1U2U3U4C1C2C3C4"].as_str().unwrap().replace('1', "Y").replace('0', "N");
        let states = found["states"].as_array().unwrap();
        let here = states.iter().find(|state| state["courses"] == bits.as_str()).unwrap();
        let (cn, us) = flags.as_str().unwrap().split_once(' ').unwrap();
        for (party, flags) in [us, cn].into_iter().enumerate() {
            for (concept, flag) in CONCEPTS.into_iter().zip(flags.chars()) {
                assert_eq!(
                    here["stable"][party][concept.to_lowercase()],
                    flag == 'T',
                    "{bits} {party} {concept}"
                );
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 608);
}
