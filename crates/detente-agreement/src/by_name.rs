//! An order of packages that no file decides.

use std::cmp::Ordering;

use crate::{
    negotiation::{Issue, OptionSet},
    option_set::place,
    package::Package,
};

/// Packages by the names of their options, issue by issue in the order of the names of issues.
///
/// It says nothing of what is better. It only makes the choice among equals the same however a file is ordered.
#[derive(Clone, Debug, Default)]
pub(crate) struct ByName {
    /// The places of issues in the order of their names.
    issues: Vec<usize>,
    /// By issue, its place among the names of issues.
    of_issue: Vec<usize>,
    /// By issue, by option: its place among the names of the issue's options.
    of_option: Vec<Vec<u16>>,
}

impl ByName {
    pub(crate) fn of(issues: &[Issue]) -> Self {
        let mut in_order: Vec<usize> = (0..issues.len()).collect();
        in_order.sort_by_key(|&issue| &issues[issue].id);
        let of_options = |issue: &Issue| {
            let mut in_order: Vec<usize> = (0..issue.options.len()).collect();
            in_order.sort_by_key(|&option| &issue.options[option].id);
            inverse(&in_order).into_iter().map(place).collect()
        };
        Self {
            of_issue: inverse(&in_order),
            issues: in_order,
            of_option: issues.iter().map(of_options).collect(),
        }
    }

    /// The place of an option among the names of its issue's options.
    pub(crate) fn option(&self, issue: usize, option: usize) -> u16 {
        self.of_option[issue][option]
    }

    /// The place of an issue among the names of issues.
    pub(crate) fn issue(&self, issue: usize) -> usize {
        self.of_issue[issue]
    }

    pub(crate) fn compare(&self, one: &Package, other: &Package) -> Ordering {
        let rank = |package: &Package, issue: usize| self.option(issue, package.0[issue].into());
        let orders = self.issues.iter().map(|&issue| rank(one, issue).cmp(&rank(other, issue)));
        orders.into_iter().find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }

    /// The first package made of options left of every issue.
    pub(crate) fn first(&self, domains: &[OptionSet]) -> Package {
        let first = |(issue, domain): (usize, &OptionSet)| {
            domain.members().min_by_key(|&option| self.option(issue, option)).map_or(0, place)
        };
        Package(domains.iter().enumerate().map(first).collect())
    }

    /// The issue with the fewest options left, but more than one.
    pub(crate) fn next_issue(&self, domains: &[OptionSet]) -> Option<usize> {
        let open = domains.iter().enumerate().filter(|(_, domain)| domain.is_open());
        open.min_by_key(|(issue, domain)| (domain.len(), self.issue(*issue))).map(|(issue, _)| issue)
    }
}

/// By place, where it stands in an order of places.
fn inverse(order: &[usize]) -> Vec<usize> {
    let mut inverse = vec![0; order.len()];
    for (rank, &place) in order.iter().enumerate() {
        inverse[place] = rank;
    }
    inverse
}
