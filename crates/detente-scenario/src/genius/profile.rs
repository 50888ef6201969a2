//! One party's file.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::{
    domain::{evaluator, items, kind_word, matching, said_bounds},
    rectangles,
    xml::{Xml, child},
};
use crate::{
    Additive, Discount, Evaluator, Issue, IssueKind, Profile, Reservation, Scale, Severity, Utility,
    diagnostic::Sink,
};

pub(super) fn profile(xml: &Xml, issues: &[Issue], sink: &mut Sink) -> Profile {
    let root = xml.document.root_element();
    let objective = xml.objective(sink);
    let utility = match child(objective, "utility").or_else(|| child(objective, "utility_function")) {
        Some(node) => Utility::Rectangles(rectangles::read(xml, node, issues, sink)),
        None => Utility::Additive(additive(xml, objective, issues, sink)),
    };
    for name in ["reservation", "discount_factor"] {
        let same = root.children().filter(|node| node.has_tag_name(name));
        for second in same.skip(1) {
            let message = format!("<{name}> stands twice; the first holds");
            xml.tell(sink, Severity::Warning, "repeated-row", second, message, "say it once");
        }
    }
    let root_number = |name: &str, sink: &mut Sink| xml.needed(child(root, name)?, "value", sink);
    let reservation = root_number("reservation", sink).map_or(Reservation::Unsaid, Reservation::Value);
    let discount = root_number("discount_factor", sink);
    if let (Some(factor), Some(node)) = (discount, child(root, "discount_factor"))
        && !(factor > 0.0 && factor <= 1.0)
    {
        // 0 is how many of Genius's own files say that there is no discount.
        let severity = if factor == 0.0 { Severity::Note } else { Severity::Warning };
        xml.tell(
            sink,
            severity,
            "no-discount",
            node,
            format!(
                "the discount {factor} is not above 0 and up to 1: Genius discards it, and time costs nothing"
            ),
            "write what is left of 1 at the end, such as 0.9",
        );
    }
    let discount = discount.map(Discount::by_share);
    Profile { name: super::stem(xml.file).to_string(), utility, reservation, discount, exact: None }
}

fn additive(xml: &Xml, objective: Node, issues: &[Issue], sink: &mut Sink) -> Additive {
    let mut evaluators = vec![Evaluator::Unsaid; issues.len()];
    for node in objective.descendants().filter(|node| node.has_tag_name("issue")) {
        let number = xml.index(node, sink);
        let found = matching(issues, node.attribute("name"), number);
        let Some((issue, slot)) =
            found.and_then(|place| Some((issues.get(place)?, evaluators.get_mut(place)?)))
        else {
            xml.tell(
                sink,
                Severity::Error,
                "unknown-issue",
                node,
                format!("the domain has no issue {:?}", node.attribute("name").unwrap_or_default()),
                "the profile's issues have the domain's names or indices; this one was left out",
            );
            continue;
        };
        if *slot != Evaluator::Unsaid {
            xml.tell(
                sink,
                Severity::Error,
                "repeated-issue",
                node,
                format!("issue {:?} is evaluated twice; the first holds", issue.name),
                "evaluate every issue once",
            );
            continue;
        }
        *slot = evaluation(xml, node, issue, sink);
    }
    for (issue, evaluator) in issues.iter().zip(&evaluators) {
        if *evaluator == Evaluator::Unsaid {
            xml.tell(
                sink,
                Severity::Warning,
                "unsaid-issue",
                objective,
                format!("nothing is said of issue {:?}: every option counts 0", issue.name),
                "evaluate the issue in this profile",
            );
        }
    }
    let (weights, bias) = weights(xml, objective, issues, sink);
    Additive { scale: Scale::Genius, weights, evaluators, bias }
}

/// The weights of the issues, and what those of issues that do not exist add in NegMAS.
///
/// NegMAS 0.16 (`BaseUtilityFunction.from_xml_str`) adds the weight of an index beyond the domain's as it is. For
/// every index that the domain leaves out it makes an issue of the one value 1 (`issues_from_xml_str`, safe parsing
/// off). All of these have one name, so that the last weight of such an index counts for each of them, and 1 where
/// none is given. In a profile all of whose issues are numbers they count for nothing.
fn weights(xml: &Xml, objective: Node, issues: &[Issue], sink: &mut Sink) -> (Vec<Option<f64>>, f64) {
    let mut weights = vec![None; issues.len()];
    let mut bias = 0.0;
    let last = issues.iter().map(|issue| issue.number).max().unwrap_or(0);
    let mut in_gap = 1.0;
    for node in objective.descendants().filter(|node| node.has_tag_name("weight")) {
        let (Some(number), Some(value)) = (xml.index(node, sink), xml.needed(node, "value", sink)) else {
            continue;
        };
        let slot = matching(issues, None, Some(number)).and_then(|place| weights.get_mut(place));
        if let Some(slot) = slot {
            *slot = Some(value);
            if value < 0.0 {
                let message =
                    format!("the weight of index {number} is {value}: below 0 it turns the issue around");
                let help = "write weights above 0, and give the better option the higher value";
                xml.tell(sink, Severity::Warning, "negative-weight", node, message, help);
            }
            continue;
        }
        if number < 1 || number > last {
            bias += value;
        } else {
            in_gap = value;
        }
        xml.tell(
            sink,
            Severity::Warning,
            "unknown-issue",
            node,
            format!("a weight for index {number}, which no issue has; it counts for nothing"),
            "weights refer to issues by index",
        );
    }
    for (issue, weight) in issues.iter().zip(&weights) {
        if weight.is_none() {
            xml.tell(
                sink,
                Severity::Warning,
                "no-weight",
                objective,
                format!("issue {:?} has no weight: it counts for nothing", issue.name),
                format!("write <weight index=\"{}\" value=\"…\"/>", issue.number),
            );
        }
    }
    let by_options = objective.descendants().any(|node| node.has_tag_name("item"));
    if by_options {
        let known = issues.iter().filter(|issue| (1..=last).contains(&issue.number)).count();
        #[allow(clippy::cast_precision_loss)] // the formats calculate with double precision
        let gaps = (i128::from(last) - known as i128).max(0) as f64;
        bias += gaps * in_gap;
    }
    (weights, bias)
}

fn evaluation(xml: &Xml, node: Node, issue: &Issue, sink: &mut Sink) -> Evaluator {
    match &issue.kind {
        IssueKind::Discrete { values } => table(xml, node, issue, values, sink),
        IssueKind::Integer { .. } | IssueKind::Real { .. } => line(xml, node, issue, sink),
    }
}

fn table(xml: &Xml, node: Node, issue: &Issue, options: &[String], sink: &mut Sink) -> Evaluator {
    let places: BTreeMap<&str, usize> =
        options.iter().enumerate().map(|(place, option)| (option.as_str(), place)).collect();
    let mut values = vec![None; options.len()];
    let mut others: Vec<(String, f64)> = Vec::new();
    let mut unknown = BTreeSet::new();
    for item in items(node) {
        let Some(text) = item.attribute("value") else { continue };
        let Some(value) = xml.needed(item, "evaluation", sink) else { continue };
        if let Some(slot) = places.get(text).and_then(|place| values.get_mut(*place)) {
            // Genius passes over an item that stands twice.
            *slot = slot.or(Some(value));
            continue;
        }
        if unknown.insert(text) {
            others.push((text.to_string(), value));
        }
        xml.tell(
            sink,
            Severity::Warning,
            "unknown-item",
            item,
            format!("issue {:?} has no option {text:?}", issue.name),
            "items have the domain's texts; this one only takes part in the division by the largest",
        );
    }
    for (option, value) in options.iter().zip(&values) {
        if value.is_none() {
            xml.tell(
                sink,
                Severity::Warning,
                "no-evaluation",
                node,
                format!("option {option:?} of issue {:?} has no evaluation: it counts 0", issue.name),
                "evaluate every option in this profile",
            );
        }
    }
    Evaluator::Table { values, others }
}

#[allow(clippy::cast_precision_loss)] // the formats calculate with double precision
fn line(xml: &Xml, node: Node, issue: &Issue, sink: &mut Sink) -> Evaluator {
    let Some(evaluator) = evaluator(node) else {
        xml.tell(
            sink,
            Severity::Error,
            "no-evaluator",
            node,
            format!("issue {:?} ({}) has no <evaluator>: it counts 0", issue.name, kind_word(node)),
            "write <evaluator ftype=\"linear\" slope=\"…\" offset=\"…\"/>",
        );
        return Evaluator::Unsaid;
    };
    let mut read = |name: &str| xml.needed(evaluator, name, sink);
    let parameters = evaluator.has_attribute("parameter0") || evaluator.has_attribute("parameter1");
    let read = match evaluator.attribute("ftype").unwrap_or("linear") {
        "linear" if parameters => read("parameter0")
            .zip(read("parameter1"))
            .map(|(offset, slope)| Evaluator::Linear { slope, offset, from: 0.0 }),
        "linear" => {
            let (slope, offset) = (read("slope"), read("offset"));
            let from = match &issue.kind {
                IssueKind::Integer { low, .. } => {
                    said_bounds(xml, node, sink).map_or(*low as f64, |(low, _)| low)
                }
                _ => 0.0,
            };
            slope.zip(offset).map(|(slope, offset)| Evaluator::Linear { slope, offset, from })
        }
        "constant" => read("parameter0").map(Evaluator::Constant),
        "triangular" => {
            let corners = (read("parameter0"), read("parameter1"), read("parameter2"));
            match corners {
                (Some(low), Some(high), Some(top)) => Some(Evaluator::Triangular { low, high, top }),
                _ => None,
            }
        }
        other => {
            xml.tell(
                sink,
                Severity::Error,
                "unknown-function",
                evaluator,
                format!("ftype={other:?}, expected linear, constant or triangular; the issue counts 0"),
                "describe the evaluation by one of these functions",
            );
            None
        }
    };
    read.unwrap_or(Evaluator::Unsaid)
}
