//! The classic concepts for large models in option form, by the method that suits their size.

mod arrays;
mod refusal;

pub use refusal::{Limits, Refusal};

use crate::{
    model::Choices,
    preference::{Condition, ranks},
    stability::Concept,
};
use fixedbitset::FixedBitSet;

/// How a party orders the states of a model in option form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taste {
    /// Statements, the most important first.
    Statements(Vec<Condition>),
    /// A rank for each feasible state, in the order of their numbers; the higher the better.
    Ranks(Vec<u32>),
}

/// How the stable states were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// Arrays with an entry for each combination of courses.
    Arrays,
}

/// Which states are stable, by code.
#[derive(Clone, Debug)]
pub struct Verdicts {
    /// How they were found.
    pub method: Method,
    concepts: Vec<Concept>,
    feasible: FixedBitSet,
    stable: Vec<Vec<FixedBitSet>>,
}

impl Verdicts {
    /// The codes of the feasible states.
    #[must_use]
    pub fn feasible(&self) -> &FixedBitSet {
        &self.feasible
    }

    /// The codes of the states that are stable for the party; `None` for a concept that was not asked for.
    #[must_use]
    pub fn stable(&self, concept: Concept, party: usize) -> Option<&FixedBitSet> {
        let place = self.concepts.iter().position(|asked| *asked == concept)?;
        self.stable[place].get(party)
    }

    /// The codes of the states that are stable for every party.
    #[must_use]
    pub fn equilibria(&self, concept: Concept) -> Option<FixedBitSet> {
        let place = self.concepts.iter().position(|asked| *asked == concept)?;
        let mut all = self.feasible.clone();
        self.stable[place].iter().for_each(|stable| all.intersect_with(stable));
        Some(all)
    }
}

/// Finds the stable states of each concept asked for, for each party.
pub fn stable_states(
    choices: &Choices,
    tastes: &[Taste],
    concepts: &[Concept],
    limits: Limits,
) -> Result<Verdicts, Refusal> {
    let (expected, found) = (choices.parties().len(), tastes.len());
    if expected != found {
        return Err(Refusal::WrongPreferences { expected, found });
    }
    fits_arrays(choices, concepts, limits)?;
    let ranks = tastes.iter().map(|taste| ranks_by_code(choices, taste)).collect::<Result<_, _>>()?;
    let arrays::Found { feasible, stable } = arrays::find(choices, ranks, concepts);
    Ok(Verdicts { method: Method::Arrays, concepts: concepts.to_vec(), feasible, stable })
}

/// Whether arrays fit: for each code four bytes a party for ranks and two for their order, one bit for each party
/// and concept, and some eight to work with.
fn fits_arrays(choices: &Choices, concepts: &[Concept], limits: Limits) -> Result<(), Refusal> {
    let parties = choices.parties().len();
    let widest = (0..parties).find(|&party| choices.courses_of(party).count_ones() > arrays::WIDEST);
    if let Some(party) = widest {
        return Err(Refusal::PartyTooWide { party, most: arrays::WIDEST });
    }
    let codes = 1_u64.checked_shl(u32::try_from(choices.courses().len()).unwrap_or(u32::MAX));
    let per_code = 6 * parties as u64 + 8;
    let results = |codes: u64| codes / 8 * (parties * concepts.len() + 1) as u64;
    let needed = codes.and_then(|codes| codes.checked_mul(per_code)?.checked_add(results(codes)));
    let (needed, limit) = (needed.unwrap_or(u64::MAX), limits.bytes);
    if needed > limit { Err(Refusal::TooLarge { needed, limit }) } else { Ok(()) }
}

fn ranks_by_code(choices: &Choices, taste: &Taste) -> Result<Vec<i32>, Refusal> {
    let codes = 1_usize << choices.courses().len();
    match taste {
        Taste::Statements(statements) => {
            let all: Vec<u64> = (0..codes as u64).collect();
            Ok(ranks::by_statements(statements, &all).into_iter().map(whole).collect())
        }
        Taste::Ranks(given) => {
            let mut ranks = vec![0; codes];
            let mut given_ranks = small(given).into_iter();
            let mut feasible = 0;
            for (code, place) in ranks.iter_mut().enumerate() {
                if choices.is_feasible(code as u64) {
                    feasible += 1;
                    *place = given_ranks.next().unwrap_or(0);
                }
            }
            if feasible == given.len() {
                Ok(ranks)
            } else {
                Err(Refusal::WrongPreferences { expected: feasible, found: given.len() })
            }
        }
    }
}

/// The greatest rank that leaves room for one above and one below.
const GREATEST: u32 = i32::MAX as u32 - 2;

/// The ranks as they are if they fit, and without gaps if they do not.
fn small(ranks: &[u32]) -> Vec<i32> {
    if ranks.iter().all(|&rank| rank <= GREATEST) {
        return ranks.iter().map(|&rank| whole(rank)).collect();
    }
    let values: Vec<i64> = ranks.iter().map(|&rank| i64::from(rank)).collect();
    ranks::by_values(&values).into_iter().map(whole).collect()
}

fn whole(rank: u32) -> i32 {
    i32::try_from(rank.min(GREATEST)).unwrap_or(0)
}
