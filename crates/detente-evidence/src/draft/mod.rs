//! What is drafted from a text: a claim that the text makes, with the words it rests on.

mod said;

use serde::{Deserialize, Serialize};

pub use self::said::{
    Capacity, Change, Format, Instrument, InstrumentForm, InstrumentState, Lever, Rank, Said, Strength,
};

/// One thing that a text says. Nothing of it is in a case before somebody accepts it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Draft {
    /// `d1`, `d2`, … in the order of the text.
    pub id: String,
    /// What kind of thing it is, and what is known of it.
    #[serde(flatten)]
    pub said: Said,
    /// How the text stands to it.
    pub modality: Modality,
    /// The full name of the party, body or person that the draft is about, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// On whose behalf the actor acts. Empty where the text does not say.
    #[serde(default)]
    pub party: Parties,
    /// The person or body who acts.
    #[serde(default)]
    pub actor: Option<String>,
    /// How an attendance, a meeting or a proposal stands.
    #[serde(default)]
    pub status: Option<Status>,
    /// The words it rests on. The first is the primary evidence.
    pub evidence: Vec<Evidence>,
    /// The rule that found it.
    pub rule: String,
    /// How sure the rule is that the text says so.
    pub confidence: Confidence,
    /// What it becomes in a case when somebody accepts it.
    pub becomes: String,
    /// What a person has to add before it counts.
    #[serde(default)]
    pub needs: Vec<String>,
}

impl Draft {
    /// What kind of thing is drafted.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.said.kind()
    }

    /// The words that carry the draft: the first evidence, which every draft has.
    #[must_use]
    pub fn primary(&self) -> Option<&Evidence> {
        self.evidence.iter().find(|one| one.role == Role::Primary).or_else(|| self.evidence.first())
    }
}

/// Kinds of drafts, in the order in which a reader looks through them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Kind {
    /// Where the text comes from.
    Source,
    /// A state, movement or bloc that negotiates or has an interest.
    Party,
    /// A ministry, office or organisation that speaks for a party.
    Body,
    /// A named person with rank and party.
    Delegate,
    /// A matter under negotiation.
    Issue,
    /// A meeting, call or visit.
    Meeting,
    /// Who comes, stays away, cancels, hosts.
    Attendance,
    /// A meeting as a whole is cancelled, postponed, downgraded.
    MeetingChange,
    /// Someone said, warned, announced, declined to comment.
    Statement,
    /// What a party wants, expects, argues.
    Position,
    /// A concrete idea or offer put forward.
    Proposal,
    /// Whether and how a proposal reached somebody, was accepted or shelved.
    ProposalStatus,
    /// A sanction, aid, threat, inducement or walk-away.
    Lever,
    /// A limit in time.
    Deadline,
    /// A refusal presented as firm.
    RedLine,
    /// What is expected to come of something.
    Prediction,
    /// What the text itself leaves open.
    OpenQuestion,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 17] = [
        Self::Source,
        Self::Party,
        Self::Body,
        Self::Delegate,
        Self::Issue,
        Self::Meeting,
        Self::Attendance,
        Self::MeetingChange,
        Self::Statement,
        Self::Position,
        Self::Proposal,
        Self::ProposalStatus,
        Self::Lever,
        Self::Deadline,
        Self::RedLine,
        Self::Prediction,
        Self::OpenQuestion,
    ];

    /// The word for it in JSON and on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Party => "party",
            Self::Body => "body",
            Self::Delegate => "delegate",
            Self::Issue => "issue",
            Self::Meeting => "meeting",
            Self::Attendance => "attendance",
            Self::MeetingChange => "meeting-change",
            Self::Statement => "statement",
            Self::Position => "position",
            Self::Proposal => "proposal",
            Self::ProposalStatus => "proposal-status",
            Self::Lever => "lever",
            Self::Deadline => "deadline",
            Self::RedLine => "red-line",
            Self::Prediction => "prediction",
            Self::OpenQuestion => "open-question",
        }
    }
}

/// How a text stands to what it says: the first of these that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Modality {
    /// It did not or will not happen.
    Negated,
    /// It hangs on an "if" or an "unless".
    Conditional,
    /// The text hedges: reportedly, seemingly, appears, may.
    Speculated,
    /// It is announced or expected, and has not happened.
    Planned,
    /// Somebody is said to have said so.
    Reported,
    /// The text says so in its own voice.
    Asserted,
}

impl Modality {
    /// The word for it in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Negated => "negated",
            Self::Conditional => "conditional",
            Self::Speculated => "speculated",
            Self::Planned => "planned",
            Self::Reported => "reported",
            Self::Asserted => "asserted",
        }
    }
}

/// How an attendance, a meeting or a proposal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Status {
    /// Takes part, or is to take part.
    Attending,
    /// Stays away.
    Absent,
    /// Was to come, and does not.
    Cancelled,
    /// Was not asked to come.
    NotInvited,
    /// Came, and left before the end.
    Left,
    /// Announced, and not yet held.
    Planned,
    /// Took place.
    Held,
    /// Will not take place.
    CalledOff,
    /// Was put to somebody.
    Offered,
    /// Was taken up.
    Accepted,
    /// Was put to somebody who did not take it up.
    NotAccepted,
    /// Somebody says that it was never put to him, or that it does not exist.
    Denied,
    /// Is no longer pursued.
    Shelved,
}

impl Status {
    /// The word for it in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Attending => "attending",
            Self::Absent => "absent",
            Self::Cancelled => "cancelled",
            Self::NotInvited => "not-invited",
            Self::Left => "left",
            Self::Planned => "planned",
            Self::Held => "held",
            Self::CalledOff => "called-off",
            Self::Offered => "offered",
            Self::Accepted => "accepted",
            Self::NotAccepted => "not-accepted",
            Self::Denied => "denied",
            Self::Shelved => "shelved",
        }
    }
}

/// How sure a rule is that the text says what is drafted. It says nothing of whether it is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Confidence {
    /// The words say it outright.
    Sure,
    /// The words say it, and a slot was filled from the structure of the sentence.
    Likely,
    /// The words may mean something else.
    Unsure,
}

/// The full names of the parties for which a draft stands: `null`, one name or a list in JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parties(pub Vec<String>);

impl Serialize for Parties {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [] => serializer.serialize_none(),
            [one] => serializer.serialize_str(one),
            several => several.serialize(serializer),
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
enum OneOrSeveral {
    None(()),
    One(String),
    Several(Vec<String>),
}

impl<'de> Deserialize<'de> for Parties {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(match OneOrSeveral::deserialize(deserializer)? {
            OneOrSeveral::None(()) => Vec::new(),
            OneOrSeveral::One(name) => vec![name],
            OneOrSeveral::Several(names) => names,
        }))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Parties {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Parties".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        OneOrSeveral::json_schema(generator)
    }
}

/// Words of the text, and what they are evidence of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evidence {
    /// What the words say of the draft.
    pub role: Role,
    /// The number of the sentence, from 1.
    pub sentence: usize,
    /// Where the words begin: bytes of the document as given.
    pub start: usize,
    /// Where the words end, exclusive: bytes of the document as given.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// What words are evidence of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Role {
    /// The words that carry the draft.
    Primary,
    /// A name of the party, body or person.
    Mention,
    /// A person with title and rank.
    Title,
    /// The word that made the rule look here.
    Cue,
    /// Who speaks or acts.
    Speaker,
    /// What is said, proposed or refused.
    Content,
    /// A day or a span of days.
    Date,
    /// A place.
    Place,
    /// A word that hedges.
    Hedge,
    /// On what it hangs.
    Condition,
    /// How strongly it is said.
    Strength,
    /// Words that point back to something said before.
    BackReference,
}
