//! What an answer looks like in JSON, described for other programs.
//!
//! Describing every type takes a tenth of the program, and nobody who asks a question needs it. So types describe
//! themselves under the feature `schema` only. A test of the program writes docs/schemas with it, and the program
//! carries those files.

/// A type that can describe itself where the feature `schema` is on.
#[cfg(feature = "schema")]
pub trait Describable: schemars::JsonSchema {}

#[cfg(feature = "schema")]
impl<A: schemars::JsonSchema> Describable for A {}

/// A type that could describe itself were the feature `schema` on.
#[cfg(not(feature = "schema"))]
pub trait Describable {}

#[cfg(not(feature = "schema"))]
impl<A> Describable for A {}

/// How an answer in its envelope is described; without the feature `schema` it says nothing.
#[derive(Clone, Copy)]
pub struct Described {
    #[cfg(feature = "schema")]
    schema: fn() -> schemars::Schema,
}

impl Described {
    /// The description of an answer of this type.
    #[must_use]
    pub const fn of<A: Describable>() -> Self {
        Self {
            #[cfg(feature = "schema")]
            schema: || schemars::schema_for!(crate::answer::Envelope<A>),
        }
    }

    /// The description.
    #[cfg(feature = "schema")]
    #[must_use]
    pub fn schema(self) -> schemars::Schema {
        let mut schema = (self.schema)();
        exact(&mut schema);
        schema
    }
}

/// The schema of what a command prints, under a name that has the version.
#[cfg(feature = "schema")]
#[must_use]
pub fn identified(command: &str, mut schema: schemars::Schema) -> schemars::Schema {
    let id = format!("urn:detente:json:{}:{command}", crate::answer::SchemaVersion::NOW);
    schema.insert("$id".to_owned(), id.into());
    exact(&mut schema);
    schema
}

/// Says which numbers may be strings of digits.
#[cfg(feature = "schema")]
fn exact(schema: &mut schemars::Schema) {
    let mut value = std::mem::take(schema).to_value();
    crate::json::describe(&mut value);
    if let Ok(described) = value.try_into() {
        *schema = described;
    }
}
