//! What is likely: where an issue comes out, how wide an honest interval is, and how good past forecasts were.
//!
//! Every model is a named variant of a published one, and none of them is the truth. The forecast mixes one model with
//! what its errors were in the past. Positions and outcomes stand on a scale from 0 to 100.

pub mod agreement;
pub mod backtest;
pub mod challenge;
pub mod compromise;
pub mod draws;
pub mod election;
pub mod exchange;
mod issue;
pub mod learned;
mod lottery;
mod model;
pub mod nash;
pub mod scores;
pub mod spatial;
mod stream;

pub use issue::{Actor, Capability, Issue, Position, Problem, Salience};
pub use lottery::Lottery;
pub use model::{Model, Prediction};
