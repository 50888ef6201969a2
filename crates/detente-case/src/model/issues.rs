//! What a package must settle, what parties want of it, and what no agreement is worth to them.

use indexmap::IndexMap;

use crate::{
    Actor, Condition, Importance, Interval, IssueId, IssueKind, Level, OptionId, Origin, PartyId,
    Recognition, RuleKind, Span,
};

/// A question that a package must settle with one of its options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Its name.
    pub name: String,
    /// Whether the options are rungs in order.
    pub kind: IssueKind,
    /// Who could settle it; the instrument's consenters unless given.
    pub decided_by: Option<Vec<PartyId>>,
    /// The ways to settle it, in order; never empty.
    pub options: IndexMap<OptionId, IssueOption>,
    /// Where this is said.
    pub origin: Origin,
}

/// One way to settle an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueOption {
    /// Its name.
    pub name: String,
    /// Parties whose consent it needs beyond the instrument's.
    pub needs: Vec<PartyId>,
    /// The acts of recognition it consists of.
    pub recognition: Vec<Recognition>,
    /// Whether it means that the text says nothing on the issue.
    pub silent: bool,
    /// Where this is said.
    pub origin: Origin,
}

/// What one or several parties are held to want of one issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stance {
    /// Whose stance it is; several when a bloc is named.
    pub parties: Vec<PartyId>,
    /// On what.
    pub issue: IssueId,
    /// What is said of each option named.
    pub positions: IndexMap<OptionId, StancePosition>,
    /// Options that stand in an order instead of having values, best first; within a group nothing is said.
    /// Each has an entry in `positions`.
    pub order: Vec<Vec<OptionId>>,
    /// A condition under which its red lines do not bind.
    pub unless: Option<Condition>,
    /// Who said so for the party.
    pub said_by: Option<Actor>,
    /// Where this is said.
    pub origin: Origin,
}

/// What a stance says of one option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StancePosition {
    /// In words; `None` when only a value is given, or a place in the order.
    pub level: Option<Level>,
    /// On the party's own 0–100 scale; the level's interval in [`Scale`] unless given.
    pub value: Option<Interval>,
    /// Where the option is named.
    pub span: Span,
}

/// How much issues matter to a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    /// The party.
    pub party: PartyId,
    /// By issue, as words or as intervals on any common scale: only ratios matter.
    pub by_issue: IndexMap<IssueId, Weight>,
    /// Issues that stand in an order instead of having weights, weightiest first; within a group nothing is
    /// said. None of them is in `by_issue`.
    pub order: Vec<Vec<IssueId>>,
    /// Where this is said.
    pub origin: Origin,
}

/// How much one issue matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// In words.
    Word(Importance),
    /// In numbers from 0 to 100.
    Range(Interval),
}

/// What no agreement is worth to a party, on its own 0–100 scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoDeal {
    /// The party.
    pub party: PartyId,
    /// The value.
    pub value: Interval,
    /// Where this is said.
    pub origin: Origin,
}

/// Options tied together: whenever one condition holds, so must the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What it says, in a line.
    pub name: Option<String>,
    /// When it applies.
    pub if_: Condition,
    /// What must then hold.
    pub then: Condition,
    /// Whether it could be taken apart.
    pub kind: RuleKind,
    /// Where this is said.
    pub origin: Origin,
}

/// What words stand for, once for the whole case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// Value of an option a party asks for.
    pub propose: Interval,
    /// Value of an option a party agrees to.
    pub accept: Interval,
    /// Value of an option a party can live with.
    pub tolerate: Interval,
    /// Value of an option a party is against.
    pub oppose: Interval,
    /// Value of an option behind a red line, used only where an opener softens the line.
    pub red_line: Interval,
    /// Value of an option on which a party has no position.
    pub unknown: Interval,
    /// Weight of an issue that hardly matters.
    pub none: Interval,
    /// Weight of an issue that matters a little.
    pub low: Interval,
    /// Weight of an issue that matters noticeably.
    pub medium: Interval,
    /// Weight of an issue that matters much.
    pub high: Interval,
    /// Weight of an issue that matters more than almost anything else.
    pub vital: Interval,
    /// Weight of an issue for which no weight is stated.
    pub unstated: Interval,
}

impl Default for Scale {
    fn default() -> Self {
        Self {
            propose: Interval::units(85, 100),
            accept: Interval::units(65, 85),
            tolerate: Interval::units(45, 65),
            oppose: Interval::units(10, 45),
            red_line: Interval::units(0, 10),
            unknown: Interval::units(0, 100),
            none: Interval::ZERO,
            low: Interval::units(5, 15),
            medium: Interval::units(15, 30),
            high: Interval::units(30, 50),
            vital: Interval::units(50, 80),
            unstated: Interval::units(0, 50),
        }
    }
}

impl Scale {
    /// The values a level stands for.
    #[must_use]
    pub fn level(&self, level: Level) -> Interval {
        match level {
            Level::RedLine => self.red_line,
            Level::Oppose => self.oppose,
            Level::Tolerate => self.tolerate,
            Level::Accept => self.accept,
            Level::Propose => self.propose,
        }
    }

    /// The weights a word stands for.
    #[must_use]
    pub fn importance(&self, importance: Importance) -> Interval {
        match importance {
            Importance::None => self.none,
            Importance::Low => self.low,
            Importance::Medium => self.medium,
            Importance::High => self.high,
            Importance::Vital => self.vital,
        }
    }
}
