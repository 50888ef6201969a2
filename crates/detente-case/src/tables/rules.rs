//! What ties options together.

use super::table::{Entry, Table, has_origin};
use crate::{
    Condition, ItemKind, Origin, RuleKind,
    item::Mentions,
    known::Known,
    shape::{BasisRule, Kind, Shape, optional, required, words},
    tree::Row,
};

/// Options tied together: whenever one condition holds, so must the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What it says, in a line.
    pub name: Option<String>,
    /// When it applies.
    pub if_: Condition,
    /// What must then hold.
    pub then: Condition,
    /// Whether it could be taken apart.
    pub kind: RuleKind,
    /// Where this is said.
    pub origin: Origin,
}

impl Table for Rule {
    const SHAPE: &'static Shape = &Shape::defining(
    ItemKind::Rule,
    "Options tied together: whenever one condition holds, so must the other. A political rule must have a basis.",
    &[
        optional("name", Kind::Text, "what it says, in a line"),
        required("if", Kind::Condition, "when it applies"),
        required("then", Kind::Condition, "what must then hold"),
        optional(
            "kind",
            Kind::Word(words::<RuleKind>),
            "by the meaning of the options, or by choice (default `logical`)",
        ),
    ],
).with_basis(BasisRule::AssertsWhere("kind", "political"));

    fn read(row: Row<'_>) -> Option<Self> {
        Some(Self {
            name: row.text("name"),
            if_: row.condition("if")?,
            then: row.condition("then")?,
            kind: row.word("kind").unwrap_or(RuleKind::Logical),
            origin: row.origin(),
        })
    }

    fn says(&self) -> String {
        format!("if {} then {}", self.if_, self.then)
    }
}

impl Entry for Rule {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        self.if_.mention(mentions);
        self.then.mention(mentions);
    }

    fn keep(&mut self, known: &Known) -> bool {
        let applies = known.narrow(&mut self.if_);
        let demands = known.narrow(&mut self.then);
        applies && demands
    }
}
