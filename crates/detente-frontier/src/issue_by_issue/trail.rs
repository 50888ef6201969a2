//! The way back from the last layer to packages, and every other way to the same worth.

use std::collections::BTreeMap;

use super::parts_of;
use crate::{
    alike::{Alike, Equals, Told},
    dominance::candidate::Candidate,
    tables::Tables,
};

/// Where each beginning of a layer came from.
pub(super) struct Trail {
    issue: usize,
    before: Vec<u32>,
    option: Vec<u16>,
    /// Other ways to the same worth under the same open rules, by the place of the beginning kept.
    twins: Vec<Twin>,
    /// Whether there were too many of them to note.
    cut: bool,
}

/// Another way to a beginning.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Twin {
    place: u32,
    before: u32,
    option: u16,
}

impl Trail {
    pub(super) fn of(issue: usize) -> Self {
        Self { issue, before: Vec::new(), option: Vec::new(), twins: Vec::new(), cut: false }
    }

    /// Adds beginnings; whether another of the same worth was left out for some of them.
    pub(super) fn extend<S, const N: usize>(&mut self, kept: &[Candidate<N, S>]) -> bool {
        let mut has_twins = false;
        self.before.extend(kept.iter().map(|kept| {
            has_twins |= kept.has_twin();
            parts_of(kept.from()).0
        }));
        self.option.extend(kept.iter().map(|kept| parts_of(kept.from()).1));
        has_twins
    }

    /// Notes another way to a place; all are forgotten when they take more than so many bytes.
    pub(super) fn note(&mut self, place: usize, from: u64, most: u64) {
        if self.cut {
            return;
        }
        let (before, option) = parts_of(from);
        self.twins.push(Twin { place: u32::try_from(place).unwrap_or(u32::MAX), before, option });
        if (self.twins.len() * size_of::<Twin>()) as u64 > most {
            self.twins = Vec::new();
            self.cut = true;
        }
    }

    pub(super) fn is_cut(&self) -> bool {
        self.cut
    }

    /// Nothing more is added.
    pub(super) fn close(&mut self) {
        self.before.shrink_to_fit();
        self.option.shrink_to_fit();
        self.twins.shrink_to_fit();
        self.twins.sort_unstable();
    }

    pub(super) fn bytes(&self) -> usize {
        self.before.len() * super::TRAIL + self.twins.len() * size_of::<Twin>()
    }

    /// The beginning before one, and the option chosen last.
    fn step(&self, place: usize) -> (u32, u16) {
        (self.before[place], self.option[place])
    }

    fn twins(&self, place: usize) -> &[Twin] {
        let of = |twin: &Twin| twin.place as usize;
        let first = self.twins.partition_point(|twin| of(twin) < place);
        let end = self.twins.partition_point(|twin| of(twin) <= place);
        &self.twins[first..end]
    }

    /// All ways to a beginning.
    fn steps(&self, place: usize) -> impl Iterator<Item = (u32, u16)> + '_ {
        let others = self.twins(place).iter().map(|twin| (twin.before, twin.option));
        std::iter::once(self.step(place)).chain(others)
    }
}

/// All ways from the last layer back.
pub(super) struct Ways<'t> {
    trails: &'t [Trail],
    issues: usize,
    equals: Equals,
    /// Whether any beginning or option stands for another.
    any: bool,
    cut: bool,
    told: Told,
}

impl<'t> Ways<'t> {
    pub(super) fn of(tables: &Tables, trails: &'t [Trail]) -> Self {
        let equals = Equals::of(tables);
        Self {
            any: !equals.is_empty() || trails.iter().any(|trail| !trail.twins.is_empty()),
            cut: trails.iter().any(|trail| trail.cut),
            trails,
            issues: tables.issues(),
            equals,
            told: Told::default(),
        }
    }

    /// The package that a place of the last layer stands for.
    pub(super) fn package(&self, end: u64) -> Vec<u16> {
        let mut package = vec![0; self.issues];
        let mut place = usize::try_from(end).unwrap_or(0);
        for trail in self.trails.iter().rev() {
            let (before, option) = trail.step(place);
            package[trail.issue] = option;
            place = before as usize;
        }
        package
    }

    /// The packages that are worth the same as that of a place of the last layer, where `others` are its equals there.
    pub(super) fn alike(&mut self, end: u64, others: &[u64], own: &[u16]) -> Alike {
        if self.cut {
            return Alike::default();
        }
        if others.is_empty() && (!self.any || self.is_alone(end)) {
            return Alike::none();
        }
        let ends: Vec<usize> =
            std::iter::once(&end).chain(others).filter_map(|&end| usize::try_from(end).ok()).collect();
        let Some(count) = self.count(&ends) else { return Alike::default() };
        let mut alike = Alike { count: Some(count.saturating_sub(1)), packages: Vec::new() };
        for &end in &ends {
            self.tell(end, own, &mut alike);
        }
        alike
    }

    /// Whether one way alone leads to a place of the last layer.
    fn is_alone(&self, end: u64) -> bool {
        let mut place = usize::try_from(end).unwrap_or(0);
        for trail in self.trails.iter().rev() {
            let (before, option) = trail.step(place);
            if self.equals.with(trail.issue, &option).len() > 1 || !trail.twins(place).is_empty() {
                return false;
            }
            place = before as usize;
        }
        true
    }

    /// How many packages lead to places of the last layer; nothing where counting takes too long.
    fn count(&mut self, ends: &[usize]) -> Option<u64> {
        let mut places: BTreeMap<usize, u64> = ends.iter().map(|&end| (end, 1)).collect();
        for trail in self.trails.iter().rev() {
            let mut before: BTreeMap<usize, u64> = BTreeMap::new();
            for (place, ways) in places {
                for (from, option) in trail.steps(place) {
                    self.told.step()?;
                    let equals = self.equals.with(trail.issue, &option).len() as u64;
                    let sum = before.entry(from as usize).or_default();
                    *sum = sum.saturating_add(ways.saturating_mul(equals));
                }
            }
            places = before;
        }
        Some(places.values().fold(0, |sum, ways| sum.saturating_add(*ways)))
    }

    /// Names the packages of a place of the last layer but the point's own, as far as there is room.
    fn tell(&mut self, end: usize, own: &[u16], alike: &mut Alike) {
        // What is left to look at: how many trails are left, the place there and the package so far.
        let mut open = vec![(self.trails.len(), end, vec![0; self.issues])];
        while let Some((left, place, package)) = open.pop() {
            let Some(trail) = left.checked_sub(1).and_then(|last| self.trails.get(last)) else {
                if package != own {
                    alike.tell(&mut self.told, &package);
                }
                continue;
            };
            if !self.told.has_room() {
                return;
            }
            for (before, option) in trail.steps(place) {
                for &equal in self.equals.with(trail.issue, &option) {
                    let mut longer = package.clone();
                    longer[trail.issue] = equal;
                    open.push((left - 1, before as usize, longer));
                }
            }
        }
    }
}
