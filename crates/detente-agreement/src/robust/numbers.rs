//! The uncertain numbers of a negotiation, by name.

use detente_case::{IssueId, OptionId, PartyId};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    Negotiation, Plan,
    draws::Stream,
    negotiation::{Backing, Input},
    reading::Names,
};

/// A number that somebody could be asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
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

/// A number with its draws.
pub(super) struct Drawn {
    pub(super) number: Number,
    pub(super) backing: Backing,
    pub(super) interval: detente_case::Interval,
    draws: Draws,
}

/// Where the draws come from.
enum Draws {
    Alone(Box<Stream>),
    /// Numbers in an order are drawn together.
    Together(Vec<i64>),
}

impl Drawn {
    /// By draw, in millionths.
    pub(super) fn take(self, plan: Plan) -> Vec<i64> {
        match self.draws {
            Draws::Alone(stream) => stream.take(plan.draws as usize, self.interval),
            Draws::Together(draws) => draws,
        }
    }
}

/// Every number that may have more than one value, of the parties at these places.
pub(super) fn uncertain(
    negotiation: &Negotiation,
    asked: impl Iterator<Item = usize>,
    plan: Plan,
) -> Vec<Drawn> {
    let mut all = Vec::new();
    for place in asked {
        let party = &negotiation.parties[place];
        let (names, id) = (Names { party }, &party.id);
        let mut add = |number: Number, input: Input, draws: Draws| {
            if !input.interval.is_exact() {
                all.push(Drawn { number, backing: input.backing, interval: input.interval, draws });
            }
        };
        add(Number::NoDeal { party: id.clone() }, party.no_deal, Draws::Alone(Box::new(names.no_deal(plan))));
        let mut ordered = match party.weight_order {
            Some(_) => names.weights_in_draws(negotiation, plan),
            None => Vec::new(),
        };
        for (issue, of) in negotiation.issues.iter().enumerate() {
            let number = Number::Weight { party: id.clone(), issue: of.id.clone() };
            let draws = match ordered.get_mut(issue) {
                Some(draws) => Draws::Together(std::mem::take(draws)),
                None => Draws::Alone(Box::new(names.weight(plan, negotiation, issue))),
            };
            add(number, party.weights[issue], draws);
            let mut ordered = match party.value_orders[issue] {
                Some(_) => names.values_in_draws(negotiation, issue, plan),
                None => Vec::new(),
            };
            for (option, of_option) in of.options.iter().enumerate() {
                let number =
                    Number::Value { party: id.clone(), issue: of.id.clone(), option: of_option.id.clone() };
                let draws = match ordered.get_mut(option) {
                    Some(draws) => Draws::Together(std::mem::take(draws)),
                    None => Draws::Alone(Box::new(names.value(plan, negotiation, issue, option))),
                };
                add(number, party.values[issue][option].input, draws);
            }
        }
    }
    all
}
