//! Stretches of a sentence, and how each stands to what is so.

/// How words of a sentence stand to what is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Force {
    /// It did not happen, will not, or is no longer so.
    Undone,
    /// It was meant or asked for, and that was taken back.
    TakenBack,
    /// Somebody says that it is not so.
    Denied,
    /// Nobody says whether it is so.
    Open,
    /// It is a condition of something else.
    Condition,
    /// Somebody wants it, asks for it, tries it.
    Wished,
}

/// A stretch of words, and how it stands to what is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scope {
    pub from: usize,
    /// After the last word.
    pub to: usize,
    pub force: Force,
    /// The word that says so.
    pub cue: usize,
}
