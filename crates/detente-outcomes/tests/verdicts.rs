//! Whatever a table is converted to, and on from there: packages tie, beat others and are as good as no deal as before.
//!
//! The oracle adds up whole numbers, package by package, and reads what was written by the words of the formats. It
//! shares no code with what it judges.

#![allow(clippy::disallowed_methods, reason = "a test that asks how long it may take")]

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use detente_agreement::{Negotiation, Reading};
use detente_case::{CaseFiles, Severity, read};
use detente_number::Fraction;
use detente_scenario::{
    Choice, Evaluator, Format, Profile, Reservation, Scale, Scenario, Utility,
    sheet::{self, Owner},
    xlsx,
};
use proptest::prelude::*;

use detente_outcomes::to_case;

use super::budget;

/// A table as somebody types it, in whole parts, so that the oracle needs nothing but whole numbers.
#[derive(Clone, Debug)]
struct Typed {
    /// By issue and option and party, in tenths.
    points: Vec<Vec<Vec<i64>>>,
    /// By issue and party, in thirds of a hundredth; absent where the table has no weights.
    weights: Option<Vec<Vec<i64>>>,
    /// Whether weights are typed in percent, where that is a decimal.
    in_percent: bool,
    /// By party, in three-thousandths of a point, of which weights times points are whole numbers.
    no_deal: Vec<i64>,
}

/// How many parts make 1.
const OF_POINTS: i64 = 10;
const OF_WEIGHTS: i64 = 300;
const OF_WORTHS: i64 = OF_POINTS * OF_WEIGHTS;

/// A number of parts as somebody types it: a decimal where it is one, else one number over another.
fn typed_as(parts: i64, of: i64) -> String {
    let thousandths = i128::from(parts) * 1_000;
    if thousandths % i128::from(of) != 0 {
        return format!("{parts}/{of}");
    }
    let thousandths = thousandths / i128::from(of);
    let sign = if thousandths < 0 { "-" } else { "" };
    let size = thousandths.abs();
    let text = format!("{sign}{}.{:03}", size / 1_000, size % 1_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
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

    /// What a package is worth, in three-thousandths of a point.
    fn worth(&self, party: usize, package: &[usize]) -> i64 {
        let one = |(issue, &option): (usize, &usize)| {
            let weight = self.weights.as_ref().map_or(OF_WEIGHTS, |weights| weights[issue][party]);
            self.points[issue][option][party] * weight
        };
        package.iter().enumerate().map(one).sum()
    }

    /// How many packages everybody accepts, but for those who count on nothing any more.
    fn acceptable(&self, without: &BTreeSet<usize>) -> u64 {
        let accepted = |package: &&Vec<usize>| {
            (0..self.parties())
                .filter(|party| !without.contains(party))
                .all(|party| self.worth(party, package) >= self.no_deal[party])
        };
        self.packages().iter().filter(accepted).count() as u64
    }

    /// Who asks for more than any package is worth.
    fn ask_for_everything(&self) -> BTreeSet<usize> {
        let packages = self.packages();
        let asks =
            |party: &usize| packages.iter().all(|package| self.worth(*party, package) < self.no_deal[*party]);
        (0..self.parties()).filter(asks).collect()
    }

    fn csv(&self) -> String {
        let row =
            |issue: &str, what: &str, cells: Vec<String>| format!("{issue},{what},{}\n", cells.join(","));
        let names = (0..self.parties()).map(|party| format!("Party {party}")).collect();
        let mut text = row("issue", "option", names);
        text += &row("", "reservation", self.no_deal.iter().map(|&own| typed_as(own, OF_WORTHS)).collect());
        for (issue, options) in self.points.iter().enumerate() {
            let name = format!("issue {issue}");
            if let Some(weights) = &self.weights {
                let cell = |&weight: &i64| {
                    if self.in_percent && weight % 3 == 0 {
                        return format!("{}%", weight / 3);
                    }
                    typed_as(weight, OF_WEIGHTS)
                };
                text += &row(&name, "weight", weights[issue].iter().map(cell).collect());
            }
            for (option, points) in options.iter().enumerate() {
                let cells = points.iter().map(|&points| typed_as(points, OF_POINTS)).collect();
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
    // Percentages, thirds of the whole, and shares of it.
    let weight =
        prop_oneof![2 => (0_i64..=100).prop_map(|percent| percent * 3), 1 => Just(100), 1 => 0_i64..=180];
    let weighed = prop_oneof![2 => Just(None), 1 => Just(Some(false)), 1 => Just(Some(true))];
    (1_usize..=3, prop::collection::vec(2_usize..=4, 1..=3), weighed).prop_flat_map(
        move |(parties, options, weighed)| {
            let sized =
                |count: usize| prop::collection::vec(prop::collection::vec(points.clone(), parties), count);
            let issues: Vec<_> = options.iter().map(|&count| sized(count)).collect();
            let weights =
                prop::collection::vec(prop::collection::vec(weight.clone(), parties), options.len());
            let asks = prop::collection::vec(asks.clone(), parties);
            (issues, weights, asks).prop_map(move |(points, weights, asks)| {
                let weights = weighed.map(|_| weights);
                let in_percent = weighed == Some(true);
                let mut typed = Typed { points, weights, in_percent, no_deal: vec![0; parties] };
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

/// A format, or a table in a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Format(Format),
    Workbook,
}

impl Way {
    const ALL: [Self; 5] = [
        Self::Format(Format::Genius),
        Self::Format(Format::GeniusWeb),
        Self::Format(Format::Negmas),
        Self::Format(Format::Matrix),
        Self::Workbook,
    ];

    /// A scenario written and read again, and whose verdicts are told to be lost.
    fn there_and_back(self, scenario: &Scenario) -> (Scenario, BTreeSet<String>) {
        let (format, files, losses) = match self {
            Self::Format(format) => {
                let written = format.write(scenario);
                (format, written.files, written.losses)
            }
            Self::Workbook => {
                let (bytes, losses) = xlsx(scenario).expect("a workbook");
                let text = sheet::workbook_text("talks.xlsx", &bytes).expect("a table");
                (Format::Matrix, BTreeMap::from([("talks.csv".to_owned(), text.0)]), losses)
            }
        };
        let lost = losses.of_verdicts().map(|loss| loss.about.clone()).collect();
        (read_again(format, &files), lost)
    }
}

fn read_again(format: Format, files: &BTreeMap<String, String>) -> Scenario {
    let reading = format.read(files);
    reading
        .scenario
        .unwrap_or_else(|| panic!("{format:?} reads what it wrote: {:?}\n{files:#?}", reading.diagnostics))
}

/// What an option adds by the words of the formats: weight times value, in Genius divided by the issue's largest.
fn added(profile: &Profile, issue: usize, option: usize) -> Fraction {
    let exactly = |number: f64| Fraction::of_float(number).expect("a finite number");
    if let Some(exact) = &profile.exact {
        return exact.contributions[issue][option];
    }
    let Utility::Additive(additive) = &profile.utility else { panic!("additive") };
    let Evaluator::Table { values, .. } = &additive.evaluators[issue] else { panic!("a table") };
    let values: Vec<Fraction> = values.iter().map(|value| exactly(value.expect("a value"))).collect();
    let weighed = exactly(additive.weights[issue].expect("a weight")).times(values[option]);
    match (additive.scale, values.iter().max()) {
        (Scale::Genius, Some(largest)) if *largest > Fraction::ZERO => {
            weighed.and_then(|own| own.over(*largest)).expect("it fits")
        }
        (Scale::Genius | Scale::Plain, _) => weighed.expect("it fits"),
    }
}

fn summed(profile: &Profile, package: &[usize]) -> Fraction {
    let Utility::Additive(additive) = &profile.utility else { panic!("additive") };
    let base = Fraction::of_float(additive.bias).expect("a finite number");
    package
        .iter()
        .enumerate()
        .fold(base, |sum, (issue, option)| sum.plus(added(profile, issue, *option)).expect("it fits"))
}

/// What no deal is worth, if the file says so.
fn counted_on(profile: &Profile) -> Option<Fraction> {
    if let Some(exact) = &profile.exact {
        return exact.reservation;
    }
    match &profile.reservation {
        Reservation::Value(value) => Some(Fraction::of_float(*value).expect("a finite number")),
        Reservation::Package(choices) => {
            let options: Vec<usize> = choices
                .iter()
                .map(|choice| match choice {
                    Some(Choice::Option(option)) => *option,
                    Some(Choice::Number(_)) | None => panic!("an option of every issue"),
                })
                .collect();
            Some(summed(profile, &options))
        }
        Reservation::Unsaid => match &profile.utility {
            Utility::Additive(additive) if additive.scale == Scale::Genius => Some(Fraction::ZERO),
            Utility::Additive(_) | Utility::Rectangles(_) => None,
        },
    }
}

/// How packages compare with no deal.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NoDeal {
    /// Better, as good, or worse, as before.
    AsBefore,
    /// As good or not, as before: GeniusWeb says no deal as a package.
    AsGoodOrNot,
}

/// Whether all packages compare as they did in what was typed, with each other and with no deal, but for what no deal
/// was worth to those `without` one.
fn compares(
    typed: &Typed,
    scenario: &Scenario,
    no_deal: NoDeal,
    without: &BTreeSet<usize>,
) -> Result<(), TestCaseError> {
    prop_assert_eq!(scenario.parties.len(), typed.parties());
    let packages = typed.packages();
    for (party, profile) in scenario.parties.iter().enumerate() {
        let mut worths: Vec<(i64, Fraction)> =
            packages.iter().map(|package| (typed.worth(party, package), summed(profile, package))).collect();
        worths.sort();
        for pair in worths.windows(2) {
            prop_assert_eq!(pair[0].0.cmp(&pair[1].0), pair[0].1.cmp(&pair[1].1), "{:?} {:?}", profile, pair);
        }
        let counts_on = counted_on(profile);
        for (was, is) in &worths {
            let is = counts_on.map_or(Ordering::Greater, |counts_on| is.cmp(&counts_on));
            if without.contains(&party) {
                prop_assert!(is.is_ge(), "{:?}", profile);
                continue;
            }
            let was = was.cmp(&typed.no_deal[party]);
            match no_deal {
                NoDeal::AsBefore => prop_assert_eq!(was, is, "{:?}", profile),
                NoDeal::AsGoodOrNot => prop_assert_eq!(was.is_ge(), is.is_ge(), "{:?}", profile),
            }
        }
    }
    Ok(())
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

/// How many tables each of two threads tries: 2,000 in full. Each is written some thirty times, so that a plain run tries
/// fewer.
fn tables() -> u32 {
    let (all, plain) = (1_000, 30);
    if budget::cases(all) == all { all } else { plain }
}

/// Every way there and back, and every way after each, against exact fractions.
fn stays_in_every_format(typed: &Typed) -> Result<(), TestCaseError> {
    let none = BTreeSet::new();
    let typed_in = read_again(Format::Matrix, &BTreeMap::from([("talks.csv".to_owned(), typed.csv())]));
    let expected = |without: &BTreeSet<usize>| {
        let acceptable = typed.acceptable(without);
        (acceptable, acceptable > 0)
    };
    compares(typed, &typed_in, NoDeal::AsBefore, &none)?;
    prop_assert_eq!(of_case(&typed_in), expected(&none), "{}", typed.csv());
    let table = sheet::table("talks.csv", &typed.csv()).0;
    let made = table.case("talks.csv", Owner::Person("me"), "2026-01-02").expect("numbers that are counted");
    prop_assert_eq!(of_text(&made.text), expected(&none), "{}", made.text);
    // GeniusWeb says no deal as a package: it has none for who asks for more than any is worth, and tells so.
    let everything = typed.ask_for_everything();
    let told =
        |of: &BTreeSet<usize>| of.iter().map(|party| format!("Party {party}")).collect::<BTreeSet<_>>();
    for first in Way::ALL {
        let web = first == Way::Format(Format::GeniusWeb);
        let (once, lost) = first.there_and_back(&typed_in);
        let without = if web { &everything } else { &none };
        prop_assert_eq!(&lost, &told(without), "{:?}", first);
        let no_deal = if web { NoDeal::AsGoodOrNot } else { NoDeal::AsBefore };
        compares(typed, &once, no_deal, without)?;
        prop_assert_eq!(of_case(&once), expected(without), "{:?} {:?}", first, once);
        if first == Way::Workbook {
            // What is read is what is read of the text: it goes on to the same files.
            let of_text = Way::Format(Format::Matrix).there_and_back(&typed_in).0;
            prop_assert_eq!(once.issues, of_text.issues);
            prop_assert_eq!(once.parties, of_text.parties);
            continue;
        }
        for second in Way::ALL {
            let also = second == Way::Format(Format::GeniusWeb);
            let (twice, lost) = second.there_and_back(&once);
            let newly = if also && !web { &everything } else { &none };
            prop_assert_eq!(&lost, &told(newly), "{:?} {:?} {:?}", first, second, once);
            let without = if web || also { &everything } else { &none };
            let no_deal = if web || also { NoDeal::AsGoodOrNot } else { NoDeal::AsBefore };
            compares(typed, &twice, no_deal, without)?;
            prop_assert_eq!(of_case(&twice), expected(without), "{:?} {:?} {:?}", first, second, twice);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        max_shrink_iters: 30,
        failure_persistence: None,
        ..ProptestConfig::with_cases(tables())
    })]

    #[test]
    fn every_verdict_stays_in_every_format_and_back(typed in typed()) {
        stays_in_every_format(&typed)?;
    }

    #[test]
    fn every_verdict_stays_in_every_format_and_back_again(typed in typed()) {
        stays_in_every_format(&typed)?;
    }
}
