//! Better packages near a good one: what prices suggest, changed option by option.

use super::search::{MARGIN, Search};
use crate::tables::options::{Literal, place};

/// How many exchanges of two options one climb tries at most: what it finds is a better beginning, and proves nothing.
const MOST_EXCHANGES: u64 = 1 << 24;

impl Search<'_> {
    /// Changes one option, and if `thorough` or nearly as good as the best two, for as long as that helps.
    pub(crate) fn climb(&mut self, package: &[u16], thorough: bool) {
        let mut package = package.to_vec();
        let mut gains = self.gains.of_package(&package);
        let mut score = self.goal.score(&gains);
        let mut exchanges_left = MOST_EXCHANGES;
        loop {
            self.reads += self.gains.reads();
            if let Some((issue, option, better)) = self.best_change(&package, &gains, score) {
                replace(
                    &mut gains,
                    self.gains.cell(issue, package[issue].into()),
                    self.gains.cell(issue, option.into()),
                );
                package[issue] = option;
                score = better;
                continue;
            }
            let near = self.best.as_ref().is_none_or(|best| score > best.score - 0.02 * best.score.abs());
            if !(thorough || near && self.looked_at.is_multiple_of(128)) {
                break;
            }
            let before = exchanges_left;
            let exchange = self.first_exchange(&package, &gains, score, &mut exchanges_left);
            self.reads += (before - exchanges_left) * self.gains.parties() as u64;
            let Some((changes, better)) = exchange else { break };
            for (issue, option) in changes {
                replace(
                    &mut gains,
                    self.gains.cell(issue, package[issue].into()),
                    self.gains.cell(issue, option.into()),
                );
                package[issue] = option;
            }
            score = better;
        }
        if self.may_be_best(score) {
            self.offer(&package);
        }
    }

    fn best_change(&self, package: &[u16], gains: &[f64], score: f64) -> Option<(usize, u16, f64)> {
        let mut best: Option<(usize, u16, f64)> = None;
        let mut tried = gains.to_vec();
        for (issue, &now) in package.iter().enumerate() {
            for option in self.tables.allowed[issue].iter() {
                tried.copy_from_slice(gains);
                replace(&mut tried, self.gains.cell(issue, now.into()), self.gains.cell(issue, option));
                let own = self.goal.score(&tried);
                let beaten = best.map_or(score + MARGIN * score.abs().max(1.0), |(_, _, best)| best);
                let option = place(option);
                if own > beaten && self.keeps_rules_with(package, &[(issue, option)]) {
                    best = Some((issue, option, own));
                }
            }
        }
        best
    }

    fn first_exchange(
        &self,
        package: &[u16],
        gains: &[f64],
        score: f64,
        exchanges_left: &mut u64,
    ) -> Option<([(usize, u16); 2], f64)> {
        let enough = score + MARGIN * score.abs().max(1.0);
        let mut one = gains.to_vec();
        let mut two = gains.to_vec();
        for first in 0..package.len() {
            for option in self.tables.allowed[first].iter() {
                one.copy_from_slice(gains);
                replace(
                    &mut one,
                    self.gains.cell(first, package[first].into()),
                    self.gains.cell(first, option),
                );
                for second in first + 1..package.len() {
                    for other in self.tables.allowed[second].iter() {
                        *exchanges_left = exchanges_left.checked_sub(1)?;
                        two.copy_from_slice(&one);
                        let now = self.gains.cell(second, package[second].into());
                        replace(&mut two, now, self.gains.cell(second, other));
                        let own = self.goal.score(&two);
                        let changes =
                            [(first, option), (second, other)].map(|(issue, option)| (issue, place(option)));
                        if own > enough && self.keeps_rules_with(package, &changes) {
                            return Some((changes, own));
                        }
                    }
                }
            }
        }
        None
    }

    fn keeps_rules_with(&self, package: &[u16], changes: &[(usize, u16)]) -> bool {
        if self.tables.clauses.is_empty() {
            return true;
        }
        let mut after = package.to_vec();
        for &(issue, option) in changes {
            after[issue] = option;
        }
        let broken = |package: &[u16]| {
            let broken = |clause: &&Vec<Literal>| !clause.iter().any(|literal| literal.holds(package));
            self.tables.clauses.iter().filter(broken).count()
        };
        // A package on the way may break rules, but changes must not break more.
        broken(&after) == 0 || broken(&after) < broken(package)
    }
}

fn replace(gains: &mut [f64], without: &[f64], with: &[f64]) {
    for ((gain, without), with) in gains.iter_mut().zip(without).zip(with) {
        *gain += with - without;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{solve::prices::Goal, tables::Tables};

    const PARTIES: usize = 3;
    const OPTIONS: usize = 15_000;

    /// Three issues of very many options, on which the parties want different things.
    fn wide() -> Tables {
        let worth = |party: usize, issue: usize, option: usize| {
            i128::try_from((option * 7_919 + issue * 31 + party * 977) * (party + 3) % 10_007).unwrap_or(0)
        };
        let of_issue = |party, issue| (0..OPTIONS).map(|option| worth(party, issue, option)).collect();
        let of_party = |party| (0..3).map(|issue| of_issue(party, issue)).collect();
        let parts: Vec<Vec<Vec<i128>>> = (0..PARTIES).map(of_party).collect();
        Tables::from_parts(&parts, &[None; PARTIES], &[1; PARTIES]).expect("three tables")
    }

    fn search(tables: &Tables, nodes: u64) -> Search<'_> {
        let from = tables.disagreement();
        Search::new(tables, Goal::Sum(vec![1.0; PARTIES]), &from, &[1; PARTIES], nodes)
    }

    #[test]
    fn one_climb_tries_a_bounded_number_of_exchanges() {
        let tables = wide();
        let mut search = search(&tables, 1);
        let pairs = 3 * (OPTIONS as u64).pow(2);
        assert!(pairs > MOST_EXCHANGES, "there is something to bound");
        search.climb(&[0; 3], true);
        let changes = 100 * search.gains.reads();
        let most = MOST_EXCHANGES * PARTIES as u64 + changes;
        assert!((MOST_EXCHANGES..=most).contains(&search.reads), "{} of {most}", search.reads);
    }

    #[test]
    fn a_node_that_reads_much_counts_as_several() {
        let tables = wide();
        let mut search = search(&tables, 1_000);
        search.run();
        assert!(
            search.looked_at > 0 && search.spent >= 2 * search.looked_at,
            "{} for {}",
            search.spent,
            search.looked_at
        );
    }
}
