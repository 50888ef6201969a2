//! The names of issues and options for a screen, where a space or a list knows nothing but their names in the file.

use indexmap::IndexMap;

use super::terms::{Settled, Terms};
use crate::question::Question;

/// Names of issues and options by their names in the file. Of a scenario it holds none: there the two are one.
#[derive(Clone, Debug, Default)]
pub struct Names(IndexMap<String, (String, IndexMap<String, String>)>);

impl Names {
    /// The names of a case, short where it has short ones.
    #[must_use]
    pub fn of(question: &Question) -> Self {
        let options = |issue: &detente_case::Issue| {
            let named =
                issue.options.iter().map(|(id, option)| (id.to_string(), option.short_name().to_owned()));
            (issue.short_name().to_owned(), named.collect())
        };
        Self(question.whole.issues.iter().map(|(id, issue)| (id.to_string(), options(issue))).collect())
    }

    /// An issue.
    #[must_use]
    pub fn issue<'n>(&'n self, issue: &'n str) -> &'n str {
        self.0.get(issue).map_or(issue, |(name, _)| name)
    }

    /// How an issue is settled: `this` or `this or that`.
    #[must_use]
    pub fn settled(&self, issue: &str, settled: &Settled) -> String {
        let options = self.0.get(issue).map(|(_, options)| options);
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
        match self.0.get(issue) {
            Some((name, _)) if name.to_lowercase() == told.to_lowercase() => name.clone(),
            Some((name, _)) => format!("{name}: {told}"),
            None => format!("{issue} = {told}"),
        }
    }

    /// Terms in a line.
    #[must_use]
    pub fn line(&self, terms: &Terms) -> String {
        let joined = if self.0.is_empty() { ", " } else { "; " };
        terms.pairs().map(|(issue, settled)| self.term(issue, settled)).collect::<Vec<_>>().join(joined)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_where_the_case_has_them_and_the_words_of_the_file_where_not() {
        let options = IndexMap::from([("option-2".to_owned(), "会议".to_owned())]);
        let names = Names(IndexMap::from([("issue-1".to_owned(), ("地点".to_owned(), options))]));
        let terms: Terms = [("issue-1", "option-2"), ("price", "low")].into_iter().collect();
        assert_eq!(names.line(&terms), "地点: 会议; price = low");
        assert_eq!(Names::default().line(&terms), "issue-1 = option-2, price = low");
    }
}
