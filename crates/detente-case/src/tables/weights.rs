//! How much issues matter to parties.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::table::{Entry, Table, has_origin, join};
use crate::{
    Importance, Interval, IssueId, ItemKind, Origin, PartyId, Word,
    item::Mentions,
    known::{Known, retain_groups},
    shape::{Bounds, Kind, PARTY, Shape, optional, required},
    tree::{Row, on_scale, values},
};

/// How much issues matter to a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    /// The party.
    pub party: PartyId,
    /// By issue, as words or as intervals on any common scale: only ratios matter.
    pub by_issue: IndexMap<IssueId, Weight>,
    /// Issues that stand in an order instead of having weights, weightiest first; within a group nothing is
    /// said. None of them is in `by_issue`.
    pub order: Vec<Vec<IssueId>>,
    /// Where this is said.
    pub origin: Origin,
}

/// How much one issue matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// In words.
    Word(Importance),
    /// In numbers from 0 to 100.
    Range(Interval),
}

const ISSUES_IN_ORDER: Kind = Kind::List(&Kind::OneOrMore(&Kind::Name(ItemKind::Issue)));

impl Table for Weights {
    const SHAPE: &'static Shape = &Shape::asserting(
    ItemKind::Weights,
    "How much issues matter to a party. Only the ratios matter. `issues` or `order` is needed.",
    &[
        required("party", PARTY, "the party"),
        optional(
            "issues",
            Kind::Map(&Kind::Name(ItemKind::Issue), &Kind::Weight),
            "by issue: `none`, `low`, `medium`, `high`, `vital`, or an interval",
        ),
        optional(
            "order",
            ISSUES_IN_ORDER,
            "issues, weightiest first, instead of weights: each matters at least as much as the next, and together they share 100; of those in a list within the list nothing more is said",
        ),
    ],
)
.listed();

    fn read(row: Row<'_>) -> Option<Self> {
        let weight = |value: &toml::Spanned<toml::de::DeValue<'_>>| {
            let word = values::text(value).and_then(|word| Importance::from_text(&word));
            word.map(Weight::Word).or_else(|| on_scale(value, Bounds::WEIGHT).map(Weight::Range))
        };
        let is_issue = |name: &str| row.book.names.has(ItemKind::Issue, name);
        let known = row.entries("issues").into_iter().filter(|(issue, ..)| is_issue(issue));
        let by_issue: IndexMap<_, _> =
            known.filter_map(|(issue, _, value)| Some((IssueId::new(issue), weight(value)?))).collect();
        let mut ordered = BTreeSet::new();
        let order = row.groups("order", |(name, _)| {
            let issue = IssueId::new(name);
            let known = is_issue(name) && !by_issue.contains_key(&issue);
            (known && ordered.insert(issue.clone())).then_some(issue)
        });
        Some(Self { party: row.name("party")?, by_issue, order, origin: row.origin() })
    }

    fn title(&self, _: &str) -> String {
        self.party.to_string()
    }

    fn says(&self) -> String {
        let ordered: Vec<_> = self.order.iter().map(|group| join(group)).collect();
        let weighed = match self.by_issue.len() {
            1 => "weight of 1 issue".to_owned(),
            count => format!("weights of {count} issues"),
        };
        match (self.by_issue.is_empty(), ordered.join(", then ")) {
            (true, order) => format!("issues by weight: {order}"),
            (false, order) if order.is_empty() => weighed,
            (false, order) => format!("{weighed}; by weight: {order}"),
        }
    }
}

impl Entry for Weights {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.id(&self.party);
        mentions.ids(self.by_issue.keys().chain(self.order.iter().flatten()));
    }

    fn keep(&mut self, known: &Known) -> bool {
        self.by_issue.retain(|issue, _| known.has(issue));
        retain_groups(&mut self.order, |issue| known.has(issue));
        known.has(&self.party)
    }
}
