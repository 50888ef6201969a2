//! The format of a case file, described once: which tables there are, which keys each has, what each key holds.
//!
//! Checking a file against the format, the JSON schema and the key tables of `docs/case-format.md` all
//! follow from these descriptions.

mod claims;
mod conflict;
mod issues;
mod kind;
mod markdown;
mod origin;
mod outlook;
mod parties;
mod power;
mod proposals;
mod schema;
mod sources;
mod talks;

pub(crate) use self::{
    kind::{Bounds, Kind, list, one_of, words},
    sources::WHEN,
};
pub use self::{
    markdown::{documented_tables, key_table},
    schema::json_schema,
};

/// A table of the format.
pub(crate) struct Shape {
    /// Its name, such as `meetings`.
    pub(crate) name: &'static str,
    /// How many of it there are and how they are written.
    pub(crate) layout: Layout,
    /// What it is for, in a line.
    pub(crate) doc: &'static str,
    /// Its own keys; those for its basis come on top.
    pub(crate) keys: &'static [Key],
    /// Whether it must say where it comes from.
    pub(crate) basis: BasisRule,
    /// Whether its numbers may have a basis of their own.
    pub(crate) effects: bool,
}

/// How a table is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Once: `[case]`.
    Once,
    /// Any number, each with a name: `[parties.ua]`.
    Named,
    /// Any number without names: `[[stances]]`.
    Listed,
    /// Within another table: `{ … }`.
    Within,
}

/// Whether a table must say where it comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum BasisRule {
    /// It asserts something about the world: it must cite or be assumed.
    Asserts,
    /// It defines something: it may cite.
    Defines,
    /// It is part of another table, whose basis is its own unless it has one.
    Inherits,
    /// It cannot carry a basis.
    Never,
}

/// A key of a table.
pub(crate) struct Key {
    /// As the file spells it.
    pub(crate) name: &'static str,
    /// What it holds.
    pub(crate) kind: Kind,
    /// Whether the table means nothing without it.
    pub(crate) required: bool,
    /// What it means, in a line.
    pub(crate) doc: &'static str,
}

const fn required(name: &'static str, kind: Kind, doc: &'static str) -> Key {
    Key { name, kind, required: true, doc }
}

const fn optional(name: &'static str, kind: Kind, doc: &'static str) -> Key {
    Key { name, kind, required: false, doc }
}

impl Shape {
    /// A table within another that takes its basis from it.
    const fn part(name: &'static str, doc: &'static str, keys: &'static [Key]) -> Self {
        Self { name, layout: Layout::Within, doc, keys, basis: BasisRule::Inherits, effects: false }
    }

    /// A table within another that says nothing by itself.
    const fn plain(name: &'static str, doc: &'static str, keys: &'static [Key]) -> Self {
        Self { name, layout: Layout::Within, doc, keys, basis: BasisRule::Never, effects: false }
    }

    /// Named tables that assert something.
    const fn asserting(name: &'static str, doc: &'static str, keys: &'static [Key]) -> Self {
        Self { name, layout: Layout::Named, doc, keys, basis: BasisRule::Asserts, effects: false }
    }

    /// Named tables that define something.
    const fn defining(name: &'static str, doc: &'static str, keys: &'static [Key]) -> Self {
        Self { name, layout: Layout::Named, doc, keys, basis: BasisRule::Defines, effects: false }
    }

    /// The same, with numbers that may have a basis of their own.
    const fn with_effects(self) -> Self {
        Self { effects: true, ..self }
    }

    /// The same, written as a list.
    const fn listed(self) -> Self {
        Self { layout: Layout::Listed, ..self }
    }

    /// Every key the table may have, its own first.
    pub(crate) fn all_keys(&self) -> impl Iterator<Item = &'static Key> + Clone {
        let basis = if self.basis == BasisRule::Never { &[][..] } else { origin::KEYS };
        let effects = if self.effects { origin::EFFECT_KEYS } else { &[][..] };
        self.keys.iter().chain(effects).chain(basis)
    }

    /// The key spelled `name`.
    pub(crate) fn key(&self, name: &str) -> Option<&'static Key> {
        self.all_keys().find(|key| key.name == name)
    }

    /// How one such table is written.
    pub(crate) fn heading(&self) -> String {
        match self.layout {
            Layout::Once => format!("[{}]", self.name),
            Layout::Named => format!("[{}.NAME]", self.name),
            Layout::Listed => format!("[[{}]]", self.name),
            Layout::Within => format!("{} = {{ … }}", self.name),
        }
    }
}

/// Every table at the top of a case file, in the order documentation lists them.
pub(crate) const TABLES: &[&Shape] = &[
    &sources::CASE,
    &issues::SCALE,
    &sources::SOURCES,
    &parties::PARTIES,
    &parties::BLOCS,
    &parties::PEOPLE,
    &parties::INSTITUTIONS,
    &parties::TERRITORIES,
    &talks::TRACKS,
    &talks::MEETINGS,
    &talks::CONTACTS,
    &proposals::PROTOCOLS,
    &issues::ISSUES,
    &issues::STANCES,
    &issues::WEIGHTS,
    &issues::NO_DEAL,
    &issues::RULES,
    &power::LEVERS,
    &power::BELIEFS,
    &power::ULTIMATUMS,
    &power::GUARANTEES,
    &power::FUNDING,
    &claims::CLAIMS,
    &claims::HYPOTHESES,
    &proposals::PROPOSALS,
    &proposals::RATIFIERS,
    &outlook::FACTORS,
    &outlook::SCENARIOS,
    &outlook::FORECASTS,
    &conflict::CONFLICT,
];

/// The table at the top of a case file spelled `name`.
pub(crate) fn table(name: &str) -> Option<&'static Shape> {
    TABLES.iter().copied().find(|shape| shape.name == name)
}
