//! A file of drafts is taken whole or not at all: whatever it has that would be lost, or would not be what it was, is
//! told with its place.

use std::{collections::BTreeSet, fmt};

use detente_evidence::Draft;
use serde::de::{self, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::{Answer, Inbox, VERSION, content::references};

/// Why a file of drafts cannot be used: every fault of it, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadInbox(pub Vec<Fault>);

/// One fault of a file of drafts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The line on which it shows, from 1.
    pub line: usize,
    /// What is wrong there.
    pub why: String,
}

impl fmt::Display for BadInbox {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told: Vec<_> = self.0.iter().map(|fault| format!("line {}: {}", fault.line, fault.why)).collect();
        formatter.write_str(&told.join("; "))
    }
}

/// How many faults are told: a file that is of another kind would have one a line.
const MOST: usize = 8;

/// Reads the file, every byte of it.
pub(super) fn parse(bytes: &[u8]) -> Result<Inbox, BadInbox> {
    let not_json = |error: serde_json::Error| {
        let why = error.to_string();
        let why = why.split(" at line ").next().unwrap_or_default().to_owned();
        BadInbox(vec![Fault { line: error.line().max(1), why }])
    };
    let Once(given) = serde_json::from_slice(bytes).map_err(not_json)?;
    if let Some(version) =
        given.get("schema").and_then(Value::as_u64).filter(|one| *one != u64::from(VERSION))
    {
        let by = if version > u64::from(VERSION) {
            "a later program wrote this file"
        } else {
            "no program wrote this"
        };
        let why = format!("{by}: its version is {version}, and this one reads {VERSION}");
        return Err(BadInbox(vec![fault(bytes, &[Step::Key("schema".to_owned())], why)]));
    }
    let inbox: Inbox = serde_json::from_slice(bytes).map_err(not_json)?;
    let read = serde_json::to_value(&inbox).map_err(not_json)?;
    let mut found = Found { bytes, faults: Vec::new() };
    found.lost(&given, &read, &mut Vec::new());
    if found.faults.is_empty() {
        found.names(&inbox);
    }
    let mut faults = found.faults;
    faults.sort();
    faults.dedup();
    faults.truncate(MOST);
    if faults.is_empty() { Ok(inbox) } else { Err(BadInbox(faults)) }
}

/// A step on the way to a place of the file.
#[derive(Clone, Debug)]
enum Step {
    Key(String),
    At(usize),
}

struct Found<'b> {
    bytes: &'b [u8],
    faults: Vec<Fault>,
}

impl Found<'_> {
    fn tell(&mut self, path: &[Step], why: String) {
        if self.faults.len() < MOST {
            self.faults.push(fault(self.bytes, path, why));
        }
    }

    /// What the file has and would not be written again as it stands.
    fn lost(&mut self, given: &Value, read: &Value, path: &mut Vec<Step>) {
        match (given, read) {
            (Value::Object(given), Value::Object(read)) => {
                for (key, value) in given {
                    path.push(Step::Key(key.clone()));
                    match read.get(key) {
                        Some(other) => self.lost(value, other, path),
                        None => self.tell(path, format!("{key:?} is no key that this program writes here")),
                    }
                    path.pop();
                }
                for key in read.keys().filter(|key| !given.contains_key(*key)) {
                    self.tell(path, format!("{key:?} is missing"));
                }
            }
            (Value::Array(given), Value::Array(read)) if given.len() == read.len() => {
                for (at, (one, other)) in given.iter().zip(read).enumerate() {
                    path.push(Step::At(at));
                    self.lost(one, other, path);
                    path.pop();
                }
            }
            (given, read) if given != read => {
                self.tell(path, format!("this program would write {read} where {given} stands"));
            }
            (_, _) => {}
        }
    }

    /// Names that are none, that are given twice, or that name nothing.
    fn names(&mut self, inbox: &Inbox) {
        let key = |key: &str| Step::Key(key.to_owned());
        let mut sources = BTreeSet::new();
        for (at, text) in inbox.texts.iter().enumerate() {
            let at = |field: &str| [key("texts"), Step::At(at), key(field)];
            if !is_name(&text.source) || !sources.insert(text.source.as_str()) {
                self.tell(
                    &at("source"),
                    format!("{:?} is not the name of a source, or two have it", text.source),
                );
            }
            if !is_hash(&text.sha256) {
                self.tell(&at("sha256"), format!("{:?} is no SHA-256", text.sha256));
            }
        }
        let all: BTreeSet<_> = inbox.drafts.iter().map(|entry| entry.draft.id.as_str()).collect();
        let mut ids = BTreeSet::new();
        for (at, entry) in inbox.drafts.iter().enumerate() {
            let at = |field: &str| [key("drafts"), Step::At(at), key(field)];
            let id = entry.draft.id.as_str();
            if !is_draft(id) || !ids.insert(id) {
                self.tell(&at("id"), format!("{id:?} is not the name of a draft, or two drafts have it"));
            }
            if !sources.contains(entry.source.as_str()) {
                self.tell(&at("source"), format!("no text is called {:?}", entry.source));
            }
            if entry.draft.evidence.is_empty() {
                self.tell(&at("evidence"), format!("{id} rests on no words"));
            }
            if let Answer::Accepted { by, .. } | Answer::Rejected { by, .. } = &entry.answer
                && by.trim().is_empty()
            {
                self.tell(&at("answer"), format!("nobody is named who answered {id}"));
            }
            for name in unknown(&entry.draft, &all) {
                self.tell(&at("fields"), format!("no draft is called {name:?}"));
            }
        }
    }
}

/// The drafts to which one refers and that are not there.
fn unknown(draft: &Draft, all: &BTreeSet<&str>) -> Vec<String> {
    let mut said = draft.said.clone();
    let names = references(&mut said).into_iter().filter(|name| !all.contains(name.as_str()));
    names.map(|name| name.clone()).collect()
}

fn is_draft(id: &str) -> bool {
    let number = id.strip_prefix('d').unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// A name of a source is part of the name of a file: it leads nowhere else.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A fault with the line on which a place of the file is.
fn fault(bytes: &[u8], path: &[Step], why: String) -> Fault {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let line = Seek(path).deserialize(&mut reader).err().map_or(1, |error| error.line().max(1));
    Fault { line, why }
}

/// Reads up to a place and fails there: the failure knows its line.
struct Seek<'p>(&'p [Step]);

impl<'de> DeserializeSeed<'de> for Seek<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.0.is_empty() { Err(D::Error::custom("here")) } else { deserializer.deserialize_any(self) }
    }
}

impl<'de> Visitor<'de> for Seek<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a place of the file")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match self.0.split_first() {
                Some((Step::Key(wanted), rest)) if *wanted == key => map.next_value_seed(Seek(rest))?,
                Some(_) | None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Err(A::Error::custom("here"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Some((Step::At(wanted), rest)) = self.0.split_first() else {
            return Err(A::Error::custom("here"));
        };
        for _ in 0..*wanted {
            items.next_element::<IgnoredAny>()?;
        }
        items.next_element_seed(Seek(rest))?;
        Err(A::Error::custom("here"))
    }
}

/// JSON in which no object has a key twice: of two values one would be lost.
struct Once(Value);

impl<'de> de::Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OnceVisitor).map(Self)
    }
}

struct OnceVisitor;

impl<'de> Visitor<'de> for OnceVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(Once(item)) = items.next_element()? {
            all.push(item);
        }
        Ok(Value::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut all = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            if all.contains_key(&key) {
                return Err(A::Error::custom(format!("{key:?} stands twice")));
            }
            let Once(value) = map.next_value()?;
            all.insert(key, value);
        }
        Ok(Value::Object(all))
    }
}
