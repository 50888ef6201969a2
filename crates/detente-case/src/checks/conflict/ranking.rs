//! Whether a ranking names every feasible state once and no other.

use std::collections::BTreeSet;

use super::{
    Ground,
    feasible::{self, Feasible},
    in_words,
};
use crate::{Code, Diagnostic, Span, State, StatePreference, diagnostic::Sink};

/// The most feasible states that can be ranked one by one.
const MOST_STATES: usize = 4096;

pub(super) fn check(
    ground: &Ground<'_>,
    preference: &StatePreference,
    groups: &[Vec<State>],
    budget: &mut usize,
    sink: &mut Sink,
) {
    let conflict = &ground.case.conflict;
    let whole = ground.key(&preference.origin, "ranking");
    let wrong = |span: Span, message: String| Diagnostic::new(Code::BadRanking, message, span);
    let feasible = match feasible::states(conflict, MOST_STATES, budget) {
        Feasible::States(states) => states,
        Feasible::Unknown => return,
        Feasible::TooMany => {
            return sink.push(
                wrong(
                    whole,
                    format!("more than {MOST_STATES} states can occur: too many to rank one by one"),
                )
                .label("this ranking cannot be complete")
                .help("use `statements`, the most important first"),
            );
        }
    };
    let mut ranked = BTreeSet::new();
    let groups = groups.get(..2 * MOST_STATES).unwrap_or(groups);
    for (place, group) in groups.iter().enumerate() {
        for state in group {
            let span = || ground.item(&preference.origin, "ranking", place);
            if let Some(excluding) = feasible::excluding(conflict, state) {
                sink.push(
                    wrong(span(), format!("{} cannot occur", in_words(state)))
                        .label("ranked")
                        .also(excluding.origin.span, "excludes it")
                        .help("delete it from the ranking"),
                );
            } else if !ranked.insert(state) {
                sink.push(
                    wrong(span(), format!("{} is ranked twice", in_words(state)))
                        .label("here again")
                        .help("keep one of its places"),
                );
            }
        }
    }
    let missing: Vec<_> = feasible.iter().filter(|state| !ranked.contains(state)).collect();
    if let Some(first) = missing.first() {
        let others = match missing.len() {
            1 => String::new(),
            2 => " and one other".into(),
            count => format!(" and {} others", count - 1),
        };
        sink.push(
            wrong(
                whole,
                format!("the ranking lacks {} of {} states that can occur", missing.len(), feasible.len()),
            )
            .label(format!("without {}{others}", in_words(first)))
            .help("add them; equally good states share an entry: `[[\"a\"], [\"b\"]]`"),
        );
    }
}
