//! Frontiers of interacting issues against every package of random small spaces.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use crate::budget;
use detente_frontier::{
    Bound, Frontier, Interacting, Limits, Refusal, Solution, Term, Unfit, Values, Which, Yardstick,
};
use proptest::prelude::*;

/// A random space in small whole numbers, so that ties are frequent.
#[derive(Clone, Debug)]
struct World {
    options: Vec<usize>,
    parties: Vec<Values>,
}

impl World {
    fn interacting(&self) -> Interacting {
        Interacting::new(self.options.clone(), self.parties.clone()).unwrap()
    }

    fn packages(&self) -> Vec<Vec<u16>> {
        let mut packages = vec![vec![]];
        for &count in &self.options {
            let longer = |package: &Vec<u16>| {
                let package = package.clone();
                (0..u16::try_from(count).unwrap()).map(move |option| [package.clone(), vec![option]].concat())
            };
            packages = packages.iter().flat_map(longer).collect();
        }
        packages
    }

    /// What a package is worth, by the definition.
    fn worth(&self, package: &[u16]) -> Vec<i128> {
        let of = |values: &Values| {
            let mut sum = values.constant;
            for (options, option) in values.added.iter().zip(package) {
                sum += options[usize::from(*option)];
            }
            for term in &values.terms {
                sum += of_term(term, package);
            }
            i128::from(values.cap.map_or(sum, |cap| cap.min(sum)))
        };
        self.parties.iter().map(of).collect()
    }

    fn is_admitted(&self, worth: &[i128]) -> bool {
        let reaches =
            |(values, worth): (&Values, &i128)| values.floor.is_none_or(|floor| *worth >= floor.into());
        self.parties.iter().zip(worth).all(reaches)
    }

    /// The frontier by its definition, in falling order.
    fn efficient(&self) -> Vec<Vec<i128>> {
        let mut worths: Vec<_> = self.packages().iter().map(|package| self.worth(package)).collect();
        worths.retain(|worth| self.is_admitted(worth));
        worths.sort_by(|one, other| other.cmp(one));
        worths.dedup();
        let betters = |one: &Vec<i128>, other: &Vec<i128>| {
            one != other && one.iter().zip(other).all(|(one, other)| one >= other)
        };
        worths.iter().filter(|worth| !worths.iter().any(|other| betters(other, worth))).cloned().collect()
    }

    fn yardstick(&self) -> Yardstick {
        let worths: Vec<_> = self.packages().iter().map(|package| self.worth(package)).collect();
        let each = |party: usize| worths.iter().map(move |worth| worth[party]);
        let least: Vec<_> = (0..self.parties.len()).map(|party| each(party).min().unwrap()).collect();
        let floors = self.parties.iter().map(|values| values.floor);
        Yardstick {
            disagreement: floors.zip(&least).map(|(floor, least)| floor.map_or(*least, i128::from)).collect(),
            most: (0..self.parties.len()).map(|party| each(party).max().unwrap()).collect(),
            least,
            parts_of_a_point: self.parties.iter().map(|values| values.parts_of_a_point.into()).collect(),
            parts_of_a_unit: self.parties.iter().map(|values| values.parts_of_a_point.into()).collect(),
        }
    }
}

fn of_term(term: &Term, package: &[u16]) -> i64 {
    let values = |terms: &[Term]| terms.iter().map(|term| of_term(term, package)).collect::<Vec<_>>();
    match term {
        Term::Constant(worth) => *worth,
        Term::Reward { worth, bounds } => {
            let mut kept = true;
            for bound in bounds {
                kept &= bound.issue < package.len() && bound.options.contains(&package[bound.issue]);
            }
            if kept { *worth } else { 0 }
        }
        Term::Sum(terms) => values(terms).iter().sum(),
        Term::Least(terms) => values(terms).iter().copied().min().unwrap_or(0),
        Term::Greatest(terms) => values(terms).iter().copied().max().unwrap_or(0),
    }
}

fn bound(issues: usize) -> impl Strategy<Value = Bound> {
    // Now and then an issue or an option that is not there.
    (0..=issues, prop::collection::vec(0..5_u16, 0..4)).prop_map(move |(issue, options)| Bound {
        issue: if options.is_empty() { issue } else { issue.min(issues - 1) },
        options,
    })
}

fn reward(issues: usize) -> impl Strategy<Value = Term> {
    (-3..6_i64, prop::collection::vec(bound(issues), 0..4))
        .prop_map(|(worth, bounds)| Term::Reward { worth, bounds })
}

/// Pays where some bound is not kept, as Genius's `EXCLUDES`.
fn excludes(issues: usize) -> impl Strategy<Value = Term> {
    (1..6_i64, prop::collection::vec(bound(issues), 1..4)).prop_map(|(worth, bounds)| {
        Term::Sum(vec![Term::Constant(worth), Term::Reward { worth: -worth, bounds }])
    })
}

fn term(issues: usize) -> impl Strategy<Value = Term> {
    let leaf = prop_oneof![
        6 => reward(issues),
        2 => excludes(issues),
        1 => (-2..3_i64).prop_map(Term::Constant),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let several = prop::collection::vec(inner, 0..4);
        prop_oneof![
            several.clone().prop_map(Term::Sum),
            several.clone().prop_map(Term::Least),
            several.prop_map(Term::Greatest),
        ]
    })
}

fn values(options: &[usize]) -> impl Strategy<Value = Values> + use<> {
    let issues = options.len();
    let added: Vec<_> = options.iter().map(|&count| prop::collection::vec(-1..3_i64, count)).collect();
    let nothing: Vec<_> = options.iter().map(|&count| vec![0; count]).collect();
    let added = prop_oneof![2 => Just(nothing), 1 => added];
    (
        -2..3_i64,
        added,
        prop::collection::vec(term(issues), 0..8),
        prop::option::weighted(0.4, 2..9_i64),
        prop::option::weighted(0.4, -3..5_i64),
        1..4_i64,
    )
        .prop_map(|(constant, added, terms, cap, floor, parts_of_a_point)| Values {
            constant,
            added,
            terms,
            cap,
            floor,
            parts_of_a_point,
        })
}

fn world() -> impl Strategy<Value = World> {
    prop::collection::vec(1..5_usize, 1..6).prop_flat_map(|options| {
        prop::collection::vec(values(&options), 1..5)
            .prop_map(move |parties| World { options: options.clone(), parties })
    })
}

fn utilities(frontier: &Frontier) -> Vec<Vec<i128>> {
    frontier.points.iter().map(|point| point.utilities.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: budget::cases(10_000), ..ProptestConfig::default() })]

    #[test]
    fn frontiers_are_those_of_the_definition(world in world()) {
        let interacting = world.interacting();
        let listed = interacting.frontier(Limits::default()).unwrap();
        prop_assert_eq!(utilities(&listed.frontier), world.efficient());
        for point in &listed.frontier.points {
            prop_assert_eq!(&world.worth(&point.package), &point.utilities);
            prop_assert_eq!(interacting.utilities(&point.package), Some(point.utilities.clone()));
            let mut told = [point.alike.packages.as_slice(), std::slice::from_ref(&point.package)].concat();
            told.sort();
            let same = |package: &Vec<u16>| world.worth(package) == point.utilities;
            let all: Vec<_> = world.packages().into_iter().filter(same).collect();
            prop_assert_eq!(told, all);
        }
        prop_assert_eq!(listed.yardstick, world.yardstick());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: budget::cases(1000), ..ProptestConfig::default() })]

    /// By the definitions, on the frontier found by looking at every package.
    #[test]
    fn solutions_are_those_of_the_definitions(world in world()) {
        let listed = world.interacting().frontier(Limits::default()).unwrap();
        let of = |solution| -> Vec<Vec<i128>> {
            let points = listed.frontier.solution(&listed.yardstick, solution);
            points.iter().map(|point| point.utilities.clone()).collect()
        };
        let measured = world.yardstick();
        let gain = |worth: &Vec<i128>, party: usize| worth[party] - measured.disagreement[party];
        let parties = world.parties.len();
        let product = |worth: &Vec<i128>| (0..parties).map(|party| gain(worth, party)).product();
        let efficient = world.efficient();
        let gaining = efficient.iter().filter(|worth| (0..parties).all(|party| gain(worth, party) > 0));
        prop_assert_eq!(of(Solution::Nash), best(gaining.cloned().collect(), product));
        // Sixths of a point are whole: parties count in halves, thirds or whole points.
        let sixths = |worth: &Vec<i128>, party: usize| worth[party] * 6 / measured.parts_of_a_point[party];
        let sum = |worth: &Vec<i128>| (0..parties).map(|party| sixths(worth, party)).sum();
        prop_assert_eq!(of(Solution::Utilitarian), best(efficient.clone(), sum));
        let least = |worth: &Vec<i128>| {
            (0..parties).map(|party| gain(worth, party) * 6 / measured.parts_of_a_point[party]).min().unwrap()
        };
        let most_equal = best(efficient.clone(), least);
        for worth in of(Solution::Egalitarian) {
            prop_assert!(most_equal.contains(&worth));
        }
        prop_assert_eq!(of(Solution::Egalitarian).is_empty(), efficient.is_empty());
    }

    /// Memory too small is told, never wrong.
    #[test]
    fn too_little_memory_is_refused(world in world(), bytes in 0..3000_u64) {
        let interacting = world.interacting();
        match interacting.frontier(Limits { bytes, ..Limits::default() }) {
            Ok(listed) => prop_assert_eq!(utilities(&listed.frontier), world.efficient()),
            Err(Refusal::Interactions { needed, given, .. } | Refusal::Memory { needed, given, .. }) => {
                prop_assert!(needed > given);
            }
            Err(other) => prop_assert!(false, "{other}"),
        }
    }
}

fn best(worths: Vec<Vec<i128>>, score: impl Fn(&Vec<i128>) -> i128) -> Vec<Vec<i128>> {
    let most = worths.iter().map(&score).max();
    worths.into_iter().filter(|worth| Some(score(worth)) == most).collect()
}

fn plain(worth: i64) -> Values {
    Values {
        constant: 0,
        added: vec![vec![0; 10]; 12],
        terms: vec![Term::Reward { worth, bounds: vec![] }],
        cap: None,
        floor: None,
        parts_of_a_point: 1,
    }
}

#[test]
fn values_that_do_not_fit_are_told() {
    let new = |options: Vec<usize>, parties| Interacting::new(options, parties);
    assert_eq!(new(vec![], vec![]).unwrap_err(), Unfit::Parties(0));
    assert_eq!(new(vec![10; 11], vec![plain(1)]).unwrap_err(), Unfit::Ragged { party: 0 });
    assert_eq!(
        new(vec![10; 12], vec![plain(1), plain(i64::MIN)]).unwrap_err(),
        Unfit::Number { party: 1, which: Which::Sum }
    );
    assert_eq!(new(vec![10; 12], vec![plain(1)]).unwrap().packages(), Some(1_000_000_000_000));
}

#[test]
fn a_space_of_one_package_and_one_of_none() {
    let values = |added| Values { added, ..plain(7) };
    let one = Interacting::new(vec![], vec![values(vec![])]).unwrap();
    assert_eq!(utilities(&one.frontier(Limits::default()).unwrap().frontier), [[7]]);
    let none = Interacting::new(vec![0], vec![values(vec![vec![]])]).unwrap();
    assert_eq!(none.frontier(Limits::default()).unwrap().frontier.points, []);
    assert_eq!(none.utilities(&[0]), None);
}
