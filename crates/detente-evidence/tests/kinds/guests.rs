//! Who comes and who does not; what took place and what did not.

use detente_evidence::{Capacity, Format, Kind, Modality, Said, Status};

use super::of;

#[test]
fn who_does_not_come_is_not_there() {
    for text in [
        "Norwegian Foreign Minister Anna Berg is not expected to attend the talks on Monday.",
        "Sweden was barred from the talks in Oslo.",
        "Swedish Trade Minister Ole Dahl was barred from attending the talks.",
        "Norway barred Sweden from the talks.",
        "Sweden was excluded from the meeting.",
        "Sweden was uninvited from the summit.",
        "Sweden was not allowed to attend the summit.",
        "Sweden was prevented from attending the session.",
        "Sweden was denied entry to the talks.",
        "Sweden refused to attend the talks.",
        "Sweden was unable to attend the talks.",
        "Sweden decided not to attend the summit in Geneva.",
        "Neither Norway nor Sweden attended the talks.",
        "Neither Norway nor Sweden will attend the summit.",
        "No Swedish delegation attended the talks.",
        "No one from Sweden attended the talks.",
        "Sweden did not send a delegation to the talks.",
        "Sweden will not be attending the meeting in Oslo.",
        "Sweden had been due to attend the talks but stayed away.",
        "Sweden has ruled out attending the summit.",
        "Sweden turned down an invitation to the talks.",
        "Sweden denied that it had attended the talks.",
        "\"Sweden is not going to attend,\" Norwegian officials said.",
    ] {
        let found = of(text, Kind::Attendance);
        assert!(!found.is_empty(), "{text}");
        for one in found {
            let away = matches!(one.status, Some(Status::Absent | Status::NotInvited));
            assert!(away && one.modality == Modality::Negated, "{text}: {:?} {:?}", one.status, one.modality);
        }
    }
}

#[test]
fn who_could_not_be_persuaded_does_not_come_and_who_tried_does_not_for_that() {
    let found = of("Norway failed to persuade Sweden to attend the talks.", Kind::Attendance);
    assert_eq!(found.iter().map(|one| one.party.0.clone()).collect::<Vec<_>>(), [["Sweden"]]);
    assert_eq!(found[0].status, Some(Status::Absent));
    for text in [
        "Sweden asked Finland to attend the talks.",
        "Finland was urged to join the talks.",
        "Norway wants Finland to attend the talks.",
        "Norway tried to persuade Sweden to attend the talks.",
        "Norway is willing to attend the talks.",
        "Norway demanded that Finland attend the talks.",
    ] {
        assert!(of(text, Kind::Attendance).is_empty(), "{text}");
    }
}

#[test]
fn who_comes_is_there() {
    for (text, modality) in [
        ("Sweden attended the talks.", Modality::Asserted),
        ("Sweden will attend the talks on Monday.", Modality::Planned),
        ("Sweden is expected to attend the talks on Monday.", Modality::Planned),
        ("Sweden agreed to attend the talks.", Modality::Planned),
        ("If the ban is lifted, Sweden will attend the talks.", Modality::Conditional),
        ("Sweden would attend a summit if it were held in Geneva.", Modality::Conditional),
    ] {
        let found = of(text, Kind::Attendance);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!((found[0].status, found[0].modality), (Some(Status::Attending), modality), "{text}");
    }
}

#[test]
fn what_did_not_take_place_was_not_held() {
    for text in [
        "The meeting in Oslo on Monday did not take place.",
        "A meeting planned for Monday in Oslo did not take place.",
        "The summit in Geneva never took place.",
        "Talks in Oslo were not held on Monday.",
        "The summit was scheduled for Monday but did not take place.",
        "Talks between Norway and Sweden have been called off.",
        "Norway called off talks with Sweden in Oslo on Monday.",
        "The talks planned for Monday in Geneva were scrapped.",
    ] {
        let found = of(text, Kind::Meeting);
        assert!(!found.is_empty(), "{text}");
        for one in found {
            assert_eq!((one.status, one.modality), (Some(Status::CalledOff), Modality::Negated), "{text}");
        }
    }
    let changed = of("Norway has called off talks with Sweden.", Kind::MeetingChange);
    assert_eq!(changed.iter().map(|one| one.status).collect::<Vec<_>>(), [Some(Status::CalledOff)]);
}

#[test]
fn a_meeting_ahead_is_planned_and_keeps_its_own_day_and_place() {
    let found = of("Sweden is not expected at the talks in Geneva on 20 May.", Kind::Meeting);
    assert!(found.iter().all(|one| one.status != Some(Status::Held)), "{found:?}");
    let text = "Berg cancelled a trip to Stockholm after talks opened in Oslo on Monday.";
    let found = of(text, Kind::Meeting);
    let told: Vec<_> = found
        .iter()
        .filter_map(|one| match &one.said {
            Said::Meeting { place, when, .. } => Some((place.as_deref(), when.is_some(), one.status)),
            _ => None,
        })
        .collect();
    assert!(told.contains(&(Some("Stockholm"), false, Some(Status::CalledOff))), "{told:?}");
    assert!(told.contains(&(Some("Oslo"), true, Some(Status::Held))), "{told:?}");
}

#[test]
fn the_day_something_is_said_is_not_the_day_of_what_is_said() {
    let text = "The rail union said on Monday that its members would strike on Friday.";
    let found = of(text, Kind::Statement);
    let Said::Statement { when: Some(when), .. } = &found[0].said else { unreachable!("no day: {found:?}") };
    assert_eq!((when.words.as_str(), when.from), ("on Monday", "2031-05-12".parse().ok()));
    let text = "Officials said on Tuesday that Norway and Sweden would meet in Oslo on Thursday.";
    let found = of(text, Kind::Meeting);
    let Said::Meeting { when: Some(when), .. } = &found[0].said else { unreachable!("no day: {found:?}") };
    assert_eq!(when.from, "2031-05-15".parse().ok());
}

#[test]
fn calls_are_contacts() {
    for text in [
        "Norwegian Prime Minister Per Holm telephoned Swedish Prime Minister Karl Lind on Monday.",
        "Norwegian Prime Minister Per Holm spoke by phone with Swedish Prime Minister Karl Lind on Monday.",
        "Norwegian Prime Minister Per Holm called Swedish Prime Minister Karl Lind on Monday to discuss the strait.",
        "Norwegian Prime Minister Per Holm and Swedish Prime Minister Karl Lind held a phone call on Monday.",
    ] {
        let found = of(text, Kind::Meeting);
        let format = |one: &Said| matches!(one, Said::Meeting { format: Format::Call, .. });
        assert!(found.iter().any(|one| format(&one.said)), "{text}: {found:?}");
    }
    let insult = of("Norwegian Prime Minister Per Holm called the offer an insult.", Kind::Statement);
    assert_eq!(insult.len(), 1);
}

#[test]
fn everybody_takes_part_as_what_he_is() {
    for (text, right) in [
        ("Finland acted as mediator at the talks.", Capacity::Mediator),
        ("Finland acted as host of the talks.", Capacity::Host),
        ("Finland served as an observer at the talks.", Capacity::Observer),
        ("Finland acted as chair of the session.", Capacity::Chair),
        ("Finland will serve as guarantor of the agreement.", Capacity::Guarantor),
    ] {
        let found = of(text, Kind::Attendance);
        let one = found.first().map(|one| &one.said);
        assert!(
            matches!(one, Some(Said::Attendance { capacity: Some(capacity), .. }) if *capacity == right),
            "{text}: {found:?}"
        );
    }
}
