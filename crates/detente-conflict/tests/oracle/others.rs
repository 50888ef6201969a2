//! Simultaneous and limited-move stability, formula by formula.

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

/// G_h(i, s) by the recursion itself: the worst answer, ties to the lowest state.
pub fn end(plain: &Plain, h: usize, i: usize, s: usize) -> usize {
    if h == 0 {
        return s;
    }
    let mut best: Option<usize> = None;
    for t in (0..plain.states).filter(|&t| plain.can[i][s][t]) {
        let mut worst: Option<usize> = None;
        for j in (0..plain.parties).filter(|&j| j != i) {
            let after = end(plain, h - 1, j, t);
            if worst.is_none_or(|worst| plain.prefers[i][worst][after] > 0) {
                worst = Some(after);
            }
        }
        let after = worst.expect("somebody else");
        if best.is_none_or(|best| plain.prefers[i][after][best] > 0) {
            best = Some(after);
        }
    }
    best.filter(|&best| plain.prefers[i][best][s] > 0).unwrap_or(s)
}
