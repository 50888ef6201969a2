//! One text, changed step by step as the parties vote.
//!
//! *Single negotiating text* (Fisher 1978; Raiffa 1982, ch. 14; used at Camp David): a change is adopted when every
//! party, or most, would rather have the changed text. *Annealing* (Klein, Faratin, Sayama & Bar-Yam 2003, Group
//! Decision and Negotiation 12:111): a party, or the mediator, also lets changes for the worse pass, the more so
//! the earlier, so that the text does not get stuck where no small change suits everybody.

use super::{Edit, Edits, Settled};
use crate::{
    Dice,
    electorate::{Electorate, Text},
};

/// How a change of the text is adopted.
#[derive(Clone, Debug, PartialEq)]
pub enum Adoption {
    /// Every party votes for it: it likes the changed text at least as well.
    Unanimous,
    /// More than half of the parties vote for it.
    Majority,
    /// By party, a temperature at the beginning: a party votes for a change that costs it `loss` with the chance
    /// `exp(−loss / T)`, its temperature `T` falling evenly to 0; adopted when all vote for it. Temperature 0 is a
    /// party that climbs: it votes for what it likes at least as well.
    PartiesAnneal(Vec<f64>),
    /// The mediator counts strong and weak votes and lets what falls short pass with a chance.
    MediatorAnneals(Annealing),
}

/// How a mediator counts votes: a strong vote for two, a weak one for one; a change with at least as much for it as
/// against it is adopted, another with the chance `exp(score / T)`, `T` falling evenly to 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Annealing {
    /// The temperature at the beginning, in votes.
    pub temperature: f64,
    /// From what gain or loss on a vote is strong, as a multiple of what settling one issue of the first text
    /// otherwise changes for that party in the median.
    pub strong: f64,
}

/// A vote on a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Vote {
    /// Much worse.
    StronglyAgainst,
    /// Worse.
    Against,
    /// At least as good.
    For,
    /// Much better.
    StronglyFor,
}

impl Vote {
    fn score(self) -> i32 {
        match self {
            Self::StronglyAgainst => -2,
            Self::Against => -1,
            Self::For => 1,
            Self::StronglyFor => 2,
        }
    }
}

/// A single-text procedure.
#[derive(Clone, Debug, PartialEq)]
pub struct SingleText {
    /// What is changed.
    pub edits: Edits,
    /// How it is adopted.
    pub adoption: Adoption,
    /// How many changes are proposed.
    pub proposals: u32,
}

/// Runs the procedure from a first text. Changes are proposed with the dice of participant 0, parties that anneal
/// roll their own (from 1 on).
#[must_use]
pub fn single_text(
    electorate: &Electorate,
    procedure: &SingleText,
    first: Text,
    seed: u64,
    run: u64,
) -> Settled {
    let mut dice = Dice::new(seed, run, 0);
    let parties = electorate.parties().len();
    let mut own: Vec<Dice> = (0..parties).map(|party| Dice::new(seed, run, party as u64 + 1)).collect();
    let usual = usual_changes(electorate, &first);
    let mut text = first;
    let mut adopted = Vec::new();
    for proposal in 0..procedure.proposals {
        let edits = procedure.edits.propose(electorate, &text, &mut dice);
        let changes: Vec<f64> =
            (0..parties).map(|party| change(electorate, party, &mut text, &edits)).collect();
        let left = 1.0 - f64::from(proposal) / f64::from(procedure.proposals);
        let passes = match &procedure.adoption {
            Adoption::Unanimous => changes.iter().all(|change| *change >= 0.0),
            Adoption::Majority => 2 * changes.iter().filter(|change| **change >= 0.0).count() > parties,
            Adoption::PartiesAnneal(temperatures) => {
                let votes = changes.iter().zip(&mut own).enumerate().map(|(party, (change, dice))| {
                    let temperature = temperatures.get(party).copied().unwrap_or(0.0) * left;
                    lets_pass(*change, temperature, dice)
                });
                // Everybody votes, also when somebody has voted against: nobody's rolls depend on others' votes.
                votes.fold(true, |all, vote| all & vote)
            }
            Adoption::MediatorAnneals(annealing) => {
                let votes = changes.iter().zip(&usual).map(|(change, usual)| annealing.vote(*change, *usual));
                let score: i32 = votes.map(Vote::score).sum();
                lets_pass(f64::from(score), annealing.temperature * left, &mut dice)
            }
        };
        if passes && !edits.is_empty() {
            for edit in &edits {
                text[edit.issue] = edit.to;
            }
            adopted.push((proposal + 1, edits));
        }
    }
    Settled::of(electorate, text, procedure.proposals, adopted)
}

/// Whether a change passes: always when it is no loss, else with the chance `exp(change / temperature)`.
///
/// The dice are rolled whatever the change, so that a run's later rolls do not depend on it.
fn lets_pass(change: f64, temperature: f64, dice: &mut Dice) -> bool {
    let roll = dice.fraction();
    change >= 0.0 || (temperature > 0.0 && roll < libm::exp(change / temperature))
}

impl Annealing {
    fn vote(self, change: f64, usual: f64) -> Vote {
        match (change >= 0.0, change.abs() >= self.strong * usual) {
            (true, true) => Vote::StronglyFor,
            (true, false) => Vote::For,
            (false, false) => Vote::Against,
            (false, true) => Vote::StronglyAgainst,
        }
    }
}

/// What edits, one after the other, change for a party.
fn change(electorate: &Electorate, party: usize, text: &mut Text, edits: &[Edit]) -> f64 {
    let before: Vec<u16> = edits.iter().map(|edit| text[edit.issue]).collect();
    let mut change = 0.0;
    for Edit { issue, to } in edits {
        change += electorate.change(party, text, *issue, *to);
        text[*issue] = *to;
    }
    edits.iter().zip(before).for_each(|(edit, before)| text[edit.issue] = before);
    change
}

/// By party, the median size of the change that settling one issue of a text otherwise makes.
fn usual_changes(electorate: &Electorate, text: &[u16]) -> Vec<f64> {
    let others = electorate.sizes().iter().zip(text).enumerate().flat_map(|(issue, (size, now))| {
        let options = (0..*size).filter_map(|option| u16::try_from(option).ok());
        options.filter(move |option| option != now).map(move |option| (issue, option))
    });
    let others: Vec<(usize, u16)> = others.collect();
    let median = |party: usize| {
        let change = |(issue, to): &(usize, u16)| electorate.change(party, text, *issue, *to).abs();
        let mut sizes: Vec<f64> = others.iter().map(change).collect();
        sizes.sort_by(f64::total_cmp);
        sizes.get(sizes.len() / 2).copied().unwrap_or(0.0)
    };
    (0..electorate.parties().len()).map(median).collect()
}
