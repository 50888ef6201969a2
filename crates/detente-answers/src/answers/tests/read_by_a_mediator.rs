//! What a mediator who does not know the program would be misled by: asked of every case of the catalogue, on every day.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use detente_case::{Case, StatementRef};
use serde_json::Value;

use super::catalogue::{json, on_every_day, on_one_line, page, pages, shown};
use crate::{
    answers::{diff, offered},
    page::Page,
    question::Question,
};

/// Everything that the file names by an identifier with a hyphen, and no name of the case contains.
fn identifiers(case: &Case) -> Vec<String> {
    let statements = case.statements();
    let words: Vec<String> =
        statements.iter().map(|statement| statement.origin.note.clone().unwrap_or_default()).collect();
    let mut ids: Vec<String> = case.statement_refs().iter().map(StatementRef::name).collect();
    let options = case.issues.values().flat_map(|issue| issue.options.keys());
    ids.extend(options.map(ToString::to_string));
    let mut names = vec![case.title.clone()];
    names.extend(case.issues.values().map(|issue| issue.name.clone()));
    names.extend(
        case.issues.values().flat_map(|issue| issue.options.values()).map(|option| option.name.clone()),
    );
    names.extend(case.claims.values().map(|claim| claim.says.clone()));
    names.extend(case.proposals.values().map(|proposal| proposal.name.clone()));
    names.extend(case.levers.values().map(|lever| lever.name.clone()));
    names.extend(case.sources.keys().map(ToString::to_string));
    names.extend(words);
    let is_told = |id: &String| id.contains('-') && !names.iter().any(|name| name.contains(id.as_str()));
    ids.retain(is_told);
    ids
}

/// A page without the commands that it offers, which name things as a file does.
fn without_commands(page: &Page) -> String {
    let text = shown(page);
    // Lines of the file are shown with their number before a bar.
    let is_of_a_file = |line: &&str| line.trim_start().starts_with("detente ") || line.contains(" | ");
    let lines = text.lines().filter(|line| !is_of_a_file(line));
    lines.collect::<Vec<_>>().join("\n").split('`').step_by(2).collect()
}

#[test]
fn no_page_shows_what_only_a_file_calls_so() {
    let mut looked_at = 0;
    for (name, question) in on_every_day(20) {
        let ids = identifiers(&question.whole);
        let earlier = question.whole.snapshots.first().filter(|day| **day < question.case.as_of);
        let earlier = earlier.map(|day| {
            super::catalogue::of(name.split(" on ").next().unwrap_or(&name), Some(&day.to_string()), 20)
        });
        let changed = earlier.map(|before| {
            ("diff".to_owned(), crate::answer::Answer::page(&diff::answer(&before, &question), &question))
        });
        // What a conflict is made of, its states and courses, has the names that its author gave it.
        let own = |asked: &str| matches!(asked, "list" | "stability" | "path" | "hypergame" | "inverse");
        for (asked, page) in pages(&question).into_iter().chain(changed).filter(|(asked, _)| !own(asked)) {
            looked_at += 1;
            let said = without_commands(&page);
            let is_said = |id: &&String| {
                said.match_indices(id.as_str()).any(|(at, found)| {
                    let edge =
                        |next: Option<char>| next.is_none_or(|next| !next.is_alphanumeric() && next != '-');
                    edge(said[..at].chars().next_back()) && edge(said[at + found.len()..].chars().next())
                })
            };
            let found: Vec<_> = ids.iter().filter(is_said).collect();
            assert!(found.is_empty(), "{name}: {asked} shows {found:?}\n{said}");
        }
    }
    assert!(looked_at > 200, "{looked_at}");
}

#[test]
fn who_holds_a_bracket_is_told_with_whose_word_that_is() {
    let (mut sourced, mut assumed) = (0, 0);
    for (name, question) in on_every_day(20) {
        let Some(brief) = json(&question, "brief") else { continue };
        let page = on_one_line(&page(&question, "brief", true).unwrap_or_default());
        for open in brief["may_be_tabled"]["open"].as_array().into_iter().flatten() {
            let mut words: Vec<(&str, bool)> = Vec::new();
            for holder in open["asked"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|asked| asked["by"].as_array())
                .flatten()
            {
                let party = holder["party"].as_str().expect("a party");
                let is_sourced = holder["sourced"] == Value::Bool(true);
                let cited = holder["reference"]["cites"].as_array().map_or(0, Vec::len);
                let owned = holder["reference"]["assumed_by"].is_string();
                assert!(!is_sourced || !owned, "{name}: {open}");
                if cited > 0 && is_sourced {
                    sourced += 1;
                } else if owned {
                    assumed += 1;
                }
                words.push((party, is_sourced));
            }
            // Where a source speaks for a party on an issue, nothing assumed of it stands beside.
            for (party, _) in &words {
                let own: Vec<_> =
                    words.iter().filter(|(other, _)| other == party).map(|(_, word)| *word).collect();
                assert!(own.iter().all(|word| *word == own[0]), "{name}: {party}: {open}");
            }
        }
        assert!(!page.contains("asked for in brackets, and by whom."), "{name}");
    }
    assert!(sourced > 10 && assumed > 10, "{sourced} {assumed}");
}

#[test]
fn where_nobody_can_say_whether_there_is_a_deal_no_page_says_that_there_is_none_and_none_shows_one() {
    let mut undecided = 0;
    for (name, question) in on_every_day(50) {
        if offered::may_be(question.verdict()) || question.case.issues.is_empty() {
            continue;
        }
        undecided += 1;
        for (asked, page) in pages(&question) {
            let said = on_one_line(&shown(&page));
            // Of a text alone it may be known: what stands in its way needs no word of what is unsaid.
            for word in [
                "There is no deal",
                "A deal exists",
                "stand: no deal",
                "stated: no deal",
                "None of the texts",
            ] {
                assert!(!said.contains(word), "{name}: {asked} says {word}: {said}");
            }
            for word in ["nearest to a deal: ", "The package that détente picked: ", "Package 1"] {
                assert!(!said.contains(word), "{name}: {asked} shows a package: {word}: {said}");
            }
        }
    }
    assert!(undecided > 1, "{undecided}");
}

const HARBOUR: &str = r#"
[case]
title = "A harbour"
as_of = 2025-06-02
instrument = { class = "contract", consent = ["guild", "port"] }
[sources.wire]
publisher = "Wire"
digest = "wire.md"
date = 2025-06-01
grade = "B2"
[sources.sheet]
publisher = "Sheet"
date = 2025-06-01
grade = "B3"
[parties]
guild = { name = "Guild", role = "principal" }
port = { name = "Port", role = "principal" }
town = { name = "Town", role = "mediator" }
[issues.shift]
name = "Shift"
options = [{ id = "long", name = "ten hours" }, { id = "short", name = "eight hours" }, { id = "split", name = "twice five hours" }]
[[stances]]
party = "guild"
issue = "shift"
propose = ["short"]
cite = "wire#1"
[[stances]]
party = "guild"
issue = "shift"
propose = ["split"]
basis = "assumed"
owner = "clerk"
[[stances]]
party = "port"
issue = "shift"
propose = ["long"]
basis = "assumed"
owner = "clerk"
[[stances]]
party = "town"
issue = "shift"
propose = ["long"]
cite = "sheet"
[[no_deal]]
party = "guild"
value = [30, 60]
basis = "assumed"
owner = "clerk"
[[no_deal]]
party = "port"
value = [30, 60]
basis = "assumed"
owner = "clerk"
[[no_deal]]
party = "town"
value = 10
basis = "assumed"
owner = "clerk"
[levers.leave]
name = "the town leaves the talks"
owner = "town"
kind = "exit"
status = [{ is = "threatened", cite = "wire#2" }]
cost = { town = [1, 2] }
moves_no_deal = { guild = [-6, -2], port = [1, 4], town = [0, 1] }
cite = "wire#2"
effects_basis = "assumed"
effects_owner = "clerk"
[ultimatums.leave]
issuer = "town"
ADDRESSED
trigger = "nothing moves"
deadline = { from = 2025-06-03, to = 2025-06-05, words = "soon" }
consequence = "leave"
credibility = [0.3, 0.6]
cite = "wire#2"
effects_basis = "assumed"
effects_owner = "clerk"
[proposals.paper]
name = "the town's paper"
by = ["town"]
terms = { shift = "long" }
sent = [{ to = "port", mode = "formal", cite = "sheet" }]
cite = "sheet"
[proposals.note]
name = "the port's note"
by = ["port"]
terms = { shift = "long" }
sent = [{ to = "guild", mode = "formal", acknowledged = false, cite = "wire#3" }]
cite = "wire#3"
[proposals.draft]
name = "the guild's draft"
by = ["guild"]
terms = { shift = "short" }
sent = [{ to = "port", mode = "reported", cite = "wire#1" }]
cite = "wire#1"
"#;

fn harbour(addressed: &str) -> Question {
    Question::of_text(&HARBOUR.replace("ADDRESSED", addressed), 60)
}

fn told(question: &Question, asked: &str, full: bool) -> String {
    on_one_line(&page(question, asked, full).expect("an answer"))
}

#[test]
fn a_source_that_speaks_for_a_party_puts_aside_what_is_assumed_of_it_and_others_are_heard_by_sources() {
    let brief = told(&harbour(""), "brief", true);
    assert!(
        brief.contains(
            "Shift: [ten hours (PORT, assumed; TOWN [sheet, B3]) / eight hours (GUILD [wire#1, B2])"
        ),
        "{brief}"
    );
}

#[test]
fn what_reached_whom_is_told_with_its_own_source_and_a_denial_denies_no_more_than_it_says() {
    let question = harbour("");
    let brief = told(&question, "brief", false);
    let says = "Handed over: the town's paper, to PORT [a]; only reported: the guild's draft, to PORT, receipt not said [b1]; \
                GUILD says that 1 of 3 texts or ideas was not formally communicated [b3].";
    assert!(brief.contains(says), "{brief}");
    assert!(told(&question, "talks", false).contains("receipt not said"), "talks");
    for screen in ["brief", "talks"] {
        assert!(!told(&question, screen, true).contains("denies receipt"), "{screen}");
    }
}

#[test]
fn a_threat_is_addressed_to_all_that_its_source_names_and_where_none_is_named_that_is_said() {
    let all = harbour("addressed_to = [\"guild\", \"port\"]");
    let none = harbour("");
    for screen in ["brief", "levers", "deadline"] {
        for full in [false, true] {
            let (named, silent) = (told(&all, screen, full), told(&none, screen, full));
            let says = match (screen, full) {
                ("brief", false) => ["(to GUILD and PORT)", "(to whom: not said)"],
                (_, _) => ["It is addressed to GUILD and PORT.", "To whom it is addressed is not said."],
            };
            assert!(named.contains(says[0]), "{screen}: {named}");
            assert!(silent.contains(says[1]), "{screen}: {silent}");
            assert!(!silent.contains("addressed to"), "{screen}: {silent}");
        }
        // Whom it may move is asked all the same: it rewards one of those whose yes is needed.
        assert!(told(&none, "levers", false).contains("It rewards PORT"), "levers");
    }
}

#[test]
fn what_a_threat_costs_whoever_makes_it_is_told_where_it_is_counted() {
    let deadline = told(&harbour(""), "deadline", false);
    assert!(deadline.contains("TOWN, after its cost, in"), "{deadline}");
}
