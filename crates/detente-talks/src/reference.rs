//! Where a statement in a result comes from.

use std::ops::Deref;

use detente_case::{Actor, Basis, Origin};
use serde::{Serialize, Serializer};

/// The origin of a statement of the case, kept beside what was concluded from it.
///
/// Serialised as the list of its citation keys (`npr#13`); an assumption gives one entry that names its
/// owner, a definition gives none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference<'a>(pub &'a Origin);

impl Deref for Reference<'_> {
    type Target = Origin;
    fn deref(&self) -> &Origin {
        self.0
    }
}

impl Reference<'_> {
    /// The citation keys, or the owner of the assumption.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        match &self.0.basis {
            Basis::Definition => Vec::new(),
            Basis::Cited(citations) => citations.iter().map(ToString::to_string).collect(),
            Basis::Assumed(assumption) => vec![format!("assumed by {}", assumption.owner)],
        }
    }
}

impl Serialize for Reference<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.keys())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Reference<'_> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Reference".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "array",
            "items": { "type": "string" },
            "description": "Citation keys such as npr#13, or the owner of an assumption.",
        })
    }
}

/// Serialises actors by the names the case gives them.
pub(crate) fn actors<S: Serializer>(actors: &[&Actor], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(actors.iter().map(ToString::to_string))
}
