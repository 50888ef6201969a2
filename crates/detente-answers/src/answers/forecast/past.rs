//! Issues with known outcomes: a table with an outcome, or the JSON of the European data.

use detente_forecast::{
    Capability, Position, Salience, draws,
    draws::{Range, Span},
    learned::Past,
};
use detente_scenario::{Diagnostic, Severity};
use serde_json::Value;

use super::{
    listed::Listed,
    of_table::{self, Read, proposal},
};

/// Past issues, and what is wrong with the file. Issues without an outcome are told and left out.
#[must_use]
pub fn read(file: &str, text: &str) -> (Vec<Past>, Vec<Diagnostic>) {
    let is_json = file.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("json"));
    let Read { issues, mut diagnostics } =
        if is_json { of_json(file, text) } else { of_table::read(file, text) };
    let mut past = Vec::new();
    for listed in &issues {
        match (draws::central(&listed.actors), listed.outcome) {
            (Ok(issue), Some(outcome)) => past.push(Past {
                name: listed.name.clone(),
                proposal: listed.proposal.clone(),
                issue,
                outcome,
            }),
            (Err(why), _) => diagnostics.push(told(file, Severity::Error, format!("{}: {why}", listed.name))),
            (Ok(_), None) => {
                let message = format!("{} has no outcome, so nothing is scored on it", listed.name);
                diagnostics.push(told(file, Severity::Warning, message));
            }
        }
    }
    if past.is_empty() && !diagnostics.iter().any(|one| one.severity == Severity::Error) {
        let message = "no issue has an outcome: name a column `outcome`".to_owned();
        diagnostics.push(told(file, Severity::Error, message));
    }
    (past, diagnostics)
}

fn told(file: &str, severity: Severity, message: String) -> Diagnostic {
    Diagnostic {
        code: "no-result",
        severity,
        file: file.to_owned(),
        place: None,
        message,
        help: String::new(),
    }
}

/// `{"issues": [{"id", "outcome", "codes", "x", "s", "c"}]}`, as the European data are kept.
fn of_json(file: &str, text: &str) -> Read {
    let mut diagnostics = Vec::new();
    let mut wrong = |message: String| diagnostics.push(told(file, Severity::Error, message));
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => {
            wrong(format!("this is no JSON: {error}"));
            Value::Null
        }
    };
    let mut issues = Vec::new();
    for (number, one) in value.get("issues").and_then(Value::as_array).into_iter().flatten().enumerate() {
        let name = one
            .get("id")
            .and_then(Value::as_str)
            .map_or_else(|| format!("issue {}", number + 1), str::to_owned);
        let list = |key: &str| one.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        let (codes, at, cares, has) = (list("codes"), list("x"), list("s"), list("c"));
        if [at.len(), cares.len(), has.len()] != [codes.len(); 3] {
            wrong(format!("{name}: `codes`, `x`, `s` and `c` need an entry for each actor"));
            continue;
        }
        let mut actors = Vec::new();
        for (place, code) in codes.iter().enumerate() {
            let number = |of: &[Value]| of.get(place).and_then(Value::as_f64).unwrap_or(f64::NAN);
            let who = code.as_str().unwrap_or_default();
            match (Capability::new(number(&has)), Position::new(number(&at)), Salience::new(number(&cares))) {
                (Some(capability), Some(position), Some(salience)) => actors.push(Range {
                    name: who.to_owned(),
                    capability: Span::exactly(capability),
                    position: Span::exactly(position),
                    salience: Span::exactly(salience),
                }),
                _ => wrong(format!(
                    "{name}: {who} needs a position from 0 to 100, a salience up to 1, a capability"
                )),
            }
        }
        let outcome = one.get("outcome").and_then(Value::as_f64).and_then(Position::new);
        let said = one.get("proposal").and_then(Value::as_str).map(str::to_owned);
        let proposal = said.unwrap_or_else(|| proposal(&name));
        let listed = Listed { name, proposal, ends: None, actors, outcome, unknown: Vec::new() };
        issues.push(listed.by_name());
    }
    Read { issues, diagnostics }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_of_the_european_data_is_read() {
        let text = r#"{"issues":[{"id":"d1i1","outcome":40,"codes":["a","b"],"x":[0,100],"s":[0.5,1],"c":[1,2]},
            {"id":"d1i2","outcome":null,"codes":["a","b"],"x":[0,100],"s":[0.5,1],"c":[1,2]}]}"#;
        let (past, told) = read("p.json", text);
        assert_eq!((past.len(), past[0].proposal.as_str(), past[0].outcome.at()), (1, "d1", 40.0));
        assert!(told.len() == 1 && told[0].severity == Severity::Warning, "{told:?}");
    }

    #[test]
    fn what_cannot_be_scored_is_told() {
        let errors = |file: &str, text: &str| {
            read(file, text).1.iter().filter(|told| told.severity == Severity::Error).count()
        };
        assert_eq!(errors("p.json", "{"), 1);
        assert_eq!(
            errors(
                "p.json",
                r#"{"issues":[{"id":"a","outcome":4,"codes":["a"],"x":[0,1],"s":[1],"c":[1]}]}"#
            ),
            1
        );
        assert_eq!(errors("p.csv", "issue,actor,influence,position,salience\nR,A,1,0,50\nR,B,1,50,50\n"), 1);
    }
}
