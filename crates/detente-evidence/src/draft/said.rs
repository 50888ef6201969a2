//! What is known of a draft, kind by kind. Everything but what the text says stays unknown.

use serde::{Deserialize, Serialize};

use super::Kind;
use crate::days::When;

/// The kind of a draft and its fields, as `"kind"` and `"fields"` in JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "fields", rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Said {
    /// Where the text comes from.
    Source {
        /// The address of a page.
        address: Option<String>,
        /// Who published it: a name, or the domain of the address.
        publisher: Option<String>,
        /// When.
        date: Option<When>,
        /// The place of the dateline.
        place: Option<String>,
    },
    /// A state, movement or bloc.
    Party {
        /// Three letters of ISO 3166, for a state.
        iso3: Option<String>,
        /// Other words for it in the text: "Kyiv", "Ukrainian", "U.S.".
        other_names: Vec<String>,
    },
    /// A ministry, office or organisation that speaks for a party.
    Body {
        /// Other words for it in the text.
        other_names: Vec<String>,
    },
    /// A person.
    Delegate {
        /// The title as the text has it.
        title: Option<String>,
        /// What the title ranks as.
        rank: Option<Rank>,
        /// Whether the text gives more than a surname.
        full_name: bool,
        /// Other words for the person in the text.
        other_names: Vec<String>,
    },
    /// A matter under negotiation.
    Issue {
        /// The matter, in words of the text.
        what: String,
        /// The instrument by which it would be settled, where the text names one.
        instrument: Option<Instrument>,
        /// Between whom, where the text says so: their consent makes an instrument exist.
        between: Vec<String>,
    },
    /// A meeting, call or visit.
    Meeting {
        /// Where.
        place: Option<String>,
        /// When.
        when: Option<When>,
        /// In what form.
        format: Format,
        /// Who, by full names of parties and people.
        participants: Vec<String>,
        /// "fourth" of a fourth round.
        ordinal: Option<String>,
    },
    /// Who comes, stays away, cancels, hosts.
    Attendance {
        /// Who, in words of the text.
        who: String,
        /// The draft of the meeting.
        meeting: Option<String>,
        /// In what capacity, where the text says so.
        capacity: Option<Capacity>,
        /// "representatives", "senior ministers".
        level: Option<String>,
    },
    /// A meeting as a whole is cancelled, postponed, downgraded.
    MeetingChange {
        /// What changes.
        change: Change,
        /// The draft of the meeting.
        meeting: Option<String>,
        /// Until when.
        until: Option<When>,
    },
    /// Someone said something, or declined to.
    Statement {
        /// The verb, as its lemma: "warn", "announce".
        verb: String,
        /// What was said. Nothing where somebody declined to say something.
        content: Option<String>,
        /// What stands between quotation marks.
        quoted: Vec<String>,
        /// When.
        when: Option<When>,
        /// The drafts of what it denies.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        denies: Vec<String>,
    },
    /// What a party wants, expects, argues.
    Position {
        /// What, in words of the text.
        what: String,
        /// How strongly.
        strength: Strength,
        /// The draft of the issue.
        issue: Option<String>,
        /// The draft of the proposal that it is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proposal: Option<String>,
    },
    /// A concrete idea or offer.
    Proposal {
        /// What, in words of the text.
        what: String,
        /// To whom.
        to: Vec<String>,
        /// The draft of the issue.
        issue: Option<String>,
    },
    /// Whether and how a proposal reached somebody, was accepted or shelved.
    ProposalStatus {
        /// Drafts of proposals.
        proposals: Vec<String>,
        /// In words of the text.
        what: String,
    },
    /// A sanction, aid, threat, inducement or walk-away.
    Lever {
        /// What it does.
        lever: Lever,
        /// What, in words of the text.
        what: String,
        /// On whom.
        target: Vec<String>,
        /// On what it hangs, in words of the text.
        condition: Option<String>,
        /// The draft of the deadline.
        deadline: Option<String>,
    },
    /// A limit in time.
    Deadline {
        /// The limit.
        when: When,
        /// What it is the limit for, in words of the text.
        what: String,
        /// The draft of the lever that follows.
        consequence: Option<String>,
    },
    /// A refusal presented as firm.
    RedLine {
        /// What is refused, in words of the text.
        what: String,
        /// "consistently", "never".
        strength: Option<String>,
        /// The draft of the issue.
        issue: Option<String>,
    },
    /// What is expected to come of something.
    Prediction {
        /// What, in words of the text.
        what: String,
    },
    /// What the text itself leaves open.
    OpenQuestion {
        /// What, in words of the text.
        what: String,
    },
}

impl Said {
    /// What kind of thing is drafted.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Source { .. } => Kind::Source,
            Self::Party { .. } => Kind::Party,
            Self::Body { .. } => Kind::Body,
            Self::Delegate { .. } => Kind::Delegate,
            Self::Issue { .. } => Kind::Issue,
            Self::Meeting { .. } => Kind::Meeting,
            Self::Attendance { .. } => Kind::Attendance,
            Self::MeetingChange { .. } => Kind::MeetingChange,
            Self::Statement { .. } => Kind::Statement,
            Self::Position { .. } => Kind::Position,
            Self::Proposal { .. } => Kind::Proposal,
            Self::ProposalStatus { .. } => Kind::ProposalStatus,
            Self::Lever { .. } => Kind::Lever,
            Self::Deadline { .. } => Kind::Deadline,
            Self::RedLine { .. } => Kind::RedLine,
            Self::Prediction { .. } => Kind::Prediction,
            Self::OpenQuestion { .. } => Kind::OpenQuestion,
        }
    }
}

/// What a title ranks as, the highest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Rank {
    /// President, king, prime minister, chancellor; the head of a movement.
    Head,
    /// Minister, secretary of state, foreign secretary.
    Minister,
    /// A deputy of a minister, a national security adviser.
    DeputyMinister,
    /// Special envoy, chief negotiator.
    SpecialEnvoy,
    /// Ambassador.
    Ambassador,
    /// Any other official.
    SeniorOfficial,
    /// Spokesman, expert.
    Official,
}

/// In what form people meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Format {
    /// Talks, a meeting, a session, a round.
    Talks,
    /// A call, a conversation by telephone.
    Call,
    /// A visit, a trip.
    Visit,
    /// A summit, a conference.
    Summit,
}

/// In what capacity somebody takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Capacity {
    /// Is host.
    Host,
    /// Presides.
    Chair,
    /// Mediates, facilitates.
    Mediator,
    /// Observes.
    Observer,
    /// Guarantees.
    Guarantor,
    /// Speaks for its own side.
    Party,
}

/// What happens to a meeting as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Change {
    /// It will not take place, or was broken off.
    CalledOff,
    /// It will take place later.
    Postponed,
    /// It will take place at a lower rank.
    Downgraded,
    /// It goes on longer.
    Extended,
    /// It was interrupted.
    Suspended,
    /// It goes on again.
    Resumed,
    /// It will take place elsewhere.
    Moved,
}

/// How strongly a party holds to what it wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Strength {
    /// Does not rule it out.
    NotRuledOut,
    /// Is ready to discuss it.
    Ready,
    /// Offers it, supports it.
    Supports,
    /// Wants it, seeks it, expects it.
    Wants,
    /// Insists on it, demands it.
    Insists,
    /// Is against it.
    Opposes,
}

/// What a lever does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Lever {
    /// Leave the talks, or stop mediating.
    WalkAway,
    /// Sanctions, tariffs, an embargo.
    Sanctions,
    /// Aid, arms, money.
    Aid,
    /// An end to aid or support.
    EndOfAid,
    /// A strike, a lockout.
    Strike,
    /// The use of force.
    Force,
    /// Something good in return.
    Inducement,
    /// Another threat.
    Threat,
}

/// By what a matter would be settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Instrument {
    /// What it is.
    pub form: InstrumentForm,
    /// How it stands, where the text says so.
    pub state: Option<InstrumentState>,
}

/// What an instrument is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum InstrumentForm {
    /// A ceasefire, truce or armistice.
    Ceasefire,
    /// A treaty, accord or agreement.
    Treaty,
    /// A contract between employer and workers.
    Contract,
    /// A framework, road map or declaration.
    Framework,
}

/// How an instrument stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum InstrumentState {
    /// Signed.
    Signed,
    /// In force.
    InForce,
    /// Broken.
    Broken,
    /// Extended.
    Extended,
    /// Expired.
    Expired,
}
