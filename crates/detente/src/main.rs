//! The program: what was typed, answered. The work is in the libraries; see `ARCHITECTURE.md`.

mod cli;
mod commands;
mod failure;
mod folder;
mod gmcr_file;
mod load;
mod output;
mod plan_file;
mod progress;
mod results;
mod scenario_files;
mod schemas;
mod serve;
mod sheet_file;
mod source;
mod what_if;

use std::process::ExitCode;

use clap::ArgMatches;
use detente_answers::answer::{Refused, SchemaVersion};

use crate::cli::Colour;

fn main() -> ExitCode {
    let matches = cli::command().get_matches();
    match matches.get_one::<Colour>("color") {
        Some(Colour::Always) => anstream::ColorChoice::Always.write_global(),
        Some(Colour::Never) => anstream::ColorChoice::Never.write_global(),
        Some(Colour::Auto) | None => {}
    }
    match commands::run(&matches) {
        Ok(()) => ExitCode::SUCCESS,
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
