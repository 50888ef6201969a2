//! What is said to be certain where preferences are unknown is so however they turn out.

use crate::budget;
use crate::oracle;

use detente_conflict::{
    Conflict,
    preference::{Preference, ranks},
    stability::{Concept, Force, Reading, Rule, stable_states},
};
use oracle::models::{Dice, Plain, Taste, graph_form, option_form};

/// What each state is worth to each party: from the lower to the higher number.
type Worth = Vec<Vec<(usize, usize)>>;

fn worth(dice: &mut Dice, plain: &Plain) -> Worth {
    let mut interval = || {
        let low = dice.below(12);
        (low, low + if dice.percent(50) { 0 } else { dice.below(4) })
    };
    (0..plain.parties).map(|_| (0..plain.states).map(|_| interval()).collect()).collect()
}

/// The same moves, with preferences known only where the intervals allow no other.
fn in_doubt(plain: &Plain, worth: &Worth) -> Plain {
    let relation = |(low, high): (usize, usize), (than_low, than_high): (usize, usize)| match () {
        () if low > than_high => 1,
        () if high < than_low => -1,
        () if low == high && than_low == than_high => 0,
        () => 9,
    };
    let of = |values: &Vec<(usize, usize)>| -> Vec<Vec<i8>> {
        let mut rows: Vec<Vec<i8>> =
            values.iter().map(|one| values.iter().map(|other| relation(*one, *other)).collect()).collect();
        (0..rows.len()).for_each(|state| rows[state][state] = 0);
        rows
    };
    Plain { prefers: worth.iter().map(of).collect(), ..plain.clone() }
}

/// A way it may turn out: a number of each interval.
fn turned_out(dice: &mut Dice, conflict: &Conflict, worth: &Worth) -> Conflict {
    worth.iter().enumerate().fold(conflict.clone(), |conflict, (party, values)| {
        let drawn: Vec<i64> = values
            .iter()
            .map(|&(low, high)| i64::try_from(low + dice.below(high - low + 1)).expect("small"))
            .collect();
        let preference = Preference::Ranked(ranks::by_values(&drawn));
        conflict.with_preference(party, preference).expect("as many states")
    })
}

fn rule(concept: Concept, reading: Reading) -> Rule {
    Rule { concept, reading, force: Force::General }
}

const SURE: Taste = Taste { unknown: false, strength: false };

#[test]
fn what_is_certain_holds_however_it_turns_out() {
    let (mut stays, mut leaves, mut more_than_nash) = (0, 0, 0);
    let mut misled = 0;
    for seed in 0..budget::cases(1500) {
        let mut dice = Dice::new(seed + 4_000);
        let plain = if seed % 4 == 0 { graph_form(&mut dice, SURE) } else { option_form(&mut dice, SURE) };
        let worth = worth(&mut dice, &plain);
        let doubtful = in_doubt(&plain, &worth).conflict();
        let worlds: Vec<_> = (0..8).map(|_| turned_out(&mut dice, &doubtful, &worth)).collect();
        for (concept, party) in
            Concept::ALL.into_iter().flat_map(|concept| (0..plain.parties).map(move |party| (concept, party)))
        {
            let [certain, strict, mild] = [Reading::Certain, Reading::A, Reading::D]
                .map(|reading| stable_states(&doubtful, rule(concept, reading), party));
            let nash = stable_states(&doubtful, rule(Concept::Nash, Reading::A), party);
            for world in &worlds {
                let stable = stable_states(world, concept.into(), party);
                for state in 0..plain.states {
                    assert!(stable[state] || !certain[state], "model {seed} {concept:?} {party} {state}");
                    assert!(!stable[state] || mild[state], "model {seed} {concept:?} {party} {state}");
                    stays += usize::from(certain[state]);
                    leaves += usize::from(!mild[state]);
                    more_than_nash +=
                        usize::from(certain[state] && !nash[state] && concept == Concept::Sequential);
                    misled += usize::from(strict[state] && !stable[state]);
                }
            }
        }
    }
    assert!(
        stays > budget::cases(10_000)
            && leaves > budget::cases(10_000)
            && more_than_nash > budget::cases(1_000),
        "{stays} {leaves} {more_than_nash}"
    );
    assert!(misled > 0, "reading A is never wrong about what is certain: then ours is needless");
}

/// Where nothing is unknown it is the plain concept.
#[test]
fn without_doubt_certainty_is_the_concept_itself() {
    for seed in 0..500 {
        let plain = option_form(&mut Dice::new(seed), SURE);
        let conflict = plain.conflict();
        for concept in Concept::ALL {
            for party in 0..plain.parties {
                let certain = stable_states(&conflict, rule(concept, Reading::Certain), party);
                let plainly = stable_states(&conflict, concept.into(), party);
                assert_eq!(certain, plainly, "model {seed} {concept:?} {party}");
            }
        }
    }
}
