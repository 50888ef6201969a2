//! Patient: our own. It gives in late, offers what the others seem to like, and does not let the last chance go.
//!
//! It aims high for most of the time (Boulware), but never below the middle between no agreement and its best until
//! the end comes near; among packages worth about its aim it proposes what the others seem to like best, as the
//! frequency bidder does. It takes an offer worth its aim, or worth what it would propose next, or, in the last
//! rounds, as much as the best that has been on offer so far and no less than no agreement.

use super::{
    Answer, Strategy, View,
    frequency::{Guess, learn, liked},
    time::{Aspiration, aim},
};
use crate::{Dice, domain::Package};

/// The strategy.
#[derive(Clone, Debug, Default)]
pub(super) struct Patient {
    guesses: Vec<Guess>,
    /// The most that an offer of another was worth, and the offer.
    best: Option<(f64, Package)>,
}

/// From which part of the time it gives up its floor.
const END: f64 = 0.97;
/// How late it gives in before.
const LATE: Aspiration = Aspiration::Polynomial(8.0);

impl Patient {
    fn aims(&self, view: View<'_>) -> f64 {
        let time = view.moment.time();
        let floor = f64::midpoint(view.side.least(), view.side.best());
        let aims = aim(view.side, LATE.at(time));
        if time < END {
            return aims.max(floor);
        }
        let offered = self.best.map_or(view.side.least(), |(worth, _)| worth);
        aims.max(offered).max(view.side.least())
    }
}

impl Strategy for Patient {
    fn hears(&mut self, view: View<'_>, from: usize, offer: Package) {
        learn(&mut self.guesses, view, from, offer);
        let worth = view.side.worth(offer);
        if self.best.is_none_or(|(best, _)| worth > best) {
            self.best = Some((worth, offer));
        }
    }

    fn answers(&mut self, view: View<'_>, offer: Package) -> Answer {
        let worth = view.side.worth(offer);
        let last_chance = view.moment.is_last() && worth >= view.side.reservation();
        if worth >= self.aims(view) || last_chance { Answer::Accept } else { Answer::Reject }
    }

    fn proposes(&mut self, view: View<'_>, _dice: &mut Dice) -> Option<Package> {
        // In the end the others may be asked to take again what they once offered.
        match self.best {
            Some((worth, offer)) if view.moment.time() >= END && worth >= view.side.reservation() => {
                Some(offer)
            }
            _ => liked(view, &self.guesses, self.aims(view)),
        }
    }
}
