//! The program: what was typed, answered. The work is in the libraries; see `ARCHITECTURE.md`.

mod answers;
mod cli;
mod commands;
mod derivation;
mod failure;
mod folder;
mod load;
mod output;
mod page;
mod plan_file;
mod plot;
mod progress;
mod provenance;
mod results;
mod scenario_files;
mod serve;
mod what_if;

use std::{io::Write, process::ExitCode};

use clap::{CommandFactory, FromArgMatches};

use crate::{
    cli::{Cli, Colour},
    failure::Failure,
    page::terminal,
};

fn main() -> ExitCode {
    let matches = cli::with_contents(Cli::command()).get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    match cli.color {
        Colour::Auto => {}
        Colour::Always => anstream::ColorChoice::Always.write_global(),
        Colour::Never => anstream::ColorChoice::Never.write_global(),
    }
    match commands::run(cli.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !matches!(failure, Failure::Case) {
                // With no error stream left the exit code still tells.
                let message = terminal::wrap(&format!("error: {failure}"), "", "       ");
                let _ = writeln!(anstream::stderr(), "{message}");
            }
            failure.exit_code()
        }
    }
}
