//! Which states of a conflict can occur, by search course after course.

use crate::{Conflict, CourseId, Infeasible, InfeasibleKind, State, StateCondition};

/// What all searches over one conflict may cost together, in courses looked up: about half a second.
pub(super) const BUDGET: usize = 10_000_000;

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
        let excluded = conflict.infeasible.iter().map(|infeasible| breadth(&infeasible.kind));
        Self { conflict, demand, decided: Vec::new(), cost: 1 + spoken + excluded.sum::<usize>() }
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

/// Of how many courses the entry speaks.
fn breadth(kind: &InfeasibleKind) -> usize {
    match kind {
        InfeasibleKind::AtMostOne(courses) | InfeasibleKind::AtLeastOne(courses) => courses.len(),
        InfeasibleKind::Needs { needs, .. } => 1 + needs.len(),
        InfeasibleKind::Never(pattern) => pattern.len(),
    }
}

#[cfg(test)]
mod tests {
    use indexmap::IndexMap;
    use proptest::prelude::*;

    use super::*;
    use crate::{Changes, Course, Origin, PartyId, Span};

    const COURSES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

    fn conflict(kinds: Vec<InfeasibleKind>) -> Conflict {
        let course = |name: &&str| {
            let course = Course {
                name: (*name).to_owned(),
                party: PartyId::new("ua"),
                changes: Changes::BothWays,
                today: false,
                lever: None,
                ultimatum: None,
                consent: false,
                origin: Origin::definition(Span::default()),
            };
            (CourseId::new(*name), course)
        };
        let infeasible =
            |kind| Infeasible { kind, because: None, origin: Origin::definition(Span::default()) };
        Conflict {
            origin: None,
            courses: COURSES.iter().map(course).collect(),
            infeasible: kinds.into_iter().map(infeasible).collect(),
            barred: Vec::new(),
            preferences: Vec::new(),
            alike: Vec::new(),
        }
    }

    /// What an entry says, read off its words.
    fn allows(kind: &InfeasibleKind, state: &State) -> bool {
        match kind {
            InfeasibleKind::AtMostOne(courses) => {
                courses.iter().filter(|course| state.contains(*course)).count() < 2
            }
            InfeasibleKind::AtLeastOne(courses) => courses.iter().any(|course| state.contains(course)),
            InfeasibleKind::Needs { course, needs } => {
                !state.contains(course) || needs.iter().all(|needed| state.contains(needed))
            }
            InfeasibleKind::Never(pattern) => {
                !pattern.iter().all(|(course, taken)| state.contains(course) == *taken)
            }
        }
    }

    fn every(conflict: &Conflict) -> Vec<State> {
        let state = |code: usize| -> State {
            let taken = COURSES.iter().enumerate().filter(|(place, _)| code >> place & 1 == 1);
            taken.map(|(_, course)| CourseId::new(*course)).collect()
        };
        let all = (0..1 << COURSES.len()).map(state);
        let mut feasible: Vec<_> =
            all.filter(|state| conflict.infeasible.iter().all(|entry| allows(&entry.kind, state))).collect();
        feasible.sort();
        feasible
    }

    fn some_courses() -> impl Strategy<Value = Vec<CourseId>> {
        prop::sample::subsequence(COURSES.to_vec(), 1..=3)
            .prop_map(|courses| courses.into_iter().map(CourseId::new).collect())
    }

    fn kinds() -> impl Strategy<Value = Vec<InfeasibleKind>> {
        let needs = (prop::sample::select(COURSES.to_vec()), some_courses())
            .prop_map(|(course, needs)| InfeasibleKind::Needs { course: CourseId::new(course), needs });
        let never = (some_courses(), prop::collection::vec(any::<bool>(), 3)).prop_map(|(courses, taken)| {
            InfeasibleKind::Never(courses.into_iter().zip(taken).collect::<IndexMap<_, _>>())
        });
        let kind = prop_oneof![
            some_courses().prop_map(InfeasibleKind::AtMostOne),
            some_courses().prop_map(InfeasibleKind::AtLeastOne),
            needs,
            never,
        ];
        prop::collection::vec(kind, 0..8)
    }

    fn statement() -> impl Strategy<Value = StateCondition> {
        let course = prop::sample::select(COURSES.to_vec());
        let leaf = course.prop_map(|course| StateCondition::Taken(CourseId::new(course)));
        leaf.prop_recursive(4, 24, 3, |inner| {
            let pair = (inner.clone(), inner.clone());
            prop_oneof![
                inner.clone().prop_map(|part| StateCondition::Not(Box::new(part))),
                prop::collection::vec(inner.clone(), 2..4).prop_map(StateCondition::All),
                prop::collection::vec(inner, 2..4).prop_map(StateCondition::Any),
                pair.clone().prop_map(|(one, other)| StateCondition::If(Box::new(one), Box::new(other))),
                pair.prop_map(|(one, other)| StateCondition::Iff(Box::new(one), Box::new(other))),
            ]
        })
    }

    proptest! {
        #[test]
        fn the_search_finds_what_trying_every_state_finds(kinds in kinds(), statement in statement()) {
            let conflict = conflict(kinds);
            let expected = every(&conflict);
            let Feasible::States(mut found) = states(&conflict, 64, &mut { BUDGET }) else {
                return Err(TestCaseError::fail("64 states are few"));
            };
            found.sort();
            prop_assert_eq!(&found, &expected);
            for truth in [true, false] {
                let some = expected.iter().any(|state| statement.holds(&|course: &CourseId| state.contains(course)) == truth);
                prop_assert_eq!(possible(&conflict, Some((&statement, truth)), &mut { BUDGET }), Some(some));
            }
        }

        #[test]
        fn statements_are_read_as_they_are_printed(statement in statement()) {
            prop_assert_eq!(StateCondition::parse(&statement.to_string()), Ok(statement));
        }
    }

    #[test]
    fn a_search_that_costs_too_much_claims_nothing() {
        let conflict = conflict(Vec::new());
        assert_eq!(possible(&conflict, None, &mut 3), None);
        assert!(matches!(states(&conflict, 64, &mut 20), Feasible::Unknown));
        assert!(matches!(states(&conflict, 63, &mut { BUDGET }), Feasible::TooMany));
    }
}
