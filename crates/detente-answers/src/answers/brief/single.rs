//! A single text to start from: the package nearest to a deal, with brackets around what is not agreed.

use detente_agreement::{Deal, Negotiation, common_ground::Cell, zone};
use detente_case::{Interval, IssueId, Level, OptionId, PartyId, Quantity};
use indexmap::IndexSet;
use serde::Serialize;

use crate::{
    page::{Page, Text},
    question::Question,
    text::{Terms, wording},
};

/// A text for all who must agree, after Fisher's one-text procedure (Fisher and Ury 1981).
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct SingleText {
    /// The smallest gain over no deal among those who must agree, at central values; below zero, what it is short of.
    least_gain: Option<Quantity>,
    /// Whether no package has a larger one.
    proven: bool,
    /// The package.
    terms: Terms,
    /// The same clause by clause.
    clauses: Vec<Clause>,
}

/// How one issue is settled.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Clause {
    /// The issue.
    issue: IssueId,
    /// How it is settled.
    option: OptionId,
    /// Whether it stands in brackets: not all who must agree to it are held to live with it at least.
    bracketed: bool,
    /// What those who must agree to it are held to think of it.
    voices: Vec<Voice>,
}

/// What one party is held to think of a clause.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Voice {
    /// The party.
    party: PartyId,
    /// The level; absent where it has no word, or nobody has said.
    level: Option<Level>,
    /// What it is worth, on the party's own 0 to 100 scale; absent where nobody has said.
    value: Option<Interval>,
}

impl SingleText {
    /// From the package that keeps every rule and crosses no red line and whose least gain is largest; `None` where
    /// there is no such package.
    pub(super) fn build(question: &Question, negotiation: &Negotiation) -> Option<Self> {
        let best = zone::nearest(negotiation)?;
        let Deal { terms, least_gain, .. } = negotiation.deal(&best.package);
        let clauses = terms.iter().map(|(issue, option)| Clause::build(question, issue, option)).collect();
        Some(Self { least_gain, proven: best.proven, terms: Terms::from(&terms), clauses })
    }

    pub(super) fn show(&self, question: &Question, page: &mut Page) {
        page.heading("A single text, with brackets");
        let gain = self.least_gain.map_or(String::new(), |gain| {
            let (points, than) = if gain < Quantity::ZERO {
                (-gain, "less than no deal")
            } else {
                (gain, "more than no deal")
            };
            format!(
                ". To the party that it suits least it is worth {} points {than}",
                wording::one_decimal(points)
            )
        });
        let found = if self.proven { "" } else { "found " };
        page.paragraph(format!(
            "The text is the package {found}nearest to a deal at central values{gain}. Brackets mark what not \
             all who must agree are known to tolerate."
        ));
        page.list(self.clauses.iter().map(|clause| clause.text(question)).collect());
    }
}

impl Clause {
    fn build(question: &Question, issue: &IssueId, option: &OptionId) -> Self {
        let case = &question.case;
        let needed = case.issues.get(issue).and_then(|issue| issue.options.get(option));
        let own = needed.into_iter().flat_map(|option| &option.needs);
        let all: IndexSet<&PartyId> = case.instrument.consent.iter().chain(own).collect();
        let cells: Vec<_> =
            all.into_iter().map(|party| (party, Cell::of(case, party, issue, option))).collect();
        let voice = |(party, cell): &(&PartyId, Cell)| Voice {
            party: (*party).clone(),
            level: cell.level,
            value: cell.value,
        };
        Self {
            issue: issue.clone(),
            option: option.clone(),
            bracketed: !cells.iter().all(|(_, cell)| cell.is_tolerable()),
            voices: cells.iter().map(voice).collect(),
        }
    }

    fn text(&self, question: &Question) -> Text {
        let issue = wording::issue_name(question, &self.issue);
        let option = wording::option_name(question, &self.issue, &self.option);
        let voice = |voice: &Voice| format!("{}: {}", question.short(&voice.party), voice.says());
        let voices: Vec<_> = self.voices.iter().map(voice).collect();
        let text = Text::new().strong(format!("{issue}: "));
        let text = if self.bracketed { text.caution(format!("[{option}]")) } else { text.plain(option) };
        text.plain(format!(" ({})", voices.join("; ")))
    }
}

impl Voice {
    /// In a word, or its value where there is no word for it.
    fn says(&self) -> String {
        match (self.level, self.value) {
            (Some(level), _) => wording::level(level).to_owned(),
            (None, Some(value)) => wording::rounded(value),
            (None, None) => "nobody has said".to_owned(),
        }
    }
}
