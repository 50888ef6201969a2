use crate::budget;
use detente_agreement::{
    Count, Negotiation, Plan, incidence::LeverMove, lever_ladder::lever_ladder, zone::nearest,
};
use detente_case::{Dated, LeverKind, LeverStatus};
use proptest::prelude::*;

use crate::power::build::{cited, effects_of, lever, numbers, random, slow_packages};

#[test]
fn the_cheapest_lever_comes_first_and_an_unstated_cost_last() {
    let mut case = crate::power::build::case(&["a", "b", "m"], 2);
    crate::power::build::issue(&mut case, "i", detente_case::IssueKind::Choice, &["x"]);
    for (name, cost) in [("unstated", None), ("dear", Some(9)), ("cheap", Some(2))] {
        lever(&mut case, name, "m", LeverKind::Pressure, &[("a", -5, -5)]);
        if let Some(cost) = cost {
            case.levers[name].cost = effects_of(&[("m", cost, cost), ("b", 50, 50)]);
        }
    }
    let ladder = lever_ladder(&case, &Negotiation::from_case(&case), Plan { draws: 10, seed: 1 });
    let order: Vec<_> = ladder.rungs.iter().map(|rung| rung.lever.as_str()).collect();
    assert_eq!(order, ["cheap", "dear", "unstated"]);
    assert_eq!(ladder.rungs[0].cost_to_others.len(), 1);
}

#[test]
fn a_lever_without_stated_effects_has_no_zone() {
    let mut case = crate::power::build::case(&["a"], 1);
    lever(&mut case, "unknown", "a", LeverKind::Pressure, &[]);
    let rung =
        lever_ladder(&case, &Negotiation::from_case(&case), Plan { draws: 10, seed: 1 }).rungs.remove(0);
    assert!(rung.with.is_none() && rung.gap_closed.is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(budget::cases(1000)))]

    /// The zone with a lever is that of a case in which its effects were written into the no-deal values.
    #[test]
    fn using_a_lever_is_writing_its_effects_into_the_no_deal_values(
        numbers in numbers(),
        effects in [-30i32..30, -30i32..30],
        in_use in any::<bool>(),
    ) {
        let mut case = random(&numbers);
        lever(&mut case, "pressure", "m", LeverKind::Pressure, &[("a", effects[0], effects[0]), ("b", effects[1], effects[1])]);
        if in_use {
            case.levers["pressure"].status.push(Dated { is: LeverStatus::InUse, on: None, origin: cited() });
        }
        let ladder = lever_ladder(&case, &Negotiation::from_case(&case), Plan { draws: 0, seed: 0 });
        let rung = &ladder.rungs[0];
        prop_assert_eq!(rung.would, if in_use { LeverMove::End } else { LeverMove::Use });
        let slow = |case: &detente_case::Case| {
            let deals = slow_packages(case).iter().filter(|package| package.is_deal(case)).count();
            Count::exactly(deals as u64)
        };
        prop_assert_eq!(ladder.without.deals.central, slow(&case));
        let mut written = case.clone();
        for no_deal in &mut written.no_deal {
            let effect = match no_deal.party.as_str() {
                "a" => effects[0],
                "b" => effects[1],
                _ => 0,
            };
            no_deal.value = no_deal.value + detente_case::Interval::units(effect, effect);
            if in_use {
                let back = detente_case::Interval::units(2 * effect, 2 * effect);
                no_deal.value = no_deal.value - back;
            }
        }
        prop_assert_eq!(rung.with.as_ref().map(|zone| zone.deals.central), Some(slow(&written)));
    }

    /// The nearest package is the one whose largest lack is smallest.
    #[test]
    fn the_nearest_package_has_the_largest_least_gain(numbers in numbers()) {
        let case = random(&numbers);
        let negotiation = Negotiation::from_case(&case);
        let lack = |package: &crate::power::build::Slow| package.asked().iter().map(|party| package.lacks(&case, *party)).max();
        let allowed: Vec<_> = slow_packages(&case).into_iter().filter(|package| package.allowed).collect();
        let least = allowed.iter().filter_map(lack).min();
        let found = nearest(&negotiation).map(|best| negotiation.deal(&best.package));
        prop_assert_eq!(found.is_none(), allowed.is_empty());
        if let Some(found) = found {
            let chosen = allowed.iter().find(|package| package.terms() == found.terms);
            prop_assert_eq!(chosen.and_then(lack), least);
            prop_assert_eq!(found.least_gain.map(|gain| -i128::from(gain.millionths())), least);
        }
    }
}
