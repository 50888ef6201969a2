//! A report is one document about one version of a case.

use std::path::{Path, PathBuf};

use super::*;

fn catalogue(case: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(case)
}

#[test]
fn a_document_has_one_title_and_every_question_once() {
    for case in ["london-2025", "two-party-sale", "elmira-1991"] {
        let source = Source::at(&catalogue(case)).expect("a case");
        let (question, _) = source.question(&ViewArgs::default(), plan(DRAWS)).expect("a question");
        let view = ViewArgs::default();
        let made = Made { source: &source, question: &question, view: &view };
        let document = made.markdown().expect("a document");
        let fences = document.split("\n```");
        let prose: String = fences.step_by(2).flat_map(|text| [text, "\n"]).collect();
        let at = |level: &str| prose.lines().filter(|line| line.starts_with(level)).collect::<Vec<_>>();
        assert_eq!(at("# ").len(), 1, "{case}");
        let numbers = at("## ").into_iter().filter_map(|line| line[3..].split_once(". ")?.0.parse().ok());
        let numbers: Vec<usize> = numbers.collect();
        assert!(numbers.is_sorted() && numbers.len() >= 9, "{case}: {numbers:?}");
        assert!(!at("### ").is_empty() && at("#### ").is_empty() && at("### Next").is_empty(), "{case}");
        assert_eq!(document.matches("· détente").count(), 1, "{case}");
    }
}
