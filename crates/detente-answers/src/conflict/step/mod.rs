//! A move as a step of an argument: who does what, whether that betters its position, by which numbers, and where
//! each of them is said.

mod amounts;
mod lines;
#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests read the catalogue of cases")]
mod tests;

use detente_conflict::{preference::Relation, stability::Step};
use schemars::JsonSchema;
use serde::Serialize;

use self::amounts::{Amount, amounts, in_points};
pub(super) use self::lines::lines_on;
use super::stability::setup::Setup;
use crate::{
    derivation::Means,
    page::Text,
    question::Question,
    text::{Reference, number::Points},
};

/// A move, with what it rests on.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct ArguedStep {
    /// Who moves.
    player: String,
    /// What it does.
    does: String,
    /// The courses that it changes, each with where it is said.
    courses: Vec<Changed>,
    /// What the move does to its own position.
    position: Position,
    /// Points of its own scale at central values, a loss below 0; absent across a red line.
    gains: Option<f64>,
    /// Where several act as one: of which of them the numbers are, the one that gains least.
    least: Option<String>,
    /// What that is made of.
    made_of: Vec<Amount>,
    /// Where it leads, in words.
    to: String,
}

/// A course that a move changes.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Changed {
    /// The identifier of a lever, or `consent-ua`.
    id: String,
    /// In words; empty for consent.
    name: String,
    /// Whether it is taken afterwards.
    taken: bool,
    /// Where it is said.
    reference: Reference,
}

/// What a move does to the position of whoever makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Position {
    /// It is better.
    Improves,
    /// It is as it was.
    Unchanged,
    /// It is worse.
    Worsens,
    /// Its members differ.
    Unclear,
}

impl ArguedStep {
    /// A step of the player's from a state.
    pub(super) fn of(question: &Question, setup: &Setup, from: usize, step: &Step) -> Self {
        let Step { party: player, to } = *step;
        let members = setup.derivation.players.get(player).map_or(&[][..], |player| &player.members);
        let code = |state: usize| setup.derivation.codes[state];
        let numbers = &setup.derivation.numbers;
        let gain =
            |party: usize| numbers.worth(party, code(to)).saturating_sub(numbers.worth(party, code(from)));
        let least = members.iter().copied().min_by_key(|&party| gain(party));
        let name = |party: usize| {
            let party = setup.negotiation.parties().get(party);
            party.map_or(String::new(), |party| question.short(&party.id).to_owned())
        };
        Self {
            player: setup.player(player).to_owned(),
            does: setup.does(from, to),
            courses: changed(question, setup, from, to),
            position: match setup.conflict.compare(player, to, from) {
                Relation::Better | Relation::MuchBetter => Position::Improves,
                Relation::Same => Position::Unchanged,
                Relation::Worse | Relation::MuchWorse => Position::Worsens,
                Relation::Unknown => Position::Unclear,
            },
            gains: in_points(least.map_or(0, gain)),
            least: least.filter(|_| members.len() > 1).map(name),
            made_of: least.map_or_else(Vec::new, |party| amounts(question, setup, party, from, to)),
            to: setup.words(to),
        }
    }

    /// The steps of a route.
    pub(super) fn route(question: &Question, setup: &Setup, from: usize, steps: &[Step]) -> Vec<Self> {
        let mut here = from;
        let argued = steps.iter().map(|step| {
            let argued = Self::of(question, setup, here, step);
            here = step.to;
            argued
        });
        argued.collect()
    }

    /// "UA consents".
    pub(super) fn short(&self) -> String {
        format!("{} {}", self.player, self.does)
    }

    /// Whether its mover would make it for its own sake.
    pub(super) fn improves(&self) -> bool {
        self.position == Position::Improves
    }

    /// The step in a sentence: who does what, what that is to it, and why.
    pub(super) fn text(&self) -> Text {
        let mover = Text::new().strong(&self.player);
        let courses = self.courses.iter().enumerate().fold(mover, |text, (place, course)| {
            let before = if place == 0 { " " } else { ", " };
            let name = if course.name.is_empty() { String::new() } else { format!(" ({})", course.name) };
            text.plain(format!("{before}{}{name}", course.does())).then(course.reference.in_brackets())
        });
        let verdict = self.verdict(courses.plain(". "));
        match self.made_of() {
            Some(why) => verdict.plain(": ").then(why).plain("."),
            None => verdict.plain("."),
        }
    }

    /// What its gain is made of, each part with where it is said; nothing where it has no parts.
    pub(super) fn made_of(&self) -> Option<Text> {
        let mut parts = self.made_of.iter().map(Amount::text);
        let first = parts.next()?;
        Some(parts.fold(first, |text, amount| text.plain("; ").then(amount)))
    }

    fn verdict(&self, text: Text) -> Text {
        let least = self.least.as_ref().map_or(String::new(), |name| format!(" ({name}, which gains least)"));
        let Some(gains) = self.gains else {
            return match self.position {
                Position::Improves => text.favour(format!("A gain to it{least}")),
                _ => text.against(format!("A loss to it{least}")),
            };
        };
        let points = Points { decimals: 1 }.of(gains.abs());
        match self.position {
            Position::Unclear => text.caution(format!("Its members differ about it{least}")),
            Position::Improves if gains > 0.0 => text.favour(format!("It gains {points} points{least}")),
            Position::Worsens if gains < 0.0 => text.against(format!("It loses {points} points{least}")),
            Position::Improves => {
                text.favour("It costs nothing, and it would rather have it so for what can follow")
            }
            Position::Worsens => {
                text.caution("It costs nothing by itself, and it would rather not for what can follow")
            }
            Position::Unchanged => text.plain("It changes nothing for it"),
        }
    }
}

impl Changed {
    /// "uses new-sanctions".
    fn does(&self) -> String {
        match (self.name.is_empty(), self.taken) {
            (true, true) => "consents".to_owned(),
            (true, false) => "withdraws its consent".to_owned(),
            (false, true) => format!("uses {}", self.id),
            (false, false) => format!("ends {}", self.id),
        }
    }
}

/// The courses that differ between two states.
fn changed(question: &Question, setup: &Setup, from: usize, to: usize) -> Vec<Changed> {
    let derivation = &setup.derivation;
    let (from, to) = (derivation.codes[from], derivation.codes[to]);
    let courses = derivation.courses.iter().enumerate();
    let changed = courses.filter(|(place, _)| (from ^ to) >> place & 1 == 1);
    changed
        .map(|(place, course)| Changed {
            id: course.id.clone(),
            name: if course.means == Means::Consent { String::new() } else { course.name.clone() },
            taken: to >> place & 1 == 1,
            reference: question.reference(&course.origin),
        })
        .collect()
}
