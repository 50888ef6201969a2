//! Negotiations of the size people have, and larger: answers stay exact, or say what was cut.

#![allow(unreachable_pub, dead_code, clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use crate::oracle;

use detente_agreement::{Answer, Negotiation, Plan, Reach, Requirement};
use detente_case::{
    Interval, Issue, IssueId, IssueKind, IssueOption, Level, NoDeal, OptionId, PartyId, Span, Stance,
    StancePosition, Weight, Weights,
};
use indexmap::IndexMap;
use oracle::{
    cases::{Tape, empty, origin, party},
    large::{Talks, talks},
};

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
            let one = IssueOption {
                name: String::new(),
                needs,
                recognition: Vec::new(),
                silent: false,
                short: None,
                origin: origin(),
            };
            (OptionId::new(format!("o{option}")), one)
        });
        let one = Issue {
            name: String::new(),
            kind: IssueKind::Ladder,
            decided_by: None,
            short: None,
            options: options.collect(),
            origin: origin(),
        };
        case.issues.insert(IssueId::new(format!("i{issue}")), one);
    }
    let mut drawn = 0;
    for (place, id) in ids.iter().enumerate() {
        let mut by_issue = IndexMap::new();
        for (issue, of) in &case.issues {
            let upward = (place + tape.pick(3)).is_multiple_of(2);
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
                order: Vec::new(),
                shape: Some(detente_case::StanceShape::Free),
                unless: None,
                said_by: None,
                origin: origin(),
            });
            let low = 5 + i32::try_from(tape.pick(40)).unwrap();
            by_issue.insert(issue.clone(), Weight::Range(Interval::units(low, low + 15)));
        }
        case.weights.push(Weights { party: id.clone(), by_issue, order: Vec::new(), origin: origin() });
        case.no_deal.push(NoDeal {
            party: id.clone(),
            value: Interval::units(floor, floor + 20),
            origin: origin(),
        });
    }
    case
}

/// Answers must come, be exact where negotiations have the size people have, and say so where they are not.
fn check(case: &detente_case::Case, size: usize, exact: bool) {
    let negotiation = Negotiation::from_case(case);
    let verdict = negotiation.verdict(Plan::default());
    let reasons = negotiation.reasons(Plan::default());
    let openers = negotiation.openers(case, Plan::default(), Reach { size, detailed: 8 });
    if exact {
        let deals = [verdict.deals.favourable, verdict.deals.central, verdict.deals.guarded];
        assert!(deals.iter().all(|count| count.exact));
        assert!(verdict.best_proven || verdict.best.is_none());
        assert_eq!(verdict.share.unsettled, 0);
        assert!(reasons.as_ref().is_none_or(|reasons| reasons.complete));
        assert!(openers.as_ref().is_none_or(|openers| openers.complete));
    }
    assert_eq!(reasons.is_none(), verdict.answer == Answer::Certain);
    assert_eq!(openers.is_none(), verdict.answer == Answer::Certain);
    if let Some(reasons) = &reasons {
        assert!(!reasons.conflicts.is_empty());
        assert!(reasons.conflicts.iter().all(|conflict| !conflict.core.is_empty()));
    }
    if let Some(openers) = &openers {
        for opener in &openers.openers {
            assert!(opener.best.is_some() && opener.opens.packages > 0);
        }
        assert!(openers.untouchable.is_empty() || openers.openers.is_empty());
    }
}

#[test]
fn a_dozen_issues_are_answered_exactly() {
    for (floor, seed) in [(45, 0), (55, 0), (55, 1), (62, 3), (68, 3), (75, 3)] {
        check(&ladders(4, 12, 3, floor, seed), 3, true);
        check(&ladders(6, 14, 5, floor, seed), 2, true);
    }
}

#[test]
fn forty_issues_are_answered_as_far_as_they_go() {
    check(&ladders(8, 40, 9, 45, 1), 2, false);
    check(&ladders(8, 40, 9, 60, 1), 2, false);
}

/// Eight parties that each ask for a little more than all can have: what is listed is proven, all of it is
/// listed, or it is said how far the search went.
#[test]
fn reasons_of_eight_parties_over_forty_issues_are_all_found() {
    for (excess, seed, conflicts) in [(5, 4, 17), (20, 4, 44)] {
        let of = Talks { parties: 8, issues: 40, options: 5, rules: 20, excess, spread: 0, seed };
        let negotiation = Negotiation::from_case(&talks(of));
        let reasons = negotiation.reasons(Plan::default()).unwrap();
        assert!(reasons.complete, "{of:?}");
        assert_eq!(reasons.searched.unsettled, 0);
        assert_eq!(reasons.conflicts.len(), conflicts, "{of:?}");
        assert!(reasons.conflicts.iter().all(|conflict| conflict.minimal));
        assert!(reasons.requirements.iter().all(|weighed| weighed.in_none == (weighed.conflicts == 0)));
    }
}

/// A certificate is checked with nothing but the numbers of the case: the best option of every issue, summed.
/// It fails once a party is left out of it.
#[test]
fn certificates_hold_by_whole_numbers_and_fail_without_a_part() {
    let mut checked = 0;
    for seed in 1..=4 {
        let of = Talks { parties: 5, issues: 30, options: 5, rules: 15, excess: 20, spread: 0, seed };
        let negotiation = Negotiation::from_case(&talks(of));
        let reasons = negotiation.reasons(Plan::default()).unwrap();
        for conflict in &reasons.conflicts {
            let Some(certificate) = &conflict.certificate else { continue };
            assert!(certificate.most < certificate.asked);
            let is_out = |issue: &detente_agreement::Issue, option: &OptionId| {
                conflict.core.iter().any(|requirement| match requirement {
                    Requirement::RedLine { issue: of, options, .. } => {
                        *of == issue.id && options.contains(option)
                    }
                    _ => false,
                })
            };
            let greatest = |without: Option<usize>| -> i128 {
                let of_issue = |(issue, of): (usize, &detente_agreement::Issue)| {
                    let options = of.options.iter().enumerate().filter(|(_, option)| !is_out(of, &option.id));
                    let worth = |(option, _): (usize, &detente_agreement::IssueOption)| -> i128 {
                        let weighted = certificate.weighted.iter().enumerate();
                        let parts = weighted.filter(|(place, _)| Some(*place) != without);
                        parts
                            .map(|(_, part)| {
                                let of_party =
                                    &negotiation.parties()[negotiation.party(&part.party).unwrap()];
                                let exact = |interval: Interval| i128::from(interval.low.millionths());
                                let above = exact(of_party.values[issue][option].input.interval)
                                    - exact(of_party.no_deal.interval);
                                i128::from(part.times) * exact(of_party.weights[issue].interval) * above
                            })
                            .sum()
                    };
                    options.map(worth).max().unwrap()
                };
                negotiation.issues().iter().enumerate().map(of_issue).sum()
            };
            assert!(greatest(None) < 0);
            assert!((0..certificate.weighted.len()).all(|place| greatest(Some(place)) >= 0));
            checked += usize::from(certificate.weighted.len() > 1);
        }
    }
    assert!(checked > 4, "{checked}");
}
