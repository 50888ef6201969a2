//! The words of sentences: one program, so that it is linked once.

#[path = "../../../tests/budget.rs"]
mod budget;
mod tree;
