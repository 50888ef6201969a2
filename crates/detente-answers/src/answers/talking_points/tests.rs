//! Tests of the talking points.

use super::*;
use crate::answers::trade;
use crate::page::markdown;

const CASE: &str = r#"
[case]
title = "A lease"
as_of = 2026-03-02
instrument = { class = "contract", consent = ["club", "town"] }
[sources.notes]
publisher = "Chair"
date = 2026-03-01
grade = "B2"
[parties]
club = { name = "Rowing club", role = "principal" }
town = { name = "Town", role = "principal" }
[issues.term]
name = "Term"
options = [{ id = "five", name = "five years" }, { id = "ten", name = "ten years" }, { id = "ever", name = "without end" }]
[[stances]]
party = "town"
issue = "term"
propose = ["five"]
red_line = ["ever"]
basis = "assumed"
owner = "chair"
[[stances]]
party = "club"
issue = "term"
propose = ["ever"]
basis = "assumed"
owner = "chair"
[levers.sell]
name = "a sale of the boathouse"
owner = "club"
target = "town"
kind = "pressure"
status = [{ is = "threatened", on = 2026-03-01 }]
moves_no_deal = { town = [-20, -5] }
cite = "notes"
effects_basis = "assumed"
effects_owner = "chair"
"#;

fn points(party: &str) -> (Question, TalkingPoints) {
    let question = Question::of_text(CASE, 20);
    let points = answer(&question, party).expect("the party");
    (question, points)
}

fn has(lines: &[Line], words: &str) -> bool {
    lines.iter().any(|line| line.says.contains(words))
}

#[test]
fn each_line_stands_where_the_case_puts_it() {
    let (question, town) = points("town");
    assert!(has(&town.cannot, "Red line. Term: without end"), "{:?}", town.cannot);
    assert!(has(&town.could, "Asks for. Term: five years"), "{:?}", town.could);
    assert!(has(&town.fears, "a sale of the boathouse (no deal -20 to -5 for it)"), "{:?}", town.fears);
    assert!(has(&town.fears, "CLUB asks for: without end"), "{:?}", town.fears);
    // Nobody has said what it thinks of ten years, nor what no deal is worth to it.
    let open = |line: &Line| line.whose == trade::Whose::Blank;
    assert!(town.ask.iter().any(|line| open(line) && line.says.contains("ten years")), "{:?}", town.ask);
    // What no deal is worth to a party is neither asked of it nor told to it.
    assert!(!has(&town.ask, "worth"), "{:?}", town.ask);
    assert!(town.alone.iter().any(|line| open(line) && line.says.contains("What no agreement is worth")));
    let page = markdown::render(&town.page(&question));
    assert!(page.contains("No source is quoted on it: \\_"), "{page}");
    let (_, club) = points("club");
    assert!(!has(&club.fears, "boathouse"), "its own lever");
    assert!(!has(&club.fears, "TOWN asks for") && club.cannot.is_empty());
}

#[test]
fn nobody_else_than_a_party_can_be_talked_to() {
    let (question, _) = points("town");
    let refused = answer(&question, "towm").err().map(|stop| stop.to_string()).unwrap_or_default();
    assert!(refused.contains("did you mean `town`"), "{refused}");
}

#[test]
fn a_party_is_known_by_every_name_a_screen_prints() {
    let (question, _) = points("town");
    for name in ["TOWN", "Town", "Rowing club", "CLUB", " club "] {
        assert!(answer(&question, name).is_ok(), "{name}");
    }
    let bloc = format!(
        "{CASE}[blocs.both]\nname = \"Both banks\"\nmembers = [\"club\", \"town\"]\ncite = \"notes\"\n"
    );
    let question = Question::of_text(&bloc, 20);
    let told = answer(&question, "Both banks").err().map(|stop| stop.to_string()).unwrap_or_default();
    assert!(told.contains("Both banks stands for CLUB and TOWN"), "{told}");
}

#[test]
fn what_it_could_concede_comes_before_what_it_asks_for() {
    let more = "[[stances]]\nparty = \"town\"\nissue = \"term\"\ntolerate = [\"ten\"]\nbasis = \"assumed\"\nowner = \"chair\"\n";
    let question = Question::of_text(&format!("{CASE}{more}"), 20);
    let town = answer(&question, "town").expect("the party");
    let says: Vec<_> = town.could.iter().map(|line| line.says.as_str()).collect();
    assert_eq!(says, ["Term: ten years", "Asks for. Term: five years"]);
}

/// A party is asked of what it would itself do, in the words of the options, not of a set by its name.
#[test]
fn the_set_that_the_answer_hangs_on_is_asked_of_whom_it_speaks_of() {
    let set = |party: &str, level: &str| {
        format!(
            "[[stances]]\nparty = \"{party}\"\nissue = \"term\"\n{level}\nbasis = \"assumed\"\nowner = \"chair\"\n\
             set = \"the-club-relents\"\n"
        )
    };
    let worth = "[[no_deal]]\nparty = \"town\"\nvalue = [10, 30]\nbasis = \"assumed\"\nowner = \"chair\"\n\
                 [[no_deal]]\nparty = \"club\"\nvalue = [10, 30]\nbasis = \"assumed\"\nowner = \"chair\"\n";
    let question = Question::of_text(&format!("{CASE}{}{worth}", set("club", "accept = [\"five\"]")), 20);
    let asks = |party: &str| answer(&question, party).expect("the party").ask;
    assert!(has(&asks("club"), "could you live with five years (Term)?"), "{:?}", asks("club"));
    assert!(!has(&asks("town"), "live with"), "{:?}", asks("town"));
    assert!(!has(&asks("club"), "relents") && !has(&asks("town"), "relents"));
}

/// What two triggers would have done is one thing to fear, or to welcome.
#[test]
fn what_is_threatened_twice_is_told_once_with_both_triggers_and_which_way_it_may_go() {
    let threat = |id: &str, trigger: &str| {
        format!(
            "[ultimatums.{id}]\nissuer = \"club\"\naddressed_to = [\"town\"]\ntrigger = \"{trigger}\"\n\
             consequence = \"sell\"\nbasis = \"assumed\"\nowner = \"chair\"\n"
        )
    };
    let text = CASE.replace("town = [-20, -5]", "town = [-20, 5]");
    let threats = threat("one", "no lease is signed") + &threat("two", "the rent rises");
    let question = Question::of_text(&format!("{text}{threats}"), 20);
    let fears = answer(&question, "town").expect("the party").fears;
    let mut told = fears.iter().filter(|line| line.says.contains("boathouse"));
    let one = told.next().expect("a threat");
    assert!(told.next().is_none(), "{fears:?}");
    assert!(one.says.contains("no lease is signed; or if the rent rises"), "{one:?}");
    assert!(one.says.contains("may fear or welcome that (no deal -20 to +5 for it)"), "{one:?}");
    assert!(one.references.iter().any(|reference| reference.assumed_by.is_some()), "{one:?}");
}
