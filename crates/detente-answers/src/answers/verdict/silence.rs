//! What nobody has said, in words: of whom, how much, and whether the answer hangs on it.

use detente_agreement::{Unsaid, UnsaidOf, Verdict};
use detente_case::{PartyId, Proposal};

use super::counted;
use crate::{question::Question, text::phrase};

/// `, whether silence means no or yes`, where something is unsaid and the answer at central values is the same either way.
/// The share of draws may still differ, and a row of its own tells it.
pub(super) fn either_way(unsaid: &Unsaid) -> &'static str {
    let decides_nothing = unsaid.deal_if_no.is_some() && unsaid.deal_if_no == unsaid.deal_if_yes;
    if unsaid.is_nothing() || !decides_nothing { "" } else { ", whether silence means no or yes" }
}

/// ` No source gives a position of RU.`: said before any share, of those who must agree, where the case has sources. Of
/// whoever put a text forward that a source reports, that is no more than the text.
pub(super) fn unheard(question: &Question, verdict: &Verdict) -> String {
    if question.whole.sources.is_empty() {
        return String::new();
    }
    let silent = verdict.rests_on.iter().filter(|rest| rest.instrument && rest.has_no_sourced_position());
    let (heard, silent): (Vec<_>, Vec<_>) =
        silent.map(|rest| &rest.party).partition(|party| has_put_a_text(question, party));
    let mut said = String::new();
    if !silent.is_empty() {
        said.push_str(&format!(
            " No source gives a position of {}.",
            phrase::either(&silent.iter().map(|party| question.short(party)).collect::<Vec<_>>())
        ));
    }
    if !heard.is_empty() {
        let names = phrase::list(&heard.iter().map(|party| question.short(party)).collect::<Vec<_>>());
        said.push_str(&format!(" Of {names} sources report texts, and no other position."));
    }
    said
}

/// Whether a source reports a text with terms that the party put forward.
pub(crate) fn has_put_a_text(question: &Question, party: &PartyId) -> bool {
    texts_of(question, party).next().is_some()
}

/// Texts with terms that a source reports as the party's.
pub(crate) fn texts_of<'q>(question: &'q Question, party: &'q PartyId) -> impl Iterator<Item = &'q Proposal> {
    let case = &question.case;
    case.proposals.values().filter(|proposal| {
        !proposal.terms.is_empty()
            && !proposal.origin.citations().is_empty()
            && proposal.by.iter().any(|actor| detente_talks::speaks_for(case, actor, party))
    })
}

/// `RU: 6 of 20 positions`, `54 of 128 positions of AFR, CN and IR`; then what no deal is worth to whom. Those whom only
/// some clauses need are told apart, and in full only: their silence counts for these clauses alone.
pub(super) fn unsaid(question: &Question, unsaid: &Unsaid, in_full: bool) -> String {
    let by = |instrument: bool| -> Vec<&UnsaidOf> {
        unsaid.by_party.iter().filter(|one| one.instrument == instrument).collect()
    };
    let clauses = by(false);
    let clauses =
        (!clauses.is_empty()).then(|| format!("for some clauses {} too", named(question, &clauses)));
    let all = by(true);
    let clauses = clauses.filter(|_| in_full || all.is_empty());
    let all = (!all.is_empty()).then(|| format!("{} positions of {}", sum(&all), named(question, &all)));
    let no_deal = (!unsaid.no_deal.is_empty())
        .then(|| format!("what no deal is worth to {}", phrase::parties(question, &unsaid.no_deal)));
    all.into_iter().chain(clauses).chain(no_deal).collect::<Vec<_>>().join("; ")
}

/// `6 of 20`.
fn sum(parties: &[&UnsaidOf]) -> String {
    let positions: usize = parties.iter().map(|one| one.positions).sum();
    format!("{positions} of {}", parties.iter().map(|one| one.of).sum::<usize>())
}

/// Of more parties than these only the number is told: a line has no room for their names.
const MANY: usize = 4;

fn named(question: &Question, parties: &[&UnsaidOf]) -> String {
    if parties.len() > MANY {
        return counted(parties.len(), "party", "parties");
    }
    let names: Vec<_> = parties.iter().map(|one| question.short(&one.party)).collect();
    phrase::list(&names)
}
