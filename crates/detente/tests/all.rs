//! The program as somebody uses it, and the shape of the workspace: one program, so that it is linked once.

mod architecture;
#[path = "../../../tests/budget.rs"]
mod budget;
mod catalogue;
mod catalogue_order;
mod catalogue_what_ifs;
mod claims;
mod counts;
mod faults;
mod field_files;
mod held;
mod killed;
mod killed_at_the_desk;
mod london_from_text;
mod london_talks;
mod machine;
mod one_home;
mod one_version;
mod out;
mod plain_screens;
mod reading_a_text;
mod reading_kept;
mod recompute;
mod reference_conflicts;
mod reference_runs;
mod reference_scenarios;
mod reference_tournament;
mod remarks;
mod scenarios;
mod second_reader;
mod secrets;
mod shape;
mod spreadsheet;
mod started;
mod sweeps;
mod threads;
