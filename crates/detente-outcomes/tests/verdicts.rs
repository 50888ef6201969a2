//! Whatever a table is converted to, and on from there: the same packages are acceptable to all.
//!
//! The oracle adds up exact fractions of its own, package by package, and shares no code with what it judges.

#![allow(clippy::disallowed_methods, reason = "a test that asks how long it may take")]

use std::collections::BTreeMap;

use detente_agreement::{Negotiation, Reading};
use detente_case::{CaseFiles, Severity, read};
use detente_scenario::{
    Format, Scenario,
    sheet::{self, Owner},
};
use proptest::prelude::*;

use detente_outcomes::to_case;

use super::budget;

/// A table as somebody types it: whole numbers of tenths, so that the oracle needs nothing but whole numbers.
#[derive(Clone, Debug)]
struct Typed {
    /// By issue and option and party, in tenths.
    points: Vec<Vec<Vec<i64>>>,
    /// By issue and party, in percent; absent where the table has no weights.
    weights: Option<Vec<Vec<i64>>>,
    /// By party, in thousandths of a point, so that weights in percent times tenths are whole.
    no_deal: Vec<i64>,
}

impl Typed {
    fn parties(&self) -> usize {
        self.no_deal.len()
    }

    fn packages(&self) -> Vec<Vec<usize>> {
        self.points.iter().fold(vec![Vec::new()], |packages, options| {
            let with = |package: &Vec<usize>| {
                let package = package.clone();
                (0..options.len()).map(move |option| [package.clone(), vec![option]].concat())
            };
            packages.iter().flat_map(with).collect()
        })
    }

    /// What a package is worth, in thousandths of a point.
    fn worth(&self, party: usize, package: &[usize]) -> i64 {
        let one = |(issue, &option): (usize, &usize)| {
            let weight = self.weights.as_ref().map_or(100, |weights| weights[issue][party]);
            self.points[issue][option][party] * weight
        };
        package.iter().enumerate().map(one).sum()
    }

    /// How many packages everybody accepts.
    fn acceptable(&self) -> u64 {
        let accepted = |package: &&Vec<usize>| {
            (0..self.parties()).all(|party| self.worth(party, package) >= self.no_deal[party])
        };
        self.packages().iter().filter(accepted).count() as u64
    }

    fn csv(&self) -> String {
        let decimal = |number: i64, places: u32| {
            let one = 10_i64.pow(places);
            let sign = if number < 0 { "-" } else { "" };
            let text = format!(
                "{sign}{}.{:0width$}",
                number.abs() / one,
                number.abs() % one,
                width = places as usize
            );
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        };
        let row =
            |issue: &str, what: &str, cells: Vec<String>| format!("{issue},{what},{}\n", cells.join(","));
        let names = (0..self.parties()).map(|party| format!("Party {party}")).collect();
        let mut text = row("issue", "option", names);
        text += &row("", "reservation", self.no_deal.iter().map(|&number| decimal(number, 3)).collect());
        for (issue, options) in self.points.iter().enumerate() {
            let name = format!("issue {issue}");
            if let Some(weights) = &self.weights {
                text +=
                    &row(&name, "weight", weights[issue].iter().map(|&weight| decimal(weight, 2)).collect());
            }
            for (option, points) in options.iter().enumerate() {
                let cells = points.iter().map(|&points| decimal(points, 1)).collect();
                text += &row(&name, &format!("option:choice {option}"), cells);
            }
        }
        text
    }
}

/// Where a party's no-deal value lies.
#[derive(Clone, Copy, Debug)]
enum Asks {
    /// Exactly what some package is worth.
    AsMuchAs(usize),
    /// A little more than some package is worth.
    MoreThan(usize),
    /// More than every package is worth.
    Everything,
    /// Less than every package is worth.
    Nothing,
}

fn typed() -> impl Strategy<Value = Typed> {
    let points = prop_oneof![
        // Whole points, small and alike, so that ties are common.
        (-3_i64..=6).prop_map(|points| points * 10),
        (0_i64..=20).prop_map(|points| points * 50),
        -99_i64..=199,
        Just(-100_000),
    ];
    let asks = prop_oneof![
        5 => (0_usize..64).prop_map(Asks::AsMuchAs),
        2 => (0_usize..64).prop_map(Asks::MoreThan),
        1 => Just(Asks::Everything),
        1 => Just(Asks::Nothing),
    ];
    (1_usize..=3, prop::collection::vec(2_usize..=4, 1..=3), any::<bool>()).prop_flat_map(
        move |(parties, options, weighed)| {
            let sized =
                |count: usize| prop::collection::vec(prop::collection::vec(points.clone(), parties), count);
            let issues: Vec<_> = options.iter().map(|&count| sized(count)).collect();
            let weights = prop::collection::vec(prop::collection::vec(0_i64..=60, parties), options.len());
            let asks = prop::collection::vec(asks.clone(), parties);
            (issues, weights, asks).prop_map(move |(points, weights, asks)| {
                let weights = weighed.then_some(weights);
                let mut typed = Typed { points, weights, no_deal: vec![0; parties] };
                let packages = typed.packages();
                for (party, asks) in asks.iter().enumerate() {
                    let worths: Vec<i64> =
                        packages.iter().map(|package| typed.worth(party, package)).collect();
                    let some = |package: &usize| worths[package % worths.len()];
                    let most = worths.iter().max().copied().unwrap_or(0);
                    let least = worths.iter().min().copied().unwrap_or(0);
                    typed.no_deal[party] = match asks {
                        Asks::AsMuchAs(package) => some(package),
                        Asks::MoreThan(package) => some(package) + 1,
                        Asks::Everything => most + 7,
                        Asks::Nothing => least - 11,
                    };
                }
                typed
            })
        },
    )
}

fn scenario(format: Format, files: &BTreeMap<String, String>) -> Scenario {
    let reading = format.read(files);
    reading
        .scenario
        .unwrap_or_else(|| panic!("{format:?} reads what it wrote: {:?}\n{files:#?}", reading.diagnostics))
}

/// How many packages are deals in the case that a scenario becomes, and whether there is one.
fn of_case(scenario: &Scenario) -> (u64, bool) {
    of_text(&to_case(scenario, "me", "2026-01-02").expect("an additive scenario").text)
}

/// The same of the text of a case.
fn of_text(text: &str) -> (u64, bool) {
    let files = CaseFiles::new("case.toml", text.as_bytes(), BTreeMap::new());
    let reading = read(&files);
    let errors: Vec<_> =
        reading.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}\n{text}");
    let negotiation = Negotiation::from_case(&reading.case);
    // Where a format cannot carry a no-deal value, the case does not know it: all that may be is acceptable.
    let count = negotiation.count(Reading::Favourable);
    assert!(count.exact, "small tables are counted");
    (count.packages, negotiation.find(Reading::Favourable).package().is_some())
}

/// Whether a party's no-deal value above every package is in the way: only some formats can say that.
fn asks_for_everything(typed: &Typed) -> bool {
    let packages = typed.packages();
    (0..typed.parties())
        .any(|party| packages.iter().all(|package| typed.worth(party, package) < typed.no_deal[party]))
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 2_000, ..ProptestConfig::with_cases(budget::cases(2_000)) })]

    #[test]
    fn every_verdict_stays_in_every_format_and_back(typed in typed()) {
        let files = BTreeMap::from([("talks.csv".to_owned(), typed.csv())]);
        let typed_in = scenario(Format::Matrix, &files);
        let acceptable = typed.acceptable();
        prop_assert_eq!(of_case(&typed_in), (acceptable, acceptable > 0), "{}", typed.csv());
        let table = sheet::table("talks.csv", &typed.csv()).0;
        let made = table.case("talks.csv", Owner::Person("me"), "2026-01-02").expect("numbers that are counted");
        prop_assert_eq!(of_text(&made.text), (acceptable, acceptable > 0), "{}", made.text);
        for first in Format::ALL {
            let written = first.write(&typed_in);
            let once = scenario(first, &written.files);
            let lost = written.losses.iter().any(|loss| loss.what.contains("none is worth as much"));
            // GeniusWeb has no number for no deal: it says that it left out one that no package reaches.
            prop_assert_eq!(lost, first == Format::GeniusWeb && asks_for_everything(&typed), "{:?}", first);
            if lost {
                continue;
            }
            prop_assert_eq!(of_case(&once), (acceptable, acceptable > 0), "{:?}\n{:#?}", first, written.files);
            for second in Format::ALL {
                let written = second.write(&once);
                if written.losses.iter().any(|loss| loss.what.contains("none is worth as much")) {
                    prop_assert!(asks_for_everything(&typed));
                    continue;
                }
                // Twice written, a tie may fall: then the second format says that its numbers are rounded.
                if written.losses.change_numbers() {
                    continue;
                }
                let twice = scenario(second, &written.files);
                prop_assert_eq!(
                    of_case(&twice), (acceptable, acceptable > 0), "{:?} {:?}\n{:#?}", first, second, written.files
                );
            }
        }
    }
}
