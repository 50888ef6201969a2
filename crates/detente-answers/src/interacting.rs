//! Scenarios in which issues interact: packages by name, and what their combinations are worth.

use detente_agreement::frontier::{Bound, Interacting, Limits, Listed, Point, Refusal, Term, Values};
use detente_scenario::{Choice, PartyInteractions, Reading, Scenario};

use crate::{
    space::{MOST_COMPARED, ROUNDING, undominated, unfit, whole_parts},
    stop::Stop,
};

/// Packages by name, and what they are worth where an option's worth depends on other issues.
pub struct InteractingSpace {
    /// What the packages are of.
    pub title: String,
    /// The parties, in the order of the values.
    pub parties: Vec<String>,
    /// The issues with their options.
    pub issues: Vec<(String, Vec<String>)>,
    /// What a number means: which reading.
    pub scale: String,
    /// The parties' values, exact or to 10^-12.
    pub values: Interacting,
    /// By party, by how many parts utilities that are equal may differ, because they are rounded.
    rounding: Vec<i64>,
    parts_of_a_point: Vec<i64>,
    floors: Vec<Option<i64>>,
}

impl InteractingSpace {
    /// A scenario some of whose parties judge several issues at once; on request with what no deal is worth left
    /// aside.
    pub fn of_scenario(scenario: &Scenario, reading: Reading, floors_aside: bool) -> Result<Self, Stop> {
        let mut parties = scenario.interactions(reading).map_err(|error| Stop::Refused(error.to_string()))?;
        if floors_aside {
            for party in &mut parties {
                party.reservation = None;
            }
        }
        let options = |issue: &detente_scenario::Issue| {
            let count = issue.count().and_then(|count| usize::try_from(count).ok()).unwrap_or(0);
            let text = |option| issue.text(Choice::Option(option)).unwrap_or_default();
            (issue.name.clone(), (0..count).map(text).collect::<Vec<_>>())
        };
        let issues: Vec<_> = scenario.issues.iter().map(options).collect();
        let rounding = |party: &PartyInteractions| {
            if party.rounded { whole_parts(ROUNDING, party.parts_of_a_point) } else { 0 }
        };
        Ok(Self {
            title: scenario.name.clone(),
            parties: scenario.parties.iter().map(|profile| profile.name.clone()).collect(),
            rounding: parties.iter().map(rounding).collect(),
            parts_of_a_point: parties.iter().map(|party| party.parts_of_a_point).collect(),
            floors: parties.iter().map(|party| party.reservation).collect(),
            values: Interacting::new(
                issues.iter().map(|(_, options)| options.len()).collect(),
                parties.into_iter().map(values).collect(),
            )
            .map_err(unfit)?,
            issues,
            scale: match reading {
                Reading::Format => "utilities as the format defines them".to_owned(),
                Reading::Raw => "utilities as NegMAS 0.16 reads the file".to_owned(),
            },
        })
    }

    /// The efficient packages; of those that differ only by rounding, the first.
    pub fn frontier(&self, limits: Limits) -> Result<Listed, Refusal> {
        let mut listed = self.values.frontier(limits)?;
        let points = &mut listed.frontier.points;
        if self.rounding.iter().any(|&within| within > 0) && points.len() <= MOST_COMPARED {
            *points = undominated(std::mem::take(points), &self.rounding);
        }
        Ok(listed)
    }

    /// What no deal is worth to each party.
    #[expect(clippy::cast_precision_loss, reason = "display only")]
    #[must_use]
    pub fn floors(&self) -> Vec<Option<f64>> {
        let floors = self.floors.iter().zip(&self.parts_of_a_point);
        floors.map(|(floor, &parts)| floor.map(|floor| floor as f64 / parts as f64)).collect()
    }

    /// What a package is worth, by party.
    #[expect(clippy::cast_precision_loss, reason = "display only")]
    #[must_use]
    pub fn values(&self, point: &Point) -> Vec<f64> {
        let value = |(&utility, &parts): (&i64, &i64)| utility as f64 / parts as f64;
        point.utilities.iter().zip(&self.parts_of_a_point).map(value).collect()
    }
}

fn values(party: PartyInteractions) -> Values {
    Values {
        constant: party.constant,
        added: party.contributions,
        terms: party.terms.into_iter().map(term).collect(),
        cap: party.cap,
        floor: party.reservation,
        parts_of_a_point: party.parts_of_a_point,
    }
}

fn term(of: detente_scenario::Term) -> Term {
    use detente_scenario::Term as Said;
    let each = |terms: Vec<Said>| terms.into_iter().map(term).collect();
    match of {
        Said::Constant(worth) => Term::Constant(worth),
        Said::Reward { worth, bounds } => {
            let bound = |(issue, options)| Bound { issue, options };
            Term::Reward { worth, bounds: bounds.into_iter().map(bound).collect() }
        }
        Said::Sum(terms) => Term::Sum(each(terms)),
        Said::Least(terms) => Term::Least(each(terms)),
        Said::Greatest(terms) => Term::Greatest(each(terms)),
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests read scenarios kept beside the checkout")]
mod tests {
    //! The field's own non-linear scenarios: every frontier of `reference_nonlinear.json`, and the approximate
    //! ones that Genius ships beside the profiles.

    use std::{fs, path::Path};

    use serde_json::Value;

    use super::*;
    use detente_scenario::Format;

    /// The texts of a scenario's folder, by name.
    fn texts(folder: &Path) -> std::collections::BTreeMap<String, String> {
        let entries = fs::read_dir(folder).expect("the scenario is there").flatten();
        let text = |path: std::path::PathBuf| {
            let name = path.file_name()?.display().to_string();
            Format::of([name.as_str()])?;
            Some((name, fs::read_to_string(path).expect("a text")))
        };
        entries.filter_map(|entry| text(entry.path())).collect()
    }

    fn numbers(value: &Value) -> Vec<f64> {
        value.as_array().map_or(Vec::new(), |values| values.iter().filter_map(Value::as_f64).collect())
    }

    /// `utility, utility` by line.
    fn shipped(text: &str) -> Vec<Vec<f64>> {
        let line = |line: &str| line.split(',').map(|number| number.trim().parse().ok()).collect();
        text.lines().filter_map(line).filter(|point: &Vec<f64>| !point.is_empty()).collect()
    }

    #[test]
    #[ignore = "needs reference data kept beside the checkout: ../shared/reference/negotiation"]
    fn frontiers_agree_with_the_reference_and_reach_those_shipped() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference/negotiation");
        let text =
            fs::read_to_string(folder.join("reference_nonlinear.json")).expect("the reference is there");
        let reference: Value = serde_json::from_str(&text).expect("the reference is JSON");
        let mut compared = Vec::new();
        for entry in reference["scenarios"].as_array().expect("a list of scenarios") {
            let path = entry["path"].as_str().expect("a path");
            if !folder.join(path).is_dir() {
                continue;
            }
            let mut texts = texts(&folder.join(path));
            let known = texts.remove("pareto.xml").expect("Genius ships a frontier");
            let scenario = Format::of(texts.keys().map(String::as_str))
                .and_then(|format| format.read(&texts).scenario)
                .expect("the scenario can be read");
            // The reference leaves aside what no deal is worth.
            let space =
                InteractingSpace::of_scenario(&scenario, Reading::Format, true).expect("it can be lowered");
            let listed = space.frontier(Limits::default()).expect("it can be listed");
            let ours: Vec<_> = listed.frontier.points.iter().map(|point| space.values(point)).collect();
            for package in entry["sample_outcomes"].as_array().expect("packages") {
                assert_eq!(package.as_array().map(Vec::len), Some(space.issues.len()), "{path}");
            }
            for (party, profile) in entry["profiles"].as_array().expect("profiles").iter().enumerate() {
                for (package, sample) in entry["sample_outcomes"]
                    .as_array()
                    .expect("packages")
                    .iter()
                    .zip(numbers(&profile["samples"]))
                {
                    let option = |option: &Value| u16::try_from(option.as_u64()?).ok();
                    let package: Vec<u16> =
                        package.as_array().expect("options").iter().filter_map(option).collect();
                    let utilities = space.values.utilities(&package).expect("it fits");
                    let own = space.values(&Point { utilities, package })[party];
                    assert!((own - sample).abs() < 1e-9, "{path} {party}: {own} is not {sample}");
                }
            }
            if let Some(expected) = entry["exact"]["frontier"].as_array() {
                let mut expected: Vec<_> = expected.iter().map(numbers).collect();
                expected.sort_by(|one, other| other[0].total_cmp(&one[0]));
                assert_eq!(ours.len(), expected.len(), "{path}");
                for (own, other) in ours.iter().flatten().zip(expected.iter().flatten()) {
                    assert!((own - other).abs() < 1e-9, "{path}: {ours:?} is not {expected:?}");
                }
            }
            let points = shipped(&known);
            assert!(!points.is_empty(), "{path}: nothing is shipped");
            for point in points {
                // Genius writes single precision.
                let reached =
                    |own: &Vec<f64>| own.iter().zip(&point).all(|(own, other)| own > &(other - 1e-7));
                assert!(ours.iter().any(reached), "{path}: {point:?} is beyond {ours:?}");
            }
            compared.push(path.to_owned());
        }
        assert!(compared.len() >= 4, "{compared:?}");
    }
}
