//! How far an answer is.

/// How much of a stretch of work is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// How much of it is done.
    pub done: usize,
    /// How much there is to do.
    pub all: usize,
}

/// The stretches of work, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Looking for the best package of draws; counts draws.
    Search,
    /// Judging every package in every draw; counts draws.
    Draws,
    /// What each number is worth; counts numbers.
    Numbers,
}

/// Is told how far the work is, from any thread.
pub type Watch<'a> = &'a (dyn Fn(Progress) + Sync);
