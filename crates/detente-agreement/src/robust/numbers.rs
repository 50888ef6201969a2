//! The uncertain numbers of a negotiation, by name.

use detente_case::{Interval, IssueId, OptionId, PartyId};
use serde::Serialize;

use crate::{
    Negotiation, Plan,
    negotiation::{Backing, Input, Issue},
    reading::Names,
};

/// A number that somebody could be asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Number {
    /// What no agreement is worth to a party.
    NoDeal {
        /// The party.
        party: PartyId,
    },
    /// How much an issue matters to a party.
    Weight {
        /// The party.
        party: PartyId,
        /// The issue.
        issue: IssueId,
    },
    /// What an option is worth to a party.
    Value {
        /// The party.
        party: PartyId,
        /// The issue.
        issue: IssueId,
        /// The option.
        option: OptionId,
    },
}

impl Number {
    /// Whose number it is.
    #[must_use]
    pub fn party(&self) -> &PartyId {
        match self {
            Self::NoDeal { party } | Self::Weight { party, .. } | Self::Value { party, .. } => party,
        }
    }
}

impl Negotiation {
    /// A number in every draw of a plan, in millionths; `None` when there is no such number.
    #[must_use]
    pub fn drawn(&self, number: &Number, plan: Plan) -> Option<Vec<i64>> {
        let party = self.parties.iter().find(|party| party.id == *number.party())?;
        let place = |id: &IssueId| self.issues.iter().position(|issue| issue.id == *id);
        let (names, draws) = (Names { party }, 0..plan.draws);
        match number {
            Number::NoDeal { .. } => Some(names.no_deal(plan).take(draws, party.no_deal.interval)),
            Number::Weight { issue, .. } => {
                names.weights_in_draws(self, plan, draws).into_iter().nth(place(issue)?)
            }
            Number::Value { issue, option, .. } => {
                let issue = place(issue)?;
                let option = self.issues[issue].options.iter().position(|of| of.id == *option)?;
                names.values_in_draws(self, issue, plan, draws).into_iter().nth(option)
            }
        }
    }
}

/// A number that may have more than one value.
#[derive(Clone, Debug)]
pub(crate) struct Uncertain {
    pub(crate) number: Number,
    pub(crate) backing: Backing,
    pub(crate) interval: Interval,
    /// The issue and the option in their places.
    place: (usize, usize),
}

/// Numbers of a party (by place) that are drawn together: one alone, or all of an order or of a ladder.
pub(crate) struct Together {
    pub(crate) party: usize,
    pub(crate) numbers: Vec<Uncertain>,
}

impl Together {
    /// The numbers, each by draw, in millionths.
    pub(crate) fn drawn(&self, negotiation: &Negotiation, plan: Plan) -> Vec<Vec<i64>> {
        let party = &negotiation.parties[self.party];
        let (names, draws) = (Names { party }, 0..plan.draws);
        let alone = |number: &Uncertain| {
            let (issue, option) = number.place;
            let stream = match number.number {
                Number::NoDeal { .. } => names.no_deal(plan),
                Number::Weight { .. } => names.weight(plan, negotiation, issue),
                Number::Value { .. } => names.value(plan, negotiation, issue, option),
            };
            stream.take(draws.clone(), number.interval)
        };
        let mut all = match self.numbers.as_slice() {
            [Uncertain { number: Number::Weight { .. }, .. }, ..] if party.weight_order.is_some() => {
                names.weights_in_draws(negotiation, plan, draws.clone())
            }
            [Uncertain { number: Number::Value { .. }, place: (issue, _), .. }, ..]
                if party.draws_together(*issue) =>
            {
                names.values_in_draws(negotiation, *issue, plan, draws.clone())
            }
            numbers => return numbers.iter().map(alone).collect(),
        };
        let place = |number: &Uncertain| match number.number {
            Number::Value { .. } => number.place.1,
            _ => number.place.0,
        };
        self.numbers.iter().map(|number| std::mem::take(&mut all[place(number)])).collect()
    }
}

/// Every number that may have more than one value, of the parties at these places.
pub(crate) fn uncertain(negotiation: &Negotiation, asked: &[usize]) -> Vec<Together> {
    let mut all = Vec::new();
    for &place in asked {
        let party = &negotiation.parties[place];
        let id = &party.id;
        let mut add = |ordered: bool, numbers: Vec<(Number, Input, (usize, usize))>| {
            let uncertain = numbers.into_iter().filter(|(_, input, _)| !input.interval.is_exact());
            let uncertain = uncertain.map(|(number, input, place)| Uncertain {
                number,
                backing: input.backing,
                interval: input.interval,
                place,
            });
            let uncertain: Vec<_> = uncertain.collect();
            let together = |numbers: &[Uncertain]| Together { party: place, numbers: numbers.to_vec() };
            all.extend(uncertain.chunks(if ordered { uncertain.len().max(1) } else { 1 }).map(together));
        };
        add(false, vec![(Number::NoDeal { party: id.clone() }, party.no_deal, (0, 0))]);
        let issues = || negotiation.issues.iter().enumerate();
        let weight = |(issue, of): (usize, &Issue)| {
            let number = Number::Weight { party: id.clone(), issue: of.id.clone() };
            (number, party.weights[issue], (issue, 0))
        };
        add(party.weight_order.is_some(), issues().map(weight).collect());
        for (issue, of) in issues() {
            let values = of.options.iter().enumerate().map(|(option, of_option)| {
                let (party_id, option_id) = (id.clone(), of_option.id.clone());
                let number = Number::Value { party: party_id, issue: of.id.clone(), option: option_id };
                (number, party.values[issue][option].input, (issue, option))
            });
            add(party.draws_together(issue), values.collect());
        }
    }
    all
}
