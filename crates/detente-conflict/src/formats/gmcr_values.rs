//! Values of a `.gmcr` file as they should be, or a problem.

use super::gmcr_problems::Problems;
use serde_json::Value;

/// The list of this key; one that is not there is a problem.
pub(super) fn list<'a>(
    value: &'a Value,
    at: &str,
    key: &str,
    problems: &mut Problems,
) -> Option<&'a Vec<Value>> {
    let at = if at.is_empty() { key.to_owned() } else { format!("{at}.{key}") };
    let found = value[key].as_array();
    if found.is_none() {
        let says = match &value[key] {
            Value::Null => format!("the list `{key}` is missing"),
            other => format!("{} where a list is needed", kind(other)),
        };
        problems.error(&at, says, format!("add `\"{key}\": [ … ]`"));
    }
    found
}

/// A whole number.
pub(super) fn number(value: &Value) -> Option<usize> {
    value.as_u64().and_then(|number| usize::try_from(number).ok())
}

/// What a value is, in words.
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
