//! What follows from the descriptions of all tables: the schema and the key tables of the documentation.

mod form;
mod markdown;
mod references;
mod schema;
mod tables;

pub(crate) use self::tables::{TABLES, table};
pub use self::{
    form::{forms, owner_key},
    markdown::{documented_tables, key_table},
    references::places_of,
    schema::json_schema,
};
