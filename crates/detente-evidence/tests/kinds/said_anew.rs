//! Words that say what other words say too: refusals without a "not", threats with "unless", offers by a noun.

use detente_evidence::{Draft, Kind, Modality, Said, Status, Strength};

use super::{claims_nothing, drafts, of};

fn only(text: &str, kind: Kind) -> Draft {
    let found = of(text, kind);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.into_iter().next().expect("one draft")
}

#[test]
fn who_does_not_want_something_is_not_against_it() {
    for text in [
        "Peru does not want a customs union.",
        "Peru did not want the road.",
        "Peru no longer wants a customs union.",
        "Peru does not demand the road.",
        "Chile said that Peru did not seek a loan.",
    ] {
        claims_nothing(text);
        let opposes = |one: &Draft| {
            matches!(&one.said, Said::Position { strength: Strength::Opposes, .. })
                && one.modality != Modality::Negated
        };
        assert!(!drafts(text).iter().any(opposes), "{text}");
    }
    let against = only("Peru opposes the road.", Kind::Position);
    assert!(matches!(against.said, Said::Position { strength: Strength::Opposes, .. }));
}

#[test]
fn a_refusal_needs_no_not() {
    for text in [
        "Peru will accept no inspectors in its ports.",
        "The Millers' Union said it would accept neither cuts nor delays.",
        "Peru will vote against the budget.",
        "Peru blocked a resolution on the strait.",
        "Peru does not negotiate with smugglers.",
        "Peru will not resume the shipments until the ban is lifted.",
    ] {
        assert_eq!(of(text, Kind::RedLine).len(), 1, "{text}: {:?}", drafts(text));
        assert!(of(text, Kind::Position).is_empty(), "{text}");
    }
    let quoted = "\"Peru will not be lectured,\" Peruvian Foreign Minister Ana Gil said.";
    assert_eq!(only(quoted, Kind::RedLine).party.0, ["Peru"]);
    for text in ["The company will dismiss them if they stay away.", "Peru blocked the road."] {
        assert!(of(text, Kind::RedLine).is_empty(), "{text}");
    }
}

#[test]
fn whatever_a_party_does_unless_the_other_gives_way_is_a_threat() {
    for text in [
        "Peru would file for arbitration unless Chile pays.",
        "Peru will print its own money unless Chile pays.",
        "Peru would sign nothing unless Chile pays.",
        "Peru would freeze the accounts if Chile held no vote.",
    ] {
        let lever = only(text, Kind::Lever);
        assert!(lever.modality == Modality::Conditional && lever.party.0 == ["Peru"], "{text}: {lever:?}");
    }
    for text in
        ["Peru will remain in the bloc unless Chile leaves.", "Peru would need a loan unless it rains."]
    {
        assert!(of(text, Kind::Lever).is_empty(), "{text}");
    }
}

#[test]
fn a_thing_that_is_suggested_is_an_offer() {
    for text in [
        "Peru suggested a two-year pause.",
        "Peru has suggested holding the round in Lima.",
        "Peru put forward a ceiling on fees.",
    ] {
        let offer = only(text, Kind::Proposal);
        assert!(offer.status == Some(Status::Offered) && offer.party.0 == ["Peru"], "{text}: {offer:?}");
    }
    assert!(of("Peru suggested that the road was closed.", Kind::Proposal).is_empty());
    let plan = "Under the plan Peru would free the sailors within a week and Chile would open the port.";
    assert_eq!(of(plan, Kind::Proposal).len(), 1, "{:?}", drafts(plan));
    let answered = "Peru proposed a pause of two years, which Chile rejected as too long.";
    assert_eq!(only(answered, Kind::ProposalStatus).status, Some(Status::NotAccepted));
    let unanswered = "Peru proposed a pause, to which Chile has yet to reply.";
    assert_eq!(only(unanswered, Kind::ProposalStatus).modality, Modality::Negated);
}

#[test]
fn what_diplomats_expect_is_a_forecast_and_no_wish() {
    let text = "Diplomats expect no agreement before the end of June.";
    assert_eq!(of(text, Kind::Prediction).len(), 1);
    assert!(of(text, Kind::Position).is_empty() && of(text, Kind::Deadline).is_empty(), "{:?}", drafts(text));
    assert_eq!(of("Peru expects concessions from Chile.", Kind::Position).len(), 1);
}

#[test]
fn the_words_of_what_is_denied_end_before_the_denial() {
    let text = "Rumours that Peru offered a loan to Chile are untrue.";
    let offer = only(text, Kind::Proposal);
    assert_eq!(offer.modality, Modality::Negated);
    assert_eq!(offer.primary().expect("words").text, "Peru offered a loan to Chile");
    for text in ["Mora did not cancel his trip to Lima on Tuesday.", "Peru never cancelled its attendance."] {
        let away = |one: &Draft| one.status == Some(Status::Cancelled);
        assert!(!drafts(text).iter().any(away), "{text}");
    }
}

#[test]
fn a_week_behind_a_day_is_a_week_more() {
    let text = "Peru and Chile will meet in Lima on Friday week.";
    let Said::Meeting { when: Some(when), .. } = only(text, Kind::Meeting).said else {
        unreachable!("a day")
    };
    // The text is from Wednesday, 14 May.
    assert_eq!(when.from.map(|day| day.to_string()).as_deref(), Some("2031-05-23"));
    assert_eq!(when.words, "on Friday week");
}

#[test]
fn both_are_the_two_whom_the_sentence_before_names() {
    let text = "Peruvian Prime Minister Ana Gil met Chilean President Tom Mora in Lima. Both said they wanted a road.";
    let mut found: Vec<String> = of(text, Kind::Position).into_iter().flat_map(|one| one.party.0).collect();
    found.sort();
    assert_eq!(found, ["Chile", "Peru"]);
}

#[test]
fn who_threatens_sets_the_day() {
    let text = "The Azar Front threatened to leave if the army did not lift its siege of Oru by Friday.";
    assert_eq!(only(text, Kind::Deadline).party.0, ["Azar Front"]);
}
