//! Tests of the options paper.

use super::*;
use crate::page::markdown;

const CASE: &str = r#"
[case]
title = "A strike"
as_of = 2026-03-02
instrument = { class = "contract", consent = ["crew", "owner"] }
[sources.notes]
publisher = "Mediator"
date = 2026-03-01
grade = "B2"
[parties]
crew = { name = "Crew", role = "principal" }
owner = { name = "Owner", role = "principal" }
state = { name = "State", role = "third-party" }
[issues.pay]
name = "Pay rise"
options = [{ id = "p2", name = "two in a hundred" }, { id = "p5", name = "five in a hundred" }]
[[stances]]
party = "crew"
issue = "pay"
values = { p2 = 50, p5 = 90 }
red_line = ["p2"]
cite = "notes"
[[stances]]
party = "owner"
issue = "pay"
values = { p2 = 80, p5 = 20 }
cite = "notes"
[[no_deal]]
party = "crew"
value = 40
cite = "notes"
[[no_deal]]
party = "owner"
value = 45
cite = "notes"
[levers.fine]
name = "a fine for idle ships"
owner = "state"
target = "owner"
kind = "pressure"
lag = "weeks"
status = [{ is = "shelved", on = 2026-03-01, cite = "notes" }]
cost = { state = 3 }
moves_no_deal = { owner = -40 }
cite = "notes"
[ratifiers.ballot]
name = "a ballot"
party = "crew"
cite = "notes"
"#;

#[test]
fn what_crosses_a_red_line_comes_after_what_does_not_and_to_wait_comes_last() {
    let question = Question::of_text(CASE, 20);
    let paper = answer(&question, &|| ());
    let names: Vec<_> = paper.options.iter().map(|option| option.name.as_str()).collect();
    assert_eq!(names.first(), Some(&"Change what no agreement is worth"), "{names:?}");
    assert_eq!(names.last(), Some(&"Wait: no agreement for now"));
    let line = names.iter().position(|name| *name == "A red line moves");
    assert!(line.is_some_and(|place| place + 2 == names.len()), "{names:?}");
    // Each falls back on the next.
    for (place, option) in paper.options.iter().enumerate().take(names.len() - 1) {
        assert!(
            option.fallback.says.starts_with(&format!("option {}:", place + 2)),
            "{}",
            option.fallback.says
        );
    }
}

#[test]
fn an_option_tells_what_it_gives_needs_and_risks_in_numbers_of_the_case() {
    let question = Question::of_text(CASE, 20);
    let paper = answer(&question, &|| ());
    let fine = &paper.options[0];
    let says = |lines: &[Line]| lines.iter().map(|line| line.says.clone()).collect::<Vec<_>>();
    assert_eq!(
        says(&fine.what),
        ["STATE uses: a fine for idle ships (today: shelved)", "then table: five in a hundred"]
    );
    // 90 - 40, and 20 - (45 - 40).
    assert_eq!(says(&fine.gives), ["CREW +50", "OWNER +15"]);
    assert!(says(&fine.needs).contains(&"costs STATE 3 points".to_owned()), "{:?}", says(&fine.needs));
    assert!(says(&fine.needs).iter().any(|need| need.contains("approval of a ballot")));
    assert!(says(&fine.risks).contains(&"takes weeks to work".to_owned()), "{:?}", says(&fine.risks));
    let wait = paper.options.last().expect("to wait");
    assert_eq!(says(&wait.gives), ["CREW 40", "OWNER 45"]);
    assert!(wait.risks.is_empty() && wait.first_move.says.contains(BLANK));
    let page = markdown::render(&paper.page(&question));
    assert!(!page.contains("p5") && !page.contains("fine)"), "{page}");
}

#[test]
fn where_nothing_is_negotiated_no_option_is_made_up() {
    let text = CASE.split("[issues.pay]").next().expect("the head");
    let paper = answer(&Question::of_text(text, 20), &|| ());
    assert!(paper.options.is_empty());
}

#[test]
fn what_fails_is_what_is_left_of_the_share_shown() {
    let says = |share| failing(share).map(|line| line.says);
    assert_eq!(says(0.945), Some("even so no terms exist in 5 of 100".to_owned()));
    assert_eq!(says(1.0), None);
    assert_eq!(says(0.999), Some("even so no terms exist in <1 of 100".to_owned()));
}
