//! What nobody has said, taken as no and taken as yes.

use detente_case::PartyId;
use serde::Serialize;

use crate::{
    input::Silence,
    negotiation::{Negotiation, OptionSet, Party},
    reading::Reading,
    search::Finding,
};

/// What nobody has said of the parties that may be asked, and whether there is a deal if that means no, or yes.
///
/// Both are exact: what is unsaid is taken at the end that works against agreement, or favours it, that what is said leaves
/// it; everything else has its central value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Unsaid {
    /// On how many options no position of a party is stated whose consent the instrument needs, party by party.
    pub positions: usize,
    /// Out of how many.
    pub of: usize,
    /// Of whom, in the order of the case: those of whom something is unsaid, whether everything needs their consent or only
    /// some options do.
    pub by_party: Vec<UnsaidOf>,
    /// The parties of which nobody has said what no agreement is worth to them.
    pub no_deal: Vec<PartyId>,
    /// Whether there is a deal if silence means no; `None` when that was not settled.
    pub deal_if_no: Option<bool>,
    /// Whether there is a deal if silence means yes; `None` when that was not settled.
    pub deal_if_yes: Option<bool>,
}

/// What nobody has said of one party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnsaidOf {
    /// The party.
    pub party: PartyId,
    /// On how many options no position of it is stated.
    pub positions: usize,
    /// Out of how many.
    pub of: usize,
    /// Whether the instrument needs its consent; otherwise only some options do.
    pub instrument: bool,
}

impl Unsaid {
    /// Whether everything is said.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.by_party.is_empty() && self.no_deal.is_empty()
    }

    /// Whether there is a deal if silence means yes, and none if it means no.
    #[must_use]
    pub fn decides(&self) -> bool {
        self.deal_if_no == Some(false) && self.deal_if_yes == Some(true)
    }
}

impl Negotiation {
    /// What nobody has said, and what that decides.
    #[must_use]
    pub fn unsaid(&self) -> Unsaid {
        let of = self.considered.iter().map(OptionSet::len).sum::<usize>();
        let unsaid_of = |party: &Party| {
            let pairs = party.values.iter().zip(&self.considered);
            let considered = pairs.flat_map(|(values, considered)| {
                considered.members().filter_map(|option| values.get(option)).map(|value| value.input)
            });
            let positions = considered.filter(|input| input.unsaid.is_some()).count();
            UnsaidOf { party: party.id.clone(), positions, of, instrument: party.consents }
        };
        let each: Vec<_> = self.consenters().map(unsaid_of).collect();
        let asked = || each.iter().filter(|one| one.instrument);
        let exists = |reading: Reading| match self.find(reading) {
            Finding::Found(_) => Some(true),
            Finding::None => Some(false),
            Finding::Unsettled => None,
        };
        let no_deal = self.consenters().filter(|party| party.no_deal.unsaid.is_some());
        let mut unsaid = Unsaid {
            positions: asked().map(|one| one.positions).sum(),
            of: asked().map(|one| one.of).sum(),
            by_party: each.iter().filter(|one| one.positions > 0).cloned().collect(),
            no_deal: no_deal.map(|party| party.id.clone()).collect(),
            deal_if_no: None,
            deal_if_yes: None,
        };
        if unsaid.is_nothing() {
            unsaid.deal_if_no = exists(Reading::Central);
            unsaid.deal_if_yes = unsaid.deal_if_no;
        } else {
            unsaid.deal_if_no = exists(Reading::SilenceAsNo);
            unsaid.deal_if_yes = exists(Reading::SilenceAsYes);
        }
        unsaid
    }
}

impl Reading {
    /// Where it takes values that nobody has said; nothing where it treats them as all others.
    pub(crate) fn unsaid_values(self) -> Option<Silence> {
        match self {
            Self::SilenceAsNo => Some(Silence::Low),
            Self::SilenceAsYes => Some(Silence::High),
            Self::Favourable | Self::Central | Self::Guarded | Self::Draw { .. } => None,
        }
    }

    /// Where it takes no-deal values that nobody has said.
    pub(crate) fn unsaid_no_deal(self) -> Option<Silence> {
        match self {
            Self::SilenceAsNo => Some(Silence::High),
            Self::SilenceAsYes => Some(Silence::Low),
            Self::Favourable | Self::Central | Self::Guarded | Self::Draw { .. } => None,
        }
    }
}
