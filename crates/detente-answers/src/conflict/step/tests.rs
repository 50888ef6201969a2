//! The parts of a gain add up to it, in every step between every two states of the catalogue's cases.

use std::path::Path;

use detente_case::View;

use super::*;
use crate::{
    conflict::{derived::Choice, model::Conflict},
    question::Question,
};
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
        let Ok(conflict) = Conflict::derived_from(&question, &Choice::default()) else { continue };
        let listed = conflict.listed("a step").expect("few states");
        let derived = conflict.derived().expect("it is derived");
        let states = listed.all().len();
        for player in listed.players() {
            for from in (0..states).step_by(1 + states / 40) {
                for to in listed.game().graph().moves(player, from) {
                    let step = Step::of(listed, from, &Move { party: player, to });
                    let Size::Points { gains, made_of, .. } = &step.size else { unreachable!("numbers") };
                    let parts: Option<f64> = made_of.iter().map(|amount| amount.points).sum();
                    let (Some(gains), Some(parts)) = (*gains, parts) else { continue };
                    assert!((gains - parts).abs() < 1e-6, "{case}: {}: {gains} is not {parts}", step.short());
                    let expected =
                        detente_case::Quantity::from_millionths(derived.gain(player, to, from)).to_f64();
                    assert!((gains - expected).abs() < 1e-6, "{case}: {}", step.short());
                    assert!(
                        step.courses
                            .iter()
                            .all(|course| course.reference.as_ref().is_some_and(|said| said.line > 0))
                    );
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 100, "only {compared} moves were looked at");
}
