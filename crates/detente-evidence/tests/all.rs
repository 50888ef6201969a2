//! The tests of the crate, in one program.

#[path = "../../../tests/budget.rs"]
mod budget;

mod any_text;
mod dispatches;
mod forms;
mod kinds;
