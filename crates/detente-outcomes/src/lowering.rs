//! A scenario's parties in whole parts, whether they value issue by issue or several issues at once.

use detente_frontier::{Bound, LARGEST_OF_TERMS, Term, Values};
use detente_scenario::{
    Additive, Aggregation, Choice, Function, Issue, NotAdditive, Profile, Reading, Rectangle, Rectangles,
    Scenario, Utility,
};

use crate::{decimal::Decimal, exact::Side};

/// How many parts a point has where numbers are rounded: 10^12.
const PARTS_OF_A_POINT: i64 = 1_000_000_000_000;

/// How many options of one issue are written out.
const MOST_OPTIONS: u64 = u16::MAX as u64;

/// One party's values in whole parts, so that what ties in the file ties here.
pub(crate) struct Lowered {
    /// What packages are worth to the party.
    pub(crate) values: Values,
    /// Whether parts are rounded, to 10^-12: where decimals are too long.
    pub(crate) rounded: bool,
    /// Whether the party accepts nothing; its floor is then above whatever it can have.
    pub(crate) refuses: bool,
}

/// The parties in whole parts, for engines that take issues together.
///
/// Rewards and weights given as decimals are multiplied exactly, and the maximum that Genius divides by
/// becomes the number of parts. Refused where options cannot be written out or NegMAS cannot evaluate a
/// party's file.
pub(crate) fn lowered(scenario: &Scenario, reading: Reading) -> Result<Vec<Lowered>, NotAdditive> {
    scenario.listable()?;
    let mut sizes = Vec::with_capacity(scenario.issues.len());
    for issue in &scenario.issues {
        let size = issue.count().filter(|count| *count <= MOST_OPTIONS);
        let size = size.and_then(|size| usize::try_from(size).ok());
        sizes.push(size.ok_or_else(|| NotAdditive::Uncountable(issue.name.clone()))?);
    }
    let party = |(place, profile): (usize, &Profile)| {
        let said = scenario.reservation(reading, place);
        let reservation = said.filter(|value| value.is_finite());
        let lowering = Lowering { issues: &scenario.issues, sizes: &sizes, reading };
        let lowered = match &profile.utility {
            Utility::Additive(additive) => {
                let exact = scenario.exact_table(reading, place);
                match exact.and_then(|exact| lowering.exactly(additive, &Side::exactly(&exact)?)) {
                    Some(lowered) => Ok(lowered),
                    None => lowering.additive(additive, &profile.name, reservation),
                }
            }
            Utility::Rectangles(rectangles) => {
                if reading == Reading::Raw && rectangles.functions.iter().any(is_beyond_negmas) {
                    let what = "the least or greatest of rewards, or functions inside each other,";
                    return Err(NotAdditive::Unreadable(profile.name.clone(), what.to_owned()));
                }
                Ok(lowering.rectangles(rectangles, reservation))
            }
        };
        Ok(if said == Some(f64::INFINITY) { lowered?.refusing() } else { lowered? })
    };
    scenario.parties.iter().enumerate().map(party).collect()
}

/// `make_fun_from_xml` reads sums of rewards only.
fn is_beyond_negmas(function: &Function) -> bool {
    function.aggregation != Aggregation::Sum || !function.nested.is_empty()
}

impl Lowered {
    /// The same of a party that accepts nothing.
    fn refusing(mut self) -> Self {
        let largest = |options: &Vec<i64>| options.iter().map(|part| part.unsigned_abs()).max().unwrap_or(0);
        let added = self.values.added.iter().map(largest).chain(self.values.terms.iter().map(Term::largest));
        let most = added.fold(self.values.constant.unsigned_abs(), u64::saturating_add);
        self.values.floor = i64::try_from(most).ok().and_then(|most| most.checked_add(1));
        self.refuses = true;
        self
    }
}

/// What a party's numbers are lowered against.
#[derive(Clone, Copy)]
struct Lowering<'s> {
    issues: &'s [Issue],
    sizes: &'s [usize],
    reading: Reading,
}

impl Lowering<'_> {
    /// `None` where the parts do not fit into 64 bits.
    fn exactly(self, additive: &Additive, side: &Side) -> Option<Lowered> {
        let fits = |part: i128| {
            i64::try_from(part).ok().filter(|part| part.unsigned_abs() <= LARGEST_OF_TERMS.unsigned_abs())
        };
        let row = |options: &Vec<i128>| options.iter().map(|&part| fits(part)).collect();
        let point = fits(side.point)?;
        let added: Vec<Vec<i64>> = side.worth.iter().map(row).collect::<Option<_>>()?;
        let largest = |options: &Vec<i64>| options.iter().map(|part| part.unsigned_abs()).max();
        let sum = added.iter().filter_map(largest).fold(0, u64::saturating_add);
        let floor = match side.floor {
            Some(floor) => Some(fits(floor)?),
            None => None,
        };
        let values = Values {
            added,
            constant: 0,
            terms: Vec::new(),
            // A cap is 1.
            cap: additive.cap(self.reading).map(|_| point),
            floor,
            parts_of_a_point: point,
        };
        (sum <= LARGEST_OF_TERMS.unsigned_abs()).then_some(Lowered { values, rounded: false, refuses: false })
    }

    fn additive(
        self,
        additive: &Additive,
        name: &str,
        reservation: Option<f64>,
    ) -> Result<Lowered, NotAdditive> {
        let mut added = Vec::with_capacity(self.issues.len());
        for (place, (issue, &size)) in self.issues.iter().zip(self.sizes).enumerate() {
            let adds = |option| {
                additive.contribution(self.reading, issue, place, Choice::Option(option)).map(rounded)
            };
            let options: Option<Vec<i64>> = (0..size).map(adds).collect();
            let unreadable = || NotAdditive::Unreadable(name.to_owned(), issue.name.clone());
            added.push(options.ok_or_else(unreadable)?);
        }
        let values = Values {
            added,
            constant: rounded(additive.constant(self.reading)),
            terms: Vec::new(),
            cap: additive.cap(self.reading).map(rounded),
            floor: reservation.map(rounded),
            parts_of_a_point: PARTS_OF_A_POINT,
        };
        Ok(Lowered { values, rounded: true, refuses: false })
    }

    fn rectangles(self, rectangles: &Rectangles, reservation: Option<f64>) -> Lowered {
        let maximum = if self.reading == Reading::Format { rectangles.maximum } else { 1.0 };
        let whole = self.places(rectangles, maximum, reservation).and_then(|places| {
            let exact = |factors: &[f64]| Decimal::product(factors)?.in_parts(places);
            let terms = self.terms(rectangles, &exact)?;
            let reservation = reservation.map(|value| exact(&[value, maximum]));
            let values = self.values(terms, exact(&[maximum])?);
            match reservation {
                None => Some(values),
                Some(reservation) => Some(Values { floor: Some(reservation?), ..values }),
            }
        });
        let fits = |values: &Values| {
            let ends = [values.parts_of_a_point, values.floor.unwrap_or(0)].map(i64::unsigned_abs);
            let largest = LARGEST_OF_TERMS.unsigned_abs();
            values.terms.iter().map(Term::largest).fold(0, u64::saturating_add) <= largest
                && ends.into_iter().all(|end| end <= largest)
        };
        if let Some(values) = whole.filter(fits) {
            return Lowered { values, rounded: false, refuses: false };
        }
        let nearly = |factors: &[f64]| Some(rounded(factors.iter().product::<f64>() / maximum));
        let terms = self.terms(rectangles, &nearly).unwrap_or_default();
        let values = self.values(terms, PARTS_OF_A_POINT);
        let values = Values { floor: reservation.map(rounded), ..values };
        Lowered { values, rounded: true, refuses: false }
    }

    fn values(self, terms: Vec<Term>, parts_of_a_point: i64) -> Values {
        Values {
            added: self.sizes.iter().map(|&size| vec![0; size]).collect(),
            constant: 0,
            terms,
            cap: (self.reading == Reading::Format).then_some(parts_of_a_point),
            floor: None,
            parts_of_a_point,
        }
    }

    /// After how many decimal places every number of a party is whole.
    fn places(self, rectangles: &Rectangles, maximum: f64, reservation: Option<f64>) -> Option<u32> {
        let most = std::cell::Cell::new(Decimal::of(maximum)?.places);
        let see = |factors: &[f64]| {
            most.set(most.get().max(Decimal::product(factors)?.places));
            Some(0)
        };
        self.terms(rectangles, &see)?;
        if let Some(value) = reservation {
            see(&[value, maximum])?;
        }
        Some(most.get())
    }

    fn terms(self, rectangles: &Rectangles, parts: &dyn Fn(&[f64]) -> Option<i64>) -> Option<Vec<Term>> {
        rectangles.functions.iter().map(|function| self.function(function, &[], parts)).collect()
    }

    /// A function times `factors`.
    fn function(
        self,
        function: &Function,
        factors: &[f64],
        parts: &dyn Fn(&[f64]) -> Option<i64>,
    ) -> Option<Term> {
        let factors = [factors, &[function.weight]].concat();
        let mut terms = Vec::with_capacity(function.rectangles.len() + function.nested.len());
        for rectangle in &function.rectangles {
            terms.push(self.rectangle(rectangle, &factors, parts)?);
        }
        for nested in &function.nested {
            terms.push(self.function(nested, &factors, parts)?);
        }
        // The least of what is multiplied by a negative number is the greatest of the products.
        let turned = factors.iter().filter(|factor| **factor < 0.0).count() % 2 == 1;
        Some(match (function.aggregation, turned) {
            (Aggregation::Sum, _) => Term::Sum(terms),
            (Aggregation::Minimum, false) | (Aggregation::Maximum, true) => Term::Least(terms),
            (Aggregation::Maximum, false) | (Aggregation::Minimum, true) => Term::Greatest(terms),
        })
    }

    fn rectangle(
        self,
        rectangle: &Rectangle,
        factors: &[f64],
        parts: &dyn Fn(&[f64]) -> Option<i64>,
    ) -> Option<Term> {
        let genius = self.reading == Reading::Format;
        let weight = if genius { rectangle.weight.unwrap_or(1.0) } else { 1.0 };
        let worth = parts(&[factors, &[rectangle.utility, weight]].concat())?;
        let bound = |bound: &detente_scenario::Bound| Bound { issue: bound.issue, options: self.kept(bound) };
        let bounds: Vec<_> = rectangle.bounds.iter().map(bound).collect();
        // What pays outside is a reward everywhere and a loss inside.
        Some(if genius && rectangle.excludes && !bounds.is_empty() {
            Term::Sum(vec![Term::Constant(worth), Term::Reward { worth: worth.saturating_neg(), bounds }])
        } else {
            Term::Reward { worth, bounds }
        })
    }

    /// The options with which a bound is kept: ends included in Genius, excluded in NegMAS.
    fn kept(self, bound: &detente_scenario::Bound) -> Vec<u16> {
        let (Some(issue), Some(&size)) = (self.issues.get(bound.issue), self.sizes.get(bound.issue)) else {
            return Vec::new();
        };
        let inside = |option: &u16| {
            let number = issue.number_of(Choice::Option(usize::from(*option)));
            number.is_some_and(|number| match self.reading {
                Reading::Format => bound.low <= number && number <= bound.high,
                Reading::Raw => bound.low < number && number < bound.high,
            })
        };
        (0..u16::try_from(size).unwrap_or(u16::MAX)).filter(inside).collect()
    }
}

/// To 10^-12 of a point; what is beyond whole numbers is as large as they get.
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "it saturates")]
fn rounded(value: f64) -> i64 {
    (value * PARTS_OF_A_POINT as f64).round() as i64
}
