//! Small cases whose models are told by hand.

use std::collections::BTreeMap;

use detente_agreement::{Negotiation, Reading};
use detente_case::{Case, CaseFiles};

use super::*;
use crate::conflict::concepts::CLASSIC;

/// Two parties, one issue, a package worth 60 to each over no deal at `no_deal`, and what `more` says.
fn case(no_deal: [i32; 2], more: &str) -> Case {
    let [one, two] = no_deal;
    let text = format!(
        r#"
[case]
title = "Two"
as_of = 2025-01-01
instrument = {{ class = "treaty", consent = ["a", "b"], basis = "assumed", owner = "x", expires = 2026-01-01 }}
[parties.a]
name = "A"
short = "A"
role = "belligerent"
[parties.b]
name = "B"
short = "B"
role = "belligerent"
[issues.one]
name = "One"
options = [{{ id = "yes", name = "yes" }}, {{ id = "no", name = "no" }}]
[[stances]]
party = "a"
issue = "one"
values = {{ yes = 60, no = 0 }}
basis = "assumed"
owner = "x"
expires = 2026-01-01
[[stances]]
party = "b"
issue = "one"
values = {{ yes = 60, no = 0 }}
basis = "assumed"
owner = "x"
expires = 2026-01-01
[[no_deal]]
party = "a"
value = {one}
basis = "assumed"
owner = "x"
expires = 2026-01-01
[[no_deal]]
party = "b"
value = {two}
basis = "assumed"
owner = "x"
expires = 2026-01-01
{more}
"#
    );
    let reading = detente_case::read(&CaseFiles::new("case.toml", text.as_bytes(), BTreeMap::new()));
    let errors: Vec<_> = reading
        .diagnostics
        .iter()
        .filter(|one| one.severity == detente_case::Severity::Error)
        .map(|one| format!("{one:?}"))
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    reading.case
}

/// A lever of `a` on `b`.
fn lever(status: &str, effect: &str) -> String {
    format!(
        r#"
[levers.press]
name = "pressure"
owner = "a"
target = "b"
kind = "pressure"
status = [{{ is = "{status}" }}]
moves_no_deal = {{ {effect} }}
cost = {{ a = 1 }}
basis = "assumed"
effects_owner = "x"
effects_expires = 2026-01-01
"#
    )
}

/// The model with the best package on the table, and its verdicts.
fn model(case: &Case) -> (Derivation, Verdicts) {
    let negotiation = Negotiation::from_case(case);
    let best = negotiation.best(Reading::Central).or_else(|| negotiation.on_the_table());
    let package = best.map(|best| best.package);
    let derivation = Derivation::of(case, &negotiation, package.as_ref()).expect("a model");
    let conflict = derivation.conflict(&derivation.numbers).expect("a conflict");
    let verdicts = Verdicts::of(&conflict, &derivation.choices);
    (derivation, verdicts)
}

#[test]
fn an_agreement_from_which_both_gain_holds_and_nothing_else_does() {
    let (derivation, verdicts) = model(&case([40, 50], ""));
    assert_eq!(derivation.codes, [0b00, 0b01, 0b10, 0b11]);
    let agreement = derivation.agreement().expect("both can consent");
    assert_eq!(derivation.codes[agreement], 0b11);
    let equilibria: Vec<_> = (0..4).filter(|&state| verdicts.all(state).nash).collect();
    assert_eq!(equilibria, [agreement]);
}

#[test]
fn who_loses_by_an_agreement_leaves_it() {
    let (derivation, verdicts) = model(&case([40, 70], ""));
    let agreement = derivation.agreement().expect("both can consent");
    assert_eq!([0, 1].map(|player| verdicts.stable(player, agreement).seq), [true, false]);
    assert!(verdicts.all(derivation.state(0b01).expect("a would sign alone")).nash);
}

/// B loses 10 by the package and 30 by pressure that costs A 1: what was 70 without a deal becomes 40.
#[test]
fn pressure_that_works_keeps_an_agreement_and_pressure_ended_does_not() {
    let (derivation, verdicts) = model(&case([40, 70], &lever("threatened", "b = -30")));
    let ids: Vec<_> = derivation.courses.iter().map(|course| course.id.as_str()).collect();
    assert_eq!(ids, ["consent-a", "press", "consent-b"]);
    let pressed = derivation.state(0b111).expect("an agreement under pressure");
    assert!(verdicts.stable(1, pressed).nash, "leaving would make 40 of B's 60");
    assert!(!verdicts.stable(0, pressed).nash, "A saves the cost by ending it");
    assert!(verdicts.all(pressed).seq, "but then B leaves, and A's gain of 20 is gone");
    let free = derivation.agreement().expect("both can consent");
    assert!(!verdicts.all(free).seq, "using pressure after B has left pays A nothing: no credible answer");
    assert!(verdicts.all(free).gmr, "yet B may fear it");
}

#[test]
fn a_lever_in_use_is_taken_today_and_ending_it_takes_its_effect_away() {
    let (derivation, _) = model(&case([40, 40], &lever("in-use", "b = -30")));
    assert_eq!(derivation.codes[derivation.today], 0b010);
    assert_eq!(derivation.numbers.worth(1, 0b000), 30_000_000);
    assert_eq!(derivation.numbers.worth(0, 0b000), 1_000_000, "what it costs is saved");
    assert_eq!(derivation.numbers.worth(1, 0b010), 0);
    assert_eq!(derivation.numbers.worth(1, 0b111), 20_000_000);
}

#[test]
fn a_red_line_crossed_is_worse_than_anything_without_agreement() {
    let line = r#"
[[stances]]
party = "b"
issue = "one"
red_line = ["yes", "no"]
basis = "assumed"
owner = "x"
expires = 2026-01-01
"#;
    let (derivation, verdicts) = model(&case([0, 0], &(lever("threatened", "b = -100") + line)));
    assert!(derivation.numbers.crossed(1));
    let agreements: Vec<u64> =
        derivation.codes.iter().copied().filter(|&code| derivation.numbers.is_agreement(code)).collect();
    for &code in derivation.codes.iter().filter(|code| !agreements.contains(code)) {
        assert!(
            agreements
                .iter()
                .all(|&worse| { derivation.numbers.worth(1, worse) < derivation.numbers.worth(1, code) })
        );
    }
    for &code in &agreements {
        let state = derivation.state(code).expect("a state");
        assert!(!verdicts.stable(1, state).any());
    }
}

#[test]
fn exact_numbers_are_the_same_in_every_draw() {
    let case = case([40, 70], &lever("threatened", "b = -30"));
    let negotiation = Negotiation::from_case(&case);
    let package = negotiation.on_the_table().map(|best| best.package);
    let derivation = Derivation::of(&case, &negotiation, package.as_ref()).expect("a model");
    let plan = Plan { draws: 3, seed: 7 };
    for numbers in derivation.in_draws(&case, &negotiation, package.as_ref(), plan) {
        for &code in &derivation.codes {
            for party in [0, 1] {
                assert_eq!(numbers.worth(party, code), derivation.numbers.worth(party, code));
            }
        }
    }
}

/// Arrays and the definitions agree about every state of the catalogue's case.
#[test]
fn the_fast_verdicts_are_those_of_the_definitions() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../cases/london-2025/case.toml");
    let text = std::fs::read(path).expect("the catalogue has the case");
    let case = detente_case::read(&CaseFiles::new("case.toml", &text, BTreeMap::new())).case;
    let (derivation, verdicts) = model(&case);
    let conflict = derivation.conflict(&derivation.numbers).expect("a conflict");
    for (place, concept) in CLASSIC.into_iter().enumerate() {
        for player in 0..derivation.players.len() {
            let slow = detente_conflict::stability::stable_states(&conflict, concept.into(), player);
            for (state, stable) in slow.into_iter().enumerate() {
                assert_eq!(
                    verdicts.stable(player, state).array()[place],
                    stable,
                    "{concept:?} {player} {state}"
                );
            }
        }
    }
}

/// What is certain holds in every draw: each preference, who stays, and who leaves.
#[test]
fn what_is_certain_holds_in_every_draw() {
    use detente_conflict::{
        preference::Relation,
        stability::{Force, Reading as Doubt, Rule, stable_states},
    };
    for name in ["london-2025", "peace-simulator", "camp-david-1978", "two-party-sale"] {
        let path = format!("{}/../../cases/{name}/case.toml", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read(path).expect("the catalogue has the case");
        let case = detente_case::read(&CaseFiles::new("case.toml", &text, BTreeMap::new())).case;
        let negotiation = Negotiation::from_case(&case);
        let package = negotiation.on_the_table().map(|best| best.package);
        let derivation = Derivation::of(&case, &negotiation, package.as_ref()).expect("a model");
        let certain = derivation.certain(&case, &negotiation, package.as_ref()).expect("a conflict");
        let states = derivation.codes.len().min(200);
        let players = 0..derivation.players.len();
        let verdict = |reading: Doubt, place: usize, player: usize| {
            stable_states(&certain, Rule { concept: CLASSIC[place], reading, force: Force::General }, player)
        };
        let stays: Vec<Vec<Vec<bool>>> = players
            .clone()
            .map(|player| (0..3).map(|place| verdict(Doubt::A, place, player)).collect())
            .collect();
        let may_stay: Vec<Vec<Vec<bool>>> = players
            .clone()
            .map(|player| (0..4).map(|place| verdict(Doubt::D, place, player)).collect())
            .collect();
        let plan = Plan { draws: 12, seed: 7 };
        for numbers in derivation.in_draws(&case, &negotiation, package.as_ref(), plan) {
            let drawn = derivation.conflict(&numbers).expect("a conflict");
            let found = Verdicts::of(&drawn, &derivation.choices);
            for player in players.clone() {
                for (one, other) in (0..states).flat_map(|one| (0..one).map(move |other| (one, other))) {
                    let sure = certain.compare(player, one, other);
                    let in_draw = drawn.compare(player, one, other);
                    assert!(
                        sure == Relation::Unknown || sure == in_draw,
                        "{name} {player} {one} {other}: {sure:?} {in_draw:?}"
                    );
                }
                for state in 0..states {
                    for place in 0..4 {
                        let stable = found.stable(player, state).array()[place];
                        assert!(
                            place == 3 || !stays[player][place][state] || stable,
                            "{name} {player} {state}"
                        );
                        assert!(may_stay[player][place][state] || !stable, "{name} {player} {state}");
                    }
                }
            }
        }
    }
}

/// The table that states a model gives the model back.
#[test]
fn a_stated_model_is_the_derived_one() {
    for name in ["london-2025", "camp-david-1978", "two-party-sale"] {
        let path = format!("{}/../../cases/{name}/case.toml", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("the catalogue has the case");
        let read =
            |text: &str| detente_case::read(&CaseFiles::new("case.toml", text.as_bytes(), BTreeMap::new()));
        let case = read(&text).case;
        let negotiation = Negotiation::from_case(&case);
        let package = negotiation.on_the_table().map(|best| best.package);
        let derivation = Derivation::of(&case, &negotiation, package.as_ref()).expect("a model");
        let stated = derivation.stated(&case, &negotiation);
        let again = read(&format!("{text}\n{}", stated.toml)).case;
        assert_eq!(again.conflict.courses.len(), derivation.courses.len(), "{name}");
        assert_eq!(again.conflict.infeasible.len(), derivation.infeasible.len(), "{name}");
        for (course, (id, said)) in derivation.courses.iter().zip(&again.conflict.courses) {
            assert_eq!((course.id.as_str(), course.today), (id.as_str(), said.today), "{name}");
        }
        for (player, preference) in again.conflict.preferences.iter().enumerate() {
            let detente_case::StateOrder::Ranking(entries) = &preference.order else {
                unreachable!("{name}: a ranking")
            };
            let ranks = derivation.order_of_first_member(player);
            let listed: Vec<Vec<u64>> = entries
                .iter()
                .map(|states| {
                    let code = |state: &detente_case::State| {
                        let taken = derivation.courses.iter().enumerate();
                        let taken =
                            taken.filter(|(_, course)| state.iter().any(|id| id.as_str() == course.id));
                        taken.fold(0, |code, (place, _)| code | 1 << place)
                    };
                    states.iter().map(code).collect()
                })
                .collect();
            let mut best = ranks.clone();
            best.sort_unstable_by(|one, other| other.cmp(one));
            best.dedup();
            for (states, rank) in listed.iter().zip(best) {
                let own = ranks.iter().zip(&derivation.codes).filter(|(own, _)| **own == rank);
                assert_eq!(*states, own.map(|(_, code)| *code).collect::<Vec<_>>(), "{name} {player}");
            }
        }
    }
}
