//! The verdicts of a case that can flip when a statement comes or goes, each a name with a value.

use detente_agreement::{Finding, Negotiation, Reading, common_ground, incidence};
use detente_case::{Case, PartyId};
use detente_talks::{consent, convening, hypotheses, network, transmission};
use indexmap::IndexMap;

/// What is asked, and the answer in a few words; in the order in which users ask.
pub(super) type Facts = IndexMap<String, String>;

/// Everything about a case that is quick to decide, so that it can be asked again without each statement.
pub(super) fn facts(case: &Case) -> Facts {
    let mut facts = Facts::new();
    facts.insert("is there a deal?".to_owned(), deal(case));
    facts.insert("is there an offer on the table?".to_owned(), offer(case).to_owned());
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
        ("no", ..) => "no, whatever the values".to_owned(),
        (_, _, "yes") => "yes, whatever the values".to_owned(),
        (_, central, _) => format!("{central} at central values"),
    }
}

fn offer(case: &Case) -> &'static str {
    match transmission::offers(case).on_the_table {
        transmission::Offer::Yes => "yes",
        transmission::Offer::Disputed => "disputed by the receiver",
        transmission::Offer::OnlyReported => "only reported",
        transmission::Offer::No => "no",
    }
}

fn common(case: &Case, facts: &mut Facts) {
    let room = common_ground::fullest_room(case);
    let lists = common_ground::standard_lists(case, room);
    let mut add = |among: &str, ground: &common_ground::CommonGround| {
        for common in &ground.common {
            facts.insert(format!("{} = {} is common {among}", common.issue, common.option), "yes".to_owned());
        }
    };
    if let Some(room) = &lists.room {
        add(&format!("in {}", room.meeting), &room.ground);
    }
    add("to all who must agree", &lists.all_who_must_agree);
}

fn talks(case: &Case, facts: &mut Facts) {
    for room in consent::consent(case).rooms {
        let missing = join(room.missing.iter().copied());
        facts.insert(format!("who of those who must agree is missing in {}?", room.meeting), missing);
    }
    facts.insert("pairs that meet nowhere".to_owned(), convening::convening(case).uncovered.to_string());
    let network = network::network(case);
    let points = join(network.articulation_points.iter().map(|point| point.party));
    facts.insert("through whom does every path between rooms run?".to_owned(), points);
    for weighed in hypotheses::hypotheses(case, hypotheses::LowGrades::default()) {
        let says = case.hypotheses.get(weighed.hypothesis).map_or("", |hypothesis| hypothesis.says.as_str());
        facts.insert(format!("hypothesis: {says}"), standing(weighed.all.standing).to_owned());
    }
}

fn power(case: &Case, facts: &mut Facts) {
    for ultimatum in incidence::incidence(case).ultimatums {
        let gainers = join(ultimatum.perverse.iter().map(|perverse| &perverse.party));
        facts.insert(format!("who gains from tripping {}?", ultimatum.ultimatum), gainers);
    }
}

fn join<'a>(parties: impl Iterator<Item = &'a PartyId>) -> String {
    let names: Vec<_> = parties.map(PartyId::as_str).collect();
    if names.is_empty() { "nobody".to_owned() } else { names.join(", ") }
}

fn standing(standing: hypotheses::Standing) -> &'static str {
    match standing {
        hypotheses::Standing::Supported => "supported",
        hypotheses::Standing::Contested => "contested",
        hypotheses::Standing::NoEvidence => "no evidence",
        hypotheses::Standing::Unsupported => "unsupported",
    }
}
