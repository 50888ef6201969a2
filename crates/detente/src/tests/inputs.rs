//! Whatever is given to a reader, it answers: no panic, and none that takes long.
//!
//! Inputs are made from good ones by edits that leave much of the structure: parts of one are repeated, dropped,
//! swapped and put into another, numbers become extreme, and words of the format stand where they should not.
//! `DETENTE_INPUTS=1000000 cargo test -p detente inputs -- --nocapture` tries so many and prints how many of each;
//! `DETENTE_INPUTS_SEED` begins elsewhere, so that a long run can be made of short ones.

#![allow(clippy::panic, reason = "tests fail by panicking")]

use std::{
    collections::BTreeMap,
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use detente_agreement::Plan;
use detente_case::{AssumptionChoice, CaseFiles, Located, View};
use detente_conflict::{formats::read_gmcr, formula::read_words};
use detente_scenario::Format;

use crate::{
    cli::ViewArgs, commands::simulate::Kept, place, plan_file::PlanFile, serve::read_query, source::Source,
    what_if::Saved,
};

mod tables;

/// How long one input may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many inputs a plain run tries.
const PLAIN: usize = 6_000;

/// A reader, with good inputs for it and words of its format.
struct Reader {
    name: &'static str,
    seeds: Vec<String>,
    words: &'static [&'static str],
    read: Box<dyn Fn(&str)>,
}

/// What stands in no good input, whatever the format.
const STRANGE: [&str; 24] = [
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "\u{1b}[2J",
    "\r\n",
    "\t",
    "\"",
    "'",
    "[[",
    "]]",
    "{",
    "}",
    "<",
    ">",
    "&",
    "%",
    "\\",
    "é",
    "-0",
    "1e400",
    "NaN",
    "-9223372036854775809",
    "0.1234567890123456789",
    "4294967296",
];

/// A stream of numbers from a seed (Steele, Lea & Flood 2014, `SplitMix64`).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 where there is none.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end.max(1) as u64)).unwrap_or(0)
    }

    fn of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        let at = self.below(items.len());
        &items[at]
    }
}

/// Pieces of a text: words, numbers, signs, spaces.
fn pieces(text: &str) -> Vec<String> {
    let kind = |letter: char| match letter {
        letter if letter.is_alphanumeric() || "_-.".contains(letter) => 0,
        '\n' => 1,
        letter if letter.is_whitespace() => 2,
        _ => 3,
    };
    let mut pieces: Vec<String> = Vec::new();
    let mut last = None;
    for letter in text.chars() {
        let this = kind(letter);
        match pieces.last_mut() {
            Some(piece) if last == Some(this) && matches!(this, 0 | 2) => piece.push(letter),
            _ => pieces.push(letter.to_string()),
        }
        last = Some(this);
    }
    pieces
}

/// A good input after some edits.
fn made(reader: &Reader, dice: &mut Dice) -> String {
    let mut text = pieces(dice.of::<String>(&reader.seeds));
    for _ in 0..=dice.below(6) {
        let at = dice.below(text.len());
        let end = (at + 1 + dice.below(12)).min(text.len());
        match dice.below(8) {
            0 => drop(text.drain(at..end)),
            1 => {
                let again = text.get(at..end).unwrap_or_default().to_vec();
                let to = dice.below(text.len() + 1);
                text.splice(to..to, again);
            }
            2 => {
                let other = pieces(dice.of::<String>(&reader.seeds));
                let from = dice.below(other.len());
                let to = (from + 1 + dice.below(20)).min(other.len());
                text.splice(at..at, other.get(from..to).unwrap_or_default().to_vec());
            }
            3 => drop(text.splice(at..(at + 1).min(text.len()), [(*dice.of(reader.words)).to_owned()])),
            4 => drop(text.splice(at..(at + 1).min(text.len()), [(*dice.of(&STRANGE)).to_owned()])),
            5 => {
                let other = dice.below(text.len());
                if !text.is_empty() {
                    text.swap(at, other);
                }
            }
            6 => text.truncate(end),
            _ => {
                let number = [0, 1, 2, 65, 4_097, 70_000][dice.below(6)];
                drop(text.splice(at..(at + 1).min(text.len()), [number.to_string()]));
            }
        }
    }
    text.concat()
}

fn house() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn texts(paths: &[&str]) -> Vec<String> {
    paths
        .iter()
        .map(|path| fs::read_to_string(house().join(path)).unwrap_or_else(|_| panic!("{path}")))
        .collect()
}

fn case(text: &str) {
    let digests = BTreeMap::from([("sources/notes.md".to_owned(), "1. One.\n2. \"Two\".\n".to_owned())]);
    let files = CaseFiles::new("case.toml", text.as_bytes(), digests);
    let reading = detente_case::read(&files);
    for problem in &reading.diagnostics {
        let _ = detente_case::render(problem, &files, false);
        let _ = Located::new(problem, &files);
    }
    let seen = reading.case.seen(&View { assumptions: AssumptionChoice::Nothing, ..View::default() });
    let _ = seen.statements();
}

/// A scenario in one file, or in several whose names stand before them: `=== NAME`.
fn scenario(format: Format, name: &str, text: &str) {
    let mut files = BTreeMap::new();
    let mut file = (name.to_owned(), String::new());
    for line in text.split_inclusive('\n') {
        match line.strip_prefix("=== ") {
            Some(next) => {
                let (name, text) = std::mem::replace(&mut file, (next.trim().to_owned(), String::new()));
                files.insert(name, text);
            }
            None => file.1.push_str(line),
        }
    }
    files.insert(file.0, file.1);
    let opened = format.read(&files);
    for problem in &opened.diagnostics {
        let _ = problem.to_string();
    }
    if let Some(scenario) = opened.scenario {
        for format in Format::ALL {
            let _ = format.write(&scenario);
        }
    }
}

/// Files of one scenario, after one another.
fn together(files: &[(&str, &str)]) -> String {
    files.iter().map(|(name, text)| format!("=== {name}\n{text}\n")).collect()
}

/// One small scenario as each format writes it.
fn written(format: Format) -> Vec<String> {
    let text = fs::read_to_string(house().join("docs/wage-talks.csv")).unwrap_or_default();
    let opened = Format::Matrix.read(&BTreeMap::from([("wage-talks.csv".to_owned(), text)]));
    let scenario = opened.scenario.unwrap_or_else(|| panic!("the wage talks are read"));
    let written = format.write(&scenario);
    let files: Vec<_> = written.files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    vec![together(&files)]
}

fn readers_of_others() -> Vec<Reader> {
    let scenario_reader = |format: Format, name: &'static str, words: &'static [&'static str]| Reader {
        name: format.name(),
        seeds: written(format),
        words,
        read: Box::new(move |text| scenario(format, name, text)),
    };
    vec![
        scenario_reader(
            Format::Matrix,
            "a.csv",
            &[",", ";", "no deal", "weight", "issue", "option", "sep=;", "\"\""],
        ),
        scenario_reader(
            Format::Genius,
            "a.xml",
            &["<issue", "</issue>", "index=\"1\"", "weight", "<!--", "evaluation", "&#0;", "inf"],
        ),
        scenario_reader(
            Format::GeniusWeb,
            "a.json",
            &["null", "[]", "{}", "issueUtilities", "values", "range", "1e999"],
        ),
        scenario_reader(
            Format::Negmas,
            "a.yml",
            &["!!python", "- ", "&a", "*a", "inf", ".nan", "type:", "values:"],
        ),
        Reader {
            name: "gmcr",
            seeds: texts(&[
                "crates/detente/tests/screens/blind.gmcr",
                "crates/detente/tests/screens/sale.gmcr",
            ]),
            words: &[
                "null",
                "[]",
                "{}",
                "\"Y\"",
                "\"N\"",
                "\"-\"",
                "preferences",
                "misperceptions",
                "decisionMakers",
            ],
            read: Box::new(|text| drop(read_gmcr(text.as_bytes()).map_err(|error| error.to_string()))),
        },
        Reader {
            name: "formula",
            seeds: vec!["accept and not (delay or abandon) if modify iff appeal".to_owned()],
            words: &["not", "and", "or", "if", "iff", "(", ")", "((((((((((", "not not not not"],
            read: Box::new(|text| {
                let read = read_words(text, |word, _| Some(word.to_owned()));
                let _ = read.map_err(|error| error.to_string());
            }),
        },
    ]
}

fn readers_of_ours() -> Vec<Reader> {
    let small = house().join("cases/two-party-sale");
    let source = Source::at(&small).unwrap_or_else(|failure| panic!("{failure}"));
    let of_query = Source::at(&small).unwrap_or_else(|failure| panic!("{failure}"));
    let path = Path::new("given");
    vec![
        Reader {
            name: "case",
            seeds: texts(&["cases/two-party-sale/case.toml", "cases/pay-by-rank/case.toml", "cases/elmira-1991/case.toml"]),
            words: &["[[", "parties", "cite", "assumed_by", "value", "= [0, 100]", "requires", "1979-01-01", "\"\"\""],
            read: Box::new(case),
        },
        Reader {
            name: "plan",
            seeds: vec![
                "scenarios = [\"small\"]\nstrategies = [\"linear\", \"micro\"]\nprotocols = [\"stacked-offers\"]\n\
                 rounds = [10, 20]\ndiscounts = [1.0, 0.9]\nrepetitions = 3\nseed = 7\nreading = \"raw\"\n"
                    .to_owned(),
            ],
            words: &["scenarios", "take-or-leave", "patient", "[]", "0", "-1", "inf", "format"],
            read: Box::new(move |text| {
                let plan = place::toml::<PlanFile>(path, text, "a plan");
                let _ = plan.map(|plan| plan.tournament().map(|played| played.tournament.runs()));
            }),
        },
        Reader {
            name: "what-if",
            seeds: vec![
                "[what_if]\nas_of = \"2025-04-23\"\nmin_grade = \"C3\"\nuse = [\"a\"]\nwithout = [12]\nwaive = [20]\n\
                 set = [\"20 value = [1, 2]\"]\nlines_of = \"0123456789abcdef\"\n"
                    .to_owned(),
                "[what_if]\nwaive = [\"C5\", 20]\nwithout = [\"Union: no deal\"]\nset = [\"C5 = 20 to 30\"]\n".to_owned(),
                "[what_if]\nset = [\"31 value = 5\", \"44 utility.buyer = 3\"]\nassume = [\"x\"]\n".to_owned(),
            ],
            words: &["[what_if]", "set", "waive", "sources_only = true", "\"\"", "9999999999", "[[]]"],
            read: Box::new(move |text| {
                let saved = place::toml::<Saved>(path, text, "a what-if");
                let view = saved.and_then(|saved| saved.added_to(&ViewArgs::default()));
                let _ = view.and_then(|view| source.question(&view, Plan::default()).map(|_| ()));
            }),
        },
        Reader {
            name: "transcript",
            seeds: vec![TRANSCRIPT.to_owned()],
            words: &["null", "-1", "18446744073709551616", "\"offer\"", "[]", "{}", "take-or-leave", "1e300"],
            read: Box::new(move |text| drop(place::json::<Kept>(path, text, "a transcript"))),
        },
        Reader {
            name: "query",
            seeds: vec![
                "why?use=a&as-of=2025-04-23&min-grade=C3&draws=10&seed=3".to_owned(),
                "deadline?days=30&pace=0.5..2&set=20+value+%3D+5".to_owned(),
                "show?id=price&format=md&given=price%3Dp340".to_owned(),
            ],
            words: &["?", "&", "=", "%00", "%ff", "+", "draws=20001", "days=4294967296", "..", "token=x", "compartment=x"],
            read: Box::new(move |text| read_query(&of_query, text)),
        },
    ]
}

const TRANSCRIPT: &str = r#"{
  "detente": "0.1.0", "of": "sale", "parties": ["a", "b"], "reading": "format",
  "transcript": {
    "rules": {"protocol": "stacked-offers", "rounds": 10, "discount": 1.0},
    "strategies": ["linear", "micro"], "seed": 1, "run": 0, "events": [],
    "outcome": {"agreement": null, "rounds": 10}
  }
}"#;

#[test]
fn inputs_of_every_kind_are_read_or_refused() {
    let all = std::env::var("DETENTE_INPUTS").ok().and_then(|number| number.parse().ok()).unwrap_or(PLAIN);
    let of_run =
        std::env::var("DETENTE_INPUTS_SEED").ok().and_then(|number| number.parse().ok()).unwrap_or(0_u64);
    let readers: Vec<Reader> =
        readers_of_ours().into_iter().chain(readers_of_others()).chain(tables::readers()).collect();
    let share = all / readers.len();
    let mut failed = Vec::new();
    for (reader, seed) in readers.iter().zip(of_run * 1_000 + 1..) {
        for good in &reader.seeds {
            (reader.read)(good);
        }
        let mut dice = Dice(seed);
        let (mut slowest, began) = (Duration::ZERO, Instant::now());
        for _ in 0..share {
            let text = made(reader, &mut dice);
            let once = || {
                let this = Instant::now();
                let panics = catch_unwind(AssertUnwindSafe(|| (reader.read)(&text))).is_err();
                (panics, this.elapsed())
            };
            let (panics, mut took) = once();
            // The machine may have stopped for a while: what takes long does so again.
            if took > PATIENCE {
                took = took.min(once().1);
            }
            slowest = slowest.max(took);
            if panics || took > PATIENCE {
                failed.push(format!("{}: panics {panics}, {took:?}: {text:?}", reader.name));
            }
        }
        let took = began.elapsed();
        crate::output::complain(&format!(
            "{}: {share} inputs in {took:.1?}, the slowest {slowest:.1?}",
            reader.name
        ));
    }
    assert!(failed.is_empty(), "{} of {all}:\n{}", failed.len(), failed.join("\n"));
}
