//! Does the agreement hold: who would leave it, and what keeps or fails to keep them.

use detente_conflict::{
    explanation::{Deterred, Failed, Verdict, explain},
    stability::{Concept, Rule, improvements},
};
use schemars::JsonSchema;
use serde::Serialize;

use super::setup::{Setup, points};
use crate::{
    answers::{Question, Reference, number::Points},
    derivation::Means,
    page::Text,
};

/// What one player would do about a state.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Temptation {
    /// Who.
    player: String,
    /// What it would do; absent when it gains by nothing.
    would: Option<Departure>,
    /// Whether the state is stable for it under Nash, GMR, SMR and SEQ.
    pub(super) stable: [bool; 4],
    /// What deters it from its best departure, or why nothing does, under SEQ and, where the answer differs, GMR.
    because: Vec<String>,
    /// Where what it would do is said.
    references: Vec<Reference>,
}

/// A move that its mover gains by.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Departure {
    /// What it does.
    does: String,
    /// What it gains, in points of its own scale at central values; the least of a bloc's members. Absent where
    /// it gets rid of an agreement that crosses its red line.
    gains: Option<f64>,
    /// The state it leads to, in words.
    to: String,
}

impl Temptation {
    /// What a player would do about a state.
    pub(super) fn of(question: &Question, setup: &Setup, player: usize, state: usize) -> Self {
        let conflict = &setup.conflict;
        let nash = Rule::from(Concept::Nash);
        let best = improvements(conflict, nash, player, state)
            .max_by_key(|&to| (setup.gain(player, to, state), std::cmp::Reverse(to)));
        let stable = crate::derivation::CLASSIC.map(|concept| {
            explain(conflict, concept.into(), player, state)
                .is_some_and(|explanation| matches!(explanation.verdict, Verdict::Stable(_)))
        });
        let mut references = Vec::new();
        if let Some(to) = best {
            let changed = setup.derivation.codes[state] ^ setup.derivation.codes[to];
            for (place, course) in setup.derivation.courses.iter().enumerate() {
                if changed >> place & 1 == 1 && course.means != Means::Consent {
                    references.push(question.reference(&course.origin));
                }
            }
        }
        let would = best.map(|to| Departure {
            does: setup.does(state, to),
            gains: in_points(setup.gain(player, to, state)),
            to: setup.words(to),
        });
        let because = if best.is_some() { because(setup, player, state) } else { Vec::new() };
        Self { player: setup.player(player).to_owned(), would, stable, because, references }
    }

    /// Whether it would leave when it looks at credible answers.
    pub(super) fn leaves(&self) -> bool {
        !self.stable[3]
    }

    pub(super) fn text(&self) -> Text {
        let name = Text::new().strong(&self.player);
        let Some(would) = &self.would else {
            return name.plain(": gains by nothing it can do alone.");
        };
        let verdict = |text: Text| match self.stable {
            [_, true, true, true] => text.favour("stays, deterred"),
            [_, _, _, true] => text.favour("stays: a credible answer deters it"),
            [_, true, ..] => text.caution("leaves, unless it fears answers that would hurt those who give them"),
            _ => text.against("leaves: no answer deters it"),
        };
        let gains = match would.gains {
            None => " (the package crosses its red line)".to_owned(),
            Some(gains) => format!(" ({} points)", Points { decimals: 1 }.of(gains)),
        };
        let said = verdict(name.plain(format!(" would gain if it {}{gains}; it ", would.does)));
        let reasons: String = self.because.iter().map(|reason| format!(" {reason}")).collect();
        let text = said.plain(".").plain(reasons);
        self.references.iter().fold(text, |text, reference| text.then(reference.in_brackets()))
    }
}

/// `None` beyond what levers and packages can do: that is a red line.
fn in_points(millionths: i64) -> Option<f64> {
    let quantity = detente_case::Quantity::from_millionths(millionths);
    (quantity.to_f64().abs() < 100_000.0).then(|| quantity.to_f64())
}

fn because(setup: &Setup, player: usize, state: usize) -> Vec<String> {
    let explained = |concept: Concept| {
        explain(&setup.conflict, concept.into(), player, state).map(|explanation| explanation.verdict)
    };
    let mut reasons = Vec::new();
    match explained(Concept::Sequential) {
        Some(Verdict::Stable(deterred)) => reasons.extend(deterred_by(setup, &deterred, "")),
        Some(Verdict::Unstable { improvement, answers }) => {
            reasons.push(undeterred(setup, player, state, improvement, &answers));
            if let Some(Verdict::Stable(deterred)) = explained(Concept::GeneralMetarational) {
                reasons.extend(deterred_by(setup, &deterred, "Only a threat against its own interest would: "));
            }
        }
        None => {}
    }
    reasons
}

/// The answers that deter, each once, at most two.
fn deterred_by(setup: &Setup, deterred: &[Deterred], before: &str) -> Option<String> {
    let mut answers: Vec<String> = Vec::new();
    for one in deterred {
        let answer = setup.route(one.improvement, &one.answer).join(", then ");
        if !answers.contains(&answer) {
            answers.push(answer);
        }
    }
    let more = answers.len().saturating_sub(2);
    answers.truncate(2);
    let more = if more == 0 { String::new() } else { format!(" (and {more} more)") };
    (!answers.is_empty()).then(|| {
        let answers = answers.join("; or ");
        if before.is_empty() { format!("The answer it fears: {answers}{more}.") } else { format!("{before}{answers}{more}.") }
    })
}

/// Why no credible answer deters.
fn undeterred(setup: &Setup, player: usize, state: usize, improvement: usize, answers: &[Failed]) -> String {
    if answers.is_empty() {
        return format!(
            "After it {}, nobody else gains by any answer.",
            setup.does(state, improvement)
        );
    }
    let kept = answers.iter().map(|failed| setup.gain(player, failed.answer, state)).min().unwrap_or(0);
    let movers: std::collections::BTreeSet<usize> =
        answers.iter().flat_map(|failed| failed.last_movers.iter().copied()).collect();
    let movers: Vec<_> = movers.into_iter().map(|mover| setup.player(mover)).collect();
    if in_points(kept).is_none() {
        return "No answer is as bad for it as an agreement across its red line.".to_owned();
    }
    format!(
        "What {} would answer in their own interest still leaves it better off than here (by at least {} points).",
        crate::answers::phrase::list(&movers),
        points(kept.max(0))
    )
}
