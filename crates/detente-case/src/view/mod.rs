//! The case as seen from somewhere: at a date, without weak statements, with chosen assumptions.

mod eye;
mod later;
mod opened;
mod reader;
mod seen;
mod what_if;

pub(crate) use self::eye::Eye;
pub use self::{
    eye::{AssumptionChoice, View},
    later::{Later, Loss},
    opened::{Opened, known_on, open},
    reader::Reader,
};
