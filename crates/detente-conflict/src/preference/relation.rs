//! How a party compares two states, where it may not know or may care greatly.

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

    /// How `state` compares with `than`.
    #[must_use]
    pub fn of(&self, state: usize, than: usize) -> Relation {
        self.relations[state * self.states + than]
    }
}
