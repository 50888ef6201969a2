//! Theories of what levers do.

use super::{
    effects::{self, Effects},
    table::{Entry, Table, has_origin},
};
use crate::{
    Actor, ItemKind, LeverId, Origin,
    item::Mentions,
    known::Known,
    shape::{Bounds, EFFECTS, Kind, Shape, optional, required},
    tree::Row,
    view::Eye,
};

/// Somebody's theory of what a lever does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Belief {
    /// Who holds it.
    pub holder: Actor,
    /// The lever it is about.
    pub lever: LeverId,
    /// What it says, in our words.
    pub says: String,
    /// How the lever, so the theory, changes the value of no agreement, by party.
    pub moves_no_deal: Effects,
    /// How the lever, so the theory, changes the value of any agreement, by party.
    pub moves_deal: Effects,
    /// Where this is said.
    pub origin: Origin,
    /// Where its numbers come from; the same as `origin` unless the file says otherwise.
    pub effects_origin: Origin,
}

impl Table for Belief {
    const SHAPE: &'static Shape = &Shape::asserting(
        ItemKind::Belief,
        "Somebody's theory of what a lever does.",
        &[
            required("holder", Kind::Actor, "who holds it"),
            required("lever", Kind::Name(ItemKind::Lever), "the lever it is about"),
            required("says", Kind::Text, "what it says, in our words"),
            optional(
                "moves_no_deal",
                EFFECTS,
                "how the lever, so the theory, changes the value of no agreement",
            ),
            optional(
                "moves_deal",
                EFFECTS,
                "how the lever, so the theory, changes the value of any agreement",
            ),
        ],
    )
    .with_effects();

    fn read(row: Row<'_>) -> Option<Self> {
        let origin = row.origin();
        Some(Self {
            holder: row.actor("holder")?,
            lever: row.name("lever")?,
            says: row.text("says")?,
            moves_no_deal: row.intervals("moves_no_deal", Bounds::EFFECT),
            moves_deal: row.intervals("moves_deal", Bounds::EFFECT),
            effects_origin: row.effects_origin(&origin),
            origin,
        })
    }

    fn says(&self) -> String {
        format!("{}: {}", self.holder, self.says)
    }
}

impl Entry for Belief {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.actors([&self.holder]);
        mentions.id(&self.lever);
        mentions.ids(self.moves_no_deal.keys().chain(self.moves_deal.keys()));
    }

    fn keep(&mut self, known: &Known) -> bool {
        effects::retain(known, [&mut self.moves_no_deal, &mut self.moves_deal]);
        known.has_actor(&self.holder) && known.has(&self.lever)
    }

    fn effects_origin(&self) -> Option<&Origin> {
        Some(&self.effects_origin)
    }

    fn hide(&mut self, eye: &Eye<'_>) {
        if !eye.sees_numbers(&mut self.effects_origin) {
            effects::clear([&mut self.moves_no_deal, &mut self.moves_deal]);
        }
    }
}
