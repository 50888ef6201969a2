//! Whether what parties think of rungs has one peak.

use std::collections::BTreeSet;

use super::Ground;
use crate::{
    AssumptionChoice, Case, Code, Diagnostic, IssueId, OptionId, PartyId, StanceShape, View, diagnostic::Sink,
};

/// How many parties and issues are looked at.
const MOST: usize = 1_000;

/// Judged as the case is seen on each day it is meant to be read at, and with each named set of assumptions.
pub(super) fn check(ground: &Ground<'_>, sink: &mut Sink) {
    let case = ground.case;
    let suspects = suspects(case);
    if suspects.is_empty() {
        return;
    }
    let mut told = BTreeSet::new();
    for view in views(case) {
        let seen = case.seen(&view);
        for (party, issue) in &suspects {
            let Err(rungs) = seen.rungs(party, issue) else { continue };
            if let Some(diagnostic) = several_peaks(&seen, party, issue, &rungs)
                && let Some(place) = diagnostic.place()
                && told.insert((place.span, (*party).clone()))
            {
                sink.push(diagnostic);
            }
        }
    }
}

fn views(case: &Case) -> Vec<View> {
    let sets: BTreeSet<_> = case
        .stances
        .iter()
        .filter_map(|stance| stance.origin.assumption().and_then(|assumption| assumption.set.clone()))
        .collect();
    let day = |as_of| View { as_of: Some(as_of), ..View::default() };
    let with = |set| View { assumptions: AssumptionChoice::With([set].into()), ..View::default() };
    let mut views = vec![View::default()];
    views.extend(case.snapshots.iter().filter(|day| **day != case.as_of).map(|as_of| day(*as_of)));
    views.extend(sets.into_iter().map(with));
    views
}

/// Parties that say something of an issue of which they may hold the rungs to bind each other.
fn suspects(case: &Case) -> Vec<(&PartyId, &IssueId)> {
    let mut suspects = BTreeSet::new();
    for stance in &case.stances {
        for party in &stance.parties {
            if case.shape(party, &stance.issue) != StanceShape::Free {
                suspects.insert((party, &stance.issue));
            }
            if suspects.len() >= MOST {
                return suspects.into_iter().collect();
            }
        }
    }
    suspects.into_iter().collect()
}

fn several_peaks(case: &Case, party: &PartyId, issue: &IssueId, rungs: &[usize]) -> Option<Diagnostic> {
    let of_issue = case.issues.get(issue)?;
    let place = |rung: &usize| {
        let (option, _) = of_issue.options.get_index(*rung)?;
        let position = case.position(party, issue, option)?;
        let span = position.stance.positions.get(option)?.span;
        Some((option, position.value, span))
    };
    let places: Vec<_> = rungs.iter().filter_map(place).collect();
    let ((option, value, span), others) = places.split_first()?;
    let (does, shape) = match case.shape(party, issue) {
        StanceShape::Rising => ("falls as the rungs rise", "rising"),
        StanceShape::Falling => ("rises with the rungs", "falling"),
        StanceShape::Peaked | StanceShape::Free => ("has several peaks", "one-peaked"),
    };
    let said = |option: &OptionId, value| format!("`{option}` is worth {value}");
    let message = format!("what `{issue}` is worth to `{party}` {does}");
    let mut diagnostic = Diagnostic::new(Code::NotOnePeaked, message, *span).label(said(option, value));
    for (option, value, span) in others {
        diagnostic = diagnostic.also(*span, said(option, value));
    }
    Some(diagnostic.help(format!(
        "correct one of them, or add `shape = \"free\"` to the stance if what the party thinks of these rungs is \
         not {shape}"
    )))
}
