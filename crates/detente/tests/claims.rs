//! What the README and docs/method.md claim of the program, asked of the program.

#![allow(clippy::disallowed_methods, reason = "a test reads files")]

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use serde_json::Value;

fn printed(arguments: &[&str]) -> String {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let output = Command::new(env!("CARGO_BIN_EXE_detente"))
        .current_dir(root)
        .env("NO_COLOR", "1")
        .args(arguments)
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("the program prints UTF-8")
}

fn document(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::read_to_string(root.join(name)).expect("the document is there")
}

/// What stands between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Every whole number up to two words before "draws": `1,000 draws`, `500 further draws`.
fn numbers_of_draws(text: &str) -> BTreeSet<u32> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let number = |word: &&str| {
        if word.contains('%') {
            return None;
        }
        word.trim_matches(|letter: char| !letter.is_ascii_digit()).replace(',', "").parse::<u32>().ok()
    };
    let places = (0..words.len()).filter(|&place| words[place].starts_with("draws"));
    places.flat_map(|place| words[place.saturating_sub(2)..place].iter().filter_map(number)).collect()
}

/// The README lists options that questions take, and the commands that do not take them.
#[test]
fn commands_take_what_the_readme_says() {
    let readme = document("README.md");
    let rows = readme.lines().filter(|line| line.starts_with("| `--"));
    let options: BTreeSet<&str> = rows
        .filter_map(|row| row.split('|').nth(1))
        .flat_map(quoted)
        .filter_map(|words| words.split(' ').next())
        .collect();
    assert!(options.len() > 8, "{options:?}");
    let sentence = readme.split("\n\n").find(|paragraph| paragraph.contains("do not take them"));
    let sentence = sentence.and_then(|paragraph| paragraph.split("do not take them").next());
    let named: BTreeSet<&str> = quoted(sentence.expect("which commands do not take them")).collect();
    let help = printed(&["--help"]);
    let commands: BTreeSet<&str> = help
        .lines()
        .filter_map(|line| line.strip_prefix("  "))
        .filter(|line| line.starts_with(|letter: char| letter.is_ascii_lowercase()))
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert!(commands.len() > 25, "{commands:?}");
    let lacks = |command: &&str| {
        let help = printed(&[command, "--help"]);
        let known: BTreeSet<&str> = help.split_whitespace().map(|word| word.trim_end_matches(',')).collect();
        options.iter().any(|option| !known.contains(option))
    };
    let lacking: BTreeSet<&str> = commands.iter().copied().filter(lacks).collect();
    assert_eq!(
        lacking, named,
        "commands that do not take all of {options:?}, and those that the README names"
    );
}

/// How many draws the help of a command says that it takes by itself: `--draws <N> … [default: 1000]`.
fn default_draws(command: &str) -> BTreeSet<u32> {
    let help = printed(&[command, "--help"]);
    let option = help.split("--draws <N>").nth(1).expect("it takes draws");
    let default = option.split_once("[default:").expect("a default").1.split(']').next().expect("a bracket");
    default.split(|letter: char| !letter.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect()
}

/// docs/method.md speaks of as many draws as are taken when nobody says how many.
#[test]
fn draws_are_as_many_as_the_method_says() {
    let stability: Value =
        serde_json::from_str(&printed(&["stability", "cases/london-2025", "--json"])).expect("JSON");
    let shares = stability["answer"]["agreement"]["in_draws"].as_object().expect("shares of draws");
    let draws = |share: &Value| share["draws"].as_u64().and_then(|draws| u32::try_from(draws).ok());
    let defaults = default_draws("stability");
    assert!(!shares.is_empty());
    for share in shares.values() {
        assert!(draws(share).is_some_and(|draws| defaults.contains(&draws)), "{share} of {defaults:?}");
    }
    // `learn` looks for its pool on 500 draws of their own.
    let taken: BTreeSet<u32> = [500].into_iter().chain(defaults).chain(default_draws("learn")).collect();
    let said = numbers_of_draws(&document("docs/method.md"));
    assert!(!said.is_empty() && said.is_subset(&taken), "docs/method.md says {said:?}, taken are {taken:?}");
}

#[test]
fn numbers_of_draws_are_found_however_they_are_written() {
    let text = "at most 200 draws, 36% of draws, 1,000 draws. On up to 500 further draws; draws 7 and 8.";
    assert_eq!(numbers_of_draws(text), BTreeSet::from([200, 500, 1000]));
}
