//! Ways of proceeding.

use super::table::{Entry, Table, has_origin};
use crate::{
    ItemKind, Origin, PartyId,
    item::Mentions,
    known::Known,
    shape::{Kind, PARTIES, PARTY, Shape, optional, required},
    tree::Row,
};

/// A way of proceeding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protocol {
    /// Its name.
    pub name: String,
    /// Who writes the text.
    pub proposer: Option<PartyId>,
    /// Who approves, first to last.
    pub approval_order: Vec<PartyId>,
    /// Who may change the text.
    pub may_amend: Vec<PartyId>,
    /// Where this is said.
    pub origin: Origin,
}

impl Table for Protocol {
    const SHAPE: &'static Shape = &Shape::defining(
        ItemKind::Protocol,
        "A way of proceeding.",
        &[
            required("name", Kind::Text, "its name"),
            optional("proposer", PARTY, "who writes the text"),
            optional("approval_order", PARTIES, "who approves, first to last"),
            optional("may_amend", PARTIES, "who may change the text"),
        ],
    );

    fn read(row: Row<'_>) -> Option<Self> {
        Some(Self {
            name: row.title(),
            proposer: row.name("proposer"),
            approval_order: row.names("approval_order"),
            may_amend: row.names("may_amend"),
            origin: row.origin(),
        })
    }

    fn says(&self) -> String {
        if self.approval_order.is_empty() {
            return self.name.clone();
        }
        let order: Vec<_> = self.approval_order.iter().map(ToString::to_string).collect();
        format!("{}; approved by {}", self.name, order.join(", then "))
    }
}

impl Entry for Protocol {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.ids(self.proposer.iter().chain(&self.approval_order).chain(&self.may_amend));
    }

    fn keep(&mut self, known: &Known) -> bool {
        known.forget(&mut self.proposer);
        known.retain(&mut self.approval_order);
        known.retain(&mut self.may_amend);
        true
    }
}
