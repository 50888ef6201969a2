//! The verifier accepts every explanation and rejects every mutated one.

use crate::oracle;

use detente_conflict::{
    explanation::{Because, Explanation, Verdict, explain, verify},
    stability::{Concept, Force, Reading, Rule, Step, stable_states},
};
use oracle::models::{Dice, Taste, graph_form, option_form};

/// Changes that make any explanation false: each names what it did, or does not apply.
const MUTATIONS: [fn(&mut Explanation) -> bool; 9] = [
    drop_an_improvement,
    drop_an_answer,
    drop_the_last_step,
    let_the_party_answer_itself,
    make_a_step_twice,
    add_a_countermove,
    answer_nowhere,
    blame_a_way_out,
    turn_the_verdict,
];

fn deterred(explanation: &mut Explanation) -> Option<&mut Vec<detente_conflict::explanation::Deterred>> {
    match &mut explanation.verdict {
        Verdict::Stable(deterred) if !deterred.is_empty() => Some(deterred),
        _ => None,
    }
}

fn drop_an_improvement(explanation: &mut Explanation) -> bool {
    deterred(explanation).is_some_and(|deterred| deterred.pop().is_some())
}

fn drop_an_answer(explanation: &mut Explanation) -> bool {
    match &mut explanation.verdict {
        Verdict::Unstable { answers, .. } => answers.pop().is_some(),
        Verdict::Stable(_) => false,
    }
}

fn drop_the_last_step(explanation: &mut Explanation) -> bool {
    // A shortest answer ends at the first state that deters, so that nothing on the way does, unless the
    // way is one step long and nothing is left.
    deterred(explanation).is_some_and(|deterred| deterred[0].answer.pop().is_some())
}

fn let_the_party_answer_itself(explanation: &mut Explanation) -> bool {
    let party = explanation.party;
    deterred(explanation).is_some_and(|deterred| {
        deterred[0].answer[0].party = party;
        true
    })
}

fn make_a_step_twice(explanation: &mut Explanation) -> bool {
    deterred(explanation).is_some_and(|deterred| {
        let first = deterred[0].answer[0];
        deterred[0].answer.insert(0, first);
        true
    })
}

fn add_a_countermove(explanation: &mut Explanation) -> bool {
    deterred(explanation).is_some_and(|deterred| {
        let end = deterred[0].answer[deterred[0].answer.len() - 1].to;
        deterred[0].countermoves.push(end);
        true
    })
}

fn answer_nowhere(explanation: &mut Explanation) -> bool {
    deterred(explanation).is_some_and(|deterred| {
        deterred[0].answer.push(Step { party: usize::MAX, to: usize::MAX });
        true
    })
}

fn blame_a_way_out(explanation: &mut Explanation) -> bool {
    match &mut explanation.verdict {
        Verdict::Unstable { answers, .. } if !answers.is_empty() => {
            // Nobody can move to where he is.
            answers[0].because = Because::WayOut(answers[0].answer);
            true
        }
        _ => false,
    }
}

fn turn_the_verdict(explanation: &mut Explanation) -> bool {
    explanation.verdict = match &explanation.verdict {
        Verdict::Stable(_) => Verdict::Unstable { improvement: explanation.state, answers: Vec::new() },
        Verdict::Unstable { .. } => Verdict::Stable(Vec::new()),
    };
    true
}

#[test]
fn explanations_are_accepted_and_mutated_ones_rejected() {
    let (mut accepted, mut rejected) = (0, [0; MUTATIONS.len()]);
    for seed in 0..2000 {
        let mut dice = Dice::new(seed + 90_000);
        let taste = Taste { unknown: seed % 2 == 0, strength: seed % 3 == 0 };
        let plain = if seed % 4 == 0 { graph_form(&mut dice, taste) } else { option_form(&mut dice, taste) };
        let conflict = plain.conflict();
        for concept in Concept::ALL {
            let reading = Reading::ALL.get(dice.below(5)).copied().unwrap_or(Reading::Certain);
            let force = if dice.percent(30) { Force::Strong } else { Force::General };
            let rule = Rule { concept, reading, force };
            for party in 0..plain.parties {
                let stable = stable_states(&conflict, rule, party);
                for (state, &stable) in stable.iter().enumerate() {
                    let explanation = explain(&conflict, rule, party, state).expect("a state of the model");
                    assert_eq!(
                        matches!(explanation.verdict, Verdict::Stable(_)),
                        stable,
                        "model {seed} {rule:?}"
                    );
                    assert_eq!(verify(&conflict, &explanation), Ok(()), "model {seed} {explanation:?}");
                    accepted += 1;
                    for (mutation, count) in MUTATIONS.iter().zip(&mut rejected) {
                        let mut mutated = explanation.clone();
                        if mutation(&mut mutated) {
                            assert!(verify(&conflict, &mutated).is_err(), "model {seed} {mutated:?}");
                            *count += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(accepted > 50_000, "{accepted}");
    assert!(rejected.iter().all(|&count| count > 1000), "{rejected:?}");
}

#[test]
fn what_is_not_there_has_no_explanation() {
    let plain = option_form(&mut Dice::new(3), Taste { unknown: false, strength: false });
    let conflict = plain.conflict();
    assert!(explain(&conflict, Concept::Nash.into(), plain.parties, 0).is_none());
    assert!(explain(&conflict, Concept::Nash.into(), 0, plain.states).is_none());
}
