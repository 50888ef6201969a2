//! What can be typed: commands and options, as typed. What they mean is each command's business.

use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use detente_answers::{ask::Group, page::terminal, registry::QUESTIONS};
pub(crate) use detente_inquiry::view::{Format, PlanArgs, ViewArgs, parse_date, parse_grade, parse_label};

use crate::commands::{
    accept, check, compare, convert, diff, explain, forecast, frontier, hypergame, inbox, inverse, list, log,
    new, path, question, read, reject, replay, report, schema, serve, simulate, stability, sweep, tournament,
};

/// A negotiation workbench: find out whether there is a deal, why not, and what would help.
#[derive(Parser)]
#[command(
    name = "détente",
    bin_name = "detente",
    version,
    max_term_width = 80,
    disable_help_subcommand = true
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colour; auto uses none in pipes or if NO_COLOR is set
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub(crate) color: Colour,
}

/// When to use colour.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    Serve(serve::Serve),
    Report(report::Report),
    Compare(compare::Compare),
    Forecast(Box<forecast::Forecast>),
    Frontier(frontier::Frontier),
    Simulate(simulate::Simulate),
    Tournament(tournament::Tournament),
    Sweep(sweep::Sweep),
    Replay(replay::Replay),
    Stability(stability::Stability),
    Path(path::Path),
    Hypergame(hypergame::Hypergame),
    Inverse(inverse::Inverse),
    Diff(diff::Diff),
    List(list::List),
    Read(read::Read),
    Inbox(inbox::Inbox),
    Accept(accept::Accept),
    Reject(reject::Reject),
    Log(log::Log),
    Undo(log::Undo),
    New(new::New),
    Check(check::Check),
    Explain(explain::Explain),
    Schema(schema::Schema),
    Convert(convert::Convert),
}

/// Commands that ask no question of a case, by where help lists them.
const OTHERS: [(Group, &[&str]); 3] = [
    (Group::Everything, &["serve", "report"]),
    (Group::Simulation, &["simulate", "tournament", "sweep", "replay"]),
    (
        Group::Writing,
        &["read", "inbox", "accept", "reject", "log", "undo", "new", "check", "explain", "schema", "convert"],
    ),
];

/// The commands by the question they answer: what `detente --help` prints.
pub(crate) fn contents() -> Vec<(&'static str, Vec<&'static str>)> {
    let of = |group: Group| {
        let questions = QUESTIONS.iter().filter(|asked| asked.group == group).map(|asked| asked.name);
        let others =
            OTHERS.iter().filter(|(of, _)| *of == group).flat_map(|(_, names)| names.iter().copied());
        (group.heading(), questions.chain(others).collect())
    };
    Group::ALL.map(of).into()
}

/// The whole command line: commands of their own, and one for every other question of the registry.
pub(crate) fn command() -> clap::Command {
    let own = Cli::command();
    let asked = QUESTIONS.iter().filter(|asked| own.find_subcommand(asked.name).is_none());
    let asked: Vec<_> = asked.map(|asked| question::command(asked)).collect();
    with_contents(own.subcommands(asked))
}

/// The case, from where it is seen, and how the answer is shown.
#[derive(Args, Clone)]
pub(crate) struct Ask {
    /// The folder of the case, or its case.toml
    pub(crate) case: PathBuf,

    #[command(flatten)]
    pub(crate) view: ViewArgs,

    #[command(flatten)]
    pub(crate) plan: PlanArgs,

    #[command(flatten)]
    pub(crate) show: ShowArgs,
}

/// How the answer is shown.
#[derive(Args, Clone)]
#[command(next_help_heading = "Output")]
pub(crate) struct ShowArgs {
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    pub(crate) format: Format,

    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    pub(crate) json: bool,
}

impl ShowArgs {
    pub(crate) fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }
}

/// Who does something to a case where nobody is named, as its remarks and its log have it.
pub(crate) const WHOEVER: &str = "whoever ran this";

/// The name of a person: it has something that can be read.
pub(crate) fn parse_person(text: &str) -> Result<String, String> {
    detente_writing::person(text)
        .ok_or_else(|| "this names nobody: give a name, such as \"Jo Doe\"".to_owned())
}

/// The program's help, with commands grouped by the question they answer.
fn with_contents(command: clap::Command) -> clap::Command {
    let line = |name: &&str| {
        let about = command.find_subcommand(name).and_then(clap::Command::get_about);
        let about = about.map(ToString::to_string).unwrap_or_default();
        format!("{}\n", terminal::wrap(&about, &format!("  {name:<10} "), "             "))
    };
    let group = |(heading, names): &(&str, Vec<&str>)| {
        format!("{heading}\n{}\n", names.iter().map(line).collect::<String>())
    };
    let contents: String = contents().iter().map(group).collect();
    let first = "Try: detente brief cases/london-2025";
    command.help_template(format!(
        "{{about}}\n\n{{usage-heading}} {{usage}}\n\n{contents}{first}\n\n{{options}}\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contents_list_every_command_once() {
        let mut listed: Vec<_> = contents().into_iter().flat_map(|(_, names)| names).collect();
        let mut commands: Vec<_> =
            command().get_subcommands().map(|command| command.get_name().to_owned()).collect();
        listed.sort_unstable();
        commands.sort_unstable();
        assert_eq!(listed, commands);
    }

    #[test]
    fn no_line_of_help_is_wider_than_a_terminal() {
        let mut cli = command();
        cli.build();
        let names = contents().into_iter().flat_map(|(_, names)| names);
        let of_commands =
            names.map(|name| cli.find_subcommand(name).expect("the contents list commands").clone());
        for of in std::iter::once(cli.clone()).chain(of_commands) {
            let help = of.clone().term_width(terminal::WIDTH).render_long_help().to_string();
            let wide = help.lines().filter(|line| line.chars().count() > terminal::WIDTH);
            // What is typed stands on one line, so that it can be copied.
            let wide: Vec<_> = wide.filter(|line| !line.trim_start().starts_with("detente ")).collect();
            assert!(wide.is_empty(), "the help of {} is too wide: {wide:#?}", of.get_name());
        }
    }

    #[test]
    fn every_command_shows_an_example() {
        for command in command().get_subcommands() {
            let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(after.contains("detente "), "{} has no example", command.get_name());
        }
    }

    /// `UPDATE=1 cargo test -p detente reference` writes the file.
    #[test]
    fn the_reference_is_written_down() {
        let mut text = "# Commands\n\nWhat `detente COMMAND --help` prints; written by a test.\n".to_owned();
        let mut cli = command();
        cli.build();
        for name in contents().into_iter().flat_map(|(_, names)| names) {
            let command = cli.find_subcommand_mut(name).expect("the contents list commands");
            let help = command.clone().term_width(80).render_help().to_string();
            let lines: String = help.lines().map(|line| format!("{}\n", line.trim_end())).collect();
            text.push_str(&format!("\n## detente {name}\n\n```text\n{lines}```\n"));
        }
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/cli-reference.md");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(path, &text).expect("docs can be written");
        }
        let written = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            written == text,
            "docs/cli-reference.md is out of date: UPDATE=1 cargo test -p detente reference"
        );
    }
}
