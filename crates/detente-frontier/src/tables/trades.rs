//! Which exchanges create joint gain: changes on two issues at once that nobody loses by.

use std::cmp::Reverse;

use super::{Tables, options::place};

/// Two issues settled otherwise, to nobody's loss and somebody's gain (logrolling; Raiffa 1982, ch. 11).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trade {
    /// The issue and its new option, twice, in the order of issues.
    pub changes: [(usize, u16); 2],
    /// By party, what the trade adds, in parts.
    pub gains: Vec<i128>,
}

impl Tables {
    /// The trades on two issues from a package that keep the rules and the floors, cost nobody anything and
    /// bring somebody something, where neither of the two changes would do so alone. For each pair of issues
    /// the one whose gains are best from the smallest up; best pairs first.
    #[must_use]
    pub fn trades(&self, package: &[u16]) -> Vec<Trade> {
        let Some(base) = self.utilities(package) else { return Vec::new() };
        let mut trades = Vec::new();
        for first in 0..self.issues() {
            for second in first + 1..self.issues() {
                trades.extend(self.best_trade(package, &base, first, second));
            }
        }
        trades.sort_by_cached_key(|trade| (Reverse(self.sorted(trade.gains.iter().copied())), trade.changes));
        trades
    }

    fn best_trade(&self, package: &[u16], base: &[i128], first: usize, second: usize) -> Option<Trade> {
        let change = |issue: usize, option: usize| -> Vec<i128> {
            let now = self.adds(issue, usize::from(package[issue]));
            self.adds(issue, option).iter().zip(now).map(|(then, now)| then - now).collect()
        };
        let sorted = |trade: &Trade| self.sorted(trade.gains.iter().copied());
        let mut best: Option<Trade> = None;
        for one in self.allowed[first].iter() {
            let adds = change(first, one);
            if one == usize::from(package[first]) || costs_nobody(&adds) {
                continue;
            }
            for other in self.allowed[second].iter() {
                let its = change(second, other);
                if other == usize::from(package[second]) || costs_nobody(&its) {
                    continue;
                }
                let gains: Vec<_> = adds.iter().zip(&its).map(|(one, other)| one + other).collect();
                if !costs_nobody(&gains) || gains.iter().all(|&gain| gain == 0) {
                    continue;
                }
                let mut after = package.to_vec();
                let options = [one, other].map(place);
                (after[first], after[second]) = (options[0], options[1]);
                let utilities: Vec<_> = base.iter().zip(&gains).map(|(base, gain)| base + gain).collect();
                if !self.keeps_rules(&after) || !self.keeps_floors(&after, &utilities) {
                    continue;
                }
                let trade = Trade { changes: [(first, options[0]), (second, options[1])], gains };
                if best.as_ref().is_none_or(|best| sorted(best) < sorted(&trade)) {
                    best = Some(trade);
                }
            }
        }
        best
    }
}

fn costs_nobody(gains: &[i128]) -> bool {
    gains.iter().all(|&gain| gain >= 0)
}
