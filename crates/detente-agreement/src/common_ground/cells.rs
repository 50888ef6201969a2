//! What one party is held to think of one option: said, or implied by what is said of other rungs.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use detente_case::{
    Case, Counts, Interval, IssueId, Level, Limits, OnePeaked, OptionId, PartyId, Position, Quantity, Ranking,
};

use super::{Cell, Implication, level_of};
use crate::grounds::Grounds;

/// What every party is held to think of every option: rungs that bind each other are looked at once.
pub struct Cells<'c> {
    case: &'c Case,
    bound: RefCell<Known<'c>>,
}

/// What was found of a party's rungs of an issue; nothing where they do not bind each other.
type Known<'c> = BTreeMap<(PartyId, IssueId), Option<Rc<Bound<'c>>>>;

/// What is left open of the options of one issue by what one party is held to think of them together.
struct Bound<'c> {
    positions: Vec<Option<Position<'c>>>,
    /// The numbers of rungs; nothing where only a ranking binds the options.
    rungs: Option<OnePeaked>,
    ranking: Ranking,
    /// What a rung that nothing limits may be worth.
    unsaid: Interval,
    bounds: Vec<Interval>,
    central: Vec<Quantity>,
    /// By rung that a red line reaches, the nearest rung behind the line.
    reached: BTreeMap<usize, usize>,
}

impl Bound<'_> {
    fn limits(&self, rung: usize) -> Limits {
        self.rungs.as_ref().map(|rungs| rungs.limits(rung)).unwrap_or_default()
    }

    /// Whether an option is certainly worth no more than one that the party is against.
    fn is_below_a_refusal(&self, option: usize, case: &Case) -> bool {
        let is_against = |other: usize| {
            let position = self.positions.get(other).copied().flatten();
            let level = position
                .and_then(|position| position.level.or_else(|| level_of(&case.scale, position.value)));
            level.is_some_and(|level| level <= Level::Oppose)
        };
        let bests = self.rungs.as_ref().map_or(&[][..], OnePeaked::bests);
        let inward = match (bests.first(), bests.last()) {
            (Some(&first), _) if option < first => option + 1..first + 1,
            (_, Some(&last)) if option > last => last..option,
            _ => 0..0,
        };
        let is_better =
            |other: &usize| self.ranking.compare(*other, option).is_some_and(std::cmp::Ordering::is_lt);
        inward.into_iter().any(is_against) || (0..self.positions.len()).filter(is_better).any(is_against)
    }
}

impl<'c> Cells<'c> {
    /// Of a case.
    #[must_use]
    pub fn of(case: &'c Case) -> Self {
        Self { case, bound: RefCell::default() }
    }

    /// What the case holds `party` to think of `option`.
    #[must_use]
    pub fn cell(&self, party: &PartyId, issue: &IssueId, option: &OptionId) -> Cell {
        let Some(position) = self.case.position(party, issue, option) else {
            return self.implied(party, issue, option).unwrap_or_else(Cell::of_nothing);
        };
        let Position { level, value, stated, stance } = position;
        if level.is_none()
            && stated.is_none()
            && let Some(cell) = self.by_rank(party, issue, option, &position)
        {
            return cell;
        }
        let counts = self.case.parties.get(party).map(|party| party.counts).unwrap_or_default();
        let of_hundred = match (counts, stated) {
            (Counts::Mean, _) => Some(value),
            (Counts::Sum, Some(stated)) => Some(among_options(self.case, party, issue, stated)),
            (Counts::Sum, None) => None,
        };
        let unless = stance.unless.as_ref().filter(|_| position.is_red_line());
        Cell {
            level: level.or_else(|| level_of(&self.case.scale, of_hundred?)),
            from_value: level.is_none(),
            value: if counts == Counts::Sum { stated } else { Some(value) },
            unless: unless.cloned(),
            grounds: Grounds::of(self.case, &stance.origin),
            central: of_hundred.map(Interval::middle),
            implied: None,
        }
    }

    /// What other rungs imply of one of which nobody spoke; `None` where they imply nothing.
    fn implied(&self, party: &PartyId, issue: &IssueId, option: &OptionId) -> Option<Cell> {
        let rung = self.case.issues.get(issue)?.options.get_index_of(option)?;
        let bound = self.bound(party, issue)?;
        let limits = bound.limits(rung);
        let (value, central) = (*bound.bounds.get(rung)?, *bound.central.get(rung)?);
        let red = bound.reached.get(&rung).copied();
        let from = red.or(limits.no_better_than).or(limits.no_worse_than)?;
        if value == bound.unsaid && red.is_none() {
            return None;
        }
        let counts = self.case.parties.get(party).map(|party| party.counts).unwrap_or_default();
        let (value_of_hundred, central) = match counts {
            Counts::Mean => (value, central),
            Counts::Sum => {
                let value = among_options(self.case, party, issue, value);
                (value, value.middle())
            }
        };
        let level = match (red, limits.no_better_than) {
            (Some(_), _) => Some(Level::RedLine),
            (None, Some(_)) if bound.is_below_a_refusal(rung, self.case) => Some(Level::Oppose),
            (None, _) => level_of(&self.case.scale, value_of_hundred),
        };
        let stance = bound.positions.get(from).copied().flatten()?.stance;
        let name = |rung: Option<usize>| {
            rung.and_then(|rung| self.case.issues.get(issue)?.options.get_index(rung))
                .map(|(id, _)| id.clone())
        };
        Some(Cell {
            level,
            from_value: red.is_none(),
            value: Some(value),
            unless: stance.unless.clone().filter(|_| red.is_some()),
            grounds: Grounds::implied(self.case, &stance.origin),
            central: Some(central),
            implied: Some(Implication {
                no_better_than: name(red.or(limits.no_better_than)),
                no_worse_than: name(limits.no_worse_than),
            }),
        })
    }

    /// What a ranking and what is said of the options around it leave of one that nothing else is said of; `None` where they
    /// leave all.
    fn by_rank(
        &self,
        party: &PartyId,
        issue: &IssueId,
        option: &OptionId,
        position: &Position<'_>,
    ) -> Option<Cell> {
        let place = self.case.issues.get(issue)?.options.get_index_of(option)?;
        let bound = self.bound(party, issue)?;
        let value = *bound.bounds.get(place)?;
        let refused = bound.is_below_a_refusal(place, self.case);
        if !bound.ranking.is_alone(place) || (value == Interval::units(0, 100) && !refused) {
            return None;
        }
        Some(Cell {
            level: if refused { Some(Level::Oppose) } else { level_of(&self.case.scale, value) },
            from_value: true,
            value: Some(value),
            unless: None,
            grounds: Grounds::of(self.case, &position.stance.origin),
            central: bound.central.get(place).copied(),
            implied: None,
        })
    }

    fn bound(&self, party: &PartyId, issue: &IssueId) -> Option<Rc<Bound<'c>>> {
        let about = (party.clone(), issue.clone());
        if let Some(known) = self.bound.borrow().get(&about) {
            return known.clone();
        }
        let counts = self.case.parties.get(party).map(|party| party.counts).unwrap_or_default();
        let unsaid = match counts {
            Counts::Mean => self.case.scale.unknown,
            Counts::Sum => self.case.points_stated(party).unwrap_or(self.case.scale.unknown),
        };
        let rungs = self.case.rungs(party, issue).ok().flatten().map(|rungs| {
            let reached = rungs.reached().into_iter();
            Bound {
                unsaid,
                ranking: rungs.numbers.ranking().clone(),
                bounds: rungs.numbers.bounds(unsaid),
                central: rungs.numbers.central(unsaid),
                reached: reached.filter_map(|reach| Some((reach.rung, *reach.from.first()?))).collect(),
                positions: rungs.positions,
                rungs: Some(rungs.numbers),
            }
        });
        let ranked = || {
            let ranked = self.case.ranked_options(party, issue).ok().flatten()?;
            Some(Bound {
                unsaid,
                ranking: ranked.numbers.ranking().clone(),
                bounds: ranked.numbers.bounds(unsaid),
                central: ranked.numbers.central(unsaid),
                reached: BTreeMap::new(),
                positions: ranked.positions,
                rungs: None,
            })
        };
        let bound = rungs.or_else(ranked).map(Rc::new);
        self.bound.borrow_mut().insert(about, bound.clone());
        bound
    }
}

impl Cell {
    /// What the case holds `party` to think of `option`.
    #[must_use]
    pub fn of(case: &Case, party: &PartyId, issue: &IssueId, option: &OptionId) -> Self {
        Cells::of(case).cell(party, issue, option)
    }

    fn of_nothing() -> Self {
        Self {
            level: None,
            from_value: false,
            value: None,
            unless: None,
            grounds: Grounds::none(),
            central: None,
            implied: None,
        }
    }

    /// Whether the party can at least live with it.
    #[must_use]
    pub fn is_tolerable(&self) -> bool {
        self.level.is_some_and(|level| level >= Level::Tolerate)
    }
}

/// Points of a party that counts as a sum, from 0 for its worst option of the issue to 100 for its best; 100 where it
/// does not mind which.
fn among_options(case: &Case, party: &PartyId, issue: &IssueId, points: Interval) -> Interval {
    let options = case.issues.get(issue).map(|issue| issue.options.keys()).into_iter().flatten();
    let stated = options.filter_map(|option| case.position(party, issue, option)?.stated);
    let (least, most) =
        stated.fold((points.low, points.high), |(least, most), own| (least.min(own.low), most.max(own.high)));
    let range = (most - least).fraction();
    let scaled = |end: Quantity| {
        let share = (end - least).fraction().over(range)?;
        share.times(Quantity::HUNDRED.fraction()).map(Quantity::from)
    };
    let scaled = |end| scaled(end).unwrap_or(Quantity::HUNDRED);
    Interval::new(scaled(points.low), scaled(points.high))
}
