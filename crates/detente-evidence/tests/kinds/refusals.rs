//! Negation and denial.

use detente_evidence::{Kind, Modality, Said, Status, Strength};

use super::{claims_nothing, drafts, of};

#[test]
fn what_is_not_demanded_or_no_longer_wanted_is_no_stance() {
    for text in [
        "Norway no longer wants a joint patrol of the strait.",
        "Sweden is no longer seeking a ban on trawling.",
        "Norway is not demanding a withdrawal of the fleet.",
        "Sweden does not insist on foreign inspectors.",
        "Norway never sought a quota on herring.",
        "Norway does not want a new treaty.",
        "Neither Norway nor Sweden wants a new treaty.",
        "Sweden has not demanded compensation.",
        "Norway isn't asking for observers.",
        "Sweden is not seeking a new treaty, Norwegian officials said.",
        "Norway no longer supports the plan.",
        "Sweden dropped its demand for a joint patrol.",
        "Norway has abandoned its insistence on a ban.",
        "Norway's demand for inspectors was withdrawn.",
        "Norway had insisted on a ban, but dropped that demand on Monday.",
        "Neither Norway nor Sweden demanded a ban.",
        "Sweden stopped short of demanding a withdrawal.",
    ] {
        let stances = of(text, Kind::Position);
        assert!(stances.iter().all(|one| one.modality == Modality::Negated), "{text}: {stances:?}");
        assert!(of(text, Kind::RedLine).is_empty(), "{text}");
    }
    let told = of("Norway is not demanding a withdrawal.", Kind::Position);
    assert!(matches!(told[0].said, Said::Position { strength: Strength::Insists, .. }), "{told:?}");
}

#[test]
fn who_does_not_support_something_is_not_against_it_for_that_and_who_is_not_against_it_is_open() {
    let strength = |text: &str| match of(text, Kind::Position).first().map(|one| (&one.said, one.modality)) {
        Some((Said::Position { strength, .. }, modality)) => Some((*strength, modality)),
        _ => None,
    };
    for text in ["Sweden does not support a ban on trawling.", "Norway did not back the motion."] {
        assert_eq!(strength(text), Some((Strength::Supports, Modality::Negated)), "{text}");
    }
    for text in [
        "Norway is not ready to sign.",
        "Sweden is not prepared to share its radar.",
        "Sweden is reluctant to sign.",
    ] {
        assert_eq!(strength(text), Some((Strength::Ready, Modality::Negated)), "{text}");
    }
    for text in
        ["Norway is not willing to sign.", "Sweden is unwilling to sign.", "Norway is opposed to a ban."]
    {
        assert_eq!(strength(text), Some((Strength::Opposes, Modality::Asserted)), "{text}");
    }
    for text in [
        "Norway does not oppose a ceasefire.",
        "Sweden no longer opposes a ceasefire.",
        "Norway has not ruled out sanctions against Sweden.",
        "Norway refused to rule out sanctions against Sweden.",
    ] {
        assert_eq!(strength(text), Some((Strength::NotRuledOut, Modality::Asserted)), "{text}");
    }
}

#[test]
fn what_is_denied_is_not_so() {
    for text in [
        "Norway denied that Sweden had threatened to leave the talks.",
        "Norway denied that it had threatened to leave the talks.",
        "Norway denies that it wants to leave the treaty.",
        "Norway dismissed reports that it would impose sanctions on Sweden.",
        "Sweden rejected claims that it had offered to lift the tariffs.",
        "Sweden rejected suggestions that it wanted a ban.",
        "Norway refuted the claim that it had proposed a partition of the island.",
        "Norway denied any plan to impose sanctions on Sweden.",
        "The Swedish government denied a report in a Finnish newspaper that it was considering a boycott of the summit.",
        "The ministry denied accusations that Norway had blocked aid to the islands.",
        "Reports that Norway had accepted the draft were denied by Sweden.",
        "Claims that Sweden demanded a ban are false.",
        "There is no truth to reports that Norway demanded a withdrawal of troops.",
        "It is not true that Norway wants a joint patrol, Sweden said.",
        "Sweden said that reports that it had signed the agreement were false.",
        "It is untrue that Sweden asked for observers.",
        "Contrary to reports that Norway would impose sanctions, the strait stayed calm.",
        "Norway described as baseless claims that it had demanded a ban.",
    ] {
        claims_nothing(text);
    }
}

#[test]
fn a_denial_is_a_statement_with_what_it_denies() {
    for text in [
        "Norway denied that Sweden had threatened to leave the talks.",
        "Norway dismissed reports that it would impose sanctions on Sweden.",
        "Sweden rejected claims that it had offered to lift the tariffs.",
        "Reports that Norway had accepted the draft were denied by Sweden.",
    ] {
        let found = drafts(text);
        let denied = found.iter().find_map(|one| match &one.said {
            Said::Statement { denies, .. } if !denies.is_empty() => Some(denies.clone()),
            _ => None,
        });
        assert!(denied.is_some(), "{text}: {found:?}");
        for id in denied.into_iter().flatten() {
            let one = found.iter().find(|one| one.id == id).expect("a draft of that name");
            assert_eq!(one.modality, Modality::Negated, "{text}");
        }
    }
}

#[test]
fn what_nobody_confirms_is_open_and_what_is_said_is_so() {
    for text in [
        "Norway would neither confirm nor deny that it had offered a truce.",
        "Norway did not deny that Sweden had threatened to leave the talks.",
        "Sweden refused to confirm that it had proposed a truce.",
    ] {
        let acts: Vec<_> = drafts(text)
            .into_iter()
            .filter(|one| matches!(one.kind(), Kind::Lever | Kind::Proposal))
            .collect();
        assert!(!acts.is_empty(), "{text}");
        assert!(acts.iter().all(|one| one.modality == Modality::Speculated), "{text}: {acts:?}");
    }
    let said = of("Norway said that Sweden had threatened to leave the talks.", Kind::Lever);
    assert_eq!(said.iter().map(|one| one.modality).collect::<Vec<_>>(), [Modality::Reported]);
}

#[test]
fn what_is_ruled_out_begins_after_its_particle() {
    for (text, refused) in [
        ("Norway ruled out sanctions against Sweden.", "sanctions against Sweden"),
        ("Sweden has ruled out joint patrols.", "joint patrols"),
        ("Joint patrols have been ruled out by Sweden.", "Joint patrols"),
    ] {
        let lines = of(text, Kind::RedLine);
        assert!(
            lines.iter().any(|one| matches!(&one.said, Said::RedLine { what, .. } if what == refused)),
            "{text}: {lines:?}"
        );
    }
}

#[test]
fn agreements_that_were_not_made_are_not_made() {
    for text in [
        "Neither Norway nor Sweden accepted the draft.",
        "Norway has not accepted the draft.",
        "No agreement was reached.",
        "None of the delegations signed the agreement.",
        "Norway and Sweden failed to agree on a quota.",
        "Norway and Sweden left without signing the treaty.",
        "Nobody from the Swedish delegation signed the agreement.",
    ] {
        let found = of(text, Kind::ProposalStatus);
        assert!(!found.is_empty(), "{text}");
        for one in found {
            assert_eq!((one.modality, one.status), (Modality::Negated, Some(Status::NotAccepted)), "{text}");
        }
    }
}
