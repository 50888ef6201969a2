//! What a verdict hangs on, against numbers worked out by hand.

use detente_agreement::{Answer, Negotiation, Plan, robust::Number};
use detente_case::{Case, Interval, IssueKind, PartyId};
use proptest::prelude::*;

use crate::power::build::{assumed, case, issue, no_deal, numbers, random, stance};

const PLAN: Plan = Plan { draws: 20_000, seed: 9 };

/// Whether a share is this many of 100, within four standard errors at most of 10,000 draws.
fn is_near(share: f64, hundredths: f64) -> bool {
    (100.0 * share - hundredths).abs() < 2.0
}

fn three_options() -> Case {
    let mut case = case(&["a", "b"], 2);
    issue(&mut case, "x", IssueKind::Choice, &["one", "two", "three"]);
    for (party, values) in [("a", [90, 60, 10]), ("b", [10, 60, 90])] {
        for (option, value) in ["one", "two", "three"].into_iter().zip(values) {
            stance(&mut case, party, "x", option, None, Some(Interval::units(value, value)), assumed());
        }
        no_deal(&mut case, party, 0, 100);
    }
    case
}

/// By hand: both live with the second in 0.6², the first in 0.9·0.1 and the third likewise; less what is counted twice that
/// is 42 of 100. In A's lower half 66 (0.1·0.9 + 0.4·0.6 of a half), in its upper half 18 (0.1·0.6 + 0.3·0.1).
#[test]
fn the_number_with_the_largest_swing_is_held_in_each_of_its_halves() {
    let negotiation = Negotiation::from_case(&three_options());
    let held = negotiation.held_verdict(PLAN);
    assert!(is_near(held.verdict.share.share, 42.0), "{:?}", held.verdict.share);
    assert_eq!(held.verdict.answer, Answer::Depends { central: Some(true) });
    assert_eq!(held.silence, None, "everything is said");
    assert_eq!(held.numbers.len(), 2);
    for (one, party) in held.numbers.iter().zip(["a", "b"]) {
        let [low, high] = one.halves;
        assert!(is_near(low.share.share, 66.0) && is_near(high.share.share, 18.0), "{one:?}");
        assert_eq!((low.share.draws, high.share.draws), (10_000, 10_000));
        // A quarter and three quarters: at 75 and 50 nothing suits both.
        assert_eq!((low.central, high.central), (Some(true), Some(false)));
        let parties: Vec<_> = held.numbers.iter().map(|one| one.number.party().as_str()).collect();
        assert!(parties.contains(&party));
    }
    let number = Number::NoDeal { party: PartyId::new("a") };
    assert!(held.numbers.iter().any(|one| one.number == number));
}

/// One option, on which B has said nothing. By hand: B's no deal is 40, so that its silence means a deal in 60 of 100 draws,
/// in none as no and in all as yes.
#[test]
fn silence_is_held_as_no_and_as_yes() {
    let mut case = case(&["a", "b"], 2);
    issue(&mut case, "x", IssueKind::Choice, &["only"]);
    stance(&mut case, "a", "x", "only", None, Some(Interval::units(80, 80)), assumed());
    no_deal(&mut case, "a", 10, 10);
    no_deal(&mut case, "b", 40, 40);
    let held = Negotiation::from_case(&case).held_verdict(PLAN);
    assert!(is_near(held.verdict.share.share, 60.0));
    let [no, yes] = held.silence.unwrap();
    assert_eq!((no.share.holds, no.central), (0, Some(false)));
    assert_eq!((yes.share.holds, yes.central), (PLAN.draws, Some(true)));
    let [number] = held.numbers.as_slice() else { panic!("{:?}", held.numbers) };
    assert_eq!(number.halves[0].share.holds + number.halves[1].share.holds, held.verdict.share.holds);
    assert!(is_near(number.halves[0].share.share, 20.0) && number.halves[1].share.holds == 10_000);
}

/// A ladder of three: E proposes 5% and opposes 7%; U proposes 10% and opposes 5%. By hand: no deal at central values,
/// silence or not, and a deal in 27 of 100 draws, fewer if silence means no and more if it means yes.
#[test]
fn silent_rungs_stand_where_the_said_ones_let_them() {
    use detente_case::{Level, StanceShape};
    let mut case = case(&["e", "u"], 2);
    issue(&mut case, "pay", IssueKind::Ladder, &["five", "seven", "ten"]);
    let said = [("e", "five", Level::Propose), ("e", "seven", Level::Oppose)];
    for (party, option, level) in
        said.into_iter().chain([("u", "ten", Level::Propose), ("u", "five", Level::Oppose)])
    {
        stance(&mut case, party, "pay", option, Some(level), None, assumed());
    }
    for stance in &mut case.stances {
        stance.shape = Some(StanceShape::Peaked);
    }
    no_deal(&mut case, "e", 30, 50);
    no_deal(&mut case, "u", 30, 50);
    let held = Negotiation::from_case(&case).held_verdict(PLAN);
    assert_eq!(held.verdict.answer, Answer::Depends { central: Some(false) });
    assert!(is_near(held.verdict.share.share, 27.0), "{:?}", held.verdict.share);
    let [no, yes] = held.silence.unwrap();
    assert!(no.share.holds < held.verdict.share.holds && held.verdict.share.holds < yes.share.holds);
    assert_eq!((no.central, yes.central), (Some(false), Some(false)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::budget::cases(200)))]

    /// What holds if silence means no holds whatever it means, draw by draw, and what holds at all holds if it means yes.
    #[test]
    fn silence_as_no_takes_and_as_yes_gives(numbers in numbers()) {
        let negotiation = Negotiation::from_case(&random(&numbers));
        let held = negotiation.held_verdict(Plan { draws: 60, seed: 3 });
        if let Some([no, yes]) = held.silence {
            prop_assert!(no.share.holds <= held.verdict.share.holds);
            prop_assert!(held.verdict.share.holds <= yes.share.holds);
        }
        let again = negotiation.held(Plan { draws: 60, seed: 3 });
        prop_assert_eq!(again.share, held.verdict.share);
    }
}
