//! One file a question: the answer, and how it looks.

mod acceptable;
pub mod at_home;
pub mod brief;
pub mod checklist;
pub mod compare;
pub mod conflict_questions;
pub mod deadline;
pub mod diff;
mod discounted;
pub mod efficiency;
mod facts;
pub mod forecast;
#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests read the catalogue of cases and the documentation")]
mod forms;
pub mod frontier;
pub mod ground;
pub mod island;
pub mod learn;
pub mod levers;
pub mod list;
pub mod matrix;
mod offered;
pub mod openers;
pub mod options_paper;
pub mod outlook;
pub mod packages;
pub mod replay;
pub mod robust;
pub mod roles;
pub mod show;
pub mod simulate;
pub mod sweep;
pub mod tabled;
pub mod talking_points;
pub mod talks;
#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests read the catalogue of cases")]
mod tests;
pub mod tournament;
mod trade;
pub mod verdict;
pub mod why;
