//! Negotiations, to be timed from outside: `beside_negmas.py` does so, beside NegMAS on the same folders.
//!
//! `cargo bench -p detente --bench rounds -- rounds FOLDER ROUNDS STRATEGY STRATEGY RUNS` plays one pairing
//! and prints how many rounds that took; `-- tournament ROUNDS REPETITIONS FOLDER…` plays Boulware, conceder, linear
//! and MiCRO in all seats and prints how many negotiations. Both load the Genius files each time they are called.

#![allow(
    clippy::doc_markdown,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a bench reads files and prints"
)]

#[path = "../tests/scenarios/mod.rs"]
mod scenarios;

use std::{fs, path::Path};

use detente_scenario::Reading;
use detente_simulation::{
    domain::Domain,
    protocol::Rules,
    run::negotiate,
    strategy::Kind,
    tournament::{Scenario, Tournament, standings},
};

/// The domain of a folder of Genius files: its first two profiles by name.
fn opened(place: &Path) -> (Vec<String>, Domain) {
    let mut files: Vec<String> = fs::read_dir(place)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "xml"))
        .collect();
    files.sort();
    let is_profile =
        |name: &&String| !fs::read_to_string(place.join(name)).unwrap().contains("<negotiation_template");
    let parties: Vec<String> = files
        .iter()
        .filter(is_profile)
        .take(2)
        .map(|name| name.trim_end_matches(".xml").to_owned())
        .collect();
    let domain = scenarios::domain(place, &files, &parties, Reading::Raw);
    (parties, domain)
}

fn main() {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["rounds", folder, rounds, one, other, runs] => {
            let (_, domain) = opened(Path::new(folder));
            let rules = Rules::StackedOffers { rounds: rounds.parse().unwrap(), discount: None };
            let strategies: [Kind; 2] = [one.parse().unwrap(), other.parse().unwrap()];
            let runs: u64 = runs.parse().unwrap();
            let played =
                (0..runs).map(|run| negotiate(&domain, rules, &strategies, 1, run, &mut |_| {}).rounds);
            println!("{}", played.map(u64::from).sum::<u64>());
        }
        ["tournament", rounds, repetitions, folders @ ..] => {
            let scenario = |folder: &&str| {
                let (parties, domain) = opened(Path::new(folder));
                Scenario::new((*folder).to_owned(), parties, domain)
            };
            let tournament = Tournament {
                scenarios: folders.iter().map(scenario).collect(),
                strategies: vec![Kind::Boulware, Kind::Conceder, Kind::Linear, Kind::Micro],
                rules: vec![Rules::StackedOffers { rounds: rounds.parse().unwrap(), discount: None }],
                repetitions: repetitions.parse().unwrap(),
                seed: 1,
            };
            let rows = tournament.run_block(0..tournament.runs());
            println!("{} {:?}", tournament.runs(), standings(&tournament.strategies, &rows)[0].strategy);
        }
        _ => println!("nothing to do: see the head of this file"),
    }
}
