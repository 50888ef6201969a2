//! What moves whom: levers, theories about them, threats, guarantees and money.

use indexmap::IndexMap;

use crate::{
    Actor, Dated, Interval, LeverId, LeverKind, LeverStatus, Origin, PartyId, ProposalId, Quantity, When,
};

/// Changes of a value by party, in points of the party's own 0–100 scale.
pub type Effects = IndexMap<PartyId, Interval>;

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

/// A threat: unless something happens by a deadline, a lever is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ultimatum {
    /// Who threatens.
    pub issuer: PartyId,
    /// Who said so.
    pub said_by: Option<Actor>,
    /// Who is to be moved by it.
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

/// The last status known.
#[must_use]
pub fn current<T: Copy>(history: &[Dated<T>]) -> Option<T> {
    history.last().map(|dated| dated.is)
}

/// The effect on one party, zero when none is stated.
#[must_use]
pub fn effect_on(effects: &Effects, party: &PartyId) -> Interval {
    effects.get(party).copied().unwrap_or(Interval::exactly(Quantity::ZERO))
}
