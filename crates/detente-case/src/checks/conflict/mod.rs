//! Whether the conflict that a case states can be analysed.

mod feasible;
mod ranking;

use indexmap::IndexMap;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::Ground;
use crate::{Code, Diagnostic, PartyId, Span, State, StateOrder, StatePreference, diagnostic::Sink};

/// The most courses a conflict can have: a state is a 64-bit word.
const MOST_COURSES: usize = 64;

pub(super) fn check(ground: &Ground<'_>, sink: &mut Sink) {
    for (row, span) in ground.conflict_rows("infeasible") {
        infeasible_in_one_way(row, span, sink);
    }
    for (row, span) in ground.conflict_rows("barred") {
        if !row.contains_key("from") && !row.contains_key("to") {
            sink.push(
                Diagnostic::new(Code::NotOneKind, "this entry does not say which moves are barred", span)
                    .label("no `from` and no `to`")
                    .help("write `from = \"strike\"`, `to = \"not strike\"`, or both"),
            );
        }
    }
    for (row, span) in ground.conflict_rows("preferences") {
        preference_in_one_way(row, span, sink);
    }
    let conflict = &ground.case.conflict;
    if let Some((_, beyond)) = conflict.courses.get_index(MOST_COURSES) {
        return sink.push(
            Diagnostic::new(
                Code::TooManyCourses,
                format!("a conflict of {} courses cannot be analysed", conflict.courses.len()),
                beyond.origin.span,
            )
            .label(format!("the first beyond {MOST_COURSES}"))
            .help(
                "leave out courses on which no preference depends, or join courses that always go together",
            ),
        );
    }
    rivals(ground, sink);
    without_course(ground, sink);
}

/// What is told of states only when every entry could be read.
pub(super) fn check_absence(ground: &Ground<'_>, sink: &mut Sink) {
    let conflict = &ground.case.conflict;
    let mut left = feasible::BUDGET;
    let budget = &mut left;
    if !conflict.is_stated() || conflict.courses.len() > MOST_COURSES {
        return;
    }
    if feasible::possible(conflict, None, budget) == Some(false) {
        return sink.push(no_feasible_state(ground, budget));
    }
    let today = conflict.today();
    if let Some(excluding) = feasible::excluding(conflict, &today) {
        sink.push(
            Diagnostic::new(
                Code::TodayInfeasible,
                "today's state is one that cannot occur",
                excluding.origin.span,
            )
            .label(format!("excludes the state today: {}", in_words(&today)))
            .help("mark the courses taken at `as_of` with `today = true`, or correct the entry"),
        );
    }
    idle_bars(ground, budget, sink);
    for preference in &conflict.preferences {
        match &preference.order {
            StateOrder::Ranking(groups) => ranking::check(ground, preference, groups, budget, sink),
            StateOrder::Statements(_) => idle_statements(ground, preference, budget, sink),
            StateOrder::Pairs => {}
        }
    }
}

fn infeasible_in_one_way(row: &DeTable<'_>, span: Span, sink: &mut Sink) {
    let kinds = [&["at_most_one"][..], &["at_least_one"], &["course", "needs"], &["never"]];
    let used: Vec<Span> = kinds
        .iter()
        .filter_map(|keys| keys.iter().find_map(|key| row.get_key_value(*key)))
        .map(|(key, _)| key.span().into())
        .collect();
    let half = row.contains_key("course") != row.contains_key("needs");
    let help = "write one of `at_most_one`, `at_least_one`, `course` with `needs`, or `never`; make one entry \
        for each";
    match used[..] {
        [_] if half => sink.push(
            Diagnostic::new(Code::NotOneKind, "`course` and `needs` belong together", span)
                .label("only one of them is here")
                .help("write `course = \"accept\"` and `needs = [\"modify\"]`: accept only if modify"),
        ),
        [_] => {}
        [] => sink.push(
            Diagnostic::new(Code::NotOneKind, "this entry does not say what cannot occur", span)
                .label("it uses none of the four ways")
                .help(help),
        ),
        [first, second, ..] => sink.push(
            Diagnostic::new(Code::NotOneKind, "this entry says in two ways what cannot occur", second)
                .label("the second way, which is not read")
                .also(first, "the first")
                .help(help),
        ),
    }
}

fn preference_in_one_way(row: &DeTable<'_>, span: Span, sink: &mut Sink) {
    let key = |name: &str| row.get_key_value(name).map(|(key, _)| Span::from(key.span()));
    match (key("statements"), key("ranking")) {
        (None, None) if row.contains_key("pairs") => {}
        (None, None) => sink.push(
            Diagnostic::new(Code::NotOneKind, "this preference does not say which states are better", span)
                .label("no `statements`, no `ranking` and no `pairs`")
                .help(
                    "write `statements`, the most important first; if nothing is known, leave the entry out",
                ),
        ),
        (Some(statements), Some(ranking)) => sink.push(
            Diagnostic::new(
                Code::NotOneKind,
                "this preference says in two ways which states are better",
                ranking,
            )
            .label("not read")
            .also(statements, "the first")
            .help("keep one of the two"),
        ),
        (Some(_), None) | (None, Some(_)) => {}
    }
}

/// Two preferences of one party on one standing: the later in the file counts, and is shown to.
fn rivals(ground: &Ground<'_>, sink: &mut Sink) {
    let case = ground.case;
    let mut said: IndexMap<(&PartyId, _), &StatePreference> = IndexMap::new();
    for preference in &case.conflict.preferences {
        let set = preference.origin.assumption().map(|assumption| &assumption.set);
        let about = (&preference.party, (set, case.known_from(&preference.origin), preference.origin.since));
        let Some(first) = said.get(&about) else {
            said.insert(about, preference);
            continue;
        };
        sink.push(
            Diagnostic::new(
                Code::TwoPreferences,
                format!("`{}` has two preferences at one time", preference.party),
                ground.key(&preference.origin, "party"),
            )
            .label("the later in the file counts")
            .also(ground.key(&first.origin, "party"), "not used")
            .help("say when it changed (`since`), put one into a `set` of assumptions, or delete one"),
        );
    }
}

fn without_course(ground: &Ground<'_>, sink: &mut Sink) {
    let conflict = &ground.case.conflict;
    for preference in &conflict.preferences {
        if conflict.courses_of(&preference.party).next().is_none() {
            sink.push(
                Diagnostic::new(
                    Code::NoCourse,
                    format!("`{}` has preferences but no course of its own", preference.party),
                    ground.key(&preference.origin, "party"),
                )
                .label("it can do nothing, so every state is stable for it")
                .help(format!(
                    "add `[conflict.courses.NAME]` with `party = \"{}\"`, or delete the preference",
                    preference.party
                )),
            );
        }
    }
}

fn no_feasible_state(ground: &Ground<'_>, budget: &mut usize) -> Diagnostic {
    let mut left = ground.case.conflict.clone();
    let mut place = 0;
    while place < left.infeasible.len() {
        let removed = left.infeasible.remove(place);
        if feasible::possible(&left, None, budget) != Some(false) {
            left.infeasible.insert(place, removed);
            place += 1;
        }
    }
    let mut spans = left.infeasible.iter().map(|infeasible| infeasible.origin.span);
    let first = spans.next().unwrap_or_default();
    let diagnostic = Diagnostic::new(Code::NoFeasibleState, "no state of the conflict can occur", first)
        .label("together with the other entries shown, this excludes every state")
        .help("delete one of these entries, or narrow it");
    spans.fold(diagnostic, |diagnostic, span| diagnostic.also(span, ""))
}

fn idle_statements(ground: &Ground<'_>, preference: &StatePreference, budget: &mut usize, sink: &mut Sink) {
    let StateOrder::Statements(statements) = &preference.order else { return };
    for (place, statement) in statements.iter().enumerate() {
        let truth = [true, false].into_iter().find(|truth| {
            feasible::possible(&ground.case.conflict, Some((statement, !truth)), budget) == Some(false)
        });
        if let Some(truth) = truth {
            sink.push(
                Diagnostic::new(
                    Code::IdleStatement,
                    format!("this statement is {truth} in every state that can occur"),
                    ground.item(&preference.origin, "statements", place),
                )
                .label("so it prefers no state to another")
                .help("correct or delete it"),
            );
        }
    }
}

/// Statements of barred moves that no state meets: nothing is barred by them.
fn idle_bars(ground: &Ground<'_>, budget: &mut usize, sink: &mut Sink) {
    let conflict = &ground.case.conflict;
    for barred in &conflict.barred {
        for (key, statement) in [("from", &barred.from), ("to", &barred.to)] {
            let Some(statement) = statement else { continue };
            if feasible::possible(conflict, Some((statement, true)), budget) == Some(false) {
                sink.push(
                    Diagnostic::new(
                        Code::IdleStatement,
                        "this statement is false in every state that can occur",
                        ground.key(&barred.origin, key),
                    )
                    .label("so it bars no move")
                    .help("correct it, or delete the entry"),
                );
            }
        }
    }
}

/// The courses taken in a state, as the file writes it.
fn in_words(state: &State) -> String {
    let courses: Vec<_> = state.iter().map(|course| format!("\"{course}\"")).collect();
    format!("`[{}]`", courses.join(", "))
}

impl<'a> Ground<'a> {
    /// The tables of a list of the conflict, with where each stands.
    fn conflict_rows(&self, list: &str) -> impl Iterator<Item = (&'a DeTable<'a>, Span)> + use<'a> {
        let items = self.root().get("conflict").and_then(|conflict| conflict.get_ref().get(list));
        let rows = items.and_then(|items| items.get_ref().as_array()).into_iter().flatten();
        rows.filter_map(|row| Some((row.get_ref().as_table()?, Span::from(row.span()))))
    }

    /// Where the item at this place of a list stands; the list, or the statement, if it cannot be told.
    fn item(&self, origin: &crate::Origin, key: &str, place: usize) -> Span {
        let item =
            |value: &'a Spanned<DeValue<'a>>| value.get_ref().as_array()?.get(place).map(Spanned::span);
        let span = self.value(origin.span, key).and_then(item);
        span.map_or_else(|| self.key(origin, key), Span::from)
    }
}
