//! Worlds one by one against the definitions, on random small negotiations.

#![allow(unreachable_pub, dead_code, clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use crate::oracle;

use detente_agreement::{
    Finding, Negotiation, Package, Plan, Reading,
    worlds::{Appraisal, Seeker, Worlds},
};
use detente_case::{Case, Interval, Quantity};
use oracle::{
    brute::packages,
    cases::{Size, Tape, random},
};
use proptest::prelude::*;

const SMALL: Size = Size { parties: 3, issues: 3, options: 3 };
const PLAN: Plan = Plan { draws: 12, seed: 7 };

fn cases() -> impl Strategy<Value = Case> {
    proptest::collection::vec(any::<u16>(), 0..160).prop_map(|tape| random(&mut Tape::new(tape), SMALL))
}

fn all(case: &Case, negotiation: &Negotiation) -> Vec<Package> {
    packages(case).iter().filter_map(|terms| negotiation.package(terms)).collect()
}

/// Whether everybody the package needs gains what it asks for, by raising what no deal is worth to it.
fn meets(negotiation: &Negotiation, package: &Package, asks: &[Quantity], draw: u32) -> bool {
    let raised = asks.iter().enumerate().fold(negotiation.clone(), |raised, (party, ask)| {
        raised.shifted(party, detente_agreement::Worth::NoDeal, "ask", Interval::exactly(*ask))
    });
    raised.is_deal(package, Reading::Draw { plan: PLAN, draw })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_world_is_a_draw_of_the_plan(case in cases()) {
        let negotiation = Negotiation::from_case(&case);
        let worlds = Worlds::of(&negotiation, PLAN);
        prop_assert_eq!(worlds.count(), PLAN.draws);
        for package in all(&case, &negotiation) {
            let accepted = worlds.accepted(&package);
            for draw in 0..PLAN.draws {
                let is_deal = negotiation.is_deal(&package, Reading::Draw { plan: PLAN, draw });
                prop_assert_eq!(accepted.contains(draw as usize), is_deal);
                if is_deal {
                    for party in negotiation.needed_for(&package) {
                        prop_assert!(worlds.gain(draw, party, &package) >= Quantity::ZERO);
                        prop_assert!(worlds.gain(draw, party, &package) <= worlds.ideal(draw, party));
                    }
                }
            }
        }
    }

    /// A text is worth what it gains where it is taken, and is given up only where that is too little.
    #[test]
    fn what_a_text_is_worth_is_added_up_where_it_is_taken(
        case in cases(), party in 0_usize..3, first in 0..=PLAN.draws, least in -40_i32..400,
    ) {
        let negotiation = Negotiation::from_case(&case);
        let worlds = Worlds::of(&negotiation, PLAN);
        let mut appraisal = Appraisal::of(&worlds, party, first);
        for package in all(&case, &negotiation) {
            let accepted = worlds.accepted(&package);
            let taken = (0..first).filter(|world| accepted.contains(*world as usize));
            let worth: f64 = taken.map(|world| worlds.gain(world, party, &package).to_f64()).sum();
            prop_assert_eq!(appraisal.more_than(f64::NEG_INFINITY, &package), Some(worth));
            let least = f64::from(least);
            match appraisal.more_than(least, &package) {
                Some(found) => prop_assert!(found.total_cmp(&worth).is_eq(), "{} is not {}", found, worth),
                None => prop_assert!(worth <= least, "{} is more than {}", worth, least),
            }
        }
    }

    /// What is shared between alike negotiations is what would be drawn anew; by world or all at once, gains are the same.
    #[test]
    fn the_worlds_of_a_changed_negotiation_are_those_drawn_anew(
        case in cases(), by in -40_i32..40, to_deal in any::<bool>(), unasked in 0_usize..3, how in 0_u8..3,
    ) {
        let negotiation = Negotiation::from_case(&case);
        let worlds = Worlds::of(&negotiation, PLAN);
        let adds_to = if to_deal { detente_agreement::Worth::Deal } else { detente_agreement::Worth::NoDeal };
        let shifted = |negotiation: &Negotiation| {
            negotiation.shifted(1, adds_to, "change", Interval::units(by, by + 10))
        };
        let changed = match how {
            0 => shifted(&negotiation),
            1 => negotiation.not_asking(unasked),
            _ => shifted(&negotiation.not_asking(unasked)),
        };
        let (shared, anew) = (worlds.changed(&changed, PLAN), Worlds::of(&changed, PLAN));
        prop_assert_eq!(shared.count(), anew.count());
        for package in all(&case, &changed) {
            prop_assert_eq!(shared.accepted(&package), anew.accepted(&package));
            prop_assert_eq!(shared.accepted_anew(&package), anew.accepted_anew(&package));
            for party in 0..3 {
                let gains = shared.gains(party, &package);
                prop_assert_eq!(gains.len(), PLAN.draws as usize);
                for (draw, gain) in (0..PLAN.draws).zip(gains) {
                    prop_assert_eq!(gain, anew.gain(draw, party, &package));
                    prop_assert_eq!(shared.no_deal(draw, party), anew.no_deal(draw, party));
                    prop_assert_eq!(shared.ideal(draw, party), anew.ideal(draw, party));
                }
            }
        }
        let other = Plan { seed: PLAN.seed + 1, ..PLAN };
        prop_assert_eq!(worlds.changed(&changed, other).ideal(0, 0), Worlds::of(&changed, other).ideal(0, 0));
    }

    #[test]
    fn what_is_asked_for_is_met_exactly_where_some_package_meets_it(
        case in cases(),
        asks in proptest::collection::vec(-20_i32..60, 3),
    ) {
        let negotiation = Negotiation::from_case(&case);
        let worlds = Worlds::of(&negotiation, PLAN);
        let asks: Vec<_> = asks.into_iter().map(Quantity::from_units).collect();
        let all = all(&case, &negotiation);
        let mut seeker = Seeker::new(&worlds);
        for draw in 0..PLAN.draws {
            match seeker.meeting(draw, &asks) {
                Finding::Found(package) => prop_assert!(meets(&negotiation, &package, &asks, draw)),
                Finding::None => prop_assert!(!all.iter().any(|one| meets(&negotiation, one, &asks, draw))),
                Finding::Unsettled => prop_assert!(false, "small cases are settled"),
            }
        }
    }

    #[test]
    fn the_best_for_a_party_is_the_deal_worth_most_to_it_behind_none_of_its_red_lines(case in cases()) {
        let negotiation = Negotiation::from_case(&case);
        let worlds = Worlds::of(&negotiation, PLAN);
        let all = all(&case, &negotiation);
        let mut seeker = Seeker::new(&worlds);
        for (draw, party) in (0..PLAN.draws).flat_map(|draw| (0..3).map(move |party| (draw, party))) {
            let proposable = |package: &&Package| {
                worlds.accepted(package).contains(draw as usize)
                    && negotiation.red_lines_crossed(party, package).is_empty()
            };
            let gain = |package: &Package| worlds.gain(draw, party, package);
            let most = all.iter().filter(proposable).map(gain).max();
            prop_assert_eq!(seeker.best_for(draw, party).as_ref().map(gain), most);
        }
    }

    /// Expecting a change for sure is the change; not expecting it is none; and what is expected lies between.
    #[test]
    fn expecting_is_between_now_and_after(case in cases(), by in -40_i32..40, chance in 0_i64..=1_000_000) {
        let now = Negotiation::from_case(&case);
        let by = Interval::units(by, by + 10);
        let after = now.shifted(0, detente_agreement::Worth::NoDeal, "change", by);
        let (worlds, later) = (Worlds::of(&now, PLAN), Worlds::of(&after, PLAN));
        let with = |millionths| {
            let chances = vec![Quantity::from_millionths(millionths); PLAN.draws as usize];
            Worlds::expecting(&worlds, &later, &chances)
        };
        let (never, surely, perhaps) = (with(0), with(1_000_000), with(chance));
        for package in all(&case, &now) {
            for draw in 0..PLAN.draws {
                let gain = |worlds: &Worlds<'_>| worlds.gain(draw, 0, &package);
                prop_assert_eq!(gain(&never), gain(&worlds));
                prop_assert_eq!(gain(&surely), gain(&later));
                let ends = [gain(&worlds), gain(&later)];
                // A millionth for each cell rounded down.
                let slack = Quantity::from_millionths(8);
                prop_assert!(gain(&perhaps) + slack >= ends[0].min(ends[1]));
                prop_assert!(gain(&perhaps) <= ends[0].max(ends[1]));
            }
        }
    }

    #[test]
    fn turning_out_anew_takes_no_deal_values_from_half_a_plan_on(case in cases()) {
        let negotiation = Negotiation::from_case(&case);
        let worlds = Worlds::of(&negotiation, PLAN);
        for package in all(&case, &negotiation) {
            let anew = worlds.accepted_anew(&package);
            for draw in 0..PLAN.draws {
                let other = (draw + PLAN.draws / 2) % PLAN.draws;
                let rises = |party: &usize| worlds.no_deal(other, *party) - worlds.no_deal(draw, *party);
                let needed = negotiation.needed_for(&package);
                let asks = needed.iter().map(|party| (*party, rises(party)));
                let raised = asks.fold(negotiation.clone(), |raised, (party, by)| {
                    raised.shifted(party, detente_agreement::Worth::NoDeal, "rise", Interval::exactly(by))
                });
                let is_deal = raised.is_deal(&package, Reading::Draw { plan: PLAN, draw });
                prop_assert_eq!(anew.contains(draw as usize), is_deal);
            }
        }
    }
}
