//! Who acts in a conflict, as programs and as readers know it.

use std::fmt;

use detente_case::{BlocId, PartyId};
use serde::{Serialize, Serializer};

/// Somebody who acts. JSON has the name in the file; a page has the short name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// Its name in the file.
    id: String,
    /// What a page calls it.
    short: String,
}

/// Who stands where a place is nobody's.
pub(super) static NOBODY: Who = Who { id: String::new(), short: String::new() };

impl Who {
    /// A party of a case, by the short name that readers know.
    #[must_use]
    pub fn party(id: &PartyId, short: &str) -> Self {
        Self { id: id.to_string(), short: short.to_owned() }
    }

    /// A bloc of a case, which acts as one.
    #[must_use]
    pub fn bloc(id: &BlocId) -> Self {
        Self { id: id.to_string(), short: id.as_str().to_uppercase() }
    }

    /// Whoever a file of another format names: it has no other name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self { id: name.to_owned(), short: name.to_owned() }
    }

    /// Its name in the file: what orders those who act, whatever the order of the file.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What a page calls it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.short
    }
}

impl fmt::Display for Who {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.short)
    }
}

impl AsRef<str> for Who {
    fn as_ref(&self) -> &str {
        &self.short
    }
}

impl From<&Who> for String {
    fn from(who: &Who) -> Self {
        who.short.clone()
    }
}

impl Serialize for Who {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.id)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Who {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Who".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Who acts: a party, or a bloc that acts as one, by its name in the file.",
            "type": "string"
        })
    }
}
