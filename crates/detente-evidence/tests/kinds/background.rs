//! What is told of another time, of another's wish, or of nothing real is no act of today.

use detente_evidence::{Kind, Modality, Said, Status};

use super::{claims_nothing, drafts, of};

#[test]
fn history_moves_nothing_today() {
    for text in [
        "In 1994, Norway's then-leaders accepted a similar offer.",
        "Under the 1987 treaty on salmon, Norway accepted a fixed quota plan.",
        "Norway once demanded a ban on trawling.",
        "In 1921 Sweden demanded the island.",
        "Sweden apologised for having threatened to leave the talks in 2019.",
    ] {
        claims_nothing(text);
    }
    let now = of("Sweden accepted the offer on Monday.", Kind::ProposalStatus);
    assert_eq!(now.iter().map(|one| one.status).collect::<Vec<_>>(), [Some(Status::Accepted)]);
}

#[test]
fn what_is_wished_doubted_or_invented_is_no_act() {
    for text in [
        "Sweden wishes that Norway wanted a truce.",
        "Sweden doubts that Norway wants a quota.",
        "Norway hardly wants the quota.",
        "Norway did not say that it wanted the quota.",
        "Norway would want the quota if it could pay for it.",
        "An earlier version of this report said Norway wants the quota.",
        "A satirical site reported that Norway demanded every herring.",
        "Norway neither wants nor needs the quota.",
        "Norway insisted it had never demanded the quota.",
        "Norway and not Sweden wants the quota.",
        "Lind said she did not want to threaten anybody.",
    ] {
        claims_nothing(text);
    }
}

#[test]
fn who_only_bears_a_name_is_not_the_party() {
    for text in [
        "A Swedish newspaper demanded that Norway pay.",
        "Georgia Holm demanded a refund.",
        "Warsaw Wolves threatened to leave the league.",
        "The Swedish football club Malmo threatened to leave the league.",
    ] {
        let acts = drafts(text);
        let whose = acts.iter().filter(|one| matches!(one.kind(), Kind::Position | Kind::Lever));
        for one in whose {
            assert!(
                one.party.0.iter().all(|party| !["Sweden", "Georgia", "Poland"].contains(&party.as_str())),
                "{text}"
            );
        }
    }
    assert_eq!(of("Georgia demanded a refund.", Kind::Position).len(), 1);
}

/// What a statement says, and on which day.
fn said(text: &str) -> Vec<(String, Option<String>)> {
    let statements = of(text, Kind::Statement).into_iter();
    statements
        .filter_map(|one| match one.said {
            Said::Statement { content, when, .. } => {
                Some((content.unwrap_or_default(), when.and_then(|one| one.from).map(|day| day.to_string())))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn what_is_said_to_be_false_keeps_its_judgement() {
    for (text, judged) in [
        ("Norway said it was false that Sweden had offered money.", "it was false"),
        ("Norway said it was untrue that Sweden had agreed.", "it was untrue"),
        ("Norway said there was no truth in reports that it had agreed.", "no truth"),
    ] {
        let found = said(text);
        assert!(found.iter().any(|one| one.0.contains(judged)), "{text}: {found:?}");
    }
    let unconfirmed = of("Norway has not confirmed the date.", Kind::Statement);
    assert!(unconfirmed.iter().all(|one| one.modality == Modality::Negated));
}

#[test]
fn the_day_of_what_is_said_is_not_the_day_of_the_saying() {
    let found = said("Norway will meet Sweden in Oslo on Friday, two officials said.");
    assert_eq!(found.iter().map(|one| one.1.clone()).collect::<Vec<_>>(), [None]);
    let found = said("Norway said on Monday that it would meet Sweden on Friday.");
    assert_eq!(found.iter().map(|one| one.1.as_deref()).collect::<Vec<_>>(), [Some("2031-05-12")]);
}

#[test]
fn a_weekday_in_the_present_is_the_next_one() {
    // The text is of a Wednesday.
    for (text, day) in [
        ("Norway and Sweden meet in Oslo on Friday.", "2031-05-16"),
        ("The talks in Oslo end on Saturday.", "2031-05-17"),
        ("Norway and Sweden met in Oslo on Friday.", "2031-05-09"),
    ] {
        let days: Vec<_> = of(text, Kind::Meeting)
            .into_iter()
            .filter_map(|one| match one.said {
                Said::Meeting { when, .. } => when.and_then(|one| one.from).map(|day| day.to_string()),
                _ => None,
            })
            .collect();
        assert_eq!(days, [day], "{text}");
    }
}

#[test]
fn what_would_have_been_was_not() {
    for text in [
        "The ministers of Norway and Sweden were to have met in Oslo on Monday.",
        "Norway and Sweden would have met in Oslo on Monday.",
    ] {
        for one in of(text, Kind::Meeting) {
            assert_eq!(one.status, Some(Status::CalledOff), "{text}");
        }
    }
}

#[test]
fn a_threat_is_of_whoever_tells_of_it() {
    let found = of("Norway told Sweden it would cut aid if it left the talks.", Kind::Lever);
    assert!(!found.is_empty());
    assert!(found.iter().all(|one| one.party.0 == ["Norway"]), "{found:?}");
    for text in [
        "Norway would not leave the talks even if Sweden closed the border.",
        "The minister of Norway rejected the demand as unrealistic.",
    ] {
        assert!(of(text, Kind::RedLine).is_empty(), "{text}");
    }
    let told =
        "Norway would leave the talks if Sweden did, a former negotiator, Ola Berg, wrote in a column.";
    assert!(of(told, Kind::Lever).is_empty());
}
