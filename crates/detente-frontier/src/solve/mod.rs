//! A bargaining solution without the frontier: branch and bound with prices.

mod climb;
mod gains;
pub(crate) mod prices;
pub(crate) mod search;

use std::fmt;

use prices::{Goal, NOTHING};
use search::Search;

use crate::{alike::Alike, bargaining::Solution, frontier::Point, limits::Limits, tables::Tables};

/// A package that solves a bargaining problem, and how sure that is.
#[derive(Clone, Debug, PartialEq)]
pub struct Solved {
    /// The package.
    pub point: Point,
    /// Its score: the sum of logarithms of gains in points (Nash), the least gain in points (egalitarian), the
    /// least share (Kalai–Smorodinsky), the sum of gains in points (utilitarian).
    pub score: f64,
    /// What no admitted package scores above: where the search was cut, the most that any node still open may
    /// hold. (Kalai–Smorodinsky: of shares of the most that was found for each.)
    pub bound: f64,
    /// Whether the score is proven greatest to within [`Solved::TOLERANCE`].
    pub proven: bool,
    /// Whether the next-smallest gains are proven greatest too (egalitarian, Kalai–Smorodinsky); otherwise a
    /// package with the same least gain may be better for the others.
    pub next_proven: bool,
    /// How many nodes of the search tree were looked at.
    pub nodes: u64,
}

impl Solved {
    /// How much better than one that is proven a package might still be, relative to the score.
    pub const TOLERANCE: f64 = 1e-9;
}

/// Why there is no solution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsolved {
    /// No package is admitted.
    NoneAdmitted,
    /// Packages are admitted, but none from which everybody gains (Nash).
    NobodyGains,
    /// The search ended at its limit before it found an admitted package.
    NotFound,
    /// Floors that bind only with some options: list the frontier instead.
    ConditionalFloors,
    /// The variant is defined on the listed frontier only.
    OnlyListed(Solution),
}

impl fmt::Display for Unsolved {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoneAdmitted => formatter.write_str("no package passes"),
            Self::NobodyGains => formatter.write_str("no package that passes gains everybody something"),
            Self::NotFound => formatter.write_str("the search found no package that passes within the limit"),
            Self::ConditionalFloors => formatter
                .write_str("some no-deal values count only with some options; list the frontier instead"),
            Self::OnlyListed(solution) => write!(formatter, "{solution} needs the listed frontier"),
        }
    }
}

impl std::error::Error for Unsolved {}

/// What a node of the search counts for in [`Limits::steps`].
pub(crate) const STEPS_OF_A_NODE: u64 = 2_500;
/// How many nodes the order among equals for the worst off is worth.
const NODES_FOR_THE_NEXT: u64 = 20_000;

/// What a question may still use, and how near is near enough.
struct Effort {
    nodes: u64,
    within: f64,
}

impl Tables {
    /// The package of a solution, for any number of parties, without listing the frontier.
    pub fn solve(&self, solution: Solution, limits: Limits) -> Result<Solved, Unsolved> {
        self.solve_within(solution, 0.0, limits)
    }

    /// The same, content with a score that is proven to be within so much (in what the score is measured in)
    /// of the greatest: much sooner for many parties.
    pub fn solve_within(&self, solution: Solution, within: f64, limits: Limits) -> Result<Solved, Unsolved> {
        if self.floors.iter().any(|floor| floor.when.is_some()) {
            return Err(Unsolved::ConditionalFloors);
        }
        let mut effort = Effort { nodes: limits.steps / STEPS_OF_A_NODE, within: within.max(0.0) };
        let from = self.disagreement();
        let ones = vec![1.0; self.parties];
        let points = self.parts_of_a_unit.clone();
        match solution {
            Solution::Egalitarian => self.greatest_least(&from, &points, None, &mut effort),
            Solution::Utilitarian => {
                let found = self.any(&from, 0.0, &mut effort)?;
                self.greatest(Goal::Sum(ones.clone()), &from, &points, &found, &mut effort)
            }
            Solution::Nash => {
                let found = self.any(&from, NOTHING, &mut effort)?;
                let least = self.gains(&found, &from).into_iter().min();
                if least.is_none_or(|least| least <= 0) {
                    return Err(Unsolved::NobodyGains);
                }
                self.greatest(Goal::Product, &from, &points, &found, &mut effort)
            }
            Solution::KalaiSmorodinsky => self.kalai_smorodinsky(&from, &mut effort),
            other => Err(Unsolved::OnlyListed(other)),
        }
    }

    fn kalai_smorodinsky(&self, from: &[i128], effort: &mut Effort) -> Result<Solved, Unsolved> {
        let found = self.any(from, 0.0, effort)?;
        let mut ranges = Vec::with_capacity(self.parties);
        let mut proven = true;
        for party in 0..self.parties {
            let mut own = vec![0.0; self.parties];
            own[party] = 1.0;
            let mut exactly = Effort { within: 0.0, ..*effort };
            let most = self.greatest(Goal::Sum(own), from, &self.parts_of_a_unit, &found, &mut exactly)?;
            effort.nodes = exactly.nodes;
            proven &= most.proven;
            ranges.push(most.point.utilities[party] - from[party]);
        }
        let solved = self.greatest_least(from, &ranges, Some(found), effort)?;
        Ok(Solved { proven: solved.proven && proven, next_proven: solved.next_proven && proven, ..solved })
    }

    fn least_of_all(&self) -> Goal {
        Goal::Least { counts: vec![true; self.parties] }
    }

    fn gains(&self, package: &[u16], from: &[i128]) -> Vec<i128> {
        let utilities = self.utilities(package).unwrap_or_default();
        utilities.iter().zip(from).map(|(utility, from)| utility - from).collect()
    }

    /// An admitted package; one whose least gain is at least `enough` points if there is one.
    fn any(&self, from: &[i128], enough: f64, effort: &mut Effort) -> Result<Vec<u16>, Unsolved> {
        let mut search = Search::new(self, self.least_of_all(), from, &self.parts_of_a_unit, effort.nodes);
        search.enough = enough;
        search.run();
        effort.nodes = search.nodes_left;
        match search.best {
            Some(best) => Ok(best.package),
            None if search.cut => Err(Unsolved::NotFound),
            None => Err(Unsolved::NoneAdmitted),
        }
    }

    fn greatest(
        &self,
        goal: Goal,
        from: &[i128],
        units: &[i128],
        found: &[u16],
        effort: &mut Effort,
    ) -> Result<Solved, Unsolved> {
        let mut search = Search::new(self, goal, from, units, effort.nodes);
        search.within = effort.within;
        search.offer(found);
        search.run();
        self.solved(search, effort)
    }

    fn greatest_least(
        &self,
        from: &[i128],
        units: &[i128],
        found: Option<Vec<u16>>,
        effort: &mut Effort,
    ) -> Result<Solved, Unsolved> {
        let mut search = Search::new(self, self.least_of_all(), from, units, effort.nodes);
        // Where equal gains are rare, telling them apart costs nothing; where they are not, it is a second question.
        let ties = effort.within == 0.0 && !search.gains.are_coarse();
        search.keeps_ties = ties;
        search.within = effort.within;
        if let Some(found) = found {
            search.offer(&found);
        }
        search.run();
        let first = self.solved(search, effort)?;
        if !first.proven {
            return Ok(first);
        }
        if ties {
            return Ok(Solved { next_proven: true, ..first });
        }
        // Once more, keeping what is as good for the worst off.
        let mut search =
            Search::new(self, self.least_of_all(), from, units, effort.nodes.min(NODES_FOR_THE_NEXT));
        search.keeps_ties = true;
        search.offer(&first.point.package);
        search.run();
        let next_proven = !search.cut;
        let second = self.solved(search, &mut Effort { ..*effort })?;
        let (bound, proven, nodes) = (first.bound, first.proven, first.nodes + second.nodes);
        Ok(Solved { bound, proven, next_proven, nodes, ..second })
    }

    fn solved(&self, search: Search<'_>, effort: &mut Effort) -> Result<Solved, Unsolved> {
        let looked_at = search.looked_at;
        effort.nodes = search.nodes_left;
        let Some(best) = search.best else {
            return Err(if search.cut { Unsolved::NotFound } else { Unsolved::NoneAdmitted });
        };
        let utilities = self.utilities(&best.package).unwrap_or_default();
        let exact = !search.cut && search.within == 0.0;
        Ok(Solved {
            point: Point { utilities, package: best.package, alike: Alike::default() },
            score: best.score,
            bound: if exact { best.score } else { search.bound.max(best.score) },
            proven: exact,
            next_proven: false,
            nodes: looked_at,
        })
    }
}
