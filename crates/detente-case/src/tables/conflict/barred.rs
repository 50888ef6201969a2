//! Moves that cannot be made although both states can occur and the courses are open.

use std::fmt;

use super::Conflict;
use crate::{
    CourseId, Origin, PartyId, StateCondition,
    item::Mentions,
    known::Known,
    shape::{Kind, PARTY, Shape, optional},
    tables::table::{Entry, Part, has_origin},
    tree::Row,
};

/// Moves that cannot be made: those of the party, or of anybody, from states of one kind to states of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Barred {
    /// Whose; everybody's if none is named.
    pub party: Option<PartyId>,
    /// What holds of the states left; any, if nothing is said.
    pub from: Option<StateCondition>,
    /// What holds of the states reached; any, if nothing is said. One of the two is said.
    pub to: Option<StateCondition>,
    /// Why, in our words.
    pub because: Option<String>,
    /// Where this is said.
    pub origin: Origin,
}

pub(super) const BARRED: Shape = Shape::part(
    "barred",
    "moves that cannot be made although both states can occur and the courses are open; `from`, `to` or both are needed. With it, states are looked at one by one, up to 4,096",
    &[
        optional("party", PARTY, "whose moves (default: everybody's)"),
        optional("from", Kind::Statement, "from states in which this is true (default: any)"),
        optional("to", Kind::Statement, "to states in which this is true (default: any)"),
        optional("because", Kind::Text, "why, in our words"),
    ],
);

impl Barred {
    /// Moves that cannot be made; nothing where a statement that is there cannot be read.
    pub(super) fn read(row: Row<'_>, around: &Origin) -> Option<Self> {
        let statement = |key: &str| -> Option<Option<StateCondition>> {
            let Some(value) = row.get(key) else { return Some(None) };
            let condition = StateCondition::parse(value.get_ref().as_str()?).ok()?;
            row.knows_courses(&condition).then_some(Some(condition))
        };
        let (from, to) = (statement("from")?, statement("to")?);
        if from.is_none() && to.is_none() {
            return None;
        }
        let party = if row.get("party").is_some() { Some(row.name("party")?) } else { None };
        Some(Self { party, from, to, because: row.text("because"), origin: row.origin_within(around) })
    }
}

impl Part<Conflict> for Barred {
    fn title(&self, _: &str, own: &str) -> String {
        own.to_owned()
    }

    fn says(&self, _: &Conflict) -> String {
        self.to_string()
    }
}

impl Entry for Barred {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.ids(&self.party);
        mentions.ids(self.from.iter().chain(&self.to).flat_map(StateCondition::courses));
    }

    /// False when no move is barred any more: an absent course is never taken.
    fn keep(&mut self, known: &Known) -> bool {
        let taken = |course: &CourseId| known.has(course);
        let keep = |condition: &mut Option<StateCondition>| match condition
            .as_ref()
            .map(|one| one.without(&taken))
        {
            None | Some(Err(true)) => {
                *condition = None;
                true
            }
            Some(Err(false)) => false,
            Some(Ok(left)) => {
                *condition = Some(left);
                true
            }
        };
        self.party.as_ref().is_none_or(|party| known.has(party)) && keep(&mut self.from) && keep(&mut self.to)
    }
}

/// `no move of attacker from strike to not strike`.
impl fmt::Display for Barred {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("no move")?;
        if let Some(party) = &self.party {
            write!(formatter, " of {party}")?;
        }
        for (word, condition) in [("from", &self.from), ("to", &self.to)] {
            if let Some(condition) = condition {
                write!(formatter, " {word} {condition}")?;
            }
        }
        Ok(())
    }
}
