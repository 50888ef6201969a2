//! The words of sentences: one program, so that it is linked once.

#![allow(clippy::panic, reason = "tests fail by panicking")]

#[path = "../../../tests/budget.rs"]
mod budget;
mod sentences;
mod tree;
mod treebank;
