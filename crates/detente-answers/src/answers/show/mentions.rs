//! Which statements of a case name a thing.

use std::{borrow::Borrow, ptr};

use detente_case::{Actor, Case, Condition, Effects, Origin, Statement};

use super::find::Name;

/// Every statement but its own parts that names it, in the order of the case; for a source, all that cite it.
pub(super) fn of<'a>(case: &'a Case, name: &Name<'_>) -> Vec<Statement<'a>> {
    let mut statements = case.statements();
    statements.retain(|statement| {
        // What a thing is made of is shown with it.
        let own = match (name.kind, statement.kind) {
            ("issue", "option" | "rule")
            | ("lever" | "guarantee" | "funding", "status")
            | ("territory", "control") => true,
            (kind, other) => kind == other && statement.name == name.id,
        };
        let named = if name.kind == "source" {
            statement.origin.citations().iter().any(|citation| citation.source.as_str() == name.id)
        } else {
            references(case, statement).has(name.kind, &name.id)
        };
        named && !own
    });
    statements
}

/// Names used by a statement, each with the kind of thing it names.
#[derive(Default)]
struct References<'a>(Vec<(&'static str, &'a str)>);

impl<'a> References<'a> {
    fn has(&self, kind: &str, id: &str) -> bool {
        self.0.contains(&(kind, id))
    }

    fn all<T: Borrow<str> + 'a>(&mut self, kind: &'static str, ids: impl IntoIterator<Item = &'a T>) {
        self.0.extend(ids.into_iter().map(|id| (kind, id.borrow())));
    }

    fn actors(&mut self, actors: impl IntoIterator<Item = &'a Actor>) {
        self.0.extend(actors.into_iter().filter_map(|actor| match actor {
            Actor::Party(id) => Some(("party", id.as_str())),
            Actor::Bloc(id) => Some(("bloc", id.as_str())),
            Actor::Person(id) => Some(("person", id.as_str())),
            Actor::Institution(id) => Some(("institution", id.as_str())),
            Actor::Unnamed => None,
        }));
    }

    fn effects<const N: usize>(&mut self, effects: [&'a Effects; N]) {
        self.all("party", effects.into_iter().flat_map(|effects| effects.keys()));
    }

    fn issues(&mut self, condition: &'a Condition) {
        self.all("issue", condition.terms.iter().map(|term| &term.issue));
    }
}

fn references<'a>(case: &'a Case, statement: &Statement<'_>) -> References<'a> {
    let mut found = References::default();
    let name = statement.name.as_str();
    match statement.kind {
        "instrument" => found.all("party", &case.instrument.consent),
        "bloc" | "person" | "institution" | "territory" | "control" => who(case, statement, &mut found),
        "track" | "meeting" | "event" | "delegation" | "contact" | "protocol" => {
            talks(case, statement, &mut found);
        }
        "issue" | "option" | "stance" | "weights" | "no-deal value" | "rule" => {
            terms(case, statement, &mut found);
        }
        "lever" | "belief" | "ultimatum" | "guarantee" | "funding" | "status" => {
            power(case, statement, &mut found);
        }
        "claim" | "hypothesis" | "proposal" | "transmission" => said(case, statement, &mut found),
        "ratifier" => {
            if let Some(ratifier) = case.ratifiers.get(name) {
                found.all("party", [&ratifier.party]);
                ratifier.when.iter().for_each(|condition| found.issues(condition));
            }
        }
        _ => {}
    }
    found
}

fn who<'a>(case: &'a Case, statement: &Statement<'_>, found: &mut References<'a>) {
    let name = statement.name.as_str();
    match statement.kind {
        "bloc" => found.all("party", case.blocs.get(name).into_iter().flat_map(|bloc| &bloc.members)),
        "person" => {
            let offices = case.people.get(name).into_iter().flat_map(|person| &person.offices);
            found.all("party", offices.map(|office| &office.party));
        }
        "institution" => {
            found
                .all("party", case.institutions.get(name).and_then(|institution| institution.party.as_ref()));
        }
        "territory" => {
            found.all("party", case.territories.get(name).into_iter().flat_map(|land| &land.claimed_by));
        }
        _ => {
            for (id, territory) in &case.territories {
                for control in territory.control.iter().filter(|control| is(statement, &control.origin)) {
                    found.all("territory", [id]);
                    found.all("party", [&control.by]);
                }
            }
        }
    }
}

fn talks<'a>(case: &'a Case, statement: &Statement<'_>, found: &mut References<'a>) {
    let name = statement.name.as_str();
    if let Some(track) = case.tracks.get(name).filter(|_| statement.kind == "track") {
        found.all("party", &track.parties);
    }
    if let Some(contact) = case.contacts.get(name).filter(|_| statement.kind == "contact") {
        found.actors(&contact.between);
    }
    if let Some(protocol) = case.protocols.get(name).filter(|_| statement.kind == "protocol") {
        let parties = protocol.proposer.iter().chain(&protocol.approval_order).chain(&protocol.may_amend);
        found.all("party", parties);
    }
    for (id, meeting) in &case.meetings {
        if statement.kind == "meeting" && id.as_str() == name {
            found.all("track", [&meeting.track]);
            found.actors(meeting.host.iter().chain(&meeting.announced_by));
        }
        for event in meeting.history.iter().filter(|event| is(statement, &event.origin)) {
            found.all("meeting", [id]);
            found.actors(&event.host);
        }
        for seat in meeting.delegations.iter().filter(|seat| is(statement, &seat.origin)) {
            found.all("meeting", [id]);
            found.all("party", [&seat.party]);
            found.all("person", seat.head.iter().chain(&seat.expected));
        }
    }
}

fn terms<'a>(case: &'a Case, statement: &Statement<'_>, found: &mut References<'a>) {
    let name = statement.name.as_str();
    if let Some(rule) = case.rules.get(name).filter(|_| statement.kind == "rule") {
        found.issues(&rule.if_);
        found.issues(&rule.then);
    }
    for (id, issue) in &case.issues {
        if statement.kind == "issue" && id.as_str() == name {
            found.all("party", issue.decided_by.iter().flatten());
        }
        for option in issue.options.values().filter(|option| is(statement, &option.origin)) {
            found.all("issue", [id]);
            found.all("party", option.needs.iter().chain(option.recognition.iter().map(|act| &act.by)));
            found.all("territory", option.recognition.iter().map(|act| &act.territory));
        }
    }
    for stance in case.stances.iter().filter(|stance| is(statement, &stance.origin)) {
        found.all("issue", [&stance.issue]);
        found.all("party", &stance.parties);
        found.actors(&stance.said_by);
        stance.unless.iter().for_each(|condition| found.issues(condition));
    }
    for weights in case.weights.iter().filter(|weights| is(statement, &weights.origin)) {
        found.all("party", [&weights.party]);
        found.all("issue", weights.by_issue.keys().chain(weights.order.iter().flatten()));
    }
    for no_deal in case.no_deal.iter().filter(|no_deal| is(statement, &no_deal.origin)) {
        found.all("party", [&no_deal.party]);
    }
}

fn power<'a>(case: &'a Case, statement: &Statement<'_>, found: &mut References<'a>) {
    let name = statement.name.as_str();
    match statement.kind {
        "lever" => {
            if let Some(lever) = case.levers.get(name) {
                found.actors([&lever.owner]);
                found.all("party", &lever.target);
                found.effects([&lever.cost, &lever.moves_no_deal, &lever.moves_deal]);
            }
        }
        "belief" => {
            if let Some(belief) = case.beliefs.get(name) {
                found.actors([&belief.holder]);
                found.all("lever", [&belief.lever]);
                found.effects([&belief.moves_no_deal, &belief.moves_deal]);
            }
        }
        "ultimatum" => {
            if let Some(ultimatum) = case.ultimatums.get(name) {
                found.all("party", [&ultimatum.issuer].into_iter().chain(&ultimatum.addressed_to));
                found.actors(&ultimatum.said_by);
                found.all("lever", [&ultimatum.consequence]);
            }
        }
        "guarantee" => {
            if let Some(guarantee) = case.guarantees.get(name) {
                found.actors(guarantee.guarantors.iter().chain(&guarantee.sought_by));
                found.all("party", [&guarantee.beneficiary]);
                found.effects([&guarantee.cost]);
            }
        }
        "funding" => {
            if let Some(funding) = case.funding.get(name) {
                found.actors(funding.payers.iter().chain(&funding.sought_by));
                found.all("party", [&funding.beneficiary]);
                found.all("proposal", &funding.proposal);
            }
        }
        _ => {
            let levers = case.levers.iter().map(|(id, lever)| ("lever", id.as_str(), &lever.status));
            let guarantees =
                case.guarantees.iter().map(|(id, guarantee)| ("guarantee", id.as_str(), &guarantee.status));
            let funding = case.funding.iter().map(|(id, funding)| ("funding", id.as_str(), &funding.status));
            let histories = levers.chain(guarantees).chain(funding);
            let own =
                histories.filter(|(_, _, history)| history.iter().any(|dated| is(statement, &dated.origin)));
            found.0.extend(own.map(|(kind, id, _)| (kind, id)));
        }
    }
}

fn said<'a>(case: &'a Case, statement: &Statement<'_>, found: &mut References<'a>) {
    let name = statement.name.as_str();
    match statement.kind {
        "claim" => {
            if let Some(claim) = case.claims.get(name) {
                found.actors([&claim.by]);
                found.all("meeting", &claim.meeting);
                found.all("claim", claim.supports.iter().chain(&claim.contradicts));
            }
        }
        "hypothesis" => {
            if let Some(hypothesis) = case.hypotheses.get(name) {
                found.all("party", hypothesis.role.iter().map(|(party, _)| party));
                found.all("hypothesis", &hypothesis.rivals);
                found.all("claim", hypothesis.evidence.iter().map(|evidence| &evidence.claim));
            }
        }
        "proposal" => {
            if let Some(proposal) = case.proposals.get(name) {
                found.actors(&proposal.by);
                found.all("issue", proposal.terms.keys());
            }
        }
        _ => {
            for (id, proposal) in &case.proposals {
                for sent in proposal.sent.iter().filter(|sent| is(statement, &sent.origin)) {
                    found.all("proposal", [id]);
                    found.all("party", [&sent.to]);
                    found.actors(&sent.said_by);
                }
            }
        }
    }
}

/// Whether a statement is the one made at `origin`: statements borrow their origins from the case.
fn is(statement: &Statement<'_>, origin: &Origin) -> bool {
    ptr::eq(statement.origin, origin)
}
