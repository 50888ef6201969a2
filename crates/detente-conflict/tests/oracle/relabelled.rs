//! The same conflict with its states and parties in another order.

use super::models::{Dice, Plain};

/// An order of so many things: `order[new]` is where the thing stood before.
pub fn order(dice: &mut Dice, count: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    for place in (1..count).rev() {
        order.swap(place, dice.below(place + 1));
    }
    order
}

/// The things in that order.
pub fn in_order<Thing: Clone>(things: &[Thing], order: &[usize]) -> Vec<Thing> {
    order.iter().map(|&before| things[before].clone()).collect()
}

fn square<Cell: Clone>(table: &[Vec<Cell>], order: &[usize]) -> Vec<Vec<Cell>> {
    order.iter().map(|&row| in_order(&table[row], order)).collect()
}

/// The conflict in graph form, states and parties put in these orders.
pub fn relabelled(plain: &Plain, states: &[usize], parties: &[usize]) -> Plain {
    Plain {
        parties: plain.parties,
        states: plain.states,
        can: parties.iter().map(|&party| square(&plain.can[party], states)).collect(),
        prefers: parties.iter().map(|&party| square(&plain.prefers[party], states)).collect(),
        courses: None,
        owners: vec![],
        directions: vec![],
        forbidden: vec![],
    }
}

/// The conflict in option form, each party's courses under the new place of the party and the courses in `opposite` turned
/// into their opposites; and for each of its states where it stood before.
pub fn relabelled_courses(plain: &Plain, parties: &[usize], opposite: &[bool]) -> (Plain, Vec<usize>) {
    let old = plain.courses.as_ref().expect("option form");
    let mut courses: Vec<usize> = (0..plain.owners.len()).collect();
    let place =
        |course: usize| parties.iter().position(|&before| before == plain.owners[course]).expect("a party");
    courses.sort_by_key(|&course| (place(course), usize::MAX - course));
    let code = |state: usize| -> Vec<bool> {
        courses.iter().map(|&course| old[state][course] != opposite[course]).collect()
    };
    let mut states: Vec<usize> = (0..plain.states).collect();
    // The first course is the least significant.
    states.sort_by_key(|&state| code(state).into_iter().rev().collect::<Vec<bool>>());
    let turned = |direction: usize, turn: bool| if turn { [0, 2, 1][direction] } else { direction };
    let new = |course: usize| courses.iter().position(|&before| before == course).expect("a course");
    let relabelled = Plain {
        courses: Some(states.iter().map(|&state| code(state)).collect()),
        owners: courses.iter().map(|&course| place(course)).collect(),
        directions: courses
            .iter()
            .map(|&course| turned(plain.directions[course], opposite[course]))
            .collect(),
        forbidden: plain
            .forbidden
            .iter()
            .map(|pattern| {
                pattern.iter().map(|&(course, taken)| (new(course), taken != opposite[course])).collect()
            })
            .collect(),
        ..relabelled(plain, &states, parties)
    };
    (relabelled, states)
}
