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
        rules: vec![Rules::StackedOffers { rounds, discount: 1.0 }, Rules::TakeOrLeave],
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
                rules: vec![Rules::StackedOffers { rounds, discount: 1.0 }],
                repetitions: 1,
                seed: 9,
            };
            let standings = standings(&strategies, &tournament.run_block(0..tournament.runs()));
            let (first, patient) =
                (&standings[0], standings.iter().find(|one| one.strategy == Kind::Patient).unwrap());
            println!(
                "{parties} parties, {rounds} rounds: first {} {:.3} ± {:.3}, patient {:.3}",
                first.strategy, first.gain.mean, first.gain.within, patient.gain.mean
            );
            assert!(patient.gain.mean >= first.gain.mean - first.gain.within, "{parties} {rounds}");
        }
    }
}
