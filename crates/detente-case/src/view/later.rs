//! What is known and yet not seen whole, because it names what is known only later.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::{Case, ItemKind, Mention, Origin, Span, StatementRef};

/// What becomes of a statement that names something which is known only later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// It means nothing without that: it is not seen.
    All,
    /// It is seen without that: somebody it names is missing in it. That an option or a claim of several is not known yet
    /// is no loss to what is said of the others.
    Part,
}

/// Statements that are known on a day, and not seen whole on it: each names something that is known only later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Later {
    /// What is not seen of them.
    pub loss: Loss,
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
        let Self { loss, kind, needs, known_from, .. } = self;
        let number = self.places.len();
        let what = if number == 1 { plain(*kind) } else { plural(*kind) };
        match (loss, number) {
            (Loss::All, 1) => format!("1 {what} is not seen: its {needs} is known only from {known_from}."),
            (Loss::All, _) => {
                format!(
                    "{number} {what} are not seen: for each, its {needs} is known only from {known_from}."
                )
            }
            (Loss::Part, 1) => {
                format!("1 {what} is seen in part: its {needs} is known only from {known_from}.")
            }
            (Loss::Part, _) => format!(
                "{number} {what} are seen in part: for each, its {needs} is known only from {known_from}."
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
    let many = match (head.strip_suffix('y'), head.strip_suffix("is")) {
        (Some(stem), _) => format!("{stem}ies"),
        (None, Some(stem)) => format!("{stem}es"),
        (None, None) if head.ends_with('s') => format!("{head}es"),
        (None, None) => format!("{head}s"),
    };
    if rest.is_empty() { many } else { format!("{many} {rest}") }
}

impl Case {
    /// What is known on a day by itself, holds on it, and names what is known only later: without that it is not seen, or
    /// seen in part. What hangs on that again is not among it.
    #[must_use]
    pub fn hanging_on(&self, as_of: Date) -> Vec<Later> {
        let statements = self.statement_refs();
        if self.sources.values().all(|source| source.date <= as_of) {
            return Vec::new();
        }
        let later = |origin: &Origin| self.known_from(origin).filter(|day| *day > as_of);
        let mut by_name: BTreeMap<Named, (Span, Date)> = BTreeMap::new();
        let mut found: BTreeMap<Group, Vec<(Span, Span)>> = BTreeMap::new();
        for statement in &statements {
            if let Some(day) = later(statement.origin()) {
                by_name.insert((statement.kind(), statement.name()), (statement.origin().span, day));
            }
        }
        let known = self.known_on(as_of);
        let known = known.statement_refs();
        let seen: BTreeMap<_, BTreeSet<Named>> =
            known.iter().map(|one| ((one.kind(), one.origin().span), named(one))).collect();
        for statement in &statements {
            let origin = statement.origin();
            let begins_later = origin.since.is_some_and(|since| since > as_of);
            if later(origin).is_some() || begins_later {
                continue;
            }
            let kept = seen.get(&(statement.kind(), origin.span));
            let loss = if kept.is_some() { Loss::Part } else { Loss::All };
            let needed =
                named(statement).into_iter().filter(|name| kept.is_none_or(|kept| !kept.contains(name)));
            let needed =
                needed.filter(|(kind, _)| loss == Loss::All || is_somebody(*kind)).filter_map(|name| {
                    let (span, day) = by_name.get(&name)?;
                    Some((name.0, *span, *day))
                });
            if let Some((needs, span, day)) = needed.max_by_key(|(_, _, day)| *day) {
                found.entry((loss, statement.kind(), needs, day)).or_default().push((origin.span, span));
            }
        }
        let later =
            |((loss, kind, needs, known_from), places)| Later { loss, kind, places, needs, known_from };
        found.into_iter().map(later).collect()
    }
}

/// What is told in one line: what is lost, of which kind, for want of which kind, and until when.
type Group = (Loss, ItemKind, ItemKind, Date);

/// A name, with the kind of what bears it.
type Named = (ItemKind, String);

fn is_somebody(kind: ItemKind) -> bool {
    matches!(kind, ItemKind::Party | ItemKind::Bloc | ItemKind::Person | ItemKind::Institution)
}

fn named(statement: &StatementRef<'_>) -> BTreeSet<Named> {
    statement.names().iter().map(|mention| (mention.kind, own(mention))).collect()
}

/// What names a thing among statements of its kind: an option is named with its issue.
fn own(mention: &Mention<'_>) -> String {
    match mention.issue {
        Some(issue) => format!("{issue} = {}", mention.id),
        None => mention.id.to_owned(),
    }
}
