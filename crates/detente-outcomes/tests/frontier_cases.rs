//! Frontiers of cases against the definitions, on random small cases.

#![allow(unreachable_pub, dead_code, clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use crate::budget;
use crate::oracle;

use detente_agreement::{Negotiation, Plan, Reading, Worth};
use detente_case::{Case, Interval, Quantity};
use detente_frontier::{Limits, Solution};
use detente_outcomes::{Space, Sums, asked, central_tables};
use oracle::{
    brute::packages,
    cases::{Size, Tape, random},
};
use proptest::prelude::*;

const SMALL: Size = Size { parties: 3, issues: 3, options: 3 };

fn cases() -> impl Strategy<Value = Case> {
    proptest::collection::vec(any::<u16>(), 0..160).prop_map(|tape| random(&mut Tape::new(tape), SMALL))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(budget::cases(500)))]

    /// What a lever adds to a deal is part of what every package is worth, and what it adds to no deal of the floor.
    #[test]
    fn levers_move_worths_and_floors(case in cases(), deal in -20..20_i32, no_deal in -20..20_i32) {
        let negotiation = Negotiation::from_case(&case);
        let Some(&party) = asked(&negotiation).first() else { return Ok(()) };
        let by = |points: i32| Interval::exactly(Quantity::from_units(points));
        let moved = negotiation
            .shifted(party, Worth::Deal, "deal", by(deal))
            .shifted(party, Worth::NoDeal, "no deal", by(no_deal));
        let (before, after) = (central_tables(&negotiation).unwrap(), central_tables(&moved).unwrap());
        for package in packages(&case) {
            let places = negotiation.package(&package).unwrap();
            let options: Vec<_> = (0..negotiation.issues().len())
                .map(|issue| u16::try_from(places.option(issue).unwrap()).unwrap())
                .collect();
            let worth = |tables: &detente_frontier::Tables| tables.points(0, tables.utilities(&options).unwrap()[0]);
            let expected = worth(&before) + f64::from(deal);
            prop_assert!((worth(&after) - expected).abs() < 1e-9);
            let is_deal = moved.is_deal(&moved.package(&package).unwrap(), Reading::Central);
            prop_assert_eq!(after.admits(&options), is_deal);
        }
        let floor = |tables: &detente_frontier::Tables| tables.points(0, tables.floors()[0].unwrap());
        let expected = floor(&before) + f64::from(no_deal);
        prop_assert!((floor(&after) - expected).abs() < 1e-9);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(budget::cases(2_000)))]

    #[test]
    fn the_frontier_of_a_case_is_what_no_other_deal_betters(case in cases()) {
        let negotiation = Negotiation::from_case(&case);
        // Without a party there is nothing to compare.
        let Ok(tables) = central_tables(&negotiation) else {
            prop_assert_eq!(negotiation.consenters().count(), 0);
            return Ok(());
        };
        prop_assert!(!tables.rounded());
        let mut deals = Vec::new();
        for terms in packages(&case) {
            let package = negotiation.package(&terms).unwrap();
            let options: Vec<_> = (0..negotiation.issues().len())
                .map(|issue| u16::try_from(package.option(issue).unwrap()).unwrap())
                .collect();
            let is_deal = negotiation.is_deal(&package, Reading::Central);
            prop_assert_eq!(tables.admits(&options), is_deal);
            let utilities = tables.utilities(&options).unwrap();
            let from = tables.disagreement();
            for (place, party) in asked(&negotiation).into_iter().enumerate() {
                let gain = negotiation.outcome(party, &package).unwrap().central_gain.to_f64();
                let own = tables.points(place, utilities[place] - from[place]);
                prop_assert!((own - gain).abs() <= 1.1e-6, "{} for {}", own, gain);
            }
            if is_deal {
                deals.push(utilities);
            }
        }
        deals.sort();
        deals.dedup();
        deals.reverse();
        let dominated = |one: &Vec<i128>| {
            deals.iter().any(|other| other != one && other.iter().zip(one).all(|(other, one)| other >= one))
        };
        let efficient: Vec<_> = deals.iter().filter(|one| !dominated(one)).cloned().collect();
        for frontier in [
            tables.enumerated_frontier(Limits::default()).unwrap(),
            tables.frontier_by_issue(Limits::default()).unwrap(),
        ] {
            let listed: Vec<_> = frontier.points.iter().map(|point| point.utilities.clone()).collect();
            prop_assert_eq!(listed, efficient.clone());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(budget::cases(2_000)))]

    /// Whoever signs, what a verdict calls the best deal is what the egalitarian criterion singles out, or ties with it for
    /// those who sign: also where some package betters it for everybody and asks one party more. Which of such ties a
    /// frontier holds hangs on those who do not sign too, for it is of what is efficient for all.
    #[test]
    fn the_best_deal_of_a_case_is_the_egalitarian_one(case in cases()) {
        let negotiation = Negotiation::from_case(&case);
        let Ok(space) = Space::of_case("a case", &negotiation, |party| party.to_string()) else { return Ok(()) };
        let frontier = space.frontier(Limits::default()).unwrap();
        let Sums { judges, tables, .. } = &space.worth;
        let chosen = judges.single_out(&frontier, tables, Solution::Egalitarian, Limits::default());
        let is_deal = |terms: &_| negotiation.is_deal(&negotiation.package(terms).unwrap(), Reading::Central);
        let best = negotiation.verdict(Plan { draws: 1, seed: 1 }).best;
        let Some(best) = best.filter(|best| is_deal(&best.terms)) else {
            prop_assert!(chosen.is_empty());
            return Ok(());
        };
        let package = negotiation.package(&best.terms).unwrap();
        let options: Vec<_> = (0..negotiation.issues().len())
            .map(|issue| u16::try_from(package.option(issue).unwrap()).unwrap())
            .collect();
        let signs = |party: &usize| best.outcomes.iter().any(|one| one.party == negotiation.parties()[*party].id);
        let signers: Vec<_> =
            asked(&negotiation).iter().enumerate().filter(|(_, party)| signs(party)).map(|(at, _)| at).collect();
        let own = tables.utilities(&options).unwrap();
        let is_best = |point: &detente_frontier::Point| {
            let ties = signers.iter().all(|&at| point.utilities[at] == own[at]);
            ties || point.package == options || point.alike.packages.contains(&options)
        };
        prop_assert!(chosen.iter().any(is_best), "{:?} is not among {:?}", options, chosen);
    }
}
