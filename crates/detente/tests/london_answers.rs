//! The seventeen answers and the twelve questions of the mission, asked of the London case on both of its days.
//!
//! Each answer is held by what its screen claims, by the sentence it rests on, which the screen prints or opens, and by
//! what it must not say: no answer is stronger than its sentence.

#![allow(clippy::disallowed_methods, reason = "a test reads the sources of a case")]

use std::{collections::BTreeMap, fs};

use crate::catalogue::{house, run};

mod seventeen;
mod twelve;

const CASE: &str = "cases/london-2025";

const SOURCES: [(&str, &str); 2] = [("npr", "npr-2025-04-23.md"), ("reuters", "reuters-2025-04-25.md")];

/// A day at which the case is read.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Day {
    /// 23 April: the report alone.
    First,
    /// 26 April: two texts are known.
    Later,
}

impl Day {
    const BOTH: [Self; 2] = [Self::First, Self::Later];

    const fn typed(self) -> &'static str {
        match self {
            Self::First => "2025-04-23",
            Self::Later => "2025-04-26",
        }
    }
}

/// An answer: what is asked, what its screen says on each day, on which sentences of which source it rests, in which words
/// of theirs, and what no screen of it may say.
struct Claim {
    /// Its number in the mission.
    name: &'static str,
    asked: &'static [&'static str],
    /// On both days, on the first and on the later one.
    says: [&'static [&'static str]; 3],
    /// A sentence by its key, with words that it has.
    rests_on: &'static [(&'static str, &'static str)],
    /// What would say more than the sentence does.
    never: &'static [&'static str],
}

/// What a command prints on a day, on one line.
fn screen(asked: &[&str], day: Day) -> String {
    let (question, more) = asked.split_first().expect("a question");
    // What changed is asked of two days: the second is the one asked about.
    let on = if *question == "diff" { "--to" } else { "--as-of" };
    let output = run(&[&[*question, CASE], more, &[on, day.typed()]].concat());
    assert!(output.status.success(), "{asked:?}: {}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    printed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sentences of a digest by their key, such as `npr#13`.
fn digest() -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for (source, file) in SOURCES {
        let text = fs::read_to_string(house().join(CASE).join("sources").join(file));
        let text = text.expect("the digest is there");
        for (number, sentence) in text.lines().filter_map(|line| line.split_once(". ")) {
            if number.parse::<u32>().is_ok() {
                all.insert(format!("{source}#{number}"), sentence.to_owned());
            }
        }
    }
    assert_eq!(all.len(), 17 + 14);
    all
}

/// Whether a screen prints this key where it cites: `[npr#3, C2]`, `npr#9`, and not within `npr#13`.
fn cites(screen: &str, key: &str) -> bool {
    screen
        .match_indices(key)
        .any(|(at, _)| !screen[at + key.len()..].starts_with(|next: char| next.is_ascii_digit()))
}

/// Everything that is wrong with an answer on a day.
fn wrong(claim: &Claim, day: Day, digest: &BTreeMap<String, String>) -> Vec<String> {
    let screen = screen(claim.asked, day);
    let [both, first, later] = claim.says;
    let own = if day == Day::First { first } else { later };
    let at = format!("{} on {}, {:?}", claim.name, day.typed(), claim.asked);
    let mut wrong = Vec::new();
    for says in both.iter().chain(own) {
        if !screen.contains(says) {
            wrong.push(format!("{at}: does not say “{says}”"));
        }
    }
    for never in claim.never {
        if screen.contains(never) {
            wrong.push(format!("{at}: says “{never}”"));
        }
    }
    for (key, words) in claim.rests_on {
        let sentence = digest.get(*key).map_or("", String::as_str);
        if !sentence.contains(words) {
            wrong.push(format!("{at}: {key} has no “{words}”: {sentence}"));
        }
        if !cites(&screen, key) {
            wrong.push(format!("{at}: does not print its sentence {key}"));
        }
    }
    wrong
}

fn all_wrong(claims: &[Claim]) -> Vec<String> {
    let digest = digest();
    let each = claims.iter().flat_map(|claim| Day::BOTH.map(|day| (claim, day)));
    each.flat_map(|(claim, day)| wrong(claim, day, &digest)).collect()
}

#[test]
fn the_seventeen_answers_are_given_on_both_days_each_with_its_sentence() {
    let names: Vec<_> = seventeen::CLAIMS.iter().map(|claim| claim.name).collect();
    for number in 1..=17 {
        assert!(names.contains(&format!("S{number}").as_str()), "S{number} is not asked");
        let key = format!("npr#{number}");
        let mut own = seventeen::CLAIMS.iter().filter(|claim| claim.name == format!("S{number}"));
        assert!(own.any(|claim| claim.rests_on.iter().any(|(on, _)| *on == key)), "S{number} without {key}");
    }
    let wrong = all_wrong(seventeen::CLAIMS);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_twelve_questions_are_answered_on_both_days_each_with_its_sentence() {
    let names: Vec<_> = twelve::CLAIMS.iter().map(|claim| claim.name).collect();
    for number in 1..=12 {
        assert!(names.contains(&format!("Q{number}").as_str()), "Q{number} is not asked");
    }
    let wrong = all_wrong(twelve::CLAIMS);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every sentence of the report is opened, with what rests on it.
#[test]
fn each_sentence_opens_with_its_words_and_what_rests_on_it() {
    for (key, sentence) in digest().iter().filter(|(key, _)| key.starts_with("npr#")) {
        let shown = screen(&["show", key], Day::First);
        assert!(shown.contains(sentence.as_str()), "{key}: {shown}");
        assert!(shown.contains("What rests on it"), "{key}: {shown}");
    }
}

/// The words that the case cites after a sentence of the report are that sentence's own.
#[test]
#[ignore = "needs reference data in ../shared/seed"]
fn every_quotation_of_the_case_is_in_its_sentence_of_the_dispatch() {
    let plain = |text: &str| text.replace(['‘', '’', '“', '”'], "'").to_lowercase();
    let dispatch = fs::read_to_string(house().join("../shared/seed/dispatch.txt")).expect("the dispatch");
    let sentences: Vec<_> = dispatch.lines().filter(|line| line.ends_with('.')).map(plain).collect();
    assert_eq!(sentences.len(), 17);
    let case = fs::read_to_string(house().join(CASE).join("case.toml")).expect("the case");
    let mut held = 0;
    for cited in case.split("\"npr#").skip(1) {
        let Some((number, words)) = cited.split('"').next().and_then(|cited| cited.split_once(" '")) else {
            continue;
        };
        let number: usize = number.parse().expect("a sentence");
        let words = plain(words.trim_end_matches('\''));
        assert!(sentences[number - 1].contains(&words), "npr#{number} has no '{words}'");
        held += 1;
    }
    assert!(held > 20, "{held}");
}
