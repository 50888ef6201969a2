//! Tests of the matrix.

use super::*;
use crate::page::markdown;

const CASE: &str = r#"
[case]
title = "A quay"
as_of = 2026-03-02
instrument = { class = "contract", consent = ["port", "line"] }
[sources.minutes]
title = "Minutes"
publisher = "Clerk"
date = 2026-03-01
grade = "B2"
digest = "sources/minutes.md"
[parties]
port = { name = "Port", role = "principal" }
line = { name = "Shipping line", role = "principal" }
[issues.dues]
name = "Harbour dues"
options = [{ id = "low", name = "two a ton" }, { id = "high", name = "three a ton" }]
[issues.berth]
name = "Berth"
options = [{ id = "east", name = "the east quay" }, { id = "west", name = "the west quay" }]
[[stances]]
party = "port"
issue = "dues"
propose = ["high"]
oppose = ["low"]
cite = "minutes#1 'not a penny less'"
[[stances]]
party = "line"
issue = "dues"
tolerate = ["high"]
basis = "assumed"
owner = "clerk"
[[stances]]
party = "port"
issue = "berth"
accept = ["east", "west"]
basis = "assumed"
owner = "clerk"
[[stances]]
party = "line"
issue = "berth"
accept = ["east"]
oppose = ["west"]
basis = "assumed"
owner = "clerk"
[proposals.sketch]
name = "a sketch of the harbour master"
by = ["port"]
terms = { dues = "high" }
cite = "minutes#2"
"#;

fn page() -> String {
    page_of(CASE, "1. The port will have \"not a penny less\".\n2. The harbour master shows a sketch.\n")
}

fn page_of(case: &str, digest: &str) -> String {
    let digests = [("sources/minutes.md".to_owned(), digest.to_owned())].into();
    let files = detente_case::CaseFiles::new("case.toml", case.as_bytes(), digests);
    let read = detente_case::read(&files);
    assert!(!read.has_errors(), "{:?}", read.diagnostics);
    let plan = detente_agreement::Plan { draws: 10, seed: 1 };
    let view = detente_case::View::default();
    let question = Question::about(files, read.case, view, None, plan, "case.toml");
    let page = markdown::render(&answer(&question, &|| ()).page(&question));
    page.replace('\\', "")
}

#[test]
fn a_clause_has_its_brackets_their_holders_and_each_partys_own_words() {
    let page = page();
    for row in [
        "| **1. Harbour dues** | PORT \"not a penny less\" [minutes#1]; no source on LINE |",
        "| [two a ton] | PORT is against [minutes#1]; LINE ________ |",
        "| [three a ton] (A) | PORT asks for [minutes#1]; LINE can live with* |",
        "| [the east quay] | PORT, LINE agree to* |",
        "| **bridge** | all can live with: three a ton [minutes#1]* |",
        "- **A**: a sketch of the harbour master, by PORT [minutes#2]",
    ] {
        assert!(page.contains(row), "{row}\n{page}");
    }
}

#[test]
fn the_legend_names_every_source_and_owner_and_no_identifier_of_an_option_is_shown() {
    let page = page();
    assert!(
        page.contains("minutes = Minutes, 2026-03-01 (B2); * assumed by clerk; ________ nobody has said"),
        "{page}"
    );
    for id in ["dues =", "= high", "sketch]"] {
        assert!(!page.contains(id), "{id}\n{page}");
    }
}

#[test]
fn a_hedged_word_of_somebody_unnamed_is_told_as_one_and_no_source_is_said_of_whom_none_speaks() {
    let case = CASE
        .replace("propose = [\"high\"]\noppose = [\"low\"]\n", "accept = [\"high\"]\nsaid_by = \"unnamed\"\n")
        .replace("'not a penny less'", "'may need to'");
    let page = page_of(&case, "1. The port \"may need to\" rise.\n2. The harbour master shows a sketch.\n");
    for row in [
        "PORT (somebody unnamed) \"may need to\" [minutes#1]; no source on LINE",
        "PORT perhaps agrees to [minutes#1]",
        "| **2. Berth** | no source on PORT and LINE |",
    ] {
        assert!(page.contains(row), "{row}\n{page}");
    }
}
