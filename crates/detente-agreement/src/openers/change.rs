//! What can be changed, by whom, at what cost.

use detente_case::{
    GuaranteeId, Interval, IssueId, Level, LeverId, LeverStatus, OptionId, PartyId, Quantity, RuleId,
};
use fixedbitset::FixedBitSet;
use serde::Serialize;

use crate::{
    negotiation::{Negotiation, OptionSet, OptionValue},
    shift::Shift,
};

/// One change to a negotiation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum Change {
    /// A party no longer rules these options out.
    SoftenRedLine {
        /// Whose line it is.
        party: PartyId,
        /// On what.
        issue: IssueId,
        /// Up to which options.
        options: Vec<OptionId>,
    },
    /// A party comes to see an option one level better.
    MoveStance {
        /// Whose stance it is.
        party: PartyId,
        /// On what.
        issue: IssueId,
        /// Which option.
        option: OptionId,
        /// How the party sees it now.
        from: Level,
        /// How it would see it.
        to: Level,
    },
    /// A third party whose consent an option needs agrees to it.
    Accept {
        /// The party.
        party: PartyId,
        /// On what.
        issue: IssueId,
        /// Which option.
        option: OptionId,
    },
    /// A lever is used.
    UseLever {
        /// The lever.
        lever: LeverId,
        /// Where it stands now.
        status: Option<LeverStatus>,
    },
    /// A lever in use is withdrawn.
    WithdrawLever {
        /// The lever.
        lever: LeverId,
    },
    /// A guarantee is given, with the obligation and credibility stated.
    GiveGuarantee {
        /// The guarantee.
        guarantee: GuaranteeId,
    },
    /// A guarantee is given and sure to be honoured.
    GiveCredibly {
        /// The guarantee.
        guarantee: GuaranteeId,
    },
    /// Options tied together by choice are taken apart.
    Delink {
        /// The rule that ties them.
        rule: RuleId,
    },
}

impl Change {
    /// This change, with the parties and options it names in the order of their names.
    pub(super) fn by_name(&self) -> Self {
        let mut named = self.clone();
        if let Self::SoftenRedLine { options, .. } = &mut named {
            options.sort();
        }
        named
    }
}

/// What kind of step a change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// A party whose consent the instrument needs moves.
    Concession,
    /// A party whose consent only an option needs moves.
    ThirdParty,
    /// A lever is used or withdrawn.
    Lever,
    /// A guarantee is given.
    Guarantee,
    /// A rule is taken apart.
    Delinking,
}

/// A change with everything known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Step {
    /// What changes.
    #[serde(flatten)]
    pub change: Change,
    /// What kind of step it is.
    pub kind: StepKind,
    /// Who would have to take it, by the names of the case; nobody is named where no source says.
    pub owners: Vec<String>,
    /// What it costs its owners, in points of each one's own 0–100 scale; empty when not stated.
    ///
    /// For a red line: the issue's share of the party's weights times the value of the party's best option that is no
    /// red line, less the (dearest) softened option's own. For a stance or a third party's acceptance: the same share
    /// times what the party must come to see in the option beyond today. For a lever or guarantee: as the case states.
    pub cost: Vec<Cost>,
    /// Whether a number it rests on is assumed or unknown.
    pub assumed: bool,
}

/// What a step costs one party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cost {
    /// The party.
    pub party: PartyId,
    /// Points of its own 0–100 scale: every number of them that the weights and values in the intervals allow.
    pub points: Interval,
    /// The points where every number stands in the middle of its interval.
    pub central: Quantity,
}

/// A step in indices.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) step: Step,
    pub(crate) edits: Vec<Edit>,
    /// The requirements it can make easier to meet. It leaves all others as they are or makes them harder.
    pub(crate) eases: FixedBitSet,
    /// Other candidates that this one contains.
    pub(crate) contains: Vec<usize>,
}

/// One edit of a negotiation.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    Soften { party: usize, issue: usize, options: OptionSet },
    Value { party: usize, issue: usize, option: usize, value: OptionValue },
    Shift { party: usize, shift: Shift },
    Delink { rule: usize },
}

impl Edit {
    pub(crate) fn apply(&self, negotiation: &mut Negotiation) {
        match self {
            Self::Soften { party, issue, options } => {
                negotiation.soften(*party, *issue, options);
            }
            Self::Value { party, issue, option, value } => {
                negotiation.revalue(*party, *issue, *option, *value);
            }
            Self::Shift { party, shift } => negotiation.parties[*party].shifts.push(shift.clone()),
            Self::Delink { rule } => negotiation.rules[*rule].then.clear(),
        }
    }

    /// Undoes `apply`: what it touched is as in `original` again.
    pub(crate) fn take_back(&self, changed: &mut Negotiation, original: &Negotiation) {
        match self {
            Self::Soften { .. } => {
                for (line, before) in changed.red_lines.iter_mut().zip(&original.red_lines) {
                    line.options.clone_from(&before.options);
                }
            }
            Self::Value { party, issue, .. } => {
                let (now, before) = (&mut changed.parties[*party], &original.parties[*party]);
                now.values[*issue].clone_from(&before.values[*issue]);
                now.rungs[*issue].clone_from(&before.rungs[*issue]);
                now.ranked[*issue].clone_from(&before.ranked[*issue]);
            }
            Self::Shift { party, .. } => {
                changed.parties[*party].shifts.truncate(original.parties[*party].shifts.len());
            }
            Self::Delink { rule } => {
                changed.rules[*rule].then.clone_from(&original.rules[*rule].then);
            }
        }
    }

    /// The party whose numbers it changes.
    pub(crate) fn moves(&self) -> Option<usize> {
        match self {
            Self::Value { party, .. } | Self::Shift { party, .. } => Some(*party),
            Self::Soften { .. } | Self::Delink { .. } => None,
        }
    }
}
