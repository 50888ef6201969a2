//! What a case is made of, one file a question.

mod claims;
mod conflict;
mod issues;
mod outlook;
mod parties;
mod power;
mod proposals;
mod sources;
mod talks;

use indexmap::IndexMap;
use jiff::civil::Date;

pub use self::{
    claims::*, conflict::*, issues::*, outlook::*, parties::*, power::*, proposals::*, sources::*, talks::*,
};
use crate::{
    BeliefId, BlocId, ClaimId, ContactId, FactorId, ForecastId, FundingId, GuaranteeId, HypothesisId,
    InstitutionId, InstrumentClass, IssueId, LeverId, MeetingId, Origin, PartyId, PersonId, ProposalId,
    ProtocolId, RatifierId, RuleId, ScenarioId, SourceId, TerritoryId, TrackId, TrafficLight, UltimatumId,
};

/// A negotiation, kept as a sourced and dated case.
///
/// Maps keep the order of the file, which is the order of every list printed. References between tables
/// always lead somewhere: reading drops what refers to nothing, with a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// What the negotiation is about, in a line.
    pub title: String,
    /// What the case is asked.
    pub question: Option<String>,
    /// The day at which the case is read unless a view says otherwise.
    pub as_of: Date,
    /// Every day at which the case is meant to be read, in order; contains `as_of`.
    pub snapshots: Vec<Date>,
    /// The naming policy for places.
    pub names: String,
    /// The most restrictive label that anything in the case may bear.
    pub label: Option<TrafficLight>,
    /// What kind of agreement is sought, and whose consent makes it exist.
    pub instrument: Instrument,
    /// What words for levels and weights stand for.
    pub scale: Scale,
    /// What the case rests on.
    pub sources: IndexMap<SourceId, Source>,
    /// Who takes part or is affected.
    pub parties: IndexMap<PartyId, Party>,
    /// Parties that speak together.
    pub blocs: IndexMap<BlocId, Bloc>,
    /// Persons.
    pub people: IndexMap<PersonId, Person>,
    /// Ministries, offices, staffs: voices of a party that are no person.
    pub institutions: IndexMap<InstitutionId, Institution>,
    /// Land whose control or recognition is in question.
    pub territories: IndexMap<TerritoryId, Territory>,
    /// Series of meetings.
    pub tracks: IndexMap<TrackId, Track>,
    /// Meetings.
    pub meetings: IndexMap<MeetingId, Meeting>,
    /// Contacts outside meetings.
    pub contacts: IndexMap<ContactId, Contact>,
    /// What a package must settle.
    pub issues: IndexMap<IssueId, Issue>,
    /// What parties are reported or assumed to want.
    pub stances: Vec<Stance>,
    /// How much issues matter to parties.
    pub weights: Vec<Weights>,
    /// What no agreement is worth to parties.
    pub no_deal: Vec<NoDeal>,
    /// What ties options together.
    pub rules: IndexMap<RuleId, Rule>,
    /// Means of moving no-deal values.
    pub levers: IndexMap<LeverId, Lever>,
    /// Levers that are in use only because the view supposes it, in the order of the case: unlike those in use in
    /// fact, their effects are not part of the stated no-deal values and come on top of them.
    pub supposed: Vec<LeverId>,
    /// Theories of what moves whom.
    pub beliefs: IndexMap<BeliefId, Belief>,
    /// Threats.
    pub ultimatums: IndexMap<UltimatumId, Ultimatum>,
    /// Guarantees.
    pub guarantees: IndexMap<GuaranteeId, Guarantee>,
    /// Money.
    pub funding: IndexMap<FundingId, Funding>,
    /// Texts and ideas put forward.
    pub proposals: IndexMap<ProposalId, Proposal>,
    /// Ways of proceeding.
    pub protocols: IndexMap<ProtocolId, Protocol>,
    /// What was said, denied, predicted or done.
    pub claims: IndexMap<ClaimId, Claim>,
    /// Explanations weighed against evidence.
    pub hypotheses: IndexMap<HypothesisId, Hypothesis>,
    /// Bodies whose approval is needed at home.
    pub ratifiers: IndexMap<RatifierId, Ratifier>,
    /// Circumstances.
    pub factors: IndexMap<FactorId, Factor>,
    /// Ways events may go.
    pub scenarios: IndexMap<ScenarioId, Scenario>,
    /// Questions about the future.
    pub forecasts: IndexMap<ForecastId, Forecast>,
    /// The conflict as the author of the case states it; empty when the case says nothing of it.
    pub conflict: Conflict,
}

/// The agreement sought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instrument {
    /// Its kind.
    pub class: InstrumentClass,
    /// The parties without whose yes it does not exist.
    pub consent: Vec<PartyId>,
    /// Where this is said.
    pub origin: Origin,
}

impl Case {
    /// A case about `instrument`, read on `as_of`, with nothing else in it yet.
    #[must_use]
    pub fn about(title: impl Into<String>, instrument: Instrument, as_of: Date) -> Self {
        Self {
            title: title.into(),
            question: None,
            as_of,
            snapshots: vec![as_of],
            names: "un".to_owned(),
            label: None,
            instrument,
            scale: Scale::default(),
            sources: IndexMap::new(),
            parties: IndexMap::new(),
            blocs: IndexMap::new(),
            people: IndexMap::new(),
            institutions: IndexMap::new(),
            territories: IndexMap::new(),
            tracks: IndexMap::new(),
            meetings: IndexMap::new(),
            contacts: IndexMap::new(),
            issues: IndexMap::new(),
            stances: Vec::new(),
            weights: Vec::new(),
            no_deal: Vec::new(),
            rules: IndexMap::new(),
            levers: IndexMap::new(),
            supposed: Vec::new(),
            beliefs: IndexMap::new(),
            ultimatums: IndexMap::new(),
            guarantees: IndexMap::new(),
            funding: IndexMap::new(),
            proposals: IndexMap::new(),
            protocols: IndexMap::new(),
            claims: IndexMap::new(),
            hypotheses: IndexMap::new(),
            ratifiers: IndexMap::new(),
            factors: IndexMap::new(),
            scenarios: IndexMap::new(),
            forecasts: IndexMap::new(),
            conflict: Conflict::default(),
        }
    }
}
