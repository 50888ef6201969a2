//! Frontiers, ties and solutions of exact numbers against fractions added up package by package: decimals of sixteen
//! digits, thirds, sums of money, below zero and above, with many that tie.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use std::{cmp::Ordering, collections::BTreeMap};

use crate::budget;
use detente_frontier::{Alike, Frontier, Limits, Point, Solution, Tables, Unfit, Which};
use detente_number::Fraction;
use proptest::prelude::*;

/// By party, by issue, by option.
type Points = Vec<Vec<Vec<Fraction>>>;

#[derive(Clone, Debug)]
struct Sheet {
    points: Points,
    floors: Vec<Option<Fraction>>,
}

fn fraction(of: i128, parts: i128) -> Fraction {
    Fraction::new(of, parts).unwrap()
}

/// Numbers as people and programs write them; few different ones, so that sums tie.
fn number() -> impl Strategy<Value = Fraction> {
    const SIXTEEN: i128 = 10_000_000_000_000_000;
    prop_oneof![
        3 => (-3..=3_i128).prop_map(Fraction::whole),
        2 => (0..=4_i128).prop_map(|thirds| fraction(thirds, 3)),
        2 => prop::sample::select(vec![1, 3, 3_333_333_333_333_333, 6_666_666_666_666_667, 9_999_999_999_999_999])
            .prop_map(|digits| fraction(digits, SIXTEEN)),
        1 => (-SIXTEEN..SIXTEEN).prop_map(|digits| fraction(digits, SIXTEEN)),
        1 => (-250_000_000_000_i128..250_000_000_000_i128).prop_map(|cents| fraction(cents, 100)),
        1 => prop::sample::select(vec![150_000, 1_250_000, -990_000_000]).prop_map(Fraction::whole),
    ]
}

fn sheets() -> impl Strategy<Value = Sheet> {
    let parties = prop_oneof![6 => 1..=3_usize, 2 => 4..=6_usize, 1 => 7..=9_usize];
    let shape = (parties, prop::collection::vec(1..=4_usize, 1..=4), any::<bool>());
    shape.prop_flat_map(|(parties, options, products)| {
        let of_party: Vec<_> = options.iter().map(|&count| prop::collection::vec(number(), count)).collect();
        let weights = prop::collection::vec(
            (1..1_000_000_i128).prop_map(|digits| fraction(digits, 1_000_000)),
            options.len(),
        );
        (
            prop::collection::vec((of_party, weights), parties),
            prop::collection::vec(prop::option::weighted(0.4, number()), parties),
        )
            .prop_map(move |(parties, floors)| {
                let weighted = |(issues, weights): (Vec<Vec<Fraction>>, Vec<Fraction>)| {
                    let row = |(options, weight): (Vec<Fraction>, Fraction)| {
                        options
                            .into_iter()
                            .map(move |value| if products { value.times(weight).unwrap() } else { value })
                    };
                    issues.into_iter().zip(weights).map(|row_of| row(row_of).collect()).collect()
                };
                Sheet { points: parties.into_iter().map(weighted).collect(), floors }
            })
    })
}

impl Sheet {
    fn packages(&self) -> Vec<Vec<u16>> {
        self.points[0].iter().fold(vec![vec![]], |begun: Vec<Vec<u16>>, options| {
            let count = u16::try_from(options.len()).unwrap();
            let longer = |package: &Vec<u16>| {
                let package = package.clone();
                (0..count).map(move |option| [package.as_slice(), &[option]].concat())
            };
            begun.iter().flat_map(longer).collect()
        })
    }

    fn worth(&self, package: &[u16]) -> Vec<Fraction> {
        let of_party = |issues: &Vec<Vec<Fraction>>| {
            let adds = issues.iter().zip(package).map(|(options, &option)| options[usize::from(option)]);
            adds.fold(Fraction::ZERO, |sum, adds| sum.plus(adds).unwrap())
        };
        self.points.iter().map(of_party).collect()
    }

    /// Every undominated worth among admitted packages, with its packages.
    fn efficient(&self) -> BTreeMap<Vec<Fraction>, Vec<Vec<u16>>> {
        let mut classes: BTreeMap<Vec<Fraction>, Vec<Vec<u16>>> = BTreeMap::new();
        for package in self.packages() {
            let worth = self.worth(&package);
            if worth.iter().zip(&self.floors).all(|(worth, floor)| floor.is_none_or(|floor| *worth >= floor))
            {
                classes.entry(worth).or_default().push(package);
            }
        }
        let beaten = |one: &Vec<Fraction>| {
            classes.keys().any(|other| other != one && other.iter().zip(one).all(|(other, one)| other >= one))
        };
        let kept = classes.iter().filter(|(worth, _)| !beaten(worth));
        kept.map(|(worth, packages)| (worth.clone(), packages.clone())).collect()
    }
}

fn worth(tables: &Tables, point: &Point) -> Vec<Fraction> {
    let parts = point.utilities.iter().zip(tables.parts_of_a_point());
    parts.map(|(&of, &parts)| fraction(of, parts)).collect()
}

fn told(tables: &Tables, frontier: &Frontier) -> BTreeMap<Vec<Fraction>, Vec<Vec<u16>>> {
    let packages = |point: &Point| {
        let Alike { count, packages } = &point.alike;
        assert_eq!(*count, Some(packages.len() as u64));
        let mut all = [packages.as_slice(), std::slice::from_ref(&point.package)].concat();
        all.sort();
        (worth(tables, point), all)
    };
    frontier.points.iter().map(packages).collect()
}

/// Whole numbers that are not negative, multiplied: digits to the base of 10^9, least first.
fn multiplied(factors: impl Iterator<Item = i128>) -> Vec<u128> {
    const BASE: u128 = 1_000_000_000;
    let digits = |mut number: u128| {
        let mut digits = Vec::new();
        while number > 0 {
            digits.push(number % BASE);
            number /= BASE;
        }
        digits
    };
    factors.fold(vec![1], |product, factor| {
        let factor = digits(u128::try_from(factor).unwrap());
        let mut next = vec![0; product.len() + factor.len() + 1];
        for (place, one) in product.iter().enumerate() {
            for (other_place, other) in factor.iter().enumerate() {
                next[place + other_place] += one * other;
            }
        }
        for place in 0..next.len() - 1 {
            next[place + 1] += next[place] / BASE;
            next[place] %= BASE;
        }
        next
    })
}

fn longer_first(one: &[u128], other: &[u128]) -> Ordering {
    let length = one.len().max(other.len());
    let digit = |number: &[u128], place: usize| number.get(place).copied().unwrap_or(0);
    (0..length)
        .rev()
        .map(|place| digit(one, place).cmp(&digit(other, place)))
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}

/// Those that score most.
fn best<Score>(
    worths: &[Vec<Fraction>],
    score: impl Fn(&[Fraction]) -> Score,
    order: impl Fn(&Score, &Score) -> Ordering,
) -> Vec<Vec<Fraction>> {
    let is_best = |one: &&Vec<Fraction>| worths.iter().all(|other| order(&score(other), &score(one)).is_le());
    worths.iter().filter(is_best).cloned().collect()
}

fn singled_out(tables: &Tables, frontier: &Frontier, solution: Solution) -> Vec<Vec<Fraction>> {
    let mut points: Vec<_> =
        frontier.solution(tables, solution).into_iter().map(|point| worth(tables, point)).collect();
    points.sort();
    points
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(budget::cases(6_000)))]

    /// No dominated package is listed, and none of those that tie is lost, by any method.
    #[test]
    fn exact_numbers_have_the_frontier_of_their_fractions(sheet in sheets()) {
        let tables = Tables::from_fractions(&sheet.points, &sheet.floors).unwrap();
        let efficient = sheet.efficient();
        let limits = Limits::default();
        let by_totals = tables.frontier_by_totals(Limits { bytes: 1 << 18, ..limits }).ok().flatten();
        let others = [
            tables.enumerated_frontier(limits).unwrap(),
            tables.frontier_by_issue(limits).unwrap(),
            tables.frontier(limits).unwrap(),
        ];
        for frontier in others.into_iter().chain(by_totals) {
            prop_assert_eq!(told(&tables, &frontier), efficient.clone(), "{}", frontier.method);
        }
    }

    /// Nash, egalitarian and Kalai-Smorodinsky single out what they do of fractions.
    #[test]
    fn exact_numbers_have_the_solutions_of_their_fractions(sheet in sheets()) {
        let tables = Tables::from_fractions(&sheet.points, &sheet.floors).unwrap();
        let frontier = tables.frontier(Limits::default()).unwrap();
        let efficient: Vec<_> = sheet.efficient().into_keys().collect();
        let parts = tables.parts_of_a_point();
        let from: Vec<_> =
            tables.disagreement().iter().zip(parts).map(|(&of, &parts)| fraction(of, parts)).collect();
        let gains = |worth: &[Fraction]| -> Vec<Fraction> {
            worth.iter().zip(&from).map(|(worth, from)| worth.minus(*from).unwrap()).collect()
        };
        let sorted = |mut numbers: Vec<Fraction>| { numbers.sort(); numbers };
        let equal = best(&efficient, |worth| sorted(gains(worth)), Ord::cmp);
        prop_assert_eq!(singled_out(&tables, &frontier, Solution::Egalitarian), equal);
        let gaining: Vec<_> = efficient
            .iter()
            .filter(|worth| gains(worth).iter().all(|gain| gain.sign().is_gt()))
            .cloned()
            .collect();
        let product = |worth: &[Fraction]| {
            multiplied(gains(worth).iter().zip(parts).map(|(gain, &parts)| gain.in_parts(parts).unwrap()))
        };
        let nash = best(&gaining, product, |one, other| longer_first(one, other));
        prop_assert_eq!(singled_out(&tables, &frontier, Solution::Nash), nash);
        let most: Vec<_> = (0..parts.len())
            .map(|party| efficient.iter().map(|worth| gains(worth)[party]).max().unwrap_or(Fraction::ZERO))
            .collect();
        let shares = |worth: &[Fraction]| {
            let share = |(gain, most): (&Fraction, &Fraction)| {
                if most.sign().is_eq() { Fraction::ONE } else { gain.over(*most).unwrap() }
            };
            sorted(gains(worth).iter().zip(&most).map(share).collect())
        };
        let smorodinsky = best(&efficient, shares, Ord::cmp);
        prop_assert_eq!(singled_out(&tables, &frontier, Solution::KalaiSmorodinsky), smorodinsky);
    }
}

fn wholes(points: &[&[&[i128]]]) -> Points {
    let row = |options: &&[i128]| options.iter().map(|&points| Fraction::whole(points)).collect();
    points.iter().map(|issues| issues.iter().map(row).collect()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(budget::cases(300)))]

    /// Few packages are listed for any number of parties.
    #[test]
    fn many_parties_have_the_frontier_of_their_fractions(
        points in prop::collection::vec(prop::collection::vec(prop::collection::vec(-2..3_i128, 3), 2..=2), 13..30),
    ) {
        let row = |options: &Vec<i128>| options.iter().map(|&points| Fraction::whole(points)).collect();
        let points: Points = points.iter().map(|issues| issues.iter().map(row).collect()).collect();
        let sheet = Sheet { floors: vec![None; points.len()], points };
        let tables = Tables::from_fractions(&sheet.points, &sheet.floors).unwrap();
        let frontier = tables.frontier(Limits::default()).unwrap();
        prop_assert_eq!(told(&tables, &frontier), sheet.efficient());
    }
}

#[test]
fn three_thirds_tie_with_one() {
    let third = fraction(1, 3);
    let thirds = vec![vec![third, Fraction::ONE], vec![third, Fraction::ZERO], vec![third, Fraction::ZERO]];
    let nothing = vec![vec![Fraction::ZERO; 2]; 3];
    let tables = Tables::from_fractions(&[thirds, nothing], &[None, None]).unwrap();
    let frontier = tables.frontier(Limits::default()).unwrap();
    assert_eq!(frontier.points.len(), 1);
    assert_eq!(frontier.points[0].package, [1, 0, 0]);
}

#[test]
fn an_option_nobody_cares_about_is_told() {
    let tables =
        Tables::from_fractions(&wholes(&[&[&[7, 2], &[5, 5, 5]], &[&[1, 4], &[0, 0, 0]]]), &[None, None]);
    let frontier = tables.unwrap().frontier(Limits::default()).unwrap();
    let told: Vec<_> =
        frontier.points.iter().map(|point| (point.alike.count, point.alike.packages.len())).collect();
    assert_eq!(told, [(Some(2), 2), (Some(2), 2)]);
}

#[test]
fn more_ties_than_are_listed_are_counted() {
    let points = vec![vec![vec![Fraction::ONE; 4]; 20]; 2];
    let frontier =
        Tables::from_fractions(&points, &[None, None]).unwrap().frontier(Limits::default()).unwrap();
    let [point] = frontier.points.as_slice() else { panic!("one worth") };
    assert_eq!(point.alike.count, Some((1 << 40) - 1));
    assert_eq!(point.alike.packages.len(), 10_000);
}

#[test]
fn whoever_refuses_everything_admits_nothing() {
    let tables = Tables::from_fractions(&wholes(&[&[&[3, 1]], &[&[0, 9]]]), &[None, None]).unwrap();
    assert_eq!(tables.clone().frontier(Limits::default()).unwrap().points.len(), 2);
    let tables = tables.refusing(1);
    assert!(tables.refuses(1) && !tables.refuses(0));
    assert_eq!(tables.frontier(Limits::default()).unwrap().points, []);
    assert_eq!(tables.rational(Limits::default()).unwrap().admitted, 0);
    assert!(tables.solve(Solution::Egalitarian, Limits::default()).is_err());
    assert!(!tables.admits(&[1]));
    assert_eq!(tables.disagreement(), [1, 0]);
}

#[test]
fn numbers_that_do_not_fit_are_named() {
    let large = Fraction::whole(10_i128.pow(37));
    let points = [vec![vec![Fraction::ONE; 2]], vec![vec![Fraction::ONE, large]]];
    let cell = Which::Cell { issue: 0, option: 1 };
    assert_eq!(
        Tables::from_fractions(&points, &[None, None]).unwrap_err(),
        Unfit::Number { party: 1, which: cell }
    );
    let points = [vec![vec![Fraction::ONE; 2]]];
    let floor = Unfit::Number { party: 0, which: Which::Floor };
    assert_eq!(Tables::from_fractions(&points, &[Some(large)]).unwrap_err(), floor);
    let sum = Unfit::Number { party: 0, which: Which::Sum };
    let points = [vec![vec![Fraction::whole(10_i128.pow(36)), Fraction::new(1, 10_i128.pow(20)).unwrap()]]];
    assert!(matches!(Tables::from_fractions(&points, &[None]), Err(Unfit::Number { party: 0, .. })));
    let points = [vec![vec![Fraction::whole(9 * 10_i128.pow(35))]; 2]];
    assert_eq!(Tables::from_fractions(&points, &[None]).unwrap_err(), sum);
}
