//! Questions about the future that can be scored.

use detente_case::{ForecastId, Interval};
use detente_talks::outlook::{self, ForecastStatus};
use jiff::civil::Date;
use serde::Serialize;

use super::ultimatums::told;
use crate::{
    page::{Page, Text},
    question::Question,
    text::{Reference, phrase},
};

/// A question about the future, settled by a stated criterion on a stated day.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Forecast {
    /// The forecast.
    pub id: ForecastId,
    /// The question.
    pub question: String,
    /// What counts as yes.
    pub criterion: String,
    /// The day by which it is settled.
    pub resolves_by: Date,
    /// The chance of yes, 0–1.
    pub chance: Option<Interval>,
    /// The same in the words of ICD 203.
    pub words: Option<String>,
    /// Open, due, or resolved with its Brier score.
    pub status: ForecastStatus,
    /// Where it is reported or by whom assumed.
    pub said: Reference,
}

impl Forecast {
    pub(super) fn build(question: &Question) -> Vec<Self> {
        let found = outlook::forecasts(&question.case).into_iter().zip(question.case.forecasts.values());
        found
            .map(|(state, forecast)| Self {
                id: state.forecast.clone(),
                question: forecast.question.clone(),
                criterion: forecast.criterion.clone(),
                resolves_by: state.resolves_by,
                chance: state.chance,
                words: state.words,
                status: state.status,
                said: question.reference(state.said.0),
            })
            .collect()
    }

    fn show(&self, page: &mut Page) {
        page.paragraph(Text::new().strong(&self.question).then(self.said.in_brackets()));
        let chance = match (self.chance, &self.words) {
            (Some(chance), Some(words)) => Text::from(told(chance, words)),
            _ => Text::new().caution("not said"),
        };
        page.facts(vec![
            ("chance".to_owned(), chance),
            ("yes if".to_owned(), Text::from(&self.criterion)),
            ("settled".to_owned(), self.status()),
        ]);
    }

    fn status(&self) -> Text {
        let by = self.resolves_by;
        match self.status {
            ForecastStatus::Open { days } => {
                let days = phrase::count(days.unsigned_abs() as usize, "day");
                Text::from(format!("by {by}, in {days}"))
            }
            ForecastStatus::Due => {
                Text::new().caution("due").plain(format!(" since {by}; the case does not say how it ended"))
            }
            ForecastStatus::Resolved { outcome, brier } => {
                let outcome = if outcome { "yes" } else { "no" };
                let score = brier
                    .map_or(String::new(), |score| format!("; Brier score {score} (0 is best, 1 is worst)"));
                Text::new().strong(outcome).plain(score)
            }
        }
    }
}

pub(super) fn show(forecasts: &[Forecast], page: &mut Page) {
    if !forecasts.is_empty() {
        page.heading("Forecasts");
    }
    for forecast in forecasts {
        forecast.show(page);
    }
}
