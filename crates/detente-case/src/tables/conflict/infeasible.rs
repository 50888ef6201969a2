//! Combinations of courses that cannot occur.

use std::fmt;

use indexmap::IndexMap;

use super::Conflict;
use crate::{
    CourseId, ItemKind, Origin, StateCondition,
    item::Mentions,
    known::Known,
    shape::{Kind, Shape, optional},
    tables::table::{Entry, Part, has_origin},
    tree::Row,
};

/// A reason why some states cannot occur.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Infeasible {
    /// Which states.
    pub kind: InfeasibleKind,
    /// Why, in our words.
    pub because: Option<String>,
    /// Where this is said.
    pub origin: Origin,
}

/// The four ways to say which states cannot occur.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InfeasibleKind {
    /// Those in which two or more of these are taken.
    AtMostOne(Vec<CourseId>),
    /// Those in which none of these is taken.
    AtLeastOne(Vec<CourseId>),
    /// Those in which the course is taken without every one of those it needs.
    Needs {
        /// The course that depends.
        course: CourseId,
        /// What it depends on.
        needs: Vec<CourseId>,
    },
    /// Those in which each of these courses is as said: taken (`true`) or left (`false`).
    Never(IndexMap<CourseId, bool>),
}

const COURSES_TAKEN: Kind = Kind::List(&Kind::Name(ItemKind::Course));

pub(super) const INFEASIBLE: Shape = Shape::part(
    "infeasible",
    "a combination of courses that cannot occur, in one of four ways: `at_most_one`, `at_least_one`, `course` with `needs`, or `never`",
    &[
        optional("at_most_one", COURSES_TAKEN, "of these no two are taken together"),
        optional("at_least_one", COURSES_TAKEN, "of these not all are left"),
        optional(
            "course",
            Kind::Name(ItemKind::Course),
            "a course that is taken only if those it `needs` are",
        ),
        optional("needs", COURSES_TAKEN, "what `course` needs, every one of them"),
        optional("never", Kind::Pattern, "courses taken and, after `not`, left that cannot occur together"),
        optional("because", Kind::Text, "why, in our words"),
    ],
);

impl Infeasible {
    /// What one entry excludes; of several kinds, which are reported, the first.
    pub(super) fn read(row: Row<'_>, around: &Origin) -> Option<Self> {
        let courses = |key: &str| {
            let named: Vec<CourseId> = row.names(key);
            (!named.is_empty()).then_some(named)
        };
        let dependence =
            || Some(InfeasibleKind::Needs { course: row.name("course")?, needs: courses("needs")? });
        let kind = courses("at_most_one")
            .map(InfeasibleKind::AtMostOne)
            .or_else(|| courses("at_least_one").map(InfeasibleKind::AtLeastOne))
            .or_else(dependence)
            .or_else(|| pattern(row).map(InfeasibleKind::Never))?;
        Some(Self { kind, because: row.text("because"), origin: row.origin_within(around) })
    }
}

fn pattern(row: Row<'_>) -> Option<IndexMap<CourseId, bool>> {
    StateCondition::parse(row.get("never")?.get_ref().as_str()?)
        .ok()
        .filter(|condition| row.knows_courses(condition))?
        .as_pattern()
}

impl Part<Conflict> for Infeasible {
    fn title(&self, _: &str, own: &str) -> String {
        own.to_owned()
    }

    fn says(&self, _: &Conflict) -> String {
        self.kind.to_string()
    }
}

impl Entry for Infeasible {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        match &self.kind {
            InfeasibleKind::AtMostOne(courses) | InfeasibleKind::AtLeastOne(courses) => mentions.ids(courses),
            InfeasibleKind::Needs { course, needs } => {
                mentions.id(course);
                mentions.ids(needs);
            }
            InfeasibleKind::Never(pattern) => mentions.ids(pattern.keys()),
        }
    }

    /// False when the entry no longer excludes anything, or excludes everything only because courses are absent: an
    /// absent course is never taken.
    fn keep(&mut self, known: &Known) -> bool {
        match &mut self.kind {
            InfeasibleKind::AtMostOne(courses) => {
                known.retain(courses);
                courses.len() > 1
            }
            InfeasibleKind::AtLeastOne(courses) => {
                known.retain(courses);
                !courses.is_empty()
            }
            InfeasibleKind::Needs { course, needs } => {
                if !known.has(course) {
                    return false;
                }
                if !needs.iter().all(|id| known.has(id)) {
                    self.kind = InfeasibleKind::Never(IndexMap::from([(course.clone(), true)]));
                }
                true
            }
            InfeasibleKind::Never(pattern) => {
                let occurs = pattern.iter().all(|(course, taken)| known.has(course) || !*taken);
                pattern.retain(|course, _| known.has(course));
                occurs && !pattern.is_empty()
            }
        }
    }
}

/// `at most one of delay, accept`, `accept only if modify`, `never accept and not modify`.
impl fmt::Display for InfeasibleKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let join = |courses: &[CourseId], word: &str| {
            courses.iter().map(CourseId::as_str).collect::<Vec<_>>().join(word)
        };
        match self {
            Self::AtMostOne(courses) => write!(formatter, "at most one of {}", join(courses, ", ")),
            Self::AtLeastOne(courses) => write!(formatter, "at least one of {}", join(courses, ", ")),
            Self::Needs { course, needs } => write!(formatter, "{course} only if {}", join(needs, " and ")),
            Self::Never(pattern) => {
                let parts = pattern.iter();
                let parts = parts
                    .map(|(course, taken)| if *taken { course.to_string() } else { format!("not {course}") });
                write!(formatter, "never {}", parts.collect::<Vec<_>>().join(" and "))
            }
        }
    }
}
