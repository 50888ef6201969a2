//! The share of a negotiation beside another whose draws are held, against its own draws made anew.

use detente_agreement::{Negotiation, Plan, SharedDraws};
use proptest::prelude::*;

use crate::power::build::{numbers, random};

const PLAN: Plan = Plan { draws: 60, seed: 3 };

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::budget::cases(200)))]

    /// Whatever is taken out of a case, and whatever other case it is compared with: the very same draws.
    #[test]
    fn shares_beside_held_draws_are_those_of_its_own(numbers in numbers(), others in numbers(), place in any::<prop::sample::Index>()) {
        let whole = random(&numbers);
        let negotiation = Negotiation::from_case(&whole);
        let mut drawn = SharedDraws::of(&negotiation, PLAN);
        let mut without = [(); 5].map(|()| whole.clone());
        let take = |count: usize| (count > 0).then(|| place.index(count));
        take(whole.stances.len()).map(|place| without[0].stances.remove(place));
        take(whole.weights.len()).map(|place| without[1].weights.remove(place));
        take(whole.no_deal.len()).map(|place| without[2].no_deal.remove(place));
        take(whole.instrument.consent.len()).map(|place| without[3].instrument.consent.remove(place));
        without[4].rules.clear();
        for other in without.iter().chain([&whole, &random(&others)]) {
            let other = Negotiation::from_case(other);
            let share = other.held(PLAN).share;
            prop_assert_eq!(drawn.share_of(&other), share);
            prop_assert!(!drawn.is_alike(&other) || share == negotiation.held(PLAN).share);
        }
        prop_assert!(drawn.is_alike(&negotiation));
    }
}
