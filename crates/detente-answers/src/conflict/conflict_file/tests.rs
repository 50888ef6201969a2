//! Counts by arrays against every state by the definitions, and what each party expects against its own game.

use detente_conflict::{
    formats::{File, Maker},
    kernels::Method,
    model::{Choices, Course, Direction, Infeasible, Pattern},
    preference::Condition,
    stability::{Concept, stable_states},
};
use proptest::prelude::*;

use super::*;
use crate::{answers::behaviour::Further, derivation::Verdicts};

/// Two or three parties with up to six courses, some closed in one direction, some vectors infeasible.
fn files() -> impl Strategy<Value = File> {
    let courses = prop::collection::vec((0..3_usize, 0..3_u8), 2..6);
    let patterns = || prop::collection::vec((0..64_u64, 0..64_u64), 0..3);
    let statements = prop::collection::vec(prop::collection::vec((0..64_u64, 0..64_u64), 1..5), 3);
    (courses, patterns(), statements, prop::collection::vec(patterns(), 3)).prop_map(
        |(mut courses, infeasible, statements, unseen)| {
            courses.sort_unstable();
            let within = (1_u64 << courses.len()) - 1;
            let pattern = |(speaks_of, taken): &(u64, u64)| {
                let speaks_of = if speaks_of & within == 0 { 1 } else { speaks_of & within };
                Pattern { speaks_of, taken: taken & speaks_of }
            };
            let condition = |drawn: &(u64, u64)| Condition::from_pattern(pattern(drawn));
            let courses = courses.iter().map(|&(owner, direction)| Course {
                name: "course".to_owned(),
                owner,
                direction: [Direction::Both, Direction::Forward, Direction::Back][usize::from(direction)],
            });
            // One party without courses is one too many for nobody: the model allows it.
            let names = ["A", "B", "C"].map(str::to_owned).to_vec();
            let infeasible = infeasible.iter().map(|drawn| Infeasible::Pattern(pattern(drawn))).collect();
            let choices = Choices::new(names, courses.collect(), infeasible).expect("a model");
            let makers = statements.iter().zip(&unseen).map(|(statements, unseen)| Maker {
                statements: statements.iter().map(condition).collect(),
                ranking: None,
                misperceived: unseen.iter().map(condition).collect(),
            });
            File { choices, makers: makers.collect(), by_ranking: false, coalitions: None }
        },
    )
}

fn seeing_all(file: &File) -> File {
    let makers = file.makers.iter().cloned().map(|maker| Maker { misperceived: Vec::new(), ..maker });
    File { makers: makers.collect(), ..file.clone() }
}

proptest! {
    /// The way for many states says of few what the way for few says.
    #[test]
    fn counts_are_those_of_every_state(file in files()) {
        let Ok(open) = OpenFile::of("file", seeing_all(&file), Vec::new()) else { return Ok(()) };
        let each = serde_json::to_value(stability(&open, Further::default()).expect("few states")).expect("JSON");
        let many = OpenFile { written_out: None, ..open };
        let many = serde_json::to_value(stability(&many, Further::default()).expect("it fits")).expect("JSON");
        for key in ["of", "equilibria", "stable"] {
            prop_assert_eq!(&each[key], &many[key]);
        }
        let holding = |value: &serde_json::Value| -> Vec<serde_json::Value> {
            let states = value["states"].as_array().into_iter().flatten();
            let holds = |state: &&serde_json::Value| state["equilibrium"].to_string().contains("true");
            states.filter(holds).take(20).cloned().collect()
        };
        prop_assert_eq!(holding(&each), holding(&many));
    }

    /// What holds is what each party, alone in the game of the states that it sees, would stay in.
    #[test]
    fn each_plays_the_game_that_it_sees(file in files()) {
        let Ok(open) = OpenFile::of("file", file, Vec::new()) else { return Ok(()) };
        let answer = serde_json::to_value(hypergame(&open).expect("few states")).expect("JSON");
        let Some(states) = &open.written_out else { return Ok(()) };
        for (place, concept) in [Concept::Nash, Concept::GeneralMetarational].into_iter().enumerate() {
            let stays = |party: usize, state: usize| {
                let sees = |state: usize| states.sees[party][state];
                let graph = states.with_every_move.graph().only(|_, from, to| sees(from) && sees(to));
                let own = Conflict::new(graph, states.with_every_move.preferences().to_vec()).expect("a game");
                stable_states(&own, concept.into(), party)[state]
            };
            let holds: Vec<usize> = (0..states.codes.len())
                .filter(|&state| (0..states.sees.len()).all(|party| stays(party, state)))
                .map(|state| state + 1)
                .collect();
            prop_assert_eq!(&answer["concepts"][place]["holds"], &serde_json::json!(holds));
        }
    }

    /// Whatever a file says, its paths and inverses read.
    #[test]
    fn every_question_about_a_file_has_an_answer(file in files()) {
        let Ok(open) = OpenFile::of("file", file, Vec::new()) else { return Ok(()) };
        let last = open.written_out.as_ref().map_or(1, |states| states.codes.len());
        let routes = paths(&open, 1).expect("there is a first state").page(&open);
        let turned = inverse(&open, last).expect("there is a last state").page(&open);
        prop_assert!(!routes.blocks.is_empty() && !turned.blocks.is_empty());
        prop_assert!(paths(&open, 0).is_err() && inverse(&open, last + 1).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// What holds for certain holds however a party ranks the states of which nobody says what it prefers, and what does not
    /// hold for certain, nor may, never does.
    #[test]
    fn what_is_open_hangs_on_what_nobody_states(mut file in files(), seeds in prop::collection::vec(any::<u64>(), 6)) {
        file.makers.iter_mut().for_each(|maker| maker.misperceived.clear());
        let in_doubt = OpenFile::with_more("f", file.clone(), Vec::new(), vec![0], Vec::new());
        let Ok(in_doubt) = in_doubt else { return Ok(()) };
        let said = stability(&in_doubt, Further::default()).expect("few states");
        let said = serde_json::to_value(said).expect("JSON");
        let states = in_doubt.written_out("states").expect("few states");
        for seed in seeds {
            let rank = |state: usize| seed.wrapping_mul(state as u64 * 2 + 1).rotate_left(23) % 7;
            let values: Vec<i64> =
                (0..states.conflict.states()).map(|state| i64::try_from(rank(state)).expect("small")).collect();
            let ranked = Preference::Ranked(ranks::by_values(&values));
            let world = states.conflict.with_preference(0, ranked).expect("as many states");
            let verdicts = Verdicts::of(&world, &in_doubt.choices);
            for (at, state) in said["states"].as_array().expect("states").iter().enumerate() {
                for (concept, holds) in verdicts.all(at).into_iter().enumerate() {
                    let (certain, may) = (&state["equilibrium"][concept], &state["may_be"][concept]);
                    prop_assert!(holds || certain == false, "{} {}", at, concept);
                    prop_assert!(!holds || certain == true || may == true, "{} {}", at, concept);
                }
            }
        }
    }
}

/// What is said of how states were found is how they were: bit sets from twelve courses on, arrays before.
#[test]
fn the_method_named_is_the_one_that_was_used() {
    for (courses, expected) in [(12, Method::Bits), (11, Method::Arrays)] {
        let course = |place: usize| Course {
            name: place.to_string(),
            owner: place * 4 / courses,
            direction: Direction::Both,
        };
        let choices = Choices::new(
            ["A", "B", "C", "D"].map(str::to_owned).into(),
            (0..courses).map(course).collect(),
            Vec::new(),
        );
        let wants = |place| Maker {
            statements: vec![Condition::Taken(place)],
            ranking: None,
            misperceived: Vec::new(),
        };
        let file = File {
            choices: choices.expect("a model"),
            makers: (0..4).map(wants).collect(),
            by_ranking: false,
            coalitions: None,
        };
        let open = OpenFile::of("f", file, Vec::new()).expect("a model");
        let said = stability(&open, Further::default()).expect("few states");
        let said = serde_json::to_value(said).expect("JSON");
        assert_eq!(said["of"], 1 << courses);
        assert_eq!(said["method"], stability::method(expected));
    }
}
