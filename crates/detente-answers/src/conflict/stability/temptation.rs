//! Does the agreement hold: who would leave it, and what keeps or fails to keep them.

use detente_conflict::{
    explanation::{Deterred, Failed, Verdict},
    stability::{Concept, Rule, Step as Move, improvements},
};
use serde::Serialize;

use crate::{
    conflict::{
        concepts::ByConcept,
        derived::{Derived, points},
        model::Listed,
        step::{Size, Step, in_points, references},
        verified::explained,
        who::Who,
    },
    page::Text,
    stop::Stop,
    text::{Reference, number::Points},
};

/// What one player would do about a state.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Temptation {
    /// Who.
    player: Who,
    /// What it would do; absent when it gains by nothing.
    would: Option<Step>,
    /// Whether the state is stable for it.
    stable: ByConcept<bool>,
    /// What deters it from its best departure, or why nothing does, under SEQ and, where the answer differs, GMR.
    because: Vec<Reason>,
    /// Where what it would do is said.
    references: Vec<Reference>,
}

/// Why it stays or leaves.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Reason {
    /// In words.
    text: String,
    /// Where the levers named are said to exist.
    references: Vec<Reference>,
}

impl Temptation {
    /// What a player would do about a state.
    pub(super) fn of(
        listed: Listed<'_>,
        derived: &Derived,
        player: usize,
        state: usize,
    ) -> Result<Self, Stop> {
        let game = listed.game();
        let best = improvements(game, Rule::from(Concept::Nash), player, state)
            .max_by_key(|&to| (derived.gain(player, to, state), std::cmp::Reverse(to)));
        let stable = ByConcept::try_of(|concept| {
            let found = explained(game, concept, player, state)?;
            Ok::<_, Stop>(matches!(found.verdict, Verdict::Stable(_)))
        })?;
        let would = best.map(|to| Move { party: player, to });
        let because = if best.is_some() { because(listed, derived, player, state)? } else { Vec::new() };
        Ok(Self {
            player: derived.player(player).clone(),
            references: references(listed, state, would.as_slice()),
            would: would.map(|step| Step::of(listed, state, &step)),
            stable,
            because,
        })
    }

    /// What it would do, as a step of an argument.
    pub(super) fn step(&self) -> Option<&Step> {
        self.would.as_ref()
    }

    /// The player's name, if it gains by nothing that it can do alone.
    pub(super) fn content(&self) -> Option<&str> {
        self.would.is_none().then_some(self.player.as_str())
    }

    /// What it gains by and what keeps it; nothing for one that gains by nothing.
    pub(super) fn text(&self) -> Option<Text> {
        let name = Text::new().strong(&self.player);
        let would = self.would.as_ref()?;
        let verdict = |text: Text| match self.stable.array() {
            [_, true, true, true] => text.favour("stays, deterred"),
            [_, _, _, true] => text.favour("stays: a credible answer deters it"),
            [_, true, ..] => {
                text.caution("leaves, unless it fears answers that would cost whoever gives them")
            }
            _ => text.against("leaves: no answer deters it"),
        };
        let gains = match &would.size {
            Size::Points { gains: Some(gains), .. } => {
                format!(" ({} points)", Points { decimals: 1 }.of(*gains))
            }
            Size::Points { gains: None, .. } => " (the package crosses its red line)".to_owned(),
            Size::Places { .. } | Size::NotStated => String::new(),
        };
        let said = verdict(name.plain(format!(" gains if it {}{gains}. It ", would.does)));
        let said = self.references.iter().fold(said, |text, reference| text.then(reference.in_brackets()));
        let said = match would.made_of() {
            Some(numbers) => said.plain(". By the numbers: ").then(numbers),
            None => said,
        };
        Some(self.because.iter().fold(said.plain("."), |text, reason| {
            let text = text.plain(format!(" {}", reason.text));
            reason.references.iter().fold(text, |text, one| text.then(one.in_brackets())).plain(".")
        }))
    }
}

fn because(listed: Listed<'_>, derived: &Derived, player: usize, state: usize) -> Result<Vec<Reason>, Stop> {
    let of = |concept: Concept| Ok::<_, Stop>(explained(listed.game(), concept, player, state)?.verdict);
    let mut reasons = Vec::new();
    match of(Concept::Sequential)? {
        Verdict::Stable(deterred) => {
            reasons.extend(deterred_by(listed, derived, &deterred, "The answer it fears: "));
        }
        Verdict::Unstable { improvement, answers } => {
            let text = undeterred(listed, derived, (player, state), improvement, &answers);
            reasons.push(Reason { text, references: Vec::new() });
            if let Verdict::Stable(deterred) = of(Concept::GeneralMetarational)? {
                reasons.extend(deterred_by(
                    listed,
                    derived,
                    &deterred,
                    "It would stay only if it fears an answer that costs whoever gives it: ",
                ));
            }
        }
    }
    Ok(reasons)
}

/// The answers that deter, each once, at most two.
fn deterred_by(listed: Listed<'_>, derived: &Derived, deterred: &[Deterred], before: &str) -> Option<Reason> {
    let mut answers: Vec<String> = Vec::new();
    let mut all: Vec<Reference> = Vec::new();
    for one in deterred {
        let answer = derived.route(one.improvement, &one.answer).join(", then ");
        if !answers.contains(&answer) && answers.len() < 2 {
            let said = references(listed, one.improvement, &one.answer);
            all.extend(said.into_iter().filter(|one| !all.contains(one)).collect::<Vec<_>>());
            answers.push(answer);
        }
    }
    (!answers.is_empty())
        .then(|| Reason { text: format!("{before}{}", answers.join("; or ")), references: all })
}

/// Why no credible answer deters.
fn undeterred(
    listed: Listed<'_>,
    derived: &Derived,
    (player, state): (usize, usize),
    improvement: usize,
    answers: &[Failed],
) -> String {
    if answers.is_empty() {
        return format!("After it {}, nobody gains by any answer", listed.does(state, improvement));
    }
    let kept = answers.iter().map(|failed| derived.gain(player, failed.answer, state)).min().unwrap_or(0);
    let movers: std::collections::BTreeSet<usize> =
        answers.iter().flat_map(|failed| failed.last_movers.iter().copied()).collect();
    let movers: Vec<_> = movers.into_iter().map(|mover| derived.player(mover).as_str()).collect();
    if in_points(kept).is_none() {
        return "No answer is as bad for it as an agreement across its red line".to_owned();
    }
    format!(
        "Every answer that pays {} still leaves it at least {} points better off than the agreement",
        movers.join(" or "),
        points(kept.max(0))
    )
}
