//! One conflict, whether it is derived from a case, stated in one, or read from a `.gmcr` file; and what is asked of it.
//!
//! [`model::Conflict`] is made by its constructors; [`stability`], [`path`], [`inverse`] and [`hypergame`] answer.

pub mod about;
pub mod as_case;
mod barred;
pub mod behaviour;
pub mod concepts;
pub mod derivation;
pub mod derived;
mod drawn;
mod fear;
pub mod file;
pub mod hypergame;
pub mod inverse;
pub mod lasting;
mod losses;
pub mod model;
mod parts;
pub mod path;
mod refined;
pub mod rests_on;
pub mod stability;
pub mod state;
mod stated;
mod step;
#[cfg(test)]
mod tests;
pub mod verified;
mod who;

pub use self::{losses::losses, model::Conflict, who::Who};
