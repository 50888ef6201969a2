//! The issues.

use std::collections::BTreeSet;

use roxmltree::Node;

use super::xml::{Xml, child, children};
use crate::{Issue, IssueKind, Severity, diagnostic::Sink};

/// The issues of a domain, or of a profile that stands in for it.
pub(super) fn issues(xml: &Xml, sink: &mut Sink) -> Vec<Issue> {
    let objective = xml.objective(sink);
    let mut issues: Vec<Issue> = Vec::new();
    let (mut names, mut numbers) = (BTreeSet::new(), BTreeSet::new());
    for node in Xml::issues(objective) {
        let Some(issue) = issue(xml, node, issues.len(), sink) else { continue };
        if !names.insert(issue.name.clone()) || !numbers.insert(issue.number) {
            xml.tell(
                sink,
                Severity::Error,
                "repeated-issue",
                node,
                format!("the name or the index of issue {:?} is taken; the issue was left out", issue.name),
                "give every issue a name and an index of its own",
            );
            continue;
        }
        issues.push(issue);
    }
    if issues.is_empty() {
        xml.tell(
            sink,
            Severity::Error,
            "no-issues",
            objective,
            "no <issue> here, expected at least one",
            "a domain lists its issues inside <objective>",
        );
    }
    issues
}

/// Genius takes an issue without a type for a discrete one.
pub(super) fn kind_word<'a>(node: Node<'a, 'a>) -> &'a str {
    ["type", "vtype", "etype"].iter().find_map(|name| node.attribute(*name)).unwrap_or("discrete")
}

fn issue(xml: &Xml, node: Node, place: usize, sink: &mut Sink) -> Option<Issue> {
    let number = xml.index(node, sink).unwrap_or_else(|| i64::try_from(place).map_or(i64::MAX, |n| n + 1));
    let name = node.attribute("name").map_or_else(|| format!("issue {number}"), str::to_string);
    let kind = match kind_word(node) {
        "discrete" => discrete(xml, node, sink)?,
        "integer" => {
            let (low, high) = bounds(xml, node, sink)?;
            IssueKind::Integer { low: whole(xml, node, low, sink)?, high: whole(xml, node, high, sink)? }
        }
        "real" => {
            let (low, high) = bounds(xml, node, sink)?;
            IssueKind::Real { low, high }
        }
        other => {
            xml.tell(
                sink,
                Severity::Error,
                "unknown-type",
                node,
                format!("issue {name:?} has the type {other:?}, expected discrete, integer or real"),
                "the issue was left out",
            );
            return None;
        }
    };
    Some(Issue { name, number, kind })
}

fn discrete(xml: &Xml, node: Node, sink: &mut Sink) -> Option<IssueKind> {
    let mut values: Vec<String> = Vec::new();
    let mut known = BTreeSet::new();
    for item in node.children().filter(|child| child.has_tag_name("item")) {
        match item.attribute("value") {
            Some(value) if known.insert(value) => values.push(value.to_string()),
            Some(value) => xml.tell(
                sink,
                Severity::Warning,
                "repeated-item",
                item,
                format!("the item {value:?} stands twice; Genius passes over the second"),
                "give every item a value of its own",
            ),
            None => xml.tell(
                sink,
                Severity::Error,
                "missing-attribute",
                item,
                "<item> has no value, expected the text of an option",
                "write value=\"…\" into the item; it was left out",
            ),
        }
    }
    if values.is_empty() {
        xml.tell(
            sink,
            Severity::Error,
            "no-items",
            node,
            "a discrete issue without any <item>; it was left out",
            "list its options as <item index=\"…\" value=\"…\"/>",
        );
        return None;
    }
    Some(IssueKind::Discrete { values })
}

/// The ends of a range, which stand on the issue or on its `<range>`.
pub(super) fn said_bounds(xml: &Xml, node: Node, sink: &mut Sink) -> Option<(f64, f64)> {
    let holder = node.children().find(|child| child.has_tag_name("range"));
    let holder = if node.has_attribute("lowerbound") { node } else { holder? };
    Some((xml.number(holder, "lowerbound", sink)?, xml.number(holder, "upperbound", sink)?))
}

fn bounds(xml: &Xml, node: Node, sink: &mut Sink) -> Option<(f64, f64)> {
    match said_bounds(xml, node, sink) {
        Some((low, high)) if low <= high => Some((low, high)),
        Some((low, high)) => {
            xml.tell(
                sink,
                Severity::Error,
                "empty-range",
                node,
                format!("the range goes from {low} to {high}: nothing is in it; the issue was left out"),
                "lowerbound is at most upperbound",
            );
            None
        }
        None => {
            xml.tell(
                sink,
                Severity::Error,
                "no-range",
                node,
                "an issue of numbers without lowerbound and upperbound; it was left out",
                "write lowerbound=\"…\" upperbound=\"…\" into the issue",
            );
            None
        }
    }
}

/// Whole numbers up to 2^53 are exact in double precision.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;

fn whole(xml: &Xml, node: Node, number: f64, sink: &mut Sink) -> Option<i64> {
    if number.fract() == 0.0 && number.abs() <= LARGEST_WHOLE {
        #[allow(clippy::cast_possible_truncation)] // checked above
        return Some(number as i64);
    }
    xml.tell(
        sink,
        Severity::Error,
        "not-whole",
        node,
        format!("{number} bounds an issue of whole numbers; the issue was left out"),
        "write a whole number, or make the issue's type real",
    );
    None
}

/// The issue an element of a profile is about: by name, else by number.
pub(super) fn matching(issues: &[Issue], name: Option<&str>, number: Option<i64>) -> Option<usize> {
    let by_name = name.and_then(|name| issues.iter().position(|issue| issue.name == name));
    by_name.or_else(|| number.and_then(|number| issues.iter().position(|issue| issue.number == number)))
}

/// The first evaluator of an issue.
pub(super) fn evaluator<'a>(node: Node<'a, 'a>) -> Option<Node<'a, 'a>> {
    child(node, "evaluator")
}

/// The options of an issue, without those of a similarity function inside it.
pub(super) fn items<'a>(node: Node<'a, 'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    children(node, "item")
}
