//! The case as seen from somewhere: at a date, without weak statements, with chosen assumptions.

mod eye;
mod seen;
mod what_if;

pub(crate) use self::eye::Eye;
pub use self::eye::{AssumptionChoice, View};
