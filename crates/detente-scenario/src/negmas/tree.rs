//! YAML as a tree whose numbers may be infinite, and whose names have places.

use std::{collections::BTreeMap, fmt};

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use serde_saphyr::Spanned;

use crate::keys::{Keys, Place};

/// A tree in which a number that JSON does not have (`.inf`, `-.inf`, `.nan`) stands as its text.
pub(super) enum Node {
    Scalar(Value),
    List(Vec<Self>),
    Table(Vec<(String, Place, Self)>),
}

impl Node {
    /// The tree as a value; its names are taken note of.
    pub(super) fn value(self, keys: &mut Keys) -> Value {
        self.below(&mut Vec::new(), keys)
    }

    fn below(self, path: &mut Vec<String>, keys: &mut Keys) -> Value {
        match self {
            Self::Scalar(value) => value,
            Self::List(items) => Value::Array(items.into_iter().map(|item| item.below(path, keys)).collect()),
            Self::Table(entries) => {
                let mut seen = BTreeMap::new();
                let mut table = Map::new();
                for (name, place, node) in entries {
                    keys.take(path, &name, place, &mut seen);
                    path.push(name);
                    let value = node.below(path, keys);
                    table.insert(path.pop().unwrap_or_default(), value);
                }
                Value::Object(table)
            }
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Node;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("YAML")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Scalar(Value::Bool(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Scalar(Value::Number(value.into())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Scalar(Value::Number(value.into())))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        let text = if value.is_nan() {
            ".nan"
        } else if value > 0.0 {
            ".inf"
        } else {
            "-.inf"
        };
        let number = Number::from_f64(value);
        Ok(Node::Scalar(number.map_or_else(|| Value::String(text.to_string()), Value::Number)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Scalar(Value::String(value.to_string())))
    }

    fn visit_string<E>(self, value: String) -> Result<Node, E> {
        Ok(Node::Scalar(Value::String(value)))
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Scalar(Value::Null))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Scalar(Value::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut table = Vec::new();
        while let Some((Spanned { value: name, referenced, .. }, node)) =
            entries.next_entry::<Spanned<String>, Node>()?
        {
            let number = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
            table.push((name, (number(referenced.line()), number(referenced.column())), node));
        }
        Ok(Node::Table(table))
    }
}
