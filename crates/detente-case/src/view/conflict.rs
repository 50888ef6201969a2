//! What is left of a conflict when some courses or parties are not seen: an absent course is never taken.

use indexmap::IndexMap;

use crate::{
    Barred, Conflict, CourseId, InfeasibleKind, LeverId, PartyId, State, StateCondition, StateOrder,
    UltimatumId,
};

/// Takes out what is no longer there, with everything that speaks of nothing else.
pub(super) fn drop_dangling(
    conflict: &mut Conflict,
    is_party: impl Fn(&PartyId) -> bool,
    is_lever: impl Fn(&LeverId) -> bool,
    is_ultimatum: impl Fn(&UltimatumId) -> bool,
) {
    conflict.courses.retain(|_, course| {
        course.lever.take_if(|id| !is_lever(id));
        course.ultimatum.take_if(|id| !is_ultimatum(id));
        is_party(&course.party)
    });
    let courses = &conflict.courses;
    let known = |id: &CourseId| courses.contains_key(id);
    conflict.infeasible.retain_mut(|infeasible| keep_infeasible(&mut infeasible.kind, &known));
    conflict
        .barred
        .retain_mut(|barred| barred.party.as_ref().is_none_or(&is_party) && keep_barred(barred, &known));
    conflict
        .preferences
        .retain_mut(|preference| is_party(&preference.party) && keep_order(&mut preference.order, &known));
}

/// False when the entry no longer excludes anything, or excludes everything only because courses are absent.
fn keep_infeasible(kind: &mut InfeasibleKind, known: &impl Fn(&CourseId) -> bool) -> bool {
    match kind {
        InfeasibleKind::AtMostOne(courses) => {
            courses.retain(known);
            courses.len() > 1
        }
        InfeasibleKind::AtLeastOne(courses) => {
            courses.retain(known);
            !courses.is_empty()
        }
        InfeasibleKind::Needs { course, needs } => {
            if !known(course) {
                return false;
            }
            if !needs.iter().all(known) {
                *kind = InfeasibleKind::Never(IndexMap::from([(course.clone(), true)]));
            }
            true
        }
        InfeasibleKind::Never(pattern) => {
            let occurs = pattern.iter().all(|(course, taken)| known(course) || !taken);
            pattern.retain(|course, _| known(course));
            occurs && !pattern.is_empty()
        }
    }
}

/// False when no move is barred any more.
fn keep_barred(barred: &mut Barred, known: &impl Fn(&CourseId) -> bool) -> bool {
    let keep = |condition: &mut Option<StateCondition>| match condition.as_ref().map(|one| one.without(known))
    {
        None | Some(Err(true)) => {
            *condition = None;
            true
        }
        Some(Err(false)) => false,
        Some(Ok(left)) => {
            *condition = Some(left);
            true
        }
    };
    keep(&mut barred.from) && keep(&mut barred.to)
}

/// False when nothing is left that tells states apart.
fn keep_order(order: &mut StateOrder, known: &impl Fn(&CourseId) -> bool) -> bool {
    match order {
        StateOrder::Statements(statements) => {
            *statements = statements.iter().filter_map(|statement| statement.without(known).ok()).collect();
            !statements.is_empty()
        }
        StateOrder::Ranking(groups) => {
            for group in groups.iter_mut() {
                group.retain(|state: &State| state.iter().all(known));
            }
            groups.retain(|group| !group.is_empty());
            !groups.is_empty()
        }
    }
}
