//! A scenario as a folder of Genius files.

use std::{collections::BTreeMap, fmt::Write as _};

use crate::{
    Additive, Aggregation, Bound, Discount, Evaluator, Function, Issue, IssueKind, Profile, Rectangle,
    Rectangles, Reservation, Scenario, Utility,
    losses::{Losses, Written, file_names},
    tree::stem,
};

/// Writes a scenario as Genius reads it: a domain and one file a party.
#[must_use]
pub fn write(scenario: &Scenario) -> Written {
    let mut losses = Losses::default();
    let converted = scenario.genius(&mut losses);
    let names = file_names(&converted, "xml", &mut losses);
    let mut files = BTreeMap::new();
    let mut names = names.into_iter();
    let mut text = format!(
        "<negotiation_template>\n<utility_space number_of_issues=\"{}\">\n{OBJECTIVE}",
        converted.issues.len()
    );
    for issue in &converted.issues {
        domain_issue(&mut text, issue, &mut losses);
    }
    text.push_str("</objective>\n</utility_space>\n</negotiation_template>\n");
    files.insert(names.next().unwrap_or_default(), text);
    let mut read_as = BTreeMap::new();
    for ((party, profile), name) in converted.parties.iter().enumerate().zip(names) {
        read_as.insert(party, stem(&name).to_owned());
        files.insert(name, profile_text(&converted, profile, &mut losses));
    }
    Written { files, losses, read_as }
}

const OBJECTIVE: &str =
    "<objective index=\"0\" etype=\"objective\" type=\"objective\" description=\"\" name=\"root\">\n";

/// Text for an attribute. What XML 1.0 cannot carry becomes the replacement character.
fn attribute(text: &str, losses: &mut Losses) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\r' | '\t' => {
                let _ = write!(escaped, "&#{};", u32::from(letter));
            }
            '\u{0}'..'\u{20}' | '\u{fffe}' | '\u{ffff}' => {
                losses.wording(text, "holds a character that XML cannot carry");
                escaped.push('\u{fffd}');
            }
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// The opening of an issue without its closing bracket.
fn issue_head(text: &mut String, issue: &Issue, losses: &mut Losses) {
    let (kind, range) = match &issue.kind {
        IssueKind::Discrete { .. } => ("discrete", String::new()),
        IssueKind::Integer { low, high } => {
            ("integer", format!(" lowerbound=\"{low}\" upperbound=\"{high}\""))
        }
        IssueKind::Real { .. } => ("real", String::new()),
    };
    let name = attribute(&issue.name, losses);
    let _ = writeln!(
        text,
        "<issue index=\"{}\" name=\"{name}\" vtype=\"{kind}\" type=\"{kind}\" etype=\"{kind}\"{range}>",
        issue.number
    );
    if let IssueKind::Real { low, high } = &issue.kind {
        let _ = writeln!(text, "<range lowerbound=\"{low}\" upperbound=\"{high}\"/>");
    }
}

fn domain_issue(text: &mut String, issue: &Issue, losses: &mut Losses) {
    issue_head(text, issue, losses);
    if let IssueKind::Discrete { values } = &issue.kind {
        for (place, value) in values.iter().enumerate() {
            let value = attribute(value, losses);
            let _ = writeln!(text, "<item index=\"{}\" value=\"{value}\"/>", place + 1);
        }
    }
    text.push_str("</issue>\n");
}

fn profile_text(scenario: &Scenario, profile: &Profile, losses: &mut Losses) -> String {
    let mut text = match &profile.utility {
        Utility::Additive(_) => format!("<utility_space>\n{OBJECTIVE}"),
        Utility::Rectangles(_) => format!("<utility_space type=\"nonlinear\">\n{OBJECTIVE}"),
    };
    match &profile.utility {
        Utility::Additive(additive) => additive_text(&mut text, additive, &scenario.issues, profile, losses),
        Utility::Rectangles(rectangles) => {
            scenario.issues.iter().for_each(|issue| domain_issue(&mut text, issue, losses));
            rectangles_text(&mut text, rectangles, &scenario.issues);
        }
    }
    text.push_str("</objective>\n");
    if let Some(discount) = &profile.discount {
        match discount.factor() {
            Some(factor) if *discount == Discount::by_share(factor) => {
                let _ = writeln!(text, "<discount_factor value=\"{factor}\"/>");
            }
            _ => losses
                .number(&profile.name, "the discount is not counted in the share of time, as Genius does"),
        }
    }
    // A package is written as what it is worth before.
    if let Reservation::Value(value) = profile.reservation {
        let _ = writeln!(text, "<reservation value=\"{value}\"/>");
    }
    text.push_str("</utility_space>\n");
    text
}

fn additive_text(
    text: &mut String,
    additive: &Additive,
    issues: &[Issue],
    profile: &Profile,
    losses: &mut Losses,
) {
    for (issue, evaluator) in issues.iter().zip(&additive.evaluators) {
        if *evaluator == Evaluator::Unsaid {
            continue;
        }
        issue_head(text, issue, losses);
        match evaluator {
            Evaluator::Table { values, others } => {
                let options = match &issue.kind {
                    IssueKind::Discrete { values } => values.as_slice(),
                    _ => &[],
                };
                let said = options.iter().zip(values).filter_map(|(text, value)| Some((text, (*value)?)));
                let said = said.chain(others.iter().map(|(text, value)| (text, *value)));
                for (place, (value, evaluation)) in said.enumerate() {
                    let value = attribute(value, losses);
                    let _ = writeln!(
                        text,
                        "<item index=\"{}\" value=\"{value}\" evaluation=\"{evaluation}\"/>",
                        place + 1
                    );
                }
            }
            Evaluator::Linear { slope, offset, from } => {
                line(text, issue, *slope, *offset, *from);
            }
            Evaluator::Constant(value) => {
                let _ = writeln!(text, "<evaluator ftype=\"constant\" parameter0=\"{value}\"/>");
            }
            Evaluator::Triangular { low, high, top } => {
                let _ = writeln!(
                    text,
                    "<evaluator ftype=\"triangular\" parameter0=\"{low}\" parameter1=\"{high}\" parameter2=\"{top}\"/>"
                );
            }
            Evaluator::Unsaid => {}
        }
        text.push_str("</issue>\n");
    }
    for (issue, weight) in issues.iter().zip(&additive.weights) {
        if let Some(weight) = weight {
            let _ = writeln!(text, "<weight index=\"{}\" value=\"{weight}\"/>", issue.number);
        }
    }
    if additive.bias != 0.0 {
        losses.wording(&profile.name, "weights of issues that do not exist are left out");
    }
}

#[allow(clippy::cast_precision_loss)] // the formats calculate with double precision
fn line(text: &mut String, issue: &Issue, slope: f64, offset: f64, from: f64) {
    let _ = match &issue.kind {
        IssueKind::Integer { low, .. } => {
            // Genius counts from the least number; old files count from 0, and are written so again.
            if from.to_bits() == (*low as f64).to_bits() {
                writeln!(text, "<evaluator ftype=\"linear\" slope=\"{slope}\" offset=\"{offset}\"/>")
            } else {
                parameters(text, slope, slope * (0.0 - from) + offset)
            }
        }
        _ => parameters(text, slope, slope * (0.0 - from) + offset),
    };
}

fn parameters(text: &mut String, slope: f64, offset: f64) -> std::fmt::Result {
    writeln!(text, "<evaluator ftype=\"linear\" parameter0=\"{offset}\" parameter1=\"{slope}\"/>")
}

/// What is still to be written of functions that may stand in each other.
enum Next<'a> {
    Open(&'a Function),
    Close,
}

fn rectangles_text(text: &mut String, rectangles: &Rectangles, issues: &[Issue]) {
    let _ = writeln!(text, "<utility maxutility=\"{}\">", rectangles.maximum);
    let mut open: Vec<Next> = rectangles.functions.iter().rev().map(Next::Open).collect();
    while let Some(next) = open.pop() {
        let Next::Open(function) = next else {
            text.push_str("</ufun>\n");
            continue;
        };
        let aggregation = match function.aggregation {
            Aggregation::Sum => "sum",
            Aggregation::Minimum => "min",
            Aggregation::Maximum => "max",
        };
        let _ = writeln!(
            text,
            "<ufun type=\"PlainUfun\" weight=\"{}\" aggregation=\"{aggregation}\">",
            function.weight
        );
        function.rectangles.iter().for_each(|rectangle| rectangle_text(text, rectangle, issues));
        open.push(Next::Close);
        open.extend(function.nested.iter().rev().map(Next::Open));
    }
    text.push_str("</utility>\n");
}

fn rectangle_text(text: &mut String, rectangle: &Rectangle, issues: &[Issue]) {
    let weight = rectangle.weight.map(|weight| format!(" weight=\"{weight}\"")).unwrap_or_default();
    let _ = writeln!(text, "<hyperRectangle utility=\"{}\"{weight}>", rectangle.utility);
    let word = if rectangle.excludes { "EXCLUDES" } else { "INCLUDES" };
    for Bound { issue, low, high } in &rectangle.bounds {
        if let Some(issue) = issues.get(*issue) {
            let _ = writeln!(text, "<{word} index=\"{}\" min=\"{low}\" max=\"{high}\"/>", issue.number);
        }
    }
    text.push_str("</hyperRectangle>\n");
}
