//! A plan of many negotiations, as a file says it.

use std::path::{Path, PathBuf};

use detente_answers::answer::Remark;
use detente_outcomes::Space;
use detente_simulation::{
    protocol::{Clock, NoRules, Rules},
    strategy::Kind,
    tournament::{Scenario, Tournament},
};
use serde::Deserialize;

use crate::{
    commands::opened::Reading,
    failure::Failure,
    load,
    scenario_files::{self, Read},
};

/// The keys of a plan file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct PlanFile {
    /// Folders of scenarios, from the folder of the plan.
    pub(crate) scenarios: Vec<PathBuf>,
    /// How numbers of scenarios are taken: `format`, `unclipped` or `raw`.
    #[serde(default = "format")]
    pub(crate) reading: String,
    /// Strategies by name.
    pub(crate) strategies: Vec<String>,
    /// Protocols by name.
    #[serde(default = "stacked")]
    pub(crate) protocols: Vec<String>,
    /// How many rounds stacked offers have, one plan a number.
    #[serde(default = "hundred")]
    pub(crate) rounds: Vec<u32>,
    /// What is left of a worth at the end, one plan a number.
    #[serde(default = "none")]
    pub(crate) discounts: Vec<f64>,
    /// How often each run is repeated with other dice.
    #[serde(default = "once")]
    pub(crate) repetitions: u32,
    /// What all dice are made from.
    #[serde(default = "first")]
    pub(crate) seed: u64,
}

fn format() -> String {
    "format".to_owned()
}
fn stacked() -> Vec<String> {
    vec!["stacked-offers".to_owned()]
}
fn hundred() -> Vec<u32> {
    vec![100]
}
fn none() -> Vec<f64> {
    vec![1.0]
}
fn once() -> u32 {
    1
}
fn first() -> u64 {
    1
}

impl PlanFile {
    /// Reads a plan; what cannot be meant is refused with its place in the file.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let text = load::read_text(path)?;
        let plan: Self = toml::from_str(&text).map_err(|error| {
            Failure::usage(format!("{}: {}", path.display(), error.to_string().trim_end()))
        })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        Ok(Self { scenarios: plan.scenarios.iter().map(|scenario| folder.join(scenario)).collect(), ..plan })
    }

    /// The tournament that is meant, and what readers say of its scenarios' files.
    pub(crate) fn tournament(&self) -> Result<(Tournament, Vec<Remark>), Failure> {
        let refuse = |what: &str| Err(Failure::usage(what.to_owned()));
        if self.scenarios.is_empty() || self.strategies.is_empty() || self.repetitions == 0 {
            return refuse("a plan needs at least one scenario, one strategy and one repetition");
        }
        let rules = self.rules()?;
        if rules.is_empty() {
            return refuse(
                "a plan needs at least one protocol, and stacked offers at least one number of rounds",
            );
        }
        let reading = reading(&self.reading)?;
        let (mut scenarios, mut remarks) = (Vec::new(), Vec::new());
        for folder in &self.scenarios {
            let (scenario, said) = scenario(folder, reading)?;
            scenarios.push(scenario);
            remarks.extend(said);
        }
        let tournament = Tournament {
            scenarios,
            strategies: strategies(&self.strategies)?,
            rules,
            repetitions: self.repetitions,
            seed: self.seed,
        };
        Ok((tournament, remarks))
    }

    /// The protocols, those that ask for a clock once by each.
    fn rules(&self) -> Result<Vec<Rules>, Failure> {
        let mut rules = Vec::new();
        for name in &self.protocols {
            let usual = Rules::named(name, Clock::default()).map_err(refused)?;
            if !usual.asks_for_clock() {
                rules.push(usual);
                continue;
            }
            for rounds in &self.rounds {
                for discount in &self.discounts {
                    let clock = Clock { rounds: *rounds, discount: *discount };
                    rules.push(Rules::named(name, clock).map_err(refused)?);
                }
            }
        }
        Ok(rules)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "what `map_err` hands over")]
fn refused(error: NoRules) -> Failure {
    Failure::usage(error.to_string())
}

/// Strategies by name.
pub(crate) fn strategies(names: &[String]) -> Result<Vec<Kind>, Failure> {
    let parsed = names.iter().map(|name| name.parse::<Kind>());
    parsed.collect::<Result<_, _>>().map_err(|error| Failure::usage(error.to_string()))
}

fn reading(name: &str) -> Result<Reading, Failure> {
    Reading::named(name).ok_or_else(|| {
        Failure::usage(format!("there is no reading `{name}`"))
            .with_help("there are format, unclipped and raw")
    })
}

/// A scenario of a folder, listed, and what its reader says of the files.
fn scenario(folder: &Path, reading: Reading) -> Result<(Scenario, Vec<Remark>), Failure> {
    if scenario_files::is_case(folder) {
        let folder = folder.display();
        return Err(Failure::usage(format!(
            "{folder} is a case, and a plan needs scenarios: `detente simulate {folder}` plays one negotiation \
             about a case"
        )));
    }
    let texts = scenario_files::texts(folder)?;
    let unclipped = reading == Reading::Unclipped;
    let Read { scenario, remarks } = scenario_files::scenario(&texts)?;
    let listed = Space::listed(&scenario, reading.into(), unclipped).map_err(Failure::unsuitable)?;
    Ok((Scenario::new(listed.title, listed.parties, listed.worth), remarks))
}
