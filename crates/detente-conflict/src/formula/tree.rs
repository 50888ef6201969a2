//! The tree of a condition, and what can be asked of it.

use std::fmt;

/// A Boolean condition on which courses of action are taken; `Course` says how a course is named.
///
/// The methods follow the tree into its depth. What is read from a text is at most [`super::MOST_NESTED`] deep.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Formula<Course> {
    /// The course is taken.
    Taken(Course),
    /// It does not hold.
    Not(Box<Formula<Course>>),
    /// All hold; true if there is none.
    All(Vec<Formula<Course>>),
    /// At least one holds; false if there is none.
    Any(Vec<Formula<Course>>),
    /// The first holds whenever the second does; true where the second does not hold.
    If(Box<Formula<Course>>, Box<Formula<Course>>),
    /// Both hold or neither does.
    Iff(Box<Formula<Course>>, Box<Formula<Course>>),
}

impl<Course> Formula<Course> {
    /// Whether the formula holds in the state in which exactly the courses that `taken` affirms are taken.
    pub fn holds_where(&self, taken: &impl Fn(&Course) -> bool) -> bool {
        match self {
            Self::Taken(course) => taken(course),
            Self::Not(inner) => !inner.holds_where(taken),
            Self::All(parts) => parts.iter().all(|part| part.holds_where(taken)),
            Self::Any(parts) => parts.iter().any(|part| part.holds_where(taken)),
            Self::If(then, given) => !given.holds_where(taken) || then.holds_where(taken),
            Self::Iff(one, other) => one.holds_where(taken) == other.holds_where(taken),
        }
    }

    /// Whether the formula holds when `taken` knows some courses only. `None` if the known courses do not decide it.
    pub fn decided(&self, taken: &impl Fn(&Course) -> Option<bool>) -> Option<bool> {
        let fails = |part: &Self| part.decided(taken).map(|holds| !holds);
        match self {
            Self::Taken(course) => taken(course),
            Self::Not(inner) => fails(inner),
            Self::All(parts) => any_holds(parts.iter().map(fails)).map(|fails| !fails),
            Self::Any(parts) => any_holds(parts.iter().map(|part| part.decided(taken))),
            Self::If(then, given) => any_holds([then.decided(taken), fails(given)].into_iter()),
            Self::Iff(one, other) => Some(one.decided(taken)? == other.decided(taken)?),
        }
    }

    /// The courses of which the formula speaks, in the order written, as often as written.
    #[must_use]
    pub fn courses(&self) -> Vec<&Course> {
        match self {
            Self::Taken(course) => vec![course],
            Self::Not(inner) => inner.courses(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::courses).collect(),
            Self::If(one, other) | Self::Iff(one, other) => {
                let mut courses = one.courses();
                courses.extend(other.courses());
                courses
            }
        }
    }

    /// The same formula with another formula in the place of each course, for example one with other names.
    pub fn replace<Other>(&self, by: &impl Fn(&Course) -> Formula<Other>) -> Formula<Other> {
        let boxed = |part: &Self| Box::new(part.replace(by));
        let each = |parts: &[Self]| parts.iter().map(|part| part.replace(by)).collect();
        match self {
            Self::Taken(course) => by(course),
            Self::Not(inner) => Formula::Not(boxed(inner)),
            Self::All(parts) => Formula::All(each(parts)),
            Self::Any(parts) => Formula::Any(each(parts)),
            Self::If(then, given) => Formula::If(boxed(then), boxed(given)),
            Self::Iff(one, other) => Formula::Iff(boxed(one), boxed(other)),
        }
    }
}

impl<Course: PartialEq> Formula<Course> {
    /// The courses that must be taken (`true`) or left (`false`), each once, if the formula says no more than that.
    ///
    /// `None` for any other formula, and for one that wants a course both taken and left.
    #[must_use]
    pub fn as_literals(&self) -> Option<Vec<(&Course, bool)>> {
        let parts = match self {
            Self::All(parts) => parts.as_slice(),
            one => std::slice::from_ref(one),
        };
        let mut literals: Vec<(&Course, bool)> = Vec::new();
        for part in parts {
            let (course, taken) = part.as_literal()?;
            match literals.iter().find(|(known, _)| *known == course) {
                Some((_, wanted)) if *wanted != taken => return None,
                Some(_) => {}
                None => literals.push((course, taken)),
            }
        }
        Some(literals)
    }

    fn as_literal(&self) -> Option<(&Course, bool)> {
        match self {
            Self::Taken(course) => Some((course, true)),
            Self::Not(inner) => match &**inner {
                Self::Taken(course) => Some((course, false)),
                Self::Not(_) | Self::All(_) | Self::Any(_) | Self::If(..) | Self::Iff(..) => None,
            },
            Self::All(_) | Self::Any(_) | Self::If(..) | Self::Iff(..) => None,
        }
    }
}

impl<Course: Clone> Formula<Course> {
    /// The formula that remains if the courses that `known` denies are never taken.
    ///
    /// `Err` with its truth if what remains says the same of every state.
    pub fn without(&self, known: &impl Fn(&Course) -> bool) -> Result<Self, bool> {
        let boxed = |part: Self| Box::new(part);
        match self {
            Self::Taken(course) if known(course) => Ok(self.clone()),
            Self::Taken(_) => Err(false),
            Self::Not(inner) => match inner.without(known) {
                Ok(inner) => Ok(Self::Not(boxed(inner))),
                Err(truth) => Err(!truth),
            },
            Self::All(parts) => remaining(parts, known, true).map(Self::All),
            Self::Any(parts) => remaining(parts, known, false).map(Self::Any),
            Self::If(then, given) => match (then.without(known), given.without(known)) {
                (Ok(then), Ok(given)) => Ok(Self::If(boxed(then), boxed(given))),
                (Err(true), _) | (_, Err(false)) => Err(true),
                (Ok(then), Err(true)) => Ok(then),
                (Err(false), Ok(given)) => Ok(Self::Not(boxed(given))),
                (Err(false), Err(true)) => Err(false),
            },
            Self::Iff(one, other) => match (one.without(known), other.without(known)) {
                (Ok(one), Ok(other)) => Ok(Self::Iff(boxed(one), boxed(other))),
                (Ok(part), Err(true)) | (Err(true), Ok(part)) => Ok(part),
                (Ok(part), Err(false)) | (Err(false), Ok(part)) => Ok(Self::Not(boxed(part))),
                (Err(one), Err(other)) => Err(one == other),
            },
        }
    }
}

/// Whether at least one holds; `None` while that is open.
fn any_holds(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut open = false;
    for part in parts {
        match part {
            Some(true) => return Some(true),
            Some(false) => {}
            None => open = true,
        }
    }
    (!open).then_some(false)
}

/// The parts of a conjunction (`neutral` is true) or a disjunction (false) that still decide something.
fn remaining<Course: Clone>(
    parts: &[Formula<Course>],
    known: &impl Fn(&Course) -> bool,
    neutral: bool,
) -> Result<Vec<Formula<Course>>, bool> {
    let mut remaining = Vec::new();
    for part in parts {
        match part.without(known) {
            Ok(part) => remaining.push(part),
            Err(truth) if truth == neutral => {}
            Err(truth) => return Err(truth),
        }
    }
    if remaining.is_empty() { Err(neutral) } else { Ok(remaining) }
}

impl<Course: fmt::Display> fmt::Display for Formula<Course> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |f: &mut fmt::Formatter<'_>, parts: &[Self], word: &str| {
            for (place, part) in parts.iter().enumerate() {
                f.write_str(if place == 0 { "" } else { word })?;
                part.write_as_part(f)?;
            }
            Ok(())
        };
        let pair = |f: &mut fmt::Formatter<'_>, one: &Self, word: &str, other: &Self| {
            one.write_as_part(f)?;
            f.write_str(word)?;
            other.write_as_part(f)
        };
        match self {
            Self::Taken(course) => course.fmt(f),
            Self::Not(inner) => {
                f.write_str("not ")?;
                inner.write_as_part(f)
            }
            Self::All(parts) => joined(f, parts, " and "),
            Self::Any(parts) => joined(f, parts, " or "),
            Self::If(then, given) => pair(f, then, " if ", given),
            Self::Iff(one, other) => pair(f, one, " iff ", other),
        }
    }
}

impl<Course: fmt::Display> Formula<Course> {
    /// Writes a part of a larger formula: in brackets unless it needs none.
    fn write_as_part(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taken(_) | Self::Not(_) => fmt::Display::fmt(self, f),
            Self::All(_) | Self::Any(_) | Self::If(..) | Self::Iff(..) => write!(f, "({self})"),
        }
    }
}
