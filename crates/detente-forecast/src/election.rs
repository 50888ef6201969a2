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
/// Chains of up to so many options are solved at once; beyond, going round by round takes fewer steps.
const MOST_SOLVED: usize = 120;
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

    /// The contest of places on a line, in order and none twice, to voters who stand at these places with these weights. It
    /// takes as many steps as there are pairs of places: who prefers which is a sum over a stretch of the line.
    fn on_a_line(places: &[f64], weights: &[f64]) -> Self {
        let count = places.len();
        let (mut held, mut moments) = (vec![0.0], vec![0.0]);
        let (mut weight, mut moment) = (0.0, 0.0);
        for (at, own) in places.iter().zip(weights) {
            weight += own;
            moment += own * at;
            held.push(weight);
            moments.push(moment);
        }
        let least = LEAST_SHARE * weight;
        let mut strengths = vec![least; count * count];
        for i in 0..count {
            // The first voter at or beyond the middle of both places; it moves up with the farther one.
            let mut middle = i + 1;
            for j in i + 1..count {
                let (near, far) = (places[i], places[j]);
                while middle < j && 2.0 * places[middle] < near + far {
                    middle += 1;
                }
                let (way, sum) = (far - near, near + far);
                let leans = |from: usize, to: usize| {
                    sum * (held[to] - held[from]) - 2.0 * (moments[to] - moments[from])
                };
                let nears = way * held[i + 1] + leans(i + 1, middle).max(0.0);
                let fars = way * (weight - held[j]) + (-leans(middle, j)).max(0.0);
                strengths[i * count + j] += nears / Position::SCALE;
                strengths[j * count + i] += fars / Position::SCALE;
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
        if count <= MOST_SOLVED {
            return at_rest(follows, count);
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

/// The chances at which a chain of so many options rests, where `follows` has in row i and column j the chance that i follows
/// j. States are eliminated one by one without a subtraction (Grassmann, Taksar & Heyman 1985), so no chance loses its digits.
fn at_rest(mut follows: Vec<f64>, count: usize) -> Vec<f64> {
    for last in (1..count).rev() {
        // What leaves `last` for those before it.
        let leaves: f64 = (0..last).map(|to| follows[to * count + last]).sum();
        if leaves <= 0.0 {
            continue;
        }
        let shares: Vec<f64> = (0..last).map(|to| follows[to * count + last] / leaves).collect();
        let (before, row) = follows.split_at_mut(last * count);
        for (row_to, share) in before.chunks_exact_mut(count).zip(&shares) {
            for (to, from) in row_to.iter_mut().zip(row.iter()).take(last) {
                *to += share * from;
            }
        }
        row.iter_mut().take(last).for_each(|from| *from /= leaves);
    }
    let mut chances = vec![0.0; count];
    let mut total = 0.0;
    for state in 0..count {
        let before = &follows[state * count..state * count + state];
        let flows: f64 = before.iter().zip(&chances).map(|(step, chance)| step * chance).sum();
        chances[state] = if state == 0 { 1.0 } else { flows };
        total += chances[state];
    }
    chances.iter_mut().for_each(|chance| *chance /= total);
    chances
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
    among(issue.actors().iter().map(|actor| (actor.position.at(), actor.weight())).collect(), rule)
}

/// The chance of every place where one of these voters stands, each at a place with a weight.
pub(crate) fn among(mut voters: Vec<(f64, f64)>, rule: Rule) -> Lottery {
    // Sums hang on their order: the order of places and of weights is that of no table.
    voters.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.total_cmp(&right.1)));
    voters.dedup_by(|next, kept| {
        let same = next.0 <= kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    let (places, weights): (Vec<f64>, Vec<f64>) = voters.into_iter().unzip();
    let middle = places.first().copied().unwrap_or(0.0);
    if places.len() < 2 {
        return Lottery::certain(middle);
    }
    let chances = Contest::on_a_line(&places, &weights).chances(rule);
    Lottery::new(places.into_iter().zip(chances)).unwrap_or_else(|| Lottery::certain(middle))
}
