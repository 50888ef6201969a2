//! Tournaments: any blocks in any order are all runs, and who does well on scenarios that are made here.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_macros,
    reason = "a test fails by panicking and says what it did"
)]

use detente_simulation::{
    Dice,
    domain::{Additive, Domain},
    protocol::Rules,
    strategy::Kind,
    tournament::{Row, Scenario, Tournament, standings},
};

/// A scenario made from a seed: parties that want the opposite of each other more often than not.
fn made(parties: usize, seed: u64) -> Scenario {
    let mut dice = Dice::new(seed, 0, 7);
    let issues = 2 + dice.below(4);
    let sizes: Vec<usize> = (0..issues).map(|_| 2 + dice.below(5)).collect();
    let real = |number: usize| f64::from(u32::try_from(number).unwrap());
    let at_place = |place: usize, dice: &mut Dice| {
        let opposed = place % 2 == 1 && dice.chance(0.6);
        let issue = |size: usize, dice: &mut Dice| -> Vec<f64> {
            let weight = 0.2 + dice.fraction();
            let along = |option: usize| real(if opposed { size - 1 - option } else { option });
            (0..size).map(|option| weight * (along(option) + dice.fraction() / 2.0)).collect()
        };
        let contributions: Vec<Vec<f64>> = sizes.iter().map(|size| issue(*size, dice)).collect();
        let ends = |end: fn(f64, f64) -> f64| -> f64 {
            contributions.iter().map(|options| options.iter().copied().reduce(end).unwrap()).sum()
        };
        let (worst, best) = (ends(f64::min), ends(f64::max));
        let reservation = worst + (best - worst) * dice.fraction() / 2.0;
        Additive { contributions, constant: 0.0, cap: None, reservation }
    };
    let tables: Vec<_> = (0..parties).map(|place| at_place(place, &mut dice)).collect();
    let names = (0..parties).map(|place| format!("party {place}")).collect();
    Scenario::new(format!("made from {seed}"), names, Domain::additive(sizes, &tables).unwrap())
}

fn tournament(strategies: &[Kind], rounds: u32) -> Tournament {
    Tournament {
        scenarios: (0..6).map(|seed| made(2 + usize::from(seed % 3 == 2), seed)).collect(),
        strategies: strategies.to_vec(),
        rules: vec![Rules::StackedOffers { rounds, discount: None }, Rules::TakeOrLeave],
        repetitions: 2,
        seed: 4,
    }
}

#[test]
fn blocks_in_any_order_are_all_runs() {
    let tournament = tournament(&[Kind::Boulware, Kind::Random, Kind::Micro], 30);
    let runs = tournament.runs();
    let whole = tournament.run_block(0..runs);
    // A row a seat: two or three of them, for 9 or 27 ways to sit at each of six tables, by two rules, twice.
    assert_eq!((runs, whole.len()), ((4 * 9 + 2 * 27) * 4, (4 * 9 * 2 + 2 * 27 * 3) * 4));
    for blocks in [2, 3, 7] {
        let mut parts: Vec<Vec<Row>> = (0..blocks)
            .rev()
            .map(|block| tournament.run_block(runs * block / blocks..runs * (block + 1) / blocks))
            .collect();
        parts.reverse();
        assert_eq!(parts.concat(), whole);
    }
    assert!(tournament.run_block(runs..runs + 5).is_empty());
    let hash = tournament.hash();
    let changed = |change: fn(&mut Tournament)| {
        let mut other = tournament.clone();
        change(&mut other);
        other.hash()
    };
    assert_eq!(changed(|_| {}), hash);
    assert_ne!(changed(|other| other.seed += 1), hash);
    assert_ne!(changed(|other| other.repetitions += 1), hash);
    assert_ne!(changed(|other| other.strategies.reverse()), hash);
    assert_ne!(changed(|other| other.rules.truncate(1)), hash);
    assert_ne!(changed(|other| other.scenarios.swap(0, 1)), hash);
}

/// What is played again under the same conditions is one piece of evidence, not many.
#[test]
fn copies_narrow_no_interval() {
    let strategies = [Kind::Boulware, Kind::Conceder, Kind::TitForTat];
    let within = |repetitions: u32, rounds: &[u32]| {
        let rules = rounds.iter().map(|rounds| Rules::StackedOffers { rounds: *rounds, discount: None });
        let tournament = Tournament { repetitions, rules: rules.collect(), ..tournament(&strategies, 30) };
        let standings = standings(&strategies, &tournament.run_block(0..tournament.runs()));
        let gains = standings.into_iter().map(|standing| (standing.strategy, standing.gain));
        gains.collect::<std::collections::BTreeMap<_, _>>()
    };
    let once = within(1, &[30]);
    for other in [within(20, &[30]), within(1, &[30; 7])] {
        for (strategy, gain) in &other {
            let (one, many) = (once[strategy].within.unwrap(), gain.within.unwrap());
            assert!((gain.mean - once[strategy].mean).abs() < 1e-9, "{strategy}");
            assert!(one > 0.0 && (many - one).abs() < 1e-9, "{strategy}: {one} {many}");
        }
    }
    // One table says nothing of other tables, however often it is played.
    let alone = Tournament {
        scenarios: vec![made(2, 1)],
        strategies: vec![Kind::Random],
        repetitions: 9,
        ..tournament(&[], 30)
    };
    assert_eq!(standings(&alone.strategies, &alone.run_block(0..alone.runs()))[0].gain.within, None);
}

/// The order in which a file lists options changes nothing but chance: with hundreds of equal packages, any order of the
/// options gives the same shares of agreements and the same gains, to within their errors (seed 4, fixed).
#[test]
fn the_order_of_options_changes_no_distribution() {
    // The first issue matters to both and in opposite ways, the others to the second party only.
    let party = |first: [f64; 6], other: f64| Additive {
        contributions: std::iter::once(first.to_vec())
            .chain((0..3).map(|_| (0..4).map(|option| other * f64::from(option)).collect()))
            .collect(),
        reservation: 0.0,
        ..Additive::default()
    };
    let parties = [party([5.0, 4.0, 3.0, 2.0, 1.0, 0.0], 0.0), party([0.0, 1.0, 2.0, 3.0, 4.0, 5.0], 1.0)];
    let shuffled = |order: u64| {
        let mut dice = Dice::new(order, 0, 3);
        let mut orders: Vec<Vec<usize>> = [6, 4, 4, 4].map(|size| (0..size).collect()).to_vec();
        for issue in orders.iter_mut().filter(|_| order > 0) {
            for last in (1..issue.len()).rev() {
                issue.swap(last, dice.below(last + 1));
            }
        }
        let of = |party: &Additive| Additive {
            contributions: party
                .contributions
                .iter()
                .zip(&orders)
                .map(|(options, order)| order.iter().map(|option| options[*option]).collect())
                .collect(),
            ..party.clone()
        };
        let domain = Domain::additive(vec![6, 4, 4, 4], &parties.each_ref().map(of)).unwrap();
        Scenario::new("equals".to_owned(), vec!["one".to_owned(), "other".to_owned()], domain)
    };
    let strategies =
        [Kind::Boulware, Kind::Linear, Kind::Micro, Kind::Frequency, Kind::Patient, Kind::TitForTat];
    let repetitions = 60;
    let played = |order: u64| {
        let tournament = Tournament {
            scenarios: vec![shuffled(order)],
            strategies: strategies.to_vec(),
            rules: vec![Rules::StackedOffers { rounds: 12, discount: None }],
            repetitions,
            seed: 4,
        };
        let rows = tournament.run_block(0..tournament.runs());
        let mut tables: std::collections::BTreeMap<Vec<Kind>, Vec<[f64; 2]>> =
            std::collections::BTreeMap::new();
        for two in rows.chunks(2) {
            tables.entry(two[0].table.clone()).or_default().push([two[0].gain, two[1].gain]);
        }
        tables
    };
    let first = played(0);
    let mut varied = 0;
    for order in 1..5 {
        for (table, gains) in played(order) {
            for seat in 0..2 {
                let of = |gains: &[[f64; 2]]| {
                    let count = f64::from(repetitions);
                    let mean = gains.iter().map(|gain| gain[seat]).sum::<f64>() / count;
                    let squares =
                        gains.iter().map(|gain| (gain[seat] - mean) * (gain[seat] - mean)).sum::<f64>();
                    (mean, squares / (count - 1.0) / count)
                };
                let ((one, error), (other, other_error)) = (of(&first[&table]), of(&gains));
                varied += u32::from(error > 0.0);
                // 36 tables, two seats, four orders: five standard errors happen once in ten thousand such tests.
                let within = 5.0 * (error + other_error).sqrt() + 0.02;
                assert!(
                    (one - other).abs() <= within,
                    "order {order} {table:?} {seat}: {one} {other} {within}"
                );
            }
        }
    }
    assert!(varied > 0, "chance chooses among equals");
}

/// Nobody gains more than its best, and shares stay shares.
#[test]
fn gains_are_parts_of_what_there_is() {
    let tournament = tournament(&Kind::ALL, 20);
    for row in tournament.run_block(0..tournament.runs()) {
        assert!(row.gain <= 1.0 + 1e-12 && row.welfare <= 1.0 + 1e-12 && row.nash <= 1.0 + 1e-12, "{row:?}");
        assert!(row.gain >= 0.0 || row.table.contains(&Kind::Mirroring), "{row:?}");
        assert!(row.agreement.is_some() || (row.gain == 0.0 && row.welfare == 0.0), "{row:?}");
    }
}

/// On scenarios it was not made for, short talks and long, of two and of three, nobody gains more by more than chance.
#[test]
fn the_patient_are_never_far_behind() {
    for (parties, scenarios) in [(2, 40), (3, 6)] {
        for rounds in [20, 100] {
            let strategies: Vec<_> = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Mirroring).collect();
            let tournament = Tournament {
                scenarios: (0..scenarios).map(|seed| made(parties, 70_000 + seed)).collect(),
                strategies: strategies.clone(),
                rules: vec![Rules::StackedOffers { rounds, discount: None }],
                repetitions: 1,
                seed: 9,
            };
            let standings = standings(&strategies, &tournament.run_block(0..tournament.runs()));
            let (first, patient) =
                (&standings[0], standings.iter().find(|one| one.strategy == Kind::Patient).unwrap());
            println!(
                "{parties} parties, {rounds} rounds: first {} {:.3} ± {:.3}, patient {:.3}",
                first.strategy,
                first.gain.mean,
                first.gain.within.unwrap(),
                patient.gain.mean
            );
            assert!(patient.gain.mean >= first.gain.mean - first.gain.within.unwrap(), "{parties} {rounds}");
        }
    }
}
