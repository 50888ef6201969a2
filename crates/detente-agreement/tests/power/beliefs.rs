use crate::budget;
use detente_agreement::{
    Answer, Negotiation, Plan, Reading, Requirement,
    beliefs::{AddedTo, beliefs},
    least_factor::Reach,
};
use detente_case::{
    Actor, Belief, BeliefId, Case, Dated, Interval, LeverId, LeverKind, LeverStatus, PartyId, Quantity,
};
use proptest::prelude::*;

use crate::power::build::{PARTIES, assumed, cited, effects_of, lever, numbers, random, slow_packages};

const FEW: Plan = Plan { draws: 20, seed: 1 };

fn belief(case: &mut Case, name: &str, holder: &str, lever: &str, effects: &[(&str, i32, i32)]) {
    let belief = Belief {
        holder: Actor::Party(PartyId::new(holder)),
        lever: LeverId::new(lever),
        says: "support moves the other side".into(),
        moves_no_deal: effects_of(effects),
        moves_deal: detente_case::Effects::new(),
        origin: cited(),
        effects_origin: assumed(),
    };
    case.beliefs.insert(BeliefId::new(name), belief);
}

/// The least millionth of strength at which some package is a deal, package by package: each asked party
/// gives the factors it accepts as an interval, and the least of their common part is a candidate.
fn slow_break_even(case: &Case, effects: &[i32; 3]) -> Option<i128> {
    let needed = slow_packages(case).into_iter().filter(|package| package.allowed).filter_map(|package| {
        let (mut least, mut most) = (0, i128::MAX);
        for party in package.asked() {
            // A no-deal value that rises by so much per unit takes so much away.
            let helps = -i128::from(effects[party]) * 1_000_000;
            let lacks = package.lacks(case, party) * 1_000_000;
            match helps.cmp(&0) {
                std::cmp::Ordering::Greater => least = least.max(-(-lacks).div_euclid(helps)),
                std::cmp::Ordering::Less => most = most.min((-lacks).div_euclid(-helps)),
                std::cmp::Ordering::Equal if lacks > 0 => most = -1,
                std::cmp::Ordering::Equal => {}
            }
        }
        (least <= most).then_some(least)
    });
    needed.min()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(budget::cases(1000)))]

    #[test]
    fn break_even_is_the_least_factor_of_any_package(
        numbers in numbers(),
        effects in [-20i32..15, -20i32..15, -20i32..15],
    ) {
        let mut case = random(&numbers);
        lever(&mut case, "support", "m", LeverKind::Support, &[]);
        let stated: Vec<_> = PARTIES.iter().zip(effects).map(|(party, by)| (*party, by, by)).collect();
        belief(&mut case, "theory", "m", "support", &stated);
        let answer = beliefs(&case, &Negotiation::from_case(&case), Plan { draws: 0, seed: 0 });
        let expected = slow_break_even(&case, &effects);
        let found = answer.theories[0].break_even.as_ref().map(|found| &found.central);
        match found {
            Some(Reach::From { factor, terms }) => {
                prop_assert_eq!(Some(i128::from(factor.millionths())), expected);
                prop_assert!(slow_packages(&case).iter().any(|package| package.terms() == *terms && package.allowed));
            }
            Some(Reach::Never { blocked_by }) => {
                prop_assert_eq!(expected, None);
                prop_assert!(!blocked_by.is_empty());
            }
            other => prop_assert!(false, "{other:?}"),
        }
    }

    /// What favours agreement needs no more strength, what works against it no less.
    #[test]
    fn the_readings_stand_in_order(
        numbers in numbers(),
        effects in proptest::collection::vec((-20i32..10, 0i32..10), 3),
    ) {
        let mut case = random(&numbers);
        lever(&mut case, "support", "m", LeverKind::Support, &[]);
        let stated: Vec<_> =
            PARTIES.iter().zip(effects).map(|(party, (low, width))| (*party, low, low + width)).collect();
        belief(&mut case, "theory", "m", "support", &stated);
        let answer = beliefs(&case, &Negotiation::from_case(&case), Plan { draws: 0, seed: 0 });
        let found = answer.theories[0].break_even.clone();
        let factor = |reach: &Reach| match reach {
            Reach::From { factor, .. } => *factor,
            _ => Quantity::from_millionths(i64::MAX),
        };
        let [favourable, central, guarded] = found
            .map(|found| [factor(&found.favourable), factor(&found.central), factor(&found.guarded)])
            .unwrap_or_default();
        prop_assert!(favourable <= central && central <= guarded);
    }
}

fn two_theories() -> Case {
    let mut case = crate::power::build::case(&["ua", "ru", "us"], 2);
    crate::power::build::issue(&mut case, "line", detente_case::IssueKind::Choice, &["freeze", "withdraw"]);
    for (party, option, value) in
        [("ua", "freeze", 50), ("ua", "withdraw", 100), ("ru", "freeze", 60), ("ru", "withdraw", 0)]
    {
        let value = Some(Interval::units(value, value));
        crate::power::build::stance(&mut case, party, "line", option, None, value, cited());
    }
    crate::power::build::no_deal(&mut case, "ua", 40, 40);
    crate::power::build::no_deal(&mut case, "ru", 70, 70);
    lever(&mut case, "support", "us", LeverKind::Support, &[]);
    belief(&mut case, "europe", "ua", "support", &[("ru", -20, -20), ("ua", 5, 5)]);
    belief(&mut case, "washington", "us", "support", &[("ru", -2, -2), ("ua", 12, 12)]);
    case
}

#[test]
fn rival_theories_stand_side_by_side() {
    let case = two_theories();
    let answer = beliefs(&case, &Negotiation::from_case(&case), FEW);
    assert_eq!(answer.without.answer, Answer::Impossible);
    let [europe, washington] = [&answer.theories[0], &answer.theories[1]];
    // ru lacks 10 points, 20 a unit; ua has 10 to spare, 5 a unit.
    let half = Quantity::from_millionths(500_000);
    assert!(matches!(&europe.break_even, Some(found)
        if matches!(&found.central, Reach::From { factor, .. } if *factor == half)));
    assert_eq!(europe.rivals, [BeliefId::new("washington")]);
    // ru would need 5 units, ua bears less than one.
    assert!(matches!(&washington.break_even, Some(found) if matches!(&found.central, Reach::Never { .. })));
    let zones: Vec<_> =
        answer.holders.iter().map(|holder| (holder.holder.as_str(), holder.zone.answer)).collect();
    assert_eq!(zones, [("ua", Answer::Certain), ("us", Answer::Impossible)]);
}

#[test]
fn no_strength_moves_a_red_line() {
    let mut case = two_theories();
    for option in ["freeze", "withdraw"] {
        crate::power::build::says(&mut case, "ru", "line", option, detente_case::Level::RedLine);
    }
    let answer = beliefs(&case, &Negotiation::from_case(&case), FEW);
    let Some(found) = &answer.theories[0].break_even else { unreachable!("effects are stated") };
    let Reach::Never { blocked_by } = &found.favourable else {
        unreachable!("a red line stands on every option")
    };
    assert!(blocked_by.iter().any(|requirement| matches!(requirement, Requirement::RedLine { .. })));
    assert!(!blocked_by.iter().any(|requirement| matches!(requirement, Requirement::NoDealValue { .. })));
}

#[test]
fn a_lever_in_use_is_taken_out_before_a_theory_about_it_is_put_in() {
    let mut case = two_theories();
    case.levers["support"].moves_no_deal = effects_of(&[("ru", -20, -20)]);
    case.levers["support"].status.push(Dated { is: LeverStatus::InUse, on: None, origin: cited() });
    let negotiation = Negotiation::from_case(&case);
    let theory = &beliefs(&case, &negotiation, FEW).theories[0];
    assert_eq!(theory.added_to, AddedTo::TodayWithoutTheLever);
    // Without the lever ru would hold out for 90: 30 points, 20 a unit.
    let more = Quantity::from_millionths(1_500_000);
    assert!(matches!(&theory.break_even, Some(found)
        if matches!(&found.central, Reach::From { factor, .. } if *factor == more)));
    case.levers["support"].moves_no_deal.clear();
    let theory = &beliefs(&case, &negotiation, FEW).theories[0];
    assert_eq!(theory.added_to, AddedTo::TodayLeverNotStated);
    assert!(negotiation.find(Reading::Favourable).package().is_none());
}
