//! Forecasts over inputs that are known only as intervals: draws of all of them, and what moves the result most.

use crate::{
    Actor, Capability, Issue, Lottery, Position, Problem, Salience,
    election::{self, Rule},
    learned::{Forecast, Learned, errs},
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
    /// Whether draws see positions in whole points, as there are more than [`MOST_PLACES`] actors.
    pub is_coarse: bool,
    /// Whether more than [`MOST_INPUTS`] inputs are open, so that not all were tried.
    pub is_cut: bool,
}

/// Where between its ends a number is taken: 0 at the lower, 1 at the upper.
type Share = f64;

fn between(low: f64, high: f64, share: Share) -> f64 {
    low + (high - low) * share
}

fn actor(range: &Range, share: impl Fn(Input) -> Share) -> Actor {
    let at = |input: Input| {
        let (low, high) = range.ends(input);
        // What is known needs no draw.
        if range.knows(input) { low } else { between(low, high, share(input)) }
    };
    Actor {
        name: range.name.clone(),
        capability: Capability::new(at(Input::Capability)).unwrap_or(range.capability.low),
        position: Position::new(at(Input::Position)).unwrap_or(range.position.low),
        salience: Salience::new(at(Input::Salience)).unwrap_or(range.salience.low),
    }
}

/// Beyond so many actors, elections over draws see positions in whole points: their cost grows with the cube of the places.
pub const MOST_PLACES: usize = 100;
/// Of more open inputs, only so many are tried at both ends: those that move the weighted mean most.
pub const MOST_INPUTS: usize = 300;
/// Fewer draws than this leave the ends of an interval to chance.
pub const FEW_DRAWS: u32 = 200;

/// Where an actor stands and what it puts on the scales.
fn voter(range: &Range, is_coarse: bool, share: impl Fn(Input) -> Share) -> (f64, f64) {
    let at = |input: Input| {
        let (low, high) = range.ends(input);
        if range.knows(input) { low } else { between(low, high, share(input)) }
    };
    let position = at(Input::Position);
    (if is_coarse { libm::round(position) } else { position }, at(Input::Capability) * at(Input::Salience))
}

/// The election among voters, unless none of them has any weight.
fn held(voters: Vec<(f64, f64)>) -> Option<Lottery> {
    let cares = voters.iter().any(|(_, weight)| *weight > 0.0);
    cares.then(|| election::among(voters, Rule::MarkovUniform))
}

/// What is drawn of each actor: keys of its streams, made once for all draws.
struct Keys<'r> {
    ranges: &'r [Range],
    streams: Vec<[[u8; 32]; 3]>,
    is_coarse: bool,
}

impl<'r> Keys<'r> {
    fn of(ranges: &'r [Range], seed: u64) -> Self {
        let keys = |range: &Range| Input::ALL.map(|input| Stream::key(seed, &input.purpose(&range.name)));
        Self { ranges, streams: ranges.iter().map(keys).collect(), is_coarse: ranges.len() > MOST_PLACES }
    }

    fn election(&self, number: u32) -> Option<Lottery> {
        let one = |(range, keys): (&Range, &[[u8; 32]; 3])| {
            let share = |input: Input| Stream::of(keys[input.place()], u64::from(number)).fraction();
            voter(range, self.is_coarse, share)
        };
        held(self.ranges.iter().zip(&self.streams).map(one).collect())
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
        let share =
            |input: Input| Stream::named(seed, &input.purpose(&range.name), u64::from(number)).fraction();
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
        return Ok(Drawn {
            forecast: central.clone(),
            central,
            point,
            movers: Vec::new(),
            is_coarse: false,
            is_cut: false,
        });
    }
    let keys = Keys::of(ranges, seed);
    let mut points = Vec::new();
    let mut chances = vec![0.0; CELLS + 1];
    for number in 0..draws {
        let election = keys.election(number).ok_or(Problem::NobodyCares)?;
        points.push(election.mean());
        let own = election.points().iter().map(|(at, chance)| (*at, chance * learned.share));
        let others =
            errs(&election, &learned.errors).map(|(at, chance)| (at, chance * (1.0 - learned.share)));
        for (at, chance) in own.chain(others) {
            if let Some(of) = chances.get_mut(cell(at)) {
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
    let (movers, is_cut) = movers(ranges);
    let point = (percentile(10), percentile(90));
    Ok(Drawn { central, forecast, point, movers, is_coarse: keys.is_coarse, is_cut })
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

/// What moves the expected outcome, and whether inputs were left out.
fn movers(ranges: &[Range]) -> (Vec<Mover>, bool) {
    let is_coarse = ranges.len() > MOST_PLACES;
    let middles: Vec<(f64, f64)> = ranges.iter().map(|range| voter(range, is_coarse, |_| 0.5)).collect();
    let moved = |place: usize, input: Input, end: Share| {
        let share = |which: Input| if which == input { end } else { 0.5 };
        let mut voters = middles.clone();
        voters[place] = voter(&ranges[place], is_coarse, share);
        voters
    };
    let total: f64 = middles.iter().map(|(_, weight)| weight).sum();
    let mean = middles.iter().map(|(at, weight)| at * weight).sum::<f64>() / total;
    // How far an input moves the weighted mean: cheap, and near enough to say what is worth a closer look.
    let about = |(place, input): &(usize, Input)| {
        let end = |end: Share| {
            let (at, weight) =
                voter(&ranges[*place], is_coarse, |which| if which == *input { end } else { 0.5 });
            let (was_at, was_weight) = middles[*place];
            (mean * total - was_at * was_weight + at * weight) / (total - was_weight + weight)
        };
        (end(1.0) - end(0.0)).abs()
    };
    let mut open: Vec<(usize, Input)> = ranges
        .iter()
        .enumerate()
        .flat_map(|(place, range)| {
            Input::ALL.into_iter().filter(|input| !range.knows(*input)).map(move |input| (place, input))
        })
        .collect();
    let is_cut = open.len() > MOST_INPUTS;
    if is_cut {
        open.sort_by(|left, right| about(right).total_cmp(&about(left)));
        open.truncate(MOST_INPUTS);
        open.sort_by_key(|(place, input)| (*place, input.place()));
    }
    let point = |place, input, end| held(moved(place, input, end)).map(|election| election.mean());
    let mut movers: Vec<Mover> = open
        .into_iter()
        .filter_map(|(actor, input)| {
            let (at_low, at_high) = (point(actor, input, 0.0)?, point(actor, input, 1.0)?);
            Some(Mover { actor, input, at_low, at_high })
        })
        .filter(|mover| mover.swing() > 0.0)
        .collect();
    movers.sort_by(|left, right| right.swing().total_cmp(&left.swing()));
    (movers, is_cut)
}

impl Mover {
    /// How far it moves the expected outcome.
    #[must_use]
    pub fn swing(&self) -> f64 {
        (self.at_high - self.at_low).abs()
    }
}

impl Range {
    fn ends(&self, input: Input) -> (f64, f64) {
        match input {
            Input::Capability => (self.capability.low.of(), self.capability.high.of()),
            Input::Position => (self.position.low.at(), self.position.high.at()),
            Input::Salience => (self.salience.low.share(), self.salience.high.share()),
        }
    }

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

    /// Its place in [`Input::ALL`].
    const fn place(self) -> usize {
        match self {
            Self::Position => 0,
            Self::Salience => 1,
            Self::Capability => 2,
        }
    }

    /// What its draws of this actor are called.
    fn purpose(self, name: &str) -> String {
        format!("{}{name}", self.letter())
    }

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
