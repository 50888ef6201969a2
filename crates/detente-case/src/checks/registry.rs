//! Every problem a case can have, each explained on a page of its own under `docs/checks/`.

use crate::Severity;

/// A kind of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    /// Its name.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The page that explains it, in Markdown.
    pub page: &'static str,
}

impl Check {
    /// What is wrong, in a line: the first paragraph of the page.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        let first = self.page.lines().skip(1).find(|line| !line.trim().is_empty()).unwrap_or_default();
        first.split_once(": ").map_or(first, |(_, summary)| summary)
    }

    /// The check with this code.
    #[must_use]
    pub fn of(code: &str) -> Option<&'static Self> {
        ALL.iter().find(|check| check.code == code)
    }
}

macro_rules! checks {
    ($($severity:ident: $($code:literal)+;)+) => {
        /// Every kind of problem, errors first.
        pub const ALL: &[Check] = &[$($(Check {
            code: $code,
            severity: Severity::$severity,
            page: include_str!(concat!("../../../../docs/checks/", $code, ".md")),
        },)+)+];
    };
}

checks! {
    Error:
        "file-too-large" "not-utf8" "syntax" "duplicate-key" "nested-too-deep"
        "unknown-table" "unknown-key" "missing-key" "wrong-type" "unknown-word" "empty-text" "too-long"
        "bad-name" "same-name" "same-option" "unknown-name" "unknown-option"
        "bad-date" "reversed-window" "bad-number" "off-scale" "reversed-interval" "bad-grade" "bad-condition"
        "missing-basis" "missing-owner" "cited-and-assumed"
        "bad-citation" "unknown-source" "unknown-statement" "not-quoted"
        "digest-outside" "digest-missing" "number-repeated" "derived-cycle"
        "no-consenters" "says-nothing" "two-levels" "all-zero" "rules-contradict" "label-above-case"
        "bad-statement" "not-one-kind" "too-many-courses" "no-feasible-state" "bad-ranking";
    Warning:
        "empty-list" "listed-twice" "digest-empty"
        "after-last-snapshot" "nothing-known-yet" "expired-assumption"
        "same-short" "no-members" "few-options" "recognised-twice" "all-behind-red-lines"
        "contradicting-stances" "no-stance" "no-no-deal-value" "rule-never-applies" "rule-says-nothing"
        "against-its-kind" "moves-nothing" "empty-threat"
        "outside-track" "foreign-head" "seated-twice" "contact-of-one"
        "refers-to-itself" "no-evidence"
        "today-infeasible" "two-preferences" "no-course" "idle-statement";
    Note: "unused-source" "unused-party" "no-weights" "unresolved-forecast" "more-problems";
}
