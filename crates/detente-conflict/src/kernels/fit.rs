//! What fits which method, before anything is made.

use super::{Limits, Refusal, Taste, arrays, bits};
use crate::{model::Choices, stability::Concept};

/// From so many courses on, bit sets of few classes are faster than arrays.
pub(super) const BITS_FROM: usize = 12;

/// So many indifference classes are few.
const FEW_CLASSES: usize = 32;

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

/// Whether bit sets fit.
pub(super) fn bits(
    choices: &Choices,
    tastes: &[Taste],
    concepts: &[Concept],
    limits: Limits,
) -> Result<(), Refusal> {
    let bits = bits::bits_a_code(tastes) + results_bits(choices, concepts);
    let codes = 1_u64.checked_shl(bits::Layout::bits(choices));
    within(bytes(codes, bits), limits)
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

/// Whether the party has at most [`FEW_CLASSES`], as far as a glance tells.
pub(super) fn surely_few_classes(taste: &Taste) -> bool {
    match taste {
        Taste::Statements(statements) => statements.len() < usize::BITS as usize && 1 << statements.len() <= FEW_CLASSES,
        Taste::Ranks(ranks) => few_values(ranks),
    }
}

/// Whether there are at most [`FEW_CLASSES`] different ranks. Ranks below that number are told at a glance; others are
/// looked up one by one, which ends early where hardly any tie.
fn few_values(ranks: &[u32]) -> bool {
    const PIECE: usize = 1 << 12;
    let small = |piece: &[u32]| (piece.iter().fold(0, |any, rank| any | rank) as usize) < FEW_CLASSES;
    if ranks.chunks(PIECE).all(small) {
        return true;
    }
    let mut known: Vec<u32> = Vec::new();
    ranks.iter().all(|rank| match known.binary_search(rank) {
        Ok(_) => true,
        Err(place) => {
            known.insert(place, *rank);
            known.len() <= FEW_CLASSES
        }
    })
}
