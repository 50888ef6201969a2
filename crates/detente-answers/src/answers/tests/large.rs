//! What is too large to be tried one by one is cut or refused, and the answer says so.

use crate::{
    answers::verdict::hangs_on::untried_sets, options::Options, question::Question, registry, stop::Stop,
    watch::Watch,
};

const BEGIN: &str = "[case]\ntitle = \"A quarry\"\nas_of = 2025-03-01\ninstrument = { class = \"contract\", consent = \
    [\"mill\", \"town\"] }\n[parties.mill]\nname = \"Mill\"\nrole = \"principal\"\n[parties.town]\nname = \"Town\"\nrole = \
    \"principal\"\n[sources.post]\npublisher = \"Post\"\ndate = 2025-02-01\ngrade = \"B2\"\n[issues.depth]\nname = \
    \"Depth\"\noptions = [{ id = \"flat\", name = \"flat\" }, { id = \"deep\", name = \"deep\" }]\n";

/// Why a question about this case is refused, with how to mend it.
fn refused(name: &str, rest: &str) -> String {
    let question = Question::of_text(&format!("{BEGIN}{rest}"), 2);
    let asked = registry::question(name).expect("there is such a question");
    match asked.ask(&question, &Options::default(), Watch::nobody()) {
        Err(Stop::Refused(advice)) => advice.to_string(),
        Err(stop) => stop.to_string(),
        Ok(_) => String::new(),
    }
}

#[test]
fn more_texts_than_are_held_against_each_other_are_refused() {
    let texts = |count: usize| -> String {
        let text = |at: usize| {
            format!(
                "[proposals.t{at}]\nname = \"Text {at}\"\nby = [\"mill\"]\ncite = \"post\"\nterms = {{ depth = \"{}\" }}\n",
                ["flat", "deep"][at % 2]
            )
        };
        (0..count).map(text).collect()
    };
    assert_eq!(refused("compare", &texts(100)), "");
    let why = refused("compare", &texts(101));
    assert!(
        why.contains("101 texts") && why.contains("at most 100") && why.contains("detente compare"),
        "{why}"
    );
}

#[test]
fn more_statements_than_are_looked_up_in_every_state_are_refused() {
    let conflict = |statements: usize| {
        let list = "\"blast\", ".repeat(statements);
        format!(
            "[conflict]\ncite = \"post\"\n[conflict.courses.blast]\nname = \"Mill blasts\"\nparty = \"mill\"\n\
             [conflict.courses.sue]\nname = \"Town sues\"\nparty = \"town\"\n\
             [[conflict.preferences]]\nparty = \"mill\"\nstatements = [{list}]\n"
        )
    };
    assert_eq!(refused("stability", &conflict(20_000)), "");
    let why = refused("stability", &conflict(20_001));
    assert!(why.contains("20001 statements") && why.contains("at most 20000"), "{why}");
}

#[test]
fn sets_that_the_verdict_was_not_tried_with_are_told() {
    let sets = |count: usize| -> String {
        let set = |at: usize| {
            format!(
                "[[no_deal]]\nparty = \"mill\"\nvalue = {}\nbasis = \"assumed\"\nowner = \"clerk\"\nset = \"s{at}\"\n",
                at % 90
            )
        };
        (0..count).map(set).collect()
    };
    let question = |count: usize| Question::of_text(&format!("{BEGIN}{}", sets(count)), 2);
    assert_eq!(untried_sets(&question(1_000)), None);
    let told = untried_sets(&question(2_000)).unwrap_or_default();
    assert!(told.contains("2000 sets") && told.contains("--assume SET"), "{told}");
    // Where there is no verdict in an answer, nothing was left out of it.
    assert_eq!(question(2_000).untried_sets(), None);
}
