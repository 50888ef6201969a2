//! GeniusWeb JSON: a domain and one file a party, utilities as written.
//!
//! `u = Σ weight · value`; what no deal is worth is the utility of a package, the reservation bid.

mod read;
mod write;

pub(crate) use self::read::table_of;
pub use self::{read::read, write::write};
