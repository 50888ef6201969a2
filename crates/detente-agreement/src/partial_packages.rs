//! How many issues can be settled together from a set of options, under the rules?
//!
//! A partial package settles some issues. It is consistent when the remaining issues can be settled, by any
//! options at all, so that every rule holds. Issues that no chain of rules connects are searched apart; the
//! answer for all of them is the product of the answers for each group.

use std::collections::BTreeSet;

use detente_case::{Case, IssueId, OptionId, Rule};
use indexmap::IndexMap;
use serde::Serialize;

/// How many combinations are listed at most; how many there are is counted beyond that.
pub const LISTED: usize = 50;

/// How many steps the search of one group of tied issues may take before it is cut.
const STEPS: u32 = 2_000_000;

/// How many combinations of one group of tied issues are kept before the search is cut.
const KEPT: usize = 10_000;

/// The largest consistent partial packages that use only options from a given set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartialPackages {
    /// The most issues that can be settled together.
    pub settled: usize,
    /// Out of how many.
    pub issues: usize,
    /// How many combinations settle that many; none when nothing is settled.
    pub count: u64,
    /// The first of them in the order of the case, at most [`LISTED`].
    pub combinations: Vec<IndexMap<IssueId, OptionId>>,
    /// Whether the search was cut short: `settled` and `count` are then lower bounds. Never so without saying.
    pub cut: bool,
    /// Whether no package at all satisfies the rules.
    pub rules_contradict: bool,
}

/// The largest consistent partial packages of the options that `allowed` lets through.
#[must_use]
pub fn largest(case: &Case, allowed: impl Fn(&IssueId, &OptionId) -> bool) -> PartialPackages {
    let mut result = PartialPackages {
        settled: 0,
        issues: case.issues.len(),
        count: 1,
        combinations: Vec::new(),
        cut: false,
        rules_contradict: false,
    };
    let mut settlements: Vec<(Vec<usize>, Vec<Settlement>)> = Vec::new();
    for group in tied_groups(case) {
        let found = Search::run(case, &group, &allowed);
        result.cut |= found.cut;
        if found.best.is_empty() {
            // A group without any consistent settlement leaves no package; a cut search has shown nothing.
            result.rules_contradict |= !found.cut;
            continue;
        }
        result.settled += found.score;
        result.count = result.count.saturating_mul(found.best.len() as u64);
        let first = found.best.into_iter().take(LISTED).collect();
        settlements.push((group, first));
    }
    if result.rules_contradict {
        result.settled = 0;
    }
    if result.settled == 0 {
        result.count = 0;
    } else {
        result.combinations = first_combinations(case, &settlements);
    }
    for combination in &mut result.combinations {
        combination.sort_by_key(|issue, _| case.issues.get_index_of(issue));
    }
    result
}

/// Positions of issues, grouped so that every rule speaks of one group only.
fn tied_groups(case: &Case) -> Vec<Vec<usize>> {
    let mut group_of: Vec<usize> = (0..case.issues.len()).collect();
    for rule in case.rules.values() {
        let tied: Vec<_> = issues_of(case, rule).collect();
        let Some(first) = tied.first().and_then(|index| group_of.get(*index)).copied() else { continue };
        let merged: BTreeSet<_> = tied.iter().filter_map(|index| group_of.get(*index)).copied().collect();
        group_of.iter_mut().filter(|group| merged.contains(group)).for_each(|group| *group = first);
    }
    let mut groups: IndexMap<usize, Vec<usize>> = IndexMap::new();
    for (index, group) in group_of.into_iter().enumerate() {
        groups.entry(group).or_default().push(index);
    }
    groups.into_values().collect()
}

fn issues_of<'a>(case: &'a Case, rule: &'a Rule) -> impl Iterator<Item = usize> + 'a {
    let terms = rule.if_.terms.iter().chain(&rule.then.terms);
    terms.filter_map(|term| case.issues.get_index_of(&term.issue))
}

/// One option a settled issue of a group, by position; `None` where the issue is left open.
type Settlement = Vec<Option<usize>>;

/// Goes through all full settlements of one group that could still settle as many issues as the best so far.
struct Search<'a> {
    case: &'a Case,
    group: &'a [usize],
    /// By depth: which options of the issue there are allowed.
    allowed: Vec<Vec<bool>>,
    /// By depth: the rules all of whose issues are chosen once the issue there is.
    due: Vec<Vec<&'a Rule>>,
    /// By depth: how many issues from there on have an allowed option.
    hope: Vec<usize>,
    chosen: Vec<usize>,
    steps: u32,
    score: usize,
    best: BTreeSet<Settlement>,
    cut: bool,
}

impl<'a> Search<'a> {
    fn run(case: &'a Case, group: &'a [usize], allowed: &impl Fn(&IssueId, &OptionId) -> bool) -> Self {
        let allowed: Vec<Vec<bool>> = group
            .iter()
            .filter_map(|index| case.issues.get_index(*index))
            .map(|(id, issue)| issue.options.keys().map(|option| allowed(id, option)).collect())
            .collect();
        let mut hope = vec![0; group.len() + 1];
        for (depth, options) in allowed.iter().enumerate().rev() {
            hope[depth] = hope[depth + 1] + usize::from(options.contains(&true));
        }
        let mut due = vec![Vec::new(); group.len()];
        for rule in case.rules.values() {
            let last =
                issues_of(case, rule).filter_map(|index| group.iter().position(|at| *at == index)).max();
            if let Some(rules) = last.and_then(|depth| due.get_mut(depth)) {
                rules.push(rule);
            }
        }
        let mut search = Self {
            case,
            group,
            allowed,
            due,
            hope,
            chosen: Vec::with_capacity(group.len()),
            steps: 0,
            score: 0,
            best: BTreeSet::new(),
            cut: false,
        };
        search.descend(0);
        search
    }

    fn descend(&mut self, score: usize) {
        let depth = self.chosen.len();
        if !self.best.is_empty() && score + self.hope[depth] < self.score {
            return;
        }
        self.steps += 1;
        if self.steps > STEPS || self.best.len() >= KEPT {
            self.cut = true;
            return;
        }
        if depth == self.group.len() {
            self.keep(score);
            return;
        }
        // Allowed options first: a good settlement found early spares the search of worse ones.
        for wanted in [true, false] {
            for option in 0..self.allowed[depth].len() {
                if self.allowed[depth][option] == wanted {
                    self.chosen.push(option);
                    if self.rules_hold(depth) {
                        self.descend(score + usize::from(wanted));
                    }
                    self.chosen.pop();
                }
            }
        }
    }

    fn rules_hold(&self, depth: usize) -> bool {
        let chosen = |issue: &IssueId| {
            let index = self.case.issues.get_index_of(issue)?;
            let at = self.group.iter().position(|position| *position == index)?;
            let (option, _) = self.case.issues.get(issue)?.options.get_index(*self.chosen.get(at)?)?;
            Some(option)
        };
        self.due[depth].iter().all(|rule| !rule.if_.holds(chosen) || rule.then.holds(chosen))
    }

    fn keep(&mut self, score: usize) {
        if self.best.is_empty() || score > self.score {
            self.best.clear();
            self.score = score;
        }
        if score == self.score {
            let settled = self.chosen.iter().zip(&self.allowed);
            self.best
                .insert(settled.map(|(option, allowed)| allowed.get(*option)?.then_some(*option)).collect());
        }
    }
}

/// The first combinations of one settlement a group, in order: the last group changes fastest. Each is written once, whatever
/// the number of groups.
fn first_combinations(
    case: &Case,
    settlements: &[(Vec<usize>, Vec<Settlement>)],
) -> Vec<IndexMap<IssueId, OptionId>> {
    let mut chosen = vec![0; settlements.len()];
    let mut combinations = Vec::new();
    loop {
        combinations.push(combination(case, settlements, &chosen));
        let next = (0..chosen.len()).rev().find(|group| chosen[*group] + 1 < settlements[*group].1.len());
        match next {
            Some(group) if combinations.len() < LISTED => {
                chosen[group] += 1;
                chosen[group + 1..].fill(0);
            }
            Some(_) | None => return combinations,
        }
    }
}

/// The options of the chosen settlement of each group.
fn combination(
    case: &Case,
    settlements: &[(Vec<usize>, Vec<Settlement>)],
    chosen: &[usize],
) -> IndexMap<IssueId, OptionId> {
    let mut combination = IndexMap::new();
    for ((group, settlements), chosen) in settlements.iter().zip(chosen) {
        for (index, option) in group.iter().zip(settlements.get(*chosen).into_iter().flatten()) {
            if let Some((issue_id, issue)) = case.issues.get_index(*index)
                && let Some((option_id, _)) = option.and_then(|option| issue.options.get_index(option))
            {
                combination.insert(issue_id.clone(), option_id.clone());
            }
        }
    }
    combination
}
