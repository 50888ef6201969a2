//! The engine against the definitions, on random small negotiations.

#![allow(unreachable_pub, clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use crate::budget;
use crate::oracle;

use std::collections::BTreeSet;

use detente_agreement::{
    Answer, Conflict, Count, Finding, Hold, Negotiation, Plan, Reach, Reading, Requirement, Terms, Worth,
};
use detente_case::{Case, Interval, Quantity};
use oracle::{
    brute::{World, conflicts, packages, requirements},
    cases::{Size, Tape, condition, random},
};
use proptest::prelude::*;

const READINGS: [Reading; 5] =
    [Reading::Favourable, Reading::Central, Reading::Guarded, Reading::SilenceAsNo, Reading::SilenceAsYes];
const SMALL: Size = Size { parties: 3, issues: 3, options: 3 };
const PLAN: Plan = Plan { draws: 20, seed: 7 };

fn cases(size: Size) -> impl Strategy<Value = Case> {
    proptest::collection::vec(any::<u16>(), 0..160).prop_map(move |tape| random(&mut Tape::new(tape), size))
}

fn all(requirements: &[Requirement]) -> Vec<&Requirement> {
    requirements.iter().collect()
}

fn names(requirements: &[&Requirement]) -> BTreeSet<String> {
    requirements.iter().map(|requirement| format!("{requirement:?}")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(budget::cases(1_500)))]

    #[test]
    fn deals_are_found_counted_and_ranked(case in cases(SMALL)) {
        let (world, negotiation) = (World::of(&case), Negotiation::from_case(&case));
        let requirements = requirements(&case);
        for reading in READINGS {
            let deals = world.admitted(&all(&requirements), reading);
            prop_assert_eq!(negotiation.count(reading), Count::exactly(deals.len() as u64));
            match negotiation.find(reading) {
                Finding::Found(package) => prop_assert!(deals.contains(&negotiation.terms(&package))),
                finding => prop_assert!(deals.is_empty() && finding == Finding::None),
            }
            for terms in packages(&case) {
                let package = negotiation.package(&terms).unwrap();
                prop_assert_eq!(negotiation.is_deal(&package, reading), deals.contains(&terms));
            }
            let best = negotiation.best(reading).map(|best| negotiation.terms(&best.package));
            prop_assert_eq!(best, best_of(&world, &deals));
        }
    }

    #[test]
    fn the_verdict_follows_from_the_readings(case in cases(SMALL)) {
        let (world, negotiation) = (World::of(&case), Negotiation::from_case(&case));
        let requirements = requirements(&case);
        let [favourable, central, guarded, no, yes] =
            READINGS.map(|reading| !world.admitted(&all(&requirements), reading).is_empty());
        let verdict = negotiation.verdict(PLAN);
        let expected = match (favourable, guarded) {
            (false, _) => Answer::Impossible,
            (_, true) => Answer::Certain,
            _ => Answer::Depends { central: Some(central) },
        };
        prop_assert_eq!(verdict.answer, expected);
        let unsaid = &verdict.unsaid;
        prop_assert_eq!((unsaid.deal_if_no, unsaid.deal_if_yes), (Some(no), Some(yes)));
        // The share is what asking every package in every draw gives.
        let holds = (0..PLAN.draws).filter(|&draw| {
            let reading = Reading::Draw { plan: PLAN, draw };
            packages(&case).iter().any(|terms| {
                negotiation.is_deal(&negotiation.package(terms).unwrap(), reading)
            })
        });
        prop_assert_eq!(verdict.share.holds as usize, holds.count());
        match verdict.answer {
            Answer::Impossible => prop_assert_eq!(verdict.share.holds, 0),
            Answer::Certain => prop_assert_eq!(verdict.share.holds, PLAN.draws),
            Answer::Depends { .. } => {}
        }
    }

    #[test]
    fn every_draw_lies_between_the_guarded_and_the_favourable(case in cases(SMALL)) {
        let negotiation = Negotiation::from_case(&case);
        for terms in packages(&case) {
            let package = negotiation.package(&terms).unwrap();
            let guarded = negotiation.is_deal(&package, Reading::Guarded);
            let favourable = negotiation.is_deal(&package, Reading::Favourable);
            prop_assert!(!guarded || negotiation.is_deal(&package, Reading::Central));
            prop_assert!(favourable || !negotiation.is_deal(&package, Reading::Central));
            for draw in 0..PLAN.draws {
                let drawn = negotiation.is_deal(&package, Reading::Draw { plan: PLAN, draw });
                prop_assert!(!guarded || drawn);
                prop_assert!(favourable || !drawn);
            }
        }
    }

    #[test]
    fn reasons_are_all_minimal_conflicts(case in cases(SMALL)) {
        let requirements = requirements(&case);
        prop_assume!(requirements.len() <= 11);
        let (world, negotiation) = (World::of(&case), Negotiation::from_case(&case));
        let Some(reasons) = negotiation.reasons(PLAN) else {
            prop_assert!(!world.admitted(&all(&requirements), Reading::Guarded).is_empty());
            return Ok(());
        };
        prop_assert!(reasons.complete);
        let reading = reasons.hold.reading();
        let expected: BTreeSet<_> = conflicts(&world, &requirements, reading)
            .into_iter()
            .map(|mask| {
                let places = (0..requirements.len()).filter(|place| mask >> place & 1 == 1);
                names(&places.map(|place| &requirements[place]).collect::<Vec<_>>())
            })
            .collect();
        let found: Vec<_> = reasons
            .conflicts
            .iter()
            .flat_map(|conflict| {
                let named = |way: &Vec<Requirement>| names(&conflict.core.iter().chain(way).collect::<Vec<_>>());
                conflict.consents.iter().map(named).collect::<Vec<_>>()
            })
            .collect();
        prop_assert_eq!(found.len(), expected.len());
        prop_assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected.clone());
        prop_assert!(reasons.conflicts.is_sorted_by_key(|conflict| conflict.core.len()));

        prop_assert_eq!(
            names(&reasons.requirements.iter().map(|weighed| &weighed.requirement).collect::<Vec<_>>()),
            names(&all(&requirements))
        );
        for weighed in &reasons.requirements {
            let name = format!("{:?}", weighed.requirement);
            prop_assert_eq!(weighed.in_every, expected.iter().all(|conflict| conflict.contains(&name)));
            let others: Vec<_> =
                requirements.iter().filter(|other| **other != weighed.requirement).collect();
            let opened = world.admitted(&others, reading).len();
            prop_assert_eq!(weighed.dropping_opens, Count::exactly(opened as u64));
        }
        for weighed in &reasons.requirements {
            let name = format!("{:?}", weighed.requirement);
            let in_one = expected.iter().any(|conflict| conflict.contains(&name));
            prop_assert_eq!(weighed.in_none, weighed.conflicts == 0 && !in_one);
        }
        let drawn = Drawn { world: &world, case: &case };
        for conflict in reasons.conflicts.iter().take(2) {
            prop_assert!(conflict.minimal);
            let consents = conflict.consents.iter().flatten();
            let standing: Vec<_> = conflict.core.iter().chain(consents).collect();
            // The share is what asking every package in every draw gives.
            prop_assert_eq!(conflict.in_draws.is_some(), reasons.hold != Hold::Always);
            if let Some(share) = conflict.in_draws {
                let explained = (0..PLAN.draws).filter(|&draw| drawn.is_reason(conflict, draw));
                prop_assert_eq!((share.holds as usize, share.unsettled), (explained.count(), 0));
            }
            // What is missed is missed by the package that misses least.
            for requirement in &conflict.core {
                let Requirement::NoDealValue { party } = requirement else { continue };
                let others: Vec<_> = standing.iter().filter(|other| **other != requirement).copied().collect();
                let admitted = world.admitted(&others, reading);
                let gains = admitted.iter().map(|terms| {
                    let (sum, total) = world.central_gain(party, terms);
                    sum.div_euclid(total)
                });
                let least = gains.max().filter(|&gain| gain < 0 && reasons.hold == Hold::AtCentralValues);
                let found = conflict.short_by.iter().find(|shortfall| shortfall.party == *party);
                prop_assert_eq!(found.map(|shortfall| -i128::from(shortfall.points.millionths())), least);
            }
        }
    }

    /// Every draw without a deal has a reason on the list, no draw with one has, and each reason has a draw.
    #[test]
    fn reasons_cover_the_draws_without_a_deal(case in cases(SMALL)) {
        let (world, negotiation) = (World::of(&case), Negotiation::from_case(&case));
        let Some(reasons) = negotiation.reasons(PLAN) else { return Ok(()) };
        let Some(in_draws) = &reasons.in_draws else {
            prop_assert_eq!(reasons.hold, Hold::Always);
            return Ok(());
        };
        let drawn = Drawn { world: &world, case: &case };
        let all_of_them = requirements(&case);
        let mut holds = vec![0; in_draws.conflicts.len()];
        let mut without = 0;
        for draw in 0..PLAN.draws {
            let fails = !packages(&case).iter().any(|terms| drawn.admits(terms, &all(&all_of_them), draw));
            without += u32::from(fails);
            let mut explained = false;
            for (conflict, holds) in in_draws.conflicts.iter().zip(&mut holds) {
                let is_reason = drawn.is_reason(conflict, draw);
                *holds += u32::from(is_reason);
                explained |= is_reason;
            }
            prop_assert_eq!(explained, fails, "draw {}", draw);
        }
        prop_assert_eq!((in_draws.without, in_draws.explained, in_draws.unsettled), (without, without, 0));
        let shares = in_draws.conflicts.iter().map(|one| one.in_draws.unwrap().holds);
        prop_assert_eq!(shares.collect::<Vec<_>>(), holds.clone());
        let of_failing = in_draws.conflicts.iter().map(|one| one.of_failing.unwrap());
        prop_assert!(of_failing.zip(&holds).all(|(share, holds)| (share.holds, share.draws) == (*holds, without)));
        prop_assert!(holds.is_sorted_by(|one, other| one >= other));
        let only_central = reasons.hold == Hold::AtCentralValues && holds.iter().all(|holds| *holds == 0);
        prop_assert!(only_central || holds.iter().all(|holds| *holds > 0));
    }

    #[test]
    fn a_certificate_is_below_zero_for_every_package_and_needs_all_its_parts(case in cases(SMALL)) {
        let (world, negotiation) = (World::of(&case), Negotiation::from_case(&case));
        let Some(reasons) = negotiation.reasons(PLAN) else { return Ok(()) };
        if reasons.hold != Hold::AtCentralValues {
            return Ok(());
        }
        for conflict in &reasons.conflicts {
            let Some(certificate) = &conflict.certificate else { continue };
            prop_assert!(certificate.most < certificate.asked);
            let is_line = |requirement: &&Requirement| {
                matches!(requirement, Requirement::RedLine { .. } | Requirement::Consent { .. })
            };
            let all = conflict.core.iter().chain(&conflict.consents[0]);
            let within_lines = world.admitted(&all.filter(is_line).collect::<Vec<_>>(), Reading::Central);
            // `Σ times·Σ r·(u − d)`, in whole numbers.
            let sum = |terms: &Terms, without: Option<usize>| -> i128 {
                let parts = certificate.weighted.iter().enumerate().filter(|(place, _)| Some(*place) != without);
                parts
                    .map(|(_, weighted)| {
                        i128::from(weighted.times) * world.central_gain(&weighted.party, terms).0
                    })
                    .sum()
            };
            prop_assert!(within_lines.iter().all(|terms| sum(terms, None) < 0));
            for place in 0..certificate.weighted.len() {
                prop_assert!(within_lines.iter().any(|terms| sum(terms, Some(place)) >= 0));
            }
            // `Σ λ·v` stays within what is said, whatever the rounding of weights.
            let weights: i128 =
                certificate.weighted.iter().map(|part| i128::from(part.weight.millionths())).sum();
            prop_assert!((weights - 1_000_000).abs() <= certificate.weighted.len() as i128);
        }
    }

    #[test]
    fn openers_are_all_minimal_sets_that_work(case in cases(Size { parties: 3, issues: 2, options: 3 })) {
        let (world, negotiation) = (World::of(&case), Negotiation::from_case(&case));
        let reach = Reach { size: 2, detailed: usize::MAX };
        let Some(openers) = negotiation.openers(&case, PLAN, reach) else { return Ok(()) };
        prop_assert!(openers.complete);
        let reading = openers.hold.reading();
        let catalogue = negotiation.catalogue(&case);
        prop_assert_eq!(catalogue.len(), openers.considered);
        let requirements = requirements(&case);
        let requirements = all(&requirements);
        let deals = |set: &[usize]| {
            let after = set.iter().fold(world.clone(), |world, &place| world.after(&catalogue[place].change));
            (after.admitted(&requirements, reading), after)
        };
        let contained = |set: &[usize], place: &usize| {
            set.contains(place)
                || set.iter().any(|other| oracle_contains(&catalogue[*other].change, &catalogue[*place].change))
        };
        let pairs = (0..catalogue.len()).flat_map(|one| (one + 1..catalogue.len()).map(move |two| vec![one, two]));
        let twice = |set: &Vec<usize>| {
            set.iter().any(|one| set.iter().any(|other| {
                oracle_contains(&catalogue[*one].change, &catalogue[*other].change)
            }))
        };
        let sets = (0..catalogue.len()).map(|one| vec![one]).chain(pairs);
        let works: Vec<_> = sets.filter(|set| !twice(set) && !deals(set).0.is_empty()).collect();
        let minimal = works.iter().filter(|set| {
            !works.iter().any(|other| other != *set && other.iter().all(|place| contained(set, place)))
        });
        let change = |set: &Vec<usize>| -> BTreeSet<String> {
            set.iter().map(|&place| format!("{:?}", catalogue[place].change)).collect()
        };
        let expected: BTreeSet<_> = minimal.clone().map(change).collect();
        let found: BTreeSet<BTreeSet<String>> = openers
            .openers
            .iter()
            .map(|opener| opener.steps.iter().map(|step| format!("{:?}", step.change)).collect())
            .collect();
        prop_assert_eq!(found, expected);
        for set in minimal {
            let (deals, after) = deals(set);
            let opener = openers.openers.iter().find(|opener| {
                opener.steps.iter().map(|step| format!("{:?}", step.change)).collect::<BTreeSet<_>>() == change(set)
            }).unwrap();
            prop_assert_eq!(opener.opens, Count::exactly(deals.len() as u64));
            prop_assert_eq!(opener.best.as_ref().map(|best| best.terms.clone()), best_of(&after, &deals));
        }
        // An opener's share is what asking every package in every draw gives.
        for opener in openers.openers.iter().take(2) {
            let holds = (0..PLAN.draws).filter(|&draw| {
                let changed = changed(&case, &opener.steps, draw);
                let reading = Reading::Draw { plan: PLAN, draw };
                packages(&case).iter().any(|terms| changed.is_deal(&changed.package(terms).unwrap(), reading))
            });
            prop_assert_eq!((opener.works.holds as usize, opener.works.unsettled), (holds.count(), 0));
        }
        for imposed in &openers.imposed {
            let others: Vec<_> = requirements
                .iter()
                .filter(|requirement| {
                    !(requirement.is_consent() && requirement.party() == Some(&imposed.on))
                })
                .copied()
                .collect();
            prop_assert_eq!(imposed.opens, Count::exactly(world.admitted(&others, reading).len() as u64));
        }
    }

    #[test]
    fn adding_a_party_leaves_the_draws_of_the_others(case in cases(SMALL)) {
        let mut more = case.clone();
        more.parties.insert(detente_case::PartyId::new("extra"), oracle::cases::party("extra"));
        more.parties.move_index(more.parties.len() - 1, 0);
        let (one, other) = (Negotiation::from_case(&case), Negotiation::from_case(&more));
        for terms in packages(&case) {
            for draw in 0..PLAN.draws {
                let reading = Reading::Draw { plan: PLAN, draw };
                prop_assert_eq!(
                    one.is_deal(&one.package(&terms).unwrap(), reading),
                    other.is_deal(&other.package(&terms).unwrap(), reading)
                );
            }
        }
        prop_assert_eq!(one.share(PLAN), other.share(PLAN));
    }

    #[test]
    fn order_does_not_matter(case in cases(SMALL)) {
        let mut turned = case.clone();
        turned.parties.reverse();
        turned.issues.reverse();
        turned.rules.reverse();
        let (one, other) = (Negotiation::from_case(&case), Negotiation::from_case(&turned));
        prop_assert_eq!(one.verdict(PLAN).answer, other.verdict(PLAN).answer);
        prop_assert_eq!(one.verdict(PLAN).deals, other.verdict(PLAN).deals);
        let conflicts = |negotiation: &Negotiation| -> BTreeSet<BTreeSet<String>> {
            let conflicts = negotiation.reasons(PLAN).map(|reasons| reasons.conflicts).unwrap_or_default();
            conflicts
                .iter()
                .flat_map(|conflict| {
                let named = |way: &Vec<Requirement>| names(&conflict.core.iter().chain(way).collect::<Vec<_>>());
                conflict.consents.iter().map(named).collect::<Vec<_>>()
            })
                .collect()
        };
        prop_assert_eq!(conflicts(&one), conflicts(&other));
        let in_draws = |negotiation: &Negotiation| -> Vec<(BTreeSet<String>, Option<u32>)> {
            let reasons = negotiation.reasons(PLAN).and_then(|reasons| reasons.in_draws);
            let conflicts = reasons.map(|reasons| reasons.conflicts).unwrap_or_default();
            let told = conflicts.iter().map(|conflict| {
                let core = conflict.core.iter().map(ToString::to_string).collect();
                (core, conflict.in_draws.map(|share| share.holds))
            });
            told.collect()
        };
        let ordered = |negotiation: &Negotiation| {
            let mut told = in_draws(negotiation);
            told.sort();
            told
        };
        prop_assert_eq!(ordered(&one), ordered(&other));
    }

    #[test]
    fn only_ratios_of_weights_count(case in cases(SMALL)) {
        use detente_case::Weight;
        let scaled = |factor: i64| {
            let mut scaled = case.clone();
            for weights in &mut scaled.weights {
                for issue in case.issues.keys() {
                    let weight = case.weight(&weights.party, issue).0;
                    // Above zero, so that nothing is lifted.
                    let low = weight.low.millionths().max(1_000_000).min(weight.high.millionths());
                    let times = |millionths: i64| Quantity::from_millionths(millionths / 4 * factor);
                    let weight = Interval { low: times(low), high: times(weight.high.millionths()) };
                    weights.by_issue.insert(issue.clone(), Weight::Range(weight));
                }
            }
            scaled
        };
        let (one, other) = (Negotiation::from_case(&scaled(2)), Negotiation::from_case(&scaled(6)));
        for reading in READINGS {
            prop_assert_eq!(one.count(reading), other.count(reading));
            prop_assert_eq!(
                one.best(reading).map(|best| best.package),
                other.best(reading).map(|best| best.package)
            );
        }
    }

    #[test]
    fn given_terms_restrict_packages_and_nothing_else(
        case in cases(SMALL), tape in proptest::collection::vec(any::<u16>(), 0..8)
    ) {
        let given = condition(&mut Tape::new(tape), &case);
        let negotiation = Negotiation::from_case(&case).given(&given);
        let world = World::of(&case);
        for reading in READINGS {
            let deals = world.admitted(&all(&requirements(&case)), reading);
            let within = deals.iter().filter(|terms| given.holds(|issue| terms.get(issue)));
            prop_assert_eq!(negotiation.count(reading), Count::exactly(within.count() as u64));
        }
    }

    #[test]
    fn values_of_packages_are_the_tightest_intervals(case in cases(SMALL)) {
        let negotiation = Negotiation::from_case(&case);
        for terms in packages(&case).iter().take(4) {
            let package = negotiation.package(terms).unwrap();
            for (place, party) in negotiation.parties().iter().enumerate() {
                let value = negotiation.value(place, &package).unwrap();
                let mean = |corner: usize, high: bool| {
                    let (mut sum, mut total) = (0_i128, 0_i128);
                    for (issue, weight) in party.weights.iter().enumerate() {
                        let end = |interval: detente_case::Interval, high: bool| {
                            i128::from(if high { interval.high } else { interval.low }.millionths())
                        };
                        let weight = end(weight.interval, corner >> issue & 1 == 1);
                        let option = package.option(issue).unwrap();
                        sum += weight * end(party.values[issue][option].input.interval, high);
                        total += weight;
                    }
                    (sum, total)
                };
                let corners = 0..1_usize << party.weights.len();
                let low = corners.clone().map(|corner| mean(corner, false)).filter(|mean| mean.1 > 0);
                let high = corners.map(|corner| mean(corner, true)).filter(|mean| mean.1 > 0);
                let low = low.map(|(sum, total)| sum.div_euclid(total)).min().unwrap();
                let high = high.map(|(sum, total)| -(-sum).div_euclid(total)).max().unwrap();
                prop_assert_eq!(i128::from(value.low.millionths()), low);
                prop_assert_eq!(i128::from(value.high.millionths()), high);
            }
        }
    }
}

/// The parties' no-deal values in draws, asked one at a time of a case with nothing else in it.
struct Drawn<'c> {
    world: &'c World,
    case: &'c Case,
}

impl Drawn<'_> {
    /// Whether, in one of its ways, no package satisfies a conflict in a draw, and some package does without any one
    /// requirement of its core.
    fn is_reason(&self, conflict: &Conflict, draw: u32) -> bool {
        let packages = packages(self.case);
        let satisfied =
            |standing: &[&Requirement]| packages.iter().any(|terms| self.admits(terms, standing, draw));
        conflict.consents.iter().any(|way| {
            let whole: Vec<_> = conflict.core.iter().chain(way).collect();
            let without =
                |one: &Requirement| whole.iter().filter(|other| **other != one).copied().collect::<Vec<_>>();
            !satisfied(&whole) && conflict.core.iter().all(|one| satisfied(&without(one)))
        })
    }

    /// Whether a package satisfies some requirements with the values of one draw.
    fn admits(&self, terms: &Terms, standing: &[&Requirement], draw: u32) -> bool {
        let is_value = |requirement: &&&Requirement| matches!(requirement, Requirement::NoDealValue { .. });
        let (values, others): (Vec<&Requirement>, Vec<_>) =
            standing.iter().copied().partition(|one| is_value(&one));
        self.world.admits(terms, &others, Reading::Central)
            && values
                .into_iter()
                .filter_map(Requirement::party)
                .all(|party| !World::calls(party, terms, standing) || self.reaches(party, terms, draw))
    }

    fn reaches(&self, party: &detente_case::PartyId, terms: &Terms, draw: u32) -> bool {
        let mut bare = self.case.clone();
        bare.rules.clear();
        bare.instrument.consent = vec![party.clone()];
        for stance in &mut bare.stances {
            // Always so: the stance's red lines never bind.
            stance.unless = Some(detente_case::Condition { terms: Vec::new() });
        }
        let bare = Negotiation::from_case(&bare).without_needs();
        bare.is_deal(&bare.package(terms).unwrap(), Reading::Draw { plan: PLAN, draw })
    }
}

/// The negotiation of one draw after the changes of an opener, with what they add in that draw.
fn changed(case: &Case, steps: &[detente_agreement::Step], draw: u32) -> Negotiation {
    let after = steps.iter().fold(World::of(case), |world, step| world.after(&step.change));
    let mut negotiation = Negotiation::from_case(&after.case);
    for (adds_to, shifts) in [(Worth::Deal, &after.deal), (Worth::NoDeal, &after.no_deal)] {
        for (party, added) in shifts {
            let by = Interval::exactly(Quantity::from_millionths(added.drawn(PLAN, draw)));
            negotiation = negotiation.shifted(negotiation.party(party).unwrap(), adds_to, "added", by);
        }
    }
    negotiation
}

/// Whether one change contains another, smaller one.
fn oracle_contains(large: &detente_agreement::Change, small: &detente_agreement::Change) -> bool {
    use detente_agreement::Change::{GiveCredibly, GiveGuarantee, SoftenRedLine};
    match (large, small) {
        (GiveCredibly { guarantee: one }, GiveGuarantee { guarantee: other }) => one == other,
        (
            SoftenRedLine { party, issue, options },
            SoftenRedLine { party: other, issue: on, options: fewer },
        ) => {
            party == other
                && issue == on
                && fewer.len() < options.len()
                && fewer.iter().all(|option| options.contains(option))
        }
        _ => false,
    }
}

/// The best of some packages: largest least gain, then most signers, then the next gain, then the first in order.
fn best_of(world: &World, deals: &[Terms]) -> Option<Terms> {
    let mut best: Option<(Vec<(i128, i128)>, &Terms)> = None;
    for terms in deals {
        let gains = world.gains(terms);
        let better = best.as_ref().is_none_or(|(least, _)| {
            let pairs = || gains.iter().zip(least);
            let mut orders = pairs().map(|(one, other)| (one.0 * other.1).cmp(&(other.0 * one.1)));
            let smallest = match (gains.first(), least.first()) {
                (Some(_), Some(_)) => orders.next().unwrap_or(std::cmp::Ordering::Equal),
                // Where nobody is asked, nobody can lose.
                (one, other) => one.is_none().cmp(&other.is_none()),
            };
            let signers = gains.len().cmp(&least.len());
            let next = orders.find(|order| order.is_ne()).unwrap_or(std::cmp::Ordering::Equal);
            smallest.then(signers).then(next).is_gt()
        });
        if better {
            best = Some((gains, terms));
        }
    }
    best.map(|(_, terms)| terms.clone())
}

/// Two packages with the same gains: the first by the names of issues and options is the best, wherever the file has
/// them and whichever the search meets first.
#[test]
fn of_equal_packages_the_first_by_name_is_best() {
    use detente_case::{
        Interval, Issue, IssueId, IssueKind, IssueOption, NoDeal, OptionId, PartyId, Span, Stance,
        StancePosition, Weight, Weights,
    };
    use oracle::cases::{empty, origin, party};
    let mut case = empty();
    let values: [(&str, [&[i32]; 2]); 2] =
        [("p0", [&[40, 60, 0], &[40, 60]]), ("p1", [&[60, 40, 0], &[60, 40]])];
    for (issue, count) in [("wide", 3), ("narrow", 2)] {
        let option = IssueOption {
            name: String::new(),
            needs: Vec::new(),
            recognition: Vec::new(),
            silent: false,
            short: None,
            origin: origin(),
        };
        let options = (0..count).map(|rung| (OptionId::new(format!("o{rung}")), option.clone())).collect();
        let one = Issue {
            name: String::new(),
            kind: IssueKind::Choice,
            decided_by: None,
            short: None,
            options,
            origin: origin(),
        };
        case.issues.insert(IssueId::new(issue), one);
    }
    for (name, by_issue) in values {
        let id = PartyId::new(name);
        case.parties.insert(id.clone(), party(name));
        case.instrument.consent.push(id.clone());
        for (issue, values) in case.issues.keys().zip(by_issue) {
            let position = |value: &i32| StancePosition {
                level: None,
                value: Some(Interval::units(*value, *value)),
                span: Span::default(),
            };
            let positions = values.iter().enumerate();
            let positions =
                positions.map(|(rung, value)| (OptionId::new(format!("o{rung}")), position(value)));
            case.stances.push(Stance {
                parties: vec![id.clone()],
                issue: issue.clone(),
                positions: positions.collect(),
                order: Vec::new(),
                shape: None,
                unless: None,
                said_by: None,
                origin: origin(),
            });
        }
        let alike = |issue: &IssueId| (issue.clone(), Weight::Range(Interval::units(10, 10)));
        let by_issue = case.issues.keys().map(alike).collect();
        case.weights.push(Weights { party: id.clone(), by_issue, order: Vec::new(), origin: origin() });
        case.no_deal.push(NoDeal { party: id, value: Interval::units(40, 40), origin: origin() });
    }
    let negotiation = Negotiation::from_case(&case);
    let best = negotiation.best(Reading::Central).unwrap();
    let terms = negotiation.terms(&best.package);
    // By name the issue `narrow` comes before `wide`, although the file has it last: it takes its first option.
    assert_eq!(terms.values().map(detente_case::OptionId::as_str).collect::<Vec<_>>(), ["o1", "o0"]);
}

/// Numbers of different names are drawn apart from each other: two parties alike in everything but name do
/// not move together.
#[test]
fn numbers_of_different_names_are_drawn_apart() {
    use detente_case::{Issue, IssueId, IssueKind, IssueOption, OptionId, PartyId};
    use oracle::cases::{empty, origin, party};
    let mut case = empty();
    let option = IssueOption {
        name: String::new(),
        needs: Vec::new(),
        recognition: Vec::new(),
        silent: false,
        short: None,
        origin: origin(),
    };
    let options = [(OptionId::new("only"), option)].into_iter().collect();
    let issue = Issue {
        name: String::new(),
        kind: IssueKind::Choice,
        decided_by: None,
        short: None,
        options,
        origin: origin(),
    };
    case.issues.insert(IssueId::new("issue"), issue);
    for name in ["p0", "p1"] {
        case.parties.insert(PartyId::new(name), party(name));
    }
    let accepts = |name: &str| -> Vec<bool> {
        let mut case = case.clone();
        case.instrument.consent = vec![PartyId::new(name)];
        let negotiation = Negotiation::from_case(&case);
        let plan = Plan { draws: 400, seed: 3 };
        (0..plan.draws)
            .map(|draw| matches!(negotiation.find(Reading::Draw { plan, draw }), Finding::Found(_)))
            .collect()
    };
    let (one, other) = (accepts("p0"), accepts("p1"));
    let agree = one.iter().zip(&other).filter(|(one, other)| one == other).count();
    // Nothing is known of either: each accepts in about half of the draws, both alike in about half.
    assert!((140..=260).contains(&agree), "{agree}");
    assert!((140..=260).contains(&one.iter().filter(|accepts| **accepts).count()));
}
