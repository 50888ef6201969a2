//! Days as a source says them, apart from the days that somebody reads into its words.

use detente_case::{Origin, Ultimatum, When};

use crate::question::Question;

/// Who reads days into words that name none, where no assumption has an owner.
const NOBODY_NAMED: &str = "this case";

/// `2025-04-23`, or `"within days", read as 2025-04-23 to 2025-04-30 by analyst`: a source that says `within days` names no
/// day, so the days are never told as if it did. Whose reading they are, the first of these statements says that somebody
/// assumes.
#[must_use]
pub fn when(question: &Question, when: &When, said_by: &[&Origin]) -> String {
    let Some(words) = &when.words else { return when.to_string() };
    let reader = said_by.iter().find_map(|origin| question.reference(origin).assumed_by);
    let days = When { words: None, ..when.clone() };
    format!("\"{words}\", read as {days} by {}", reader.as_deref().unwrap_or(NOBODY_NAMED))
}

/// By when a threat runs out, as its source says it; `None` where no source does.
#[must_use]
pub fn deadline(question: &Question, ultimatum: &Ultimatum) -> Option<String> {
    let said_by = [&ultimatum.effects_origin, &ultimatum.origin];
    ultimatum.deadline.as_ref().map(|days| when(question, days, &said_by))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: &str = r#"
[case]
title = "A strike"
as_of = 2025-03-01
instrument = { class = "contract", consent = ["crew", "owners"] }
[sources.wire]
publisher = "Wire"
date = 2025-02-27
grade = "B2"
[parties]
crew = { name = "Crew", role = "principal" }
owners = { name = "Owners", role = "principal" }
[levers.walk-out]
name = "a walk-out"
owner = "crew"
kind = "pressure"
cite = "wire"
[ultimatums.soon]
issuer = "crew"
addressed_to = ["owners"]
trigger = "no offer"
trigger_defined = true
deadline = { from = 2025-03-03, to = 2025-03-09, words = "next week" }
consequence = "walk-out"
credibility = [0.1, 0.4]
cite = "wire"
effects_basis = "assumed"
effects_owner = "the clerk"
"#;

    #[test]
    fn days_that_words_were_read_as_name_their_reader() {
        let question = Question::of_text(CASE, 5);
        let ultimatum = &question.case.ultimatums[0];
        let told =
            |said_by: &[&Origin]| ultimatum.deadline.as_ref().map(|days| when(&question, days, said_by));
        let by_clerk = told(&[&ultimatum.origin, &ultimatum.effects_origin]);
        assert_eq!(by_clerk.as_deref(), Some("\"next week\", read as 2025-03-03 to 2025-03-09 by the clerk"));
        let by_nobody = told(&[&ultimatum.origin]);
        assert_eq!(
            by_nobody.as_deref(),
            Some("\"next week\", read as 2025-03-03 to 2025-03-09 by this case")
        );
        let named = When { words: None, ..ultimatum.deadline.clone().expect("it has one") };
        assert_eq!(when(&question, &named, &[]), "2025-03-03 to 2025-03-09");
    }
}
