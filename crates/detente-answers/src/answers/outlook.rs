//! `detente outlook`: deadlines, scenarios, tripwires, and forecasts that can be scored.

mod forecasts;
mod scenarios;
mod ultimatums;

use detente_case::{FactorDirection, FactorId};
use detente_talks::outlook;
use serde::Serialize;

use self::{forecasts::Forecast, scenarios::Scenarios, ultimatums::Ultimatum};
use super::forecast::{self, Ahead};
use crate::ask::{Asked, DRAWS, Group, boxed};
use crate::described::Described;
use crate::{
    answer::Answer,
    page::{Page, Text},
    question::Question,
    text::Reference,
};

/// The answer of `detente outlook`.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Outlook {
    /// Threats with a trigger, and what their deadlines mean from day to day.
    ultimatums: Vec<Ultimatum>,
    /// Ways events may go.
    scenarios: Scenarios,
    /// Circumstances: what favours agreement first, then what hinders it, then what is open.
    factors: Vec<Factor>,
    /// Questions about the future, settled by a stated criterion on a stated day.
    forecasts: Vec<Forecast>,
    /// Where issues come out whose options have an order: `forecast` says how.
    issues: Vec<Ahead>,
}

/// A circumstance.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Factor {
    /// The factor.
    id: FactorId,
    /// What it is.
    name: String,
    /// Whether it helps.
    direction: FactorDirection,
    /// Where it is reported.
    said: Reference,
}

/// Builds the answer.
#[must_use]
pub fn answer(question: &Question) -> Outlook {
    let factors = outlook::circumstances(&question.case).into_iter().map(|found| Factor {
        id: found.factor.clone(),
        name: question
            .case
            .factors
            .get(found.factor)
            .map_or_else(|| found.factor.to_string(), |factor| factor.name.clone()),
        direction: found.direction,
        said: question.reference(found.said.0),
    });
    Outlook {
        ultimatums: Ultimatum::build(question),
        scenarios: Scenarios::build(question),
        factors: factors.collect(),
        forecasts: Forecast::build(question),
        issues: forecast::ahead(question),
    }
}

/// `detente outlook`.
pub const ASKED: Asked = Asked {
    name: "outlook",
    about: "Show deadlines, scenarios and forecasts",
    group: Group::Talks,
    after_help: "Example:\n  detente outlook cases/london-2025",
    options: &[],
    draws: DRAWS,
    on_threads: false,
    answer: |question, _, _| boxed(answer(question)),
    schema: Described::of::<Outlook>(),
};

impl Answer for Outlook {
    fn page(&self, question: &Question) -> Page {
        let mut page = Page::new(&question.whole.title);
        ultimatums::show(&self.ultimatums, &mut page, question);
        self.scenarios.show(&mut page);
        let threatened = self.ultimatums.iter().any(|one| one.credibility.is_some() && one.window.is_some());
        if threatened && self.scenarios.ways.iter().any(|way| way.chance.is_some()) {
            page.paragraph(
                "`deadline` may count more for the same event: it asks how often a threat is carried out if nothing is \
                 agreed by then. A chance here is its owner's, whatever happens before.",
            );
        }
        self.show_factors(&mut page);
        forecasts::show(&self.forecasts, &mut page);
        forecast::ahead_on(&mut page, &self.issues);
        if page.blocks.is_empty() {
            page.paragraph("The case has no ultimatum, scenario, circumstance or forecast.");
        }
        page.next(next(self, question));
        page
    }
}

impl Outlook {
    fn show_factors(&self, page: &mut Page) {
        if self.factors.is_empty() {
            return;
        }
        page.heading("What favours and what hinders agreement");
        let line = |factor: &Factor| {
            let direction = match factor.direction {
                FactorDirection::Favours => Text::new().favour("favours"),
                FactorDirection::Hinders => Text::new().against("hinders"),
                FactorDirection::Open => Text::new().caution("open"),
            };
            direction.plain(format!(": {}", factor.name)).then(factor.said.in_brackets())
        };
        page.list(self.factors.iter().map(line).collect());
    }
}

fn next(outlook: &Outlook, question: &Question) -> Vec<(String, String)> {
    let mut commands = Vec::new();
    if !outlook.ultimatums.is_empty() {
        let command = question.command("levers");
        commands.push((command, "who is hurt if a threat is carried out".to_owned()));
    }
    if !outlook.issues.is_empty() {
        let command = question.command("forecast");
        commands.push((command, "each model, and what moves the outcome most".to_owned()));
    }
    if let Some(forecast) = outlook.forecasts.first() {
        let command = question.command(&format!("show {}", forecast.id));
        commands.push((command, "everything the case says of a forecast".to_owned()));
    }
    commands
}
