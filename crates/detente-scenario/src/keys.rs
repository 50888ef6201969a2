//! Where the names in a tree of names and values stand (JSON, YAML), and which of them stand twice in one table.

use std::collections::{BTreeMap, btree_map::Entry};

use crate::{Severity, diagnostic::Sink};

/// Line and column from 1.
pub(crate) type Place = (u32, u32);

/// How deep places are kept: as deep as weights stand.
const DEEPEST: usize = 4;

/// A name that stands again in the same table.
struct Again {
    name: String,
    first: Place,
    place: Place,
}

/// The names of a file.
#[derive(Default)]
pub(crate) struct Keys {
    places: BTreeMap<Vec<String>, Place>,
    again: Vec<Again>,
}

impl Keys {
    /// Takes note of a name, after the names that lead to its table; `seen` are those of the table.
    pub(crate) fn take(
        &mut self,
        path: &[String],
        name: &str,
        place: Place,
        seen: &mut BTreeMap<String, Place>,
    ) {
        match seen.entry(name.to_owned()) {
            Entry::Occupied(first) => {
                self.again.push(Again { name: name.to_owned(), first: *first.get(), place });
            }
            Entry::Vacant(free) => {
                free.insert(place);
                if path.len() < DEEPEST {
                    let path = path.iter().cloned().chain([name.to_owned()]);
                    self.places.insert(path.collect(), place);
                }
            }
        }
    }

    /// The place of the last name of a path, or of the last before it that has one.
    pub(crate) fn at(&self, path: &[&str]) -> Option<Place> {
        let path: Vec<String> = path.iter().map(|name| (*name).to_owned()).collect();
        (1..=path.len()).rev().find_map(|length| self.places.get(path.get(..length)?).copied())
    }

    /// Tells which names stand twice: which of the two is meant, nobody knows.
    pub(crate) fn tell(&self, file: &str, sink: &mut Sink) {
        for Again { name, first: (line, column), place } in &self.again {
            if !sink.is_full(file) {
                let message = format!("{name:?} stands twice in one table, first at {line}:{column}");
                let help = "delete one of them, or give it another name";
                sink.push(Severity::Error, "repeated-key", file, Some(*place), message, help);
            }
        }
    }

    /// The names of a text that is JSON.
    pub(crate) fn of_json(text: &str) -> Self {
        let mut keys = Self::default();
        let mut open: Vec<Open> = Vec::new();
        let (mut line, mut column) = (1_u32, 0_u32);
        let mut letters = text.char_indices();
        while let Some((at, letter)) = letters.next() {
            (line, column) = if letter == '\n' { (line + 1, 0) } else { (line, column + 1) };
            match letter {
                '{' => open.push(Open { table: Some(BTreeMap::new()), name: None }),
                '[' => open.push(Open { table: None, name: None }),
                '}' | ']' => drop(open.pop()),
                ',' => {
                    if let Some(inner) = open.last_mut() {
                        inner.name = None;
                    }
                }
                '"' => {
                    let place = (line, column);
                    let mut end = at + 1;
                    let mut escaped = false;
                    for (at, letter) in letters.by_ref() {
                        column += 1;
                        end = at + letter.len_utf8();
                        if letter == '"' && !escaped {
                            break;
                        }
                        escaped = letter == '\\' && !escaped;
                    }
                    let path: Vec<String> =
                        open.iter().rev().skip(1).rev().filter_map(|one| one.name.clone()).collect();
                    let Some(inner) = open.last_mut() else { continue };
                    // In a table, the first text after `{` or `,` is a name.
                    let (Some(seen), None) = (inner.table.as_mut(), &inner.name) else { continue };
                    let name: String =
                        serde_json::from_str(text.get(at..end).unwrap_or_default()).unwrap_or_default();
                    keys.take(&path, &name, place, seen);
                    inner.name = Some(name);
                }
                _ => {}
            }
        }
        keys
    }
}

/// A table or a list that is not yet closed.
struct Open {
    /// The names of a table; nothing of a list.
    table: Option<BTreeMap<String, Place>>,
    /// The name whose value is being read.
    name: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_json_have_their_places() {
        let text = "{\"a\": {\"b\\\"c\": [1, {\"a\": 2}],\n  \"d\": \"x,{\"}, \"a\": 3,\n \"l\": [{\"k\": 1, \"k\": 2}]}";
        let keys = Keys::of_json(text);
        assert_eq!(keys.at(&["a", "b\"c"]), Some((1, 8)));
        assert_eq!(keys.at(&["a", "d"]), Some((2, 3)));
        assert_eq!(keys.at(&["a", "e"]), Some((1, 2)), "the table that it is not in");
        assert_eq!(keys.at(&["z"]), None);
        let again: Vec<_> = keys.again.iter().map(|one| (one.name.as_str(), one.first, one.place)).collect();
        assert_eq!(again, [("a", (1, 2), (2, 16)), ("k", (3, 9), (3, 17))]);
    }
}
