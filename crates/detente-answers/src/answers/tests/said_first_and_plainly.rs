//! What may be said: the answer first, in plain words, the same on every screen.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use super::catalogue::{json, names, of, on_one_line, page, pages, shown};
use crate::{
    answers::{brief, why},
    question::Question,
};
use serde_json::Value;

/// Half of what each took before it answered first.
const HALF: [(&str, usize); 6] =
    [("levers", 64), ("roles", 71), ("deadline", 46), ("openers", 45), ("talks", 89), ("why", 45)];

#[test]
fn screens_that_were_long_answer_first_on_half_the_lines_and_have_the_rest_with_full() {
    for day in [None, Some("2025-04-26")] {
        let question = of("london-2025", day, 200);
        for (name, most) in HALF {
            let short = page(&question, name, false).expect("an answer");
            let full = page(&question, name, true).expect("it has more");
            assert!(short.lines().count() <= most, "{name} has {} lines:\n{short}", short.lines().count());
            assert!(full.lines().count() > short.lines().count(), "{name}");
        }
    }
}

#[test]
fn no_screen_speaks_of_a_perverse_incentive() {
    let mut looked_at = 0;
    for name in names() {
        let question = of(&name, None, 20);
        for (asked, page) in pages(&question) {
            let page = shown(&page);
            assert!(!page.to_lowercase().contains("perverse"), "{name}: {asked}: {page}");
            looked_at += 1;
        }
    }
    assert!(looked_at > 100, "{looked_at}");
}

#[test]
fn brief_and_stability_say_the_same_of_whether_an_agreement_holds() {
    let mut compared = 0;
    for name in names() {
        let question = of(&name, None, 20);
        let (Some(brief), Some(stability)) = (json(&question, "brief"), json(&question, "stability")) else {
            continue;
        };
        let (holds, agreement) = (&brief["would_it_hold"], &stability["agreement"]);
        if holds["is"] != "derived" {
            continue;
        }
        compared += 1;
        for key in ["holds", "leaving"] {
            assert_eq!(holds[key], agreement[key], "{name}: {key}");
        }
        let pages =
            ["brief", "stability"].map(|name| on_one_line(&page(&question, name, false).unwrap_or_default()));
        if holds["undecided"].is_null() {
            let verbs = ["does not hold", "holds only if", "holds: "];
            let is_said = |verb: &&&str| pages[1].contains(&format!("The agreement {verb}"));
            let verb = verbs.iter().find(is_said).expect("a verdict");
            assert!(pages[0].contains(verb), "{name}: {verb}: {}", pages[0]);
        }
    }
    assert!(compared > 3, "{compared}");
}

#[test]
fn a_reason_says_which_others_it_contains_and_a_single_least_one_covers_what_fails() {
    let mut told = 0;
    for name in names() {
        let question = of(&name, None, 300);
        let found = serde_json::to_value(why::answer(&question)).expect("JSON");
        let reasons = found["reasons"].as_array().expect("a list");
        let core = |reason: &Value| -> Vec<Value> { reason["core"].as_array().cloned().unwrap_or_default() };
        let least: Vec<_> = reasons
            .iter()
            .filter(|reason| reason["contains"].as_array().is_some_and(Vec::is_empty))
            .collect();
        told += reasons.len();
        for (place, reason) in reasons.iter().enumerate() {
            let lies_in = |other: &&Value| {
                let (one, whole) = (core(other), core(reason));
                one.len() < whole.len() && one.iter().all(|part| whole.contains(part))
            };
            assert_eq!(
                least.iter().any(lies_in),
                !reason["contains"].as_array().expect("a list").is_empty(),
                "{name}: reason {}",
                place + 1
            );
        }
        let (without, explained) = (&found["explained"]["without"], &found["explained"]["explained"]);
        if let ([only], true) = (least.as_slice(), without == explained && without.as_u64() > Some(0)) {
            assert_eq!(&only["of_failing_in_all"]["holds"], without, "{name}");
        }
    }
    assert!(told > 5, "{told}");
}

/// What holds in 2 of 100 futures is not told as the reason of 100.
#[test]
fn the_first_reason_told_is_that_of_most_futures_with_its_own_share() {
    let mut told = 0;
    for name in names() {
        let question = of(&name, None, 300);
        let found = serde_json::to_value(why::answer(&question)).expect("JSON");
        let reasons = found["reasons"].as_array().expect("a list");
        let shares = reasons.iter().filter_map(|one| {
            Some((one["of_failing"]["holds"].as_u64()?, one["of_failing"]["draws"].as_u64()?, one))
        });
        let Some((holds, of, most)) = shares.rev().max_by_key(|(holds, ..)| *holds) else { continue };
        let screen = on_one_line(&page(&question, "why", false).expect("an answer"));
        let Some((_, first)) = screen.split_once("Reason 1 of ") else { continue };
        let is_alone = !screen.contains("Reason 2");
        assert_eq!(screen.contains("The reason explains"), is_alone, "{name}: {screen}");
        let first = first.split("Reason 2").next().unwrap_or_default();
        let (core, shares) = first.split_once("The reason in ").expect("in how many futures");
        assert!(shares.contains(&format!("({holds} of {of})")), "{name}: {holds} of {of}: {screen}");
        for part in most["core"].as_array().expect("a list") {
            let said = part["said"]["text"].as_str().expect("words");
            assert!(core.contains(said), "{name}: {said}: {core}");
        }
        told += 1;
    }
    assert!(told > 3, "{told}");
}

#[test]
fn an_opener_that_makes_a_promise_surer_than_the_case_has_it_says_so() {
    let text = r#"
[case]
title = "A bridge"
as_of = 2025-03-01
instrument = { class = "contract", consent = ["bank", "town"] }
[sources.log]
publisher = "Log"
date = 2025-02-20
grade = "B2"
[parties]
bank = { name = "Bank", role = "principal" }
town = { name = "Town", role = "principal" }
[issues.toll]
name = "Toll"
options = [{ id = "yes", name = "yes" }, { id = "no", name = "no" }]
[[stances]]
party = "bank"
issue = "toll"
values = { yes = 80, no = 10 }
cite = "log"
[[stances]]
party = "town"
issue = "toll"
values = { yes = 40, no = 20 }
cite = "log"
[[no_deal]]
party = "bank"
value = 30
cite = "log"
[[no_deal]]
party = "town"
value = [38, 54]
cite = "log"
[guarantees.upkeep]
name = "upkeep"
beneficiary = "town"
guarantors = ["bank"]
obligation = 1
credibility = [0.2, 0.6]
worth = 10
status = [{ is = "offered", on = 2025-02-20 }]
cite = "log"
"#;
    let question = Question::of_text(text, 50);
    let page = page(&question, "openers", false).expect("an answer");
    let words = on_one_line(&page);
    assert!(words.contains("more than the 0.2 to 0.6 that the case states"), "{page}");
    assert!(!words.contains("BANK gives upkeep"), "as it is stated it opens nothing: {page}");
}

#[test]
fn a_brief_without_the_preferences_of_a_party_says_that_it_is_open_and_whom_to_ask() {
    let text = r#"
[case]
title = "A well"
as_of = 2025-03-01
instrument = { class = "contract", consent = ["farm"] }
[sources.log]
publisher = "Log"
date = 2025-02-20
grade = "B2"
[parties]
farm = { name = "Farm", role = "principal" }
mill = { name = "Mill", role = "principal" }
[conflict]
cite = "log"
courses.drill = { name = "drill", party = "farm", today = true }
courses.dam = { name = "dam", party = "mill" }
preferences = [{ party = "farm", statements = ["not dam", "drill"] }]
"#;
    let question = Question::of_text(text, 5);
    let found = serde_json::to_value(brief::answer(&question)).expect("JSON");
    let sentence = found["would_it_hold"]["sentence"].as_str().expect("it states a conflict").to_owned();
    assert!(sentence.contains("more may, which is open until somebody says what MILL prefers"), "{sentence}");
    assert!(sentence.contains("may hold, and") && sentence.contains("may leave it"), "{sentence}");
    let stability = json(&question, "stability").expect("an answer");
    let (held, open) = (&stability["holding"]["nash"], &stability["open"]["nash"]);
    assert_eq!((held.as_u64(), open.as_u64()), (Some(0), Some(2)), "{stability}");
    assert!(
        sentence.contains("0 of 4 states hold for certain because nobody gains")
            && sentence.contains("; 2 more may"),
        "{sentence}"
    );
    let known = text.replace(
        "statements = [\"not dam\", \"drill\"] }]",
        "statements = [\"not dam\", \"drill\"] }, { party = \"mill\", statements = [\"dam\"] }]",
    );
    let known = serde_json::to_value(brief::answer(&Question::of_text(&known, 5))).expect("JSON");
    let sentence = known["would_it_hold"]["sentence"].as_str().expect("a sentence").to_owned();
    assert!(!sentence.contains("may"), "{sentence}");
}
