//! What parties would rather have.

use super::{Conflict, State};
use crate::{
    CourseId, ItemKind, Origin, PartyId, StateCondition,
    item::Mentions,
    known::Known,
    shape::{Kind, PARTY, Shape, optional, required},
    tables::table::{Entry, Part, has_origin},
    tree::Row,
};

/// What a party would rather have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatePreference {
    /// The party.
    pub party: PartyId,
    /// How it orders the states.
    pub order: StateOrder,
    /// Where this is said.
    pub origin: Origin,
}

/// How a party orders states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StateOrder {
    /// By statements, the most important first: of two states the better is the one in which the first
    /// statement to tell them apart holds; states that none tells apart are equally good.
    Statements(Vec<StateCondition>),
    /// By a list of all feasible states, best first; those of one entry are equally good.
    Ranking(Vec<Vec<State>>),
}

pub(super) const PREFERENCE: Shape = Shape::part(
    "preferences",
    "what a party would rather have; `statements` or `ranking` is needed. What a party without one prefers is unknown",
    &[
        required("party", PARTY, "the party"),
        optional(
            "statements",
            Kind::List(&Kind::Statement),
            "what it wants of the state, most important first: of two states the better is the one in which the first statement that tells them apart holds",
        ),
        optional(
            "ranking",
            Kind::List(&Kind::States),
            "every feasible state, best first, each a list of the courses taken in it; equally good ones in a list of such lists",
        ),
    ],
);

impl StatePreference {
    pub(super) fn read(row: Row<'_>, around: &Origin) -> Option<Self> {
        let statements: Vec<_> = row
            .texts("statements")
            .into_iter()
            .filter_map(|(text, _)| StateCondition::parse(text).ok())
            .filter(|condition| row.knows_courses(condition))
            .collect();
        let order = if row.get("statements").is_some() {
            (!statements.is_empty()).then_some(StateOrder::Statements(statements))?
        } else {
            StateOrder::Ranking(ranking(row)?)
        };
        Some(Self { party: row.name("party")?, order, origin: row.origin_within(around) })
    }
}

/// The ranking, if every course in it is one.
fn ranking(row: Row<'_>) -> Option<Vec<Vec<State>>> {
    let entries = row.get("ranking")?.get_ref().as_array()?;
    entries
        .iter()
        .map(|entry| {
            let items = entry.get_ref().as_array()?;
            let tied = items.iter().any(|item| item.get_ref().as_array().is_some());
            if !tied {
                return Some(vec![state(row, items)?]);
            }
            items.iter().map(|item| state(row, item.get_ref().as_array()?)).collect()
        })
        .collect()
}

fn state(row: Row<'_>, items: &toml::de::DeArray<'_>) -> Option<State> {
    items
        .iter()
        .map(|item| {
            let name = item.get_ref().as_str()?;
            row.book.names.has(ItemKind::Course, name).then(|| CourseId::new(name))
        })
        .collect()
}

impl Part<Conflict> for StatePreference {
    fn title(&self, _: &str, _: &str) -> String {
        self.party.to_string()
    }

    fn says(&self, _: &Conflict) -> String {
        match &self.order {
            StateOrder::Statements(statements) => {
                let statements: Vec<_> = statements.iter().map(ToString::to_string).collect();
                statements.join("; then ")
            }
            StateOrder::Ranking(groups) => {
                format!("a ranking of {} states", groups.iter().map(Vec::len).sum::<usize>())
            }
        }
    }
}

impl Entry for StatePreference {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.id(&self.party);
        match &self.order {
            StateOrder::Statements(statements) => {
                mentions.ids(statements.iter().flat_map(StateCondition::courses));
            }
            StateOrder::Ranking(groups) => mentions.ids(groups.iter().flatten().flatten()),
        }
    }

    /// False when nothing is left that tells states apart: an absent course is never taken.
    fn keep(&mut self, known: &Known) -> bool {
        if !known.has(&self.party) {
            return false;
        }
        let taken = |course: &CourseId| known.has(course);
        match &mut self.order {
            StateOrder::Statements(statements) => {
                *statements =
                    statements.iter().filter_map(|statement| statement.without(&taken).ok()).collect();
                !statements.is_empty()
            }
            StateOrder::Ranking(groups) => {
                for group in groups.iter_mut() {
                    group.retain(|state: &State| state.iter().all(taken));
                }
                groups.retain(|group| !group.is_empty());
                !groups.is_empty()
            }
        }
    }
}
