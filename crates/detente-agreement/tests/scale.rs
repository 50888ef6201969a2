//! Negotiations of the size people have, and larger: answers stay exact, or say what was cut.

#![allow(unreachable_pub, dead_code, clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod oracle;

use std::time::Instant;

use detente_agreement::{Negotiation, Plan, Reach};
use detente_case::{
    Interval, Issue, IssueId, IssueKind, IssueOption, Level, NoDeal, OptionId, PartyId, Span, Stance,
    StancePosition, Weight, Weights,
};
use indexmap::IndexMap;
use oracle::cases::{Tape, empty, origin, party};

/// Parties with opposed interests over ladders, a few red lines at the far ends.
fn ladders(parties: usize, issues: usize, red_every: usize, floor: i32, seed: u16) -> detente_case::Case {
    let mut case = empty();
    let numbers = (0..20_000_u32).map(|n| {
        let mixed = (n + 1 + u32::from(seed) * 7919).wrapping_mul(2_654_435_761);
        u16::try_from((mixed >> 11) & 0xffff).unwrap()
    });
    let mut tape = Tape::new(numbers.collect());
    let ids: Vec<_> = (0..parties).map(|party| PartyId::new(format!("p{party}"))).collect();
    for id in &ids {
        case.parties.insert(id.clone(), party(id.as_str()));
    }
    case.instrument.consent = ids[..parties.min(3).max(parties - 2)].to_vec();
    for issue in 0..issues {
        let options = 2 + (issue % 3);
        let options = (0..options).map(|option| {
            let needs =
                if option > 1 && issue % 3 == 0 { vec![ids[parties - 1].clone()] } else { Vec::new() };
            let of = IssueOption {
                name: String::new(),
                needs,
                recognition: Vec::new(),
                silent: false,
                origin: origin(),
            };
            (OptionId::new(format!("o{option}")), of)
        });
        let issue_ = Issue {
            name: String::new(),
            kind: IssueKind::Ladder,
            decided_by: None,
            options: options.collect(),
            origin: origin(),
        };
        case.issues.insert(IssueId::new(format!("i{issue}")), issue_);
    }
    let mut drawn = 0;
    for (place, id) in ids.iter().enumerate() {
        let mut by_issue = IndexMap::new();
        for (issue, of) in &case.issues {
            let upward = (place + tape.pick(3)) % 2 == 0;
            let count = of.options.len();
            let mut positions = IndexMap::new();
            for (rung, option) in of.options.keys().enumerate() {
                let rank = if upward { rung } else { count - 1 - rung };
                drawn += 1;
                let level = match rank * 4 / count.max(1) {
                    0 if drawn % red_every == 0 => Level::RedLine,
                    0 => Level::Oppose,
                    1 => Level::Tolerate,
                    2 => Level::Accept,
                    _ => Level::Propose,
                };
                positions.insert(
                    option.clone(),
                    StancePosition { level: Some(level), value: None, span: Span::default() },
                );
            }
            case.stances.push(Stance {
                parties: vec![id.clone()],
                issue: issue.clone(),
                positions,
                unless: None,
                said_by: None,
                origin: origin(),
            });
            let low = 5 + i32::try_from(tape.pick(40)).unwrap();
            by_issue.insert(issue.clone(), Weight::Range(Interval::units(low, low + 15)));
        }
        case.weights.push(Weights { party: id.clone(), by_issue, origin: origin() });
        case.no_deal.push(NoDeal {
            party: id.clone(),
            value: Interval::units(floor, floor + 20),
            origin: origin(),
        });
    }
    case
}

fn report(name: &str, case: &detente_case::Case, size: usize) {
    let negotiation = Negotiation::from_case(case);
    let clock = Instant::now();
    let verdict = negotiation.verdict(Plan::default());
    let verdict_took = clock.elapsed();
    let clock = Instant::now();
    let reasons = negotiation.reasons(Plan::default());
    let reasons_took = clock.elapsed();
    let clock = Instant::now();
    let openers = negotiation.openers(case, Plan::default(), Reach { size, detailed: 24 });
    let openers_took = clock.elapsed();
    println!(
        "{name}: {} packages; {:?}; {:?}; share {:?}",
        verdict.packages, verdict.answer, verdict.deals, verdict.share
    );
    println!("  verdict {verdict_took:?}, best proven {}", verdict.best_proven);
    if let Some(reasons) = reasons {
        println!(
            "  reasons {reasons_took:?}: {:?}, {} conflicts of {} requirements, complete {}, smallest {:?}",
            reasons.hold,
            reasons.conflicts.len(),
            reasons.requirements.len(),
            reasons.complete,
            reasons.conflicts.first().map(|conflict| conflict
                .core
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>())
        );
        for conflict in &reasons.conflicts {
            assert!(!conflict.core.is_empty());
        }
    }
    if let Some(openers) = openers {
        println!(
            "  openers {openers_took:?}: {} + {} of {} changes, complete {}, untouchable {}",
            openers.openers.len(),
            openers.more,
            openers.considered,
            openers.complete,
            openers.untouchable.len()
        );
    }
}

#[test]
fn answers_scale() {
    for seed in 0..2 {
        report("12 issues, 4 parties", &ladders(4, 12, 4, 55, seed), 3);
        report("12 issues, 4 parties, tight", &ladders(4, 12, 2, 45, seed), 3);
        report("14 issues, 6 parties", &ladders(6, 14, 6, 50, seed), 3);
    }
    for floor in [62, 68, 75] {
        report(&format!("12 issues, 4 parties, no deal {floor}"), &ladders(4, 12, 3, floor, 3), 3);
        report(&format!("14 issues, 6 parties, no deal {floor}"), &ladders(6, 14, 3, floor, 4), 3);
    }
    report("40 issues, 8 parties, no deal 60", &ladders(8, 40, 9, 60, 1), 2);
    report("40 issues, 8 parties", &ladders(8, 40, 9, 45, 1), 2);
}
