//! Whose yes is needed: for every text, and for single clauses. One list for every screen.

use detente_case::PartyId;

use super::phrase;
use crate::question::Question;

/// Parties without whose yes no agreement exists, in the order of the case.
#[must_use]
pub fn for_everything(question: &Question) -> &[PartyId] {
    &question.case.instrument.consent
}

/// Parties whose yes only texts with certain clauses need, in the order of the case.
#[must_use]
pub fn for_clauses(question: &Question) -> Vec<PartyId> {
    let case = &question.case;
    let options = || case.issues.values().flat_map(|issue| issue.options.values());
    let only_there = |party: &&PartyId| {
        !for_everything(question).contains(party) && options().any(|option| option.needs.contains(party))
    };
    case.parties.keys().filter(only_there).cloned().collect()
}

/// ` For some clauses US, UK, FR and DE too.`; nothing where no clause needs more.
#[must_use]
pub fn clauses_also_need(question: &Question) -> String {
    let parties = for_clauses(question);
    if parties.is_empty() {
        return String::new();
    }
    format!(" For some clauses {} too.", phrase::parties(question, &parties))
}

/// `It needs the yes of UA and RU, and for single clauses of US.`: of one package, for which these are needed.
#[must_use]
pub fn of_package(question: &Question, needed: &[PartyId]) -> String {
    let (all, clauses): (Vec<PartyId>, Vec<PartyId>) =
        needed.iter().cloned().partition(|party| for_everything(question).contains(party));
    let besides = if clauses.is_empty() {
        String::new()
    } else {
        format!(", and for single clauses of {}", phrase::parties(question, &clauses))
    };
    format!("It needs the yes of {}{besides}.", phrase::parties(question, &all))
}
