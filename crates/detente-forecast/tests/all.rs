//! All tests of the crate, as one program.

mod axioms;
mod forecast;
mod oracle;
mod reference;
