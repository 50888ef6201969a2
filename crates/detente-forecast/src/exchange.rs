//! Position exchange: two actors give way where they care less, and gain where they care more.
//!
//! Stokman, F. N. & van Oosten, R. (1994), "The exchange of voting positions", in Bueno de Mesquita & Stokman (eds.),
//! *European Community Decision Making*, chapter 5. The expected outcome of an issue is `O = Σ c s x ⁄ Σ c s`. Two actors on
//! opposite sides of it on two issues exchange at equal gain:
//! `ΔO_b (s_ib + s_jb) = ΔO_a (s_ia + s_ja)`, where i gives on a and j gives on b.

use crate::{Actor, Issue, compromise};

/// One exchange.
#[derive(Clone, Debug, PartialEq)]
pub struct Exchange {
    /// Who gives way on which issue, by their places: the actor, then the issue.
    pub first: (usize, usize),
    /// Who gives way on the other issue.
    pub second: (usize, usize),
    /// How far each of both moves on the issue on which it gives way, in points of the scale.
    pub shifts: [f64; 2],
    /// What each of both gains, in points of the scale times salience.
    pub gain: f64,
}

/// Where exchanges lead.
#[derive(Clone, Debug, PartialEq)]
pub struct Exchanged {
    /// The outcome of each issue, from 0 to 100.
    pub outcomes: Vec<f64>,
    /// Exchanges in the order of their gains.
    pub exchanges: Vec<Exchange>,
}

/// Gains below this are none.
const LEAST_GAIN: f64 = 1e-9;

/// What is known of the issues while positions are exchanged.
struct Table<'i> {
    issues: &'i [Issue],
    positions: Vec<Vec<f64>>,
    /// Positions that were given or received stay.
    spent: Vec<Vec<bool>>,
    totals: Vec<f64>,
}

/// Exchanges among the same actors, in the same order, on several issues. The exchange with the greatest gain is made
/// first; a position that was exchanged is not exchanged again. With one issue there is nothing to exchange.
#[must_use]
pub fn outcome(issues: &[Issue]) -> Exchanged {
    let positions = |issue: &Issue| issue.actors().iter().map(|actor| actor.position.at()).collect();
    let mut table = Table {
        issues,
        positions: issues.iter().map(positions).collect(),
        spent: issues.iter().map(|issue| vec![false; issue.actors().len()]).collect(),
        totals: issues.iter().map(|issue| issue.actors().iter().map(Actor::weight).sum()).collect(),
    };
    let mut exchanges = Vec::new();
    while let Some(offer) = table.best() {
        let Exchange { first: (i, a), second: (j, b), shifts, .. } = offer;
        table.positions[a][i] += shifts[0];
        table.positions[b][j] += shifts[1];
        table.spent[a][i] = true;
        table.spent[b][j] = true;
        exchanges.push(offer);
    }
    let outcomes = issues
        .iter()
        .zip(&table.positions)
        .map(|(issue, positions)| compromise::weighted_mean(&issue.moved(positions)))
        .collect();
    Exchanged { outcomes, exchanges }
}

impl Table<'_> {
    /// The exchange with the greatest gain; of equal ones, the first by places.
    fn best(&self) -> Option<Exchange> {
        let actors = self.issues.iter().map(|issue| issue.actors().len()).min().unwrap_or(0);
        let outcomes: Vec<f64> = self
            .issues
            .iter()
            .zip(&self.positions)
            .map(|(issue, positions)| compromise::weighted_mean(&issue.moved(positions)))
            .collect();
        let mut best: Option<Exchange> = None;
        for a in 0..self.issues.len() {
            for b in (0..self.issues.len()).filter(|b| *b != a) {
                for i in 0..actors {
                    for j in (0..actors).filter(|j| *j != i) {
                        let offer = self.offer(&outcomes, (i, a), (j, b));
                        let better = |offer: &Exchange| {
                            best.as_ref().is_none_or(|best| offer.gain > best.gain + LEAST_GAIN)
                        };
                        if let Some(offer) = offer.filter(better) {
                            best = Some(offer);
                        }
                    }
                }
            }
        }
        best
    }

    /// What i giving way on a for j giving way on b would bring.
    fn offer(&self, outcomes: &[f64], (i, a): (usize, usize), (j, b): (usize, usize)) -> Option<Exchange> {
        let (on_a, on_b) = (&self.issues[a], &self.issues[b]);
        let (ia, ja, ib, jb) = (&on_a.actors()[i], &on_a.actors()[j], &on_b.actors()[i], &on_b.actors()[j]);
        if self.spent[a][i] || self.spent[b][j] {
            return None;
        }
        let (to_j, to_i) =
            (self.positions[a][j] - self.positions[a][i], self.positions[b][i] - self.positions[b][j]);
        let opposed = |issue: usize| {
            (self.positions[issue][i] - outcomes[issue]) * (self.positions[issue][j] - outcomes[issue]) < 0.0
        };
        if !opposed(a) || !opposed(b) {
            return None;
        }
        let (share_a, share_b) = (ia.weight() / self.totals[a], jb.weight() / self.totals[b]);
        let (most_a, most_b) = (share_a * to_j.abs(), share_b * to_i.abs());
        let (cares_a, cares_b) =
            (ia.salience.share() + ja.salience.share(), ib.salience.share() + jb.salience.share());
        if !(most_a > 0.0 && most_b > 0.0 && cares_a > 0.0 && cares_b > 0.0) {
            return None;
        }
        // Equal gain ties both shifts together; the one that ends first bounds the exchange.
        let moved_a = most_a.min(most_b * cares_b / cares_a);
        let moved_b = moved_a * cares_a / cares_b;
        let gain = ib.salience.share() * moved_b - ia.salience.share() * moved_a;
        let shifts = [(moved_a / share_a).copysign(to_j), (moved_b / share_b).copysign(to_i)];
        (gain > LEAST_GAIN).then_some(Exchange { first: (i, a), second: (j, b), shifts, gain })
    }
}
