//! What a package leaves on the table.

use super::{Frontier, Point, tables::Tables};

/// How a package could be bettered for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Improvement {
    /// The efficient package that betters it: the one whose least gain over it is largest, then the next.
    pub to: Point,
    /// By party, what it gains over the package, in parts; never below zero.
    pub gains: Vec<i64>,
    /// The least of them. With more than zero, everybody gains.
    pub for_all_by: i64,
}

impl Frontier {
    /// The improvement that gives everybody most; `None` when nothing on the frontier betters the package
    /// for anyone without loss to another, so that it is efficient (or worth to somebody more than any
    /// admitted package that suits the others).
    ///
    /// Its least gain is the distance of the package to the frontier: the additive ε-indicator restricted to
    /// what nobody loses by (Zitzler et al. 2003).
    #[must_use]
    pub fn improvement_of(&self, utilities: &[i64]) -> Option<Improvement> {
        let gains = |point: &Point| -> Option<Vec<i64>> {
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
        let sorted = |gains: &[i64]| {
            let mut gains = gains.to_vec();
            gains.sort_unstable();
            gains
        };
        let better = self.points.iter().filter_map(|point| Some((point, gains(point)?)));
        let (to, gains) = better.max_by_key(|(_, gains)| sorted(gains))?;
        let for_all_by = gains.iter().copied().min().unwrap_or(0);
        Some(Improvement { to: to.clone(), gains, for_all_by })
    }
}

impl Tables {
    /// What a package (by places of options) could be bettered to: see [`Frontier::improvement_of`].
    #[must_use]
    pub fn improvement(&self, frontier: &Frontier, package: &[u8]) -> Option<Improvement> {
        frontier.improvement_of(&self.utilities(package)?)
    }
}
