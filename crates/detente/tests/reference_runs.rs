//! Every deterministic run of NegMAS 0.16 in `reference.json`, in both readings, offer by offer.
//!
//! Among packages that are worth the same to a party NegMAS takes the one that numpy's unstable sort happens to put
//! first, and a MiCRO party that waits repeats one of its own offers at random. So each strategy is asked what it would
//! propose, what NegMAS proposed is held against it, and the run goes on with that: it must be the same package, or
//! one worth the same to the proposer, or, of a MiCRO party that waits, one of its earlier offers. Which runs are not
//! the same package by package is listed, one by one, in `reference_runs.txt` (`UPDATE=1` writes it anew).
//!
//! Where no offers are recorded there is nothing to hold a strategy against. Such a run that comes out otherwise is
//! played again with equals set a trace apart in an order drawn at random, which changes nothing but who comes first
//! among equals: it must come out as in the reference for one of [`MOST_ORDERS`].

#![allow(
    clippy::doc_markdown,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, says what it did and reads files"
)]

use crate::scenarios;

use std::{cell::RefCell, fs, path::Path, rc::Rc};

use detente_scenario::Reading;
use detente_simulation::{
    Dice,
    domain::{Domain, Package, Side},
    protocol::{Ended, Outcome, Protocol, Seats, StackedOffers},
    strategy::{Answer, Kind, Strategy, View},
};
use serde_json::Value;

/// How near two worths count as equal: sums of a few numbers, added up in one order.
const NEAR: f64 = 1e-12;

fn kind(letter: char) -> Kind {
    match letter {
        'B' => Kind::Boulware,
        'C' => Kind::Conceder,
        'L' => Kind::Linear,
        'M' => Kind::Micro,
        'T' => Kind::Mirroring,
        other => panic!("no strategy is called {other}"),
    }
}

/// What was proposed in the reference, and what became of comparing.
#[derive(Default)]
struct Script {
    /// Absent where the reference records none: then every strategy proposes as it likes.
    offers: Option<Vec<(usize, Package)>>,
    made: usize,
    ties: Vec<String>,
    repeats: usize,
    wrong: Option<String>,
}

/// A strategy that is held against the script and proposes what the script says.
struct Held {
    inner: Box<dyn Strategy>,
    waits: bool,
    own: Vec<Package>,
    script: Rc<RefCell<Script>>,
}

impl Strategy for Held {
    fn hears(&mut self, view: View<'_>, from: usize, offer: Package) {
        self.inner.hears(view, from, offer);
    }

    fn answers(&mut self, view: View<'_>, offer: Package) -> Answer {
        self.inner.answers(view, offer)
    }

    fn proposes(&mut self, view: View<'_>, dice: &mut Dice) -> Option<Package> {
        let ours = self.inner.proposes(view, dice);
        let mut script = self.script.borrow_mut();
        let at = script.made;
        script.made += 1;
        let Some(offers) = &script.offers else { return ours };
        let theirs = offers.get(at).filter(|(party, _)| *party == view.place).map(|(_, package)| *package);
        let worth = |package: Option<Package>| package.map_or(f64::NAN, |package| view.side.worth(package));
        if ours != theirs {
            let tie = (worth(ours) - worth(theirs)).abs() <= NEAR * worth(ours).abs().max(1.0);
            // A MiCRO party that waits has nothing new to say: what it repeats is chance. Ours may have proposed
            // another package worth the same before.
            let said =
                |one: f64| self.own.iter().any(|own| (view.side.worth(*own) - one).abs() <= NEAR * one.abs());
            let repeats =
                self.waits && theirs.is_some_and(|package| self.own.contains(&package)) && said(worth(ours));
            if tie {
                script.ties.push(format!("offer {at}"));
            } else if repeats {
                script.repeats += 1;
            } else if script.wrong.is_none() {
                let (one, other) = (worth(ours), worth(theirs));
                script.wrong =
                    Some(format!("offer {at}: {ours:?} worth {one}, expected {theirs:?} worth {other}"));
            }
        }
        self.own.extend(theirs);
        theirs
    }
}

/// What an agreement is worth to each party; nothing where none was reached.
fn agreed(value: &Value) -> Option<Vec<f64>> {
    Some(value.as_array()?.iter().filter_map(Value::as_f64).collect())
}

/// Every offer; nothing where none is recorded.
fn offers(run: &Value) -> Option<Vec<(usize, Package)>> {
    let number = |value: &Value| u32::try_from(value.as_u64().unwrap()).unwrap();
    let offers = run["offers"].as_array()?.iter();
    Some(offers.map(|offer| (usize::try_from(number(&offer[0])).unwrap(), number(&offer[1]))).collect())
}

/// How many orders among equals are tried for a run without recorded offers.
const MOST_ORDERS: u64 = 10_000;

/// How much a package is worth more than the one before it among equals: less than [`NEAR`] in all.
const APART: f64 = 1e-13;

/// The same packages, of which each side has an order of its own: each equal is worth a trace more than the one before.
/// Whoever would draw among equals then takes the same one every time, as NegMAS does.
fn set_apart(domain: &Domain, order: u64) -> Domain {
    let mut dice = Dice::new(order, 0, 0);
    let mut side = |side: &Side| {
        let mut places: Vec<u32> = (0..domain.packages()).collect();
        for last in (1..places.len()).rev() {
            places.swap(last, dice.below(last + 1));
        }
        let worths = (0..domain.packages()).zip(places);
        let worths = worths.map(|(package, place)| side.worth(package) + APART * f64::from(place));
        (worths.collect(), side.reservation())
    };
    let sides = domain.sides().iter().map(&mut side).collect();
    Domain::listed(vec![domain.packages() as usize], sides).unwrap()
}

/// The first of the orders among equals with which a run comes out as in the reference.
fn order_of(domain: &Domain, run: &Value) -> Option<u64> {
    (0..MOST_ORDERS).find(|order| {
        let domain = set_apart(domain, *order);
        let (outcome, script) = held(&domain, run);
        difference(&domain, run, &outcome, &script).is_none()
    })
}

fn held(domain: &Domain, run: &Value) -> (Outcome, Script) {
    let script = Rc::new(RefCell::new(Script { offers: offers(run), ..Script::default() }));
    let hold = |letter: char| -> Box<dyn Strategy> {
        let (inner, script) = (kind(letter).begin(), Rc::clone(&script));
        Box::new(Held { inner, waits: letter == 'M', own: Vec::new(), script })
    };
    let mut strategies: Vec<_> = run["combo"].as_str().unwrap().chars().map(hold).collect();
    let mut dice: Vec<_> = (0..strategies.len()).map(|party| Dice::new(0, 0, party as u64)).collect();
    let rounds = u32::try_from(run["n_steps"].as_u64().unwrap()).unwrap();
    let mut seats = Seats { domain, strategies: &mut strategies, dice: &mut dice };
    let outcome = StackedOffers::new(rounds).run(&mut seats, &mut |_| {});
    drop(strategies);
    (outcome, Rc::into_inner(script).unwrap().into_inner())
}

/// What differs from the reference.
fn difference(domain: &Domain, run: &Value, outcome: &Outcome, script: &Script) -> Option<String> {
    if let Some(wrong) = &script.wrong {
        return Some(wrong.clone());
    }
    let (ours, theirs) = (outcome.agreement.map(|package| domain.worths(package)), agreed(&run["utils"]));
    let near = |ours: &Vec<f64>, theirs: &Vec<f64>| {
        ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(one, other)| (one - other).abs() <= 1e-9)
    };
    let same = match (&ours, &theirs) {
        (Some(ours), Some(theirs)) => near(ours, theirs),
        (None, None) => true,
        _ => false,
    };
    if !same {
        return Some(format!("worth {ours:?}, expected {theirs:?}"));
    }
    let step = run["step"].as_u64().unwrap();
    if u64::from(outcome.rounds) != step {
        return Some(format!("{} rounds, expected {step}", outcome.rounds));
    }
    let [timed_out, broken] = ["timedout", "broken"].map(|key| run[key].as_bool().unwrap());
    if (outcome.ended == Ended::OutOfTime) != timed_out || (outcome.ended == Ended::Broken) != broken {
        return Some(format!("{:?}, expected timed out {timed_out}, broken {broken}", outcome.ended));
    }
    let made = run["n_offers"].as_u64().unwrap();
    (u64::from(outcome.offers) != made).then(|| format!("{} offers, expected {made}", outcome.offers))
}

#[test]
#[ignore = "needs reference data kept beside the checkout: ../shared/reference/negotiation"]
fn every_deterministic_run_is_reproduced() {
    let folder = scenarios::folder();
    let (mut exactly, mut differing) = (0, Vec::new());
    let (mut listed, mut unrecorded) = (String::new(), String::new());
    for entry in scenarios::reference(&folder)["scenarios"].as_array().unwrap() {
        for (mode, reading) in [("raw", Reading::Raw), ("genius", Reading::Format)] {
            let domain = scenarios::of_entry(&folder, entry, reading);
            let runs = entry[mode]["sao"].as_array().unwrap();
            for run in runs.iter().filter(|run| run["deterministic"] == true) {
                let (path, combination) = (entry["path"].as_str().unwrap(), run["combo"].as_str().unwrap());
                let name = format!("{path} {mode} {combination} {}", run["n_steps"]);
                let (outcome, script) = held(&domain, run);
                if let Some(what) = difference(&domain, run, &outcome, &script) {
                    match script.offers.is_none().then(|| order_of(&domain, run)).flatten() {
                        Some(order) => unrecorded += &format!("{name}: order {order}; else {what}\n"),
                        None => differing.push(format!("{name}: {what}")),
                    }
                } else if script.ties.is_empty() && script.repeats == 0 {
                    exactly += 1;
                } else {
                    let first = script.ties.first().map(|first| format!(", first {first}"));
                    let first = first.unwrap_or_default();
                    listed +=
                        &format!("{name}: {} ties{first}; {} repeats\n", script.ties.len(), script.repeats);
                }
            }
        }
    }
    assert!(differing.is_empty(), "{} differ:\n{}", differing.len(), differing.join("\n"));
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference_runs.txt");
    let text = format!(
        "{exactly} runs are the same package by package. In these NegMAS proposed, so many times, another package worth\n\
         the same to the proposer (ties), or a waiting MiCRO party repeated another of its own offers (repeats);\n\
         everything else is the same:\n\n{listed}\n\
         Of these no offers are recorded. They come out as NegMAS has them when packages worth the same to the proposer\n\
         stand in the order that is named, otherwise when they stand in ours:\n\n{unrecorded}"
    );
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&list, &text).unwrap();
    }
    assert_eq!(fs::read_to_string(&list).unwrap_or_default(), text, "UPDATE=1 writes the list anew");
}
