//! What a package is worth when options count together: the parties' own words, and the plain way to add them.

use crate::tables::{MOST_PARTIES, Unfit, Which};

/// The most that a party's values, where options count together, may come to in sum, in parts: so that sums over issues
/// and then over parties stay below `i64::MAX`.
pub const LARGEST_OF_TERMS: i64 = 100_000_000_000_000_000;

/// What a party thinks of packages, in whole parts of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Values {
    /// Every package is worth so much.
    pub constant: i64,
    /// By issue and option, what the option adds by itself.
    pub added: Vec<Vec<i64>>,
    /// What options add together; all are summed.
    pub terms: Vec<Term>,
    /// The most that any package is worth: Genius clips at 1.
    pub cap: Option<i64>,
    /// The least that the party accepts; `None` when it accepts anything.
    pub floor: Option<i64>,
    /// How many parts make a point of its scale; above zero.
    pub parts_of_a_point: i64,
}

/// What options of several issues add together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// So much, whatever the package.
    Constant(i64),
    /// So much where every bound is kept (a hyper-rectangle; Ito, Hattori & Klein 2007), otherwise nothing.
    Reward {
        /// In parts; below zero for a penalty.
        worth: i64,
        /// Of these, all must be kept. Without any it always pays.
        bounds: Vec<Bound>,
    },
    /// The sum of these.
    Sum(Vec<Term>),
    /// The least of these; without any nothing.
    Least(Vec<Term>),
    /// The greatest of these; without any nothing.
    Greatest(Vec<Term>),
}

/// The options of one issue with which a bound is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The issue's place. A bound on an issue that is not there is never kept.
    pub issue: usize,
    /// The places of its options, in any order; those that are not there are never chosen.
    pub options: Vec<u16>,
}

impl Values {
    /// What a package that settles every issue is worth.
    pub(super) fn worth(&self, package: &[u16]) -> i64 {
        let added = self.added.iter().zip(package).map(|(options, &option)| options[usize::from(option)]);
        let terms = self.terms.iter().map(|term| term.worth(package));
        let sum = self.constant + added.sum::<i64>() + terms.sum::<i64>();
        self.cap.map_or(sum, |cap| sum.min(cap))
    }

    /// Whether the values fit issues with so many options, and stay where sums of them are exact.
    pub(super) fn check(&self, party: usize, options: &[usize]) -> Result<(), Unfit> {
        if self.added.iter().map(Vec::len).ne(options.iter().copied()) {
            return Err(Unfit::Ragged { party });
        }
        let largest = |options: &Vec<i64>| options.iter().map(|part| part.unsigned_abs()).max().unwrap_or(0);
        let ends = [self.cap, self.floor].into_iter().flatten().map(i64::unsigned_abs);
        let sum = self
            .added
            .iter()
            .map(largest)
            .chain(self.terms.iter().map(Term::largest))
            .fold(self.constant.unsigned_abs(), u64::saturating_add);
        let fits = |size: u64| size <= LARGEST_OF_TERMS.unsigned_abs();
        if fits(sum) && ends.into_iter().all(fits) {
            Ok(())
        } else {
            Err(Unfit::Number { party, which: Which::Sum })
        }
    }
}

impl Term {
    fn worth(&self, package: &[u16]) -> i64 {
        let each = |terms: &[Term]| terms.iter().map(|term| term.worth(package)).collect::<Vec<_>>();
        match self {
            Self::Constant(worth) => *worth,
            Self::Reward { worth, bounds } => {
                if bounds.iter().all(|bound| bound.is_kept(package)) {
                    *worth
                } else {
                    0
                }
            }
            Self::Sum(terms) => each(terms).into_iter().sum(),
            Self::Least(terms) => each(terms).into_iter().min().unwrap_or(0),
            Self::Greatest(terms) => each(terms).into_iter().max().unwrap_or(0),
        }
    }

    /// No package makes it worth more than this, or less than this below zero.
    #[must_use]
    pub fn largest(&self) -> u64 {
        match self {
            Self::Constant(worth) | Self::Reward { worth, .. } => worth.unsigned_abs(),
            Self::Sum(terms) | Self::Least(terms) | Self::Greatest(terms) => {
                terms.iter().map(Self::largest).fold(0, u64::saturating_add)
            }
        }
    }
}

impl Bound {
    fn is_kept(&self, package: &[u16]) -> bool {
        package.get(self.issue).is_some_and(|option| self.options.contains(option))
    }
}

/// Whether there are neither too few nor too many parties.
pub(super) fn check_parties(count: usize) -> Result<(), Unfit> {
    if (1..=MOST_PARTIES).contains(&count) { Ok(()) } else { Err(Unfit::Parties(count)) }
}
