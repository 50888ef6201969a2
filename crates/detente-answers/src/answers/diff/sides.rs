//! Whether two sides can be told as a change from one to the other.

use std::collections::BTreeSet;

use crate::question::Question;

/// What a reader must know before what changed: a sentence each.
pub(super) fn warnings(before: &Question, after: &Question) -> Vec<String> {
    let (first, second) = (before.case.as_of, after.case.as_of);
    let backwards = (second < first).then(|| {
        format!(
            "The second side is the earlier one: it is seen on {second}, the first on {first}. So what stands below as withdrawn \
             was said between these days."
        )
    });
    backwards.into_iter().chain(unrelated(before, after)).collect()
}

/// That the sides are no two versions of one case: they have no party, or no issue, in common.
fn unrelated(before: &Question, after: &Question) -> Option<String> {
    let (one, other) = (&before.whole, &after.whole);
    let share = |one: BTreeSet<&str>, other: BTreeSet<&str>| {
        one.is_empty() || other.is_empty() || !one.is_disjoint(&other)
    };
    let parties = share(
        one.parties.keys().map(detente_case::PartyId::as_str).collect(),
        other.parties.keys().map(detente_case::PartyId::as_str).collect(),
    );
    let issues = share(
        one.issues.keys().map(detente_case::IssueId::as_str).collect(),
        other.issues.keys().map(detente_case::IssueId::as_str).collect(),
    );
    let what = match (parties, issues) {
        (true, true) => return None,
        (false, true) => "party",
        (true, false) => "issue",
        (false, false) => "party and no issue",
    };
    Some(format!(
        "These are not two versions of one case: they have no {what} in common. So nothing below is a change from one to the \
         other."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(day: &str, parties: [&str; 2], issue: &str) -> Question {
        let [one, other] = parties;
        Question::of_text(
            &format!(
                r#"
[case]
title = "T"
as_of = {day}
instrument = {{ class = "contract", consent = ["{one}", "{other}"] }}
[parties]
{one} = {{ name = "One", role = "principal" }}
{other} = {{ name = "Other", role = "principal" }}
[issues.{issue}]
name = "Issue"
options = [{{ id = "y", name = "yes" }}, {{ id = "n", name = "no" }}]
"#
            ),
            5,
        )
    }

    #[test]
    fn days_in_order_and_versions_of_one_case_need_no_warning() {
        let early = case("2025-02-01", ["mill", "bank"], "loan");
        let late = case("2025-03-01", ["mill", "fund"], "loan");
        assert_eq!(warnings(&early, &late), Vec::<String>::new());
        assert_eq!(warnings(&early, &early), Vec::<String>::new());
    }

    #[test]
    fn days_that_run_backwards_are_told() {
        let early = case("2025-02-01", ["mill", "bank"], "loan");
        let late = case("2025-03-01", ["mill", "bank"], "loan");
        let told = warnings(&late, &early);
        assert!(told.len() == 1 && told[0].starts_with("The second side is the earlier one"), "{told:?}");
    }

    #[test]
    fn two_cases_that_share_nothing_are_no_change() {
        let loan = case("2025-02-01", ["mill", "bank"], "loan");
        let fish = case("2025-03-01", ["north", "south"], "quota");
        let told = warnings(&loan, &fish);
        assert!(told.len() == 1 && told[0].contains("no party and no issue in common"), "{told:?}");
        let other_issue = case("2025-03-01", ["mill", "bank"], "quota");
        assert!(warnings(&loan, &other_issue)[0].contains("no issue in common"));
    }
}
