//! Whatever is left of a case, every question about it has an answer.

#[path = "../../../../tests/budget.rs"]
mod budget;
pub(super) mod catalogue;
mod hints;
mod large;
mod no_stronger;
mod offered;
mod one_page;
mod read_by_a_mediator;
mod said_first_and_plainly;
mod strange_names;
mod taken_back;

use std::{fs, path::Path};

use detente_case::{CaseFiles, View};
use detente_simulation::{deadlines::Times, pace::Habits};
use proptest::prelude::*;

use self::catalogue::{on_one_line, shown};
use super::{
    brief, checklist, deadline, diff, frontier, ground, island, learn, levers, matrix, openers,
    options_paper, outlook, packages, robust, roles, show, talking_points, talks, why,
};
use crate::{
    answer::Answer,
    conflict::{Conflict, behaviour::Further, derived::Choice, hypergame, inverse, path, stability},
    page::{Page, markdown, terminal},
    question::Question,
};
use detente_agreement::Plan;

const CASES: [&str; 4] = ["london-2025", "peace-simulator", "camp-david-1978", "two-party-sale"];

/// The blocks of a case file: tables with what belongs to them.
fn blocks(name: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(name);
    let text = fs::read_to_string(folder.join("case.toml")).expect("the catalogue has the case");
    text.split("\n\n").map(str::to_owned).collect()
}

/// A case of the catalogue with some tables dropped and some numbers changed.
fn damaged() -> impl Strategy<Value = String> {
    let number = prop::sample::select(vec!["0", "1", "100", "0.5", "-1", "50"]);
    let dropped = prop::collection::vec(any::<prop::sample::Index>(), 0..6);
    let changed = prop::collection::vec((any::<prop::sample::Index>(), number), 0..6);
    (prop::sample::select(CASES.to_vec()), dropped, changed).prop_map(|(name, dropped, changed)| {
        let mut blocks = blocks(name);
        for index in dropped {
            blocks.remove(index.index(blocks.len()));
        }
        let mut text = blocks.join("\n\n");
        for (index, number) in changed {
            let digits: Vec<_> = text.match_indices(char::is_numeric).map(|(at, _)| at).collect();
            let at = digits[index.index(digits.len())];
            let end = text[at..].find(|c: char| !c.is_numeric()).map_or(text.len(), |length| at + length);
            text.replace_range(at..end, number);
        }
        text
    })
}

fn asked(text: &str, view: View) -> Question {
    let files = CaseFiles::new("case.toml", text.as_bytes(), std::collections::BTreeMap::new());
    let whole = detente_case::read(&files).case;
    Question::about(files, whole, view, None, Plan { draws: 4, seed: 1 }, "case.toml")
}

/// Looks at an answer in every form.
fn look(answer: &impl Answer, question: &Question) -> usize {
    let page: Page = answer.page(question);
    let json = serde_json::to_string(answer).expect("answers are JSON");
    terminal::render(&page).len() + markdown::render(&page).len() + json.len()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(budget::cases(500)))]

    /// Cases with errors are not answered by the program; the engines hold even so, for nothing in a case
    /// that was read refers to what is not there.
    #[test]
    fn every_question_has_an_answer(text in damaged()) {
        let question = asked(&text, View::default());
        let other = asked(&text, View { min_grade: "B2".parse().ok(), ..View::default() });
        let mut length = look(&brief::answer(&question), &question);
        length += look(&why::answer(&question), &question);
        length += look(&openers::answer(&question, 2), &question);
        length += look(&ground::answer(&question, None), &question);
        length += look(&robust::answer(&question, &|_| {}), &question);
        length += look(&learn::answer(&question, &|_| {}), &question);
        length += look(&levers::answer(&question), &question);
        length += look(&roles::answer(&question, Habits::default(), &|_| {}), &question);
        length += look(&outlook::answer(&question), &question);
        let times = Times { deadline: Some(9), ..Times::default() };
        length += look(&deadline::answer(&question, Habits::default(), times, &|_| {}), &question);
        length += look(&diff::answer(&question, &other), &question);
        if let Ok(conflict) = Conflict::of_case(&question, &Choice::default()) {
            length += stability::answer(&conflict, Further::default()).map_or(0, |answer| look(&answer, &question));
            length += hypergame::answer(&conflict).map_or(0, |answer| look(&answer, &question));
            length += inverse::answer(&conflict, None).map_or(0, |answer| look(&answer, &question));
            length += path::answer(&conflict, None, None).map_or(0, |answer| look(&answer, &question));
        }
        length += talks::answer(&question, None).map_or(0, |answer| look(&answer, &question));
        length += look(&options_paper::answer(&question, &|| ()), &question);
        length += look(&matrix::answer(&question, &|| ()), &question);
        length += look(&island::answer(&question), &question);
        for party in question.case.parties.keys().take(3) {
            length += talking_points::answer(&question, party.as_str()).map_or(0, |answer| look(&answer, &question));
        }
        for class in [None, Some("treaty")] {
            length += checklist::answer(&question, class).map_or(0, |answer| look(&answer, &question));
        }
        for id in ["ua", "crimea", "npr#13", "price", "nothing at all", ""] {
            length += show::answer(&question, id).map_or(0, |answer| look(&answer, &question));
        }
        prop_assert!(length > 0);
    }
}

/// Each page of the trade is one sheet for a case of the size of London: at most 60 lines of at most 80 columns.
#[test]
fn a_page_of_the_trade_is_one_sheet() {
    let text = blocks("london-2025").join("\n\n");
    let mut question = asked(&text, View::default());
    question.plan = Plan { draws: 50, seed: 1 };
    let pages = [
        options_paper::answer(&question, &|| ()).page(&question),
        matrix::answer(&question, &|| ()).page(&question),
        island::answer(&question).page(&question),
        talking_points::answer(&question, "ru").expect("a party").page(&question),
        talking_points::answer(&question, "us").expect("a party").page(&question),
        checklist::answer(&question, None).expect("a class").page(&question),
    ];
    for page in pages {
        let plain = shown(&page);
        let lines: Vec<_> = plain.lines().collect();
        assert!(lines.len() <= 60, "{}: {} lines\n{plain}", page.title, lines.len());
        assert!(lines.iter().all(|line| line.chars().count() <= terminal::WIDTH), "{plain}");
        assert!(!plain.contains("us-de-jure") && !plain.contains("end-support"), "an identifier\n{plain}");
    }
}

/// The reasons that a brief names are those that `why` names first, with the same shares, and both say how much all of
/// them explain; what a guarantee given alone does is the same among openers and levers.
#[test]
fn reasons_and_promises_are_the_same_wherever_they_are_told() {
    for name in ["london-2025", "camp-david-1978", "two-party-sale", "elmira-1991"] {
        let text = blocks(name).join("\n\n");
        let mut question = asked(&text, View::default());
        question.plan = Plan { draws: 200, seed: 1 };
        let json = |answer: serde_json::Result<serde_json::Value>| answer.expect("answers are JSON");
        let (brief, why) = (
            json(serde_json::to_value(brief::answer(&question))),
            json(serde_json::to_value(why::answer(&question))),
        );
        let (told, all) = (&brief["why_not"], &why["reasons"]);
        let empty = Vec::new();
        let (told_reasons, reasons) =
            (told["reasons"].as_array().unwrap_or(&empty), all.as_array().unwrap_or(&empty));
        assert_eq!(told_reasons.len(), reasons.len().min(3), "{name}");
        for (one, other) in told_reasons.iter().zip(reasons) {
            assert_eq!(
                (&one["in_draws"], &one["of_failing"]),
                (&other["in_draws"], &other["of_failing"]),
                "{name}"
            );
        }
        assert_eq!(told["explained"], why["explained"], "{name}");
        let explained = &why["explained"];
        assert_eq!(explained["explained"], explained["without"], "{name}: nothing is left unexplained");
        let levers = json(serde_json::to_value(levers::answer(&question)));
        let openers = json(serde_json::to_value(openers::answer(&question, 1)));
        for guarantee in levers["guarantees"]["guarantees"].as_array().unwrap_or(&empty) {
            let gives = |opener: &&serde_json::Value| {
                opener["steps"][0]["change"] == "give-guarantee"
                    && opener["steps"][0]["guarantee"] == guarantee["guarantee"]
            };
            let opener = openers["openers"].as_array().and_then(|openers| openers.iter().find(gives));
            let opens =
                guarantee["with"]["deals"]["central"]["packages"].as_u64().is_some_and(|count| count > 0);
            if openers["hold"] == "at-central-values" {
                assert_eq!(opener.is_some(), opens, "{name}");
            }
            if let Some(opener) = opener {
                assert_eq!(opener["works"], guarantee["with"]["share"], "{name}");
            }
        }
    }
}

/// Two parties who must agree on one issue, and what `more` says.
fn lease(more: &str) -> String {
    let head = r#"
[case]
title = "A lease"
as_of = 2026-03-01
instrument = { class = "contract", consent = ["club", "town"] }
[parties]
club = { name = "Club", role = "principal" }
town = { name = "Town", role = "principal" }
[issues.term]
name = "Term"
options = [{ id = "five", name = "Five years" }, { id = "ten", name = "Ten years" }]
[[stances]]
party = "club"
issue = "term"
values = { five = 90, ten = 60 }
basis = "assumed"
owner = "test"
[[stances]]
party = "town"
issue = "term"
values = { five = 60, ten = 90 }
basis = "assumed"
owner = "test"
[[no_deal]]
party = "club"
value = 30
basis = "assumed"
owner = "test"
"#;
    format!("{head}{more}")
}

fn told(answer: &impl Answer, question: &Question) -> String {
    on_one_line(&markdown::render(&answer.page(question)))
}

#[test]
fn what_no_deal_is_worth_is_not_known_where_nobody_says_it() {
    let text = lease("");
    let question = asked(&text, View::default());
    let frontier = |question: &Question| {
        let space = packages::space(question).expect("packages");
        let behind = packages::behind(question);
        let limits = detente_frontier::Limits::default();
        let page =
            frontier::answer(&space, &[], Some(&behind), limits, false).page(9, false, None, Vec::new());
        on_one_line(&markdown::render(&page))
    };
    let page = frontier(&question);
    let floors = "No deal is worth CLUB 30, TOWN not known (0 to 100; taken at its middle, 50).";
    assert!(page.contains(floors), "{page}");
    let brief = told(&brief::answer(&question), &question);
    assert!(brief.contains("Undecided: nobody says what no deal is worth to TOWN."), "{brief}");
    assert!(!brief.contains("nearest to suiting all"), "{brief}");
    // A deal whatever silence means, though not for all values that are said.
    let text = text
        .replace("five = 60, ten = 90", "five = 100, ten = 100")
        .replace("value = 30", "value = [30, 95]");
    let depends = asked(&text, View::default());
    let brief = told(&brief::answer(&depends), &depends);
    assert!(brief.contains("TOWN +50 (no deal not known)"), "{brief}");
    assert!(brief.contains("makes the deal certain") && !brief.contains("opens a deal"), "{brief}");
    assert!(!brief.contains("nearest to a deal") && brief.contains("The best deal"), "{brief}");
    let waiving = [question.whole.no_deal[0].origin.span].into();
    let page = frontier(&asked(&lease(""), View { waiving, ..View::default() }));
    assert!(page.contains("No deal is worth CLUB no requirement (waived: 0), TOWN not known"), "{page}");
}

#[test]
fn reasons_of_a_spreadsheet_name_its_cells() {
    use detente_scenario::sheet::{self, Owner};
    let table = "issue,option,Club,Town\nTerm,Five years,90,10\nTerm,Ten years,10,90\n,reservation,50,50\n";
    let (table, problems) = sheet::table("lease.csv", table);
    assert!(problems.is_empty(), "{problems:?}");
    let made = table.case("lease.csv", Owner::Cells, "2026-03-01").expect("a case");
    let question = asked(&made.text, View::default());
    let why = markdown::render(&why::answer(&question).page_in_full(&question));
    assert!(why.contains("lease.csv, C4: what no agreement is worth to CLUB"), "{why}");
    assert!(!why.contains("-->") && !why.contains("value ="), "{why}");
}

#[test]
fn a_gap_in_a_digest_is_told_as_a_gap() {
    let sources = "[sources.notes]\npublisher = \"Club\"\ndate = 2026-02-01\ntitle = \"Notes\"\ngrade = \"B2\"\ndigest = \"sources/notes.md\"\n";
    let digest = "# Notes\n\n1. One.\n2. Two.\n4. Four.\n6. Six.\n7. Seven.\n";
    let digests = [("sources/notes.md".to_owned(), digest.to_owned())].into();
    let files = CaseFiles::new("case.toml", lease(sources).as_bytes(), digests);
    let whole = detente_case::read(&files).case;
    let question =
        Question::about(files, whole, View::default(), None, Plan { draws: 4, seed: 1 }, "case.toml");
    let missing = show::answer(&question, "notes#5").err().expect("no such sentence");
    let told = format!("{missing:?}");
    assert!(told.contains("its digest has 1 to 2, 4 and 6 to 7"), "{told}");
}
