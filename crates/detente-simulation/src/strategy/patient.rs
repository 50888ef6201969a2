//! Patient: our own. It gives in the later the more rounds there are, offers what the others seem to like, and does not
//! let the last chance go.
//!
//! It aims at `1 − t^e` of its range with `e = 1.5 · ∛rounds`: about 4 (Boulware) for 20 rounds, 7 for 100 and 15 for
//! 1,000, so that there are always some rounds left in which it gives in. Among packages worth about its aim it proposes
//! what the others seem to like best, as the frequency bidder does. In the last round of two it asks for no more than
//! the best that was on offer, and proposes that again; whoever answers last takes all that is worth no less than no
//! agreement. Among more, where nobody alone can take the last chance, it comes down over the last rounds to what it
//! can live with. The factor and the last rounds were chosen on random domains, apart from those it is judged on.

use super::{
    Answer, Moment, Strategy, View,
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

/// Times the cube root of the rounds: the exponent of its aspiration.
const LATE: f64 = 1.5;
/// Among more than two, the part of the rounds in which it comes down,
const END: f64 = 0.05;
/// and how many rounds that is at least.
const LAST_ROUNDS: f64 = 3.0;

/// How much of the last rounds is over, up to 1 in the very last; 0 before.
fn end(moment: Moment) -> f64 {
    let rounds = f64::from(moment.rounds);
    let length = (END * rounds).max(LAST_ROUNDS);
    let left = rounds - 1.0 - f64::from(moment.round);
    (1.0 - left / length).clamp(0.0, 1.0)
}

impl Patient {
    fn aims(&self, view: View<'_>) -> f64 {
        let (side, moment) = (view.side, view.moment);
        let late = Aspiration::Polynomial(LATE * libm::cbrt(f64::from(moment.rounds)));
        let aims = aim(side, late.at(moment.time()));
        match self.best {
            Some((offered, _)) if view.parties == 2 && moment.is_last() => offered.max(side.least()),
            Some(_) if view.parties > 2 => aims + (side.least() - aims) * end(moment),
            _ => aims,
        }
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
        let answers_last = view.parties > 2 || view.place + 1 == view.parties;
        let last_chance = answers_last && view.moment.is_last() && worth >= view.side.reservation();
        if worth >= self.aims(view) || last_chance { Answer::Accept } else { Answer::Reject }
    }

    fn proposes(&mut self, view: View<'_>, dice: &mut Dice) -> Option<Package> {
        let last_of_two = view.parties == 2 && view.moment.is_last();
        let again = self.best.filter(|(worth, _)| last_of_two && *worth >= view.side.reservation());
        again.map(|(_, offer)| offer).or_else(|| liked(view, &self.guesses, self.aims(view), dice))
    }
}
