//! What the rules say in corners that no strategy reaches by itself: leaving, ending, discounting, sitting alone.

#![allow(clippy::doc_markdown, clippy::unwrap_used, reason = "a test fails by panicking; NegMAS is a name")]

use detente_simulation::{
    Dice,
    domain::{Clock, Discount, Domain, NoDeal, Package},
    protocol::{Ended, Event, Outcome, Protocol, Rules, Seats, StackedOffers},
    run::Transcript,
    strategy::{Answer, Kind, Strategy, View},
    tournament::{Scenario, Tournament},
};

/// Answers and proposes as it is told, one after the other; then it rejects and proposes nothing.
struct Told {
    answers: Vec<Answer>,
    proposals: Vec<Package>,
}

impl Strategy for Told {
    fn answers(&mut self, _view: View<'_>, _offer: Package) -> Answer {
        if self.answers.is_empty() { Answer::Reject } else { self.answers.remove(0) }
    }

    fn proposes(&mut self, _view: View<'_>, _dice: &mut Dice) -> Option<Package> {
        (!self.proposals.is_empty()).then(|| self.proposals.remove(0))
    }
}

fn told(answers: &[Answer], proposals: &[Package]) -> Box<dyn Strategy> {
    Box::new(Told { answers: answers.to_vec(), proposals: proposals.to_vec() })
}

/// Four packages, worth their number to everybody; no agreement is worth `reservation`.
fn domain(parties: usize, reservation: f64) -> Domain {
    Domain::listed(vec![4], vec![(vec![0.0, 1.0, 2.0, 3.0], reservation); parties]).unwrap()
}

fn run(rounds: u32, mut strategies: Vec<Box<dyn Strategy>>) -> (Outcome, Vec<Event>) {
    let domain = domain(strategies.len(), 0.5);
    let mut dice: Vec<_> = (0..strategies.len()).map(|party| Dice::new(0, 0, party as u64)).collect();
    let mut events = Vec::new();
    let mut seats = Seats { domain: &domain, strategies: &mut strategies, dice: &mut dice };
    let outcome = StackedOffers::new(rounds).run(&mut seats, &mut |event| events.push(event));
    (outcome, events)
}

/// Where NegMAS asks the one who offered about its own offer and finds no agreement.
#[test]
fn those_who_remain_agree_when_another_leaves_after_all_of_them_stood_behind_an_offer() {
    let (outcome, events) =
        run(5, vec![told(&[], &[2]), told(&[Answer::Accept], &[]), told(&[Answer::Leave], &[])]);
    assert_eq!(outcome, Outcome { agreement: Some(2), ended: Ended::Agreed, rounds: 1, offers: 1 });
    assert_eq!(events.last(), Some(&Event::Leave { round: 0, party: 2 }));
}

#[test]
fn whoever_has_left_is_asked_no_more_and_needs_not_agree() {
    let (outcome, events) =
        run(5, vec![told(&[Answer::Accept], &[2]), told(&[Answer::Leave], &[]), told(&[], &[3])]);
    assert_eq!(outcome, Outcome { agreement: Some(3), ended: Ended::Agreed, rounds: 2, offers: 2 });
    let of_the_left = events.iter().filter(|event| matches!(event, Event::Leave { party: 1, .. })).count();
    assert_eq!((of_the_left, events.len()), (1, 5));
}

#[test]
fn it_breaks_when_one_is_left_when_one_ends_it_and_when_one_has_nothing_to_say() {
    for (strategies, last) in [
        (vec![told(&[], &[1]), told(&[Answer::Leave], &[])], Event::Leave { round: 0, party: 1 }),
        (vec![told(&[], &[1]), told(&[Answer::End], &[])], Event::End { round: 0, party: 1 }),
        (vec![told(&[], &[1]), told(&[], &[])], Event::End { round: 0, party: 1 }),
    ] {
        let (outcome, events) = run(5, strategies);
        assert_eq!((outcome.agreement, outcome.ended, outcome.rounds), (None, Ended::Broken, 1));
        assert_eq!(events.last(), Some(&last));
    }
}

/// A package that is not in the domain is no proposal.
#[test]
fn nothing_outside_the_space_is_proposed() {
    let (outcome, events) = run(5, vec![told(&[], &[4]), told(&[], &[1])]);
    assert_eq!((outcome.ended, events), (Ended::Broken, vec![Event::End { round: 0, party: 0 }]));
}

#[test]
fn one_alone_and_nobody_agree_on_nothing() {
    for parties in [0, 1] {
        let table = (0..parties).map(|_| told(&[Answer::Accept], &[3, 3])).collect();
        let (outcome, events) = run(5, table);
        assert_eq!(outcome, Outcome { agreement: None, ended: Ended::Broken, rounds: 0, offers: 0 });
        assert!(events.is_empty());
    }
}

/// `d^t`, of the agreement and of none alike, with Genius's clock: 1 when time has run out.
#[test]
fn what_is_left_falls_with_time() {
    let domain = domain(2, 0.5);
    let rules = Rules::StackedOffers { rounds: 3, discount: Some(0.25) };
    let outcome = |agreement, ended, rounds| Outcome { agreement, ended, rounds, offers: 1 };
    for (round, left) in [(1, libm::pow(0.25, 0.25)), (2, 0.5), (3, libm::pow(0.25, 0.75))] {
        let worths = rules.worths(&domain, &outcome(Some(3), Ended::Agreed, round));
        assert_eq!(worths, vec![3.0 * left; 2]);
    }
    assert_eq!(rules.worths(&domain, &outcome(None, Ended::OutOfTime, 3)), vec![0.125; 2]);
    assert_eq!(rules.worths(&domain, &outcome(None, Ended::Broken, 2)), vec![0.25; 2]);
    let undiscounted = Rules::StackedOffers { rounds: 3, discount: None };
    assert_eq!(undiscounted.worths(&domain, &outcome(None, Ended::OutOfTime, 3)), vec![0.5; 2]);
}

/// Each party's own discount counts where the rules have none: by the share of time, by rounds, or as a cost.
#[test]
fn time_does_to_each_party_what_its_file_says() {
    let cost = |no_deal| Discount::Cost { cost: 0.125, power: 2.0, clock: Clock::Rounds, no_deal };
    let by_rounds = Discount::Factor { factor: 0.5, clock: Clock::Rounds, no_deal: NoDeal::Kept };
    let discounts =
        [Discount::by_share(0.0625), by_rounds, cost(NoDeal::Discounted), cost(NoDeal::Kept), Discount::None];
    let domain = domain(5, 0.5).discounted(&discounts);
    let rules = Rules::StackedOffers { rounds: 3, discount: None };
    let outcome = |agreement, ended, rounds| Outcome { agreement, ended, rounds, offers: 1 };
    let agreed = outcome(Some(3), Ended::Agreed, 2);
    // Half of the time, two rounds, a quarter squared.
    assert_eq!(rules.worths(&domain, &agreed), [0.75, 0.75, 2.9375, 2.9375, 3.0]);
    assert_eq!(rules.no_deals(&domain, &agreed), [0.125, 0.5, 0.4375, 0.5, 0.5]);
    // Over no agreement at the same moment, as a part of what the best package gains at the beginning.
    assert_eq!(rules.gains(&domain, &agreed), [0.25, 0.1, 1.0, 0.975, 1.0]);
    let late = outcome(None, Ended::OutOfTime, 3);
    assert_eq!(rules.worths(&domain, &late), [0.03125, 0.5, 0.359_375, 0.5, 0.5]);
    assert_eq!(rules.gains(&domain, &late), [0.0; 5]);
    // One discount for all takes the place of everybody's.
    let one = Rules::StackedOffers { rounds: 3, discount: Some(0.25) };
    assert_eq!(one.worths(&domain, &agreed), [1.5; 5]);
    assert_eq!(Rules::TakeOrLeave.worths(&domain, &Outcome::agreed(3)), [3.0; 5]);
}

/// Who accepts nothing agrees to nothing, and gains nothing.
#[test]
fn who_accepts_nothing_agrees_to_nothing() {
    let worths = vec![0.0, 1.0, 2.0, 3.0];
    let domain = Domain::listed(vec![4], vec![(worths.clone(), f64::INFINITY), (worths, 0.0)]).unwrap();
    let kinds = Kind::ALL.into_iter().filter(|kind| kind.is_rational());
    for kind in kinds {
        let rules = Rules::StackedOffers { rounds: 6, discount: Some(0.5) };
        for table in [[kind, Kind::Conceder], [Kind::Conceder, kind]] {
            let outcome = Transcript::of(&domain, rules, &table, 1, 0).outcome;
            assert_eq!(outcome.agreement, None, "{table:?}");
            assert_eq!(rules.gains(&domain, &outcome), [0.0; 2], "{table:?}");
        }
    }
}

/// Where no agreement is worse than anything, gains are still shares.
#[test]
fn gains_are_numbers_though_no_agreement_is_worse_than_all() {
    for reservation in [f64::NEG_INFINITY, f64::MIN] {
        let names = vec!["one".to_owned(), "other".to_owned()];
        let scenario = Scenario::new("same".to_owned(), names, domain(2, reservation));
        let tournament = Tournament {
            scenarios: vec![scenario],
            strategies: Kind::ALL.to_vec(),
            rules: vec![Rules::StackedOffers { rounds: 4, discount: None }],
            repetitions: 1,
            seed: 1,
        };
        for row in tournament.run_block(0..tournament.runs()) {
            assert!(
                [row.gain, row.welfare, row.nash].iter().all(|share| (0.0..=1.0).contains(share)),
                "{row:?}"
            );
            assert!(row.agreement.is_some() || row.gain == 0.0, "{row:?}");
        }
    }
}
