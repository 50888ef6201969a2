//! Words of the file in words of a reader: names where a statement of the case has identifiers.

use detente_case::Case;

use crate::question::Question;

/// `event london-23-april 4` as `event London talks, 4`, `us-terms to ua` as `US terms of 17 April to UA`: every identifier that
/// nobody would take for a word, by its name; the text as it is where the case names nothing so.
#[must_use]
pub fn plainly(question: &Question, text: &str) -> String {
    let case = &question.whole;
    let mut said = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|one: char| !is_of_an_identifier(one)).unwrap_or(rest.len());
        if end == 0 {
            said.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or("");
            continue;
        }
        let (token, after) = rest.split_at(end);
        said.push_str(&name_of(case, token).unwrap_or_else(|| token.to_owned()));
        rest = after;
    }
    said
}

/// Whether an identifier may have it.
fn is_of_an_identifier(one: char) -> bool {
    one.is_alphanumeric() || one == '-' || one == '_'
}

/// What the case calls whatever has this identifier; of what is also a word, only parties. Where several have it, the first of
/// the kinds below.
fn name_of(case: &Case, id: &str) -> Option<String> {
    if let Some(party) = case.parties.get(id) {
        return Some(party.short.clone());
    }
    if !id.contains('-') {
        return None;
    }
    let things = case
        .issues
        .get(id)
        .map(|one| one.short.as_ref().unwrap_or(&one.name).clone())
        .or_else(|| case.proposals.get(id).map(|one| one.name.clone()))
        .or_else(|| case.levers.get(id).map(|one| one.name.clone()))
        .or_else(|| case.meetings.get(id).map(|one| one.name.clone()))
        .or_else(|| case.guarantees.get(id).map(|one| one.name.clone()))
        .or_else(|| case.funding.get(id).map(|one| one.purpose.clone()))
        .or_else(|| case.people.get(id).map(|one| one.name.clone()))
        .or_else(|| case.institutions.get(id).map(|one| one.name.clone()))
        .or_else(|| case.blocs.get(id).map(|one| one.name.clone()))
        .or_else(|| case.territories.get(id).map(|one| one.name.clone()))
        .or_else(|| case.tracks.get(id).map(|one| one.name.clone()))
        .or_else(|| case.ratifiers.get(id).map(|one| one.name.clone()));
    let acts = || {
        case.claims
            .get(id)
            .map(|one| one.says.clone())
            .or_else(|| case.hypotheses.get(id).map(|one| one.says.clone()))
            .or_else(|| case.beliefs.get(id).map(|one| one.says.clone()))
            .or_else(|| case.ultimatums.get(id).map(|one| one.trigger.clone()))
            .or_else(|| case.factors.get(id).map(|one| one.name.clone()))
            .or_else(|| case.scenarios.get(id).map(|one| one.name.clone()))
            .or_else(|| case.protocols.get(id).map(|one| one.name.clone()))
            .or_else(|| case.rules.get(id).and_then(|one| one.name.clone()))
    };
    let option = || case.issues.values().find_map(|issue| issue.options.get(id));
    let options = || option().map(|one| one.short.as_ref().unwrap_or(&one.name).clone());
    let forecasts = || case.forecasts.get(id).map(|one| one.question.clone());
    things.or_else(acts).or_else(options).or_else(forecasts)
}
