//! Utility as rewards for ranges.

use roxmltree::Node;

use super::{domain::matching, xml::Xml};
use crate::{
    Aggregation, Bound, Function, Issue, IssueKind, Rectangle, Rectangles, Severity, diagnostic::Sink,
};

/// How deep functions may stand in each other.
const DEEPEST: usize = 32;

pub(super) fn read(xml: &Xml, node: Node, issues: &[Issue], sink: &mut Sink) -> Rectangles {
    let maximum =
        xml.needed(node, "maxutility", sink).filter(|maximum| *maximum > 0.0).unwrap_or_else(|| {
            xml.tell(
                sink,
                Severity::Error,
                "no-maximum",
                node,
                "maxutility is no number above 0; the total is not divided",
                "write what the total is to be divided by: maxutility=\"…\"",
            );
            1.0
        });
    Rectangles { maximum, functions: functions(xml, node, issues, 0, sink) }
}

fn functions(xml: &Xml, node: Node, issues: &[Issue], depth: usize, sink: &mut Sink) -> Vec<Function> {
    let inside: Vec<_> = node.children().filter(|child| child.has_tag_name("ufun")).collect();
    if depth == DEEPEST && !inside.is_empty() {
        xml.tell(
            sink,
            Severity::Error,
            "too-deep",
            node,
            format!("more than {DEEPEST} functions inside each other; the inner ones were left out"),
            "write the functions beside each other",
        );
        return Vec::new();
    }
    inside.into_iter().map(|node| function(xml, node, issues, depth, sink)).collect()
}

fn function(xml: &Xml, node: Node, issues: &[Issue], depth: usize, sink: &mut Sink) -> Function {
    let aggregation = match node.attribute("aggregation").unwrap_or("sum").to_ascii_lowercase().as_str() {
        "sum" => Aggregation::Sum,
        "min" => Aggregation::Minimum,
        "max" => Aggregation::Maximum,
        other => {
            xml.tell(
                sink,
                Severity::Error,
                "unknown-aggregation",
                node,
                format!("aggregation={other:?}, expected sum, min or max; taken for sum"),
                "combine by one of these",
            );
            Aggregation::Sum
        }
    };
    let rectangles = node
        .children()
        .filter(|child| child.is_element() && child.tag_name().name().eq_ignore_ascii_case("hyperRectangle"));
    Function {
        weight: xml.number(node, "weight", sink).unwrap_or(1.0),
        aggregation,
        rectangles: rectangles.filter_map(|node| rectangle(xml, node, issues, sink)).collect(),
        nested: functions(xml, node, issues, depth + 1, sink),
    }
}

fn rectangle(xml: &Xml, node: Node, issues: &[Issue], sink: &mut Sink) -> Option<Rectangle> {
    let utility = xml.needed(node, "utility", sink)?;
    let weight = xml.number(node, "weight", sink);
    let named = |name: &str| node.children().filter(|child| child.has_tag_name(name)).collect::<Vec<_>>();
    let (inside, outside) = (named("INCLUDES"), named("EXCLUDES"));
    if !inside.is_empty() && !outside.is_empty() {
        xml.tell(
            sink,
            Severity::Error,
            "mixed-rectangle",
            node,
            "a rectangle with both INCLUDES and EXCLUDES; the latter were left out",
            "write two rectangles",
        );
    }
    let excludes = inside.is_empty() && !outside.is_empty();
    let mut bounds = Vec::new();
    for bound in if excludes { outside } else { inside } {
        // A rectangle without one of its bounds would pay elsewhere: it is left out as a whole.
        bounds.push(self::bound(xml, bound, issues, sink)?);
    }
    Some(Rectangle { utility, weight, excludes, bounds })
}

fn bound(xml: &Xml, node: Node, issues: &[Issue], sink: &mut Sink) -> Option<Bound> {
    let number = xml.index(node, sink)?;
    let issue = matching(issues, None, Some(number)).filter(|place| {
        issues.get(*place).is_some_and(|issue| !matches!(issue.kind, IssueKind::Discrete { .. }))
    });
    if issue.is_none() {
        xml.tell(
            sink,
            Severity::Error,
            "unknown-issue",
            node,
            format!("a bound on index {number}, which is no issue of numbers; the rectangle was left out"),
            "bounds refer to integer or real issues by index",
        );
    }
    Some(Bound { issue: issue?, low: xml.needed(node, "min", sink)?, high: xml.needed(node, "max", sink)? })
}
