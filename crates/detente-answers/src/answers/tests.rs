//! Whatever is left of a case, every question about it has an answer.

#[path = "../../../../tests/budget.rs"]
mod budget;

use std::{fs, path::Path};

use detente_case::{CaseFiles, View};
use detente_simulation::{deadlines::Times, pace::Habits};
use proptest::prelude::*;

use super::{
    brief, deadline, diff, ground, learn, levers, openers, outlook, robust, roles, show, talks, why,
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
    #![proptest_config(ProptestConfig::with_cases(budget::cases(1_000)))]

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
        for id in ["ua", "crimea", "npr#13", "price", "nothing at all", ""] {
            length += show::answer(&question, id).map_or(0, |answer| look(&answer, &question));
        }
        prop_assert!(length > 0);
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
