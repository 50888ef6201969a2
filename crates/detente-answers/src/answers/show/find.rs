//! What a typed name means.

use detente_case::{Case, Origin};

use crate::{question::Question, stop::Stop};

/// A thing that has a name of its own in the case.
pub(super) struct Name<'a> {
    pub(super) kind: &'static str,
    pub(super) id: String,
    pub(super) says: String,
    /// Nothing for a source.
    pub(super) origin: Option<&'a Origin>,
}

/// Statements of these kinds are named by what the statement is about, not by a name of their own.
const WITHOUT_A_NAME: [&str; 10] = [
    "instrument",
    "control",
    "event",
    "delegation",
    "option",
    "stance",
    "weights",
    "no-deal value",
    "status",
    "transmission",
];

/// Everything that bears the typed name, `kind:name` or `name`.
pub(super) fn named<'a>(question: &'a Question, typed: &str) -> Result<Vec<Name<'a>>, Stop> {
    let (kind, id) = match typed.split_once(':') {
        Some((kind, id)) => (Some(kind), id),
        None => (None, typed),
    };
    let is_meant = |name: &Name<'_>| name.id == id && kind.is_none_or(|kind| kind == name.kind);
    let mut seen = names(&question.case);
    seen.retain(is_meant);
    if !seen.is_empty() {
        return Ok(seen);
    }
    let whole = names(&question.whole);
    Err(if whole.iter().any(is_meant) {
        let as_of = question.case.as_of;
        Stop::refused(format!("the case has `{typed}`, but this view leaves it out (as of {as_of})"))
    } else {
        let candidates: Vec<_> = names(&question.case)
            .into_iter()
            .map(|name| if kind.is_some() { format!("{}:{}", name.kind, name.id) } else { name.id })
            .collect();
        unknown(typed, candidates)
    })
}

/// That nothing is called so, and the nearest names.
fn unknown(typed: &str, mut known: Vec<String>) -> Stop {
    known.sort_by_cached_key(|name| (strsim::damerau_levenshtein(typed, name), name.clone()));
    known.dedup();
    known.truncate(3);
    let nearest: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
    let stop = Stop::refused(format!("the case has no name `{typed}`"));
    stop.with_help(match nearest.as_slice() {
        [] => "it has no names at all".to_owned(),
        names => format!("the nearest are {}", names.join(", ")),
    })
}

fn names(case: &Case) -> Vec<Name<'_>> {
    let sources = case.sources.iter().map(|(id, source)| Name {
        kind: "source",
        id: id.to_string(),
        says: source.title.clone().unwrap_or_else(|| source.publisher.clone()),
        origin: None,
    });
    let statements = case.statements().into_iter();
    let named = statements.filter(|statement| !WITHOUT_A_NAME.contains(&statement.kind));
    let named = named.map(|statement| Name {
        kind: statement.kind,
        id: statement.name,
        says: statement.says,
        origin: Some(statement.origin),
    });
    sources.chain(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_names_come_first() {
        let known = ["line", "crimea", "seized", "crimea"].map(str::to_owned).to_vec();
        assert!(unknown("cremia", known).to_string().contains("the nearest are `crimea`, "));
    }
}
