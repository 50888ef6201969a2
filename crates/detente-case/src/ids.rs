//! The names by which tables of a case refer to each other.

use std::{borrow::Borrow, fmt};

use schemars::JsonSchema;
use serde::Serialize;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The identifier as the case spells it.
            pub fn new(name: impl Into<String>) -> Self {
                Self(name.into())
            }
            /// The identifier as the case spells it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// Lets maps keyed by the identifier be asked with plain text.
        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// Names a publication or document.
    SourceId;
    /// Names an actor that takes part or is affected.
    PartyId;
    /// Names a group of parties that speak together.
    BlocId;
    /// Names a person.
    PersonId;
    /// Names a ministry, office or staff.
    InstitutionId;
    /// Names a piece of land whose control or recognition is in question.
    TerritoryId;
    /// Names a series of meetings.
    TrackId;
    /// Names one meeting.
    MeetingId;
    /// Names a call, letter or visit outside the meetings.
    ContactId;
    /// Names a question that a package must settle.
    IssueId;
    /// Names one way to settle an issue; unique within the issue.
    OptionId;
    /// Names a rule that ties options together.
    RuleId;
    /// Names a means by which one party moves another's no-deal value.
    LeverId;
    /// Names a theory of what moves whom.
    BeliefId;
    /// Names a threat with a trigger and a deadline.
    UltimatumId;
    /// Names a security or other guarantee.
    GuaranteeId;
    /// Names money asked for or promised.
    FundingId;
    /// Names a text or idea put forward.
    ProposalId;
    /// Names a way of proceeding: who proposes, who approves first.
    ProtocolId;
    /// Names something said, denied, predicted or left unsaid.
    ClaimId;
    /// Names an explanation weighed against evidence.
    HypothesisId;
    /// Names a body whose approval a party needs at home.
    RatifierId;
    /// Names a circumstance that favours or hinders agreement.
    FactorId;
    /// Names a way events may go.
    ScenarioId;
    /// Names something a party can do or leave in a conflict.
    CourseId;
    /// Names a question about the future that can be scored.
    ForecastId;
}
