//! How the answer of `detente path` reads: each way as a numbered argument.

use std::collections::BTreeSet;

use super::{Path, Way};
use crate::{
    answer::Answer,
    answers::{
        argued::{ArguedStep, lines_on},
        stability::setup,
    },
    page::{Page, Text},
    question::Question,
    text::phrase,
};

impl Answer for Path {
    fn page(&self, question: &Question) -> Page {
        let mut page = Page::new(&question.whole.title);
        page.heading("How one gets there from today");
        setup::begin(&mut page, question, self.on_the_table.as_ref());
        page.paragraph(format!("Today: {}.", self.today));
        let mut known = BTreeSet::new();
        if self.to_agreements.is_empty() {
            page.heading("To an agreement");
            page.paragraph("No agreement can be come to.");
        }
        for way in self.to_agreements.iter().chain(&self.elsewhere) {
            page.heading(format!("To state {}: {}", way.to.number, way.to.words));
            way.on(&mut page, &mut known);
        }
        let ways = self.to_agreements.iter().chain(&self.elsewhere);
        let shown = ways.filter_map(|way| way.by_improvements.as_ref().or(way.by_any_moves.as_ref()));
        lines_on(&mut page, shown.flatten());
        page.paragraph(
            "Points are of the mover's own scale, at central values; consent is needed where the brackets say. \
             Whether a state holds is judged by credible answers (SEQ).",
        );
        page.next(vec![
            (question.command("stability"), "which of these hold, and why".to_owned()),
            (question.command("openers"), "what would make it worth it to those who would lose".to_owned()),
            (
                question.command("inverse --state 1"),
                "why one holds, or what would have to be different for it to".to_owned(),
            ),
            (question.command("talks"), "who meets whom to take the first step".to_owned()),
        ]);
        page
    }
}

impl Way {
    /// The way; steps that were argued before are only named.
    fn on(&self, page: &mut Page, known: &mut BTreeSet<String>) {
        let holds = if self.to.holds[3] {
            Text::new().favour("It holds. ")
        } else {
            Text::new().against("It does not hold. ")
        };
        match (self.by_improvements.as_deref(), self.by_any_moves.as_deref()) {
            (Some([]), _) => page.paragraph(Text::from("Things stand there today. ").then(holds)),
            (Some(steps), _) => {
                page.paragraph(holds.favour("Every step is a gain to whoever takes it:"));
                steps_on(page, steps, known);
            }
            (None, Some(steps)) => {
                let reluctant: BTreeSet<usize> =
                    (0..steps.len()).filter(|&place| !steps[place].improves()).collect();
                let reluctant: Vec<_> = reluctant.iter().map(|place| (place + 1).to_string()).collect();
                let which = if reluctant.len() == 1 { "step" } else { "steps" };
                page.paragraph(holds.caution(format!(
                    "Not by gains alone: {which} {} would need another reason. The shortest way:",
                    phrase::list(&reluctant)
                )));
                steps_on(page, steps, known);
            }
            (None, None) => page.paragraph(holds.against("No sequence of moves leads there.")),
        }
    }
}

/// The steps, numbered. One that was argued before, from the same state, is only named.
fn steps_on(page: &mut Page, steps: &[ArguedStep], known: &mut BTreeSet<String>) {
    let mut before = String::new();
    let lines = steps.iter().zip(1..).map(|(step, number)| {
        before = format!("{before} > {}", step.short());
        let first = known.insert(before.clone());
        let text = if first { step.text() } else { Text::from(format!("{}: as above.", step.short())) };
        (format!("{number}."), text)
    });
    page.facts(lines.collect());
}
