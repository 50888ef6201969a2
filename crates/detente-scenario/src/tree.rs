//! Files that are trees of names, lists and values: JSON and YAML.

use serde_json::{Map, Value};

use crate::{
    Issue, IssueKind, Severity,
    diagnostic::Sink,
    keys::{Keys, Place},
};

/// A file that is a table of names.
pub(crate) struct Tree<'f> {
    pub(crate) file: &'f str,
    pub(crate) top: Map<String, Value>,
    pub(crate) keys: Keys,
}

impl Tree<'_> {
    /// Tells problems of this file.
    pub(crate) fn teller<'a>(&'a self, sink: &'a mut Sink) -> Teller<'a> {
        Teller { file: self.file, keys: Some(&self.keys), sink }
    }
}

/// Tells problems of one file; a place in it is the path of names that leads there.
pub(crate) struct Teller<'a> {
    pub(crate) file: &'a str,
    /// Where the names of the file stand, where it could be read.
    pub(crate) keys: Option<&'a Keys>,
    pub(crate) sink: &'a mut Sink,
}

impl Teller<'_> {
    pub(crate) fn tell(
        &mut self,
        severity: Severity,
        code: &'static str,
        message: impl Into<String>,
        help: &str,
    ) {
        self.tell_at(severity, code, None, message, help);
    }

    /// Tells what is wrong at a place; nothing where enough was told of the file.
    pub(crate) fn tell_at(
        &mut self,
        severity: Severity,
        code: &'static str,
        place: Option<Place>,
        message: impl Into<String>,
        help: &str,
    ) {
        if !self.sink.is_full(self.file) {
            self.sink.push(severity, code, self.file, place, message, help);
        }
    }

    /// Where the last name of a path stands.
    pub(crate) fn place(&self, path: &[&str]) -> Option<Place> {
        self.keys?.at(path)
    }

    /// Warns of a weight that turns its issue around.
    pub(crate) fn weight_below_zero(&mut self, weight: Option<f64>, issue: &str, path: &[&str]) {
        let Some(below) = weight.filter(|weight| *weight < 0.0) else { return };
        let message = format!("the weight of {issue:?} is {below}: below 0 it turns the issue around");
        let help = "write weights above 0, and give the better option the higher value";
        self.tell_at(Severity::Warning, "negative-weight", self.place(path), message, help);
    }

    /// Warns of weights of issues that the domain does not have.
    pub(crate) fn weights_without_issue(
        &mut self,
        weights: &Map<String, Value>,
        issues: &[Issue],
        path: &[&str],
    ) {
        let unknown = weights.keys().filter(|name| !issues.iter().any(|issue| issue.name == **name));
        for name in unknown {
            let place = [path, &[name.as_str()]].concat();
            let message = format!("a weight of {name:?}, which no issue is; it counts for nothing");
            let help = "weights have the names of the domain's issues";
            self.tell_at(Severity::Warning, "unknown-issue", self.place(&place), message, help);
        }
    }

    /// A number that should stand at `path`.
    pub(crate) fn number(&mut self, value: &Value, path: &str) -> Option<f64> {
        let number = match value {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        let number = number.filter(|number: &f64| number.is_finite());
        if number.is_none() {
            self.tell(
                Severity::Error,
                "not-a-number",
                format!("{path} is {}, expected a number", shown(value)),
                "write a number such as 0.25",
            );
        }
        number
    }

    /// A table that should stand under `key`.
    pub(crate) fn table<'v>(
        &mut self,
        parent: &'v Map<String, Value>,
        key: &str,
        path: &str,
    ) -> Option<&'v Map<String, Value>> {
        let table = parent.get(key).and_then(Value::as_object);
        if table.is_none() {
            let found = parent.get(key).map_or_else(|| "missing".to_string(), shown);
            self.tell(
                Severity::Error,
                "no-table",
                format!("{path}{key} is {found}, expected a table of names"),
                "see the format's description of this key",
            );
        }
        table
    }

    /// The options in a list, as texts.
    pub(crate) fn options(&mut self, list: &[Value], issue: &str) -> Option<IssueKind> {
        let mut values: Vec<String> = Vec::new();
        let mut known = std::collections::BTreeSet::new();
        for value in list {
            let text = text(value);
            if known.insert(text.clone()) {
                values.push(text);
            } else {
                self.tell(
                    Severity::Warning,
                    "repeated-item",
                    format!("issue {issue:?} lists {text:?} twice; the second is passed over"),
                    "give every option a text of its own",
                );
            }
        }
        if values.is_empty() {
            self.tell(
                Severity::Error,
                "no-items",
                format!("issue {issue:?} has no options; it was left out"),
                "list at least one",
            );
            return None;
        }
        Some(IssueKind::Discrete { values })
    }

    /// Numbers issues from 1 and leaves out a second one of the same name.
    pub(crate) fn numbered(&mut self, kinds: Vec<(String, IssueKind)>) -> Vec<Issue> {
        let mut issues: Vec<Issue> = Vec::new();
        let mut known = std::collections::BTreeSet::new();
        for ((name, kind), number) in kinds.into_iter().zip(1..) {
            if known.insert(name.clone()) {
                issues.push(Issue { name, number, kind });
            } else {
                self.tell(
                    Severity::Error,
                    "repeated-issue",
                    format!("a second issue {name:?}; it was left out"),
                    "give every issue a name of its own",
                );
            }
        }
        issues
    }
}

/// The text of a scalar.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A value in a message.
fn shown(value: &Value) -> String {
    match value {
        Value::Object(_) => "a table".to_string(),
        Value::Array(_) => "a list".to_string(),
        other => other.to_string(),
    }
}

/// A file's name without folders and ending.
pub(crate) fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A finite number as JSON.
pub(crate) fn json(number: f64) -> Value {
    serde_json::Number::from_f64(number).map_or(Value::Null, Value::Number)
}

/// A table of these pairs.
pub(crate) fn object(pairs: impl IntoIterator<Item = (String, Value)>) -> Value {
    Value::Object(pairs.into_iter().collect())
}
