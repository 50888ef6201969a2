//! The classic concepts by bit sets over all codes, for few indifference classes.
//!
//! A set of states is one bit a code. Classes are numbered in binary, so that a party's best among some states is
//! found digit by digit for every group at once, 64 groups or more in a few instructions. What the others can bring
//! about is found level by level from the lowest; in a model where they can bring about much, nearly all
//! states are done with the first.

#![allow(clippy::cast_possible_truncation, reason = "at most 2^32 codes, at most 2^16 classes")]

mod classes;
mod flood;
mod group;
mod layout;

use super::{Refusal, Taste};
use crate::model::Choices;
use crate::stability::Concept;
use fixedbitset::FixedBitSet;
use flood::{Mover, flood};
use group::{below, everywhere, greatest, lower};
pub(super) use layout::Layout;
use layout::{Line, NONE};

/// More indifference classes of a party than these are not worth the digits.
pub(super) const MOST_CLASSES: usize = 1 << 12;

/// How many bits a code takes at most, results apart.
pub(super) fn bits_a_code(tastes: &[Taste]) -> u64 {
    tastes.len() as u64 * 16
}

/// Which codes are feasible, and which of them are stable: `stable[concept][party]`.
pub(super) struct Found {
    pub(super) feasible: FixedBitSet,
    pub(super) stable: Vec<Vec<FixedBitSet>>,
}

/// Finds the stable states of each concept and party.
pub(super) fn find(choices: &Choices, tastes: &[Taste], concepts: &[Concept]) -> Result<Found, Refusal> {
    let courses = choices.courses().len();
    let (layouts, lines) = Layout::of(choices);
    let feasible = classes::feasible(choices, lines);
    let mut parties = Vec::with_capacity(layouts.len());
    for (party, (layout, taste)) in layouts.into_iter().zip(tastes).enumerate() {
        let Some(classes) = classes::digits(taste, &feasible, courses, MOST_CLASSES)? else {
            return Err(Refusal::TooManyClasses { party, most: MOST_CLASSES });
        };
        parties.push(Party {
            tiled: together(&layout, &classes),
            feasible: layout.tiled(&feasible),
            classes,
            layout,
        });
    }
    let stable = concepts.iter().map(|&concept| {
        let stable = (0..parties.len()).map(|party| {
            let unstable = unstable(&parties, party, concept, &feasible);
            into_set(1 << courses, feasible.iter().zip(&unstable).flat_map(|(feasible, unstable)| {
                feasible.iter().zip(unstable).map(|(feasible, unstable)| feasible & !unstable)
            }))
        });
        stable.collect()
    });
    let stable = stable.collect();
    let feasible = into_set(1 << courses, feasible.iter().flatten().copied());
    Ok(Found { feasible, stable })
}

fn into_set(codes: usize, words: impl Iterator<Item = u64>) -> FixedBitSet {
    let blocks = words.flat_map(|word| {
        let parts = u64::BITS / usize::BITS;
        (0..parts).map(move |part| (word >> (part * (usize::BITS % u64::BITS))) as usize)
    });
    let blocks = blocks.take(codes.div_ceil(usize::BITS as usize));
    FixedBitSet::with_capacity_and_blocks(codes, blocks)
}

/// A party: where its states lie and how it orders them.
struct Party {
    layout: Layout,
    /// The digits of its classes, in the order of the codes.
    classes: Vec<Vec<Line>>,
    /// The same, tile after tile, each digit's rows together.
    tiled: Vec<Line>,
    /// The feasible states, tile after tile.
    feasible: Vec<Line>,
}

/// Digits tile after tile, each digit's rows together.
fn together(layout: &Layout, digits: &[Vec<Line>]) -> Vec<Line> {
    let lines = digits.first().map_or(0, Vec::len);
    let mut tiled = vec![NONE; lines * digits.len()];
    let size = layout.rows() * digits.len();
    for (tile, entries) in tiled.chunks_exact_mut(size).enumerate() {
        for (digit, rows) in digits.iter().zip(entries.chunks_exact_mut(layout.rows())) {
            layout.gather(tile, digit, rows);
        }
    }
    tiled
}

/// The states the party would leave: somewhere it can go it can count on more than it has.
fn unstable(parties: &[Party], number: usize, concept: Concept, feasible: &[Line]) -> Vec<Line> {
    let party = &parties[number];
    if concept == Concept::Nash {
        return above(party, &party.classes);
    }
    let others = parties.iter().enumerate().filter(|(other, _)| *other != number);
    let movers = others.map(|(_, other)| Mover {
        layout: &other.layout,
        classes: concept.answers_improve().then_some(other.tiled.as_slice()),
        feasible: &other.feasible,
    });
    let movers: Vec<Mover> = movers.collect();
    if !concept.looks_at_countermoves() {
        return above(party, &flood(&movers, feasible, &party.classes));
    }
    // A move that is no improvement must not count: it is worth what it is at most.
    let mut least = flood(&movers, feasible, &best(party));
    lower(&mut least, &party.classes);
    above(party, &least)
}

/// The best class the party can get to from each state, or stay in.
fn best(party: &Party) -> Vec<Vec<Line>> {
    let (layout, rows) = (&party.layout, party.layout.rows());
    let digits = party.classes.len();
    let mut sets = vec![vec![NONE; party.feasible.len()]; digits];
    let mut most = vec![NONE; rows * digits];
    for (tile, classes) in party.tiled.chunks_exact(rows * digits).enumerate() {
        let written = greatest(layout, classes, &mut everywhere(rows), &mut most);
        for (digit, set) in sets.iter_mut().enumerate() {
            let from = &most[digit * written..(digit + 1) * written];
            let all: Vec<Line> = (0..rows).map(|row| from[row % written]).collect();
            layout.scatter(tile, &all, set);
        }
    }
    sets
}

/// The states from which the party can move to a value above its class.
fn above(party: &Party, values: &[Vec<Line>]) -> Vec<Line> {
    let (layout, rows) = (&party.layout, party.layout.rows());
    let digits = values.len();
    let mut found = vec![NONE; party.feasible.len()];
    let (mut most, mut values_here) = (vec![NONE; rows * digits], vec![NONE; rows * digits]);
    let mut here = vec![NONE; rows];
    for (tile, classes) in party.tiled.chunks_exact(rows * digits).enumerate() {
        for (digit, rows) in values.iter().zip(values_here.chunks_exact_mut(rows)) {
            layout.gather(tile, digit, rows);
        }
        let written = greatest(layout, &values_here, &mut everywhere(rows), &mut most);
        below(classes, &most, written, &mut here);
        layout.scatter(tile, &here, &mut found);
    }
    found
}
