//! What can be typed: commands and options, as typed. What they mean is each command's business.

use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use detente_agreement::Plan;
use detente_answers::{
    answers::tabled::TypedTerms,
    ask::{Answered, Group, SEED, plan},
    page::{markdown, terminal},
    question::Question,
    registry::QUESTIONS,
    stop::Stop,
};
use detente_case::{Reader, TrafficLight, Word};
use jiff::civil::Date;

use crate::commands::{
    accept, check, compare, convert, diff, explain, forecast, frontier, hypergame, inbox, inverse, list, log,
    new, path, question, read, reject, replay, report, schema, serve, simulate, stability, sweep, tournament,
};
use crate::{
    failure::Failure,
    what_if::{Saved, WhatIf},
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
    Forecast(forecast::Forecast),
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

/// From where the case is seen.
#[derive(Args, Clone, Default)]
#[command(next_help_heading = "View")]
pub(crate) struct ViewArgs {
    /// Use only what was known on this day [default: the day of the case]
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub(crate) as_of: Option<Date>,

    /// Also use what later sources say has held since this day or before, marked as known later
    #[arg(long)]
    pub(crate) looking_back: bool,

    /// Leave out statements below this Admiralty grade, such as C3
    #[arg(long, value_name = "GRADE", value_parser = parse_grade)]
    pub(crate) min_grade: Option<detente_case::Grade>,

    /// Also use the assumptions of this named set (repeatable)
    #[arg(long, value_name = "SET")]
    pub(crate) assume: Vec<String>,

    /// Use only what sources say, and no assumptions
    #[arg(long, conflicts_with = "assume")]
    pub(crate) sources_only: bool,

    /// Take lever effects as this party, bloc or person believes them to be
    #[arg(long, value_name = "ACTOR")]
    pub(crate) believed_by: Option<String>,

    /// Also use the statements of this compartment (repeatable)
    #[arg(long, value_name = "NAME")]
    pub(crate) compartment: Vec<String>,

    /// Leave out whatever bears a higher label, as for a reader who may see no more
    #[arg(long, value_name = "LABEL", value_parser = parse_label)]
    pub(crate) reader_label: Option<TrafficLight>,

    /// Refuse to answer if the answer would bear a higher label
    #[arg(long, value_name = "LABEL", value_parser = parse_label)]
    pub(crate) max_label: Option<TrafficLight>,

    /// Consider only packages with these terms: line = freeze and crimea != ua-de-jure
    #[arg(long, value_name = "TERMS", value_parser = TypedTerms::parse)]
    pub(crate) given: Option<TypedTerms>,

    #[command(flatten)]
    pub(crate) what_if: WhatIf,
}

impl ViewArgs {
    /// The view as it is typed, an option each, for commands to run next.
    pub(crate) fn typed(&self) -> Vec<String> {
        let mut typed = Vec::new();
        typed.extend(self.as_of.map(|date| format!("--as-of {date}")));
        typed.extend(self.looking_back.then(|| "--looking-back".to_owned()));
        typed.extend(self.min_grade.map(|grade| format!("--min-grade {grade}")));
        typed.extend(self.assume.iter().map(|set| format!("--assume {set}")));
        typed.extend(self.sources_only.then(|| "--sources-only".to_owned()));
        typed.extend(self.believed_by.as_ref().map(|actor| format!("--believed-by {actor}")));
        typed.extend(self.compartment.iter().map(|name| format!("--compartment {name}")));
        typed.extend(self.reader_label.map(|label| format!("--reader-label {}", label.as_str())));
        typed.extend(self.max_label.map(|label| format!("--max-label {}", label.as_str())));
        typed.extend(self.given.as_ref().map(|given| format!("--given \"{given}\"")));
        typed.extend(self.what_if.typed());
        typed
    }

    /// Whoever the answer is for.
    pub(crate) fn reader(&self) -> Reader {
        let highest = self.reader_label.unwrap_or(TrafficLight::Red);
        Reader { compartments: self.compartment.iter().cloned().collect(), highest }
    }

    /// The view with what a what-if file says.
    pub(crate) fn with_its_file(&self) -> Result<Self, Failure> {
        match &self.what_if.file {
            Some(file) => Saved::read(file)?.added_to(self),
            None => Ok(self.clone()),
        }
    }
}

/// How uncertain numbers are drawn.
#[derive(Args, Clone)]
#[command(next_help_heading = "Uncertainty")]
pub(crate) struct PlanArgs {
    /// Joint draws from the intervals [default: 1000]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(crate) draws: Option<u32>,

    /// The seed: the same seed gives the same draws
    #[arg(long, default_value_t = SEED, value_name = "N", allow_negative_numbers = true, value_parser = parse_seed)]
    pub(crate) seed: u64,
}

impl PlanArgs {
    /// The plan: so many draws as typed, else as many as the question makes.
    pub(crate) fn plan(&self, default: Option<u32>) -> Plan {
        Plan { seed: self.seed, ..plan(self.draws.or(default)) }
    }
}

impl Default for PlanArgs {
    fn default() -> Self {
        Self { draws: None, seed: SEED }
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

impl Format {
    /// An answer in this form, with what it was made from; on request with the colours of a terminal.
    pub(crate) fn of(
        self,
        name: &str,
        question: &Question,
        answered: &dyn Answered,
        coloured: bool,
    ) -> Result<String, Stop> {
        let made_from = || answered.provenance(question);
        Ok(match self {
            Self::Json => answered.json(name, question)?,
            Self::Md => markdown::render(&answered.page(question)) + &made_from().under_markdown(),
            Self::Text => {
                let text = terminal::render(&answered.page(question)) + &made_from().under_text();
                if coloured { text } else { anstream::adapter::strip_str(&text).to_string() }
            }
        })
    }
}

/// A day as cases write it.
pub(crate) fn parse_date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a day is written as 2025-04-23".to_owned())
}

/// Who does something to a case where nobody is named, as its remarks and its log have it.
pub(crate) const WHOEVER: &str = "whoever ran this";

/// The name of a person: it has something that can be read.
pub(crate) fn parse_person(text: &str) -> Result<String, String> {
    detente_writing::person(text)
        .ok_or_else(|| "this names nobody: give a name, such as \"Jo Doe\"".to_owned())
}

/// A label of the Traffic Light Protocol, with or without `TLP:`.
pub(crate) fn parse_label(text: &str) -> Result<TrafficLight, String> {
    let plain = text.to_lowercase().replace('+', "-");
    let label = TrafficLight::from_text(plain.strip_prefix("tlp:").unwrap_or(&plain));
    label.ok_or_else(|| format!("a label is one of {}", labels().join(", ")))
}

/// The labels, as they are typed.
fn labels() -> Vec<&'static str> {
    TrafficLight::ALL.iter().map(|label| label.as_str()).collect()
}

/// The seed of draws.
fn parse_seed(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("a seed is a whole number from 0 to {}", u64::MAX))
}

/// An Admiralty grade.
pub(crate) fn parse_grade(text: &str) -> Result<detente_case::Grade, detente_case::NotAGrade> {
    text.parse()
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
