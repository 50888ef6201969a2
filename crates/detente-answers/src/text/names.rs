//! The names of issues and options for a screen, where a space or a list knows nothing but their names in the file.

use indexmap::IndexMap;

use super::terms::{Settled, Terms};
use crate::question::Question;

/// Names by names in the file. Of a scenario it holds none: there the two are one.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Of issues, each with those of its options.
    issues: IndexMap<String, (String, IndexMap<String, String>)>,
    /// Of texts put forward.
    texts: IndexMap<String, String>,
}

impl Names {
    /// The names of a case, short where it has short ones.
    #[must_use]
    pub fn of(question: &Question) -> Self {
        let options = |issue: &detente_case::Issue| {
            let named =
                issue.options.iter().map(|(id, option)| (id.to_string(), option.short_name().to_owned()));
            (issue.short_name().to_owned(), named.collect())
        };
        let text = |(id, proposal): (&detente_case::ProposalId, &detente_case::Proposal)| {
            (id.to_string(), proposal.name.clone())
        };
        Self {
            issues: question
                .whole
                .issues
                .iter()
                .map(|(id, issue)| (id.to_string(), options(issue)))
                .collect(),
            texts: question.whole.proposals.iter().map(text).collect(),
        }
    }

    /// A text put forward; as it was typed where the case has no text of this name.
    #[must_use]
    pub fn text<'n>(&'n self, text: &'n str) -> &'n str {
        self.texts.get(text).map_or(text, String::as_str)
    }

    /// An issue.
    #[must_use]
    pub fn issue<'n>(&'n self, issue: &'n str) -> &'n str {
        self.issues.get(issue).map_or(issue, |(name, _)| name)
    }

    /// How an issue is settled: `this` or `this or that`.
    #[must_use]
    pub fn settled(&self, issue: &str, settled: &Settled) -> String {
        let options = self.issues.get(issue).map(|(_, options)| options);
        let name = |option| {
            let known = options.and_then(|options| options.get(option));
            known.map_or_else(|| String::from(option), String::clone)
        };
        let joined = if options.is_some() { " or " } else { " | " };
        settled.options().map(name).collect::<Vec<_>>().join(joined)
    }

    /// `Price: high`, or as the file has it where the names are those of a file: `price = high`.
    #[must_use]
    pub fn term(&self, issue: &str, settled: &Settled) -> String {
        let told = self.settled(issue, settled);
        match self.issues.get(issue) {
            Some((name, _)) if name.to_lowercase() == told.to_lowercase() => name.clone(),
            Some((name, _)) => format!("{name}: {told}"),
            None => format!("{issue} = {told}"),
        }
    }

    /// Terms in a line.
    #[must_use]
    pub fn line(&self, terms: &Terms) -> String {
        let joined = if self.issues.is_empty() { ", " } else { "; " };
        terms.pairs().map(|(issue, settled)| self.term(issue, settled)).collect::<Vec<_>>().join(joined)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_where_the_case_has_them_and_the_words_of_the_file_where_not() {
        let options = IndexMap::from([("option-2".to_owned(), "会议".to_owned())]);
        let issues = IndexMap::from([("issue-1".to_owned(), ("地点".to_owned(), options))]);
        let names = Names { issues, ..Names::default() };
        let terms: Terms = [("issue-1", "option-2"), ("price", "low")].into_iter().collect();
        assert_eq!(names.line(&terms), "地点: 会议; price = low");
        assert_eq!(Names::default().line(&terms), "issue-1 = option-2, price = low");
    }
}
