//! Forecasts over inputs that are known only as intervals: draws of all of them, and what moves the result most.

use crate::{
    Actor, Capability, Issue, Position, Problem, Salience,
    learned::{Forecast, Learned},
    stream::{Stream, real},
};

/// From where to where a number may lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span<T> {
    /// The lower end.
    pub low: T,
    /// The upper end.
    pub high: T,
}

impl<T: Copy + PartialEq> Span<T> {
    /// A number that is known.
    pub const fn exactly(at: T) -> Self {
        Self { low: at, high: at }
    }

    /// Whether it is one number.
    pub fn is_exact(self) -> bool {
        self.low == self.high
    }
}

/// An actor whose numbers may be intervals.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// Its name.
    pub name: String,
    /// What it can put on the scales.
    pub capability: Span<Capability>,
    /// Where it stands.
    pub position: Span<Position>,
    /// How much it cares.
    pub salience: Span<Salience>,
}

/// Which number of an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// Its capability.
    Capability,
    /// Its position.
    Position,
    /// Its salience.
    Salience,
}

/// How far one input moves the expected outcome, from its lower to its upper end, all others in their middles.
#[derive(Clone, Debug, PartialEq)]
pub struct Mover {
    /// The place of the actor in its table.
    pub actor: usize,
    /// Which of its numbers.
    pub input: Input,
    /// The expected outcome at the lower end.
    pub at_low: f64,
    /// The expected outcome at the upper end.
    pub at_high: f64,
}

/// A forecast over draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// The forecast at the middles of all intervals.
    pub central: Forecast,
    /// The forecast whose distribution is the mean over all draws.
    pub forecast: Forecast,
    /// The tenth and the ninetieth percentile of the expected outcome over draws.
    pub point: (f64, f64),
    /// What moves the expected outcome, the furthest first. Inputs that are known or move nothing are left out.
    pub movers: Vec<Mover>,
}

/// Where between its ends a number is taken: 0 at the lower, 1 at the upper.
type Share = f64;

fn between(low: f64, high: f64, share: Share) -> f64 {
    low + (high - low) * share
}

fn actor(range: &Range, share: impl Fn(Input) -> Share) -> Actor {
    let capability = between(range.capability.low.of(), range.capability.high.of(), share(Input::Capability));
    let position = between(range.position.low.at(), range.position.high.at(), share(Input::Position));
    let salience = between(range.salience.low.share(), range.salience.high.share(), share(Input::Salience));
    Actor {
        name: range.name.clone(),
        capability: Capability::new(capability).unwrap_or(range.capability.low),
        position: Position::new(position).unwrap_or(range.position.low),
        salience: Salience::new(salience).unwrap_or(range.salience.low),
    }
}

/// The issue at the middles of all intervals.
///
/// # Errors
/// Too few actors, or nobody who cares.
pub fn central(ranges: &[Range]) -> Result<Issue, Problem> {
    Issue::new(ranges.iter().map(|range| actor(range, |_| 0.5)).collect())
}

/// The issue of one draw. What an input is there depends on the seed, its actor's name and the number of the draw alone.
///
/// # Errors
/// Too few actors, or nobody who cares.
pub fn draw(ranges: &[Range], seed: u64, number: u32) -> Result<Issue, Problem> {
    let drawn = |range: &Range| {
        let share = |input: Input| {
            let purpose = format!("{}{}", input.letter(), range.name);
            Stream::named(seed, &purpose, u64::from(number)).fraction()
        };
        actor(range, share)
    };
    Issue::new(ranges.iter().map(drawn).collect())
}

/// The forecast over so many draws. Where every number is known, no draw differs and one is enough.
///
/// # Errors
/// Too few actors, or nobody who cares.
pub fn forecast(ranges: &[Range], learned: &Learned, seed: u64, draws: u32) -> Result<Drawn, Problem> {
    let middle = central(ranges)?;
    let central = learned.forecast(&middle);
    let known = ranges
        .iter()
        .all(|range| range.capability.is_exact() && range.position.is_exact() && range.salience.is_exact());
    if known || draws == 0 {
        let point = (central.point, central.point);
        return Ok(Drawn { forecast: central.clone(), central, point, movers: Vec::new() });
    }
    let mut points = Vec::new();
    let mut chances = vec![0.0; CELLS + 1];
    for number in 0..draws {
        let one = learned.forecast(&draw(ranges, seed, number)?);
        points.push(one.point);
        for (at, chance) in one.lottery.points() {
            if let Some(of) = chances.get_mut(cell(*at)) {
                *of += chance;
            }
        }
    }
    points.sort_by(f64::total_cmp);
    let places = chances.into_iter().enumerate().map(|(cell, chance)| (place(cell), chance));
    let lottery = crate::Lottery::new(places).unwrap_or_else(|| central.lottery.clone());
    let (low, high) = lottery.central(learned.tail);
    let mean = points.iter().sum::<f64>() / real(points.len());
    let percentile = |percent: usize| points.get(points.len() * percent / 100).copied().unwrap_or(mean);
    let forecast = Forecast { lottery, point: mean, low, high };
    Ok(Drawn { central, forecast, point: (percentile(10), percentile(90)), movers: movers(ranges, learned) })
}

/// Places of many draws are counted in cells of a hundredth of a point, so that more draws take no more room.
const CELLS: usize = 10_000;

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place from 0 to 100 in hundredths"
)]
fn cell(at: f64) -> usize {
    libm::round(at / Position::SCALE * real(CELLS)).max(0.0) as usize
}

fn place(cell: usize) -> f64 {
    real(cell) / real(CELLS) * Position::SCALE
}

fn movers(ranges: &[Range], learned: &Learned) -> Vec<Mover> {
    let at = |place: usize, input: Input, end: Share| {
        let share = |other: usize, which: Input| if other == place && which == input { end } else { 0.5 };
        let actors = ranges
            .iter()
            .enumerate()
            .map(|(other, range)| actor(range, |which| share(other, which)))
            .collect();
        Issue::new(actors).ok().map(|issue| learned.forecast(&issue).point)
    };
    let mut movers: Vec<Mover> = ranges
        .iter()
        .enumerate()
        .flat_map(|(place, range)| {
            Input::ALL.into_iter().filter(|input| !range.knows(*input)).map(move |input| (place, input))
        })
        .filter_map(|(actor, input)| {
            Some(Mover { actor, input, at_low: at(actor, input, 0.0)?, at_high: at(actor, input, 1.0)? })
        })
        .filter(|mover| mover.swing() > 0.0)
        .collect();
    movers.sort_by(|left, right| right.swing().total_cmp(&left.swing()));
    movers
}

impl Mover {
    /// How far it moves the expected outcome.
    #[must_use]
    pub fn swing(&self) -> f64 {
        (self.at_high - self.at_low).abs()
    }
}

impl Range {
    fn knows(&self, input: Input) -> bool {
        match input {
            Input::Capability => self.capability.is_exact(),
            Input::Position => self.position.is_exact(),
            Input::Salience => self.salience.is_exact(),
        }
    }
}

impl Input {
    const ALL: [Self; 3] = [Self::Position, Self::Salience, Self::Capability];

    const fn letter(self) -> char {
        match self {
            Self::Capability => 'c',
            Self::Position => 'x',
            Self::Salience => 's',
        }
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Capability => "capability",
            Self::Position => "position",
            Self::Salience => "salience",
        }
    }
}
