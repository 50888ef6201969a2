//! Domains and strategies against slow and obvious ones, on domains full of equals.

#![allow(
    clippy::doc_markdown,
    clippy::float_cmp,
    clippy::unwrap_used,
    reason = "a test fails by panicking; NegMAS is a name; worths are the same to the last bit"
)]

use crate::budget;
use std::collections::BTreeSet;

use detente_simulation::{
    Dice,
    domain::{Additive, Domain, Package, Side},
    protocol::{Event, Outcome, Rules},
    run::Transcript,
    strategy::{Answer, Kind, Moment, View},
};
use proptest::prelude::*;

/// A domain of some parties whose contributions are small whole numbers, so that many packages are worth the same.
fn domains(parties: usize) -> impl Strategy<Value = (Domain, Vec<Additive>)> {
    let sizes = proptest::collection::vec(1_usize..5, 1..5);
    (sizes, any::<u64>(), -3_i8..12).prop_map(move |(sizes, seed, reservation)| {
        let mut dice = Dice::new(seed, 0, 0);
        let number = |dice: &mut Dice| f64::from(u32::try_from(dice.below(6)).unwrap());
        let party = |dice: &mut Dice| Additive {
            contributions: sizes.iter().map(|size| (0..*size).map(|_| number(dice)).collect()).collect(),
            constant: number(dice),
            cap: dice.chance(0.3).then_some(12.0),
            reservation: f64::from(reservation),
        };
        let parties: Vec<_> = (0..parties).map(|_| party(&mut dice)).collect();
        (Domain::additive(sizes, &parties).unwrap(), parties)
    })
}

fn view(domain: &Domain, place: usize, round: u32, rounds: u32) -> View<'_> {
    let parties = domain.sides().len();
    View {
        side: &domain.sides()[place],
        place,
        parties,
        sizes: domain.sizes(),
        moment: Moment { round, rounds },
    }
}

/// Packages worth no less than no agreement, the best first; of equals the first first.
fn best_first(domain: &Domain, place: usize) -> Vec<Package> {
    let side = &domain.sides()[place];
    let mut packages: Vec<Package> =
        (0..domain.packages()).filter(|package| side.worth(*package) >= side.reservation()).collect();
    packages.sort_by(|one, other| {
        side.worth(*other).partial_cmp(&side.worth(*one)).unwrap().then(one.cmp(other))
    });
    packages
}

/// What a party aspires to at a time.
type Aspiration = fn(f64) -> f64;

/// What a time-dependent party aims at, by NegMAS's rule.
fn aim(side: &Side, aspiration: f64) -> f64 {
    let worths = || side.order().iter().map(|package| side.worth(*package));
    let least = worths().fold(f64::INFINITY, f64::min).max(side.reservation());
    let best = worths().fold(f64::NEG_INFINITY, f64::max);
    (least + (best - least) * aspiration - 1e-4).clamp(least, best.max(least))
}

/// What the package is worth that is nearest to the aim among those that fall short by a millionth at most.
fn nearest(domain: &Domain, place: usize, aim: f64) -> Option<f64> {
    let side = &domain.sides()[place];
    let worths = best_first(domain, place).into_iter().map(|package| side.worth(package));
    worths
        .filter(|worth| *worth >= aim - 1e-6)
        .min_by(|one, other| (one - aim).abs().total_cmp(&(other - aim).abs()))
}

/// How much a party seems to like a package, counted anew from all its offers.
fn likes(domain: &Domain, offers: &[Package], package: Package) -> f64 {
    let options: Vec<Vec<usize>> = offers.iter().map(|offer| domain.options(*offer)).collect();
    let issues = 0..domain.sizes().len();
    let unchanged = |issue: usize| options.windows(2).filter(|two| two[0][issue] == two[1][issue]).count();
    let count = |issue: usize, option: usize| options.iter().filter(|offer| offer[issue] == option).count();
    let real = |count: usize| f64::from(u32::try_from(count).unwrap());
    let all: f64 = issues.clone().map(|issue| real(1 + unchanged(issue))).sum();
    let of_issue = |issue: usize| {
        let most = (0..domain.sizes()[issue]).map(|option| count(issue, option)).max().unwrap();
        real(1 + unchanged(issue)) / all * real(count(issue, domain.options(package)[issue])) / real(most)
    };
    issues.map(of_issue).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(budget::cases(300)))]

    #[test]
    fn packages_are_worth_what_their_options_add((domain, parties) in domains(2)) {
        for package in 0..domain.packages() {
            let options = domain.options(package);
            prop_assert_eq!(domain.package(&options), Some(package));
            for (side, party) in domain.sides().iter().zip(&parties) {
                let sum: f64 = options.iter().zip(&party.contributions).map(|(option, issue)| issue[*option]).sum();
                prop_assert_eq!(side.worth(package), (sum + party.constant).min(party.cap.unwrap_or(f64::INFINITY)));
            }
        }
        for place in 0..2 {
            let side = &domain.sides()[place];
            let down: Vec<Package> = side.rational().rev().map(|at| side.order()[at]).collect();
            prop_assert_eq!(down, best_first(&domain, place));
        }
    }

    /// As if packages that are not admitted were not there: the others keep their worths, and all strategies play alike.
    #[test]
    fn nobody_proposes_or_takes_what_is_not_admitted((domain, _) in domains(2), mask in any::<u64>(), seed in any::<u64>()) {
        let admits = |package: Package| mask >> (package % 64) & 1 == 1;
        let left: Vec<Package> = (0..domain.packages()).filter(|package| admits(*package)).collect();
        let without = domain.clone().only(admits);
        for (side, whole) in without.sides().iter().zip(domain.sides()) {
            let order: Vec<Package> = whole.order().iter().copied().filter(|package| admits(*package)).collect();
            prop_assert_eq!(side.order(), &order);
            prop_assert!((0..domain.packages()).all(|package| admits(package) || side.worth(package) < f64::MIN));
        }
        prop_assume!(!left.is_empty());
        let worths = |side: &Side| (left.iter().map(|package| side.worth(*package)).collect(), side.reservation());
        let alone = Domain::listed(vec![left.len()], domain.sides().iter().map(worths).collect()).unwrap();
        let rules = Rules::StackedOffers { rounds: 12, discount: None };
        for kind in Kind::ALL {
            let table = [kind, Kind::Linear];
            let one = Transcript::of(&without, rules, &table, seed, 0);
            let offered = |event: &Event| match event {
                Event::Offer { package, .. } => Some(*package),
                _ => None,
            };
            prop_assert!(one.events.iter().filter_map(offered).all(admits), "{kind}");
            // Guesses at what others like see issues, of which there is one where the rest stand alone.
            if ![Kind::Frequency, Kind::Patient].contains(&kind) {
                let other = Transcript::of(&alone, rules, &table, seed, 0);
                let agreed = other.outcome.agreement.map(|package| left[package as usize]);
                prop_assert_eq!(one.outcome, Outcome { agreement: agreed, ..other.outcome }, "{}", kind);
            }
        }
    }

    #[test]
    fn the_time_dependent_propose_what_is_nearest_to_their_aim((domain, _) in domains(1), rounds in 1_u32..60) {
        let side = &domain.sides()[0];
        let kinds: [(Kind, Aspiration); 5] = [
            (Kind::Boulware, |time| 1.0 - libm::pow(time, 4.0)),
            (Kind::Linear, |time| 1.0 - libm::pow(time, 1.0)),
            (Kind::Conceder, |time| 1.0 - libm::pow(time, 0.25)),
            (Kind::Exponential, |time| (libm::exp(libm::pow(1.0 - time, 0.125)) - 1.0) / (std::f64::consts::E - 1.0)),
            (Kind::Hardheaded, |_| 1.0),
        ];
        for (kind, aspiration) in kinds {
            let mut party = kind.begin();
            for round in 0..rounds {
                let seen = view(&domain, 0, round, rounds);
                let aim = aim(side, aspiration(f64::from(round + 1) / f64::from(rounds + 1)));
                let proposed = party.proposes(seen, &mut Dice::new(0, 0, 0));
                prop_assert_eq!(proposed.map(|package| side.worth(package)), nearest(&domain, 0, aim));
                for offer in 0..domain.packages() {
                    let takes = party.answers(seen, offer) == Answer::Accept;
                    prop_assert_eq!(takes, side.worth(offer) >= aim);
                }
            }
        }
    }

    /// Packages a hair's breadth around every aim: within NegMAS's tolerance, within a rounding error, or neither.
    #[test]
    fn what_falls_short_by_a_rounding_error_is_near_enough(
        rounds in 1_u32..20,
        around in proptest::collection::vec(prop_oneof![-3e-6_f64..3e-6, -2e-4_f64..2e-4], 1..60),
    ) {
        let time = |round: u32| f64::from(round + 1) / f64::from(rounds + 1);
        let aims = (0..rounds).cycle().map(|round| 1.0 - libm::pow(time(round), 4.0) - 1e-4);
        let worths: Vec<f64> = [0.0, 1.0].into_iter().chain(aims.zip(&around).map(|(aim, by)| aim + by)).collect();
        let domain = Domain::listed(vec![worths.len()], vec![(worths, 0.0)]).unwrap();
        let (mut party, side) = (Kind::Boulware.begin(), &domain.sides()[0]);
        for round in 0..rounds {
            let seen = view(&domain, 0, round, rounds);
            let aim = aim(side, 1.0 - libm::pow(time(round), 4.0));
            let proposed = party.proposes(seen, &mut Dice::new(0, 0, 0));
            prop_assert_eq!(proposed.map(|package| side.worth(package)), nearest(&domain, 0, aim));
            for offer in 0..domain.packages() {
                prop_assert_eq!(party.answers(seen, offer) == Answer::Accept, side.worth(offer) >= aim);
            }
        }
    }

    #[test]
    fn micro_goes_down_as_fast_as_the_others(
        (domain, _) in domains(3),
        heard in proptest::collection::vec((1_usize..3, any::<u32>()), 1..60),
    ) {
        for fewest in [false, true] {
            let mut party = if fewest { Kind::MicroFewest } else { Kind::Micro }.begin();
            let (mut dice, down) = (Dice::new(1, 1, 1), best_first(&domain, 0));
            let side = &domain.sides()[0];
            let mut received = [BTreeSet::new(), BTreeSet::new()];
            let mut own: Vec<Package> = Vec::new();
            for (round, (from, offer)) in (0..).zip(&heard) {
                let (seen, offer) = (view(&domain, 0, round, 100), offer % domain.packages());
                party.hears(seen, *from, offer);
                received[from - 1].insert(offer);
                let [one, other] = &received;
                let count = if fewest { one.len().min(other.len()) } else { one.union(other).count() };
                let sent = own.len();
                let next = down.get(sent).filter(|_| sent <= count).map(|package| side.worth(*package));
                // Ready or not, it takes what is worth what it would propose, or what it proposed last.
                let least = next.or_else(|| Some(side.worth(*down.get(sent.checked_sub(1)?)?)));
                let takes = least.is_some_and(|least| side.worth(offer) >= least);
                prop_assert_eq!(party.answers(seen, offer) == Answer::Accept, takes);
                let proposed = party.proposes(seen, &mut dice);
                match next {
                    // Which of those worth the same is chance, but none twice.
                    Some(next) => {
                        prop_assert_eq!(proposed.map(|package| side.worth(package)), Some(next));
                        prop_assert!(proposed.is_some_and(|package| !own.contains(&package)));
                        own.extend(proposed);
                    }
                    None => prop_assert!(proposed.map_or(sent == 0, |again| own.contains(&again))),
                }
            }
        }
    }

    #[test]
    fn the_frequency_bidder_offers_what_the_others_seem_to_like(
        (domain, _) in domains(3),
        heard in proptest::collection::vec((1_usize..3, any::<u32>()), 1..30),
    ) {
        let (mut party, side) = (Kind::Frequency.begin(), &domain.sides()[0]);
        let mut offers = [Vec::new(), Vec::new()];
        for (round, (from, offer)) in (0..).zip(&heard) {
            let (seen, offer) = (view(&domain, 0, round, 30), offer % domain.packages());
            party.hears(seen, *from, offer);
            offers[from - 1].push(offer);
            let least = side.worth(side.order()[0]).max(side.reservation());
            let range = side.best() - least;
            let aim = least + range * (1.0 - libm::pow(f64::from(round + 1) / 31.0, 4.0));
            let within = |package: &Package| (aim..=aim + 0.05 * range).contains(&side.worth(*package));
            let all = best_first(&domain, 0);
            let near: Vec<Package> = all.iter().copied().filter(within).collect();
            prop_assume!(near.len() <= 200);
            let proposed = party.proposes(seen, &mut Dice::new(0, 0, 0));
            let score = |package: Package| {
                let liked = offers.iter().filter(|offers| !offers.is_empty()).map(|offers| likes(&domain, offers, package));
                liked.fold(f64::INFINITY, f64::min)
            };
            // The best first: of equals the one worth most to itself.
            let liked = near.iter().copied().fold(None, |best: Option<Package>, package| match best {
                Some(best) if score(best) >= score(package) => Some(best),
                _ => Some(package),
            });
            // Nothing is near: the next better one, or the best.
            let better = || all.iter().copied().rfind(|package| side.worth(*package) >= aim);
            // Which of those liked and worth as much is chance.
            let expected = liked.or_else(better).or(all.first().copied());
            let of = |package: Option<Package>| package.map(|package| (score(package), side.worth(package)));
            let is_near = liked.is_some() && proposed.is_some_and(|package| near.contains(&package));
            if is_near {
                prop_assert_eq!(of(proposed), of(expected));
            } else {
                prop_assert_eq!(proposed.map(|package| side.worth(package)), expected.map(|package| side.worth(package)));
                prop_assert!(of(proposed).map(|of| of.0) >= of(expected).map(|of| of.0));
            }
        }
    }
}
