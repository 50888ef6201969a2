//! Robustness and the value of information against direct recomputation, on random small negotiations.

#![allow(unreachable_pub, dead_code, clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use crate::budget;
use crate::oracle;

use detente_agreement::{
    Negotiation, Package, Plan, Reading,
    robust::{Entry, Learning, Number, Robustness},
};
use detente_case::{Case, Interval, NoDeal};
use oracle::{
    brute::{World, packages, requirements},
    cases::{Size, Tape, origin, random},
};
use proptest::prelude::*;

const SMALL: Size = Size { parties: 3, issues: 3, options: 3 };
const PLAN: Plan = Plan { draws: 24, seed: 7 };

fn cases() -> impl Strategy<Value = Case> {
    proptest::collection::vec(any::<u16>(), 0..160).prop_map(|tape| random(&mut Tape::new(tape), SMALL))
}

/// The same with orders in the place of some weights and values: of the issues and options chosen by the bits,
/// in groups cut where a bit is set.
fn ordered() -> impl Strategy<Value = Case> {
    (cases(), any::<[u16; 8]>()).prop_map(|(mut case, bits)| {
        fn grouped<T>(items: Vec<T>, bits: u16) -> Vec<Vec<T>> {
            let mut groups: Vec<Vec<T>> = Vec::new();
            for (place, item) in items.into_iter().enumerate() {
                match groups.last_mut() {
                    Some(group) if bits >> place & 1 == 1 => group.push(item),
                    _ => groups.push(vec![item]),
                }
            }
            groups
        }
        for (weights, bits) in case.weights.iter_mut().zip(bits) {
            let issues = case.issues.keys().enumerate().filter(|(place, _)| bits >> (8 + place) & 1 == 1);
            let issues: Vec<_> = issues.map(|(_, id)| id.clone()).collect();
            weights.by_issue.retain(|issue, _| !issues.contains(issue));
            weights.order = grouped(issues, bits);
        }
        for (stance, bits) in case.stances.iter_mut().zip(bits) {
            let options: Vec<_> = stance.positions.keys().cloned().collect();
            if bits >> 12 & 1 == 1 {
                for position in stance.positions.values_mut() {
                    (position.level, position.value) = (None, None);
                }
                stance.order = grouped(options, bits);
            }
        }
        case
    })
}

/// In which draws a party values a package at no less than no deal: `v ≥ d` with everything else set aside.
fn accepts(case: &Case, party: &detente_case::PartyId, package: &Package, draw: u32) -> bool {
    let mut alone = case.clone();
    alone.instrument.consent = vec![party.clone()];
    alone.rules.clear();
    for issue in alone.issues.values_mut() {
        for option in issue.options.values_mut() {
            option.needs.clear();
        }
    }
    Negotiation::from_case(&alone).is_deal(package, Reading::Draw { plan: PLAN, draw })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(budget::cases(1_200)))]

    #[test]
    fn shares_are_what_every_draw_says(case in prop_oneof![cases(), ordered()]) {
        let negotiation = Negotiation::from_case(&case);
        let found = negotiation.robustness(&case, PLAN);
        let of = |terms| negotiation.package(terms).unwrap();
        let deal = |package: &Package, draw| negotiation.is_deal(package, Reading::Draw { plan: PLAN, draw });
        for candidate in &found.candidates {
            let package = of(&candidate.terms);
            let holds = (0..PLAN.draws).filter(|&draw| deal(&package, draw)).count();
            prop_assert_eq!(candidate.acceptable.holds as usize, holds);
            for by in &candidate.by_party {
                let holds = (0..PLAN.draws).filter(|&draw| accepts(&case, &by.party, &package, draw)).count();
                prop_assert_eq!(by.acceptable.holds as usize, holds, "{}", by.party);
                prop_assert!(!by.necessarily || by.acceptable.holds == PLAN.draws);
                prop_assert!(by.possibly || by.acceptable.holds == 0);
            }
        }
        let some = |draws: std::ops::Range<u32>| {
            draws.filter(|&draw| found.candidates.iter().any(|one| deal(&of(&one.terms), draw))).count()
        };
        prop_assert_eq!(found.some_package.holds as usize, some(0..PLAN.draws));
        // Each draw with a deal in the pool has one best in it.
        let best: u32 = found.candidates.iter().map(|candidate| candidate.best.holds).sum();
        prop_assert_eq!(best, found.some_package.holds);
        // The pool holds the best package of every draw searched: where any package is a deal, so is one of it.
        if found.complete {
            let listed = packages(&case);
            let all: Vec<_> = listed.iter().map(of).collect();
            let searched = || PLAN.draws..PLAN.draws + found.searched;
            let any = searched().filter(|&draw| all.iter().any(|package| deal(package, draw)));
            prop_assert_eq!(some(searched()), any.count());
        }
        // It is chosen and judged as `learning` does it, and told with the same numbers.
        let learning = negotiation.learning(&case, PLAN);
        prop_assert_eq!(found.some_package, learning.knowing_all);
        if let Some(now) = &learning.now {
            prop_assert_eq!(found.one_package.fresh, now.acceptable);
            prop_assert_eq!(&found.candidates[0].terms, &now.terms);
        }
    }

    #[test]
    fn necessary_and_possible_are_the_definitions(case in cases()) {
        let (world, negotiation) = (World::of(&case), Negotiation::from_case(&case));
        let requirements = requirements(&case);
        let all: Vec<_> = requirements.iter().collect();
        for candidate in negotiation.robustness(&case, PLAN).candidates {
            let admits = |reading| world.admits(&candidate.terms, &all, reading);
            prop_assert_eq!(candidate.necessarily, admits(Reading::Guarded));
            prop_assert_eq!(candidate.possibly, admits(Reading::Favourable));
            for by in &candidate.by_party {
                let reaches = |reading| world.reaches(&by.party, &candidate.terms, reading);
                prop_assert_eq!(by.necessarily, !by.red_line && reaches(Reading::Guarded));
                prop_assert_eq!(by.possibly, !by.red_line && reaches(Reading::Favourable));
            }
        }
    }

    /// What verdicts of all values say of orders lies outside what is so: never the other way round.
    #[test]
    fn orders_lie_within_the_ends(case in ordered()) {
        let negotiation = Negotiation::from_case(&case);
        for candidate in negotiation.robustness(&case, PLAN).candidates {
            let package = negotiation.package(&candidate.terms).unwrap();
            prop_assert!(candidate.necessarily || !negotiation.is_deal(&package, Reading::Guarded));
            prop_assert!(!candidate.possibly || negotiation.is_deal(&package, Reading::Favourable));
        }
    }

    /// What each number is worth, from the definition: chosen in each bin on one half of the draws, and judged over all
    /// pairs of a draw of its party's numbers and one of everybody else's of the other half.
    #[test]
    fn gains_are_those_of_naive_bins(case in prop_oneof![cases(), ordered()]) {
        let plan = Plan { draws: 60, seed: 7 };
        let negotiation = Negotiation::from_case(&case);
        let learning = negotiation.learning(&case, plan);
        let pool: Vec<Package> = negotiation.compared(&case, plan);
        prop_assert_eq!(pool.len(), learning.packages);
        let held = |negotiation: &Negotiation, package: &Package| -> Vec<bool> {
            let deal = |draw| negotiation.is_deal(package, Reading::Draw { plan, draw });
            (0..plan.draws).map(deal).collect()
        };
        let deals: Vec<_> = pool.iter().map(|package| held(&negotiation, package)).collect();
        let some = |draw: usize| deals.iter().any(|deal| deal[draw]);
        let apart = |place: usize| {
            let alone =
                negotiation.with_consent_of(&[negotiation.parties()[place].id.clone()]).without_needs();
            let others = negotiation.not_asking(place);
            let own = |package: &Package| {
                let asked = negotiation.needed_for(package).contains(&place);
                if asked { held(&alone, package) } else { vec![true; 60] }
            };
            NaiveApart {
                own: pool.iter().map(own).collect(),
                others: pool.iter().map(|package| held(&others, package)).collect(),
            }
        };
        let mut known = std::collections::BTreeMap::new();
        // A few of them, from the first to the last.
        for learned in learning.numbers.iter().step_by(learning.numbers.len().div_ceil(6).max(1)) {
            let values = negotiation.drawn(&learned.number, plan).unwrap();
            let mut order: Vec<usize> = (0..60).collect();
            order.sort_by_key(|&draw| values[draw]);
            let place = negotiation.party(learned.number.party()).unwrap();
            let apart = known.entry(place).or_insert_with(|| apart(place));
            let worth = apart.worth(&order);
            let error = worth.1.max(1.0 / 60.0);
            // As large as its error is not beyond it, however floats round the two.
            let gain = if worth.0 > error * (1.0 + 1e-9) { worth.0 } else { 0.0 };
            prop_assert!((learned.gain - gain).abs() < 1e-9, "{:?}: {:?}", learned, worth);
            prop_assert!((learned.error - error).abs() < 1e-9, "{:?}: {:?}", learned, worth);
            prop_assert!((learned.z - gain / error).abs() < 1e-6);
            let (low, high) = order.split_at(30);
            let holds = |draws: &[usize]| u32::try_from(draws.iter().filter(|draw| some(**draw)).count()).unwrap();
            prop_assert_eq!((learned.swing.low.holds, learned.swing.high.holds), (holds(low), holds(high)));
        }
    }

    /// What is said of all values at once, from every corner of the intervals: by how much one package is worth
    /// more than another is greatest and least at corners.
    #[test]
    fn exact_efficiency_is_that_of_the_corners(case in cases()) {
        let negotiation = Negotiation::from_case(&case);
        let robust = negotiation.robustness(&case, PLAN);
        let world = World::of(&case);
        let rules: Vec<_> = requirements(&case)
            .into_iter()
            .filter(|one| matches!(one, detente_agreement::Requirement::Rule { .. }))
            .collect();
        let rules: Vec<_> = rules.iter().collect();
        let within = |terms| world.admits(terms, &rules, Reading::Central);
        let asked: Vec<_> = (0..negotiation.parties().len())
            .filter(|&party| negotiation.parties()[party].consents || negotiation.is_needed(party))
            .collect();
        // The least and the greatest over all corners of the numbers in which the two differ.
        let gains = |party: usize, to: &Package, from: &Package| -> (i128, i128) {
            let party = &negotiation.parties()[party];
            let ends = |interval: Interval| [interval.low, interval.high].map(|end| i128::from(end.millionths()));
            let mut sums = vec![0_i128];
            for issue in 0..party.weights.len() {
                let (to, from) = (to.option(issue).unwrap(), from.option(issue).unwrap());
                if to == from {
                    continue;
                }
                let mut terms = Vec::new();
                for weight in ends(party.weights[issue].interval) {
                    for to in ends(party.values[issue][to].input.interval) {
                        for from in ends(party.values[issue][from].input.interval) {
                            terms.push(weight * (to - from));
                        }
                    }
                }
                sums = sums.iter().flat_map(|sum| terms.iter().map(move |term| sum + term)).collect();
            }
            (*sums.iter().min().unwrap(), *sums.iter().max().unwrap())
        };
        for candidate in &robust.candidates {
            let own = negotiation.package(&candidate.terms).unwrap();
            let (mut always, mut unmatched) = (within(&candidate.terms), within(&candidate.terms));
            for other in robust.candidates.iter().filter(|other| within(&other.terms)) {
                let other = negotiation.package(&other.terms).unwrap();
                let gains: Vec<_> = asked.iter().map(|&party| gains(party, &other, &own)).collect();
                let more = gains.iter().any(|gain| gain.1 > 0);
                always &= !(more && gains.iter().all(|gain| gain.1 >= 0));
                unmatched &= !(more && gains.iter().all(|gain| gain.0 >= 0));
            }
            prop_assert_eq!(candidate.efficiency.necessarily, always);
            prop_assert_eq!(candidate.efficiency.possibly, unmatched);
        }
    }

    /// In each draw by itself, from what packages are worth in it.
    #[test]
    fn efficient_shares_are_what_every_draw_says(case in prop_oneof![cases(), ordered()]) {
        let negotiation = Negotiation::from_case(&case);
        let robust = negotiation.robustness(&case, PLAN);
        let drawn = |number: &Number| negotiation.drawn(number, PLAN).unwrap();
        let asked: Vec<_> = (0..negotiation.parties().len())
            .filter(|&party| negotiation.parties()[party].consents || negotiation.is_needed(party))
            .map(|party| negotiation.parties()[party].id.clone())
            .collect();
        let world = World::of(&case);
        let rules: Vec<_> = requirements(&case)
            .into_iter()
            .filter(|one| matches!(one, detente_agreement::Requirement::Rule { .. }))
            .collect();
        let rules: Vec<_> = rules.iter().collect();
        let within: Vec<bool> = robust
            .candidates
            .iter()
            .map(|one| world.admits(&one.terms, &rules, Reading::Central))
            .collect();
        // By candidate, by party, by draw.
        let worths: Vec<Vec<Vec<i128>>> = robust
            .candidates
            .iter()
            .map(|candidate| {
                let of = |party: &detente_case::PartyId| {
                    let mut sums = vec![0_i128; PLAN.draws as usize];
                    for (issue, option) in &candidate.terms {
                        let (party, issue, option) = (party.clone(), issue.clone(), option.clone());
                        let weights = drawn(&Number::Weight { party: party.clone(), issue: issue.clone() });
                        let values = drawn(&Number::Value { party, issue, option });
                        for ((sum, weight), value) in sums.iter_mut().zip(weights).zip(values) {
                            *sum += i128::from(weight) * i128::from(value);
                        }
                    }
                    sums
                };
                asked.iter().map(of).collect()
            })
            .collect();
        for (place, candidate) in robust.candidates.iter().enumerate() {
            let bettered = |draw: usize| {
                worths.iter().zip(&within).filter(|(_, within)| **within).any(|(other, _)| {
                    let pairs = || other.iter().zip(&worths[place]).map(|(other, own)| (other[draw], own[draw]));
                    pairs().all(|(other, own)| other >= own) && pairs().any(|(other, own)| other > own)
                })
            };
            let efficient = (0..PLAN.draws as usize).filter(|&draw| within[place] && !bettered(draw)).count();
            prop_assert_eq!(candidate.efficiency.share.holds as usize, efficient);
        }
    }

    #[test]
    fn what_is_always_efficient_is_so_in_every_draw(case in prop_oneof![cases(), ordered()]) {
        for candidate in Negotiation::from_case(&case).robustness(&case, PLAN).candidates {
            let efficient = candidate.efficiency;
            prop_assert!(!efficient.necessarily || efficient.share.holds == PLAN.draws);
            prop_assert!(!efficient.necessarily || efficient.possibly);
        }
    }

    /// Where every number is known, all three say what the definition says.
    #[test]
    fn known_numbers_leave_no_doubt_of_efficiency(mut case in cases()) {
        let known = |interval: &mut Interval| *interval = Interval { low: interval.low, high: interval.low };
        for stance in &mut case.stances {
            stance.positions.values_mut().filter_map(|position| position.value.as_mut()).for_each(known);
        }
        case.no_deal.iter_mut().for_each(|no_deal| known(&mut no_deal.value));
        for weights in &mut case.weights {
            for weight in weights.by_issue.values_mut() {
                *weight = detente_case::Weight::Range(Interval::units(3, 3));
            }
        }
        let scale = &mut case.scale;
        for interval in [
            &mut scale.propose, &mut scale.accept, &mut scale.tolerate, &mut scale.oppose,
            &mut scale.red_line, &mut scale.unknown, &mut scale.unstated,
        ] {
            known(interval);
        }
        let negotiation = Negotiation::from_case(&case);
        let robust = negotiation.robustness(&case, PLAN);
        let asked: Vec<_> = (0..negotiation.parties().len())
            .filter(|&party| negotiation.parties()[party].consents || negotiation.is_needed(party))
            .collect();
        let worth = |terms| -> Vec<i128> {
            let package = negotiation.package(terms).unwrap();
            let of = |party: &usize| {
                let party = &negotiation.parties()[*party];
                let term = |(issue, weight): (usize, &detente_agreement::Input)| {
                    let value = party.values[issue][package.option(issue).unwrap()].input;
                    i128::from(weight.interval.low.millionths()) * i128::from(value.interval.low.millionths())
                };
                party.weights.iter().enumerate().map(term).sum()
            };
            asked.iter().map(of).collect()
        };
        let world = World::of(&case);
        let rules: Vec<_> = requirements(&case)
            .into_iter()
            .filter(|one| matches!(one, detente_agreement::Requirement::Rule { .. }))
            .collect();
        let rules: Vec<_> = rules.iter().collect();
        let within = |terms| world.admits(terms, &rules, Reading::Central);
        for candidate in &robust.candidates {
            let own = worth(&candidate.terms);
            let bettered = robust.candidates.iter().filter(|other| within(&other.terms)).any(|other| {
                let other = worth(&other.terms);
                other != own && other.iter().zip(&own).all(|(other, own)| other >= own)
            });
            let efficient = within(&candidate.terms) && !bettered;
            prop_assert_eq!(candidate.efficiency.necessarily, efficient);
            prop_assert_eq!(candidate.efficiency.possibly, efficient);
            let holds = if efficient { PLAN.draws } else { 0 };
            prop_assert_eq!(candidate.efficiency.share.holds, holds);
        }
    }

    #[test]
    fn the_order_of_parties_changes_nothing(case in cases()) {
        let mut reversed = case.clone();
        reversed.parties.reverse();
        reversed.instrument.consent.reverse();
        let asked = |case: &Case| {
            let negotiation = Negotiation::from_case(case);
            let mut robust: Robustness = negotiation.robustness(case, PLAN);
            for candidate in &mut robust.candidates {
                candidate.by_party.sort_by(|one, other| one.party.cmp(&other.party));
            }
            let learning: Learning = negotiation.learning(case, PLAN);
            (robust, learning)
        };
        prop_assert_eq!(asked(&case), asked(&reversed));
    }

    #[test]
    fn learning_is_worth_no_more_than_everything(case in prop_oneof![cases(), ordered()]) {
        let learning = Negotiation::from_case(&case).learning(&case, PLAN);
        let Some(now) = learning.now else {
            prop_assert!(learning.numbers.is_empty());
            return Ok(());
        };
        prop_assert!(now.acceptable.holds <= learning.knowing_all.holds);
        for number in &learning.numbers {
            prop_assert!((0.0..=1.0).contains(&number.gain) && number.z >= 0.0, "{:?}", number);
            prop_assert!(number.gain == 0.0 || number.gain > number.error, "{:?}", number);
            let halves = [&number.if_low, &number.if_high].map(|half| half.acceptable);
            prop_assert_eq!(halves[0].draws + halves[1].draws, PLAN.draws);
            prop_assert!(halves[0].holds + halves[1].holds <= learning.knowing_all.holds);
            prop_assert_eq!(number.swing.low.holds + number.swing.high.holds, learning.knowing_all.holds);
        }
        for party in &learning.parties {
            prop_assert!((0.0..=1.0).contains(&party.gain) && (party.gain == 0.0 || party.gain > party.error));
        }
    }
}

/// By candidate and draw, whether a party accepts it and whether everybody else does.
struct NaiveApart {
    own: Vec<Vec<bool>>,
    others: Vec<Vec<bool>>,
}

impl NaiveApart {
    /// The mean of both ways and its standard error.
    fn worth(&self, order: &[usize]) -> (f64, f64) {
        let halves: [Vec<usize>; 2] = [(0..30).collect(), (30..60).collect()];
        let ways = [(0, 1), (1, 0)].map(|(on, judge)| self.one_way(order, &halves[on], &halves[judge]));
        let error = (ways[0].1.powi(2) + ways[1].1.powi(2)).sqrt() / 2.0;
        (f64::midpoint(ways[0].0, ways[1].0), error)
    }

    fn one_way(&self, order: &[usize], on: &[usize], judge: &[usize]) -> (f64, f64) {
        let count = |draws: &[usize], held: &[bool]| draws.iter().filter(|draw| held[**draw]).count();
        let best = |own: &dyn Fn(usize) -> usize, now: Option<usize>| {
            let promise = |one: usize| own(one) * count(on, &self.others[one]);
            let best = (0..self.own.len()).rev().max_by_key(|&one| promise(one)).unwrap();
            now.filter(|&now| promise(now) == promise(best)).unwrap_or(best)
        };
        let now = best(&|one| count(on, &self.own[one]), Some(0));
        let mut choice = vec![now; order.len()];
        for bin in order.chunks(6) {
            let within: Vec<usize> = bin.iter().copied().filter(|draw| on.contains(draw)).collect();
            let chosen = best(&|one| count(&within, &self.own[one]), Some(now));
            bin.iter().for_each(|&draw| choice[draw] = chosen);
        }
        let deal =
            |one: usize, draw: usize, other: usize| f64::from(self.own[one][draw] && self.others[one][other]);
        let gained = |draw: usize, other: usize| deal(choice[draw], draw, other) - deal(now, draw, other);
        let mean = |numbers: Vec<f64>| numbers.iter().sum::<f64>() / 30.0;
        let by_own: Vec<f64> = judge
            .iter()
            .map(|&draw| mean(judge.iter().map(|&other| gained(draw, other)).collect()))
            .collect();
        let by_others: Vec<f64> = judge
            .iter()
            .map(|&other| mean(judge.iter().map(|&draw| gained(draw, other)).collect()))
            .collect();
        let variance = |numbers: &[f64]| {
            let middle = mean(numbers.to_vec());
            mean(numbers.iter().map(|number| (number - middle).powi(2)).collect())
        };
        let error = ((variance(&by_own) + variance(&by_others)) / 30.0).sqrt();
        (mean(by_own.clone()), error)
    }
}

/// Two parties and one price of 0 to 10; the value of the lower prices is certain to each, only what no deal
/// is worth to the buyer is not.
fn sale() -> Case {
    let mut tape = Tape::new(Vec::new());
    let mut case = random(&mut tape, Size { parties: 3, issues: 1, options: 2 });
    let [seller, buyer] = [0, 1].map(|place| case.parties.get_index(place).unwrap().0.clone());
    case.instrument.consent = vec![seller.clone(), buyer.clone()];
    case.stances.clear();
    case.no_deal.clear();
    case.scale.unknown = Interval::units(50, 50);
    case.no_deal.push(NoDeal { party: seller, value: Interval::units(20, 60), origin: origin() });
    case.no_deal.push(NoDeal { party: buyer, value: Interval::units(40, 40), origin: origin() });
    case
}

#[test]
fn error_bars_shrink_with_the_root_of_the_draws() {
    let case = sale();
    let negotiation = Negotiation::from_case(&case);
    let width = |draws| {
        let found = negotiation.robustness(&case, Plan { draws, seed: 3 });
        let share = found.candidates.first().unwrap().acceptable;
        // 30 of 40 points: the seller accepts 50 in three draws of four.
        assert!(share.low <= 0.75 && 0.75 <= share.high, "{share:?}");
        share.high - share.low
    };
    let [few, more, most] = [250, 1_000, 4_000].map(width);
    for (wide, narrow) in [(few, more), (more, most)] {
        assert!((1.8..2.2).contains(&(wide / narrow)), "{wide} {narrow}");
    }
    // 2 · 1.96 · √(3/4 · 1/4), whatever the number of draws.
    for draws in [1_000_u32, 4_000, 16_000, 64_000] {
        let constant = width(draws) * f64::from(draws).sqrt();
        assert!((constant / 1.697 - 1.0).abs() < 0.04, "{draws}: {constant}");
    }
}

#[test]
fn numbers_are_worth_what_arithmetic_says() {
    let mut case = sale();
    let (issue, options) = case.issues.get_index(0).map(|(id, issue)| (id.clone(), &issue.options)).unwrap();
    let position = |value| detente_case::StancePosition {
        level: None,
        value: Some(value),
        span: detente_case::Span::default(),
    };
    let values = [Interval::units(60, 60), Interval::units(0, 100)];
    let positions = options.keys().cloned().zip(values.map(position)).collect();
    case.stances.push(detente_case::Stance {
        parties: vec![case.instrument.consent[0].clone()],
        issue,
        positions,
        order: Vec::new(),
        shape: None,
        unless: None,
        said_by: None,
        origin: origin(),
    });
    case.no_deal[0].value = Interval::units(50, 70);
    let learning = Negotiation::from_case(&case).learning(&case, Plan { draws: 4_000, seed: 1 });
    // The seller takes the first option when no deal is worth up to 60 to it (1/2), the second when that is
    // worth no less than no deal (0.4). Knowing u, the worth of the second: below 60 the first (1/2), to 70
    // the second (3/4 on average), then the second for sure: 0.3 + 0.075 + 0.3 = 0.675. Knowing d, what no
    // deal is worth: up to 60 the first for sure, then the second (0.35 on average): 0.5 + 0.175 = 0.675. So
    // either is worth 0.175, and all other numbers nothing.
    for (place, number) in learning.numbers.iter().enumerate() {
        let expected = if place < 2 { 0.175 } else { 0.0 };
        assert!((number.gain - expected).abs() < 0.03, "{number:?}");
    }
    let two: Vec<_> = learning.numbers.iter().take(2).map(|number| &number.number).collect();
    assert!(
        matches!(
            two[..],
            [Number::NoDeal { .. }, Number::Value { .. }] | [Number::Value { .. }, Number::NoDeal { .. }]
        ),
        "{two:?}"
    );
    // Both are the seller's: everything that can be known is his, and P(any) = 1/2 + 0.35/2.
    assert_eq!(learning.parties[0].party, case.instrument.consent[0]);
    assert!((learning.parties[0].gain - 0.175).abs() < 0.03, "{:?}", learning.parties);
}

/// A seller and a buyer, two ways to sell. Each way suits either with the chance that is said; the numbers behind it are
/// what the way is worth, 0 to 100, and what no deal is worth.
fn two_ways(seller: Interval, buyer: Interval) -> Case {
    let mut case = sale();
    let (issue, options) = case.issues.get_index(0).map(|(id, issue)| (id.clone(), &issue.options)).unwrap();
    let anything = || detente_case::StancePosition {
        level: None,
        value: Some(Interval::units(0, 100)),
        span: detente_case::Span::default(),
    };
    let positions: indexmap::IndexMap<_, _> = options.keys().map(|id| (id.clone(), anything())).collect();
    for party in case.instrument.consent.clone() {
        case.stances.push(detente_case::Stance {
            parties: vec![party],
            issue: issue.clone(),
            positions: positions.clone(),
            order: Vec::new(),
            shape: None,
            unless: None,
            said_by: None,
            origin: origin(),
        });
    }
    (case.no_deal[0].value, case.no_deal[1].value) = (seller, buyer);
    case
}

/// What no deal is worth to the seller changes how often either way suits him, and never which suits him more: it is
/// worth nothing to learn, whatever the seed, and however far it swings the answer.
#[test]
fn what_changes_no_choice_is_worth_nothing_to_learn() {
    let case = two_ways(Interval::units(20, 80), Interval::units(50, 50));
    let negotiation = Negotiation::from_case(&case);
    for seed in 0..12 {
        let learning = negotiation.learning(&case, Plan { draws: 4_000, seed });
        let no_deal =
            learning.numbers.iter().find(|one| matches!(one.number, Number::NoDeal { .. })).unwrap();
        assert!(no_deal.z <= 3.0, "seed {seed}: {no_deal:?}");
        assert!(no_deal.swing.is_beyond_chance(), "seed {seed}: {no_deal:?}");
    }
}

/// The seller takes either way with a chance of 0.05 (no deal is worth 90 to 100 to him), the buyer with 0.08: a deal in
/// 0.4 of 100 draws. Whoever knows what the first way is worth to the seller takes it where that is above 90.5, and else
/// the other: 0.9 · 0.05 + 0.1 · 0.50125 of his yes, times 0.08 of hers: 0.36 more of 100 draws.
#[test]
fn where_deals_are_rare_the_right_numbers_are_found() {
    let case = two_ways(Interval::units(90, 100), Interval::units(92, 92));
    let negotiation = Negotiation::from_case(&case);
    let seller = &case.instrument.consent[0];
    for seed in 0..5 {
        let learning = negotiation.learning(&case, Plan { draws: 10_000, seed });
        assert!(learning.searched > 5_000, "seed {seed}: {}", learning.searched);
        let is_his = |one: &&detente_agreement::robust::LearnedNumber| {
            one.number.party() == seller && matches!(one.number, Number::Value { .. })
        };
        let his: Vec<_> = learning.numbers.iter().filter(is_his).collect();
        assert_eq!(his.len(), 2);
        for number in his {
            assert!(number.z > 3.0 && (number.gain - 0.0036).abs() < 0.0012, "seed {seed}: {number:?}");
        }
    }
}

#[test]
fn proposals_enter_the_pool() {
    let case = sale();
    let found = Negotiation::from_case(&case).robustness(&case, PLAN);
    assert!(
        found.candidates.iter().any(|one| one.from.iter().any(|from| matches!(from, Entry::Draws { .. })))
    );
}
