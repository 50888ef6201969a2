//! What holds under one concept holds under another, wherever the definitions say so.

use crate::budget;
use crate::oracle;

use detente_conflict::{
    Conflict,
    stability::{
        Claim, CoalitionConcept, Coalitions, Concept, Credible, Force, Reading, Rule, coalitions,
        stable_states,
    },
};
use oracle::models::{Dice, Plain, Taste, graph_form, option_form};

/// The first holds only where the second does.
const NARROWER: [(Concept, Concept); 8] = [
    (Concept::Nash, Concept::Sequential),
    (Concept::Nash, Concept::SymmetricMetarational),
    (Concept::Nash, Concept::SymmetricSequential),
    (Concept::Sequential, Concept::GeneralMetarational),
    (Concept::SymmetricMetarational, Concept::GeneralMetarational),
    (Concept::SymmetricSequential, Concept::Sequential),
    (Concept::SymmetricSequential, Concept::SymmetricMetarational),
    (Concept::SymmetricSequential, Concept::GeneralMetarational),
];

const INDIVIDUALS: CoalitionConcept = CoalitionConcept::Sequential(Credible::Individuals);
const COALITIONS: CoalitionConcept = CoalitionConcept::Sequential(Credible::Coalitions);

/// Steps of single parties are improvements of coalitions of one, so that coalitions answer with no less.
const NARROWER_TOGETHER: [(CoalitionConcept, CoalitionConcept); 6] = [
    (INDIVIDUALS, COALITIONS),
    (CoalitionConcept::Nash, INDIVIDUALS),
    (CoalitionConcept::Nash, COALITIONS),
    (CoalitionConcept::Nash, CoalitionConcept::SymmetricMetarational),
    (CoalitionConcept::SymmetricMetarational, CoalitionConcept::GeneralMetarational),
    (INDIVIDUALS, CoalitionConcept::GeneralMetarational),
];

fn models(count: u64, taste: Taste) -> impl Iterator<Item = (u64, Plain)> {
    (0..count).map(move |seed| {
        let mut dice = Dice::new(seed + 100_000);
        let graph = seed.is_multiple_of(3);
        (seed, if graph { graph_form(&mut dice, taste) } else { option_form(&mut dice, taste) })
    })
}

fn within(narrow: &[bool], wide: &[bool]) -> bool {
    narrow.iter().zip(wide).all(|(narrow, wide)| !narrow || *wide)
}

/// How often each second is wider than its first; never is it not as wide.
fn compare(conflict: &Conflict, pairs: &[(Rule, Rule)], wider: &mut [usize], seed: u64) {
    for (place, &(narrow, wide)) in pairs.iter().enumerate() {
        for party in 0..conflict.parties() {
            let verdicts = [narrow, wide].map(|rule| stable_states(conflict, rule, party));
            assert!(within(&verdicts[0], &verdicts[1]), "model {seed}, party {party}: {narrow:?}, {wide:?}");
            wider[place] += usize::from(verdicts[0] != verdicts[1]);
        }
    }
}

#[test]
fn concepts_include_each_other() {
    let pairs = NARROWER.map(|(narrow, wide)| (narrow.into(), wide.into()));
    let mut wider = [0; NARROWER.len()];
    for (seed, plain) in models(budget::cases(2000), Taste { unknown: false, strength: false }) {
        compare(&plain.conflict(), &pairs, &mut wider, seed);
    }
    assert!(wider.iter().all(|&times| times > budget::cases(50)), "{wider:?}");
}

/// In every reading by itself; and who leaves for more, or is deterred by less, is stable in fewer states.
#[test]
fn readings_include_each_other() {
    let rule = |concept, reading| Rule { concept, reading, force: Force::General };
    let concepts = Reading::ALL
        .into_iter()
        .flat_map(|reading| NARROWER.map(|(narrow, wide)| (rule(narrow, reading), rule(wide, reading))));
    let orders = [
        (Reading::A, Reading::B),
        (Reading::A, Reading::C),
        (Reading::B, Reading::D),
        (Reading::C, Reading::D),
    ];
    let readings = Concept::ALL
        .into_iter()
        .flat_map(|concept| orders.map(|(narrow, wide)| (rule(concept, narrow), rule(concept, wide))));
    let pairs: Vec<(Rule, Rule)> = concepts.chain(readings).collect();
    let mut wider = vec![0; pairs.len()];
    for (seed, plain) in models(500, Taste { unknown: true, strength: false }) {
        compare(&plain.conflict(), &pairs, &mut wider, seed);
    }
    assert!(wider.iter().filter(|&&times| times > 5).count() > pairs.len() * 3 / 4, "{wider:?}");
}

#[test]
fn strong_answers_are_answers() {
    let rule = |concept, force| Rule { concept, reading: Reading::A, force };
    let strong = NARROWER.map(|(narrow, wide)| (rule(narrow, Force::Strong), rule(wide, Force::Strong)));
    let general = Concept::ALL.map(|concept| (rule(concept, Force::Strong), rule(concept, Force::General)));
    let pairs: Vec<(Rule, Rule)> = strong.into_iter().chain(general).collect();
    let mut wider = vec![0; pairs.len()];
    for (seed, plain) in models(1000, Taste { unknown: false, strength: true }) {
        compare(&plain.conflict(), &pairs, &mut wider, seed);
    }
    // Nothing deters under Nash, strongly or not.
    let nash = strong.len();
    let apart = wider.iter().enumerate().filter(|(place, _)| *place != nash);
    assert!(wider[nash] == 0 && apart.clone().all(|(_, &times)| times > 10), "{wider:?}");
}

#[test]
fn concepts_for_coalitions_include_each_other() {
    let mut wider = [0; NARROWER_TOGETHER.len()];
    let tastes = [false, true].map(|unknown| Taste { unknown, strength: false });
    for (seed, plain) in tastes.into_iter().flat_map(|taste| models(budget::cases(400), taste)) {
        let engine = Coalitions::of(&plain.conflict(), Claim::Certain).expect("few parties");
        for coalition in coalitions(&(0..plain.parties).collect::<Vec<_>>()).expect("few parties") {
            for (place, (narrow, wide)) in NARROWER_TOGETHER.into_iter().enumerate() {
                let verdicts = [narrow, wide].map(|concept| engine.stable_states(concept, &coalition));
                assert!(
                    within(&verdicts[0], &verdicts[1]),
                    "model {seed}, {coalition:?}: {narrow:?}, {wide:?}"
                );
                wider[place] += usize::from(verdicts[0] != verdicts[1]);
            }
        }
    }
    assert!(wider.iter().all(|&times| times > budget::cases(50)), "{wider:?}");
}

/// The last mover of one coalition can be the first of the next. Where every party's moves are transitive its two
/// moves are one, so that a legal sequence leads to the same end; elsewhere none need do.
#[test]
fn answers_of_coalitions_are_answers_where_moves_are_transitive() {
    let mut beyond = 0;
    // What is met on the way is rare: a fifth of the models would not meet it.
    for (seed, plain) in models(1500, Taste { unknown: false, strength: false }) {
        let engine = Coalitions::of(&plain.conflict(), Claim::Certain).expect("few parties");
        for coalition in coalitions(&(0..plain.parties).collect::<Vec<_>>()).expect("few parties") {
            let verdicts = [COALITIONS, CoalitionConcept::GeneralMetarational]
                .map(|concept| engine.stable_states(concept, &coalition));
            let included = within(&verdicts[0], &verdicts[1]);
            assert!(included || plain.courses.is_none(), "model {seed}, {coalition:?}");
            beyond += usize::from(!included);
        }
    }
    assert!(beyond > 0, "the reason why transitive moves are asked for");
}
