//! From a scenario to texts.

use std::collections::BTreeMap;

use detente_number::Fraction;
use serde_json::{Value, json as value};

use crate::{
    Additive, Clock, Evaluator, Issue, IssueKind, NoDeal, Profile, Reading, Reservation, Scenario, Toll,
    Utility,
    convert::choices,
    losses::{Losses, Written, file_names},
    ties::Target,
    tree::{json, object, stem},
};

/// Writes a scenario as NegMAS reads it: a domain and one utility function a file. Profiles of rewards for
/// ranges are left out and told.
#[must_use]
pub fn write(scenario: &Scenario) -> Written {
    let mut losses = Losses::default();
    let mut kept = scenario.plain(Target::Negmas, &mut losses);
    let places = kept.leave_out_rewards(&mut losses);
    kept.list_tables(false, &mut losses);
    if kept.issues.iter().zip(1..).any(|(issue, number)| issue.number != number) {
        losses.wording(&kept.name, "the numbers of the issues are left out");
    }
    let mut names = file_names(&kept, "yml", &mut losses).into_iter();
    let issues: Vec<Value> = kept.issues.iter().map(issue).collect();
    let domain = value!({"type": "DiscreteCartesianOutcomeSpace", "name": kept.name, "issues": issues});
    let domain = if kept.issues.iter().any(|issue| matches!(issue.kind, IssueKind::Real { .. })) {
        value!({"type": "CartesianOutcomeSpace", "name": kept.name, "issues": issues})
    } else {
        domain
    };
    let mut files = BTreeMap::from([(names.next().unwrap_or_default(), yaml(&domain))]);
    let mut read_as = BTreeMap::new();
    for ((profile, place), name) in kept.parties.iter().zip(places).zip(names) {
        read_as.insert(place, stem(&name).to_owned());
        // A package is written as what it is worth before.
        let reserved = match &profile.reservation {
            Reservation::Value(value) => Some(*value),
            Reservation::Unsaid | Reservation::Package(_) => None,
        };
        if let Utility::Additive(additive) = &profile.utility {
            files.insert(name, yaml(&function(&kept, profile, additive, reserved, &mut losses)));
        }
    }
    Written { files, losses, read_as }
}

fn yaml(tree: &Value) -> String {
    serde_saphyr::to_string(tree).unwrap_or_default()
}

fn issue(issue: &Issue) -> Value {
    match &issue.kind {
        IssueKind::Discrete { values } => {
            value!({"type": "CategoricalIssue", "name": issue.name, "values": values})
        }
        IssueKind::Integer { low, high } => {
            value!({"type": "ContiguousIssue", "name": issue.name, "values": [low, high]})
        }
        IssueKind::Real { low, high } => {
            value!({"type": "ContinuousIssue", "name": issue.name, "values": [low, high]})
        }
    }
}

fn function(
    scenario: &Scenario,
    profile: &Profile,
    additive: &Additive,
    reserved: Option<f64>,
    losses: &mut Losses,
) -> Value {
    let weights: Vec<Value> = additive.weights.iter().map(|weight| json(weight.unwrap_or(0.0))).collect();
    let values: Vec<Value> = scenario
        .issues
        .iter()
        .zip(&additive.evaluators)
        .map(|(issue, evaluator)| value_function(issue, evaluator))
        .collect();
    let function = value!({
        "type": "LinearAdditiveUtilityFunction",
        "name": profile.name,
        "reserved_value": reserved.map(json),
        "bias": json(additive.bias),
        "weights": weights,
        "values": values,
    });
    let mut function = function;
    if reserved.is_none()
        && let Some(table) = function.as_object_mut()
    {
        table.remove("reserved_value");
    }
    let Some(discount) = &profile.discount else { return function };
    let clock = match &discount.clock {
        Clock::Share => "relative_time",
        Clock::Other(name) => name,
    };
    let mut wrapper = match discount.toll {
        Toll::Factor(factor) if (factor - 1.0).abs() < f64::EPSILON => return function,
        Toll::Factor(factor) if factor <= 0.0 || (factor > 1.0 && discount.clock == Clock::Share) => {
            losses.wording(&profile.name, format!("the discount {factor}, which means none, is left out"));
            return function;
        }
        Toll::Factor(factor) => {
            value!({"type": "ExpDiscountedUFun", "discount": json(factor), "factor": clock})
        }
        Toll::Cost { cost, power } => {
            value!({"type": "LinDiscountedUFun", "cost": json(cost), "power": json(power), "factor": clock})
        }
    };
    if let Some(table) = wrapper.as_object_mut().filter(|_| discount.no_deal == NoDeal::Kept) {
        table.insert("dynamic_reservation".to_string(), Value::Bool(false));
    }
    if let Some(table) = wrapper.as_object_mut() {
        // NegMAS asks the wrapper for the reservation value, not the function inside.
        table.extend(reserved.map(|reserved| ("reserved_value".to_string(), json(reserved))));
        table.insert("ufun".to_string(), function);
    }
    wrapper
}

/// What a line is worth at 0.
fn at_zero(slope: f64, offset: f64, from: f64) -> f64 {
    let exactly = || {
        let [slope, offset, from] = [slope, offset, from].map(Fraction::of_float);
        offset?.minus(slope?.times(from?)?)
    };
    exactly().map_or(slope * (0.0 - from) + offset, Fraction::to_f64)
}

fn value_function(issue: &Issue, evaluator: &Evaluator) -> Value {
    match (evaluator, &issue.kind) {
        (Evaluator::Constant(value), _) => value!({"type": "ConstFun", "bias": json(*value)}),
        (Evaluator::Unsaid, _) => value!({"type": "ConstFun", "bias": 0.0}),
        (Evaluator::Linear { slope, offset, from }, IssueKind::Integer { .. } | IssueKind::Real { .. }) => {
            let bias = at_zero(*slope, *offset, *from);
            value!({"type": "AffineFun", "slope": json(*slope), "bias": json(bias)})
        }
        (Evaluator::Triangular { low, high, top }, IssueKind::Integer { .. } | IssueKind::Real { .. }) => {
            value!({"type": "TriangularFun", "start": json(*low), "end": json(*high), "middle": json(*top)})
        }
        _ => {
            let options = choices(issue).unwrap_or_default();
            let values = options.into_iter().filter_map(|option| {
                let value = evaluator.as_written(Reading::Format, issue, option, false).unwrap_or(0.0);
                Some((issue.text(option)?, json(value)))
            });
            value!({"type": "TableFun", "mapping": object(values.collect::<Vec<_>>())})
        }
    }
}
