//! What a proof that there is no package rests on.

use super::{Node, Search, only, rows::Weights};
use crate::{negotiation::OptionSet, package::Package};

impl Search<'_> {
    /// Notes what a bound under the last weights rests on.
    pub(super) fn note(&mut self, weights: &Weights, package: &Package) {
        self.note_weights(weights);
        let rows = &self.rows;
        let Some(used) = &mut self.used else { return };
        used.barred_if(|issue, option| {
            rows.price_barred(weights, issue, option) > rows.price(issue, package.0[issue].into())
        });
    }

    /// Notes the options of an issue that were left out and that weights alone would not rule out here, though
    /// other issues had all their options that are not noted.
    pub(super) fn note_branches(&mut self, node: &Node, issue: usize) {
        let Some(used) = &self.used else { return };
        if used.not_noted(issue).is_empty() {
            return;
        }
        let weights = self.whole(&node.weights);
        let mut package = only(&node.domains);
        let greatest = self.rows.greatest(&weights, &node.domains, &mut package);
        let rows = &self.rows;
        let gain = |other: usize| {
            let barred = used.not_noted(other);
            let barred = barred.members().map(|option| rows.price_barred(&weights, other, option));
            let best = rows.price(other, package.0[other].into());
            barred.max().map_or(0, |barred| (barred - best).max(0))
        };
        let others: i64 = (0..package.0.len()).filter(|&other| other != issue).map(gain).sum();
        let spare = greatest + others - rows.price(issue, package.0[issue].into());
        let mut ruled_out: OptionSet = used.not_noted(issue);
        ruled_out.retain(|option| spare + rows.price_barred(&weights, issue, option) < 0);
        let Some(used) = &mut self.used else { return };
        used.barred_if(|barred, option| barred == issue && !ruled_out.contains(option));
        if !ruled_out.is_empty() {
            self.note_weights(&weights);
        }
    }

    fn note_weights(&mut self, weights: &Weights) {
        let Some(used) = &mut self.used else { return };
        for (place, _) in weights.sums.iter().enumerate().filter(|(_, weight)| **weight > 0) {
            used.sums.insert(place);
            for literal in self.problem.sums[place].when.iter().flatten() {
                used.all_barred_of(literal.issue);
            }
        }
        used.clauses.extend((0..weights.clauses.len()).filter(|&place| weights.clauses[place] > 0));
    }
}
