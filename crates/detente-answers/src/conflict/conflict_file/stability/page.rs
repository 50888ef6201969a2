//! How the states of a file read.

use detente_conflict::stability::Concept;

use super::{FileStability, Held, OpenFile};
use crate::{
    answers::behaviour::{numbered, stable_for},
    derivation::CLASSIC,
    page::{Page, Table, Text},
};

impl FileStability {
    /// How it reads.
    pub fn page(&self, file: &OpenFile) -> Page {
        let mut page = Page::new(&file.name);
        page.heading("Which states hold");
        let all = self.states.len() as u128 == self.of;
        let named = CLASSIC.map(Concept::short);
        let counts =
            self.equilibria.iter().zip(named).map(|(count, concept)| format!("{count} under {concept}"));
        let counts = counts.collect::<Vec<_>>().join(", ");
        if self.may_be == [0; 4] {
            page.paragraph(format!("Of {} states hold: {counts}.", self.of));
        } else {
            let more =
                self.may_be.iter().zip(named).map(|(count, concept)| format!("{count} under {concept}"));
            let more = more.collect::<Vec<_>>().join(", ");
            page.paragraph(
                Text::from(format!("Of {} states hold for certain: {counts}. ", self.of)).caution(format!(
                    "Open (?): {more}; whether these hold hangs on preferences that nobody states."
                )),
            );
        }
        if !self.states.is_empty() {
            if !all {
                page.paragraph(format!("The first {} that hold under some concept:", self.states.len()));
            }
            page.table(self.table());
        }
        page.list(self.held.iter().map(Held::text).collect());
        page.paragraph(format!(
            "Numbers are the parties for which a state is stable: {}. Courses in their order: {}. Found by {}.",
            numbered(&self.parties),
            self.courses.join(", "),
            self.method
        ));
        if let Some(today) = self.today {
            page.paragraph(format!("Today's state is {today}."));
        }
        self.why.on(&mut page);
        self.beyond.on(&mut page);
        rests_on(&mut page, &self.rests_on);
        losses_on(&mut page, &self.losses);
        if all {
            page.next(vec![
                (
                    format!("detente path {} --from {}", file.name, self.today.unwrap_or(1)),
                    "how one gets from a state to those that hold".to_owned(),
                ),
                (
                    format!("detente inverse {} --state 1", file.name),
                    "why a state holds, or what would make it".to_owned(),
                ),
            ]);
        }
        page
    }

    fn table(&self) -> Table {
        let mut table = Table::new(["state", "courses", "Nash", "GMR", "SMR", "SEQ"]);
        table.tight = (0..6).collect();
        for state in &self.states {
            let mut row = vec![Text::from(state.number.to_string()), Text::from(state.courses.as_str())];
            row.extend((0..4).map(|concept| {
                if state.may_be[concept] {
                    return Text::new().caution("?");
                }
                stable_for(state.stable.iter().map(|stable| stable[concept]))
            }));
            table.row(row);
        }
        table
    }
}

impl Held {
    fn text(&self) -> Text {
        let more = if self.all { "" } else { " and more" };
        let patterns = if self.patterns.is_empty() { "none".to_owned() } else { self.patterns.join(" ") };
        Text::new().strong(&self.concept).plain(format!(": {patterns}{more}"))
    }
}

/// Where the parts of a model are said.
pub(in crate::conflict::conflict_file) fn rests_on(page: &mut Page, lines: &[String]) {
    if !lines.is_empty() {
        page.heading("What the model rests on");
        page.list(lines.iter().map(|line| Text::from(line.as_str())).collect());
    }
}

/// What of the file does not count.
pub(in crate::conflict::conflict_file) fn losses_on(page: &mut Page, losses: &[String]) {
    if !losses.is_empty() {
        page.heading("Of the file");
        page.list(losses.iter().map(|loss| Text::new().caution(loss.as_str())).collect());
    }
}
