//! From names and values, as somebody gives them, to a question about a case on disk, and to its answer.
//!
//! The command line, the addresses of the server and other languages say the same things of a case: from where it is
//! seen, what is supposed, how often is drawn. Here each becomes a [`Question`](detente_answers::question::Question).

pub mod case_on_disk;
pub mod problems;
pub mod query;
pub mod sides;
pub mod source;
pub mod view;
pub mod what_if;

pub use case_on_disk::CaseOnDisk;

use detente_machine::{failure, load, output, place, sheet_file};
