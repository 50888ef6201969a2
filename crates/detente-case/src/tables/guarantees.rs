//! Promises to stand behind an agreement.

use super::{
    effects::{self, Effects},
    history::{self, Dated, HISTORY},
    table::{Entry, Table, has_origin},
};
use crate::{
    Actor, Interval, ItemKind, LeverStatus, Origin, PartyId,
    item::Mentions,
    known::Known,
    shape::{Bounds, COSTS, Kind, PARTY, Shape, optional, required},
    tree::Row,
    view::Eye,
};

/// A promise to stand behind an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guarantee {
    /// Its name.
    pub name: String,
    /// Who would give it; empty when no source says.
    pub guarantors: Vec<Actor>,
    /// Who asks for it.
    pub sought_by: Vec<Actor>,
    /// Whose value of an agreement it raises.
    pub beneficiary: PartyId,
    /// How far the obligation goes, from 0 (consult) to 1 (fight).
    pub obligation: Option<Interval>,
    /// The chance that it would be honoured, 0–1.
    pub credibility: Option<Interval>,
    /// Points added to the beneficiary's value of any agreement at full obligation and credibility.
    pub worth: Option<Interval>,
    /// How long it lasts, in words.
    pub duration: Option<String>,
    /// Where it stands and stood.
    pub status: Vec<Dated<LeverStatus>>,
    /// What giving it costs, by party.
    pub cost: Effects,
    /// Where this is said.
    pub origin: Origin,
    /// Where its numbers come from; the same as `origin` unless the file says otherwise.
    pub effects_origin: Origin,
}

const SHARE: Kind = Kind::Number(Bounds::SHARE);
const ACTORS: Kind = Kind::List(&Kind::Actor);

/// Where a guarantee stood from a day on.
pub type GuaranteeHistory = Dated<LeverStatus>;

impl Table for Guarantee {
    const SHAPE: &'static Shape = &Shape::asserting(
        ItemKind::Guarantee,
        "A promise to stand behind an agreement.",
        &[
            required("name", Kind::Text, "its name"),
            optional("guarantors", ACTORS, "who would give it"),
            optional("sought_by", ACTORS, "who asks for it"),
            required("beneficiary", PARTY, "whose value of an agreement it raises"),
            optional("obligation", SHARE, "how far it goes, from 0 (consult) to 1 (fight)"),
            optional("credibility", SHARE, "the chance that it would be honoured"),
            optional(
                "worth",
                Kind::Number(Bounds::POINTS),
                "points added to the beneficiary's value of any agreement at full obligation and credibility",
            ),
            optional("duration", Kind::Text, "how long it lasts, in words"),
            optional("status", HISTORY, "where it stands and stood"),
            optional("cost", COSTS, "what giving it costs, by party"),
        ],
    )
    .with_effects();

    fn read(row: Row<'_>) -> Option<Self> {
        let origin = row.origin();
        Some(Self {
            name: row.title(),
            guarantors: row.actors("guarantors"),
            sought_by: row.actors("sought_by"),
            beneficiary: row.name("beneficiary")?,
            obligation: row.interval("obligation", Bounds::SHARE),
            credibility: row.interval("credibility", Bounds::SHARE),
            worth: row.interval("worth", Bounds::POINTS),
            duration: row.text("duration"),
            status: history::read(row, "status", &origin),
            cost: row.intervals("cost", Bounds::POINTS),
            effects_origin: row.effects_origin(&origin),
            origin,
        })
    }

    fn says(&self) -> String {
        self.name.clone()
    }
}

impl Entry for Guarantee {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.actors(self.guarantors.iter().chain(&self.sought_by));
        mentions.id(&self.beneficiary);
        mentions.ids(self.cost.keys());
    }

    fn keep(&mut self, known: &Known) -> bool {
        known.retain_actors(&mut self.guarantors);
        known.retain_actors(&mut self.sought_by);
        effects::retain(known, [&mut self.cost]);
        known.has(&self.beneficiary)
    }

    fn effects_origin(&self) -> Option<&Origin> {
        Some(&self.effects_origin)
    }

    fn hide(&mut self, eye: &Eye<'_>) {
        if !eye.sees_numbers(&mut self.effects_origin) {
            (self.obligation, self.credibility, self.worth) = (None, None, None);
            effects::clear([&mut self.cost]);
        }
    }
}
