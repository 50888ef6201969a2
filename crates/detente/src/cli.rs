//! What can be typed: commands and options, as typed. What they mean is each command's business.

use std::path::PathBuf;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::commands::{
    brief, check, compare, convert, deadline, diff, explain, frontier, ground, hypergame, inverse, learn,
    levers, list, new, openers, outlook, path, replay, report, robust, roles, schema, serve, show, simulate,
    stability, sweep, talks, tournament, why,
};
use crate::what_if::WhatIf;

/// A negotiation workbench: is there a deal, if not exactly why, and what would open one.
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

    /// When to use colour; auto respects `NO_COLOR` and pipes
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
    Brief(brief::Brief),
    Serve(serve::Serve),
    Report(report::Report),
    Why(why::Why),
    Openers(openers::Openers),
    Ground(ground::Ground),
    Compare(compare::Compare),
    Frontier(frontier::Frontier),
    Robust(robust::Robust),
    Learn(learn::Learn),
    Talks(talks::Talks),
    Levers(levers::Levers),
    Roles(roles::Roles),
    Outlook(outlook::Outlook),
    Deadline(deadline::Deadline),
    Simulate(simulate::Simulate),
    Tournament(tournament::Tournament),
    Sweep(sweep::Sweep),
    Replay(replay::Replay),
    Stability(stability::Stability),
    Path(path::Path),
    Hypergame(hypergame::Hypergame),
    Inverse(inverse::Inverse),
    Diff(diff::Diff),
    Show(show::Show),
    List(list::List),
    New(new::New),
    Check(check::Check),
    Explain(explain::Explain),
    Schema(schema::Schema),
    Convert(convert::Convert),
}

/// The commands by the question they answer: what `detente --help` prints.
pub(crate) const CONTENTS: [(&str, &[&str]); 8] = [
    ("Everything on one page", &["serve", "report"]),
    ("Is there a deal, and what stands in the way?", &["brief", "why", "openers", "ground"]),
    ("Which packages, and how sure is that?", &["frontier", "compare", "robust", "learn"]),
    ("Who talks, who can move whom, where does it go?", &["talks", "levers", "outlook"]),
    ("What happens when they talk?", &["roles", "deadline", "simulate", "tournament", "sweep", "replay"]),
    ("Would it hold, and how does one get there?", &["stability", "path", "inverse", "hypergame"]),
    ("What is known, and what changed?", &["show", "list", "diff"]),
    ("Writing a case", &["new", "check", "explain", "schema", "convert"]),
];

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

/// From where the case is seen.
#[derive(Args, Clone, Default)]
#[command(next_help_heading = "View")]
pub(crate) struct ViewArgs {
    /// What was known on this day [default: the case's own `as_of`]
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub(crate) as_of: Option<Date>,

    /// Leave out statements below this Admiralty grade, such as C3
    #[arg(long, value_name = "GRADE", value_parser = parse_grade)]
    pub(crate) min_grade: Option<detente_case::Grade>,

    /// Also use the assumptions of this set (repeatable)
    #[arg(long, value_name = "SET")]
    pub(crate) assume: Vec<String>,

    /// Use no assumptions at all: only what sources say
    #[arg(long, conflicts_with = "assume")]
    pub(crate) sources_only: bool,

    /// Take lever effects as this party, bloc or person believes them to be
    #[arg(long, value_name = "ACTOR")]
    pub(crate) believed_by: Option<String>,

    /// Open a compartment (repeatable)
    #[arg(long, value_name = "NAME")]
    pub(crate) compartment: Vec<String>,

    /// Only packages with these terms: `line = freeze and crimea != ua-de-jure`
    #[arg(long, value_name = "TERMS", value_parser = detente_case::Condition::parse)]
    pub(crate) given: Option<detente_case::Condition>,

    #[command(flatten)]
    pub(crate) what_if: WhatIf,
}

impl ViewArgs {
    /// The view as it is typed, for commands to run next.
    pub(crate) fn typed(&self) -> String {
        let mut typed = Vec::new();
        typed.extend(self.as_of.map(|date| format!("--as-of {date}")));
        typed.extend(self.min_grade.map(|grade| format!("--min-grade {grade}")));
        typed.extend(self.assume.iter().map(|set| format!("--assume {set}")));
        typed.extend(self.sources_only.then(|| "--sources-only".to_owned()));
        typed.extend(self.believed_by.as_ref().map(|actor| format!("--believed-by {actor}")));
        typed.extend(self.compartment.iter().map(|name| format!("--compartment {name}")));
        typed.extend(self.given.as_ref().map(|given| format!("--given \"{given}\"")));
        typed.extend(self.what_if.typed());
        typed.join(" ")
    }

    /// The view as words of a command; for `diff` as its second side.
    pub(crate) fn words(&self, second_side: bool) -> Vec<String> {
        let to = if second_side { "to-" } else { "" };
        let day = if second_side { "to" } else { "as-of" };
        let mut words = Vec::new();
        words.extend(self.as_of.map(|date| format!("--{day}={date}")));
        words.extend(self.min_grade.map(|grade| format!("--{to}min-grade={grade}")));
        words.extend(self.assume.iter().map(|set| format!("--{to}assume={set}")));
        words.extend(self.sources_only.then(|| format!("--{to}sources-only")));
        words.extend(self.believed_by.as_ref().map(|actor| format!("--{to}believed-by={actor}")));
        words.extend(self.compartment.iter().map(|name| format!("--compartment={name}")));
        words.extend(self.given.as_ref().map(|given| format!("--given={given}")));
        words.extend(self.what_if.words());
        words
    }
}

/// How uncertain numbers are drawn.
#[derive(Args, Clone)]
#[command(next_help_heading = "Uncertainty")]
pub(crate) struct PlanArgs {
    /// Joint draws from the intervals [default: 1000; learn: 10000]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(crate) draws: Option<u32>,

    /// Seed of the draws
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub(crate) seed: u64,
}

impl Default for PlanArgs {
    fn default() -> Self {
        Self { draws: None, seed: 1 }
    }
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

/// How an answer is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Md,
    Json,
}

impl ShowArgs {
    pub(crate) fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }
}

/// What these words would run; `Err` says in a line why nothing.
pub(crate) fn parsed(words: &[String]) -> Result<Command, String> {
    let typed = Cli::command().try_get_matches_from(words);
    let typed = typed.and_then(|matches| Cli::from_arg_matches(&matches));
    typed.map(|cli| cli.command).map_err(|error| {
        let text = error.to_string();
        text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned()
    })
}

/// A day as cases write it.
pub(crate) fn parse_date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a day is written as 2025-04-23".to_owned())
}

/// An Admiralty grade.
pub(crate) fn parse_grade(text: &str) -> Result<detente_case::Grade, detente_case::NotAGrade> {
    text.parse()
}

/// The program's help, with commands grouped by the question they answer.
pub(crate) fn with_contents(command: clap::Command) -> clap::Command {
    let line = |name: &&str| {
        let about = command.find_subcommand(name).and_then(clap::Command::get_about);
        format!("  {name:<10} {}\n", about.map(ToString::to_string).unwrap_or_default())
    };
    let group = |(heading, names): &(&str, &[&str])| {
        format!("{heading}\n{}\n", names.iter().map(line).collect::<String>())
    };
    let contents: String = CONTENTS.iter().map(group).collect();
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
        let mut listed: Vec<_> = CONTENTS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        let mut commands: Vec<_> =
            Cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect();
        listed.sort_unstable();
        commands.sort_unstable();
        assert_eq!(listed, commands);
    }

    #[test]
    fn every_command_shows_an_example() {
        for command in Cli::command().get_subcommands() {
            let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(after.contains("detente "), "{} has no example", command.get_name());
        }
    }

    /// `UPDATE=1 cargo test -p detente reference` writes the file.
    #[test]
    fn the_reference_is_written_down() {
        let mut text = "# Commands\n\nWhat `detente COMMAND --help` prints; written by a test.\n".to_owned();
        let mut cli = with_contents(Cli::command());
        cli.build();
        for name in CONTENTS.iter().flat_map(|(_, names)| names.iter()) {
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
