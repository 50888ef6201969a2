//! What a statement says of a state.

/// A Boolean condition on which courses are taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// The course at this place is taken.
    Taken(usize),
    /// It does not hold.
    Not(Box<Condition>),
    /// All hold; true if there is none.
    All(Vec<Condition>),
    /// At least one holds; false if there is none.
    Any(Vec<Condition>),
    /// The first holds whenever the second does; true where the second does not hold.
    If(Box<Condition>, Box<Condition>),
    /// Both hold or neither does.
    Iff(Box<Condition>, Box<Condition>),
}

impl Condition {
    /// Whether it holds in the state with this code.
    #[must_use]
    pub fn holds(&self, code: u64) -> bool {
        match self {
            Self::Taken(course) => {
                u32::try_from(*course).is_ok_and(|course| code.checked_shr(course).unwrap_or(0) & 1 == 1)
            }
            Self::Not(inner) => !inner.holds(code),
            Self::All(parts) => parts.iter().all(|part| part.holds(code)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(code)),
            Self::If(then, given) => !given.holds(code) || then.holds(code),
            Self::Iff(one, other) => one.holds(code) == other.holds(code),
        }
    }

    /// In which of the 64 states whose codes are `block` × 64 + 0..64 it holds, one bit each.
    #[must_use]
    pub fn holds_in(&self, block: u64) -> u64 {
        match self {
            Self::Taken(course) => match LOW.get(*course) {
                Some(low) => *low,
                None if *course < 64 && block >> (course - LOW.len()) & 1 == 1 => u64::MAX,
                None => 0,
            },
            Self::Not(inner) => !inner.holds_in(block),
            Self::All(parts) => parts.iter().fold(u64::MAX, |all, part| all & part.holds_in(block)),
            Self::Any(parts) => parts.iter().fold(0, |any, part| any | part.holds_in(block)),
            Self::If(then, given) => then.holds_in(block) | !given.holds_in(block),
            Self::Iff(one, other) => !(one.holds_in(block) ^ other.holds_in(block)),
        }
    }

    /// The greatest place of a course it speaks of.
    #[must_use]
    pub fn greatest_course(&self) -> Option<usize> {
        match self {
            Self::Taken(course) => Some(*course),
            Self::Not(inner) => inner.greatest_course(),
            Self::All(parts) | Self::Any(parts) => parts.iter().filter_map(Self::greatest_course).max(),
            Self::If(one, other) | Self::Iff(one, other) => {
                one.greatest_course().max(other.greatest_course())
            }
        }
    }

    /// The condition that a pattern holds: each course it speaks of is as it says.
    #[must_use]
    pub fn from_pattern(pattern: crate::model::Pattern) -> Self {
        let spoken = (0..64).filter(|course| pattern.speaks_of >> course & 1 == 1);
        let parts = spoken.map(|course| match pattern.taken >> course & 1 {
            1 => Self::Taken(course),
            _ => Self::Not(Box::new(Self::Taken(course))),
        });
        Self::All(parts.collect())
    }
}

/// For each of the six lowest courses the numbers from 0 to 63 in whose binary form it is set.
const LOW: [u64; 6] = [
    0xAAAA_AAAA_AAAA_AAAA,
    0xCCCC_CCCC_CCCC_CCCC,
    0xF0F0_F0F0_F0F0_F0F0,
    0xFF00_FF00_FF00_FF00,
    0xFFFF_0000_FFFF_0000,
    0xFFFF_FFFF_0000_0000,
];
