//! The classic concepts for large models in option form, by the method that suits their size.

mod arrays;
mod bits;
mod refusal;

pub use refusal::{Limits, Refusal};

use crate::{model::Choices, preference::Condition, stability::Concept};
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
    /// Sets of states with a bit for each combination of courses, by indifference classes.
    Bits,
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
    stable_states_by(Method::Arrays, choices, tastes, concepts, limits)
}

/// The same by a method of the caller's choice.
pub fn stable_states_by(
    method: Method,
    choices: &Choices,
    tastes: &[Taste],
    concepts: &[Concept],
    limits: Limits,
) -> Result<Verdicts, Refusal> {
    let (expected, found) = (choices.parties().len(), tastes.len());
    if expected != found {
        return Err(Refusal::WrongPreferences { expected, found });
    }
    let (feasible, stable) = match method {
        Method::Arrays => {
            fits_arrays(choices, concepts, limits)?;
            let arrays::Found { feasible, stable } = arrays::find(choices, tastes, concepts)?;
            (feasible, stable)
        }
        Method::Bits => {
            let found = bits::find(choices, tastes, concepts, 1 << 12)?;
            let Some(bits::Found { feasible, stable }) = found else {
                return Err(Refusal::WrongPreferences { expected, found: 0 });
            };
            (feasible, stable)
        }
    };
    Ok(Verdicts { method, concepts: concepts.to_vec(), feasible, stable })
}

/// Whether arrays fit: for each code two bytes a party for the order of its states, one bit for each
/// party and concept, and eight to work with.
fn fits_arrays(choices: &Choices, concepts: &[Concept], limits: Limits) -> Result<(), Refusal> {
    let parties = choices.parties().len();
    let widest = (0..parties).find(|&party| choices.courses_of(party).count_ones() > arrays::WIDEST);
    if let Some(party) = widest {
        return Err(Refusal::PartyTooWide { party, most: arrays::WIDEST });
    }
    let codes = 1_u64.checked_shl(u32::try_from(choices.courses().len()).unwrap_or(u32::MAX));
    let per_code = 2 * parties as u64 + 8;
    let results = |codes: u64| codes / 8 * (parties * concepts.len() + 1) as u64;
    let needed = codes.and_then(|codes| codes.checked_mul(per_code)?.checked_add(results(codes)));
    let (needed, limit) = (needed.unwrap_or(u64::MAX), limits.bytes);
    if needed > limit { Err(Refusal::TooLarge { needed, limit }) } else { Ok(()) }
}
