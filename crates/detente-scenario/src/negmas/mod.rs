//! NegMAS YAML: a domain and one utility function a file, numbers as written (NegMAS 0.16).

mod read;
mod tree;
mod write;

pub use self::{read::read, write::write};
