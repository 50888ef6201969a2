//! Gains in floating point, for bounds and for finding the way; what is answered is checked in whole parts.

use super::prices::{Prices, as_float, dot};
use crate::fraction::greatest_common_divisor;
use crate::tables::{
    Tables,
    options::{Literal, Options, place},
};

/// What every option of every issue gains every party.
pub(crate) struct Gains {
    /// By cell, then by party.
    by_cell: Vec<f64>,
    /// By party, what a package without issues would gain.
    base: Vec<f64>,
    /// By party, all gains of packages are whole numbers of such steps apart.
    steps: Vec<f64>,
    offsets: Vec<usize>,
}

impl Gains {
    /// Parts over `from`, in units of so many parts by party.
    pub(crate) fn of(tables: &Tables, from: &[i128], units: &[i128]) -> Self {
        let parties = tables.parties;
        let of_cell = |(place, &worth): (usize, &i128)| in_units(worth, units[place % parties]);
        let base = |(party, &from): (usize, &i128)| {
            // A party that cannot gain has its whole share of nothing.
            if units[party] == 0 { 1.0 } else { -in_units(from, units[party]) }
        };
        Self {
            by_cell: tables.worth.iter().enumerate().map(of_cell).collect(),
            base: from.iter().enumerate().map(base).collect(),
            steps: (0..parties).map(|party| in_units(step(tables, party), units[party])).collect(),
            offsets: tables.offsets.clone(),
        }
    }

    pub(crate) fn parties(&self) -> usize {
        self.base.len()
    }

    pub(crate) fn cells(&self) -> usize {
        self.by_cell.len() / self.parties()
    }

    /// How many numbers one look at everything reads.
    pub(super) fn reads(&self) -> u64 {
        self.by_cell.len() as u64
    }

    pub(crate) fn number(&self, issue: usize, option: usize) -> usize {
        self.offsets[issue] + option
    }

    pub(crate) fn cell(&self, issue: usize, option: usize) -> &[f64] {
        let cell = self.number(issue, option);
        &self.by_cell[cell * self.parties()..(cell + 1) * self.parties()]
    }

    pub(crate) fn of_package(&self, package: &[u16]) -> Vec<f64> {
        let mut sum = self.base.clone();
        for (issue, &option) in package.iter().enumerate() {
            add(&mut sum, self.cell(issue, option.into()));
        }
        sum
    }

    /// The next gain above this that some party can have.
    pub(crate) fn next_above(&self, gains: &[f64], least: f64) -> f64 {
        let next = |(gain, step): (&f64, &f64)| {
            let steps = ((least - gain) / step + 1e-6).floor() + 1.0;
            if *step > 0.0 { gain + steps * step } else { f64::INFINITY }
        };
        gains.iter().zip(&self.steps).map(next).fold(f64::INFINITY, f64::min)
    }

    /// Whether equal gains are to be expected: the scores are whole numbers or the like.
    pub(crate) fn are_coarse(&self) -> bool {
        let finest = self.steps.iter().copied().filter(|step| *step > 0.0).fold(f64::INFINITY, f64::min);
        let largest = self.by_cell.iter().map(|gain| gain.abs()).fold(0.0, f64::max);
        finest > 1e-6 * largest
    }
}

#[expect(clippy::cast_precision_loss, reason = "for bounds and finding the way")]
fn in_units(parts: i128, unit: i128) -> f64 {
    if unit == 0 { 0.0 } else { parts as f64 / unit as f64 }
}

/// The greatest number of parts that divides all differences between options of the same issue.
fn step(tables: &Tables, party: usize) -> i128 {
    let of_issue = |(issue, allowed): (usize, &Options)| {
        let worths: Vec<_> = allowed.iter().map(|option| tables.adds(issue, option)[party]).collect();
        worths.windows(2).map(|pair| pair[1] - pair[0]).fold(0, greatest_common_divisor)
    };
    tables.allowed.iter().enumerate().map(of_issue).fold(0, greatest_common_divisor)
}

pub(crate) fn add(sum: &mut [f64], gains: &[f64]) {
    sum.iter_mut().zip(gains).for_each(|(sum, gain)| *sum += gain);
}

/// The gains of what is still open, side by side: issues with one option left are settled into the base.
pub(crate) struct Live {
    base: Vec<f64>,
    issues: Vec<LiveIssue>,
    /// By cell of these, its option.
    options: Vec<u16>,
    /// By party, then by cell.
    rows: Vec<f64>,
    /// By cell, its worth under the last prices.
    priced: Vec<f64>,
    /// The rules that are neither kept nor broken yet.
    rules: Vec<LiveRule>,
}

/// A rule of which `ways` may still hold; each of them fails with one of its cells.
struct LiveRule {
    clause: usize,
    ways: f64,
    failing: Vec<usize>,
}

struct LiveIssue {
    issue: usize,
    first: usize,
    end: usize,
    /// The cell with the greatest worth under the last prices.
    best: usize,
}

impl Live {
    pub(crate) fn of(gains: &Gains, tables: &Tables, domains: &[Options]) -> Self {
        let mut live = Self {
            base: gains.base.clone(),
            issues: Vec::with_capacity(domains.len()),
            options: Vec::new(),
            rows: Vec::new(),
            priced: Vec::new(),
            rules: Vec::new(),
        };
        let mut cells = Vec::new();
        for (issue, domain) in domains.iter().enumerate() {
            let first = live.options.len();
            live.options.extend(domain.iter().map(place));
            match live.options.len() - first {
                0 => {}
                1 => {
                    let option = live.options.pop().map_or(0, usize::from);
                    add(&mut live.base, gains.cell(issue, option));
                }
                _ => {
                    cells.extend(
                        live.options[first..].iter().map(|&option| gains.number(issue, option.into())),
                    );
                    live.issues.push(LiveIssue { issue, first, end: live.options.len(), best: first });
                }
            }
        }
        for party in 0..gains.parties() {
            live.rows.extend(cells.iter().map(|cell| gains.by_cell[cell * gains.parties() + party]));
        }
        live.priced = vec![0.0; cells.len()];
        live.rules = tables.clauses.iter().enumerate().filter_map(|rule| live.rule(rule, domains)).collect();
        live
    }

    /// `None` for a rule that holds whatever follows.
    fn rule(&self, (number, clause): (usize, &Vec<Literal>), domains: &[Options]) -> Option<LiveRule> {
        let mut rule = LiveRule { clause: number, ways: 0.0, failing: Vec::new() };
        for literal in clause {
            let domain = &domains[literal.issue];
            if literal.surely(domain) {
                return None;
            }
            if !domain.meets(&literal.among) {
                continue;
            }
            let place = self.issues.binary_search_by_key(&literal.issue, |issue| issue.issue).ok()?;
            let cells = self.issues[place].first..self.issues[place].end;
            rule.ways += 1.0;
            rule.failing.extend(cells.filter(|&cell| !literal.among.contains(self.options[cell].into())));
        }
        Some(rule)
    }

    /// By how much a cell is better than another of its issue at most, on average over the open issues.
    pub(crate) fn spread(&self) -> f64 {
        let of_issue = |issue: &LiveIssue| {
            let least = self.priced[issue.first..issue.end].iter().copied().fold(f64::INFINITY, f64::min);
            self.priced[issue.best] - least
        };
        self.issues.iter().map(of_issue).sum::<f64>() / as_float(self.issues.len().max(1))
    }

    /// By open rule, how many of its ways more than one hold in the last greatest package.
    pub(crate) fn kept(&self, kept: &mut Vec<(usize, f64)>) {
        kept.clear();
        kept.extend(self.rules.iter().map(|rule| {
            let fails = rule.failing.iter().filter(|&&cell| self.is_best(cell)).count();
            (rule.clause, rule.ways - 1.0 - as_float(fails))
        }));
    }

    fn is_best(&self, cell: usize) -> bool {
        let issue = self.issues.partition_point(|issue| issue.end <= cell);
        self.issues[issue].best == cell
    }

    /// How great the greatest package is under these prices.
    pub(crate) fn greatest(&mut self, Prices { weights, rules }: &Prices) -> f64 {
        let mut sum = dot(weights, &self.base);
        if self.priced.is_empty() {
            return sum;
        }
        self.priced.fill(0.0);
        for (row, &weight) in self.rows.chunks_exact(self.priced.len()).zip(weights) {
            self.priced.iter_mut().zip(row).for_each(|(priced, gain)| *priced += weight * gain);
        }
        for rule in &self.rules {
            let price = rules[rule.clause];
            if price > 0.0 {
                sum += price * (rule.ways - 1.0);
                rule.failing.iter().for_each(|&cell| self.priced[cell] -= price);
            }
        }
        for issue in &mut self.issues {
            issue.best = issue.first;
            for cell in issue.first + 1..issue.end {
                if self.priced[cell] > self.priced[issue.best] {
                    issue.best = cell;
                }
            }
            sum += self.priced[issue.best];
        }
        sum
    }

    /// Gains of the last greatest package.
    pub(crate) fn gains(&self, gains: &mut Vec<f64>) {
        gains.clone_from(&self.base);
        if self.priced.is_empty() {
            return;
        }
        for (sum, row) in gains.iter_mut().zip(self.rows.chunks_exact(self.priced.len())) {
            *sum += self.issues.iter().map(|issue| row[issue.best]).sum::<f64>();
        }
    }

    /// By issue that is open, the option in the last greatest package.
    pub(crate) fn best(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.issues.iter().map(|issue| (issue.issue, self.options[issue.best].into()))
    }

    /// Options (by issue) without which the greatest package loses at least `spare`.
    pub(crate) fn beyond(&self, spare: f64) -> Vec<(usize, usize)> {
        let mut beyond = Vec::new();
        for issue in &self.issues {
            let least = self.priced[issue.best] - spare;
            for cell in issue.first..issue.end {
                if self.priced[cell] <= least && cell != issue.best {
                    beyond.push((issue.issue, self.options[cell].into()));
                }
            }
        }
        beyond
    }
}
