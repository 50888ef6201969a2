//! The conflict as its author states it.

use indexmap::IndexMap;

use super::row::Row;
use crate::{
    Barred, Changes, Conflict, Course, CourseId, Infeasible, InfeasibleKind, LeverId, Origin, State,
    StateCondition, StateOrder, StatePreference, UltimatumId,
};

pub(super) fn conflict(row: Option<Row<'_>>) -> Conflict {
    let Some(row) = row else { return Conflict::default() };
    let around = row.origin();
    let courses = row.named_parts("courses").into_iter();
    Conflict {
        origin: Some(around.clone()),
        courses: courses
            .filter_map(|(id, part)| Some((CourseId::new(id), course(id, part, &around)?)))
            .collect(),
        infeasible: row
            .parts("infeasible")
            .into_iter()
            .filter_map(|part| infeasible(part, &around))
            .collect(),
        barred: row.parts("barred").into_iter().filter_map(|part| barred(part, &around)).collect(),
        preferences: row
            .parts("preferences")
            .into_iter()
            .filter_map(|part| preference(part, &around))
            .collect(),
    }
}

fn course(id: &str, row: Row<'_>, around: &Origin) -> Option<Course> {
    Some(Course {
        name: row.text("name").unwrap_or_else(|| id.to_string()),
        party: row.party("party")?,
        changes: row.word("changes").unwrap_or(Changes::BothWays),
        today: row.flag("today").unwrap_or(false),
        lever: row.name("lever", "levers", LeverId::new),
        ultimatum: row.name("ultimatum", "ultimatums", UltimatumId::new),
        consent: row.flag("consent").unwrap_or(false),
        origin: row.origin_within(around),
    })
}

/// What one entry excludes; of several kinds, which are reported, the first.
fn infeasible(row: Row<'_>, around: &Origin) -> Option<Infeasible> {
    let courses = |key: &str| {
        let named = row.names(key, "courses", CourseId::new);
        (!named.is_empty()).then_some(named)
    };
    let dependence = || {
        let course = row.name("course", "courses", CourseId::new)?;
        Some(InfeasibleKind::Needs { course, needs: courses("needs")? })
    };
    let kind = courses("at_most_one")
        .map(InfeasibleKind::AtMostOne)
        .or_else(|| courses("at_least_one").map(InfeasibleKind::AtLeastOne))
        .or_else(dependence)
        .or_else(|| pattern(row).map(InfeasibleKind::Never))?;
    Some(Infeasible { kind, because: row.text("because"), origin: row.origin_within(around) })
}

/// Moves that cannot be made; nothing where a statement that is there cannot be read.
fn barred(row: Row<'_>, around: &Origin) -> Option<Barred> {
    let statement = |key: &str| -> Option<Option<StateCondition>> {
        let Some(value) = row.get(key) else { return Some(None) };
        let condition = StateCondition::parse(value.get_ref().as_str()?).ok()?;
        row.knows_courses(&condition).then_some(Some(condition))
    };
    let (from, to) = (statement("from")?, statement("to")?);
    if from.is_none() && to.is_none() {
        return None;
    }
    let party = if row.get("party").is_some() { Some(row.party("party")?) } else { None };
    Some(Barred { party, from, to, because: row.text("because"), origin: row.origin_within(around) })
}

fn pattern(row: Row<'_>) -> Option<IndexMap<CourseId, bool>> {
    StateCondition::parse(row.get("never")?.get_ref().as_str()?)
        .ok()
        .filter(|condition| row.knows_courses(condition))?
        .as_pattern()
}

fn preference(row: Row<'_>, around: &Origin) -> Option<StatePreference> {
    let statements: Vec<_> = row
        .texts("statements")
        .into_iter()
        .filter_map(|(text, _)| StateCondition::parse(text).ok())
        .filter(|condition| row.knows_courses(condition))
        .collect();
    let order = if row.get("statements").is_some() {
        (!statements.is_empty()).then_some(StateOrder::Statements(statements))?
    } else {
        StateOrder::Ranking(ranking(row)?)
    };
    Some(StatePreference { party: row.party("party")?, order, origin: row.origin_within(around) })
}

/// The ranking, if every course in it is one.
fn ranking(row: Row<'_>) -> Option<Vec<Vec<State>>> {
    let entries = row.get("ranking")?.get_ref().as_array()?;
    entries
        .iter()
        .map(|entry| {
            let items = entry.get_ref().as_array()?;
            let tied = items.iter().any(|item| item.get_ref().as_array().is_some());
            if !tied {
                return Some(vec![state(row, items)?]);
            }
            items.iter().map(|item| state(row, item.get_ref().as_array()?)).collect()
        })
        .collect()
}

fn state(row: Row<'_>, items: &toml::de::DeArray<'_>) -> Option<State> {
    items
        .iter()
        .map(|item| {
            let name = item.get_ref().as_str()?;
            row.names.has("courses", name).then(|| CourseId::new(name))
        })
        .collect()
}
