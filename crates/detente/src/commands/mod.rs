//! One file a command: what was typed, turned into a question, and the answer, printed.

pub(crate) mod ask;
pub(crate) mod brief;
pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod convert;
pub(crate) mod deadline;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod frontier;
mod gmcr;
pub(crate) mod ground;
mod habits;
pub(crate) mod hypergame;
pub(crate) mod inverse;
pub(crate) mod learn;
pub(crate) mod levers;
pub(crate) mod list;
pub(crate) mod new;
pub(crate) mod opened;
pub(crate) mod openers;
pub(crate) mod outlook;
pub(crate) mod path;
pub(crate) mod replay;
pub(crate) mod report;
pub(crate) mod robust;
pub(crate) mod roles;
pub(crate) mod schema;
pub(crate) mod serve;
pub(crate) mod show;
pub(crate) mod simulate;
pub(crate) mod stability;
pub(crate) mod state_graph;
pub(crate) mod sweep;
pub(crate) mod talks;
mod threads;
pub(crate) mod tournament;
pub(crate) mod why;

use crate::{cli::Command, failure::Failure};

/// Runs one command.
pub(crate) fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Brief(command) => command.run(),
        Command::Serve(command) => command.run(),
        Command::Report(command) => command.run(),
        Command::Why(command) => command.run(),
        Command::Openers(command) => command.run(),
        Command::Ground(command) => command.run(),
        Command::Compare(command) => command.run(),
        Command::Frontier(command) => command.run(),
        Command::Robust(command) => command.run(),
        Command::Learn(command) => command.run(),
        Command::Talks(command) => command.run(),
        Command::Levers(command) => command.run(),
        Command::List(command) => command.run(),
        Command::Roles(command) => command.run(),
        Command::Outlook(command) => command.run(),
        Command::Deadline(command) => command.run(),
        Command::Simulate(command) => command.run(),
        Command::Tournament(command) => command.run(),
        Command::Sweep(command) => command.run(),
        Command::Replay(command) => command.run(),
        Command::Stability(command) => command.run(),
        Command::Path(command) => command.run(),
        Command::Hypergame(command) => command.run(),
        Command::Inverse(command) => command.run(),
        Command::Diff(command) => command.run(),
        Command::Show(command) => command.run(),
        Command::New(command) => command.run(),
        Command::Check(command) => command.run(),
        Command::Explain(command) => command.run(),
        Command::Schema(command) => command.run(),
        Command::Convert(command) => command.run(),
    }
}
