//! The conflict as a graph model in option form: what parties can do, which states can occur, what they prefer.
//!
//! A *state* says of every course of action whether it is taken (Howard 1971; Fang, Hipel & Kilgour 1993,
//! "Interactive Decision Making: The Graph Model for Conflict Resolution").

pub(crate) mod barred;
pub(crate) mod courses;
pub(crate) mod infeasible;
pub(crate) mod preferences;

use std::collections::BTreeSet;

use indexmap::IndexMap;

use self::{
    barred::{BARRED, Barred},
    courses::{COURSE, Course},
    infeasible::{INFEASIBLE, Infeasible},
    preferences::{PREFERENCE, StatePreference},
};
use super::{each_table, rows};
use crate::{
    CourseId, ItemKind, Origin, PartyId, StateCondition,
    shape::{BasisRule, Kind, Layout, Shape, optional},
    tree::Row,
};

/// A state: the courses taken in it, every other course of the conflict being left.
pub type State = BTreeSet<CourseId>;

macro_rules! conflict {
    (
        tables { $($tables:tt)* }
        conflict { $($(#[$doc:meta])* $field:ident = $row:ident($key:ident $($what:literal)?)
            $word:literal, $one:literal {})* }
    ) => {
        /// A conflict as the author of a case states it.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Conflict {
            /// Where the model as a whole is said to come from, if the case has the table; its parts have origins of
            /// their own.
            pub origin: Option<Origin>,
            $($(#[$doc])* pub $field: rows!($key, $row),)*
            /// Courses taken (`true`) and left in states that nobody can tell apart: all that one entry matches are one.
            pub alike: Vec<IndexMap<CourseId, bool>>,
        }
    };
}
each_table!(conflict);

/// How the file writes the conflict.
pub(crate) const CONFLICT: Shape = Shape {
    layout: Layout::Once,
    ..Shape::asserting(
        ItemKind::Conflict,
        "The conflict as a graph model of the author's own, in the place of the one that is derived from the case. Each course and each preference must have a basis, or the table around them.",
        &[
            optional(
                "courses",
                Kind::Map(&Kind::NewName, &Kind::Table(&COURSE)),
                "what parties can do or leave, at most 64",
            ),
            optional("infeasible", Kind::List(&Kind::Table(&INFEASIBLE)), "what cannot occur together"),
            optional("barred", Kind::List(&Kind::Table(&BARRED)), "moves that cannot be made"),
            optional("preferences", Kind::List(&Kind::Table(&PREFERENCE)), "what parties would rather have"),
            optional(
                "alike",
                Kind::List(&Kind::Pattern),
                "states that nobody can tell apart, such as `\"abandon\"`: all that one entry is true of become one. States are then looked at one by one, up to 4,096",
            ),
        ],
    )
    .with_basis(BasisRule::Defines)
};

impl Conflict {
    /// Whether the case states a conflict of its own.
    #[must_use]
    pub fn is_stated(&self) -> bool {
        !self.courses.is_empty()
    }

    /// The state of affairs on the day at which the case is read.
    #[must_use]
    pub fn today(&self) -> State {
        self.courses.iter().filter(|(_, course)| course.today).map(|(id, _)| id.clone()).collect()
    }

    /// The courses a party decides on.
    pub fn courses_of<'a>(&'a self, party: &'a PartyId) -> impl Iterator<Item = (&'a CourseId, &'a Course)> {
        self.courses.iter().filter(move |(_, course)| course.party == *party)
    }

    /// The parties that decide on a course, each once, in the order of their first courses.
    #[must_use]
    pub fn parties(&self) -> Vec<&PartyId> {
        let mut parties = Vec::new();
        for course in self.courses.values() {
            if !parties.contains(&&course.party) {
                parties.push(&course.party);
            }
        }
        parties
    }

    /// The conflict as the file has it.
    pub(crate) fn read(row: Option<Row<'_>>) -> Self {
        let Some(row) = row else { return Self::default() };
        let around = row.origin();
        let courses = row.named_parts("courses").into_iter();
        Self {
            courses: courses
                .filter_map(|part| Some((CourseId::new(part.called), Course::read(part, &around)?)))
                .collect(),
            infeasible: each(row, "infeasible", |part| Infeasible::read(part, &around)),
            barred: each(row, "barred", |part| Barred::read(part, &around)),
            preferences: each(row, "preferences", |part| StatePreference::read(part, &around)),
            alike: alike(row),
            origin: Some(around),
        }
    }

    /// What the statement of the conflict as a whole says, in a line.
    pub(crate) fn says(&self) -> String {
        match self.courses.len() {
            1 => "1 course of action".to_owned(),
            count => format!("{count} courses of action"),
        }
    }
}

/// The patterns of states that are one.
fn alike(row: Row<'_>) -> Vec<IndexMap<CourseId, bool>> {
    let texts = row.texts("alike").into_iter();
    let read = texts.filter_map(|(text, _)| StateCondition::parse(text).ok());
    read.filter(|condition| row.knows_courses(condition)).filter_map(|one| one.as_pattern()).collect()
}

fn each<T>(row: Row<'_>, key: &str, read: impl Fn(Row<'_>) -> Option<T>) -> Vec<T> {
    row.parts(key).into_iter().filter_map(read).collect()
}
