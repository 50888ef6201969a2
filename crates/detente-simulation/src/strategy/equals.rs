//! Packages that are worth the same to a party: which of them it takes is chance, not the order of a file.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    Dice,
    domain::{Package, Side},
};

/// One of the packages worth as much as the one at this place of a party's order, each with the same chance.
pub(super) fn one_of_equals(side: &Side, place: usize, dice: &mut Dice) -> Option<Package> {
    let equals = side.equals(place);
    let drawn = equals.start + dice.among_equals(equals.len());
    side.order().get(drawn).copied()
}

/// Places drawn one after the other and none twice, in as many steps as are drawn (Durstenfeld 1964).
#[derive(Clone, Debug, Default)]
pub(super) struct Draws {
    places: Range<usize>,
    drawn: usize,
    /// Where a place stands that was moved.
    moved: BTreeMap<usize, usize>,
}

impl Draws {
    /// None of these places is drawn yet.
    pub(super) fn from(places: Range<usize>) -> Self {
        Self { places, drawn: 0, moved: BTreeMap::new() }
    }

    /// One of the places that are left, each with the same chance; nothing where all are drawn.
    pub(super) fn next(&mut self, dice: &mut Dice) -> Option<usize> {
        let first = self.drawn;
        let left = self.places.len().checked_sub(first).filter(|left| *left > 0)?;
        let chosen = first + dice.among_equals(left);
        let left_behind = self.moved.remove(&first).unwrap_or(first);
        let drawn = if chosen == first {
            left_behind
        } else {
            self.moved.insert(chosen, left_behind).unwrap_or(chosen)
        };
        self.drawn += 1;
        Some(self.places.start + drawn)
    }
}

/// A party's packages from the best down, those of equal worth in an order by chance.
#[derive(Clone, Debug, Default)]
pub(super) struct Downwards {
    equals: Draws,
    /// The packages so far, the best first.
    pub(super) taken: Vec<Package>,
}

impl Downwards {
    /// The next one worth no less than no agreement; nothing where there is none left.
    pub(super) fn next(&mut self, side: &Side, dice: &mut Dice) -> Option<Package> {
        let place = side.rational().rev().nth(self.taken.len())?;
        let drawn = if let Some(drawn) = self.equals.next(dice) {
            drawn
        } else {
            let first = side.equals(place).start;
            if first < place {
                self.equals = Draws::from(first..place + 1);
                self.equals.next(dice)?
            } else {
                place
            }
        };
        let package = side.order().get(drawn).copied()?;
        self.taken.push(package);
        Some(package)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_drawn_once_and_each_order_is_as_likely() {
        let mut orders: BTreeMap<Vec<usize>, u32> = BTreeMap::new();
        for run in 0..6_000 {
            let (mut draws, mut dice) = (Draws::from(10..13), Dice::new(3, run, 0));
            let order: Vec<usize> = std::iter::from_fn(|| draws.next(&mut dice)).collect();
            *orders.entry(order).or_default() += 1;
        }
        assert_eq!(orders.len(), 6, "{orders:?}");
        // A thousand each, with a standard error of 29.
        assert!(orders.values().all(|count| (850..1150).contains(count)), "{orders:?}");
    }
}
