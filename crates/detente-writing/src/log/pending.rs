//! What is being done: written down before any file is, and settled by whoever comes next where the program was stopped.
//!
//! The inbox is written first, then the case, then the log. The case decides: what changed it was done if the case has it.
//! What touches the inbox alone was done if the inbox has it.

use detente_case::sha256;
use serde::{Deserialize, Serialize};

use super::{BadLog, Change, Log, Texts};

/// The file beside a case that says what is being done to it.
pub const FILE: &str = ".detente-log-next";

/// What is being done to a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pending {
    /// The changes that are written down at the end.
    changes: Vec<Change>,
    /// SHA-256 of the case before and after.
    case: [String; 2],
    /// SHA-256 of the inbox before and after.
    inbox: [String; 2],
}

/// What became of what was being done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The texts as they must be.
    pub texts: Texts,
    /// What has to be written down, where it was done.
    pub changes: Vec<Change>,
}

impl Pending {
    /// These changes, which lead from one state of the files to another.
    #[must_use]
    pub fn new(changes: Vec<Change>, before: &Texts, after: &Texts) -> Self {
        let both = |of: fn(&Texts) -> &str| [sha256(of(before)), sha256(of(after))];
        Self { changes, case: both(|texts| &texts.case), inbox: both(|texts| &texts.inbox) }
    }

    /// Reads what is being done.
    pub fn parse(bytes: &[u8]) -> Result<Self, BadLog> {
        serde_json::from_slice(bytes)
            .map_err(|error| BadLog { line: error.line().max(1), why: error.to_string() })
    }

    /// The bytes of the file.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Makes an end of it, by what the files have.
    #[must_use]
    pub fn settled(&self, texts: Texts, log: &Log) -> Settled {
        let [case_before, case_after] = &self.case;
        let [inbox_before, inbox_after] = &self.inbox;
        let (case, inbox) = (sha256(&texts.case), sha256(&texts.inbox));
        let done = case == *case_after && inbox == *inbox_after;
        if done {
            // Of several lines the first may have been written down whole before the program was stopped.
            let last = log.changes().last().map(|last| &last.hash);
            let known = self.changes.iter().position(|change| Some(&change.hash) == last);
            let missing = self.changes.iter().skip(known.map_or(0, |known| known + 1)).cloned().collect();
            return Settled { texts, changes: missing };
        }
        let halfway = case == *case_before && inbox == *inbox_after && inbox != *inbox_before;
        let back = self.changes.last().and_then(|change| change.inbox.as_ref()).map(super::Splices::inverse);
        let before = back.filter(|_| halfway).and_then(|back| back.applied(&texts.inbox));
        // Where the files are neither, somebody has changed them since: they are as they are.
        Settled { texts: Texts { inbox: before.unwrap_or(texts.inbox), ..texts }, changes: Vec::new() }
    }
}
