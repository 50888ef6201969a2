//! The challenge model: everybody weighs up whom to challenge, and gives way to the best offer.
//!
//! Scholz, J. B., Calbert, G. J. & Smith, G. A. (2011), "Unravelling Bueno De Mesquita's group decision model", *Journal of
//! Theoretical Politics* 23(4), after Bueno de Mesquita (1985, 1994). Utilities (equations 8 to 12) with the risk exponent r:
//! `U_s = 2 − 4(½ − ½ d⁄R)^r`, `U_f = 2 − 4(½ + ½ d⁄R)^r`, `U_sq = 2 − 4·½^r`. The expected utility of a challenge is
//! `s_j (P U_s + (1−P) U_f) + (1−s_j) U_s − U_sq` (with Q = 1). Votes of k are `c_k s_k ((d_kj⁄R)^r_k − (d_ki⁄R)^r_k)`.
//!
//! As printed, the equations do not give the paper's own table of car emissions. Another reading nearly does. Both stand here.

use crate::{Actor, Issue, compromise};

/// How the paper is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// As the authors' table needs it: votes for i against j are divided by the votes of all ordered pairs. A loser of a
    /// confrontation moves before anybody who compromises. This gives Table 2, but for one of its medians (9.6, not 9.9).
    Table,
    /// As equation 31 is printed: votes for i against j, in which everybody is neutral to risk, are divided by the votes of
    /// that pair. Each challenge is judged with the risk exponent of who challenges. The offer that moves an actor least is
    /// taken. It misses Table 2 from the first round (median 7.0, not 8.4).
    Printed,
}

/// What stands after a round.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// Where each actor stands, in the order of the table.
    pub positions: Vec<f64>,
    /// The risk exponent with which each actor judged in this round; none before the first.
    pub risks: Vec<f64>,
}

/// One challenge, as its target sees it.
#[derive(Clone, Copy)]
enum Offer {
    /// The target loses: it takes the position of who challenges.
    Confrontation(f64),
    /// Both meet between; with the key by which the authors' program compares compromises.
    Compromise { at: f64, key: f64 },
    /// The target gives up without a fight.
    Capitulation(f64),
}

/// All that a round is computed from.
struct State<'i> {
    actors: &'i [Actor],
    at: Vec<f64>,
    /// The length of the first range of positions, which stays.
    range: f64,
    reading: Reading,
}

/// Positions after each of so many rounds, the first of which is the beginning.
#[must_use]
pub fn rounds(issue: &Issue, reading: Reading, count: usize) -> Vec<Round> {
    let begin: Vec<f64> = issue.actors().iter().map(|actor| actor.position.at()).collect();
    let low = begin.iter().copied().fold(f64::INFINITY, f64::min);
    let high = begin.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut history = vec![Round { positions: begin.clone(), risks: Vec::new() }];
    let mut state = State { actors: issue.actors(), at: begin, range: high - low, reading };
    for _ in 0..count {
        let (positions, risks) =
            if high > low { state.next() } else { (state.at.clone(), vec![1.0; state.at.len()]) };
        history.push(Round { positions: positions.clone(), risks });
        state.at = positions;
    }
    history
}

/// The weighted median after a round.
#[must_use]
pub fn median(issue: &Issue, round: &Round) -> f64 {
    compromise::weighted_median(&issue.moved(&round.positions))
}

/// The weighted mean after a round.
#[must_use]
pub fn mean(issue: &Issue, round: &Round) -> f64 {
    compromise::weighted_mean(&issue.moved(&round.positions))
}

impl State<'_> {
    /// One round: first how much risk everybody takes, then where everybody moves, all at once.
    fn next(&self) -> (Vec<f64>, Vec<f64>) {
        let count = self.at.len();
        let neutral = vec![1.0; count];
        let chances = self.chances(&neutral);
        let danger = |target: usize| -> f64 {
            (0..count)
                .filter(|other| *other != target)
                .map(|other| self.gain(1.0, other, target, &chances))
                .sum()
        };
        let dangers: Vec<f64> = (0..count).map(danger).collect();
        let least = dangers.iter().copied().fold(f64::INFINITY, f64::min);
        let most = dangers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        // Where everybody is in the same danger, nobody has a reason to take more risk than others.
        let risk = |danger: &f64| {
            if most > least { (2.0 * danger - most - least) / (most - least) } else { 0.0 }
        };
        let risks: Vec<f64> =
            dangers.iter().map(risk).map(|risk| (1.0 - risk / 3.0) / (1.0 + risk / 3.0)).collect();
        let chances = match self.reading {
            Reading::Table => self.chances(&risks),
            Reading::Printed => chances,
        };
        let moved = (0..count).map(|actor| self.moved(actor, &risks, &chances)).collect();
        (moved, risks)
    }

    fn distance(&self, i: usize, j: usize) -> f64 {
        (self.at[i] - self.at[j]).abs() / self.range
    }

    /// The chance that each beats each, in rows.
    fn chances(&self, risks: &[f64]) -> Vec<f64> {
        let count = self.at.len();
        let felt: Vec<f64> = (0..count * count)
            .map(|pair| {
                let (k, i) = (pair / count, pair % count);
                self.actors[k].weight() * libm::pow(self.distance(k, i), risks[k])
            })
            .collect();
        let mut wins = vec![0.0; count * count];
        let mut all = 0.0;
        for felt in felt.chunks_exact(count) {
            for (own, wins) in felt.iter().zip(wins.chunks_exact_mut(count)) {
                for (other, wins) in felt.iter().zip(wins) {
                    let vote = other - own;
                    *wins += vote.max(0.0);
                    all += vote.abs();
                }
            }
        }
        let chance = |pair: usize| {
            let (i, j) = (pair / count, pair % count);
            let of = match self.reading {
                Reading::Table => all,
                Reading::Printed => wins[i * count + j] + wins[j * count + i],
            };
            if of > 0.0 { wins[pair] / of } else { 0.0 }
        };
        (0..count * count).map(chance).collect()
    }

    /// What i expects to gain from challenging j, in the eyes of somebody with this risk exponent.
    fn gain(&self, risk: f64, i: usize, j: usize, chances: &[f64]) -> f64 {
        let utility = |base: f64| 2.0 - 4.0 * libm::pow(base, risk);
        let away = self.distance(i, j);
        let (success, failure) = (utility(0.5 - 0.5 * away), utility(0.5 + 0.5 * away));
        let chance = chances[i * self.at.len() + j];
        let cares = self.actors[j].salience.share();
        cares * (chance * success + (1.0 - chance) * failure) + (1.0 - cares) * success - utility(0.5)
    }

    /// Where an actor stands after it has taken the best offer.
    fn moved(&self, actor: usize, risks: &[f64], chances: &[f64]) -> f64 {
        let offers: Vec<Offer> =
            (0..self.at.len()).filter_map(|other| self.offer(actor, other, risks, chances)).collect();
        let here = self.at[actor];
        let least_move = |places: &[f64]| {
            places.iter().copied().min_by(|left, right| (left - here).abs().total_cmp(&(right - here).abs()))
        };
        let to = match self.reading {
            Reading::Table => {
                let lost: Vec<f64> = offers.iter().filter_map(Offer::confrontation).collect();
                let given_up: Vec<f64> = offers.iter().filter_map(Offer::capitulation).collect();
                let met = offers
                    .iter()
                    .filter_map(Offer::compromise)
                    .min_by(|left, right| left.1.total_cmp(&right.1))
                    .map(|(at, _)| at);
                least_move(&lost).or(met).or_else(|| least_move(&given_up))
            }
            Reading::Printed => least_move(&offers.iter().map(Offer::at).collect::<Vec<f64>>()),
        };
        to.unwrap_or(here)
    }

    /// What another's challenge asks of an actor, by the octants of the paper's figure 3.
    fn offer(&self, actor: usize, other: usize, risks: &[f64], chances: &[f64]) -> Option<Offer> {
        let (here, there) = (self.at[actor], self.at[other]);
        if here.total_cmp(&there).is_eq() {
            return None;
        }
        let judging = match self.reading {
            Reading::Table => risks[actor],
            Reading::Printed => risks[other],
        };
        let own = self.gain(risks[actor], actor, other, chances);
        let others = self.gain(judging, other, actor, chances);
        if others > own && own > 0.0 {
            return Some(Offer::Confrontation(there));
        }
        if !(others > 0.0 && own < 0.0) {
            return None;
        }
        if others > own.abs() {
            let at = here + (there - here) * (own / others).abs();
            let key = (own.abs() * here + others.abs() * there) / (own.abs() + others.abs());
            return Some(Offer::Compromise { at, key });
        }
        Some(Offer::Capitulation(there))
    }
}

impl Offer {
    const fn at(&self) -> f64 {
        match self {
            Self::Confrontation(at) | Self::Capitulation(at) | Self::Compromise { at, .. } => *at,
        }
    }

    const fn confrontation(&self) -> Option<f64> {
        match self {
            Self::Confrontation(at) => Some(*at),
            Self::Compromise { .. } | Self::Capitulation(_) => None,
        }
    }

    const fn compromise(&self) -> Option<(f64, f64)> {
        match self {
            Self::Compromise { at, key } => Some((*at, *key)),
            Self::Confrontation(_) | Self::Capitulation(_) => None,
        }
    }

    const fn capitulation(&self) -> Option<f64> {
        match self {
            Self::Capitulation(at) => Some(*at),
            Self::Confrontation(_) | Self::Compromise { .. } => None,
        }
    }
}
