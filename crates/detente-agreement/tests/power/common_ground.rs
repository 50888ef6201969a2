use crate::budget;
use std::collections::{BTreeMap, BTreeSet};

use detente_agreement::{
    common_ground::{CommonGround, Missing, common_to, matrix, standard_lists},
    grounds::Standing,
};
use detente_case::{
    Case, Condition, Interval, IssueId, IssueKind, Level, MeetingId, OptionId, PartyId, Word,
};
use proptest::{prelude::*, sample};

use crate::power::build::{assumed, case, cited, issue, meeting, needs, rule, says, stance};

const PARTIES: [&str; 4] = ["a", "b", "c", "d"];
const ISSUES: [&str; 4] = ["i", "j", "k", "l"];
const OPTIONS: [&str; 3] = ["x", "y", "z"];

fn ids(parties: &[&str]) -> Vec<PartyId> {
    parties.iter().map(|party| PartyId::new(*party)).collect()
}

fn common_options(ground: &CommonGround) -> BTreeSet<(IssueId, OptionId)> {
    ground.common.iter().map(|found| (found.issue.clone(), found.option.clone())).collect()
}

#[test]
fn a_room_is_not_all_who_must_agree() {
    let mut case = case(&["ua", "ru", "us", "uk"], 2);
    issue(&mut case, "line", IssueKind::Choice, &["freeze", "withdraw"]);
    issue(&mut case, "crimea", IssueKind::Ladder, &["none", "de-jure"]);
    needs(&mut case, "crimea", "de-jure", "us");
    says(&mut case, "ua", "line", "freeze", Level::Tolerate);
    says(&mut case, "us", "line", "freeze", Level::Propose);
    says(&mut case, "ua", "crimea", "de-jure", Level::RedLine);
    stance(&mut case, "ru", "crimea", "de-jure", Some(Level::Propose), None, assumed());
    meeting(&mut case, "london", &["ua", "us"]);

    let lists = standard_lists(&case, Some(&MeetingId::new("london")));
    let room = lists.room.expect("the meeting exists");
    assert_eq!(room.required_but_absent, ids(&["ru"]));
    assert_eq!(
        common_options(&room.ground),
        BTreeSet::from([(IssueId::new("line"), OptionId::new("freeze"))])
    );
    let all = lists.all_who_must_agree;
    assert!(all.common.is_empty());
    let short: Vec<_> = all
        .one_short
        .iter()
        .map(|short| (short.option.as_str(), short.holdout.party.as_str(), short.holdout.why))
        .collect();
    // The de-jure rung lacks two: the red line of ua, and us, whose consent it needs and who said nothing.
    assert_eq!(short, [("freeze", "ru", Missing::Unknown)]);
    assert_eq!(all.voices[1].standing, Standing::Assumed, "an assumed stance is no sourced position");
}

#[test]
fn values_in_numbers_are_read_by_the_scale_and_marked() {
    let mut case = case(&["a"], 1);
    issue(&mut case, "i", IssueKind::Choice, &["x", "y", "z"]);
    for (option, low, high) in [("x", 70, 90), ("y", 20, 44), ("z", 20, 80)] {
        stance(&mut case, "a", "i", option, None, Some(Interval::units(low, high)), cited());
    }
    let matrix = matrix(&case);
    let levels: Vec<_> = matrix.issues[0].options.iter().map(|row| row.cells[0].level).collect();
    assert_eq!(levels, [Some(Level::Accept), Some(Level::Oppose), None]);
    assert!(matrix.issues[0].options.iter().all(|row| row.cells[0].from_value));
}

#[test]
fn of_nobody_nothing_is_common() {
    let mut case = case(&["a"], 0);
    issue(&mut case, "i", IssueKind::Choice, &["x"]);
    let ground = common_to(&case, &[]);
    assert!(ground.common.is_empty() && ground.one_short.is_empty());
    assert_eq!(ground.packages.settled, 0);
}

/// A stance by position in the lists above: party, issue, option, level, whether it is assumed.
type Said = (usize, usize, usize, Level, bool);

fn said() -> impl Strategy<Value = Said> {
    (0..4usize, 0..4usize, 0..3usize, sample::select(Level::ALL), any::<bool>())
}

fn condition() -> impl Strategy<Value = Condition> {
    let term = (sample::select(&ISSUES[..]), any::<bool>(), sample::subsequence(OPTIONS.to_vec(), 1..=2));
    proptest::collection::vec(term, 1..3).prop_map(|terms| {
        let terms = terms.into_iter().map(|(issue, among, options)| detente_case::Term {
            issue: IssueId::new(issue),
            among,
            options: options.into_iter().map(OptionId::new).collect(),
        });
        Condition { terms: terms.collect() }
    })
}

fn add(case: &mut Case, (party, issue, option, level, is_assumed): Said) {
    let origin = if is_assumed { assumed() } else { cited() };
    stance(case, PARTIES[party], ISSUES[issue], OPTIONS[option], Some(level), None, origin);
}

prop_compose! {
    fn any_case()(
        said in proptest::collection::vec(said(), 0..60),
        rules in proptest::collection::vec((condition(), condition()), 0..5),
    ) -> Case {
        let mut case = case(&PARTIES, 2);
        for name in ISSUES {
            issue(&mut case, name, IssueKind::Choice, &OPTIONS);
        }
        for said in said {
            add(&mut case, said);
        }
        for (index, (if_, then)) in rules.into_iter().enumerate() {
            rule(&mut case, &format!("rule-{index}"), if_, then);
        }
        case
    }
}

/// Every full package that satisfies all rules, by brute force.
fn packages(case: &Case) -> Vec<BTreeMap<IssueId, OptionId>> {
    let mut packages = vec![BTreeMap::new()];
    for (id, issue) in &case.issues {
        packages = packages
            .iter()
            .flat_map(|package| {
                issue.options.keys().map(move |option| {
                    let mut package = package.clone();
                    package.insert(id.clone(), option.clone());
                    package
                })
            })
            .collect();
    }
    packages.retain(|package: &BTreeMap<IssueId, OptionId>| {
        case.rules.values().all(|rule| {
            !rule.if_.holds(|issue| package.get(issue)) || rule.then.holds(|issue| package.get(issue))
        })
    });
    packages
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(budget::cases(1000)))]

    #[test]
    fn the_largest_partial_packages_are_those_of_brute_force(case in any_case()) {
        let ground = common_to(&case, &ids(&["a", "b"]));
        let common = common_options(&ground);
        let all = packages(&case);
        let restricted: BTreeSet<BTreeMap<_, _>> = all
            .into_iter()
            .map(|package| package.into_iter().filter(|pair| common.contains(pair)).collect())
            .collect();
        let most = restricted.iter().map(BTreeMap::len).max();
        prop_assert_eq!(ground.packages.rules_contradict, most.is_none());
        prop_assert_eq!(ground.packages.settled, most.unwrap_or(0));
        prop_assert!(!ground.packages.cut);
        let best: BTreeSet<_> =
            restricted.into_iter().filter(|package| Some(package.len()) == most && !package.is_empty()).collect();
        prop_assert_eq!(ground.packages.count, best.len() as u64);
        let listed: BTreeSet<BTreeMap<_, _>> =
            ground.packages.combinations.iter().map(|found| found.clone().into_iter().collect()).collect();
        prop_assert_eq!(listed.len(), best.len().min(detente_agreement::partial_packages::LISTED));
        prop_assert!(listed.is_subset(&best));
    }

    #[test]
    fn another_party_never_enlarges_common_ground(
        case in any_case(),
        few in sample::subsequence(PARTIES.to_vec(), 1..4),
        one_more in sample::select(&PARTIES[..]),
    ) {
        let before = common_to(&case, &ids(&few));
        let after = common_to(&case, &ids(&[&few[..], &[one_more]].concat()));
        prop_assert!(common_options(&after).is_subset(&common_options(&before)));
        prop_assert!(after.packages.settled <= before.packages.settled);
        prop_assert!(after.packages_on_sources.settled <= before.packages_on_sources.settled);
    }

    #[test]
    fn another_red_line_never_enlarges_common_ground(
        case in any_case(),
        (party, issue, option, _, _) in said(),
    ) {
        let before = common_to(&case, &ids(&["a", "b", "c"]));
        let mut harder = case.clone();
        // The newest report of a red line outranks whatever was said before.
        add(&mut harder, (party, issue, option, Level::RedLine, false));
        let after = common_to(&harder, &ids(&["a", "b", "c"]));
        prop_assert!(common_options(&after).is_subset(&common_options(&before)));
        prop_assert!(after.packages.settled <= before.packages.settled);
    }

    #[test]
    fn common_means_that_every_member_can_live_with_it(case in any_case()) {
        let among = ids(&["a", "b", "c"]);
        let ground = common_to(&case, &among);
        for (issue, known) in &case.issues {
            for option in known.options.keys() {
                let lacking: Vec<_> = among
                    .iter()
                    .filter(|party| {
                        let level = case.position(party, issue, option).and_then(|position| position.level);
                        !matches!(level, Some(Level::Tolerate | Level::Accept | Level::Propose))
                    })
                    .collect();
                let pair = (issue.clone(), option.clone());
                prop_assert_eq!(common_options(&ground).contains(&pair), lacking.is_empty());
                let short = ground.one_short.iter().find(|s| s.issue == *issue && s.option == *option);
                prop_assert_eq!(short.map(|short| &short.holdout.party), match lacking.as_slice() {
                    [party] => Some(*party),
                    _ => None,
                });
            }
        }
        prop_assert!(ground.packages_on_sources.settled <= ground.packages.settled);
    }
}
