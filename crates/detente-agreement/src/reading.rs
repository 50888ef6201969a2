//! One value of every interval: the ends, the middles, or a draw.
//!
//! `v ≥ d` with `v = Σ r·u / Σ r` and `Σ r > 0` is `Σ r·(u − d) ≥ 0`, a sum over issues of whole numbers.
//! So a reading of a party is one number a cell (issue, option), and a package is acceptable in value when
//! its cells add up to zero or more. Each issue's weight stands in one term only, so the best and the worst
//! value of that term over the weight's interval are at its ends, and the sums of best (worst) terms at the
//! best (worst) end of `u` and `d` are reached by one and the same choice of numbers: both ends are exact.

use std::ops::Range;

use detente_case::{Interval, Quantity};

use crate::{
    draws::{Plan, Stream},
    negotiation::{Input, Negotiation, OptionValue, Party, Worth},
    package::Package,
    rank_order::RankOrder,
};

/// Which value is taken of every interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The end that favours agreement, for each party: what no values in the intervals can better.
    Favourable,
    /// Halfway.
    Central,
    /// The end that works against agreement, for each party: what holds here holds whatever the values.
    Guarded,
    /// The values of one draw of a plan.
    Draw {
        /// The plan.
        plan: Plan,
        /// Which of its draws, from 0.
        draw: u32,
    },
}

/// Values to reach below this are as good as this: no package is worth less than 0.
const NOTHING: i64 = -1_000_000;
/// Values to reach above this are as bad as this: no package is worth more than 100.
const EVERYTHING: i64 = 101_000_000;

/// How many issues sums are exact for with weights in millionths: a term is at most `10^8 · 1.01·10^8`,
/// and 900 of them stay below `i64::MAX ≈ 9.2·10^18`. Beyond, weights are halved until sums fit again.
const EXACT_ISSUES: usize = 900;

/// One party under one reading: a number for every cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Slack {
    /// `r·(u − d)` by cell, in millionths of a point times millionths of weight.
    pub(crate) cells: Vec<i64>,
}

impl Slack {
    pub(crate) fn of(negotiation: &Negotiation, party: &Party, reading: Reading) -> Self {
        let coarseness = coarseness(negotiation.issues.len());
        let reach = match reading {
            Reading::Favourable | Reading::Central | Reading::Guarded => reach(party, reading),
            Reading::Draw { plan, draw } => {
                let mut reach = Names { party }.no_deal(plan).at(draw, party.no_deal.interval);
                for shift in &party.shifts {
                    let by = Stream::named(plan, &shift.name).at(draw, shift.by);
                    reach = match shift.adds_to {
                        Worth::Deal => reach.saturating_sub(by),
                        Worth::NoDeal => reach.saturating_add(by),
                    };
                }
                reach
            }
        };
        let reach = reach.clamp(NOTHING, EVERYTHING);
        let weights = match reading {
            Reading::Draw { plan, draw } => Names { party }.weights_at(negotiation, plan, draw),
            _ => party.weights.iter().map(|weight| weight.central.millionths()).collect(),
        };
        let mut cells = Vec::with_capacity(negotiation.cells());
        for (issue, values) in party.values.iter().enumerate() {
            let weight = party.weights[issue].interval;
            let (least, most) =
                (weight.low.millionths() >> coarseness, weight.high.millionths() >> coarseness);
            let weight = weights[issue] >> coarseness;
            let drawn = match reading {
                Reading::Draw { plan, draw } => Names { party }.values_at(negotiation, issue, plan, draw),
                _ => Vec::new(),
            };
            for (option, value) in values.iter().enumerate() {
                let value = value.input;
                cells.push(match reading {
                    Reading::Favourable => {
                        let above = value.interval.high.millionths() - reach;
                        (least * above).max(most * above)
                    }
                    Reading::Guarded => {
                        let above = value.interval.low.millionths() - reach;
                        (least * above).min(most * above)
                    }
                    Reading::Central => weight * (value.central.millionths() - reach),
                    Reading::Draw { .. } => weight * (drawn[option] - reach),
                });
            }
        }
        Self { cells }
    }

    /// One party in some draws of a plan, one after the other.
    pub(crate) fn in_draws(
        negotiation: &Negotiation,
        party: &Party,
        plan: Plan,
        draws: Range<u32>,
    ) -> Vec<Self> {
        let columns = Columns::of(negotiation, party, plan, draws.clone());
        (0..draws.len()).map(|draw| columns.slack(draw)).collect()
    }
}

/// One party in some draws of a plan, cell by cell: to add up a package in all of them at once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    /// The cells of a [`Slack`], each by draw.
    pub(crate) cells: Vec<Vec<i64>>,
    /// By draw, what the party's weights add up to, on the scale of the cells; above zero.
    pub(crate) weights: Vec<i64>,
}

impl Columns {
    pub(crate) fn of(negotiation: &Negotiation, party: &Party, plan: Plan, draws: Range<u32>) -> Self {
        Self::in_parts(negotiation, party, plan, draws).0
    }

    /// By draw, what a package must be worth to the party, within what packages can be worth.
    pub(crate) fn reach(party: &Party, plan: Plan, draws: Range<u32>) -> Vec<i64> {
        let mut reach = Names { party }.no_deal(plan).take(draws.clone(), party.no_deal.interval);
        for shift in &party.shifts {
            let by = Stream::named(plan, &shift.name).take(draws.clone(), shift.by);
            for (reach, by) in reach.iter_mut().zip(by) {
                *reach = match shift.adds_to {
                    Worth::Deal => reach.saturating_sub(by),
                    Worth::NoDeal => reach.saturating_add(by),
                };
            }
        }
        reach.into_iter().map(|reach| reach.clamp(NOTHING, EVERYTHING)).collect()
    }

    /// The cells; by issue and draw, the weights in them; and by draw, what is taken off every value.
    pub(crate) fn in_parts(
        negotiation: &Negotiation,
        party: &Party,
        plan: Plan,
        draws: Range<u32>,
    ) -> (Self, Vec<Vec<i64>>, Vec<i64>) {
        let coarseness = coarseness(negotiation.issues.len());
        let names = Names { party };
        let reach = Self::reach(party, plan, draws.clone());
        let mut columns =
            Self { cells: Vec::with_capacity(negotiation.cells()), weights: vec![0; draws.len()] };
        let mut by_issue = names.weights_in_draws(negotiation, plan, draws.clone());
        for (issue, weights) in by_issue.iter_mut().enumerate() {
            for (weight, sum) in weights.iter_mut().zip(&mut columns.weights) {
                *weight >>= coarseness;
                *sum += *weight;
            }
            for mut values in names.values_in_draws(negotiation, issue, plan, draws.clone()) {
                for ((value, weight), reach) in values.iter_mut().zip(&*weights).zip(&reach) {
                    *value = weight * (*value - reach);
                }
                columns.cells.push(values);
            }
        }
        for sum in &mut columns.weights {
            *sum = (*sum).max(1);
        }
        (columns, by_issue, reach)
    }

    /// One of the draws.
    pub(crate) fn slack(&self, draw: usize) -> Slack {
        Slack { cells: self.cells.iter().map(|numbers| numbers[draw]).collect() }
    }
}

/// What a package must be worth to a party, in millionths, where a reading takes an end or the middle; within
/// what packages can be worth. Draws are not asked for: they count as central.
pub(crate) fn reach(party: &Party, reading: Reading) -> i64 {
    let reach = match reading {
        Reading::Favourable => party.to_reach().low,
        Reading::Guarded => party.to_reach().high,
        Reading::Central | Reading::Draw { .. } => party.central_to_reach(),
    };
    reach.millionths().clamp(NOTHING, EVERYTHING)
}

/// By issue, a party's weights as its [`Slack`] cells have them, halfway in their intervals.
pub(crate) fn raw_weights(negotiation: &Negotiation, party: &Party) -> Vec<i64> {
    let coarseness = coarseness(negotiation.issues.len());
    party.weights.iter().map(|weight| weight.central.millionths() >> coarseness).collect()
}

/// Whether a package is worth at least no deal to a party for some values, and for all: exact, also where
/// weights are known by their order.
pub(crate) fn possibly_and_necessarily(
    negotiation: &Negotiation,
    party: &Party,
    package: &Package,
) -> (bool, bool) {
    let reach = |reading| match reading {
        Reading::Guarded => party.to_reach().high,
        _ => party.to_reach().low,
    };
    let enough = |reading: Reading| {
        let reach = reach(reading).millionths().clamp(NOTHING, EVERYTHING);
        let favourable = reading != Reading::Guarded;
        let above = |issue: usize| {
            let value = party.values[issue][usize::from(package.0[issue])].input.interval;
            i128::from(if favourable { value.high } else { value.low }.millionths() - reach)
        };
        let alone = |issue: usize| {
            let weight = party.weights[issue].interval;
            let ends = [weight.low, weight.high].map(|end| i128::from(end.millionths()) * above(issue));
            if favourable { ends[0].max(ends[1]) } else { ends[0].min(ends[1]) }
        };
        let issues = 0..negotiation.issues.len();
        let Some(order) = &party.weight_order else { return issues.map(alone).sum::<i128>() >= 0 };
        let others: i128 = issues.filter(|&issue| !party.weights[issue].by_order).map(alone).sum();
        let (sum, among) = if favourable {
            order.greatest_mean(above)
        } else {
            let (sum, among) = order.greatest_mean(|issue| -above(issue));
            (-sum, among)
        };
        others * among + i128::from(RankOrder::whole()) * sum >= 0
    };
    (enough(Reading::Favourable), enough(Reading::Guarded))
}

/// Every party under one reading.
pub(crate) fn slacks(negotiation: &Negotiation, reading: Reading) -> Vec<Slack> {
    negotiation.parties.iter().map(|party| Slack::of(negotiation, party, reading)).collect()
}

fn coarseness(issues: usize) -> u32 {
    issues.div_ceil(EXACT_ISSUES).max(1).next_power_of_two().trailing_zeros()
}

/// The names by which draws know a party's numbers. They hold nothing but the names of the case, so that
/// adding a party, an issue or an option leaves every other number's draws as they were.
pub(crate) struct Names<'a> {
    pub(crate) party: &'a Party,
}

impl Names<'_> {
    pub(crate) fn no_deal(&self, plan: Plan) -> Stream {
        Stream::named(plan, &format!("{}/no-deal", self.party.id))
    }

    pub(crate) fn weight(&self, plan: Plan, negotiation: &Negotiation, issue: usize) -> Stream {
        Stream::named(plan, &format!("{}/{}/weight", self.party.id, negotiation.issues[issue].id))
    }

    pub(crate) fn value(&self, plan: Plan, negotiation: &Negotiation, issue: usize, option: usize) -> Stream {
        let of = &negotiation.issues[issue];
        Stream::named(plan, &format!("{}/{}/{}/value", self.party.id, of.id, of.options[option].id))
    }

    /// The party's weights in one draw, by issue.
    fn weights_at(&self, negotiation: &Negotiation, plan: Plan, draw: u32) -> Vec<i64> {
        let stream = |issue: usize| self.weight(plan, negotiation, issue);
        let own = |(issue, input): (usize, &Input)| stream(issue).at(draw, input.interval);
        let mut weights: Vec<i64> = self.party.weights.iter().enumerate().map(own).collect();
        if let Some(order) = &self.party.weight_order {
            let words: Vec<u64> = (0..weights.len()).map(|issue| stream(issue).word_at(draw)).collect();
            order.weights(&words, &mut weights);
        }
        weights
    }

    /// The party's weights, by issue and then by draw.
    pub(crate) fn weights_in_draws(
        &self,
        negotiation: &Negotiation,
        plan: Plan,
        draws: Range<u32>,
    ) -> Vec<Vec<i64>> {
        let stream = |issue: usize| self.weight(plan, negotiation, issue);
        let own = |(issue, input): (usize, &Input)| stream(issue).take(draws.clone(), input.interval);
        let mut weights: Vec<Vec<i64>> = self.party.weights.iter().enumerate().map(own).collect();
        if let Some(order) = &self.party.weight_order {
            let words: Vec<Vec<u64>> =
                (0..weights.len()).map(|issue| stream(issue).words(draws.clone())).collect();
            for draw in 0..draws.len() {
                let of_draw: Vec<u64> = words.iter().map(|words| words[draw]).collect();
                let mut in_draw: Vec<i64> = weights.iter().map(|weights| weights[draw]).collect();
                order.weights(&of_draw, &mut in_draw);
                weights.iter_mut().zip(in_draw).for_each(|(weights, weight)| weights[draw] = weight);
            }
        }
        weights
    }

    /// What the options of an issue are worth to the party in one draw.
    fn values_at(&self, negotiation: &Negotiation, issue: usize, plan: Plan, draw: u32) -> Vec<i64> {
        let own = |(option, value): (usize, &OptionValue)| {
            self.value(plan, negotiation, issue, option).at(draw, value.input.interval)
        };
        let mut values: Vec<i64> = self.party.values[issue].iter().enumerate().map(own).collect();
        if let Some(order) = self.value_order(issue) {
            order.values(&mut values);
        }
        values
    }

    /// What the options of an issue are worth to the party, by option and then by draw.
    pub(crate) fn values_in_draws(
        &self,
        negotiation: &Negotiation,
        issue: usize,
        plan: Plan,
        draws: Range<u32>,
    ) -> Vec<Vec<i64>> {
        let own = |(option, value): (usize, &OptionValue)| {
            self.value(plan, negotiation, issue, option).take(draws.clone(), value.input.interval)
        };
        let mut values: Vec<Vec<i64>> = self.party.values[issue].iter().enumerate().map(own).collect();
        if let Some(order) = self.value_order(issue) {
            for draw in 0..draws.len() {
                let mut in_draw: Vec<i64> = values.iter().map(|values| values[draw]).collect();
                order.values(&mut in_draw);
                values.iter_mut().zip(in_draw).for_each(|(values, value)| values[draw] = value);
            }
        }
        values
    }

    /// The order of the options that nothing but it tells the value of: a change may have given some a value.
    fn value_order(&self, issue: usize) -> Option<RankOrder> {
        let order = self.party.value_orders[issue].as_ref()?;
        order.only(|option| self.party.values[issue][option].input.by_order)
    }
}

/// What a party gains from a package at central values, as a sum over cells divided by `total`.
#[derive(Clone, Debug)]
pub(crate) struct Gains {
    /// `r·(u − d)` by cell; without the bounds that keep [`Slack`] small.
    pub(crate) cells: Vec<i128>,
    /// `Σ r`, above zero.
    pub(crate) total: i128,
}

impl Gains {
    pub(crate) fn of(negotiation: &Negotiation, party: &Party) -> Self {
        let reach = i128::from(party.central_to_reach().millionths());
        let mut cells = Vec::with_capacity(negotiation.cells());
        let mut total = 0;
        for (values, weight) in party.values.iter().zip(&party.weights) {
            let weight = i128::from(weight.central.millionths());
            total += weight;
            cells.extend(
                values.iter().map(|value| weight * (i128::from(value.input.central.millionths()) - reach)),
            );
        }
        Self { cells, total: total.max(1) }
    }

    /// The gain as a quantity, rounded down to a millionth.
    pub(crate) fn quantity(&self, sum: i128) -> Quantity {
        let millionths = sum.div_euclid(self.total);
        Quantity::from_millionths(i64::try_from(millionths).unwrap_or(if millionths < 0 {
            i64::MIN
        } else {
            i64::MAX
        }))
    }
}

/// The smallest interval of millionths that holds `Σ r·u / Σ r` for all `r` and `u` in the intervals.
///
/// The quotient is linear-fractional, so for given `u` it is least at a corner of the weights' box, and a
/// weight is at its upper end there exactly when its `u` lies below the quotient: with issues in order of
/// `u`, the upper ends come first. Trying every place of the break finds the least; the greatest is found
/// the same way from above.
pub(crate) fn value_range(terms: &[(Interval, Interval)]) -> Interval {
    let lowest = extreme(terms.iter().map(|(weight, value)| (*weight, value.low.millionths())).collect());
    let highest = extreme(terms.iter().map(|(weight, value)| (*weight, -value.high.millionths())).collect());
    Interval::new(Quantity::from_millionths(lowest), Quantity::from_millionths(-highest))
}

/// The least weighted mean, rounded down to a millionth.
fn extreme(mut terms: Vec<(Interval, i64)>) -> i64 {
    terms.sort_by_key(|&(_, value)| value);
    let mut total: i128 = terms.iter().map(|(weight, _)| i128::from(weight.low.millionths())).sum();
    let mut sum: i128 =
        terms.iter().map(|(weight, value)| i128::from(weight.low.millionths()) * i128::from(*value)).sum();
    let mut least = (total > 0).then(|| sum.div_euclid(total));
    for (weight, value) in &terms {
        let rise = i128::from(weight.high.millionths()) - i128::from(weight.low.millionths());
        total += rise;
        sum += rise * i128::from(*value);
        if total > 0 {
            let mean = sum.div_euclid(total);
            least = Some(least.map_or(mean, |least| least.min(mean)));
        }
    }
    // A weighted mean of values within ±10^8 is within ±10^8; without any weight there is no mean.
    least.and_then(|least| i64::try_from(least).ok()).unwrap_or(0)
}
