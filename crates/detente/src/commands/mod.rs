//! What was typed, turned into a question, and the answer, printed. Questions of the registry need no file of their own.

pub(crate) mod accept;
pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod convert;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod forecast;
pub(crate) mod frontier;
mod gmcr;
pub(crate) mod hypergame;
pub(crate) mod inbox;
pub(crate) mod inverse;
pub(crate) mod list;
pub(crate) mod log;
pub(crate) mod new;
pub(crate) mod opened;
pub(crate) mod path;
pub(crate) mod question;
pub(crate) mod read;
pub(crate) mod reject;
pub(crate) mod replay;
pub(crate) mod report;
pub(crate) mod schema;
pub(crate) mod serve;
pub(crate) mod simulate;
pub(crate) mod stability;
pub(crate) mod state_graph;
pub(crate) mod sweep;
mod threads;
pub(crate) mod tournament;

use clap::{ArgMatches, FromArgMatches, Subcommand};
use detente_answers::registry;

use crate::{
    cli::{Cli, Command},
    failure::Failure,
};

/// Runs what was typed: a command of its own, or else a question of the registry.
pub(crate) fn run(matches: &ArgMatches) -> Result<(), Failure> {
    if let Some((name, typed)) = matches.subcommand()
        && !Command::has_subcommand(name)
        && let Some(asked) = registry::question(name)
    {
        return question::run(asked, typed);
    }
    let cli = Cli::from_arg_matches(matches).map_err(|error| Failure::usage(error.to_string()))?;
    match cli.command {
        Command::Serve(command) => command.run(),
        Command::Report(command) => command.run(),
        Command::Compare(command) => command.run(),
        Command::Forecast(command) => command.run(),
        Command::Frontier(command) => command.run(),
        Command::List(command) => command.run(),
        Command::Simulate(command) => command.run(),
        Command::Tournament(command) => command.run(),
        Command::Sweep(command) => command.run(),
        Command::Replay(command) => command.run(),
        Command::Stability(command) => command.run(),
        Command::Path(command) => command.run(),
        Command::Hypergame(command) => command.run(),
        Command::Inverse(command) => command.run(),
        Command::Diff(command) => command.run(),
        Command::Read(command) => command.run(),
        Command::Inbox(command) => command.run(),
        Command::Accept(command) => command.run(),
        Command::Reject(command) => command.run(),
        Command::Log(command) => command.run(),
        Command::Undo(command) => command.run(),
        Command::New(command) => command.run(),
        Command::Check(command) => command.run(),
        Command::Explain(command) => command.run(),
        Command::Schema(command) => command.run(),
        Command::Convert(command) => command.run(),
    }
}
