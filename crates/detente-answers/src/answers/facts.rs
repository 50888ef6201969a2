//! The verdicts of a case that can flip when a statement comes or goes, each a name with a value.

use std::fmt;

use detente_agreement::{Finding, Negotiation, Reading, common_ground, incidence};
use detente_case::{Case, IssueId, MeetingId, OptionId, PartyId};
use detente_talks::{consent, convening, hypotheses, network, transmission};
use indexmap::IndexMap;
use serde::Serialize;

/// What is asked, and the answer in a few words; in the order in which users ask.
pub(super) type Facts = IndexMap<String, Fact>;

/// The answer to a question that can flip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub(super) enum Fact {
    /// In a few words.
    Words(String),
    /// A count.
    Count(usize),
    /// Parties; none is an answer too.
    Parties(Vec<PartyId>),
}

impl Fact {
    fn words(text: &str) -> Self {
        Self::Words(text.to_owned())
    }

    fn parties<'a>(parties: impl Iterator<Item = &'a PartyId>) -> Self {
        Self::Parties(parties.cloned().collect())
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(text) => formatter.write_str(text),
            Self::Count(count) => write!(formatter, "{count}"),
            Self::Parties(parties) if parties.is_empty() => formatter.write_str("nobody"),
            Self::Parties(parties) => {
                let names: Vec<_> = parties.iter().map(PartyId::as_str).collect();
                formatter.write_str(&names.join(", "))
            }
        }
    }
}

/// Everything about a case that is quick to decide, so that it can be asked again without each statement.
pub(super) fn facts(case: &Case) -> Facts {
    let mut facts = Facts::new();
    facts.insert("is there a deal?".to_owned(), Fact::Words(deal(case)));
    facts.insert("is there an offer on the table?".to_owned(), Fact::words(offer(case)));
    common(case, &mut facts);
    talks(case, &mut facts);
    power(case, &mut facts);
    facts
}

fn deal(case: &Case) -> String {
    let negotiation = Negotiation::from_case(case);
    let possible = |reading| match negotiation.find(reading) {
        Finding::Found(_) => "yes",
        Finding::None => "no",
        Finding::Unsettled => "not settled",
    };
    let [favourable, central, guarded] =
        [Reading::Favourable, Reading::Central, Reading::Guarded].map(possible);
    match (favourable, central, guarded) {
        ("no", ..) => "no, for any values".to_owned(),
        (_, _, "yes") => "yes, for all values".to_owned(),
        _ if negotiation.unsaid().decides() => "not known: it hangs on what nobody has said".to_owned(),
        (_, central, _) => format!("{central} at central values"),
    }
}

fn offer(case: &Case) -> &'static str {
    match transmission::offers(case).on_the_table {
        transmission::Offer::Yes => "a text was handed over, said in talks or acknowledged",
        transmission::Offer::Disputed => "disputed by the receiver",
        transmission::Offer::OnlyReported => "only reported",
        transmission::Offer::No => "none is known",
    }
}

fn common(case: &Case, facts: &mut Facts) {
    let room = common_ground::fullest_room(case);
    let lists = common_ground::standard_lists(case, room);
    let mut add = |among: &str, ground: &common_ground::CommonGround| {
        for common in &ground.common {
            facts.insert(
                format!("{} is common {among}", term(case, &common.issue, &common.option)),
                Fact::words("yes"),
            );
        }
    };
    if let Some(room) = &lists.room {
        add(&format!("in {}", meeting(case, &room.meeting)), &room.ground);
    }
    add("to all who must agree", &lists.all_who_must_agree);
}

/// `Line of contact: frozen`.
fn term(case: &Case, issue: &IssueId, option: &OptionId) -> String {
    let known = case.issues.get(issue);
    let name =
        known.and_then(|issue| issue.options.get(option)).map_or(option.as_str(), |option| &option.name);
    format!("{}: {name}", known.map_or(issue.as_str(), |issue| &issue.name))
}

fn meeting<'c>(case: &'c Case, meeting: &'c MeetingId) -> &'c str {
    case.meetings.get(meeting).map_or(meeting.as_str(), |meeting| &meeting.name)
}

fn talks(case: &Case, facts: &mut Facts) {
    for room in consent::consent(case).rooms {
        let missing = match room.not_said.as_slice() {
            [] => Fact::parties(room.missing.iter().copied()),
            _ => Fact::words("nobody says who came"),
        };
        facts.insert(
            format!("which party that must agree is missing in {}?", meeting(case, room.meeting)),
            missing,
        );
    }
    facts.insert(
        "pairs of parties that never meet".to_owned(),
        Fact::Count(convening::convening(case).uncovered),
    );
    let network = network::network(case);
    let points = Fact::parties(network.articulation_points.iter().map(|point| point.party));
    facts.insert("through whom does all contact between the rooms go?".to_owned(), points);
    for weighed in hypotheses::hypotheses(case, hypotheses::LowGrades::default()) {
        let says = case.hypotheses.get(weighed.hypothesis).map_or("", |hypothesis| hypothesis.says.as_str());
        facts.insert(format!("hypothesis: {says}"), Fact::words(standing(weighed.all.standing)));
    }
}

fn power(case: &Case, facts: &mut Facts) {
    for ultimatum in incidence::incidence(case).ultimatums {
        let gainers = Fact::parties(ultimatum.perverse.iter().map(|perverse| &perverse.party));
        let lever = case.levers.get(&ultimatum.consequence);
        let name = lever.map_or(ultimatum.consequence.as_str(), |lever| &lever.name);
        facts.insert(format!("who gains by the threat of {name} if {}?", ultimatum.trigger), gainers);
    }
}

fn standing(standing: hypotheses::Standing) -> &'static str {
    match standing {
        hypotheses::Standing::Supported => "supported",
        hypotheses::Standing::Contested => "contested",
        hypotheses::Standing::NoEvidence => "no evidence",
        hypotheses::Standing::Unsupported => "unsupported",
    }
}
