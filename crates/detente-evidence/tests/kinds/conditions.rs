//! Conditions: what something hangs on has not happened.

use detente_evidence::{Kind, Modality, Status};

use super::of;

#[test]
fn a_condition_is_no_fact() {
    for text in [
        "Norway will keep its fleet in the strait until a binding agreement is signed.",
        "Talks will resume if both sides accept the draft.",
        "Sweden will stay away unless Norway accepts the draft.",
        "Norway will not leave before a text is signed.",
        "Once an agreement is signed, aid will be released.",
        "Should Norway accept the proposal, talks will resume in June.",
        "Norway said the fleet would stay until the treaty was ratified.",
        "Were Sweden to accept the offer, the port would reopen.",
        "Had Sweden accepted the offer, the port would be open.",
        "The port will reopen as soon as the union accepts the offer.",
        "As long as Sweden rejects the draft, the port stays shut.",
        "Provided that Sweden signs the agreement, the port will reopen.",
        "In the event that Sweden signs the treaty, the port will reopen.",
        "When the agreement is signed, the port will reopen.",
    ] {
        let done: Vec<_> = of(text, Kind::ProposalStatus);
        assert!(done.is_empty(), "{text}: {done:?}");
    }
}

#[test]
fn what_was_before_something_is_a_fact() {
    for text in [
        "The ministers met before the agreement was signed.",
        "Norway stayed until the agreement was signed.",
        "After the sides accepted the draft, the talks ended.",
        "Norway left once the agreement was signed.",
    ] {
        let done = of(text, Kind::ProposalStatus);
        assert_eq!(done.iter().map(|one| one.status).collect::<Vec<_>>(), [Some(Status::Accepted)], "{text}");
    }
}

#[test]
fn what_hangs_on_something_is_conditional() {
    for (text, kind) in [
        ("Sweden will not negotiate until the blockade is lifted.", Kind::RedLine),
        ("Norway would not sign unless Sweden withdrew its fleet.", Kind::RedLine),
        ("Norway is ready to sign once observers arrive.", Kind::Position),
        ("Norway is ready to sign provided Sweden withdraws its fleet.", Kind::Position),
        ("If the two leaders meet in Geneva on Friday, a truce may follow.", Kind::Meeting),
        ("Norway offered to lift the tariffs if Sweden opened its ports.", Kind::Proposal),
    ] {
        let found = of(text, kind);
        assert_eq!(
            found.iter().map(|one| one.modality).collect::<Vec<_>>(),
            [Modality::Conditional],
            "{text}"
        );
    }
}

#[test]
fn conditions_that_only_look_like_one_change_nothing() {
    // A deal before the season, a question, a concession.
    let likely = of("Sweden said a deal before the winter season is unlikely.", Kind::Prediction);
    assert_eq!(likely.len(), 1);
    let even = of("Even if Sweden signs, Norway will never accept the ban.", Kind::RedLine);
    assert_eq!(even.len(), 1);
}
