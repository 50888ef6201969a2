//! Frequency: time-dependent in what it aims at, and among packages worth about that it proposes the one that the
//! others seem to like best.
//!
//! What others like is guessed from how often each option stood in their offers, and how seldom they changed each
//! issue (Hindriks, Jonker & Tykhonov 2009; in the form of HardHeaded, van Krimpen, Looije & Hajizadeh 2013, whose
//! weights grow with issues that two offers in a row leave as they were).

use super::{
    Answer, Strategy, View,
    time::{Aspiration, aim},
};
use crate::{Dice, domain::Package};

/// What has been learned of one other party.
#[derive(Clone, Debug, Default)]
pub(super) struct Guess {
    /// By issue and option, in how many offers it stood.
    counts: Vec<Vec<f64>>,
    /// By issue, how often two offers in a row left it as it was.
    unchanged: Vec<f64>,
    last: Option<Vec<usize>>,
}

impl Guess {
    pub(super) fn learn(&mut self, sizes: &[usize], offer: Package) {
        if self.counts.is_empty() {
            self.counts = sizes.iter().map(|size| vec![0.0; *size]).collect();
            self.unchanged = vec![1.0; sizes.len()];
        }
        let options = options(sizes, offer);
        for (issue, option) in options.iter().enumerate() {
            self.counts[issue][*option] += 1.0;
            if self.last.as_ref().is_some_and(|last| last[issue] == *option) {
                self.unchanged[issue] += 1.0;
            }
        }
        self.last = Some(options);
    }

    /// How much it seems to like a package, from 0 to 1.
    pub(super) fn likes(&self, sizes: &[usize], package: Package) -> f64 {
        let all: f64 = self.unchanged.iter().sum();
        if all == 0.0 {
            return 0.0;
        }
        let options = options(sizes, package);
        let of_issue = |(issue, option): (usize, usize)| {
            let most = self.counts[issue].iter().copied().fold(1.0, f64::max);
            self.unchanged[issue] / all * self.counts[issue][option] / most
        };
        options.into_iter().enumerate().map(of_issue).sum()
    }
}

fn options(sizes: &[usize], package: Package) -> Vec<usize> {
    let mut left = package as usize;
    let mut options = vec![0; sizes.len()];
    for (option, size) in options.iter_mut().zip(sizes).rev() {
        (*option, left) = (left % size, left / size);
    }
    options
}

/// The strategy.
#[derive(Clone, Debug)]
pub(super) struct Frequency {
    aspiration: Aspiration,
    /// By other party.
    guesses: Vec<Guess>,
}

/// How much more than its aim a package may be worth to be looked at, as a part of the range.
const WINDOW: f64 = 0.05;
/// How many packages are looked at at most.
const MOST_LOOKED_AT: usize = 200;

impl Frequency {
    pub(super) fn new(aspiration: Aspiration) -> Self {
        Self { aspiration, guesses: Vec::new() }
    }

    fn aims(&self, view: View<'_>) -> f64 {
        aim(view.side, self.aspiration.at(view.moment.time()))
    }
}

/// Of the packages worth at least this and not much more, the one that the worst guess likes best; of equals the
/// one worth most to oneself.
pub(super) fn liked(view: View<'_>, guesses: &[Guess], aim: f64) -> Option<Package> {
    let side = view.side;
    let window = WINDOW * (side.best() - side.least());
    let from = side.from(aim).min(side.order().len().checked_sub(1)?).max(side.rational().start);
    let to = side.sorted().partition_point(|worth| *worth <= aim + window).max(from + 1);
    let looked_at = side.order().get(from..to.min(from + MOST_LOOKED_AT))?;
    let score = |package: &Package| {
        let heard = guesses.iter().filter(|guess| guess.last.is_some());
        heard.map(|guess| guess.likes(view.sizes, *package)).fold(f64::INFINITY, f64::min)
    };
    // Packages come from the worst up: of equals the last is worth most.
    let scored = looked_at.iter().map(|package| (score(package), *package));
    scored.max_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, package)| package)
}

pub(super) fn learn(guesses: &mut Vec<Guess>, view: View<'_>, from: usize, offer: Package) {
    if guesses.len() <= from {
        guesses.resize(from + 1, Guess::default());
    }
    guesses[from].learn(view.sizes, offer);
}

impl Strategy for Frequency {
    fn hears(&mut self, view: View<'_>, from: usize, offer: Package) {
        learn(&mut self.guesses, view, from, offer);
    }

    fn answers(&mut self, view: View<'_>, offer: Package) -> Answer {
        if view.side.worth(offer) >= self.aims(view) { Answer::Accept } else { Answer::Reject }
    }

    fn proposes(&mut self, view: View<'_>, _dice: &mut Dice) -> Option<Package> {
        liked(view, &self.guesses, self.aims(view))
    }
}
