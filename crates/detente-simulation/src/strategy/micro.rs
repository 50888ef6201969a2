//! MiCRO: concedes as fast as the others do, package by package (de Jonge 2022, IJCAI, p. 223).
//!
//! A party goes down its packages from the best, proposing a new one whenever it has proposed no more different ones
//! than it has received; otherwise it repeats one of its own at random. It accepts what is worth at least what it
//! would propose next. With several others it counts the offers of all together, as NegMAS does, or those of the one
//! that has made fewest (Aguilera-Luzon, de Jonge & Larrosa 2025).

use fixedbitset::FixedBitSet;

use super::{Answer, Strategy, View, equals::Downwards};
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
    /// Its packages that it has proposed, from the best down, and those that are left.
    down: Downwards,
    /// By other party, or of all together: what it has offered, and how many different packages that is.
    received: Vec<(FixedBitSet, usize)>,
}

impl Micro {
    pub(super) fn new(counting: Counting) -> Self {
        Self { counting, down: Downwards::default(), received: Vec::new() }
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

    /// What the package is worth that stands so many places below the best, if it is worth no less than no agreement.
    fn worth_below_best(view: View<'_>, places: usize) -> Option<f64> {
        let place = view.side.rational().rev().nth(places)?;
        view.side.sorted().get(place).copied()
    }

    /// Whether it has received as many different packages as it has proposed.
    fn is_ready(&self, view: View<'_>) -> bool {
        self.down.taken.len() <= self.received(view)
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
        let sent = self.down.taken.len();
        let next = self.is_ready(view).then(|| Self::worth_below_best(view, sent)).flatten();
        let would = next.or_else(|| Self::worth_below_best(view, sent.checked_sub(1)?));
        let least = would.unwrap_or(f64::INFINITY).max(view.side.reservation());
        if view.side.worth(offer) >= least { Answer::Accept } else { Answer::Reject }
    }

    fn proposes(&mut self, view: View<'_>, dice: &mut Dice) -> Option<Package> {
        if self.is_ready(view)
            && let Some(next) = self.down.next(view.side, dice)
        {
            return Some(next);
        }
        self.down.taken.get(dice.below(self.down.taken.len())).copied()
    }
}
