//! Threats.

use super::{
    history::current,
    table::{Entry, Table, has_origin},
};
use crate::{
    Actor, Case, Interval, ItemKind, LeverId, LeverStatus, Origin, PartyId, UltimatumId, When,
    item::Mentions,
    known::Known,
    shape::{Bounds, Kind, PARTIES, PARTY, Shape, optional, required},
    tree::Row,
    view::Eye,
};

/// A threat: if something happens, or fails to happen by a deadline, a lever is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ultimatum {
    /// Who threatens.
    pub issuer: PartyId,
    /// Who said so.
    pub said_by: Option<Actor>,
    /// Who is to be moved by it; empty where no source says.
    pub addressed_to: Vec<PartyId>,
    /// What would trip it, in our words.
    pub trigger: String,
    /// Whether the trigger can be told when it happens.
    pub trigger_defined: bool,
    /// By when; `None` when no source says.
    pub deadline: Option<When>,
    /// What follows.
    pub consequence: LeverId,
    /// The chance that it is carried out if the trigger trips, 0–1.
    pub credibility: Option<Interval>,
    /// Where this is said.
    pub origin: Origin,
    /// Where its numbers come from; the same as `origin` unless the file says otherwise.
    pub effects_origin: Origin,
}

impl Ultimatum {
    /// Whom it may move: those it is addressed to; where no source says to whom that is, all whose yes the agreement needs.
    pub fn may_move<'c>(&'c self, case: &'c Case) -> impl Iterator<Item = &'c PartyId> {
        let to = if self.addressed_to.is_empty() { &case.instrument.consent } else { &self.addressed_to };
        to.iter().filter(|party| **party != self.issuer)
    }
}

impl Case {
    /// The ultimatums that threaten somebody: not those whose lever was shelved or withdrawn since.
    pub fn standing_ultimatums(&self) -> impl Iterator<Item = (&UltimatumId, &Ultimatum)> {
        self.ultimatums.iter().filter(|(_, ultimatum)| {
            let lever = self.levers.get(&ultimatum.consequence);
            let status = lever.and_then(|lever| current(&lever.status));
            !matches!(status, Some(LeverStatus::Shelved | LeverStatus::Withdrawn))
        })
    }
}

const SHARE: Kind = Kind::Number(Bounds::SHARE);

impl Table for Ultimatum {
    const SHAPE: &'static Shape = &Shape::asserting(
        ItemKind::Ultimatum,
        "A threat: if something happens, or fails to happen by a deadline, a lever is used.",
        &[
            required("issuer", PARTY, "who threatens"),
            optional("said_by", Kind::Actor, "who said so"),
            optional("addressed_to", PARTIES, "who is to be moved by it; left out where no source says"),
            required("trigger", Kind::Text, "what would trip it, in our words"),
            optional(
                "trigger_defined",
                Kind::Flag,
                "whether the trigger can be told when it happens (default `false`)",
            ),
            optional("deadline", Kind::When, "by when"),
            required("consequence", Kind::Name(ItemKind::Lever), "the lever that follows"),
            optional("credibility", SHARE, "the chance that it is carried out if the trigger trips"),
        ],
    )
    .with_effects();

    fn read(row: Row<'_>) -> Option<Self> {
        let origin = row.origin();
        Some(Self {
            issuer: row.name("issuer")?,
            said_by: row.actor("said_by"),
            addressed_to: row.names("addressed_to"),
            trigger: row.text("trigger")?,
            trigger_defined: row.flag("trigger_defined").unwrap_or(false),
            deadline: row.when("deadline"),
            consequence: row.name("consequence")?,
            credibility: row.interval("credibility", Bounds::SHARE),
            effects_origin: row.effects_origin(&origin),
            origin,
        })
    }

    fn says(&self) -> String {
        format!("{}: if {}, then {}", self.issuer, self.trigger, self.consequence)
    }
}

impl Entry for Ultimatum {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.id(&self.issuer);
        mentions.actors(&self.said_by);
        mentions.ids(&self.addressed_to);
        mentions.id(&self.consequence);
    }

    fn keep(&mut self, known: &Known) -> bool {
        known.forget_actor(&mut self.said_by);
        known.retain(&mut self.addressed_to);
        known.has(&self.issuer) && known.has(&self.consequence)
    }

    fn effects_origin(&self) -> Option<&Origin> {
        Some(&self.effects_origin)
    }

    fn hide(&mut self, eye: &Eye<'_>) {
        if !eye.sees_numbers(&mut self.effects_origin) {
            self.credibility = None;
        }
    }
}
