//! How the answer of `detente stability` reads where a model is made of numbers: as an argument about its agreement.

use detente_conflict::stability::Concept;

use super::{
    Agreement, Stability,
    agreement::{Withdrawing, Withdraws},
    robust::NoRise,
    temptation::Temptation,
    whatever,
};
use crate::{
    answers::verdict::percent,
    conflict::{
        about::About,
        concepts::{ByConcept, CLASSIC},
        losses,
        rests_on::{Acts, CourseSaid, RestsOn},
        state::{Holds, State},
        step::lines_on,
    },
    page::{Page, Table, Text},
    text::{number::Points, phrase},
};

impl Stability {
    /// As an argument.
    pub(super) fn argued(&self, about: About<'_>) -> Page {
        let mut page = about.page();
        self.agreement_on(&mut page, about);
        self.others_on(&mut page, about);
        self.resting_places_on(&mut page);
        self.beyond.on(&mut page);
        self.rests_on.in_full_on(&mut page);
        losses::on(&mut page, &self.not_counted);
        let players = self.agreement.iter().flat_map(|agreement| &agreement.players);
        lines_on(&mut page, players.filter_map(Temptation::step));
        page.next(vec![
            about.next("path", "the steps from today to states that hold"),
            about.next("stability --coalitions", "who would leave together"),
            about.next("hypergame", "what each party wrongly expects of the others"),
            about.next("stability --derive", "the model as a file to edit"),
            about.next("levers", "what each lever does to whom"),
        ]);
        page
    }

    /// The states of these numbers, as far as they are listed.
    fn of_numbers<'s>(&'s self, numbers: Option<&'s Vec<usize>>) -> Vec<&'s State> {
        numbers.into_iter().flatten().filter_map(|&number| self.state(number)).collect()
    }
    fn agreement_on(&self, page: &mut Page, about: About<'_>) {
        page.heading("Would it hold?");
        if let Some(package) = &self.on_the_table {
            page.paragraph(package.text(&about.names()));
            if !package.crosses_red_lines_of.is_empty() {
                page.paragraph(Text::new().against(format!(
                    "It crosses a red line of {}, for whom every state without agreement is better.",
                    phrase::list(&package.crosses_red_lines_of)
                )));
            }
        }
        let Some(agreement) = &self.agreement else {
            page.paragraph(
                "No agreement is possible: there is no package that everyone who must agree could accept.",
            );
            return;
        };
        let verdict = agreement.verdict();
        if self.on_the_table.as_ref().is_some_and(|package| package.found_in_silence) {
            if let Some(undecided) = about.undecided() {
                page.paragraph(Text::new().caution(undecided));
            }
            page.list(whatever::lines(&agreement.whatever));
            page.paragraph(Text::new().strong("An example, not an answer").plain(": ").then(verdict));
            agreement.rests_on(page);
            return;
        }
        match about.undecided() {
            None => page.paragraph(verdict),
            Some(undecided) => {
                page.paragraph(Text::new().caution(undecided));
                page.list(whatever::lines(&agreement.whatever));
                page.paragraph(
                    Text::new()
                        .strong("An example, not an answer")
                        .plain(", which takes the middle of its whole scale: ")
                        .then(verdict),
                );
            }
        }
        page.list(agreement.players.iter().filter_map(Temptation::text).collect());
        if let Some(withdrawing) = &agreement.withdrawing {
            page.paragraph(withdrawing.text());
        }
        let content: Vec<_> = agreement.players.iter().filter_map(Temptation::content).collect();
        if !content.is_empty() {
            page.paragraph(format!("No move of their own gains anything for {}.", phrase::list(&content)));
        }
        if about.undecided().is_none() {
            page.list(whatever::lines(&agreement.whatever));
        }
        agreement.rests_on(page);
    }

    fn others_on(&self, page: &mut Page, about: About<'_>) {
        let others = self.of_numbers(self.other_agreements.as_ref());
        if others.is_empty() {
            return;
        }
        page.heading("Agreements that would hold if other levers were used (SEQ)");
        let line = |state: &&State| {
            let text = Text::new().strong(&state.name.words);
            match state.only_while.as_deref() {
                None | Some([]) => text,
                Some(levers) => {
                    let names: Vec<_> = levers.iter().map(|lever| about.course(lever)).collect();
                    text.caution(format!("; it no longer holds once it stops: {}", phrase::list(&names)))
                }
            }
        };
        page.list(others.iter().map(line).collect());
        if others.iter().any(|state| state.only_while.as_ref().is_some_and(|levers| !levers.is_empty())) {
            page.paragraph(
                "Such an agreement is coerced: it holds only while these levers are in use. An agreement that \
                 holds without a lever is self-enforcing.",
            );
        }
    }

    fn resting_places_on(&self, page: &mut Page) {
        page.heading("Which states without agreement would last");
        if let Some(today) = self.today.and_then(|today| self.state(today)) {
            page.paragraph(format!("Today: {}. {}.", today.name.words, today.certain().in_words()));
        }
        let mut table = Table::new(["state", "Nash", "GMR", "SMR", "SEQ"]).tight(&[1, 2, 3, 4]);
        for state in self.of_numbers(self.resting_places.as_ref()) {
            let name = &state.name;
            let mut row = vec![Text::from(name.words.as_str())];
            row.extend(state.holds.array().map(|holds| match holds {
                Holds::Holds => Text::new().favour("holds"),
                Holds::Open | Holds::No => Text::from("-"),
            }));
            table.row(row);
        }
        page.table(table);
        page.paragraph(format!(
            "Of {} states hold: {}. Nash: nobody gains by acting alone. GMR: whoever would gain fears some \
             answer, at whatever cost to those who give it; SMR: and cannot get out of it. SEQ: fears an answer \
             that those who give it gain by.",
            self.of,
            self.holding.counted()
        ));
    }
}

impl Agreement {
    fn verdict(&self) -> Text {
        let text = self.lasting.text("The agreement");
        let text = text.plain(format!(" ({})", under(self.lasting.holds)));
        let (nash, credible) = (&self.in_draws.nash, &self.in_draws.seq);
        if nash.draws == 0 || self.withdrawing.is_some() {
            return text.plain(".");
        }
        text.plain(format!(
            ". In {} of 100 assumed futures nobody gains by leaving; in {} answers that pay those who give them keep \
             all parties in.",
            percent(nash.share),
            percent(credible.share)
        ))
    }

    fn rests_on(&self, page: &mut Page) {
        let points = Points { decimals: 1 };
        let mut lines = Vec::new();
        for spoiler in &self.spoilers {
            lines.push(Text::from("Possible spoiler: ").strong(&spoiler.player).plain(format!(
                " is not asked and loses {} points by the agreement.",
                points.of(spoiler.loses)
            )));
        }
        for link in &self.weakest_links {
            let verdict = if link.holds_without { "it would hold" } else { "it would not" };
            lines.push(
                Text::from("Weakest link: if ")
                    .plain(link.owners_said())
                    .plain(" could neither use nor end ")
                    .strong(link.called.join(" and "))
                    .plain(format!(", {verdict} ({}).", self.weakest_links_under)),
            );
        }
        if self.weakest_links.is_empty() {
            lines.push(Text::from(format!(
                "This depends on no single lever and no pair of levers: without any of them the verdict is the \
                 same ({}).",
                self.weakest_links_under
            )));
        }
        for needed in &self.needed {
            let name = Text::new().strong(&needed.player);
            let text = match (needed.to_stay_unasked, needed.to_stay_deterred) {
                (None, _) if needed.no_rise == Some(NoRise::UnderTheAgreement) => {
                    lines.push(name.plain(
                        ": it keeps to the agreement, and changes a lever of its own under it. No guarantee \
                         decides that.",
                    ));
                    continue;
                }
                (None, _) => {
                    name.plain(": no guarantee can keep it in. Its red line or the terms must change.")
                }
                (Some(unasked), deterred) => {
                    let deterred = deterred.filter(|deterred| *deterred < unasked);
                    let deterred = deterred.map_or(String::new(), |rise| {
                        format!(", or {} if it expects answers that pay those who give them", points.of(rise))
                    });
                    name.plain(format!(
                        ": it stays if the package is worth {} points more to it{deterred}.",
                        points.of(unasked)
                    ))
                }
            };
            let text = if needed.guarantees.is_empty() {
                text.caution(" The case has no guarantee for it.")
            } else {
                text.plain(format!(" In the case: {}.", needed.guarantees.join("; ")))
            };
            lines.push(text);
        }
        page.list(lines);
    }
}

impl Withdrawing {
    /// "Not every consent is in the model. Of all 12 asked, these would gain by withdrawing alone: …".
    fn text(&self) -> Text {
        let text =
            Text::from(format!("Not every consent is in the model. Of all {} who are asked, ", self.of));
        if self.gain.is_empty() {
            return text.favour("nobody would gain by withdrawing alone").plain(" (Nash; levers as today).");
        }
        let gains = |one: &Withdraws| match one.gains {
            Some(points) => format!("{} ({} points)", one.player, Points { decimals: 1 }.of(points)),
            None => format!("{} (the package crosses its red line)", one.player),
        };
        let names: Vec<_> = self.gain.iter().map(gains).collect();
        let who = if names.len() == 1 { "one would gain" } else { "some would gain" };
        text.against(format!("{who} by withdrawing alone: {}", phrase::list(&names)))
            .plain(" (Nash; levers as today).")
    }
}

impl RestsOn {
    /// How the model of a case's numbers reads.
    fn in_full_on(&self, page: &mut Page) {
        page.heading("What this stands on");
        let players: Vec<_> = self.players.iter().map(Acts::said).collect();
        page.paragraph(format!(
            "Who acts: {}. Without agreement a state is worth what no deal is worth after its levers; with \
             agreement it is worth what the package is worth. Each party subtracts what its levers cost it. \
             Every number stands in the middle of its interval. Between states of equal worth, a party that \
             would gain from the agreement prefers to have signed.",
            players.join(", ")
        ));
        page.list(self.courses.iter().map(CourseSaid::text).collect());
        let caution = |line: &String| Text::new().caution(line);
        page.list(self.infeasible.iter().map(|said| Text::from(said.text.as_str())).collect());
        page.list(self.left_out.iter().map(|line| Text::from("left out: ").then(caution(line))).collect());
        page.list(self.not_stated.iter().map(caution).collect());
    }
}

/// The names of the concepts that the words before stand for: `GMR and SMR`; `under none of Nash, GMR, SMR and SEQ`.
fn under(holds: ByConcept<bool>) -> String {
    match holds.under().as_slice() {
        [] => format!("under none of {}", phrase::list(&CLASSIC.map(Concept::short))),
        names => phrase::list(names),
    }
}
