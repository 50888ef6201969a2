//! Where the machine is touched: files read and written, streams, signals, and the exit code that says how it went.
//!
//! Everything here fails with a [`failure::Failure`], which knows its exit code and its place in JSON. Files are read by
//! [`read`], which remembers them; [`target`] writes over none of these, nor over what somebody else wrote.
//!
//! ```
//! use detente_machine::failure::Failure;
//!
//! let refused = Failure::usage("there is no case here").with_help("name the folder of a case");
//! assert_eq!(refused.to_string(), "there is no case here; name the folder of a case");
//! ```

pub mod desk;
pub mod dispatch;
mod drafts;
pub mod failure;
pub mod folder;
pub mod gmcr_file;
pub mod load;
pub mod look;
pub mod model;
pub mod output;
pub mod place;
pub mod read;
pub mod request_log;
pub mod saved;
pub mod sheet_file;
pub mod signals;
pub mod target;
pub mod unfinished;
pub mod workbench;
