//! Conditions on the courses of action that are taken, such as `accept and not (delay or abandon)`.
//!
//! There is one tree, [`Formula`], and one grammar. From the tightest to the loosest: `not`, `and`, `or`, then one
//! `if` or `iff`; a second `if` or `iff` needs brackets. Only the way to write a course differs: [`read_words`] takes
//! names that stand as words of their own, [`read_numbered`] takes numbers and names in double quotes.

mod grammar;
mod numbered;
mod tree;
mod words;

pub use grammar::{MOST_NESTED, Problem, SyntaxError};
pub use numbered::read_numbered;
pub use tree::Formula;
pub use words::{RESERVED, read_words};

#[cfg(test)]
mod tests;
