//! What parties are held to want of one issue.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::{
    blocs::Bloc,
    table::{Entry, Table, has_origin, join},
};
use crate::{
    Actor, Condition, Interval, IssueId, ItemKind, Level, OptionId, Origin, PartyId, Span, StanceShape, Word,
    item::Mentions,
    known::{Known, retain_groups},
    shape::{Bounds, Kind, Shape, optional, required, words},
    tree::{Row, on_scale},
};

/// What one or several parties are held to want of one issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stance {
    /// Whose stance it is; several when a bloc is named.
    pub parties: Vec<PartyId>,
    /// On what.
    pub issue: IssueId,
    /// What is said of each option named.
    pub positions: IndexMap<OptionId, StancePosition>,
    /// Options in an order, best first; within a group nothing is said. Each has an entry in `positions`, which may say
    /// more of it.
    pub order: Vec<Vec<OptionId>>,
    /// How what the party thinks of the options hangs together; as is usual for the kind of issue where absent.
    pub shape: Option<StanceShape>,
    /// A condition under which its red lines do not bind.
    pub unless: Option<Condition>,
    /// Who said so for the party.
    pub said_by: Option<Actor>,
    /// Where this is said.
    pub origin: Origin,
}

/// What a stance says of one option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StancePosition {
    /// In words; `None` when only a value is given, or a place in the order.
    pub level: Option<Level>,
    /// On the party's own scale, 0–100 unless it counts as a sum; the level's interval in [`Scale`](crate::Scale) unless given.
    pub value: Option<Interval>,
    /// Where the option is named.
    pub span: Span,
}

const VALUE: Kind = Kind::Number(Bounds::WORTH);
const OPTIONS: Kind = Kind::List(&Kind::Option);
const OPTIONS_IN_ORDER: Kind = Kind::List(&Kind::OneOrMore(&Kind::Option));

impl Table for Stance {
    const SHAPE: &'static Shape = &Shape::asserting(
    ItemKind::Stance,
    "What a party is reported or assumed to want of one issue. At least one of the five levels, `values` or `order` is needed.",
    &[
        required("party", Kind::PartyOrBloc, "whose stance it is"),
        required("issue", Kind::Name(ItemKind::Issue), "on what"),
        optional("propose", OPTIONS, "options it asks for"),
        optional("accept", OPTIONS, "options it agrees to"),
        optional("tolerate", OPTIONS, "options it can live with"),
        optional("oppose", OPTIONS, "options it is against"),
        optional("red_line", OPTIONS, "options it will not agree to whatever else is in the package"),
        optional("values", Kind::Map(&Kind::Option, &VALUE), "values of options, instead of the level's: 0–100, or points of its own where the party counts as a `sum`"),
        optional(
            "order",
            OPTIONS_IN_ORDER,
            "options, best first, instead of values or besides: each is worth at least as much as the next; of those in a list within the list nothing more is said",
        ),
        optional(
            "shape",
            Kind::Word(words::<StanceShape>),
            "how what the party thinks of options in their order hangs together (default `peaked` on a ladder, `free` on a choice)",
        ),
        optional("unless", Kind::Condition, "a condition under which the red lines do not bind"),
        optional("said_by", Kind::Actor, "who said so for the party"),
    ],
)
.listed();

    fn read(row: Row<'_>) -> Option<Self> {
        let issue = row.name("issue")?;
        let positions = positions(row, &issue);
        let parties = match row.name("party") {
            Some(party) => vec![party],
            None => members(row, row.get("party")?.get_ref().as_str()?),
        };
        let mut ordered = BTreeSet::new();
        let order = row.groups("order", |(name, _)| {
            let option = OptionId::new(name);
            (positions.contains_key(&option) && ordered.insert(option.clone())).then_some(option)
        });
        (!parties.is_empty() && !positions.is_empty()).then(|| Self {
            parties,
            issue,
            positions,
            order,
            shape: row.word("shape"),
            unless: row.condition("unless"),
            said_by: row.actor("said_by"),
            origin: row.origin(),
        })
    }

    fn title(&self, _: &str) -> String {
        format!("{} on {}", join(&self.parties), self.issue)
    }

    fn says(&self) -> String {
        let position =
            |(option, position): (&OptionId, &StancePosition)| match (position.level, position.value) {
                (Some(level), _) => format!("{option}: {}", level.to_string().replace('_', " ")),
                (None, Some(value)) => format!("{option}: {value}"),
                (None, None) => option.to_string(),
            };
        self.positions.iter().map(position).collect::<Vec<_>>().join("; ")
    }
}

/// The parties of a bloc: they speak together.
fn members(row: Row<'_>, bloc: &str) -> Vec<PartyId> {
    row.elsewhere(Bloc::SHAPE, bloc).and_then(Bloc::read).map(|bloc| bloc.members).unwrap_or_default()
}

/// What is said of each option; where an option is named twice, the worse level, so that a red line is never
/// lost.
fn positions(row: Row<'_>, issue: &IssueId) -> IndexMap<OptionId, StancePosition> {
    let known = |option: &str| row.book.names.has_option(issue.as_str(), option);
    let mut positions: IndexMap<OptionId, StancePosition> = IndexMap::new();
    for level in Level::ALL {
        let Some(value) = row.get(level.as_str()) else { continue };
        for (option, span) in row.options(value, issue) {
            positions.entry(option).or_insert(StancePosition { level: Some(*level), value: None, span });
        }
    }
    for (option, span, value) in row.entries("values") {
        if known(option)
            && let Some(value) = on_scale(value, Bounds::WORTH)
        {
            let position = StancePosition { level: None, value: Some(value), span };
            positions.entry(OptionId::new(option)).or_insert(position).value = Some(value);
        }
    }
    for (option, span) in row.groups("order", Some).into_iter().flatten() {
        if known(option) {
            let position = StancePosition { level: None, value: None, span };
            positions.entry(OptionId::new(option)).or_insert(position);
        }
    }
    positions
}

impl Entry for Stance {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.ids(&self.parties);
        mentions.id(&self.issue);
        self.positions.keys().for_each(|option| mentions.option(&self.issue, option));
        self.unless.iter().for_each(|condition| condition.mention(mentions));
        mentions.actors(&self.said_by);
    }

    fn keep(&mut self, known: &Known) -> bool {
        known.retain(&mut self.parties);
        let issue = self.issue.clone();
        self.positions.retain(|option, _| known.has_option(&issue, option));
        retain_groups(&mut self.order, |option| known.has_option(&issue, option));
        // An escape that can no longer be taken is no escape: the red line binds.
        self.unless.take_if(|unless| !known.narrow(unless));
        known.forget_actor(&mut self.said_by);
        known.has(&issue) && !self.parties.is_empty() && !self.positions.is_empty()
    }
}
