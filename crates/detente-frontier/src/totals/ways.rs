//! The ways back from totals to packages.

use std::collections::BTreeMap;

use super::{
    Totals,
    layer::{Issue, Layer, Missing, Way},
};
use crate::{
    alike::{Alike, Equals, Told},
    tables::options::place,
};

/// The tables before each issue, with what they are of.
pub(super) struct Ways<'t, M> {
    layers: &'t [Layer<M>],
    order: &'t [Issue],
    equals: Equals,
    issues: usize,
    told: Told,
}

impl<'t, M: Missing> Ways<'t, M> {
    pub(super) fn of(totals: &'t Totals<'_>, layers: &'t [Layer<M>]) -> Self {
        let (equals, issues) = (Equals::of(totals.tables), totals.tables.issues());
        Self { layers, order: &totals.order, equals, issues, told: Told::default() }
    }

    /// The ways to settle the last of so many issues that lead to these totals, the others' and then what is missing.
    fn back<'w>(&'w self, settled: usize, totals: &'w [u16]) -> impl Iterator<Item = &'t Way> + 'w {
        let leads_here = move |way: &&Way| {
            let Some((missing, others)) = totals.split_last() else { return false };
            let before = missing.checked_sub(way.misses);
            before.is_some() && self.layers[settled].at(others, &way.adds).map(Into::into) == before
        };
        self.order[settled].ways.iter().filter(leads_here)
    }

    /// One package of these totals, and whether it is the only one. The totals become those of nothing settled.
    pub(super) fn package(&self, totals: &mut [u16]) -> (Vec<u16>, bool) {
        let mut package = vec![0; self.issues];
        let mut alone = true;
        for settled in (0..self.layers.len()).rev() {
            let way = {
                let mut ways = self.back(settled, totals);
                let Some(way) = ways.next() else { continue };
                alone = alone && ways.next().is_none();
                way
            };
            let issue = self.order[settled].place;
            alone &= self.equals.with(issue, &way.option).len() == 1;
            package[issue] = way.option;
            if let Some((missing, others)) = totals.split_last_mut() {
                *missing = missing.saturating_sub(way.misses);
                for (total, &adds) in others.iter_mut().zip(&way.adds) {
                    *total = total.saturating_sub(place(adds));
                }
            }
        }
        (package, alone)
    }

    /// The packages of these totals but one of them.
    pub(super) fn alike(&mut self, end: &[u16], own: &[u16]) -> Alike {
        let mut told = std::mem::take(&mut self.told);
        let count = self.count(end, &mut told);
        self.told = told;
        let Some(count) = count else { return Alike::default() };
        let mut alike = Alike { count: Some(count.saturating_sub(1)), packages: Vec::new() };
        let mut open = vec![(self.layers.len(), end.to_vec(), vec![0; self.issues])];
        while let Some((left, totals, package)) = open.pop() {
            let Some(settled) = left.checked_sub(1) else {
                if package != own {
                    alike.tell(&mut self.told, &package);
                }
                continue;
            };
            if !self.told.has_room() {
                break;
            }
            let issue = self.order[settled].place;
            for way in self.back(settled, &totals) {
                for &equal in self.equals.with(issue, &way.option) {
                    let mut longer = package.clone();
                    longer[issue] = equal;
                    open.push((settled, before(&totals, way), longer));
                }
            }
        }
        alike
    }

    /// Nothing where counting takes too long.
    fn count(&self, end: &[u16], steps: &mut Told) -> Option<u64> {
        let mut places: BTreeMap<Vec<u16>, u64> = BTreeMap::from([(end.to_vec(), 1)]);
        for settled in (0..self.layers.len()).rev() {
            let issue = self.order[settled].place;
            let mut next: BTreeMap<Vec<u16>, u64> = BTreeMap::new();
            for (totals, ways) in &places {
                for way in self.back(settled, totals) {
                    steps.step()?;
                    let equals = self.equals.with(issue, &way.option).len() as u64;
                    let sum = next.entry(before(totals, way)).or_default();
                    *sum = sum.saturating_add(ways.saturating_mul(equals));
                }
            }
            places = next;
        }
        Some(places.values().fold(0, |sum, ways| sum.saturating_add(*ways)))
    }
}

/// The totals before an issue was settled this way.
fn before(totals: &[u16], way: &Way) -> Vec<u16> {
    let less = way.adds.iter().map(|&adds| place(adds)).chain([way.misses]);
    totals.iter().zip(less).map(|(total, less)| total.saturating_sub(less)).collect()
}
