//! The page carries into any room: 60 lines, 80 columns, names and no identifiers, whatever the case.

#![allow(
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking and reads the catalogue"
)]

use std::{collections::BTreeMap, fs, path::Path};

use detente_agreement::Plan;
use detente_case::{CaseFiles, View};
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::{
    answers::tests::catalogue::{cases, unstyled},
    page::terminal,
    provenance::Provenance,
};

fn asked(name: &str, text: &str, draws: u32, view: View) -> Question {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(name);
    let mut files = CaseFiles::new("case.toml", text.as_bytes(), BTreeMap::new());
    let digests = fs::read_dir(folder.join("sources")).into_iter().flatten().filter_map(|entry| {
        let entry = entry.ok()?;
        let text = fs::read_to_string(entry.path()).ok()?;
        Some((format!("sources/{}", entry.file_name().to_string_lossy()), text))
    });
    let digests: BTreeMap<_, _> = digests.collect();
    if !digests.is_empty() {
        files = CaseFiles::new("case.toml", text.as_bytes(), digests);
    }
    let whole = detente_case::read(&files).case;
    Question::about(files, whole, view, None, Plan { draws, seed: 1 }, &format!("cases/{name}"))
}

/// A page as a terminal shows it, without colours, with what stands under every answer.
fn printed(question: &Question) -> String {
    unstyled(&(terminal::render(&answer(question).page(question)) + &Provenance::of(question).under_text()))
}

/// Identifiers that no name of the case contains: where one stands in the text, the text shows what only a file needs.
pub(in crate::answers) fn identifiers(question: &Question) -> Vec<String> {
    let case = &question.whole;
    let mut ids: Vec<String> = Vec::new();
    let mut names: Vec<&str> = vec![&case.title];
    names.extend(case.question.as_deref());
    for (id, issue) in &case.issues {
        ids.push(id.to_string());
        names.push(&issue.name);
        for (id, option) in &issue.options {
            ids.push(id.to_string());
            names.push(&option.name);
        }
    }
    ids.extend(case.levers.keys().map(ToString::to_string));
    names.extend(case.levers.values().map(|lever| lever.name.as_str()));
    ids.extend(case.proposals.keys().map(ToString::to_string));
    names.extend(case.proposals.values().map(|proposal| proposal.name.as_str()));
    ids.extend(case.ultimatums.keys().map(ToString::to_string));
    names.extend(case.ultimatums.values().map(|ultimatum| ultimatum.trigger.as_str()));
    ids.extend(case.meetings.keys().map(ToString::to_string));
    names.extend(case.meetings.values().map(|meeting| meeting.name.as_str()));
    ids.extend(case.guarantees.keys().map(ToString::to_string));
    names.extend(case.guarantees.values().map(|guarantee| guarantee.name.as_str()));
    ids.extend(case.scenarios.keys().map(ToString::to_string));
    let told = |id: &String| id.contains('-') && !names.iter().any(|name| name.contains(id.as_str()));
    ids.into_iter().filter(told).collect()
}

fn fits(name: &str, question: &Question) {
    let text = printed(question);
    let lines = text.lines().count();
    assert!(lines <= 60, "{name}: {lines} lines\n{text}");
    let wide: Vec<_> = text.lines().filter(|line| line.width() > 80).collect();
    assert!(wide.is_empty(), "{name}: {wide:#?}");
    let as_in_a_file: Vec<_> =
        text.lines().filter(|line| line.contains(" = ") && !line.contains("n] = ")).collect();
    assert!(as_in_a_file.is_empty(), "{name} shows terms as a file has them: {as_in_a_file:#?}");
    // Commands to be typed name files.
    let said: String = text.split('`').step_by(2).collect();
    for id in identifiers(question) {
        assert!(!said.contains(&id), "{name} shows the identifier {id}:\n{text}");
    }
    for word in ["unlikely", "likely", "roughly even", "almost certain", "95%"] {
        assert!(!text.contains(word), "{name} says {word}:\n{text}");
    }
    assert!(text.contains("MORE"), "{name}");
}

#[test]
fn every_case_of_the_catalogue_is_a_page() {
    let cases = cases();
    assert!(cases.len() >= 6);
    for (name, text) in &cases {
        let question = asked(name, text, 100, View::default());
        fits(name, &question);
        for day in question.whole.snapshots.clone() {
            let view = View { as_of: Some(day), ..View::default() };
            fits(&format!("{name} on {day}"), &asked(name, text, 50, view));
        }
    }
}

const SENTENCE: &str = "[case]\ntitle = \"Two want what one has\"\nas_of = 2025-03-01\ninstrument = { class = \"contract\", \
    consent = [\"one\", \"two\"] }\n\n[parties.one]\nname = \"One\"\nrole = \"principal\"\n\n[parties.two]\nname = \
    \"Two\"\nrole = \"principal\"\n";

#[test]
fn a_case_of_one_sentence_is_a_page() {
    fits("one sentence", &asked("none", SENTENCE, 50, View::default()));
}

#[test]
fn a_conflict_without_issues_is_a_page() {
    let (_, text) = cases().into_iter().find(|(name, _)| name == "elmira-1991").expect("it is there");
    let is_kept = |block: &&str| {
        let begins = |table: &str| block.lines().any(|line| line.starts_with(table));
        !["[issues", "[[stances", "[[no_deal", "[[weights"].iter().any(|table| begins(table))
    };
    let text: Vec<_> = text.split("\n\n").filter(is_kept).collect();
    let question = asked("elmira-1991", &text.join("\n\n"), 50, View::default());
    assert!(is_only_a_conflict(&question.case));
    fits("a conflict", &question);
}

#[test]
fn a_spreadsheet_with_names_in_another_script_is_a_page_of_names() {
    let table = "议题,选项,甲,乙\n价格,低,10,90\n价格,高,90,20\n交付,六月,40,60\n交付,九月,60,30\n";
    let (table, _) = detente_scenario::sheet::table("买卖.csv", table);
    let made = table.case("买卖.csv", detente_scenario::sheet::Owner::Cells, "1970-01-01").expect("a case");
    let question = asked("none", &made.text, 50, View::default());
    fits("a spreadsheet", &question);
    let text = printed(&question);
    assert!(text.contains("价格") && !text.contains("option-") && !text.contains("issue-"), "{text}");
}

#[test]
fn names_that_fill_lines_leave_sections_off_and_the_page_says_which() {
    let issues: String = (0..30)
        .map(|place| {
            let name = format!("the question number {place} of the many that this conference has to settle, in the words \
                that its secretariat found for it after long thought");
            format!(
                "\n[issues.the-{place}]\nname = \"{name}\"\noptions = [{{ id = \"as-{place}\", name = \"{name}, as one \
                 wants it\" }}, {{ id = \"not-{place}\", name = \"{name}, as two wants it\" }}]\n[[stances]]\nparty = \
                 \"one\"\nissue = \"the-{place}\"\npropose = [\"as-{place}\"]\noppose = [\"not-{place}\"]\nbasis = \
                 \"assumed\"\nowner = \"x\"\n"
            )
        })
        .collect();
    let text = format!("{SENTENCE}{issues}");
    fits("long names", &asked("none", &text, 20, View::default()));
}

#[test]
fn page_two_stands_below_page_one_where_it_is_asked_for() {
    let (name, text) = cases().swap_remove(0);
    let question = asked(&name, &text, 50, View::default());
    let headings = |brief: &Brief| {
        let blocks = brief.page(&question).blocks;
        blocks.iter().filter(|block| matches!(block, crate::page::Block::Heading(_))).count()
    };
    let brief = answer(&question);
    assert_eq!(headings(&brief), 0);
    assert!(headings(&brief.in_full(true)) > 4);
}
