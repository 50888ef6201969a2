//! The answer of `detente talks` on one screen: who meets whom, what a room can close, whether there is an offer.

use super::{Talks, next};
use crate::{
    page::{Page, Text},
    question::Question,
};

impl Talks {
    pub(super) fn in_short(&self, question: &Question) -> Page {
        let mut page = Page::new(&question.whole.title);
        self.convening.show(&mut page, question);
        page.facts(self.rooms.iter().map(|room| room.in_a_line(question)).collect());
        let mut lines = Vec::new();
        if let Some(offers) = &self.offers {
            lines.push(Text::new().strong("Offer on the table? ").then(offers.in_a_line(question)));
        }
        lines.push(Text::new().strong("Words and deeds. ").then(self.ledger.in_a_line()));
        if let Some(explanations) = &self.explanations {
            lines.extend(explanations.in_lines());
        }
        let procedures = self.procedures.iter().flatten();
        page.list(
            lines.into_iter().chain(procedures.map(|procedure| procedure.in_a_line(question))).collect(),
        );
        let full = question.command_from_here("talks", "--full");
        let full = (full, "ranks, mandates, words and deeds one by one, and their sources".to_owned());
        page.next([full].into_iter().chain(next(self, question)).collect());
        page
    }
}
