//! What one party is held to think of one option: said, or implied by what is said of other rungs.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use detente_case::{Case, Counts, Interval, IssueId, Level, OptionId, PartyId, Position, Quantity, Rungs};

use super::{Cell, Implication, level_of};
use crate::grounds::Grounds;

/// What every party is held to think of every option: rungs that bind each other are looked at once.
pub struct Cells<'c> {
    case: &'c Case,
    bound: RefCell<Known<'c>>,
}

/// What was found of a party's rungs of an issue; nothing where they do not bind each other.
type Known<'c> = BTreeMap<(PartyId, IssueId), Option<Rc<Bound<'c>>>>;

/// What is left open of the rungs of one issue by what one party is held to think of them.
struct Bound<'c> {
    rungs: Rungs<'c>,
    /// What a rung that nothing limits may be worth.
    unsaid: Interval,
    bounds: Vec<Interval>,
    central: Vec<Quantity>,
    /// By rung that a red line reaches, the nearest rung behind the line.
    reached: BTreeMap<usize, usize>,
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
        let limits = bound.rungs.numbers.limits(rung);
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
        let is_against = |rung: usize| {
            let level =
                bound.rungs.positions.get(rung).copied().flatten().and_then(|position| {
                    position.level.or_else(|| level_of(&self.case.scale, position.value))
                });
            level.is_some_and(|level| level <= Level::Oppose)
        };
        let level = match (red, limits.no_better_than) {
            (Some(_), _) => Some(Level::RedLine),
            (None, Some(above)) if is_against(above) => Some(Level::Oppose),
            (None, _) => level_of(&self.case.scale, value_of_hundred),
        };
        let stance = bound.rungs.positions.get(from).copied().flatten()?.stance;
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

    fn bound(&self, party: &PartyId, issue: &IssueId) -> Option<Rc<Bound<'c>>> {
        let about = (party.clone(), issue.clone());
        if let Some(known) = self.bound.borrow().get(&about) {
            return known.clone();
        }
        let bound = self.case.rungs(party, issue).ok().flatten().map(|rungs| {
            let counts = self.case.parties.get(party).map(|party| party.counts).unwrap_or_default();
            let unsaid = match counts {
                Counts::Mean => self.case.scale.unknown,
                Counts::Sum => self.case.points_stated(party).unwrap_or(self.case.scale.unknown),
            };
            let reached = rungs.reached().into_iter();
            Rc::new(Bound {
                unsaid,
                bounds: rungs.numbers.bounds(unsaid),
                central: rungs.numbers.central(unsaid),
                reached: reached.filter_map(|reach| Some((reach.rung, *reach.from.first()?))).collect(),
                rungs,
            })
        });
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
