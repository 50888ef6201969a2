//! States as codes and what is said about them, word for word.

use super::models::Dice;
use detente_conflict::model::{Infeasible, Pattern};

/// Whether the course is taken in the state with this code.
pub fn taken(code: u64, course: usize) -> bool {
    code >> course & 1 == 1
}

/// Whether the state is as the pattern says: every course that it speaks of is taken, or is not.
pub fn is_as(pattern: Pattern, code: u64) -> bool {
    (0..64).all(|course| {
        !taken(pattern.speaks_of, course) || taken(pattern.taken, course) == taken(code, course)
    })
}

/// Whether the reason forbids the state.
pub fn forbids(reason: &Infeasible, code: u64) -> bool {
    match reason {
        Infeasible::MutuallyExclusive(courses) => courses
            .iter()
            .any(|&one| courses.iter().any(|&other| one != other && taken(code, one) && taken(code, other))),
        Infeasible::AtLeastOne(courses) => !courses.iter().any(|&course| taken(code, course)),
        Infeasible::Requires { course, needs } => taken(code, *course) && !taken(code, *needs),
        Infeasible::Pattern(pattern) => is_as(*pattern, code),
    }
}

/// A pattern over so many courses; the more it speaks of the fewer states match.
pub fn pattern(dice: &mut Dice, courses: usize, speaks_of_percent: usize) -> Pattern {
    let mut pattern = Pattern { speaks_of: 0, taken: 0 };
    for course in 0..courses {
        if dice.percent(speaks_of_percent) {
            pattern.speaks_of |= 1 << course;
            pattern.taken |= u64::from(dice.percent(50)) << course;
        }
    }
    pattern
}

/// A reason of any kind; lists may be empty and may name a course twice.
pub fn reason(dice: &mut Dice, courses: usize) -> Infeasible {
    let kind = dice.below(4);
    let mut list = |most: usize| (0..dice.below(most + 1)).map(|_| dice.below(courses)).collect::<Vec<_>>();
    match kind {
        0 => Infeasible::MutuallyExclusive(list(4)),
        1 => Infeasible::AtLeastOne(list(9)),
        2 => Infeasible::Requires { course: dice.below(courses), needs: dice.below(courses) },
        _ => Infeasible::Pattern(pattern(dice, courses, 45)),
    }
}
