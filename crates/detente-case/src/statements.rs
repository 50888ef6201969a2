//! Every statement of a case in one list, for whoever asks what rests on a source or what changed.

use crate::{Case, Dated, LeverStatus, Origin, SourceId, StateOrder, TrafficLight};

/// One statement of a case: what it is about, what it says, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement<'a> {
    /// The table it stands in, in the singular: `stance`, `lever`, `claim`, …
    pub kind: &'static str,
    /// What names it: an identifier, or `ua on crimea` for what has none.
    pub name: String,
    /// What it says, in a line.
    pub says: String,
    /// Where it comes from.
    pub origin: &'a Origin,
}

impl Case {
    /// Every statement, table by table in the order of the format, each table in the order of the file.
    #[must_use]
    pub fn statements(&self) -> Vec<Statement<'_>> {
        let mut list = List(Vec::new());
        let instrument =
            format!("a {} exists by consent of {}", self.instrument.class, join(&self.instrument.consent));
        list.add("instrument", "instrument".to_owned(), instrument, &self.instrument.origin);
        self.who(&mut list);
        self.talks(&mut list);
        self.terms(&mut list);
        self.power(&mut list);
        self.said(&mut list);
        self.around(&mut list);
        self.conflict(&mut list);
        list.0
    }

    /// The statements that cite `source`, and `number` of it when given.
    #[must_use]
    pub fn resting_on(&self, source: &SourceId, number: Option<u32>) -> Vec<Statement<'_>> {
        let mut statements = self.statements();
        statements.retain(|statement| {
            let mut citations = statement.origin.citations().iter();
            citations.any(|citation| {
                citation.source == *source && (number.is_none() || citation.statement == number)
            })
        });
        statements
    }

    /// The most restrictive label that anything in the case bears; `Clear` when nothing bears one.
    #[must_use]
    pub fn highest_label(&self) -> TrafficLight {
        let of_sources = self.sources.values().filter_map(|source| source.label);
        let of_statements = self.statements().into_iter().filter_map(|statement| statement.origin.label);
        of_sources.chain(of_statements).max().unwrap_or(TrafficLight::Clear)
    }

    fn who<'a>(&'a self, list: &mut List<'a>) {
        for (id, party) in &self.parties {
            list.add("party", id.to_string(), format!("{}, {}", party.name, party.role), &party.origin);
        }
        for (id, bloc) in &self.blocs {
            list.add("bloc", id.to_string(), format!("{}: {}", bloc.name, join(&bloc.members)), &bloc.origin);
        }
        for (id, person) in &self.people {
            let offices: Vec<_> =
                person.offices.iter().map(|office| format!("{} ({})", office.title, office.party)).collect();
            list.add(
                "person",
                id.to_string(),
                format!("{}: {}", person.name, offices.join(", ")),
                &person.origin,
            );
        }
        for (id, institution) in &self.institutions {
            list.add("institution", id.to_string(), institution.name.clone(), &institution.origin);
        }
        for (id, territory) in &self.territories {
            list.add("territory", id.to_string(), territory.name.clone(), &territory.origin);
            for control in &territory.control {
                let says = format!("{} controls {} of {}", control.by, control.extent, territory.name);
                list.add("control", format!("{} of {id}", control.by), says, &control.origin);
            }
        }
    }

    fn talks<'a>(&'a self, list: &mut List<'a>) {
        for (id, track) in &self.tracks {
            list.add(
                "track",
                id.to_string(),
                format!("{}: {}", track.name, join(&track.parties)),
                &track.origin,
            );
        }
        for (id, meeting) in &self.meetings {
            list.add(
                "meeting",
                id.to_string(),
                format!("{}, {}", meeting.name, meeting.when),
                &meeting.origin,
            );
            for (number, event) in meeting.history.iter().enumerate() {
                let note = event.note.as_ref().map_or(String::new(), |note| format!(": {note}"));
                list.add(
                    "event",
                    format!("{id} {}", number + 1),
                    format!("{}{note}", event.status),
                    &event.origin,
                );
            }
            for delegation in &meeting.delegations {
                let head = delegation.head.as_ref().map_or("head not said", |id| id.as_str());
                let says = format!("{} sends a delegation, {head}", delegation.party);
                list.add("delegation", format!("{} at {id}", delegation.party), says, &delegation.origin);
            }
        }
        for (id, contact) in &self.contacts {
            let says = format!("{} between {}, {}", contact.kind, join(&contact.between), contact.signal);
            list.add("contact", id.to_string(), says, &contact.origin);
        }
        for (id, protocol) in &self.protocols {
            let says = format!("{}; approval by {}", protocol.name, join(&protocol.approval_order));
            list.add("protocol", id.to_string(), says, &protocol.origin);
        }
    }

    fn terms<'a>(&'a self, list: &mut List<'a>) {
        for (id, issue) in &self.issues {
            list.add("issue", id.to_string(), issue.name.clone(), &issue.origin);
            for (option_id, option) in &issue.options {
                list.add("option", format!("{id} = {option_id}"), option.name.clone(), &option.origin);
            }
        }
        for stance in &self.stances {
            let positions: Vec<_> = stance
                .positions
                .iter()
                .map(|(option, position)| match (position.level, position.value) {
                    (Some(level), _) => format!("{option}: {}", level.to_string().replace('_', " ")),
                    (None, Some(value)) => format!("{option}: {value}"),
                    (None, None) => option.to_string(),
                })
                .collect();
            let name = format!("{} on {}", join(&stance.parties), stance.issue);
            list.add("stance", name, positions.join("; "), &stance.origin);
        }
        for weights in &self.weights {
            let ordered: Vec<_> = weights.order.iter().map(|group| join(group)).collect();
            let says = match (weights.by_issue.len(), ordered.join(", then ")) {
                (0, order) => format!("issues by weight: {order}"),
                (count, order) if order.is_empty() => format!("weights of {count} issues"),
                (count, order) => format!("weights of {count} issues; by weight: {order}"),
            };
            list.add("weights", weights.party.to_string(), says, &weights.origin);
        }
        for no_deal in &self.no_deal {
            list.add("no-deal value", no_deal.party.to_string(), no_deal.value.to_string(), &no_deal.origin);
        }
        for (id, rule) in &self.rules {
            list.add("rule", id.to_string(), format!("if {} then {}", rule.if_, rule.then), &rule.origin);
        }
    }

    fn power<'a>(&'a self, list: &mut List<'a>) {
        for (id, lever) in &self.levers {
            list.add(
                "lever",
                id.to_string(),
                format!("{}, {} of {}", lever.name, lever.kind, lever.owner),
                &lever.origin,
            );
            list.history(id.as_str(), &lever.status);
        }
        for (id, belief) in &self.beliefs {
            list.add("belief", id.to_string(), format!("{}: {}", belief.holder, belief.says), &belief.origin);
        }
        for (id, ultimatum) in &self.ultimatums {
            let says =
                format!("{}: unless {}, {}", ultimatum.issuer, ultimatum.trigger, ultimatum.consequence);
            list.add("ultimatum", id.to_string(), says, &ultimatum.origin);
        }
        for (id, guarantee) in &self.guarantees {
            list.add("guarantee", id.to_string(), guarantee.name.clone(), &guarantee.origin);
            list.history(id.as_str(), &guarantee.status);
        }
        for (id, funding) in &self.funding {
            list.add("funding", id.to_string(), funding.purpose.clone(), &funding.origin);
            list.history(id.as_str(), &funding.status);
        }
    }

    fn said<'a>(&'a self, list: &mut List<'a>) {
        for (id, claim) in &self.claims {
            list.add("claim", id.to_string(), format!("{}: {}", claim.by, claim.says), &claim.origin);
        }
        for (id, hypothesis) in &self.hypotheses {
            list.add("hypothesis", id.to_string(), hypothesis.says.clone(), &hypothesis.origin);
        }
        for (id, proposal) in &self.proposals {
            list.add(
                "proposal",
                id.to_string(),
                format!("{}, by {}", proposal.name, join(&proposal.by)),
                &proposal.origin,
            );
            for sent in &proposal.sent {
                let receipt = match sent.acknowledged {
                    Some(true) => "acknowledged",
                    Some(false) => "receipt denied",
                    None => "receipt not said",
                };
                let says = format!("{} to {}, {receipt}", sent.mode, sent.to);
                list.add("transmission", format!("{id} to {}", sent.to), says, &sent.origin);
            }
        }
    }

    fn around<'a>(&'a self, list: &mut List<'a>) {
        for (id, ratifier) in &self.ratifiers {
            list.add(
                "ratifier",
                id.to_string(),
                format!("{} for {}", ratifier.name, ratifier.party),
                &ratifier.origin,
            );
        }
        for (id, factor) in &self.factors {
            list.add(
                "factor",
                id.to_string(),
                format!("{}: {}", factor.direction, factor.name),
                &factor.origin,
            );
        }
        for (id, scenario) in &self.scenarios {
            list.add("scenario", id.to_string(), scenario.says.clone(), &scenario.origin);
        }
        for (id, forecast) in &self.forecasts {
            list.add("forecast", id.to_string(), forecast.question.clone(), &forecast.origin);
        }
    }

    fn conflict<'a>(&'a self, list: &mut List<'a>) {
        if let Some(origin) = &self.conflict.origin {
            let says = format!("{} courses of action", self.conflict.courses.len());
            list.add("conflict", "conflict".to_owned(), says, origin);
        }
        for (id, course) in &self.conflict.courses {
            let says = format!("{}: {}", course.party, course.name);
            list.add("course", id.to_string(), says, &course.origin);
        }
        for (number, infeasible) in self.conflict.infeasible.iter().enumerate() {
            let says = infeasible.kind.to_string();
            list.add("infeasible", (number + 1).to_string(), says, &infeasible.origin);
        }
        for (number, barred) in self.conflict.barred.iter().enumerate() {
            list.add("barred", (number + 1).to_string(), barred.to_string(), &barred.origin);
        }
        for preference in &self.conflict.preferences {
            let says = match &preference.order {
                StateOrder::Statements(statements) => {
                    let statements: Vec<_> = statements.iter().map(ToString::to_string).collect();
                    statements.join("; then ")
                }
                StateOrder::Ranking(groups) => {
                    format!("a ranking of {} states", groups.iter().map(Vec::len).sum::<usize>())
                }
            };
            list.add("preference", preference.party.to_string(), says, &preference.origin);
        }
    }
}

struct List<'a>(Vec<Statement<'a>>);

impl<'a> List<'a> {
    fn add(&mut self, kind: &'static str, name: String, says: String, origin: &'a Origin) {
        self.0.push(Statement { kind, name, says, origin });
    }

    fn history(&mut self, name: &str, history: &'a [Dated<LeverStatus>]) {
        for (number, dated) in history.iter().enumerate() {
            self.add("status", format!("{name} {}", number + 1), dated.is.to_string(), &dated.origin);
        }
    }
}

fn join<T: ToString>(items: &[T]) -> String {
    items.iter().map(T::to_string).collect::<Vec<_>>().join(", ")
}
