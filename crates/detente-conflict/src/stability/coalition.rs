//! Stability for coalitions (Kilgour, Hipel, Fang & Peng 2001; Inohara & Hipel 2008; Zhu, Kilgour & Hipel 2018).

use super::{Steps, reached};
use crate::Conflict;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

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

/// The most parties whose coalitions are listed: 2^16 − 1 coalitions.
pub const MOST_PARTIES: usize = 16;

/// The non-empty coalitions of the parties, single parties first, each in rising order.
/// `None` beyond [`MOST_PARTIES`].
#[must_use]
pub fn coalitions(parties: &[usize]) -> Option<Vec<Vec<usize>>> {
    if parties.len() > MOST_PARTIES {
        return None;
    }
    let member = |set: u32, place: usize| set >> place & 1 == 1;
    let all = (1..1_u32 << parties.len()).map(|set| {
        let members = parties.iter().enumerate().filter(|(place, _)| member(set, *place));
        members.map(|(_, &party)| party).collect::<Vec<usize>>()
    });
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(Vec::len);
    Some(all)
}

/// Which states are stable for the coalition. `None` if the others are more than [`MOST_PARTIES`].
///
/// A coalition can go wherever its members come by a legal sequence, at whatever cost of a single step. It
/// improves its position if every member prefers the end to the beginning. Under the symmetric concept all
/// its moves count as countermoves.
#[must_use]
pub fn coalition_stable_states(
    conflict: &Conflict,
    concept: CoalitionConcept,
    coalition: &[usize],
) -> Option<Vec<bool>> {
    let all: Vec<usize> = (0..conflict.states()).collect();
    let departures = coalition_departures(conflict, concept, coalition, &all)?;
    Some(departures.iter().map(Option::is_none).collect())
}

/// For each of the states the lowest-numbered state for which the coalition leaves it and from which no
/// answer deters it.
///
/// An entry is `None` if the state is stable for the coalition. The whole is `None` if the others are more
/// than [`MOST_PARTIES`].
#[must_use]
pub fn coalition_departures(
    conflict: &Conflict,
    concept: CoalitionConcept,
    coalition: &[usize],
    states: &[usize],
) -> Option<Vec<Option<usize>>> {
    let mut lists = Lists::new(conflict, coalition)?;
    Some(states.iter().map(|&state| lists.departure(concept, state)).collect())
}

/// Which states are stable for every coalition. `None` beyond [`MOST_PARTIES`].
#[must_use]
pub fn universally_stable_states(conflict: &Conflict, concept: CoalitionConcept) -> Option<Vec<bool>> {
    let parties: Vec<usize> = (0..conflict.parties()).collect();
    let mut stable = vec![true; conflict.states()];
    for coalition in coalitions(&parties)? {
        let here = coalition_stable_states(conflict, concept, &coalition)?;
        stable.iter_mut().zip(here).for_each(|(all, here)| *all = *all && here);
    }
    Some(stable)
}

/// The states that the coalition reaches together from a state and that all its members prefer to it, in
/// rising order.
#[must_use]
pub fn coalition_improvements(conflict: &Conflict, coalition: &[usize], state: usize) -> Vec<usize> {
    let reached: BTreeSet<usize> = reached(conflict, coalition, state, Steps::Any).states().collect();
    reached.into_iter().filter(|&to| all_prefer(conflict, coalition, to, state)).collect()
}

fn all_prefer(conflict: &Conflict, coalition: &[usize], to: usize, than: usize) -> bool {
    coalition.iter().all(|&party| conflict.compare(party, to, than).is_better())
}

/// Reachable lists, each made once when it is first asked for.
struct Lists<'a> {
    conflict: &'a Conflict,
    coalition: &'a [usize],
    others: Vec<usize>,
    coalitions_of_others: Vec<Vec<usize>>,
    own: BTreeMap<usize, Vec<usize>>,
    answers: BTreeMap<usize, Vec<usize>>,
}

impl<'a> Lists<'a> {
    fn new(conflict: &'a Conflict, coalition: &'a [usize]) -> Option<Self> {
        let others: Vec<usize> = (0..conflict.parties()).filter(|party| !coalition.contains(party)).collect();
        let coalitions_of_others = coalitions(&others)?;
        let (own, answers) = (BTreeMap::new(), BTreeMap::new());
        Some(Self { conflict, coalition, others, coalitions_of_others, own, answers })
    }

    fn departure(&mut self, concept: CoalitionConcept, state: usize) -> Option<usize> {
        let improvements = coalition_improvements(self.conflict, self.coalition, state);
        improvements.into_iter().find(|&improvement| !self.is_deterred(concept, state, improvement))
    }

    fn is_deterred(&mut self, concept: CoalitionConcept, state: usize, improvement: usize) -> bool {
        if concept == CoalitionConcept::Nash {
            return false;
        }
        let answers = self.answers_to(concept, improvement);
        answers.into_iter().any(|answer| {
            self.hurts_someone(answer, state)
                && (concept != CoalitionConcept::SymmetricMetarational
                    || self.own_reach(answer).into_iter().all(|to| self.hurts_someone(to, state)))
        })
    }

    /// Φ: the states that not every member prefers to the one they left.
    fn hurts_someone(&self, to: usize, than: usize) -> bool {
        !all_prefer(self.conflict, self.coalition, to, than)
    }

    fn own_reach(&mut self, from: usize) -> Vec<usize> {
        let (conflict, coalition) = (self.conflict, self.coalition);
        let list = self.own.entry(from);
        list.or_insert_with(|| reached(conflict, coalition, from, Steps::Any).states().collect()).clone()
    }

    fn answers_to(&mut self, concept: CoalitionConcept, from: usize) -> Vec<usize> {
        if let Some(answers) = self.answers.get(&from) {
            return answers.clone();
        }
        let answers = match concept {
            CoalitionConcept::Sequential(Credible::Coalitions) => self.by_coalitions(from),
            CoalitionConcept::Sequential(Credible::Individuals) => {
                reached(self.conflict, &self.others, from, Steps::Improving).states().collect()
            }
            _ => reached(self.conflict, &self.others, from, Steps::Any).states().collect::<Vec<usize>>(),
        };
        self.answers.insert(from, answers.clone());
        answers
    }

    /// Where sequences of coalition improvements of the others lead, no coalition twice in succession.
    fn by_coalitions(&self, from: usize) -> Vec<usize> {
        let mut seen = BTreeSet::new();
        let mut open = VecDeque::from([(from, None)]);
        while let Some((state, last)) = open.pop_front() {
            for (mover, coalition) in self.coalitions_of_others.iter().enumerate() {
                if last == Some(mover) {
                    continue;
                }
                for to in coalition_improvements(self.conflict, coalition, state) {
                    if seen.insert((to, mover)) {
                        open.push_back((to, Some(mover)));
                    }
                }
            }
        }
        let states: BTreeSet<usize> = seen.into_iter().map(|(state, _)| state).collect();
        states.into_iter().collect()
    }
}
