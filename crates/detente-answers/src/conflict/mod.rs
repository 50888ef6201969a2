//! One conflict, whether it is derived from a case, stated in one, or read from a `.gmcr` file; and what is asked of it.

pub mod behaviour;
pub mod conflict_file;
pub mod derivation;
pub mod derived;
pub mod hypergame;
pub mod inverse;
pub mod path;
pub mod stability;
pub(crate) mod step;
pub mod verified;
