//! What fits which method, before anything is made.

use super::{
    arrays, bits,
    refusal::{Limits, Refusal},
};
use crate::{model::Choices, stability::Concept};

/// From so many courses on, bit sets of few classes are faster than arrays.
const BITS_FROM: usize = 12;

/// Whether bit sets of few classes are faster than arrays: the model is large, and their codes are no more than its own.
pub(super) fn suits_bits(choices: &Choices) -> bool {
    let courses = choices.courses().len();
    courses >= BITS_FROM && bits::Layout::bits(choices) as usize <= courses
}

/// Whether the results alone fit: one bit for each code, party and concept, and one for being feasible.
pub(super) fn results(choices: &Choices, concepts: &[Concept], limits: Limits) -> Result<(), Refusal> {
    within(bytes(codes(choices), results_bits(choices, concepts)), limits)
}

/// Whether arrays fit: for each code two bytes a party for the order of its states, the results, and eight bytes to work
/// with.
pub(super) fn arrays(choices: &Choices, concepts: &[Concept], limits: Limits) -> Result<(), Refusal> {
    let parties = choices.parties().len();
    let widest = (0..parties).find(|&party| choices.courses_of(party).count_ones() > arrays::WIDEST);
    if let Some(party) = widest {
        return Err(Refusal::PartyTooWide { party, most: arrays::WIDEST });
    }
    let bits = 8 * (2 * parties as u64 + 8) + results_bits(choices, concepts);
    within(bytes(codes(choices), bits), limits)
}

/// Whether bit sets fit: for each code the results and what [`bits::bits_a_code`] says of parties whose classes have so
/// many digits. There are more codes than the model's where one party has nearly all courses.
pub(super) fn bits(
    choices: &Choices,
    digits: &[usize],
    concepts: &[Concept],
    limits: Limits,
) -> Result<(), Refusal> {
    let bits = bits::bits_a_code(digits) as u64 + results_bits(choices, concepts);
    within(bytes(1_u64.checked_shl(bits::Layout::bits(choices)), bits), limits)
}

/// How many bits a code takes in the results.
fn results_bits(choices: &Choices, concepts: &[Concept]) -> u64 {
    (choices.parties().len() * concepts.len() + 1) as u64
}

/// How many codes there are, if that is a number.
fn codes(choices: &Choices) -> Option<u64> {
    1_u64.checked_shl(u32::try_from(choices.courses().len()).unwrap_or(u32::MAX))
}

/// So many bits a code in bytes.
fn bytes(codes: Option<u64>, bits: u64) -> Option<u64> {
    Some(codes?.checked_mul(bits)?.div_ceil(8))
}

/// No more fits than the machine can address.
fn within(needed: Option<u64>, limits: Limits) -> Result<(), Refusal> {
    let (needed, limit) = (needed.unwrap_or(u64::MAX), limits.bytes.min(isize::MAX as u64));
    if needed > limit { Err(Refusal::TooLarge { needed, limit }) } else { Ok(()) }
}
