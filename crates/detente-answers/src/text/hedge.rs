//! What a source says with a hedge is never told without one.

use detente_case::{Lever, Origin, current};

use crate::question::Question;

/// Words by which a source says less than the same sentence without them.
const HEDGES: [&str; 16] = [
    "allegedly",
    "apparently",
    "appear",
    "appears",
    "could",
    "likely",
    "may",
    "might",
    "perhaps",
    "possibly",
    "probably",
    "purportedly",
    "reportedly",
    "seem",
    "seemingly",
    "seems",
];

/// Whether a source says it with a hedge: the words that are cited have one, or the statement is graded below its source.
#[must_use]
pub fn is_hedged(question: &Question, origin: &Origin) -> bool {
    let cited = origin.citations();
    let has_hedge = |words: &String| {
        let words = words.to_lowercase();
        words.split(|letter: char| !letter.is_alphanumeric()).any(|word| HEDGES.contains(&word))
    };
    let by_words = cited.iter().filter_map(|citation| citation.words.as_ref()).any(has_hedge);
    let by_grade = origin.grade.is_some_and(|own| {
        let mut sources = cited.iter().filter_map(|cite| question.whole.sources.get(&cite.source));
        sources.all(|source| own != source.grade && source.grade.meets(own))
    });
    !cited.is_empty() && (by_words || by_grade)
}

/// Where a lever stands, as far as its source says so: `shelved`, `seems shelved`.
#[must_use]
pub fn standing(question: &Question, lever: &Lever) -> Option<String> {
    let status = current(&lever.status)?;
    let hedged = lever.status.last().is_some_and(|last| is_hedged(question, &last.origin));
    Some(if hedged { format!("seems {status}") } else { status.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: &str = r#"
[case]
title = "A ferry"
as_of = 2025-03-01
instrument = { class = "contract", consent = ["crew", "line"] }
[sources.wire]
publisher = "Wire"
digest = "wire.md"
date = 2025-02-27
grade = "B2"
[parties]
crew = { name = "Crew", role = "principal" }
line = { name = "Line", role = "principal" }
[levers]
tug = { name = "a tug", owner = "line", target = "crew", kind = "pressure", status = [{ is = "shelved", cite = "wire#1 'seems to be dropped'" }], cite = "wire#1" }
fine = { name = "a fine", owner = "line", target = "crew", kind = "pressure", status = [{ is = "shelved", cite = "wire#2 'is dropped'" }], cite = "wire#2" }
loan = { name = "a loan", owner = "line", target = "crew", kind = "support", status = [{ is = "offered", grade = "B3", cite = "wire#3" }], cite = "wire#3" }
toll = { name = "a toll", owner = "line", target = "crew", kind = "pressure", status = [{ is = "threatened", grade = "B1", cite = "wire#3" }], cite = "wire#3" }
"#;

    #[test]
    fn a_hedge_of_the_source_stays_and_none_is_added() {
        let question = Question::of_text(CASE, 5);
        let stands = |id: &str| question.case.levers.get(id).and_then(|lever| standing(&question, lever));
        assert_eq!(stands("tug").as_deref(), Some("seems shelved"));
        assert_eq!(stands("fine").as_deref(), Some("shelved"));
        assert_eq!(stands("loan").as_deref(), Some("seems offered"), "it is graded below its source");
        assert_eq!(stands("toll").as_deref(), Some("threatened"), "it is graded above its source");
    }
}
