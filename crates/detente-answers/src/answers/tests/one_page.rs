//! What somebody carries into a room is on one page, and says there what its words stand for: asked of every case, on every day.

use super::catalogue::{on_every_day, on_one_line, page, pages, shown};
use crate::{
    answers::matrix::on_a_sheet::SHEET, page::terminal, provenance::Provenance, question::Question,
    registry::question as asked, watch::Watch,
};

/// How many lines `brief` has at most, with what stands under every answer.
const BRIEF: usize = 60;

#[test]
fn the_page_carried_into_the_room_has_every_section_on_sixty_lines() {
    let mut looked_at = 0;
    for (name, question) in on_every_day(20) {
        let brief = page(&question, "brief", false).expect("every case has a brief");
        let footer = Provenance::of(&question).under_text();
        let lines = brief.lines().count() + footer.lines().count();
        assert!(lines <= BRIEF, "{name}: {lines} lines\n{brief}");
        assert!(brief.lines().all(|line| line.chars().count() <= terminal::WIDTH), "{name}:\n{brief}");
        assert!(!brief.contains("Left off for length"), "{name}:\n{brief}");
        let has = |section: &str| brief.contains(section);
        if !question.case.scenarios.is_empty() {
            assert!(has("OUTLOOK"), "{name}:\n{brief}");
        }
        looked_at += usize::from(has("WOULD IT HOLD"));
    }
    assert!(looked_at > 5, "{looked_at}");
}

#[test]
fn the_draft_matrix_is_one_sheet_with_every_clause_and_the_rest_is_told_in_full() {
    let (mut short, mut whole) = (0, 0);
    for (name, question) in on_every_day(20) {
        let (sheet, full) = (page(&question, "matrix", false), page(&question, "matrix", true));
        let (sheet, full) = (sheet.expect("a matrix"), full.expect("a matrix"));
        assert!(sheet.lines().count() <= SHEET, "{name}: {} lines\n{sheet}", sheet.lines().count());
        if sheet == full {
            whole += 1;
            continue;
        }
        short += 1;
        assert!(full.lines().count() > SHEET, "{name}: all of it has room");
        let sheet = on_one_line(&sheet);
        assert!(sheet.contains("matrix") && sheet.contains("--full"), "{name}: {sheet}");
        for (number, issue) in (1..).zip(question.case.issues.values()) {
            let named = issue.short.as_ref().unwrap_or(&issue.name);
            let is_named = sheet.contains(&format!("{number}. {named}: "));
            let is_counted = sheet.split("wording of clause").nth(1).is_some_and(|rest| {
                let rest = rest.split('.').next().unwrap_or_default();
                rest.split(|one: char| !one.is_ascii_digit()).any(|other| other == number.to_string())
            });
            assert!(
                is_named || is_counted || sheet.contains("left off for length"),
                "{name}: {number}: {sheet}"
            );
        }
        // Whoever rules a wording out is on the sheet.
        if !sheet.contains("left off for length") {
            assert_eq!(
                on_one_line(&full).matches("will not have").count(),
                sheet.matches("will not have").count(),
                "{name}: {sheet}"
            );
        }
    }
    assert!(short > 1 && whole > 4, "{short} {whole}");
}

/// The words of a page but what is typed: commands, and lines of files.
fn said(question: &Question, name: &str, full: bool) -> Option<String> {
    let text = page(question, name, full)?;
    let lines =
        text.lines().filter(|line| !line.trim_start().starts_with("detente ") && !line.contains(" | "));
    Some(lines.collect::<Vec<_>>().join("\n"))
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|one: char| !one.is_alphanumeric() && one != '-').any(|other| other == word)
}

#[test]
fn a_short_name_on_a_page_stands_there_in_full_as_well() {
    let mut told = 0;
    for (name, question) in on_every_day(20) {
        let case = &question.whole;
        let parties = case.parties.values().map(|party| (party.short.clone(), party.name.clone()));
        let blocs = case.blocs.iter().map(|(id, bloc)| (id.as_str().to_uppercase(), bloc.name.clone()));
        let names: Vec<_> = parties.chain(blocs).filter(|(short, name)| short != name).collect();
        for (asked, page) in pages(&question) {
            let text = shown(&page);
            let text = text.split("\nNext\n").next().unwrap_or_default();
            // A picture's labels are drawn, not said.
            let pictured =
                page.blocks.iter().any(|block| matches!(block, crate::page::Block::Verbatim { .. }));
            let on_a_line = on_one_line(text);
            for (short, full) in names.iter().filter(|(short, _)| !pictured && has_word(text, short)) {
                told += 1;
                assert!(
                    on_a_line.contains(full.as_str()),
                    "{name}: {asked}: {short} is nowhere {full}:\n{text}"
                );
            }
        }
    }
    assert!(told > 500, "{told}");
}

#[test]
fn no_page_points_at_a_line_of_it_is_not_said_what() {
    let mut pointed = 0;
    for (name, question) in on_every_day(20) {
        for (asked, page) in pages(&question) {
            let text = on_one_line(&shown(&page));
            for (at, found) in text.match_indices("[line ") {
                pointed += 1;
                let rest = text[at + found.len()..].split(']').next().unwrap_or_default();
                assert!(rest.ends_with(" of the case file"), "{name}: {asked}: [line {rest}]");
            }
        }
    }
    assert!(pointed > 5, "{pointed}");
}

#[test]
fn no_page_says_the_same_of_itself_or_counts_one_as_several() {
    let mut looked_at = 0;
    for (name, question) in on_every_day(20) {
        for screen in
            ["brief", "why", "openers", "options", "matrix", "roles", "levers", "talks", "outlook", "robust"]
        {
            for full in [false, true] {
                let Some(text) = said(&question, screen, full) else { continue };
                looked_at += 1;
                let text = on_one_line(&text);
                let lower = text.to_lowercase();
                for issue in question.case.issues.values() {
                    let named = issue.short.as_ref().unwrap_or(&issue.name).to_lowercase();
                    assert!(
                        !lower.contains(&format!("{named}: {named}")),
                        "{name}: {screen}: {named}: {text}"
                    );
                }
                for word in ["1 changes", "0 changes", "1 packages", "1 reasons", "1 clauses", "1 openers"] {
                    let is_one = lower.match_indices(word).any(|(at, _)| {
                        !lower[..at].ends_with(|before: char| {
                            before.is_ascii_digit() || before == '.' || before == ','
                        })
                    });
                    assert!(!is_one, "{name}: {screen} says {word}: {text}");
                }
            }
        }
    }
    assert!(looked_at > 150, "{looked_at}");
}

#[test]
fn texts_that_are_compared_are_called_by_their_titles_or_by_letters_that_are_explained() {
    let mut compared = 0;
    for (name, question) in on_every_day(20) {
        let Some(page) = page(&question, "compare", false) else { continue };
        let text = on_one_line(&page);
        for (id, proposal) in
            question.case.proposals.iter().filter(|(_, proposal)| !proposal.terms.is_empty())
        {
            compared += 1;
            assert!(text.contains(proposal.name.as_str()), "{name}: {} is not named: {page}", proposal.name);
            let is_an_identifier = id.as_str().contains('-') && !proposal.name.contains(id.as_str());
            assert!(!is_an_identifier || !text.contains(&format!("{id}:")), "{name}: {id}: {page}");
        }
    }
    assert!(compared > 8, "{compared}");
    let made = asked("compare").expect("a question");
    let question = super::catalogue::of("london-2025", Some("2025-04-26"), 20);
    let answer = made.ask(&question, &crate::options::Options::default(), Watch::nobody());
    let page = shown(&answer.expect("four texts").page(&question));
    assert!(page.contains("  - C: US terms of 17 April"), "{page}");
    assert!(page.lines().any(|line| line.split_whitespace().eq(["issue", "A", "B", "C", "D"])), "{page}");
}
