//! An envoy between tables that do not see each other.

use super::{Edit, Edits, Settled};
use crate::{
    Dice,
    electorate::{Electorate, Text},
};

/// A table: who sits at it, and what is settled there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    /// The parties, by place.
    pub parties: Vec<usize>,
    /// The issues, by place.
    pub issues: Vec<usize>,
}

/// How an envoy shuttles.
#[derive(Clone, Debug, PartialEq)]
pub struct Shuttle {
    /// The tables, in the order in which they are visited.
    pub tracks: Vec<Track>,
    /// How often the envoy goes round.
    pub rounds: u32,
    /// How many changes are put to a table at a visit.
    pub proposals: u32,
    /// What is changed.
    pub edits: Edits,
}

/// Goes from table to table with one text: each table changes its own issues by the vote of its own parties alone,
/// who neither see nor are asked about what other tables do; the envoy carries the text on. At the end the whole is
/// put to everybody.
#[must_use]
pub fn shuttle(electorate: &Electorate, procedure: &Shuttle, first: Text, seed: u64, run: u64) -> Settled {
    let mut text = first;
    let mut adopted: Vec<(u32, Vec<Edit>)> = Vec::new();
    let mut put = 0;
    let mut dice: Vec<Dice> =
        (0..procedure.tracks.len()).map(|track| Dice::new(seed, run, track as u64)).collect();
    for _ in 0..procedure.rounds {
        for (track, dice) in procedure.tracks.iter().zip(&mut dice) {
            for _ in 0..procedure.proposals {
                put += 1;
                let edits = procedure.edits.propose_on(electorate, &text, &track.issues, dice);
                if edits.is_empty() {
                    continue;
                }
                let mut changed = text.clone();
                for edit in &edits {
                    changed[edit.issue] = edit.to;
                }
                let likes = |party: &usize| {
                    let party = electorate.parties().get(*party);
                    party.is_none_or(|party| party.worth(&changed) >= party.worth(&text))
                };
                if track.parties.iter().all(likes) {
                    text = changed;
                    adopted.push((put, edits));
                }
            }
        }
    }
    Settled::of(electorate, text, put, adopted)
}
