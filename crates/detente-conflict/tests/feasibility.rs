//! Which states can occur, against the reasons read word for word; and lists of states that are none.

use crate::oracle;

use detente_conflict::{
    Conflict,
    model::{Choices, Course, Direction, Infeasible, ModelError, Pattern},
    preference::Preference,
};
use oracle::{
    codes::{forbids, is_as, reason},
    models::Dice,
};

/// So many courses, all of one party, and the reasons.
fn model(courses: usize, infeasible: Vec<Infeasible>) -> Choices {
    let course = |place| Course { name: format!("course {place}"), owner: 0, direction: Direction::Both };
    Choices::new(vec!["party".into()], (0..courses).map(course).collect(), infeasible).expect("a model")
}

/// The codes of up to so many courses that no reason forbids, in rising order.
fn allowed(courses: usize, infeasible: &[Infeasible]) -> Vec<u64> {
    (0..1 << courses).filter(|&code| !infeasible.iter().any(|reason| forbids(reason, code))).collect()
}

fn is_empty_or_repeats(reason: &Infeasible) -> (bool, bool) {
    match reason {
        Infeasible::MutuallyExclusive(list) | Infeasible::AtLeastOne(list) => {
            let repeats = (1..list.len()).any(|place| list[..place].contains(&list[place]));
            (list.is_empty(), repeats)
        }
        Infeasible::Requires { course, needs } => (false, course == needs),
        Infeasible::Pattern(pattern) => (pattern.speaks_of == 0, false),
    }
}

#[test]
fn feasible_states_are_those_that_no_reason_forbids() {
    let (mut impossible, mut empty, mut repeated) = (0, 0, 0);
    for seed in 0..4000 {
        let mut dice = Dice::new(seed + 60_000);
        let courses = 1 + dice.below(8);
        let infeasible: Vec<Infeasible> = (0..dice.below(5)).map(|_| reason(&mut dice, courses)).collect();
        let choices = model(courses, infeasible.clone());
        let expected = allowed(courses, &infeasible);
        match choices.states(1 << courses) {
            Ok(states) => assert_eq!(states, expected, "model {seed}: {infeasible:?}"),
            Err(error) => assert_eq!((error, expected.len()), (ModelError::NoState, 0), "model {seed}"),
        }
        for code in 0..1_u64 << courses {
            let feasible = expected.contains(&code);
            assert_eq!(choices.is_feasible(code), feasible, "model {seed}, {code:b}: {infeasible:?}");
            assert_eq!(choices.is_state(code), feasible, "model {seed}, {code:b}: {infeasible:?}");
            assert!(!choices.is_state(code | 1 << courses), "a course beyond the last is taken");
        }
        impossible += usize::from(expected.is_empty());
        empty += infeasible.iter().filter(|reason| is_empty_or_repeats(reason).0).count();
        repeated += infeasible.iter().filter(|reason| is_empty_or_repeats(reason).1).count();
    }
    assert!(impossible > 100 && empty > 100 && repeated > 100, "{impossible}, {empty}, {repeated}");
}

/// One reason at a time, so that no other hides it: its patterns match what it forbids and nothing else.
#[test]
fn patterns_say_what_the_reason_says() {
    let mut kinds = [0; 4];
    for seed in 0..4000 {
        let mut dice = Dice::new(seed + 70_000);
        let courses = 1 + dice.below(6);
        let reason = reason(&mut dice, courses);
        let patterns = reason.patterns();
        for code in 0..1_u64 << courses {
            let matched = patterns.iter().any(|&pattern| is_as(pattern, code));
            assert_eq!(matched, forbids(&reason, code), "model {seed}, {code:b}: {reason:?}");
            assert!(patterns.iter().all(|pattern| pattern.matches(code) == is_as(*pattern, code)));
        }
        let kind = match reason {
            Infeasible::MutuallyExclusive(_) => 0,
            Infeasible::AtLeastOne(_) => 1,
            Infeasible::Requires { .. } => 2,
            Infeasible::Pattern(_) => 3,
        };
        kinds[kind] += 1;
    }
    assert!(kinds.iter().all(|&models| models > 500), "{kinds:?}");
}

#[test]
fn reasons_at_their_edges() {
    let requires = |course, needs| Infeasible::Requires { course, needs };
    let says_nothing = [
        Infeasible::MutuallyExclusive(vec![]),
        Infeasible::MutuallyExclusive(vec![1]),
        Infeasible::MutuallyExclusive(vec![1, 1]),
        requires(1, 1),
    ];
    for reason in says_nothing {
        assert_eq!(model(2, vec![reason.clone()]).states(4), Ok(vec![0, 1, 2, 3]), "{reason:?}");
    }
    // None of no courses is taken, and every state is as a pattern that speaks of nothing.
    let forbids_all = [
        Infeasible::AtLeastOne(vec![]),
        Infeasible::Pattern(Pattern { speaks_of: 0, taken: 0 }),
        Infeasible::Pattern(Pattern::read("--").expect("a pattern")),
    ];
    for reason in forbids_all {
        assert_eq!(model(2, vec![reason.clone()]).states(4), Err(ModelError::NoState), "{reason:?}");
    }
    assert_eq!(model(2, vec![Infeasible::AtLeastOne(vec![1, 1])]).states(4), Ok(vec![2, 3]));
    assert_eq!(model(2, vec![requires(0, 1)]).states(4), Ok(vec![0, 2, 3]));
    assert_eq!(
        model(3, vec![Infeasible::MutuallyExclusive(vec![2, 0, 2])]).states(8),
        Ok(vec![0, 1, 2, 3, 4, 6])
    );
    assert_eq!(model(3, vec![]).states(7), Err(ModelError::TooManyStates { most: 7 }));
    assert_eq!(model(0, vec![]).states(1), Ok(vec![0]));
}

#[test]
fn reasons_about_courses_that_are_not_there_are_refused() {
    let refused = [
        (Infeasible::MutuallyExclusive(vec![0, 2]), 2),
        (Infeasible::AtLeastOne(vec![64, 1]), 64),
        (Infeasible::Requires { course: 0, needs: 3 }, 3),
        (Infeasible::Requires { course: 5, needs: 5 }, 5),
        (Infeasible::Pattern(Pattern { speaks_of: 1 << 63, taken: 0 }), 63),
    ];
    for (reason, course) in refused {
        let courses = model(2, vec![]).courses().to_vec();
        let found = Choices::new(vec!["party".into()], courses, vec![reason.clone()]);
        assert_eq!(found, Err(ModelError::NoSuchCourse { course }), "{reason:?}");
    }
}

/// What is wrong at a place of a list of codes, read off the definition.
fn is_wrong(list: &[u64], place: usize, courses: usize, infeasible: &[Infeasible]) -> bool {
    let code = list[place];
    place > 0 && list[place - 1] >= code || !allowed(courses, infeasible).contains(&code)
}

fn conflict(choices: &Choices, codes: &[u64]) -> Result<Conflict, ModelError> {
    let preference = Preference::Ranked(vec![0; codes.len()]);
    Conflict::from_choices(choices, codes.to_vec(), vec![preference])
}

/// Some of the states, then changed or not: swapped, doubled, infeasible or beyond the courses.
fn some_codes(dice: &mut Dice, states: &[u64], courses: usize) -> Vec<u64> {
    let mut codes: Vec<u64> = states.iter().copied().filter(|_| dice.percent(70)).collect();
    if codes.is_empty() {
        codes.push(states[0]);
    }
    let place = dice.below(codes.len());
    match dice.below(8) {
        0 => codes.swap(0, place),
        1 => codes.insert(place, codes[place]),
        2 => codes[place] = dice.below(1 << courses) as u64,
        3 => codes.push(codes[place] | 1 << courses),
        4 => codes.insert(place, u64::MAX),
        _ => {}
    }
    codes
}

#[test]
fn lists_that_are_not_states_in_rising_order_are_refused() {
    let (mut refused, mut taken) = (0, 0);
    for seed in 0..4000 {
        let mut dice = Dice::new(seed + 80_000);
        let courses = 1 + dice.below(5);
        let infeasible: Vec<Infeasible> = (0..dice.below(3)).map(|_| reason(&mut dice, courses)).collect();
        let choices = model(courses, infeasible.clone());
        let Ok(states) = choices.states(1 << courses) else { continue };
        let codes = some_codes(&mut dice, &states, courses);
        let wrong: Vec<usize> =
            (0..codes.len()).filter(|&place| is_wrong(&codes, place, courses, &infeasible)).collect();
        match conflict(&choices, &codes) {
            Ok(found) => {
                assert_eq!(wrong, Vec::<usize>::new(), "model {seed}: {codes:?}");
                assert_eq!(found.codes(), Some(&codes[..]));
                taken += 1;
            }
            Err(ModelError::NoSuchState { place }) => {
                assert!(wrong.contains(&place), "model {seed}: {codes:?} at {place}");
                refused += 1;
            }
            Err(error) => assert_eq!(error, ModelError::NoState, "model {seed}: {codes:?}"),
        }
    }
    assert!(refused > 1000 && taken > 1000, "{refused} refused, {taken} taken");
}

#[test]
fn lists_of_states_at_their_edges() {
    let choices = model(2, vec![Infeasible::Requires { course: 1, needs: 0 }]);
    let wrong = |place| Err(ModelError::NoSuchState { place });
    assert_eq!(conflict(&choices, &[1, 0]), wrong(1), "out of order");
    assert_eq!(conflict(&choices, &[0, 1, 1]), wrong(2), "twice");
    assert_eq!(conflict(&choices, &[0, 2]), wrong(1), "infeasible");
    assert_eq!(conflict(&choices, &[0, 5]), wrong(1), "beyond the courses");
    assert_eq!(conflict(&choices, &[]), Err(ModelError::NoState));
    assert!(conflict(&choices, &[0, 3]).is_ok());
    assert!(conflict(&model(64, vec![]), &[0, u64::MAX]).is_ok());
    assert_eq!(conflict(&model(63, vec![]), &[0, u64::MAX]), wrong(1));
    let short = Conflict::from_choices(&choices, vec![0, 1], vec![Preference::Ranked(vec![0])]);
    assert_eq!(short, Err(ModelError::WrongLength { expected: 2, found: 1 }));
}
