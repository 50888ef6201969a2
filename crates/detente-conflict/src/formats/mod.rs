//! Files of other programs.

mod drawings;
mod gmcr;
mod gmcr_checks;
mod gmcr_conditions;
mod gmcr_problems;
mod gmcr_read;
mod gmcr_tree;
mod gmcr_values;

pub use drawings::{Node, dot, graphml};
pub use gmcr::{File, GmcrError, Maker, write as write_gmcr};
pub use gmcr_problems::{Problem, Severity};
pub use gmcr_read::{Opened, open as open_gmcr, read as read_gmcr};
