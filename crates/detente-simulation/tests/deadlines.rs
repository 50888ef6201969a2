//! Talks day by day against playing every day one by one.

#![allow(unreachable_pub, dead_code, clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use crate::cases;

use cases::{Size, Tape, origin, random};
use detente_agreement::{Negotiation, Plan, robust::Progress};
use detente_case::{
    Actor, Case, Interval, Lever, LeverId, LeverKind, PartyId, Quantity, Ultimatum, UltimatumId, When,
};
use detente_simulation::{
    deadlines::{Curve, Deadlines, NotPlayed, Times, deadlines, deadlines_watched},
    pace::Habits,
};
use proptest::prelude::*;

const SMALL: Size = Size { parties: 3, issues: 2, options: 3 };
const PLAN: Plan = Plan { draws: 16, seed: 3 };

fn lever(kind: LeverKind, to: &str, by: i32) -> Lever {
    Lever {
        name: "threat".into(),
        owner: Actor::Party(PartyId::new("p2")),
        target: None,
        kind,
        status: Vec::new(),
        reversible: Some(true),
        lag: None,
        cost: [(PartyId::new("p2"), Interval::units(0, 4))].into_iter().collect(),
        moves_no_deal: [
            (PartyId::new(to), Interval::units(by, by)),
            (PartyId::new("p2"), Interval::units(-1, 5)),
        ]
        .into_iter()
        .collect(),
        moves_deal: detente_case::Effects::default(),
        origin: origin(),
        effects_origin: origin(),
    }
}

/// A random case with one ultimatum: its consequence of this kind, moving the first party, within so many days.
fn threatened(
    tape: Vec<u16>,
    kind: LeverKind,
    by: i32,
    days: Option<(i32, i32)>,
    chance: Option<i64>,
) -> Case {
    let mut case = random(&mut Tape::new(tape), SMALL);
    case.levers.insert(LeverId::new("threat"), lever(kind, "p0", by));
    let day = |days: i32| case.as_of.checked_add(jiff::Span::new().days(days)).unwrap();
    let deadline = days.map(|(from, to)| When { from: day(from), to: day(to), words: None });
    let ultimatum = Ultimatum {
        issuer: PartyId::new("p2"),
        said_by: None,
        addressed_to: vec![PartyId::new("p0")],
        trigger: "no progress".into(),
        trigger_defined: true,
        deadline,
        consequence: LeverId::new("threat"),
        credibility: chance.map(|chance| Interval::exactly(Quantity::from_millionths(chance))),
        origin: origin(),
        effects_origin: origin(),
    };
    case.ultimatums.insert(UltimatumId::new("u"), ultimatum);
    case
}

fn asked(case: &Case, times: Times) -> Deadlines {
    deadlines(case, &Negotiation::from_case(case), PLAN, Habits::default(), times)
}

fn short() -> Times {
    Times { takes: Interval::units(5, 40), days: 30, deadline: None }
}

fn tape() -> impl Strategy<Value = Vec<u16>> {
    proptest::collection::vec(any::<u16>(), 0..160)
}

fn covers_all(curve: &Curve) -> bool {
    curve.agreed.holds + curve.ended.holds + curve.open.holds == PLAN.draws
        && curve.agreed_by.is_sorted()
        && curve.carried_out_by.is_sorted()
        && curve.agreed_by.last() == Some(&curve.agreed.holds)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn curves_only_rise_and_their_ends_cover_every_world(
        tape in tape(), by in -40_i32..40, from in 0_i32..20, length in 0_i32..20, exit in any::<bool>(),
    ) {
        let kind = if exit { LeverKind::Exit } else { LeverKind::Pressure };
        let case = threatened(tape, kind, by, Some((from, from + length)), Some(500_000));
        let found = asked(&case, short());
        let talks = found.ultimatums[0].talks.as_ref().unwrap();
        for curve in [&found.without, &talks.unheeded, &talks.heeded] {
            prop_assert!(covers_all(curve));
        }
        prop_assert_eq!(found.without.ended.holds, 0);
        if !exit {
            prop_assert_eq!(talks.unheeded.ended.holds + talks.heeded.ended.holds, 0);
        }
        for (day, by_then, in_all) in &talks.other_days {
            prop_assert!(*day <= 30 && by_then.holds <= in_all.holds);
        }
    }

    #[test]
    fn who_watches_is_told_how_far_it_is_and_changes_nothing(tape in tape(), by in -40_i32..40) {
        let case = threatened(tape, LeverKind::Pressure, by, Some((3, 9)), Some(500_000));
        let told = std::sync::Mutex::new(Vec::new());
        let watch = |progress: Progress| told.lock().unwrap().push((progress.done, progress.all));
        let negotiation = Negotiation::from_case(&case);
        let watched = deadlines_watched(&case, &negotiation, PLAN, Habits::default(), short(), &watch);
        prop_assert_eq!(watched, asked(&case, short()));
        let told = told.into_inner().unwrap();
        prop_assert!(told.len() > 2 && told.is_sorted());
        prop_assert!(told.iter().all(|(done, all)| done < all));
    }

    /// A threat that is never carried out, or only after the last day, changes nothing for who does not heed it.
    #[test]
    fn an_empty_or_a_far_threat_changes_nothing_where_it_is_not_heeded(
        tape in tape(), by in -40_i32..40, far in any::<bool>(),
    ) {
        let (days, chance) = if far { ((40, 50), 1_000_000) } else { ((3, 9), 0) };
        let case = threatened(tape, LeverKind::Exit, by, Some(days), Some(chance));
        let found = asked(&case, short());
        prop_assert_eq!(&found.ultimatums[0].talks.as_ref().unwrap().unheeded, &found.without);
    }

    /// What is surely carried out and ends the talks leaves nothing agreed after its day.
    #[test]
    fn nothing_is_agreed_after_an_exit(tape in tape(), by in -40_i32..40, day in 0_i32..30) {
        let case = threatened(tape, LeverKind::Exit, by, Some((day, day)), Some(1_000_000));
        let found = asked(&case, short());
        let talks = found.ultimatums[0].talks.as_ref().unwrap();
        let day = usize::try_from(day).unwrap();
        for curve in [&talks.unheeded, &talks.heeded] {
            prop_assert_eq!(curve.agreed_by[day], curve.agreed.holds);
            prop_assert_eq!(curve.agreed.holds + curve.ended.holds, PLAN.draws);
        }
        prop_assert_eq!(&talks.unheeded.agreed_by[..day], &found.without.agreed_by[..day]);
    }

    /// A certain loss of what no deal is worth to somebody can only open deals to who heeds it.
    #[test]
    fn who_is_surely_hurt_agrees_no_less_by_the_deadline(tape in tape(), by in -40_i32..0, day in 1_i32..30) {
        let mut case = threatened(tape, LeverKind::Pressure, by, Some((day, day)), Some(1_000_000));
        case.levers.get_mut(&LeverId::new("threat")).unwrap().moves_no_deal.shift_remove(&PartyId::new("p2"));
        let habits = Habits { exponent: (1.0, 1.0), margin: Interval::ZERO };
        let times = Times { takes: Interval::units(1, 1), ..short() };
        let found = deadlines(&case, &Negotiation::from_case(&case), PLAN, habits, times);
        let talks = found.ultimatums[0].talks.as_ref().unwrap();
        let day = usize::try_from(day).unwrap();
        prop_assert!(talks.heeded.agreed_by[day] >= talks.unheeded.agreed_by[day]);
    }

    /// What a threat costs counts among what it does to whoever carries it out, so that both numbers are one.
    #[test]
    fn whoever_pays_for_a_threat_loses_by_it_where_it_does_not_pay(tape in tape(), only_pays in any::<bool>()) {
        let mut case = threatened(tape, LeverKind::Pressure, -10, None, None);
        let issuer = PartyId::new("p2");
        if only_pays {
            case.levers.get_mut(&LeverId::new("threat")).unwrap().moves_no_deal.shift_remove(&issuer);
        }
        let found = asked(&case, short());
        let played = &found.ultimatums[0];
        let own = played.hurt.iter().find(|hurt| hurt.party == issuer).unwrap();
        prop_assert_eq!(own.change.is_none(), only_pays);
        prop_assert_eq!(own.cost, Some(Interval::units(0, 4)));
        prop_assert_eq!(own.gains, played.pays.as_ref().unwrap().share);
        if only_pays {
            prop_assert_eq!((own.gains.holds, own.loses.holds > PLAN.draws / 2), (0, true));
        }
        let other = played.hurt.iter().find(|hurt| hurt.party != issuer).unwrap();
        prop_assert_eq!((other.cost, other.loses.holds), (None, PLAN.draws));
    }

    #[test]
    fn what_is_not_stated_is_not_played(tape in tape(), what in 0_u8..3) {
        let (days, chance, reason) = match what {
            0 => (None, Some(500_000), NotPlayed::NoDeadline),
            1 => (Some((-9, -3)), Some(500_000), NotPlayed::Passed),
            _ => (Some((3, 9)), None, NotPlayed::NoCredibility),
        };
        let case = threatened(tape, LeverKind::Exit, 5, days, chance);
        let found = asked(&case, short());
        prop_assert_eq!(found.ultimatums[0].not_played, Some(reason));
        prop_assert!(found.ultimatums[0].talks.is_none());
        let assumed = asked(&case, Times { deadline: Some(7), ..short() });
        prop_assert_eq!(assumed.ultimatums[0].talks.is_some(), what == 0);
        prop_assert_eq!(assumed.ultimatums[0].deadline_assumed, what == 0);
    }
}
