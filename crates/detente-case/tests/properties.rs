//! What holds whatever the text: reading returns, says the same twice, and points into the text; and what holds of
//! every view.
#![allow(clippy::disallowed_methods, reason = "a test over files")]

use crate::common;

use std::{collections::BTreeSet, fs, sync::OnceLock};

use detente_case::{AssumptionChoice, Case, Located, Origin, View, read, render};
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn valid() -> String {
    common::with_prelude("", &[])
}

fn london() -> &'static Case {
    static LONDON: OnceLock<Case> = OnceLock::new();
    LONDON.get_or_init(read_london)
}

fn read_london() -> Case {
    let folder = common::repository().join("cases/london-2025");
    let digest = |name: &str| {
        let path = format!("sources/{name}.md");
        let text = fs::read_to_string(folder.join(&path)).expect("the digest is there");
        (path, text)
    };
    let digests = [digest("npr-2025-04-23"), digest("reuters-2025-04-25")];
    let bytes = fs::read(folder.join("case.toml")).expect("the case is there");
    let files = detente_case::CaseFiles::new("case.toml", &bytes, digests.into());
    let reading = read(&files);
    assert!(!reading.has_errors());
    reading.case
}

/// Reads, renders and looks, and says how many problems there were.
fn survives(bytes: &[u8]) -> usize {
    let files = common::files(bytes, common::digest());
    let reading = common::read_twice(&files);
    for diagnostic in &reading.diagnostics {
        assert!(!render(diagnostic, &files, false).is_empty());
        for place in Located::new(diagnostic, &files).places {
            assert!(place.line >= 1 && place.column >= 1 && place.end_line >= place.line);
        }
        for label in &diagnostic.labels {
            assert!(label.span.start <= label.span.end && label.span.end <= files.text_of(&label.file).len());
        }
    }
    drop(reading.case.seen(&View::default()));
    reading.diagnostics.len()
}

/// Pieces of which TOML and cases are made.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        "=",
        ",",
        ".",
        "\n",
        "\r\n",
        " ",
        "\"",
        "'",
        "\"\"\"",
        "#",
        "\\",
        "\0",
        "é",
        "case",
        "stances",
        "parties",
        "issues",
        "ua",
        "line",
        "freeze",
        "party",
        "issue",
        "options",
        "id",
        "cite",
        "npr#1",
        "2025-04-23",
        "2025-02-30",
        "nan",
        "-inf",
        "1e999",
        "0x",
        "1_0",
        "true",
        "[case]\n",
        "[[stances]]\n",
        "[parties.ua]\n",
        "[issues.line]\n",
        "party = \"ua\"\n",
        "value = [3, 1]\n",
        "basis = \"assumed\"\n",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// A view on any day of the eighteen months up to the last day of most assumptions and somewhat beyond, at any
/// grade, with any of the case's sets of assumptions.
fn views() -> impl Strategy<Value = View> {
    let day = (0_i32..560).prop_map(|days| date(2023, 12, 1).saturating_add(jiff::Span::new().days(days)));
    let sets =
        prop::sample::subsequence(vec!["american-recognition-suffices", "red-line-covers-control"], 0..=2);
    let with = sets.prop_map(|sets| AssumptionChoice::With(sets.into_iter().map(str::to_owned).collect()));
    let choice = prop_oneof![Just(AssumptionChoice::Standing), Just(AssumptionChoice::Nothing), with];
    let grade = prop::option::of("[A-F][1-6]".prop_map(|grade| grade.parse().expect("a grade")));
    (day, choice, grade).prop_map(|(day, assumptions, min_grade)| View {
        as_of: Some(day),
        assumptions,
        min_grade,
        ..View::default()
    })
}

/// Whether a statement that was seen before may be gone by `later`: it ended or expired.
fn may_be_gone(origin: &Origin, later: Date) -> bool {
    let ended = origin.until.is_some_and(|until| until < later);
    ended || origin.assumption().is_some_and(|assumption| assumption.expires.is_some_and(|last| last < later))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in pieces()) {
        survives(text.as_bytes());
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        survives(&bytes);
    }

    #[test]
    fn a_valid_case_is_read_however_it_is_cut_and_mended(
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..20, pieces()), 1..4),
    ) {
        let mut bytes = valid().into_bytes();
        for (at, length, piece) in cuts {
            let start = at.index(bytes.len());
            let end = (start + length).min(bytes.len());
            bytes.splice(start..end, piece.into_bytes());
        }
        survives(&bytes);
    }
}

proptest! {
    // The law on time says nothing of views in which something ended: those are drawn anew.
    #![proptest_config(ProptestConfig { cases: 1_000, max_global_rejects: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn what_was_seen_is_seen_again_in_the_same_view(view in views()) {
        let once = london().seen(&view);
        prop_assert_eq!(once.seen(&view), once);
    }

    /// Every source known on a day is known on every later day, and every statement seen by itself on the earlier
    /// day is seen on the later one unless it, or the table around it, ended or expired in between.
    #[test]
    fn time_adds_statements_but_for_those_that_ended(view in views(), days in 0_i32..200) {
        let case = london();
        let earlier = view.as_of.unwrap_or(case.as_of);
        let later = earlier.saturating_add(jiff::Span::new().days(days));
        let before = case.seen(&view);
        let after = case.seen(&View { as_of: Some(later), ..view });
        prop_assert!(before.sources.keys().all(|id| after.sources.contains_key(id)));
        let ended: BTreeSet<_> = case
            .statements()
            .iter()
            .filter(|statement| may_be_gone(statement.origin, later))
            .map(|statement| statement.origin.span)
            .collect();
        let seen: BTreeSet<_> = after.statements().iter().map(|statement| statement.origin.span).collect();
        // What refers to something that ended goes with it, so this holds of views in which nothing ended.
        prop_assume!(ended.is_empty());
        for statement in before.statements() {
            prop_assert!(seen.contains(&statement.origin.span), "{} {}", statement.kind, statement.name);
        }
    }
}

#[test]
fn the_prelude_is_without_problems() {
    assert_eq!(survives(valid().as_bytes()), 0);
}

#[test]
fn what_is_far_too_much_is_read() {
    for text in [
        "[".repeat(1_000_000),
        format!("x = {}", "[".repeat(1_000_000)),
        format!("x = {}", "{a=".repeat(200_000)),
        "a.".repeat(100_000) + "a = 1",
        "x = = 3\n".repeat(100_000),
        "x = 3\n".repeat(300_000),
        "[[stances]]\nparty = \"q\"\n".repeat(50_000),
        format!("[tracks.t]\nname = \"t\"\nparties = [{}]\n", "\"ua\", ".repeat(200_000)),
        "a".repeat(9_000_000),
    ] {
        survives(text.as_bytes());
    }
}
