//! Tit for tat: concedes as the other does.

use super::{Answer, Strategy, View, time::nearest};
use crate::{Dice, domain::Package};

/// Tit for tat in absolute terms: concedes by as much of its own worth as the other's last offer gave it more than the
/// best before (Axelrod 1984; of the behaviour-dependent tactics of Faratin, Sierra & Jennings 1998 the absolute one,
/// without its random part and with a window of one, in worth instead of issue by issue). It begins with its best,
/// forgives nothing and takes back nothing. With several others it answers the one that conceded least.
#[derive(Clone, Debug, Default)]
pub(super) struct TitForTat {
    /// By other party: what its last offer was worth, and by how much it has conceded in all.
    others: Vec<(Option<f64>, f64)>,
}

impl TitForTat {
    /// What it asks for: its best less what the others have conceded.
    fn asks(&self, view: View<'_>) -> f64 {
        let others = (0..view.parties).filter(|other| *other != view.place);
        let conceded = others.map(|other| self.others.get(other).map_or(0.0, |(_, conceded)| *conceded));
        let least = conceded.fold(f64::INFINITY, f64::min);
        let least = if least.is_finite() { least } else { 0.0 };
        (view.side.best() - least).max(view.side.least())
    }
}

impl Strategy for TitForTat {
    fn hears(&mut self, view: View<'_>, from: usize, offer: Package) {
        if self.others.len() <= from {
            self.others.resize(from + 1, (None, 0.0));
        }
        let worth = view.side.worth(offer);
        let (last, conceded) = &mut self.others[from];
        if let Some(last) = last {
            *conceded += (worth - *last).max(0.0);
        }
        *last = Some(last.map_or(worth, |last| last.max(worth)));
    }

    fn answers(&mut self, view: View<'_>, offer: Package) -> Answer {
        if view.side.worth(offer) >= self.asks(view) { Answer::Accept } else { Answer::Reject }
    }

    fn proposes(&mut self, view: View<'_>, dice: &mut Dice) -> Option<Package> {
        nearest(view.side, self.asks(view), dice)
    }
}

/// What NegMAS 0.16 calls naive tit for tat, kept to reproduce its runs: it gives up as much as the other's last offer
/// is worth to it, the level and not the change. In its second and third round it gives up the distance between two
/// packages next to each other in its order, going down by two with every answer and every proposal.
#[derive(Clone, Debug, Default)]
pub(super) struct Mirroring {
    offer: Option<Package>,
    /// How many packages it has looked at from the best down.
    seen: usize,
}

/// How much more than that distance it gives up.
const A_LITTLE: f64 = 1e-12;

impl Mirroring {
    /// The part of its range that it gives up.
    fn gives_up(&mut self, view: View<'_>, offer: Option<Package>) -> f64 {
        match view.moment.round {
            0 => 0.0,
            1 | 2 => {
                let range = view.side.best() - view.side.sorted().first().copied().unwrap_or(0.0);
                let (better, worse) = (self.next(view), self.next(view));
                (better - worse + A_LITTLE) / range
            }
            _ => offer.map_or(0.0, |offer| normalised(view, offer)),
        }
    }

    /// What the next package down is worth; no agreement where there is none left.
    fn next(&mut self, view: View<'_>) -> f64 {
        let place = view.side.sorted().len().checked_sub(self.seen + 1);
        let worth = place.and_then(|place| view.side.sorted().get(place));
        self.seen += usize::from(worth.is_some());
        worth.copied().unwrap_or_else(|| view.side.reservation())
    }
}

/// From 0 for what is least to 1 for the best.
fn normalised(view: View<'_>, package: Package) -> f64 {
    (view.side.worth(package) - view.side.least()) / (view.side.best() - view.side.least())
}

/// A concession that is no part of the range counts as none.
fn within_range(part: f64) -> f64 {
    if (-1e-6..=1.000_000_1).contains(&part) { part } else { 0.0 }
}

impl Strategy for Mirroring {
    fn answers(&mut self, view: View<'_>, offer: Package) -> Answer {
        self.offer = Some(offer);
        let given_up = within_range(self.gives_up(view, Some(offer)));
        if normalised(view, offer) >= 1.0 - given_up { Answer::Accept } else { Answer::Reject }
    }

    fn proposes(&mut self, view: View<'_>, dice: &mut Dice) -> Option<Package> {
        let given_up = within_range(self.gives_up(view, self.offer));
        let worst = view.side.sorted().first().copied()?;
        let aim = (1.0 - given_up) * (view.side.best() - worst) + worst;
        nearest(view.side, aim.min(view.side.best()), dice)
    }
}
