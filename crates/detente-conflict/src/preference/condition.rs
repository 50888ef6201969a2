//! What a statement says of a state that is given by its code.

use crate::{formula::Formula, model::Pattern};

/// A condition on the courses of a model, which are known by their places.
pub type Condition = Formula<usize>;

impl Formula<usize> {
    /// Whether it holds in the state with this code.
    #[must_use]
    pub fn holds(&self, code: u64) -> bool {
        self.holds_where(&|course| {
            u32::try_from(*course).is_ok_and(|course| code.checked_shr(course).unwrap_or(0) & 1 == 1)
        })
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

    /// The condition that a pattern holds: each course it speaks of is as it says.
    #[must_use]
    pub fn from_pattern(pattern: Pattern) -> Self {
        let spoken = (0..64).filter(|course| pattern.speaks_of >> course & 1 == 1);
        let parts = spoken.map(|course| match pattern.taken >> course & 1 {
            1 => Self::Taken(course),
            _ => Self::Not(Box::new(Self::Taken(course))),
        });
        Self::All(parts.collect())
    }
}

/// For each of the six lowest courses the numbers from 0 to 63 in whose binary form it is set.
pub(crate) const LOW: [u64; 6] = [
    0xAAAA_AAAA_AAAA_AAAA,
    0xCCCC_CCCC_CCCC_CCCC,
    0xF0F0_F0F0_F0F0_F0F0,
    0xFF00_FF00_FF00_FF00,
    0xFFFF_0000_FFFF_0000,
    0xFFFF_FFFF_0000_0000,
];
