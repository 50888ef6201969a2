//! What a screen says is no stronger than what stands behind it: properties over every case of the catalogue, on every day.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use detente_agreement::{Unsaid, incidence::incidence};
use detente_case::PartyId;
use serde_json::Value;

use super::catalogue::{self, on_every_day, on_one_line, page_and_json, shown};
use crate::{
    answers::{brief::tests::identifiers, verdict::texts_of},
    options::Options,
    question::Question,
    registry::question as found,
    text::{consents, threats, wording},
    watch::Watch,
};

/// A page on one line.
fn page(question: &Question, name: &str) -> Option<String> {
    catalogue::page(question, name, false).map(|page| on_one_line(&page))
}

#[test]
fn nothing_is_called_tabled_that_nobody_tabled() {
    let mut looked_at = 0;
    for (name, question) in on_every_day(20) {
        for screen in ["stability", "path", "hypergame", "inverse"] {
            let Some(page) = page(&question, screen) else { continue };
            looked_at += 1;
            assert!(!page.contains("On the table"), "{name}: {screen}: {page}");
        }
    }
    assert!(looked_at > 20, "{looked_at}");
}

#[test]
fn a_threat_rewards_no_more_surely_than_its_interval_says_and_none_is_left_out() {
    let mut told = 0;
    for (name, question) in on_every_day(20) {
        let page = page(&question, "brief").expect("every case has a brief");
        for threat in incidence(&question.case).ultimatums {
            let lever = wording::lever_name(&question, threat.consequence.as_str());
            let words: Vec<_> = lever.split_whitespace().take(3).collect();
            assert!(page.contains(&words.join(" ")), "{name}: {lever} has no row: {page}");
            for perverse in &threat.perverse {
                told += 1;
                let says = format!("{lever} {}", threats::rewards(&question, perverse));
                assert!(page.contains(&says), "{name}: {says}: {page}");
                let surely = format!("{lever} rewards {}", question.short(&perverse.party));
                assert_eq!(page.contains(&surely), perverse.certain, "{name}: {page}");
            }
        }
    }
    assert!(told > 3, "{told}");
}

#[test]
fn the_matrix_supposes_nothing_as_if_it_were_so_and_prints_no_number_that_nobody_knows() {
    let (mut supposed, mut hedged) = (0, 0);
    for (name, question) in on_every_day(50) {
        let Some((sheet, json)) = page_and_json(&question, "matrix") else { continue };
        let page = on_one_line(&catalogue::page(&question, "matrix", true).expect("it has all"));
        for clause in json["clauses"].as_array().expect("clauses") {
            for key in ["bridges", "crossings"] {
                for line in clause[key].as_array().expect("lines") {
                    if line["whose"] == "computed" {
                        supposed += 1;
                        assert!(
                            line["says"].as_str().is_some_and(|says| says.starts_with("if ")),
                            "{name}: {line}"
                        );
                    }
                }
            }
            for words in clause["words"].as_array().expect("words") {
                let party = PartyId::new(words["party"].as_str().expect("a party"));
                let issue = clause["issue"].as_str().expect("an issue");
                let mut own = question.case.stances.iter();
                let is_sourced = own.any(|stance| {
                    stance.issue.as_str() == issue
                        && stance.parties.contains(&party)
                        && !stance.origin.citations().is_empty()
                });
                let mut texts = texts_of(&question, &party);
                let has_text = texts.any(|text| text.terms.keys().any(|term| term.as_str() == issue));
                assert_eq!(words["sourced"], is_sourced || has_text, "{name}: {issue}: {party}");
            }
            let brackets = clause["brackets"].as_array().expect("brackets");
            for holder in brackets.iter().flat_map(|bracket| bracket["holders"].as_array().expect("holders"))
            {
                let (level, implied) = (&holder["level"], &holder["implied"]);
                assert!(
                    !(level.is_null() && *implied == true),
                    "{name}: a bound told as a position: {holder}"
                );
                hedged += usize::from(holder["hedged"] == true);
            }
        }
        // A sheet that has less says no hedged word as a sure one: it leaves it out.
        assert!(page.contains("perhaps ") || !sheet.contains("perhaps "), "{name}: {sheet}");
        assert_eq!(
            page.contains("perhaps "),
            json.to_string().contains("\"hedged\":true"),
            "{name}: a hedge that is in the source and not on the screen, or the other way round: {page}"
        );
    }
    assert!(supposed > 3 && hedged > 1, "{supposed} {hedged}");
}

#[test]
fn every_screen_has_one_list_of_those_whose_yes_is_needed() {
    let mut with_clauses = 0;
    for (name, question) in on_every_day(20) {
        let (everything, clauses) = (consents::for_everything(&question), consents::for_clauses(&question));
        let ours: BTreeSet<&PartyId> = everything.iter().chain(&clauses).collect();
        let asked = question.negotiation().rests_on();
        let theirs: BTreeSet<&PartyId> = asked.iter().map(|rest| &rest.party).collect();
        assert_eq!(ours, theirs, "{name}");
        let page = page(&question, "brief").expect("a brief");
        if !clauses.is_empty() {
            with_clauses += 1;
            let said = consents::clauses_also_need(&question);
            assert!(page.contains(said.trim()), "{name}: {said}: {page}");
        }
    }
    assert!(with_clauses > 1, "{with_clauses}");
}

#[test]
fn silence_is_counted_of_those_who_must_agree() {
    let mut silent = 0;
    for (name, question) in on_every_day(20) {
        let Unsaid { positions, of, by_party, .. } = question.negotiation().unsaid();
        let own: usize = by_party.iter().filter(|one| one.instrument).map(|one| one.positions).sum();
        assert_eq!(positions, own, "{name}");
        let options: usize = question.case.issues.values().map(|issue| issue.options.len()).sum();
        assert!(of <= question.case.instrument.consent.len() * options, "{name}: {of}");
        assert!(by_party.iter().all(|one| one.positions > 0), "{name}: {by_party:?}");
        silent += positions;
        let page = page(&question, "brief").expect("a brief");
        assert!(!page.contains("whatever the silence means"), "{name}: {page}");
    }
    assert!(silent > 20, "{silent}");
}

#[test]
fn what_is_in_the_way_stands_by_its_own_share_whosesoever_it_is() {
    let mut told = 0;
    for (name, question) in on_every_day(100) {
        let Some(reasons) = question.negotiation().reasons(question.plan) else { continue };
        let Some(in_draws) = &reasons.in_draws else { continue };
        let ways = &in_draws.in_the_way;
        assert!(ways.windows(2).all(|pair| pair[0].of_failing.holds >= pair[1].of_failing.holds), "{name}");
        for way in ways {
            told += 1;
            let with: Vec<u32> = in_draws
                .conflicts
                .iter()
                .filter(|conflict| conflict.core.contains(&way.requirement))
                .filter_map(|conflict| conflict.of_failing.map(|share| share.holds))
                .collect();
            let (most, all) = (with.iter().copied().max().unwrap_or(0), with.iter().sum::<u32>());
            assert!(most <= way.of_failing.holds && way.of_failing.holds <= all, "{name}: {way:?}");
            assert_eq!(way.of_failing.draws, in_draws.without, "{name}");
        }
    }
    assert!(told > 10, "{told}");
}

#[test]
fn whoever_least_is_known_about_is_asked_first() {
    let mut sorted = 0;
    for (name, question) in on_every_day(20) {
        let json = catalogue::json(&question, "brief").expect("a brief");
        let rests = question.negotiation().rests_on();
        let known = |party: &Value| {
            let party = party.as_str()?;
            rests.iter().find(|rest| rest.instrument && rest.party.as_str() == party)
        };
        let asked = json["ask"].as_array().expect("a list");
        let heard: Vec<bool> = asked
            .iter()
            .filter_map(|one| known(&one["party"]))
            .map(|rest| !rest.has_no_sourced_position())
            .collect();
        sorted += heard.len();
        assert!(heard.windows(2).all(|pair| pair[0] <= pair[1]), "{name}: {asked:?}");
    }
    assert!(sorted > 10, "{sorted}");
}

#[test]
fn a_text_that_is_silent_is_no_common_ground() {
    let (mut listed, mut aside) = (0, 0);
    for (name, question) in on_every_day(20) {
        let json = catalogue::json(&question, "brief").expect("a brief");
        for list in json["common_ground"].as_array().expect("lists") {
            let is_silent = |one: &Value| {
                let issue = question.case.issues.get(one["issue"].as_str().unwrap_or_default());
                issue
                    .and_then(|issue| issue.options.get(one["option"].as_str().unwrap_or_default()))
                    .is_some_and(|option| option.silent)
            };
            let (options, left) = (list["options"].as_array(), list["aside"].as_array());
            let (options, left) = (options.expect("a list"), left.expect("a list"));
            (listed, aside) = (listed + options.len(), aside + left.len());
            assert!(!options.iter().any(is_silent) && left.iter().all(is_silent), "{name}: {list}");
        }
    }
    assert!(listed > 10 && aside > 1, "{listed} {aside}");
}

#[test]
fn stability_names_levers_as_people_do() {
    let mut looked_at = 0;
    for (name, question) in on_every_day(20) {
        if question.case.conflict.is_stated() {
            continue;
        }
        for screen in ["stability", "path"] {
            let Some(page) = catalogue::page(&question, screen, false) else { continue };
            looked_at += 1;
            // Commands to be typed name files.
            let said: String = page.split("\nNext\n").next().unwrap_or_default().to_owned();
            for id in identifiers(&question) {
                // The mark of a source is how it is cited, not a name of a lever.
                let said = said.replace(&format!("{id}#"), "");
                assert!(!said.contains(&id), "{name}: {screen} shows the identifier {id}:\n{page}");
            }
        }
    }
    assert!(looked_at > 8, "{looked_at}");
}

/// Screens whose words this test holds.
const SCREENS: [&str; 10] = [
    "brief",
    "stability",
    "matrix",
    "talks",
    "outlook",
    "ground",
    "compare",
    "robust",
    "checklist",
    "frontier",
];

#[test]
fn what_is_drawn_is_called_an_assumed_future_and_nothing_else() {
    let mut told = 0;
    for (name, question) in on_every_day(30) {
        for screen in SCREENS {
            let Some(page) = page(&question, screen) else { continue };
            let rest = page.replace("assumed futures", "").replace("assumed future", "");
            told += usize::from(rest.len() < page.len());
            for other in [" future ", " futures", " worlds", " world ", " draw ", " draws "] {
                // The number's name, as under every answer; and what a party does.
                let rest = rest.replace("30 draws", "").replace("draws a red line", "");
                assert!(!rest.contains(other), "{name}: {screen} says{other}: {page}");
            }
        }
    }
    assert!(told > 10, "{told}");
}

const FERRY: &str = r#"
[case]
title = "A ferry"
as_of = 2025-03-04
instrument = { class = "contract", consent = ["crew", "line"] }
[sources.wire]
publisher = "Wire"
digest = "wire.md"
date = 2025-03-01
grade = "B2"
[parties]
crew = { name = "Crew", role = "principal" }
line = { name = "Line", role = "principal" }
[issues.pay]
name = "Pay"
options = [{ id = "low", name = "four" }, { id = "high", name = "five" }]
[issues.hours]
name = "Hours"
options = [{ id = "long", name = "forty" }, { id = "short", name = "thirty-six" }]
[[stances]]
party = "crew"
issue = "pay"
values = { low = 40, high = 90 }
basis = "assumed"
owner = "clerk"
[proposals.offer]
name = "the March sheet"
by = ["line"]
terms = TERMS
sent = [SENT]
cite = "wire#1"
"#;

fn ferry(terms: &str, sent: &str) -> Question {
    Question::of_text(&FERRY.replace("TERMS", terms).replace("SENT", sent), 20)
}

#[test]
fn a_denial_stands_in_the_words_of_its_source_and_a_delivery_names_its_text() {
    let terms = "{ pay = \"low\" }";
    for (sent, says) in [
        (
            "{ to = \"crew\", mode = \"reported\", acknowledged = false, cite = \"wire#2 'no sheet in our hands'\" }",
            "Disputed: CREW denies receipt (\"no sheet in our hands\")",
        ),
        (
            "{ to = \"crew\", mode = \"reported\", acknowledged = false, cite = \"wire#2\" }",
            "Disputed: CREW denies receipt",
        ),
        ("{ to = \"crew\", mode = \"formal\", cite = \"wire#2\" }", "Handed over: the March sheet, to CREW"),
        ("{ to = \"crew\", mode = \"oral\", cite = \"wire#2\" }", "the March sheet, said to CREW in talks"),
        ("", "None known: no source says that a text was put to anybody."),
    ] {
        let question = ferry(terms, sent);
        for screen in ["brief", "talks"] {
            let page = page(&question, screen).expect("an answer");
            assert!(page.contains(says), "{screen}: {says}: {page}");
            assert!(!page.contains("there is no offer"), "{page}");
        }
    }
}

#[test]
fn whose_text_a_source_reports_is_not_called_unheard() {
    let words = page(&ferry("{ pay = \"low\" }", ""), "why").expect("an answer");
    assert!(words.contains("No source gives a position of CREW."), "{words}");
    assert!(words.contains("Of LINE sources report texts, and no other position."), "{words}");
}

#[test]
fn a_package_is_on_the_table_only_where_a_text_settles_all_of_it() {
    let told = |terms: &str| {
        let question = ferry(terms, "");
        let asked = found("stability").expect("a question");
        let options = Options::read(asked.options, [("proposal", "offer")]).expect("it takes a proposal");
        let made = asked.ask(&question, &options, Watch::nobody()).expect("an answer");
        on_one_line(&shown(&made.page(&question)))
    };
    let whole = told("{ pay = \"low\", hours = \"long\" }");
    assert!(whole.contains("On the table, the March sheet: Pay: four; Hours: forty."), "{whole}");
    let part = told("{ pay = \"low\" }");
    assert!(part.contains("A package with the terms of the March sheet; détente settled"), "{part}");
    assert!(!part.contains("On the table"), "{part}");
}
