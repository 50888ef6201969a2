//! Chosen assumptions that change nothing, and what outranks them.

use std::collections::BTreeSet;

use detente_case::{AssumptionChoice, Case, NoDeal, Origin, Stance, Weights};

use crate::{question::Question, text::phrase};

/// How many statements that outrank a set are named.
const NAMED: usize = 4;

/// One line a chosen set of which some statements have no effect: how many, and what outranks them.
#[must_use]
pub(crate) fn of_sets(question: &Question) -> Vec<String> {
    match &question.view.assumptions {
        AssumptionChoice::With(sets) => sets.iter().filter_map(|set| of_set(question, set)).collect(),
        AssumptionChoice::Standing | AssumptionChoice::Nothing => Vec::new(),
    }
}

fn of_set(question: &Question, set: &str) -> Option<String> {
    let case = &question.case;
    let is_in = |origin: &Origin| {
        origin.assumption().and_then(|assumption| assumption.set.as_ref()).is_some_and(|own| own == set)
    };
    let all = case.statement_refs().iter().filter(|statement| is_in(statement.origin())).count();
    if all == 0 {
        return Some(format!(
            "The set of assumptions `{set}` has no statement on this day: it changes nothing."
        ));
    }
    let mut idle = 0;
    let mut by = BTreeSet::new();
    let mut count = |outranked: Option<Vec<&Origin>>| {
        if let Some(outranking) = outranked {
            idle += 1;
            by.extend(outranking.into_iter().map(|origin| question.reference(origin).plain()));
        }
    };
    case.stances
        .iter()
        .filter(|stance| is_in(&stance.origin))
        .for_each(|stance| count(over_stance(case, stance)));
    case.no_deal.iter().filter(|said| is_in(&said.origin)).for_each(|said| count(over_no_deal(case, said)));
    case.weights
        .iter()
        .filter(|weights| is_in(&weights.origin))
        .for_each(|weights| count(over_weights(case, weights)));
    if idle == 0 {
        return None;
    }
    let named: Vec<_> = by.iter().take(NAMED).cloned().collect();
    let more = if by.len() > NAMED { " and more" } else { "" };
    let by = format!("{}{more}", phrase::list(&named));
    Some(if idle == all {
        format!("The set of assumptions `{set}` changes nothing: all it says is outranked by {by}.")
    } else {
        format!(
            "{idle} of {} of the set `{set}` change nothing: outranked by {by}.",
            phrase::count(all, "statement")
        )
    })
}

/// What outranks all that a stance says; `None` where something of it holds.
fn over_stance<'c>(case: &'c Case, stance: &Stance) -> Option<Vec<&'c Origin>> {
    let mut over = Vec::new();
    for party in &stance.parties {
        for option in stance.positions.keys() {
            let holds = case.position(party, &stance.issue, option)?.stance;
            if std::ptr::eq(holds, stance) {
                return None;
            }
            over.push(&holds.origin);
        }
    }
    Some(over)
}

fn over_no_deal<'c>(case: &'c Case, said: &NoDeal) -> Option<Vec<&'c Origin>> {
    let holds = case.no_deal_of(&said.party)?;
    (!std::ptr::eq(holds, said)).then(|| vec![&holds.origin])
}

fn over_weights<'c>(case: &'c Case, weights: &Weights) -> Option<Vec<&'c Origin>> {
    if !weights.order.is_empty() {
        // An order outranks, or is outranked, issue by issue.
        let (_, holds) = case.weight_order(&weights.party)?;
        return (!std::ptr::eq(holds, &raw const weights.origin)).then(|| vec![holds]);
    }
    let mut over = Vec::new();
    for issue in weights.by_issue.keys() {
        let holds = case.weight(&weights.party, issue).1?;
        if std::ptr::eq(holds, &raw const weights.origin) {
            return None;
        }
        over.push(holds);
    }
    Some(over)
}

#[cfg(test)]
mod tests {
    use detente_agreement::Plan;
    use detente_case::{CaseFiles, View};

    use super::*;

    const CASE: &str = r#"
[case]
title = "A mill"
as_of = 2026-03-02
instrument = { class = "contract", consent = ["miller"] }
[sources.notes]
publisher = "Chair"
date = 2026-03-01
grade = "B2"
[parties]
miller = { name = "Miller", role = "principal" }
[issues.rent]
name = "Rent"
options = [{ id = "low", name = "low" }, { id = "high", name = "high" }]
[[stances]]
party = "miller"
issue = "rent"
propose = ["low"]
cite = "notes"
[[stances]]
party = "miller"
issue = "rent"
oppose = ["low"]
basis = "assumed"
owner = "chair"
set = "gloomy"
[[no_deal]]
party = "miller"
value = 20
basis = "assumed"
owner = "chair"
"#;

    fn said(text: &str, sets: &[&str]) -> Vec<String> {
        let files = CaseFiles::new("case.toml", text.as_bytes(), std::collections::BTreeMap::new());
        let read = detente_case::read(&files);
        assert!(!read.has_errors(), "{:?}", read.diagnostics);
        let sets = sets.iter().map(|set| (*set).to_owned()).collect();
        let view = View { assumptions: AssumptionChoice::With(sets), ..View::default() };
        let plan = Plan { draws: 5, seed: 1 };
        of_sets(&Question::about(files, read.case, view, None, plan, "case.toml"))
    }

    #[test]
    fn a_set_that_sources_outrank_says_which() {
        let all = "The set of assumptions `gloomy` changes nothing: all it says is outranked by [notes, B2].";
        assert_eq!(said(CASE, &["gloomy"]), [all]);
        assert!(said(CASE, &[]).is_empty());
    }

    #[test]
    fn a_set_of_which_something_holds_says_what_does_not() {
        let more = "[[no_deal]]\nparty = \"miller\"\nvalue = 70\nbasis = \"assumed\"\nowner = \"chair\"\nset = \"gloomy\"\n";
        let part = "1 of 2 statements of the set `gloomy` change nothing: outranked by [notes, B2].";
        assert_eq!(said(&format!("{CASE}{more}"), &["gloomy"]), [part]);
        // What sources do not speak of holds: nothing is to be said.
        let alone = CASE.replace("oppose = [\"low\"]", "oppose = [\"high\"]");
        assert!(said(&alone, &["gloomy"]).is_empty());
    }
}
