//! What no opener can do, what was not tried, and what is offered only once somebody has been asked.

use detente_agreement::{Count, Hold};

use super::Openers;
use crate::{
    answers::{offered, verdict::counted},
    page::{Page, Text},
    question::Question,
    text::{phrase, wording::Said},
};

impl Openers {
    /// `17 openers`: only what opens a deal is called so.
    pub(super) fn counted(&self) -> String {
        let found = self.found();
        if offered::may_be(&self.verdict) {
            counted(found, "opener", "openers")
        } else {
            counted(found, "set of changes", "sets of changes")
        }
    }

    pub(super) fn show_none(&self, question: &Question, hold: Hold, page: &mut Page) {
        let may_be_offered = offered::may_be(&self.verdict);
        if !may_be_offered {
            page.paragraph(self.nothing_offered(question));
        }
        page.heading(match hold {
            Hold::Always | Hold::AtCentralValues => "None of the changes opens a deal",
            Hold::AtWorst => "None of the changes makes a deal certain",
        });
        let tried = if self.complete {
            format!("détente tried every set of up to {}", self.changes())
        } else {
            format!(
                "détente tried sets of up to {} until it reached a limit{}",
                self.changes(),
                self.proven()
            )
        };
        let (exists, outcome) = match hold {
            Hold::Always | Hold::AtCentralValues => ("", "opens a deal"),
            Hold::AtWorst if may_be_offered => {
                ("A deal exists already at central values. ", "makes it certain")
            }
            Hold::AtWorst => ("", "makes a deal certain"),
        };
        page.paragraph(match self.considered {
            0 => format!("{exists}The case states no change that could do it, so none {outcome}."),
            all => format!("{exists}{tried}, out of {}; none {outcome}.", counted(all, "change", "changes")),
        });
        for conflict in &self.untouchable {
            page.paragraph(format!(
                "No change affects this reason, so none of them {outcome} while it stands:"
            ));
            page.list(conflict.iter().map(Said::text).collect());
        }
    }

    pub(super) fn changes(&self) -> String {
        counted(self.size, "change", "changes")
    }

    /// What holds where a limit was reached.
    pub(super) fn proven(&self) -> String {
        match self.complete_up_to {
            0 => String::new(),
            size => format!("; up to {} the list is complete", counted(size, "change", "changes")),
        }
    }

    /// That no text is offered, and whom to ask of what first.
    pub(super) fn nothing_offered(&self, question: &Question) -> Text {
        Text::new()
            .caution("So no package is offered")
            .plain(format!(". {}", offered::ask_first(question, &self.verdict)))
            .plain(if self.openers.is_empty() {
                ""
            } else {
                " These changes make terms exist in more futures; whether they open a deal is not known either."
            })
    }

    pub(super) fn show_limits(&self, question: &Question, page: &mut Page) {
        if !self.imposed.is_empty() {
            page.heading("These are not openers: terms imposed on a party");
            page.list(
                self.imposed
                    .iter()
                    .map(|imposed| {
                        let party = question.short(&imposed.on);
                        Text::new()
                            .caution(format!("Without the consent of {party}"))
                            .plain(format!(", all others would accept {}.", packages(&imposed.opens)))
                    })
                    .collect(),
            );
        }
        if !self.not_valued.is_empty() {
            page.heading("Not tried, because a number is missing");
            page.list(
                self.not_valued
                    .iter()
                    .map(|not_valued| {
                        Text::from(format!(
                            "{}: not stated: {}",
                            phrase::means(question, &not_valued.what),
                            not_valued.missing.join(", ")
                        ))
                    })
                    .collect(),
            );
        }
    }
}

/// `1 package`, `at least 36 packages`.
pub(super) fn packages(count: &Count) -> String {
    if count.packages == 1 { format!("{count} package") } else { format!("{count} packages") }
}
