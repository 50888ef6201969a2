//! Who takes part: parties, blocs, people, institutions, and the land they dispute.

use std::fmt;

use indexmap::IndexMap;

use crate::{
    BlocId, InstitutionId, Origin, PartyId, PartyRole, PersonId, Rank, RecognitionRung, TerritoryId, When,
};

/// An actor that takes part or is affected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its name.
    pub name: String,
    /// A short name for tables, at most six characters; the identifier in capitals unless given.
    pub short: String,
    /// What it is in this negotiation.
    pub role: PartyRole,
    /// Where this is said.
    pub origin: Origin,
}

/// Parties that speak together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bloc {
    /// Its name.
    pub name: String,
    /// Its members.
    pub members: Vec<PartyId>,
    /// Where this is said.
    pub origin: Origin,
}

/// A person: not an office, and not a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The offices held, the most important first.
    pub offices: Vec<Office>,
    /// Where this is said.
    pub origin: Origin,
}

/// What a person is for a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// The party served.
    pub party: PartyId,
    /// The title.
    pub title: String,
    /// How high it stands.
    pub rank: Rank,
}

/// A ministry, office or staff that speaks for a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Institution {
    /// Its name.
    pub name: String,
    /// The party it belongs to, if any.
    pub party: Option<PartyId>,
    /// Where this is said.
    pub origin: Origin,
}

/// Whoever says, does, holds or pays something.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Actor {
    /// A party as a whole.
    Party(PartyId),
    /// A bloc as a whole.
    Bloc(BlocId),
    /// A person.
    Person(PersonId),
    /// An institution.
    Institution(InstitutionId),
    /// Nobody the source names: written `unnamed`.
    Unnamed,
}

impl fmt::Display for Actor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Party(id) => id.fmt(formatter),
            Self::Bloc(id) => id.fmt(formatter),
            Self::Person(id) => id.fmt(formatter),
            Self::Institution(id) => id.fmt(formatter),
            Self::Unnamed => formatter.write_str("unnamed"),
        }
    }
}

/// A piece of land. Control is a dated fact, a claim belongs to its holder, recognition is an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Territory {
    /// Its name under the default naming policy.
    pub name: String,
    /// Its names under other policies.
    pub names: IndexMap<String, String>,
    /// Who controls what share of it, as of when.
    pub control: Vec<Control>,
    /// Who claims it.
    pub claimed_by: Vec<PartyId>,
    /// Where this is said.
    pub origin: Origin,
}

/// Control over a territory as a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    /// Who controls.
    pub by: PartyId,
    /// Over how much: `whole`, `parts` or words of the source.
    pub extent: String,
    /// When, or since when.
    pub when: Option<When>,
    /// Where this is said.
    pub origin: Origin,
}

/// An act of recognition: by whom, of what, how far, when. Never a yes or no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognition {
    /// Who would recognise.
    pub by: PartyId,
    /// What would be recognised.
    pub territory: TerritoryId,
    /// How far.
    pub rung: RecognitionRung,
    /// At what moment, in words: "at signature".
    pub when: Option<String>,
}
