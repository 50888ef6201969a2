use crate::budget;
use detente_agreement::{
    Negotiation, Plan,
    ladders::{Ladder, ladders, openings, weakest_that_opens},
};
use detente_case::{
    Case, IssueId, IssueKind, Level, PartyId, Recognition, RecognitionRung, TerritoryId, Word,
};
use proptest::{prelude::*, sample};

use crate::power::build::{assumed, case, cited, issue, needs, numbers, random, says, slow_packages, stance};

fn crimea() -> Case {
    let mut case = case(&["ua", "ru", "us"], 2);
    issue(&mut case, "crimea", IssueKind::Ladder, &["none", "silent", "us-de-jure", "ua-de-jure"]);
    needs(&mut case, "crimea", "us-de-jure", "us");
    case.issues["crimea"].options["us-de-jure"].recognition.push(Recognition {
        by: PartyId::new("us"),
        territory: TerritoryId::new("crimea"),
        rung: RecognitionRung::DeJure,
        when: Some("at signature".into()),
    });
    says(&mut case, "ua", "crimea", "none", Level::Propose);
    says(&mut case, "ua", "crimea", "silent", Level::Accept);
    says(&mut case, "ua", "crimea", "ua-de-jure", Level::RedLine);
    case
}

fn only(case: &Case) -> Ladder {
    ladders(case).remove(0)
}

#[test]
fn the_weaker_rung_that_would_do_is_below_the_one_asked_for() {
    let mut case = crimea();
    stance(&mut case, "ru", "crimea", "ua-de-jure", Some(Level::Propose), None, assumed());
    let ladder = only(&case);
    assert_eq!(ladder.rungs[2].recognition[0].when.as_deref(), Some("at signature"));
    let gap = &ladder.gaps[0];
    assert_eq!((gap.less.as_str(), gap.more.as_str()), ("ua", "ru"));
    assert_eq!(
        (gap.less_reaches, gap.would_do, gap.more_asks, gap.rungs),
        (Some(1), Some(3), Some(3), Some(2))
    );
    assert!(!gap.on_sources);

    stance(&mut case, "ru", "crimea", "us-de-jure", Some(Level::Tolerate), None, assumed());
    let gap = &only(&case).gaps[0];
    assert_eq!((gap.would_do, gap.more_asks, gap.rungs), (Some(2), Some(3), Some(1)));
}

#[test]
fn without_a_position_there_is_no_gap_but_an_unknown() {
    let ladder = only(&crimea());
    let parties: Vec<_> = ladder.footings.iter().map(|footing| footing.party.as_str()).collect();
    assert_eq!(parties, ["ua", "ru", "us"], "us, because a rung needs it");
    assert_eq!(ladder.footings[1].unknown, [0, 1, 2, 3]);
    assert_eq!(ladder.footings[0].unknown, [2]);
    let gap = &ladder.gaps[0];
    assert_eq!((gap.rungs, gap.less_reaches, gap.would_do), (None, Some(1), None));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(budget::cases(1000)))]

    /// Walks up from each rung the one can live with, counting, until a rung the other can live with.
    #[test]
    fn gaps_are_the_shortest_walks(
        said in proptest::collection::vec((0..2usize, 0..6usize, sample::select(Level::ALL)), 0..14),
    ) {
        const RUNGS: [&str; 6] = ["p", "q", "r", "s", "t", "u"];
        let mut case = case(&["a", "b"], 2);
        issue(&mut case, "i", IssueKind::Ladder, &RUNGS);
        let mut tolerable = [[false; 6]; 2];
        for (party, rung, level) in said {
            stance(&mut case, ["a", "b"][party], "i", RUNGS[rung], Some(level), None, cited());
            tolerable[party][rung] = level >= Level::Tolerate;
        }
        let ladder = only(&case);
        let gap = &ladder.gaps[0];
        let mut shortest = None;
        for (start, reach) in [(0, 1), (1, 0)] {
            for low in (0..6).filter(|rung| tolerable[start][*rung]) {
                if let Some(steps) = (0..6 - low).find(|steps| tolerable[reach][low + steps]) {
                    shortest = Some(shortest.map_or(steps, |best: usize| best.min(steps)));
                }
            }
        }
        prop_assert_eq!(gap.rungs, shortest);
        prop_assert_eq!(gap.shared.is_empty(), shortest != Some(0));
        if let (Some(rungs), Some(low), Some(high)) = (gap.rungs, gap.less_reaches, gap.would_do) {
            prop_assert_eq!(high - low, rungs);
            let place = |party: &PartyId| usize::from(party.as_str() == "b");
            prop_assert!(tolerable[place(&gap.less)][low] && tolerable[place(&gap.more)][high]);
        }
    }

    /// Rung by rung: whether a package with it is a deal once nobody's red line stands on it.
    #[test]
    fn a_rung_opens_when_some_package_with_it_is_a_deal(numbers in numbers()) {
        let case = random(&numbers);
        let found = openings(&Negotiation::from_case(&case), &IssueId::new("i"), Plan { draws: 0, seed: 0 });
        let found = found.unwrap_or_default();
        prop_assert_eq!(found.len(), 3);
        for opening in &found {
            let mut softened = case.clone();
            for stance in softened.stances.iter_mut().filter(|stance| stance.issue.as_str() == "i") {
                if let Some(position) = stance.positions.get_mut(&opening.option) {
                    position.level = None;
                }
            }
            let mut with = slow_packages(&softened).into_iter().filter(|package| package.options[0] == opening.rung);
            prop_assert_eq!(opening.central, Some(with.any(|package| package.is_deal(&softened))));
        }
        let weakest = weakest_that_opens(&found).map(|opening| opening.rung);
        prop_assert_eq!(weakest, found.iter().position(|opening| opening.central == Some(true)));
    }
}
