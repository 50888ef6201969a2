use crate::budget;
use detente_agreement::incidence::{Pays, Sign, incidence};
use detente_case::{
    Case, Dated, Interval, LeverId, LeverKind, LeverStatus, PartyId, Quantity, Ultimatum, UltimatumId, When,
};
use proptest::prelude::*;

use crate::power::build::{TODAY, assumed, case, cited, effects_of, lever, no_deal};

fn status(case: &mut Case, name: &str, is: LeverStatus) {
    if let Some(lever) = case.levers.get_mut(name) {
        lever.status.push(Dated { is, on: None, origin: cited() });
    }
}

fn ultimatum(case: &mut Case, name: &str, issuer: &str, to: &[&str], consequence: &str) {
    let ultimatum = Ultimatum {
        issuer: PartyId::new(issuer),
        said_by: None,
        addressed_to: to.iter().map(|party| PartyId::new(*party)).collect(),
        trigger: "no progress".into(),
        trigger_defined: false,
        deadline: Some(When {
            from: TODAY,
            to: TODAY.saturating_add(jiff::Span::new().days(7)),
            words: None,
        }),
        consequence: LeverId::new(consequence),
        credibility: Some(Interval::exactly(Quantity::from_millionths(500_000))),
        origin: cited(),
        effects_origin: assumed(),
    };
    case.ultimatums.insert(UltimatumId::new(name), ultimatum);
}

/// Two threats of one mediator: to leave, addressed to both sides, and to end support, addressed to one.
fn two_threats() -> Case {
    let mut case = case(&["ua", "ru", "us"], 2);
    no_deal(&mut case, "ua", 30, 50);
    lever(&mut case, "leave", "us", LeverKind::Exit, &[("ua", -20, -5), ("ru", 0, 10), ("us", -5, 2)]);
    lever(&mut case, "end-support", "us", LeverKind::Pressure, &[("ua", -30, -10)]);
    case.levers["leave"].cost = effects_of(&[("us", 3, 8)]);
    status(&mut case, "leave", LeverStatus::Threatened);
    status(&mut case, "end-support", LeverStatus::Threatened);
    ultimatum(&mut case, "move-on", "us", &["ua", "ru"], "leave");
    ultimatum(&mut case, "end-all-support", "us", &["ua"], "end-support");
    case
}

#[test]
fn an_addressee_that_gains_is_named_with_those_who_lose() {
    let answer = incidence(&two_threats());
    let leave = &answer.ultimatums[0];
    assert_eq!(leave.perverse.len(), 1);
    let gainer = &leave.perverse[0];
    assert_eq!((gainer.party.as_str(), gainer.certain, gainer.never_loses), ("ru", false, true));
    assert_eq!(gainer.certain_losers, [PartyId::new("ua")]);
    assert_eq!(gainer.possible_losers, [PartyId::new("us")]);
    assert!(answer.ultimatums[1].perverse.is_empty(), "nobody has said what ending support does to ru");
}

#[test]
fn the_two_threats_have_separate_incidence_and_rationality() {
    let answer = incidence(&two_threats());
    let (leave, end) = (&answer.ultimatums[0], &answer.ultimatums[1]);
    assert_eq!(leave.changes[0].after, Some(Interval::units(10, 45)));
    assert_eq!(end.changes[0].after, Some(Interval::units(0, 40)));
    // −5 to 2, less a cost of 3 to 8.
    assert_eq!(leave.rationality.net, Some(Interval::units(-13, -1)));
    assert_eq!(leave.rationality.answer, Pays::CertainlyCostly);
    assert!(leave.rationality.complete);
    assert_eq!(end.rationality.answer, Pays::NotStated);
    assert!(!end.rationality.complete);
}

#[test]
fn what_is_not_stated_is_never_nothing() {
    let answer = incidence(&two_threats());
    let end = &answer.levers[1];
    assert_eq!((end.changes[1].change, end.changes[1].sign), (None, Sign::NotStated));
    let exit = &answer.exits[0];
    assert_eq!(exit.others, [LeverId::new("end-support")]);
    let (ua, ru) = (&exit.together[0], &exit.together[1]);
    assert_eq!((ua.change, ua.sign), (Some(Interval::units(-50, -15)), Sign::CertainFall));
    assert_eq!((ru.change, ru.sign), (Some(Interval::units(0, 10)), Sign::NotStated));
    assert_eq!(ru.not_stated, [LeverId::new("end-support")]);
    assert_eq!(ru.after, None, "nobody has said what no agreement is worth to ru");
}

#[test]
fn a_lever_in_use_would_be_ended() {
    let mut case = two_threats();
    status(&mut case, "end-support", LeverStatus::InUse);
    let answer = incidence(&case);
    assert_eq!(answer.levers[1].changes[0].change, Some(Interval::units(10, 30)));
    assert!(answer.ultimatums[1].already_in_use);
    assert_eq!(answer.exits[0].others, []);
}

#[test]
fn an_ultimatum_whose_lever_was_taken_back_threatens_nobody() {
    for taken_back in [LeverStatus::Withdrawn, LeverStatus::Shelved] {
        let mut case = two_threats();
        let before = incidence(&case).ultimatums.len();
        status(&mut case, "end-support", taken_back);
        let left = incidence(&case).ultimatums;
        assert_eq!(left.len(), before - 1, "{taken_back:?}");
        assert!(left.iter().all(|one| one.consequence != LeverId::new("end-support")));
        status(&mut case, "end-support", LeverStatus::Threatened);
        assert_eq!(incidence(&case).ultimatums.len(), before, "it is threatened again");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(budget::cases(1000)))]

    /// Whatever single values the intervals hold, the sum of the levers' effects lies in the joint change,
    /// and the sign never denies it.
    #[test]
    fn joint_changes_contain_every_sum(
        ends in proptest::collection::vec((-50i32..50, 0i32..40), 1..5),
        shares in proptest::collection::vec(0i64..=1_000_000, 5),
        exit_in_use in any::<bool>(),
    ) {
        let mut case = case(&["a", "b"], 2);
        let mut sum = 0;
        for (index, ((low, width), share)) in ends.iter().zip(&shares).enumerate() {
            let name = format!("lever-{index}");
            let kind = if index == 0 { LeverKind::Exit } else { LeverKind::Pressure };
            lever(&mut case, &name, "b", kind, &[("a", *low, low + width)]);
            status(&mut case, &name, LeverStatus::Threatened);
            sum += i64::from(*low) * 1_000_000 + i64::from(*width) * share;
        }
        if exit_in_use {
            status(&mut case, "lever-0", LeverStatus::InUse);
        }
        let answer = incidence(&case);
        prop_assert_eq!(answer.exits.is_empty(), exit_in_use);
        for exit in &answer.exits {
            let change = &exit.together[0];
            let sum = Quantity::from_millionths(sum);
            prop_assert!(change.change.is_some_and(|interval| interval.contains(sum)));
            match change.sign {
                Sign::CertainRise => prop_assert!(sum > Quantity::ZERO),
                Sign::PossibleRise => prop_assert!(sum >= Quantity::ZERO),
                Sign::NoChange => prop_assert!(sum == Quantity::ZERO),
                Sign::EitherWay => {}
                Sign::PossibleFall => prop_assert!(sum <= Quantity::ZERO),
                Sign::CertainFall => prop_assert!(sum < Quantity::ZERO),
                Sign::NotStated => prop_assert!(false, "all effects are stated"),
            }
            prop_assert_eq!(exit.together[1].sign, Sign::NotStated);
        }
    }
}
