//! The JSON of a file, with the names that stand twice in one table: of two values only one could be read.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// JSON, and the paths of names that stand again.
pub(super) struct Tree {
    pub(super) value: Value,
    pub(super) again: Vec<String>,
}

impl Tree {
    fn of(value: impl Into<Value>) -> Self {
        Self { value: value.into(), again: Vec::new() }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Tree;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::of(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::of(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::of(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
        Ok(Tree::of(Number::from_f64(value).map_or(Value::Null, Value::Number)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::of(value))
    }

    fn visit_string<E>(self, value: String) -> Result<Tree, E> {
        Ok(Tree::of(value))
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::of(Value::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let (mut list, mut again) = (Vec::new(), Vec::new());
        while let Some(item) = items.next_element::<Tree>()? {
            again.extend(item.again.into_iter().map(|path| below(&format!("[{}]", list.len()), &path)));
            list.push(item.value);
        }
        Ok(Tree { value: Value::Array(list), again })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Tree, A::Error> {
        let (mut table, mut again) = (Map::new(), Vec::new());
        while let Some((name, entry)) = entries.next_entry::<String, Tree>()? {
            again.extend(entry.again.into_iter().map(|path| below(&name, &path)));
            if table.contains_key(&name) {
                again.push(name.clone());
            }
            table.insert(name, entry.value);
        }
        Ok(Tree { value: Value::Object(table), again })
    }
}

/// A path after a name or a place in a list.
fn below(name: &str, path: &str) -> String {
    if path.starts_with('[') { format!("{name}{path}") } else { format!("{name}.{path}") }
}
