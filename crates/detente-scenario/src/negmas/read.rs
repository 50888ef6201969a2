//! From texts to a scenario.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::{
    Additive, Clock, Discount, Evaluator, Issue, IssueKind, NoDeal, Opened, Profile, Reservation, Scale,
    Scenario, Severity, Toll, Utility,
    diagnostic::Sink,
    geniusweb::table_of,
    keys::Keys,
    negmas::tree::Node,
    tree::{Teller, Tree, stem, text},
};

/// Reads the texts of a folder, by file name.
///
/// The domain is the file whose `type` ends in `OutcomeSpace`, a party's the one whose `type` ends in `UtilityFunction`
/// or `UFun`: a linear one, or a discount around one. Other files (`_info.yaml`, `stats.yaml`) are
/// passed over with a note.
#[must_use]
pub fn read(files: &BTreeMap<String, String>) -> Opened {
    let mut sink = Sink::default();
    let mut domain = None;
    let mut functions = Vec::new();
    for (file, content) in files {
        let Some(tree) = parse(file, content, &mut sink) else { continue };
        let kind = type_of(&tree.top).to_string();
        if kind.ends_with("OutcomeSpace") && domain.is_none() {
            domain = Some(tree);
        } else if kind.ends_with("UtilityFunction") || kind.ends_with("UFun") {
            functions.push(tree);
        } else {
            tree.teller(&mut sink).tell(
                Severity::Note,
                "not-negmas",
                format!("type {kind:?} is no outcome space or utility function; passed over"),
                "nothing to do if the file is not meant to be one",
            );
        }
    }
    let Some(domain) = domain else {
        let file = files.keys().next().map_or("", String::as_str);
        Teller { file, keys: None, sink: &mut sink }.tell(
            Severity::Error,
            "no-domain",
            "no file has a type that ends in OutcomeSpace",
            "put the domain's file beside the utility functions",
        );
        return Opened { scenario: None, diagnostics: sink.finish() };
    };
    let issues = issues(&domain.top, &mut domain.teller(&mut sink));
    let parties = functions
        .iter()
        .filter_map(|tree| profile(&tree.top, &issues, &mut tree.teller(&mut sink)))
        .collect();
    let scenario = Scenario { name: stem(domain.file).to_string(), issues, parties };
    Opened { scenario: Some(scenario), diagnostics: sink.finish() }
}

/// The class, without the modules it stands in.
fn type_of(table: &Map<String, Value>) -> &str {
    let whole = table.get("type").and_then(Value::as_str).unwrap_or_default();
    whole.rsplit('.').next().unwrap_or(whole)
}

fn parse<'f>(file: &'f str, content: &str, sink: &mut Sink) -> Option<Tree<'f>> {
    let options = serde_saphyr::options! {
        with_snippet: false,
        // An option `n` or `yes` is a text, in a list as in the keys of a mapping.
        strict_booleans: true,
        // A name that stands twice is told in our words, and with both places.
        duplicate_keys: serde_saphyr::DuplicateKeyPolicy::PassThrough,
        // Minus infinity is how NegMAS writes that there is no reservation value.
        non_finite_float_policy: serde_saphyr::NonFiniteFloatPolicy::PassThrough,
    };
    let mut keys = Keys::default();
    match serde_saphyr::from_str_with_options::<Node>(content, options).map(|node| node.value(&mut keys)) {
        Ok(Value::Object(top)) => {
            keys.tell(file, sink);
            Some(Tree { file, top, keys })
        }
        Ok(_) => {
            Teller { file, keys: None, sink }.tell(
                Severity::Note,
                "not-negmas",
                "the file is no table of names; passed over",
                "nothing to do if the file is not meant to be an outcome space or a utility function",
            );
            None
        }
        Err(error) => {
            let place = error.location().and_then(|place| {
                Some((u32::try_from(place.line()).ok()?, u32::try_from(place.column()).ok()?))
            });
            sink.push(
                Severity::Error,
                "broken-yaml",
                file,
                place,
                format!("no YAML: {error}"),
                "correct the file there; nothing of it was read",
            );
            None
        }
    }
}

fn issues(domain: &Map<String, Value>, tell: &mut Teller) -> Vec<Issue> {
    let Some(Value::Array(list)) = domain.get("issues") else {
        tell.tell(
            Severity::Error,
            "no-issues",
            "`issues` is no list",
            "write the issues as a list of {name, type, values}",
        );
        return Vec::new();
    };
    let mut kinds = Vec::new();
    for (issue, number) in list.iter().zip(1..) {
        let empty = Map::new();
        let table = issue.as_object().unwrap_or(&empty);
        let name = table.get("name").map_or_else(|| format!("issue {number}"), text);
        kinds.extend(kind(table, &name, tell).map(|kind| (name, kind)));
    }
    tell.numbered(kinds)
}

/// Which values an issue has: those of a categorical issue are a list, those of the others usually the least
/// and the greatest; a whole number n stands for 0..n−1.
fn kind(table: &Map<String, Value>, name: &str, tell: &mut Teller) -> Option<IssueKind> {
    let class = type_of(table);
    let ends = match table.get("values") {
        Some(Value::Array(list)) if class == "CategoricalIssue" => return tell.options(list, name),
        Some(Value::Array(list)) => match list.as_slice() {
            [Value::Number(low), Value::Number(high)] if class.starts_with("Conti") => Some((low, high)),
            list => return tell.options(list, name),
        },
        Some(Value::Number(count)) => {
            let count = count.as_i64().filter(|count| *count > 0);
            if let Some(count) = count {
                return Some(IssueKind::Integer { low: 0, high: count - 1 });
            }
            None
        }
        _ => None,
    };
    if let Some((low, high)) = ends {
        let whole = low.as_i64().zip(high.as_i64()).filter(|_| class != "ContinuousIssue");
        let real = low.as_f64().zip(high.as_f64());
        match (whole, real) {
            (Some((low, high)), _) if low <= high => return Some(IssueKind::Integer { low, high }),
            (None, Some((low, high))) if low <= high => return Some(IssueKind::Real { low, high }),
            _ => {}
        }
    }
    tell.tell(
        Severity::Error,
        "no-items",
        format!("`values` of issue {name:?} ({class}) cannot be read; the issue was left out"),
        "write a list of options, or [least, greatest]",
    );
    None
}

fn profile(top: &Map<String, Value>, issues: &[Issue], tell: &mut Teller) -> Option<Profile> {
    let (function, discount) = match type_of(top) {
        "ExpDiscountedUFun" | "LinDiscountedUFun" => (tell.table(top, "ufun", "")?, discount(top, tell)),
        _ => (top, None),
    };
    let numbers = issues.iter().all(|issue| !matches!(issue.kind, IssueKind::Discrete { .. }));
    match type_of(function) {
        "LinearAdditiveUtilityFunction" => {}
        "AffineUtilityFunction" | "LinearUtilityFunction" if numbers => {}
        class => {
            tell.tell(
                Severity::Error,
                "unknown-function",
                format!("a utility function of type {class:?}, which détente does not read; the party was left out"),
                "LinearAdditiveUtilityFunction is read, AffineUtilityFunction where all issues are numbers, and \
                 ExpDiscountedUFun or LinDiscountedUFun around one of them",
            );
            return None;
        }
    }
    let additive = additive(function, issues, tell);
    Some(Profile {
        name: stem(tell.file).to_string(),
        utility: Utility::Additive(additive),
        reservation: reservation(function, top, tell),
        discount,
        exact: None,
    })
}

/// What time does, of a function around another one (NegMAS 0.16 `preferences/discounted.py`).
fn discount(top: &Map<String, Value>, tell: &mut Teller) -> Option<Discount> {
    let mut number = |key: &str| {
        let said = top.get(key).filter(|value| !value.is_null());
        said.and_then(|value| tell.number(value, key))
    };
    let toll = if type_of(top) == "ExpDiscountedUFun" {
        Toll::Factor(number("discount").filter(|factor| *factor != 0.0)?)
    } else {
        Toll::Cost {
            cost: number("cost").filter(|cost| *cost != 0.0)?,
            power: number("power").unwrap_or(1.0),
        }
    };
    let no_deal = match top.get("dynamic_reservation") {
        Some(Value::Bool(false)) => NoDeal::Kept,
        _ => NoDeal::Discounted,
    };
    let clock = match top.get("factor").map(text).as_deref() {
        Some("relative_time") => Clock::Share,
        // `LinDiscountedUFun` still calls a step by its name of old.
        None | Some("current_step") => Clock::Other("step".to_string()),
        Some(other) => Clock::Other(other.to_string()),
    };
    if matches!(toll, Toll::Factor(factor) if factor < 0.0) {
        tell.tell(
            Severity::Error,
            "no-discount",
            "the discount is below 0, which discounts nothing",
            "write what is left of 1 after a unit of time, such as 0.9",
        );
        return None;
    }
    Some(Discount { toll, clock, no_deal })
}

/// What no deal is worth. NegMAS writes minus infinity around a discounted function, whatever the value inside; a party
/// accepts what is worth at least its `reserved_value`, and so nothing where that is infinity.
fn reservation(function: &Map<String, Value>, top: &Map<String, Value>, tell: &mut Teller) -> Reservation {
    let mut said = Reservation::Unsaid;
    for table in [function, top] {
        let Some(value) = table.get("reserved_value").filter(|value| !value.is_null()) else { continue };
        match text(value).trim().trim_start_matches('+').to_ascii_lowercase().as_str() {
            "-.inf" | "-inf" => said = Reservation::Value(f64::NEG_INFINITY),
            ".inf" | "inf" => {
                tell.tell(
                    Severity::Warning,
                    "accepts-nothing",
                    "reserved_value is infinite: the party accepts no package",
                    "write what no deal is worth to it, or -.inf if it accepts everything",
                );
                return Reservation::Value(f64::INFINITY);
            }
            _ => return tell.number(value, "reserved_value").map_or(Reservation::Unsaid, Reservation::Value),
        }
    }
    said
}

fn additive(function: &Map<String, Value>, issues: &[Issue], tell: &mut Teller) -> Additive {
    // `AffineUtilityFunction` multiplies the number of each issue by its weight.
    let identity = type_of(function) != "LinearAdditiveUtilityFunction" && !function.contains_key("values");
    let evaluators = issues.iter().enumerate().map(|(place, issue)| {
        if identity {
            return Evaluator::Linear { slope: 1.0, offset: 0.0, from: 0.0 };
        }
        let said = member(function.get("values"), place, &issue.name);
        match said.and_then(Value::as_object) {
            Some(table) => evaluator(table, issue, tell),
            None => unsaid(issue, tell),
        }
    });
    let evaluators = evaluators.collect();
    let weights = weights(function, issues, tell);
    let bias = function.get("bias").filter(|bias| !bias.is_null());
    let bias = bias.and_then(|bias| tell.number(bias, "bias")).unwrap_or(0.0);
    Additive { scale: Scale::Plain, weights, evaluators, bias }
}

/// The weights of the issues: a list in their order, or a table by their names. Without weights each is 1, and so is that
/// of an issue a table of weights leaves out.
fn weights(function: &Map<String, Value>, issues: &[Issue], tell: &mut Teller) -> Vec<Option<f64>> {
    let said = function.get("weights").filter(|weights| !weights.is_null());
    // A function may stand in one that discounts it.
    let place = if tell.place(&["ufun"]).is_some() { vec!["ufun", "weights"] } else { vec!["weights"] };
    match said {
        Some(Value::Object(table)) => tell.weights_without_issue(table, issues, &place),
        Some(Value::Array(list)) if list.len() > issues.len() => {
            let message =
                format!("{} weights for {} issues; the last count for nothing", list.len(), issues.len());
            let help = "write one weight an issue, in the order of the domain";
            tell.tell_at(Severity::Warning, "unknown-issue", tell.place(&place), message, help);
        }
        Some(_) | None => {}
    }
    let mut weights = Vec::with_capacity(issues.len());
    for (number, issue) in issues.iter().enumerate() {
        let Some(said) = said else {
            weights.push(Some(1.0));
            continue;
        };
        let own = [place.as_slice(), &[issue.name.as_str()]].concat();
        if said.as_object().is_some_and(|table| !table.contains_key(&issue.name)) {
            let message = format!("issue {:?} has no weight: it counts with the weight 1", issue.name);
            tell.tell_at(
                Severity::Warning,
                "no-weight",
                tell.place(&place),
                message,
                "put the issue into weights",
            );
            weights.push(Some(1.0));
            continue;
        }
        let weight = member(Some(said), number, &issue.name).unwrap_or(&Value::Null);
        let weight = tell.number(weight, &format!("the weight of {}", issue.name));
        tell.weight_below_zero(weight, &issue.name, &own);
        weights.push(weight);
    }
    sum_of_weights(&weights, &place, tell);
    weights
}

/// Warns of weights that nearly add up to 1: one of them may be a slip.
fn sum_of_weights(weights: &[Option<f64>], place: &[&str], tell: &mut Teller) {
    const NEAR: f64 = 1e-3;
    let sum: f64 = weights.iter().flatten().sum();
    if weights.len() > 1 && sum > 0.5 && sum < 2.0 && (sum - 1.0).abs() > NEAR {
        let message = format!("the weights add up to {}, which is nearly 1", (sum * 1e9).round() / 1e9);
        let help =
            "write weights that add up to 1, or leave them if this is meant: each counts as it is written";
        tell.tell_at(Severity::Warning, "sum-of-weights", tell.place(place), message, help);
    }
}

/// The member of a list at a place, or of a table under a name.
fn member<'a>(value: Option<&'a Value>, place: usize, name: &str) -> Option<&'a Value> {
    match value? {
        Value::Array(list) => list.get(place),
        Value::Object(table) => table.get(name),
        _ => None,
    }
}

fn unsaid(issue: &Issue, tell: &mut Teller) -> Evaluator {
    tell.tell(
        Severity::Warning,
        "unsaid-issue",
        format!("nothing is said of issue {:?}: every option counts 0", issue.name),
        "put a value function for the issue into `values`",
    );
    Evaluator::Unsaid
}

fn evaluator(table: &Map<String, Value>, issue: &Issue, tell: &mut Teller) -> Evaluator {
    let path = format!("values of {}: ", issue.name);
    let mut number = |key: &str, otherwise: f64| {
        table.get(key).map_or(Some(otherwise), |value| tell.number(value, &format!("{path}{key}")))
    };
    let line = |slope: Option<f64>, offset: Option<f64>| {
        slope.zip(offset).map(|(slope, offset)| Evaluator::Linear { slope, offset, from: 0.0 })
    };
    let read = match type_of(table) {
        "TableFun" => {
            let mapping = table.get("mapping").and_then(Value::as_object);
            mapping.map(|mapping| table_of(mapping, issue, &path, tell))
        }
        "AffineFun" => line(number("slope", 0.0), number("bias", 0.0)),
        "LinearFun" => line(number("slope", 1.0), number("bias", 0.0)),
        "IdentityFun" => line(Some(1.0), number("bias", 0.0)),
        "ConstFun" => number("bias", 0.0).map(Evaluator::Constant),
        "TriangularFun" if number("bias", 0.0) == Some(0.0) && number("scale", 1.0) == Some(1.0) => {
            let corners = (number("start", 0.0), number("end", 1.0), number("middle", 0.5));
            match corners {
                (Some(low), Some(high), Some(top)) => Some(Evaluator::Triangular { low, high, top }),
                _ => None,
            }
        }
        _ => None,
    };
    read.unwrap_or_else(|| {
        tell.tell(
            Severity::Error,
            "unknown-function",
            format!("{path}a function of type {:?} cannot be read; the issue counts 0", type_of(table)),
            "use TableFun, AffineFun, LinearFun, IdentityFun, ConstFun or TriangularFun",
        );
        Evaluator::Unsaid
    })
}
