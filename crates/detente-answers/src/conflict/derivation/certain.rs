//! What parties prefer whatever the numbers: unknown wherever the intervals allow both.
//!
//! The difference between two states is a sum of numbers of which each stands in it once, so that its bounds are the
//! sums of their bounds and both are reached. What nobody states may be anything on the scale: the preference between
//! states that differ by it is unknown, and is never filled in.

use detente_agreement::{Negotiation, Package};
use detente_case::{Case, Effects, Interval, PartyId, Quantity};
use detente_conflict::{
    Conflict,
    model::ModelError,
    preference::{Pairs, Preference, Relation},
};

use super::{Derivation, Means};

/// What nobody states may be as much, either way, in millionths.
const ANYTHING: i128 = 100_000_000;
/// A red line crossed: worse than anything that levers can do.
const CROSSED: i128 = 1_000_000_000_000_000;

/// Bounds of a sum, in millionths.
#[derive(Clone, Copy)]
struct Bounds {
    low: i128,
    high: i128,
}

impl Bounds {
    const NOTHING: Self = Self { low: 0, high: 0 };

    fn of(interval: Interval) -> Self {
        Self { low: interval.low.millionths().into(), high: interval.high.millionths().into() }
    }

    fn plus(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high }
    }

    fn negated(self) -> Self {
        Self { low: -self.high, high: -self.low }
    }

    fn times(self, sign: i128) -> Self {
        match sign {
            0 => Self::NOTHING,
            1.. => self,
            _ => self.negated(),
        }
    }

    fn relation(self) -> Relation {
        match (self.low, self.high) {
            (0, 0) => Relation::Same,
            (1.., _) => Relation::Better,
            (_, ..=-1) => Relation::Worse,
            _ => Relation::Unknown,
        }
    }
}

/// The numbers of one party.
struct Numbers {
    /// What the package gains it over no deal.
    package: Bounds,
    /// By course: what changing it adds to no agreement, and to agreement, and what it costs.
    courses: Vec<[Bounds; 3]>,
    /// The courses that do any of it: of very many states and parties, only these are looked at.
    felt: Vec<usize>,
}

impl Derivation {
    /// The conflict with what parties prefer whatever the numbers.
    pub fn certain(
        &self,
        case: &Case,
        negotiation: &Negotiation,
        package: Option<&Package>,
    ) -> Result<Conflict, ModelError> {
        let numbers: Vec<Numbers> = (0..negotiation.parties().len())
            .map(|party| self.numbers_within(case, negotiation, package, party))
            .collect();
        let preference = |player: usize| {
            let mut pairs = Pairs::unknown(self.codes.len())?;
            let own = self.choices.courses_of(player) & self.consents;
            let moving = self.moving(&numbers, player);
            for (one, code) in self.codes.iter().enumerate() {
                for (other, than) in self.codes.iter().enumerate().take(one) {
                    let members = self.players[player].members.iter();
                    let relations =
                        members.map(|&member| self.difference(&numbers[member], *code, *than).relation());
                    let relation = together(relations);
                    // Between states of equal worth it turns on what agreement gains it whether it would rather have
                    // signed; that moves with its own consent and with levers that move what it gains by signing.
                    let moved = (code ^ than) & moving;
                    let signs = own != 0 && ((code ^ than) & own != 0 || moved != 0);
                    let turns = signs && relation == Relation::Same;
                    pairs.set(one, other, if turns { Relation::Unknown } else { relation });
                }
            }
            Ok(Preference::Pairwise(pairs))
        };
        let preferences = (0..self.players.len()).map(preference).collect::<Result<_, _>>()?;
        Conflict::from_choices(&self.choices, self.codes.clone(), preferences)
    }

    /// The courses that may move what agreement or none is worth to some member of a player.
    fn moving(&self, numbers: &[Numbers], player: usize) -> u64 {
        let moves = |bounds: &Bounds| (bounds.low, bounds.high) != (0, 0);
        let members = self.players[player].members.iter();
        members.fold(0, |bits, &member| {
            let courses = numbers[member].courses.iter().enumerate();
            let moving = courses.filter(|(_, [no_deal, deal, _])| moves(no_deal) || moves(deal));
            moving.fold(bits, |bits, (place, _)| bits | 1 << place)
        })
    }

    fn numbers_within(
        &self,
        case: &Case,
        negotiation: &Negotiation,
        package: Option<&Package>,
        party: usize,
    ) -> Numbers {
        let outcome = package.and_then(|package| negotiation.outcome(party, package));
        let gain = outcome.map_or(Bounds::NOTHING, |outcome| Bounds::of(outcome.gain));
        let crosses = package.is_some_and(|package| negotiation.crosses_red_line(party, package));
        let behind_the_line = Bounds { low: -CROSSED, high: -CROSSED };
        let id = &negotiation.parties()[party].id;
        let course = |course: &super::Course| match &course.means {
            Means::Consent => [Bounds::NOTHING; 3],
            Means::Lever(lever) => case.levers.get(lever).map_or([Bounds::NOTHING; 3], |lever| {
                let owner = self.players.get(course.owner);
                let owns = owner.is_some_and(|player| player.members.contains(&party));
                let cost = if owns { stated(&lever.cost, id) } else { within(&lever.cost, id) };
                // What moves no-deal values is not taken to move the value of agreement too unless somebody says so.
                [stated(&lever.moves_no_deal, id), within(&lever.moves_deal, id), cost]
            }),
        };
        let courses: Vec<_> = self.courses.iter().map(course).collect();
        let is_felt =
            |place: &usize| courses[*place].iter().any(|bounds| (bounds.low, bounds.high) != (0, 0));
        Numbers {
            package: if crosses { gain.plus(behind_the_line) } else { gain },
            felt: (0..courses.len()).filter(is_felt).collect(),
            courses,
        }
    }

    /// By how much one state is worth more than another.
    fn difference(&self, numbers: &Numbers, one: u64, other: u64) -> Bounds {
        let today = self.codes[self.today];
        let agreed = |code: u64| self.consents != 0 && code & self.consents == self.consents;
        let sign = |holds: bool| i128::from(holds);
        let package = numbers.package.times(sign(agreed(one)) - sign(agreed(other)));
        numbers.felt.iter().fold(package, |sum, &place| {
            let (course, [no_deal, deal, cost]) = (&self.courses[place], &numbers.courses[place]);
            let changed = |code: u64| (code ^ today) >> place & 1 == 1;
            let direction = if course.today { -1 } else { 1 };
            let counts = |in_agreement: bool| {
                let in_state = |code: u64| sign(changed(code) && agreed(code) == in_agreement);
                direction * (in_state(one) - in_state(other))
            };
            let costs = direction * (sign(changed(other)) - sign(changed(one)));
            sum.plus(no_deal.times(counts(false))).plus(deal.times(counts(true))).plus(cost.times(costs))
        })
    }
}

/// What is stated, or anything.
fn stated(effects: &Effects, party: &PartyId) -> Bounds {
    effects.get(party).map_or(Bounds { low: -ANYTHING, high: ANYTHING }, |effect| Bounds::of(*effect))
}

/// What is stated, or nothing: of effects that are the exception and are stated where there are any.
fn within(effects: &Effects, party: &PartyId) -> Bounds {
    effects.get(party).map_or(Bounds::of(Interval::exactly(Quantity::ZERO)), |effect| Bounds::of(*effect))
}

/// What all members prefer; unknown where they differ or somebody's preference is unknown.
fn together(relations: impl Iterator<Item = Relation>) -> Relation {
    let (mut better, mut worse, mut unknown) = (false, false, false);
    for relation in relations {
        match relation {
            Relation::Better | Relation::MuchBetter => better = true,
            Relation::Worse | Relation::MuchWorse => worse = true,
            Relation::Unknown => unknown = true,
            Relation::Same => {}
        }
    }
    match (better, worse, unknown) {
        (_, _, true) | (true, true, false) => Relation::Unknown,
        (true, false, false) => Relation::Better,
        (false, true, false) => Relation::Worse,
        (false, false, false) => Relation::Same,
    }
}
