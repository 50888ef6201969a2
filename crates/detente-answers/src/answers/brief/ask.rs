//! What to ask, and whom.

use detente_agreement::Backing;
use detente_case::PartyId;
use serde::Serialize;

use crate::{
    answers::verdict::{What, has_put_a_text},
    question::Question,
};

/// A question that somebody could answer.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Asked {
    /// Whom to ask; absent where it is anybody who knows.
    pub(super) party: Option<PartyId>,
    /// What to ask, in words.
    pub(super) what: String,
}

/// What nobody has said that an answer needs, what is open in threats and promises, and the number that swings most.
pub(super) fn ask(question: &Question) -> Vec<Asked> {
    let case = &question.case;
    let verdict = question.verdict();
    let has_sources = !question.whole.sources.is_empty();
    let mut asked = Vec::new();
    // Where nothing is negotiated, nobody is asked what a package or none is worth.
    let negotiated = !case.issues.is_empty();
    let mut must: Vec<_> =
        verdict.verdict.rests_on.iter().filter(|rest| rest.instrument && negotiated).collect();
    // Whoever least is known about is asked first; equals in the order of the case.
    must.sort_by_key(|rest| (!rest.has_no_sourced_position(), std::cmp::Reverse(rest.positions.unknown)));
    for rest in must {
        let mut parts = Vec::new();
        if has_sources && rest.has_no_sourced_position() {
            let beside = if has_put_a_text(question, &rest.party) { " beside its texts" } else { "" };
            parts.push(format!("any position{beside}, from a source"));
        } else if rest.positions.unknown > 0 {
            parts.push(format!("{} of its positions, which nobody has said", rest.positions.unknown));
        }
        match rest.no_deal {
            Backing::Reported => {}
            Backing::Assumed | Backing::Implied if !has_sources => {}
            Backing::Assumed | Backing::Implied => {
                parts.push("what no deal is worth to it (assumed)".to_owned());
            }
            Backing::Unknown => parts.push("what no deal is worth to it".to_owned()),
        }
        if !parts.is_empty() {
            asked.push(Asked { party: Some(rest.party.clone()), what: parts.join("; ") });
        }
    }
    let mut triggers: Vec<&str> = Vec::new();
    for (_, ultimatum) in case.standing_ultimatums().filter(|(_, ultimatum)| !ultimatum.trigger_defined) {
        if !triggers.contains(&ultimatum.trigger.as_str()) {
            triggers.push(&ultimatum.trigger);
            let what = format!("what would count as {}", ultimatum.trigger);
            asked.push(Asked { party: Some(ultimatum.issuer.clone()), what });
        }
    }
    let no_giver = case.guarantees.values().filter(|guarantee| guarantee.guarantors.is_empty());
    asked.extend(no_giver.map(|one| Asked { party: None, what: format!("who would give: {}", one.name) }));
    let no_payer = case.funding.values().filter(|funding| funding.payers.is_empty());
    asked.extend(no_payer.map(|one| Asked { party: None, what: format!("who would pay: {}", one.purpose) }));
    asked
}

/// The number that moves most of whether terms exist, in words; nothing where none moves anything beyond chance.
pub(super) fn number(question: &Question) -> Option<String> {
    let row = question.verdict().hangs_on.iter().find(|row| row.what == What::Number)?;
    Some(row.name.clone())
}
