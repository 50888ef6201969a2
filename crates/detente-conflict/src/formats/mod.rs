//! Files of other programs.

mod drawings;
mod gmcr;
mod gmcr_read;

pub use drawings::{Node, dot, graphml};
pub use gmcr::{File, GmcrError, Maker, write as write_gmcr};
pub use gmcr_read::read as read_gmcr;
