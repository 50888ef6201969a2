//! Scores in units that divide everything.

use crate::tables::Tables;

/// One party's scores in units.
pub(super) struct Scale {
    /// By issue, by option allowed: units above the least of the issue.
    pub(super) units: Vec<Vec<u64>>,
    /// The sum over issues of the most.
    pub(super) range: u64,
    /// Units needed to reach the floor.
    pub(super) floor: u64,
}

impl Scale {
    pub(super) fn of(tables: &Tables, party: usize, options: &[Vec<usize>]) -> Self {
        let of_issue = |(issue, options): (usize, &Vec<usize>)| -> Vec<i128> {
            options.iter().map(|&option| tables.adds(issue, option)[party]).collect()
        };
        let added: Vec<_> = options.iter().enumerate().map(of_issue).collect();
        let least: Vec<i128> = added.iter().map(|added| added.iter().copied().min().unwrap_or(0)).collect();
        let above = |(added, least): (&Vec<i128>, &i128)| -> Vec<u128> {
            added.iter().map(|part| part.abs_diff(*least)).collect()
        };
        let mut units: Vec<Vec<u128>> = added.iter().zip(&least).map(above).collect();
        let unit = units.iter().flatten().copied().fold(0, greatest_common_divisor).max(1);
        units.iter_mut().flatten().for_each(|part| *part /= unit);
        let range = units.iter().filter_map(|units| units.iter().max()).sum();
        let sum: i128 = least.iter().sum();
        let above = tables.floors[party].least.map_or(0, |floor| floor.saturating_sub(sum).max(0));
        let units = units.iter().map(|units| units.iter().map(|&units| in_64_bits(units)).collect());
        Self {
            units: units.collect(),
            range: in_64_bits(range),
            floor: in_64_bits(above.unsigned_abs().div_ceil(unit)),
        }
    }

    pub(super) fn most(&self, issue: usize) -> u64 {
        self.units[issue].iter().copied().max().unwrap_or(0)
    }
}

/// Beyond, there are more totals than any table has places.
fn in_64_bits(units: u128) -> u64 {
    u64::try_from(units).unwrap_or(u64::MAX)
}

fn greatest_common_divisor(mut one: u128, mut other: u128) -> u128 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}
