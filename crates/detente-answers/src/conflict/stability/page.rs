//! How the answer of `detente stability` reads.

use super::{Agreement, Model, Stability, State};
use crate::{
    answer::Answer,
    answers::{argued::lines_on, verdict::percent},
    page::{Page, Table, Text},
    question::Question,
    text::{number::Points, phrase},
};

const CONCEPTS: [&str; 4] = ["Nash", "GMR", "SMR", "SEQ"];

impl Answer for Stability {
    fn page(&self, question: &Question) -> Page {
        let mut page = Page::new(&question.whole.title);
        self.agreement_on(&mut page, question);
        self.others_on(&mut page);
        self.resting_places_on(&mut page);
        self.beyond.on(&mut page);
        self.model.on(&mut page);
        let steps = self.agreement.iter().flat_map(|agreement| &agreement.players);
        lines_on(&mut page, steps.filter_map(super::Temptation::step));
        page.next(vec![
            (question.command("path"), "how one gets there from today, step by step".to_owned()),
            (question.command("stability --coalitions"), "who would leave together".to_owned()),
            (question.command("hypergame"), "what each wrongly expects of the others".to_owned()),
            (question.command("stability --derive"), "the model as a file to edit".to_owned()),
            (question.command("levers"), "what each lever does to whom".to_owned()),
        ]);
        page
    }
}

impl Stability {
    fn agreement_on(&self, page: &mut Page, question: &Question) {
        page.heading("Would it hold?");
        if let Some(package) = &self.on_the_table {
            page.paragraph(
                Text::from("On the table: ")
                    .strong(package.terms.join(", "))
                    .plain(format!(" ({}).", package.why)),
            );
            if !package.crosses_red_lines_of.is_empty() {
                page.paragraph(Text::new().against(format!(
                    "It crosses a red line of {}: to it no state without agreement is as bad.",
                    phrase::list(&package.crosses_red_lines_of)
                )));
            }
        }
        let Some(agreement) = &self.agreement else {
            page.paragraph(
                "No agreement can be had: nothing is on the table to which all who must could consent.",
            );
            return;
        };
        match super::setup::undecided(question) {
            None => page.paragraph(agreement.verdict()),
            Some(undecided) => {
                page.paragraph(Text::new().caution(undecided));
                page.list(super::whatever::lines(&agreement.whatever));
                page.paragraph(
                    Text::new()
                        .strong("An example, not an answer")
                        .plain(", with 50 of 0 to 100 in the place of it: ")
                        .then(agreement.verdict()),
                );
            }
        }
        page.list(agreement.players.iter().filter_map(super::Temptation::text).collect());
        let content: Vec<_> = agreement.players.iter().filter_map(super::Temptation::content).collect();
        if !content.is_empty() {
            page.paragraph(format!("No move of its own gains anything for {}.", phrase::list(&content)));
        }
        if super::setup::undecided(question).is_none() {
            page.list(super::whatever::lines(&agreement.whatever));
        }
        agreement.rests_on(page);
    }

    fn others_on(&self, page: &mut Page) {
        if self.other_agreements.is_empty() {
            return;
        }
        page.heading("Agreements that hold with other levers (SEQ)");
        let line = |state: &State| {
            let text = Text::new().strong(&state.words);
            if state.only_while.is_empty() {
                text
            } else {
                text.caution(format!("; ended, it no longer holds: {}", phrase::list(&state.only_while)))
            }
        };
        page.list(self.other_agreements.iter().map(line).collect());
        if self.other_agreements.iter().any(|state| !state.only_while.is_empty()) {
            page.paragraph(
                "Such an agreement is coerced: it holds while these levers are in use, and not by its terms. One that \
                 names no lever is self-enforcing.",
            );
        }
    }

    fn resting_places_on(&self, page: &mut Page) {
        page.heading("Where things rest without agreement");
        let today = format!("Today: {}. ", self.today.words);
        let holds = if self.today.holds.contains(&true) {
            format!("It holds under {}.", under(self.today.holds))
        } else {
            "It does not hold: somebody gains by acting, and nothing deters it.".to_owned()
        };
        page.paragraph(today + &holds);
        let mut table = Table::new(["", "state", "Nash", "GMR", "SMR", "SEQ"]).tight(&[0, 2, 3, 4, 5]);
        for state in &self.resting_places {
            let mut row = vec![Text::from(state.number.to_string()), Text::from(state.words.as_str())];
            row.extend(
                state.holds.map(|holds| if holds { Text::new().favour("holds") } else { Text::from("-") }),
            );
            table.row(row);
        }
        page.table(table);
        let (states, held) = self.counts;
        let held: Vec<_> =
            held.iter().zip(CONCEPTS).map(|(count, concept)| format!("{count} under {concept}")).collect();
        page.paragraph(format!(
            "Of {states} states hold: {}. Nash: nobody gains by acting alone. GMR: whoever would gain fears some \
             answer, at whatever cost to those who give it; SMR: and cannot get out of it. SEQ: fears an answer \
             that those who give it gain by.",
            held.join(", ")
        ));
    }
}

impl Agreement {
    fn verdict(&self) -> Text {
        let holds = self.state.holds;
        let leaving = self.players.iter().any(super::Temptation::leaves);
        let text = match holds {
            [true, ..] => {
                Text::new().favour("The agreement holds: with levers as today nobody gains by leaving it")
            }
            _ if !leaving => Text::new().favour(
                "The agreement holds by what would follow: those who gain by leaving fear a credible answer",
            ),
            [_, true, ..] => Text::new().caution(
                "The agreement holds only if threats are feared that those who make them would not gain by",
            ),
            _ => Text::new().against("The agreement does not hold"),
        };
        let text = text.plain(format!(" (holds under {})", under(holds)));
        match self.in_draws.as_slice() {
            [nash, .., sequential] if nash.draws > 0 => text.plain(format!(
                ". In {}% of {} draws of the intervals nobody gains by leaving; in {}% credible answers keep all.",
                percent(nash.share), nash.draws, percent(sequential.share)
            )),
            _ => text.plain("."),
        }
    }

    fn rests_on(&self, page: &mut Page) {
        let points = Points { decimals: 1 };
        let mut lines = Vec::new();
        for (player, loss) in &self.spoilers {
            lines.push(
                Text::from("Possible spoiler: ")
                    .strong(player)
                    .plain(format!(" is not asked and loses {} points by it.", points.of(*loss))),
            );
        }
        for link in &self.weakest_links {
            let verdict = if link.holds_without { "it would hold" } else { "it would not" };
            lines.push(
                Text::from("Weakest link: if ")
                    .plain(link.owners_said())
                    .plain(" could not use or end ")
                    .strong(link.levers.join(" and "))
                    .plain(format!(", {verdict} ({}).", self.weakest_links_under)),
            );
        }
        if self.weakest_links.is_empty() {
            lines.push(Text::from(format!(
                "No lever and no two decide this: taking away any leaves the verdict ({}).",
                self.weakest_links_under
            )));
        }
        for needed in &self.needed {
            let name = Text::new().strong(&needed.player);
            let text = match (needed.to_stay_unasked, needed.to_stay_deterred) {
                (None, _) => {
                    name.plain(": no guarantee keeps it; its red line must move, or the terms must.")
                }
                (Some(unasked), deterred) => {
                    let deterred = deterred.filter(|deterred| *deterred < unasked);
                    let deterred = deterred.map_or(String::new(), |rise| {
                        format!(", or {} with the answers it must expect", points.of(rise))
                    });
                    name.plain(format!(
                        ": to stay, the package must be worth {} points more to it{deterred}.",
                        points.of(unasked)
                    ))
                }
            };
            let text = if needed.guarantees.is_empty() {
                text.caution(" The case knows no guarantee for it.")
            } else {
                text.plain(format!(" In the case: {}.", needed.guarantees.join("; ")))
            };
            lines.push(text);
        }
        page.list(lines);
    }
}

impl Model {
    fn on(&self, page: &mut Page) {
        page.heading("What this stands on");
        page.paragraph(format!(
            "Who acts: {}. A state without agreement is worth what its levers make of no deal, an agreement what \
             the package is worth, both less the cost of levers used; every number halfway in its interval. Between \
             states of equal worth, whoever would gain from the agreement would rather have signed.",
            self.players.join(", ")
        ));
        let course = |course: &super::CourseSaid| {
            let today = if course.today { " (today)" } else { "" };
            let text = Text::from(format!("{}: ", course.owner))
                .strong(&course.id)
                .plain(format!(": {}{today}", course.name));
            let text = text.plain(" [").then(course.reference.text());
            let text = match &course.numbers {
                Some(numbers) => text.plain("; numbers ").then(numbers.text()),
                None => text,
            };
            text.plain("]")
        };
        page.list(self.courses.iter().map(course).collect());
        let caution = |line: &String| Text::new().caution(line);
        page.list(self.infeasible.iter().map(|line| Text::from(line.as_str())).collect());
        page.list(self.left_out.iter().map(|line| Text::from("left out: ").then(caution(line))).collect());
        page.list(self.not_stated.iter().map(caution).collect());
    }
}

/// `Nash, GMR and SEQ`, or `no behaviour`.
pub(super) fn under(holds: [bool; 4]) -> String {
    let names: Vec<_> =
        holds.iter().zip(CONCEPTS).filter(|(holds, _)| **holds).map(|(_, name)| name).collect();
    if names.is_empty() { "no behaviour looked at".to_owned() } else { phrase::list(&names) }
}
