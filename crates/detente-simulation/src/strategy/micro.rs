//! MiCRO: concedes as fast as the others do, package by package (de Jonge 2022, IJCAI, p. 223).
//!
//! A party goes down its packages from the best, proposing a new one whenever it has proposed no more different ones
//! than it has received; otherwise it repeats one of its own at random. It accepts what is worth at least what it
//! would propose next. With several others it counts the offers of all together, as NegMAS does, or those of the one
//! that has made fewest (Aguilera-Luzon, de Jonge & Larrosa 2025).

use fixedbitset::FixedBitSet;

use super::{Answer, Strategy, View};
use crate::{Dice, domain::Package};

/// Whose offers count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counting {
    /// Different offers of all others together.
    Together,
    /// Different offers of the one that has made fewest.
    Fewest,
}

/// The strategy.
#[derive(Clone, Debug)]
pub(super) struct Micro {
    counting: Counting,
    /// How many of its packages it has proposed, from the best down.
    sent: usize,
    /// By other party, or of all together: what it has offered, and how many different packages that is.
    received: Vec<(FixedBitSet, usize)>,
}

impl Micro {
    pub(super) fn new(counting: Counting) -> Self {
        Self { counting, sent: 0, received: Vec::new() }
    }

    fn received(&self, view: View<'_>) -> usize {
        match self.counting {
            Counting::Together => self.received.first().map_or(0, |(_, count)| *count),
            Counting::Fewest => {
                let others = (0..view.parties).filter(|other| *other != view.place);
                others.map(|other| self.received.get(other).map_or(0, |(_, count)| *count)).min().unwrap_or(0)
            }
        }
    }

    /// The package that stands so many places below the best, if it is worth no less than no agreement.
    fn below_best(view: View<'_>, places: usize) -> Option<Package> {
        let place = view.side.rational().rev().nth(places)?;
        view.side.order().get(place).copied()
    }

    fn next(&self, view: View<'_>) -> Option<Package> {
        let ready = self.sent <= self.received(view);
        ready.then(|| Self::below_best(view, self.sent)).flatten()
    }
}

impl Strategy for Micro {
    fn hears(&mut self, view: View<'_>, from: usize, offer: Package) {
        let of = if self.counting == Counting::Together { 0 } else { from };
        if self.received.len() <= of {
            self.received.resize(of + 1, (FixedBitSet::new(), 0));
        }
        let (offers, count) = &mut self.received[of];
        let offer = offer as usize;
        if offers.len() <= offer {
            offers.grow(view.side.order().len().max(offer + 1));
        }
        *count += usize::from(!offers.put(offer));
    }

    fn answers(&mut self, view: View<'_>, offer: Package) -> Answer {
        let would = self.next(view).or_else(|| Self::below_best(view, self.sent.checked_sub(1)?));
        let least = would.map_or(f64::INFINITY, |would| view.side.worth(would)).max(view.side.reservation());
        if view.side.worth(offer) >= least { Answer::Accept } else { Answer::Reject }
    }

    fn proposes(&mut self, view: View<'_>, dice: &mut Dice) -> Option<Package> {
        if let Some(next) = self.next(view) {
            self.sent += 1;
            return Some(next);
        }
        Self::below_best(view, dice.below(self.sent))
    }
}
