//! An explanation with its evidence, with and without low grades.

use detente_case::Bearing;
use detente_talks::hypotheses::{self, Count, LowGrades};
use serde::Serialize;

use crate::{
    answers::talks::explanations::{Hypothesis, standing},
    page::{Page, Table, Text},
    question::Question,
    text::phrase,
};

/// A hypothesis, weighed.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub(super) struct Weighing(Hypothesis);

impl Weighing {
    pub(super) fn build(question: &Question, id: &str) -> Option<Self> {
        let weighed = hypotheses::hypotheses(&question.case, LowGrades::Usual);
        let found = weighed.iter().find(|found| found.hypothesis.as_str() == id)?;
        Some(Self(Hypothesis::of(question, found)))
    }

    pub(super) fn show(&self, page: &mut Page) {
        let found = &self.0;
        let flips = if found.flips { Text::new().caution(": weak evidence decides") } else { Text::new() };
        page.facts(vec![
            ("all evidence".to_owned(), standing(found.all.standing)),
            ("without weak".to_owned(), standing(found.without_low.standing).then(flips)),
            ("for".to_owned(), Text::from(claims(found.all.consistent))),
            ("against".to_owned(), Text::from(claims(found.all.inconsistent))),
        ]);
        page.heading("Evidence");
        let mut table = Table::new(["bears", "claim", "source"]);
        for evidence in &found.evidence {
            let bearing = match evidence.bearing {
                Bearing::Consistent => Text::new().favour("for"),
                Bearing::Neutral => Text::from("neither"),
                Bearing::Inconsistent => Text::new().against("against"),
            };
            let left_out = if evidence.left_out { Text::new().caution(" (weak)") } else { Text::new() };
            let claim = Text::from(format!("{}: {}", evidence.claim, evidence.says));
            table.row(vec![bearing.then(left_out), claim, evidence.said.text()]);
        }
        page.table(table.tight(&[0]));
    }
}

fn claims(count: Count) -> String {
    match count.claims {
        0 => "nothing".to_owned(),
        claims => format!(
            "{} from {}",
            phrase::count(claims, "claim"),
            phrase::count(count.independent, "original source")
        ),
    }
}
