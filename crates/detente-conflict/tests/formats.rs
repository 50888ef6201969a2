//! Files of other programs, and statements as text.

#![allow(clippy::panic, reason = "tests fail by panicking")]

use crate::oracle;
use crate::reference;

use detente_conflict::{
    formats::{File, Maker, Node, dot, graphml, open_gmcr, read_gmcr, write_gmcr},
    formula::{Problem, read_numbered},
    preference::{Condition, Preference, ranks},
};
use oracle::models::Dice;
use reference::{case, choices, conflict, statements};

fn file(case: &serde_json::Value) -> File {
    let conflict = conflict(case);
    let choices = choices(case);
    let makers = choices.parties().iter().zip(conflict.preferences()).map(|(party, preference)| Maker {
        statements: statements(case, party),
        ranking: preference.ranks().map(ranks::ranking),
        misperceived: Vec::new(),
    });
    let makers = makers.collect();
    File { choices, makers, by_ranking: case["preference_mode"] == "ranking", coalitions: None }
}

#[test]
fn what_is_written_is_read_again() {
    written_and_read_again(&["prisoners_dilemma", "euphrates_syria_iraq_1975"]);
}

#[test]
#[ignore = "needs reference data kept beside the checkout: ../shared/reference/conflict"]
fn what_is_written_of_the_cases_beside_the_checkout_is_read_again() {
    written_and_read_again(&["cuban_missile_crisis_1962", "garrison_diversion_unit"]);
}

fn written_and_read_again(names: &[&str]) {
    for case in names.iter().map(|name| case(name)) {
        let file = file(&case);
        let text = write_gmcr(&file).expect("it can be written");
        let again = read_gmcr(text.as_bytes()).expect("it can be read");
        assert_eq!(again, file, "{text}");
    }
}

#[test]
fn options_are_put_party_by_party() {
    let text = r#"{"decisionMakers": [
        {"name": "A", "options": [1], "preferences": [[[0, "Y"]], {"compound": true, "members": [[[1, "N"]], [[0, "Y"]]]}]},
        {"name": "B", "options": [0], "preferences": []}],
        "options": [{"name": "b", "permittedDirection": "back"}, {"name": "a", "permittedDirection": "fwd"}],
        "infeasibles": [[[0, "Y"], [1, "N"]]], "useManualPreferenceRanking": false, "coalitions": [0, [1]]}"#;
    let file = read_gmcr(text.as_bytes()).expect("a file");
    let names: Vec<&str> = file.choices.courses().iter().map(|course| course.name.as_str()).collect();
    assert_eq!(names, ["a", "b"]);
    assert_eq!(file.choices.states(9).expect("three states"), [0b00, 0b01, 0b11]);
    assert!(file.makers[0].statements[0].holds(0b10) && !file.makers[0].statements[0].holds(0b01));
    assert_eq!(file.coalitions, Some(vec![vec![0], vec![1]]));
}

/// What is wrong with a file, a line each.
fn problems(text: &str) -> String {
    let lines: Vec<_> = open_gmcr(text.as_bytes()).problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

#[test]
fn old_pickles_are_refused_with_the_reason() {
    for bytes in [&b"\x80\x03}q\x00."[..], b"(dp0\nS'dms'\n"] {
        assert!(read_gmcr(bytes).expect_err("a pickle").to_string().contains("pickle"));
    }
    assert!(problems("{").contains("line 1 column 1"), "{}", problems("{"));
    assert!(problems("[]").contains("no JSON object"));
    let missing = problems("{}");
    for key in ["decisionMakers", "options", "infeasibles"] {
        assert!(missing.contains(&format!("the list `{key}` is missing")), "{missing}");
    }
}

/// A model of two decision makers, with `makers` and the rest as given.
fn model(first: &str, second: &str, rest: &str) -> String {
    format!(
        r#"{{"decisionMakers": [{{"name": "North", "options": [0], {first}}}, {{"name": "South", "options": [1], {second}}}],
        "options": [{{"name": "dam", "permittedDirection": "both"}}, {{"name": "pay", "permittedDirection": "both"}}],
        "infeasibles": [] {rest}}}"#
    )
}

/// Each kind of mistake is told with the decision maker, the key and the place.
#[test]
fn mistakes_name_decision_maker_key_and_place() {
    let good = r#""preferences": [[[0, "Y"]]]"#;
    let wrong = [
        (
            model(r#""preferences": [[[0, "Y"], [0, "N"]]]"#, good, ""),
            "decision maker \"North\", decisionMakers[0].preferences[0][1]: option 0 (\"dam\") is asked to be both Y and N",
        ),
        (
            model(good, r#""preferences": [[[7, "Y"]]]"#, ""),
            "decision maker \"South\", decisionMakers[1].preferences[0][0]: there is no option 7",
        ),
        (
            model(good, r#""preferences": [[[1, "y"]]]"#, ""),
            "decisionMakers[1].preferences[0][0]: \"y\" is neither",
        ),
        (
            model(good, r#""preferences": [[[1, "Y"]]], "misperceptions": "none""#, ""),
            "decisionMakers[1].misperceptions: a text where a list of conditions is needed",
        ),
        (
            model(good, r#""options ": []"#, ""),
            "decisionMakers[1].preferences: nothing where a list of conditions is needed",
        ),
        (
            model(
                r#""preferences": [], "preferenceRanking": [1, 2, 2, [3, 9]]"#,
                good,
                r#", "useManualPreferenceRanking": true"#,
            ),
            "decisionMakers[0].preferenceRanking: state 2 is ranked more than once",
        ),
        (model(good, good, r#", "coalitions": [[0, 5]]"#), "coalitions[0]: there is no decision maker 5"),
        (
            model(good, good, "").replace("\"both\"}]", "\"up\"}]"),
            "options[1].permittedDirection: \"up\" is no direction",
        ),
        (
            model(good, good, "").replace("\"options\": [1]", "\"options\": [0]"),
            "options[0]: option 0 is listed more than once: by \"North\" and \"South\"",
        ),
        (
            model(good, good, "").replace("\"name\": \"South\", ", ""),
            "decisionMakers[1].name: this decision maker has no name",
        ),
    ];
    for (text, says) in wrong {
        assert!(problems(&text).contains(says), "{says}\n{}", problems(&text));
        assert!(open_gmcr(text.as_bytes()).file.is_none(), "{says}");
    }
    let ranked = model(
        r#""preferences": [], "preferenceRanking": [1, 2, 2, [3, 9]]"#,
        good,
        r#", "useManualPreferenceRanking": true"#,
    );
    assert_eq!(open_gmcr(ranked.as_bytes()).problems.len(), 3, "all at once: {}", problems(&ranked));
}

/// What can be read but may not be meant is told, and read.
#[test]
fn oddities_are_told_and_read() {
    let (good, none) = (r#""preferences": [[[0, "Y"]]]"#, r#""preferences": []"#);
    let odd = [
        (
            model(none, none, ""),
            "decision maker \"South\", decisionMakers[1].preferences: it has no preferences",
        ),
        (model(good, good, "").replace("South", "North"), "\"North\" is also the name of decisionMakers[0]"),
        (model(good, good, "").replace("South", " "), "the name is empty: shown as `decision maker 2`"),
    ];
    for (text, says) in odd {
        assert!(problems(&text).contains(says), "{says}\n{}", problems(&text));
        let file = open_gmcr(text.as_bytes()).file.expect("it is read");
        assert_ne!(file.choices.parties()[0], file.choices.parties()[1]);
    }
    let marked = [b"\xEF\xBB\xBF", model(good, good, "").as_bytes()].concat();
    assert!(open_gmcr(&marked).problems.is_empty() && read_gmcr(&marked).is_ok());
}

#[test]
fn no_damaged_file_makes_the_reader_panic() {
    let text = write_gmcr(&File {
        choices: reference::two_by_two(),
        makers: vec![
            Maker {
                statements: vec![Condition::Taken(1)],
                ranking: Some(vec![vec![0, 1], vec![2, 3]]),
                misperceived: vec![]
            };
            2
        ],
        by_ranking: true,
        coalitions: Some(vec![vec![0, 1]]),
    });
    let text = text.expect("a small file");
    let mut dice = Dice::new(5);
    let (mut read, mut refused) = (0, 0);
    for _ in 0..4000 {
        let mut bytes = text.clone().into_bytes();
        for _ in 0..=dice.below(3) {
            let place = dice.below(bytes.len());
            match dice.below(3) {
                0 => drop(bytes.remove(place)),
                1 => bytes[place] = b"0123459[]{},\"YN"[dice.below(15)],
                _ => bytes.insert(place, b"0123459[]{},\"YN"[dice.below(15)]),
            }
        }
        if read_gmcr(&bytes).is_ok() { read += 1 } else { refused += 1 }
    }
    assert!(read > 50 && refused > 50, "{read} {refused}");
}

#[test]
fn graphs_name_every_state_and_move() {
    let case = case("elmira_1991");
    let conflict = conflict(&case);
    let codes = conflict.codes().expect("option form").iter();
    let label = |code: &u64| (0..5).map(|course| if code >> course & 1 == 1 { 'Y' } else { 'N' }).collect();
    let mut nodes: Vec<Node> = codes.map(|code| Node { label: label(code), ..Node::default() }).collect();
    nodes[6] = Node { holds_under: vec!["Nash".to_owned()], today: true, ..nodes[6].clone() };
    let xml = graphml(&conflict, &nodes);
    assert_eq!(xml.matches("<node ").count(), 12);
    assert_eq!(xml.matches("<edge ").count(), conflict.graph().size());
    assert!(
        xml.contains("<node id=\"s7\"><data key=\"label\">7 NYNNY</data><data key=\"holds\">Nash</data>")
    );
    let drawing = dot(&conflict, &nodes);
    assert!(drawing.contains("s7 [label=\"7 NYNNY\\nNash\", peripheries=2, style=filled];"), "{drawing}");
    assert_eq!(drawing.matches("peripheries=2").count(), 1);
    // The legend shows a move of each kind.
    assert_eq!(drawing.matches(" -> ").count(), conflict.graph().size() + 3);
    assert!(drawing.contains("s3 -> s9 [label=\"Local Government\", style=solid, color=\"#009E73\"];"));
    assert!(drawing.contains("legend_party2 [label=\"Local Government\", fontcolor=\"#009E73\"]"));
}

/// What nobody says is drawn as such: neither as a gain nor as none, and a state is told apart that may hold.
#[test]
fn graphs_tell_what_is_unknown() {
    let graph =
        detente_conflict::model::Graph::new(vec!["A".to_owned()], 2, vec![vec![(0, 1)]]).expect("two");
    let unknown = detente_conflict::preference::Pairs::unknown(2).expect("two");
    let conflict =
        detente_conflict::Conflict::new(graph, vec![Preference::Pairwise(unknown)]).expect("a conflict");
    let open = Node { open_under: vec!["Nash".to_owned()], ..Node::default() };
    let nodes = [open, Node { holds_under: vec!["Nash".to_owned(), "GMR".to_owned()], ..Node::default() }];
    let xml = graphml(&conflict, &nodes);
    assert!(xml.contains("<data key=\"improves\">unknown</data>"), "{xml}");
    assert!(xml.contains("<data key=\"holds\"></data><data key=\"open\">Nash</data>"), "{xml}");
    let drawing = dot(&conflict, &nodes);
    assert!(drawing.contains("s1 [label=\"1\\nopen: Nash\", peripheries=1, style=dashed];"), "{drawing}");
    assert!(drawing.contains("s2 [label=\"2\\nNash GMR\", peripheries=3];"), "{drawing}");
    assert!(drawing.contains("s1 -> s2 [label=\"A\", style=dotted"), "{drawing}");
}

#[test]
fn statements_are_read_with_their_precedence() {
    let names = ["a", "b", "c d"];
    let same = |text: &str, means: fn(bool, bool, bool) -> bool| {
        let condition = read_numbered(text, &names).unwrap_or_else(|error| panic!("{text}: {error}"));
        for code in 0..8_u64 {
            let (a, b, c) = (code & 1 == 1, code & 2 == 2, code & 4 == 4);
            assert_eq!(condition.holds(code), means(a, b, c), "{text} in {code:03b}");
            assert_eq!(condition.holds_in(0) >> code & 1 == 1, means(a, b, c), "{text} in {code:03b}");
        }
    };
    same("1", |a, _, _| a);
    same("-1 & 2 | \"c d\"", |a, b, c| !a && b || c);
    same("not (1 and 2) or 3", |a, b, c| !(a && b) || c);
    same("1 if 2", |a, b, _| a || !b);
    same("2 IFF -3", |_, b, c| b != c);
    same("(1 if 2) iff 3", |a, b, c| (a || !b) == c);
    same("1 or 2 and 3", |a, b, c| a || b && c);
}

#[test]
fn errors_in_statements_say_where() {
    let problem = |text: &str| {
        let error = read_numbered(text, &["a", "b"]).expect_err(text);
        (error.at.start, error.problem)
    };
    assert_eq!(problem("1 and"), (5, Problem::CourseExpected));
    assert_eq!(problem("1 2"), (2, Problem::EndExpected));
    assert_eq!(problem("(1 or 2"), (0, Problem::NeverClosed));
    assert_eq!(problem("3"), (0, Problem::NoSuchCourse("3".into())));
    assert_eq!(problem("1 if 2 if 1"), (7, Problem::Ambiguous));
    assert_eq!(problem("1 and \"b"), (6, Problem::NoClosingQuote));
    assert_eq!(problem("1 + 2"), (2, Problem::UnknownLetter('+')));
    assert_eq!(problem(&"(".repeat(1000)).1, Problem::TooDeep);
    assert_eq!(problem(""), (0, Problem::CourseExpected));
}

/// A hundred statements: beyond what any number type could weigh.
#[test]
fn any_number_of_statements_is_compared_exactly() {
    let codes: Vec<u64> = (0..64).collect();
    let mut statements = vec![Condition::Taken(7); 99];
    statements.push(Condition::Taken(0));
    let found = ranks::by_statements(&statements, &codes);
    assert!(codes.iter().zip(&found).all(|(code, rank)| code & 1 == u64::from(*rank)));
    statements.insert(0, Condition::Taken(5));
    let found = ranks::by_statements(&statements, &codes);
    assert!(
        codes.iter().zip(&found).all(|(code, rank)| (code >> 5 & 1) * 2 + (code & 1) == u64::from(*rank))
    );
    assert!(Preference::Ranked(found).of(33, 1).is_better());
}

#[test]
fn a_name_that_stands_twice_is_refused_with_its_place() {
    let good = r#""preferences": [[[0, "Y"]]]"#;
    let first = format!(r#"{good}, "preferences": []"#);
    let said = problems(&model(&first, good, r#", "options": []"#));
    for line in [
        "decisionMakers[0].preferences: this name stands twice in one table; delete one of the two",
        "options: this name stands twice in one table; delete one of the two",
    ] {
        assert!(said.lines().any(|told| told == line), "{said}");
    }
}
