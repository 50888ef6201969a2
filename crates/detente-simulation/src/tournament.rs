//! Many negotiations: every way to seat strategies at every table, in one order, so that any part of them can be run
//! anywhere.
//!
//! Run `n` of a tournament is a function of the tournament and `n` alone. A block is a range of runs; blocks put
//! together in any order give the same rows as all runs at once.

mod columns;
mod standing;

use std::ops::Range;

use sha2::{Digest, Sha256};

pub use columns::{COLUMNS, Column};
pub use standing::{Mean, Standing, standings};

use crate::{
    domain::{Domain, Package},
    protocol::{Ended, Outcome, Protocol, Rules, TakeOrLeave},
    run::negotiate,
    strategy::Kind,
};

/// What is negotiated, by whom, by which rules.
#[derive(Clone, Debug)]
pub struct Tournament {
    /// Where they negotiate.
    pub scenarios: Vec<Scenario>,
    /// Who negotiates: at every table every strategy sits in every seat against every combination of the others.
    pub strategies: Vec<Kind>,
    /// By which rules.
    pub rules: Vec<Rules>,
    /// How often each is repeated, with other dice: those that choose among equals as well.
    pub repetitions: u32,
    /// What all dice are made from.
    pub seed: u64,
}

/// A scenario of a tournament.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its name.
    pub name: String,
    /// The names of the parties, in the order of the domain.
    pub parties: Vec<String>,
    /// What everything is worth to them.
    pub domain: Domain,
    /// The most that all gain together, each from 0 at no agreement to 1 at its best.
    pub most_welfare: f64,
    /// The largest product of these gains.
    pub most_nash: f64,
}

impl Scenario {
    /// A scenario, with what can be reached at best.
    #[must_use]
    pub fn new(name: String, parties: Vec<String>, domain: Domain) -> Self {
        let (mut welfare, mut nash) = (0.0_f64, 0.0_f64);
        for package in 0..domain.packages() {
            let gains = TakeOrLeave.gains(&domain, &Outcome::agreed(package));
            if gains.iter().all(|gain| *gain >= 0.0) {
                welfare = welfare.max(gains.iter().sum());
                nash = nash.max(gains.iter().product());
            }
        }
        Self { name, parties, domain, most_welfare: welfare, most_nash: nash }
    }
}

/// One party's part in one run. Columns are documented in [`COLUMNS`].
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The run.
    pub run: u64,
    /// The scenario, by place.
    pub scenario: usize,
    /// The rules, by place.
    pub rules: usize,
    /// The repetition, from 0.
    pub repetition: u32,
    /// The party's seat.
    pub seat: usize,
    /// Its strategy.
    pub strategy: Kind,
    /// The strategies of all, in the order of the seats.
    pub table: Vec<Kind>,
    /// How it ended.
    pub ended: Ended,
    /// What was agreed.
    pub agreement: Option<Package>,
    /// How many rounds it took.
    pub rounds: u32,
    /// How many offers were made by all.
    pub offers: u32,
    /// What it is worth to the party.
    pub worth: f64,
    /// What no agreement would have been worth at that moment.
    pub reservation: f64,
    /// What it gains over no agreement, as [`Protocol::gains`] counts it.
    pub gain: f64,
    /// What all gain together, as a part of the most they can.
    pub welfare: f64,
    /// The product of all gains, as a part of the largest.
    pub nash: f64,
}

/// Where a run stands in the order of a tournament.
struct Place<'t> {
    scenario: usize,
    rules: usize,
    repetition: u32,
    table: Vec<Kind>,
    at: &'t Scenario,
}

impl Tournament {
    /// How many runs there are; the largest number if there are more.
    #[must_use]
    pub fn runs(&self) -> u64 {
        let of = |scenario: &Scenario| self.tables(scenario);
        let tables = self.scenarios.iter().map(of).fold(0, u64::saturating_add);
        tables.saturating_mul(self.rules.len() as u64).saturating_mul(u64::from(self.repetitions))
    }

    /// In how many ways the strategies can be seated.
    fn tables(&self, scenario: &Scenario) -> u64 {
        let seats = u32::try_from(scenario.domain.sides().len()).unwrap_or(u32::MAX);
        (self.strategies.len() as u64).checked_pow(seats).unwrap_or(u64::MAX)
    }

    /// Scenario by scenario, rules by rules, repetition by repetition, and seat by seat, the last the fastest.
    fn place(&self, run: u64) -> Option<Place<'_>> {
        let mut left = run;
        for (scenario, at) in self.scenarios.iter().enumerate() {
            let tables = self.tables(at);
            let repeated = tables.saturating_mul(u64::from(self.repetitions));
            let all = repeated.saturating_mul(self.rules.len() as u64);
            if left >= all {
                left -= all;
                continue;
            }
            let rules = usize::try_from(left / repeated).ok()?;
            let repetition = u32::try_from(left % repeated / tables).ok()?;
            let mut number = left % tables;
            let strategies = self.strategies.len() as u64;
            let mut table = vec![Kind::Random; at.domain.sides().len()];
            for seat in table.iter_mut().rev() {
                *seat = self.strategies[usize::try_from(number % strategies).ok()?];
                number /= strategies;
            }
            return Some(Place { scenario, rules, repetition, table, at });
        }
        None
    }

    /// Runs some of the runs, one row a party, in order. Runs that are not there give no rows.
    #[must_use]
    pub fn run_block(&self, runs: Range<u64>) -> Vec<Row> {
        runs.filter_map(|run| Some((run, self.place(run)?)))
            .flat_map(|(run, place)| self.rows(run, place))
            .collect()
    }

    fn rows(&self, run: u64, place: Place<'_>) -> Vec<Row> {
        let Place { scenario, rules, repetition, table, at } = place;
        let (domain, played) = (&at.domain, self.rules[rules]);
        let outcome = negotiate(domain, played, &table, self.seed, run, &mut |_| {});
        let worths = played.worths(domain, &outcome);
        let (no_deals, gains) = (played.no_deals(domain, &outcome), played.gains(domain, &outcome));
        let part = |of: f64, most: f64| if most > 0.0 { of / most } else { 0.0 };
        let welfare = part(gains.iter().sum(), at.most_welfare);
        let nash = part(gains.iter().product(), at.most_nash);
        let row = |seat: usize| Row {
            run,
            scenario,
            rules,
            repetition,
            seat,
            strategy: table[seat],
            table: table.clone(),
            ended: outcome.ended,
            agreement: outcome.agreement,
            rounds: outcome.rounds,
            offers: outcome.offers,
            worth: worths[seat],
            reservation: no_deals[seat],
            gain: gains[seat],
            welfare,
            nash,
        };
        (0..table.len()).map(row).collect()
    }

    /// A name for the tournament that changes with anything its rows depend on: the SHA-256 of every worth,
    /// strategy, rule, count and seed, and of the engine's version.
    #[must_use]
    pub fn hash(&self) -> String {
        let mut hash = Sha256::new();
        let mut put = |text: &str| {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text.as_bytes());
        };
        put(env!("CARGO_PKG_VERSION"));
        put(&format!("{} {}", self.seed, self.repetitions));
        self.strategies.iter().for_each(|kind| put(kind.name()));
        self.rules.iter().for_each(|rules| put(&rules.to_string()));
        for scenario in &self.scenarios {
            put(&scenario.name);
            scenario.parties.iter().for_each(|party| put(party));
            put(&format!("{:?}", scenario.domain.sizes()));
            for side in scenario.domain.sides() {
                let worths = (0..scenario.domain.packages()).map(|package| side.worth(package));
                let bits: String = worths
                    .chain([side.reservation()])
                    .map(|worth| format!("{:016x}", worth.to_bits()))
                    .collect();
                put(&bits);
                put(&format!("{:?}", side.discount()));
            }
        }
        detente_case::hex(hash.finalize())
    }
}
