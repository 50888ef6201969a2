//! All tests of the crate, in one program.

mod accepting;
mod dispatch;
mod edits;
mod second_text;
