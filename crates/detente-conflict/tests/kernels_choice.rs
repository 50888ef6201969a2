//! Which method is taken for which model, and what is refused.

use detente_conflict::{
    kernels::{Limits, Method, Refusal, Taste, method, stable_states, stable_states_by},
    model::{Choices, Course, Direction},
    preference::Condition,
    stability::Concept,
};

fn choices(widths: &[usize]) -> Choices {
    let owners = widths.iter().enumerate().flat_map(|(party, &width)| vec![party; width]);
    let courses = owners.enumerate().map(|(place, owner)| Course {
        name: format!("course {place}"),
        owner,
        direction: Direction::Both,
    });
    let names = (0..widths.len()).map(|party| format!("party {party}")).collect();
    Choices::new(names, courses.collect(), Vec::new()).expect("a model")
}

/// Ranks of so many different values, so far apart.
fn ranks(courses: u32, values: u32, gap: u32) -> Taste {
    Taste::Ranks((0..1 << courses).map(|code| code % values * gap).collect())
}

fn statements(count: usize) -> Taste {
    Taste::Statements((0..count).map(Condition::Taken).collect())
}

#[test]
fn bits_are_chosen_for_large_models_of_few_classes() {
    let chosen = |widths: &[usize], taste: Taste| {
        let (choices, tastes) = (choices(widths), vec![taste; widths.len()]);
        let chosen = method(&choices, &tastes, &Concept::ALL, Limits::default());
        let found = stable_states(&choices, &tastes, &Concept::ALL, Limits::default());
        assert_eq!(found.map(|found| found.method), chosen);
        chosen
    };
    assert_eq!(chosen(&[3, 3, 3, 3], ranks(12, 32, 1)), Ok(Method::Bits));
    assert_eq!(chosen(&[3, 3, 3, 3], ranks(12, 32, 100_000_000)), Ok(Method::Bits));
    assert_eq!(chosen(&[3, 3, 3, 3], statements(5)), Ok(Method::Bits));
    assert_eq!(chosen(&[3, 3, 3, 3], statements(0)), Ok(Method::Bits));
    assert_eq!(chosen(&[3, 3, 3, 3], ranks(12, 33, 1)), Ok(Method::Arrays));
    assert_eq!(chosen(&[3, 3, 3, 3], statements(6)), Ok(Method::Arrays));
    assert_eq!(chosen(&[3, 3, 3, 2], ranks(11, 32, 1)), Ok(Method::Arrays));
    // Bit sets would need eight times as many codes as there are.
    assert_eq!(chosen(&[6, 6], ranks(12, 32, 1)), Ok(Method::Arrays));
}

/// Arrays take 20 bytes a code of this model for the order of states and to work with, and 7 bits for the results of one
/// concept; bit sets 5 bits a party and 24 where all have two classes.
#[test]
fn bits_are_chosen_where_only_they_fit_the_memory() {
    let (choices, concepts) = (choices(&[2, 2, 2, 2, 2, 1]), [Concept::Nash]);
    let chosen = |taste: &Taste, bytes: u64| {
        let (tastes, limits) = (vec![taste.clone(); 6], Limits { bytes });
        let chosen = method(&choices, &tastes, &concepts, limits);
        let found = stable_states(&choices, &tastes, &concepts, limits);
        if chosen != Ok(Method::Diagrams) {
            assert_eq!(found.map(|found| found.method), chosen);
        }
        chosen
    };
    let (arrays, bits) = (2048 * 20 + 2048 * 7 / 8, 2048 * (6 * 5 + 24 + 7) / 8);
    assert_eq!(chosen(&statements(1), arrays), Ok(Method::Arrays));
    assert_eq!(chosen(&statements(1), arrays - 1), Ok(Method::Bits));
    assert_eq!(chosen(&statements(1), bits), Ok(Method::Bits));
    assert_eq!(chosen(&statements(1), bits - 1), Ok(Method::Diagrams));
    let refusal = Refusal::TooLarge { needed: arrays, limit: arrays - 1 };
    assert_eq!(chosen(&ranks(11, 33, 1), arrays - 1), Err(refusal));
    let tastes = vec![statements(1); 6];
    let by_bits = stable_states_by(Method::Bits, &choices, &tastes, &concepts, Limits { bytes: bits - 1 });
    assert_eq!(by_bits.err(), Some(Refusal::TooLarge { needed: bits, limit: bits - 1 }));
}

#[test]
fn bits_are_chosen_where_a_party_is_too_wide_for_arrays() {
    let (choices, tastes) = (choices(&[15, 0]), vec![ranks(15, 4, 1); 2]);
    let by_arrays = stable_states_by(Method::Arrays, &choices, &tastes, &Concept::ALL, Limits::default());
    assert_eq!(by_arrays.err(), Some(Refusal::PartyTooWide { party: 0, most: 14 }));
    let found = stable_states(&choices, &tastes, &Concept::ALL, Limits::default()).expect("it fits");
    assert_eq!(found.method, Method::Bits);
    // The first party can get to whatever it likes, the other can do nothing.
    for concept in Concept::ALL {
        let equilibria = found.equilibria(concept).expect("asked for");
        assert!(equilibria.ones().eq((0..1 << 15).filter(|code| code % 4 == 3)), "{concept:?}");
    }
}

#[test]
fn more_classes_than_bits_take_are_refused() {
    let choices = choices(&[4, 4, 5]);
    let by_bits = |second: Taste| {
        let tastes = [statements(2), second, statements(13)];
        stable_states_by(Method::Bits, &choices, &tastes, &[Concept::Nash], Limits::default()).err()
    };
    let refusal = |party| Some(Refusal::TooManyClasses { party, most: 4096 });
    assert_eq!(by_bits(ranks(13, 4096, 7)), refusal(2));
    assert_eq!(by_bits(ranks(13, 4097, 7)), refusal(1));
    assert_eq!(by_bits(ranks(13, 8192, 1)), refusal(1));
    let said = refusal(1).map(|refusal| refusal.to_string());
    assert_eq!(said.as_deref(), Some("party 1 has more than 4096 indifference classes"));
}

#[test]
fn preferences_must_speak_of_every_party_and_state() {
    let choices = choices(&[3, 3, 3, 3]);
    for method in [Method::Arrays, Method::Bits, Method::Diagrams] {
        let by = |tastes: &[Taste]| {
            stable_states_by(method, &choices, tastes, &Concept::ALL, Limits::default()).err()
        };
        let wrong = |expected, found| Some(Refusal::WrongPreferences { expected, found });
        assert_eq!(by(&vec![statements(1); 3]), wrong(4, 3));
        let expected = if method == Method::Diagrams {
            Some(Refusal::NoStatements { party: 0 })
        } else {
            wrong(4096, 2048)
        };
        assert_eq!(by(&vec![ranks(11, 4, 1); 4]), expected);
    }
    let chosen = stable_states(&choices, &vec![ranks(11, 4, 1); 4], &Concept::ALL, Limits::default());
    assert_eq!(chosen.err(), Some(Refusal::WrongPreferences { expected: 4096, found: 2048 }));
}

#[test]
fn all_methods_say_the_same() {
    let choices = choices(&[2, 3, 2]);
    let taken = Condition::Taken;
    let either = Condition::Iff(Box::new(taken(0)), Box::new(taken(3)));
    let tastes = [
        Taste::Statements(vec![either, taken(5)]),
        Taste::Statements(vec![Condition::Any(vec![taken(2), taken(6)]), Condition::Not(Box::new(taken(1)))]),
        Taste::Statements(vec![Condition::All(vec![taken(0), taken(4)]), taken(6)]),
    ];
    let by = |method| {
        stable_states_by(method, &choices, &tastes, &Concept::ALL, Limits::default()).expect("it fits")
    };
    let arrays = by(Method::Arrays);
    for other in [by(Method::Bits), by(Method::Diagrams)] {
        assert_eq!(other.feasible(), arrays.feasible());
        for concept in Concept::ALL {
            for party in 0..3 {
                assert_eq!(other.stable(concept, party), arrays.stable(concept, party), "{concept:?}");
            }
        }
    }
    let too_small =
        stable_states_by(Method::Diagrams, &choices, &tastes, &Concept::ALL, Limits { bytes: 255 });
    assert_eq!(too_small.err(), Some(Refusal::TooLarge { needed: 256, limit: 255 }));
}
