//! One value of every interval: the ends, the middles, or a draw.
//!
//! `v ≥ d` with `v = Σ r·u / Σ r` and `Σ r > 0` is `Σ r·(u − d) ≥ 0`, a sum over issues of whole numbers.
//! So a reading of a party is one number a cell (issue, option), and a package is acceptable in value when
//! its cells add up to zero or more. Each issue's weight stands in one term only, so the best and the worst
//! value of that term over the weight's interval are at its ends, and the sums of best (worst) terms at the
//! best (worst) end of `u` and `d` are reached by one and the same choice of numbers: both ends are exact.

mod rung_words;

use std::{collections::BTreeMap, ops::Range};

use detente_case::{Counts, Interval, Quantity};

use crate::{
    draws::{Plan, Stream},
    exact,
    negotiation::{Input, Negotiation, OptionValue, Party},
    package::Package,
    rank_order::RankOrder,
    rungs::IN_MILLIONTHS,
    shift::{Shift, Worth},
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
    /// Halfway, but what nobody has said at the end that works against agreement: values at the lowest that what is said
    /// leaves them, no-deal values at the highest.
    SilenceAsNo,
    /// The same with what nobody has said at the end that favours agreement.
    SilenceAsYes,
    /// The values of one draw of a plan.
    Draw {
        /// The plan.
        plan: Plan,
        /// Which of its draws, from 0.
        draw: u32,
    },
}

/// What cells of 64 bits may add up to.
const LARGEST: i64 = i64::MAX / 2;
/// A point and the most a mean can be, in millionths.
const POINT: i64 = 1_000_000;
const HUNDRED: i64 = 100 * POINT;

/// The values to reach between which a party's sums in millionths fit into 64 bits.
///
/// A mean of values from 0 to 100 lies within them, so that what is further out is as good or as bad as their ends.
#[derive(Clone, Copy)]
pub(crate) struct Room {
    low: i64,
    high: i64,
}

impl Room {
    /// `None` for a party whose numbers are no millionths, or add up to more; [`crate::exact`] has those.
    pub(crate) fn of(party: &Party) -> Option<Self> {
        let is_whole =
            |interval: Interval| interval.low.is_in_millionths() && interval.high.is_in_millionths();
        let inputs = party.values.iter().flatten().map(|value| &value.input).chain(&party.weights);
        let plain = party.counts == Counts::Mean
            && inputs.chain([&party.no_deal]).all(|input| is_whole(input.interval))
            && party.shifts.iter().all(Shift::is_in_millionths);
        if !plain {
            return None;
        }
        let weights: i64 =
            party.weights.iter().map(|weight| weight.interval.high.millionths()).fold(1, i64::saturating_add);
        if LARGEST / weights < HUNDRED + POINT {
            return None;
        }
        // Differences of two such sums are to fit, too, where more than a point is left for it.
        let room = (LARGEST / 4 / weights - HUNDRED).max(POINT);
        Some(Self { low: -room, high: HUNDRED + room })
    }

    fn clamped(self, reach: i64) -> i64 {
        reach.clamp(self.low, self.high)
    }
}

/// One party under one reading: a number for every cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Slack {
    /// `r·(u − d)` by cell, in millionths of a point times millionths of weight, or times another number above zero.
    pub(crate) cells: Vec<i64>,
    /// The same in 128 bits where 64 do not hold it: then `cells` are these, divided and rounded up.
    pub(crate) exact: Option<Vec<i128>>,
}

impl Slack {
    pub(crate) fn of(negotiation: &Negotiation, party: &Party, reading: Reading) -> Self {
        let Some(room) = Room::of(party) else {
            return exact::slack(negotiation, party, reading).unwrap_or_default();
        };
        let reach = match reading {
            Reading::Favourable
            | Reading::Central
            | Reading::Guarded
            | Reading::SilenceAsNo
            | Reading::SilenceAsYes => reach(party, reading).millionths(),
            Reading::Draw { plan, draw } => {
                let mut reach = Names { party }.no_deal(plan).at(draw, party.no_deal.interval);
                for shift in &party.shifts {
                    let by = shift.in_draw(plan, draw);
                    reach = match shift.adds_to {
                        Worth::Deal => reach.saturating_sub(by),
                        Worth::NoDeal => reach.saturating_add(by),
                    };
                }
                reach
            }
        };
        let reach = room.clamped(reach);
        let weights = match reading {
            Reading::Draw { plan, draw } => Names { party }.weights_at(negotiation, plan, draw),
            _ => party.weights.iter().map(|weight| weight.central.millionths()).collect(),
        };
        let mut cells = Vec::with_capacity(negotiation.cells());
        for (issue, values) in party.values.iter().enumerate() {
            let weight = party.weights[issue].interval;
            let (least, most) = (weight.low.millionths(), weight.high.millionths());
            let weight = weights[issue];
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
                    Reading::Central | Reading::SilenceAsNo | Reading::SilenceAsYes => {
                        weight * (value.if_unsaid(reading.unsaid_values()).millionths() - reach)
                    }
                    Reading::Draw { .. } => weight * (drawn[option] - reach),
                });
            }
        }
        Self { cells, exact: None }
    }

    /// One party in some draws of a plan, one after the other.
    pub(crate) fn in_draws(
        negotiation: &Negotiation,
        party: &Party,
        plan: Plan,
        draws: Range<u32>,
    ) -> Vec<Self> {
        if Room::of(party).is_none() {
            let count = draws.len();
            return exact::slacks_in_draws(negotiation, party, plan, draws)
                .unwrap_or_else(|| vec![Self::default(); count]);
        }
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
    /// Of a party whose numbers 64 bits do not hold, they are divided and rounded up.
    pub(crate) fn of(negotiation: &Negotiation, party: &Party, plan: Plan, draws: Range<u32>) -> Self {
        match Self::in_parts(negotiation, party, plan, draws.clone()) {
            Some((columns, ..)) => columns,
            None => exact::columns(negotiation, party, plan, draws.clone()).unwrap_or_else(|| Self {
                cells: vec![vec![0; draws.len()]; negotiation.cells()],
                weights: vec![1; draws.len()],
            }),
        }
    }

    /// By draw, what a package must be worth to the party, as its cells have it; nothing for a party whose cells are
    /// no products of millionths.
    pub(crate) fn reach(party: &Party, plan: Plan, draws: Range<u32>) -> Option<Vec<i64>> {
        let room = Room::of(party)?;
        let mut reach = Names { party }.no_deal(plan).take(draws.clone(), party.no_deal.interval);
        for shift in &party.shifts {
            let by = shift.in_draws(plan, draws.clone());
            for (reach, by) in reach.iter_mut().zip(by) {
                *reach = match shift.adds_to {
                    Worth::Deal => reach.saturating_sub(by),
                    Worth::NoDeal => reach.saturating_add(by),
                };
            }
        }
        Some(reach.into_iter().map(|reach| room.clamped(reach)).collect())
    }

    /// The cells; by issue and draw, the weights in them; and by draw, what is taken off every value. Nothing for a party
    /// whose cells are no products of millionths.
    pub(crate) fn in_parts(
        negotiation: &Negotiation,
        party: &Party,
        plan: Plan,
        draws: Range<u32>,
    ) -> Option<(Self, Vec<Vec<i64>>, Vec<i64>)> {
        let names = Names { party };
        let reach = Self::reach(party, plan, draws.clone())?;
        let mut columns =
            Self { cells: Vec::with_capacity(negotiation.cells()), weights: vec![0; draws.len()] };
        let by_issue = names.weights_in_draws(negotiation, plan, draws.clone());
        for (issue, weights) in by_issue.iter().enumerate() {
            for (weight, sum) in weights.iter().zip(&mut columns.weights) {
                *sum += *weight;
            }
            for mut values in names.values_in_draws(negotiation, issue, plan, draws.clone()) {
                for ((value, weight), reach) in values.iter_mut().zip(weights).zip(&reach) {
                    *value = weight * (*value - reach);
                }
                columns.cells.push(values);
            }
        }
        for sum in &mut columns.weights {
            *sum = (*sum).max(1);
        }
        Some((columns, by_issue, reach))
    }

    /// One of the draws.
    pub(crate) fn slack(&self, draw: usize) -> Slack {
        Slack { cells: self.cells.iter().map(|numbers| numbers[draw]).collect(), exact: None }
    }
}

/// What a package must be worth to a party where a reading takes an end or the middle. Draws are not asked for: they
/// count as central.
pub(crate) fn reach(party: &Party, reading: Reading) -> Quantity {
    match reading {
        Reading::Favourable => party.to_reach().low,
        Reading::Guarded => party.to_reach().high,
        Reading::Central | Reading::SilenceAsNo | Reading::SilenceAsYes | Reading::Draw { .. } => {
            party.reach_if_unsaid(reading.unsaid_no_deal())
        }
    }
}

/// What a package must be worth to a party and, by issue, its weights halfway in their intervals, both in millionths and as
/// its [`Slack`] cells have them; nothing for a party whose cells are no products of millionths.
pub(crate) fn reach_and_weights(party: &Party, reading: Reading) -> Option<(i64, Vec<i64>)> {
    let room = Room::of(party)?;
    let weights = party.weights.iter().map(|weight| weight.central.millionths()).collect();
    Some((room.clamped(reach(party, reading).millionths()), weights))
}

/// Whether a package is worth at least no deal to a party for some values, and for all: exact, also where
/// weights are known by their order.
pub(crate) fn possibly_and_necessarily(
    negotiation: &Negotiation,
    party: &Party,
    package: &Package,
) -> (bool, bool) {
    let enough = |reading: Reading| {
        if party.weight_order.is_none() && Room::of(party).is_none() {
            let slack = Slack::of(negotiation, party, reading);
            return slack.sum(None).total(&negotiation.offsets, package) >= 0;
        }
        let reach = reach(party, reading).millionths();
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
        if let Some(rungs) = &self.party.rungs[issue] {
            let words = self.rung_words(negotiation, issue, plan, draw..draw.saturating_add(1));
            return rungs.draw(&words.of(0), &IN_MILLIONTHS, &mut BTreeMap::new());
        }
        let own = |(option, value): (usize, &OptionValue)| {
            self.value(plan, negotiation, issue, option).at(draw, value.input.interval)
        };
        let mut values: Vec<i64> = self.party.values[issue].iter().enumerate().map(own).collect();
        if let Some(ranked) = &self.party.ranked[issue] {
            ranked.deal(&mut values);
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
        if let Some(rungs) = &self.party.rungs[issue] {
            let words = self.rung_words(negotiation, issue, plan, draws.clone());
            let mut values = vec![Vec::with_capacity(draws.len()); self.party.values[issue].len()];
            let mut known = BTreeMap::new();
            for draw in 0..draws.len() {
                let in_draw = rungs.draw(&words.of(draw), &IN_MILLIONTHS, &mut known);
                values.iter_mut().zip(in_draw).for_each(|(values, value)| values.push(value));
            }
            return values;
        }
        let own = |(option, value): (usize, &OptionValue)| {
            self.value(plan, negotiation, issue, option).take(draws.clone(), value.input.interval)
        };
        let mut values: Vec<Vec<i64>> = self.party.values[issue].iter().enumerate().map(own).collect();
        if let Some(ranked) = &self.party.ranked[issue] {
            for draw in 0..draws.len() {
                let mut in_draw: Vec<i64> = values.iter().map(|values| values[draw]).collect();
                ranked.deal(&mut in_draw);
                values.iter_mut().zip(in_draw).for_each(|(values, value)| values[draw] = value);
            }
        }
        values
    }
}
