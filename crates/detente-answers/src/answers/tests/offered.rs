//! No text is offered that somebody whose yes it needs is against without saying so, and none where nobody can say whether
//! there is a deal.

use detente_case::{IssueId, Level, OptionId, PartyId};
use serde_json::Value;

use super::catalogue::{json, of, on_every_day, on_one_line, page};
use crate::question::Question;

/// Whether silence decides, as the verdict of an answer has it.
fn is_not_known(verdict: &Value) -> bool {
    verdict["unsaid"]["deal_if_no"] == false && verdict["unsaid"]["deal_if_yes"] == true
}

/// By party, issue and option, what a text of an opener says that a party is against whose yes it needs, and that no step
/// of the opener moves: from the statements of the case alone.
fn against(question: &Question, opener: &Value) -> Vec<[String; 3]> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut found = Vec::new();
    for outcome in opener["best"]["outcomes"].as_array().into_iter().flatten() {
        let party = text(&outcome["party"]);
        for (issue, option) in opener["best"]["terms"].as_object().into_iter().flatten() {
            let option = text(option);
            let position =
                question.case.position(&PartyId::new(&party), &IssueId::new(issue), &OptionId::new(&option));
            let Some(position) = position else { continue };
            let is_against = match position.level {
                Some(Level::Oppose) => true,
                Some(Level::RedLine) => position.stance.unless.is_none(),
                Some(Level::Tolerate | Level::Accept | Level::Propose) | None => false,
            };
            let moved = opener["steps"].as_array().into_iter().flatten().any(|step| {
                let options = step["options"].as_array().into_iter().flatten().chain([&step["option"]]);
                step["party"] == party.as_str()
                    && step["issue"] == issue.as_str()
                    && options.into_iter().any(|one| *one == option.as_str())
            });
            if is_against && !moved {
                found.push([party.clone(), issue.clone(), option]);
            }
        }
    }
    found
}

#[test]
fn a_text_says_who_is_against_what_in_it() {
    let mut told = 0;
    for (name, question) in on_every_day(60) {
        let Some(found) = json(&question, "openers") else { continue };
        for (place, opener) in found["openers"].as_array().into_iter().flatten().enumerate() {
            let is_told = |one: &[String; 3]| {
                let same = |other: &Value| {
                    other["party"] == one[0].as_str()
                        && other["issue"] == one[1].as_str()
                        && other["option"] == one[2].as_str()
                };
                opener["opposed"].as_array().into_iter().flatten().any(same)
            };
            let against = against(&question, opener);
            assert!(against.iter().all(is_told), "{name}: {opener}");
            if place > 0 || against.is_empty() {
                continue;
            }
            told += 1;
            let short = on_one_line(&page(&question, "openers", false).unwrap_or_default());
            let full = on_one_line(&page(&question, "openers", true).unwrap_or_default());
            for [party, ..] in &against {
                let party = question.short(&PartyId::new(party)).to_owned();
                for page in [&short, &full] {
                    assert!(page.contains(&format!("{party} is against")), "{name}: {page}");
                    assert!(page.contains(&format!("{party} against")), "{name}: on the line: {page}");
                }
            }
        }
    }
    assert!(told > 1, "{told}");
}

#[test]
fn where_the_answer_is_not_known_no_text_is_offered_and_somebody_is_to_be_asked_first() {
    let mut looked_at = 0;
    for (name, question) in on_every_day(60) {
        let Some(found) = json(&question, "openers") else { continue };
        if !is_not_known(&found["verdict"]) {
            continue;
        }
        looked_at += 1;
        for opener in found["openers"].as_array().into_iter().flatten() {
            assert!(opener["best"].is_null(), "{name}: {opener}");
        }
        for full in [false, true] {
            let page = on_one_line(&page(&question, "openers", full).unwrap_or_default());
            assert!(!page.contains("best package") && page.contains("Ask first"), "{name}: {page}");
            assert!(page.contains("So no package is offered"), "{name}: {page}");
            assert!(!page.contains("A deal exists already"), "{name}: {page}");
        }
        let options = on_one_line(&page(&question, "options", false).unwrap_or_default());
        assert!(!options.contains("either way"), "{name}: {options}");
        let why = on_one_line(&page(&question, "why", false).unwrap_or_default());
        assert!(!why.contains("Why there is no deal 1") && why.contains("Not known"), "{name}: {why}");
    }
    assert!(looked_at > 0, "no case hangs on silence");
}

#[test]
fn no_wide_gain_is_led_by_its_middle() {
    let mut gains = 0;
    for (name, question) in on_every_day(60) {
        let Some(found) = json(&question, "options") else { continue };
        for line in found["options"]
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|option| option["gives"].as_array().into_iter().flatten())
        {
            let says = line["says"].as_str().unwrap_or_default();
            let Some((_, numbers)) = says.split_once(" -") else { continue };
            gains += 1;
            // From below zero to above it, first of all: `-3 to +20 (either way)`.
            if numbers.contains("to +") {
                assert!(says.ends_with("(either way)") && !says.contains("(-"), "{name}: {says}");
            }
        }
    }
    assert!(gains > 3, "{gains}");
}

#[test]
fn nobody_is_asked_first_at_a_meeting_that_lies_behind() {
    let mut moves = 0;
    for (name, question) in on_every_day(20) {
        let Some(found) = json(&question, "options") else { continue };
        let over: Vec<_> = (question.case.meetings.values())
            .filter(|meeting| detente_talks::is_over(meeting, question.case.as_of))
            .collect();
        for option in found["options"].as_array().into_iter().flatten() {
            moves += 1;
            let says = option["first_move"]["says"].as_str().unwrap_or_default();
            for meeting in &over {
                let named = format!(": {}", meeting.name);
                assert!(!says.ends_with(&named) && !says.contains(&format!("{named};")), "{name}: {says}");
            }
        }
    }
    assert!(moves > 5, "{moves}");
    // The talks of London lie behind three days later.
    let later = of("london-2025", Some("2025-04-26"), 20);
    assert!(later.case.meetings.values().any(|meeting| detente_talks::is_over(meeting, later.case.as_of)));
}

#[test]
fn imposing_is_no_agreement_on_any_screen_of_roles() {
    let mut imposed = 0;
    for (name, question) in on_every_day(60) {
        let class = format!("no {}", question.case.instrument.class);
        for full in [false, true] {
            let Some(page) = page(&question, "roles", full) else { continue };
            let table: Vec<_> = page
                .lines()
                .skip_while(|line| !line.contains("could agree"))
                .take_while(|line| !line.trim().is_empty())
                .collect();
            for row in table.iter().filter(|row| row.trim_start().starts_with("impose on")) {
                imposed += 1;
                assert!(row.contains(&class), "{name}: {row}");
            }
        }
    }
    assert!(imposed > 4, "{imposed}");
}

#[test]
fn levers_and_guarantees_are_told_by_their_names_and_one_is_no_plural() {
    let mut looked_at = 0;
    for (name, question) in on_every_day(20) {
        let (levers, guarantees) = (question.whole.levers.keys(), question.whole.guarantees.keys());
        let ids: Vec<_> = levers
            .map(detente_case::LeverId::as_str)
            .chain(guarantees.map(detente_case::GuaranteeId::as_str))
            .collect();
        for (asked, full) in
            [("openers", false), ("openers", true), ("options", false), ("roles", false), ("roles", true)]
        {
            let Some(page) = page(&question, asked, full) else { continue };
            let page = on_one_line(&page);
            for id in ids.iter().filter(|id| id.contains('-')) {
                looked_at += 1;
                assert!(!page.contains(id), "{name}: {asked}: {id}: {page}");
            }
            assert!(!page.contains(" 1 packages"), "{name}: {asked}: {page}");
        }
    }
    assert!(looked_at > 20, "{looked_at}");
}
