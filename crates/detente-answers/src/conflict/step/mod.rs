//! A move as a step of an argument: who does what, whether that betters its position, by how much or by which places
//! of its ranking, and where each part is said.

mod amounts;
mod lines;
#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests read the catalogue of cases")]
mod tests;

use detente_conflict::{preference::Relation, stability::Step as Move};
use serde::Serialize;

use self::amounts::{Amount, amounts};
pub(super) use self::{amounts::in_points, lines::lines_on};
use super::{
    derived::Derived,
    model::{Listed, StateName},
    rests_on::CourseKind,
    who::Who,
};
use crate::{
    page::Text,
    text::{Reference, number::Points},
};

/// A move, with what it rests on.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Step {
    /// Who moves.
    pub(super) player: Who,
    /// What it does.
    pub(super) does: String,
    /// The courses that it changes, each with where it is said.
    courses: Vec<Changed>,
    /// What the move does to its own position.
    position: Position,
    /// How much that is to it.
    pub(super) size: Size,
    /// Where it leads.
    to: StateName,
}

/// A course that a move changes.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Changed {
    /// What it is called.
    id: String,
    /// In words; absent in a file.
    name: Option<String>,
    /// What it is.
    kind: CourseKind,
    /// Whether it is taken afterwards.
    taken: bool,
    /// Where it is said; absent in a file.
    reference: Option<Reference>,
}

/// What a move does to the position of whoever makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(super) enum Position {
    /// It is better.
    Improves,
    /// It is as it was.
    Unchanged,
    /// It is worse.
    Worsens,
    /// Its members differ, or nobody says.
    Unclear,
}

/// How much a move is to whoever makes it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "in", rename_all = "kebab-case")]
pub(super) enum Size {
    /// Where the model is made of numbers.
    Points {
        /// Points of its own scale at central values, a loss below 0; absent across a red line.
        gains: Option<f64>,
        /// Where several act as one: of which of them the numbers are, the one that gains least.
        least: Option<Who>,
        /// What that is made of.
        made_of: Vec<Amount>,
    },
    /// Where states are ranked: places in its own ranking, 1 for the best.
    Places {
        /// The place of the state that it leaves.
        before: u32,
        /// The place of the state that it leads to.
        after: u32,
    },
    /// Nobody says what it prefers.
    NotStated,
}

impl Step {
    /// A move from a state.
    pub(super) fn of(listed: Listed<'_>, from: usize, step: &Move) -> Self {
        let Move { party: player, to } = *step;
        Self {
            player: listed.conflict.player(player).clone(),
            does: listed.does(from, to),
            courses: changed(listed, from, to),
            position: match listed.game().compare(player, to, from) {
                Relation::Better | Relation::MuchBetter => Position::Improves,
                Relation::Same => Position::Unchanged,
                Relation::Worse | Relation::MuchWorse => Position::Worsens,
                Relation::Unknown => Position::Unclear,
            },
            size: match listed.conflict.derived() {
                Some(derived) => Size::in_points(derived, player, from, to),
                None => Size::in_places(listed, player, from, to),
            },
            to: listed.name(to),
        }
    }

    /// The steps of a route.
    pub(super) fn route(listed: Listed<'_>, from: usize, steps: &[Move]) -> Vec<Self> {
        let mut here = from;
        let said = steps.iter().map(|step| {
            let said = Self::of(listed, here, step);
            here = step.to;
            said
        });
        said.collect()
    }

    /// "UA consents".
    pub(super) fn short(&self) -> String {
        format!("{} {}", self.player, self.does)
    }

    /// Whether its mover would make it for its own sake.
    pub(super) fn improves(&self) -> bool {
        self.position == Position::Improves
    }

    /// Whether nobody says what it is to its mover.
    pub(super) fn is_unclear(&self) -> bool {
        self.position == Position::Unclear
    }

    /// The step in a sentence: who does what, what that is to it, and why; without a full stop where it speaks of places.
    pub(super) fn text(&self) -> Text {
        let (before, after) = match &self.size {
            Size::Points { gains, least, .. } => {
                let verdict = self.verdict(self.with_courses().plain(". "), *gains, least.as_ref());
                return match self.made_of() {
                    Some(why) => verdict.plain(": ").then(why).plain("."),
                    None => verdict.plain("."),
                };
            }
            Size::NotStated => return self.by_position(),
            Size::Places { before, after } => (before, after),
        };
        let text = self.with_state();
        match after.cmp(before) {
            std::cmp::Ordering::Less => {
                text.favour(format!("a gain to it, from place {before} of its ranking to {after}"))
            }
            std::cmp::Ordering::Greater => {
                text.against(format!("a loss to it, from place {before} of its ranking to {after}"))
            }
            std::cmp::Ordering::Equal => {
                text.plain(format!("all the same to it, at place {before} of its ranking"))
            }
        }
    }

    /// Where states are not ranked: what the case says of this pair of them.
    fn by_position(&self) -> Text {
        let text = self.with_state();
        match self.position {
            Position::Improves => text.favour("a gain to it"),
            Position::Worsens => text.against("a loss to it"),
            Position::Unchanged => text.plain("all the same to it"),
            Position::Unclear => text.caution("the case does not say whether it gains by that"),
        }
    }

    /// "BUY takes up consent-buy, to state 4: ".
    fn with_state(&self) -> Text {
        Text::new().strong(&self.player).plain(format!(" {}, to state {}: ", self.does, self.to.number))
    }

    /// "US uses new-sanctions (sanctions on oil) [npr#9, C2]".
    fn with_courses(&self) -> Text {
        let mover = Text::new().strong(&self.player);
        self.courses.iter().enumerate().fold(mover, |text, (place, course)| {
            let before = if place == 0 { " " } else { ", " };
            let text = text.plain(format!("{before}{}", course.does()));
            match &course.reference {
                Some(reference) => text.then(reference.in_brackets()),
                None => text,
            }
        })
    }

    /// What its gain is made of, each part with where it is said; nothing where it has no parts.
    pub(super) fn made_of(&self) -> Option<Text> {
        let Size::Points { made_of, .. } = &self.size else { return None };
        let mut parts = made_of.iter().map(Amount::text);
        let first = parts.next()?;
        Some(parts.fold(first, |text, amount| text.plain("; ").then(amount)))
    }

    fn verdict(&self, text: Text, gains: Option<f64>, least: Option<&Who>) -> Text {
        let least = least.map_or(String::new(), |name| format!(" ({name}, which gains least)"));
        let Some(gains) = gains else {
            return if self.improves() {
                text.favour(format!("A gain to it{least}"))
            } else {
                text.against(format!("A loss to it{least}"))
            };
        };
        let points = Points { decimals: 1 }.of(gains.abs());
        match self.position {
            Position::Unclear => text.caution(format!("Its members differ about it{least}")),
            Position::Improves if gains > 0.0 => text.favour(format!("It gains {points} points{least}")),
            Position::Worsens if gains < 0.0 => text.against(format!("It loses {points} points{least}")),
            Position::Improves => {
                text.favour("It costs nothing, and it prefers this because of what can follow")
            }
            Position::Worsens => {
                text.caution("It costs nothing by itself, but it avoids this because of what can follow")
            }
            Position::Unchanged => text.plain("It changes nothing for it"),
        }
    }
}

impl Size {
    fn in_points(derived: &Derived, player: usize, from: usize, to: usize) -> Self {
        let members = derived.derivation.players.get(player).map_or(&[][..], |player| &player.members);
        let code = |state: usize| derived.derivation.codes[state];
        let numbers = &derived.derivation.numbers;
        let gain =
            |party: usize| numbers.worth(party, code(to)).saturating_sub(numbers.worth(party, code(from)));
        let least = members.iter().copied().min_by_key(|&party| gain(party));
        let name = |party: usize| {
            let party = derived.negotiation.parties().get(party);
            party.map(|party| Who::party(&party.id, derived.question.short(&party.id)))
        };
        Self::Points {
            gains: in_points(least.map_or(0, gain)),
            least: least.filter(|_| members.len() > 1).and_then(name),
            made_of: least.map_or_else(Vec::new, |party| amounts(derived, party, from, to)),
        }
    }

    fn in_places(listed: Listed<'_>, player: usize, from: usize, to: usize) -> Self {
        match (listed.place(player, from), listed.place(player, to)) {
            (Some(before), Some(after)) => Self::Places { before, after },
            (None, _) | (_, None) => Self::NotStated,
        }
    }
}

impl Changed {
    /// "uses sanctions on oil"; what a model states keeps its name there, with its words.
    fn does(&self) -> String {
        let verb = match (self.kind, self.taken) {
            (CourseKind::Consent, true) => return "consents".to_owned(),
            (CourseKind::Consent, false) => return "withdraws its consent".to_owned(),
            (CourseKind::Lever, true) => "uses",
            (CourseKind::Lever, false) => "ends",
            (CourseKind::Action, true) => "takes up",
            (CourseKind::Action, false) => "gives up",
        };
        let name = self.name.as_ref().filter(|name| !name.is_empty());
        match (self.kind, name) {
            (CourseKind::Lever, Some(name)) => format!("{verb} {name}"),
            (CourseKind::Consent | CourseKind::Action, Some(name)) => format!("{verb} {} ({name})", self.id),
            (_, None) => format!("{verb} {}", self.id),
        }
    }
}

/// The courses that differ between two states.
fn changed(listed: Listed<'_>, from: usize, to: usize) -> Vec<Changed> {
    let (from, to) = (listed.code(from), listed.code(to));
    let courses = listed.conflict.rests_on.courses.iter().enumerate();
    let changed = courses.filter(|(place, _)| (from ^ to) >> place & 1 == 1);
    let changed = changed.map(|(place, course)| Changed {
        id: course.id.clone(),
        name: course.name.clone().filter(|_| course.kind != CourseKind::Consent),
        kind: course.kind,
        taken: to >> place & 1 == 1,
        reference: course.reference.clone(),
    });
    changed.collect()
}

/// Where the levers that some of the moves change are said to exist, each once.
pub(super) fn references(listed: Listed<'_>, from: usize, steps: &[Move]) -> Vec<Reference> {
    let mut here = listed.code(from);
    let mut changed = 0;
    for step in steps {
        let there = listed.code(step.to);
        changed |= here ^ there;
        here = there;
    }
    let mut references: Vec<Reference> = Vec::new();
    for (place, course) in listed.conflict.rests_on.courses.iter().enumerate() {
        if changed >> place & 1 == 0 || course.kind == CourseKind::Consent {
            continue;
        }
        if let Some(reference) = &course.reference
            && references.iter().all(|known| known.text() != reference.text())
        {
            references.push(reference.clone());
        }
    }
    references
}
