//! From the status quo: which states can be come to, how, and whether by improvements alone
//! (status quo analysis; Li, Kilgour & Hipel 2005).

use crate::{
    Conflict,
    stability::{Step, Steps, reached},
};

/// How one gets from the status quo to a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The state.
    pub to: usize,
    /// A shortest legal sequence in which every step improves its mover's position; `None` if there is none.
    pub by_improvements: Option<Vec<Step>>,
    /// A shortest legal sequence of any moves; `None` if there is none.
    pub by_any_moves: Option<Vec<Step>>,
}

/// The routes that all parties together can take to each of the states wanted, in the order of the states.
///
/// The route to the status quo itself has no steps. `None` if there is no such status quo, or if `wanted` has
/// the wrong length.
#[must_use]
pub fn routes(conflict: &Conflict, status_quo: usize, wanted: &[bool]) -> Option<Vec<Route>> {
    if status_quo >= conflict.states() || wanted.len() != conflict.states() {
        return None;
    }
    let everybody: Vec<usize> = (0..conflict.parties()).collect();
    let improving = reached(conflict, &everybody, status_quo, Steps::Improving);
    let any = reached(conflict, &everybody, status_quo, Steps::Any);
    let targets = wanted.iter().enumerate().filter(|(_, wanted)| **wanted).map(|(to, _)| to);
    let routes = targets.map(|to| {
        if to == status_quo {
            Route { to, by_improvements: Some(Vec::new()), by_any_moves: Some(Vec::new()) }
        } else {
            Route { to, by_improvements: improving.path_to(to), by_any_moves: any.path_to(to) }
        }
    });
    Some(routes.collect())
}

/// The states that the parties can be in after at most so many moves, and who can have moved last.
///
/// The literature calls this set V^(h). The status quo itself is not in it.
#[must_use]
pub fn attainable(
    conflict: &Conflict,
    status_quo: usize,
    most_moves: usize,
    steps: Steps,
) -> Vec<(usize, Vec<usize>)> {
    if status_quo >= conflict.states() {
        return Vec::new();
    }
    let everybody: Vec<usize> = (0..conflict.parties()).collect();
    let reached = crate::stability::reached_within(conflict, &everybody, status_quo, steps, most_moves);
    let mut states: Vec<(usize, Vec<usize>)> =
        reached.states().map(|state| (state, reached.last_movers(state).collect())).collect();
    states.sort_unstable();
    states
}
