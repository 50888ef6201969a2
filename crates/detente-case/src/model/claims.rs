//! What was said or done, and the explanations weighed against it.

use jiff::civil::Date;

use crate::{
    Actor, Bearing, ClaimId, ClaimKind, HypothesisId, MediatorRole, MeetingId, Origin, PartyId, Signal,
};

/// Something said, denied, predicted, left unsaid or done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What kind of statement it is.
    pub kind: ClaimKind,
    /// Who makes it.
    pub by: Actor,
    /// What it says, in our words.
    pub says: String,
    /// The day, where known.
    pub on: Option<Date>,
    /// Whether it points towards agreement.
    pub signal: Signal,
    /// The meeting it is about.
    pub meeting: Option<MeetingId>,
    /// Claims it backs.
    pub supports: Vec<ClaimId>,
    /// Claims it contradicts.
    pub contradicts: Vec<ClaimId>,
    /// Where this is said.
    pub origin: Origin,
}

/// An explanation weighed against evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hypothesis {
    /// What it says.
    pub says: String,
    /// The role it ascribes to a mediator, if it is about one.
    pub role: Option<(PartyId, MediatorRole)>,
    /// Explanations that exclude it.
    pub rivals: Vec<HypothesisId>,
    /// What bears on it.
    pub evidence: Vec<Evidence>,
    /// Where this is said.
    pub origin: Origin,
}

/// One claim and how it bears on a hypothesis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The claim.
    pub claim: ClaimId,
    /// How it bears.
    pub bearing: Bearing,
}
