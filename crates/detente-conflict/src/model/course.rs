//! What a party can do or leave undone.

/// Which way a course of action can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// It can be taken and given up again.
    Both,
    /// Once taken it cannot be undone.
    Forward,
    /// Once given up it cannot be resumed.
    Back,
}

/// A course of action: what its owner alone takes or does not take (an *option* in GMCR's words).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// What it is called.
    pub name: String,
    /// The place of its owner among the parties.
    pub owner: usize,
    /// Which way it can be changed.
    pub direction: Direction,
}
