//! Reading and writing of the field's scenarios: one program, so that it is linked once.

#[path = "../../../tests/budget.rs"]
mod budget;
mod common;
mod definitions;
mod faulty;
mod names_and_weights;
mod properties;
mod reference;
mod sheets;
mod verdicts;
mod workbooks;
