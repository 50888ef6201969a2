//! One turn: who challenges whom, which bargains are struck, and which of them everybody takes.

use std::cmp::Ordering;

use super::{Mover, State};
use crate::{
    Position,
    election::{Contest, Rule},
};

/// A challenge that gains less than this is not made.
const LEAST_GAIN: f64 = 1e-5;
/// What a coalition of a challenge has at least.
const LEAST_COALITION: f64 = 1e-10;
/// Places closer than this, in lengths of the scale, are one.
const SAME_PLACE: f64 = 1e-3;
/// What a side has at least in a bargain, so that sides without any weight stay where they are.
const LEAST_WEIGHT: f64 = 1e-6;

/// Gains, chances and ways that differ by less are equal: sums of fractions are off by less.
const EQUAL: f64 = 1e-9;

/// What is agreed between two actors: where each of them would move.
struct Bargain {
    initiator: usize,
    receiver: usize,
    initiators: Vec<f64>,
    receivers: Vec<f64>,
}

/// Everything that a turn is computed from. Positions are in lengths of the scale.
pub(super) struct Turn<'m> {
    movers: &'m [Mover],
    dimensions: usize,
    capabilities: Vec<f64>,
    /// How much of its attention each actor gives to all dimensions, up to 1.
    attentions: Vec<f64>,
    /// Capability times attention.
    weights: Vec<f64>,
    at: Vec<Vec<f64>>,
    /// How far actor k finds the place of actor j: in column j, row k.
    distances: Vec<f64>,
    /// How bold each actor is, from −½ to 1.
    boldness: Vec<f64>,
    rule: Rule,
}

/// The worth of a place at a distance to somebody so bold.
fn worth(distance: f64, boldness: f64) -> f64 {
    // Bargains and round-off can lie a little beyond 1; the slope of boldness ends there.
    (1.0 - distance) * (1.0 + distance.min(1.0) * boldness)
}

impl<'m> Turn<'m> {
    pub(super) fn new(movers: &'m [Mover], dimensions: usize, at: Vec<Vec<f64>>, rule: Rule) -> Self {
        let attention = |mover: &Mover| {
            mover.saliences.iter().take(dimensions).map(|salience| salience.share()).sum::<f64>().min(1.0)
        };
        let attentions: Vec<f64> = movers.iter().map(attention).collect();
        let weights = movers.iter().zip(&attentions).map(|(mover, share)| mover.capability.of() * share);
        let mut turn = Self {
            movers,
            weights: weights.collect(),
            dimensions,
            capabilities: movers.iter().map(|mover| mover.capability.of()).collect(),
            attentions,
            at,
            distances: Vec::new(),
            boldness: Vec::new(),
            rule,
        };
        turn.look();
        turn
    }

    /// Sees anew how far everything is, and how bold that makes everybody.
    fn look(&mut self) {
        let count = self.movers.len();
        self.distances = (0..count * count)
            .map(|pair| {
                let (place, viewer) = (pair / count, pair % count);
                self.distance(viewer, &self.at[place])
            })
            .collect();
        let chances = self.contest(|_| 0.0, &(0..count).collect::<Vec<usize>>()).chances(self.rule);
        let least = chances.iter().copied().fold(f64::INFINITY, f64::min);
        let most = chances.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let bold = |chance: &f64| {
            if most - least > f64::EPSILON {
                (3.0 * chance - (most + 2.0 * least)) / (2.0 * (most - least))
            } else {
                0.0
            }
        };
        self.boldness = chances.iter().map(bold).collect();
    }

    /// How far an actor finds a place: the Euclidean distance weighted by its saliences.
    fn distance(&self, viewer: usize, place: &[f64]) -> f64 {
        let (mut far, mut all) = (0.0, 0.0);
        let own = self.at[viewer].iter().zip(&self.movers[viewer].saliences);
        for ((own, salience), place) in own.zip(place) {
            let weight = salience.share() * salience.share();
            far += weight * (own - place) * (own - place);
            all += weight;
        }
        if all > 0.0 { libm::sqrt(far / all) } else { 0.0 }
    }

    /// An election among the places of these actors.
    fn contest(&self, boldness: impl Fn(usize) -> f64, places: &[usize]) -> Contest {
        let count = self.movers.len();
        let column = |place: &usize| {
            let far = self.distances[place * count..(place + 1) * count].iter().enumerate();
            far.map(|(viewer, distance)| worth(*distance, boldness(viewer))).collect::<Vec<f64>>()
        };
        let utilities: Vec<Vec<f64>> = places.iter().map(column).collect();
        Contest::new(&self.capabilities, &utilities)
    }

    /// What stands now.
    pub(super) fn state(&self, change: f64) -> State {
        let mut unique: Vec<usize> = Vec::new();
        for actor in 0..self.movers.len() {
            if !unique.iter().any(|place| self.same_place(*place, actor)) {
                unique.push(actor);
            }
        }
        let chances = self.contest(|viewer| self.boldness[viewer], &unique).chances(self.rule);
        let places: Vec<(usize, f64)> = unique.into_iter().zip(chances).collect();
        let of = |actor: usize| {
            let stands = places.iter().rev().find(|(place, _)| self.same_place(*place, actor));
            stands.map_or(0.0, |(_, chance)| *chance)
        };
        let scaled = |at: &Vec<f64>| at.iter().map(|at| at * Position::SCALE).collect();
        State {
            positions: self.at.iter().map(scaled).collect(),
            chances: (0..self.movers.len()).map(of).collect(),
            places,
            change,
        }
    }

    fn same_place(&self, left: usize, right: usize) -> bool {
        left == right || way(&self.at[left], &self.at[right]) < SAME_PLACE
    }

    /// Plays the turn, and says how far all moved, in lengths of the scale.
    pub(super) fn play(&mut self) -> f64 {
        let bargains: Vec<Bargain> =
            (0..self.movers.len()).filter_map(|initiator| self.challenge(initiator)).collect();
        let stays = self.mean_worths();
        let worths: Vec<Vec<f64>> = bargains.iter().map(|bargain| self.after(bargain, &stays)).collect();
        let moved: Vec<Vec<f64>> =
            (0..self.movers.len()).map(|actor| self.moved(actor, &bargains, &stays, &worths)).collect();
        let gone = self.at.iter().zip(&moved).map(|(from, to)| way(from, to)).sum();
        self.at = moved;
        self.look();
        gone
    }

    /// The bargain of the challenge that an actor gains most by, in its own eyes.
    fn challenge(&self, initiator: usize) -> Option<Bargain> {
        let count = self.movers.len();
        // The initiator takes others for nearly as bold as itself: a third of the way towards what they are.
        let own = self.boldness[initiator];
        let seen: Vec<f64> = self.boldness.iter().map(|other| (2.0 * own + other) / 3.0).collect();
        let mut worths = vec![0.0; count * count];
        for (worths, column) in worths.chunks_exact_mut(count).zip(self.distances.chunks_exact(count)) {
            for ((of, distance), bold) in worths.iter_mut().zip(column).zip(&seen) {
                *of = worth(*distance, *bold);
            }
        }
        // A challenge that is sure to win gains the most it can: only those that could gain as much as the best so far are
        // judged.
        let stays = worths[initiator * count + initiator];
        let mut best: Option<Challenge> = None;
        let mut weights = self.weights.clone();
        for receiver in (0..count).filter(|other| *other != initiator) {
            let most = best.as_ref().map_or(LEAST_GAIN, |best| best.gain);
            if stays - worths[receiver * count + initiator] + EQUAL < most {
                continue;
            }
            // Third parties are all but both; a weight of 0 votes for nobody.
            weights[initiator] = 0.0;
            weights[receiver] = 0.0;
            let (chance, gain) = self.judge(&worths, &weights, initiator, receiver);
            weights[receiver] = self.weights[receiver];
            let found = Challenge { receiver, chance, gain, is_torn: false };
            best = match best {
                None => (gain > LEAST_GAIN).then_some(found),
                Some(best) if gain > best.gain + EQUAL => Some(found),
                Some(best) if gain < best.gain - EQUAL => Some(best),
                Some(best) => Some(self.nearer(initiator, best, found)),
            };
        }
        best.filter(|best| !best.is_torn).map(|best| self.bargain(initiator, best.receiver, best.chance))
    }

    /// Of two equally good challenges, the one against the nearer, then against the one with more capability. Between alike ones
    /// at two places the initiator is torn.
    fn nearer(&self, initiator: usize, best: Challenge, other: Challenge) -> Challenge {
        let (left, right) = (best.receiver, other.receiver);
        let far = |receiver: usize| self.distances[receiver * self.movers.len() + initiator];
        let nearer = compared(far(left), far(right))
            .then(compared(self.capabilities[right], self.capabilities[left]))
            .then(compared(self.attentions[right], self.attentions[left]));
        match nearer {
            Ordering::Less => best,
            Ordering::Greater => other,
            Ordering::Equal => Challenge { is_torn: best.is_torn || !self.same_place(left, right), ..best },
        }
    }

    /// The chance that i defeats j, and what i gains by the challenge.
    fn judge(&self, worths: &[f64], thirds: &[f64], i: usize, j: usize) -> (f64, f64) {
        let count = self.movers.len();
        let (at_i, at_j) = (&worths[i * count..(i + 1) * count], &worths[j * count..(j + 1) * count]);
        let own = self.weights[i] * (at_i[i] - at_j[i]);
        let others = self.weights[j] * (at_i[j] - at_j[j]);
        let for_i = LEAST_COALITION + own.max(0.0) + others.max(0.0);
        let for_j = LEAST_COALITION + (-own).max(0.0) + (-others).max(0.0);
        let (with_i, with_j) = third_parties(for_i, for_j, thirds, at_i, at_j);
        let (all_i, all_j) = (for_i + with_i, for_j + with_j);
        let chance = all_i / (all_i + all_j);
        let (now, won, lost) = (at_i[i] + at_j[i], 2.0 * at_i[i], 2.0 * at_j[i]);
        let contested = chance * won + (1.0 - chance) * lost;
        let resists = self.attentions[j];
        (chance, (1.0 - resists) * won + resists * contested - now)
    }

    /// Where both would meet: by squared salience and squared chance in every dimension, to four places.
    fn bargain(&self, initiator: usize, receiver: usize, chance: f64) -> Bargain {
        let mut bargain = Bargain { initiator, receiver, initiators: Vec::new(), receivers: Vec::new() };
        for dimension in 0..self.dimensions {
            let salience = |actor: usize| self.movers[actor].saliences[dimension].share();
            let squared = |salience: f64, chance: f64| salience * salience * chance * chance;
            let own = squared(salience(initiator), chance);
            let others = squared(salience(receiver), 1.0 - chance);
            let (from, to) = (self.at[initiator][dimension], self.at[receiver][dimension]);
            let total = own + LEAST_WEIGHT + others;
            bargain.initiators.push(rounded(((own + LEAST_WEIGHT) * from + others * to) / total));
            bargain.receivers.push(rounded((own * from + (LEAST_WEIGHT + others) * to) / total));
        }
        bargain
    }

    /// The mean worth of all places to each viewer.
    fn mean_worths(&self) -> Vec<f64> {
        let count = self.movers.len();
        let mut totals = vec![0.0; count];
        for column in self.distances.chunks_exact(count) {
            for ((total, distance), bold) in totals.iter_mut().zip(column).zip(&self.boldness) {
                *total += worth(*distance, *bold);
            }
        }
        totals.iter().map(|total| total / crate::stream::real(count)).collect()
    }

    /// The mean worth of all places to each viewer after a bargain: only two places change.
    fn after(&self, bargain: &Bargain, stays: &[f64]) -> Vec<f64> {
        let count = self.movers.len();
        let change = |viewer: usize, place: usize, to: &[f64]| {
            let bold = self.boldness[viewer];
            worth(self.distance(viewer, to), bold) - worth(self.distances[place * count + viewer], bold)
        };
        let of = |(viewer, stays): (usize, &f64)| {
            let changed = change(viewer, bargain.initiator, &bargain.initiators)
                + change(viewer, bargain.receiver, &bargain.receivers);
            stays + changed / crate::stream::real(count)
        };
        stays.iter().enumerate().map(of).collect()
    }

    /// Where an actor stands after the bargain that wins among those that concern it; staying is one of them.
    fn moved(&self, actor: usize, bargains: &[Bargain], stays: &[f64], worths: &[Vec<f64>]) -> Vec<f64> {
        let concerns = |bargain: &Bargain| bargain.initiator == actor || bargain.receiver == actor;
        let mine: Vec<(&Bargain, &Vec<f64>)> =
            bargains.iter().zip(worths).filter(|(bargain, _)| concerns(bargain)).collect();
        let options: Vec<Vec<f64>> =
            std::iter::once(stays.to_vec()).chain(mine.iter().map(|(_, worths)| (*worths).clone())).collect();
        let chances = Contest::new(&self.capabilities, &options).chances(self.rule);
        let to = |option: usize| {
            let taken = option.checked_sub(1).and_then(|option| mine.get(option));
            taken.map_or(&self.at[actor], |(bargain, _)| {
                if bargain.initiator == actor { &bargain.initiators } else { &bargain.receivers }
            })
        };
        let (mut best, mut most, mut is_torn) = (0, f64::NEG_INFINITY, false);
        for (option, chance) in chances.into_iter().enumerate() {
            let (here, farther) = (to(option), to(best));
            let moves = compared(way(&self.at[actor], here), way(&self.at[actor], farther));
            if chance > most + EQUAL || (chance > most - EQUAL && moves.is_lt()) {
                (best, most, is_torn) = (option, chance, false);
            } else if chance > most - EQUAL && moves.is_eq() && way(here, farther) > EQUAL {
                is_torn = true;
            }
        }
        if is_torn { self.at[actor].clone() } else { to(best).clone() }
    }
}

/// A challenge, as far as it is the best.
struct Challenge {
    receiver: usize,
    /// The chance that the initiator wins.
    chance: f64,
    /// What the initiator gains by it, in its own eyes.
    gain: f64,
    /// Whether another one is as good, and leads elsewhere.
    is_torn: bool,
}

/// Which number is greater, where they differ by more than sums of fractions may be off.
fn compared(left: f64, right: f64) -> Ordering {
    if (left - right).abs() <= EQUAL * left.abs().max(1.0) { Ordering::Equal } else { left.total_cmp(&right) }
}

/// The straight way between two places.
fn way(from: &[f64], to: &[f64]) -> f64 {
    libm::sqrt(from.iter().zip(to).map(|(from, to)| (from - to) * (from - to)).sum())
}

/// To four places, as the bargains of the model are.
fn rounded(at: f64) -> f64 {
    libm::floor(at * 10_000.0 + 0.5) / 10_000.0
}

/// How many third parties are judged side by side.
const LANES: usize = 4;

/// What third parties add to both sides. Each sees only the principals and itself: it votes between joining i, which may
/// lose, and joining j. Who joins a side and loses moves with it; who stays out keeps its place, which is worth 1.
fn third_parties(for_i: f64, for_j: f64, weights: &[f64], at_i: &[f64], at_j: &[f64]) -> (f64, f64) {
    let vote = |weight: f64, to_i: f64, to_j: f64| {
        let leans = weight * (to_i - to_j);
        let (with_i, with_j) = (for_i + leans.max(0.0), for_j + (-leans).max(0.0));
        let chance = with_i / (with_i + with_j);
        weight * (chance * (1.0 - to_i) + (1.0 - chance) * (to_j - 1.0))
    };
    let (mut sums_i, mut sums_j) = ([0.0; LANES], [0.0; LANES]);
    let (blocks, rest) = weights.as_chunks::<LANES>();
    let (blocks_i, rest_i) = at_i.as_chunks::<LANES>();
    let (blocks_j, rest_j) = at_j.as_chunks::<LANES>();
    for ((weights, to_i), to_j) in blocks.iter().zip(blocks_i).zip(blocks_j) {
        for lane in 0..LANES {
            let vote = vote(weights[lane], to_i[lane], to_j[lane]);
            sums_i[lane] += vote.max(0.0);
            sums_j[lane] += (-vote).max(0.0);
        }
    }
    let (mut all_i, mut all_j) = (sums_i.iter().sum::<f64>(), sums_j.iter().sum::<f64>());
    for ((weight, to_i), to_j) in rest.iter().zip(rest_i).zip(rest_j) {
        let vote = vote(*weight, *to_i, *to_j);
        all_i += vote.max(0.0);
        all_j += (-vote).max(0.0);
    }
    (all_i, all_j)
}
