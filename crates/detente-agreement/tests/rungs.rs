//! Rungs that nobody spoke of: what the others leave them, in every reading and in every draw.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use std::{collections::BTreeMap, fmt::Write as _};

use detente_agreement::{Backing, Finding, Negotiation, Plan, Reading, common_ground::Cell, robust::Number};
use detente_case::{
    Case, CaseFiles, Condition, Interval, IssueId, Level, OptionId, PartyId, Quantity, StanceShape, Term,
    View, Word, read,
};
use proptest::prelude::*;

const PLAN: Plan = Plan { draws: 4_000, seed: 3 };

/// What a party says of rungs: a level each, or nothing.
type Levels<'a> = &'a [Option<Level>];

fn case(rungs: usize, parties: &[(&str, Levels<'_>, &str)]) -> Case {
    let names: Vec<_> = parties.iter().map(|(name, ..)| format!("\"{name}\"")).collect();
    let mut text = format!(
        "[case]\ntitle = \"A ladder\"\nas_of = 2025-01-01\ninstrument = {{ class = \"contract\", consent = [{}] }}\n",
        names.join(", ")
    );
    for (name, ..) in parties {
        write!(text, "[parties.{name}]\nname = \"{name}\"\nrole = \"principal\"\n").unwrap();
    }
    let options: Vec<_> =
        (0..rungs).map(|rung| format!("{{ id = \"r{rung}\", name = \"{rung}\" }}")).collect();
    write!(text, "[issues.pay]\nname = \"Pay\"\nkind = \"ladder\"\noptions = [{}]\n", options.join(", "))
        .unwrap();
    for (name, levels, more) in parties {
        for level in Level::ALL {
            let those = levels.iter().enumerate().filter(|(_, said)| **said == Some(*level));
            let those: Vec<_> = those.map(|(rung, _)| format!("\"r{rung}\"")).collect();
            if !those.is_empty() {
                write!(
                    text,
                    "[[stances]]\nparty = \"{name}\"\nissue = \"pay\"\n{level} = [{}]\nbasis = \"assumed\"\nowner = \"me\"\n{more}\n",
                    those.join(", ")
                )
                .unwrap();
            }
        }
        write!(
            text,
            "[[no_deal]]\nparty = \"{name}\"\nvalue = [30, 50]\nbasis = \"assumed\"\nowner = \"me\"\n"
        )
        .unwrap();
    }
    let reading = read(&CaseFiles::new("case.toml", text.as_bytes(), [].into()));
    assert!(!reading.has_errors(), "{text}\n{:?}", reading.diagnostics);
    reading.case.seen(&View::default())
}

const P: Option<Level> = Some(Level::Propose);
const T: Option<Level> = Some(Level::Tolerate);
const O: Option<Level> = Some(Level::Oppose);
const R: Option<Level> = Some(Level::RedLine);

/// A union that asks for the top and refuses the bottom, an employer the other way round; neither speaks of one rung.
fn pay() -> Case {
    case(3, &[("union", &[O, None, P], ""), ("employer", &[P, O, None], "")])
}

fn value(negotiation: &Negotiation, party: usize, rung: usize) -> (Interval, String, Backing) {
    let input = negotiation.parties()[party].values[0][rung].input;
    (input.interval, input.central.to_string(), input.backing)
}

fn only(rung: usize) -> Condition {
    let options = vec![OptionId::new(format!("r{rung}"))];
    Condition { terms: vec![Term { issue: IssueId::new("pay"), among: true, options }] }
}

#[test]
fn what_nobody_spoke_of_is_no_better_than_what_was_refused() {
    let case = pay();
    let negotiation = Negotiation::from_case(&case);
    assert_eq!(value(&negotiation, 1, 2), (Interval::units(0, 45), "13.75".into(), Backing::Implied));
    assert_eq!(value(&negotiation, 0, 1), (Interval::units(10, 100), "60".into(), Backing::Implied));
    let none = |reading| negotiation.find(reading) == Finding::None;
    assert!(none(Reading::Central) && none(Reading::SilenceAsNo) && none(Reading::SilenceAsYes));
    assert!(!none(Reading::Favourable) && none(Reading::Guarded));
    // By integration: 27 of 100, of these 16 with the first rung, 13 with the second, 2 with the third.
    for (rungs, share) in [(vec![], 27.0), (vec![0], 16.0), (vec![1], 13.0), (vec![2], 2.0)] {
        let given = rungs.iter().fold(negotiation.clone(), |given, rung| given.given(&only(*rung)));
        let drawn = 100.0 * given.share(PLAN).share;
        assert!((drawn - share).abs() < 1.5, "{rungs:?}: {drawn}, expected {share}");
    }
}

#[test]
fn where_silence_decides_the_smallest_sets_of_answers_are_asked_first() {
    // Between what each asks for and what each refuses lies a rung that neither spoke of.
    let case = case(3, &[("union", &[O, None, P], ""), ("employer", &[P, None, O], "")]);
    let negotiation = Negotiation::from_case(&case);
    let unsaid = negotiation.unsaid();
    assert_eq!((unsaid.positions, unsaid.of, unsaid.no_deal.len()), (2, 6, 0));
    assert_eq!((unsaid.deal_if_no, unsaid.deal_if_yes), (Some(false), Some(true)));
    assert!(unsaid.decides(), "its middle would be a deal, and decides nothing");
    let asked = negotiation.ask_first(&case, 3);
    let named = |set: &Vec<detente_agreement::Tolerance>| {
        set.iter().map(|one| format!("{} {}", one.party, one.option)).collect::<Vec<_>>()
    };
    assert_eq!(asked.sets.iter().map(named).collect::<Vec<_>>(), [["union r1", "employer r1"]]);
    assert!(asked.complete);
    // Once one of them is heard, the other alone is left to ask.
    let heard = self::case(3, &[("union", &[O, T, P], ""), ("employer", &[P, None, O], "")]);
    let asked = Negotiation::from_case(&heard).ask_first(&heard, 3);
    assert_eq!(asked.sets.iter().map(named).collect::<Vec<_>>(), [["employer r1"]]);
    let said = self::case(3, &[("union", &[O, T, P], ""), ("employer", &[P, T, O], "")]);
    let unsaid = Negotiation::from_case(&said).unsaid();
    assert!(unsaid.is_nothing() && unsaid.deal_if_no == Some(true) && unsaid.deal_if_yes == Some(true));
}

#[test]
fn a_no_deal_value_that_nobody_gave_is_silence_too() {
    let mut case = case(2, &[("union", &[O, P], ""), ("employer", &[T, T], "")]);
    case.no_deal.retain(|no_deal| no_deal.party.as_str() != "union");
    let unsaid = Negotiation::from_case(&case).unsaid();
    assert_eq!(unsaid.no_deal, [PartyId::new("union")]);
    assert!(unsaid.decides() && unsaid.positions == 0);
}

#[test]
fn a_refusal_makes_what_lies_beyond_it_known_as_against() {
    let case = pay();
    let cell = |party: &str, rung: &str| {
        Cell::of(&case, &PartyId::new(party), &IssueId::new("pay"), &OptionId::new(rung))
    };
    assert_eq!(cell("employer", "r2").level, Some(Level::Oppose));
    assert_eq!(cell("union", "r1").level, None, "it may be worth anything between the two");
}

#[test]
fn a_red_line_reaches_the_silent_rungs_beyond_it_and_softens_with_them() {
    let case = case(4, &[("union", &[None, None, None, P], ""), ("employer", &[P, R, None, None], "")]);
    let negotiation = Negotiation::from_case(&case);
    for rung in 1..4 {
        assert_eq!(negotiation.given(&only(rung)).find(Reading::Favourable), Finding::None, "rung {rung}");
    }
    let steps: Vec<_> =
        negotiation.catalogue(&case).into_iter().map(|step| format!("{:?}", step.change)).collect();
    let softened: Vec<_> = steps.iter().filter(|step| step.contains("SoftenRedLine")).collect();
    assert_eq!(softened.len(), 1, "the line softens as one: {steps:?}");
    assert!(!softened[0].contains("r2"), "what lies beyond it goes with it: {softened:?}");
}

#[test]
fn where_the_shape_is_free_what_is_said_of_a_rung_says_nothing_of_another() {
    let free = "shape = \"free\"";
    let case = case(3, &[("union", &[O, None, P], free), ("employer", &[P, O, None], free)]);
    assert_eq!(case.shape(&PartyId::new("union"), &IssueId::new("pay")), StanceShape::Free);
    let negotiation = Negotiation::from_case(&case);
    assert_eq!(value(&negotiation, 1, 2), (Interval::units(0, 100), "50".into(), Backing::Unknown));
}

#[test]
fn a_rising_shape_goes_on_rising_where_nobody_spoke() {
    let case = case(4, &[("union", &[None, T, None, None], "shape = \"rising\"")]);
    let negotiation = Negotiation::from_case(&case);
    let known: Vec<_> = (0..4).map(|rung| value(&negotiation, 0, rung)).collect();
    let bounds: Vec<_> = known.iter().map(|(interval, ..)| *interval).collect();
    assert_eq!(
        bounds,
        [(0, 65), (45, 65), (45, 100), (45, 100)].map(|(low, high)| Interval::units(low, high))
    );
    let central: Vec<_> = known.iter().map(|(_, central, _)| central.as_str()).collect();
    assert_eq!(central, ["27.5", "55", "70", "85"]);
}

#[test]
fn a_party_that_moves_on_a_rung_is_held_to_like_what_lies_before_it_as_much() {
    // The employer said nothing of the rung between. Once it accepts the top, it is worth as much at least.
    let case = case(3, &[("union", &[O, P, O], ""), ("employer", &[P, None, T], "")]);
    let negotiation = Negotiation::from_case(&case);
    let plan = Plan { draws: 50, seed: 0 };
    let found = negotiation.openers(&case, plan, detente_agreement::Reach::default()).unwrap();
    let top = |opener: &&detente_agreement::Opener| {
        let changes: Vec<_> = opener.steps.iter().map(|step| &step.change).collect();
        matches!(
            changes.as_slice(),
            [detente_agreement::Change::MoveStance { party, option, .. }]
                if party.as_str() == "employer" && option.as_str() == "r2"
        )
    };
    let opener = found.openers.iter().find(top).unwrap();
    let terms = &opener.best.as_ref().unwrap().terms;
    assert_eq!(terms[&IssueId::new("pay")], OptionId::new("r1"));
}

fn levels(rungs: usize) -> impl Strategy<Value = Vec<Option<Level>>> {
    let level = prop_oneof![
        3 => Just(None),
        1 => Just(P),
        1 => Just(Some(Level::Accept)),
        1 => Just(T),
        2 => Just(O),
        1 => Just(R),
    ];
    proptest::collection::vec(level, rungs)
}

/// What a union says of rungs by levels, and how it ranks some of them, each by its place.
fn ranked_case(levels: Levels<'_>, places: &[Option<usize>], kind: &str, more: &str) -> Option<Case> {
    let mut text = String::from(
        "[case]\ntitle = \"A ranking\"\nas_of = 2025-01-01\ninstrument = { class = \"contract\", consent = [\"union\"] }\n\
         [parties.union]\nname = \"Union\"\nrole = \"principal\"\n\
         [[no_deal]]\nparty = \"union\"\nvalue = [30, 50]\nbasis = \"assumed\"\nowner = \"me\"\n",
    );
    let options: Vec<_> =
        (0..levels.len()).map(|rung| format!("{{ id = \"r{rung}\", name = \"{rung}\" }}")).collect();
    write!(text, "[issues.pay]\nname = \"Pay\"\nkind = \"{kind}\"\noptions = [{}]\n", options.join(", "))
        .unwrap();
    let mut say = |what: &str, those: Vec<String>| {
        let list = those.join(", ");
        if !those.is_empty() {
            write!(
                text,
                "[[stances]]\nparty = \"union\"\nissue = \"pay\"\n{what} = [{list}]\nbasis = \"assumed\"\nowner = \"me\"\n{more}\n"
            )
            .unwrap();
        }
    };
    for level in Level::ALL {
        let those = levels.iter().enumerate().filter(|(_, said)| **said == Some(*level));
        say(level.as_str(), those.map(|(rung, _)| format!("\"r{rung}\"")).collect());
    }
    let group = |place: usize| {
        let those = places.iter().enumerate().filter(|(_, own)| **own == Some(place));
        those.map(|(rung, _)| format!("\"r{rung}\"")).collect::<Vec<_>>()
    };
    let groups = (0..4).map(group).filter(|group| !group.is_empty());
    say("order", groups.map(|group| format!("[{}]", group.join(", "))).collect());
    let reading = read(&CaseFiles::new("case.toml", text.as_bytes(), [].into()));
    (!reading.has_errors()).then(|| reading.case.seen(&View::default()))
}

/// By draw, the numbers of all rungs of a union.
fn rows(case: &Case, rungs: usize, plan: Plan) -> Vec<Vec<i64>> {
    let numbers = drawn(&Negotiation::from_case(case), rungs, plan);
    let row = |draw: usize| (0..rungs).map(|rung| numbers[&format!("r{rung}")][draw]).collect();
    (0..plan.draws as usize).map(row).collect()
}

fn one_peak(row: &[i64]) -> bool {
    let best = row.iter().enumerate().max_by_key(|(_, number)| **number).map_or(0, |(best, _)| best);
    row[..=best].is_sorted() && row[best..].iter().rev().is_sorted()
}

fn keeps(row: &[i64], places: &[Option<usize>]) -> bool {
    let ranked = |rung: usize| places[rung].map(|place| (place, row[rung]));
    let all: Vec<_> = (0..row.len()).filter_map(ranked).collect();
    all.iter().all(|(place, number)| all.iter().all(|(other, less)| place >= other || number >= less))
}

/// Words of a stream of its own, for what is compared with draws.
fn word(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// The numbers of every rung in some draws.
fn drawn(negotiation: &Negotiation, rungs: usize, plan: Plan) -> BTreeMap<String, Vec<i64>> {
    let party = negotiation.parties()[0].id.clone();
    let number = |rung: usize| {
        let option = negotiation.issues()[0].options[rung].id.clone();
        let number =
            Number::Value { party: party.clone(), issue: IssueId::new("pay"), option: option.clone() };
        (option.to_string(), negotiation.drawn(&number, plan).unwrap())
    };
    (0..rungs).map(number).collect()
}

/// Whether the levels have one peak, so that the case is no error.
fn has_one_peak(levels: &[Option<Level>]) -> bool {
    let said: Vec<_> = levels.iter().flatten().collect();
    let best = said.iter().enumerate().max_by_key(|(_, level)| ***level).map_or(0, |(best, _)| best);
    said.is_empty() || (said[..=best].is_sorted() && said[best..].iter().rev().is_sorted())
}

fn places(rungs: usize) -> impl Strategy<Value = Vec<Option<usize>>> {
    proptest::collection::vec(proptest::option::weighted(0.5, 0..4_usize), rungs)
}

#[test]
fn a_ranking_on_a_ladder_binds_the_rungs_beyond_it() {
    // Ranked from the bottom up, so that what nobody spoke of is worth no more than the third: the least of three even draws.
    let levels = [None; 4];
    let case = ranked_case(&levels, &[Some(0), Some(1), Some(2), None], "ladder", "").unwrap();
    let negotiation = Negotiation::from_case(&case);
    let central: Vec<_> = (0..4).map(|rung| value(&negotiation, 0, rung).1).collect();
    assert_eq!(central, ["75", "50", "25", "12.5"]);
    // With x the least of three, the silent rung is even from 0 to x: ∫ 3(1 − x)²(1 − t ⁄ x) dx over x > t = 0.4.
    let t = 0.4_f64;
    let exact = (1.0 - t).powi(3) - 3.0 * t * (-t.ln() - 1.5 + 2.0 * t - t * t / 2.0);
    let above =
        rows(&case, 4, Plan { draws: 20_000, seed: 4 }).iter().filter(|row| row[3] > 40_000_000).count();
    let share = f64::from(u32::try_from(above).unwrap()) / 20_000.0;
    assert!((share - exact).abs() < 0.006, "{share}, expected {exact}");
    assert_eq!(
        negotiation.parties()[0].values[0][3].input.unsaid.map(|open| open.high),
        Some(Quantity::from_millionths(25_000_000))
    );
}

#[test]
fn what_is_ranked_below_an_objection_is_no_better() {
    for kind in ["ladder", "choice"] {
        let case = ranked_case(&[O, None, None], &[Some(0), Some(1), None], kind, "").unwrap();
        let negotiation = Negotiation::from_case(&case);
        assert_eq!(value(&negotiation, 0, 1).0, Interval::units(0, 45), "{kind}");
        let cell = Cell::of(&case, &PartyId::new("union"), &IssueId::new("pay"), &OptionId::new("r1"));
        assert_eq!(cell.level, Some(Level::Oppose), "{kind}");
    }
}

#[test]
fn an_order_that_is_not_one_peaked_is_no_case() {
    assert!(ranked_case(&[None; 3], &[Some(0), Some(2), Some(1)], "ladder", "").is_none());
    assert!(ranked_case(&[None; 3], &[Some(0), Some(2), Some(1)], "ladder", "shape = \"free\"").is_some());
    assert!(ranked_case(&[None; 3], &[Some(0), Some(1), None], "ladder", "shape = \"rising\"").is_none());
    assert!(ranked_case(&[O, P, None], &[Some(0), Some(1), None], "choice", "").is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::budget::cases(1_500)))]

    #[test]
    fn every_draw_keeps_the_shape_the_ranking_and_the_bounds(
        (levels, places) in (2..=6_usize).prop_flat_map(|rungs| (levels(rungs), places(rungs))),
        kind in prop_oneof![Just("ladder"), Just("choice")],
    ) {
        let Some(case) = ranked_case(&levels, &places, kind, "") else { return Ok(()) };
        let negotiation = Negotiation::from_case(&case);
        for row in rows(&case, levels.len(), Plan { draws: 40, seed: 12 }) {
            prop_assert!(kind == "choice" || one_peak(&row), "{row:?}");
            prop_assert!(keeps(&row, &places), "{row:?} ranked {places:?}");
            for (rung, number) in row.iter().enumerate() {
                let (bounds, ..) = value(&negotiation, 0, rung);
                prop_assert!(bounds.contains(Quantity::from_millionths(*number)), "rung {rung}: {number} of {bounds}");
            }
        }
    }

    /// Where rungs are ranked and nothing else is said, all numbers that keep shape and ranking are alike, given the best:
    /// as they are among even numbers of which the others are thrown away.
    #[test]
    fn what_is_ranked_alone_is_even_among_all_that_keeps_it(
        places in proptest::collection::vec((0..4_usize).prop_map(Some), 2..=4),
        at in 0.1..0.9_f64,
    ) {
        let first = places.iter().flatten().min().copied();
        prop_assume!(places.iter().filter(|place| **place == first).count() == 1);
        let Some(case) = ranked_case(&vec![None; places.len()], &places, "ladder", "") else { return Ok(()) };
        #[expect(clippy::cast_possible_truncation, reason = "a number of millionths")]
        let limit = (at * 100e6) as i64;
        let shares = |rows: &[Vec<i64>]| -> Vec<f64> {
            let above = |rung: usize| rows.iter().filter(|row| row[rung] > limit).count();
            let float = |count: usize| f64::from(u32::try_from(count).unwrap());
            (0..places.len()).map(|rung| float(above(rung)) / float(rows.len())).collect()
        };
        let mut state = 9_u64;
        let even = std::iter::repeat_with(|| {
            (0..places.len()).map(|_| i64::try_from(word(&mut state) % 100_000_001).unwrap()).collect::<Vec<_>>()
        });
        let kept: Vec<_> = even.filter(|row| one_peak(row) && keeps(row, &places)).take(1_500).collect();
        let drawn = rows(&case, places.len(), Plan { draws: 1_500, seed: 6 });
        for (drawn, kept) in shares(&drawn).into_iter().zip(shares(&kept)) {
            // Five standard errors of a difference of two shares.
            prop_assert!((drawn - kept).abs() < 0.092, "{drawn} and {kept} above {limit} with {places:?}");
        }
    }

    #[test]
    fn every_draw_has_one_peak_within_bounds(levels in (2..=6_usize).prop_flat_map(levels)) {
        prop_assume!(has_one_peak(&levels));
        let case = case(levels.len(), &[("union", &levels, "")]);
        let negotiation = Negotiation::from_case(&case);
        let plan = Plan { draws: 40, seed: 11 };
        let numbers = drawn(&negotiation, levels.len(), plan);
        let said = levels.iter().any(Option::is_some);
        #[expect(clippy::needless_range_loop, reason = "a draw is a column of all rungs")]
        for draw in 0..plan.draws as usize {
            let row: Vec<_> = (0..levels.len()).map(|rung| numbers[&format!("r{rung}")][draw]).collect();
            let best = row.iter().enumerate().max_by_key(|(_, number)| **number).map_or(0, |(best, _)| best);
            prop_assert!(row[..=best].is_sorted() && row[best..].iter().rev().is_sorted(), "{row:?}");
            for (rung, number) in row.iter().enumerate() {
                let (bounds, ..) = value(&negotiation, 0, rung);
                prop_assert!(bounds.contains(Quantity::from_millionths(*number)), "rung {rung}: {number} of {bounds}");
            }
            if levels.contains(&P) {
                let proposed = levels.iter().zip(&row).filter(|(level, _)| **level == P).map(|(_, number)| number);
                prop_assert_eq!(proposed.max(), row.iter().max(), "the best is proposed");
            }
        }
        prop_assert!(said || numbers.values().all(|numbers| numbers.iter().any(|number| *number > 50_000_000)));
    }

    #[test]
    fn no_silent_rung_moves_a_said_one(levels in (2..=5_usize).prop_flat_map(levels), at in 0..6_usize) {
        prop_assume!(has_one_peak(&levels) && levels.iter().flatten().any(|level| *level != Level::RedLine));
        let at = at.min(levels.len());
        // The names stay with what is said: the rung put in has the last name.
        let mut case = case(levels.len() + 1, &[("union", &[&levels[..], &[None]].concat(), "")]);
        let plan = Plan { draws: 30, seed: 5 };
        let order = |case: &mut Case, place: usize| {
            let options = &mut case.issues[0].options;
            let last = options.len() - 1;
            options.move_index(last, place);
        };
        order(&mut case, at);
        let with = drawn(&Negotiation::from_case(&case), levels.len() + 1, plan);
        let mut without = case.clone();
        without.issues[0].options.shift_remove(&OptionId::new(format!("r{}", levels.len())));
        let without = drawn(&Negotiation::from_case(&without), levels.len(), plan);
        for (rung, _) in levels.iter().enumerate().filter(|(_, level)| level.is_some()) {
            let name = format!("r{rung}");
            prop_assert_eq!(&with[&name], &without[&name], "{} moved", name);
        }
    }

    #[test]
    fn the_order_of_stances_in_the_file_changes_nothing(levels in (2..=5_usize).prop_flat_map(levels)) {
        prop_assume!(has_one_peak(&levels));
        let mut case = case(levels.len(), &[("union", &levels, "")]);
        let plan = Plan { draws: 20, seed: 2 };
        let before = Negotiation::from_case(&case);
        case.stances.reverse();
        let after = Negotiation::from_case(&case);
        prop_assert_eq!(drawn(&before, levels.len(), plan), drawn(&after, levels.len(), plan));
        for rung in 0..levels.len() {
            prop_assert_eq!(value(&before, 0, rung), value(&after, 0, rung));
        }
    }
}
