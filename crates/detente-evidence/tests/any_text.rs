//! Whatever the text, it is read: without a panic, and always with the same drafts.

use detente_evidence::{Form, Kind, Modality, Options, Status, docx, html, read, read_article};
use proptest::prelude::*;

use crate::budget;

const TEXTS: [&str; 4] = [
    include_str!("dispatches/ports.txt"),
    include_str!("dispatches/dam.txt"),
    include_str!("dispatches/front.txt"),
    include_str!("dispatches/island.txt"),
];

/// Words of dispatches in another order, with marks and other letters between them.
fn mixed() -> impl Strategy<Value = String> {
    let all: Vec<&str> =
        TEXTS.iter().flat_map(|text| text.split_inclusive([' ', '\n', ',', '.', '’'])).collect();
    let odd = [
        "“",
        "\"",
        "‘",
        "—",
        "\n\n",
        "é",
        "\u{301}",
        "🜁",
        ".",
        "U.S.",
        "Mr.",
        "1.",
        "(",
        "https://a.b/2031/05/14/c ",
        "\0",
        "İ",
        "ß",
    ];
    let piece = prop_oneof![
        8 => proptest::sample::select(all).prop_map(str::to_owned),
        1 => proptest::sample::select(odd.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
    ];
    proptest::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

/// What every answer must keep: its words stand at their places, and its names are told once.
fn holds(text: &str) {
    let found = read(text, &Options { date: "2031-05-14".parse().ok() });
    assert_eq!(found, read(text, &Options { date: "2031-05-14".parse().ok() }));
    for (at, draft) in found.drafts.iter().enumerate() {
        assert_eq!(draft.id, format!("d{}", at + 1));
        assert!(!draft.evidence.is_empty());
        for one in &draft.evidence {
            assert_eq!(text.get(one.start..one.end), Some(one.text.as_str()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(budget::cases(2_000)))]

    #[test]
    fn a_mix_of_dispatches_is_read(text in mixed()) {
        holds(&text);
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,300}") {
        holds(&text);
    }

    #[test]
    fn any_page_is_read_or_refused(pieces in proptest::collection::vec(proptest::sample::select(vec![
        "<p>", "</p>", "<article>", "</article>", "<script>", "</script>", "<a href=x>", "</a>", "&amp;", "&rsquo;", "&", "&#x41;", "<!--", "-->",
        "The envoy said no. ", "<div class=related>", "</div>", "<title>", "</title>", "é", "<", ">", "\"", "<meta property=og:title content='T'>",
    ]), 0..60)) {
        let page = pieces.concat();
        if let Ok(article) = html(&page) {
            let found = read_article(&article, &Options::default());
            for one in found.drafts.iter().flat_map(|draft| &draft.evidence) {
                prop_assert!(one.start <= one.end && page.get(one.start..one.end).is_some());
            }
        }
    }

    #[test]
    fn any_bytes_are_a_document_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Form::of(&bytes);
        prop_assert!(docx(&bytes).is_err());
    }
}

#[test]
fn a_text_in_another_language_is_told() {
    let german = "Der Gesandte der Regierung sagte am Montag, dass die Verhandlungen über das Abkommen nicht weitergeführt \
                  werden, solange die Gegenseite ihre Truppen nicht aus dem Grenzgebiet zurückzieht.";
    assert!(read(german, &Options::default()).notes.iter().any(|note| note.contains("English")));
    assert!(read(TEXTS[0], &Options::default()).notes.iter().all(|note| !note.contains("English")));
}

#[test]
fn a_text_without_a_day_says_so() {
    let text = "The envoy said on Monday that the talks would go on today.";
    let none = read(text, &Options::default());
    assert!(none.notes.iter().any(|note| note.contains("which day")));
    let given = read(text, &Options { date: "2031-05-14".parse().ok() });
    assert!(given.notes.is_empty(), "{:?}", given.notes);
}

/// Of a text on the table: what a sentence says of it, if it says so outright.
fn on_the_table(sentence: &str) -> Vec<(Option<Status>, Modality)> {
    let text = format!("GENEVA, May 3, 2031 — Norway and Sweden met in Geneva on Saturday. {sentence}");
    let drafts = read(&text, &Options::default()).drafts;
    let statuses = drafts.iter().filter(|draft| draft.kind() == Kind::ProposalStatus);
    statuses.map(|draft| (draft.status, draft.modality)).collect()
}

#[test]
fn a_condition_says_nothing_of_how_a_text_stands() {
    assert_eq!(on_the_table("Norway would leave the talks if no text was on the table within a week."), []);
    assert_eq!(on_the_table("Norway will stay unless the draft is on the table by Friday."), []);
    let outright = on_the_table("A draft is on the table.");
    assert_eq!(outright, [(Some(Status::Offered), Modality::Asserted)]);
    let none = on_the_table("No draft is on the table.");
    assert_eq!(none, [(Some(Status::Denied), Modality::Negated)]);
}

/// However long a text is, a megabyte of it is read, and the rest is told of.
#[test]
fn of_a_long_text_the_beginning_is_read() {
    let day = Options { date: "2031-05-14".parse().ok() };
    let line = "Norway wants a joint patrol of the strait.\n";
    let long = read(&line.repeat(80_000), &day);
    assert_eq!(long.document.bytes, line.len() * 80_000);
    let read_of_it = long.document.sentences.len();
    assert_eq!(read_of_it, (1 << 20) / line.len(), "whole lines alone are read");
    let told = format!("up to sentence {read_of_it}. Split the text");
    assert!(long.notes.iter().any(|one| one.contains(&told)), "{:?}", long.notes);
    let short = read(&line.repeat(100), &day);
    assert!(!short.notes.iter().any(|one| one.contains("Split")) && short.document.sentences.len() == 100);
    // Neither a line nor a space to end at, and a letter of three bytes at the border.
    let unbroken = read(&"€".repeat(500_000), &day);
    assert!(unbroken.notes.iter().any(|one| one.contains("Split the text")), "{:?}", unbroken.notes);
}
