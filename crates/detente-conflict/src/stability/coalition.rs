//! Stability for coalitions (Kilgour, Hipel, Fang & Peng 2001; Inohara & Hipel 2008; Zhu, Kilgour & Hipel 2018).
//!
//! Lists are sets of bits. Each is made once, when it is first asked for, for a coalition and all states together.

use std::{cell::OnceCell, fmt};

use super::relation::{Relation, ones, sequences};
use crate::{Conflict, preference::Relation as Compared};

/// How a coalition looks ahead before it leaves a state together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CoalitionConcept {
    /// It leaves if it can come to something that all its members prefer (CNash).
    Nash,
    /// It stays if the others could then bring about something that not all its members prefer (CGMR).
    GeneralMetarational,
    /// It stays if they could, and if no move of its own would then be better for all its members (CSMR).
    SymmetricMetarational,
    /// It stays if the others could do so by moves that are credible (CSEQ).
    Sequential(Credible),
}

/// Which answers of the others are credible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Credible {
    /// Legal sequences in which each step improves its own mover's position.
    Individuals,
    /// Sequences of coalition improvements of any of the others together, no coalition twice in succession
    /// (Inohara & Hipel 2008).
    Coalitions,
}

impl CoalitionConcept {
    /// Every concept, with both readings of credible.
    pub const ALL: [Self; 5] = [
        Self::Nash,
        Self::GeneralMetarational,
        Self::SymmetricMetarational,
        Self::Sequential(Credible::Individuals),
        Self::Sequential(Credible::Coalitions),
    ];
}

/// Which claim is made where preferences are unknown. Where all are known the two are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Claim {
    /// What is stable is so however the unknown turns out: a coalition leaves for what all its members may prefer, is
    /// deterred only by what some member certainly does not prefer, and others answer only by what they certainly
    /// prefer.
    Certain,
    /// What is not stable is so however the unknown turns out: a coalition leaves for what all its members certainly
    /// prefer, is deterred by what some member may not prefer, and others answer by what they may prefer.
    Possible,
}

/// The most parties whose coalitions are listed: 2^16 − 1 coalitions.
pub const MOST_PARTIES: usize = 16;

/// The most 64-bit words that are worked through, some seconds, and the most bytes that lists take.
const MOST_WORK: u128 = 1 << 33;
const MOST_BYTES: u128 = 1 << 29;

/// Why coalitions are not looked at: it would take too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyCoalitions {
    /// How many parties there are.
    pub parties: usize,
    /// How many states there are.
    pub states: usize,
}

impl fmt::Display for TooManyCoalitions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { parties, states } = self;
        match u32::try_from(*parties).ok().and_then(|parties| 1_u128.checked_shl(parties)) {
            Some(sets) => write!(
                f,
                "{parties} parties make {} coalitions, and with {states} states that is too many to follow",
                sets - 1
            ),
            None => write!(f, "{parties} parties make too many coalitions to follow"),
        }
    }
}

impl std::error::Error for TooManyCoalitions {}

/// The non-empty coalitions of the parties, single parties first, each in rising order.
/// `None` beyond [`MOST_PARTIES`].
#[must_use]
pub fn coalitions(parties: &[usize]) -> Option<Vec<Vec<usize>>> {
    if parties.len() > MOST_PARTIES {
        return None;
    }
    let all = (1..1_usize << parties.len())
        .map(|set| members(set).filter_map(|place| parties.get(place).copied()).collect::<Vec<usize>>());
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(Vec::len);
    Some(all)
}

/// The coalitions of a conflict, and which states each leaves.
///
/// A coalition can go wherever its members come by a legal sequence, at whatever cost of a single step. It
/// improves its position if every member prefers the end to the beginning. Under the symmetric concept all
/// its moves count as countermoves.
pub struct Coalitions {
    states: usize,
    parties: usize,
    /// By party, its moves.
    moves: Vec<Relation>,
    /// By party, from each state the states that it would leave it for.
    own: Vec<Relation>,
    /// By party, from each state the states that it would answer with.
    answering: Vec<Relation>,
    /// Whether everybody's moves, and their moves as answers, are transitive.
    transitive: bool,
    answers_transitive: bool,
    /// By set of parties, one bit each: what is asked for again and again.
    reach: Vec<OnceCell<Relation>>,
    individually: Vec<OnceCell<Relation>>,
    improvements: Vec<OnceCell<Improvements>>,
    together: Vec<OnceCell<Relation>>,
}

/// The coalition improvements by which a set of parties answers.
struct Improvements {
    /// Of all of them as one coalition.
    as_one: Relation,
    /// Of any of its coalitions.
    of_any: Relation,
    /// Whether those of every one of its coalitions are transitive.
    transitive: bool,
}

impl Coalitions {
    /// The coalitions of a conflict. Refuses, before it begins, what would take too long.
    pub fn of(conflict: &Conflict, claim: Claim) -> Result<Self, TooManyCoalitions> {
        let (states, parties) = (conflict.states(), conflict.parties());
        let refused = TooManyCoalitions { parties, states };
        if parties > MOST_PARTIES {
            return Err(refused);
        }
        let moves: Vec<Relation> = (0..parties)
            .map(|party| Relation::of(states, |from| conflict.graph().moves(party, from)))
            .collect();
        let transitive = moves.iter().all(Relation::is_transitive);
        let (own, answering) = match claim {
            Claim::Certain => (preferred(conflict, may_prefer), preferred(conflict, Compared::is_better)),
            Claim::Possible => (preferred(conflict, Compared::is_better), preferred(conflict, may_prefer)),
        };
        let answers_transitive = moves.iter().zip(&answering).all(|(moves, preferred)| {
            let mut steps = moves.clone();
            steps.meet(preferred);
            steps.is_transitive()
        });
        if is_too_much(states, parties, transitive && answers_transitive) {
            return Err(refused);
        }
        let sets = 1_usize << parties;
        Ok(Self {
            states,
            parties,
            moves,
            own,
            answering,
            transitive,
            answers_transitive,
            reach: empty(sets),
            individually: empty(sets),
            improvements: empty(sets),
            together: empty(sets),
        })
    }

    /// For each of the states the lowest-numbered state for which the coalition leaves it and from which no
    /// answer deters it; `None` if the state is stable for the coalition.
    #[must_use]
    pub fn departures(
        &self,
        concept: CoalitionConcept,
        coalition: &[usize],
        states: &[usize],
    ) -> Vec<Option<usize>> {
        let set = self.set(coalition);
        states.iter().map(|&state| self.departure(concept, set, state)).collect()
    }

    /// Which states are stable for the coalition.
    #[must_use]
    pub fn stable_states(&self, concept: CoalitionConcept, coalition: &[usize]) -> Vec<bool> {
        let set = self.set(coalition);
        (0..self.states).map(|state| self.departure(concept, set, state).is_none()).collect()
    }

    /// Which states are stable for every coalition.
    #[must_use]
    pub fn universally_stable_states(&self, concept: CoalitionConcept) -> Vec<bool> {
        let stays = |state: usize| {
            (1..1_usize << self.parties).all(|set| self.departure(concept, set, state).is_none())
        };
        (0..self.states).map(stays).collect()
    }

    /// The states that the coalition reaches together from a state and that all its members prefer to it, in
    /// rising order.
    #[must_use]
    pub fn improvements(&self, coalition: &[usize], state: usize) -> Vec<usize> {
        ones(&self.leaves_for(self.set(coalition), state)).collect()
    }

    fn set(&self, coalition: &[usize]) -> usize {
        coalition.iter().filter(|&&party| party < self.parties).fold(0, |set, party| set | 1 << party)
    }

    fn departure(&self, concept: CoalitionConcept, set: usize, state: usize) -> Option<usize> {
        let improvements = self.leaves_for(set, state);
        let others = (1 << self.parties) - 1 - set;
        let answers = match concept {
            CoalitionConcept::Nash => return ones(&improvements).next(),
            CoalitionConcept::GeneralMetarational | CoalitionConcept::SymmetricMetarational => {
                self.reach(others)
            }
            CoalitionConcept::Sequential(Credible::Individuals) => self.individually(others),
            CoalitionConcept::Sequential(Credible::Coalitions) => self.together(others),
        };
        let unhurt = self.preferred_by_all(set, state);
        let mut deterring: Vec<u64> = unhurt.iter().map(|unhurt| !unhurt).collect();
        if concept == CoalitionConcept::SymmetricMetarational {
            let way_out = self.reach(set);
            for at in 0..self.states {
                if meet(way_out.row(at), &unhurt) {
                    deterring[at / 64] &= !(1 << (at % 64));
                }
            }
        }
        ones(&improvements).find(|&to| !meet(answers.row(to), &deterring))
    }

    /// The states that a coalition would leave this one for.
    fn leaves_for(&self, set: usize, state: usize) -> Vec<u64> {
        let preferred = self.preferred_by_all(set, state);
        self.reach(set)
            .row(state)
            .iter()
            .zip(preferred)
            .map(|(reached, preferred)| reached & preferred)
            .collect()
    }

    /// The complement of Φ: the states that every member prefers to the one they left.
    fn preferred_by_all(&self, set: usize, state: usize) -> Vec<u64> {
        let mut all = vec![u64::MAX; Relation::words(self.states)];
        for party in members(set) {
            all.iter_mut().zip(self.own[party].row(state)).for_each(|(all, own)| *all &= own);
        }
        all
    }

    /// R_H.
    fn reach(&self, set: usize) -> &Relation {
        self.reach[set].get_or_init(|| {
            let movers: Vec<&Relation> = members(set).map(|party| &self.moves[party]).collect();
            sequences(&movers, self.states, self.transitive)
        })
    }

    /// R_H by steps that each mover answers with.
    fn individually(&self, set: usize) -> &Relation {
        self.individually[set].get_or_init(|| {
            let steps = members(set).map(|party| {
                let mut steps = self.moves[party].clone();
                steps.meet(&self.answering[party]);
                steps
            });
            let steps: Vec<Relation> = steps.collect();
            sequences(&steps.iter().collect::<Vec<_>>(), self.states, self.answers_transitive)
        })
    }

    /// Coalition improvements by which these parties answer, of all as one and of any of them.
    fn improvements_of(&self, set: usize) -> &Improvements {
        self.improvements[set].get_or_init(|| {
            let mut as_one = if set == 0 { Relation::none(self.states) } else { self.reach(set).clone() };
            members(set).for_each(|party| as_one.meet(&self.answering[party]));
            let mut of_any = as_one.clone();
            let mut transitive = as_one.is_transitive();
            for party in members(set) {
                let fewer = self.improvements_of(set & !(1 << party));
                of_any.unite(&fewer.of_any);
                transitive = transitive && fewer.transitive;
            }
            Improvements { as_one, of_any, transitive }
        })
    }

    /// Where sequences of coalition improvements of these parties lead, no coalition twice in succession.
    fn together(&self, set: usize) -> &Relation {
        self.together[set].get_or_init(|| {
            let improvements = self.improvements_of(set);
            if improvements.transitive {
                return sequences(&[&improvements.of_any], self.states, true);
            }
            let within = (1..1_usize << self.parties).filter(|coalition| coalition & !set == 0);
            let movers: Vec<&Relation> =
                within.map(|coalition| &self.improvements_of(coalition).as_one).collect();
            sequences(&movers, self.states, false)
        })
    }
}

/// Whether a party may prefer a state that compares so.
fn may_prefer(compared: Compared) -> bool {
    !compared.is_not_better()
}

/// By party, from each state the states that compare with it as wanted.
fn preferred(conflict: &Conflict, wanted: fn(Compared) -> bool) -> Vec<Relation> {
    let states = conflict.states();
    let of = |party: usize| {
        Relation::of(states, |from| (0..states).filter(move |&to| wanted(conflict.compare(party, to, from))))
    };
    (0..conflict.parties()).map(of).collect()
}

/// Whether it would take too long: as transitive relations every coalition closes a few, else each follows sequences of
/// all coalitions within the others.
fn is_too_much(states: usize, parties: usize, transitive: bool) -> bool {
    let words = Relation::words(states) as u128;
    let (states, parties) = (states as u128, u32::try_from(parties).unwrap_or(u32::MAX));
    let sets = 2_u128.saturating_pow(parties);
    let passes = if transitive { sets.saturating_mul(4) } else { 3_u128.saturating_pow(parties) };
    let relation = states * words;
    passes.saturating_mul(states * relation) > MOST_WORK || sets.saturating_mul(5 * 8 * relation) > MOST_BYTES
}

fn empty<T>(count: usize) -> Vec<OnceCell<T>> {
    std::iter::repeat_with(OnceCell::new).take(count).collect()
}

/// The places of the bits of a set.
fn members(set: usize) -> impl Iterator<Item = usize> {
    (0..usize::BITS as usize).filter(move |place| set >> place & 1 == 1)
}

/// Whether two rows share a state.
fn meet(one: &[u64], other: &[u64]) -> bool {
    one.iter().zip(other).any(|(one, other)| one & other != 0)
}
