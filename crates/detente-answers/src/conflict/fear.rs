//! A move that would be a gain, and what keeps its mover from it.

use detente_conflict::{
    explanation::{Deterred, Verdict},
    stability::{Concept, Step as Move},
};
use serde::Serialize;

use super::{model::Listed, step::Step, verified::explained};
use crate::{page::Text, stop::Stop};

/// A move that would be a gain, and the answer that its mover fears.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Fear {
    /// What it would do.
    pub(super) would: Step,
    /// How the others would answer, step by step.
    pub(super) answer: Vec<Step>,
}

/// Why a player stays in a state, or leaves it.
pub(super) enum Turned {
    /// Every move that it would gain by is deterred.
    Stays(Vec<Deterred>),
    /// Nothing deters it from this one.
    Leaves(Box<Step>),
}

impl Turned {
    /// Why, as the verifier accepts it.
    pub(super) fn of(
        listed: Listed<'_>,
        concept: Concept,
        player: usize,
        state: usize,
    ) -> Result<Self, Stop> {
        Ok(match explained(listed.game(), concept, player, state)?.verdict {
            Verdict::Stable(deterred) => Self::Stays(deterred),
            Verdict::Unstable { improvement, .. } => {
                Self::Leaves(Box::new(Step::of(listed, state, &Move { party: player, to: improvement })))
            }
        })
    }
}

impl Fear {
    /// What deters a player from a move.
    pub(super) fn of(listed: Listed<'_>, player: usize, state: usize, deterred: &Deterred) -> Self {
        let would = Move { party: player, to: deterred.improvement };
        Self {
            would: Step::of(listed, state, &would),
            answer: Step::route(listed, deterred.improvement, &deterred.answer),
        }
    }

    /// Where states are ranked: the move, and the answer step by step.
    pub(super) fn text(&self) -> Text {
        let text = self.would.text().favour("; it fears this answer: ");
        let steps = self.answer.iter().enumerate();
        steps
            .fold(text, |text, (place, step)| {
                if place == 0 { text } else { text.plain("; then ") }.then(step.text())
            })
            .plain(".")
    }
}

/// Where states are ranked: a move that nothing deters.
pub(super) fn undeterred(step: &Step) -> Text {
    step.text().against("; no credible answer deters it.")
}
