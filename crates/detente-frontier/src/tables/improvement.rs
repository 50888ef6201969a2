//! What a package leaves on the table.

use super::Tables;
use crate::frontier::{Frontier, Point};

/// How a package could be bettered for all.
#[derive(Clone, Debug, PartialEq)]
pub struct Improvement {
    /// The efficient package that betters it: the one whose least gain over it is largest, then the next.
    pub to: Point,
    /// By party, what it gains over the package, in parts; never below zero.
    pub gains: Vec<i128>,
    /// The least of them in units (see [`Tables::counting_in`]), which are points unless said otherwise. With more than zero, everybody gains.
    pub for_all_by: f64,
}

impl Frontier {
    /// The improvement that gives everybody most; `None` when nothing on the frontier betters the package
    /// for anyone without loss to another, so that it is efficient (or worth to somebody more than any
    /// admitted package that suits the others).
    ///
    /// Its least gain is the distance of the package to the frontier: the additive ε-indicator restricted to
    /// what nobody loses by (Zitzler et al. 2003).
    #[must_use]
    pub fn improvement_of(&self, tables: &Tables, utilities: &[i128]) -> Option<Improvement> {
        let gains = |point: &Point| -> Option<Vec<i128>> {
            let gains: Vec<_> = point
                .utilities
                .iter()
                .zip(utilities)
                .map(|(there, here)| there.saturating_sub(*here))
                .collect();
            let betters = gains.len() == utilities.len()
                && gains.iter().all(|&gain| gain >= 0)
                && gains.iter().any(|&gain| gain > 0);
            betters.then_some(gains)
        };
        let better = self.points.iter().filter_map(|point| Some((point, gains(point)?)));
        let (to, gains) = better.max_by_key(|(_, gains)| tables.sorted(gains.iter().copied()))?;
        let in_units = gains.iter().enumerate().map(|(party, &gain)| tables.units(party, gain));
        let for_all_by = in_units.fold(f64::INFINITY, f64::min);
        Some(Improvement { to: to.clone(), gains, for_all_by })
    }
}

impl Tables {
    /// What a package (by places of options) could be bettered to: see [`Frontier::improvement_of`].
    #[must_use]
    pub fn improvement(&self, frontier: &Frontier, package: &[u16]) -> Option<Improvement> {
        frontier.improvement_of(self, &self.utilities(package)?)
    }
}
