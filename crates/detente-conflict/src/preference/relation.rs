//! How a party compares two states, where it may not know or may care greatly.

use fixedbitset::FixedBitSet;

use crate::model::ModelError;

/// How one state compares with another for a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Greatly less preferred (<<).
    MuchWorse,
    /// Less preferred (<).
    Worse,
    /// Equally preferred (~).
    Same,
    /// More preferred (>).
    Better,
    /// Greatly more preferred (>>).
    MuchBetter,
    /// Nobody knows (U).
    Unknown,
}

impl Relation {
    /// Whether it is preferred, greatly or not.
    #[must_use]
    pub fn is_better(self) -> bool {
        matches!(self, Self::Better | Self::MuchBetter)
    }

    /// Whether it is known not to be preferred.
    #[must_use]
    pub fn is_not_better(self) -> bool {
        matches!(self, Self::MuchWorse | Self::Worse | Self::Same)
    }

    /// How the other compares with the one.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::MuchWorse => Self::MuchBetter,
            Self::Worse => Self::Better,
            Self::Better => Self::Worse,
            Self::MuchBetter => Self::MuchWorse,
            Self::Same | Self::Unknown => self,
        }
    }
}

/// One party's preference between the states of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Preference {
    /// A rank for each state, the higher the better.
    Ranked(Vec<u32>),
    /// A tier and a rank for each state: a higher rank is better, and much better in a higher tier.
    Tiered {
        /// The rank of each state.
        ranks: Vec<u32>,
        /// The tier of each state.
        tiers: Vec<u32>,
    },
    /// Every pair by itself: the relation need not be transitive, and some pairs may be unknown.
    Pairwise(Pairs),
}

impl Preference {
    /// How `state` compares with `than`.
    #[must_use]
    pub fn of(&self, state: usize, than: usize) -> Relation {
        match self {
            Self::Ranked(ranks) => ordered(ranks[state].cmp(&ranks[than]), false),
            Self::Tiered { ranks, tiers } => {
                ordered(ranks[state].cmp(&ranks[than]), tiers[state] != tiers[than])
            }
            Self::Pairwise(pairs) => pairs.of(state, than),
        }
    }

    /// How many states it speaks of.
    #[must_use]
    pub fn states(&self) -> usize {
        match self {
            Self::Ranked(ranks) => ranks.len(),
            Self::Tiered { ranks, tiers } => ranks.len().min(tiers.len()),
            Self::Pairwise(pairs) => pairs.states,
        }
    }

    /// The ranks, if the preference is [`Preference::Ranked`].
    #[must_use]
    pub fn ranks(&self) -> Option<&[u32]> {
        match self {
            Self::Ranked(ranks) => Some(ranks),
            _ => None,
        }
    }

    /// A rank for each state, if the preference orders all states, with strengths or without.
    #[must_use]
    pub fn order(&self) -> Option<&[u32]> {
        match self {
            Self::Ranked(ranks) | Self::Tiered { ranks, .. } => Some(ranks),
            Self::Pairwise(_) => None,
        }
    }

    /// Whether nothing of it is unknown.
    #[must_use]
    pub fn is_known(&self) -> bool {
        match self {
            Self::Ranked(_) | Self::Tiered { .. } => true,
            Self::Pairwise(pairs) => !pairs.relations.contains(&Relation::Unknown),
        }
    }

    /// Whether it tells much better from better.
    #[must_use]
    pub fn has_strengths(&self) -> bool {
        match self {
            Self::Ranked(_) => false,
            Self::Tiered { tiers, .. } => tiers.windows(2).any(|pair| pair[0] != pair[1]),
            Self::Pairwise(pairs) => pairs.relations.contains(&Relation::MuchBetter),
        }
    }

    /// The same preference between some of the states, in the order given; states that do not exist are left out.
    pub fn among(&self, states: &[usize]) -> Result<Self, ModelError> {
        let of = |all: &[u32]| states.iter().filter_map(|&state| all.get(state).copied()).collect();
        Ok(match self {
            Self::Ranked(ranks) => Self::Ranked(of(ranks)),
            Self::Tiered { ranks, tiers } => Self::Tiered { ranks: of(ranks), tiers: of(tiers) },
            Self::Pairwise(pairs) => {
                let mut some = Pairs::unknown(states.len())?;
                for (one, &state) in states.iter().enumerate() {
                    for (other, &than) in states.iter().enumerate().take(one) {
                        if state < pairs.states && than < pairs.states {
                            some.set(one, other, pairs.of(state, than));
                        }
                    }
                }
                Self::Pairwise(some)
            }
        })
    }
}

fn ordered(order: std::cmp::Ordering, far: bool) -> Relation {
    match (order, far) {
        (std::cmp::Ordering::Less, true) => Relation::MuchWorse,
        (std::cmp::Ordering::Less, false) => Relation::Worse,
        (std::cmp::Ordering::Equal, _) => Relation::Same,
        (std::cmp::Ordering::Greater, false) => Relation::Better,
        (std::cmp::Ordering::Greater, true) => Relation::MuchBetter,
    }
}

/// A relation for every pair of states. All are unknown until [`Pairs::set`] says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairs {
    states: usize,
    relations: Vec<Relation>,
}

impl Pairs {
    /// Every pair unknown. Refuses a number of states whose pairs cannot be held in memory.
    pub fn unknown(states: usize) -> Result<Self, ModelError> {
        let most = 1 << 14;
        if states > most {
            return Err(ModelError::TooManyStates { most: most as u64 });
        }
        let mut relations = vec![Relation::Unknown; states * states];
        (0..states).for_each(|state| relations[state * states + state] = Relation::Same);
        Ok(Self { states, relations })
    }

    /// Says how `state` compares with `than`, and so how `than` compares with `state`.
    ///
    /// A state always compares with itself as the same. States that do not exist are ignored.
    pub fn set(&mut self, state: usize, than: usize, relation: Relation) {
        if state != than && state < self.states && than < self.states {
            self.relations[state * self.states + than] = relation;
            self.relations[than * self.states + state] = relation.reversed();
        }
    }

    /// Says how states of one kind compare with those of another, entry by entry; of two entries about a pair the later
    /// counts. A state that is of both kinds of an entry says nothing there.
    ///
    /// No pair is written twice: the entries are read from the last, and no further once every pair is said.
    pub fn say<E>(&mut self, entries: E)
    where
        E: DoubleEndedIterator<Item = (FixedBitSet, FixedBitSet, Relation)>,
    {
        let mut every = FixedBitSet::with_capacity(self.states);
        every.insert_range(..);
        let mut unsaid = vec![every; self.states];
        let mut left = self.states * self.states.saturating_sub(1) / 2;
        let mut entries = entries.rev();
        while left > 0
            && let Some((mut better, mut worse, relation)) = entries.next()
        {
            let both: FixedBitSet = better.intersection(&worse).collect();
            better.difference_with(&both);
            worse.difference_with(&both);
            for state in better.ones().take_while(|&state| state < unsaid.len()).collect::<Vec<_>>() {
                let new: Vec<usize> = unsaid[state].intersection(&worse).collect();
                left -= new.len();
                for than in new {
                    self.set(state, than, relation);
                    unsaid[state].remove(than);
                    unsaid[than].remove(state);
                }
            }
        }
    }

    /// How `state` compares with `than`.
    #[must_use]
    pub fn of(&self, state: usize, than: usize) -> Relation {
        self.relations[state * self.states + than]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the entries are written: one after the other, each over what came before.
    fn one_by_one(states: usize, entries: &[(FixedBitSet, FixedBitSet, Relation)]) -> Option<Pairs> {
        let mut pairs = Pairs::unknown(states).ok()?;
        for (better, worse, relation) in entries {
            for state in better.ones().filter(|&state| !worse.contains(state)) {
                for than in worse.ones().filter(|&than| !better.contains(than)) {
                    pairs.set(state, than, *relation);
                }
            }
        }
        Some(pairs)
    }

    #[test]
    fn entries_from_the_last_say_what_they_say_from_the_first() {
        let mut dice = 7_u64;
        let mut below = |end: usize| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(dice >> 33).expect("31 bits") % end
        };
        let relations =
            [Relation::Better, Relation::MuchBetter, Relation::Same, Relation::Unknown, Relation::Worse];
        for _ in 0..300 {
            let states = 1 + below(9);
            let count = below(8);
            let entries: Vec<_> = (0..count)
                .map(|_| {
                    let mut kind = || (0..states).filter(|_| below(2) == 0).collect::<FixedBitSet>();
                    (kind(), kind(), relations[below(5)])
                })
                .collect();
            let mut pairs = Pairs::unknown(states).expect("few states");
            pairs.say(entries.iter().cloned());
            assert_eq!(Some(pairs), one_by_one(states, &entries), "{entries:?}");
        }
    }

    #[test]
    fn nothing_more_is_read_once_every_pair_is_said() {
        let states = 6;
        let all = |states: std::ops::Range<usize>| states.collect::<FixedBitSet>();
        // The last entries say of each state how it compares with all before it.
        let last = (1..states).map(|state| (all(state..state + 1), all(0..state), Relation::Better));
        let read = std::cell::Cell::new(0);
        let entries: Vec<_> =
            std::iter::repeat_n((all(0..3), all(3..6), Relation::Same), 1_000).chain(last).collect();
        let mut pairs = Pairs::unknown(states).expect("few states");
        pairs.say(entries.iter().inspect(|_| read.set(read.get() + 1)).cloned());
        assert_eq!(read.get(), states - 1);
        assert!((1..states).all(|state| (0..state).all(|than| pairs.of(state, than) == Relation::Better)));
    }
}
