//! What is known and yet not seen, because it hangs on what is known only later.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::{Case, ItemKind, Mention, Origin, Span};

/// Statements that are known on a day and not seen on it: each names something that is known only later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Later {
    /// What kind of statements they are.
    pub kind: ItemKind,
    /// Where they stand, and where what they name stands.
    pub places: Vec<(Span, Span)>,
    /// The kind of what they name.
    pub needs: ItemKind,
    /// The first day on which that is known.
    pub known_from: Date,
}

impl Later {
    /// `1 meeting is not seen: its track is known only from 2026-03-05.`
    #[must_use]
    pub fn says(&self) -> String {
        let Self { kind, needs, known_from, .. } = self;
        match self.places.len() {
            1 => format!("1 {} is not seen: its {needs} is known only from {known_from}.", plain(*kind)),
            number => format!(
                "{number} {} are not seen: for each, its {needs} is known only from {known_from}.",
                plural(*kind)
            ),
        }
    }
}

fn plain(kind: ItemKind) -> String {
    kind.one().split_once(' ').map_or(kind.as_str(), |(_, noun)| noun).to_owned()
}

/// `entries of weights`, `parties`, `statuses of a lever`.
fn plural(kind: ItemKind) -> String {
    let plain = plain(kind);
    let (head, rest) = plain.split_once(' ').unwrap_or((&plain, ""));
    let many = match head.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None if head.ends_with('s') => format!("{head}es"),
        None => format!("{head}s"),
    };
    if rest.is_empty() { many } else { format!("{many} {rest}") }
}

impl Case {
    /// What is known on a day by itself, holds on it, and hangs on what is known only later. What hangs on that again is
    /// not among it.
    #[must_use]
    pub fn hanging_on(&self, as_of: Date) -> Vec<Later> {
        let statements = self.statement_refs();
        if self.sources.values().all(|source| source.date <= as_of) {
            return Vec::new();
        }
        let later = |origin: &Origin| self.known_from(origin).filter(|day| *day > as_of);
        let mut by_name: BTreeMap<(ItemKind, String), (Span, Date)> = BTreeMap::new();
        let mut found: BTreeMap<(ItemKind, ItemKind, Date), Vec<(Span, Span)>> = BTreeMap::new();
        for statement in &statements {
            if let Some(day) = later(statement.origin()) {
                by_name.insert((statement.kind(), statement.name()), (statement.origin().span, day));
            }
        }
        let known = self.known_on(as_of);
        let seen: BTreeSet<_> =
            known.statement_refs().iter().map(|one| (one.kind(), one.origin().span)).collect();
        for statement in &statements {
            let origin = statement.origin();
            let begins_later = origin.since.is_some_and(|since| since > as_of);
            if seen.contains(&(statement.kind(), origin.span)) || later(origin).is_some() || begins_later {
                continue;
            }
            let needed = statement.names();
            let needed = needed.iter().filter_map(|mention| {
                let (span, day) = by_name.get(&(mention.kind, own(mention)))?;
                Some((mention.kind, *span, *day))
            });
            if let Some((needs, span, day)) = needed.max_by_key(|(_, _, day)| *day) {
                found.entry((statement.kind(), needs, day)).or_default().push((origin.span, span));
            }
        }
        let later = |((kind, needs, known_from), places)| Later { kind, places, needs, known_from };
        found.into_iter().map(later).collect()
    }
}

/// What names a thing among statements of its kind: an option is named with its issue.
fn own(mention: &Mention<'_>) -> String {
    match mention.issue {
        Some(issue) => format!("{issue} = {}", mention.id),
        None => mention.id.to_owned(),
    }
}
