//! Reading, problems and documentation of cases: one program, so that it is linked once.

mod common;
mod conflict;
mod format;
mod one_peaked;
mod pages;
mod properties;
mod views;
