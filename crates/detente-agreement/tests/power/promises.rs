//! A promise is three numbers: the same in openers, levers and roles, and counted once.

use detente_agreement::{Change, Hold, Negotiation, Plan, Reach, guarantees::guarantees, roles::settings};
use detente_case::{
    Actor, Case, Dated, Guarantee, GuaranteeId, Interval, IssueId, IssueKind, Level, LeverStatus,
    MediatorRole, PartyId, Quantity, Weight, Weights,
};

use crate::power::build::{assumed, case, cited, issue, no_deal, stance};

const PLAN: Plan = Plan { draws: 20_000, seed: 11 };

fn tenths(low: i64, high: i64) -> Interval {
    Interval::new(Quantity::from_millionths(low * 100_000), Quantity::from_millionths(high * 100_000))
}

/// Of two options, one suits the buyer by far and the seller too little: the seller has 56, give or take `spread`, and
/// wants 64. A bond is worth
/// it 0 to 40 points in full, obliges to 0.2 to 1 and is honoured with a chance of 0 to 1.
fn bond(spread: i32, status: Option<LeverStatus>) -> Case {
    let mut case = case(&["buyer", "seller"], 2);
    issue(&mut case, "house", IssueKind::Choice, &["sold", "kept"]);
    let values = [
        ("buyer", "sold", 95, 0),
        ("buyer", "kept", 5, 0),
        ("seller", "sold", 56, spread),
        ("seller", "kept", 3, 0),
    ];
    for (party, option, value, spread) in values {
        let value = Interval::units(value - spread, value + spread);
        stance(&mut case, party, "house", option, None, Some(value), cited());
    }
    no_deal(&mut case, "buyer", 30, 30);
    no_deal(&mut case, "seller", 64, 64);
    let guarantee = Guarantee {
        name: "a bond".into(),
        guarantors: vec![Actor::Party(PartyId::new("buyer"))],
        sought_by: Vec::new(),
        beneficiary: PartyId::new("seller"),
        obligation: Some(tenths(2, 10)),
        credibility: Some(tenths(0, 10)),
        worth: Some(Interval::units(0, 40)),
        duration: None,
        status: status.map(|is| Dated { is, on: None, origin: cited() }).into_iter().collect(),
        cost: [(PartyId::new("buyer"), Interval::units(1, 2))].into_iter().collect(),
        origin: cited(),
        effects_origin: assumed(),
    };
    case.guarantees.insert(GuaranteeId::new("bond"), guarantee);
    case
}

/// The middles are 0.6, 0.5 and 20: six points of the eight that are missing. The middle of all products, 20, would
/// open a deal. By hand, P(o·c·w ≥ 8) for o in 0.2 to 1, c in 0 to 1, w in 0 to 40 is the mean over o of
/// 1 − k + k·ln k with k = 8 ⁄ (40·o) where k < 1: 0.274.
#[test]
fn a_promise_is_the_product_of_three_numbers_everywhere() {
    let case = bond(0, None);
    let negotiation = Negotiation::from_case(&case);
    let answer = guarantees(&case, &negotiation, PLAN);
    let with = answer.guarantees[0].with.clone().unwrap();
    let short = with.nearest.unwrap().least_gain.unwrap();
    assert_eq!(short, Quantity::from_units(-2));
    assert_eq!(with.deals.central.packages, 0);
    let by_hand = {
        let steps = 10_000;
        let mean =
            (0..steps).map(|step| 0.2 + 0.8 * (f64::from(step) + 0.5) / f64::from(steps)).map(|obligation| {
                let least: f64 = 8.0 / (40.0 * obligation);
                if least < 1.0 { 1.0 - least + least * least.ln() } else { 0.0 }
            });
        mean.sum::<f64>() / f64::from(steps)
    };
    // Three standard errors of 20,000 draws.
    assert!((with.share.share - by_hand).abs() < 0.01, "{} {by_hand}", with.share.share);
    // For some values the bond opens a deal, and says how far from one it is at central values.
    let openers = negotiation.openers(&case, PLAN, Reach::default()).unwrap();
    assert_eq!((openers.hold, openers.openers.len()), (Hold::Always, 1));
    let opener = &openers.openers[0];
    assert!(matches!(opener.steps[0].change, Change::GiveGuarantee { .. }));
    assert_eq!(opener.works, with.share);
    assert_eq!(opener.best.as_ref().unwrap().least_gain, Some(Quantity::from_units(-2)));
    // A mediator who gives it moves the same draws.
    let played = settings(&case, &negotiation, &PartyId::new("buyer")).unwrap();
    let given =
        played.iter().find(|one| one.role == MediatorRole::Manipulate && !one.guarantees.is_empty()).unwrap();
    assert_eq!(given.negotiation.share(PLAN), with.share);
}

/// Where some values of the seller allow a deal, the bond as stated opens none at central values; made sure to be
/// honoured, it does: 0.6 times 20 is twelve points.
#[test]
fn a_promise_whose_middle_is_too_little_opens_nothing_at_central_values() {
    let case = bond(20, None);
    let openers = Negotiation::from_case(&case).openers(&case, PLAN, Reach::default()).unwrap();
    let sets: Vec<_> = openers.openers.iter().map(|opener| opener.steps.clone()).collect();
    assert_eq!((openers.hold, sets.len()), (Hold::AtCentralValues, 1));
    assert!(matches!(sets[0][0].change, Change::GiveCredibly { .. }));
}

/// Given already, it is in what the case says of agreement: nothing adds it again, and only what it lacks can be added.
#[test]
fn a_promise_in_use_is_counted_once() {
    let case = bond(20, Some(LeverStatus::InUse));
    let negotiation = Negotiation::from_case(&case);
    let answer = guarantees(&case, &negotiation, PLAN);
    assert!(answer.guarantees[0].in_use && answer.guarantees[0].with.is_none());
    let played = settings(&case, &negotiation, &PartyId::new("buyer")).unwrap();
    assert!(played.iter().all(|one| one.guarantees.is_empty()));
    let changes = negotiation.catalogue(&case);
    let promises: Vec<_> =
        changes.iter().filter(|step| !matches!(step.change, Change::MoveStance { .. })).collect();
    assert_eq!(promises.len(), 1);
    // What it lacks to being sure is 0.6 times 0.5 times 20, six points of eight: no opener.
    assert!(matches!(promises[0].change, Change::GiveCredibly { .. }) && promises[0].cost.is_empty());
    assert!(negotiation.openers(&case, PLAN, Reach::default()).unwrap().openers.is_empty());
}

/// Two issues: the one with the red line weighs 20 to 60, the other 20 to 20. Its share of the weights is a half to
/// three quarters, two thirds in the middle, and the option lies 40 to 80 points below the best: 20 to 60 points, and
/// 40 in the middle. With the middle share alone it would be 26.7 to 53.3.
#[test]
fn what_a_red_line_costs_goes_with_every_weight() {
    let mut case = case(&["p"], 1);
    issue(&mut case, "line", IssueKind::Choice, &["open", "shut"]);
    issue(&mut case, "other", IssueKind::Choice, &["only"]);
    stance(&mut case, "p", "line", "open", None, Some(Interval::units(80, 100)), cited());
    stance(&mut case, "p", "line", "shut", Some(Level::RedLine), Some(Interval::units(20, 40)), cited());
    stance(&mut case, "p", "other", "only", None, Some(Interval::units(50, 50)), cited());
    let weight =
        |(name, low, high): (&str, i32, i32)| (IssueId::new(name), Weight::Range(Interval::units(low, high)));
    case.weights.push(Weights {
        party: PartyId::new("p"),
        by_issue: [("line", 20, 60), ("other", 20, 20)].map(weight).into_iter().collect(),
        order: Vec::new(),
        origin: cited(),
    });
    no_deal(&mut case, "p", 0, 100);
    let steps = Negotiation::from_case(&case).catalogue(&case);
    let softened = steps.iter().find(|step| matches!(step.change, Change::SoftenRedLine { .. })).unwrap();
    assert_eq!(softened.cost[0].points, Interval::units(20, 60));
    let central = softened.cost[0].central;
    assert!(
        central > Quantity::from_millionths(39_999_998) && central <= Quantity::from_units(40),
        "{central}"
    );
}
