//! A text put to all at once, to take or to leave.

use super::Settled;
use crate::electorate::{Electorate, Text};

/// Who would take a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// By party. In a mediator's proposal nobody but the mediator learns them unless all are yes: a party that said
    /// yes has shown nothing to one that said no.
    pub takes: Vec<bool>,
}

impl Answered {
    /// Whether it is agreed.
    #[must_use]
    pub fn agreed(&self) -> bool {
        self.takes.iter().all(|takes| *takes)
    }

    /// What a party learns: that it is agreed, or only its own answer.
    #[must_use]
    pub fn seen_by(&self, party: usize) -> Vec<Option<bool>> {
        let seen = |(other, takes): (usize, &bool)| (self.agreed() || other == party).then_some(*takes);
        self.takes.iter().enumerate().map(seen).collect()
    }
}

/// The mediator's proposal: one text, each party says yes or no in confidence, and it stands if all say yes
/// (Klerman & Klerman 2015, J. Empirical Legal Studies 12:686). Taking or leaving the text of a party with the power
/// to make it the last word is the same procedure with another author.
#[must_use]
pub fn mediators_proposal(electorate: &Electorate, text: &[u16]) -> Answered {
    Answered { takes: electorate.parties().iter().map(|party| party.takes(text)).collect() }
}

/// One text with a veto: texts are put one after the other until nobody objects. A party objects to what it would
/// not take, and, as long as it is patient, to what gives it less than a part of the most that any text yet put
/// gave it: `patience`, by party, is that part at the first text, and falls evenly to 0 at the last.
#[must_use]
pub fn until_none_objects(electorate: &Electorate, texts: &[Text], patience: &[f64]) -> Option<Settled> {
    let parties = electorate.parties();
    let mut most: Vec<f64> = parties.iter().map(|party| party.reservation).collect();
    let last = texts.len().saturating_sub(1).max(1);
    for (place, text) in texts.iter().enumerate() {
        let worths = electorate.worths(text);
        #[expect(clippy::cast_precision_loss, reason = "counts of texts, far below 2^52")]
        let left = 1.0 - place as f64 / last as f64;
        let objects = parties.iter().enumerate().any(|(party, voter)| {
            let insists =
                patience.get(party).copied().unwrap_or(0.0) * left * (most[party] - voter.reservation);
            worths[party] < voter.reservation + insists
        });
        if !objects {
            let proposals = u32::try_from(place + 1).unwrap_or(u32::MAX);
            return Some(Settled::of(electorate, text.clone(), proposals, Vec::new()));
        }
        most.iter_mut().zip(&worths).for_each(|(most, worth)| *most = most.max(*worth));
    }
    None
}
