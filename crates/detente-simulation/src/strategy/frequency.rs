//! Frequency: time-dependent in what it aims at, and among packages worth about that it proposes the one that the
//! others seem to like best.
//!
//! What others like is guessed from how often each option stood in their offers, and how seldom they changed each
//! issue (Hindriks, Jonker & Tykhonov 2009; in the form of HardHeaded, van Krimpen, Looije & Hajizadeh 2013, whose
//! weights grow with issues that two offers in a row leave as they were).

use std::{cmp::Ordering, ops::Range};

use super::{
    Answer, Strategy, View,
    equals::Draws,
    time::{Aspiration, aim},
};
use crate::{
    Dice,
    domain::{Package, Side, are_equal},
};

/// What has been learned of one other party.
#[derive(Clone, Debug, Default)]
pub(super) struct Guess {
    /// Empty until it has offered anything.
    issues: Vec<Issue>,
    /// What all issues weigh.
    weight: f64,
}

/// What has been learned of one issue.
#[derive(Clone, Debug)]
struct Issue {
    /// How many packages lie between one option and the next.
    stride: usize,
    /// By option, in how many offers it stood.
    counts: Vec<f64>,
    /// The largest count.
    most: f64,
    /// 1, and how often two offers in a row left it as it was.
    weight: f64,
    /// The option in the last offer.
    last: Option<usize>,
}

impl Issue {
    /// An issue with so many options for every one of which there are `stride` packages of later issues.
    fn new(size: usize, stride: usize) -> Self {
        Self { stride, counts: vec![0.0; size.max(1)], most: 1.0, weight: 1.0, last: None }
    }

    fn option(&self, package: Package) -> usize {
        package as usize / self.stride % self.counts.len()
    }

    /// Whether the offer left it as it was.
    fn learn(&mut self, offer: Package) -> bool {
        let option = self.option(offer);
        self.counts[option] += 1.0;
        self.most = self.most.max(self.counts[option]);
        let unchanged = self.last == Some(option);
        self.weight += if unchanged { 1.0 } else { 0.0 };
        self.last = Some(option);
        unchanged
    }
}

impl Guess {
    fn learn(&mut self, sizes: &[usize], offer: Package) {
        if self.issues.is_empty() {
            self.issues = issues(sizes);
            self.weight = self.issues.iter().map(|issue| issue.weight).sum();
        }
        for issue in &mut self.issues {
            self.weight += if issue.learn(offer) { 1.0 } else { 0.0 };
        }
    }

    /// How much it seems to like a package, from 0 to 1; 0 before it has offered anything.
    fn likes(&self, package: Package) -> f64 {
        let of_issue =
            |issue: &Issue| issue.weight / self.weight * issue.counts[issue.option(package)] / issue.most;
        self.issues.iter().map(of_issue).sum()
    }
}

/// Nothing learned of any issue yet.
fn issues(sizes: &[usize]) -> Vec<Issue> {
    let mut stride = 1;
    let mut issues: Vec<Issue> = Vec::with_capacity(sizes.len());
    for size in sizes.iter().rev() {
        issues.push(Issue::new(*size, stride));
        stride *= (*size).max(1);
    }
    issues.reverse();
    issues
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
/// one worth most to oneself, and of those that are equal in this as well the one that the dice choose.
pub(super) fn liked(view: View<'_>, guesses: &[Guess], aim: f64, dice: &mut Dice) -> Option<Package> {
    let side = view.side;
    let score = |package: Package| {
        let heard = guesses.iter().filter(|guess| !guess.issues.is_empty());
        heard.map(|guess| guess.likes(package)).fold(f64::INFINITY, f64::min)
    };
    let (mut best, mut equals): (Option<(f64, f64)>, Vec<Package>) = (None, Vec::new());
    let (all, drawn) = looked_at(side, aim, dice);
    for place in all.chain(drawn) {
        let (Some(&package), Some(&worth)) = (side.order().get(place), side.sorted().get(place)) else {
            continue;
        };
        let found = (score(package), worth);
        let order = best.map_or(Ordering::Greater, |best| {
            let by_worth =
                || if are_equal(found.1, best.1) { Ordering::Equal } else { found.1.total_cmp(&best.1) };
            found.0.total_cmp(&best.0).then_with(by_worth)
        });
        match order {
            Ordering::Greater => {
                best = Some(found);
                equals.clear();
                equals.push(package);
            }
            Ordering::Equal => equals.push(package),
            Ordering::Less => {}
        }
    }
    equals.get(dice.among_equals(equals.len())).copied()
}

/// The places of packages to look at: those worth at least the aim and not much more. Where there are too many, some
/// of those worth most are left out, by chance among equals: a range of places, and those drawn beyond it.
fn looked_at(side: &Side, aim: f64, dice: &mut Dice) -> (Range<usize>, Vec<usize>) {
    let Some(last) = side.order().len().checked_sub(1) else { return (0..0, Vec::new()) };
    let window = WINDOW * (side.best() - side.least());
    let from = side.from(aim).min(last).max(side.rational().start);
    let near = side.equals(from);
    let to = side.sorted().partition_point(|worth| *worth <= aim + window).max(near.end);
    let from = from.min(near.start);
    if to - from <= MOST_LOOKED_AT {
        return (from..to, Vec::new());
    }
    let cut = side.equals(from + MOST_LOOKED_AT - 1);
    let whole = cut.start.max(from);
    let mut draws = Draws::from(whole..cut.end.min(to));
    let drawn = (whole..from + MOST_LOOKED_AT).filter_map(|_| draws.next(dice));
    (from..whole, drawn.collect())
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

    fn proposes(&mut self, view: View<'_>, dice: &mut Dice) -> Option<Package> {
        liked(view, &self.guesses, self.aims(view), dice)
    }
}
