use crate::budget;
use detente_agreement::{
    Negotiation, Plan, Reading,
    guarantees::{Suffices, given, guarantees},
    least_factor::Reach,
};
use detente_case::{Actor, Case, Guarantee, GuaranteeId, Interval, PartyId, Quantity};
use proptest::prelude::*;

use crate::power::build::{assumed, cited, numbers, random, slow_packages};

const PLAN: Plan = Plan { draws: 200, seed: 5 };

fn share(low: i64, high: i64) -> Interval {
    Interval::new(Quantity::from_millionths(low), Quantity::from_millionths(high))
}

fn guarantee(case: &mut Case, worth: Option<Interval>) -> GuaranteeId {
    let id = GuaranteeId::new("force");
    let guarantee = Guarantee {
        name: "a force".into(),
        guarantors: Vec::new(),
        sought_by: vec![Actor::Party(PartyId::new("a"))],
        beneficiary: PartyId::new("a"),
        obligation: None,
        credibility: None,
        worth,
        duration: None,
        status: Vec::new(),
        cost: detente_case::Effects::new(),
        origin: cited(),
        effects_origin: assumed(),
    };
    case.guarantees.insert(id.clone(), guarantee);
    id
}

#[test]
fn what_is_not_stated_is_missing_and_not_guessed() {
    let mut case = crate::power::build::case(&["a", "b"], 2);
    guarantee(&mut case, None);
    let answer = guarantees(&case, &Negotiation::from_case(&case), PLAN);
    let force = &answer.guarantees[0];
    assert!(force.guarantors.is_empty());
    assert_eq!((force.product, &force.least_product, force.suffices), (None, &None, Suffices::NotStated));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(budget::cases(1000)))]

    /// The beneficiary's shortfall in the package where it is smallest, as a share of the worth.
    #[test]
    fn the_least_product_is_the_smallest_shortfall_over_the_worth(numbers in numbers(), worth in 1i32..60) {
        let mut case = random(&numbers);
        guarantee(&mut case, Some(Interval::units(worth, worth)));
        let answer = guarantees(&case, &Negotiation::from_case(&case), PLAN);
        let lacks = slow_packages(&case).into_iter().filter_map(|package| {
            let others = package.asked().into_iter().filter(|party| *party != 0);
            let fits = package.allowed && others.clone().all(|party| package.lacks(&case, party) <= 0);
            fits.then(|| package.lacks(&case, 0).max(0))
        });
        let expected = lacks.map(|lacks| -(-lacks).div_euclid(i128::from(worth))).filter(|least| *least <= 1_000_000);
        let expected = expected.min();
        match answer.guarantees[0].least_product.as_ref().map(|found| &found.central) {
            Some(Reach::From { factor, .. }) => {
                prop_assert_eq!(Some(i128::from(factor.millionths())), expected);
            }
            Some(Reach::Never { .. }) => prop_assert_eq!(expected, None),
            other => prop_assert!(false, "{other:?}"),
        }
    }

    /// "Certainly" and "no" are kept by the negotiation in which the guarantee is given as stated.
    #[test]
    fn what_suffices_opens_a_deal_when_given(
        numbers in numbers(),
        worth in (1i32..60, 0i32..20),
        obligation in (0i64..=1_000_000, 0i64..=1_000_000),
        credibility in (0i64..=1_000_000, 0i64..=1_000_000),
    ) {
        let mut case = random(&numbers);
        let id = guarantee(&mut case, Some(Interval::units(worth.0, worth.0 + worth.1)));
        case.guarantees[&id].obligation = Some(share(obligation.0, obligation.1));
        case.guarantees[&id].credibility = Some(share(credibility.0, credibility.1));
        let negotiation = Negotiation::from_case(&case);
        let with = given(&negotiation, &id, &case.guarantees[&id]);
        let [favourable, guarded] =
            [Reading::Favourable, Reading::Guarded].map(|reading| with.find(reading).package().is_some());
        match guarantees(&case, &negotiation, PLAN).guarantees[0].suffices {
            Suffices::Certainly => prop_assert!(guarded),
            Suffices::Possibly => prop_assert!(favourable && !guarded),
            // Products are rounded outwards to a millionth of a point: at most that much more.
            Suffices::No => prop_assert!(!guarded),
            Suffices::NotStated => prop_assert!(false, "everything is stated"),
        }
    }
}
