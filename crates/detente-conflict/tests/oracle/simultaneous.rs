//! Simultaneous stability, formula by formula.

use super::models::Plain;

/// Simultaneous stability of `s` for `i`, in option form: every choice of one improvement, or none, for each of the
/// others is tried.
pub fn simultaneous(plain: &Plain, i: usize, s: usize) -> bool {
    let courses = plain.courses.as_ref().expect("option form");
    let improvements = |j: usize| {
        (0..plain.states)
            .filter(move |&t| plain.can[j][s][t] && plain.prefers[j][t][s] > 0)
            .collect::<Vec<usize>>()
    };
    improvements(i).into_iter().all(|s1| {
        let mut choices: Vec<Vec<usize>> = vec![vec![]];
        for j in (0..plain.parties).filter(|&j| j != i) {
            let own: Vec<usize> = improvements(j).into_iter().chain([s]).collect();
            choices = choices
                .iter()
                .flat_map(|so_far| own.iter().map(move |&t| [so_far.clone(), vec![t]].concat()))
                .collect();
        }
        choices.iter().any(|choice| {
            let joint: Vec<bool> = (0..plain.owners.len())
                .map(|course| {
                    let changed =
                        choice.iter().chain([&s1]).any(|&t| courses[t][course] != courses[s][course]);
                    courses[s][course] != changed
                })
                .collect();
            courses.iter().position(|state| *state == joint).is_some_and(|s2| plain.prefers[i][s][s2] >= 0)
        })
    })
}
