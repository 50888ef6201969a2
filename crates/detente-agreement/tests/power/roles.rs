use crate::budget;
use detente_agreement::{
    Negotiation, Plan,
    roles::{Below, RoleOutcome, Roles, roles},
};
use detente_case::{Case, LeverKind, PartyId, Quantity};
use proptest::prelude::*;

use crate::power::build::{PARTIES, Slow, effects_of, lever, numbers, random, slow_packages};

const NO_DRAWS: Plan = Plan { draws: 0, seed: 0 };

fn asked(case: &Case, plan: Plan) -> Roles {
    let found = roles(case, &Negotiation::from_case(case), &PartyId::new("m"), plan);
    found.unwrap_or_else(|| unreachable!("m is a party"))
}

/// The mediator's value rounded down to a millionth.
fn mediator_value(package: &Slow) -> i128 {
    let (sum, total) = package.value[2];
    sum.div_euclid(total)
}

fn chosen<'s>(packages: &'s [Slow], outcome: &RoleOutcome) -> Option<&'s Slow> {
    let terms = outcome.terms.as_ref()?;
    packages.iter().find(|package| package.terms() == terms.terms)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(budget::cases(1000)))]

    #[test]
    fn the_mediator_formulates_the_deal_worth_most_to_itself(numbers in numbers()) {
        let case = random(&numbers);
        let packages = slow_packages(&case);
        let answer = asked(&case, NO_DRAWS);
        let proposable = packages.iter().filter(|package| package.is_deal(&case) && !package.mediator_refuses);
        let most = proposable.clone().map(mediator_value).max();
        prop_assert_eq!(answer.formulate.mediator_value.map(|value| i128::from(value.millionths())), most);
        if let Some(found) = chosen(&packages, &answer.formulate) {
            prop_assert!(found.is_deal(&case));
            let least_gain = |package: &Slow| package.asked().iter().map(|party| -package.lacks(&case, *party)).min();
            let equal = proposable.filter(|package| Some(mediator_value(package)) == most);
            prop_assert_eq!(least_gain(found), equal.filter_map(least_gain).max());
        }
        if packages.iter().all(|package| !package.mediator_refuses) {
            prop_assert!(answer.rent.is_none_or(|rent| rent >= Quantity::ZERO));
        }
    }

    #[test]
    fn facilitated_terms_have_the_largest_least_gain(numbers in numbers()) {
        let case = random(&numbers);
        let packages = slow_packages(&case);
        let answer = asked(&case, NO_DRAWS);
        let least_gain = |package: &Slow| package.asked().iter().map(|party| -package.lacks(&case, *party)).min();
        let best = packages.iter().filter(|package| package.is_deal(&case)).filter_map(least_gain).max();
        prop_assert_eq!(chosen(&packages, &answer.facilitate).and_then(least_gain), best);
    }

    /// Imposed terms ask everyone but the one bypassed, and say so of whoever would rather walk.
    #[test]
    fn imposed_terms_are_the_best_for_the_mediator_without_one_consent(numbers in numbers()) {
        let case = random(&numbers);
        let answer = asked(&case, NO_DRAWS);
        prop_assert_eq!(answer.impose.len(), 2);
        for (bypassed, outcome) in answer.impose.iter().enumerate() {
            prop_assert_eq!(&outcome.without_consent_of, &Some(PartyId::new(PARTIES[bypassed])));
            // Without the party's red lines; its values stay what they were.
            let mut softer = case.clone();
            for stance in &mut softer.stances {
                if stance.parties == [PartyId::new(PARTIES[bypassed])] {
                    stance.positions.values_mut().for_each(|position| position.level = None);
                }
            }
            let packages = slow_packages(&softer);
            let other = 1 - bypassed;
            let fits = packages.iter().filter(|package| {
                let asks = package.asked().into_iter().filter(|party| *party != bypassed);
                package.allowed
                    && !package.mediator_refuses
                    && package.lacks(&softer, other) <= 0
                    && asks.clone().all(|party| package.lacks(&softer, party) <= 0)
            });
            let most = fits.map(mediator_value).max();
            prop_assert_eq!(outcome.mediator_value.map(|value| i128::from(value.millionths())), most);
            if let Some(found) = chosen(&packages, outcome) {
                let walking = outcome.walking.iter().find(|walking| walking.party.as_str() == PARTIES[bypassed]);
                let walking = walking.unwrap_or_else(|| unreachable!("the bypassed party is told"));
                prop_assert!(!walking.asked);
                let below = matches!(walking.below_no_deal, Below::Certainly | Below::AtCentralValues);
                prop_assert_eq!(below, found.lacks(&softer, bypassed) > 0);
                let original = slow_packages(&case);
                let crossed = original.iter().find(|package| package.terms() == found.terms());
                if walking.crosses.is_empty() {
                    prop_assert!(crossed.is_some_and(|package| package.allowed));
                }
            }
        }
    }

    /// With a means that costs more than anything can be worth, the mediator manipulates nothing while a deal
    /// exists without it; with one that is free and helps all, it does no worse than by formulating.
    #[test]
    fn means_are_used_when_they_pay(numbers in numbers()) {
        let mut case = random(&numbers);
        lever(&mut case, "dear", "m", LeverKind::Pressure, &[("a", -100, -100), ("b", -100, -100)]);
        case.levers["dear"].cost = effects_of(&[("m", 200, 200)]);
        let answer = asked(&case, NO_DRAWS);
        if answer.formulate.terms.is_some() {
            prop_assert!(answer.manipulate.levers.is_empty());
        }
        case.levers["dear"].cost = effects_of(&[("m", 0, 0)]);
        let answer = asked(&case, NO_DRAWS);
        prop_assert!(answer.manipulate.mediator_value >= answer.formulate.mediator_value);
        let open = slow_packages(&case).iter().any(|package| {
            package.allowed && !package.mediator_refuses && (!package.asks_mediator || package.lacks(&case, 2) <= 0)
        });
        prop_assert_eq!(answer.manipulate.terms.is_some(), open);
    }
}

#[test]
fn terms_imposed_on_a_party_name_what_only_it_can_do() {
    let mut case = crate::power::build::case(&["a", "b", "m"], 2);
    crate::power::build::issue(&mut case, "i", detente_case::IssueKind::Choice, &["x", "y"]);
    crate::power::build::needs(&mut case, "i", "y", "a");
    for (party, option, value) in
        [("a", "x", 80), ("a", "y", 0), ("b", "x", 0), ("b", "y", 80), ("m", "y", 90)]
    {
        let value = Some(detente_case::Interval::units(value, value));
        crate::power::build::stance(&mut case, party, "i", option, None, value, crate::power::build::cited());
    }
    for party in ["a", "b", "m"] {
        crate::power::build::no_deal(&mut case, party, 50, 50);
    }
    let answer = asked(&case, Plan { draws: 10, seed: 1 });
    assert!(answer.formulate.terms.is_none() && answer.rent.is_none());
    let [on_a, on_b] = [&answer.impose[0], &answer.impose[1]];
    let act = on_a.needs_its_act.iter().map(|(issue, option)| format!("{issue} = {option}"));
    assert_eq!(act.collect::<Vec<_>>(), ["i = y"]);
    assert!(on_a.walking.iter().any(|walking| !walking.asked && walking.below_no_deal == Below::Certainly));
    assert!(on_b.needs_its_act.is_empty() && on_b.terms.is_some());
}
