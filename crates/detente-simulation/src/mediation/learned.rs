//! A mediator who learns from votes what the parties want, and formulates a text for them.
//!
//! Each vote compares two texts. The mediator holds, for every party, a guess of what each option adds, and after
//! each vote moves it towards the vote (logistic regression by stochastic gradient, one comparison a step). Now and
//! then it formulates: it looks for the text that is best, by its guesses, for the sum of the parties, and puts it
//! to the vote. A text replaces the one on the table only if every party likes it at least as well.

use super::{Edit, Edits, Settled};
use crate::{
    Dice,
    electorate::{Electorate, Text},
};

/// How a mediator learns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Learned {
    /// How many texts are voted on, to learn and to settle.
    pub proposals: u32,
    /// After how many votes the mediator formulates a text of its own; at least 2.
    pub every: u32,
}

impl Default for Learned {
    fn default() -> Self {
        Self { proposals: 400, every: 20 }
    }
}

/// By party, issue and option: what the mediator believes it adds.
type Guess = Vec<Vec<Vec<f64>>>;

/// How far one vote moves a guess.
const STEP: f64 = 0.5;

/// Runs the procedure from a first text.
#[must_use]
pub fn learned_text(
    electorate: &Electorate,
    procedure: Learned,
    first: Text,
    seed: u64,
    run: u64,
) -> Settled {
    let mut dice = Dice::new(seed, run, 0);
    let unknown: Vec<Vec<f64>> = electorate.sizes().iter().map(|size| vec![0.0; *size]).collect();
    let mut guess: Guess = vec![unknown; electorate.parties().len()];
    let mut text = first;
    let mut adopted = Vec::new();
    for proposal in 1..=procedure.proposals {
        let formulates = proposal % procedure.every.max(2) == 0 || proposal == procedure.proposals;
        let edits = if formulates {
            formulated(electorate, &guess, &text)
        } else {
            Edits::TRADES.propose(electorate, &text, &mut dice)
        };
        let mut changed = text.clone();
        for edit in &edits {
            changed[edit.issue] = edit.to;
        }
        let votes: Vec<bool> =
            electorate.parties().iter().map(|party| party.worth(&changed) >= party.worth(&text)).collect();
        votes.iter().zip(&mut guess).for_each(|(vote, guess)| learn(guess, &text, &edits, *vote));
        if !edits.is_empty() && votes.iter().all(|vote| *vote) {
            text = changed;
            adopted.push((proposal, edits));
        }
    }
    Settled::of(electorate, text, procedure.proposals, adopted)
}

/// Moves a guess towards a vote for, or against, the changed text.
fn learn(guess: &mut [Vec<f64>], text: &[u16], edits: &[Edit], vote: bool) {
    let now = |edit: &Edit| usize::from(text[edit.issue]);
    let gain: f64 =
        edits.iter().map(|edit| guess[edit.issue][usize::from(edit.to)] - guess[edit.issue][now(edit)]).sum();
    let expected = 1.0 / (1.0 + libm::exp(-gain));
    let by = STEP * (f64::from(u8::from(vote)) - expected);
    for edit in edits {
        guess[edit.issue][usize::from(edit.to)] += by;
        guess[edit.issue][now(edit)] -= by;
    }
}

/// The changes to the text that is best for the sum of the parties by the guesses, among those that no party is
/// guessed to like less than the one on the table: option by option, the best for the sum first, as long as
/// nobody's guess falls below.
fn formulated(electorate: &Electorate, guess: &Guess, text: &[u16]) -> Vec<Edit> {
    let gain = |party: &Vec<Vec<f64>>, edit: Edit| {
        party[edit.issue][usize::from(edit.to)] - party[edit.issue][usize::from(text[edit.issue])]
    };
    let options = electorate.sizes().iter().enumerate().flat_map(|(issue, size)| {
        (0..*size).filter_map(move |to| Some(Edit { issue, to: u16::try_from(to).ok()? }))
    });
    let mut edits: Vec<(f64, Edit)> = options
        .filter(|edit| edit.to != text[edit.issue])
        .map(|edit| (guess.iter().map(|party| gain(party, edit)).sum(), edit))
        .filter(|(sum, _)| *sum > 0.0)
        .collect();
    edits.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let mut settled = vec![false; electorate.sizes().len()];
    let mut gains = vec![0.0; guess.len()];
    let mut chosen: Vec<Edit> = Vec::new();
    let mut waiting = edits;
    loop {
        let before = chosen.len();
        waiting.retain(|(_, edit)| {
            let after: Vec<f64> =
                guess.iter().zip(&gains).map(|(party, sum)| sum + gain(party, *edit)).collect();
            let takes = !settled[edit.issue] && after.iter().all(|gain| *gain >= 0.0);
            if takes {
                settled[edit.issue] = true;
                gains = after;
                chosen.push(*edit);
            }
            !takes && !settled[edit.issue]
        });
        if chosen.len() == before {
            return chosen;
        }
    }
}
