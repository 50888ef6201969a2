//! Means of changing what no agreement, or agreement, is worth to others.

use super::{
    effects::{self, Effects},
    history::{self, Dated, HISTORY},
    table::{Entry, Table, has_origin},
};
use crate::{
    Actor, ItemKind, LeverKind, LeverStatus, Origin, PartyId,
    item::Mentions,
    known::Known,
    shape::{Bounds, COSTS, EFFECTS, Kind, PARTY, Shape, optional, required, words},
    tree::Row,
    view::Eye,
};

/// A means by which its owner changes what no agreement, or agreement, is worth to others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lever {
    /// Its name.
    pub name: String,
    /// Who can use it.
    pub owner: Actor,
    /// Whom it is meant to move.
    pub target: Option<PartyId>,
    /// How it works.
    pub kind: LeverKind,
    /// Where it stands and stood; in order. Effects of a lever in use are part of the no-deal values.
    pub status: Vec<Dated<LeverStatus>>,
    /// Whether it can be undone.
    pub reversible: Option<bool>,
    /// How long it takes to work, in words.
    pub lag: Option<String>,
    /// What using it costs, by party.
    pub cost: Effects,
    /// How it changes the value of no agreement, by party.
    pub moves_no_deal: Effects,
    /// How it changes the value of any agreement, by party.
    pub moves_deal: Effects,
    /// Where this is said.
    pub origin: Origin,
    /// Where its numbers come from; the same as `origin` unless the file says otherwise.
    pub effects_origin: Origin,
}

/// Where a lever stood from a day on.
pub type LeverHistory = Dated<LeverStatus>;

impl Table for Lever {
    const SHAPE: &'static Shape = &Shape::asserting(
        ItemKind::Lever,
        "A means by which its owner changes what no agreement, or agreement, is worth to others.",
        &[
            required("name", Kind::Text, "its name"),
            required(
                "owner",
                Kind::Actor,
                "who can use it (who answers for an assumed lever stands in `effects_owner`)",
            ),
            optional("target", PARTY, "whom it is meant to move"),
            required("kind", Kind::Word(words::<LeverKind>), "how it works"),
            optional(
                "status",
                HISTORY,
                "where it stands and stood; the effects of a lever in use are part of the no-deal values",
            ),
            optional("reversible", Kind::Flag, "whether it can be undone"),
            optional("lag", Kind::Text, "how long it takes to work, in words"),
            optional("cost", COSTS, "what using it costs, by party"),
            optional("moves_no_deal", EFFECTS, "how it changes the value of no agreement, by party"),
            optional("moves_deal", EFFECTS, "how it changes the value of any agreement, by party"),
        ],
    )
    .with_effects();

    fn read(row: Row<'_>) -> Option<Self> {
        let origin = row.origin();
        Some(Self {
            name: row.title(),
            owner: row.actor("owner")?,
            target: row.name("target"),
            kind: row.word("kind")?,
            status: history::read(row, "status", &origin),
            reversible: row.flag("reversible"),
            lag: row.text("lag"),
            cost: row.intervals("cost", Bounds::POINTS),
            moves_no_deal: row.intervals("moves_no_deal", Bounds::EFFECT),
            moves_deal: row.intervals("moves_deal", Bounds::EFFECT),
            effects_origin: row.effects_origin(&origin),
            origin,
        })
    }

    fn says(&self) -> String {
        format!("{}, {} of {}", self.name, self.kind, self.owner)
    }
}

impl Entry for Lever {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.actors([&self.owner]);
        mentions.ids(&self.target);
        mentions.ids(self.cost.keys().chain(self.moves_no_deal.keys()).chain(self.moves_deal.keys()));
    }

    fn keep(&mut self, known: &Known) -> bool {
        known.forget(&mut self.target);
        effects::retain(known, [&mut self.cost, &mut self.moves_no_deal, &mut self.moves_deal]);
        known.has_actor(&self.owner)
    }

    fn effects_origin(&self) -> Option<&Origin> {
        Some(&self.effects_origin)
    }

    fn hide(&mut self, eye: &Eye<'_>) {
        if !eye.sees_numbers(&mut self.effects_origin) {
            effects::clear([&mut self.cost, &mut self.moves_no_deal, &mut self.moves_deal]);
        }
    }
}
