//! What a change did to a text: at one place, some words became others.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Some words of a text that became others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Splice {
    /// Where, in bytes.
    pub at: usize,
    /// What stood there.
    pub was: String,
    /// What stands there now.
    pub now: String,
}

impl Splice {
    /// What leads from one text to another; nothing where they are the same.
    #[must_use]
    pub fn between(before: &str, after: &str) -> Option<Self> {
        if before == after {
            return None;
        }
        let (old, new) = (before.as_bytes(), after.as_bytes());
        let mut at = old.iter().zip(new).take_while(|(one, other)| one == other).count();
        while !before.is_char_boundary(at) || !after.is_char_boundary(at) {
            at -= 1;
        }
        let (old, new) = (old.get(at..).unwrap_or_default(), new.get(at..).unwrap_or_default());
        let mut same = old.iter().rev().zip(new.iter().rev()).take_while(|(one, other)| one == other).count();
        while !before.is_char_boundary(before.len() - same) || !after.is_char_boundary(after.len() - same) {
            same -= 1;
        }
        let middle = |text: &str| text.get(at..text.len() - same).unwrap_or_default().to_owned();
        Some(Self { at, was: middle(before), now: middle(after) })
    }

    /// What leads from one text to another, place by place: each is meant in the text that those before it have made.
    /// Lines that both have once, in the same order, part the places.
    #[must_use]
    pub(crate) fn all_between(before: &str, after: &str) -> Vec<Self> {
        let Some(whole) = Self::between(before, after) else { return Vec::new() };
        let (old, new) =
            (lines_once(&whole.was), lines_once(&whole.now).into_iter().collect::<BTreeMap<_, _>>());
        let (mut parts, mut from, mut to) = (Vec::new(), 0, 0);
        for (line, old_at) in old {
            let new_at = new.get(line).copied();
            let Some(new_at) = new_at.filter(|at| *at >= to && old_at >= from) else { continue };
            parts.push(((from, old_at), (to, new_at)));
            (from, to) = (old_at + line.len(), new_at + line.len());
        }
        parts.push(((from, whole.was.len()), (to, whole.now.len())));
        let mut found = Vec::new();
        for ((from, to), (new_from, new_to)) in parts {
            let was = whole.was.get(from..to).unwrap_or_default();
            let now = whole.now.get(new_from..new_to).unwrap_or_default();
            found.extend(Self::between(was, now).map(|one| Self { at: whole.at + new_from + one.at, ..one }));
        }
        found
    }

    /// The text with the change; nothing where it does not have what stood there.
    #[must_use]
    pub fn applied(&self, text: &str) -> Option<String> {
        let end = self.at.checked_add(self.was.len())?;
        (text.get(self.at..end)? == self.was).then(|| {
            [text.get(..self.at), Some(self.now.as_str()), text.get(end..)].into_iter().flatten().collect()
        })
    }

    /// The change back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { at: self.at, was: self.now.clone(), now: self.was.clone() }
    }

    /// The text with the change, moved past others that were made since. Where these are about the same words as far as one
    /// can see, it is made where its words stand, if they stand there as they were and nowhere else.
    #[must_use]
    pub(crate) fn placed(&self, others: &[Self], text: &str) -> Option<String> {
        let moved = others.iter().try_fold(self.clone(), |splice, other| splice.past(other));
        moved.and_then(|splice| splice.applied(text)).or_else(|| {
            let mut places = text.match_indices(&self.was).filter(|_| !self.was.is_empty());
            let (at, _) = places.next()?;
            places.next().is_none().then(|| Self { at, ..self.clone() })?.applied(text)
        })
    }

    /// The same change in the text after another change; nothing where both are about the same words.
    #[must_use]
    pub fn past(&self, other: &Self) -> Option<Self> {
        let (from, to) = (self.at, self.at + self.was.len());
        let (other_from, other_to) = (other.at, other.at + other.was.len());
        if other_to <= from {
            let at = (from + other.now.len()).checked_sub(other.was.len())?;
            return Some(Self { at, ..self.clone() });
        }
        (to <= other_from).then(|| self.clone())
    }
}

/// Lines with something in them that a text has once, with where they begin; each with its end.
fn lines_once(text: &str) -> Vec<(&str, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let lines = || text.split_inclusive('\n').filter(|line| line.ends_with('\n') && line.trim().len() > 1);
    lines().for_each(|line| *counts.entry(line).or_default() += 1);
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        if counts.get(line) == Some(&1) {
            found.push((line, at));
        }
        at += line.len();
    }
    found
}
