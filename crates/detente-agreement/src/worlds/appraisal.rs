//! What texts are worth to one party, given where they would be taken: many texts, of which the best is wanted.

use detente_case::Quantity;

use super::Worlds;
use crate::Package;

/// How much a bound made of fractions is raised, so that no rounding lies above it.
const ROUNDING: f64 = 1e-6;

/// Adds up what texts gain a party over the first worlds, and gives a text up as soon as it cannot be good enough.
pub struct Appraisal<'w, 'n> {
    worlds: &'w Worlds<'n>,
    party: usize,
    /// By world, what a millionth of a sum is worth, in points.
    points: Vec<f64>,
    accepted: Vec<bool>,
}

impl<'w, 'n> Appraisal<'w, 'n> {
    /// For a party (by place), over the worlds before the place `first`, or all where there are fewer.
    #[must_use]
    pub fn of(worlds: &'w Worlds<'n>, party: usize, first: u32) -> Self {
        let first = worlds.count.min(first) as usize;
        let weights = worlds.parties.get(party).map_or(&[][..], |drawn| drawn.weights());
        #[expect(clippy::cast_precision_loss, reason = "a bound that is raised by more than that")]
        let points = |weight: &i64| 1.0 / (*weight as f64 * 1e6);
        let points = weights.iter().take(first).map(points).collect();
        Self { worlds, party, points, accepted: vec![false; first] }
    }

    /// What a text gains the party over no deal, in points, added up over those of the worlds in which all who are asked
    /// take it; nothing where that is surely no more than `least`.
    #[must_use]
    pub fn more_than(&mut self, least: f64, text: &Package) -> Option<f64> {
        let worlds = self.worlds;
        let (drawn, offsets) = (worlds.parties.get(self.party)?, &worlds.negotiation().offsets);
        let sums = drawn.sums(offsets, text, self.accepted.len());
        self.accepted.fill(worlds.keeps_rules_and_lines(text));
        let asked = worlds.parties.iter().enumerate().filter(|(party, _)| worlds.asks(text, *party));
        for (_, drawn) in asked {
            drawn.keep_accepted(offsets, text, &mut self.accepted);
            if self.most(&sums) < least {
                return None;
            }
        }
        let gains = self.accepted.iter().zip(&sums).enumerate().filter(|(_, (accepted, _))| **accepted);
        let gains = gains
            .map(|(world, (_, sum))| Quantity::from_millionths(sum.div_euclid(drawn.weight(world))).to_f64());
        Some(gains.sum())
    }

    /// No less than what these sums add up to where the text may still be taken.
    #[expect(clippy::cast_precision_loss, reason = "a bound that is raised by more than that")]
    fn most(&self, sums: &[i64]) -> f64 {
        let mut most = 0.0;
        for ((accepted, sum), points) in self.accepted.iter().zip(sums).zip(&self.points) {
            most += if *accepted { (*sum).max(0) as f64 * points } else { 0.0 };
        }
        most * (1.0 + ROUNDING) + ROUNDING
    }
}
