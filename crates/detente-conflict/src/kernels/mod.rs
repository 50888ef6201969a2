//! The classic concepts for large models in option form, by the method that suits their size.

mod arrays;
mod bits;
mod fit;
mod refusal;
pub mod symbolic;
mod taste;

pub use refusal::{Limits, Refusal};
pub use taste::Taste;

use crate::{model::Choices, stability::Concept};
pub use fixedbitset::FixedBitSet;

/// How the stable states were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// Arrays with an entry for each combination of courses.
    Arrays,
    /// Sets of states with a bit for each combination of courses, by indifference classes.
    Bits,
    /// Decision diagrams over statements.
    Diagrams,
}

/// The method that suits a model, or why none does.
///
/// Bit sets suit a large model in which each party surely has few indifference classes. Arrays suit other
/// models that fit the limits. Diagrams suit still larger models if all preferences are statements.
pub fn method(
    choices: &Choices,
    tastes: &[Taste],
    concepts: &[Concept],
    limits: Limits,
) -> Result<Method, Refusal> {
    let statements = tastes.iter().all(|taste| matches!(taste, Taste::Statements(_) | Taste::Unknown(_)));
    match by_code(choices, tastes, concepts, limits) {
        Err(_) if statements => Ok(Method::Diagrams),
        chosen => chosen,
    }
}

/// The method among those that have an entry for each code; arrays' reason where neither fits.
fn by_code(
    choices: &Choices,
    tastes: &[Taste],
    concepts: &[Concept],
    limits: Limits,
) -> Result<Method, Refusal> {
    let arrays = fit::arrays(choices, concepts, limits);
    let unknown = tastes.iter().any(|taste| matches!(taste, Taste::Unknown(_)));
    if unknown || arrays.is_ok() && !fit::suits_bits(choices) {
        return arrays.map(|()| Method::Arrays);
    }
    let few = |taste: &Taste| Some(bits::most_digits(taste)).filter(|digits| *digits <= bits::FEW_DIGITS);
    match tastes.iter().map(few).collect::<Option<Vec<usize>>>() {
        Some(digits) if fit::bits(choices, &digits, concepts, limits).is_ok() => Ok(Method::Bits),
        _ => arrays.map(|()| Method::Arrays),
    }
}

/// Which states are stable, as sets of codes.
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

/// Finds the stable states of each concept for each party, by bit sets or by arrays, whichever suits the
/// model.
///
/// For models that are too large for both see [`method`] and [`symbolic`].
pub fn stable_states(
    choices: &Choices,
    tastes: &[Taste],
    concepts: &[Concept],
    limits: Limits,
) -> Result<Verdicts, Refusal> {
    each_has_a_taste(choices, tastes)?;
    match by_code(choices, tastes, concepts, limits)? {
        Method::Bits => by_bits(choices, tastes, concepts),
        _ => by_arrays(choices, tastes, concepts),
    }
}

/// The same by the method that the caller names. Diagrams are read out code by code, which takes longer than
/// making them.
pub fn stable_states_by(
    method: Method,
    choices: &Choices,
    tastes: &[Taste],
    concepts: &[Concept],
    limits: Limits,
) -> Result<Verdicts, Refusal> {
    each_has_a_taste(choices, tastes)?;
    match method {
        Method::Arrays => {
            fit::arrays(choices, concepts, limits)?;
            by_arrays(choices, tastes, concepts)
        }
        Method::Bits => {
            let digits: Vec<usize> = tastes.iter().map(bits::most_digits).collect();
            fit::bits(choices, &digits, concepts, limits)?;
            by_bits(choices, tastes, concepts)
        }
        Method::Diagrams => {
            fit::results(choices, concepts, limits)?;
            let found = symbolic::stable_states(choices, tastes, concepts, limits)?;
            Ok(read_out(choices, concepts, &found))
        }
    }
}

fn by_arrays(choices: &Choices, tastes: &[Taste], concepts: &[Concept]) -> Result<Verdicts, Refusal> {
    let arrays::Found { feasible, stable } = arrays::find(choices, tastes, concepts)?;
    Ok(Verdicts { method: Method::Arrays, concepts: concepts.to_vec(), feasible, stable })
}

fn by_bits(choices: &Choices, tastes: &[Taste], concepts: &[Concept]) -> Result<Verdicts, Refusal> {
    let bits::Found { feasible, stable } = bits::find(choices, tastes, concepts)?;
    Ok(Verdicts { method: Method::Bits, concepts: concepts.to_vec(), feasible, stable })
}

fn each_has_a_taste(choices: &Choices, tastes: &[Taste]) -> Result<(), Refusal> {
    let (expected, found) = (choices.parties().len(), tastes.len());
    if expected == found { Ok(()) } else { Err(Refusal::WrongPreferences { expected, found }) }
}

/// Sets of codes from diagrams.
fn read_out(choices: &Choices, concepts: &[Concept], found: &symbolic::Symbolic) -> Verdicts {
    let codes = 1_usize << choices.courses().len();
    let set = |states: symbolic::States<'_>| {
        let mut set = FixedBitSet::with_capacity(codes);
        (0..codes).filter(|&code| states.contains(code as u64)).for_each(|code| set.insert(code));
        set
    };
    let stable = concepts.iter().map(|&concept| {
        let parties = 0..choices.parties().len();
        parties.filter_map(|party| found.stable(concept, party).map(set)).collect()
    });
    let (feasible, stable) = (set(found.feasible()), stable.collect());
    Verdicts { method: Method::Diagrams, concepts: concepts.to_vec(), feasible, stable }
}
