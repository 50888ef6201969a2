//! Does the agreement hold: who would leave it, and what keeps or fails to keep them.

use detente_conflict::{
    explanation::{Deterred, Failed, Verdict},
    stability::{Concept, Rule, Step, improvements},
};
use schemars::JsonSchema;
use serde::Serialize;

use super::setup::{Setup, points};
use crate::{
    answers::{argued::ArguedStep, verified::explained},
    page::Text,
    question::Question,
    stop::Stop,
    text::{Reference, number::Points},
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
    because: Vec<Reason>,
    /// Where what it would do is said.
    references: Vec<Reference>,
    /// What it would do as a step of an argument: by which numbers, each with where it is said.
    step: Option<ArguedStep>,
}

/// Why it stays or leaves.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Reason {
    /// In words.
    text: String,
    /// Where the levers named are said to exist.
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
    pub(super) fn of(question: &Question, setup: &Setup, player: usize, state: usize) -> Result<Self, Stop> {
        let conflict = &setup.conflict;
        let nash = Rule::from(Concept::Nash);
        let best = improvements(conflict, nash, player, state)
            .max_by_key(|&to| (setup.gain(player, to, state), std::cmp::Reverse(to)));
        let mut stable = [false; 4];
        for (stable, concept) in stable.iter_mut().zip(crate::conflict::derivation::CLASSIC) {
            *stable = matches!(explained(conflict, concept, player, state)?.verdict, Verdict::Stable(_));
        }
        let step = best.map(|to| Step { party: player, to });
        let references = setup.references(question, state, step.as_slice());
        let step = step.map(|step| ArguedStep::of(question, setup, state, &step));
        let would = best.map(|to| Departure {
            does: setup.does(state, to),
            gains: in_points(setup.gain(player, to, state)),
            to: setup.words(to),
        });
        let because = if best.is_some() { because(question, setup, player, state)? } else { Vec::new() };
        Ok(Self { player: setup.player(player).to_owned(), would, stable, because, references, step })
    }

    /// What it would do, as a step of an argument.
    pub(super) fn step(&self) -> Option<&ArguedStep> {
        self.step.as_ref()
    }

    /// Whether it would leave when it looks at credible answers.
    pub(super) fn leaves(&self) -> bool {
        !self.stable[3]
    }

    /// The player's name, if it gains by nothing that it can do alone.
    pub(super) fn content(&self) -> Option<&str> {
        self.would.is_none().then_some(self.player.as_str())
    }

    /// What it gains by and what keeps it; nothing for one that gains by nothing.
    pub(super) fn text(&self) -> Option<Text> {
        let name = Text::new().strong(&self.player);
        let would = self.would.as_ref()?;
        let verdict = |text: Text| match self.stable {
            [_, true, true, true] => text.favour("stays, deterred"),
            [_, _, _, true] => text.favour("stays: a credible answer deters it"),
            [_, true, ..] => {
                text.caution("leaves, unless it fears answers that would hurt those who give them")
            }
            _ => text.against("leaves: no answer deters it"),
        };
        let gains = match would.gains {
            None => " (the package crosses its red line)".to_owned(),
            Some(gains) => format!(" ({} points)", Points { decimals: 1 }.of(gains)),
        };
        let said = verdict(name.plain(format!(" would gain if it {}{gains}; it ", would.does)));
        let said = self.references.iter().fold(said, |text, reference| text.then(reference.in_brackets()));
        let said = match self.step.as_ref().and_then(ArguedStep::made_of) {
            Some(numbers) => said.plain(". By the numbers: ").then(numbers),
            None => said,
        };
        Some(self.because.iter().fold(said.plain("."), |text, reason| {
            let text = text.plain(format!(" {}", reason.text));
            reason.references.iter().fold(text, |text, one| text.then(one.in_brackets())).plain(".")
        }))
    }
}

/// `None` beyond what levers and packages can do: that is a red line.
fn in_points(millionths: i64) -> Option<f64> {
    let quantity = detente_case::Quantity::from_millionths(millionths);
    (quantity.to_f64().abs() < 100_000.0).then(|| quantity.to_f64())
}

fn because(question: &Question, setup: &Setup, player: usize, state: usize) -> Result<Vec<Reason>, Stop> {
    let of = |concept: Concept| Ok::<_, Stop>(explained(&setup.conflict, concept, player, state)?.verdict);
    let mut reasons = Vec::new();
    match of(Concept::Sequential)? {
        Verdict::Stable(deterred) => {
            reasons.extend(deterred_by(question, setup, &deterred, "The answer it fears: "));
        }
        Verdict::Unstable { improvement, answers } => {
            let text = undeterred(setup, player, state, improvement, &answers);
            reasons.push(Reason { text, references: Vec::new() });
            if let Verdict::Stable(deterred) = of(Concept::GeneralMetarational)? {
                reasons.extend(deterred_by(
                    question,
                    setup,
                    &deterred,
                    "It would stay only for fear of an answer that hurts those who give it: ",
                ));
            }
        }
    }
    Ok(reasons)
}

/// The answers that deter, each once, at most two.
fn deterred_by(question: &Question, setup: &Setup, deterred: &[Deterred], before: &str) -> Option<Reason> {
    let mut answers: Vec<String> = Vec::new();
    let mut references: Vec<Reference> = Vec::new();
    for one in deterred {
        let answer = setup.route(one.improvement, &one.answer).join(", then ");
        if !answers.contains(&answer) && answers.len() < 2 {
            let said = setup.references(question, one.improvement, &one.answer);
            references.extend(said.into_iter().filter(|one| !references.contains(one)).collect::<Vec<_>>());
            answers.push(answer);
        }
    }
    (!answers.is_empty()).then(|| Reason { text: format!("{before}{}", answers.join("; or ")), references })
}

/// Why no credible answer deters.
fn undeterred(setup: &Setup, player: usize, state: usize, improvement: usize, answers: &[Failed]) -> String {
    if answers.is_empty() {
        return format!("Once it {}, nobody else gains by any answer", setup.does(state, improvement));
    }
    let kept = answers.iter().map(|failed| setup.gain(player, failed.answer, state)).min().unwrap_or(0);
    let movers: std::collections::BTreeSet<usize> =
        answers.iter().flat_map(|failed| failed.last_movers.iter().copied()).collect();
    let movers: Vec<_> = movers.into_iter().map(|mover| setup.player(mover)).collect();
    if in_points(kept).is_none() {
        return "No answer is as bad for it as an agreement across its red line".to_owned();
    }
    format!(
        "Every answer that would pay {} still leaves it at least {} points better off than the agreement",
        movers.join(" or "),
        points(kept.max(0))
    )
}
