//! Whatever the text, it is read: without a panic, in time that grows with the text, and always with the same drafts.

#![allow(clippy::disallowed_methods, reason = "a test of how long reading takes")]

use std::time::{Duration, Instant};

use detente_evidence::{Form, Options, docx, html, read, read_article};
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

fn time(text: &str) -> Duration {
    let start = Instant::now();
    let _ = read(text, &Options::default());
    start.elapsed()
}

/// Four times the text may take eight times as long, not sixteen.
#[test]
fn the_time_grows_with_the_text() {
    let dispatches = TEXTS.concat();
    let kinds: [(&str, String); 5] = [
        ("dispatches", dispatches),
        ("one long sentence", "the envoy of the party and the minister ".repeat(300)),
        ("names", "Ada Lind of Norland, ".repeat(500)),
        ("one word", "x".repeat(12_000)),
        ("quotation marks", "“”\"‘’".repeat(800)),
    ];
    for (kind, text) in kinds {
        let (few, many) = (text.repeat(4), text.repeat(16));
        let (short, long) = (time(&few).max(Duration::from_millis(20)), time(&many));
        assert!(long < short * 8, "{kind}: {short:?}, then {long:?}");
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
