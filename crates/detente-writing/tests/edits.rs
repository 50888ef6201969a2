//! What is added to a case file leaves every other byte as it was.
#![allow(clippy::disallowed_methods, reason = "a test over files")]

use std::{fs, path::Path};

use detente_writing::edit::{Edit, Statement, Value, applied};
use proptest::prelude::*;

/// The cases of the catalogue.
fn catalogue() -> Vec<String> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let mut texts: Vec<_> = fs::read_dir(cases)
        .expect("the catalogue")
        .flatten()
        .filter_map(|entry| fs::read_to_string(entry.path().join("case.toml")).ok())
        .collect();
    texts.sort();
    assert!(texts.len() > 5, "{}", texts.len());
    texts
}

fn statement(table: &'static str, id: Option<&str>, keys: Vec<(&'static str, Value)>) -> Edit {
    Edit::Statement(Statement {
        table,
        id: id.map(str::to_owned),
        keys,
        lists: Vec::new(),
        remark: "d1: accepted".to_owned(),
    })
}

/// Changes that suit any case with parties.
fn edits(text: &str) -> Vec<Edit> {
    let root: toml::Table = text.parse().expect("a case");
    let mut edits = vec![
        statement(
            "parties",
            Some("new-party"),
            vec![("name", Value::text("New")), ("role", Value::text("observer"))],
        ),
        statement("claims", Some("new-claim"), vec![("says", Value::text("a \"quote\" \\ and\ttab"))]),
        statement("stances", None, vec![("party", Value::text("new-party"))]),
        Edit::Key { table: vec!["case".to_owned()], entry: None, key: "new_key", value: Value::Count(1) },
    ];
    for (table, list) in
        [("meetings", "delegations"), ("issues", "options"), ("people", "offices"), ("proposals", "sent")]
    {
        for id in root.get(table).and_then(toml::Value::as_table).into_iter().flat_map(|table| table.keys()) {
            let item = Value::Table(vec![("party", Value::text("new-party"))]);
            edits.push(Edit::Item {
                table: vec![table.to_owned(), id.clone()],
                list,
                item,
                remark: String::new(),
            });
        }
    }
    for id in root.get("tracks").and_then(toml::Value::as_table).into_iter().flat_map(|table| table.keys()) {
        let item = Value::text("new-party");
        edits.push(Edit::Item {
            table: vec!["tracks".to_owned(), id.clone()],
            list: "parties",
            item,
            remark: String::new(),
        });
    }
    edits
}

/// Whether all that one table says is said by the other, lists from their first on.
fn holds(old: &toml::Value, new: &toml::Value) -> bool {
    match (old, new) {
        (toml::Value::Table(old), toml::Value::Table(new)) => {
            old.iter().all(|(key, value)| new.get(key).is_some_and(|new| holds(value, new)))
        }
        (toml::Value::Array(old), toml::Value::Array(new)) => {
            old.len() <= new.len() && old.iter().zip(new).all(|(old, new)| holds(old, new))
        }
        (old, new) => old == new,
    }
}

/// Whether the bytes of one text stand in the other in their order.
fn in_order(old: &str, new: &str) -> bool {
    let mut rest = new.bytes();
    old.bytes().all(|byte| rest.any(|one| one == byte))
}

#[test]
fn a_second_entry_stands_under_a_header_of_its_own_where_the_first_does() {
    let stance = |party: &str| statement("stances", None, vec![("party", Value::text(party))]);
    assert_eq!(
        applied("[[stances]]\nparty = \"a\"\n", &[stance("b")]).as_deref(),
        Ok("[[stances]]\nparty = \"a\"\n\n# d1: accepted\n[[stances]]\nparty = \"b\"\n")
    );
    assert_eq!(
        applied("stances = [{ party = \"a\" }]\n", &[stance("b")]).as_deref(),
        Ok("stances = [{ party = \"a\" }, { party = \"b\" }]\n")
    );
}

#[test]
fn two_in_an_empty_list_are_two() {
    let text = "[issues]\ni = { options = [] }\n[tracks.t]\nparties = []\n";
    let item = |table: &[&str], list, item| Edit::Item {
        table: table.iter().map(|name| (*name).to_owned()).collect(),
        list,
        item,
        remark: String::new(),
    };
    let option = |id: &str| Value::Table(vec![("id", Value::text(id))]);
    let edits = [
        item(&["issues", "i"], "options", option("a")),
        item(&["issues", "i"], "options", option("b")),
        item(&["tracks", "t"], "parties", Value::text("p")),
        item(&["tracks", "t"], "parties", Value::text("q")),
    ];
    assert_eq!(
        applied(text, &edits).as_deref(),
        Ok(
            "[issues]\ni = { options = [{ id = \"a\" }, { id = \"b\" }] }\n[tracks.t]\nparties = [\"p\", \"q\"]\n"
        )
    );
}

proptest! {
    #[test]
    fn every_byte_stays_in_its_order_and_every_value_stays(
        which in any::<prop::sample::Index>(),
        some in prop::collection::vec(any::<prop::sample::Index>(), 1..12),
        (windows, mark, cut) in any::<(bool, bool, bool)>(),
    ) {
        let texts = catalogue();
        let mut text = which.get(&texts).clone();
        let all = edits(&text);
        if cut { text = text.trim_end().to_owned(); }
        if windows { text = text.replace('\n', "\r\n"); }
        if mark { text = format!("\u{feff}{text}"); }
        let mut numbers: Vec<_> = some.iter().map(|one| one.index(all.len())).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let chosen: Vec<_> = numbers.iter().map(|one| all[*one].clone()).collect();
        let new = applied(&text, &chosen).map_err(|why| TestCaseError::fail(why.to_string()))?;
        prop_assert!(in_order(&text, &new));
        prop_assert!(!windows || !new.replace("\r\n", "").contains('\n'), "lines end as they did");
        let comments = |text: &str| text.lines().filter(|line| line.trim_start().starts_with('#') && !line.contains("d1: accepted")).map(str::to_owned).collect::<Vec<_>>();
        prop_assert_eq!(comments(&text), comments(&new));
        let parse = |text: &str| text.trim_start_matches('\u{feff}').parse::<toml::Table>();
        let (old, new) = (parse(&text).expect("a case"), parse(&new).map_err(|why| TestCaseError::fail(why.to_string()))?);
        prop_assert!(holds(&toml::Value::Table(old), &toml::Value::Table(new)));
    }
}

#[test]
fn what_is_new_stands_with_its_kind_and_in_the_style_of_its_list() {
    let text = "[parties.a]\nname = \"A\" # first\n\n# ---- talks\n[tracks.t]\nparties = [\n  \"a\", # one\n]\n[issues]\ni = { options = [] }\n";
    let edits = [
        statement("parties", Some("b"), vec![("name", Value::text("B"))]),
        Edit::Item {
            table: vec!["tracks".to_owned(), "t".to_owned()],
            list: "parties",
            item: Value::text("b"),
            remark: String::new(),
        },
        Edit::Item {
            table: vec!["issues".to_owned(), "i".to_owned()],
            list: "options",
            item: Value::Table(vec![("id", Value::text("o"))]),
            remark: String::new(),
        },
    ];
    assert_eq!(
        applied(text, &edits).as_deref(),
        Ok(
            "[parties.a]\nname = \"A\" # first\n\n# d1: accepted\n[parties.b]\nname = \"B\"\n\n# ---- talks\n[tracks.t]\nparties = [\n  \"a\", \"b\", # one\n]\n[issues]\ni = { options = [{ id = \"o\" }] }\n"
        )
    );
}
