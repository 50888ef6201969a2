//! What the verdict about the agreement rests on: a lever, a few points, the draws of the intervals.

use detente_agreement::{Plan, Share, guarantees, in_use};
use detente_case::{Guarantee, Interval, Quantity};
use detente_conflict::{
    Conflict as Game,
    explanation::{Verdict, explain},
    stability::Concept,
};
use serde::Serialize;

use crate::conflict::{
    concepts::ByConcept,
    derivation::{Endurance, Means},
    derived::Derived,
    who::Who,
};

/// The most draws the model is asked in; what is shown says how many they were.
const MOST_DRAWS: u32 = 10_000;

/// Levers without which the verdict about the agreement is another: one, or two of which neither alone decides.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Link {
    /// The levers.
    pub(super) levers: Vec<String>,
    /// What screens call them.
    #[serde(skip)]
    pub(super) called: Vec<String>,
    /// Whose, one by one.
    pub(super) owners: Vec<Who>,
    /// Whether the agreement holds without it; it does the other way with it.
    pub(super) holds_without: bool,
}

impl Link {
    /// Whose levers they are, each owner once.
    pub(super) fn owners_said(&self) -> String {
        let mut owners: Vec<_> = self.owners.iter().map(Who::as_str).collect();
        owners.dedup();
        owners.join(" and ")
    }
}

/// What a party must gain for the agreement to hold for it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Needed {
    /// Who.
    pub(super) player: Who,
    /// The least rise of what the package is worth to it, in points, at which it stays whatever the others do.
    pub(super) to_stay_unasked: Option<f64>,
    /// Why no rise is enough, where none is.
    pub(super) no_rise: Option<NoRise>,
    /// The same at which a credible answer keeps it.
    pub(super) to_stay_deterred: Option<f64>,
    /// Guarantees of the case that raise its value, with what they would add as stated, in points.
    pub(super) guarantees: Vec<String>,
}

/// Why no rise of what a package is worth keeps a party where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(super) enum NoRise {
    /// The package crosses its red line.
    RedLine,
    /// It gains by a lever of its own under the agreement, which it does not leave.
    UnderTheAgreement,
}

/// Whether nobody leaves the state under a concept.
fn holds(game: &Game, concept: Concept, state: usize) -> bool {
    (0..game.parties()).all(|player| holds_for(game, concept, player, state))
}

fn holds_for(game: &Game, concept: Concept, player: usize, state: usize) -> bool {
    explain(game, concept.into(), player, state)
        .is_some_and(|explanation| matches!(explanation.verdict, Verdict::Stable(_)))
}

/// The smallest sets of one or two levers on which the verdict under a concept rests: those whose owners could not
/// change them and it would be another.
pub(super) fn links(derived: &Derived, concept: Concept, state: usize) -> Vec<Link> {
    let derivation = &derived.derivation;
    let with = holds(&derived.game, concept, state);
    let levers = derivation.courses.iter().enumerate().filter(|(_, course)| course.means != Means::Consent);
    let levers: Vec<usize> = levers.map(|(place, _)| place).collect();
    let mut links: Vec<(Vec<usize>, bool)> = Vec::new();
    let pairs = levers
        .iter()
        .flat_map(|one| levers.iter().filter(move |other| *other > one).map(move |other| vec![*one, *other]));
    for set in levers.iter().map(|one| vec![*one]).chain(pairs) {
        if links.iter().any(|(known, _)| known.iter().all(|place| set.contains(place))) {
            continue;
        }
        let holds_without = without(derived, &set, concept, state);
        if let Some(holds_without) = holds_without.filter(|holds| *holds != with) {
            links.push((set, holds_without));
        }
    }
    let named = |(set, holds_without): (Vec<usize>, bool)| Link {
        levers: set.iter().map(|place| derivation.courses[*place].id.clone()).collect(),
        called: set.iter().map(|place| derived.called(&derivation.courses[*place]).to_owned()).collect(),
        owners: set.iter().map(|place| derived.player(derivation.courses[*place].owner).clone()).collect(),
        holds_without,
    };
    links.into_iter().map(named).collect()
}

/// Whether the state holds if nobody can change these levers.
fn without(derived: &Derived, levers: &[usize], concept: Concept, state: usize) -> Option<bool> {
    let code = derived.derivation.codes[state];
    let mut fixed = derived.derivation.clone();
    for place in levers {
        fixed = fixed.without(*place).ok()?;
    }
    let conflict = fixed.conflict(&derived.derivation.numbers).ok()?;
    Some(holds(&conflict, concept, fixed.state(code)?))
}

/// For each player that would leave, the least that keeps it.
pub(super) fn needed(derived: &Derived, state: usize) -> Vec<Needed> {
    let players = 0..derived.derivation.players.len();
    let leaving = players.filter(|&player| !holds_for(&derived.game, Concept::Nash, player, state));
    leaving.map(|player| of_player(derived, player, state)).collect()
}

fn of_player(derived: &Derived, player: usize, state: usize) -> Needed {
    let members = &derived.derivation.players[player].members;
    let ids: Vec<_> = members
        .iter()
        .filter_map(|&party| derived.negotiation.parties().get(party))
        .map(|party| &party.id)
        .collect();
    let of_beneficiary =
        derived.question.case.guarantees.values().filter(|one| ids.contains(&&one.beneficiary));
    let unasked = least_rise(derived, Concept::Nash, player, state);
    let guarantees = of_beneficiary.map(|guarantee| {
        let needs = unasked.map_or_else(String::new, |rise| least_commitment(guarantee, rise));
        let givers = if guarantee.guarantors.is_empty() { "; no source says who would give it" } else { "" };
        let reference = derived.question.reference(&guarantee.effects_origin).plain();
        format!("{}: {needs}{givers} {reference}", guarantee.name)
    });
    let crossed = members.iter().any(|&party| derived.derivation.numbers.crossed(party));
    let no_rise = if crossed { NoRise::RedLine } else { NoRise::UnderTheAgreement };
    Needed {
        player: derived.player(player).clone(),
        to_stay_unasked: unasked,
        no_rise: unasked.is_none().then_some(no_rise),
        to_stay_deterred: least_rise(derived, Concept::Sequential, player, state),
        guarantees: guarantees.collect(),
    }
}

/// How far a guarantee must go for a rise of so many points: the least product of its obligation and credibility, of 1
/// for one that is sure to be honoured in full, against the product as stated.
fn least_commitment(guarantee: &Guarantee, rise: f64) -> String {
    let Some(worth) = guarantee.worth.filter(|worth| worth.high > Quantity::ZERO) else {
        return "no source says what it is worth".to_owned();
    };
    let part =
        |points: Quantity| if points > Quantity::ZERO { rise / points.to_f64() } else { f64::INFINITY };
    let (least, most) = (part(worth.high), part(worth.low));
    if least > 1.0 {
        return "not enough, even if everybody is sure that it will be honoured in full".to_owned();
    }
    let most = if most > 1.0 { "more than 1".to_owned() } else { format!("{most:.2}") };
    let needs = format!(
        "needs obligation × credibility of {least:.2} to {most}, depending on what the \
        guarantee is worth"
    );
    let counted = if in_use(guarantee) { ", on top of what is counted" } else { "" };
    match guarantees::commitment(guarantee) {
        Some(Interval { low, high }) => {
            format!("{needs}{counted}; the case states {:.2} to {:.2}", low.to_f64(), high.to_f64())
        }
        None => format!("{needs}{counted}; not stated"),
    }
}

/// The least rise at which the state holds for the player. What it asks for is that some states be not preferred,
/// so only the differences to states without agreement matter, and more is never worse. `None` where no rise helps.
pub(in crate::conflict) fn least_rise(
    derived: &Derived,
    concept: Concept,
    player: usize,
    state: usize,
) -> Option<f64> {
    let derivation = &derived.derivation;
    let members = &derivation.players[player].members;
    if members.iter().any(|&party| derivation.numbers.crossed(party)) {
        return None;
    }
    let others = (0..derivation.codes.len()).filter(|&other| !derivation.is_agreement(other));
    let mut rises: Vec<i64> = others
        .flat_map(|other| {
            let worth = |party: usize, state: usize| derivation.numbers.worth(party, derivation.codes[state]);
            members.iter().map(move |&party| worth(party, other) - worth(party, state))
        })
        .filter(|rise| *rise >= 0)
        .flat_map(|rise| [rise, rise + 1])
        .collect();
    rises.push(0);
    rises.sort_unstable();
    rises.dedup();
    let enough = |&rise: &i64| {
        let preference = derivation.preference(player, &derivation.numbers.raised(members, rise));
        let raised = preference.and_then(|preference| derived.game.with_preference(player, preference));
        raised.is_ok_and(|conflict| holds_for(&conflict, concept, player, state))
    };
    let place = rises.partition_point(|rise| !enough(rise));
    rises.get(place).map(|&rise| detente_case::Quantity::from_millionths(rise).to_f64())
}

/// In what share of the draws the state holds.
pub(super) fn shares(derived: &Derived, state: usize) -> ByConcept<Share> {
    let asked = derived.question.plan;
    let plan = Plan { draws: asked.draws.min(MOST_DRAWS), ..asked };
    let (derivation, case) = (&derived.derivation, &derived.question.case);
    let draws = derivation.in_draws(case, &derived.negotiation, derived.package.as_ref(), plan);
    let endurance = Endurance::of(derivation, &derived.game, state);
    let held = ByConcept::of_how_many(draws.iter().map(|numbers| endurance.holds(numbers)));
    held.map(|held| Share::of(u32::try_from(held).unwrap_or(u32::MAX), 0, plan.draws))
}
