//! The conflict as a graph model in option form: what parties can do, which states can occur, what they prefer.
//!
//! A *state* says of every course of action whether it is taken (Howard 1971; Fang, Hipel & Kilgour 1993,
//! "Interactive Decision Making: The Graph Model for Conflict Resolution").

use std::{collections::BTreeSet, fmt};

use indexmap::IndexMap;

use crate::{Changes, CourseId, LeverId, Origin, PartyId, StateCondition, UltimatumId};

/// A state: the courses taken in it, every other course of the conflict being left.
pub type State = BTreeSet<CourseId>;

/// A conflict as the author of a case states it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conflict {
    /// Where the model as a whole is said to come from, if the case has the table; its parts have origins of their
    /// own.
    pub origin: Option<Origin>,
    /// What parties can do or leave, in the order of the file.
    pub courses: IndexMap<CourseId, Course>,
    /// Why combinations of courses cannot occur.
    pub infeasible: Vec<Infeasible>,
    /// Moves that cannot be made although both states can occur and the courses are open.
    pub barred: Vec<Barred>,
    /// What parties prefer; several about one party are resolved by [`crate::Case::preference`].
    pub preferences: Vec<StatePreference>,
}

/// Something its party can do or leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// What is done, in a line.
    pub name: String,
    /// Who decides on it.
    pub party: PartyId,
    /// Which way its party can change it.
    pub changes: Changes,
    /// Whether it is taken in the state of affairs on the day at which the case is read.
    pub today: bool,
    /// The lever whose use it stands for.
    pub lever: Option<LeverId>,
    /// The ultimatum whose carrying out it stands for.
    pub ultimatum: Option<UltimatumId>,
    /// Whether it is its party's consent to the package on the table.
    pub consent: bool,
    /// Where this is said.
    pub origin: Origin,
}

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
