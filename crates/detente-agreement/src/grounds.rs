//! What a statement rests on: a source, somebody's assumption, or nothing that was said.

use detente_case::{Case, Grade, Origin};
use jiff::civil::Date;
use serde::Serialize;

/// Whether a statement is reported, assumed, a definition of the case, or absent; firmest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// A source says so.
    Sourced,
    /// The case defines it; nothing is asserted about the world.
    Defined,
    /// Somebody assumes it.
    Assumed,
    /// Nobody said it, but what is said of other rungs of the ladder limits it.
    Implied,
    /// Nobody has said anything.
    NotStated,
}

/// What one statement rests on, ready to be cited on a screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Grounds {
    /// Reported, defined, assumed or not stated.
    pub standing: Standing,
    /// The citations as the case writes them, such as `npr#13`.
    pub citations: Vec<String>,
    /// The grade of what is cited.
    pub grade: Option<Grade>,
    /// Who answers for an assumption.
    pub owner: Option<String>,
    /// The named set an assumption belongs to.
    pub set: Option<String>,
    /// The last day on which an assumption may be used.
    pub expires: Option<Date>,
    /// The byte of the case file at which the statement begins, as `detente list` has it; absent when there is none.
    pub at: Option<usize>,
    /// The place in the case file, for screens that show the lines.
    #[serde(skip)]
    pub origin: Option<Origin>,
}

impl Grounds {
    /// What the statement made at `origin` rests on.
    #[must_use]
    pub fn of(case: &Case, origin: &Origin) -> Self {
        let assumption = origin.assumption();
        let standing = match (assumption, origin.citations()) {
            (Some(_), _) => Standing::Assumed,
            (None, []) => Standing::Defined,
            (None, _) => Standing::Sourced,
        };
        Self {
            standing,
            citations: origin.citations().iter().map(ToString::to_string).collect(),
            grade: case.grade_of(origin),
            owner: assumption.map(|assumption| assumption.owner.clone()),
            set: assumption.and_then(|assumption| assumption.set.clone()),
            expires: assumption.and_then(|assumption| assumption.expires),
            at: Some(origin.span.start),
            origin: Some(origin.clone()),
        }
    }

    /// The grounds of what nobody has said, but what the statement made at `origin` about another rung limits.
    #[must_use]
    pub fn implied(case: &Case, origin: &Origin) -> Self {
        Self { standing: Standing::Implied, ..Self::of(case, origin) }
    }

    /// The grounds of what nobody has said.
    #[must_use]
    pub fn none() -> Self {
        Self {
            standing: Standing::NotStated,
            citations: Vec::new(),
            grade: None,
            owner: None,
            set: None,
            expires: None,
            at: None,
            origin: None,
        }
    }

    /// Whether it stands without anybody's assumption.
    #[must_use]
    pub fn is_sourced(&self) -> bool {
        matches!(self.standing, Standing::Sourced | Standing::Defined)
    }
}
