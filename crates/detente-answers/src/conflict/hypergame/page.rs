//! How the answer of `detente hypergame` reads: game by game, theory first, then what it gets wrong and why.

use super::{
    Game, Hypergame,
    mistakes::{Misjudged, Mistaken, Mistakes},
    perception::Theory,
};
use crate::{
    answer::Answer,
    conflict::{about::About, losses},
    page::{Page, Table, Text},
    question::Question,
    text::phrase,
};

impl Answer for Hypergame {
    fn page(&self, question: &Question) -> Page {
        self.page_about(About::of(question))
    }
}

impl Hypergame {
    /// How it reads.
    #[must_use]
    pub fn page_about(&self, about: About<'_>) -> Page {
        let mut page = about.page();
        page.heading("What each expects of the others");
        if about.is_derived() { self.by_theories(page, about) } else { self.by_what_is_seen(page, about) }
    }

    /// Where each sees levers as it believes them to be.
    fn by_theories(&self, mut page: Page, about: About<'_>) -> Page {
        about.begin(&mut page, self.on_the_table.as_ref());
        if let Some(all) = &self.stays {
            let who = |stays: bool| -> Vec<&str> {
                all.iter().filter(|one| one.stays == stays).map(|one| one.player.as_str()).collect()
            };
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
            game.by_theories_on(&mut page);
        }
        let rests = self.under.seq.as_ref().map_or(0, |outlook| outlook.holds.len());
        page.paragraph(format!(
            "In {}, each player, by its own theory, would stay. A state of which a player expects that and that \
             others leave is an illusion of its; one that it does not expect to hold, a surprise to it.",
            phrase::count(rests, "state")
        ));
        page.next(vec![
            about.next("stability", "which states hold by the case's own numbers"),
            about.next("levers", "the theories, and how strong each would have to be"),
        ]);
        page
    }

    /// Where some take some states to be impossible.
    fn by_what_is_seen(&self, mut page: Page, about: About<'_>) -> Page {
        if self.games.iter().all(|game| game.unseen.is_empty()) {
            page.paragraph("Everybody sees every state: all see the same game.");
        }
        let mut table = Table::new(["", "holds, each in its own game", "holds in one game, as in GMCR+"]);
        for (concept, outlook) in self.under.named() {
            let Some(outlook) = outlook else { continue };
            let in_one_game = outlook.in_one_game.as_deref().unwrap_or_default();
            table.row(vec![
                Text::from(concept),
                Text::from(said(&outlook.holds)),
                Text::from(said(in_one_game)),
            ]);
        }
        page.table(table);
        for game in self.games.iter().filter(|game| !game.unseen.is_empty() || game.is_wrong()) {
            page.heading(format!("{} sees", game.player));
            page.list(game.seen_lines());
        }
        page.paragraph(
            "Each plays the game of the states that it sees, in which everybody prefers what the file says: it says \
             nothing of what one takes another to prefer. A party stays in a state that it does not see: it knows no \
             move from there. What a party expects is by credible answers (SEQ).",
        );
        self.rests_on.on(&mut page);
        losses::on(&mut page, &self.not_counted);
        page.next(vec![about.next("stability", "which states hold")]);
        page
    }
}

impl Game {
    fn by_theories_on(&self, page: &mut Page) {
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
        lines.extend(self.illusions.lines(
            "expects to hold, wrongly: ",
            "; but ",
            "that it expects to hold and that would be left",
        ));
        lines.extend(self.surprises.lines(
            "does not expect to hold, wrongly: ",
            "; it expects that ",
            "that would hold and that it does not expect to",
        ));
        if !self.is_wrong() {
            lines.push(Text::from("expects nothing wrongly"));
        }
        page.list(lines);
    }

    fn seen_lines(&self) -> Vec<Text> {
        let mut lines = vec![Text::from(format!("takes to be impossible: {}", said(&self.unseen)))];
        lines.push(Text::from(format!("expects to hold: {}", said(&self.expects))));
        let wrong = [
            ("of these would be left", &self.illusions.states),
            ("does not expect, and would hold", &self.surprises.states),
        ];
        let wrong = wrong.into_iter().filter(|(_, states)| !states.is_empty());
        lines.extend(wrong.map(|(what, states)| Text::new().against(format!("{what}: {}", said(states)))));
        lines
    }
}

impl Mistakes {
    /// The nearest in words, and how many more there are.
    fn lines(&self, what: &str, then: &str, that: &str) -> Vec<Text> {
        let mut lines: Vec<Text> = self.nearest.iter().map(|state| state.text(what, then)).collect();
        let left = self.states.len().saturating_sub(self.nearest.len());
        if left > 0 {
            lines.push(Text::from(format!("and {} more {that}", phrase::count(left, "state"))));
        }
        lines
    }
}

impl Mistaken {
    fn text(&self, what: &str, then: &str) -> Text {
        let text = Text::from(what).strong(&self.state.words);
        if self.left_by.is_empty() { text } else { departures(text.plain(then), &self.left_by) }
    }
}

fn departures(text: Text, all: &[Misjudged]) -> Text {
    all.iter()
        .enumerate()
        .fold(text, |text, (place, one)| one.on(if place == 0 { text } else { text.plain(", ") }))
}

/// "1 2 6", or "none".
fn said(states: &[usize]) -> String {
    if states.is_empty() {
        return "none".to_owned();
    }
    states.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}
