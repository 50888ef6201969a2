//! A plan of many negotiations, as a file says it.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use detente_answers::{answer::Remark, provenance::hash_of_texts};
use detente_outcomes::Space;
use detente_simulation::{
    protocol::{Clock, NoRules, Rules},
    strategy::Kind,
    tournament::{Scenario, Tournament},
};
use serde::Deserialize;

use crate::{commands::opened::Reading, failure::Failure, load, place, plan_entry::Entry, scenario_files};

/// The most kinds of rules of a plan: protocols, each with every number of rounds and every discount.
const MOST_RULES: usize = 10_000;

/// The keys of a plan file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct PlanFile {
    /// Scenarios: folders, or tables that choose files of one, from the folder of the plan.
    pub(crate) scenarios: Vec<Entry>,
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
    /// What is left of a worth at the end, one plan a number, for all parties in the place of what their files say;
    /// absent where that holds.
    pub(crate) discounts: Option<Vec<f64>>,
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
        let scenarios = plan.scenarios.iter().map(|scenario| scenario.clone().within(folder)).collect();
        Ok(Self { scenarios, file: Some(Written { path: path.to_owned(), text }), ..plan })
    }

    /// The place of a word in the file; nothing where the plan was typed.
    fn place(&self, word: &str) -> Option<String> {
        self.file.as_ref().map(|file| place::of_word(&file.path, &file.text, word))
    }

    /// The tournament that is meant, and what its scenarios were read from.
    pub(crate) fn tournament(&self) -> Result<Planned, Failure> {
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
        self.refuse_twice()?;
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
        let mut listed = Vec::new();
        for entry in &self.scenarios {
            listed.push(scenario(entry, reading)?);
        }
        apart(&mut listed)?;
        let (mut scenarios, mut remarks, mut texts) = (Vec::new(), Vec::new(), BTreeMap::new());
        for one in listed {
            let typed = one.typed;
            remarks.extend(one.remarks);
            texts.extend(one.texts.into_iter().map(|(name, text)| (format!("{typed}/{name}"), text)));
            scenarios.push(one.scenario);
        }
        let tournament = Tournament {
            scenarios,
            strategies: kinds,
            rules,
            repetitions: self.repetitions,
            seed: self.seed,
        };
        Ok(Planned { tournament, remarks, texts })
    }

    /// What is named twice would be played twice, and count twice.
    fn refuse_twice(&self) -> Result<(), Failure> {
        let rounds: Vec<String> = self.rounds.iter().map(ToString::to_string).collect();
        let discounts = self.discounts.iter().flatten().map(ToString::to_string).collect();
        for (key, names) in [
            ("strategies", &self.strategies),
            ("protocols", &self.protocols),
            ("rounds", &rounds),
            ("discounts", &discounts),
        ] {
            let mut seen = BTreeSet::new();
            if let Some(name) = names.iter().find(|name| !seen.insert(*name)) {
                let refused =
                    Failure::usage(format!("`{key}` names {name} twice, which would count it twice"));
                return Err(refused.in_file(self.place(key)).with_help("name each once"));
            }
        }
        Ok(())
    }

    /// The protocols, those that ask for a clock once by each.
    fn rules(&self) -> Result<Vec<Rules>, Failure> {
        let discounts: Vec<Option<f64>> = self
            .discounts
            .as_ref()
            .map_or_else(|| vec![None], |parts| parts.iter().copied().map(Some).collect());
        let all = self.protocols.len().saturating_mul(self.rounds.len()).saturating_mul(discounts.len());
        if all > MOST_RULES {
            let refused = format!(
                "{} protocols, {} numbers of rounds and {} discounts make {all} kinds of rules, and a plan takes \
                 {MOST_RULES}",
                self.protocols.len(),
                self.rounds.len(),
                discounts.len()
            );
            return Err(Failure::usage(refused).with_help("write several plans"));
        }
        let mut rules = Vec::new();
        for name in &self.protocols {
            let refused = |error| refused(error).in_file(self.place(name));
            let usual = Rules::named(name, Clock::default()).map_err(refused)?;
            if !usual.asks_for_clock() {
                rules.push(usual);
                continue;
            }
            for rounds in &self.rounds {
                for discount in &discounts {
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

/// A tournament, and what its scenarios were read from.
pub(crate) struct Planned {
    pub(crate) tournament: Tournament,
    /// What readers say of the scenarios' files.
    pub(crate) remarks: Vec<Remark>,
    /// The texts of the scenarios, by what was typed to name them and by file.
    pub(crate) texts: BTreeMap<String, String>,
}

/// A scenario that was read and listed.
struct Listed {
    scenario: Scenario,
    remarks: Vec<Remark>,
    texts: BTreeMap<String, String>,
    typed: String,
    folder: String,
}

/// A scenario of a plan, listed.
fn scenario(entry: &Entry, reading: Reading) -> Result<Listed, Failure> {
    let path = &entry.path;
    if !load::is_there(path)? {
        return Err(Failure::usage(format!("`{}` does not exist", path.display())));
    }
    if scenario_files::is_case(path) {
        let folder = path.display();
        return Err(Failure::usage(format!(
            "{folder} is a case, and a plan needs scenarios: `detente simulate {folder}` plays one negotiation \
             about a case"
        )));
    }
    let mut read = scenario_files::read(path, &entry.files)?;
    entry.discounts.known(read.scenario.parties.iter().map(|party| party.name.as_str()))?;
    entry.discounts.apply(&mut read.scenario);
    let listed = Space::listed(&read.scenario, reading.into(), reading == Reading::Unclipped)
        .map_err(Failure::unsuitable)?;
    let folder = if path.is_dir() { Some(path.as_path()) } else { path.parent() };
    let folder = folder.and_then(Path::file_name).map_or_else(String::new, |name| name.display().to_string());
    Ok(Listed {
        scenario: Scenario::new(listed.title, listed.parties, listed.worth),
        remarks: read.remarks,
        texts: read.texts,
        typed: entry.files.typed(path),
        folder,
    })
}

/// Tells scenarios of one name apart by their folders and the hashes of their files, so that every row of results says
/// which it is of; refuses what is the same scenario twice.
fn apart(listed: &mut [Listed]) -> Result<(), Failure> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for one in listed.iter() {
        *count.entry(one.scenario.name.clone()).or_default() += 1;
    }
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    for one in listed {
        if count.get(&one.scenario.name).is_some_and(|count| *count > 1) {
            let hash: String = hash_of_texts(&one.texts).chars().take(8).collect();
            let parts = [one.folder.as_str(), hash.as_str()].into_iter().filter(|part| !part.is_empty());
            let parts = parts.collect::<Vec<_>>().join(", ");
            one.scenario.name = format!("{} ({parts})", one.scenario.name);
        }
        if let Some(other) = taken.insert(one.scenario.name.clone(), one.typed.clone()) {
            let refused = format!("{} and {other} are the same scenario, which would count twice", one.typed);
            return Err(Failure::usage(refused).with_help("name each scenario once"));
        }
    }
    Ok(())
}
