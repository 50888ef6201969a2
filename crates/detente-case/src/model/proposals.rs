//! What was put forward, to whom, and who would approve it.

use indexmap::IndexMap;
use jiff::civil::Date;

use crate::{Actor, Condition, IssueId, OptionId, Origin, PartyId, TransmissionMode};

/// A text or idea put forward.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Its name.
    pub name: String,
    /// Who put it forward.
    pub by: Vec<Actor>,
    /// Its day, where known.
    pub date: Option<Date>,
    /// What it says, issue by issue; several options where the source leaves it open.
    pub terms: IndexMap<IssueId, Vec<OptionId>>,
    /// Who is reported to have got it, and who says otherwise.
    pub sent: Vec<Transmission>,
    /// Where this is said.
    pub origin: Origin,
}

/// How a proposal reached somebody, if it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transmission {
    /// To whom.
    pub to: PartyId,
    /// How.
    pub mode: TransmissionMode,
    /// When.
    pub on: Option<Date>,
    /// Whether the receiver says it was received: yes, denied, or unsaid.
    pub acknowledged: Option<bool>,
    /// Who says so.
    pub said_by: Option<Actor>,
    /// Where this is said.
    pub origin: Origin,
}

/// A way of proceeding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protocol {
    /// Its name.
    pub name: String,
    /// Who writes the text.
    pub proposer: Option<PartyId>,
    /// Who approves, first to last.
    pub approval_order: Vec<PartyId>,
    /// Who may change the text.
    pub may_amend: Vec<PartyId>,
    /// Where this is said.
    pub origin: Origin,
}

/// A body whose approval a party needs at home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ratifier {
    /// Its name.
    pub name: String,
    /// The party that needs it.
    pub party: PartyId,
    /// What it takes, in words.
    pub rule: Option<String>,
    /// Which packages need it; all when absent.
    pub when: Option<Condition>,
    /// Where this is said.
    pub origin: Origin,
}
