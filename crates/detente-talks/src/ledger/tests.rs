use super::*;
use crate::fixture;

#[test]
fn in_london_the_deeds_are_cooler_than_the_words() {
    let case = fixture::london();
    let ledger = ledger_of_meeting(&case, &MeetingId::new("london-23"));
    let ledger = ledger.as_ref();
    // A warm call, hedged; lower odds; a refusal to comment; the plan. The guess of a downgrade does not count.
    let words = Tally { warmer: 1, neutral: 2, cooler: 1, hedged: 1 };
    // The absence of one minister (sentence 2) and of two others (sentence 5).
    let deeds = Tally { warmer: 0, neutral: 0, cooler: 2, hedged: 0 };
    assert_eq!(ledger.map(|ledger| (ledger.words, ledger.deeds)), Some((words, deeds)));
    assert_eq!(ledger.map(|ledger| ledger.verdict), Some(Comparison::DeedsCooler));
    let first = ledger.and_then(|ledger| ledger.entries.first());
    assert_eq!(first.map(|entry| entry.said.keys()), Some(vec!["npr#5".to_owned()]));
    assert_eq!(first.and_then(|entry| entry.hedge), Some("seemingly"));
}

#[test]
fn without_the_call_both_point_away_from_agreement() {
    let mut case = fixture::london();
    case.contacts.clear();
    let ledger = ledger_of_meeting(&case, &MeetingId::new("london-23"));
    assert_eq!(ledger.map(|ledger| ledger.verdict), Some(Comparison::Agree));
}

#[test]
fn words_that_point_both_ways_do_not_point_the_same_way_as_deeds() {
    let both = Tally { warmer: 1, cooler: 2, ..Tally::default() };
    assert!(both.is_split() && !Tally { cooler: 2, ..Tally::default() }.is_split());
    let mut case = fixture::london();
    let cool = |case: &mut Case, id: &str| {
        let claim = fixture::claim(ClaimKind::Statement, "us", Signal::Cooler, fixture::cited(9));
        case.claims.insert(ClaimId::new(id), claim);
    };
    cool(&mut case, "a-chill");
    case.claims[0].signal = Signal::Cooler;
    let verdict = ledger_of_case(&case);
    assert!(verdict.words.cooler > verdict.words.warmer, "{:?}", verdict.words);
    assert_eq!(verdict.verdict, Comparison::Split);
}

#[test]
fn the_other_room_does_not_hear_the_call() {
    let case = fixture::london();
    let ledger = ledger_of_meeting(&case, &MeetingId::new("moscow"));
    let announced = Tally { neutral: 1, ..Tally::default() };
    assert_eq!(
        ledger.as_ref().map(|ledger| (ledger.words, ledger.deeds)),
        Some((announced, Tally::default()))
    );
    assert_eq!(ledger.map(|ledger| ledger.verdict), Some(Comparison::OneSided));
    assert!(ledger_of_meeting(&case, &MeetingId::new("geneva")).is_none());
}

#[test]
fn acts_of_one_kind_that_are_coded_in_two_ways_are_told() {
    let mut case = fixture::london();
    assert!(ledger_of_case(&case).uneven.is_empty());
    fixture::meeting_mut(&mut case, "moscow").history[0].signal = Signal::Warmer;
    let coded = Coded { warmer: 1, neutral: 1, cooler: 0 };
    assert_eq!(ledger_of_case(&case).uneven, [Uneven { act: Act::MeetingPlanned, coded }]);
    let moscow = ledger_of_meeting(&case, &MeetingId::new("moscow"));
    assert!(moscow.is_some_and(|ledger| ledger.uneven.is_empty()), "one instance is even with itself");
}

#[test]
fn the_case_as_a_whole_holds_every_entry() {
    let case = fixture::london();
    // One contact, three claims, three events, three delegations below expectation.
    assert_eq!(ledger_of_case(&case).entries.len(), 10);
}
