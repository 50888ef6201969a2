//! The definitions written out, the slow and obvious way. Shares nothing with the engine but its answers.
#![allow(dead_code, unreachable_pub, reason = "each test uses some of it")]
#![allow(clippy::doc_markdown, clippy::cast_possible_truncation, reason = "formulas; small numbers")]

pub mod coalitions;
pub mod codes;
pub mod limited;
pub mod models;
pub mod rankings;
pub mod relabelled;
pub mod sequences;
pub mod simultaneous;
pub mod single;
