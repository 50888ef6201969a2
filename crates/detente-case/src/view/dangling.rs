//! What is left of a case when some of it is not seen: nothing refers to what is absent.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::{
    Actor, Bloc, BlocId, Case, Condition, Effects, Institution, InstitutionId, Issue, IssueId, Party,
    PartyId, Person, PersonId, Recognition, Stance, Term,
};

/// Takes out every reference to what is no longer there, in the order in which tables depend on each other.
pub(super) fn drop_dangling(case: &mut Case) {
    who(case);
    let actors = Actors {
        parties: case.parties.clone(),
        blocs: case.blocs.clone(),
        people: case.people.clone(),
        institutions: case.institutions.clone(),
    };
    talks(case, &actors);
    terms(case);
    power(case, &actors);
    said(case, &actors);
    let Case { conflict, parties, levers, ultimatums, .. } = case;
    super::conflict::drop_dangling(
        conflict,
        |id| parties.contains_key(id),
        |id| levers.contains_key(id),
        |id| ultimatums.contains_key(id),
    );
}

struct Actors {
    parties: IndexMap<PartyId, Party>,
    blocs: IndexMap<BlocId, Bloc>,
    people: IndexMap<PersonId, Person>,
    institutions: IndexMap<InstitutionId, Institution>,
}

impl Actors {
    fn known(&self, actor: &Actor) -> bool {
        match actor {
            Actor::Party(id) => self.parties.contains_key(id),
            Actor::Bloc(id) => self.blocs.contains_key(id),
            Actor::Person(id) => self.people.contains_key(id),
            Actor::Institution(id) => self.institutions.contains_key(id),
            Actor::Unnamed => true,
        }
    }

    fn forget(&self, actor: &mut Option<Actor>) {
        actor.take_if(|actor| !self.known(actor));
    }

    fn keep(&self, effects: &mut Effects) {
        effects.retain(|id, _| self.parties.contains_key(id));
    }
}

fn who(case: &mut Case) {
    let parties = &case.parties;
    case.blocs.values_mut().for_each(|bloc| bloc.members.retain(|id| parties.contains_key(id)));
    case.people
        .values_mut()
        .for_each(|person| person.offices.retain(|office| parties.contains_key(&office.party)));
    case.institutions
        .retain(|_, institution| institution.party.as_ref().is_none_or(|id| parties.contains_key(id)));
    case.instrument.consent.retain(|id| parties.contains_key(id));
    for territory in case.territories.values_mut() {
        territory.control.retain(|control| parties.contains_key(&control.by));
        territory.claimed_by.retain(|id| parties.contains_key(id));
    }
}

fn talks(case: &mut Case, actors: &Actors) {
    let Case { tracks, meetings, .. } = case;
    tracks.values_mut().for_each(|track| track.parties.retain(|id| actors.parties.contains_key(id)));
    meetings.retain(|_, meeting| {
        actors.forget(&mut meeting.host);
        actors.forget(&mut meeting.announced_by);
        meeting.history.iter_mut().for_each(|event| actors.forget(&mut event.host));
        meeting.delegations.retain_mut(|delegation| {
            delegation.head.take_if(|id| !actors.people.contains_key(id));
            delegation.expected.take_if(|id| !actors.people.contains_key(id));
            actors.parties.contains_key(&delegation.party)
        });
        tracks.contains_key(&meeting.track)
    });
    case.contacts.retain(|_, contact| contact.between.iter().all(|actor| actors.known(actor)));
    for protocol in case.protocols.values_mut() {
        protocol.proposer.take_if(|id| !actors.parties.contains_key(id));
        protocol.approval_order.retain(|id| actors.parties.contains_key(id));
        protocol.may_amend.retain(|id| actors.parties.contains_key(id));
    }
}

fn terms(case: &mut Case) {
    let Case { parties, issues, territories, .. } = case;
    issues.retain(|_, issue| {
        issue.decided_by.iter_mut().for_each(|ids| ids.retain(|id| parties.contains_key(id)));
        issue.options.retain(|_, option| {
            let known =
                |act: &Recognition| parties.contains_key(&act.by) && territories.contains_key(&act.territory);
            option.recognition.retain(known);
            option.needs.iter().all(|id| parties.contains_key(id))
        });
        !issue.options.is_empty()
    });
    case.stances.retain_mut(|stance| keep_stance(stance, parties, issues));
    case.weights.retain_mut(|weights| {
        weights.by_issue.retain(|id, _| issues.contains_key(id));
        keep_groups(&mut weights.order, |id| issues.contains_key(id));
        parties.contains_key(&weights.party)
    });
    case.no_deal.retain(|no_deal| parties.contains_key(&no_deal.party));
    case.ratifiers.retain(|_, ratifier| parties.contains_key(&ratifier.party));
    case.rules.retain(|_, rule| {
        let applies = narrow(&mut rule.if_, issues);
        let demands = narrow(&mut rule.then, issues);
        applies && demands
    });
}

fn power(case: &mut Case, actors: &Actors) {
    let Case { levers, parties, issues, proposals, .. } = case;
    levers.retain(|_, lever| {
        lever.target.take_if(|id| !parties.contains_key(id));
        for effects in [&mut lever.cost, &mut lever.moves_no_deal, &mut lever.moves_deal] {
            actors.keep(effects);
        }
        actors.known(&lever.owner)
    });
    case.beliefs.retain(|_, belief| {
        for effects in [&mut belief.moves_no_deal, &mut belief.moves_deal] {
            actors.keep(effects);
        }
        actors.known(&belief.holder) && levers.contains_key(&belief.lever)
    });
    case.ultimatums.retain(|_, ultimatum| {
        ultimatum.addressed_to.retain(|id| parties.contains_key(id));
        actors.forget(&mut ultimatum.said_by);
        parties.contains_key(&ultimatum.issuer) && levers.contains_key(&ultimatum.consequence)
    });
    case.guarantees.retain(|_, guarantee| {
        guarantee.guarantors.retain(|actor| actors.known(actor));
        guarantee.sought_by.retain(|actor| actors.known(actor));
        actors.keep(&mut guarantee.cost);
        parties.contains_key(&guarantee.beneficiary)
    });
    for proposal in proposals.values_mut() {
        proposal.by.retain(|actor| actors.known(actor));
        proposal.terms.retain(|id, options| {
            let issue = issues.get(id);
            options.retain(|option| issue.is_some_and(|issue| issue.options.contains_key(option)));
            !options.is_empty()
        });
        proposal.sent.retain_mut(|sent| {
            actors.forget(&mut sent.said_by);
            parties.contains_key(&sent.to)
        });
    }
    case.funding.retain(|_, funding| {
        funding.payers.retain(|actor| actors.known(actor));
        funding.sought_by.retain(|actor| actors.known(actor));
        funding.proposal.take_if(|id| !proposals.contains_key(id));
        parties.contains_key(&funding.beneficiary)
    });
}

fn said(case: &mut Case, actors: &Actors) {
    let Case { claims, meetings, hypotheses, .. } = case;
    claims.retain(|_, claim| {
        claim.meeting.take_if(|id| !meetings.contains_key(id));
        actors.known(&claim.by)
    });
    let claim_ids: BTreeSet<_> = claims.keys().cloned().collect();
    for claim in claims.values_mut() {
        claim.supports.retain(|id| claim_ids.contains(id));
        claim.contradicts.retain(|id| claim_ids.contains(id));
    }
    hypotheses.retain(|_, hypothesis| {
        hypothesis.evidence.retain(|evidence| claim_ids.contains(&evidence.claim));
        hypothesis.role.as_ref().is_none_or(|(party, _)| actors.parties.contains_key(party))
    });
    let hypothesis_ids: BTreeSet<_> = hypotheses.keys().cloned().collect();
    hypotheses.values_mut().for_each(|hypothesis| hypothesis.rivals.retain(|id| hypothesis_ids.contains(id)));
}

fn keep_stance(
    stance: &mut Stance,
    parties: &IndexMap<PartyId, Party>,
    issues: &IndexMap<IssueId, Issue>,
) -> bool {
    stance.parties.retain(|id| parties.contains_key(id));
    let Some(issue) = issues.get(&stance.issue) else { return false };
    stance.positions.retain(|option, _| issue.options.contains_key(option));
    keep_groups(&mut stance.order, |option| issue.options.contains_key(option));
    // An escape that can no longer be taken is no escape: the red line binds.
    if let Some(unless) = &mut stance.unless
        && !narrow(unless, issues)
    {
        stance.unless = None;
    }
    !stance.parties.is_empty() && !stance.positions.is_empty()
}

fn keep_groups<T>(order: &mut Vec<Vec<T>>, known: impl Fn(&T) -> bool) {
    for group in order.iter_mut() {
        group.retain(&known);
    }
    order.retain(|group| !group.is_empty());
}

/// Takes unseen options out of a condition; false when it can no longer be met.
fn narrow(condition: &mut Condition, issues: &IndexMap<IssueId, Issue>) -> bool {
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
