//! The frontier of whole scores by a table of totals: for every combination of what all parties but one have in
//! total, the most that the one can have (Nemhauser & Ullmann 1969 in many dimensions).
//!
//! How long it takes depends on how many different totals there are and not on how many packages are efficient.

use super::{Frontier, Limits, Method, Point, Refusal, options::place, tables::Tables};

/// How many bytes of a table are brought up to date with one option in the time of a comparison of blocks.
const BYTES_IN_A_STEP: u64 = 128;
/// How many numbers of the last table are compared in that time.
const SIFTED_IN_A_STEP: u64 = 32;

/// Whole scores without rules: what options add to each party's least total, in units that divide everything.
pub(super) struct Totals<'t> {
    tables: &'t Tables,
    /// The parties whose totals are the places of the table; that with most different ones last.
    others: Vec<usize>,
    /// The issues in the order in which they are settled.
    order: Vec<Issue>,
    /// By number of issues settled, by other party, the totals that may still be part of a package that reaches
    /// the floors.
    boxes: Vec<Vec<Range>>,
    /// The most that may be missing for the one party in the end.
    most_missing: u64,
    /// Whether a floor is beyond what anything adds up to.
    hopeless: bool,
}

struct Issue {
    place: usize,
    ways: Vec<Way>,
}

/// An option, what it adds for the others, and what the one party misses by it.
struct Way {
    option: u16,
    adds: Vec<usize>,
    misses: u16,
}

/// From a total to a total, both included; empty when the first is greater.
#[derive(Clone, Copy, Debug)]
struct Range {
    from: usize,
    to: usize,
}

impl Range {
    fn len(self) -> usize {
        (self.to + 1).saturating_sub(self.from)
    }

    fn contains(self, total: usize) -> bool {
        (self.from..=self.to).contains(&total)
    }
}

/// What is missing, as small a number as will do.
trait Missing: Copy + Ord + TryFrom<u16> + Into<u16> {
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

/// One party's scores in units.
struct Scale {
    /// By issue, by option allowed: units above the least of the issue.
    units: Vec<Vec<u64>>,
    /// The sum over issues of the most.
    range: u64,
    /// Units needed to reach the floor.
    floor: u64,
}

impl Scale {
    fn of(tables: &Tables, party: usize, options: &[Vec<usize>]) -> Self {
        let of_issue = |(issue, options): (usize, &Vec<usize>)| -> Vec<i64> {
            options.iter().map(|&option| tables.adds(issue, option)[party]).collect()
        };
        let added: Vec<_> = options.iter().enumerate().map(of_issue).collect();
        let least: Vec<i64> = added.iter().map(|added| added.iter().copied().min().unwrap_or(0)).collect();
        let above = |(added, least): (&Vec<i64>, &i64)| -> Vec<u64> {
            added.iter().map(|part| part.abs_diff(*least)).collect()
        };
        let mut units: Vec<_> = added.iter().zip(&least).map(above).collect();
        let unit = units.iter().flatten().copied().fold(0, greatest_common_divisor).max(1);
        units.iter_mut().flatten().for_each(|part| *part /= unit);
        let range = units.iter().filter_map(|units| units.iter().max()).sum();
        let sum: i64 = least.iter().sum();
        let above = tables.floors[party].least.map_or(0, |floor| floor.saturating_sub(sum).max(0));
        Self { units, range, floor: above.unsigned_abs().div_ceil(unit) }
    }

    fn most(&self, issue: usize) -> u64 {
        self.units[issue].iter().copied().max().unwrap_or(0)
    }
}

fn greatest_common_divisor(mut one: u64, mut other: u64) -> u64 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

impl<'t> Totals<'t> {
    /// `None` where rules tie options to each other, for fewer than three parties, who need no table, and where
    /// there are more totals than places.
    pub(super) fn of(tables: &'t Tables) -> Option<Self> {
        let tied = !tables.clauses.is_empty() || tables.floors.iter().any(|floor| floor.when.is_some());
        if tied || tables.parties < 3 || tables.allowed.iter().any(super::options::Options::is_empty) {
            return None;
        }
        let options: Vec<Vec<usize>> =
            (0..tables.issues()).map(|issue| tables.worthwhile(issue).iter().collect()).collect();
        let scales: Vec<_> = (0..tables.parties).map(|party| Scale::of(tables, party, &options)).collect();
        let mut others: Vec<usize> = (0..tables.parties).collect();
        others.sort_by_key(|&party| scales[party].range);
        let one = others.pop()?;
        let finest = scales[one].range;
        if finest >= u64::from(u16::MAX) {
            return None;
        }
        // Issues that open up few totals come first, so that the first tables are small.
        let share =
            |issue: usize, party: usize| scales[party].most(issue) * 1000 / scales[party].range.max(1);
        let mut places: Vec<usize> = (0..tables.issues()).collect();
        places.sort_by_key(|&issue| others.iter().map(|&party| share(issue, party)).sum::<u64>());
        let issue = |&place: &usize| {
            let way = |(nth, &option): (usize, &usize)| {
                let units = |party: usize| usize::try_from(scales[party].units[place][nth]).ok();
                let misses = scales[one].most(place) - scales[one].units[place][nth];
                Some(Way {
                    option: super::options::place(option),
                    adds: others.iter().map(|&party| units(party)).collect::<Option<_>>()?,
                    misses: u16::try_from(misses).ok()?,
                })
            };
            Some(Issue { place, ways: options[place].iter().enumerate().map(way).collect::<Option<_>>()? })
        };
        let order: Vec<Issue> = places.iter().map(issue).collect::<Option<_>>()?;
        let hopeless = scales.iter().any(|scale| scale.floor > scale.range);
        let mut totals = Self {
            tables,
            order,
            boxes: Vec::new(),
            most_missing: finest.saturating_sub(scales[one].floor),
            hopeless,
            others,
        };
        totals.boxes = totals.boxes(&scales)?;
        Some(totals)
    }

    /// What can be had in total, and must be for the floors to be reached yet.
    fn boxes(&self, scales: &[Scale]) -> Option<Vec<Vec<Range>>> {
        let mut reached = vec![0; self.others.len()];
        let mut boxes = Vec::with_capacity(self.order.len() + 1);
        for settled in 0..=self.order.len() {
            let range = |(&party, &reached): (&usize, &u64)| {
                let Scale { range, floor, .. } = scales[party];
                let from = floor.saturating_sub(range - reached).min(reached);
                Some(Range { from: usize::try_from(from).ok()?, to: usize::try_from(reached).ok()? })
            };
            boxes.push(self.others.iter().zip(&reached).map(range).collect::<Option<_>>()?);
            if let Some(issue) = self.order.get(settled) {
                let others = reached.iter_mut().zip(&self.others);
                others.for_each(|(reached, &party)| *reached += scales[party].most(issue.place));
            }
        }
        Some(boxes)
    }

    fn cells(&self, settled: usize) -> u64 {
        let lengths = self.boxes[settled].iter().map(|range| range.len() as u64);
        lengths.fold(1, u64::saturating_mul)
    }

    fn bytes_of_a_cell(&self) -> u64 {
        if self.is_fine() { 2 } else { 1 }
    }

    fn is_fine(&self) -> bool {
        let most = |issue: &Issue| issue.ways.iter().map(|way| u64::from(way.misses)).max().unwrap_or(0);
        self.order.iter().map(most).sum::<u64>() >= u64::from(u8::MAX)
    }

    /// Bytes of all tables: they are the way back from a total to its package.
    fn bytes(&self) -> u64 {
        let cells = (0..self.boxes.len()).map(|settled| self.cells(settled));
        cells.fold(0, u64::saturating_add).saturating_mul(self.bytes_of_a_cell())
    }

    /// How many comparisons of blocks take as long.
    pub(super) fn steps(&self) -> u64 {
        let of_issue = |(settled, issue): (usize, &Issue)| {
            self.cells(settled).saturating_mul(issue.ways.len() as u64 * self.bytes_of_a_cell())
        };
        let settling = self.order.iter().enumerate().map(of_issue).fold(0, u64::saturating_add);
        let sifting = self.cells(self.order.len()).saturating_mul(self.others.len() as u64);
        settling / BYTES_IN_A_STEP + sifting / SIFTED_IN_A_STEP
    }

    /// Whether memory and steps suffice, as far as is known before.
    pub(super) fn fits(&self, limits: Limits) -> bool {
        self.bytes() <= limits.bytes && self.steps() <= limits.steps
    }

    pub(super) fn frontier(&self, limits: Limits) -> Result<Frontier, Refusal> {
        let widest = usize::try_from(self.cells(self.order.len())).unwrap_or(usize::MAX);
        if self.hopeless {
            return Ok(Frontier { points: Vec::new(), method: Method::Totals, widest: 0 });
        }
        if !self.fits(limits) {
            let (needed, given, issues) = (self.bytes(), limits.bytes, 0);
            return Err(if needed > given {
                Refusal::Memory { needed, given, issues, points: 1 }
            } else {
                Refusal::Comparisons { given: limits.steps, issues, points: 1 }
            });
        }
        let mut points =
            if self.is_fine() { self.points::<u16>(limits)? } else { self.points::<u8>(limits)? };
        points.sort_unstable_by(|one, other| other.utilities.cmp(&one.utilities));
        Ok(Frontier { points, method: Method::Totals, widest })
    }

    fn points<M: Missing>(&self, limits: Limits) -> Result<Vec<Point>, Refusal> {
        let mut layers: Vec<Layer<M>> = vec![Layer::start(&self.boxes[0])];
        for (settled, issue) in self.order.iter().enumerate() {
            let next = layers[settled].settle(issue, &self.boxes[settled + 1]);
            layers.push(next);
        }
        let Some(last) = layers.pop() else { return Ok(Vec::new()) };
        let ends = last.efficient(self.most_missing);
        let count = ends.len() / (self.others.len() + 1);
        let of_a_point = size_of::<Point>() + self.tables.parties * 12 + self.tables.issues() * 2 + 32;
        let needed = self.bytes().saturating_add((count * of_a_point) as u64);
        if needed > limits.bytes {
            let (given, issues) = (limits.bytes, self.order.len());
            return Err(Refusal::Memory { needed, given, issues, points: count });
        }
        Ok(self.traced(&layers, ends))
    }

    /// The packages of efficient totals: back from each along what was missing before each issue.
    fn traced<M: Missing>(&self, layers: &[Layer<M>], mut ends: Vec<u16>) -> Vec<Point> {
        let width = self.others.len() + 1;
        let mut packages = vec![vec![0; self.tables.issues()]; ends.len() / width];
        for (layer, issue) in layers.iter().zip(&self.order).rev() {
            for (end, package) in ends.chunks_exact_mut(width).zip(&mut packages) {
                let Some((missing, totals)) = end.split_last_mut() else { continue };
                let leads_here = |way: &&Way| {
                    let before = missing.checked_sub(way.misses);
                    before.is_some() && layer.at(totals, &way.adds).map(Into::into) == before
                };
                if let Some(way) = issue.ways.iter().find(leads_here) {
                    package[issue.place] = way.option;
                    *missing -= way.misses;
                    for (total, &adds) in totals.iter_mut().zip(&way.adds) {
                        *total = total.saturating_sub(place(adds));
                    }
                }
            }
        }
        let point = |package: Vec<u16>| Point {
            utilities: self.tables.utilities(&package).unwrap_or_default(),
            package,
        };
        packages.into_iter().map(point).collect()
    }
}

/// By totals of the others, the least that is missing for the one party, some issues settled.
struct Layer<M> {
    ranges: Vec<Range>,
    missing: Vec<M>,
}

impl<M: Missing> Layer<M> {
    /// Nothing settled, nothing missing.
    fn start(ranges: &[Range]) -> Self {
        let nothing = M::try_from(0).unwrap_or(M::NEVER);
        Self {
            ranges: ranges.to_vec(),
            missing: vec![nothing; ranges.iter().map(|range| range.len()).product()],
        }
    }

    /// With one issue more settled.
    fn settle(&self, issue: &Issue, ranges: &[Range]) -> Self {
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

    fn at(&self, totals: &[u16], adds: &[usize]) -> Option<M> {
        let mut cell = 0;
        for ((&total, &adds), &range) in totals.iter().zip(adds).zip(&self.ranges) {
            let before = usize::from(total).checked_sub(adds).filter(|&before| range.contains(before))?;
            cell = cell * range.len() + before - range.from;
        }
        self.missing.get(cell).copied()
    }

    /// Of each efficient combination, the totals of the others and what is missing for the one.
    fn efficient(mut self, most_missing: u64) -> Vec<u16> {
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
