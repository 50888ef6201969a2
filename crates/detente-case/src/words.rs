//! The closed vocabularies of a case: every word a key may hold, in one place.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A closed list of words that a key may hold.
pub trait Word: Copy + Eq + 'static {
    /// Every word, in the order documentation lists them.
    const ALL: &'static [Self];
    /// The word as the case spells it.
    fn as_str(self) -> &'static str;
    /// The word spelled `text`.
    #[must_use]
    fn from_text(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|word| word.as_str() == text)
    }
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $text)] $variant,)+
        }

        impl Word for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)+];
            fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(self.as_str())
            }
        }
    )+};
}

words! {
    /// What kind of agreement is sought.
    InstrumentClass {
        /// An end of fighting, for now or for good.
        Ceasefire = "ceasefire",
        /// A limited halt of fighting.
        Truce = "truce",
        /// Terms that prepare a settlement.
        Framework = "framework",
        /// A settlement binding in law.
        Treaty = "treaty",
        /// Any other agreement between parties.
        Contract = "contract",
    }
    /// What a party is in this negotiation.
    PartyRole {
        /// Fights in the conflict.
        Belligerent = "belligerent",
        /// Has a stake of its own and a say.
        Principal = "principal",
        /// Brings the others together.
        Mediator = "mediator",
        /// Would stand behind an agreement.
        Guarantor = "guarantor",
        /// Takes part without consenting.
        ThirdParty = "third-party",
        /// Watches.
        Observer = "observer",
    }
    /// How a party's numbers make the worth of a package.
    #[derive(Default)]
    Counts {
        /// The mean of values from 0 to 100, weighted by issue.
        #[default]
        Mean = "mean",
        /// The plain sum of points of its own.
        Sum = "sum",
    }
    /// How high an office stands, lowest first.
    Rank {
        /// Works on the file.
        Official = "official",
        /// Directs those who do.
        SeniorOfficial = "senior-official",
        /// Speaks for a head of state or government on one matter.
        Envoy = "envoy",
        /// Sits in government.
        Minister = "minister",
        /// Directs foreign policy.
        ForeignMinister = "foreign-minister",
        /// Leads the government.
        HeadOfGovernment = "head-of-government",
        /// Represents the state.
        HeadOfState = "head-of-state",
    }
    /// What a delegation may do without asking home.
    Mandate {
        /// Listen and report.
        Listen = "listen",
        /// Discuss, and refer every decision home.
        Refer = "refer",
        /// Agree on terms, to be confirmed.
        Negotiate = "negotiate",
        /// Commit the party.
        Sign = "sign",
    }
    /// What happened to a meeting.
    MeetingStatus {
        /// It was announced or intended.
        Planned = "planned",
        /// Something about it was changed.
        Changed = "changed",
        /// It took place.
        Held = "held",
        /// It was called off.
        Cancelled = "cancelled",
    }
    /// Whether something points towards agreement or away from it.
    Signal {
        /// Towards agreement.
        Warmer = "warmer",
        /// Neither.
        Neutral = "neutral",
        /// Away from agreement.
        Cooler = "cooler",
    }
    /// How parties were in contact.
    ContactKind {
        /// By telephone or video.
        Call = "call",
        /// By letter.
        Letter = "letter",
        /// In person, outside a meeting of the case.
        Visit = "visit",
        /// Through somebody else.
        Message = "message",
    }
    /// Whether the options of an issue are ordered.
    IssueKind {
        /// The options are rungs, each going further than the one before.
        Ladder = "ladder",
        /// The options have no order.
        Choice = "choice",
    }
    /// How far an act of recognition goes, weakest first.
    RecognitionRung {
        /// The recogniser does not recognise.
        Refused = "refused",
        /// The recogniser says nothing.
        Silent = "silent",
        /// The recogniser does not contest control.
        Acquiescence = "acquiescence",
        /// The recogniser acknowledges control as a fact.
        DeFacto = "de-facto",
        /// The recogniser acknowledges a legal title.
        DeJure = "de-jure",
    }
    /// What a party is reported to think of an option, worst first.
    Level {
        /// Will not agree to anything that contains it.
        RedLine = "red_line",
        /// Is against it.
        Oppose = "oppose",
        /// Can live with it.
        Tolerate = "tolerate",
        /// Agrees to it.
        Accept = "accept",
        /// Asks for it.
        Propose = "propose",
    }
    /// How what a party thinks of the rungs of an issue hangs together (Black 1948, J. Polit. Econ. 56:23).
    StanceShape {
        /// One rung is best, and going away from it the worth never rises.
        Peaked = "peaked",
        /// Each rung is worth at least as much as the one before.
        Rising = "rising",
        /// Each rung is worth at most as much as the one before.
        Falling = "falling",
        /// What is said of one rung says nothing of another.
        Free = "free",
    }
    /// How much an issue matters, in words; `[scale]` says what interval each word stands for.
    Importance {
        /// Hardly at all.
        None = "none",
        /// A little.
        Low = "low",
        /// Noticeably.
        Medium = "medium",
        /// Much.
        High = "high",
        /// More than almost anything else.
        Vital = "vital",
    }
    /// Why a rule holds.
    RuleKind {
        /// By the meaning of the options: nobody can waive it.
        Logical = "logical",
        /// By choice: the options are linked and could be taken apart.
        Political = "political",
    }
    /// How a lever works on its target.
    LeverKind {
        /// Makes no agreement worse for the target.
        Pressure = "pressure",
        /// Makes agreement better for the target.
        Inducement = "inducement",
        /// Helps the target hold out without agreement.
        Support = "support",
        /// Its owner leaves the talks or ends a role in them.
        Exit = "exit",
    }
    /// Which way a party can change a course of action of its own.
    Changes {
        /// It can take it, and leave it again.
        BothWays = "both-ways",
        /// Once taken it stays taken.
        OnlyTaken = "only-taken",
        /// Once left it stays left.
        OnlyEnded = "only-ended",
    }
    /// How one state compares with another for a party.
    Compared {
        /// It is better.
        Better = "better",
        /// It is much better.
        MuchBetter = "much-better",
        /// It is as good.
        Same = "same",
        /// Nobody knows.
        Unknown = "unknown",
    }
    /// Where a lever, guarantee or payment stands.
    LeverStatus {
        /// Somebody asked for it.
        Sought = "sought",
        /// It was put forward.
        Proposed = "proposed",
        /// Its owner offered it.
        Offered = "offered",
        /// Its owner announced it would be used unless something happens.
        Threatened = "threatened",
        /// It was put forward and set aside.
        Shelved = "shelved",
        /// It works now, and the no-deal values count it.
        InUse = "in-use",
        /// It worked and was ended.
        Withdrawn = "withdrawn",
    }
    /// How a proposal reached somebody.
    TransmissionMode {
        /// Handed over as a text.
        Formal = "formal",
        /// Said in talks.
        Oral = "oral",
        /// Made public.
        Published = "published",
        /// Only the press says so.
        Reported = "reported",
    }
    /// What kind of statement a claim is.
    ClaimKind {
        /// Says that something is so.
        Statement = "statement",
        /// Announces an act to come.
        Announcement = "announcement",
        /// Says how likely something is.
        Forecast = "forecast",
        /// Warns of a consequence.
        Warning = "warning",
        /// Was asked and said nothing.
        NoComment = "no-comment",
        /// Is guessed by nobody in particular.
        Speculation = "speculation",
        /// Says that a reported thing is not so.
        Denial = "denial",
        /// Is something that was done rather than said.
        Deed = "deed",
    }
    /// How a piece of evidence bears on a hypothesis (Heuer 1999, analysis of competing hypotheses).
    Bearing {
        /// Expected if the hypothesis holds.
        Consistent = "consistent",
        /// Says nothing either way.
        Neutral = "neutral",
        /// Not expected if the hypothesis holds.
        Inconsistent = "inconsistent",
    }
    /// What a mediator does, least intrusive first (Touval & Zartman 1985; Beardsley et al. 2006).
    MediatorRole {
        /// Carries messages and brings parties together.
        Facilitate = "facilitate",
        /// Proposes terms.
        Formulate = "formulate",
        /// Changes what no agreement or agreement is worth.
        Manipulate = "manipulate",
        /// Sets terms without the consent of a party that must live with them.
        Impose = "impose",
    }
    /// Whether a circumstance helps.
    FactorDirection {
        /// Favours agreement.
        Favours = "favours",
        /// Hinders agreement.
        Hinders = "hinders",
        /// Could do either.
        Open = "open",
    }
}

/// A rank known only within bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RankRange {
    /// The lowest it can be.
    pub low: Rank,
    /// The highest it can be.
    pub high: Rank,
}
