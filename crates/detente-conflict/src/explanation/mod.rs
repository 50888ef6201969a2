//! Why a state holds or does not, as data that a small verifier checks.

mod reasons;
mod verifier;

pub use reasons::{Because, Deterred, Explanation, Failed, Verdict, explain};
pub use verifier::{Objection, verify};
