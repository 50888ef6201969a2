//! One reason, in full and in a line.

use detente_agreement::{Certificate, FoundIn, Hold, Share, Shortfall};
use detente_case::Quantity;
use serde::Serialize;

use super::Told;
use crate::{
    answers::verdict::percent,
    page::Page,
    question::Question,
    text::{snippet::snippet, wording::one_decimal},
};

/// Requirements that no package meets together; without any one of them, some package does.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Reason {
    /// Red lines, no-deal values and rules.
    pub(super) core: Vec<Told>,
    /// The ways in which they have force: each a smallest set of consents.
    pub(super) consents: Vec<Vec<Told>>,
    /// Whose consent gives them force, in a sentence; absent where no consent is needed.
    pub(super) binding: Option<String>,
    /// Whether it is shown that some package meets the rest without any one of them.
    pub(super) minimal: bool,
    /// Whether they exclude every package at the values of `hold`, or in some draws only.
    pub(super) found: FoundIn,
    /// In what share of the draws they exclude every package, and need all of them to do so; absent when they do
    /// whatever the values, and beyond the first reasons.
    pub(super) in_draws: Option<Share>,
    /// The same as a share of the draws without a deal.
    pub(super) of_failing: Option<Share>,
    /// The numbers, from 1, of the reasons all of whose requirements this one has, and more: it is each of these where that
    /// takes more. Empty where it contains none.
    pub(super) contains: Vec<usize>,
    /// Of a reason that contains none: the share of the draws without a deal in which it, or any that contains it, is a
    /// reason.
    pub(super) of_failing_in_all: Option<Share>,
    /// How far the best package that meets the others stays below each no-deal value, at central values.
    pub(super) short_by: Vec<Shortfall>,
    /// One sum that shows it, where no-deal values and red lines alone make it up.
    pub(super) certificate: Option<Certificate>,
}

impl Reason {
    /// What it takes, with where that is said.
    pub(super) fn show_core(&self, page: &mut Page) {
        if self.core.is_empty() {
            page.paragraph("No package has the terms that you gave.");
        }
        page.list(self.core.iter().map(Told::text).collect());
    }

    /// In how many futures it is a reason.
    pub(super) fn show_share(&self, hold: Hold, alone: bool, page: &mut Page) {
        let Some(failing) = self.of_failing else { return };
        let elsewhere = match (self.found, hold) {
            (FoundIn::Draws, Hold::AtCentralValues) if alone => {
                " At central values some package meets all of it."
            }
            (FoundIn::Reading | FoundIn::Draws, _) => "",
        };
        page.paragraph(format!(
            "The reason in {} of 100 futures without a deal ({} of {}).{elsewhere}",
            percent(failing.share),
            failing.holds,
            failing.draws,
        ));
    }

    /// What gives it force, how far it is missed, and its lines in the file.
    pub(super) fn show_rest(&self, question: &Question, code: &'static str, full: bool, page: &mut Page) {
        if let Some(binding) = &self.binding {
            page.paragraph(binding.as_str());
        }
        for shortfall in &self.short_by {
            let points = one_decimal(shortfall.points);
            page.paragraph(format!(
                "For {}, the best package that meets the other requirements is worth {points} points less than \
                 no deal.",
                question.short(&shortfall.party)
            ));
        }
        if !full {
            return;
        }
        if let Some(sum) = self.sum(question) {
            page.paragraph(sum);
        }
        let requirements = self.core.iter().map(|told| &told.requirement);
        page.blocks.extend(snippet(question, code, "no package meets all of these", requirements));
    }

    /// The certificate in words; that of a single party says no more than the shortfall does.
    fn sum(&self, question: &Question) -> Option<String> {
        let certificate = self.certificate.as_ref().filter(|certificate| certificate.weighted.len() > 1)?;
        let weighted = certificate
            .weighted
            .iter()
            .map(|weighted| format!("{} {:.2}", question.short(&weighted.party), weighted.weight.to_f64()));
        // As many places as it takes to tell the two apart.
        let (asked, most) = (certificate.asked, certificate.most);
        let places =
            (1..6).find(|&places| rounded_to(asked, places) != rounded_to(most, places)).unwrap_or(6);
        Some(format!(
            "Add the parties' points with the weights {}: the no-deal values together ask for {}, and no \
             package within the red lines gives more than {}.",
            weighted.collect::<Vec<_>>().join(", "),
            rounded_to(asked, places),
            rounded_to(most, places)
        ))
    }
}

fn rounded_to(points: Quantity, places: usize) -> String {
    format!("{:.places$}", points.to_f64())
}
