//! Tournaments on the field's scenarios: who does well there.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_macros,
    reason = "a test fails by panicking and says what it did"
)]

use crate::scenarios;

use std::path::Path;

use detente_scenario::Reading;
use detente_simulation::{
    protocol::Rules,
    strategy::Kind,
    tournament::{Scenario, Tournament, standings},
};
use serde_json::Value;

fn tournament(folder: &Path, strategies: &[Kind], rounds: u32) -> Tournament {
    let reference = scenarios::reference(folder);
    let two = |entry: &&Value| entry["party_order"].as_array().unwrap().len() == 2;
    let scenario = |entry: &Value| {
        let domain = scenarios::of_entry(folder, entry, Reading::Format);
        let parties =
            entry["party_order"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned());
        Scenario::new(entry["path"].as_str().unwrap().to_owned(), parties.collect(), domain)
    };
    Tournament {
        scenarios: reference["scenarios"].as_array().unwrap().iter().filter(two).map(scenario).collect(),
        strategies: strategies.to_vec(),
        rules: vec![Rules::StackedOffers { rounds, discount: None }, Rules::TakeOrLeave],
        repetitions: 2,
        seed: 4,
    }
}

/// Nobody gains more than its best, and shares stay shares.
#[test]
#[ignore = "needs reference data kept beside the checkout: ../shared/reference/negotiation"]
fn gains_are_parts_of_what_there_is() {
    let folder = scenarios::folder();
    let tournament = tournament(&folder, &Kind::ALL, 20);
    for row in tournament.run_block(0..tournament.runs()) {
        assert!(row.gain <= 1.0 + 1e-12 && row.welfare <= 1.0 + 1e-12 && row.nash <= 1.0 + 1e-12, "{row:?}");
        assert!(row.gain >= 0.0 || row.table.contains(&Kind::Mirroring), "{row:?}");
        assert!(row.agreement.is_some() || (row.gain == 0.0 && row.welfare == 0.0), "{row:?}");
    }
}

/// Our own strategy gains more than every other on the field's two-party scenarios.
#[test]
#[ignore = "needs reference data kept beside the checkout: ../shared/reference/negotiation"]
fn the_patient_come_out_first() {
    let folder = scenarios::folder();
    let strategies: Vec<_> = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Mirroring).collect();
    let mut tournament = tournament(&folder, &strategies, 100);
    tournament.rules.truncate(1);
    let rows = tournament.run_block(0..tournament.runs());
    let standings = standings(&strategies, &rows);
    for standing in &standings {
        println!(
            "{:14} gain {:.3} ± {:.3}  agreed {:.2}  welfare {:.3}  nash {:.3}  rounds {:.0}",
            standing.strategy.name(),
            standing.gain.mean,
            standing.gain.within.unwrap(),
            standing.agreed.mean,
            standing.welfare.mean,
            standing.nash.mean,
            standing.rounds.mean
        );
    }
    assert_eq!(standings[0].strategy, Kind::Patient);
}
