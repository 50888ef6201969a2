//! The JSON schema of a case file, for completion and hover in editors.

use serde_json::{Map, Value, json};

use super::tables::TABLES;
use crate::{
    Importance, Rank,
    shape::{self, Bounds, Kind, Layout, NumberReach, Shape},
};

/// The schema (draft 7) of `case.toml`.
///
/// TOML dates are strings to tools that know JSON schema only.
#[must_use]
pub fn json_schema() -> Value {
    let mut tables = Map::new();
    for shape in TABLES {
        let one = table(shape);
        let value = match shape.layout {
            Layout::Once | Layout::Within => one,
            Layout::Named => {
                json!({ "type": "object", "propertyNames": name(), "additionalProperties": one })
            }
            Layout::Listed => json!({ "type": "array", "items": one }),
        };
        tables.insert(shape.name.into(), described(value, shape.doc));
    }
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "détente case",
        "description": "A negotiation as a sourced, dated case.",
        "type": "object",
        "required": ["case"],
        "additionalProperties": false,
        "properties": tables,
        "definitions": definitions(),
    })
}

fn name() -> Value {
    json!({ "pattern": "^[a-z0-9_-]+$" })
}

fn definitions() -> Value {
    json!({
        "date": { "type": "string", "format": "date" },
        "when": { "anyOf": [{ "$ref": "#/definitions/date" }, table(&shape::WHEN)] },
        "grade": { "type": "string", "pattern": "^[A-F][1-6]$", "description": "Admiralty grade" },
        "condition": {
            "type": "string",
            "description": "Such as: line = freeze and crimea != none | silent",
            "pattern": "^ *[a-z0-9_-]+ *!?= *[a-z0-9_-]+",
        },
        "citation": {
            "type": "string",
            "description": "Such as npr#13 'consistently dismissed'",
            "pattern": "^[a-z0-9_-]+(#[0-9]+)?( *'[^']+')?$",
        },
    })
}

fn described(mut schema: Value, text: &str) -> Value {
    if let Some(object) = schema.as_object_mut() {
        object.insert("description".into(), text.into());
    }
    schema
}

fn table(shape: &Shape) -> Value {
    let mut keys = Map::new();
    for key in shape.all_keys() {
        keys.entry(key.name).or_insert_with(|| described(kind(&key.kind), key.doc));
    }
    let required: Vec<_> = shape.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut schema = json!({ "type": "object", "additionalProperties": false, "properties": keys });
    if let (false, Some(object)) = (required.is_empty(), schema.as_object_mut()) {
        object.insert("required".into(), required.into());
    }
    schema
}

fn kind(kind_of_value: &Kind) -> Value {
    match kind_of_value {
        Kind::Text | Kind::Statement | Kind::Pattern => json!({ "type": "string", "minLength": 1 }),
        Kind::Short(most) => json!({ "type": "string", "minLength": 1, "maxLength": most }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Count => json!({ "type": "integer", "minimum": 1 }),
        Kind::Date => reference("date"),
        Kind::When => reference("when"),
        Kind::Grade => reference("grade"),
        Kind::Condition => reference("condition"),
        Kind::States => {
            let state = json!({ "type": "array", "items": name_of_something() });
            json!({ "anyOf": [state, { "type": "array", "items": state }] })
        }
        Kind::Citation => reference("citation"),
        Kind::Number(bounds) => interval(bounds.reach),
        Kind::Weight => {
            json!({ "anyOf": [{ "enum": shape::words::<Importance>() }, interval(Bounds::WEIGHT.reach)] })
        }
        Kind::Word(words) => json!({ "enum": words() }),
        Kind::Ranks => {
            let rank = json!({ "enum": shape::words::<Rank>() });
            json!({ "anyOf": [rank, { "type": "array", "items": rank, "minItems": 2, "maxItems": 2 }] })
        }
        Kind::Name(_) | Kind::NewName | Kind::PartyOrBloc | Kind::Actor | Kind::Option => name_of_something(),
        Kind::List(item) => json!({ "type": "array", "items": kind(item) }),
        Kind::OneOrMore(item) => {
            json!({ "anyOf": [kind(item), { "type": "array", "items": kind(item) }] })
        }
        Kind::Map(_, value) => json!({ "type": "object", "additionalProperties": kind(value) }),
        Kind::Table(shape) => table(shape),
    }
}

fn name_of_something() -> Value {
    json!({ "type": "string", "pattern": "^[a-z0-9_-]+$" })
}

fn reference(definition: &str) -> Value {
    json!({ "allOf": [{ "$ref": format!("#/definitions/{definition}") }] })
}

/// A number or a pair; each also as text, such as "100/3".
fn interval(reach: NumberReach) -> Value {
    let mut number =
        json!({ "type": ["number", "string"], "pattern": "^ *[-+]?[0-9.]+ */ *[-+]?[0-9.]+ *$" });
    if let (NumberReach::Scale(low, high), Some(keys)) = (reach, number.as_object_mut()) {
        keys.insert("minimum".into(), low.into());
        keys.insert("maximum".into(), high.into());
    }
    json!({ "anyOf": [number, { "type": "array", "items": number, "minItems": 2, "maxItems": 2 }] })
}
