//! From a scenario to texts.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    Additive, Choice, Evaluator, Issue, IssueKind, Profile, Reading, Reservation, Scale, Scenario, Utility,
    convert::{choices, extremes},
    losses::{Losses, Written, file_names},
    ties::{Target, keeping_ties, least_acceptable},
    tree::{json, object, stem},
};

/// Writes a scenario as GeniusWeb reads it: a domain and one file a party. What the format cannot carry is
/// left out and told: profiles of rewards for ranges, numbers for no deal, discounts.
#[must_use]
pub fn write(scenario: &Scenario) -> Written {
    let mut losses = Losses::default();
    let mut kept = scenario.plain(Target::GeniusWeb, &mut losses);
    let places = kept.leave_out_rewards(&mut losses);
    kept.list_tables(true, &mut losses);
    let names = file_names(&kept, "json", &mut losses);
    if kept.issues.iter().zip(1..).any(|(issue, number)| issue.number != number) {
        losses.wording(&kept.name, "the numbers of the issues are left out");
    }
    let domain = domain(&kept, &mut losses);
    let mut names = names.into_iter();
    let mut files = BTreeMap::from([(names.next().unwrap_or_default(), pretty(&domain))]);
    let mut read_as = BTreeMap::new();
    for ((profile, place), name) in kept.parties.iter().zip(places).zip(names) {
        read_as.insert(place, stem(&name).to_owned());
        if let Utility::Additive(additive) = &profile.utility {
            let space = space(&kept, profile, additive, &domain, &mut losses);
            files.insert(name, pretty(&object([("LinearAdditiveUtilitySpace".to_string(), space)])));
        }
    }
    Written { files, losses, read_as }
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

fn domain(scenario: &Scenario, losses: &mut Losses) -> Value {
    let issues = scenario.issues.iter().map(|issue| {
        let set = match &issue.kind {
            IssueKind::Discrete { values } => {
                ("values".to_string(), values.iter().cloned().map(Value::String).collect())
            }
            IssueKind::Integer { low, high } => {
                let range = [low.to_string(), high.to_string(), "1".to_string()];
                ("range".to_string(), range.into_iter().map(Value::String).collect())
            }
            IssueKind::Real { low, high } => {
                losses.number(&issue.name, "a range of numbers has steps in this format: it has 1000");
                let step = (high - low) / 1000.0;
                let step = if step > 0.0 { step } else { 1.0 };
                let range = [low, high, &step].map(|number| Value::String(number.to_string()));
                ("range".to_string(), range.into_iter().collect())
            }
        };
        (issue.name.clone(), object([set]))
    });
    object([
        ("name".to_string(), Value::String(scenario.name.clone())),
        ("issuesValues".to_string(), object(issues.collect::<Vec<_>>())),
    ])
}

fn space(
    scenario: &Scenario,
    profile: &Profile,
    additive: &Additive,
    domain: &Value,
    losses: &mut Losses,
) -> Value {
    let kept = keeping(scenario, profile, additive, losses);
    let additive = kept.as_ref().unwrap_or(additive);
    let scaled = rescaled(additive, &scenario.issues, &profile.name, losses);
    let mut utilities = Vec::new();
    for (issue, place) in scenario.issues.iter().zip(0..) {
        let value = |choice| scaled.value(additive, issue, place, choice);
        let set = match &issue.kind {
            IssueKind::Discrete { .. } => discrete(issue, value),
            IssueKind::Integer { low, high } => {
                #[allow(clippy::cast_precision_loss)] // the formats calculate with double precision
                let ends = (*low as f64, *high as f64);
                let last = usize::try_from(high.abs_diff(*low)).unwrap_or(usize::MAX);
                numbers(ends, (value(Choice::Option(0)), value(Choice::Option(last))))
            }
            IssueKind::Real { low, high } => {
                if matches!(additive.evaluators.get(place), Some(Evaluator::Triangular { .. })) {
                    losses.number(
                        &profile.name,
                        format!("the triangle on {:?} is written as a line", issue.name),
                    );
                }
                numbers((*low, *high), (value(Choice::Number(*low)), value(Choice::Number(*high))))
            }
        };
        utilities.push((issue.name.clone(), set));
    }
    let weights = scenario.issues.iter().zip(&scaled.weights);
    let weights = weights.map(|(issue, weight)| (issue.name.clone(), json(*weight)));
    let moved = kept.is_some() || !scaled.as_written;
    let bid = reservation_bid(scenario, profile, moved, losses);
    if profile
        .discount
        .as_ref()
        .is_some_and(|discount| discount.factor().is_none_or(|factor| factor > 0.0 && factor < 1.0))
    {
        losses.number(&profile.name, "the format has no discount");
    }
    object([
        ("issueUtilities".to_string(), object(utilities)),
        ("issueWeights".to_string(), object(weights.collect::<Vec<_>>())),
        ("domain".to_string(), domain.clone()),
        ("name".to_string(), Value::String(profile.name.clone())),
        ("reservationBid".to_string(), object([("issuevalues".to_string(), object(bid))])),
    ])
}

/// The profile in values from 0 to 1 and weights that sum to 1, where what [`rescaled`] makes of it would lose a tie.
fn keeping(
    scenario: &Scenario,
    profile: &Profile,
    additive: &Additive,
    losses: &mut Losses,
) -> Option<Additive> {
    let is_range = |issue: &Issue| matches!(issue.kind, IssueKind::Real { .. });
    if scenario.issues.iter().any(is_range) {
        return None;
    }
    // No deal is the worth of a package here, whatever the scale.
    let own = Profile { reservation: Reservation::Unsaid, ..profile.clone() };
    let scaled = rescaled(additive, &scenario.issues, &profile.name, &mut Losses::default());
    let evaluator = |(place, issue): (usize, &Issue)| {
        let value = |choice| scaled.value(additive, issue, place, choice).unwrap_or(0.0);
        if let IssueKind::Integer { low, high } = issue.kind {
            #[allow(clippy::cast_precision_loss)] // the formats calculate with double precision
            let (from, further) = (low as f64, high.abs_diff(low) as f64);
            let last = usize::try_from(high.abs_diff(low)).unwrap_or(usize::MAX);
            let (offset, end) = (value(Choice::Option(0)), value(Choice::Option(last)));
            let slope = if further > 0.0 { (end - offset) / further } else { 0.0 };
            return Evaluator::Linear { slope, offset, from };
        }
        let values =
            choices(issue).unwrap_or_default().into_iter().map(|choice| Some(value(choice))).collect();
        Evaluator::Table { values, others: Vec::new() }
    };
    let rescaled = Additive {
        scale: Scale::Plain,
        weights: scaled.weights.iter().copied().map(Some).collect(),
        evaluators: scenario.issues.iter().enumerate().map(evaluator).collect(),
        bias: 0.0,
    };
    let written = Profile { utility: Utility::Additive(rescaled), ..own.clone() };
    let kept = keeping_ties(&scenario.issues, &own, written.clone(), Target::GeniusWeb, losses);
    match kept.utility {
        Utility::Additive(kept) if Utility::Additive(kept.clone()) != written.utility => Some(kept),
        Utility::Additive(_) | Utility::Rectangles(_) => None,
    }
}

fn reservation_bid(
    scenario: &Scenario,
    profile: &Profile,
    moved: bool,
    losses: &mut Losses,
) -> Vec<(String, Value)> {
    match &profile.reservation {
        // What is left open counts 0 in the file that says so, and here counts anew.
        Reservation::Package(choices) if !moved || choices.iter().all(Option::is_some) => {
            let issues = scenario.issues.iter().zip(choices);
            let texts = issues.filter_map(|(issue, choice)| {
                let text = issue.text((*choice)?)?;
                Some((issue.name.clone(), Value::String(text)))
            });
            texts.collect()
        }
        Reservation::Value(_) | Reservation::Package(_) => {
            if let Some(package) = least_acceptable(&scenario.issues, profile) {
                losses.wording(
                    &profile.name,
                    "what no deal is worth is written as the package that is worth just enough: the same are acceptable",
                );
                let texts = scenario.issues.iter().zip(package).filter_map(|(issue, option)| {
                    Some((issue.name.clone(), Value::String(issue.text(Choice::Option(option))?)))
                });
                texts.collect()
            } else {
                losses.number(
                    &profile.name,
                    "what no deal is worth is the utility of a package in this format, and none is found that is worth \
                     as much: the number is left out, and every package counts as acceptable",
                );
                Vec::new()
            }
        }
        Reservation::Unsaid => Vec::new(),
    }
}

fn discrete(issue: &Issue, value: impl Fn(Choice) -> Option<f64>) -> Value {
    let options = choices(issue).unwrap_or_default();
    let values = options
        .into_iter()
        .filter_map(|option| Some((issue.text(option)?, json(value(option).unwrap_or(0.0)))));
    let table = object(values.collect::<Vec<_>>());
    object([("discreteutils".to_string(), object([("valueUtilities".to_string(), table)]))])
}

fn numbers((low, high): (f64, f64), (at_low, at_high): (Option<f64>, Option<f64>)) -> Value {
    let ends = [
        ("lowValue".to_string(), json(low)),
        ("lowUtility".to_string(), json(at_low.unwrap_or(0.0))),
        ("highValue".to_string(), json(high)),
        ("highUtility".to_string(), json(at_high.unwrap_or(0.0))),
    ];
    object([("numberutils".to_string(), object(ends))])
}

/// Weights that sum to 1 and how values come into 0..1.
struct Rescaled {
    weights: Vec<f64>,
    /// Whether the values are within 0..1 as they are.
    as_written: bool,
    /// The least weighted value and the range of weighted values of each issue.
    shifts: Vec<(f64, f64)>,
}

impl Rescaled {
    /// What a choice is worth, from 0 to 1.
    fn value(&self, additive: &Additive, issue: &Issue, place: usize, choice: Choice) -> Option<f64> {
        let (least, range) = self.shifts.get(place)?;
        let value = if self.as_written {
            let evaluator = additive.evaluators.get(place)?;
            match evaluator.exactly_as_written(Reading::Format, issue, choice, false) {
                Some(value) => value.to_f64(),
                None => evaluator.as_written(Reading::Format, issue, choice, false)?,
            }
        } else if *range > 0.0 {
            (additive.contribution(Reading::Format, issue, place, choice)? - least) / range
        } else {
            0.0
        };
        Some(value.clamp(0.0, 1.0))
    }
}

fn rescaled(additive: &Additive, issues: &[Issue], party: &str, losses: &mut Losses) -> Rescaled {
    let weights: Vec<f64> = additive.weights.iter().map(|weight| weight.unwrap_or(0.0)).collect();
    let spans: Vec<(f64, f64)> = issues
        .iter()
        .enumerate()
        .map(|(place, issue)| extremes(additive, issue, place).unwrap_or((0.0, 0.0)))
        .collect();
    let shifts: Vec<_> = spans.iter().map(|(least, greatest)| (*least, greatest - least)).collect();
    let within = spans.iter().zip(&weights).all(|((least, greatest), weight)| {
        // Values are cut off at 0 and 1: what a line in double precision lacks is none of them.
        *weight >= 0.0 && *least >= -1e-12 && *greatest <= weight * (1.0 + 1e-12)
    });
    let hidden = weights.iter().zip(&additive.evaluators).any(|(weight, evaluator)| {
        // A value outside 0..1 under a weight of 0 is refused all the same.
        *weight == 0.0 && !matches!(evaluator, Evaluator::Unsaid)
    });
    let sum: f64 = weights.iter().sum();
    let as_written = within && !hidden;
    if as_written && additive.bias == 0.0 && (sum - 1.0).abs() <= 1e-12 {
        return Rescaled { weights: to_one(&weights), as_written, shifts };
    }
    if as_written {
        if sum > 0.0 && additive.bias == 0.0 {
            losses.number(party, format!("weights sum to 1 in this format: they are divided by {sum}"));
        } else {
            losses.number(party, "weights sum to 1 in this format, and nothing is added to the sum");
        }
    }
    let shares: Vec<f64> =
        if as_written { weights } else { shifts.iter().map(|(_, range)| *range).collect() };
    let total: f64 = shares.iter().sum();
    if !as_written {
        let least: f64 = shifts.iter().map(|(least, _)| least).sum::<f64>() + additive.bias;
        if least.abs() > 1e-12 || (total - 1.0).abs() > 1e-12 {
            losses.number(
                party,
                format!("values lie within 0..1 in this format: utilities become (u − {least}) / {total}"),
            );
        } else {
            losses.wording(party, "values are written from 0 to 1 on every issue, with weights to match");
        }
    }
    #[allow(clippy::cast_precision_loss)] // a count of issues
    let even = 1.0 / shares.len().max(1) as f64;
    let weights: Vec<f64> =
        shares.iter().map(|share| if total > 0.0 { share / total } else { even }).collect();
    Rescaled { weights: to_one(&weights), as_written, shifts }
}

/// Weights rounded to 15 decimals whose decimals sum to exactly 1: GeniusWeb adds them as `BigDecimal`.
fn to_one(weights: &[f64]) -> Vec<f64> {
    const ONE: f64 = 1e15;
    let mut rounded: Vec<f64> = weights.iter().map(|weight| (weight * ONE).round()).collect();
    // Whole numbers up to 1e15 are added exactly.
    let missing = ONE - rounded.iter().sum::<f64>();
    if let Some(largest) = rounded.iter_mut().max_by(|one, other| one.total_cmp(other)) {
        *largest += missing;
    }
    rounded.into_iter().map(|weight| weight / ONE).collect()
}
