//! The frontier of whole scores by a table of totals: for every combination of what all parties but one have in
//! total, the most that the one can have (Nemhauser & Ullmann 1969 in many dimensions).
//!
//! How long it takes depends on how many different totals there are and not on how many packages are efficient.

mod layer;
mod scale;
mod ways;

use layer::{Issue, Layer, Missing, Range, Way};
use scale::Scale;
use ways::Ways;

use crate::{
    alike::Alike,
    frontier::{Frontier, Method, Point},
    limits::{Limits, Refusal},
    tables::{
        Tables,
        options::{Options, place},
    },
};

/// How many bytes of a table are brought up to date with one option in the time of a comparison of blocks.
const BYTES_IN_A_STEP: u64 = 128;
/// How many numbers of the last table are compared in that time.
const SIFTED_IN_A_STEP: u64 = 32;

/// Whole scores without rules: what options add to each party's least total, in units that divide everything.
pub(crate) struct Totals<'t> {
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

impl<'t> Totals<'t> {
    /// `None` where rules tie options to each other, for fewer than three parties, who need no table, and where
    /// there are more totals than places.
    pub(crate) fn of(tables: &'t Tables) -> Option<Self> {
        let tied = !tables.clauses.is_empty() || tables.floors.iter().any(|floor| floor.when.is_some());
        if tied || tables.parties < 3 || tables.allowed.iter().any(Options::is_empty) {
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
        let issue = |&at: &usize| {
            let most = scales[one].most(at);
            let way = |(nth, &option): (usize, &usize)| {
                let units = |party: usize| usize::try_from(scales[party].units[at][nth]).ok();
                let misses = most - scales[one].units[at][nth];
                Some(Way {
                    option: place(option),
                    adds: others.iter().map(|&party| units(party)).collect::<Option<_>>()?,
                    misses: u16::try_from(misses).ok()?,
                })
            };
            Some(Issue { place: at, ways: options[at].iter().enumerate().map(way).collect::<Option<_>>()? })
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
    pub(crate) fn steps(&self) -> u64 {
        let of_issue = |(settled, issue): (usize, &Issue)| {
            self.cells(settled).saturating_mul(issue.ways.len() as u64 * self.bytes_of_a_cell())
        };
        let settling = self.order.iter().enumerate().map(of_issue).fold(0, u64::saturating_add);
        let sifting = self.cells(self.order.len()).saturating_mul(self.others.len() as u64);
        settling / BYTES_IN_A_STEP + sifting / SIFTED_IN_A_STEP
    }

    /// Whether memory and steps suffice, as far as is known before.
    pub(crate) fn fits(&self, limits: Limits) -> bool {
        self.bytes() <= limits.bytes && self.steps() <= limits.steps
    }

    pub(crate) fn frontier(&self, limits: Limits) -> Result<Frontier, Refusal> {
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
        Ok(self.traced(&layers, &ends))
    }

    /// The packages of efficient totals: back from each along what was missing before each issue.
    fn traced<M: Missing>(&self, layers: &[Layer<M>], ends: &[u16]) -> Vec<Point> {
        let mut ways = Ways::of(self, layers);
        let mut totals = Vec::new();
        let point = |end: &[u16]| {
            totals.clear();
            totals.extend_from_slice(end);
            let (package, alone) = ways.package(&mut totals);
            let alike = if alone { Alike::none() } else { ways.alike(end, &package) };
            Point { utilities: self.tables.utilities(&package).unwrap_or_default(), package, alike }
        };
        ends.chunks_exact(self.others.len() + 1).map(point).collect()
    }
}
