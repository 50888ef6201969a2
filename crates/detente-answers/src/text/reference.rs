//! Where a statement comes from, as every answer shows it.

use detente_case::{File, Grade, Origin};
use jiff::civil::Date;
use serde::Serialize;

use crate::page::Text;
use crate::question::Question;

/// Where a statement of the case comes from: citations, or an assumption and its owner; and its line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reference {
    /// Citations such as `npr#13`, with the words quoted; empty when assumed or defined.
    pub cites: Vec<Cite>,
    /// The grade of the statement; absent when assumed or defined.
    pub grade: Option<Grade>,
    /// Who assumes it; absent when it is cited or a definition.
    pub assumed_by: Option<String>,
    /// The last day on which the assumption may be used.
    pub expires: Option<Date>,
    /// Whether every source of it is published after the day on which the case is seen: it is seen looking back, and was not
    /// known then.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub known_later: bool,
    /// The line of `case.toml` on which the statement begins, from 1.
    pub line: usize,
}

/// One citation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cite {
    /// The citation as the case writes it, such as `npr#13`.
    pub key: String,
    /// The words quoted from the source.
    pub words: Option<String>,
    /// The statement cited, in the digest's words.
    pub statement: Option<String>,
}

impl Reference {
    /// Where a statement of the case comes from.
    #[must_use]
    pub fn of(question: &Question, origin: &Origin) -> Self {
        let cite = |citation: &detente_case::Citation| Cite {
            key: citation.to_string(),
            words: citation.words.clone(),
            statement: question.whole.statement(citation).map(str::to_owned),
        };
        // What a view waives is no longer what its source says.
        let waived = question.view.waiving.contains(&origin.span).then(|| "this what-if".to_owned());
        Self {
            cites: origin.citations().iter().map(cite).collect(),
            grade: question.whole.grade_of(origin),
            assumed_by: waived.or_else(|| origin.assumption().map(|assumption| assumption.owner.clone())),
            expires: origin.assumption().and_then(|assumption| assumption.expires),
            known_later: known_later(question, origin),
            line: question.files.line_and_column(&File::Case, origin.span).0,
        }
    }

    /// Where a definition stands, which rests on no source.
    #[must_use]
    pub(crate) fn place(&self) -> String {
        format!("line {} of the case file", self.line)
    }

    /// `npr#13, C2`, `assumed by analyst` or `line 12 of the case file`.
    #[must_use]
    pub fn text(&self) -> Text {
        if let Some(owner) = &self.assumed_by {
            return Text::new().caution(format!("assumed by {owner}"));
        }
        if self.cites.is_empty() {
            return Text::new().source(self.place());
        }
        let keys: Vec<_> = self.cites.iter().map(|cite| cite.key.as_str()).collect();
        Text::new().source(format!("{}{}", keys.join(" "), self.graded()))
    }

    /// `, C2`, and that it was known later than the day on which the case is seen.
    fn graded(&self) -> String {
        let grade = self.grade.map_or(String::new(), |grade| format!(", {grade}"));
        let later = if self.known_later { ", known later" } else { "" };
        format!("{grade}{later}")
    }

    /// The same in brackets, without colours.
    #[must_use]
    pub fn plain(&self) -> String {
        if let Some(owner) = &self.assumed_by {
            return format!("[assumed by {owner}]");
        }
        if self.cites.is_empty() {
            return format!("[{}]", self.place());
        }
        let keys: Vec<_> = self.cites.iter().map(|cite| cite.key.as_str()).collect();
        format!("[{}{}]", keys.join(" "), self.graded())
    }

    /// The same in brackets, for the end of a sentence.
    #[must_use]
    pub fn in_brackets(&self) -> Text {
        Text::from(" [").then(self.text()).plain("]")
    }
}

/// Whether it is cited, and every source of it published after the day on which the case is seen.
fn known_later(question: &Question, origin: &Origin) -> bool {
    let citations = origin.citations();
    let later = |citation: &detente_case::Citation| {
        question.whole.sources.get(&citation.source).is_some_and(|source| source.date > question.case.as_of)
    };
    question.view.looking_back && !citations.is_empty() && citations.iter().all(later)
}

#[cfg(test)]
mod tests {
    use detente_agreement::Plan;
    use detente_case::{CaseFiles, View};

    use crate::question::Question;

    const CASE: &str = r#"
[case]
title = "A canal"
as_of = 2025-03-01
instrument = { class = "contract", consent = ["north", "south"] }
[sources.log]
publisher = "Log"
date = 2025-02-20
grade = "B2"
[sources.memoir]
publisher = "Memoir"
date = 2025-06-01
grade = "A2"
[parties]
north = { name = "North", role = "principal" }
south = { name = "South", role = "principal" }
[issues.toll]
name = "Toll"
options = [{ id = "low", name = "low" }, { id = "high", name = "high" }]
[[stances]]
party = "north"
issue = "toll"
accept = ["low"]
cite = "log"
[[stances]]
party = "south"
issue = "toll"
accept = ["high"]
since = 2025-02-25
cite = "memoir"
[[no_deal]]
party = "south"
value = 40
cite = "memoir"
"#;

    fn seen(looking_back: bool) -> Question {
        let files = CaseFiles::new("case.toml", CASE.as_bytes(), std::collections::BTreeMap::new());
        let whole = detente_case::read(&files).case;
        let view = View { looking_back, ..View::default() };
        Question::about(files, whole, view, None, Plan { draws: 5, seed: 1 }, "case.toml")
    }

    #[test]
    fn what_a_later_source_says_of_the_day_is_seen_only_looking_back_and_is_marked() {
        let then = seen(false);
        assert_eq!((then.case.stances.len(), then.case.no_deal.len()), (1, 0));
        let back = seen(true);
        assert_eq!(back.case.stances.len(), 2, "what South accepted since February");
        assert_eq!(back.case.no_deal.len(), 0, "of what the memoir says of no day it speaks of its own");
        let marked: Vec<_> =
            back.case.stances.iter().map(|stance| back.reference(&stance.origin).plain()).collect();
        assert_eq!(marked, ["[log, B2]", "[memoir, A2, known later]"]);
    }
}
