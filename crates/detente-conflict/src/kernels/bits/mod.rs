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
mod party;
mod reach;

pub(super) use classes::{FEW_DIGITS, most_digits};
pub(super) use layout::Layout;

use super::{refusal::Refusal, taste::Taste};
use crate::model::Choices;
use crate::stability::Concept;
use fixedbitset::FixedBitSet;
use flood::Flood;
use group::{below, greatest, lower};
use layout::{EVERY, LANES, Line, NONE, WORD};
use party::Party;

/// How many bits a code takes at most where the parties' classes have so many digits, results apart.
///
/// Each party has its classes twice, in the order of the codes and tile after tile, what its groups have reached, and two
/// sets. Beside these there are, for the party whose turn it is, numbers for its best and for what the others leave it,
/// and six sets; or before, while classes are numbered, a byte for what is numbered and two for the numbers.
pub(super) fn bits_a_code(digits: &[usize]) -> usize {
    let parties: usize = digits.iter().map(|digits| 3 * digits + 2).sum();
    let turn = 2 * digits.iter().max().unwrap_or(&0) + 6;
    parties + turn.max(24)
}

/// Which codes are feasible, and which of them are stable: `stable[concept][party]`.
pub(super) struct Found {
    pub(super) feasible: FixedBitSet,
    pub(super) stable: Vec<Vec<FixedBitSet>>,
}

/// Finds the stable states of each concept and party.
pub(super) fn find(choices: &Choices, tastes: &[Taste], concepts: &[Concept]) -> Result<Found, Refusal> {
    let codes = 1 << choices.courses().len();
    let (layouts, lines) = Layout::of(choices);
    let feasible = classes::feasible(choices, lines);
    let mut parties = Vec::with_capacity(layouts.len());
    for (number, (layout, taste)) in layouts.into_iter().zip(tastes).enumerate() {
        let Some(classes) = classes::digits(taste, &feasible, codes, classes::MOST_CLASSES)? else {
            return Err(Refusal::TooManyClasses { party: number, most: classes::MOST_CLASSES });
        };
        parties.push(Party::new(layout, classes, &feasible));
    }
    let mut judge = Judge::new(&parties, &feasible, concepts);
    let mut stable: Vec<Vec<FixedBitSet>> = concepts.iter().map(|_| Vec::new()).collect();
    for number in 0..parties.len() {
        judge.turn_to(number, concepts);
        for (&concept, stable) in concepts.iter().zip(&mut stable) {
            let unstable = judge.unstable(number, concept);
            stable.push(into_set(codes, &feasible, unstable));
        }
    }
    Ok(Found { feasible: into_set(codes, &feasible, &vec![NONE; lines]), stable })
}

/// The states of a set that are not in another, by code.
fn into_set(codes: usize, all: &[Line], but: &[Line]) -> FixedBitSet {
    const IN_A_BLOCK: usize = usize::BITS as usize;
    let mut set = FixedBitSet::with_capacity(codes);
    let blocks = set.as_mut_slice().chunks_mut(LANES * WORD / IN_A_BLOCK);
    for ((blocks, all), but) in blocks.zip(all).zip(but) {
        for (place, block) in blocks.iter_mut().enumerate() {
            let (word, shift) = (place * IN_A_BLOCK / WORD, place * IN_A_BLOCK % WORD);
            *block = ((all[word] & !but[word]) >> shift) as usize;
        }
    }
    set
}

/// What is used again from party to party and from concept to concept.
struct Judge<'a> {
    parties: &'a [Party],
    flood: Flood<'a>,
    /// The best class the party can get to from each state, or stay in.
    best: Vec<Line>,
    /// The states from which it can get to a better class.
    improvable: Vec<Line>,
    /// What the others leave it.
    least: Vec<Line>,
    unstable: Vec<Line>,
    tile: Tile,
}

/// Memory for one tile.
struct Tile {
    among: Vec<Line>,
    numbers: Vec<Line>,
    greatest: Vec<Line>,
    found: Vec<Line>,
}

impl<'a> Judge<'a> {
    fn new(parties: &'a [Party], feasible: &'a [Line], concepts: &[Concept]) -> Self {
        let lines = feasible.len();
        let digits = parties.iter().map(|party| party.digits).max().unwrap_or(0);
        let rows = parties.iter().map(|party| party.layout.rows()).max().unwrap_or(0);
        let numbers = || vec![NONE; rows * digits];
        Self {
            parties,
            flood: Flood::new(parties, feasible, concepts.iter().any(|concept| concept.answers_improve())),
            best: vec![NONE; lines * digits],
            improvable: vec![NONE; lines],
            least: vec![NONE; lines * digits],
            unstable: vec![NONE; lines],
            tile: Tile {
                among: vec![NONE; rows],
                numbers: numbers(),
                greatest: numbers(),
                found: vec![NONE; rows],
            },
        }
    }

    /// Finds what several concepts need of the party.
    fn turn_to(&mut self, number: usize, concepts: &[Concept]) {
        if !concepts.iter().any(|concept| *concept == Concept::Nash || concept.looks_at_countermoves()) {
            return;
        }
        let Tile { among, numbers, greatest: most, found } = &mut self.tile;
        let party = &self.parties[number];
        let (layout, rows) = (&party.layout, party.layout.rows());
        let (among, found) = (&mut among[..rows], &mut found[..rows]);
        let size = rows * party.digits;
        let (numbers, most) = (&mut numbers[..size], &mut most[..size]);
        for (tile, classes) in party.tiles() {
            among.fill(EVERY);
            let written = greatest(layout, classes, among, most);
            below(classes, most, written, found);
            layout.scatter(tile, found, &mut self.improvable);
            for (numbers, most) in numbers.chunks_exact_mut(rows).zip(most.chunks_exact(written)) {
                numbers.chunks_exact_mut(written).for_each(|numbers| numbers.copy_from_slice(most));
            }
            layout.scatter_numbers(tile, numbers, &mut self.best[..party.classes.len()]);
        }
    }

    /// The states the party would leave: somewhere it can go it can count on more than it has.
    fn unstable(&mut self, number: usize, concept: Concept) -> &[Line] {
        if concept == Concept::Nash {
            return &self.improvable;
        }
        let party = &self.parties[number];
        let size = party.classes.len();
        let least = &mut self.least[..size];
        let improve = concept.answers_improve();
        if concept.looks_at_countermoves() {
            self.flood.lowest(number, improve, &self.best[..size], least);
            // A move that is no improvement must not count: it is worth what it is at most.
            lower(least, &party.classes, party.digits);
        } else {
            self.flood.lowest(number, improve, &party.classes, least);
        }
        self.leave(number);
        &self.unstable
    }

    /// Finds the states from which the party can move to where it is left more than its class.
    fn leave(&mut self, number: usize) {
        let Tile { among, numbers, greatest: most, found } = &mut self.tile;
        let party = &self.parties[number];
        let (layout, rows) = (&party.layout, party.layout.rows());
        let (among, found) = (&mut among[..rows], &mut found[..rows]);
        let size = rows * party.digits;
        let (numbers, most) = (&mut numbers[..size], &mut most[..size]);
        for (tile, classes) in party.tiles() {
            layout.gather_numbers(tile, &self.least[..party.classes.len()], numbers);
            among.fill(EVERY);
            let written = greatest(layout, numbers, among, most);
            below(classes, most, written, found);
            layout.scatter(tile, found, &mut self.unstable);
        }
    }
}
