//! The format of a case file, described once: which tables there are, which keys each has, what each key holds.
//!
//! Checking a file against the format, the JSON schema and the key tables of `docs/case-format.md` all
//! follow from these descriptions. Here is how a table is described; each table has its own description.

mod kind;
pub(crate) mod origin;
mod when;

pub(crate) use self::{
    kind::{Bounds, COSTS, EFFECTS, Kind, NumberReach, PARTIES, PARTY, list, words},
    when::WHEN,
};
use crate::ItemKind;

/// A table of the format.
pub(crate) struct Shape {
    /// Its name, such as `meetings`.
    pub(crate) name: &'static str,
    /// What one such table is, where it stands by itself and not within another.
    pub(crate) kind: Option<ItemKind>,
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
    /// It defines something, and asserts something where it has this key.
    AssertsWith(&'static str),
    /// It defines something, and asserts something where this key has this value.
    AssertsWhere(&'static str, &'static str),
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

pub(crate) const fn required(name: &'static str, kind: Kind, doc: &'static str) -> Key {
    Key { name, kind, required: true, doc }
}

pub(crate) const fn optional(name: &'static str, kind: Kind, doc: &'static str) -> Key {
    Key { name, kind, required: false, doc }
}

impl Shape {
    /// A table within another that takes its basis from it.
    pub(crate) const fn part(name: &'static str, doc: &'static str, keys: &'static [Key]) -> Self {
        Self {
            name,
            kind: None,
            layout: Layout::Within,
            doc,
            keys,
            basis: BasisRule::Inherits,
            effects: false,
        }
    }

    /// A table within another that says nothing by itself.
    pub(crate) const fn plain(name: &'static str, doc: &'static str, keys: &'static [Key]) -> Self {
        Self { name, kind: None, layout: Layout::Within, doc, keys, basis: BasisRule::Never, effects: false }
    }

    /// A table that stands once and says nothing by itself.
    pub(crate) const fn once(name: &'static str, doc: &'static str, keys: &'static [Key]) -> Self {
        Self { layout: Layout::Once, ..Self::plain(name, doc, keys) }
    }

    /// Named tables that assert something.
    pub(crate) const fn asserting(kind: ItemKind, doc: &'static str, keys: &'static [Key]) -> Self {
        Self {
            name: kind.table(),
            kind: Some(kind),
            layout: Layout::Named,
            doc,
            keys,
            basis: BasisRule::Asserts,
            effects: false,
        }
    }

    /// Named tables that define something.
    pub(crate) const fn defining(kind: ItemKind, doc: &'static str, keys: &'static [Key]) -> Self {
        Self::asserting(kind, doc, keys).with_basis(BasisRule::Defines)
    }

    /// This table, with another rule on where it comes from.
    pub(crate) const fn with_basis(self, basis: BasisRule) -> Self {
        Self { basis, ..self }
    }

    /// This table, with numbers that may have a basis of their own.
    pub(crate) const fn with_effects(self) -> Self {
        Self { effects: true, ..self }
    }

    /// This table, written as a list.
    pub(crate) const fn listed(self) -> Self {
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

    /// One such table, with its article.
    pub(crate) fn one(&self) -> &'static str {
        self.kind.map_or("a table", ItemKind::one)
    }

    /// The key that names who answers for an assumption: a lever's `owner` is who can use it.
    pub(crate) fn owner_key(&self) -> &'static str {
        if self.keys.iter().any(|key| key.name == "owner") { "effects_owner" } else { "owner" }
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
