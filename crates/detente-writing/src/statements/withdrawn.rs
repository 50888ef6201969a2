//! What was threatened or offered, and is not any more: a status more of the lever that it was, and no second lever.

use detente_evidence::{Lever, Said, Status};

use super::{
    Desk, cite,
    issues::words_of,
    measures::measures,
    names::alike,
    of_table,
    power::{kind, stage},
};
use crate::{
    edit::Value,
    inbox::{Answer, Entry},
};

/// From how much of the shorter text on two of them are of one lever, in percent.
const ONE_LEVER: usize = 50;

/// Where a lever that was is to be found.
#[derive(Clone, Debug)]
enum Was {
    /// In the case.
    There(String),
    /// In a draft.
    Drafted(String),
}

impl Desk<'_> {
    /// What becomes of a lever that is taken back. Nothing where no lever of the same owner is known that it can have been.
    pub(super) fn taken_back(&mut self, entry: &Entry, lever: Lever, what: &str) -> Option<Vec<String>> {
        let what = words_of(entry, what);
        let owners = self.parties_of(&entry.draft);
        let mut found: Vec<(usize, Was)> = Vec::new();
        for (id, old) in &self.case.levers {
            let theirs = owners.contains(&old.owner.to_string());
            if theirs && let Some(likeness) = likeness(&old.name, &what, old.kind == kind(lever)) {
                found.push((likeness, Was::There(id.to_string())));
            }
        }
        let inbox = self.inbox;
        for other in &inbox.drafts {
            let Said::Lever { lever: kind, what: words, .. } = &other.draft.said else { continue };
            let is_another = other.draft.id != entry.draft.id && other.draft.status != Some(Status::Shelved);
            // What was accepted stands in the case, or was taken out of it by hand.
            let accepted = matches!(other.answer, Answer::Accepted { .. });
            if !is_another || accepted || self.parties_of(&other.draft) != owners {
                continue;
            }
            if let Some(likeness) = likeness(words, &what, *kind == lever) {
                found.push((likeness, Was::Drafted(other.draft.id.clone())));
            }
        }
        // Of two that are alike the first that is known.
        found.reverse();
        let (_, was) = found.into_iter().max_by_key(|(likeness, _)| *likeness)?;
        let statements = match was {
            Was::There(id) => vec![format!("levers.{id}")],
            Was::Drafted(draft) => self.take(&draft),
        };
        let Some(id) = of_table(&statements, "levers").map(str::to_owned) else {
            // It was said that there is no such lever: that it was taken back moves nothing.
            return Some(self.not_so(entry, &what));
        };
        let status = vec![
            ("is", Value::word(stage(lever, entry.draft.modality, entry.draft.status))),
            ("on", Value::Day(self.day_of(entry))),
            cite(entry),
        ];
        self.item(entry, "levers", &id, "status", status);
        Some(vec![format!("levers.{id}")])
    }
}

/// How much alike two levers are, from 0 to 100; nothing where they are two: where they differ in what they measure, or
/// their words have little in common.
fn likeness(old: &str, new: &str, same_kind: bool) -> Option<usize> {
    let alike = alike(old, new);
    let (of_old, of_new) = (measures(old), measures(new));
    let apart = !of_old.is_empty() && !of_new.is_empty() && of_old.is_disjoint(&of_new);
    (!apart && (alike >= ONE_LEVER || same_kind && alike > 0)).then_some(alike)
}
