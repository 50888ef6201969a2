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
        page.heading("What each party expects of the others");
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
                "Would each party keep the agreement, by its own beliefs and by the answers it believes in \
                 (SEQ)? Kept by {}; left by {}.",
                phrase::list(&who(true)),
                phrase::list(&who(false))
            ));
        }
        if self.games.iter().all(|game| game.theories.is_empty()) {
            page.paragraph(
                "Nobody in the case has a belief of its own about a lever, so all play the same game.",
            );
        }
        for game in &self.games {
            game.by_theories_on(&mut page);
        }
        let rests = self.under.seq.as_ref().map_or(0, |outlook| outlook.holds.len());
        page.paragraph(format!(
            "In {}, each party would stay by its own beliefs. If a party expects a state to hold and others \
             leave it, that is an illusion. If a state holds that a party did not expect to hold, that is a \
             surprise.",
            phrase::count(rests, "state")
        ));
        page.next(vec![
            about.next("stability", "which states hold by the case's own numbers"),
            about.next("levers", "the beliefs, and how strong each effect would have to be"),
        ]);
        page
    }

    /// Where some take some states to be impossible.
    fn by_what_is_seen(&self, mut page: Page, about: About<'_>) -> Page {
        if self.games.iter().all(|game| game.unseen.is_empty()) {
            page.paragraph("Every party sees every state, so all play the same game.");
        }
        let mut table =
            Table::new(["", "holds if each plays its own game", "holds if all play one game, as in GMCR+"]);
        for (concept, outlook) in self.under.named() {
            let Some(outlook) = outlook else { continue };
            let in_one_game = outlook.in_one_game.as_deref().unwrap_or_default();
            table.row(vec![
                Text::from(concept),
                with_open(&outlook.holds, &outlook.open),
                with_open(in_one_game, outlook.open_in_one_game.as_deref().unwrap_or_default()),
            ]);
        }
        page.table(table);
        let outlooks = self.under.named().filter_map(|(_, outlook)| outlook.as_ref());
        if outlooks
            .flat_map(|outlook| outlook.open.iter().chain(outlook.open_in_one_game.iter().flatten()))
            .next()
            .is_some()
        {
            page.paragraph(
                Text::new()
                    .caution("Open (?): whether these hold depends on preferences that nobody states."),
            );
        }
        for game in self.games.iter().filter(|game| !game.unseen.is_empty() || game.is_wrong()) {
            page.heading(format!("{} sees", game.player));
            page.list(game.seen_lines());
        }
        page.paragraph(
            "Each party plays the game of the states that it sees. In it everybody has the preferences of the \
             file, since the file does not say what one party believes about another's. A party stays in a \
             state that it does not see, because it knows no move from there. A party expects answers that pay \
             those who give them (SEQ).",
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
            lines.push(Text::from("no belief of its own; it uses the numbers of the case"));
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
            "wrongly expects this state to hold: ",
            "; but ",
            "that it expects to hold and that others would leave",
        ));
        lines.extend(self.surprises.lines(
            "wrongly expects this state not to hold: ",
            "; it expects that ",
            "that would hold although it does not expect it",
        ));
        if !self.is_wrong() {
            lines.push(Text::from("expects nothing that is wrong"));
        }
        page.list(lines);
    }

    fn seen_lines(&self) -> Vec<Text> {
        let mut lines = vec![Text::from(format!("believes these to be impossible: {}", said(&self.unseen)))];
        lines.push(Text::from("expects to hold: ").then(with_open(&self.expects, &self.open)));
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

/// "1 2 6", or "1; open (?): 4".
fn with_open(holds: &[usize], open: &[usize]) -> Text {
    let text = Text::from(said(holds));
    if open.is_empty() { text } else { text.caution(format!("; ? {}", said(open))) }
}

/// "1 2 6", or "none".
fn said(states: &[usize]) -> String {
    if states.is_empty() {
        return "none".to_owned();
    }
    states.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}
