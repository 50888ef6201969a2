//! What the table of a thing holds, kind by kind.

use detente_case::{Case, Dated, Effects, Interval, LeverStatus, Origin};
use serde::Serialize;

use super::find::Name;
use crate::{
    page::Text,
    question::Question,
    text::{Reference, dates, phrase, scale, threats},
};

/// One thing said of it.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Fact {
    /// What it is.
    pub label: String,
    /// In words; absent when nobody has said.
    pub text: Option<String>,
    /// Where that is said, when elsewhere than the thing itself.
    pub said: Option<Reference>,
}

impl Fact {
    fn new(label: &str, text: impl Into<String>) -> Self {
        Self { label: label.to_owned(), text: Some(text.into()), said: None }
    }

    fn maybe(label: &str, text: Option<impl Into<String>>) -> Self {
        Self { label: label.to_owned(), text: text.map(Into::into), said: None }
    }

    fn at(self, question: &Question, origin: &Origin) -> Self {
        Self { said: Some(question.reference(origin)), ..self }
    }

    pub(super) fn row(&self) -> (String, Text) {
        let text = match &self.text {
            Some(text) => Text::from(text),
            None => Text::new().caution("not said"),
        };
        let said = self.said.as_ref().map_or_else(Text::new, Reference::in_brackets);
        (self.label.clone(), text.then(said))
    }
}

/// What the table of a thing holds, beyond what its one line already says.
pub(super) fn facts(question: &Question, name: &Name<'_>) -> Vec<Fact> {
    let mut facts = match name.kind {
        "source" => source(&question.case, &name.id),
        "party" => party(question, &name.id),
        "person" | "territory" => who(question, name),
        "meeting" | "contact" => talks(question, name),
        "lever" | "belief" | "ultimatum" => levers(question, name),
        "guarantee" | "funding" => promises(question, name),
        "claim" | "proposal" | "protocol" => said(question, name),
        "scenario" | "forecast" | "ratifier" | "rule" => around(question, name),
        _ => None,
    }
    .unwrap_or_default();
    if let Some(origin) = name.origin {
        facts.extend(held(question, origin));
    }
    facts
}

/// Since when it holds, who may see it, and what the analyst remarks.
fn held(question: &Question, origin: &Origin) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let Some(grade) = question.whole.grade_of(origin) {
        facts.push(Fact::new("grade", format!("{grade}: {}", grade.in_words())));
    }
    facts.extend(origin.since.map(|since| Fact::new("since", since.to_string())));
    facts.extend(origin.until.map(|until| Fact::new("until", until.to_string())));
    if let Some(assumption) = origin.assumption() {
        let until = assumption.expires.map_or(String::new(), |day| format!(", valid until {day}"));
        let set = assumption.set.as_ref().map_or(String::new(), |set| format!(", in the set {set}"));
        facts.push(Fact::new("assumed by", format!("{}{set}{until}", assumption.owner)));
    }
    facts.extend(origin.label.map(|label| Fact::new("label", label.to_string())));
    facts.extend(origin.compartment.as_ref().map(|name| Fact::new("compartment", name)));
    facts.extend(origin.note.as_ref().map(|note| Fact::new("remark", note)));
    let line = question.reference(origin).line;
    facts.push(Fact::new("in the file", format!("line {line}")));
    facts
}

fn source(case: &Case, id: &str) -> Option<Vec<Fact>> {
    let source = case.sources.get(id)?;
    let mut facts = vec![
        Fact::new("published", format!("{}, {}", source.publisher, source.date)),
        Fact::new("grade", format!("{}: {}", source.grade, source.grade.in_words())),
        Fact::maybe("at", source.url.as_ref()),
    ];
    if let Some(original) = &source.derived_from {
        facts.push(Fact::new("copies", format!("{original}; the two count as one source")));
    }
    facts.extend(source.label.map(|label| Fact::new("label", label.to_string())));
    Some(facts)
}

fn party(question: &Question, id: &str) -> Option<Vec<Fact>> {
    let case = &question.case;
    let (id, _) = case.parties.get_key_value(id)?;
    let consent = if case.instrument.consent.contains(id) { "must agree" } else { "need not agree" };
    let sourced = case.has_sourced_position(id);
    let mut facts = vec![
        Fact::new("consent", consent).at(question, &case.instrument.origin),
        Fact::new("positions", if sourced { "reported by a source" } else { "no sourced position" }),
    ];
    let no_deal = case.no_deal_of(id);
    let value = Fact::maybe(
        "no agreement",
        no_deal.map(|no_deal| format!("worth {}", scale::on_its_scale(question, id, no_deal.value))),
    );
    facts.push(match no_deal {
        Some(no_deal) => value.at(question, &no_deal.origin),
        None => value,
    });
    for (issue, lines) in case.red_lines(id) {
        for (option, stance) in lines {
            facts.push(Fact::new("red line", format!("{issue} = {option}")).at(question, &stance.origin));
        }
    }
    Some(facts)
}

fn who(question: &Question, name: &Name<'_>) -> Option<Vec<Fact>> {
    let case = &question.case;
    if name.kind == "person" {
        let person = case.people.get(name.id.as_str())?;
        let offices = person.offices.iter().map(|office| {
            let rank = office.rank.to_string().replace('-', " ");
            Fact::new("office", format!("{} of {}, rank {rank}", office.title, question.short(&office.party)))
        });
        return Some(offices.collect());
    }
    let territory = case.territories.get(name.id.as_str())?;
    let names = territory.names.iter().map(|(policy, name)| Fact::new("name", format!("{name} ({policy})")));
    let control = territory.control.iter().map(|control| {
        let when = control.when.as_ref().map(|when| dates::when(question, when, &[&control.origin]));
        let when = when.map_or(String::new(), |when| format!(", {when}"));
        Fact::new("control", format!("{} over {}{when}", question.short(&control.by), control.extent))
            .at(question, &control.origin)
    });
    let claims = Fact::new("claimed by", phrase::parties(question, &territory.claimed_by));
    Some(names.chain(control).chain([claims]).collect())
}

fn talks(question: &Question, name: &Name<'_>) -> Option<Vec<Fact>> {
    let case = &question.case;
    if name.kind == "contact" {
        let contact = case.contacts.get(name.id.as_str())?;
        let between: Vec<_> = contact.between.iter().map(|actor| phrase::actor(question, actor)).collect();
        let hedge = contact.hedge.as_ref().map_or(String::new(), |hedge| format!(" (\"{hedge}\")"));
        return Some(vec![
            Fact::new("between", phrase::list(&between)),
            Fact::new("when", dates::when(question, &contact.when, &[&contact.origin])),
            Fact::new("points", format!("{}{hedge}", contact.signal)),
        ]);
    }
    let meeting = case.meetings.get(name.id.as_str())?;
    let actor = |actor: &Option<_>| actor.as_ref().map(|actor| phrase::actor(question, actor));
    let mut facts = vec![
        Fact::new("track", meeting.track.to_string()),
        Fact::maybe("place", meeting.place.as_ref()),
        Fact::maybe("host", actor(&meeting.host)),
        Fact::maybe("announced by", actor(&meeting.announced_by)),
    ];
    facts.extend(meeting.sequence.map(|number| Fact::new("number", format!("{number} in its series"))));
    Some(facts)
}

fn levers(question: &Question, name: &Name<'_>) -> Option<Vec<Fact>> {
    let case = &question.case;
    let id = name.id.as_str();
    match name.kind {
        "lever" => {
            let lever = case.levers.get(id)?;
            let mut facts = vec![
                Fact::new("owner", phrase::actor(question, &lever.owner)),
                Fact::maybe("target", lever.target.as_ref().map(|party| question.short(party))),
            ];
            facts.extend(history(question, &lever.status));
            facts.push(Fact::maybe("reversible", lever.reversible.map(|yes| if yes { "yes" } else { "no" })));
            facts.push(Fact::maybe("takes", lever.lag.as_ref()));
            let effects = [
                ("costs", &lever.cost),
                ("moves no deal", &lever.moves_no_deal),
                ("moves deal", &lever.moves_deal),
            ];
            facts.extend(effects_of(question, effects, &lever.effects_origin));
            Some(facts)
        }
        "belief" => {
            let belief = case.beliefs.get(id)?;
            let mut facts = vec![
                Fact::new("holder", phrase::actor(question, &belief.holder)),
                Fact::new("lever", belief.lever.to_string()),
            ];
            let effects = [("moves no deal", &belief.moves_no_deal), ("moves deal", &belief.moves_deal)];
            facts.extend(effects_of(question, effects, &belief.effects_origin));
            Some(facts)
        }
        _ => {
            let ultimatum = case.ultimatums.get(id)?;
            let told = if ultimatum.trigger_defined { "yes" } else { "no: no source defines the trigger" };
            Some(vec![
                Fact::maybe(
                    "said by",
                    ultimatum.said_by.as_ref().map(|actor| phrase::actor(question, actor)),
                ),
                Fact::maybe(
                    "addressed to",
                    (!ultimatum.addressed_to.is_empty())
                        .then(|| phrase::parties(question, &ultimatum.addressed_to)),
                ),
                Fact::new("can be told", told),
                Fact::maybe("deadline", dates::deadline(question, ultimatum)),
                Fact::new("consequence", threats::consequence(question, ultimatum).to_owned()),
                interval("credibility", ultimatum.credibility).at(question, &ultimatum.effects_origin),
            ])
        }
    }
}

fn promises(question: &Question, name: &Name<'_>) -> Option<Vec<Fact>> {
    let case = &question.case;
    let actors = |label: &str, actors: &[detente_case::Actor]| {
        let names: Vec<_> = actors.iter().map(|actor| phrase::actor(question, actor)).collect();
        Fact::maybe(label, (!names.is_empty()).then(|| phrase::list(&names)))
    };
    if name.kind == "guarantee" {
        let guarantee = case.guarantees.get(name.id.as_str())?;
        let mut facts = vec![
            actors("given by", &guarantee.guarantors),
            actors("sought by", &guarantee.sought_by),
            Fact::new("for", question.short(&guarantee.beneficiary)),
            Fact::maybe("lasts", guarantee.duration.as_ref()),
        ];
        facts.extend(history(question, &guarantee.status));
        let numbers = [
            ("obligation", guarantee.obligation),
            ("credibility", guarantee.credibility),
            ("worth", guarantee.worth),
        ];
        let number = |(label, value)| interval(label, value).at(question, &guarantee.effects_origin);
        facts.extend(numbers.into_iter().map(number));
        facts.extend(effects_of(question, [("costs", &guarantee.cost)], &guarantee.effects_origin));
        return Some(facts);
    }
    let funding = case.funding.get(name.id.as_str())?;
    let unit = funding.unit.as_ref().map_or(String::new(), |unit| format!(" {unit}"));
    let mut facts = vec![
        actors("paid by", &funding.payers),
        actors("sought by", &funding.sought_by),
        Fact::new("for", question.short(&funding.beneficiary)),
        Fact::maybe("amount", funding.amount.map(|amount| format!("{amount}{unit}"))),
    ];
    facts.extend(history(question, &funding.status));
    Some(facts)
}

fn said(question: &Question, name: &Name<'_>) -> Option<Vec<Fact>> {
    let case = &question.case;
    let id = name.id.as_str();
    match name.kind {
        "claim" => {
            let claim = case.claims.get(id)?;
            let mut facts = vec![
                Fact::new("kind", claim.kind.to_string()),
                Fact::new("by", phrase::actor(question, &claim.by)),
                Fact::maybe("on", claim.on.map(|day| day.to_string())),
                Fact::new("points", claim.signal.to_string()),
            ];
            facts.extend(claim.meeting.as_ref().map(|meeting| Fact::new("meeting", meeting.to_string())));
            facts.extend(claim.supports.iter().map(|other| Fact::new("supports", other.to_string())));
            facts.extend(claim.contradicts.iter().map(|other| Fact::new("contradicts", other.to_string())));
            Some(facts)
        }
        "proposal" => {
            let proposal = case.proposals.get(id)?;
            let terms = proposal.terms.iter().map(|(issue, options)| {
                let options: Vec<_> = options.iter().map(detente_case::OptionId::as_str).collect();
                Fact::new("term", format!("{issue} = {}", options.join(" | ")))
            });
            Some(
                [Fact::maybe("day", proposal.date.map(|day| day.to_string()))]
                    .into_iter()
                    .chain(terms)
                    .collect(),
            )
        }
        _ => {
            let protocol = case.protocols.get(id)?;
            let order: Vec<_> = protocol.approval_order.iter().map(|party| question.short(party)).collect();
            Some(vec![
                Fact::maybe("writes", protocol.proposer.as_ref().map(|party| question.short(party))),
                Fact::new("may amend", phrase::parties(question, &protocol.may_amend)),
                Fact::new("approves", order.join(", then ")),
            ])
        }
    }
}

fn around(question: &Question, name: &Name<'_>) -> Option<Vec<Fact>> {
    let case = &question.case;
    let id = name.id.as_str();
    match name.kind {
        "scenario" => {
            let scenario = case.scenarios.get(id)?;
            let tripwires = scenario.tripwires.iter().map(|tripwire| Fact::new("tripwire", tripwire));
            Some([interval("chance", scenario.chance)].into_iter().chain(tripwires).collect())
        }
        "forecast" => {
            let forecast = case.forecasts.get(id)?;
            Some(vec![
                Fact::new("yes if", &forecast.criterion),
                Fact::new("settled by", forecast.resolves_by.to_string()),
                interval("chance", forecast.chance),
            ])
        }
        "ratifier" => {
            let ratifier = case.ratifiers.get(id)?;
            let when = ratifier.when.as_ref().map_or_else(|| "always".to_owned(), ToString::to_string);
            Some(vec![Fact::maybe("takes", ratifier.rule.as_ref()), Fact::new("needed when", when)])
        }
        _ => {
            let rule = case.rules.get(id)?;
            Some(vec![Fact::maybe("name", rule.name.as_ref()), Fact::new("kind", rule.kind.to_string())])
        }
    }
}

fn history(question: &Question, history: &[Dated<LeverStatus>]) -> Vec<Fact> {
    let status = |dated: &Dated<LeverStatus>| {
        let on = dated.on.map_or(String::new(), |day| format!(", {day}"));
        Fact::new("status", format!("{}{on}", dated.is)).at(question, &dated.origin)
    };
    history.iter().map(status).collect()
}

fn effects_of<const N: usize>(
    question: &Question,
    effects: [(&str, &Effects); N],
    origin: &Origin,
) -> Vec<Fact> {
    let stated = effects.into_iter().filter(|(_, effects)| !effects.is_empty());
    let fact = |(label, effects): (&str, &Effects)| {
        let by_party: Vec<_> =
            effects.iter().map(|(party, points)| format!("{} {points}", question.short(party))).collect();
        Fact::new(label, by_party.join(", ")).at(question, origin)
    };
    stated.map(fact).collect()
}

fn interval(label: &str, value: Option<Interval>) -> Fact {
    Fact::maybe(label, value.map(|value| value.to_string()))
}
