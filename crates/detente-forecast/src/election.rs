//! The probabilistic Condorcet election: places compete in pairs, and the stronger side wins more often.
//!
//! Wise, B. P., Lester, L. & Efird, B. (2015), *An introduction to the KAPSARC Toolkit for Behavioral Analysis*, KAPSARC.
//! Actor k votes `v_k(i,j) = w_k (u_ki − u_kj)` between two options; `S_ij = Σ_k max(0, v_k(i,j))`; i beats j with chance
//! `S_ij ⁄ (S_ij + S_ji)`.

use crate::{Issue, Lottery, Position};

/// How chances of pairs become chances of options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Any option is proposed against the favourite with the same chance: `q_i = Σ_j pv_ij (p_i + p_j) ⁄ N`, and
    /// `p ← (p + q) ⁄ 2` until it rests.
    MarkovUniform,
    /// An option wins if it beats all others, given that one does: `p_i ∝ Π_j pv_ij`.
    Conditional,
    /// Options that many want and that can win are proposed more often: `n[i→j] = S_ij pv_ij` (Wise, *Markov voting with
    /// incentives in KTAB*).
    Incentive,
}

/// What each pair of options has behind it.
pub(crate) struct Contest {
    count: usize,
    /// `S_ij` in row i.
    strengths: Vec<f64>,
}

/// What a coalition has at least, so that no chance is 0 ⁄ 0. It is a share of what all can put on the scales, so that
/// the unit of capability changes nothing.
const LEAST_SHARE: f64 = 1e-9;
/// What an option has as its own challenger, in the same share.
const OWN_SHARE: f64 = 5e-10;
/// Changes of a chance below this count as rest.
const REST: f64 = 1e-10;
/// Rounds after which a chain that has not come to rest is taken as it is. It halves its distance far sooner.
const MOST_ROUNDS: usize = 20_000;

impl Contest {
    /// The contest of options with these utilities (`utilities[option][voter]`) under these weights.
    pub(crate) fn new(weights: &[f64], utilities: &[Vec<f64>]) -> Self {
        let count = utilities.len();
        let least = LEAST_SHARE * weights.iter().sum::<f64>();
        let mut strengths = vec![least; count * count];
        for (i, own) in utilities.iter().enumerate() {
            for (j, other) in utilities.iter().enumerate().take(i) {
                let (wins, loses) = votes(weights, own, other);
                strengths[i * count + j] = least + wins;
                strengths[j * count + i] = least + loses;
            }
        }
        Self { count, strengths }
    }

    fn strength(&self, i: usize, j: usize) -> f64 {
        self.strengths[i * self.count + j]
    }

    /// The chance that i beats j; half against itself.
    pub(crate) fn beats(&self, i: usize, j: usize) -> f64 {
        let (own, other) = (self.strength(i, j), self.strength(j, i));
        if own + other > 0.0 { own / (own + other) } else { 0.5 }
    }

    /// The chance of each option.
    pub(crate) fn chances(&self, rule: Rule) -> Vec<f64> {
        match rule {
            Rule::MarkovUniform => self.markov(|_, _| 1.0 / crate::stream::real(self.count)),
            Rule::Conditional => self.conditional(),
            Rule::Incentive => {
                let own = OWN_SHARE / LEAST_SHARE;
                let pull = |i: usize, j: usize| {
                    let itself = if i == j { own * self.strength(i, i) } else { 0.0 };
                    self.strength(i, j) * self.beats(i, j) + itself
                };
                let totals: Vec<f64> =
                    (0..self.count).map(|j| (0..self.count).map(|i| pull(i, j)).sum()).collect();
                self.markov(|i, j| pull(i, j) / totals[j])
            }
        }
    }

    fn conditional(&self) -> Vec<f64> {
        // Products of many small chances leave the range of numbers: their logarithms do not.
        let log = |i| (0..self.count).map(|j| libm::log(self.beats(i, j))).sum::<f64>();
        let logs: Vec<f64> = (0..self.count).map(log).collect();
        let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let raw: Vec<f64> = logs.iter().map(|log| libm::exp(log - most)).collect();
        let total: f64 = raw.iter().sum();
        raw.iter().map(|chance| chance / total).collect()
    }

    /// The chain at rest, where `challenges(i, j)` is the chance that i is proposed while j is the favourite.
    fn markov(&self, challenges: impl Fn(usize, usize) -> f64) -> Vec<f64> {
        let count = self.count;
        // From the favourite j, i follows with the chance that it is proposed and wins.
        let mut follows = vec![0.0; count * count];
        for i in 0..count {
            for j in 0..count {
                let loses_to_i = challenges(i, j) * self.beats(i, j);
                follows[i * count + j] += loses_to_i;
                let holds_against_i = challenges(i, j) * self.beats(j, i);
                follows[j * count + j] += holds_against_i;
            }
        }
        let mut chances = vec![1.0 / crate::stream::real(count); count];
        for _ in 0..MOST_ROUNDS {
            let mut change: f64 = 0.0;
            let next: Vec<f64> = follows
                .chunks_exact(count)
                .zip(&chances)
                .map(|(row, own)| {
                    let to: f64 = row.iter().zip(&chances).map(|(step, chance)| step * chance).sum();
                    change = change.max((to - own).abs());
                    f64::midpoint(to, *own)
                })
                .collect();
            chances = next;
            if change < REST {
                break;
            }
        }
        chances
    }
}

/// How many voters are counted side by side.
const LANES: usize = 4;

/// Votes for an option with these utilities against another, and votes against it.
fn votes(weights: &[f64], own: &[f64], other: &[f64]) -> (f64, f64) {
    let (mut wins, mut loses) = ([0.0; LANES], [0.0; LANES]);
    let mut count = |lane: usize, weight: f64, own: f64, other: f64| {
        let vote = weight * (own - other);
        wins[lane] += vote.max(0.0);
        loses[lane] += (-vote).max(0.0);
    };
    let ((blocks, rest), (owns, rest_own), (others, rest_other)) =
        (weights.as_chunks::<LANES>(), own.as_chunks::<LANES>(), other.as_chunks::<LANES>());
    for ((weights, own), other) in blocks.iter().zip(owns).zip(others) {
        for lane in 0..LANES {
            count(lane, weights[lane], own[lane], other[lane]);
        }
    }
    for ((weight, own), other) in rest.iter().zip(rest_own).zip(rest_other) {
        count(0, *weight, *own, *other);
    }
    (wins.iter().sum(), loses.iter().sum())
}

/// The chance of every place where somebody stands. Utility is one minus the share of the scale between them.
#[must_use]
pub fn outcome(issue: &Issue, rule: Rule) -> Lottery {
    if let Some(at) = issue.agreed() {
        return Lottery::certain(at.at());
    }
    let places = issue.places();
    let weights: Vec<f64> = issue.actors().iter().map(crate::Actor::weight).collect();
    let worth = |place: &Position| {
        let away = |actor: &crate::Actor| 1.0 - (actor.position.at() - place.at()).abs() / Position::SCALE;
        issue.actors().iter().map(away).collect::<Vec<f64>>()
    };
    let utilities: Vec<Vec<f64>> = places.iter().map(worth).collect();
    let chances = Contest::new(&weights, &utilities).chances(rule);
    let weighed = places.iter().map(|place| place.at()).zip(chances);
    Lottery::new(weighed).unwrap_or_else(|| Lottery::certain(crate::compromise::weighted_mean(issue)))
}
