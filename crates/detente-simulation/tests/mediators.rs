//! The roles of a mediator against trying every package in every world.

#![allow(unreachable_pub, dead_code, clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use crate::budget;
use crate::cases;

use cases::{Size, Tape, random};
use detente_agreement::{Negotiation, Package, Plan, Reading, Terms, robust::Progress, worlds::Worlds};
use detente_case::{Actor, Case, Interval, PartyId, Quantity};
use detente_simulation::{
    mediators::{Play, Played, STEPS, play, play_watched},
    pace::{Habits, Known, Pace, Talk},
};
use proptest::prelude::*;

const SMALL: Size = Size { parties: 3, issues: 3, options: 3 };
const PLAN: Plan = Plan { draws: 16, seed: 3 };
const MEDIATOR: &str = "p2";

fn small() -> impl Strategy<Value = Case> {
    proptest::collection::vec(any::<u16>(), 0..200).prop_map(|tape| {
        let mut case = random(&mut Tape::new(tape), SMALL);
        for lever in case.levers.values_mut() {
            lever.owner = Actor::Party(PartyId::new(MEDIATOR));
            lever.cost.insert(PartyId::new(MEDIATOR), Interval::units(0, 2));
        }
        case
    })
}

fn played(case: &Case, habits: Habits) -> Played {
    play(case, &Negotiation::from_case(case), &PartyId::new(MEDIATOR), PLAN, habits).unwrap()
}

fn all(case: &Case, negotiation: &Negotiation) -> Vec<Package> {
    let mut all = vec![Terms::new()];
    for (id, issue) in &case.issues {
        let longer = |terms: Terms| {
            issue.options.keys().map(move |option| {
                let mut terms = terms.clone();
                terms.insert(id.clone(), option.clone());
                terms
            })
        };
        all = all.into_iter().flat_map(longer).collect();
    }
    all.iter().filter_map(|terms| negotiation.package(terms)).collect()
}

fn judged() -> std::ops::Range<u32> {
    PLAN.draws / 2..PLAN.draws
}

/// Whether a package gives everybody asked what it asks for.
fn meets(worlds: &Worlds<'_>, world: u32, asks: &[Quantity], package: &Package) -> bool {
    worlds.keeps_rules_and_lines(package)
        && worlds
            .negotiation()
            .needed_for(package)
            .into_iter()
            .all(|party| worlds.gain(world, party, package) >= asks[party])
}

fn plays(played: &Played) -> Vec<&Play> {
    [&played.facilitate, &played.formulate, &played.manipulate].into_iter().chain(&played.impose).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(budget::cases(300)))]

    #[test]
    fn a_facilitated_talk_settles_at_the_first_step_at_which_any_package_meets_all_asks(case in small()) {
        let negotiation = Negotiation::from_case(&case);
        let worlds = Worlds::of(&negotiation, PLAN);
        let pace = Pace::of(&worlds, PLAN, Habits::default());
        let all = all(&case, &negotiation);
        let mut seeker = detente_agreement::worlds::Seeker::new(&worlds);
        for world in 0..PLAN.draws {
            let first = (1..=STEPS).find(|step| {
                let asks = pace.asks(&worlds, world, f64::from(*step) / f64::from(STEPS));
                all.iter().any(|package| meets(&worlds, world, &asks, package))
            });
            match (pace.first_agreement(&mut seeker, world, STEPS), first) {
                (Talk::Agreed { step, package }, Some(first)) => {
                    prop_assert_eq!(step, first);
                    let asks = pace.asks(&worlds, world, f64::from(step) / f64::from(STEPS));
                    prop_assert!(meets(&worlds, world, &asks, &package));
                }
                (Talk::NoDeal, None) => {}
                (talk, first) => prop_assert!(false, "{talk:?} where the first step is {first:?}"),
            }
        }
    }

    /// Whatever was asked before, what is remembered of a world changes no answer.
    #[test]
    fn what_is_known_of_a_world_changes_nothing(
        case in small(),
        asked in proptest::collection::vec((0_u32..PLAN.draws, 0_u32..40, 0_u32..40, 1_u32..60), 1..40),
    ) {
        let negotiation = Negotiation::from_case(&case);
        let worlds = Worlds::of(&negotiation, PLAN);
        let pace = Pace::of(&worlds, PLAN, Habits::default());
        let mut seeker = detente_agreement::worlds::Seeker::new(&worlds);
        let mut known = vec![Known::default(); PLAN.draws as usize];
        for (world, first, last, takes) in asked {
            let time = |day: u32| f64::from(day) / f64::from(takes);
            let settled =
                pace.settled_between(&mut seeker, world, first..=last, time, &mut known[world as usize]);
            let anew = pace.first_between(&mut seeker, world, first..=last, time);
            match (settled, anew) {
                (Ok(Some(day)), Talk::Agreed { step, .. }) => prop_assert_eq!(day, step),
                (Ok(None), Talk::NoDeal) => {}
                (settled, anew) => prop_assert!(false, "{settled:?} {anew:?}"),
            }
        }
    }

    #[test]
    fn asks_only_fall_and_end_at_the_margin(case in small()) {
        let negotiation = Negotiation::from_case(&case);
        let worlds = Worlds::of(&negotiation, PLAN);
        let pace = Pace::of(&worlds, PLAN, Habits::default());
        for world in 0..PLAN.draws {
            let asks: Vec<_> = (0..=20).map(|step| pace.asks(&worlds, world, f64::from(step) / 20.0)).collect();
            for pair in asks.windows(2) {
                prop_assert!(pair[0].iter().zip(&pair[1]).all(|(before, after)| before >= after));
            }
            prop_assert!(asks[20].iter().all(|ask| Interval::units(0, 5).contains(*ask)));
        }
    }

    /// Without a margin they agree, sooner or later, wherever there is a deal.
    #[test]
    fn who_insists_on_nothing_agrees_wherever_there_is_a_deal(case in small()) {
        let habits = Habits { margin: Interval::ZERO, ..Habits::default() };
        let negotiation = Negotiation::from_case(&case);
        let all = all(&case, &negotiation);
        let deals = judged().filter(|&draw| {
            all.iter().any(|package| negotiation.is_deal(package, Reading::Draw { plan: PLAN, draw }))
        });
        prop_assert_eq!(played(&case, habits).facilitate.agreement.holds as usize, deals.count());
    }

    /// A text is agreed exactly where it is a deal, and holds where it is one for all whose consent is needed.
    #[test]
    fn a_text_is_agreed_and_holds_by_the_definitions(case in small()) {
        let played = played(&case, Habits::default());
        let whole = Negotiation::from_case(&case);
        let is_deal = |negotiation: &Negotiation, package: &Package, draw| {
            negotiation.is_deal(package, Reading::Draw { plan: PLAN, draw })
        };
        for play in [&played.formulate].into_iter().chain(&played.impose) {
            let Some(terms) = &play.text else {
                prop_assert_eq!(play.agreement.holds, 0);
                continue;
            };
            let package = whole.package(terms).unwrap();
            let bypassed = play.without_consent_of.as_ref().and_then(|party| whole.party(party));
            let asking = bypassed.map_or_else(|| whole.clone(), |party| whole.not_asking(party));
            let agreed: Vec<u32> = judged().filter(|&draw| is_deal(&asking, &package, draw)).collect();
            prop_assert_eq!(play.agreement.holds as usize, agreed.len());
            let holds = agreed.iter().filter(|draw| is_deal(&whole, &package, **draw)).count();
            prop_assert_eq!(play.holding.when_levers_lapse.holds as usize, holds);
            prop_assert_eq!(play.holding.when_levers_lapse.draws as usize, agreed.len());
        }
    }

    #[test]
    fn a_text_promises_its_author_more_than_none_and_crosses_none_of_its_red_lines(case in small()) {
        let played = played(&case, Habits::default());
        let negotiation = Negotiation::from_case(&case);
        let worlds = Worlds::of(&negotiation, PLAN);
        let mediator = negotiation.party(&PartyId::new(MEDIATOR)).unwrap();
        let promise = |package: &Package| -> i64 {
            let accepted = worlds.accepted(package);
            let gains = (0..PLAN.draws / 2).filter(|world| accepted.contains(*world as usize));
            gains.map(|world| worlds.gain(world, mediator, package).millionths()).sum()
        };
        if let Some(terms) = &played.formulate.text {
            let package = negotiation.package(terms).unwrap();
            prop_assert!(promise(&package) > 0);
            prop_assert!(negotiation.red_lines_crossed(mediator, &package).is_empty());
        }
    }

    #[test]
    fn nobody_agrees_to_a_loss_and_pressure_is_told(case in small()) {
        for play in plays(&played(&case, Habits::default())) {
            let asked = |party: &PartyId| {
                Some(party) != play.without_consent_of.as_ref() && case.instrument.consent.contains(party)
            };
            for gained in play.gains.iter().filter(|gained| asked(&gained.party)) {
                prop_assert!(gained.spread.is_none_or(|[least, ..]| least >= Quantity::ZERO));
            }
            let holding = &play.holding;
            prop_assert!(holding.when_no_deal_values_move.holds <= holding.when_levers_lapse.holds);
            prop_assert_eq!(holding.when_levers_lapse.draws, play.agreement.holds);
            let stands = holding.when_levers_lapse.holds == play.agreement.holds;
            // A rule that only the consent of the bypassed gives force to cannot break: somebody leaves.
            prop_assert_eq!(stands, holding.leaving.is_empty());
        }
    }

    /// What manipulating is worth to the mediator is worth at least not doing so, on the worlds it chose in; and
    /// what it coerced holds no more often than it is agreed.
    #[test]
    fn levers_are_used_only_where_something_is_gained_by_them(case in small()) {
        let played = played(&case, Habits::default());
        if played.manipulate.levers.is_empty() && played.manipulate.guarantees.is_empty() {
            prop_assert_eq!(&played.manipulate.text, &played.formulate.text);
            prop_assert_eq!(played.manipulate.mediator_value, played.formulate.mediator_value);
        }
    }

    #[test]
    fn who_watches_is_told_how_far_it_is_and_changes_nothing(case in small()) {
        let told = std::sync::Mutex::new(Vec::new());
        let watch = |progress: Progress| told.lock().unwrap().push((progress.done, progress.all));
        let (negotiation, mediator) = (Negotiation::from_case(&case), PartyId::new(MEDIATOR));
        let watched = play_watched(&case, &negotiation, &mediator, PLAN, Habits::default(), &watch);
        prop_assert_eq!(watched.unwrap(), played(&case, Habits::default()));
        let told = told.into_inner().unwrap();
        prop_assert!(!told.is_empty() && told.is_sorted());
        prop_assert!(told.iter().all(|(done, all)| done < all));
    }

    #[test]
    fn the_same_plan_gives_the_same_answer(case in small()) {
        prop_assert_eq!(played(&case, Habits::default()), played(&case, Habits::default()));
    }
}
