//! What was done to a case, by whom, when and why: a line a change, none of which is ever changed. Each names the one
//! before it by its hash, so that a changed past shows, and has what it did to both files, so that all of it can be done
//! again from nothing, and the last of it undone.

mod pending;
mod splice;
mod splices;

use std::fmt;

use detente_case::{sha256, short_hash};
use serde::{Deserialize, Serialize};

pub use self::{
    pending::{FILE as NEXT, Pending, Settled},
    splice::Splice,
    splices::Splices,
};
use crate::operation::Operation;

/// The file beside a case in which its changes are written down.
pub const FILE: &str = "log.jsonl";

/// Who did what was done before the log, or past it.
const NOT_KNOWN: &str = "not known";

/// The texts of the two files that a change may touch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// That of `case.toml`.
    pub case: String,
    /// That of the inbox; empty where there is none.
    pub inbox: String,
}

/// A state of a case and its inbox, by a hash of both: the same files are the same revision, however they came about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Revision(String);

impl Revision {
    /// The revision of these files.
    #[must_use]
    pub fn of(texts: &Texts) -> Self {
        let both = format!("{}\n{}\n", sha256(&texts.case), sha256(&texts.inbox));
        Self(short_hash(both))
    }

    /// Its name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "did", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Deed {
    /// The log began: the files are as they were then.
    Begin,
    /// The files were changed by something that writes no log.
    Outside,
    /// A text was read into the inbox.
    Read {
        /// The name of its source.
        source: String,
    },
    /// Steps were taken.
    Do {
        /// The steps.
        operations: Vec<Operation>,
    },
    /// A change was undone.
    Undo {
        /// Its number.
        of: u64,
    },
    /// A change that was undone was done again.
    Redo {
        /// Its number.
        of: u64,
    },
}

/// The verdict before and after a change, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Verdicts {
    /// Before it; nothing where the case had no answer.
    pub before: Option<String>,
    /// After it.
    pub after: Option<String>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Change {
    /// Its number, from 1.
    pub number: u64,
    /// When, in UTC.
    pub when: String,
    /// Who.
    pub who: String,
    /// Why, where somebody said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What was done.
    pub deed: Deed,
    /// What became of `case.toml`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<Splices>,
    /// What became of the inbox.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inbox: Option<Splices>,
    /// The revision before it.
    pub before: Revision,
    /// The revision after it.
    pub after: Revision,
    /// What it did to the verdict, where that was looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdicts>,
    /// The hash of the change before it; empty for the first.
    pub previous: String,
    /// SHA-256 of this change, with this left empty.
    pub hash: String,
}

/// Who does something, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Who.
    pub who: String,
    /// When, in UTC.
    pub when: String,
    /// Why, where somebody says so.
    pub why: Option<String>,
    /// What it does to the verdict, where that was looked at.
    pub verdict: Option<Verdicts>,
}

/// The changes of a case, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    changes: Vec<Change>,
}

/// Why a log cannot be believed: the line on which that shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLog {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub why: String,
}

/// Why nothing was undone or done again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoUndo {
    /// There is nothing to undo, or to do again.
    Nothing,
    /// The words that this change is about were changed since by something that writes no log.
    ChangedSince(u64),
}

impl Change {
    fn hashed(mut self) -> Self {
        self.hash = String::new();
        self.hash = sha256(self.line());
        self
    }

    /// The change as a line of the file, without the line break.
    #[must_use]
    pub fn line(&self) -> String {
        // A change is made of texts and numbers: it can always be written.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The texts after this change; nothing where it does not fit them.
    fn applied(&self, texts: &Texts) -> Option<Texts> {
        both(texts, self.case.as_ref(), self.inbox.as_ref())
    }
}

impl Log {
    /// Reads the file. A last line without an end was being written when the program was stopped: it never was.
    pub fn parse(bytes: &[u8]) -> Result<Self, BadLog> {
        let mut changes: Vec<Change> = Vec::new();
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        for (line, text) in (1..).zip(bytes.get(..whole).unwrap_or_default().split(|byte| *byte == b'\n')) {
            if text.is_empty() && line > changes.len() {
                continue;
            }
            let bad = |why: String| BadLog { line, why };
            let change: Change = serde_json::from_slice(text).map_err(|error| bad(error.to_string()))?;
            let (number, previous) =
                changes.last().map_or((1, ""), |last| (last.number + 1, last.hash.as_str()));
            if change.number != number || change.previous != previous {
                return Err(bad(format!("this is not what followed change {}", number - 1)));
            }
            if change.clone().hashed().hash != change.hash || change.line().as_bytes() != text {
                return Err(bad(format!("change {number} is not as it was written")));
            }
            changes.push(change);
        }
        Ok(Self { changes })
    }

    /// The changes, the first one first.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The number of the last change.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.changes.last().map_or(0, |last| last.number)
    }

    /// The files as the changes leave them, done again from nothing.
    pub fn replayed(&self) -> Result<Texts, BadLog> {
        let mut texts = Texts::default();
        for (line, change) in (1..).zip(&self.changes) {
            let bad =
                || BadLog { line, why: format!("change {} does not lead to what it names", change.number) };
            texts = change.applied(&texts).ok_or_else(bad)?;
            if Revision::of(&texts) != change.after {
                return Err(bad());
            }
        }
        Ok(texts)
    }

    /// The changes to write down when these texts become those: what came before the log, and what was done past it,
    /// first. None where nothing changes.
    pub fn next(
        &self,
        before: &Texts,
        after: &Texts,
        deed: Deed,
        signed: &Signed,
    ) -> Result<Vec<Change>, BadLog> {
        if before == after {
            return Ok(Vec::new());
        }
        let mut log = self.clone();
        let known = self.changes.last().map(|last| &last.after);
        if known != Some(&Revision::of(before)) {
            let (from, did) = match known {
                None => (Texts::default(), Deed::Begin),
                Some(_) => (self.replayed()?, Deed::Outside),
            };
            let when = signed.when.clone();
            let nobody = Signed { who: NOT_KNOWN.to_owned(), when, why: None, verdict: None };
            log.push(&from, before, did, &nobody);
        }
        log.push(before, after, deed, signed);
        Ok(log.changes.split_off(self.changes.len()))
    }

    fn push(&mut self, before: &Texts, after: &Texts, deed: Deed, signed: &Signed) {
        let Signed { who, when, why, verdict } = signed.clone();
        let change = Change {
            number: self.number() + 1,
            when,
            who,
            why,
            deed,
            case: Splices::between(&before.case, &after.case),
            inbox: Splices::between(&before.inbox, &after.inbox),
            before: Revision::of(before),
            after: Revision::of(after),
            verdict,
            previous: self.changes.last().map(|last| last.hash.clone()).unwrap_or_default(),
            hash: String::new(),
        };
        self.changes.push(change.hashed());
    }

    /// Adds changes that were written down.
    pub fn add(&mut self, changes: Vec<Change>) {
        self.changes.extend(changes);
    }

    /// What can be undone, the next one last; and what can be done again, the next one last.
    fn stacks(&self) -> (Vec<u64>, Vec<u64>) {
        let (mut done, mut undone) = (Vec::new(), Vec::new());
        for change in &self.changes {
            match &change.deed {
                Deed::Begin | Deed::Outside => {}
                Deed::Read { .. } | Deed::Do { .. } => {
                    done.push(change.number);
                    undone.clear();
                }
                Deed::Undo { of } => {
                    done.retain(|number| number != of);
                    undone.push(*of);
                }
                Deed::Redo { of } => {
                    undone.retain(|number| number != of);
                    done.push(*of);
                }
            }
        }
        (done, undone)
    }

    /// The change that would be undone next.
    #[must_use]
    pub fn undoes(&self) -> Option<&Change> {
        self.stacks().0.last().and_then(|number| self.change(*number))
    }

    /// The change that would be done again next.
    #[must_use]
    pub fn redoes(&self) -> Option<&Change> {
        self.stacks().1.last().and_then(|number| self.change(*number))
    }

    fn change(&self, number: u64) -> Option<&Change> {
        self.changes.iter().find(|change| change.number == number)
    }

    /// The texts without the last change that stands.
    pub fn undone(&self, texts: &Texts) -> Result<(Texts, Deed), NoUndo> {
        let change = self.undoes().ok_or(NoUndo::Nothing)?;
        let back = |splices: &Option<Splices>| splices.as_ref().map(Splices::inverse);
        let texts = self.moved(texts, change.number, (back(&change.case), back(&change.inbox)))?;
        Ok((texts, Deed::Undo { of: change.number }))
    }

    /// The texts with the last change that was undone.
    pub fn redone(&self, texts: &Texts) -> Result<(Texts, Deed), NoUndo> {
        let change = self.redoes().ok_or(NoUndo::Nothing)?;
        let texts = self.moved(texts, change.number, (change.case.clone(), change.inbox.clone()))?;
        Ok((texts, Deed::Redo { of: change.number }))
    }

    /// The texts before and after each change since one that something made which writes no log.
    fn outside(&self, number: u64) -> Vec<(Texts, Texts)> {
        let mut found = Vec::new();
        let mut texts = Texts::default();
        for change in &self.changes {
            let Some(after) = change.applied(&texts) else { break };
            if change.number > number && change.deed == Deed::Outside {
                found.push((texts, after.clone()));
            }
            texts = after;
        }
        found
    }

    /// The texts with splices of a change, moved past what was done since then without a log.
    fn moved(
        &self,
        texts: &Texts,
        number: u64,
        (case, inbox): (Option<Splices>, Option<Splices>),
    ) -> Result<Texts, NoUndo> {
        let known = self.replayed().ok();
        let outside: Vec<(Texts, Texts)> =
            self.outside(number).into_iter().chain(known.map(|known| (known, texts.clone()))).collect();
        let placed = |splices: Option<Splices>, of: fn(&Texts) -> &str| {
            let Some(splices) = splices else { return Ok(of(texts).to_owned()) };
            let others: Vec<_> = outside
                .iter()
                .flat_map(|(before, after)| Splice::all_between(of(before), of(after)))
                .collect();
            splices.placed(&others, of(texts)).ok_or(NoUndo::ChangedSince(number))
        };
        Ok(Texts { case: placed(case, |texts| &texts.case)?, inbox: placed(inbox, |texts| &texts.inbox)? })
    }
}

fn both(texts: &Texts, case: Option<&Splices>, inbox: Option<&Splices>) -> Option<Texts> {
    let with = |text: &str, splices: Option<&Splices>| match splices {
        Some(splices) => splices.applied(text),
        None => Some(text.to_owned()),
    };
    Some(Texts { case: with(&texts.case, case)?, inbox: with(&texts.inbox, inbox)? })
}
