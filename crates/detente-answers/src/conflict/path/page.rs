//! How the answer of `detente path` reads: each way as a numbered argument.

use std::collections::BTreeSet;

use super::{Path, Route, Wanted};
use crate::{
    answer::Answer,
    conflict::{
        about::About,
        losses,
        state::Holds,
        step::{Step, lines_on},
    },
    page::{Page, Text},
    question::Question,
    text::phrase,
};

impl Answer for Path {
    fn page(&self, question: &Question) -> Page {
        self.page_about(About::of(question))
    }
}

impl Path {
    /// How it reads.
    #[must_use]
    pub fn page_about(&self, about: About<'_>) -> Page {
        if about.is_derived() { self.argued(about) } else { self.numbered(about) }
    }

    /// As arguments by numbers.
    fn argued(&self, about: About<'_>) -> Page {
        let mut page = about.page();
        let from = if self.from_today { "today".to_owned() } else { format!("state {}", self.from.number) };
        page.heading(format!("How one gets there from {from}"));
        about.begin(&mut page, self.on_the_table.as_ref());
        let from = if self.from_today { "Today".to_owned() } else { format!("State {}", self.from.number) };
        page.paragraph(format!("{from}: {}.", self.from.words));
        if self.to != Wanted::Named && self.routes.iter().all(|route| route.to.agreement != Some(true)) {
            page.heading("To an agreement");
            page.paragraph("No sequence of moves leads to an agreement.");
        }
        let mut known = BTreeSet::new();
        for route in &self.routes {
            page.heading(format!("To state {}: {}", route.to.name.number, route.to.name.words));
            route.argued_on(&mut page, self.from_today, &mut known);
        }
        lines_on(&mut page, self.routes.iter().filter_map(Route::shown).flatten());
        page.paragraph(
            "Points are on the mover's own scale, at central values. Brackets show where the case says that \
             consent is needed. Whether a state holds is judged by answers that pay those who give them (SEQ).",
        );
        page.next(vec![
            about.next("stability", "which of these states hold, and why"),
            about.next("openers", "what would make the steps worth taking for those who would lose"),
            about.next("inverse --state 1", "why a state holds, or what would make it hold"),
            about.next("talks", "who meets whom to take the first step"),
        ]);
        page
    }

    /// As places in rankings, states by number.
    fn numbered(&self, about: About<'_>) -> Page {
        let mut page = about.page();
        let those = match self.to {
            Wanted::Holding => "that hold",
            Wanted::Open => "that may hold",
            Wanted::Named => "",
        };
        page.heading(match (self.to, self.routes.first()) {
            (Wanted::Named, Some(route)) => {
                format!("From state {} to state {}", self.from.number, route.to.name.number)
            }
            _ => format!("From state {} to those {those} (SEQ)", self.from.number),
        });
        if self.to == Wanted::Open {
            page.paragraph(
                Text::new().caution("No state holds for certain, because it depends on unknown preferences."),
            );
        }
        if self.routes.is_empty() {
            page.paragraph("No state holds.");
        }
        for route in &self.routes {
            route.numbered_on(&mut page);
        }
        self.rests_on.on(&mut page);
        losses::on(&mut page, &self.not_counted);
        page.next(vec![about.next("stability", "which states hold")]);
        page
    }
}

impl Route {
    /// The way; steps that were argued before are only named.
    fn argued_on(&self, page: &mut Page, from_today: bool, known: &mut BTreeSet<String>) {
        let holds = match self.to.holds.seq {
            Holds::Holds => Text::new().favour("It holds. "),
            Holds::Open | Holds::No => Text::new().against("It does not hold. "),
        };
        match (self.by_improvements.as_deref(), self.by_any_moves.as_deref()) {
            (Some([]), _) => {
                let today = if from_today { " today" } else { "" };
                page.paragraph(Text::from(format!("Things stand there{today}. ")).then(holds));
            }
            (Some(steps), _) => {
                page.paragraph(holds.favour("Every step gains whoever takes it:"));
                steps_on(page, steps, known);
            }
            (None, Some(steps)) => {
                let reluctant = (1..).zip(steps).filter(|(_, step)| !step.improves());
                let reluctant: Vec<_> = reluctant.map(|(number, _): (usize, _)| number.to_string()).collect();
                let which = if reluctant.len() == 1 { ("step", "needs") } else { ("steps", "need") };
                page.paragraph(holds.caution(format!(
                    "Not every step gains whoever takes it: {} {} {} another reason. The shortest way:",
                    which.0,
                    phrase::list(&reluctant),
                    which.1
                )));
                steps_on(page, steps, known);
            }
            (None, None) => page.paragraph(holds.against("No sequence of moves leads there.")),
        }
    }

    fn numbered_on(&self, page: &mut Page) {
        let name = &self.to.name;
        let to = Text::from("To state ").strong(format!("{} ({})", name.number, name.courses));
        match (self.by_improvements.as_deref(), self.by_any_moves.as_deref()) {
            (Some([]), _) => return page.paragraph(to.plain(": this is the state to start from.")),
            (Some(_), _) => page.paragraph(to.favour(": by gains alone.")),
            (None, Some(steps)) if steps.iter().all(|step| step.improves() || step.is_unclear()) => page
                .paragraph(to.caution(
                    ": the case does not say whether every step gains whoever takes it. The shortest way:",
                )),
            (None, Some(_)) => page.paragraph(to.caution(
                ": not every step gains whoever takes it. The shortest \
                way:",
            )),
            (None, None) => return page.paragraph(to.against(": no sequence of moves leads there.")),
        }
        let steps = self.shown().unwrap_or_default().iter().zip(1..);
        page.facts(steps.map(|(step, number)| (format!("{number}."), step.text().plain("."))).collect());
    }
}

/// The steps, numbered. One that was argued before, from the same state, is only named.
fn steps_on(page: &mut Page, steps: &[Step], known: &mut BTreeSet<String>) {
    let mut before = String::new();
    let lines = steps.iter().zip(1..).map(|(step, number)| {
        before = format!("{before} > {}", step.short());
        let first = known.insert(before.clone());
        let text = if first { step.text() } else { Text::from(format!("{}: as above.", step.short())) };
        (format!("{number}."), text)
    });
    page.facts(lines.collect());
}
