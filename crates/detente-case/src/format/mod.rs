//! What follows from the descriptions of all tables: the schema and the key tables of the documentation.

mod markdown;
mod schema;
mod tables;

pub(crate) use self::tables::{TABLES, table};
pub use self::{
    markdown::{documented_tables, key_table},
    schema::json_schema,
};
