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
            Hold::Always | Hold::AtCentralValues => "No change was found that opens a deal",
            Hold::AtWorst => "No change was found that makes a deal certain",
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
            1 => format!("{exists}The case states one change, and it is not enough: none {outcome}."),
            all => format!("{exists}{tried}, out of {all}; none {outcome}."),
        });
        let stays = match (self.considered, self.untouchable.len()) {
            (_, 0) => return,
            (0, _) => "What stands in the way:".to_owned(),
            (_, 1) => format!("No change affects this reason, so none {outcome} while it stands:"),
            (..) => format!("No change affects any of these reasons, so none {outcome} while one stands:"),
        };
        page.paragraph(stays);
        let reason = |conflict: &Vec<Said>| {
            let parts = conflict.iter().map(Said::text).enumerate();
            parts.fold(
                Text::new(),
                |all, (place, part)| {
                    if place == 0 { part } else { all.plain("; and ").then(part) }
                },
            )
        };
        page.list(match self.untouchable.as_slice() {
            [only] => only.iter().map(Said::text).collect(),
            several => several.iter().map(reason).collect(),
        });
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
