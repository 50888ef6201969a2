//! The case as seen from somewhere: at a date, without weak statements, with chosen assumptions.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use jiff::civil::Date;

use crate::{
    Actor, Basis, Case, Citation, Condition, Effects, Grade, IssueId, Origin, PartyId, Source, SourceId,
    Stance, Term,
};

/// Which assumptions a view uses.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum AssumptionChoice {
    /// Those that belong to no named set.
    #[default]
    Standing,
    /// The standing ones and those of these sets; a set's assumption outranks a standing one.
    With(BTreeSet<String>),
    /// None: only what sources say.
    Nothing,
}

/// From where the case is looked at. Every engine runs on the case as some view sees it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct View {
    /// What is known on this day; the case's own `as_of` when absent.
    pub as_of: Option<Date>,
    /// Statements below this grade are left out.
    pub min_grade: Option<Grade>,
    /// Which assumptions are used.
    pub assumptions: AssumptionChoice,
    /// Lever effects as this actor believes them to be replace the case's own.
    pub believed_by: Option<Actor>,
    /// Compartments that are open.
    pub compartments: BTreeSet<String>,
}

impl Case {
    /// The case as `view` sees it: what the view does not see is absent, with everything that refers to it.
    #[must_use]
    pub fn seen(&self, view: &View) -> Self {
        let mut case = self.clone();
        case.as_of = view.as_of.unwrap_or(self.as_of);
        let as_of = case.as_of;
        case.sources.retain(|_, source| source.date <= as_of);
        let eye = Eye { view, as_of, sources: case.sources.clone() };
        eye.drop_unseen(&mut case);
        drop_dangling(&mut case);
        if let Some(holder) = &view.believed_by {
            adopt_beliefs(&mut case, holder);
        }
        case
    }

    /// The case without references that lead nowhere.
    pub(crate) fn without_dangling(mut self) -> Self {
        drop_dangling(&mut self);
        self
    }

    /// The grade of a statement: its own, or the best among the sources it cites; `None` for what is
    /// assumed or defined.
    #[must_use]
    pub fn grade_of(&self, origin: &Origin) -> Option<Grade> {
        let cited = origin.citations().iter().filter_map(|citation| self.sources.get(&citation.source));
        let best = cited.map(|source| source.grade).min_by_key(ToString::to_string);
        match &origin.basis {
            Basis::Cited(_) => origin.grade.or(best),
            Basis::Definition | Basis::Assumed(_) => None,
        }
    }

    /// The first day on which a statement could be known from its sources; `None` for what is assumed or
    /// defined.
    #[must_use]
    pub fn known_from(&self, origin: &Origin) -> Option<Date> {
        let dates = origin.citations().iter().filter_map(|citation| self.sources.get(&citation.source));
        dates.map(|source| source.date).min()
    }

    /// The source's own words on a cited statement, from its digest.
    #[must_use]
    pub fn statement(&self, citation: &Citation) -> Option<&str> {
        let source = self.sources.get(&citation.source)?;
        source.statements.get(&citation.statement?).map(String::as_str)
    }
}

struct Eye<'a> {
    view: &'a View,
    as_of: Date,
    sources: IndexMap<SourceId, Source>,
}

impl Eye<'_> {
    fn sees(&self, origin: &Origin) -> bool {
        let open = origin.compartment.as_ref().is_none_or(|name| self.view.compartments.contains(name));
        let begun = origin.since.is_none_or(|since| since <= self.as_of);
        let ended = origin.until.is_some_and(|until| until < self.as_of);
        open && begun && !ended && self.believes(origin)
    }

    fn believes(&self, origin: &Origin) -> bool {
        match &origin.basis {
            Basis::Definition => true,
            Basis::Cited(citations) => citations.iter().any(|citation| self.trusts(citation, origin.grade)),
            Basis::Assumed(assumption) => {
                let chosen = match (&self.view.assumptions, &assumption.set) {
                    (AssumptionChoice::Nothing, _) | (AssumptionChoice::Standing, Some(_)) => false,
                    (_, None) => true,
                    (AssumptionChoice::With(sets), Some(set)) => sets.contains(set),
                };
                chosen && assumption.expires.is_none_or(|last| self.as_of <= last)
            }
        }
    }

    fn trusts(&self, citation: &Citation, own: Option<Grade>) -> bool {
        self.sources.get(&citation.source).is_some_and(|source| {
            self.view.min_grade.is_none_or(|floor| own.unwrap_or(source.grade).meets(floor))
        })
    }

    fn drop_unseen(&self, case: &mut Case) {
        case.parties.retain(|_, party| self.sees(&party.origin));
        case.blocs.retain(|_, bloc| self.sees(&bloc.origin));
        case.people.retain(|_, person| self.sees(&person.origin));
        case.institutions.retain(|_, institution| self.sees(&institution.origin));
        case.territories.retain(|_, territory| {
            territory.control.retain(|control| self.sees(&control.origin));
            self.sees(&territory.origin)
        });
        case.tracks.retain(|_, track| self.sees(&track.origin));
        case.meetings.retain(|_, meeting| {
            meeting.history.retain(|event| self.sees(&event.origin));
            meeting.delegations.retain(|delegation| self.sees(&delegation.origin));
            self.sees(&meeting.origin)
        });
        case.contacts.retain(|_, contact| self.sees(&contact.origin));
        case.issues.retain(|_, issue| {
            issue.options.retain(|_, option| self.sees(&option.origin));
            self.sees(&issue.origin)
        });
        case.stances.retain(|stance| self.sees(&stance.origin));
        case.weights.retain(|weights| self.sees(&weights.origin));
        case.no_deal.retain(|no_deal| self.sees(&no_deal.origin));
        case.rules.retain(|_, rule| self.sees(&rule.origin));
        case.levers.retain(|_, lever| {
            lever.status.retain(|status| self.sees(&status.origin));
            if !self.sees(&lever.effects_origin) {
                [&mut lever.cost, &mut lever.moves_no_deal, &mut lever.moves_deal]
                    .into_iter()
                    .for_each(IndexMap::clear);
            }
            self.sees(&lever.origin)
        });
        case.beliefs.retain(|_, belief| {
            if !self.sees(&belief.effects_origin) {
                [&mut belief.moves_no_deal, &mut belief.moves_deal].into_iter().for_each(IndexMap::clear);
            }
            self.sees(&belief.origin)
        });
        case.ultimatums.retain(|_, ultimatum| {
            ultimatum.credibility.take_if(|_| !self.sees(&ultimatum.effects_origin));
            self.sees(&ultimatum.origin)
        });
        case.guarantees.retain(|_, guarantee| {
            guarantee.status.retain(|status| self.sees(&status.origin));
            if !self.sees(&guarantee.effects_origin) {
                (guarantee.obligation, guarantee.credibility, guarantee.worth) = (None, None, None);
                guarantee.cost.clear();
            }
            self.sees(&guarantee.origin)
        });
        case.funding.retain(|_, funding| {
            funding.status.retain(|status| self.sees(&status.origin));
            self.sees(&funding.origin)
        });
        case.proposals.retain(|_, proposal| {
            proposal.sent.retain(|sent| self.sees(&sent.origin));
            self.sees(&proposal.origin)
        });
        case.protocols.retain(|_, protocol| self.sees(&protocol.origin));
        case.claims.retain(|_, claim| self.sees(&claim.origin));
        case.hypotheses.retain(|_, hypothesis| self.sees(&hypothesis.origin));
        case.ratifiers.retain(|_, ratifier| self.sees(&ratifier.origin));
        case.factors.retain(|_, factor| self.sees(&factor.origin));
        case.scenarios.retain(|_, scenario| self.sees(&scenario.origin));
        case.forecasts.retain(|_, forecast| self.sees(&forecast.origin));
    }
}

/// Takes out every reference to what is no longer there. Later tables depend on earlier ones, never the
/// other way round, but for options that need parties and rivals among hypotheses.
fn drop_dangling(case: &mut Case) {
    let Case { parties, blocs, people, institutions, territories, tracks, meetings, issues, claims, .. } =
        case;
    blocs.values_mut().for_each(|bloc| bloc.members.retain(|id| parties.contains_key(id)));
    people
        .values_mut()
        .for_each(|person| person.offices.retain(|office| parties.contains_key(&office.party)));
    institutions
        .retain(|_, institution| institution.party.as_ref().is_none_or(|id| parties.contains_key(id)));
    let known = |actor: &Actor| match actor {
        Actor::Party(id) => parties.contains_key(id),
        Actor::Bloc(id) => blocs.contains_key(id),
        Actor::Person(id) => people.contains_key(id),
        Actor::Institution(id) => institutions.contains_key(id),
        Actor::Unnamed => true,
    };

    case.instrument.consent.retain(|id| parties.contains_key(id));
    for territory in territories.values_mut() {
        territory.control.retain(|control| parties.contains_key(&control.by));
        territory.claimed_by.retain(|id| parties.contains_key(id));
    }
    tracks.values_mut().for_each(|track| track.parties.retain(|id| parties.contains_key(id)));
    meetings.retain(|_, meeting| {
        meeting.host.take_if(|actor| !known(actor));
        meeting.announced_by.take_if(|actor| !known(actor));
        meeting.history.iter_mut().for_each(|event| drop(event.host.take_if(|actor| !known(actor))));
        meeting.delegations.retain_mut(|delegation| {
            delegation.head.take_if(|id| !people.contains_key(id));
            delegation.expected.take_if(|id| !people.contains_key(id));
            parties.contains_key(&delegation.party)
        });
        tracks.contains_key(&meeting.track)
    });
    case.contacts.retain(|_, contact| contact.between.iter().all(known));

    issues.retain(|_, issue| {
        issue.decided_by.iter_mut().for_each(|ids| ids.retain(|id| parties.contains_key(id)));
        issue.options.retain(|_, option| {
            option
                .recognition
                .retain(|act| parties.contains_key(&act.by) && territories.contains_key(&act.territory));
            option.needs.iter().all(|id| parties.contains_key(id))
        });
        !issue.options.is_empty()
    });
    case.stances.retain_mut(|stance| keep_stance(stance, parties, issues));
    case.weights.retain_mut(|weights| {
        weights.by_issue.retain(|id, _| issues.contains_key(id));
        parties.contains_key(&weights.party)
    });
    case.no_deal.retain(|no_deal| parties.contains_key(&no_deal.party));
    case.rules.retain(|_, rule| {
        let applies = narrow(&mut rule.if_, issues);
        let demands = narrow(&mut rule.then, issues);
        applies && demands
    });

    let keep_effects = |effects: &mut Effects| effects.retain(|id, _| parties.contains_key(id));
    case.levers.retain(|_, lever| {
        lever.target.take_if(|id| !parties.contains_key(id));
        [&mut lever.cost, &mut lever.moves_no_deal, &mut lever.moves_deal].into_iter().for_each(keep_effects);
        known(&lever.owner)
    });
    case.beliefs.retain(|_, belief| {
        [&mut belief.moves_no_deal, &mut belief.moves_deal].into_iter().for_each(keep_effects);
        known(&belief.holder) && case.levers.contains_key(&belief.lever)
    });
    case.ultimatums.retain(|_, ultimatum| {
        ultimatum.addressed_to.retain(|id| parties.contains_key(id));
        ultimatum.said_by.take_if(|actor| !known(actor));
        parties.contains_key(&ultimatum.issuer) && case.levers.contains_key(&ultimatum.consequence)
    });
    case.guarantees.retain(|_, guarantee| {
        guarantee.guarantors.retain(known);
        guarantee.sought_by.retain(known);
        keep_effects(&mut guarantee.cost);
        parties.contains_key(&guarantee.beneficiary)
    });
    case.proposals.retain(|_, proposal| {
        proposal.by.retain(known);
        proposal.terms.retain(|id, options| {
            issues.get(id).is_some_and(|issue| {
                options.retain(|option| issue.options.contains_key(option));
                !options.is_empty()
            })
        });
        proposal.sent.retain_mut(|sent| {
            sent.said_by.take_if(|actor| !known(actor));
            parties.contains_key(&sent.to)
        });
        true
    });
    case.funding.retain(|_, funding| {
        funding.payers.retain(known);
        funding.sought_by.retain(known);
        funding.proposal.take_if(|id| !case.proposals.contains_key(id));
        parties.contains_key(&funding.beneficiary)
    });
    case.protocols.values_mut().for_each(|protocol| {
        protocol.proposer.take_if(|id| !parties.contains_key(id));
        protocol.approval_order.retain(|id| parties.contains_key(id));
        protocol.may_amend.retain(|id| parties.contains_key(id));
    });
    case.ratifiers.retain(|_, ratifier| parties.contains_key(&ratifier.party));

    claims.retain(|_, claim| {
        claim.meeting.take_if(|id| !meetings.contains_key(id));
        known(&claim.by)
    });
    let claim_ids: BTreeSet<_> = claims.keys().cloned().collect();
    for claim in claims.values_mut() {
        claim.supports.retain(|id| claim_ids.contains(id));
        claim.contradicts.retain(|id| claim_ids.contains(id));
    }
    case.hypotheses.retain(|_, hypothesis| {
        hypothesis.evidence.retain(|evidence| claim_ids.contains(&evidence.claim));
        hypothesis.role.as_ref().is_none_or(|(party, _)| parties.contains_key(party))
    });
    let hypothesis_ids: BTreeSet<_> = case.hypotheses.keys().cloned().collect();
    case.hypotheses
        .values_mut()
        .for_each(|hypothesis| hypothesis.rivals.retain(|id| hypothesis_ids.contains(id)));
}

fn keep_stance(
    stance: &mut Stance,
    parties: &IndexMap<PartyId, crate::Party>,
    issues: &IndexMap<IssueId, crate::Issue>,
) -> bool {
    stance.parties.retain(|id| parties.contains_key(id));
    let Some(issue) = issues.get(&stance.issue) else { return false };
    stance.positions.retain(|option, _| issue.options.contains_key(option));
    // An escape that can no longer be taken is no escape: the red line binds.
    if let Some(unless) = &mut stance.unless
        && !narrow(unless, issues)
    {
        stance.unless = None;
    }
    !stance.parties.is_empty() && !stance.positions.is_empty()
}

/// Takes unseen options out of a condition; false when it can no longer be met.
fn narrow(condition: &mut Condition, issues: &IndexMap<IssueId, crate::Issue>) -> bool {
    let mut possible = true;
    condition.terms.retain_mut(|term: &mut Term| {
        let issue = issues.get(&term.issue);
        term.options.retain(|option| issue.is_some_and(|issue| issue.options.contains_key(option)));
        // With none of its options left, `=` can never hold and `!=` always does.
        possible &= issue.is_some() && !(term.among && term.options.is_empty());
        !term.options.is_empty()
    });
    possible
}

fn adopt_beliefs(case: &mut Case, holder: &Actor) {
    for belief in case.beliefs.values().filter(|belief| belief.holder == *holder) {
        if let Some(lever) = case.levers.get_mut(&belief.lever) {
            lever.moves_no_deal.clone_from(&belief.moves_no_deal);
            lever.moves_deal.clone_from(&belief.moves_deal);
            lever.effects_origin = belief.effects_origin.clone();
        }
    }
}
