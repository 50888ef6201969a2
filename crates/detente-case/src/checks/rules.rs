//! Whether the rules can be followed together, and whether each of them says something.
//!
//! Decided exactly, by search over the issues that rules mention. Where the search would take more than
//! [`BUDGET`] steps, or there are more than [`MOST_RULES`] rules, nothing is claimed.

use super::Ground;
use crate::{Case, Code, Condition, Diagnostic, IssueId, OptionId, Rule, RuleId, RuleKind, diagnostic::Sink};

/// How many steps one search may take.
const BUDGET: usize = 200_000;
/// How many logical rules are looked at.
const MOST_RULES: usize = 64;

/// What a package may be asked for.
#[derive(Clone, Copy)]
enum Demand<'a> {
    /// Following the rule.
    Follow(&'a Rule),
    /// Meeting the condition.
    Meet(&'a Condition),
    /// Not meeting the condition.
    Miss(&'a Condition),
}

pub(super) fn check(ground: &Ground<'_>, sink: &mut Sink) {
    let case = ground.case;
    let rules: Vec<_> = case.rules.iter().collect();
    let logical: Vec<_> = rules.iter().copied().filter(|(_, rule)| rule.kind == RuleKind::Logical).collect();
    if logical.len() > MOST_RULES || rules.len() > 2 * MOST_RULES {
        return;
    }
    if possible(case, &follow(&logical)) == Some(false) {
        return sink.push(contradiction(ground, &smallest(case, logical)));
    }
    for (id, rule) in rules {
        if possible(case, &[Demand::Meet(&rule.if_), Demand::Miss(&rule.then)]) == Some(false) {
            let met = possible(case, &[Demand::Meet(&rule.if_)]) != Some(false);
            if met {
                sink.push(always(ground, id, rule));
                continue;
            }
        }
        let others: Vec<_> = logical.iter().copied().filter(|(other, _)| *other != id).collect();
        let mut demands = follow(&others);
        demands.push(Demand::Meet(&rule.if_));
        if possible(case, &demands) == Some(false) {
            sink.push(never(ground, id, rule));
        }
    }
}

fn follow<'a>(rules: &[(&'a RuleId, &'a Rule)]) -> Vec<Demand<'a>> {
    rules.iter().map(|(_, rule)| Demand::Follow(rule)).collect()
}

/// Takes rules out one by one as long as the rest still contradict each other.
fn smallest<'a>(case: &Case, mut rules: Vec<(&'a RuleId, &'a Rule)>) -> Vec<(&'a RuleId, &'a Rule)> {
    let mut index = 0;
    while index < rules.len() {
        let removed = rules.remove(index);
        if possible(case, &follow(&rules)) != Some(false) {
            rules.insert(index, removed);
            index += 1;
        }
    }
    rules
}

fn contradiction(ground: &Ground<'_>, rules: &[(&RuleId, &Rule)]) -> Diagnostic {
    let names: Vec<_> = rules.iter().map(|(id, _)| id.as_str()).collect();
    let mut places = rules.iter().map(|(id, rule)| (ground.key(&rule.origin, "then"), id));
    let (first, _) = places.next().unwrap_or((ground.case_key("title"), &rules[0].0));
    let message = if let [only] = names[..] {
        format!("no package can keep the rule `{only}`")
    } else {
        format!("no package can keep the rules {} together", super::ground::named(&names))
    };
    let mut diagnostic = Diagnostic::new(Code::RulesContradict, message, first)
        .label("these demands exclude each other")
        .help("delete one of them, narrow its `if`, or set `kind = \"political\"` if it could be waived");
    for (span, _) in places {
        diagnostic = diagnostic.also(span, "");
    }
    diagnostic
}

fn never(ground: &Ground<'_>, id: &RuleId, rule: &Rule) -> Diagnostic {
    Diagnostic::new(
        Code::RuleNeverApplies,
        format!("rule `{id}` never applies"),
        ground.key(&rule.origin, "if"),
    )
    .label("no package that keeps the other rules meets this condition")
    .help("correct the condition, or delete the rule")
}

fn always(ground: &Ground<'_>, id: &RuleId, rule: &Rule) -> Diagnostic {
    Diagnostic::new(
        Code::RuleSaysNothing,
        format!("rule `{id}` excludes no package"),
        ground.key(&rule.origin, "then"),
    )
    .label("this holds anyway whenever the rule applies")
    .help("correct the condition, or delete the rule")
}

/// Whether some package meets all demands; `None` when the search would take too long.
fn possible(case: &Case, demands: &[Demand<'_>]) -> Option<bool> {
    let mut issues: Vec<(&IssueId, Vec<&OptionId>)> = Vec::new();
    for term in demands.iter().flat_map(|demand| demand.conditions()).flat_map(|condition| &condition.terms) {
        let known = issues.iter().any(|(issue, _)| **issue == term.issue);
        if let (false, Some(issue)) = (known, case.issues.get(&term.issue)) {
            issues.push((&term.issue, issue.options.keys().collect()));
        }
    }
    let mut chosen = Vec::with_capacity(issues.len());
    search(&issues, demands, &mut chosen, &mut 0)
}

fn search<'a>(
    issues: &[(&'a IssueId, Vec<&'a OptionId>)],
    demands: &[Demand<'_>],
    chosen: &mut Vec<(&'a IssueId, &'a OptionId)>,
    steps: &mut usize,
) -> Option<bool> {
    *steps += 1;
    if *steps > BUDGET {
        return None;
    }
    if demands.iter().any(|demand| demand.met(chosen) == Some(false)) {
        return Some(false);
    }
    let Some((issue, options)) = issues.get(chosen.len()) else { return Some(true) };
    for option in options {
        chosen.push((issue, option));
        let found = search(issues, demands, chosen, steps);
        chosen.pop();
        if found != Some(false) {
            return found;
        }
    }
    Some(false)
}

impl<'a> Demand<'a> {
    fn conditions(self) -> impl Iterator<Item = &'a Condition> {
        let (first, second) = match self {
            Self::Follow(rule) => (&rule.if_, Some(&rule.then)),
            Self::Meet(condition) | Self::Miss(condition) => (condition, None),
        };
        std::iter::once(first).chain(second)
    }

    /// Whether the options chosen so far meet it; `None` while that is open.
    fn met(self, chosen: &[(&IssueId, &OptionId)]) -> Option<bool> {
        match self {
            Self::Meet(condition) => holds(condition, chosen),
            Self::Miss(condition) => holds(condition, chosen).map(|holds| !holds),
            Self::Follow(rule) => match (holds(&rule.if_, chosen), holds(&rule.then, chosen)) {
                (Some(false), _) | (_, Some(true)) => Some(true),
                (Some(true), Some(false)) => Some(false),
                _ => None,
            },
        }
    }
}

fn holds(condition: &Condition, chosen: &[(&IssueId, &OptionId)]) -> Option<bool> {
    let mut decided = true;
    for term in &condition.terms {
        match chosen.iter().find(|(issue, _)| **issue == term.issue) {
            Some((_, option)) if term.options.contains(option) == term.among => {}
            Some(_) => return Some(false),
            None => decided = false,
        }
    }
    decided.then_some(true)
}
