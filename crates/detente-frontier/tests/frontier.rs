//! Frontiers and bargaining solutions against the definitions, on random small tables.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use crate::budget;
use detente_frontier::{Limits, Point, Solution, Tables, Unsolved};
use proptest::prelude::*;

/// A random negotiation in small whole numbers, so that ties are frequent.
#[derive(Clone, Debug)]
struct World {
    parts: Vec<Vec<Vec<i128>>>,
    floors: Vec<Option<i128>>,
    forbidden: Vec<(usize, usize)>,
    exclusions: Vec<((usize, usize), (usize, usize))>,
    rules: Vec<Vec<(usize, Vec<usize>)>>,
}

impl World {
    fn tables(&self) -> Tables {
        let mut tables = Tables::from_parts(&self.parts, &self.floors, &vec![1; self.parts.len()]).unwrap();
        for &(issue, option) in &self.forbidden {
            tables = tables.forbidding(issue, option);
        }
        for &(one, other) in &self.exclusions {
            tables = tables.excluding(one, other);
        }
        for rule in &self.rules {
            tables = tables.requiring_one_of(rule);
        }
        tables
    }

    fn admits(&self, package: &[u16]) -> bool {
        let has = |(issue, option): (usize, usize)| usize::from(package[issue]) == option;
        let worth = self.worth(package);
        !self.forbidden.iter().any(|&place| has(place))
            && !self.exclusions.iter().any(|&(one, other)| has(one) && has(other))
            && self.rules.iter().all(|rule| {
                rule.iter().any(|(issue, options)| options.iter().any(|&option| has((*issue, option))))
            })
            && worth.iter().zip(&self.floors).all(|(worth, floor)| floor.is_none_or(|floor| *worth >= floor))
    }

    fn worth(&self, package: &[u16]) -> Vec<i128> {
        let of = |issues: &Vec<Vec<i128>>| {
            issues.iter().zip(package).map(|(options, &option)| options[usize::from(option)]).sum()
        };
        self.parts.iter().map(of).collect()
    }

    fn packages(&self) -> Vec<Vec<u16>> {
        let mut packages = vec![vec![]];
        for options in &self.parts[0] {
            let longer = |package: &Vec<u16>| {
                let package = package.clone();
                (0..options.len()).map(move |option| {
                    let mut longer = package.clone();
                    longer.push(u16::try_from(option).unwrap());
                    longer
                })
            };
            packages = packages.iter().flat_map(longer).collect();
        }
        packages
    }

    /// The frontier by its definition, in falling order.
    fn efficient(&self) -> Vec<Vec<i128>> {
        let mut worths: Vec<_> =
            self.packages().iter().filter(|package| self.admits(package)).map(|p| self.worth(p)).collect();
        worths.sort();
        worths.dedup();
        worths.reverse();
        let dominated = |one: &Vec<i128>| {
            worths.iter().any(|other| other != one && other.iter().zip(one).all(|(o, t)| o >= t))
        };
        worths.iter().filter(|one| !dominated(one)).cloned().collect()
    }
}

fn worlds(parties: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = World> {
    let shape = (
        parties,
        proptest::collection::vec(1..=4_usize, 0..=4),
        prop_oneof![Just(3_i128), Just(10), Just(1000)],
    );
    shape.prop_flat_map(|(parties, options, spread)| {
        let of_issue = |&count: &usize| proptest::collection::vec(-spread..=spread, count);
        let of_party: Vec<_> = options.iter().map(of_issue).collect();
        let issues = options.len();
        let place = (0..issues.max(1), 0..4_usize);
        let rule_term = (0..issues.max(1), proptest::collection::vec(0..4_usize, 1..3));
        let many = |most: usize| if issues == 0 { 0..=0 } else { 0..=most };
        (
            proptest::collection::vec(of_party, parties),
            proptest::collection::vec(proptest::option::of(-spread * 2..=spread), parties),
            proptest::collection::vec(place.clone(), many(1)),
            proptest::collection::vec((place.clone(), place), many(3)),
            proptest::collection::vec(proptest::collection::vec(rule_term, 1..=3), many(2)),
        )
            .prop_map(move |(parts, floors, forbidden, exclusions, rules)| World {
                parts,
                floors,
                forbidden,
                // An option excludes another of its own issue by itself.
                exclusions: exclusions.into_iter().filter(|(one, other)| one.0 != other.0).collect(),
                rules,
            })
    })
}

fn utilities(points: &[Point]) -> Vec<Vec<i128>> {
    points.iter().map(|point| point.utilities.clone()).collect()
}

fn named(points: &[&Point]) -> Vec<Vec<i128>> {
    points.iter().map(|point| point.utilities.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(budget::cases(6_000)))]

    #[test]
    fn both_methods_list_the_frontier_for_up_to_three(world in worlds(1..=3)) {
        lists_the_frontier(&world)?;
    }

    /// Without rules the table of totals has its say too.
    #[test]
    fn whole_scores_are_listed_by_their_totals(world in worlds(3..=5)) {
        lists_the_frontier(&World { exclusions: Vec::new(), rules: Vec::new(), ..world })?;
    }

    #[test]
    fn both_methods_list_the_frontier_for_four_to_six(world in worlds(4..=6)) {
        lists_the_frontier(&world)?;
    }
}

/// The point's package and those alike are the admitted packages of its worth, each once.
fn tells_all_alike(world: &World, point: &Point) -> Result<(), TestCaseError> {
    let mut told: Vec<_> = point.alike.packages.iter().chain([&point.package]).cloned().collect();
    told.sort();
    let same = |package: &Vec<u16>| world.admits(package) && world.worth(package) == point.utilities;
    let mut all: Vec<_> = world.packages().into_iter().filter(same).collect();
    all.sort();
    prop_assert_eq!(point.alike.count, Some(all.len() as u64 - 1));
    prop_assert_eq!(told, all);
    Ok(())
}

fn lists_the_frontier(world: &World) -> Result<(), TestCaseError> {
    let tables = world.tables();
    let efficient = world.efficient();
    for frontier in [
        tables.enumerated_frontier(Limits::default()).unwrap(),
        tables.frontier_by_issue(Limits::default()).unwrap(),
        tables.frontier(Limits::default()).unwrap(),
    ] {
        prop_assert_eq!(utilities(&frontier.points), efficient.clone(), "{}", frontier.method);
        for point in &frontier.points {
            tells_all_alike(world, point)?;
        }
    }
    // Scores too fine for a table of some size are refused, and that is all right.
    let small = Limits { bytes: 1 << 18, ..Limits::default() };
    if let Ok(Some(frontier)) = tables.frontier_by_totals(small) {
        prop_assert_eq!(utilities(&frontier.points), efficient, "{}", frontier.method);
        for point in &frontier.points {
            tells_all_alike(world, point)?;
        }
    }
    let rational = tables.rational(Limits::default()).unwrap();
    let admitted = world.packages().iter().filter(|package| world.admits(package)).count();
    prop_assert_eq!(rational.admitted, admitted as u64);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// More packages than are kept as ways to settle the last issues: 4^6.
    #[test]
    fn many_packages_are_listed_alike(
        raw in proptest::collection::vec(proptest::collection::vec((-20..20_i128, -20..20_i128, -20..20_i128), 4), 6),
        parties in 2..=3_usize,
        floors in proptest::collection::vec(proptest::option::of(-20..40_i128), 3),
        exclusions in proptest::collection::vec(((0..3_usize, 0..4_usize), (3..6_usize, 0..4_usize)), 0..4),
    ) {
        let of = |party: fn(&(i128, i128, i128)) -> i128| {
            raw.iter().map(|options| options.iter().map(party).collect()).collect()
        };
        let mut parts: Vec<Vec<Vec<i128>>> = vec![of(|v| v.0), of(|v| v.1), of(|v| v.2)];
        parts.truncate(parties);
        let world = World {
            parts,
            floors: floors[..parties].to_vec(),
            forbidden: vec![(0, 3)],
            exclusions,
            rules: Vec::new(),
        };
        lists_the_frontier(&world)?;
    }

    /// More options than a word has bits, with some forbidden and a rule between the issues.
    #[test]
    fn issues_of_many_options_are_listed_like_others(
        counts in (60..140_usize, 1..70_usize),
        values in proptest::collection::vec((0..90_i128, 0..90_i128), 210),
        forbidden in proptest::collection::vec((0..2_usize, 0..140_usize), 0..20),
        exclusion in (0..140_usize, 0..70_usize),
        floors in proptest::collection::vec(proptest::option::of(0..90_i128), 2),
    ) {
        let (first, second) = (&values[..counts.0], &values[140..140 + counts.1]);
        let of = |party: fn(&(i128, i128)) -> i128| vec![first.iter().map(party).collect(), second.iter().map(party).collect()];
        let world = World {
            parts: vec![of(|value| value.0), of(|value| value.1)],
            floors,
            forbidden,
            exclusions: vec![((0, exclusion.0), (1, exclusion.1))],
            rules: vec![vec![(0, (0..100).collect()), (1, vec![1, 65])]],
        };
        lists_the_frontier(&world)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(budget::cases(4_000)))]

    /// Large frontiers: opposed interests, no ties to speak of.
    #[test]
    fn opposed_interests_are_listed_alike(
        parties in 2..=6_usize,
        raw in proptest::collection::vec(proptest::collection::vec((0..100_000_i128, 0..1_000_i128), 1..=5), 3..=5),
        turn in 0..6_usize,
    ) {
        let parts: Vec<Vec<Vec<i128>>> = (0..parties)
            .map(|party| raw.iter().enumerate().map(|(issue, options)| options.iter().map(|&(value, noise)| {
                let value = if (party + issue + turn).is_multiple_of(2) { value } else { 100_000 - value };
                value * (1 + i128::try_from((party * 7 + issue * 3) % 5).unwrap()) + noise * i128::try_from(party).unwrap()
            }).collect()).collect())
            .collect();
        let tables = Tables::from_parts(&parts, &vec![None; parties], &vec![1; parties]).unwrap();
        let slow = tables.enumerated_frontier(Limits::default()).unwrap();
        let fast = tables.frontier_by_issue(Limits::default()).unwrap();
        prop_assert_eq!(utilities(&slow.points), utilities(&fast.points));
    }

    #[test]
    fn solutions_are_what_their_definitions_say(world in worlds(2..=4)) {
        let tables = world.tables();
        let frontier = tables.frontier(Limits::default()).unwrap();
        let from = tables.disagreement();
        let admitted: Vec<_> =
            world.packages().iter().filter(|package| world.admits(package)).map(|p| world.worth(p)).collect();
        let gains = |worth: &[i128]| -> Vec<i128> {
            worth.iter().zip(&from).map(|(worth, from)| worth - from).collect()
        };
        let product = |worth: &[i128]| gains(worth).iter().product::<i128>();
        let least = |worth: &[i128]| gains(worth).into_iter().min().unwrap();
        let gaining = admitted.iter().filter(|worth| least(worth) > 0);
        let greatest = gaining.map(|worth| product(worth)).max();
        let nash = named(&frontier.solution(&tables, Solution::Nash));
        prop_assert_eq!(nash.is_empty(), greatest.is_none());
        for worth in &nash {
            prop_assert_eq!(Some(product(worth)), greatest);
        }
        let sorted = |worth: &[i128]| { let mut gains = gains(worth); gains.sort_unstable(); gains };
        let egalitarian = named(&frontier.solution(&tables, Solution::Egalitarian));
        prop_assert_eq!(
            egalitarian.first().map(|worth| sorted(worth)),
            admitted.iter().map(|worth| sorted(worth)).max()
        );
        let sum = |worth: &[i128]| worth.iter().sum::<i128>();
        let utilitarian = named(&frontier.solution(&tables, Solution::Utilitarian));
        prop_assert_eq!(utilitarian.first().map(|worth| sum(worth)), admitted.iter().map(|worth| sum(worth)).max());
        let most: Vec<_> = (0..from.len())
            .map(|party| admitted.iter().map(|worth| worth[party]).max().unwrap_or(from[party]) - from[party])
            .collect();
        let least_share = |worth: &[i128]| {
            let share = |(gain, &most): (i128, &i128)| if most == 0 { 1.0 } else { to_float(gain) / to_float(most) };
            gains(worth).into_iter().zip(&most).map(share).fold(f64::INFINITY, f64::min)
        };
        if let Some(point) = named(&frontier.solution(&tables, Solution::KalaiSmorodinsky)).first() {
            let greatest = admitted.iter().map(|worth| least_share(worth)).fold(f64::NEG_INFINITY, f64::max);
            prop_assert!((least_share(point) - greatest).abs() < 1e-12);
        }
        for solution in Solution::ALL {
            for point in frontier.solution(&tables, solution) {
                prop_assert!(world.efficient().contains(&point.utilities), "{} is efficient", solution);
            }
        }
    }

    #[test]
    fn solving_finds_what_the_frontier_has(world in worlds(2..=5)) {
        let tables = world.tables();
        let frontier = tables.frontier(Limits::default()).unwrap();
        let from = tables.disagreement();
        for solution in [Solution::Nash, Solution::Egalitarian, Solution::Utilitarian, Solution::KalaiSmorodinsky] {
            let listed = named(&frontier.solution(&tables, solution));
            match tables.solve(solution, Limits::default()) {
                Err(Unsolved::NoneAdmitted) => prop_assert!(frontier.points.is_empty()),
                Err(Unsolved::NobodyGains) => prop_assert!(listed.is_empty() && !frontier.points.is_empty()),
                Err(unsolved) => prop_assert!(false, "{}", unsolved),
                Ok(solved) => {
                    prop_assert!(solved.proven);
                    prop_assert!(world.admits(&solved.point.package));
                    let score = |worth: &[i128]| -> f64 {
                        let gains = worth.iter().zip(&from).map(|(worth, from)| worth - from);
                        match solution {
                            Solution::Nash => gains.map(|gain| to_float(gain).ln()).sum(),
                            Solution::Utilitarian => gains.map(to_float).sum(),
                            Solution::Egalitarian => gains.map(to_float).fold(f64::INFINITY, f64::min),
                            _ => gains.enumerate().map(|(party, gain)| {
                                let most = frontier.points.iter().map(|point| point.utilities[party]).max().unwrap();
                                if most == from[party] { 1.0 } else { to_float(gain) / to_float(most - from[party]) }
                            }).fold(f64::INFINITY, f64::min),
                        }
                    };
                    let greatest = listed.iter().map(|worth| score(worth)).fold(f64::NEG_INFINITY, f64::max);
                    let own = score(&solved.point.utilities);
                    prop_assert!((own - greatest).abs() <= 1e-9 * greatest.abs().max(1.0), "{}: {} for {}", solution, own, greatest);
                    if solution == Solution::Egalitarian && solved.next_proven {
                        let sorted = |worth: &[i128]| {
                            let mut gains: Vec<_> = worth.iter().zip(&from).map(|(worth, from)| worth - from).collect();
                            gains.sort_unstable();
                            gains
                        };
                        prop_assert_eq!(sorted(&solved.point.utilities), sorted(&listed[0]));
                    }
                }
            }
        }
    }

    /// Nash's axioms (1950), as far as they say something of finite sets.
    #[test]
    fn nash_keeps_its_axioms(world in worlds(2..=3), factors in proptest::collection::vec(1..9_i128, 3), drop in any::<prop::sample::Index>()) {
        let tables = world.tables();
        let frontier = tables.frontier(Limits::default()).unwrap();
        let nash = named(&frontier.solution(&tables, Solution::Nash));
        // Scale: other units for the same values choose the same packages.
        let mut scaled = world.clone();
        for (party, factor) in scaled.parts.iter_mut().zip(&factors) {
            party.iter_mut().flatten().for_each(|part| *part *= factor);
        }
        for (floor, factor) in scaled.floors.iter_mut().zip(&factors) {
            *floor = floor.map(|floor| floor * factor);
        }
        let same: Vec<Vec<i128>> = nash
            .iter()
            .map(|worth| worth.iter().zip(&factors).map(|(worth, factor)| worth * factor).collect())
            .collect();
        let tables_scaled = scaled.tables();
        let frontier_scaled = tables_scaled.frontier(Limits::default()).unwrap();
        prop_assert_eq!(named(&frontier_scaled.solution(&tables_scaled, Solution::Nash)), same);
        // Symmetry: parties in another order get the same.
        let mut turned = world.clone();
        turned.parts.reverse();
        turned.floors.reverse();
        let tables_turned = turned.tables();
        let frontier_turned = tables_turned.frontier(Limits::default()).unwrap();
        let mut back: Vec<Vec<i128>> = named(&frontier_turned.solution(&tables_turned, Solution::Nash));
        for worth in &mut back {
            worth.reverse();
        }
        back.sort();
        let mut sorted = nash.clone();
        sorted.sort();
        prop_assert_eq!(back, sorted);
        // Independence of irrelevant alternatives: without an option that no Nash package has, with the same
        // floors, the Nash packages stay.
        if !world.parts[0].is_empty() && world.floors.iter().all(Option::is_some) {
            let issue = drop.index(world.parts[0].len());
            let chosen = frontier.solution(&tables, Solution::Nash);
            let kept: Vec<_> = chosen.iter().map(|point| usize::from(point.package[issue])).collect();
            for option in (0..world.parts[0][issue].len()).filter(|option| !kept.contains(option)) {
                let fewer = world.tables().forbidding(issue, option);
                let frontier = fewer.frontier(Limits::default()).unwrap();
                prop_assert_eq!(&named(&frontier.solution(&fewer, Solution::Nash)), &nash);
            }
        }
    }

    #[test]
    fn improvements_and_trades_are_what_they_say(world in worlds(2..=3), pick in any::<prop::sample::Index>()) {
        let tables = world.tables();
        let frontier = tables.frontier(Limits::default()).unwrap();
        let packages = world.packages();
        let package = &packages[pick.index(packages.len())];
        let here = world.worth(package);
        let betters = |there: &[i128]| there != here.as_slice() && there.iter().zip(&here).all(|(there, here)| there >= here);
        let least = |there: &[i128]| there.iter().zip(&here).map(|(there, here)| there - here).min();
        let better: Vec<_> = packages.iter().filter(|p| world.admits(p)).map(|p| world.worth(p)).filter(|w| betters(w)).collect();
        match tables.improvement(&frontier, package) {
            None => prop_assert!(better.is_empty()),
            Some(improvement) => {
                prop_assert!(betters(&improvement.to.utilities));
                let greatest = better.iter().filter_map(|worth| least(worth)).max().unwrap();
                prop_assert!((improvement.for_all_by - to_float(greatest)).abs() < 1e-9);
            }
        }
        let trades = tables.trades(package);
        for trade in &trades {
            let mut after = package.clone();
            for (issue, option) in trade.changes {
                prop_assert_ne!(after[issue], option);
                after[issue] = option;
            }
            prop_assert!(world.admits(&after) && betters(&world.worth(&after)));
        }
        // What two changes reach and neither alone is among the trades.
        let alone = |other: &[u16]| (0..package.len()).any(|issue| {
            let mut one = package.clone();
            one[issue] = other[issue];
            one != *package && world.worth(&one).iter().zip(&here).all(|(there, here)| there >= here)
        });
        let reached = packages.iter().any(|other| {
            let changed = other.iter().zip(package).filter(|(one, other)| one != other).count();
            changed == 2 && world.admits(other) && betters(&world.worth(other)) && !alone(other)
        });
        prop_assert_eq!(reached, !trades.is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Large enough that the search has to bound: 5^9 packages.
    #[test]
    fn solving_larger_tables_finds_what_the_frontier_has(
        parties in 2..=4_usize,
        raw in proptest::collection::vec(proptest::collection::vec(proptest::collection::vec(0..10_000_i128, 4), 5), 9),
    ) {
        let parts: Vec<Vec<Vec<i128>>> = (0..parties)
            .map(|party| raw.iter().map(|options| options.iter().map(|option| option[party]).collect()).collect())
            .collect();
        let tables = Tables::from_parts(&parts, &vec![Some(20_000); parties], &vec![100; parties]).unwrap();
        let frontier = tables.frontier_by_issue(Limits::default()).unwrap();
        for solution in [Solution::Nash, Solution::Egalitarian, Solution::Utilitarian, Solution::KalaiSmorodinsky] {
            let listed = named(&frontier.solution(&tables, solution));
            match tables.solve(solution, Limits::default()) {
                Ok(solved) => {
                    prop_assert!(solved.proven);
                    let own = &solved.point.utilities;
                    let same = match solution {
                        Solution::Utilitarian => own.iter().sum::<i128>() == listed[0].iter().sum::<i128>(),
                        _ => listed.contains(own),
                    };
                    prop_assert!(same, "{}: {:?} for {:?}", solution, own, listed);
                }
                Err(_) => prop_assert!(listed.is_empty(), "{}", solution),
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "numbers of a few digits")]
fn to_float(number: i128) -> f64 {
    number as f64
}

#[test]
fn a_frontier_that_needs_more_than_given_is_refused_with_what_it_needs() {
    let parts: Vec<Vec<Vec<i128>>> = (0..4)
        .map(|party| {
            (0..12)
                .map(|issue| {
                    (0..6)
                        .map(|option| {
                            (option * 7919 + issue * 31 + party * 977) * (party * issue + 17) % 1009
                        })
                        .collect()
                })
                .collect()
        })
        .collect();
    let tables = Tables::from_parts(&parts, &[None; 4], &[1; 4]).unwrap();
    let limits = Limits { bytes: 100_000, ..Limits::default() };
    let refusal = tables.frontier(limits).unwrap_err();
    assert!(refusal.to_string().contains("it has 100000"), "{refusal}");
    let limits = Limits { steps: 100, ..Limits::default() };
    let refusal = tables.frontier(limits).unwrap_err();
    assert!(refusal.to_string().contains("more comparisons than the 100 allowed"), "{refusal}");
}
