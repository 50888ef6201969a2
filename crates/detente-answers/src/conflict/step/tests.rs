//! The parts of a gain add up to it, in every step between every two states of the catalogue's cases.

use std::path::Path;

use detente_case::View;

use super::*;
use crate::answers::stability::setup::Choice;
use detente_agreement::Plan;

fn asked(name: &str) -> Question {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(name);
    let text = std::fs::read_to_string(folder.join("case.toml")).expect("the catalogue has the case");
    let files = detente_case::CaseFiles::new("case.toml", text.as_bytes(), std::collections::BTreeMap::new());
    let whole = detente_case::read(&files).case;
    Question::about(files, whole, View::default(), None, Plan { draws: 4, seed: 1 }, "case.toml")
}

#[test]
fn the_parts_of_a_gain_add_up_to_it() {
    let mut compared = 0;
    for case in ["london-2025", "camp-david-1978", "two-party-sale"] {
        let question = asked(case);
        let Ok(setup) = Setup::of(&question, &Choice::default()) else { continue };
        let states = setup.conflict.states();
        for player in 0..setup.derivation.players.len() {
            for from in (0..states).step_by(1 + states / 40) {
                for to in setup.conflict.graph().moves(player, from) {
                    let step = ArguedStep::of(&question, &setup, from, &Step { party: player, to });
                    let parts: Option<f64> = step.made_of.iter().map(|amount| amount.points).sum();
                    let (Some(gains), Some(parts)) = (step.gains, parts) else { continue };
                    assert!((gains - parts).abs() < 1e-6, "{case}: {}: {gains} is not {parts}", step.short());
                    let expected =
                        detente_case::Quantity::from_millionths(setup.gain(player, to, from)).to_f64();
                    assert!((gains - expected).abs() < 1e-6, "{case}: {}", step.short());
                    assert!(step.courses.iter().all(|course| course.reference.line > 0));
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 100, "only {compared} moves were looked at");
}
