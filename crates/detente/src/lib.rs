//! The program: what was typed, answered. The work is in the libraries; see `ARCHITECTURE.md`.
//!
//! It is a library, so that another language runs the same program and asks the same questions in its own process.

mod cli;
mod commands;
mod discounts;
mod plan_entry;
mod plan_file;
mod progress;
mod results;
mod scenario_choice;
mod scenario_files;
mod schemas;
mod serve;
#[cfg(test)]
mod tests;
mod wrong_options;

use std::ffi::OsString;

use clap::ArgMatches;
use detente_answers::answer::{Refused, SchemaVersion};
use detente_inquiry::{query, source, what_if};
use detente_machine::{failure, folder, gmcr_file, load, output, place, sheet_file, signals, target};

use crate::cli::Colour;

/// Runs the program with what was typed: its own name first, then its words. Signals are caught, so a process runs it
/// once. The exit code is 0 where there is an answer, 1 where the input has errors, 2 where what was typed cannot be
/// meant, and 3 where the machine failed.
pub fn program(typed: impl IntoIterator<Item = OsString>) -> u8 {
    let typed: Vec<OsString> = typed.into_iter().collect();
    let matches = match cli::command().try_get_matches_from(&typed) {
        Ok(matches) => matches,
        Err(told) => return wrong_options::said(&told, typed),
    };
    // The server stops in its own way.
    if matches.subcommand_name() != Some("serve") {
        signals::watch();
    }
    match matches.get_one::<Colour>("color") {
        Some(Colour::Always) => anstream::ColorChoice::Always.write_global(),
        Some(Colour::Never) => anstream::ColorChoice::Never.write_global(),
        Some(Colour::Auto) | None => {}
    }
    match signals::guarded(|| commands::run(&matches)) {
        Ok(()) => 0,
        Err(failure) => {
            let asked = matches.subcommand().filter(|(_, matches)| asks_for_json(matches));
            if let Some(((command, _), refusal)) = asked.zip(failure.refusal()) {
                // With no output left the exit code still tells.
                let _ =
                    output::json(&Refused { schema: SchemaVersion, command: command.to_owned(), refusal });
            }
            failure.complain();
            failure.exit_code()
        }
    }
}

/// Whether machines read what is printed.
fn asks_for_json(matches: &ArgMatches) -> bool {
    let json = matches.try_get_one::<bool>("json").ok().flatten();
    let format = matches.try_get_one::<cli::Format>("format").ok().flatten();
    json == Some(&true) || format == Some(&cli::Format::Json)
}
