//! The columns of a table with a row an actor and issue.

/// What a column of the table with a row an actor and issue holds, and the names it goes by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Issue,
    Actor,
    Capability,
    Position,
    Salience,
    Outcome,
    Proposal,
}

impl Column {
    pub(super) const NAMES: [(Self, &'static [&'static str]); 7] = [
        (Self::Issue, &["issue", "id", "question"]),
        (Self::Actor, &["actor", "name", "code", "party"]),
        (Self::Capability, &["capability", "influence", "power", "capabilities", "c"]),
        (Self::Position, &["position", "pos", "x"]),
        (Self::Salience, &["salience", "sal", "s"]),
        (Self::Outcome, &["outcome", "result"]),
        (Self::Proposal, &["proposal", "group"]),
    ];

    /// Columns without which there is no forecast.
    pub(super) const NEEDED: [(Self, &'static str); 4] = [
        (Self::Actor, "actor"),
        (Self::Capability, "influence"),
        (Self::Position, "position"),
        (Self::Salience, "salience"),
    ];

    pub(super) fn named(head: &str) -> Option<Self> {
        let head = head.trim().to_lowercase();
        Self::NAMES.into_iter().find(|(_, names)| names.contains(&head.as_str())).map(|(column, _)| column)
    }
}
