//! All tests of the crate, in one program.

#![allow(clippy::panic, reason = "tests fail by panicking")]

mod accepting;
mod dispatch;
mod edits;
mod inbox;
mod log;
mod mended;
mod second_text;
