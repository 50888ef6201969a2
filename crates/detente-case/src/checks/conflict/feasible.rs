//! Which states of a conflict can occur, by search course after course.

use crate::{Conflict, CourseId, Infeasible, InfeasibleKind, State, StateCondition};

/// What all searches over one conflict may cost together, in entries and courses looked at.
pub(super) const BUDGET: usize = 20_000_000;

/// A state in the making: the courses decided so far, in the order of the conflict.
struct Search<'a> {
    conflict: &'a Conflict,
    demand: Option<(&'a StateCondition, bool)>,
    decided: Vec<bool>,
    cost: usize,
}

/// What is known of the feasible states.
pub(super) enum Feasible {
    /// All of them.
    States(Vec<State>),
    /// There are more than asked for.
    TooMany,
    /// The search would cost too much.
    Unknown,
}

/// Whether some feasible state meets the demand that a statement be true, or false; `None` when the search
/// would cost too much.
pub(super) fn possible(
    conflict: &Conflict,
    demand: Option<(&StateCondition, bool)>,
    budget: &mut usize,
) -> Option<bool> {
    let mut found = false;
    let ended = Search::new(conflict, demand).run(budget, &mut |_| {
        found = true;
        false
    });
    (found || ended).then_some(found)
}

/// The feasible states, if there are at most `most`.
pub(super) fn states(conflict: &Conflict, most: usize, budget: &mut usize) -> Feasible {
    let mut states = Vec::new();
    let mut few = true;
    let ended = Search::new(conflict, None).run(budget, &mut |state| {
        few = states.len() < most;
        states.push(state);
        few
    });
    match (few, ended) {
        (false, _) => Feasible::TooMany,
        (true, true) => Feasible::States(states),
        (true, false) => Feasible::Unknown,
    }
}

/// The first entry that excludes the state.
pub(super) fn excluding<'a>(conflict: &'a Conflict, state: &State) -> Option<&'a Infeasible> {
    let taken = |course: &CourseId| Some(state.contains(course));
    conflict.infeasible.iter().find(|infeasible| excludes(&infeasible.kind, &taken))
}

impl<'a> Search<'a> {
    fn new(conflict: &'a Conflict, demand: Option<(&'a StateCondition, bool)>) -> Self {
        let spoken = demand.map_or(0, |(statement, _)| statement.courses().len());
        Self { conflict, demand, decided: Vec::new(), cost: 1 + conflict.infeasible.len() + spoken }
    }

    /// Hands over states until `take` has enough; whether the search came to its end before that.
    fn run(&mut self, budget: &mut usize, take: &mut impl FnMut(State) -> bool) -> bool {
        let Some(left) = budget.checked_sub(self.cost) else { return false };
        *budget = left;
        if self.fails() {
            return true;
        }
        if self.decided.len() == self.conflict.courses.len() {
            return take(self.state());
        }
        [false, true].into_iter().all(|taken| {
            self.decided.push(taken);
            let ended = self.run(budget, take);
            self.decided.pop();
            ended
        })
    }

    /// Whether no feasible state that meets the demand begins like this.
    fn fails(&self) -> bool {
        let taken = |course: &CourseId| {
            let place = self.conflict.courses.get_index_of(course)?;
            self.decided.get(place).copied()
        };
        self.conflict.infeasible.iter().any(|infeasible| excludes(&infeasible.kind, &taken))
            || self.demand.is_some_and(|(statement, truth)| statement.decided(&taken) == Some(!truth))
    }

    fn state(&self) -> State {
        let decided = self.conflict.courses.keys().zip(&self.decided);
        decided.filter(|(_, taken)| **taken).map(|(course, _)| course.clone()).collect()
    }
}

/// Whether the courses decided suffice to say that such states cannot occur.
fn excludes(kind: &InfeasibleKind, taken: &impl Fn(&CourseId) -> Option<bool>) -> bool {
    let is = |course: &CourseId| taken(course) == Some(true);
    let is_not = |course: &CourseId| taken(course) == Some(false);
    match kind {
        InfeasibleKind::AtMostOne(courses) => courses.iter().filter(|course| is(course)).count() > 1,
        InfeasibleKind::AtLeastOne(courses) => courses.iter().all(is_not),
        InfeasibleKind::Needs { course, needs } => is(course) && needs.iter().any(is_not),
        InfeasibleKind::Never(pattern) => {
            pattern.iter().all(|(course, wanted)| taken(course) == Some(*wanted))
        }
    }
}
