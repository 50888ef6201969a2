//! What a verdict hangs on and how far it can be relied on, against small cases.

#![allow(
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking and reads the catalogue"
)]

use super::{confidence::Degree, *};

const BEGIN: &str = "[case]\ntitle = \"A shift\"\nas_of = 2025-03-01\ninstrument = { class = \"contract\", consent = \
    [\"crew\", \"yard\"] }\n[parties.crew]\nname = \"Crew\"\nrole = \"principal\"\n[parties.yard]\nname = \"Yard\"\nrole = \
    \"principal\"\n[sources.post]\npublisher = \"Post\"\ndate = 2025-02-01\ngrade = \"B2\"\n[sources.wire]\npublisher = \
    \"Wire\"\ndate = 2025-02-02\ngrade = \"C3\"\n[issues.shift]\nname = \"Shift\"\noptions = [{ id = \"short-day\", name = \
    \"a short day\" }, { id = \"long-day\", name = \"a long day\" }]\n";

fn stance(party: &str, values: [&str; 2], origin: &str) -> String {
    let [short, long] = values;
    format!(
        "[[stances]]\nparty = \"{party}\"\nissue = \"shift\"\nvalues = {{ short-day = {short}, long-day = {long} }}\n{origin}\n"
    )
}

fn no_deal(party: &str, value: &str, origin: &str) -> String {
    format!("[[no_deal]]\nparty = \"{party}\"\nvalue = {value}\n{origin}\n")
}

const ASSUMED: &str = "basis = \"assumed\"\nowner = \"clerk\"";

fn verdict(tables: &[String]) -> (Question, VerdictAnswer) {
    let text = BEGIN.to_owned() + &tables.concat();
    let question = Question::of_text(&text, 2000);
    assert_eq!(
        question.whole.stances.len() + question.whole.no_deal.len(),
        tables.len(),
        "each table is read"
    );
    let verdict = question.verdict().clone();
    (question, verdict)
}

#[test]
fn confidence_is_high_only_where_two_reports_say_it_and_nothing_turns_it() {
    let cited = |source: &str| format!("cite = \"{source}\"");
    let all = |second: &str| {
        [
            stance("crew", ["80", "60"], &cited("post")),
            stance("yard", ["40", "90"], &cited(second)),
            no_deal("crew", "20", &cited("post")),
            no_deal("yard", "30", &cited(second)),
        ]
    };
    let degree = |tables: &[String]| verdict(tables).1.confidence.map(|confidence| confidence.word);
    assert_eq!(degree(&all("wire")), Some(Degree::High));
    assert_eq!(degree(&all("post")), Some(Degree::Moderate), "one report is one report");
    let mut assumed = all("wire");
    assumed[3] = no_deal("yard", "30", ASSUMED);
    assert_eq!(degree(&assumed), Some(Degree::Moderate), "a no-deal value is assumed");
    assumed[1] = stance("yard", ["40", "90"], ASSUMED);
    assert_eq!(degree(&assumed), Some(Degree::Low), "nobody reports a position of the yard");
}

#[test]
fn a_set_a_half_and_silence_that_turn_the_answer_make_confidence_low_and_are_rows() {
    let (_, verdict) = verdict(&[
        stance("crew", ["80", "60"], "cite = \"post\""),
        stance("yard", ["40", "90"], "cite = \"wire\""),
        no_deal("crew", "[30, 70]", ASSUMED),
        no_deal("yard", "[20, 80]", "cite = \"wire\""),
        no_deal("crew", "95", "basis = \"assumed\"\nowner = \"clerk\"\nset = \"crew-walks-out\""),
    ]);
    let kinds: Vec<_> = verdict.hangs_on.iter().map(|row| row.what).collect();
    assert_eq!(kinds[..2], [What::Number, What::Set], "{:?}", verdict.hangs_on);
    let set = &verdict.hangs_on[1];
    assert_eq!((set.name.as_str(), set.owner.as_deref()), ("crew-walks-out", Some("clerk")));
    assert_eq!((set.shares[0].holds, set.shares[0].draws), (0, 2000));
    assert_eq!(set.central, [Some(false)]);
    let confidence = verdict.confidence.as_ref().expect("two must agree");
    assert_eq!(confidence.word, Degree::Low);
    assert!(confidence.because.iter().any(|why| why.contains("Crew walks out")), "{:?}", confidence.because);
    let json = serde_json::to_value(&verdict).expect("a verdict is JSON");
    let row = &json["hangs_on"][1];
    let keys: Vec<_> = row.as_object().expect("a row").keys().map(String::as_str).collect();
    assert_eq!(keys, ["what", "name", "owner", "central", "shares"]);
    assert_eq!(row["what"], "set");
    assert_eq!(json["sampling"]["share"], json["share"]["share"]);
    assert_eq!(json["confidence"]["word"], "low");
}

#[test]
fn a_share_of_draws_is_told_in_no_word_of_likelihood() {
    let (_, verdict) = verdict(&[
        stance("crew", ["80", "60"], "cite = \"post\""),
        stance("yard", ["40", "90"], "cite = \"wire\""),
        no_deal("crew", "[50, 90]", ASSUMED),
        no_deal("yard", "[20, 80]", ASSUMED),
    ]);
    let share = percent(verdict.verdict.share.share);
    let told = format!("prefer to no deal exist in {share} of 100 assumed futures");
    assert!(verdict.sentence.contains(&told), "{}", verdict.sentence);
    assert!(
        !verdict.sentence.contains("likely") && !verdict.sentence.contains("even"),
        "{}",
        verdict.sentence
    );
    assert_eq!(futures(&Share::of(1, 0, 1000)), "fewer than 1 of 100 assumed futures");
    assert_eq!(futures(&Share::of(999, 0, 1000)), "more than 99 of 100 assumed futures");
    let some = Share::of(500, 20, 1000);
    assert_eq!(futures(&some), "50 of 100 assumed futures (of 1000 made, 20 were not settled)");
}

#[test]
fn where_nobody_reports_a_position_that_is_said_before_any_share() {
    let (_, verdict) = verdict(&[
        stance("crew", ["80", "60"], "cite = \"post\""),
        stance("yard", ["40", "90"], ASSUMED),
        no_deal("crew", "[50, 90]", ASSUMED),
        no_deal("yard", "[20, 80]", ASSUMED),
    ]);
    let at = |words: &str| verdict.sentence.find(words).unwrap_or_else(|| panic!("{}", verdict.sentence));
    assert!(at("No source gives a position of YARD") < at("of 100"), "{}", verdict.sentence);
}
