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
    place,
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
    /// Where it stands; nothing where it was typed.
    #[serde(skip)]
    pub(crate) file: Option<Written>,
}

/// The file of a plan.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    path: PathBuf,
    text: String,
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
        let text = place::text(path)?;
        let plan: Self = place::toml(path, &text, "a plan")?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let scenarios = plan.scenarios.iter().map(|scenario| folder.join(scenario)).collect();
        Ok(Self { scenarios, file: Some(Written { path: path.to_owned(), text }), ..plan })
    }

    /// The place of a word in the file; nothing where the plan was typed.
    fn place(&self, word: &str) -> Option<String> {
        self.file.as_ref().map(|file| place::of_word(&file.path, &file.text, word))
    }

    /// The tournament that is meant, and what readers say of its scenarios' files.
    pub(crate) fn tournament(&self) -> Result<(Tournament, Vec<Remark>), Failure> {
        let refuse = |key: &str, what: &str| Err(Failure::usage(what).in_file(self.place(key)));
        if self.scenarios.is_empty() {
            return refuse("scenarios", "a plan needs at least one scenario");
        }
        if self.strategies.is_empty() {
            return refuse("strategies", "a plan needs at least one strategy");
        }
        if self.repetitions == 0 {
            return refuse("repetitions", "a plan needs at least one repetition");
        }
        let rules = self.rules()?;
        if rules.is_empty() {
            let key = if self.protocols.is_empty() { "protocols" } else { "rounds" };
            let what = "a plan needs at least one protocol, and stacked offers at least one number of rounds";
            return refuse(key, what);
        }
        let reading = reading(&self.reading).map_err(|failure| failure.in_file(self.place(&self.reading)))?;
        let mut kinds = Vec::new();
        for name in &self.strategies {
            let kind = strategies(std::slice::from_ref(name));
            kinds.extend(kind.map_err(|failure| failure.in_file(self.place(name)))?);
        }
        let (mut scenarios, mut remarks) = (Vec::new(), Vec::new());
        for folder in &self.scenarios {
            let (scenario, said) = scenario(folder, reading)?;
            scenarios.push(scenario);
            remarks.extend(said);
        }
        let tournament = Tournament {
            scenarios,
            strategies: kinds,
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
            let refused = |error| refused(error).in_file(self.place(name));
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
