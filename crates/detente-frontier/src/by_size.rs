//! The frontier by the method that suits the size, or by a method that is asked for.

use crate::{
    enumeration,
    frontier::Frontier,
    issue_by_issue,
    limits::{Limits, Refusal},
    parties::{MOST_PARTIES_LISTED, for_few_parties, for_parties},
    scores::Scores,
    tables::Tables,
    totals::Totals,
};

/// Up to so many packages are simply looked at one by one.
const FEW_PACKAGES: u128 = 256;

impl Tables {
    /// The efficient packages among the admitted, exactly, by the method that suits the size.
    pub fn frontier(&self, limits: Limits) -> Result<Frontier, Refusal> {
        if self.parties > MOST_PARTIES_LISTED {
            return enumeration::plain::frontier(self);
        }
        if self.packages().is_some_and(|packages| packages <= FEW_PACKAGES) {
            return self.enumerated_frontier(limits);
        }
        let table = Totals::of(self).filter(|table| table.fits(limits));
        let Some(table) = table else { return self.frontier_by_issue(limits) };
        // How many points an issue more leaves is not known before: as long as the table would take is spent on
        // finding out.
        let patience = Limits { steps: limits.steps.min(table.steps()), ..limits };
        match self.frontier_by_issue(patience) {
            Err(Refusal::Comparisons { .. } | Refusal::Memory { .. }) => table.frontier(limits),
            listed_or_refused => listed_or_refused,
        }
    }

    /// The frontier by a table of totals; `None` where rules tie options to each other or scores are too fine.
    pub fn frontier_by_totals(&self, limits: Limits) -> Result<Option<Frontier>, Refusal> {
        Totals::of(self).map(|table| table.frontier(limits)).transpose()
    }

    /// The frontier by looking at every package.
    pub fn enumerated_frontier(&self, limits: Limits) -> Result<Frontier, Refusal> {
        if self.parties > MOST_PARTIES_LISTED {
            return enumeration::plain::frontier(self);
        }
        match (Scores::<i64>::of(self), Scores::<i128>::of(self), self.parties) {
            (Some(scores), _, 1 | 2) => enumeration::frontier_of_two(self, &scores, limits),
            (Some(scores), _, parties) => {
                for_parties!(parties, enumeration::frontier_of_narrow, self, &scores, limits)
            }
            (None, Some(scores), parties) => {
                for_few_parties!(parties, enumeration::frontier_of_wide, self, &scores, limits)
            }
            (None, None, _) => Err(Refusal::Digits),
        }
    }

    /// The frontier issue by issue (Bergman & Cire 2016, "Multiobjective optimization by decision diagrams").
    pub fn frontier_by_issue(&self, limits: Limits) -> Result<Frontier, Refusal> {
        match (Scores::<i64>::of(self), Scores::<i128>::of(self)) {
            (Some(scores), _) => {
                for_parties!(self.parties, issue_by_issue::frontier_of_narrow, self, &scores, limits)
            }
            (None, Some(scores)) => {
                for_few_parties!(self.parties, issue_by_issue::frontier_of_wide, self, &scores, limits)
            }
            (None, None) => Err(Refusal::Digits),
        }
    }
}
