//! From a package that is nearly admitted to one that is: one option at a time, or two.

use super::{
    Node, Search,
    rows::{LITERAL, holds},
};
use crate::{negotiation::OptionSet, option_set::place, package::Package};

/// How many numbers an exchange of two options may look at.
const MOST_EXCHANGES: u64 = 1_000_000;

/// A package with what its cells add up to.
#[derive(Clone)]
struct Tried {
    package: Package,
    totals: Vec<i64>,
    /// What is missing altogether; zero when nothing is.
    missing: i64,
}

impl Search<'_> {
    /// The package of the options that were best most often of late, changed for as long as a change brings
    /// it nearer to what is admitted; if `thorough`, also by two options at once.
    pub(super) fn improved(&mut self, node: &Node, thorough: bool) -> Package {
        let domains = &self.problem.domains;
        let often = |(domain, shares): (&OptionSet, &Vec<f64>)| {
            let most = domain.members().max_by(|&one, &other| shares[one].total_cmp(&shares[other]));
            most.map_or(0, place)
        };
        let package = Package(node.domains.iter().zip(&node.shares).map(often).collect());
        let totals = self.rows.of_package(&package);
        let mut tried = Tried { missing: self.missing(&package, &totals), package, totals };
        while tried.missing < 0 {
            if !self.spend(self.cost) {
                break;
            }
            let one = self.best_change(&tried, domains);
            let better = match one {
                Some(better) => Some(better),
                None if thorough && self.may_exchange(domains) => self.first_exchange(&tried, domains),
                None => None,
            };
            let Some(better) = better else { break };
            tried = better;
        }
        tried.package
    }

    /// How far sums are below zero and clauses broken, all together.
    fn missing(&self, package: &Package, totals: &[i64]) -> i64 {
        let short = |(sum, &total): (&crate::model::Sum<'_>, &i64)| {
            let called =
                sum.when.as_ref().is_none_or(|when| when.iter().any(|literal| holds(literal, package)));
            if called { total.min(0) } else { 0 }
        };
        let sums: i64 = self.problem.sums.iter().zip(totals).map(short).sum();
        let broken = |clause: &Vec<_>| !clause.iter().any(|literal| holds(literal, package));
        let broken = self.problem.clauses.iter().filter(|clause| broken(clause)).count();
        sums - LITERAL * i64::try_from(broken).unwrap_or(0)
    }

    fn with(&self, tried: &Tried, issue: usize, option: usize) -> Tried {
        let mut after = tried.clone();
        let (without, with) =
            (self.rows.cell(issue, tried.package.0[issue].into()), self.rows.cell(issue, option));
        for ((total, without), with) in after.totals.iter_mut().zip(without).zip(with) {
            *total += with - without;
        }
        after.package.0[issue] = place(option);
        after.missing = self.missing(&after.package, &after.totals);
        after
    }

    fn best_change(&self, tried: &Tried, domains: &[OptionSet]) -> Option<Tried> {
        let mut best: Option<(usize, usize)> = None;
        let mut most = tried.missing;
        // One package and one list of totals serve all changes that are tried.
        let Tried { mut package, mut totals, .. } = tried.clone();
        for (issue, domain) in domains.iter().enumerate() {
            let own = package.0[issue];
            for option in domain.members() {
                let cells = self.rows.cell(issue, option).iter().zip(self.rows.cell(issue, own.into()));
                for ((total, before), (with, without)) in totals.iter_mut().zip(&tried.totals).zip(cells) {
                    *total = before + with - without;
                }
                package.0[issue] = place(option);
                let missing = self.missing(&package, &totals);
                if missing > most {
                    (most, best) = (missing, Some((issue, option)));
                }
            }
            package.0[issue] = own;
        }
        best.map(|(issue, option)| self.with(tried, issue, option))
    }

    /// Whether two options may be changed at once: there are as many ways as pairs of options, which are paid for, and are
    /// too many to be a short cut where issues have very many options.
    fn may_exchange(&mut self, domains: &[OptionSet]) -> bool {
        let (pairs, _) = domains.iter().fold((0_u64, 0_u64), |(pairs, before), domain| {
            let own = domain.len() as u64;
            (pairs.saturating_add(before.saturating_mul(own)), before + own)
        });
        let ways = pairs.saturating_mul(self.problem.sums.len() as u64);
        ways <= MOST_EXCHANGES && self.spend(ways.max(self.cost * 16))
    }

    fn first_exchange(&self, tried: &Tried, domains: &[OptionSet]) -> Option<Tried> {
        for (first, domain) in domains.iter().enumerate() {
            for option in domain.members() {
                let one = self.with(tried, first, option);
                for (second, domain) in domains.iter().enumerate().skip(first + 1) {
                    let without = self.rows.cell(second, one.package.0[second].into());
                    for other in domain.members() {
                        // Sums alone, as if all bound; only what passes is looked at in full.
                        let cells = self.rows.cell(second, other).iter().zip(without);
                        let totals = one
                            .totals
                            .iter()
                            .zip(cells)
                            .map(|(total, (with, without))| (total + with - without).min(0));
                        if self.binds_always && totals.sum::<i64>() <= tried.missing {
                            continue;
                        }
                        let both = self.with(&one, second, other);
                        if both.missing > tried.missing {
                            return Some(both);
                        }
                    }
                }
            }
        }
        None
    }
}
