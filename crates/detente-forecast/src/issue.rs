//! Who wants what on one issue, how much they care, and how much they weigh.

use std::{cmp::Ordering, fmt};

/// A place on the scale of an issue, from 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Position(f64);

/// How much an actor cares for an issue, from 0 (not at all) to 1 (as much as it can).
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Salience(f64);

/// What an actor can put on the scales if it uses all it has: above 0, in any unit that all actors of a table share.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Capability(f64);

impl Position {
    /// The ends and the length of every scale.
    pub const SCALE: f64 = 100.0;

    /// This place, unless it lies outside the scale.
    #[must_use]
    pub fn new(at: f64) -> Option<Self> {
        (0.0..=Self::SCALE).contains(&at).then_some(Self(at))
    }

    /// The place nearest to this number; the middle for none.
    #[must_use]
    pub const fn clamped(at: f64) -> Self {
        Self(if at.is_nan() { Self::SCALE / 2.0 } else { at.clamp(0.0, Self::SCALE) })
    }

    /// Where it is, from 0 to 100.
    #[must_use]
    pub const fn at(self) -> f64 {
        self.0
    }

    /// Where this place lies when the scale is read from its other end.
    #[must_use]
    pub fn mirrored(self) -> Self {
        Self(Self::SCALE - self.0)
    }
}

impl Salience {
    /// This share, unless it lies outside 0 to 1.
    #[must_use]
    pub fn new(share: f64) -> Option<Self> {
        (0.0..=1.0).contains(&share).then_some(Self(share))
    }

    /// The share nearest to this number; 0 for none.
    #[must_use]
    pub const fn clamped(share: f64) -> Self {
        Self(if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) })
    }

    /// The share, from 0 to 1.
    #[must_use]
    pub const fn share(self) -> f64 {
        self.0
    }
}

impl Capability {
    /// The greatest: beyond it, sums would lose what others have.
    pub const MOST: f64 = 1e12;

    /// This capability, unless it is 0, negative, no number, or above [`Capability::MOST`].
    #[must_use]
    pub fn new(of: f64) -> Option<Self> {
        (of > 0.0 && of <= Self::MOST).then_some(Self(of))
    }

    /// The capability nearest to this number: the least that is above 0 for none.
    #[must_use]
    pub const fn clamped(of: f64) -> Self {
        Self(if of.is_nan() { f64::MIN_POSITIVE } else { of.clamp(f64::MIN_POSITIVE, Self::MOST) })
    }

    /// How much it is, in the unit of its table.
    #[must_use]
    pub const fn of(self) -> f64 {
        self.0
    }
}

/// One actor on one issue.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// Its name.
    pub name: String,
    /// What it can put on the scales.
    pub capability: Capability,
    /// Where it stands.
    pub position: Position,
    /// How much it cares.
    pub salience: Salience,
}

impl Actor {
    /// What it puts on the scales here: capability times salience.
    #[must_use]
    pub fn weight(&self) -> f64 {
        self.capability.of() * self.salience.share()
    }

    /// By position, then by capability, then by salience.
    pub(crate) fn by_numbers(&self, other: &Self) -> Ordering {
        let numbers = |actor: &Self| [actor.position.at(), actor.capability.of(), actor.salience.share()];
        in_turn(&numbers(self), &numbers(other))
    }
}

/// Compares lists of numbers, the first difference first.
pub(crate) fn in_turn(left: &[f64], right: &[f64]) -> Ordering {
    let differs = |(left, right): (&f64, &f64)| Some(left.total_cmp(right)).filter(|order| order.is_ne());
    left.iter().zip(right).find_map(differs).unwrap_or(Ordering::Equal)
}

/// Why actors make no issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// There is nobody, or nobody to disagree with.
    FewerThanTwoActors,
    /// Every salience is 0, so nobody puts any weight on the scales.
    NobodyCares,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::FewerThanTwoActors => "an issue needs two actors who take a position",
            Self::NobodyCares => "no actor has a salience above 0",
        })
    }
}

/// An issue that models can be asked about: at least two actors, and somebody cares.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    actors: Vec<Actor>,
}

impl Issue {
    /// The issue of these actors.
    ///
    /// # Errors
    /// Too few actors, or nobody who cares.
    pub fn new(actors: Vec<Actor>) -> Result<Self, Problem> {
        if actors.len() < 2 {
            return Err(Problem::FewerThanTwoActors);
        }
        if actors.iter().all(|actor| actor.weight() <= 0.0) {
            return Err(Problem::NobodyCares);
        }
        Ok(Self { actors })
    }

    /// Its actors, in the order of their table.
    #[must_use]
    pub fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// The same actors in an order that their numbers alone decide. Sums of fractions and ties hang on order, and nothing that a
    /// model says may hang on names or on the order of a table.
    #[must_use]
    pub(crate) fn in_order(&self) -> Self {
        let mut actors = self.actors.clone();
        actors.sort_by(Actor::by_numbers);
        Self { actors }
    }

    /// The place where all of them stand, if they do.
    #[must_use]
    pub fn agreed(&self) -> Option<Position> {
        let first = self.actors.first()?.position;
        self.actors.iter().all(|actor| actor.position == first).then_some(first)
    }

    /// Every place where somebody stands, once, from 0 up.
    #[must_use]
    pub fn places(&self) -> Vec<Position> {
        let mut places: Vec<Position> = self.actors.iter().map(|actor| actor.position).collect();
        places.sort_by(|left, right| left.at().total_cmp(&right.at()));
        places.dedup();
        places
    }

    /// The issue as it reads from the other end of its scale.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        let turned = |actor: &Actor| Actor { position: actor.position.mirrored(), ..actor.clone() };
        Self { actors: self.actors.iter().map(turned).collect() }
    }

    /// The issue of the actors at these places of its list, in this order.
    pub(crate) fn of(&self, places: &[usize]) -> Self {
        Self { actors: places.iter().map(|place| self.actors[*place].clone()).collect() }
    }

    pub(crate) fn moved(&self, positions: &[f64]) -> Self {
        let moved = |(actor, at): (&Actor, &f64)| Actor {
            position: Position(at.clamp(0.0, Position::SCALE)),
            ..actor.clone()
        };
        Self { actors: self.actors.iter().zip(positions).map(moved).collect() }
    }
}
