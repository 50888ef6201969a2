//! Which combinations of courses cannot occur together.

/// Some courses and whether each of them is taken, whatever the other courses are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pattern {
    /// One bit for each course that the pattern mentions.
    pub speaks_of: u64,
    /// One bit for each course that is taken; a subset of `speaks_of`.
    pub taken: u64,
}

impl Pattern {
    /// Whether the state with this code is as the pattern says.
    #[must_use]
    pub fn matches(self, code: u64) -> bool {
        code & self.speaks_of == self.taken
    }

    /// Reads `Y`, `N` and `-` (either), the first course first. `None` at any other letter or beyond 64.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut pattern = Self { speaks_of: 0, taken: 0 };
        for (place, letter) in text.chars().enumerate() {
            let bit = 1_u64.checked_shl(u32::try_from(place).ok()?)?;
            match letter {
                'Y' => {
                    pattern.speaks_of |= bit;
                    pattern.taken |= bit;
                }
                'N' => pattern.speaks_of |= bit,
                '-' => {}
                _ => return None,
            }
        }
        Some(pattern)
    }

    /// The pattern in `Y`, `N` and `-`, as many letters as there are courses.
    #[must_use]
    pub fn written(self, courses: usize) -> String {
        (0..courses)
            .map(|course| match (self.speaks_of >> course & 1, self.taken >> course & 1) {
                (0, _) => '-',
                (_, 0) => 'N',
                _ => 'Y',
            })
            .collect()
    }
}

/// A reason why states are infeasible; the four kinds of GMCR II.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Infeasible {
    /// No two of these are taken together.
    MutuallyExclusive(Vec<usize>),
    /// At least one of these is taken.
    AtLeastOne(Vec<usize>),
    /// The first is taken only if the second is. It excludes nothing if both are the same.
    Requires {
        /// The course that depends.
        course: usize,
        /// The course it depends on.
        needs: usize,
    },
    /// No state is as the pattern says.
    Pattern(Pattern),
}

impl Infeasible {
    /// Patterns that exclude the same states. Courses beyond 63 are left out, because `Choices` refuses them.
    #[must_use]
    pub fn patterns(&self) -> Vec<Pattern> {
        match self {
            Self::MutuallyExclusive(courses) => pairs(courses)
                .map(|(first, second)| bit(first) | bit(second))
                .map(|both| Pattern { speaks_of: both, taken: both })
                .collect(),
            Self::AtLeastOne(courses) => {
                let all = courses.iter().fold(0, |all, &course| all | bit(course));
                vec![Pattern { speaks_of: all, taken: 0 }]
            }
            Self::Requires { course, needs } if course == needs => Vec::new(),
            Self::Requires { course, needs } => {
                vec![Pattern { speaks_of: bit(*course) | bit(*needs), taken: bit(*course) }]
            }
            Self::Pattern(pattern) => vec![*pattern],
        }
    }

    pub(super) fn greatest_course(&self) -> Option<usize> {
        match self {
            Self::MutuallyExclusive(courses) | Self::AtLeastOne(courses) => courses.iter().copied().max(),
            Self::Requires { course, needs } => Some(*course.max(needs)),
            Self::Pattern(pattern) => pattern.speaks_of.checked_ilog2().map(|bit| bit as usize),
        }
    }
}

fn bit(course: usize) -> u64 {
    u32::try_from(course).ok().and_then(|course| 1_u64.checked_shl(course)).unwrap_or(0)
}

fn pairs(courses: &[usize]) -> impl Iterator<Item = (usize, usize)> + '_ {
    courses
        .iter()
        .enumerate()
        .flat_map(|(place, &first)| courses[place + 1..].iter().map(move |&second| (first, second)))
        .filter(|(first, second)| first != second)
}
