//! What is closed to a reader comes out of no command, option, format or address.
//!
//! Two cases are made of one text. The first has secrets planted in every kind of statement, in names, numbers, notes,
//! comments, sources and digests; in the second they are blank, so that everything else stands on the same line. Every
//! command of the program is asked of both, and both answers are the same to the byte: nothing of what is closed is
//! said, counted, hashed or drawn. What is planted is also looked for by name, as it is and encoded.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::panic,
    reason = "a test over files that tells how much it asked"
)]

mod planted;
mod server;

use std::{collections::BTreeSet, fs, process::Command};

use base64::{Engine, engine::general_purpose::STANDARD};
use detente_answers::registry::QUESTIONS;

use self::{
    planted::{Desk, WAYS, Way},
    server::Served,
};
use crate::{budget, started::started};

/// What every planted text holds.
const MARK: &str = "qzxvault";

/// What the program prints about itself.
fn help(of: &[&str]) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_detente")).args(of).arg("--help").output();
    String::from_utf8_lossy(&out.expect("the program runs").stdout).into_owned()
}

/// Every command that the program has, by its own help.
fn commands() -> Vec<String> {
    let help = help(&[]);
    let lines = help.lines().filter_map(|line| line.strip_prefix("  "));
    let names = lines.filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()));
    let names: BTreeSet<String> =
        names.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect();
    for asked in QUESTIONS {
        assert!(names.contains(asked.name), "help lists {}", asked.name);
    }
    names.into_iter().collect()
}

/// The long options of a command, each with whether it takes a value.
fn options(command: &str) -> Vec<(String, bool)> {
    let help = help(&[command]);
    let lines = help.lines().map(str::trim_start);
    let named = lines.filter_map(|line| {
        let line = line.split_once(", --").map_or(line, |(_, long)| long).trim_start_matches("--");
        let written = line.split_once("  ").map_or(line, |(written, _)| written);
        let name = written.split([' ', '=']).next()?;
        Some((name.to_owned(), written.contains('<')))
    });
    let is_option = |name: &str| help.contains(&format!("--{name}"));
    named.filter(|(name, _)| !name.is_empty() && is_option(name)).collect()
}

/// What is typed after a command that asks about a case, besides the case itself; several where names are asked for.
fn subjects(command: &str) -> Vec<Vec<&'static str>> {
    match command {
        "show" => [
            "toll",
            "north",
            "notes",
            "notes#5",
            "notes#2",
            "loan",
            "qzxvault-party",
            "qzxvault-source",
            "qzxvault-source#1",
        ]
        .map(|name| vec![name])
        .into(),
        "talking-points" => ["north", "qzxvault-party"].map(|party| vec![party]).into(),
        "diff" => vec![vec!["--from", "2025-05-10"], vec!["--use", "loan"]],
        "report" => ["--html", "--md", "--csv"].map(|form| vec![form, "--out", "made/report"]).into(),
        "convert" => [
            ["made/converted", "--to", "csv"],
            ["made/converted", "--to", "xlsx"],
            ["made/converted", "--to", "genius"],
            ["made/converted", "--to", "case"],
            ["made/converted.gmcr", "--to", "gmcr"],
        ]
        .map(|words| words.to_vec())
        .into(),
        _ => vec![Vec::new()],
    }
}

/// Commands that are not asked about a case, and why.
const OF_SOMETHING_ELSE: [(&str, &str); 11] = [
    ("read", "reads a text"),
    ("inbox", "is the desk of whoever writes the case: it lists what was drafted, whole"),
    ("accept", "writes the case"),
    ("reject", "writes the inbox"),
    ("new", "writes a case of its own"),
    ("explain", "explains a kind of problem"),
    ("schema", "describes the format"),
    ("serve", "is asked by its addresses"),
    ("replay", "reads a transcript"),
    ("sweep", "reads a plan, which names scenarios"),
    ("tournament", "reads scenarios"),
];

/// Values for an option: what is there, what is closed, and what is neither.
fn values(option: &str) -> Option<&'static [&'static str]> {
    Some(match option {
        "as-of" | "from" | "to" => &["2025-05-15", "2025-06-01"],
        "min-grade" | "to-min-grade" => &["B2"],
        "assume" | "to-assume" => &["gloomy", "qzxvault-set", "qzxvault-set-x"],
        "believed-by" | "to-believed-by" => &["north", "qzxvault-person", "qzxvault-persom"],
        "compartment" => &["qzxvault-compartmemt"],
        "reader-label" => &["green"],
        "max-label" => &["clear"],
        "given" => &["toll = low", "toll = qzxvault-option", "qzxvault-issue = qzxvault-yes"],
        "use" => &["loan", "qzxvault-lever", "qzxvault-levee"],
        "what-if" => &["what-if.toml", "closed.toml"],
        "room" => &["first", "qzxvault-meeting"],
        "format" => &["md", "json"],
        "draws" => &["20"],
        "seed" => &["7"],
        "lines-of" => &["0123456789"],
        "color" => &["always"],
        "transcript" => &["made/transcript.json"],
        "plot" => &["made/plot.svg"],
        "graph" => &["dot", "graphml"],
        "package" => &["toll = low", "toll = qzxvault-option"],
        "proposal" => &["draft", "qzxvault-offer"],
        "text" => &["toll = low and lanes = two"],
        _ => return None,
    })
}

/// The lines on which statements of both kinds begin.
fn lines(desk: &Desk) -> Vec<String> {
    let text = fs::read_to_string(desk.folder.path().join("bridge/case.toml")).expect("the case");
    let lines = text.lines().enumerate().filter(|(_, line)| {
        ["[[stances]]", "[[no_deal]]", "[levers.loan]", "[levers.qzxvault-lever]", "[rules.qzxvault-rule]"]
            .contains(line)
    });
    lines.map(|(index, _)| (index + 1).to_string()).collect()
}

/// What-ifs name a line of the case. Every command is asked about every line, and every way hides every line: each way
/// asks each command about a part of the lines, in turn, and of each part one half with a conflict beside it.
const TURNS: usize = 2 * WAYS.len();

/// Everything that is typed about the case in one way; the turn says about which part of the lines.
fn typed(way: &Way, turn: usize, desk: &Desk) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for (number, command) in commands().into_iter().enumerate() {
        if OF_SOMETHING_ELSE.iter().any(|(name, _)| *name == command) {
            continue;
        }
        let options = options(&command);
        let has = |name: &str| options.iter().any(|(option, _)| option == name);
        if command != "check" && way.reader.first().is_some_and(|flag| !has(flag.trim_start_matches('-'))) {
            continue;
        }
        let reader: Vec<&str> = match command.as_str() {
            // `check` is its author's; it is a reader's where somebody says which.
            "check" if way.reader.is_empty() => vec!["--reader-label", "red"],
            "check" if way.name == "known later" => continue,
            _ => way.reader.to_vec(),
        };
        for subject in subjects(&command) {
            let base = [command.as_str(), "bridge"].into_iter().chain(subject).chain(reader.clone());
            let base: Vec<String> = base.map(str::to_owned).collect();
            let mut add = |more: &[&str]| {
                let taken = more.first().is_some_and(|option| base.iter().any(|word| word == option));
                if !taken {
                    // What leaks does not hang on how often is drawn: only the bare question is asked in full.
                    let fewer = has("draws") && !more.is_empty() && more.first() != Some(&"--draws");
                    let draws: &[&str] = if fewer { &["--draws", "30"] } else { &[] };
                    let more = draws.iter().chain(more).map(|word| (*word).to_owned());
                    all.push(base.iter().cloned().chain(more).collect());
                }
            };
            add(&[]);
            for (option, takes) in &options {
                let flag = format!("--{option}");
                let excluded =
                    matches!(option.as_str(), "help" | "version" | "threads" | "html" | "md" | "out");
                // Who asks to look back asks for what became known later.
                let excluded = excluded || (option == "looking-back" && way.name == "known later");
                if excluded || (option == "csv" && command == "report") {
                    continue;
                }
                match values(option) {
                    Some(values) => values.iter().for_each(|value| add(&[flag.as_str(), *value])),
                    None if !takes => add(&[flag.as_str()]),
                    // A new option is in the test by itself: with a number, and with a name that is closed.
                    None => ["2", "qzxvault-offer"].iter().for_each(|value| add(&[flag.as_str(), *value])),
                }
            }
            if has("waive") {
                for line in lines(desk).into_iter().skip((number + turn) % TURNS).step_by(TURNS) {
                    add(&["--without", line.as_str()]);
                    add(&["--waive", line.as_str()]);
                    add(&["--set", format!("{line} value = [30, 45]").as_str()]);
                    add(&["--set", format!("{line} party = \"qzxvault-party\"").as_str()]);
                }
            }
        }
    }
    all
}

/// The mark as it would stand in a file in base64, at each of three offsets: the part that nothing beside it changes.
fn encoded() -> [String; 3] {
    [0, 1, 2].map(|offset: usize| {
        let text = STANDARD.encode(format!("{}{MARK}", &"---"[..offset]));
        let whole = if offset == 0 { 0..8 } else { 4..12 };
        text.get(whole).unwrap_or_default().to_owned()
    })
}

/// Where what was planted comes out although nobody typed it.
fn leaks(said: &[u8], typed: &str) -> Option<String> {
    let text = String::from_utf8_lossy(said).to_lowercase();
    let of_mark = text.matches(MARK).count();
    // What closed.toml names was typed too: it is refused like any name that does not exist.
    if of_mark > 0 && !typed.contains(MARK) && !typed.contains("closed.toml") {
        let at = text.find(MARK).unwrap_or_default();
        let from = (0..=at.saturating_sub(200)).rev().find(|from| text.is_char_boundary(*from)).unwrap_or(0);
        return Some(text[from..].chars().take(400).collect());
    }
    None
}

fn told_apart(one: &[u8], other: &[u8]) -> String {
    let (one, other) = (String::from_utf8_lossy(one), String::from_utf8_lossy(other));
    let differs = one.lines().zip(other.lines()).find(|(one, other)| one != other);
    let cut = |line: &str| line.chars().take(600).collect::<String>();
    differs.map_or_else(
        || format!("one is longer: {} and {}", one.len(), other.len()),
        |(one, other)| format!("with secrets:    {}\nwithout secrets: {}", cut(one), cut(other)),
    )
}

#[test]
fn twenty_and_more_secrets_come_out_of_no_command_option_or_format() {
    let planted = include_str!("secrets/bridge.toml").matches('⟦').count();
    assert!(planted > 40, "{planted} secrets");
    let (mut wrong, mut asked) = (Vec::new(), 0);
    for (turn, way) in WAYS.iter().enumerate() {
        for conflict in [false, true] {
            let [with, without] = Desk::pair(way, conflict);
            let all = typed(way, 2 * turn + usize::from(conflict), &with);
            let tried =
                usize::try_from(started(u32::try_from(all.len()).unwrap_or(u32::MAX))).unwrap_or(usize::MAX);
            // Spread over all, so that a short run asks something of every command.
            let step = all.len().div_ceil(tried.max(1));
            asked += all.len().div_ceil(step.max(1));
            let mut found = Vec::new();
            for typed in all.iter().step_by(step) {
                // Files that commands leave stand in the folder of each case: both are asked at once, one question at a time.
                let (one, other) = std::thread::scope(|scope| {
                    let other = scope.spawn(|| without.said(typed));
                    (with.said(typed), other.join().expect("a thread"))
                });
                let line = typed.join(" ");
                if one != other {
                    found.push(format!("{} {line}\n{}", way.name, told_apart(&one, &other)));
                } else if let Some(leak) = leaks(&one, &line) {
                    found.push(format!("{} {line}\nleaks: {leak}", way.name));
                }
                if line.contains("--html") {
                    let text = String::from_utf8_lossy(&one);
                    found.extend(encoded().into_iter().filter(|part| text.contains(part.as_str())));
                }
            }
            wrong.extend(found);
        }
    }
    println!("{planted} secrets: {asked} questions, each of the case with them and of the case without");
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.iter().take(12).cloned().collect::<Vec<_>>().join("\n\n")
    );
}

/// A command that is neither asked about a case nor known to be asked about something else is tried as one that is: a new
/// command is in the test by itself. What is left out exists, and says what it reads.
#[test]
fn what_is_left_out_exists() {
    let commands = commands();
    for (name, why) in OF_SOMETHING_ELSE {
        assert!(commands.iter().any(|command| command == name), "{name} {why}");
    }
}

#[test]
fn secrets_come_out_of_no_address() {
    let [with, without] = Desk::pair(&WAYS[0], false);
    let (one, other) = (Served::on(&with), Served::on(&without));
    let mut paths: Vec<String> =
        ["/", "/api/openapi.json", "/api/cases", "/api/nothing", "/api/cases/qzx/brief"]
            .map(str::to_owned)
            .into();
    for asked in QUESTIONS {
        let subject = if asked.name == "show" { "&id=toll" } else { "" };
        let base = format!("/api/cases/bridge/{}?draws=20{subject}", asked.name);
        let base = if asked.draws.is_some() {
            base
        } else {
            base.replace("draws=20&", "").replace("?draws=20", "?x=1")
        };
        paths.extend(
            [
                "",
                "&format=md",
                "&format=text",
                "&use=qzxvault-lever",
                "&compartment=qzxvault-compartment",
                "&as-of=2025-05-15",
                "&assume=qzxvault-set",
            ]
            .map(|more| format!("{base}{more}")),
        );
        paths.push(format!("/api/cases/bridge/run/{}?draws=20{subject}", asked.name));
    }
    paths.push("/api/cases/bridge/show?id=qzxvault-party".to_owned());
    paths.push("/api/cases/bridge/what-if.toml?use=loan".to_owned());
    paths.push("/api/cases/bridge/what-if.toml?waive=200".to_owned());
    let tried =
        usize::try_from(budget::cases(u32::try_from(paths.len()).unwrap_or(u32::MAX))).unwrap_or(usize::MAX);
    println!("secrets: {tried} of {} addresses, each with them and without", paths.len());
    for path in paths.iter().step_by(paths.len().div_ceil(tried.max(1))) {
        let (first, second) = (one.get(path), other.get(path));
        assert!(first.len() > 20, "{path}: {first}");
        assert_eq!(first, second, "{path}: {}", told_apart(first.as_bytes(), second.as_bytes()));
        assert_eq!(leaks(first.as_bytes(), path), None, "{path}");
    }
}

/// The test can fail: who may see everything sees what is planted, and another hash.
#[test]
fn whoever_may_see_it_sees_it() {
    for way in &WAYS {
        let [with, without] = Desk::pair(way, false);
        let opened: Vec<String> = match way.name {
            "in a compartment" => vec!["--compartment", "qzxvault-compartment"],
            _ => vec![],
        }
        .into_iter()
        .map(str::to_owned)
        .collect();
        let typed: Vec<String> =
            ["list", "bridge", "--json"].map(str::to_owned).into_iter().chain(opened).collect();
        let said = String::from_utf8_lossy(&with.said(&typed)).to_lowercase();
        for planted in ["qzxvault-party", "qzxvault title", "qzxvault-set", "qzxvault quote", "61.37"] {
            let can = way.on_assumption.is_some() || !["qzxvault-set", "qzxvault quote"].contains(&planted);
            assert_eq!(said.contains(planted), can, "{} {planted}", way.name);
        }
        if way.name == "in a compartment" {
            assert!(said.contains("compartment qzxvault-compartment"));
            let refused = String::from_utf8_lossy(&without.said(&typed)).into_owned();
            assert!(
                refused.contains("code Some(2)") && refused.contains("no compartment is called"),
                "{refused}"
            );
        }
    }
}
