//! Names of any length and script: every screen keeps to its columns, and the brief to its page.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use detente_agreement::Plan;
use detente_case::{CaseFiles, View};
use toml::{Table, Value};
use unicode_width::UnicodeWidthStr;

use super::catalogue::{cases, pages, shown, unstyled};
use crate::{answers::brief, page::terminal, provenance::Provenance, question::Question};

/// What names are made of: words, one word of hundreds of letters, wide letters, letters without a width of their own.
const WORDS: [&str; 8] = [
    "harbour ",
    "a ",
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "港口和码头的长期协议",
    "ข้อตกลงท่าเรือ",
    "مرفأ ",
    "🚢🏗️",
    "e\u{301}\u{302}\u{303} ",
];

/// Keys whose text somebody reads as a name or a sentence.
const NAMED: [&str; 8] = ["name", "title", "question", "says", "trigger", "purpose", "publisher", "words"];

/// A stream of numbers from a seed (Knuth's multiplier).
struct Dice(u64);

impl Dice {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % below
    }

    /// A name, mostly of a few words, sometimes of some hundred.
    fn name(&mut self, number: usize) -> String {
        let words = if self.next(4) == 0 { 20 + self.next(60) } else { 1 + self.next(6) };
        let kind = self.next(2 * WORDS.len());
        let word = |dice: &mut Self| WORDS[if kind < WORDS.len() { kind } else { dice.next(WORDS.len()) }];
        let text: String = (0..words).map(|_| word(self)).collect();
        format!("{}{number}", text.trim_start())
    }
}

fn renamed(value: &mut Value, dice: &mut Dice, count: &mut usize) {
    match value {
        Value::Table(table) => {
            table.remove("short");
            for (key, value) in table.iter_mut() {
                match value {
                    Value::String(text) if NAMED.contains(&key.as_str()) => {
                        *count += 1;
                        *text = dice.name(*count);
                    }
                    other => renamed(other, dice, count),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| renamed(item, dice, count)),
        Value::String(_) | Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {}
    }
}

/// A case of the catalogue with other names, as a question in a few draws.
fn strange(text: &str, seed: u64) -> Question {
    let mut case = Value::Table(text.parse::<Table>().expect("TOML"));
    renamed(&mut case, &mut Dice(seed), &mut 0);
    let text = toml::to_string(&case).expect("TOML again");
    let files = CaseFiles::new("case.toml", text.as_bytes(), BTreeMap::new());
    let whole = detente_case::read(&files).case;
    Question::about(files, whole, View::default(), None, Plan { draws: 20, seed: 1 }, "case")
}

/// Lines that are too wide; a command is copied as a whole and never broken.
fn too_wide(page: &str) -> Vec<&str> {
    let command = |line: &&str| line.trim_start().starts_with("detente ");
    page.lines().filter(|line| line.width() > terminal::WIDTH && !command(line)).collect()
}

#[test]
fn every_screen_keeps_to_its_columns_and_the_brief_to_its_page() {
    let mut wrong = Vec::new();
    for (place, (name, text)) in cases().iter().enumerate() {
        let question = strange(text, 77 + u64::try_from(place).unwrap_or(0));
        for (asked, page) in pages(&question) {
            for line in too_wide(&shown(&page)) {
                wrong.push(format!("{name}: {asked}: {} columns: {line}", line.width()));
            }
        }
        let brief = unstyled(
            &(terminal::render(&crate::answer::Answer::page(&brief::answer(&question), &question))
                + &Provenance::of(&question).under_text()),
        );
        if brief.lines().count() > 60 {
            wrong.push(format!("{name}: the brief has {} lines:\n{brief}", brief.lines().count()));
        }
    }
    assert!(wrong.is_empty(), "{} lines:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_table_of_a_party_a_column_is_told_in_parts() {
    let mut page = crate::page::Page::new("Many");
    let mut table = crate::page::Table::new(["issue"]);
    table.header.extend((0..64).map(|party| format!("party-{party}")));
    table.tight = (1..65).collect();
    table.row((0..65).map(|cell| crate::page::Text::from(format!("cell-{cell}"))).collect());
    page.table(table);
    let shown = shown(&page);
    assert!(too_wide(&shown).is_empty(), "{shown}");
    for party in 0..64 {
        assert!(
            shown.contains(&format!("party-{party}")) && shown.contains(&format!("cell-{}", party + 1)),
            "{shown}"
        );
    }
}
