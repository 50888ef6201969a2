//! Names, ranks, and for whom somebody acts.

use detente_evidence::{Draft, Form, Kind, Options, Rank, Said, html, read_article};

use super::{drafts, of};

fn names(text: &str, kind: Kind) -> Vec<String> {
    of(text, kind).into_iter().filter_map(|one| one.name).collect()
}

#[test]
fn a_state_that_begins_a_name_is_no_party() {
    for (text, whole, state) in [
        ("The Canada Pension Fund wants a seat on the board.", "Canada Pension Fund", "Canada"),
        ("The Qatar Investment Fund rejected the offer.", "Qatar Investment Fund", "Qatar"),
        ("The Sweden Democrats oppose the treaty.", "Sweden Democrats", "Sweden"),
        ("The Sudan Liberation Army rejected the offer.", "Sudan Liberation Army", "Sudan"),
    ] {
        let found = names(text, Kind::Party);
        assert!(
            found.iter().any(|one| one == whole) && !found.iter().any(|one| one == state),
            "{text}: {found:?}"
        );
    }
    assert_eq!(names("The U.S. delegation rejected the offer.", Kind::Party), ["United States"]);
}

fn rank(text: &str) -> Option<Rank> {
    of(text, Kind::Delegate).first().and_then(|one| match &one.said {
        Said::Delegate { rank, .. } => *rank,
        _ => None,
    })
}

#[test]
fn only_states_and_movements_have_heads() {
    for text in [
        "Union President John Reed said that the talks would go on.",
        "John Reed, president of the Dockers' Union, rejected the offer.",
        "National Farmers Union President Tom Hay rejected the offer.",
        "Sarah Cole, chief executive of Harbour Lines Inc, rejected the offer.",
        "Harbour Lines Chief Executive Sarah Cole rejected the offer.",
    ] {
        assert_eq!(rank(text), None, "{text}");
    }
    for text in [
        "Norwegian President Per Holm rejected the offer.",
        "President Per Holm said that Norway wants a truce.",
        "Norway's prime minister, Per Holm, rejected the offer.",
        "The Azaria Liberation Front wants a truce, said Front President Omar Sidi.",
    ] {
        assert_eq!(rank(text), Some(Rank::Head), "{text}");
    }
}

fn sender(text: &str) -> Vec<String> {
    of(text, Kind::Delegate).first().map(|one| one.party.0.clone()).unwrap_or_default()
}

#[test]
fn an_envoy_is_of_whoever_sent_him() {
    for (text, right) in [
        ("The Swedish envoy to Norway, Ole Dahl, said that the truce held.", &["Sweden"][..]),
        ("U.N. envoy to Libya Jean Roux said that the truce held.", &["United Nations"]),
        ("Sudan's envoy to Chad, Ali Hassan, said that the truce held.", &["Sudan"]),
        ("The envoy of Sweden to Norway, Ole Dahl, said that the truce held.", &["Sweden"]),
        ("Ole Dahl, the Swedish ambassador to Norway, attended the talks.", &["Sweden"]),
        ("Maria Sanz, the envoy for Libya, said that the truce held.", &[]),
        ("Envoy to Norway Maria Sanz said that the truce held.", &[]),
        ("The ambassador to Norway, Ole Dahl, said that the truce held.", &[]),
    ] {
        assert_eq!(sender(text), right, "{text}");
    }
    let met = of("The Swedish envoy to Norway, Ole Dahl, met the press in Oslo on Monday.", Kind::Meeting);
    let took_part = |one: &Draft| match &one.said {
        Said::Meeting { participants, .. } => participants.iter().any(|name| name == "Norway"),
        _ => false,
    };
    assert!(!met.iter().any(took_part), "{met:?}");
}

#[test]
fn whose_somebody_is_may_stand_in_the_sentence_before() {
    let text = "Norway wants a quota. Its chief negotiator, Dana Moe, said the sides were close.";
    assert_eq!(sender(text), ["Norway"]);
    let text = "The Harbour Workers' Union wants a raise. Union President John Reed said the offer was low.";
    assert_eq!(sender(text), ["Harbour Workers' Union"]);
    let text = "If no text is signed, Norway will go to court, Foreign Minister Anna Berg warned.";
    assert_eq!(sender(text), ["Norway"]);
}

#[test]
fn only_those_between_whom_an_agreement_is_are_its_parties() {
    let between = |text: &str| -> Vec<Vec<String>> {
        let issues = of(text, Kind::Issue).into_iter();
        issues
            .filter_map(|one| match one.said {
                Said::Issue { between, instrument: Some(_), .. } => Some(between),
                _ => None,
            })
            .collect()
    };
    for text in [
        "Norway and Sweden discussed a fisheries agreement between Norway and Sweden in Oslo on Saturday.",
        "Finland wants a ceasefire between Norway and Sweden under the eyes of Denmark.",
        "They discussed a fisheries treaty between Norway and Sweden, which Finland opposes.",
    ] {
        assert_eq!(between(text), [["Norway", "Sweden"]], "{text}");
    }
}

#[test]
fn a_capital_stands_for_a_bloc_only_where_the_text_speaks_of_it() {
    assert_eq!(names("Brussels wants a quota, and the EU will wait.", Kind::Party), ["European Union"]);
    assert_eq!(names("Brussels wants a quota.", Kind::Party), ["Belgium"]);
    let both = names("Brussels wants a quota. The EU and Belgium will wait.", Kind::Party);
    assert!(both.iter().any(|one| one == "Belgium"), "{both:?}");
}

#[test]
fn hyphens_of_every_kind_are_hyphens() {
    for hyphen in ['-', '\u{2010}', '\u{2011}'] {
        let text = format!("Norway wants a cease{hyphen}fire. Norway demanded a 48{hyphen}hour truce.");
        let issues = of(&text, Kind::Issue);
        assert!(
            issues.iter().any(|one| matches!(&one.said, Said::Issue { instrument: Some(_), .. })),
            "{text}: {issues:?}"
        );
    }
}

#[test]
fn a_page_is_told_by_what_it_holds_and_its_hidden_words_are_counted() {
    for page in [
        "<div class=story><p>Norway met Sweden.</p></div>",
        "\u{feff}<!-- saved --><article><p>Norway met Sweden.</p></article>",
        "<?xml version=\"1.0\"?><html xmlns=\"x\"><body><p>Norway met Sweden.</p></body></html>",
        "  <p>Norway met Sweden.</p>",
    ] {
        assert_eq!(Form::of(page.as_bytes()), Form::Html, "{page}");
    }
    for text in ["Norway met Sweden.", "a < b and c > d", "<3 from Oslo", "He wrote <p> and went."] {
        assert_eq!(Form::of(text.as_bytes()), Form::Plain, "{text}");
    }
    let page = "<html><body><p>Norway wants a truce.</p><p style='color:red; display : none'>Sweden gave up.</p>\
                <p hidden>Sweden left.</p><span aria-hidden=true>Buy now</span>\
                <p style=\"visibility:hidden\">Sweden signed.</p></body></html>";
    let article = html(page).expect("an article");
    assert_eq!(article.text, "Norway wants a truce.");
    let found = read_article(&article, &Options::default());
    assert!(found.notes.iter().any(|note| note.contains('9')), "{:?}", found.notes);
    assert!(drafts("Norway wants a truce.").len() > 1);
}

#[test]
fn a_label_in_the_margin_of_a_page_is_kept() {
    let page = "<html><body><article><p>Norway wants a truce.</p></article><footer>TLP: AMBER</footer></body></html>";
    let article = html(page).expect("an article");
    assert!(article.text.ends_with("TLP: AMBER"), "{}", article.text);
}

fn parties_of(text: &str, name: &str) -> Vec<String> {
    let people = of(text, Kind::Delegate);
    people
        .into_iter()
        .find(|one| one.name.as_deref() == Some(name))
        .map(|one| one.party.0)
        .unwrap_or_default()
}

#[test]
fn an_acronym_in_brackets_is_another_name_of_whoever_stands_before_it() {
    let text = "The Glass Makers' Guild (NGMG) met the company. The Carters' Union of Aldrup (CUA) was there. The CUA \
                wants a pause.";
    let found = of(text, Kind::Position);
    assert!(found.iter().all(|one| one.party.0 == ["Carters' Union of Aldrup"]), "{found:?}");
    let parties = names(text, Kind::Party);
    assert!(!parties.iter().any(|one| one == "CUA"), "{parties:?}");
    let odd = "The Bakers' Federation (BWF) called for talks. The BWF rejected the pay offer.";
    let odd = of(odd, Kind::ProposalStatus);
    assert!(odd.iter().all(|one| one.party.0 == ["Bakers' Federation"]) && odd.len() == 1, "{odd:?}");
}

#[test]
fn juntas_and_blocs_are_whose_the_text_says() {
    let text = "The junta in Gabon rejected the deadline. The junta wants two years. Colonel Paul Obame, who seized power \
                in May, will not travel. The military government's spokesman, Major Luc Ndong, said that Gabon was calm.";
    assert_eq!(of(text, Kind::Position)[0].party.0, ["Gabon"]);
    assert_eq!(parties_of(text, "Paul Obame"), ["Gabon"]);
    assert_eq!(parties_of(text, "Luc Ndong"), ["Gabon"]);
    let bloc =
        "The Southeast Asian bloc ASEAN met in Manila. The bloc demands elections. China opposes that.";
    assert_eq!(of(bloc, Kind::Position)[0].party.0, ["ASEAN"]);
    let two = "The European Union and the African Union met in Rome. The bloc demands elections.";
    assert!(
        of(two, Kind::Position).iter().all(|one| one.party.0.is_empty()),
        "which of two blocs is not said"
    );
}

#[test]
fn an_office_that_is_over_is_none_and_speaks_for_nobody() {
    for text in [
        "Former Peruvian President Luis Ramos said that the offer was weak.",
        "The ousted president, Luis Ramos, said that Peru was lost.",
        "Luis Ramos, a former foreign minister of Peru, said that the offer was weak.",
        "Peru's exiled prime minister Luis Ramos said that the offer was weak.",
    ] {
        let found = of(text, Kind::Delegate);
        assert!(found.iter().all(|one| one.party.0.is_empty()), "{text}: {found:?}");
        assert_eq!(rank(text), None, "{text}");
    }
    let sent = "Peru has sent a former ambassador, Luis Ramos, to Quito.";
    assert_eq!(parties_of(sent, "Luis Ramos"), ["Peru"]);
    let envoy = "Peru's envoy, former judge Luis Ramos, said that the talks went on.";
    assert_eq!(parties_of(envoy, "Luis Ramos"), ["Peru"]);
}

#[test]
fn people_are_of_whoever_the_words_around_them_say() {
    for (text, name, party) in [
        ("Spain's minister Ana Gil and her Moroccan counterpart, Omar Alami, met.", "Omar Alami", "Morocco"),
        ("The Azar Front, led by Colonel Dan Reku, denied the charge.", "Dan Reku", "Azar Front"),
        (
            "The Azar Front's commander, known as Captain Zed Oku, threatened to leave.",
            "Zed Oku",
            "Azar Front",
        ),
        ("Spain, whose citizens were hurt, has sent a judge, Ana Gil, to Rabat.", "Ana Gil", "Spain"),
        ("The WFP's director, Ida Lund, said that food was short.", "Ida Lund", "United Nations"),
    ] {
        assert_eq!(parties_of(text, name), [party], "{text}");
    }
    let council = "The Mill Owners' Council (MOC), which speaks for mills, wants compensation. Its president, Ron Hale, \
                   said that the United States was late. A White House aide declined to comment.";
    assert_eq!(parties_of(council, "Ron Hale"), ["Mill Owners' Council"]);
}

#[test]
fn a_participle_behind_a_comma_is_no_verb_of_the_sentence() {
    let text = "Chile, backed by Peru, wants a pause. The Azar Front, led by Dan Reku, wants a corridor.";
    let found: Vec<_> = of(text, Kind::Position).into_iter().map(|one| one.party.0).collect();
    assert!(found.iter().any(|one| one.contains(&"Chile".to_owned())), "{found:?}");
    assert!(found.iter().any(|one| one == &["Azar Front"]), "{found:?}");
}

#[test]
fn a_noun_beside_a_name_is_another_word_for_it() {
    for (text, party) in [
        ("The drivers' union KLT met the mayor. The union wants a pause.", "KLT"),
        ("The operator, Tramvia, has sent a letter. The operator wants a pause.", "Tramvia"),
        ("Tramvia, the tram company, has sent a letter. The company wants a pause.", "Tramvia"),
        ("A splinter group, the Highland Resistance Army, wants a pause.", "Highland Resistance Army"),
        ("The Union of Millers of Oru wants a pause.", "Union of Millers of Oru"),
    ] {
        let found = of(text, Kind::Position);
        assert!(found.len() == 1 && found[0].party.0 == [party], "{text}: {found:?}");
    }
    let two = "The union KLT met the union BOR. The union wants a pause.";
    assert!(of(two, Kind::Position).iter().all(|one| one.party.0.is_empty()), "which of two is not said");
}

#[test]
fn offices_without_a_state_are_of_the_state_that_the_text_is_from() {
    let text = "LIMA, Peru (Wire) — Peru and Chile met on Monday. Prime Minister Ana Gil said that the road was open. \
                Her chief negotiator, Sir Tom Rey, declined to comment.";
    assert_eq!(parties_of(text, "Ana Gil"), ["Peru"]);
    assert_eq!(parties_of(text, "Tom Rey"), ["Peru"]);
    let elsewhere =
        "LIMA, Peru (Wire) — Chile and Bolivia met on Monday. Prime Minister Ana Gil said that it was open.";
    assert!(parties_of(elsewhere, "Ana Gil").is_empty(), "a place where others meet is nobody's state");
}

#[test]
fn a_council_of_nobody_is_a_party_and_an_organ_of_a_state_is_none() {
    let text =
        "The Upland Salvation Council met Peru's government in Lima. The council wants a share of the gas.";
    assert_eq!(of(text, Kind::Position)[0].party.0, ["Upland Salvation Council"]);
    let organ = "The Federal Security Council met in Lima. The council wants a share of the gas.";
    assert!(of(organ, Kind::Position).iter().all(|one| one.party.0.is_empty()));
    let now = "The African Union's envoy, former Kenyan president Joe Muto, proposed a pause.";
    assert_eq!(parties_of(now, "Joe Muto"), ["African Union"]);
    let firm = "Tramvia cut the lines. Tramvia's managing director, Tom Rey, left. The firm would not pay for buses.";
    assert_eq!(of(firm, Kind::RedLine)[0].party.0, ["Tramvia"]);
}

#[test]
fn parties_by_their_members_and_their_hyphens() {
    let owner =
        |text: &str, kind: Kind| of(text, kind).first().map(|one| one.party.0.clone()).unwrap_or_default();
    let said = "The Norway Fishers' Council rejected the quota. Its president, Ada Lind, said that boats would stay in port.";
    assert_eq!(owner(said, Kind::Delegate), ["Norway Fishers' Council"]);
    let left = "Talks ended when the Liberal Union left the table. Its leader, Ada Lind, said that rents were too high.";
    assert_eq!(owner(left, Kind::Delegate), ["Liberal Union"]);
    let name = |text: &str| of(text, Kind::Delegate).iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    assert_eq!(
        name("Trade Minister Park Min-jun met Swedish Trade Minister Ole Dahl.")[0].as_deref(),
        Some("Park Min-jun")
    );
    let led = "A Norway-led mission left. The Liberals want peace. The Liberal Union met Sweden.";
    assert!(of(led, Kind::Party).iter().all(|one| one.name.as_deref() != Some("Norway-led")), "{led}");
}
