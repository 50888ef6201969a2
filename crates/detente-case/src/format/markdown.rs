//! The key tables of `docs/case-format.md`.

use std::fmt::Write;

use super::tables::{TABLES, table};
use crate::shape::{Key, Kind, NumberReach, Shape, origin};

/// The keys of the table `name` as a Markdown table; `basis` and `effects` name the keys that every statement
/// may have. `None` when there is no such table.
#[must_use]
pub fn key_table(name: &str) -> Option<String> {
    match name {
        "basis" => return Some(rows(origin::KEYS)),
        "effects" => return Some(rows(origin::EFFECT_KEYS)),
        _ => {}
    }
    let shape = table(name)?;
    let mut text = format!("{}\n\n{}", shape.doc, rows(shape.keys));
    for part in parts(shape) {
        let _ = write!(text, "\n`{}`: {}.\n\n{}", part.name, part.doc, rows(part.keys));
    }
    Some(text)
}

/// Names of the tables [`key_table`] knows, in the order documentation lists them.
pub fn documented_tables() -> impl Iterator<Item = &'static str> {
    ["basis", "effects"].into_iter().chain(TABLES.iter().map(|shape| shape.name))
}

fn rows(keys: &[Key]) -> String {
    let mut text = String::from("| key | holds | meaning |\n|---|---|---|\n");
    for key in keys {
        let mark = if key.required { "*" } else { "" };
        let holds = holds(&key.kind).replace('|', "\\|");
        let _ = writeln!(text, "| `{}`{mark} | {holds} | {} |", key.name, key.doc.replace('|', "\\|"));
    }
    text
}

fn holds(kind: &Kind) -> String {
    match kind {
        Kind::Text | Kind::Short(_) => "text".into(),
        Kind::Flag => "`true`, `false`".into(),
        Kind::Count => "whole number".into(),
        Kind::Date => "date".into(),
        Kind::When => "*when*".into(),
        Kind::Number(bounds) => match bounds.reach {
            NumberReach::Scale(low, high) => format!("interval {low} to {high}"),
            NumberReach::Any => "interval".into(),
        },
        Kind::Weight => "word or interval 0 to 100".into(),
        Kind::Word(words) => words().iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" "),
        Kind::Ranks => "rank or pair of ranks".into(),
        Kind::Grade => "grade".into(),
        Kind::Name(kind) => format!("name in `{}`", kind.table()),
        Kind::PartyOrBloc => "name in `parties` or `blocs`".into(),
        Kind::Actor => "actor".into(),
        Kind::Option => "option".into(),
        Kind::Condition => "condition".into(),
        Kind::NewName => "its name".into(),
        Kind::Statement => "statement".into(),
        Kind::Pattern => "courses joined by `and`".into(),
        Kind::States => "list of: name in `courses`, or a list of such lists".into(),
        Kind::Citation => "citation".into(),
        Kind::List(Kind::Table(shape)) => format!("list of `{}`, below", shape.name),
        Kind::List(item) => format!("list of: {}", holds(item)),
        Kind::OneOrMore(item) => format!("{}, or a list", holds(item)),
        Kind::Map(Kind::NewName, Kind::Table(shape)) => format!("tables of `{}` by name, below", shape.name),
        Kind::Map(key, value) => format!("table from {} to {}", holds(key), holds(value)),
        Kind::Table(shape) => format!("`{}`, below", shape.name),
    }
}

/// The tables within a table, theirs after it.
fn parts(shape: &Shape) -> Vec<&'static Shape> {
    let mut found = Vec::new();
    for key in shape.keys {
        if let Kind::Table(part) | Kind::List(Kind::Table(part)) | Kind::Map(_, Kind::Table(part)) = &key.kind
        {
            found.push(*part);
            found.extend(parts(part));
        }
    }
    found
}
