//! From texts to a scenario.

use std::collections::BTreeMap;

use detente_number::Fraction;
use serde_json::{Map, Value};

use crate::{
    Additive, Choice, Discount, Evaluator, ExactTable, Issue, IssueKind, Opened, Profile, Reading,
    Reservation, Scale, Scenario, Severity, Utility,
    diagnostic::Sink,
    keys::Keys,
    tree::{Teller, Tree, stem, text},
    worths::MOST_NUMBERS,
};

/// Under this name a profile stands.
const SPACE: &str = "LinearAdditiveUtilitySpace";

/// Whole numbers up to 2^53 are exact in double precision.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;

/// Reads the texts of a folder, by file name.
///
/// The domain is the file with `issuesValues` at its top; without one, the first profile's `domain`. Profiles
/// are those with `LinearAdditiveUtilitySpace`; `discount_factor` and `reserved_value`, which NegMAS puts
/// there, are read too.
#[must_use]
pub fn read(files: &BTreeMap<String, String>) -> Opened {
    let mut sink = Sink::default();
    let mut domains: Vec<Tree> = Vec::new();
    let mut profiles: Vec<(Tree, Map<String, Value>)> = Vec::new();
    for (file, content) in files {
        let Some(mut tree) = parse(file, content, &mut sink) else { continue };
        if tree.top.contains_key("issuesValues") {
            domains.push(tree);
        } else if let Some(Value::Object(space)) = tree.top.get_mut(SPACE) {
            let space = std::mem::take(space);
            profiles.push((tree, space));
        } else {
            let found = tree.top.keys().next().map_or("nothing", String::as_str).to_string();
            tree.teller(&mut sink).tell(
                Severity::Error,
                "not-geniusweb",
                format!("{found:?} at the top, expected \"issuesValues\" or \"{SPACE}\""),
                "only domains and linear additive profiles can be read; take the file out of the folder",
            );
        }
    }
    let inner = profiles.first().and_then(|(tree, space)| Some((tree, space.get("domain")?.as_object()?)));
    let Some((tree, domain)) = domains.first().map(|tree| (tree, &tree.top)).or(inner) else {
        let file = files.keys().next().map_or("", String::as_str);
        Teller { file, keys: None, sink: &mut sink }.tell(
            Severity::Error,
            "no-domain",
            "no file has \"issuesValues\" at its top, and no profile holds a \"domain\"",
            "put the domain's file beside the profiles",
        );
        return Opened { scenario: None, diagnostics: sink.finish() };
    };
    let issues = issues(domain, &mut tree.teller(&mut sink));
    let parties =
        profiles.iter().map(|(tree, space)| profile(space, &issues, &mut tree.teller(&mut sink))).collect();
    let name = if domains.is_empty() {
        domain.get("name").and_then(Value::as_str).unwrap_or_else(|| stem(tree.file))
    } else {
        stem(tree.file)
    };
    Opened {
        scenario: Some(Scenario { name: name.to_string(), issues, parties }),
        diagnostics: sink.finish(),
    }
}

fn parse<'f>(file: &'f str, content: &str, sink: &mut Sink) -> Option<Tree<'f>> {
    let content = content.trim_start_matches('\u{feff}');
    match serde_json::from_str(content) {
        Ok(Value::Object(top)) => {
            let keys = Keys::of_json(content);
            keys.tell(file, sink);
            Some(Tree { file, top, keys })
        }
        Ok(_) => {
            Teller { file, keys: None, sink }.tell(
                Severity::Error,
                "not-geniusweb",
                "the file is no table of names",
                "a domain begins with {\"name\": …, \"issuesValues\": {…}}",
            );
            None
        }
        Err(error) => {
            let place = u32::try_from(error.line()).ok().zip(u32::try_from(error.column()).ok());
            sink.push(
                Severity::Error,
                "broken-json",
                file,
                place,
                format!("no JSON: {error}"),
                "correct the file there; nothing of it was read",
            );
            None
        }
    }
}

fn issues(domain: &Map<String, Value>, tell: &mut Teller) -> Vec<Issue> {
    let mut kinds = Vec::new();
    if let Some(table) = tell.table(domain, "issuesValues", "") {
        for (name, set) in table {
            let kind = match (set.get("values"), set.get("range")) {
                (Some(Value::Array(list)), _) => tell.options(list, name),
                (None, Some(Value::Array(range))) => numbers(range, name, tell),
                _ => {
                    tell.tell(
                        Severity::Error,
                        "no-items",
                        format!("issue {name:?} has neither \"values\" nor \"range\"; it was left out"),
                        "write {\"values\": [\"…\", …]} or {\"range\": [least, greatest, step]}",
                    );
                    None
                }
            };
            kinds.extend(kind.map(|kind| (name.clone(), kind)));
        }
    }
    tell.numbered(kinds)
}

/// A `range`: least, greatest and step. Steps of 1 between whole numbers are a range of whole numbers, others
/// a list of options.
fn numbers(range: &[Value], name: &str, tell: &mut Teller) -> Option<IssueKind> {
    const MOST: f64 = 100_000.0;
    let path = format!("range of {name:?}");
    let [low, high, step] = range else {
        tell.tell(
            Severity::Error,
            "no-range",
            format!("the {path} has {} members; the issue was left out", range.len()),
            "write [least, greatest, step]",
        );
        return None;
    };
    let digits = [low, step].map(|value| text(value).split_once('.').map_or(0, |(_, digits)| digits.len()));
    let (low, high, step) = (tell.number(low, &path)?, tell.number(high, &path)?, tell.number(step, &path)?);
    let steps = ((high - low) / step + 1e-9).floor();
    if step <= 0.0 || !(0.0..=LARGEST_WHOLE).contains(&steps) {
        tell.tell(
            Severity::Error,
            "empty-range",
            format!("the {path} goes from {low} to {high} by {step}; the issue was left out"),
            "the least is at most the greatest, and the step above 0",
        );
        return None;
    }
    let whole = |number: f64| number.fract() == 0.0 && number.abs() <= LARGEST_WHOLE;
    if (step - 1.0).abs() < f64::EPSILON && whole(low) && whole(low + steps) {
        #[allow(clippy::cast_possible_truncation)] // checked above
        return Some(IssueKind::Integer { low: low as i64, high: (low + steps) as i64 });
    }
    if steps > MOST {
        tell.tell(
            Severity::Error,
            "too-many-options",
            format!("the {path} has {steps} steps; the issue was left out"),
            "choose a larger step",
        );
        return None;
    }
    tell.tell(
        Severity::Note,
        "range-as-list",
        format!("the {path} is read as a list of options"),
        "nothing to do",
    );
    let digits = digits.into_iter().max().unwrap_or(0).min(17);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most MOST
    let values = (0..=steps as u32).map(|n| format!("{:.digits$}", low + f64::from(n) * step));
    let values: std::collections::BTreeSet<String> = values.collect();
    let mut values: Vec<String> = values.into_iter().collect();
    values.sort_by(|one, next| {
        let number = |text: &String| text.parse::<f64>().unwrap_or(0.0);
        number(one).total_cmp(&number(next))
    });
    Some(IssueKind::Discrete { values })
}

fn profile(space: &Map<String, Value>, issues: &[Issue], tell: &mut Teller) -> Profile {
    let empty = Map::new();
    let utilities = tell.table(space, "issueUtilities", "").unwrap_or(&empty);
    let weights_table = tell.table(space, "issueWeights", "").unwrap_or(&empty);
    for name in utilities.keys().chain(weights_table.keys()) {
        if !issues.iter().any(|issue| issue.name == *name) {
            tell.tell(
                Severity::Error,
                "unknown-issue",
                format!("the domain has no issue {name:?}"),
                "issues have the domain's names; this one was left out",
            );
        }
    }
    let mut weights = Vec::new();
    let mut evaluators = Vec::new();
    for issue in issues {
        let weight = weights_table.get(&issue.name);
        let path = format!("issueWeights.{}", issue.name);
        if weight.is_none() {
            tell.tell_at(
                Severity::Warning,
                "no-weight",
                tell.place(&[SPACE, "issueWeights"]),
                format!("issue {:?} has no weight: it counts for nothing", issue.name),
                "put the issue into issueWeights",
            );
        }
        let weight = weight.and_then(|weight| tell.number(weight, &path));
        tell.weight_below_zero(weight, &issue.name, &[SPACE, "issueWeights", &issue.name]);
        weights.push(weight);
        let Some(utilities) = utilities.get(&issue.name).and_then(Value::as_object) else {
            tell.tell(
                Severity::Warning,
                "unsaid-issue",
                format!("nothing is said of issue {:?}: every option counts 0", issue.name),
                "put the issue into issueUtilities",
            );
            evaluators.push(Evaluator::Unsaid);
            continue;
        };
        evaluators.push(evaluator(utilities, issue, tell));
    }
    sum_of_weights(&weights, tell);
    let discount = space.get("discount_factor").and_then(|value| tell.number(value, "discount_factor"));
    let mut profile = Profile {
        name: stem(tell.file).to_string(),
        utility: Utility::Additive(Additive { scale: Scale::Plain, weights, evaluators, bias: 0.0 }),
        reservation: reservation(space, issues, tell),
        discount: discount.map(Discount::by_share),
        exact: None,
    };
    profile.exact = exactly(utilities, issues, &profile);
    profile
}

/// What lines add between their ends, where double precision does not hold the step from one number to the next;
/// `None` where it does, or where an issue is too long to be written out.
fn exactly(utilities: &Map<String, Value>, issues: &[Issue], profile: &Profile) -> Option<Box<ExactTable>> {
    let Utility::Additive(additive) = &profile.utility else { return None };
    let mut lines = Vec::new();
    for (place, issue) in issues.iter().enumerate() {
        let IssueKind::Integer { low, high } = issue.kind else { continue };
        let Some(line) = utilities.get(&issue.name).and_then(|set| set.get("numberutils")) else { continue };
        let end = |key: &str| text(line.get(key)?).trim().parse::<f64>().ok().and_then(Fraction::of_float);
        let (from, to) = (end("lowValue")?, end("highValue")?);
        let (at_low, at_high) = (end("lowUtility")?, end("highUtility")?);
        let Some(step) = at_high.minus(at_low)?.over(to.minus(from)?) else { continue };
        if Fraction::of_float(step.to_f64()) != Some(step) {
            let weight = Fraction::of_float(additive.weights.get(place).copied().flatten().unwrap_or(0.0))?;
            let number = |own: u64| Fraction::whole(low.into()).plus(Fraction::whole(own.into()));
            let count = high.abs_diff(low).checked_add(1).filter(|count| *count <= MOST_NUMBERS)?;
            let worth = |own| number(own)?.minus(from)?.times(step)?.plus(at_low)?.times(weight);
            lines.push((place, (0..count).map(worth).collect::<Option<Vec<_>>>()?));
        }
    }
    if lines.is_empty() {
        return None;
    }
    let mut table = ExactTable::of(issues, profile, Reading::Format)?;
    for (place, line) in lines {
        *table.contributions.get_mut(place)? = line;
    }
    if let Reservation::Package(choices) = &profile.reservation {
        table.reservation = Some(table.worth(choices)?);
    }
    Some(Box::new(table))
}

/// GeniusWeb takes a profile only if its weights add up to 1 (`LinearAdditiveUtilitySpace`, geniusweb profile 2.1).
fn sum_of_weights(weights: &[Option<f64>], tell: &mut Teller) {
    const NEAR: f64 = 1e-6;
    let sum: f64 = weights.iter().flatten().sum();
    if (sum - 1.0).abs() > NEAR {
        tell.tell_at(
            Severity::Warning,
            "weights-not-one",
            tell.place(&[SPACE, "issueWeights"]),
            format!("the weights add up to {}, and GeniusWeb takes only 1", (sum * 1e9).round() / 1e9),
            "correct issueWeights; until then every weight counts as it is written",
        );
    }
}

fn evaluator(utilities: &Map<String, Value>, issue: &Issue, tell: &mut Teller) -> Evaluator {
    if let Some(Value::Object(line)) = utilities.get("numberutils") {
        let mut read = |key: &str| tell.number(line.get(key).unwrap_or(&Value::Null), key);
        let ends = (read("lowValue"), read("lowUtility"), read("highValue"), read("highUtility"));
        if let (Some(low), Some(at_low), Some(high), Some(at_high)) = ends {
            let slope = if high > low { (at_high - at_low) / (high - low) } else { 0.0 };
            return Evaluator::Linear { slope, offset: at_low, from: low };
        }
        return Evaluator::Unsaid;
    }
    let path = format!("issueUtilities.{}.", issue.name);
    let Some(discrete) = tell.table(utilities, "discreteutils", &path) else { return Evaluator::Unsaid };
    let Some(table) = tell.table(discrete, "valueUtilities", &path) else { return Evaluator::Unsaid };
    table_of(table, issue, &path, tell)
}

/// A table of texts and values.
pub(crate) fn table_of(
    table: &Map<String, Value>,
    issue: &Issue,
    path: &str,
    tell: &mut Teller,
) -> Evaluator {
    let size = usize::try_from(issue.count().unwrap_or(0)).unwrap_or(usize::MAX);
    if size > 1_000_000 {
        tell.tell(
            Severity::Error,
            "too-many-options",
            format!("{path}: a table for an issue of {size} options; it counts 0"),
            "describe the values by a line",
        );
        return Evaluator::Unsaid;
    }
    let mut values = vec![None; size];
    let mut others = Vec::new();
    for (text, value) in table {
        let Some(value) = tell.number(value, &format!("{path}{text}")) else { continue };
        let slot = match issue.choice(text) {
            Some(Choice::Option(option)) => values.get_mut(option),
            _ => None,
        };
        if let Some(slot) = slot {
            *slot = Some(value);
            continue;
        }
        others.push((text.clone(), value));
        tell.tell(
            Severity::Warning,
            "unknown-item",
            format!("issue {:?} has no option {text:?}", issue.name),
            "options have the domain's texts; this one counts for nothing",
        );
    }
    let missing = values.iter().filter(|value| value.is_none()).count();
    if missing > 0 {
        tell.tell(
            Severity::Warning,
            "no-evaluation",
            format!("{missing} options of issue {:?} have no value: they count 0", issue.name),
            "give every option a value",
        );
    }
    Evaluator::Table { values, others }
}

fn reservation(space: &Map<String, Value>, issues: &[Issue], tell: &mut Teller) -> Reservation {
    let bid = space.get("reservationBid").and_then(|bid| bid.get("issuevalues")).and_then(Value::as_object);
    if let Some(bid) = bid.filter(|bid| !bid.is_empty()) {
        let choices = issues.iter().map(|issue| {
            let said = text(bid.get(&issue.name)?);
            let choice = issue.choice(&said);
            if choice.is_none() {
                tell.tell(
                    Severity::Error,
                    "unknown-item",
                    format!("reservationBid: issue {:?} has no option {said:?}; it counts 0", issue.name),
                    "the reservation bid takes options of the domain",
                );
            }
            choice
        });
        return Reservation::Package(choices.collect());
    }
    let value = space.get("reserved_value").filter(|value| !value.is_null());
    value
        .and_then(|value| tell.number(value, "reserved_value"))
        .map_or(Reservation::Unsaid, Reservation::Value)
}
