//! What levers and guarantees add to what agreement, or no agreement, is worth to a party.
//!
//! A lever adds a number. A guarantee adds the product of three: how far it obliges, how surely it is honoured, and
//! what it is worth in full. Each number has an interval and a name of its own and is drawn by itself, so that the
//! middle of a product is the product of the middles, and its draws are the products of draws.

use std::ops::Range;

use detente_case::{Guarantee, GuaranteeId, Interval, LeverId, LeverStatus, PartyId, Quantity, current};
use detente_number::Fraction;
use serde::Serialize;

use crate::draws::{Plan, Stream, drawn_exactly};

/// Something that adds to what agreement or no agreement is worth to a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// What it is, by a name of its own.
    pub name: String,
    /// What it adds to.
    pub adds_to: Worth,
    /// Whether that is added or taken away.
    direction: Direction,
    /// The numbers whose product it is, in points; never none.
    factors: Vec<Factor>,
}

/// Whether something comes or goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Added,
    TakenAway,
}

/// Agreement or its absence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Worth {
    /// Any agreement.
    Deal,
    /// No agreement.
    NoDeal,
}

/// How a guarantee is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Given {
    /// With the obligation and the credibility that are stated.
    AsStated,
    /// Sure to be honoured, with the obligation that is stated.
    Credibly,
}

/// Whether a guarantee is in use: then what the case says of agreement counts it already.
#[must_use]
pub fn in_use(guarantee: &Guarantee) -> bool {
    current(&guarantee.status) == Some(LeverStatus::InUse)
}

/// A number of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Factor {
    /// What is drawn for it depends on the name and on nothing else.
    name: String,
    interval: Interval,
    taken: Taken,
}

/// What of a number is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taken {
    Itself,
    /// What it lacks to one.
    LeftOfOne,
}

impl Factor {
    fn whole(name: String, interval: Interval) -> Self {
        Self { name, interval, taken: Taken::Itself }
    }

    fn interval(&self) -> Interval {
        match self.taken {
            Taken::Itself => self.interval,
            Taken::LeftOfOne => Interval::exactly(Quantity::ONE) - self.interval,
        }
    }

    fn taken_of(&self, drawn: i64) -> i64 {
        match self.taken {
            Taken::Itself => drawn,
            Taken::LeftOfOne => Quantity::ONE.millionths().saturating_sub(drawn),
        }
    }

    fn fraction_of(&self, drawn: Fraction) -> Option<Fraction> {
        match self.taken {
            Taken::Itself => Some(drawn),
            Taken::LeftOfOne => Fraction::ONE.minus(drawn),
        }
    }
}

impl Shift {
    /// A number of that name, in points.
    pub(crate) fn number(name: String, adds_to: Worth, by: Interval) -> Self {
        Self { factors: vec![Factor::whole(name.clone(), by)], name, adds_to, direction: Direction::Added }
    }

    /// What giving a guarantee adds to any agreement; `None` where one of its numbers is not stated, or where the
    /// values of the case count it already because it is in use.
    pub(crate) fn of_guarantee(id: &GuaranteeId, guarantee: &Guarantee, given: Given) -> Option<Self> {
        let (obligation, credibility) = guarantee.obligation.zip(guarantee.credibility)?;
        let worth = guarantee.worth?;
        let factor = |part: &str, interval| Factor::whole(format!("guarantee/{id}/{part}"), interval);
        let credibility = factor("credibility", credibility);
        let honoured = match (given, in_use(guarantee)) {
            (Given::AsStated, true) => return None,
            (Given::AsStated, false) => Some(credibility),
            (Given::Credibly, false) => None,
            (Given::Credibly, true) => Some(Factor { taken: Taken::LeftOfOne, ..credibility }),
        };
        let mut factors = vec![factor("worth", worth), factor("obligation", obligation)];
        factors.extend(honoured);
        let (name, direction) = (format!("guarantee/{id}"), Direction::Added);
        Some(Self { name, adds_to: Worth::Deal, direction, factors })
    }

    /// The same taken away instead of added.
    pub(crate) fn negated(mut self) -> Self {
        self.direction = match self.direction {
            Direction::Added => Direction::TakenAway,
            Direction::TakenAway => Direction::Added,
        };
        self
    }

    /// Every number of points that it may add; of a product, rounded outwards to a millionth.
    #[must_use]
    pub fn interval(&self) -> Interval {
        self.signed(self.product())
    }

    fn signed(&self, product: Interval) -> Interval {
        match self.direction {
            Direction::Added => product,
            Direction::TakenAway => -product,
        }
    }

    fn product(&self) -> Interval {
        match self.factors.as_slice() {
            [only] => only.interval(),
            factors => every_product(factors.iter().map(Factor::interval)),
        }
    }

    /// What it adds with every number in the middle of its interval; a product is rounded down to a millionth.
    #[must_use]
    pub fn middle(&self) -> Quantity {
        if let [only] = self.factors.as_slice() {
            return self.signed(only.interval()).middle();
        }
        let middles = self.factors.iter().map(|factor| factor.interval().middle().fraction());
        let middle = rounded(middles.fold(Fraction::ONE, product));
        self.signed(Interval::exactly(middle)).low
    }

    /// Whether each of its numbers is one number only.
    pub(crate) fn is_exact(&self) -> bool {
        self.factors.iter().all(|factor| factor.interval.is_exact())
    }

    /// Whether each end of its numbers is a whole count of millionths.
    pub(crate) fn is_in_millionths(&self) -> bool {
        let ends = self.factors.iter().flat_map(|factor| [factor.interval.low, factor.interval.high]);
        ends.into_iter().all(Quantity::is_in_millionths)
    }

    /// What it adds in some draws, in millionths; a product is rounded down.
    pub(crate) fn in_draws(&self, plan: Plan, draws: Range<u32>) -> Vec<i64> {
        let mut products: Vec<i128> = vec![1; draws.len()];
        let mut parts: i128 = 1;
        for (place, factor) in self.factors.iter().enumerate() {
            let drawn = Stream::named(plan, &factor.name).take(draws.clone(), factor.interval);
            for (product, drawn) in products.iter_mut().zip(drawn) {
                *product = product.saturating_mul(factor.taken_of(drawn).into());
            }
            parts = if place == 0 { 1 } else { parts * i128::from(Quantity::ONE.millionths()) };
        }
        let whole = |product: i128| match self.direction {
            Direction::Added => product.div_euclid(parts),
            Direction::TakenAway => -product.div_euclid(parts),
        };
        products.into_iter().map(|product| saturated(whole(product))).collect()
    }

    /// What it adds in one draw, in millionths.
    pub(crate) fn in_draw(&self, plan: Plan, draw: u32) -> i64 {
        self.in_draws(plan, draw..draw.saturating_add(1)).first().copied().unwrap_or(0)
    }

    /// The same where ends need not be millionths.
    pub(crate) fn fraction_in_draw(&self, plan: Plan, draw: u32) -> Option<Fraction> {
        let factor = |factor: &Factor| {
            let word = Stream::named(plan, &factor.name).word_at(draw);
            factor.fraction_of(drawn_exactly(word, factor.interval)?)
        };
        let product = match self.factors.as_slice() {
            [only] => factor(only)?,
            factors => {
                let product =
                    factors.iter().try_fold(Fraction::ONE, |product, one| product.times(factor(one)?));
                rounded(product?).fraction()
            }
        };
        match self.direction {
            Direction::Added => Some(product),
            Direction::TakenAway => product.negated(),
        }
    }
}

/// Every product of a number from each interval, rounded outwards to a millionth.
pub(crate) fn every_product(numbers: impl IntoIterator<Item = Interval>) -> Interval {
    let mut corners = vec![Fraction::ONE];
    for Interval { low, high } in numbers {
        let longer =
            corners.iter().flat_map(|corner| [low, high].map(|end| product(*corner, end.fraction())));
        corners = longer.collect();
    }
    let rounded_down = |corner: &Fraction| Quantity::from(*corner).millionths();
    let rounded_up = |corner: &Fraction| (-Quantity::from(*corner)).millionths().saturating_neg();
    let low = corners.iter().map(rounded_down).min().unwrap_or(0);
    let high = corners.iter().map(rounded_up).max().unwrap_or(0);
    Interval { low: Quantity::from_millionths(low), high: Quantity::from_millionths(high) }
}

/// A product; where 128 bits do not hold it, that of millionths, of which a case has none so large.
fn product(one: Fraction, other: Fraction) -> Fraction {
    one.times(other).unwrap_or_else(|| {
        let millionths = |number: Fraction| i128::from(Quantity::from(number).millionths());
        let parts = millionths(one).saturating_mul(millionths(other));
        Fraction::new(parts, 1_000_000_000_000).unwrap_or_default()
    })
}

fn rounded(product: Fraction) -> Quantity {
    Quantity::from_millionths(Quantity::from(product).millionths())
}

fn saturated(number: i128) -> i64 {
    i64::try_from(number).unwrap_or(if number < 0 { i64::MIN } else { i64::MAX })
}

/// The name under which draws know the effect of a lever.
#[must_use]
pub fn lever_effect_name(lever: &LeverId, party: &PartyId, adds_to: Worth) -> String {
    let of = if adds_to == Worth::Deal { "deal" } else { "no-deal" };
    format!("lever/{lever}/{of}/{party}")
}

#[cfg(test)]
mod tests {
    use detente_case::{Basis, Dated, LeverStatus, Origin, Span};

    use super::*;

    const PLAN: Plan = Plan { draws: 4_000, seed: 3 };

    fn guarantee(status: Option<LeverStatus>) -> Guarantee {
        let origin = Origin { basis: Basis::Cited(Vec::new()), ..Origin::definition(Span::default()) };
        let tenths = |low: i64, high: i64| {
            Some(Interval::new(
                Quantity::from_millionths(low * 100_000),
                Quantity::from_millionths(high * 100_000),
            ))
        };
        Guarantee {
            name: "a bond".to_owned(),
            guarantors: Vec::new(),
            sought_by: Vec::new(),
            beneficiary: PartyId::new("p"),
            obligation: tenths(2, 10),
            credibility: tenths(0, 8),
            worth: Some(Interval::units(10, 30)),
            duration: None,
            status: status.map(|is| Dated { is, on: None, origin: origin.clone() }).into_iter().collect(),
            cost: detente_case::Effects::new(),
            effects_origin: origin.clone(),
            origin,
        }
    }

    fn shift(given: Given, status: Option<LeverStatus>) -> Option<Shift> {
        Shift::of_guarantee(&GuaranteeId::new("bond"), &guarantee(status), given)
    }

    /// By hand: the middles are 0.6, 0.4 and 20; their product is 4.8, where the middle of the products is 12.
    #[test]
    fn the_middle_of_a_product_is_the_product_of_the_middles() {
        let given = shift(Given::AsStated, None).expect("it is stated");
        assert_eq!(given.interval(), Interval::units(0, 24));
        assert_eq!(given.middle(), Quantity::from_millionths(4_800_000));
        let credibly = shift(Given::Credibly, None).expect("it is stated");
        assert_eq!(
            (credibly.interval(), credibly.middle()),
            (Interval::units(2, 30), Quantity::from_units(12))
        );
    }

    /// What is in use is counted in the values already; made credible, it adds what it lacked.
    #[test]
    fn what_is_in_use_adds_only_what_it_lacked() {
        assert_eq!(shift(Given::AsStated, Some(LeverStatus::InUse)), None);
        let credibly = shift(Given::Credibly, Some(LeverStatus::InUse)).expect("it is stated");
        assert_eq!(
            credibly.middle(),
            Quantity::from_millionths(7_200_000),
            "0.6 times 20 times what 0.4 lacks"
        );
        let (all, stated) = (
            shift(Given::Credibly, None).expect("it is stated"),
            shift(Given::AsStated, None).expect("it is stated"),
        );
        for draw in 0..50 {
            let lacked = all.in_draw(PLAN, draw) - stated.in_draw(PLAN, draw);
            assert!(
                credibly.in_draw(PLAN, draw).abs_diff(lacked) <= 1,
                "rounding apart, the parts are the whole"
            );
        }
    }

    /// Three numbers drawn apart: the mean of their products is the product of their means, 4.8.
    #[test]
    fn each_number_of_a_product_is_drawn_by_itself() {
        let given = shift(Given::AsStated, None).expect("it is stated");
        let drawn = given.in_draws(PLAN, 0..PLAN.draws);
        let mean = drawn.iter().sum::<i64>() / i64::from(PLAN.draws);
        // The standard deviation of the product is 3.3 points: so is that of this mean 0.05.
        assert!(mean.abs_diff(4_800_000) < 200_000, "{mean}");
        let part = |part: &str, interval| {
            Stream::named(PLAN, &format!("guarantee/bond/{part}")).take(0..PLAN.draws, interval)
        };
        let guarantee = guarantee(None);
        let obligation = part("obligation", guarantee.obligation.expect("it is stated"));
        let credibility = part("credibility", guarantee.credibility.expect("it is stated"));
        let worth = part("worth", guarantee.worth.expect("it is stated"));
        for draw in 0..PLAN.draws as usize {
            let product =
                i128::from(obligation[draw]) * i128::from(credibility[draw]) * i128::from(worth[draw]);
            assert_eq!(i128::from(drawn[draw]), product / 1_000_000_000_000);
            let place = u32::try_from(draw).expect("few draws");
            assert_eq!(given.in_draw(PLAN, place), drawn[draw]);
            let exact = given.fraction_in_draw(PLAN, place).map(Quantity::from);
            assert_eq!(exact, Some(Quantity::from_millionths(drawn[draw])));
        }
    }

    /// An effect taken away is the effect added, with the other sign, draw by draw.
    #[test]
    fn what_ends_takes_away_what_it_added() {
        let used = Shift::number("lever/l/deal/p".to_owned(), Worth::Deal, Interval::units(-3, 9));
        let ended = used.clone().negated();
        assert_eq!((ended.interval(), ended.middle()), (Interval::units(-9, 3), Quantity::from_units(-3)));
        let sums = used.in_draws(PLAN, 0..99).into_iter().zip(ended.in_draws(PLAN, 0..99));
        assert!(sums.map(|(used, ended)| used + ended).all(|sum| sum == 0));
        assert_eq!(ended.negated(), used);
    }
}
