//! How the answer of `detente hypergame` reads: game by game, theory first, then what it gets wrong and why.

use super::{
    Game, Hypergame, Theory,
    mistakes::{Misjudged, Mistaken},
};
use crate::{
    answer::Answer,
    answers::stability::setup,
    page::{Page, Text},
    question::Question,
    text::phrase,
};

impl Answer for Hypergame {
    fn page(&self, question: &Question) -> Page {
        let mut page = Page::new(&question.whole.title);
        page.heading("What each expects of the others");
        setup::begin(&mut page, question, self.on_the_table.as_ref());
        let who = |stays: bool| -> Vec<&str> {
            self.stays.iter().filter(|(_, stay)| *stay == stays).map(|(player, _)| player.as_str()).collect()
        };
        if !self.stays.is_empty() {
            page.paragraph(format!(
                "The agreement, each by its own theory, looking at answers it takes for credible (SEQ): kept by \
                 {}; left by {}.",
                phrase::list(&who(true)),
                phrase::list(&who(false))
            ));
        }
        if self.games.iter().all(|game| game.theories.is_empty()) {
            page.paragraph(
                "Nobody in the case has a theory of its own about a lever: all see the same game.",
            );
        }
        for game in &self.games {
            game.on(&mut page);
        }
        page.paragraph(format!(
            "In {}, each player, by its own theory, would stay. A state of which a player expects that and that \
             others leave is an illusion of its; one that it does not expect to hold, a surprise to it.",
            phrase::count(self.rests, "state")
        ));
        page.next(vec![
            (question.command("stability"), "which states hold by the case's own numbers".to_owned()),
            (question.command("levers"), "the theories, and how strong each would have to be".to_owned()),
        ]);
        page
    }
}

impl Game {
    fn on(&self, page: &mut Page) {
        if self.theories.is_empty() && !self.is_wrong() {
            return;
        }
        page.heading(format!("{} sees", self.player));
        let mut lines: Vec<Text> = self.theories.iter().map(Theory::text).collect();
        if self.theories.is_empty() {
            lines.push(Text::from("no theory of its own: it takes the case's numbers"));
        }
        let agreement = |what: &str, all: &[Misjudged]| {
            let who: Vec<_> = all.iter().map(|one| one.player.as_str()).collect();
            let text = Text::new()
                .against(format!("wrongly expects {} to {what} the agreement: ", phrase::list(&who)));
            departures(text, all)
        };
        if !self.wrongly_expected_to_stay.is_empty() {
            lines.push(
                agreement("keep", &self.wrongly_expected_to_stay).plain(", by what it believes itself"),
            );
        }
        if !self.wrongly_expected_to_leave.is_empty() {
            lines.push(agreement("leave", &self.wrongly_expected_to_leave).plain(", so it expects"));
        }
        lines.extend(self.illusions.iter().map(|state| state.text("expects to hold, wrongly: ", "; but ")));
        lines.extend(more(
            self.counts.0,
            self.illusions.len(),
            "that it expects to hold and that would be left",
        ));
        lines.extend(
            self.surprises
                .iter()
                .map(|state| state.text("does not expect to hold, wrongly: ", "; it expects that ")),
        );
        lines.extend(more(
            self.counts.1,
            self.surprises.len(),
            "that would hold and that it does not expect to",
        ));
        if !self.is_wrong() {
            lines.push(Text::from("expects nothing wrongly"));
        }
        page.list(lines);
    }
}

/// "and 3 states more that …".
fn more(of: usize, shown: usize, that: &str) -> Option<Text> {
    let left = of.saturating_sub(shown);
    (left > 0).then(|| Text::from(format!("and {} more {that}", phrase::count(left, "state"))))
}

fn departures(text: Text, all: &[Misjudged]) -> Text {
    all.iter()
        .enumerate()
        .fold(text, |text, (place, one)| one.on(if place == 0 { text } else { text.plain(", ") }))
}

impl Mistaken {
    fn text(&self, what: &str, then: &str) -> Text {
        let text = Text::from(what).strong(&self.state);
        if self.left_by.is_empty() { text } else { departures(text.plain(then), &self.left_by) }
    }
}

impl Theory {
    fn text(&self) -> Text {
        let said =
            Text::new().strong(&self.lever).plain(format!(": {} [", self.says)).then(self.reference.text());
        let numbers = self.numbers.text();
        if numbers == self.reference.text() {
            said.plain("]")
        } else {
            said.plain("; numbers ").then(numbers).plain("]")
        }
    }
}
