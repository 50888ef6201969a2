//! A table of totals, some issues settled.

use crate::tables::options::place;

/// An issue and its options.
pub(super) struct Issue {
    pub(super) place: usize,
    pub(super) ways: Vec<Way>,
}

/// An option, what it adds for the others, and what the one party misses by it.
pub(super) struct Way {
    pub(super) option: u16,
    pub(super) adds: Vec<usize>,
    pub(super) misses: u16,
}

/// From a total to a total, both included; empty when the first is greater.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Range {
    pub(super) fn len(self) -> usize {
        (self.to + 1).saturating_sub(self.from)
    }

    fn contains(self, total: usize) -> bool {
        (self.from..=self.to).contains(&total)
    }
}

/// What is missing, as small a number as will do.
pub(super) trait Missing: Copy + Ord + TryFrom<u16> + Into<u16> {
    /// That a combination of totals cannot be had.
    const NEVER: Self;

    fn and(self, more: Self) -> Self;
}

impl Missing for u8 {
    const NEVER: Self = Self::MAX;

    fn and(self, more: Self) -> Self {
        self.saturating_add(more)
    }
}

impl Missing for u16 {
    const NEVER: Self = Self::MAX;

    fn and(self, more: Self) -> Self {
        self.saturating_add(more)
    }
}

/// By totals of the others, the least that is missing for the one party, some issues settled.
pub(super) struct Layer<M> {
    ranges: Vec<Range>,
    missing: Vec<M>,
}

impl<M: Missing> Layer<M> {
    /// Nothing settled, nothing missing.
    pub(super) fn start(ranges: &[Range]) -> Self {
        let nothing = M::try_from(0).unwrap_or(M::NEVER);
        Self {
            ranges: ranges.to_vec(),
            missing: vec![nothing; ranges.iter().map(|range| range.len()).product()],
        }
    }

    /// With one issue more settled.
    pub(super) fn settle(&self, issue: &Issue, ranges: &[Range]) -> Self {
        let cells = ranges.iter().map(|range| range.len()).product();
        let mut next = Self { ranges: ranges.to_vec(), missing: vec![M::NEVER; cells] };
        let (Some((&inner, outer)), Some(&inner_before)) = (ranges.split_last(), self.ranges.last()) else {
            return next;
        };
        let mut totals: Vec<usize> = outer.iter().map(|range| range.from).collect();
        for row in next.missing.chunks_exact_mut(inner.len().max(1)) {
            for way in &issue.ways {
                let Some((&adds, outer_adds)) = way.adds.split_last() else { continue };
                let Some(row_before) = self.row(&totals, outer_adds) else { continue };
                let from = inner.from.max(inner_before.from + adds);
                let misses = M::try_from(way.misses).unwrap_or(M::NEVER);
                let before = row_before.get(from - adds - inner_before.from..).unwrap_or(&[]);
                let now = row.get_mut(from - inner.from..).unwrap_or(&mut []);
                for (now, &before) in now.iter_mut().zip(before) {
                    *now = (*now).min(before.and(misses));
                }
            }
            turn(&mut totals, outer);
        }
        next
    }

    /// The cells of the outer totals less what was added; `None` where there are none.
    fn row(&self, totals: &[usize], adds: &[usize]) -> Option<&[M]> {
        let (inner, outer) = self.ranges.split_last()?;
        let mut row = 0;
        for ((&total, &adds), &range) in totals.iter().zip(adds).zip(outer) {
            let before = total.checked_sub(adds).filter(|&before| range.contains(before))?;
            row = row * range.len() + before - range.from;
        }
        self.missing.get(row * inner.len()..(row + 1) * inner.len())
    }

    pub(super) fn at(&self, totals: &[u16], adds: &[usize]) -> Option<M> {
        let mut cell = 0;
        for ((&total, &adds), &range) in totals.iter().zip(adds).zip(&self.ranges) {
            let before = usize::from(total).checked_sub(adds).filter(|&before| range.contains(before))?;
            cell = cell * range.len() + before - range.from;
        }
        self.missing.get(cell).copied()
    }

    /// Of each efficient combination, the totals of the others and what is missing for the one.
    pub(super) fn efficient(mut self, most_missing: u64) -> Vec<u16> {
        self.hand_down();
        let Some((&inner, outer)) = self.ranges.split_last() else { return Vec::new() };
        let mut strides = vec![inner.len(); outer.len()];
        for place in (0..outer.len().saturating_sub(1)).rev() {
            strides[place] = strides[place + 1] * outer[place + 1].len();
        }
        let mut totals: Vec<usize> = outer.iter().map(|range| range.from).collect();
        let mut ends = Vec::new();
        let mut better = vec![false; inner.len()];
        for start in (0..self.missing.len()).step_by(inner.len().max(1)) {
            let row = &self.missing[start..start + inner.len()];
            // Better than everything that gives somebody else more.
            for (better, own) in better.iter_mut().zip(row) {
                *better = *own < M::NEVER && u64::from((*own).into()) <= most_missing;
            }
            for (better, pair) in better.iter_mut().zip(row.windows(2)) {
                *better &= pair[0] < pair[1];
            }
            for ((&total, range), &stride) in totals.iter().zip(outer).zip(&strides) {
                if total < range.to {
                    let above = &self.missing[start + stride..start + stride + inner.len()];
                    for ((better, own), above) in better.iter_mut().zip(row).zip(above) {
                        *better &= own < above;
                    }
                }
            }
            for (nth, _) in better.iter().enumerate().filter(|(_, better)| **better) {
                ends.extend(totals.iter().map(|&total| place(total)));
                ends.extend([place(inner.from + nth), row[nth].into()]);
            }
            turn(&mut totals, outer);
        }
        ends
    }

    /// Makes every cell the least of all cells in which nobody else has less.
    fn hand_down(&mut self) {
        let mut stride = 1;
        for range in self.ranges.iter().rev() {
            let size = range.len() * stride;
            for slab in self.missing.chunks_exact_mut(size.max(1)) {
                for start in (0..size.saturating_sub(stride)).step_by(stride).rev() {
                    let (lower, upper) = slab[start..].split_at_mut(stride);
                    for (lower, upper) in lower.iter_mut().zip(upper) {
                        *lower = (*lower).min(*upper);
                    }
                }
            }
            stride = size;
        }
    }
}

/// The next combination of totals, the last fastest.
fn turn(totals: &mut [usize], ranges: &[Range]) {
    for (total, range) in totals.iter_mut().zip(ranges).rev() {
        if *total < range.to {
            *total += 1;
            return;
        }
        *total = range.from;
    }
}
