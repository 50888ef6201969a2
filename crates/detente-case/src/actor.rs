//! Whoever says, does, holds or pays something.

use std::fmt;

use crate::{
    BlocId, InstitutionId, PartyId, PersonId,
    item::{Mention, Mentions},
};

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

impl<'a> Mentions<'a> {
    /// Adds each of these that has a name.
    pub(crate) fn actors(&mut self, actors: impl IntoIterator<Item = &'a Actor>) {
        for actor in actors {
            match actor {
                Actor::Party(id) => self.add(Mention::of(id)),
                Actor::Bloc(id) => self.add(Mention::of(id)),
                Actor::Person(id) => self.add(Mention::of(id)),
                Actor::Institution(id) => self.add(Mention::of(id)),
                Actor::Unnamed => {}
            }
        }
    }
}
