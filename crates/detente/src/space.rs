//! What a frontier is asked of: packages by name and what they are worth, from a case or from a scenario of
//! the field's formats.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use detente_agreement::{Negotiation, frontier::Tables};
use detente_scenario::{Opened, Reading, Scenario};

use crate::{failure::Failure, load, output};

/// Packages by name, and what they are worth.
pub(crate) struct Space {
    /// What the packages are of.
    pub(crate) title: String,
    /// The parties, in the order of the tables.
    pub(crate) parties: Vec<String>,
    /// The issues with their options, in the order of the tables.
    pub(crate) issues: Vec<(String, Vec<String>)>,
    /// What every option adds to every party's utility, floors and rules.
    pub(crate) tables: Tables,
    /// What a number means: which scale, which reading.
    pub(crate) scale: String,
}

impl Space {
    /// A case at central values.
    pub(crate) fn of_negotiation(
        title: &str,
        negotiation: &Negotiation,
        short: impl Fn(usize) -> String,
    ) -> Result<Self, Failure> {
        let (tables, parties) = Tables::from_negotiation(negotiation).map_err(unfit)?;
        let options = |issue: &detente_agreement::Issue| {
            let options = issue.options.iter().map(|option| option.id.to_string());
            (issue.id.to_string(), options.collect())
        };
        Ok(Self {
            title: title.to_owned(),
            parties: parties.into_iter().map(short).collect(),
            issues: negotiation.issues().iter().map(options).collect(),
            tables,
            scale: "points of each party's own 0 to 100 scale, every number halfway in its interval"
                .to_owned(),
        })
    }

    /// A scenario all of whose parties are additive.
    pub(crate) fn of_scenario(scenario: &Scenario, reading: Reading) -> Result<Self, Failure> {
        let additive = scenario.additive(reading).map_err(|error| Failure::Usage(error.to_string()))?;
        let mut points = Vec::new();
        for (profile, table) in scenario.parties.iter().zip(&additive.parties) {
            let mut party = table.contributions.clone();
            if let Some(first) = party.first_mut() {
                first.iter_mut().for_each(|value| *value += table.constant);
            }
            let most: f64 = party.iter().filter_map(|options| options.iter().copied().reduce(f64::max)).sum();
            if table.cap.is_some_and(|cap| most > cap + 1e-9) {
                let name = &profile.name;
                let why = "exceeds 1 and is clipped there, so that it is not additive";
                return Err(Failure::Usage(format!("the utility of {name} {why}")));
            }
            points.push(party);
        }
        let floors: Vec<_> =
            (0..scenario.parties.len()).map(|party| scenario.reservation(reading, party)).collect();
        let floors: Vec<_> =
            floors.into_iter().map(|floor| floor.filter(|floor| floor.is_finite())).collect();
        let options = |issue: &detente_scenario::Issue| {
            let count = issue.count().unwrap_or(0);
            let texts = (0..usize::try_from(count).unwrap_or(0))
                .map(|option| issue.text(detente_scenario::Choice::Option(option)).unwrap_or_default());
            (issue.name.clone(), texts.collect())
        };
        Ok(Self {
            title: scenario.name.clone(),
            parties: scenario.parties.iter().map(|profile| profile.name.clone()).collect(),
            issues: scenario.issues.iter().map(options).collect(),
            tables: Tables::from_points(&points, &floors).map_err(unfit)?,
            scale: match reading {
                Reading::Format => "utilities as the format defines them".to_owned(),
                Reading::Raw => "utilities as NegMAS 0.16 reads the file".to_owned(),
            },
        })
    }

    /// `issue = option` for every issue.
    pub(crate) fn terms(&self, package: &[u8]) -> Vec<String> {
        let term = |((issue, options), &option): (&(String, Vec<String>), &u8)| {
            let option = options.get(usize::from(option)).map_or("?", String::as_str);
            format!("{issue} = {option}")
        };
        self.issues.iter().zip(package).map(term).collect()
    }
}

#[expect(clippy::needless_pass_by_value, reason = "taken by map_err")]
fn unfit(error: detente_agreement::frontier::Unfit) -> Failure {
    Failure::Usage(error.to_string())
}

/// Whether a path names a case rather than a scenario of another format.
pub(crate) fn is_case(path: &Path) -> bool {
    path.join("case.toml").is_file() || path.extension().is_some_and(|end| end == "toml") || !path.exists()
}

/// The texts of a scenario's folder, or the one file, by name.
pub(crate) fn texts(path: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let mut paths: Vec<PathBuf> = Vec::new();
    if path.is_dir() {
        for entry in fs::read_dir(path).map_err(|cause| Failure::at("read", path, cause))? {
            paths.push(entry.map_err(|cause| Failure::at("read", path, cause))?.path());
        }
    } else {
        paths.push(path.to_owned());
    }
    let known = |path: &PathBuf| {
        let end = path.extension().and_then(|end| end.to_str()).unwrap_or_default();
        ["xml", "json", "yml", "yaml", "csv"].contains(&end)
    };
    let mut texts = BTreeMap::new();
    for path in paths.into_iter().filter(known) {
        let name = path.file_name().map(|name| name.display().to_string()).unwrap_or_default();
        texts.insert(name, load::read_text(&path)?);
    }
    if texts.is_empty() {
        let missing = path.display();
        let formats = "Genius XML, GeniusWeb JSON, NegMAS YAML or an issue matrix in CSV";
        return Err(Failure::Usage(format!("`{missing}` holds neither a case.toml nor files of {formats}")));
    }
    Ok(texts)
}

/// Reads a scenario in whichever format its files have. Prints its problems; fails when it has errors.
pub(crate) fn scenario(texts: &BTreeMap<String, String>) -> Result<Scenario, Failure> {
    let ends = |end: &str| texts.keys().any(|name| name.ends_with(end));
    let opened: Opened = match texts.iter().find(|(name, _)| name.ends_with(".csv")) {
        _ if ends(".xml") => detente_scenario::read_genius(texts),
        _ if ends(".json") => detente_scenario::read_geniusweb(texts),
        _ if ends(".yml") || ends(".yaml") => detente_scenario::read_negmas(texts),
        Some((name, text)) => detente_scenario::read_csv(name, text),
        None => Opened { scenario: None, diagnostics: Vec::new() },
    };
    if opened.has_errors() || opened.scenario.is_none() {
        let lines: Vec<_> = opened.diagnostics.iter().map(ToString::to_string).collect();
        output::complain(&lines.join("\n"));
        return Err(Failure::Case);
    }
    opened.scenario.ok_or(Failure::Case)
}
