//! The cases of the catalogue as data that a test may change, and what the program answers about them.

#![allow(clippy::disallowed_methods, reason = "a test reads and writes files")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;
use tempfile::TempDir;
use toml::Table;

pub(crate) fn house() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every case of the catalogue, in the order of names.
pub(crate) fn names() -> Vec<String> {
    let entries = fs::read_dir(house().join("cases")).expect("the catalogue is there");
    let folders = entries.filter_map(Result::ok).filter(|entry| entry.path().join("case.toml").exists());
    let mut names: Vec<_> = folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

pub(crate) fn table(name: &str) -> Table {
    let text = fs::read_to_string(house().join("cases").join(name).join("case.toml"));
    text.expect("the case is there").parse().expect("a case is TOML")
}

/// A case on disk, with the digests of the case it was made from.
pub(crate) struct Made(TempDir);

impl Made {
    pub(crate) fn of(name: &str, case: &Table) -> Self {
        let folder = TempDir::new().expect("a folder can be made");
        let digests = folder.path().join("sources");
        fs::create_dir(&digests).expect("a folder can be made");
        if let Ok(entries) = fs::read_dir(house().join("cases").join(name).join("sources")) {
            for entry in entries.filter_map(Result::ok) {
                fs::copy(entry.path(), digests.join(entry.file_name())).expect("a digest can be copied");
            }
        }
        let text = toml::to_string(case).expect("a table is TOML");
        fs::write(folder.path().join("case.toml"), text).expect("a case can be written");
        Self(folder)
    }

    pub(crate) fn path(&self) -> String {
        self.0.path().display().to_string()
    }
}

pub(crate) fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
    command.current_dir(house()).env("NO_COLOR", "1").args(arguments).output().expect("the program runs")
}

/// What a command answers as JSON; nothing where it refuses, as some do of a case without issues.
pub(crate) fn answer(arguments: &[&str]) -> Option<Value> {
    let output = run(&[arguments, &["--json"]].concat());
    let mut printed: Value = serde_json::from_slice(&output.stdout).ok()?;
    output.status.success().then(|| printed["answer"].take())
}

/// Numbers that look random and are the same in every run (xorshift64, Marsaglia 2003).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `sides`, which is above 0.
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        if items.is_empty() { None } else { items.get(self.below(items.len())) }
    }
}

#[test]
fn the_catalogue_lists_every_case() {
    let listed = fs::read_to_string(house().join("cases/README.md")).expect("the list is there");
    for name in names() {
        assert!(
            listed.contains(&format!("[{name}]({name}/expected.md)")),
            "{name} is not in cases/README.md"
        );
        assert!(house().join("cases").join(&name).join("expected.md").exists(), "{name} has no expected.md");
    }
}

/// What `read` made of a dispatch with nothing typed: `check` warns of what no text says, such as what no deal is worth.
const FROM_TEXT: &str = "london-from-text";

/// A case of the catalogue is an example: nothing in it is wrong or odd. What has no weights is a note.
#[test]
fn no_case_has_a_warning() {
    for name in names() {
        let output = run(&["check", &format!("cases/{name}")]);
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{name}: {told}");
        assert!(name == FROM_TEXT || !told.contains("warning["), "{name}: {told}");
    }
}

/// The wage round begins with a spreadsheet: what `convert` makes of it stands in the case, and the answer is the same.
#[test]
fn a_score_sheet_gives_the_case_its_numbers() {
    let folder = TempDir::new().expect("a folder can be made");
    let made = folder.path().join("made").display().to_string();
    let sheet = "cases/rail-pay-2023/score-sheet.csv";
    let output = run(&["convert", sheet, &made, "--to", "case", "--as-of", "2023-03-08"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = fs::read_to_string(folder.path().join("made/case.toml")).expect("a case was made");
    let (converted, kept): (Table, Table) = (text.parse().expect("TOML"), table("rail-pay-2023"));
    let numbers = |case: &Table, key: &str| {
        let rows = case[key].as_array().expect("a list of tables").iter();
        let plain = |row: &toml::Value| {
            let mut row = row.as_table().expect("a table").clone();
            row.retain(|key, _| !["basis", "owner", "expires", "note"].contains(&key));
            toml::to_string(&row).expect("a table is TOML")
        };
        let mut rows: Vec<_> = rows.map(plain).collect();
        rows.sort();
        rows
    };
    for key in ["stances", "weights", "no_deal"] {
        assert_eq!(numbers(&converted, key), numbers(&kept, key), "{key}");
    }
    let share = |case: &str| answer(&["why", case]).expect("an answer")["verdict"]["share"].clone();
    assert_eq!(share(&made), share("cases/rail-pay-2023"));
    assert_eq!(share(sheet), share("cases/rail-pay-2023"));
}

/// The game's packages, counted one by one: how many all six would sign, and how many more without each of them.
#[test]
fn the_game_for_six_has_five_packages_and_each_veto_costs_what_is_said() {
    let case = table("valley-line");
    let number = |value: &toml::Value| value.as_integer().expect("a whole number");
    let issues: Vec<Vec<String>> = case["issues"]
        .as_table()
        .expect("issues")
        .values()
        .map(|issue| {
            let options = issue["options"].as_array().expect("options").iter();
            options.map(|option| option["id"].as_str().expect("a name").to_owned()).collect()
        })
        .collect();
    let names: Vec<&String> = case["issues"].as_table().expect("issues").keys().collect();
    let parties: Vec<&String> = case["parties"].as_table().expect("parties").keys().collect();
    let points = |party: &str, issue: &str, option: &str| {
        let stances = case["stances"].as_array().expect("stances").iter();
        let mut own = stances
            .filter(|row| row["party"].as_str() == Some(party) && row["issue"].as_str() == Some(issue));
        number(&own.next().expect("a sheet has every issue")["values"][option])
    };
    let least = |party: &str| {
        let mut rows = case["no_deal"].as_array().expect("no deal").iter();
        number(
            &rows.find(|row| row["party"].as_str() == Some(party)).expect("every sheet has a least")["value"],
        )
    };
    let total: usize = issues.iter().map(Vec::len).product();
    assert_eq!(total, 243);
    let signs = |package: usize, party: &str| {
        let mut rest = package;
        let worth = issues.iter().zip(&names).map(|(options, issue)| {
            let option = &options[rest % options.len()];
            rest /= options.len();
            points(party, issue, option)
        });
        worth.sum::<i64>() >= least(party)
    };
    let refusals: Vec<Vec<&String>> = (0..total)
        .map(|package| parties.iter().copied().filter(|party| !signs(package, party)).collect())
        .collect();
    let without = |left_out: &str| {
        refusals.iter().filter(|refusing| refusing.iter().all(|party| *party == left_out)).count()
    };
    assert_eq!(without("nobody"), 5);
    let counts: Vec<_> = parties.iter().map(|party| without(party)).collect();
    assert_eq!(counts, [8, 20, 8, 5, 11, 6]);
    let told = answer(&["why", "cases/valley-line"]).expect("an answer");
    assert_eq!(told["verdict"]["deals"]["central"]["packages"], 5);
    let said = fs::read_to_string(house().join("cases/valley-line/expected.md")).expect("it is there");
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("8 without the company, 20 without the council, 8 without the farmers, 5 without the trust, 11 without the union, 6 without the park"));
}
