//! What is efficient: the packages that nobody can better for one party without loss to another.
//!
//! Start with [`Tables`] and ask it for its [`frontier`](Tables::frontier), and the [`Frontier`] for a bargaining
//! [`solution`](Frontier::solution). Where the frontier of many parties is too large to list, ask for the solution
//! alone ([`Tables::solve`]), or for a few packages that stand for all of it with a stated guarantee
//! ([`Tables::representatives`]).

mod alike;
mod bargaining;
mod by_size;
mod dominance;
mod enumeration;
mod fraction;
mod frontier;
mod interacting;
mod issue_by_issue;
mod limits;
mod parties;
mod represent;
mod scores;
mod solve;
mod tables;
mod totals;
mod yardstick;

pub use alike::Alike;
pub use bargaining::Solution;
pub use enumeration::counting::Rational;
pub use frontier::{Frontier, Method, Point};
pub use interacting::{
    space::{Interacting, Listed},
    values::{Bound, LARGEST_OF_TERMS, Term, Values},
};
pub use limits::{Limits, Refusal};
pub use parties::MOST_PARTIES_LISTED;
pub use represent::{Representatives, Wanted};
pub use solve::{Solved, Unsolved};
pub use tables::{
    LARGEST, MOST_PARTIES, PARTS_OF_A_POINT, Tables, Unfit, Which, improvement::Improvement,
    options::MOST_OPTIONS, trades::Trade,
};
pub use yardstick::Yardstick;
