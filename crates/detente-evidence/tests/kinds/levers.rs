//! Levers that are none, threats, offers and money.

use detente_evidence::{Kind, Lever, Modality, Said, Status};

use super::of;

#[test]
fn what_is_not_done_or_taken_back_is_no_lever() {
    for text in [
        "Norway has no plans to impose sanctions on Sweden.",
        "There are no plans to suspend aid to the islands, Norway said.",
        "Norway has no intention of cutting aid to the islands.",
        "Norway withdrew its threat to leave the talks.",
        "Norway backed away from its threat to cut aid.",
        "Norway lifted its sanctions against Sweden.",
        "Sanctions against Sweden were lifted by Norway.",
        "Norway has ruled out cutting aid to the islands.",
        "Norway will not impose tariffs on Sweden.",
        "Norway said it would not cut aid to the islands.",
        "Norway is not considering sanctions against Sweden.",
        "Norway does not intend to impose tariffs on Sweden.",
        "Norway decided against imposing sanctions on Sweden.",
        "Norway did not impose sanctions on Sweden.",
        "Norway stopped short of imposing sanctions on Sweden.",
        "Sweden refrained from imposing tariffs on Norway.",
        "Norway dropped its plan to impose tariffs on Sweden.",
        "Norway postponed the tariffs on Swedish fish.",
        "Norway has not threatened to leave the talks.",
        "Norway ruled out sanctions against Sweden.",
        "Norway had threatened sanctions but has since dropped the idea.",
        "The union called off its strike.",
        "The union will not strike on Monday.",
    ] {
        let found = of(text, Kind::Lever);
        assert!(found.iter().all(|one| one.modality == Modality::Negated), "{text}: {found:?}");
    }
    for text in [
        "Norway has no plans to impose sanctions on Sweden.",
        "Norway withdrew its threat to leave the talks.",
    ] {
        assert_eq!(of(text, Kind::Lever).len(), 1, "{text}");
    }
}

#[test]
fn what_is_done_or_announced_is_a_lever() {
    for (text, modality) in [
        ("Norway imposed sanctions on Sweden.", Modality::Asserted),
        ("Norway will impose tariffs on Sweden if the talks fail.", Modality::Conditional),
        ("Norway agreed to lift its sanctions against Sweden.", Modality::Planned),
        ("Norway threatened to leave the talks.", Modality::Reported),
        ("Unless Sweden accepts the draft, Norway will leave the talks.", Modality::Conditional),
        ("Were the talks to fail, Norway would impose sanctions.", Modality::Conditional),
        ("Norway stopped sending aid to the islands.", Modality::Asserted),
    ] {
        let found = of(text, Kind::Lever);
        assert_eq!(found.iter().map(|one| one.modality).collect::<Vec<_>>(), [modality], "{text}");
    }
    let stopped = of("Norway stopped sending aid to the islands.", Kind::Lever);
    assert!(matches!(stopped[0].said, Said::Lever { lever: Lever::EndOfAid, .. }));
}

#[test]
fn an_offer_on_a_condition_is_no_threat() {
    for text in [
        "Sweden would open its ports if Norway lifted the embargo.",
        "Norway will reopen the border once Sweden releases the crew.",
        "Provided that Norway signs the treaty, Sweden will pay compensation.",
        "Norway would sign if both sides agree to a truce.",
        "Norway would withdraw its fleet if Sweden signed.",
    ] {
        let offers = of(text, Kind::Proposal);
        assert_eq!(offers.len(), 1, "{text}");
        assert_eq!(
            (offers[0].modality, offers[0].status),
            (Modality::Conditional, Some(Status::Offered)),
            "{text}"
        );
        assert!(of(text, Kind::Lever).is_empty(), "{text}");
    }
    for text in [
        "Norway would leave the talks unless Sweden accepted the draft.",
        "If Sweden imposes tariffs, Norway will retaliate.",
        "Norway will take the dispute to arbitration if no treaty is in force.",
        "Norway would withdraw from the talks if Sweden refused.",
    ] {
        assert!(of(text, Kind::Proposal).is_empty(), "{text}");
        assert_eq!(of(text, Kind::Lever).len(), 1, "{text}");
    }
    // Whoever comes back to the table threatens nobody.
    assert!(of("Talks will resume if both agree.", Kind::Lever).is_empty());
}

#[test]
fn money_is_a_lever() {
    for (text, lever, modality) in [
        ("The World Bank will provide a grant of $50 million for the dam.", Lever::Aid, Modality::Planned),
        (
            "The World Bank would lend 60 million dollars once a treaty is signed.",
            Lever::Aid,
            Modality::Conditional,
        ),
        ("The World Bank suspended a $300 million loan to Norway.", Lever::EndOfAid, Modality::Asserted),
        ("Norway pledged 40 million euros for the repairs.", Lever::Aid, Modality::Asserted),
        ("The World Bank will not provide a loan to Norway.", Lever::Aid, Modality::Negated),
    ] {
        let found = of(text, Kind::Lever);
        assert_eq!(found.len(), 1, "{text}");
        assert!(
            matches!(&found[0].said, Said::Lever { lever: one, .. } if *one == lever),
            "{text}: {found:?}"
        );
        assert_eq!(found[0].modality, modality, "{text}");
    }
}

#[test]
fn what_follows_on_a_failure_is_a_threat() {
    for text in [
        "Norway said boats must stay in port, or the coast guard would seize them.",
        "If no deal is struck by June, Norway will take the case to a tribunal.",
        "Sweden will reopen the issue of quotas unless Norway signs.",
        "If the talks fail, Sweden will take the case to The Hague.",
    ] {
        let found = of(text, Kind::Lever);
        assert_eq!(
            found.iter().map(|one| one.modality).collect::<Vec<_>>(),
            [Modality::Conditional],
            "{text}"
        );
    }
    for text in [
        "If no deal is struck by June, Norway and Sweden will meet again.",
        "If the text is not signed, the talks will continue.",
        "Sweden said it would stay or leave as it pleased.",
    ] {
        assert!(of(text, Kind::Lever).is_empty(), "{text}: {:?}", of(text, Kind::Lever));
    }
}

#[test]
fn a_lever_names_those_it_is_meant_for_as_far_as_the_text_does() {
    for (text, named) in [
        ("Norway will leave the talks unless Sweden signs the text.", &["Sweden"][..]),
        ("Norway will leave the talks unless the Swedish government signs the text.", &["Sweden"]),
        ("Norway told Sweden that it would leave the talks unless the text was signed.", &["Sweden"]),
        ("Norway will leave the talks unless the text is signed.", &[]),
        ("Norway said in Sweden that it would leave the talks unless the text was signed.", &[]),
    ] {
        let found = of(text, Kind::Lever);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        let one = &found[0];
        assert!(matches!(&one.said, Said::Lever { target, .. } if target == named), "{text}: {one:?}");
    }
}
