//! What stands between a package and a deal: red lines, no-deal values, rules and needed consents.

use std::fmt;

use detente_case::{IssueId, OptionId, PartyId, RuleId};
use fixedbitset::FixedBitSet;
use serde::Serialize;

use crate::negotiation::{Negotiation, OptionSet};

/// Something every deal must satisfy. With more of them there are never more deals.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Requirement {
    /// A party will not have these options of an issue.
    RedLine {
        /// Whose line it is.
        party: PartyId,
        /// On what.
        issue: IssueId,
        /// Which options it rules out, in order.
        options: Vec<OptionId>,
        /// The place in the case's stances of the one that draws it.
        stance: usize,
    },
    /// A party takes no agreement that is worth less to it than none.
    NoDealValue {
        /// The party.
        party: PartyId,
    },
    /// A rule ties options together.
    Rule {
        /// The rule.
        rule: RuleId,
    },
    /// A party's consent is needed: without it none of the party's red lines nor its no-deal value count.
    Consent {
        /// The party.
        party: PartyId,
        /// What needs it.
        #[serde(flatten)]
        needed_by: NeededBy,
    },
}

/// What needs a party's consent.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "needed-by", rename_all = "kebab-case")]
pub enum NeededBy {
    /// The instrument: every package needs it.
    Instrument,
    /// One option: packages with it need it.
    Option {
        /// The issue.
        issue: IssueId,
        /// The option.
        option: OptionId,
    },
}

impl Requirement {
    /// Whose consent, red line or no-deal value it is; `None` for a rule.
    #[must_use]
    pub fn party(&self) -> Option<&PartyId> {
        match self {
            Self::RedLine { party, .. } | Self::NoDealValue { party } | Self::Consent { party, .. } => {
                Some(party)
            }
            Self::Rule { .. } => None,
        }
    }

    /// Whether it is a needed consent, which gives the party's other requirements their force.
    #[must_use]
    pub fn is_consent(&self) -> bool {
        matches!(self, Self::Consent { .. })
    }
}

/// `ua's red line on crimea (ua-de-jure)`, `ru's no-deal value`, `rule freeze`, `ua's consent`.
impl fmt::Display for Requirement {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RedLine { party, issue, options, .. } => {
                let options: Vec<_> = options.iter().map(OptionId::as_str).collect();
                write!(formatter, "{party}'s red line on {issue} ({})", options.join(", "))
            }
            Self::NoDealValue { party } => write!(formatter, "{party}'s no-deal value"),
            Self::Rule { rule } => write!(formatter, "rule {rule}"),
            Self::Consent { party, needed_by: NeededBy::Instrument } => {
                write!(formatter, "{party}'s consent")
            }
            Self::Consent { party, needed_by: NeededBy::Option { issue, option } } => {
                write!(formatter, "{party}'s consent to {issue} = {option}")
            }
        }
    }
}

/// A requirement in indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    RedLine(usize),
    NoDealValue(usize),
    Rule(usize),
    Consent(usize),
    ConsentTo { party: usize, issue: usize, option: usize },
}

/// Every requirement of a negotiation, numbered: rules, then consenter by consenter in the order of the
/// case its consents, red lines and no-deal value.
#[derive(Clone, Debug)]
pub(crate) struct Requirements {
    pub(crate) places: Vec<Place>,
}

impl Requirements {
    pub(crate) fn of(negotiation: &Negotiation) -> Self {
        let mut places: Vec<_> = (0..negotiation.rules.len()).map(Place::Rule).collect();
        for (index, party) in negotiation.parties.iter().enumerate() {
            let needs = negotiation.needs_of(index);
            if !party.consents && needs.iter().all(OptionSet::is_empty) {
                continue;
            }
            if party.consents {
                places.push(Place::Consent(index));
            }
            for (issue, options) in needs.iter().enumerate() {
                places.extend(options.members().map(|option| Place::ConsentTo {
                    party: index,
                    issue,
                    option,
                }));
            }
            let lines = negotiation.red_lines.iter().enumerate();
            places
                .extend(lines.filter(|(_, line)| line.party == index).map(|(line, _)| Place::RedLine(line)));
            places.push(Place::NoDealValue(index));
        }
        Self { places }
    }

    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    pub(crate) fn is_consent(&self, requirement: usize) -> bool {
        matches!(self.places[requirement], Place::Consent(_) | Place::ConsentTo { .. })
    }

    /// All of them.
    pub(crate) fn all(&self) -> FixedBitSet {
        let mut all = FixedBitSet::with_capacity(self.len());
        all.insert_range(..);
        all
    }

    /// None of them.
    pub(crate) fn none(&self) -> FixedBitSet {
        FixedBitSet::with_capacity(self.len())
    }

    pub(crate) fn named(&self, negotiation: &Negotiation, requirement: usize) -> Requirement {
        let party = |party: usize| negotiation.parties[party].id.clone();
        match self.places[requirement] {
            Place::RedLine(line) => {
                let line = &negotiation.red_lines[line];
                let issue = &negotiation.issues[line.issue];
                let options = line.options.members().map(|option| issue.options[option].id.clone());
                Requirement::RedLine {
                    party: party(line.party),
                    issue: issue.id.clone(),
                    options: options.collect(),
                    stance: line.stance,
                }
            }
            Place::NoDealValue(index) => Requirement::NoDealValue { party: party(index) },
            Place::Rule(rule) => Requirement::Rule { rule: negotiation.rules[rule].id.clone() },
            Place::Consent(index) => {
                Requirement::Consent { party: party(index), needed_by: NeededBy::Instrument }
            }
            Place::ConsentTo { party: index, issue, option } => {
                let issue = &negotiation.issues[issue];
                let needed_by =
                    NeededBy::Option { issue: issue.id.clone(), option: issue.options[option].id.clone() };
                Requirement::Consent { party: party(index), needed_by }
            }
        }
    }
}
