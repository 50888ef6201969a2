//! Money asked for or promised.

use super::{
    history::{self, Dated, HISTORY},
    table::{Entry, Table, has_origin},
};
use crate::{
    Actor, Interval, ItemKind, LeverStatus, Origin, PartyId, ProposalId,
    item::Mentions,
    known::Known,
    shape::{Bounds, Kind, PARTY, Shape, optional, required},
    tree::Row,
};

/// Money asked for or promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Funding {
    /// What it is for.
    pub purpose: String,
    /// Who would pay; empty when no source says.
    pub payers: Vec<Actor>,
    /// Who asks for it.
    pub sought_by: Vec<Actor>,
    /// Who would receive it.
    pub beneficiary: PartyId,
    /// How much, in `unit`.
    pub amount: Option<Interval>,
    /// Of what.
    pub unit: Option<String>,
    /// Where it stands and stood.
    pub status: Vec<Dated<LeverStatus>>,
    /// The text that promises it.
    pub proposal: Option<ProposalId>,
    /// Where this is said.
    pub origin: Origin,
}

const ACTORS: Kind = Kind::List(&Kind::Actor);

/// Where a payment stood from a day on.
pub type FundingHistory = Dated<LeverStatus>;

impl Table for Funding {
    const SHAPE: &'static Shape = &Shape::asserting(
        ItemKind::Funding,
        "Money asked for or promised.",
        &[
            required("purpose", Kind::Text, "what it is for"),
            optional("payers", ACTORS, "who would pay"),
            optional("sought_by", ACTORS, "who asks for it"),
            required("beneficiary", PARTY, "who would receive it"),
            optional("amount", Kind::Number(Bounds::AMOUNT), "how much, in `unit`"),
            optional("unit", Kind::Text, "of what"),
            optional("status", HISTORY, "where it stands and stood"),
            optional("proposal", Kind::Name(ItemKind::Proposal), "the text that promises it"),
        ],
    );

    fn read(row: Row<'_>) -> Option<Self> {
        let origin = row.origin();
        Some(Self {
            purpose: row.text("purpose")?,
            payers: row.actors("payers"),
            sought_by: row.actors("sought_by"),
            beneficiary: row.name("beneficiary")?,
            amount: row.interval("amount", Bounds::AMOUNT),
            unit: row.text("unit"),
            status: history::read(row, "status", &origin),
            proposal: row.name("proposal"),
            origin,
        })
    }

    fn says(&self) -> String {
        self.purpose.clone()
    }
}

impl Entry for Funding {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.actors(self.payers.iter().chain(&self.sought_by));
        mentions.id(&self.beneficiary);
        mentions.ids(&self.proposal);
    }

    fn keep(&mut self, known: &Known) -> bool {
        known.retain_actors(&mut self.payers);
        known.retain_actors(&mut self.sought_by);
        known.forget(&mut self.proposal);
        known.has(&self.beneficiary)
    }
}
