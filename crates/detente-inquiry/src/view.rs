//! What can be said of a case before it is asked: from where it is seen, how often is drawn, in which form the answer is.

use clap::{Args, ValueEnum};
use detente_agreement::Plan;
use detente_answers::{
    answers::tabled::TypedTerms,
    ask::{Answered, SEED, plan},
    draws::Wanted,
    page::{markdown, terminal},
    question::Question,
    stop::Stop,
};
use detente_case::{Reader, TrafficLight, Word};
use detente_machine::failure::Failure;
use jiff::civil::Date;

use crate::what_if::{Saved, WhatIf};

/// From where the case is seen.
#[derive(Args, Clone, Default)]
#[command(next_help_heading = "View")]
pub struct ViewArgs {
    /// Use only what was known on this day [default: the day of the case]
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub as_of: Option<Date>,

    /// Also use what later sources say has held since this day or before, marked as known later
    #[arg(long)]
    pub looking_back: bool,

    /// Leave out statements below this Admiralty grade, such as C3
    #[arg(long, value_name = "GRADE", value_parser = parse_grade)]
    pub min_grade: Option<detente_case::Grade>,

    /// Also use the assumptions of this named set (repeatable)
    #[arg(long, value_name = "SET")]
    pub assume: Vec<String>,

    /// Use only what sources say, and no assumptions
    #[arg(long, conflicts_with = "assume")]
    pub sources_only: bool,

    /// Take lever effects as this party, bloc or person believes them to be
    #[arg(long, value_name = "ACTOR")]
    pub believed_by: Option<String>,

    /// Also use the statements of this compartment (repeatable)
    #[arg(long, value_name = "NAME")]
    pub compartment: Vec<String>,

    /// Leave out whatever bears a higher label, as for a reader who may see no more
    #[arg(long, value_name = "LABEL", value_parser = parse_label)]
    pub reader_label: Option<TrafficLight>,

    /// Refuse to answer if the answer would bear a higher label
    #[arg(long, value_name = "LABEL", value_parser = parse_label)]
    pub max_label: Option<TrafficLight>,

    /// Consider only packages with these terms: line = freeze and crimea != ua-de-jure
    #[arg(long, value_name = "TERMS", value_parser = TypedTerms::parse)]
    pub given: Option<TypedTerms>,

    #[command(flatten)]
    #[expect(missing_docs, reason = "a comment here would become the help of the command")]
    pub what_if: WhatIf,
}

impl ViewArgs {
    /// The view as it is typed, an option each, for commands to run next.
    #[must_use]
    pub fn typed(&self) -> Vec<String> {
        let mut typed = Vec::new();
        typed.extend(self.as_of.map(|date| format!("--as-of {date}")));
        typed.extend(self.looking_back.then(|| "--looking-back".to_owned()));
        typed.extend(self.min_grade.map(|grade| format!("--min-grade {grade}")));
        typed.extend(self.assume.iter().map(|set| format!("--assume {set}")));
        typed.extend(self.sources_only.then(|| "--sources-only".to_owned()));
        typed.extend(self.believed_by.as_ref().map(|actor| format!("--believed-by {actor}")));
        typed.extend(self.compartment.iter().map(|name| format!("--compartment {name}")));
        typed.extend(self.reader_label.map(|label| format!("--reader-label {}", label.as_str())));
        typed.extend(self.max_label.map(|label| format!("--max-label {}", label.as_str())));
        typed.extend(self.given.as_ref().map(|given| format!("--given \"{given}\"")));
        typed.extend(self.what_if.typed());
        typed
    }

    /// Whoever the answer is for.
    #[must_use]
    pub fn reader(&self) -> Reader {
        let highest = self.reader_label.unwrap_or(TrafficLight::Red);
        Reader { compartments: self.compartment.iter().cloned().collect(), highest }
    }

    /// The view with what a what-if file says.
    pub fn with_its_file(&self) -> Result<Self, Failure> {
        match &self.what_if.file {
            Some(file) => Saved::read(file)?.added_to(self),
            None => Ok(self.clone()),
        }
    }
}

/// How uncertain numbers are drawn.
#[derive(Args, Clone)]
#[command(next_help_heading = "Uncertainty")]
pub struct PlanArgs {
    /// Joint draws from the intervals [default: 1000]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub draws: Option<u32>,

    /// The seed: the same seed gives the same draws
    #[arg(long, default_value_t = SEED, value_name = "N", allow_negative_numbers = true, value_parser = parse_seed)]
    pub seed: u64,
}

impl PlanArgs {
    /// The plan: so many draws as typed, else as many as the question usually makes.
    #[must_use]
    pub fn plan(&self, default: Option<u32>) -> Wanted {
        let with_seed = |plan: Plan| Plan { seed: self.seed, ..plan };
        match (self.draws, plan(self.draws.or(default))) {
            (Some(_), Wanted::Usual(plan) | Wanted::Typed(plan)) => Wanted::Typed(with_seed(plan)),
            (None, Wanted::Usual(plan) | Wanted::Typed(plan)) => Wanted::Usual(with_seed(plan)),
        }
    }
}

impl Default for PlanArgs {
    fn default() -> Self {
        Self { draws: None, seed: SEED }
    }
}

/// How an answer is printed: as a page of text, as Markdown, or as JSON.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "comments on its values would become lines of help")]
pub enum Format {
    Text,
    Md,
    Json,
}

impl Format {
    /// An answer in this form, with what it was made from; on request with the colours of a terminal.
    pub fn of(
        self,
        name: &str,
        question: &Question,
        answered: &dyn Answered,
        coloured: bool,
    ) -> Result<String, Stop> {
        let made_from = || answered.provenance(question);
        Ok(match self {
            Self::Json => answered.json(name, question)?,
            Self::Md => markdown::render(&answered.page(question)) + &made_from().under_markdown(),
            Self::Text => {
                let text = terminal::render(&answered.page(question)) + &made_from().under_text();
                if coloured { text } else { anstream::adapter::strip_str(&text).to_string() }
            }
        })
    }
}

/// A day as cases write it.
pub fn parse_date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a day is written as 2025-04-23".to_owned())
}

/// A label of the Traffic Light Protocol, with or without `TLP:`.
pub fn parse_label(text: &str) -> Result<TrafficLight, String> {
    let plain = text.to_lowercase().replace('+', "-");
    let label = TrafficLight::from_text(plain.strip_prefix("tlp:").unwrap_or(&plain));
    label.ok_or_else(|| format!("a label is one of {}", labels().join(", ")))
}

/// The labels, as they are typed.
fn labels() -> Vec<&'static str> {
    TrafficLight::ALL.iter().map(|label| label.as_str()).collect()
}

/// The seed of draws.
fn parse_seed(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("a seed is a whole number from 0 to {}", u64::MAX))
}

/// An Admiralty grade.
pub fn parse_grade(text: &str) -> Result<detente_case::Grade, detente_case::NotAGrade> {
    text.parse()
}
