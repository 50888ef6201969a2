//! What is added to a case file: in its place, with every other byte as it was.
//!
//! Edits are insertions into the text. A document that is parsed and written again (`toml_edit`) loses a byte order mark,
//! the way in which lines end and the order of dotted keys; an insertion can lose nothing. Every change is found in one
//! reading of the file, so that they do not move each other.

mod change;
mod cut;
mod layout;
mod position;
mod rows;
mod value;

use std::fmt;

use detente_case::bare;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use self::layout::{Section, sections};
pub use self::{
    change::{add, add_to, remove, set, unset, written},
    position::{Ground, Position, cite, position},
    rows::{Row, rows},
    value::Value,
};

/// How many letters a name or a title may have.
pub const LONGEST_NAME: usize = 200;

/// A key and what it holds.
pub type Key = (&'static str, Value);

/// Where a new table stands and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The table of the format, such as `parties`.
    pub table: &'static str,
    /// Its name; nothing for an entry of a list, such as a stance.
    pub id: Option<String>,
    /// Its keys, in order.
    pub keys: Vec<Key>,
    /// Lists of tables within it, by key.
    pub lists: Vec<(&'static str, Vec<Vec<Key>>)>,
    /// What stands above it as a remark.
    pub remark: String,
}

/// One change of a case file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// A new table.
    Statement(Statement),
    /// Something more in a list of a table that is there.
    Item {
        /// The names of the table, such as `meetings` and `london`.
        table: Vec<String>,
        /// The key of the list; it need not be there yet.
        list: &'static str,
        /// What is added: a table for a list of tables, else a value.
        item: Value,
        /// What stands above it as a remark, where there is room for one.
        remark: String,
    },
    /// A key that a table does not have yet.
    Key {
        /// The names of the table.
        table: Vec<String>,
        /// Which entry of which of its lists, where not the table itself is meant.
        entry: Option<(&'static str, usize)>,
        /// The key.
        key: &'static str,
        /// What it holds.
        value: Value,
    },
}

/// Why a change cannot be made in this file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoPlace {
    /// The file is no TOML.
    NoToml,
    /// There is a table of this name already.
    There(String),
    /// There is no table of this name.
    NotThere(String),
    /// What a key shall hold is no value of TOML on one line.
    Value(String, String),
    /// The table is written so that nothing can be added to it, as with dotted keys.
    Table(String),
    /// A name that has more letters than a screen could show: its key, and how many letters it has.
    Long(String, usize),
    /// These bytes are not there, or one of them is within a character.
    Bytes(usize, usize),
}

impl fmt::Display for NoPlace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoToml => formatter.write_str("case.toml cannot be read; `detente check` says where"),
            Self::There(table) => write!(formatter, "`{table}` is there already"),
            Self::NotThere(table) => write!(formatter, "there is no `{table}`"),
            Self::Value(key, value) => {
                write!(formatter, "`{key}` cannot be `{value}`: write a value of TOML on one line")
            }
            Self::Long(key, letters) => {
                write!(
                    formatter,
                    "`{key}` has {letters} letters, and may have {LONGEST_NAME}: write a shorter one"
                )
            }
            Self::Bytes(start, end) => {
                write!(formatter, "case.toml has no text from byte {start} to byte {end}")
            }
            Self::Table(table) => {
                write!(
                    formatter,
                    "`{table}` is written so that nothing can be added to it: give it a header of its own"
                )
            }
        }
    }
}

/// The text with these changes, in their order; every byte that was there stays, in its order.
pub fn applied(text: &str, edits: &[Edit]) -> Result<String, NoPlace> {
    let file = CaseText::of(text)?;
    let mut insertions = Vec::with_capacity(edits.len());
    for edit in edits {
        insertions.push(file.insertion(edit)?);
    }
    Ok(file.with(insertions))
}
/// Text that is put in at a place.
struct Insertion {
    at: usize,
    text: String,
    /// Whether it begins a line.
    on_its_own: bool,
    rank: Rank,
}

/// Which of two insertions at one place comes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// In brackets or braces.
    Within,
    /// A key of the table that ends here.
    Key,
    /// An entry of a list of the table that ends here.
    Item,
    /// A table of its own.
    Statement,
}

/// A case file, read for where things stand.
struct CaseText<'a> {
    text: &'a str,
    root: DeTable<'a>,
    sections: Vec<Section>,
    line_break: &'static str,
}

impl<'a> CaseText<'a> {
    fn of(text: &'a str) -> Result<Self, NoPlace> {
        let root = DeTable::parse(text).map_err(|_| NoPlace::NoToml)?.into_inner();
        let windows =
            text.find('\n').is_some_and(|at| text.get(..at).is_some_and(|line| line.ends_with('\r')));
        Ok(Self { text, root, sections: sections(text), line_break: if windows { "\r\n" } else { "\n" } })
    }

    /// The text with what is put in.
    fn with(&self, mut insertions: Vec<Insertion>) -> String {
        // A key at the place of a new table belongs above it; two alike keep their order, since the sort is stable.
        insertions.sort_by_key(|insertion| (insertion.at, insertion.rank));
        let mut out = String::with_capacity(
            self.text.len() + insertions.iter().map(|one| one.text.len()).sum::<usize>(),
        );
        let mut done = 0;
        let mut last = None;
        for insertion in insertions {
            out.push_str(self.text.get(done..insertion.at).unwrap_or_default());
            if insertion.on_its_own && !out.is_empty() && !out.ends_with('\n') {
                out.push_str(self.line_break);
            }
            // The second of two in an empty list follows the first.
            if insertion.rank == Rank::Within
                && last == Some((insertion.at, Rank::Within))
                && !insertion.text.starts_with(", ")
            {
                out.push_str(", ");
            }
            out.push_str(&insertion.text);
            done = insertion.at;
            last = Some((insertion.at, insertion.rank));
        }
        out.push_str(self.text.get(done..).unwrap_or_default());
        out
    }

    fn insertion(&self, edit: &Edit) -> Result<Insertion, NoPlace> {
        match edit {
            Edit::Statement(statement) => Ok(self.statement(statement)),
            Edit::Item { table, list, item, remark } => self.item(table, list, item, remark),
            Edit::Key { table, entry, key, value } => self.key(table, *entry, key, value),
        }
    }

    fn lines(&self, at: usize, rank: Rank, lines: &[String]) -> Insertion {
        let text = lines.iter().map(|line| format!("{line}{}", self.line_break)).collect();
        Insertion { at, text, on_its_own: true, rank }
    }

    /// A new table stands behind the last of its kind, or at the end.
    fn statement(&self, statement: &Statement) -> Insertion {
        // The place of a list under headers is its first header, which stands in brackets too.
        let listed = self.sections.iter().any(|section| section.listed && section.path == [statement.table]);
        let whole = self.root.get(statement.table).filter(|value| !listed && self.is_inline(value));
        if let Some((value, id)) = whole.zip(statement.id.as_ref()) {
            let keys = statement.keys.iter().cloned();
            let lists = statement.lists.iter().map(|(key, items)| (*key, tables(items)));
            return Self::within(
                value,
                &format!("{} = {}", bare(id), Value::Table(keys.chain(lists).collect()).toml()),
            );
        }
        if let Some(value) = whole {
            return Self::within(value, &Value::Table(statement.keys.clone()).toml());
        }
        let of_its_kind =
            |section: &&Section| section.path.first().is_some_and(|name| name == statement.table);
        let last = self.sections.iter().rfind(of_its_kind);
        let at = last.map_or(self.text.len(), |section| section.end);
        let header = match &statement.id {
            Some(id) => format!("[{}.{}]", statement.table, bare(id)),
            None => format!("[[{}]]", statement.table),
        };
        let mut lines = vec![String::new()];
        lines.extend((!statement.remark.is_empty()).then(|| format!("# {}", statement.remark)));
        lines.push(header);
        lines.extend(statement.keys.iter().map(|(key, value)| format!("{key} = {}", value.toml())));
        for (list, items) in &statement.lists {
            let id = statement.id.as_deref().unwrap_or_default();
            for item in items {
                lines.push(String::new());
                lines.push(format!("[[{}.{}.{list}]]", statement.table, bare(id)));
                lines.extend(item.iter().map(|(key, value)| format!("{key} = {}", value.toml())));
            }
        }
        self.lines(at, Rank::Statement, &lines)
    }

    /// One more in a list: in brackets behind the last one, under a header of its own, or as the first.
    fn item(
        &self,
        table: &[String],
        list: &'static str,
        item: &Value,
        remark: &str,
    ) -> Result<Insertion, NoPlace> {
        let value = self.at(table).ok_or_else(|| NoPlace::Table(table.join(".")))?;
        let there = value.get_ref().as_table().and_then(|table| table.get(list));
        let mut path = table.to_vec();
        path.push(list.to_owned());
        let has_header = self.sections.iter().any(|section| section.listed && section.path == path);
        match there {
            Some(there) if !has_header => Ok(Self::within(there, &item.toml())),
            Some(_) | None => match item {
                Value::Table(keys) if !self.is_inline(value) => {
                    let below = |section: &&Section| section.path.starts_with(table);
                    let last =
                        self.sections.iter().rfind(below).ok_or_else(|| NoPlace::Table(table.join(".")))?;
                    let names: Vec<_> = path.iter().map(|name| bare(name)).collect();
                    let mut lines = vec![String::new()];
                    lines.extend((!remark.is_empty()).then(|| format!("# {remark}")));
                    lines.push(format!("[[{}]]", names.join(".")));
                    lines.extend(keys.iter().map(|(key, value)| format!("{key} = {}", value.toml())));
                    Ok(self.lines(last.end, Rank::Item, &lines))
                }
                _ => self.key(table, None, list, &Value::List(vec![item.clone()])),
            },
        }
    }

    /// A key more: behind the last key below the header, or within the braces.
    fn key(
        &self,
        table: &[String],
        entry: Option<(&'static str, usize)>,
        key: &'static str,
        value: &Value,
    ) -> Result<Insertion, NoPlace> {
        self.key_line(table, entry, &format!("{key} = {}", value.toml()))
    }

    fn key_line(
        &self,
        table: &[String],
        entry: Option<(&'static str, usize)>,
        line: &str,
    ) -> Result<Insertion, NoPlace> {
        let none = || NoPlace::Table(table.join("."));
        let whole = self.at(table).ok_or_else(none)?;
        let Some((list, number)) = entry else {
            if self.is_inline(whole) {
                return Ok(Self::within(whole, line));
            }
            let own = self.own(table);
            return Ok(self.lines(own.first().ok_or_else(none)?.end, Rank::Key, &[line.to_owned()]));
        };
        let items = whole
            .get_ref()
            .as_table()
            .and_then(|table| table.get(list))
            .and_then(|list| list.get_ref().as_array());
        let item = items.and_then(|items| items.get(number)).ok_or_else(none)?;
        if self.is_inline(item) {
            return Ok(Self::within(item, line));
        }
        let mut path = table.to_vec();
        path.push(list.to_owned());
        let own = self.sections.iter().filter(|section| section.listed && section.path == path).nth(number);
        Ok(self.lines(own.ok_or_else(none)?.end, Rank::Key, &[line.to_owned()]))
    }

    /// What stands under these names; an entry of a list is named by its place, from 0.
    fn at(&self, names: &[String]) -> Option<&Spanned<DeValue<'a>>> {
        let (first, rest) = names.split_first()?;
        let mut value = self.root.get(first.as_str())?;
        for name in rest {
            value = match value.get_ref().as_array() {
                Some(items) => items.get(name.parse::<usize>().ok()?)?,
                None => value.get_ref().as_table()?.get(name.as_str())?,
            };
        }
        Some(value)
    }

    /// The sections of a table under a header: its own, then those below it. None where it has no header of its own.
    fn own(&self, names: &[String]) -> Vec<&Section> {
        let Some((last, list)) = names.split_last() else { return Vec::new() };
        let listed = |section: &&Section| section.listed && section.path == list;
        let is_entry = self.at(list).is_some_and(|list| list.get_ref().as_array().is_some());
        if !is_entry {
            let headed = self.sections.iter().any(|section| !section.listed && section.path == names);
            let of_it = self.sections.iter().filter(|section| section.path.starts_with(names));
            // Tables below it may stand above its own header.
            let mut of_it: Vec<_> = if headed { of_it.collect() } else { Vec::new() };
            of_it.sort_by_key(|section| section.path != names);
            return of_it;
        }
        let Ok(number) = last.parse::<usize>() else { return Vec::new() };
        let entries = self.sections.iter().enumerate().filter(|(_, section)| listed(section));
        let Some((place, own)) = entries.clone().nth(number) else { return Vec::new() };
        let below = self.sections.iter().skip(place + 1);
        let below =
            below.take_while(|section| section.path.len() > list.len() && section.path.starts_with(list));
        std::iter::once(own).chain(below).collect()
    }

    /// Whether a value stands in braces or brackets of its own, and not under headers or behind dots.
    fn is_inline(&self, value: &Spanned<DeValue<'a>>) -> bool {
        let span = value.span();
        let closes = self.text.get(span.clone()).is_some_and(|text| text.ends_with(['}', ']']));
        let begins = self.text.as_bytes().get(span.start).copied();
        match value.get_ref() {
            DeValue::Table(_) => closes && begins == Some(b'{'),
            DeValue::Array(items) => {
                let listed =
                    |one: &Spanned<DeValue<'a>>| one.span().start < span.start || one.span().end > span.end;
                closes && begins == Some(b'[') && !items.iter().any(listed)
            }
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_) => false,
        }
    }

    /// Behind the last of what stands in brackets or braces. What follows it, a comma too, then follows what is new.
    fn within(value: &Spanned<DeValue<'a>>, new: &str) -> Insertion {
        let last = match value.get_ref() {
            DeValue::Array(items) => items.iter().map(|item| item.span().end).max(),
            DeValue::Table(table) => {
                table.iter().map(|(key, value)| value.span().end.max(key.span().end)).max()
            }
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_) => None,
        };
        match last {
            Some(at) => Insertion { at, text: format!(", {new}"), on_its_own: false, rank: Rank::Within },
            None => Insertion {
                at: value.span().start + 1,
                text: new.to_owned(),
                on_its_own: false,
                rank: Rank::Within,
            },
        }
    }
}

/// Tables in a list on one line.
fn tables(items: &[Vec<Key>]) -> Value {
    Value::List(items.iter().map(|item| Value::Table(item.clone())).collect())
}
