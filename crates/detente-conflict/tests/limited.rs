//! Limited-move and non-myopic stability against the recursion written out.

use crate::budget;
use crate::oracle;
use crate::reference;

use detente_conflict::{
    Conflict,
    model::Graph,
    preference::{Preference, ranks},
    stability::{
        Answers, Concept, Convention, Ties, expected_ends, limited_move_stable_states, non_myopic,
        stable_states,
    },
};
use oracle::{
    limited,
    models::{Dice, Plain, Taste, graph_form, option_form},
};
use reference::numbered;

const ANSWERS: [Answers; 3] = [Answers::Worst, Answers::Best, Answers::NextInOrder];

fn conventions() -> impl Iterator<Item = Convention> {
    let ties = [Ties::LowestState, Ties::HighestState];
    ANSWERS.into_iter().flat_map(move |answers| ties.map(|ties| Convention { answers, ties }))
}

fn model(seed: u64) -> Plain {
    let mut dice = Dice::new(seed + 40_000);
    let taste = Taste { unknown: false, strength: false };
    if seed.is_multiple_of(3) { graph_form(&mut dice, taste) } else { option_form(&mut dice, taste) }
}

#[test]
fn limited_moves_are_their_recursion() {
    for seed in 0..budget::cases(2000) {
        let plain = model(seed);
        let conflict = plain.conflict();
        for convention in conventions() {
            for (horizon, expected) in limited::ends(&plain, convention, 4).into_iter().enumerate() {
                let found = expected_ends(&conflict, convention, horizon).expect("ranks");
                assert_eq!(found, expected, "model {seed}, {convention:?}, horizon {horizon}");
                for (party, ends) in expected.iter().enumerate() {
                    let stays: Vec<bool> =
                        ends.iter().enumerate().map(|(state, end)| state == *end).collect();
                    let found = limited_move_stable_states(&conflict, convention, horizon, party);
                    assert_eq!(found, Some(stays), "model {seed}, {convention:?}, horizon {horizon}");
                }
            }
        }
    }
}

/// Conventions that differ in words only would be tested as one.
#[test]
fn conventions_and_horizons_matter() {
    let mut differ = [0; 3];
    for seed in 0..500 {
        let plain = model(seed);
        let all: Vec<_> = conventions().map(|convention| limited::ends(&plain, convention, 4)).collect();
        differ[0] += usize::from(all[0] != all[1] || all[2] != all[3] || all[4] != all[5]);
        differ[1] += usize::from(all[0] != all[2] && all[0] != all[4] && all[2] != all[4]);
        differ[2] += usize::from(all[0][3] != all[0][4]);
    }
    assert!(differ.iter().all(|&models| models > 50), "{differ:?}");
}

#[test]
fn non_myopic_stability_is_what_the_recursion_comes_to() {
    let most = 20;
    let (mut cycles, mut late, mut unsettled) = (0, 0, 0);
    for seed in 0..budget::cases(2000) {
        let plain = model(seed);
        let conflict = plain.conflict();
        for convention in conventions() {
            let expected = limited::settled(&limited::ends(&plain, convention, most));
            let found = non_myopic(&conflict, convention, most);
            let found = found.map(|found| (found.from, found.period, found.stable));
            assert_eq!(found, expected, "model {seed}, {convention:?}");
            let Some((from, period, _)) = expected else {
                unsettled += 1;
                continue;
            };
            assert!(non_myopic(&conflict, convention, from + period).is_some(), "model {seed}");
            assert_eq!(non_myopic(&conflict, convention, from + period - 1), None, "model {seed}");
            cycles += usize::from(period > 1);
            late += usize::from(from > 2);
        }
    }
    assert!(
        cycles > budget::cases(500) && late > budget::cases(500) && unsettled > budget::cases(10),
        "{cycles} cycles, {late} late, {unsettled} unsettled"
    );
}

/// Who does not rank all states has no expectations.
#[test]
fn unknown_preferences_have_no_ends() {
    let convention = Convention { answers: Answers::Worst, ties: Ties::LowestState };
    let plain = graph_form(&mut Dice::new(3), Taste { unknown: true, strength: true });
    let conflict = plain.conflict();
    assert!(conflict.preferences().iter().any(|preference| preference.ranks().is_none()));
    assert_eq!(expected_ends(&conflict, convention, 1), None);
    assert_eq!(non_myopic(&conflict, convention, 9), None);
}

#[test]
fn one_move_ahead_is_nash() {
    for seed in 0..300 {
        let conflict = model(seed).conflict();
        for convention in conventions() {
            for party in 0..conflict.parties() {
                let ahead = limited_move_stable_states(&conflict, convention, 1, party);
                assert_eq!(ahead, Some(stable_states(&conflict, Concept::Nash.into(), party)));
            }
        }
    }
}

/// Zagare 1984, Brams & Wittman 1981: in the prisoners' dilemma both the cooperative and the conflict outcome are
/// non-myopic equilibria; in chicken the compromise is the only one.
#[test]
fn non_myopic_equilibria_of_the_classic_games() {
    let convention = Convention { answers: Answers::Worst, ties: Ties::LowestState };
    for (rankings, expected) in
        [([[3, 4, 1, 2], [2, 4, 1, 3]], vec![1, 4]), ([[3, 4, 2, 1], [2, 4, 3, 1]], vec![4])]
    {
        let choices = reference::two_by_two();
        let preferences = rankings.map(|ranking: [usize; 4]| {
            let classes: Vec<Vec<usize>> = ranking.iter().map(|state| vec![state - 1]).collect();
            Preference::Ranked(ranks::by_ranking(&classes, 4).expect("all four"))
        });
        let states = choices.states(4).expect("four");
        let conflict = Conflict::from_choices(&choices, states, preferences.to_vec()).expect("a game");
        let found = non_myopic(&conflict, convention, 100).expect("it settles");
        let both: Vec<bool> = (0..4).map(|state| found.stable[0][state] && found.stable[1][state]).collect();
        assert_eq!(numbered(&both), expected, "{found:?}");
    }
}

#[test]
fn a_party_alone_answers_nobody() {
    let preference = Preference::Ranked(ranks::by_values(&[0, 1, 2]));
    let graph = Graph::new(vec!["alone".into()], 3, vec![vec![(0, 1), (1, 2)]]).expect("a model");
    let conflict = Conflict::new(graph, vec![preference]).expect("a conflict");
    for answers in ANSWERS {
        let convention = Convention { answers, ties: Ties::LowestState };
        let ends = expected_ends(&conflict, convention, 3).expect("ranks");
        assert_eq!(ends, [[1, 2, 2]], "{answers:?}: nobody else moves on, and the party moves once");
    }
}
