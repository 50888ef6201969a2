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
            line: question.files.line_and_column(&File::Case, origin.span).0,
        }
    }

    /// `npr#13, C2`, `assumed by analyst` or `line 12`.
    #[must_use]
    pub fn text(&self) -> Text {
        if let Some(owner) = &self.assumed_by {
            return Text::new().caution(format!("assumed by {owner}"));
        }
        if self.cites.is_empty() {
            return Text::new().source(format!("line {}", self.line));
        }
        let keys: Vec<_> = self.cites.iter().map(|cite| cite.key.as_str()).collect();
        let grade = self.grade.map_or(String::new(), |grade| format!(", {grade}"));
        Text::new().source(format!("{}{grade}", keys.join(" ")))
    }

    /// The same in brackets, without colours.
    #[must_use]
    pub fn plain(&self) -> String {
        if let Some(owner) = &self.assumed_by {
            return format!("[assumed by {owner}]");
        }
        if self.cites.is_empty() {
            return format!("[line {}]", self.line);
        }
        let keys: Vec<_> = self.cites.iter().map(|cite| cite.key.as_str()).collect();
        let grade = self.grade.map_or(String::new(), |grade| format!(", {grade}"));
        format!("[{}{grade}]", keys.join(" "))
    }

    /// The same in brackets, for the end of a sentence.
    #[must_use]
    pub fn in_brackets(&self) -> Text {
        Text::from(" [").then(self.text()).plain("]")
    }
}
