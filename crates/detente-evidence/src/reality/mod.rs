//! Which words of a sentence tell of something that is not so, not yet so, or only wished: negation, denial, conditions.
//! A rule reads what words say; here is read whether the text says that it is so.
//!
//! Stretches of words are found here, before any rule runs, and nothing is drafted or dropped. What becomes of a finding
//! inside one is said in `cues/truth.rs`. What is so, but long ago, invented or another's, is left to
//! `cues/background.rs`; how sure the text is of what it says, to `modality.rs`.

mod conditions;
mod denials;
mod scope;
mod undone;
mod wishes;

pub(crate) use self::{
    conditions::{conditions, is_past},
    denials::{DENIES, REJECTS, RUMOURS},
    scope::{Force, Scope},
};
use crate::{
    cues::Line,
    words::{Standing, Verb},
};

/// The stretches of a sentence that do not tell of what is so.
pub(crate) fn scopes(line: &Line<'_>) -> Vec<Scope> {
    let mut found = conditions::conditions(line);
    found.extend(denials::denials(line));
    found.extend(undone::undone(line));
    found.extend(wishes::wishes(line));
    for scope in &mut found {
        scope.to = cut(line, *scope);
    }
    found.retain(|one| one.from < one.to);
    found.sort_by_key(|one| (one.from, one.to, one.cue, one.force));
    found.dedup();
    found
}

/// Where a stretch ends at the latest: with the quotation in which it begins, and before a verb that a comma parts from it.
fn cut(line: &Line<'_>, scope: Scope) -> usize {
    let quote = line.quotes.iter().find(|(from, to)| (*from..*to).contains(&scope.from));
    let to = quote.map_or(scope.to, |(_, to)| scope.to.min(*to));
    let parted = line.verbs_from(scope.from).iter().take_while(|one| one.at < to).find(|one| {
        one.form == Standing::Finite
            && one.from > scope.from + 1
            && line.is_any(one.from - 1, &[","])
            && scope.force != Force::Denied
    });
    parted.map_or(to, |one| one.from - 1)
}

/// What all the stretches around a word say of it together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Real {
    /// Nothing: it is as its own words say.
    AsTold,
    /// It is not so.
    Not,
    /// What was meant or asked for was taken back.
    TakenBack,
    /// It is denied that it is not so, or the like: the text leaves it open.
    Unsaid,
    /// Nobody says whether it is so.
    Open,
    /// It is a condition.
    Condition,
    /// It is wished for.
    Wished,
}

impl Line<'_> {
    /// How a word stands to what is so.
    pub(crate) fn real(&self, at: usize) -> Real {
        let around = || self.scopes.iter().filter(move |one| one.from <= at && at < one.to);
        let has = |force: Force| around().any(|one| one.force == force);
        if has(Force::Condition) {
            return Real::Condition;
        }
        // "refused to confirm that": the refusal is of the word that leaves it open.
        let left_open = around().find(|one| one.force == Force::Open).is_some_and(|open| {
            let mut others = around().filter(|one| one.force != Force::Open);
            others.all(|one| one.from <= open.cue && open.cue < one.to)
        });
        if left_open {
            return Real::Open;
        }
        let mut cues: Vec<usize> = around()
            .filter(|one| matches!(one.force, Force::Undone | Force::Denied | Force::TakenBack))
            .map(|one| one.cue)
            .collect();
        cues.dedup();
        match cues.len() {
            0 if has(Force::Open) => Real::Open,
            0 if has(Force::Wished) => Real::Wished,
            0 => Real::AsTold,
            1 if has(Force::TakenBack) => Real::TakenBack,
            one if one % 2 == 1 => Real::Not,
            _ => Real::Unsaid,
        }
    }

    /// Whether what a verb says is told as it stands.
    pub(crate) fn is_told(&self, verb: &Verb) -> bool {
        self.real(verb.at) == Real::AsTold
    }

    /// The first word from a place to another that begins a condition.
    pub(crate) fn has_condition(&self, from: usize, to: usize) -> Option<usize> {
        let begins = |one: &&Scope| one.force == Force::Condition && one.cue >= from && one.cue < to;
        self.scopes.iter().filter(begins).map(|one| one.cue).min()
    }

    /// The word that begins a condition before a place, where what stands there hangs on it: "If A leaves, B will stay".
    pub(crate) fn leading_condition(&self, at: usize) -> Option<usize> {
        let leads = |one: &&Scope| {
            one.force == Force::Condition
                && one.to <= at
                && self.is_any(one.to, &[","])
                && !self.has(one.to + 1, at, &[",", ";"])
        };
        self.scopes.iter().find(leads).map(|one| one.cue)
    }

    /// Whether somebody refuses or declines to do what stands at a place: "refused to rule out".
    pub(crate) fn is_declined(&self, at: usize) -> bool {
        self.has(at.saturating_sub(3), at, &["refused", "refuses", "declined", "declines"])
    }

    /// The first word after a verb and the particle that belongs to it: "ruled out", "called off".
    pub(crate) fn after_verb(&self, verb: &Verb) -> usize {
        let at = verb.at + 1;
        let particle = match verb.lemma {
            "rule" => self.is_any(at, &["out"]),
            "call" | "put" | "break" => self.is_any(at, &["off"]),
            "turn" => self.is_any(at, &["down"]),
            _ => false,
        };
        at + usize::from(particle)
    }
}
