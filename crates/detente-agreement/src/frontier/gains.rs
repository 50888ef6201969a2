//! Gains in floating point, for bounds and for finding the way; what is answered is checked in whole parts.

use super::{
    options::{Options, place},
    prices::dot,
    tables::Tables,
};

/// What every option of every issue gains every party.
pub(super) struct Gains {
    /// By cell, then by party.
    by_cell: Vec<f64>,
    /// By party, what a package without issues would gain.
    base: Vec<f64>,
    /// By party, all gains of packages are whole numbers of such steps apart.
    steps: Vec<f64>,
    offsets: Vec<usize>,
}

impl Gains {
    /// Points over `from` (parts), times a scale by party.
    pub(super) fn of(tables: &Tables, from: &[i64], scale: &[f64]) -> Self {
        let of_cell = |(place, &worth): (usize, &i64)| {
            let party = place % tables.parties;
            tables.points(party, worth) * scale[party]
        };
        let base = |(party, &from): (usize, &i64)| {
            // A party that cannot gain has its whole share of nothing.
            if scale[party] == 0.0 { 1.0 } else { -tables.points(party, from) * scale[party] }
        };
        Self {
            by_cell: tables.worth.iter().enumerate().map(of_cell).collect(),
            base: from.iter().enumerate().map(base).collect(),
            steps: (0..tables.parties)
                .map(|party| tables.points(party, step(tables, party)) * scale[party])
                .collect(),
            offsets: tables.offsets.clone(),
        }
    }

    pub(super) fn parties(&self) -> usize {
        self.base.len()
    }

    pub(super) fn cells(&self) -> usize {
        self.by_cell.len() / self.parties()
    }

    pub(super) fn number(&self, issue: usize, option: usize) -> usize {
        self.offsets[issue] + option
    }

    pub(super) fn cell(&self, issue: usize, option: usize) -> &[f64] {
        let cell = self.number(issue, option);
        &self.by_cell[cell * self.parties()..(cell + 1) * self.parties()]
    }

    pub(super) fn of_package(&self, package: &[u16]) -> Vec<f64> {
        let mut sum = self.base.clone();
        for (issue, &option) in package.iter().enumerate() {
            add(&mut sum, self.cell(issue, option.into()));
        }
        sum
    }

    /// The next gain above this that some party can have.
    pub(super) fn next_above(&self, gains: &[f64], least: f64) -> f64 {
        let next = |(gain, step): (&f64, &f64)| {
            let steps = ((least - gain) / step + 1e-6).floor() + 1.0;
            if *step > 0.0 { gain + steps * step } else { f64::INFINITY }
        };
        gains.iter().zip(&self.steps).map(next).fold(f64::INFINITY, f64::min)
    }

    /// Whether equal gains are to be expected: the scores are whole numbers or the like.
    pub(super) fn are_coarse(&self) -> bool {
        let finest = self.steps.iter().copied().filter(|step| *step > 0.0).fold(f64::INFINITY, f64::min);
        let largest = self.by_cell.iter().map(|gain| gain.abs()).fold(0.0, f64::max);
        finest > 1e-6 * largest
    }
}

/// The greatest number of parts that divides all differences between options of the same issue.
fn step(tables: &Tables, party: usize) -> i64 {
    let divisor = |one: i64, other: i64| {
        let (mut one, mut other) = (one, other);
        while other != 0 {
            (one, other) = (other, one % other);
        }
        one.abs()
    };
    let of_issue = |(issue, allowed): (usize, &Options)| {
        let worths: Vec<_> = allowed.iter().map(|option| tables.adds(issue, option)[party]).collect();
        worths.windows(2).map(|pair| pair[1] - pair[0]).fold(0, divisor)
    };
    tables.allowed.iter().enumerate().map(of_issue).fold(0, divisor)
}

pub(super) fn add(sum: &mut [f64], gains: &[f64]) {
    sum.iter_mut().zip(gains).for_each(|(sum, gain)| *sum += gain);
}

/// The gains of what is still open, side by side: issues with one option left are settled into the base.
pub(super) struct Live {
    base: Vec<f64>,
    issues: Vec<LiveIssue>,
    /// By cell of these, its option.
    options: Vec<u16>,
    /// By party, then by cell.
    rows: Vec<f64>,
    /// By cell, its worth under the last weights.
    priced: Vec<f64>,
}

struct LiveIssue {
    issue: usize,
    end: usize,
    /// The cell with the greatest worth under the last weights.
    best: usize,
}

impl Live {
    pub(super) fn of(gains: &Gains, domains: &[Options]) -> Self {
        let mut live = Self {
            base: gains.base.clone(),
            issues: Vec::with_capacity(domains.len()),
            options: Vec::new(),
            rows: Vec::new(),
            priced: Vec::new(),
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
                    live.issues.push(LiveIssue { issue, end: live.options.len(), best: first });
                }
            }
        }
        for party in 0..gains.parties() {
            live.rows.extend(cells.iter().map(|cell| gains.by_cell[cell * gains.parties() + party]));
        }
        live.priced = vec![0.0; cells.len()];
        live
    }

    /// How great the greatest package is under these weights.
    pub(super) fn greatest(&mut self, weights: &[f64]) -> f64 {
        let mut sum = dot(weights, &self.base);
        if self.priced.is_empty() {
            return sum;
        }
        self.priced.fill(0.0);
        for (row, &weight) in self.rows.chunks_exact(self.priced.len()).zip(weights) {
            self.priced.iter_mut().zip(row).for_each(|(priced, gain)| *priced += weight * gain);
        }
        let mut first = 0;
        for issue in &mut self.issues {
            issue.best = first;
            for cell in first + 1..issue.end {
                if self.priced[cell] > self.priced[issue.best] {
                    issue.best = cell;
                }
            }
            sum += self.priced[issue.best];
            first = issue.end;
        }
        sum
    }

    /// Gains of the last greatest package.
    pub(super) fn gains(&self, gains: &mut Vec<f64>) {
        gains.clone_from(&self.base);
        if self.priced.is_empty() {
            return;
        }
        for (sum, row) in gains.iter_mut().zip(self.rows.chunks_exact(self.priced.len())) {
            *sum += self.issues.iter().map(|issue| row[issue.best]).sum::<f64>();
        }
    }

    /// By issue that is open, the option in the last greatest package.
    pub(super) fn best(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.issues.iter().map(|issue| (issue.issue, self.options[issue.best].into()))
    }

    /// Options (by issue) without which the greatest package loses at least `spare`.
    pub(super) fn beyond(&self, spare: f64) -> Vec<(usize, usize)> {
        let mut beyond = Vec::new();
        let mut first = 0;
        for issue in &self.issues {
            let least = self.priced[issue.best] - spare;
            for cell in first..issue.end {
                if self.priced[cell] <= least && cell != issue.best {
                    beyond.push((issue.issue, self.options[cell].into()));
                }
            }
            first = issue.end;
        }
        beyond
    }
}
