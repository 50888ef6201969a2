//! What a gain is made of: the package over no deal, and what each lever does, each with where it is said.

use detente_case::{Interval, Quantity, effect_on};
use serde::Serialize;

use crate::{
    conflict::{
        derivation::{Course, Means},
        derived::Derived,
    },
    page::Text,
    text::Reference,
};

/// One part of what a move gains.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::conflict) struct Amount {
    /// What it comes from: `package`, or a lever.
    pub(super) of: String,
    /// What screens call that: the same, or the name of the lever.
    #[serde(skip)]
    pub(super) called: String,
    /// In words.
    pub(super) says: String,
    /// Points of the party's own scale at central values, a loss below 0; absent across a red line.
    pub(super) points: Option<f64>,
    /// Where the numbers come from.
    pub(super) references: Vec<Ground>,
}

/// Where a kind of numbers comes from.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::conflict) struct Ground {
    /// `no deal`, `positions`, `weights` or `numbers`.
    pub(super) kind: &'static str,
    /// Each source once; empty where nobody says.
    pub(super) references: Vec<Reference>,
    /// For positions, how many of the package's terms nobody says anything of.
    not_stated: usize,
}

/// The parts of what a member of a player gains between two states; their sum is the gain.
pub(super) fn amounts(derived: &Derived, party: usize, from: usize, to: usize) -> Vec<Amount> {
    let package = of_package(derived, party, from, to);
    let levers = derived.derivation.courses.iter().enumerate();
    let levers = levers.filter_map(|(place, course)| of_lever(derived, party, (place, course), (from, to)));
    package.into_iter().chain(levers).collect()
}

/// What the agreement itself gives or takes, if the move makes or ends one, or would if all consented.
fn of_package(derived: &Derived, party: usize, from: usize, to: usize) -> Option<Amount> {
    let derivation = &derived.derivation;
    let sign = i64::from(derivation.is_agreement(to)) - i64::from(derivation.is_agreement(from));
    let today = derivation.codes[derivation.today];
    let worth = |code: u64| derivation.numbers.worth(party, code);
    let gain = worth(today | derivation.consents).saturating_sub(worth(today));
    let consents = (derivation.codes[from] ^ derivation.codes[to]) & derivation.consents != 0;
    if sign == 0 && !consents {
        return None;
    }
    let outcome = derived.package.as_ref().and_then(|package| derived.negotiation.outcome(party, package))?;
    let no_deal = outcome.no_deal.middle();
    let value =
        Quantity::from_millionths(no_deal.millionths().saturating_add(outcome.central_gain.millionths()));
    let one = |quantity: Quantity| crate::text::wording::one_decimal(quantity);
    let says = if derivation.numbers.crossed(party) {
        "the package crosses its red line".to_owned()
    } else if sign == 0 {
        format!(
            "with everyone's consent the package is worth {} to it, and no deal {}",
            one(value),
            one(no_deal)
        )
    } else {
        format!("the package is worth {} to it, and no deal {}", one(value), one(no_deal))
    };
    Some(Amount {
        of: "package".to_owned(),
        called: "package".to_owned(),
        says,
        points: in_points(sign.saturating_mul(gain)),
        references: grounds_of_package(derived, party),
    })
}

/// Where it is said what no deal is worth to a party, what it thinks of the package's terms, and what matters to it.
fn grounds_of_package(derived: &Derived, party: usize) -> Vec<Ground> {
    let case = &derived.question.case;
    let Some(party) = derived.negotiation.parties().get(party).map(|party| &party.id) else {
        return Vec::new();
    };
    let no_deal = case.no_deal_of(party).map(|no_deal| derived.question.reference(&no_deal.origin));
    let terms =
        derived.package.as_ref().map(|package| derived.negotiation.terms(package)).unwrap_or_default();
    let positions = terms.iter().map(|(issue, option)| case.position(party, issue, option));
    let positions: Vec<_> = positions.collect();
    let said = positions.iter().flatten().map(|position| derived.question.reference(&position.stance.origin));
    let weights = terms.iter().filter_map(|(issue, _)| case.weight(party, issue).1);
    let weights = weights.map(|origin| derived.question.reference(origin));
    vec![
        Ground::of("no deal", no_deal.into_iter(), 0),
        Ground::of("positions", said, positions.iter().filter(|position| position.is_none()).count()),
        Ground::of("weights", weights, 0),
    ]
}

/// What a lever does to the party in the one state, less what it does in the other.
fn of_lever(
    derived: &Derived,
    party: usize,
    (place, course): (usize, &Course),
    (from, to): (usize, usize),
) -> Option<Amount> {
    let Means::Lever(id) = &course.means else { return None };
    let derivation = &derived.derivation;
    let today = derivation.codes[derivation.today];
    let adds = |state: usize| {
        let base = if derivation.is_agreement(state) { today | derivation.consents } else { today };
        let worth = |code: u64| derivation.numbers.worth(party, code);
        let changed = derivation.codes[state] ^ today;
        if changed >> place & 1 == 0 { 0 } else { worth(base ^ 1 << place).saturating_sub(worth(base)) }
    };
    let points = adds(to).saturating_sub(adds(from));
    let changes = (derivation.codes[from] ^ derivation.codes[to]) >> place & 1 == 1;
    if points == 0 && !changes {
        return None;
    }
    let lever = derived.question.case.levers.get(id)?;
    let id_of = &derived.negotiation.parties().get(party)?.id;
    let agreement = derivation.is_agreement(to);
    let effects = if agreement { &lever.moves_deal } else { &lever.moves_no_deal };
    let on = if agreement { "agreement" } else { "no deal" };
    let middle = |interval: Interval| crate::text::wording::one_decimal(interval.middle());
    let mut does = Vec::new();
    if !changes {
        does.push("has another effect on it with an agreement than without".to_owned());
    }
    if changes && effects.contains_key(id_of) {
        does.push(format!("changes what {on} is worth to it by {}", middle(effect_on(effects, id_of))));
    }
    if changes && lever.cost.contains_key(id_of) {
        does.push(format!("costs it {}", middle(effect_on(&lever.cost, id_of))));
    }
    let nothing = does.is_empty();
    let says = if nothing {
        format!("no source says what {} does to it", lever.name)
    } else {
        format!("{} {}", lever.name, does.join(" and "))
    };
    let grounds = if nothing {
        Vec::new()
    } else {
        vec![Ground::of("numbers", [derived.question.reference(&lever.effects_origin)].into_iter(), 0)]
    };
    let (of, called) = (id.to_string(), lever.name.clone());
    Some(Amount { of, called, says, points: in_points(points), references: grounds })
}

/// Millionths as points; `None` beyond what levers and packages can do: that is a red line.
pub(in crate::conflict) fn in_points(millionths: i64) -> Option<f64> {
    let points = Quantity::from_millionths(millionths).to_f64();
    (points.abs() < 100_000.0).then_some(points)
}

impl Ground {
    /// Each source once.
    fn of(kind: &'static str, said: impl Iterator<Item = Reference>, not_stated: usize) -> Self {
        let mut references: Vec<Reference> = Vec::new();
        for reference in said {
            if !references.contains(&reference) {
                references.push(reference);
            }
        }
        Self { kind, references, not_stated }
    }

    /// `no deal: assumed by analyst`.
    fn text(&self) -> Text {
        let mut sources: Vec<Text> = Vec::new();
        for reference in &self.references {
            let text = reference.text();
            if !sources.contains(&text) {
                sources.push(text);
            }
        }
        if self.not_stated > 0 || sources.is_empty() {
            let count = if self.not_stated > 0 { format!(" of {}", self.not_stated) } else { String::new() };
            sources.push(Text::new().caution(format!("nobody says{count}")));
        }
        let kind = Text::from(format!("{}: ", self.kind));
        sources.into_iter().enumerate().fold(kind, |text, (place, source)| {
            if place == 0 { text.then(source) } else { text.plain(", ").then(source) }
        })
    }
}

impl Amount {
    /// What it is, and in brackets where its numbers come from.
    pub(super) fn text(&self) -> Text {
        let says = Text::from(self.says.as_str());
        if self.references.is_empty() {
            return says;
        }
        let grounds = self.references.iter().map(Ground::text).enumerate();
        let said = grounds.fold(says.plain(" ["), |text, (place, ground)| {
            if place == 0 { text.then(ground) } else { text.plain("; ").then(ground) }
        });
        said.plain("]")
    }
}
