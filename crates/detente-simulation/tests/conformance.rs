//! One suite over every protocol and every strategy: they end, stay in the space, keep to what they promise, and can
//! be replayed. One transcript of each pairing is committed (`UPDATE=1` writes them anew).

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test fails by panicking and reads files"
)]

use std::{fs, path::Path};

use detente_simulation::{
    Dice,
    domain::{Additive, Domain},
    protocol::{Ended, Event, Protocol, Rules},
    run::Transcript,
    strategy::Kind,
};

/// A domain with opposed and common interests, ties, and packages that some would not take.
fn domain(parties: usize, seed: u64) -> Domain {
    let mut dice = Dice::new(seed, 0, 99);
    let sizes = vec![4, 3, 5, 2];
    let party = |party: usize, dice: &mut Dice| {
        let number = |place: usize, size: usize, dice: &mut Dice| {
            let along =
                f64::from(u32::try_from(if party % 2 == 1 { size - 1 - place } else { place }).unwrap());
            // Tenths, so that some packages are worth the same.
            along + f64::from(u32::try_from(dice.below(10)).unwrap()) / 10.0
        };
        let contributions: Vec<Vec<f64>> =
            sizes.iter().map(|size| (0..*size).map(|place| number(place, *size, dice)).collect()).collect();
        Additive { contributions, constant: 0.0, cap: None, reservation: 3.0 + dice.fraction() }
    };
    let parties: Vec<_> = (0..parties).map(|place| party(place, &mut dice)).collect();
    Domain::additive(sizes, &parties).unwrap()
}

fn protocols() -> [Rules; 3] {
    [
        Rules::StackedOffers { rounds: 40, discount: None },
        Rules::StackedOffers { rounds: 7, discount: Some(0.8) },
        Rules::TakeOrLeave,
    ]
}

/// Every pair of strategies, and every strategy with two others after it.
fn tables() -> Vec<Vec<Kind>> {
    let pairs = Kind::ALL.iter().flat_map(|one| Kind::ALL.iter().map(move |other| vec![*one, *other]));
    let all = Kind::ALL.len();
    let triples = (0..all).map(|place| (0..3).map(|next| Kind::ALL[(place + next) % all]).collect());
    pairs.chain(triples).collect()
}

fn rounds_of(rules: Rules) -> u32 {
    match rules {
        Rules::StackedOffers { rounds, .. } => rounds,
        Rules::TakeOrLeave => 1,
    }
}

fn round_of(event: &Event) -> u32 {
    match *event {
        Event::Offer { round, .. }
        | Event::Accept { round, .. }
        | Event::Reject { round, .. }
        | Event::Leave { round, .. }
        | Event::End { round, .. } => round,
    }
}

#[test]
fn every_strategy_keeps_the_rules_of_every_protocol() {
    for (seed, table) in (0..).zip(tables()) {
        let domain = domain(table.len(), seed);
        for rules in protocols() {
            let transcript = Transcript::of(&domain, rules, &table, seed, 1);
            let context = format!("{rules} {table:?}");
            let outcome = transcript.outcome;
            assert!(outcome.rounds <= rounds_of(rules), "{context}");
            assert!(transcript.events.iter().all(|event| round_of(event) < rounds_of(rules)), "{context}");
            assert!(transcript.events.iter().map(round_of).is_sorted(), "{context}");
            assert_eq!(outcome.agreement.is_some(), outcome.ended == Ended::Agreed, "{context}");
            let mut offers = 0;
            let mut on_the_table = None;
            for event in &transcript.events {
                match *event {
                    Event::Offer { party, package, .. } => {
                        offers += 1;
                        on_the_table = Some(package);
                        assert!(package < domain.packages(), "{context}");
                        let side = &domain.sides()[party];
                        let rational = side.worth(package) >= side.reservation();
                        assert!(rational || !table[party].is_rational(), "{context} {event:?}");
                    }
                    Event::Accept { party, .. } => {
                        let (side, package) = (&domain.sides()[party], on_the_table.unwrap());
                        let rational = side.worth(package) >= side.reservation();
                        assert!(rational || !table[party].is_rational(), "{context} {event:?}");
                    }
                    Event::Reject { .. } | Event::Leave { .. } | Event::End { .. } => {}
                }
            }
            assert_eq!(outcome.offers, offers, "{context}");
            assert!(outcome.agreement.is_none() || outcome.agreement == on_the_table, "{context}");
            assert_eq!(transcript.replayed(&domain), None, "{context}");
            let worths = rules.worths(&domain, &outcome);
            assert_eq!(worths.len(), table.len(), "{context}");
            let written = serde_json::to_string(&transcript).unwrap();
            assert_eq!(serde_json::from_str::<Transcript>(&written).unwrap(), transcript, "{context}");
        }
    }
}

#[test]
fn runs_are_the_same_on_any_thread() {
    let tables = tables();
    let all = |threads: usize| -> Vec<Transcript> {
        let run = |place: usize| {
            let domain = domain(tables[place].len(), 5);
            Transcript::of(&domain, protocols()[0], &tables[place], 9, place as u64)
        };
        let mut found: Vec<(usize, Transcript)> = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..threads)
                .map(|thread| {
                    let mine = (thread..tables.len()).step_by(threads);
                    scope.spawn(move || mine.map(|place| (place, run(place))).collect::<Vec<_>>())
                })
                .collect();
            workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
        });
        found.sort_by_key(|(place, _)| *place);
        found.into_iter().map(|(_, transcript)| transcript).collect()
    };
    assert_eq!(all(1), all(4));
}

/// A transcript that was tampered with does not replay.
#[test]
fn a_changed_transcript_is_found_out() {
    let domain = domain(2, 3);
    let transcript = Transcript::of(&domain, protocols()[0], &[Kind::Boulware, Kind::Conceder], 3, 0);
    for at in 0..transcript.events.len() {
        let mut changed = transcript.clone();
        if let Event::Offer { package, .. } = &mut changed.events[at] {
            *package = (*package + 1) % domain.packages();
            assert_eq!(changed.replayed(&domain).map(|difference| difference.at), Some(at));
        }
    }
    let mut shorter = transcript.clone();
    shorter.events.pop();
    assert_eq!(shorter.replayed(&domain).map(|difference| difference.at), Some(shorter.events.len()));
    let mut other = transcript.clone();
    other.outcome.agreement = None;
    assert_eq!(other.replayed(&domain).map(|difference| difference.at), Some(transcript.events.len()));
}

#[test]
fn one_transcript_of_each_pairing_stands_written() {
    let mut text = String::from(
        "One line an event: O offers (party, package), A accepts, R rejects, L leaves, E ends.\n",
    );
    for rules in protocols() {
        for kind in Kind::ALL {
            let domain = domain(2, 1);
            let table = [kind, Kind::Linear];
            let transcript = Transcript::of(&domain, rules, &table, 1, 1);
            text += &format!("\n{rules}; {kind} and {}\n", table[1]);
            let line: Vec<String> = transcript
                .events
                .iter()
                .map(|event| match event {
                    Event::Offer { party, package, .. } => format!("O{party}:{package}"),
                    Event::Accept { party, .. } => format!("A{party}"),
                    Event::Reject { party, .. } => format!("R{party}"),
                    Event::Leave { party, .. } => format!("L{party}"),
                    Event::End { party, .. } => format!("E{party}"),
                })
                .collect();
            let outcome = transcript.outcome;
            text += &format!(
                "{}\n-> {:?} {:?} in round {}\n",
                line.join(" "),
                outcome.ended,
                outcome.agreement,
                outcome.rounds
            );
        }
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, &text).unwrap();
    }
    assert_eq!(fs::read_to_string(&file).unwrap_or_default(), text, "UPDATE=1 writes them anew");
}

/// Stepping down from a hint finds what searching the whole order finds.
#[test]
fn a_hint_changes_nothing_but_the_time() {
    for seed in 0..50 {
        let domain = domain(1, seed);
        let side = &domain.sides()[0];
        let mut dice = Dice::new(seed, 1, 1);
        for _ in 0..200 {
            let worth =
                side.sorted()[dice.below(side.sorted().len())] + if dice.chance(0.5) { 0.0 } else { 0.05 };
            let near = dice.below(side.order().len() + 2);
            assert_eq!(side.from_near(worth, near), side.from(worth), "{worth} near {near}");
        }
    }
}
