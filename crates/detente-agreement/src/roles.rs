//! Does it matter whether the mediator facilitates, formulates, manipulates or imposes?
//!
//! The four roles side by side (Touval & Zartman 1985; Beardsley et al. 2006): who chooses the terms, with
//! which levers, and whose consent is asked. That terms exist and that they would hold are two questions; the
//! answers stand apart and are never merged.

mod holding;
mod settings;
mod terms;

use std::cmp::Reverse;

use detente_case::{Case, GuaranteeId, Interval, LeverId, MediatorRole, PartyId, Quantity, effect_on};
use serde::Serialize;

pub(crate) use self::terms::keep_own_red_lines;
use self::{
    holding::walking,
    terms::{Chosen, best_for, central_value},
};
pub use self::{
    holding::{Below, Walking},
    settings::{Setting, settings},
};
use crate::{
    Answer, Deal, Negotiation, Outcome, Package, Plan, Reading, Share, Terms,
    common_ground::Cell,
    forms,
    grounds::Standing,
    guarantees,
    incidence::{LeverMove, would},
    lever_ladder::{moved, parties_of},
    shift::in_use,
};

/// The four roles of one mediator.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Roles {
    /// The mediator.
    pub mediator: PartyId,
    /// How many of the options the mediator is reported, or assumed, to have a position on.
    pub preferences: Preferences,
    /// The parties choose: the deal with the largest least gain.
    pub facilitate: RoleOutcome,
    /// The mediator chooses, among deals, the one worth most to itself.
    pub formulate: RoleOutcome,
    /// The same with the mediator's own levers and guarantees, as it suits it best after their cost.
    pub manipulate: RoleOutcome,
    /// Levers and guarantees of its own that it is not held to use, because what they do or cost it is not
    /// stated.
    pub not_stated: Vec<String>,
    /// The mediator chooses terms without asking one consenter; one entry a consenter that could be bypassed.
    pub impose: Vec<RoleOutcome>,
    /// The consenter whose consent, left out, opens most: the most opposed. Absent when leaving out any one
    /// opens nothing.
    pub most_opposed: Option<PartyId>,
    /// Rent of the agenda setter: the mediator's value of the terms it formulates less that of the terms it
    /// facilitates, at central values. Absent when either has no terms; below zero only where the facilitated
    /// terms lie behind a red line of the mediator itself, or where better terms were not found in time.
    pub rent: Option<Quantity>,
}

/// What is known of what the mediator itself wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Preferences {
    /// Options on which a source reports a position.
    pub reported: usize,
    /// Options on which a position is assumed.
    pub assumed: usize,
    /// Options on which nothing is known: the mediator's value of them may be anything.
    pub unknown: usize,
}

/// What one role brings about.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoleOutcome {
    /// The role.
    pub role: MediatorRole,
    /// The party whose consent is not asked. A package without it is imposed, and is no deal.
    pub without_consent_of: Option<PartyId>,
    /// Terms that need an act of that party itself: without it they stay on paper.
    pub needs_its_act: Terms,
    /// The mediator's levers that are moved.
    #[serde(serialize_with = "forms::moved")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<forms::Moved>"))]
    pub levers: Vec<(LeverId, LeverMove)>,
    /// The mediator's guarantees that are given as stated.
    pub guarantees: Vec<GuaranteeId>,
    /// What moving those levers and giving those guarantees costs the mediator; absent when it moves and
    /// gives none.
    pub cost: Option<Interval>,
    /// How sure it is that terms exist to which all who are asked agree.
    pub answer: Answer,
    /// In what share of the draws they exist: the chance of agreement, not the chance that it holds.
    pub share: Share,
    /// The terms and what they are worth, at central values; absent when there are none.
    #[serde(rename = "deal")]
    pub terms: Option<Deal>,
    /// Whether no better terms, by the role's own criterion, exist.
    pub proven: bool,
    /// What the terms are worth to the mediator, and to each party whose consent the case asks, whether or not
    /// it is asked here.
    pub outcomes: Vec<Outcome>,
    /// What the terms are worth to the mediator at central values, with what its means add to agreement and
    /// before what they cost it.
    pub mediator_value: Option<Quantity>,
    /// What can be said of whether it would hold.
    pub walking: Vec<Walking>,
}

/// How many levers and guarantees are tried in all combinations; of more, each alone and all together.
const MOST_COMBINED: usize = 6;

/// The four roles of `mediator`; `None` when it is no party of the case.
#[must_use]
pub fn roles(case: &Case, negotiation: &Negotiation, mediator: &PartyId, plan: Plan) -> Option<Roles> {
    let place = negotiation.party(mediator)?;
    let table = Table { case, negotiation, mediator: place, plan };
    let as_it_is = negotiation.answer_and_share(plan);
    let facilitate = table.facilitate(as_it_is);
    let formulate = table.formulate(as_it_is);
    let consenters = (0..negotiation.parties.len())
        .filter(|other| negotiation.parties[*other].consents && *other != place);
    let impose: Vec<_> = consenters.map(|party| table.impose(party)).collect();
    let opens_most = impose
        .iter()
        .max_by_key(|outcome| (outcome.share.holds, Reverse(outcome.without_consent_of.clone())));
    Some(Roles {
        mediator: mediator.clone(),
        preferences: preferences(case, mediator),
        rent: formulate.mediator_value.zip(facilitate.mediator_value).map(|(own, theirs)| own - theirs),
        most_opposed: opens_most
            .filter(|outcome| outcome.share.holds > facilitate.share.holds)
            .and_then(|outcome| outcome.without_consent_of.clone()),
        manipulate: table.manipulate(&formulate),
        not_stated: table.means().1,
        facilitate,
        formulate,
        impose,
    })
}

fn preferences(case: &Case, mediator: &PartyId) -> Preferences {
    let mut preferences = Preferences::default();
    for (issue_id, issue) in &case.issues {
        for option in issue.options.keys() {
            match Cell::of(case, mediator, issue_id, option).grounds.standing {
                Standing::Sourced | Standing::Defined => preferences.reported += 1,
                Standing::Assumed => preferences.assumed += 1,
                Standing::Implied | Standing::NotStated => preferences.unknown += 1,
            }
        }
    }
    preferences
}

/// One of the mediator's means.
#[derive(Clone)]
enum Means {
    Lever(LeverId, LeverMove),
    Guarantee(GuaranteeId),
}

/// The negotiation after the mediator has moved some of its means.
struct Moves {
    negotiation: Negotiation,
    levers: Vec<(LeverId, LeverMove)>,
    guarantees: Vec<GuaranteeId>,
    cost: Interval,
}

impl Moves {
    fn count(&self) -> usize {
        self.levers.len() + self.guarantees.len()
    }
}

struct Table<'a> {
    case: &'a Case,
    negotiation: &'a Negotiation,
    mediator: usize,
    plan: Plan,
}

impl Table<'_> {
    fn facilitate(&self, as_it_is: (Answer, Share)) -> RoleOutcome {
        let chosen = self.negotiation.best(Reading::Central);
        let chosen = chosen.map(|best| Chosen { package: best.package, proven: best.proven });
        self.outcome(MediatorRole::Facilitate, self.negotiation, as_it_is, chosen.as_ref())
    }

    fn formulate(&self, as_it_is: (Answer, Share)) -> RoleOutcome {
        let chosen = best_for(self.negotiation, self.mediator);
        self.outcome(MediatorRole::Formulate, self.negotiation, as_it_is, chosen.as_ref())
    }

    /// What suits the mediator best after the cost of its means, of equals with the fewest of them; without any
    /// terms at central values, the means with which terms exist most often. Using none is always possible.
    fn manipulate(&self, formulate: &RoleOutcome) -> RoleOutcome {
        let none = RoleOutcome { role: MediatorRole::Manipulate, ..formulate.clone() };
        let mut best: (Option<Quantity>, Option<(Moves, Chosen)>) = (none.mediator_value, None);
        let mut without_terms = Vec::new();
        for moves in self.combinations().iter().map(|means| self.with_means(means)) {
            let Some(chosen) = best_for(&moves.negotiation, self.mediator) else {
                without_terms.push(moves);
                continue;
            };
            let value = self.value_to_mediator(&moves.negotiation, &chosen.package);
            let net = Some(value - moves.cost.middle());
            let fewest = best.1.as_ref().map_or(0, |(moves, _)| moves.count());
            if (net, Reverse(moves.count())) > (best.0, Reverse(fewest)) {
                best = (net, Some((moves, chosen)));
            }
        }
        match best {
            (Some(_), Some((moves, chosen))) => return self.after(moves, Some(&chosen)),
            (Some(_), None) => return none,
            (None, _) => {}
        }
        let outcomes = without_terms.into_iter().map(|moves| self.after(moves, None));
        let often = |outcome: &RoleOutcome| {
            (outcome.share.holds, Reverse(outcome.levers.len() + outcome.guarantees.len()))
        };
        let most = outcomes.max_by_key(often).filter(|outcome| outcome.share.holds > none.share.holds);
        most.unwrap_or(none)
    }

    fn after(&self, moves: Moves, chosen: Option<&Chosen>) -> RoleOutcome {
        let found = moves.negotiation.answer_and_share(self.plan);
        let outcome = self.outcome(MediatorRole::Manipulate, &moves.negotiation, found, chosen);
        RoleOutcome { levers: moves.levers, guarantees: moves.guarantees, cost: Some(moves.cost), ..outcome }
    }

    /// What terms are worth to the mediator at central values, with what is added to any agreement.
    fn value_to_mediator(&self, negotiation: &Negotiation, package: &Package) -> Quantity {
        let added = negotiation.parties[self.mediator].central_added_to_deal();
        central_value(negotiation, self.mediator, package) + added
    }

    /// The party is asked for nothing, not even for what only it can do: such terms are named.
    fn impose(&self, bypassed: usize) -> RoleOutcome {
        let imposed = self.negotiation.not_asking(bypassed);
        let chosen = best_for(&imposed, self.mediator);
        let found = imposed.answer_and_share(self.plan);
        let outcome = self.outcome(MediatorRole::Impose, &imposed, found, chosen.as_ref());
        let terms = outcome.terms.iter().flat_map(|deal| &deal.terms);
        let acts = terms.filter(|(issue, option)| {
            let issue = self.negotiation.issues.iter().find(|other| other.id == **issue);
            let option = issue.and_then(|issue| issue.options.iter().find(|other| other.id == **option));
            option.is_some_and(|option| option.needs.contains(&bypassed))
        });
        let acts = acts.map(|(issue, option)| (issue.clone(), option.clone())).collect();
        RoleOutcome {
            needs_its_act: acts,
            without_consent_of: Some(self.negotiation.parties[bypassed].id.clone()),
            ..outcome
        }
    }

    /// The mediator's own means whose effects and cost are stated, and the names of those left out because
    /// they are not: what is not stated is not taken for free. Both by name.
    fn means(&self) -> (Vec<Means>, Vec<String>) {
        let mediator = &self.negotiation.parties[self.mediator].id;
        let own = |actor: &detente_case::Actor| parties_of(self.case, actor) == [mediator.clone()];
        let (mut means, mut left_out) = (Vec::new(), Vec::new());
        for (id, lever) in self.case.levers.iter().filter(|(_, lever)| own(&lever.owner)) {
            let effects = !lever.moves_no_deal.is_empty() || !lever.moves_deal.is_empty();
            if effects && (would(lever) == LeverMove::End || lever.cost.contains_key(mediator)) {
                means.push(Means::Lever(id.clone(), would(lever)));
            } else {
                left_out.push(id.to_string());
            }
        }
        let gives = |guarantee: &detente_case::Guarantee| {
            guarantee.guarantors.iter().any(|giver| parties_of(self.case, giver).contains(mediator))
        };
        // One in use is given already, and what the case says of agreement counts it.
        let own = |guarantee: &detente_case::Guarantee| gives(guarantee) && !in_use(guarantee);
        for (id, guarantee) in self.case.guarantees.iter().filter(|(_, guarantee)| own(guarantee)) {
            let effects = guarantee.obligation.and(guarantee.credibility).and(guarantee.worth);
            if effects.is_some() && guarantee.cost.contains_key(mediator) {
                means.push(Means::Guarantee(id.clone()));
            } else {
                left_out.push(id.to_string());
            }
        }
        let name = |means: &Means| match means {
            Means::Lever(id, _) => (false, id.to_string()),
            Means::Guarantee(id) => (true, id.to_string()),
        };
        means.sort_by_cached_key(name);
        (means, left_out)
    }

    /// Every set of the mediator's means but the empty one; of many, each alone and all together.
    fn combinations(&self) -> Vec<Vec<Means>> {
        let (means, _) = self.means();
        if means.len() > MOST_COMBINED {
            let all = std::iter::once(means.clone());
            return means.iter().map(|one| vec![one.clone()]).chain(all).collect();
        }
        (1..1_u32 << means.len())
            .map(|set| {
                let members = means.iter().enumerate().filter(|(index, _)| set >> index & 1 == 1);
                members.map(|(_, means)| means.clone()).collect()
            })
            .collect()
    }

    fn with_means(&self, means: &[Means]) -> Moves {
        let mediator = &self.negotiation.parties[self.mediator].id;
        let mut moves = Moves {
            negotiation: self.negotiation.clone(),
            levers: Vec::new(),
            guarantees: Vec::new(),
            cost: Interval::ZERO,
        };
        for one in means {
            match one {
                Means::Lever(id, lever_move) => {
                    let Some(lever) = self.case.levers.get(id) else { continue };
                    moves.negotiation = moved(&moves.negotiation, id, lever, *lever_move);
                    moves.levers.push((id.clone(), *lever_move));
                    // Ending a lever costs nothing that is stated, and gives nothing back.
                    if *lever_move == LeverMove::Use {
                        moves.cost = moves.cost + effect_on(&lever.cost, mediator);
                    }
                }
                Means::Guarantee(id) => {
                    let Some(guarantee) = self.case.guarantees.get(id) else { continue };
                    moves.negotiation = guarantees::given(&moves.negotiation, id, guarantee);
                    moves.guarantees.push(id.clone());
                    moves.cost = moves.cost + effect_on(&guarantee.cost, mediator);
                }
            }
        }
        moves
    }

    fn outcome(
        &self,
        role: MediatorRole,
        negotiation: &Negotiation,
        (answer, share): (Answer, Share),
        chosen: Option<&Chosen>,
    ) -> RoleOutcome {
        let package = chosen.map(|chosen| &chosen.package);
        let affected: Vec<usize> = (0..negotiation.parties.len())
            .filter(|place| {
                self.negotiation.parties[*place].consents
                    || *place == self.mediator
                    || package.is_some_and(|package| negotiation.needed_for(package).contains(place))
            })
            .collect();
        let of_party = |place: &usize| negotiation.outcome(*place, package?);
        let outcomes: Vec<_> = affected.iter().filter_map(of_party).collect();
        RoleOutcome {
            role,
            without_consent_of: None,
            needs_its_act: Terms::new(),
            levers: Vec::new(),
            guarantees: Vec::new(),
            cost: None,
            answer,
            share,
            terms: package.map(|package| negotiation.deal(package)),
            proven: chosen.is_none_or(|chosen| chosen.proven),
            mediator_value: package.map(|package| self.value_to_mediator(negotiation, package)),
            walking: package
                .map(|package| walking(negotiation, &affected, self.mediator, package))
                .unwrap_or_default(),
            outcomes,
        }
    }
}
