//! Reasons that cover: what two no-deal values exclude together, where each alone would leave a package.

use detente_agreement::{Hold, Negotiation, Plan, Requirement};
use detente_case::{Case, Interval, IssueKind, PartyId};

use crate::power::build::{assumed, case, issue, no_deal, stance};

const PLAN: Plan = Plan { draws: 20_000, seed: 4 };

/// Options worth 80, 50, 20 to one and 20, 50, 80 to the other. No deal is worth 0 to 100 to each.
fn three_ways_apart() -> Case {
    let mut case = case(&["left", "right"], 2);
    issue(&mut case, "road", IssueKind::Choice, &["near", "middle", "far"]);
    for (party, values) in [("left", [80, 50, 20]), ("right", [20, 50, 80])] {
        for (option, value) in ["near", "middle", "far"].into_iter().zip(values) {
            stance(&mut case, party, "road", option, None, Some(Interval::units(value, value)), assumed());
        }
        no_deal(&mut case, party, 0, 100);
    }
    case
}

/// By hand: a deal in 0.5² + 2·0.3·0.2 = 37 of 100. Either value alone excludes all above 80: 20 each, 4 both. The two
/// together exclude all in the other 27, and no one of them does there.
#[test]
fn two_no_deal_values_that_are_high_together_are_a_reason() {
    let case = three_ways_apart();
    let reasons = Negotiation::from_case(&case).reasons(PLAN).unwrap();
    assert_eq!(reasons.hold, Hold::AtWorst);
    let in_draws = reasons.in_draws.as_ref().unwrap();
    let near = |count: u32, hundredths: u32| {
        // Four standard errors at most of 20,000 draws are 1.4 of 100.
        assert!((count.abs_diff(hundredths * 200)) < 280, "{count} for {hundredths} of 100");
    };
    near(in_draws.without, 63);
    assert_eq!((in_draws.explained, in_draws.unsettled), (in_draws.without, 0));
    let value = |party: &str| Requirement::NoDealValue { party: PartyId::new(party) };
    let share = |core: &[Requirement]| {
        let of = |one: &&detente_agreement::Conflict| one.core == core;
        in_draws.conflicts.iter().find(of).unwrap().in_draws.unwrap().holds
    };
    near(share(&[value("left"), value("right")]), 27);
    near(share(&[value("left")]), 20);
    near(share(&[value("right")]), 20);
    assert_eq!(in_draws.conflicts.len(), 3);
    assert_eq!(in_draws.conflicts[0].core.len(), 2, "that of most draws comes first");
    let of_failing: u32 = in_draws.conflicts.iter().map(|one| one.of_failing.unwrap().holds).sum();
    near(of_failing - in_draws.without, 4);
}

/// A line of the file that excludes all only at the worst end of an interval that no draw comes near is no reason.
#[test]
fn what_holds_in_no_draw_is_no_reason() {
    let mut case = case(&["left", "right"], 2);
    issue(&mut case, "road", IssueKind::Choice, &["only"]);
    for (party, low, high) in [("left", 60, 60), ("right", 50, 90)] {
        stance(&mut case, party, "road", "only", None, Some(Interval::units(low, high)), assumed());
    }
    no_deal(&mut case, "left", 10, 20);
    no_deal(&mut case, "right", 10, 51);
    // The right one refuses where its 50 to 90 lie below 10 to 51: in one of 3,280 draws or so.
    let plan = Plan { draws: 40, seed: 1 };
    let reasons = Negotiation::from_case(&case).reasons(plan).unwrap();
    assert_eq!((reasons.hold, reasons.conflicts.len()), (Hold::AtWorst, 1));
    assert_eq!(reasons.conflicts[0].in_draws.unwrap().holds, 0);
    assert!(reasons.told().is_empty());
    assert_eq!(reasons.in_draws.unwrap().without, 0);
}
