//! `detente stability`: would an agreement hold?

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use detente_case::Case;
use detente_conflict::stability::{Answers, Convention, Ties};

use super::{gmcr, state_graph::Graph};
use crate::{
    cli::Ask,
    failure::Failure,
    output, results,
    target::{Mark, Overwrite, Target},
};
use detente_answers::{
    answers::tabled::TypedTerms,
    conflict::{
        behaviour::Further,
        derived::Choice,
        stability::{self, Asked, Triple, Wanted},
    },
    results::Values,
    stop::Stop,
};

/// Show whether an agreement would hold, and which states would last
#[derive(Args)]
#[command(
    after_help = "Examples:\n  detente stability cases/london-2025\n  detente stability cases/london-2025 --as-of 2025-04-26 --proposal us-terms\n  detente stability cases/london-2025 --derive=gmcr > london.gmcr\n  detente stability london.gmcr --coalitions\n  detente stability cases/london-2025 --derive > conflict.toml\n  detente stability cases/elmira-1991 --graph dot\n  detente stability cases/elmira-1991 --why 1 LG SEQ\n  detente stability cases/elmira-1991 --holds nash --where \"UNI.abandon or insist\"\n  detente stability cases/elmira-1991 --list states.csv"
)]
pub(crate) struct Stability {
    #[command(flatten)]
    ask: Ask,

    #[command(flatten)]
    table: TableArgs,

    #[command(flatten)]
    further: FurtherArgs,

    #[command(flatten)]
    states: StatesArgs,

    /// Print the model instead: as a table to edit and put into the case, or as a .gmcr file (the conflict that the case
    /// states, if it states one)
    #[arg(long, value_enum, value_name = "AS", num_args = 0..=1, require_equals = true, default_missing_value = "table")]
    derive: Option<Derived>,

    /// Print the state graph instead: the states, who can move where, which moves gain, which states hold
    #[arg(long, value_enum, value_name = "AS", conflicts_with = "derive")]
    graph: Option<Graph>,
}

/// Which states are shown.
#[derive(Args)]
#[command(next_help_heading = "States")]
struct StatesArgs {
    /// Show only states that hold under this concept, or may: nash, gmr, smr or seq
    #[arg(long, value_name = "CONCEPT")]
    holds: Option<String>,

    /// Show only states in which this is true: build and not (UNI.accept or delay)
    #[arg(long, value_name = "CONDITION")]
    r#where: Option<String>,

    /// Show one state: its number, its letters Y and N, or today
    #[arg(long, value_name = "STATE")]
    state: Option<String>,

    /// Show why a state is stable for a party under nash, gmr, smr, seq or sseq, or why not
    #[arg(long, num_args = 3, value_names = ["STATE", "PARTY", "CONCEPT"], conflicts_with_all = ["holds", "where", "state", "list"])]
    why: Option<Vec<String>>,

    /// Write these states with their verdicts into a file: .parquet, or .csv
    #[arg(long, value_name = "FILE", conflicts_with_all = ["derive", "graph"])]
    list: Option<PathBuf>,

    #[command(flatten)]
    overwrite: Overwrite,
}

impl StatesArgs {
    fn wanted(&self) -> Wanted {
        Wanted { holds: self.holds.clone(), condition: self.r#where.clone(), state: self.state.clone() }
    }

    fn why(&self) -> Option<Triple> {
        let [state, party, concept] = self.why.as_deref()? else { return None };
        Some(Triple { state: state.clone(), party: party.clone(), concept: concept.clone() })
    }
}

/// How a derived model is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Derived {
    /// The `[conflict]` table of a case file
    Table,
    /// A .gmcr file
    Gmcr,
}

/// What else a state must withstand.
#[derive(Args)]
#[command(next_help_heading = "Behaviour")]
struct FurtherArgs {
    /// Also show who would leave together, and for which state
    #[arg(long)]
    coalitions: bool,

    /// Also show parties that think this many moves ahead, or without end, or move at the same time
    #[arg(long, value_name = "MOVES", value_parser = clap::value_parser!(u8).range(1..=64))]
    foresight: Option<u8>,

    /// With three or more parties: who is expected to answer a move
    #[arg(long, value_enum, value_name = "WHO", default_value_t, requires = "foresight")]
    answered_by: AnsweredBy,

    /// Which of several equally good moves to expect
    #[arg(long, value_enum, value_name = "STATE", default_value_t, requires = "foresight")]
    ties: Tied,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum AnsweredBy {
    /// Whoever is worst for the mover
    #[default]
    Worst,
    /// Whoever is best for the mover
    Best,
    /// The next party in the order of the model
    Next,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Tied {
    /// The one to the state with the lowest number
    #[default]
    Lowest,
    /// The one to the state with the highest number
    Highest,
}

impl FurtherArgs {
    fn asked(&self) -> Further {
        let answers = match self.answered_by {
            AnsweredBy::Worst => Answers::Worst,
            AnsweredBy::Best => Answers::Best,
            AnsweredBy::Next => Answers::NextInOrder,
        };
        let ties = match self.ties {
            Tied::Lowest => Ties::LowestState,
            Tied::Highest => Ties::HighestState,
        };
        let foresight = self.foresight.map(|moves| (moves.into(), Convention { answers, ties }));
        Further { coalitions: self.coalitions, foresight }
    }
}

/// Which package is meant to be agreed.
#[derive(Args, Clone, Default)]
pub(crate) struct TableArgs {
    /// Put a package with the terms of this proposal on the table
    #[arg(long, value_name = "NAME", conflicts_with = "package")]
    pub(crate) proposal: Option<String>,

    /// Put a package with these terms on the table: line = freeze and crimea = silent
    #[arg(long, value_name = "TERMS", value_parser = TypedTerms::parse)]
    pub(crate) package: Option<TypedTerms>,
}

impl TableArgs {
    /// What they mean for a case.
    pub(crate) fn choice(&self, case: &Case) -> Result<Choice, Stop> {
        let package = self.package.as_ref().map(|typed| typed.of(case)).transpose()?;
        Ok(Choice { proposal: self.proposal.clone(), package })
    }
}

impl Stability {
    pub(crate) fn run(self) -> Result<(), Failure> {
        if let Some(file) = &self.states.list {
            return self.list(file);
        }
        let asked =
            Asked { further: self.further.asked(), wanted: self.states.wanted(), why: self.states.why() };
        match (self.derive, self.graph) {
            // The table is always the derived model's: it is what a stated one is held against.
            (Some(Derived::Table), _) => gmcr::as_table(&self.ask, &self.table),
            (Some(Derived::Gmcr), _) => gmcr::as_gmcr(&self.ask, &self.table),
            (None, Some(form)) => gmcr::graph(&self.ask, &self.table, form),
            (None, None) => gmcr::answer(
                "stability",
                (&self.ask, &self.table),
                |conflict| stability::asked(conflict, &asked),
                stability::Stability::page_about,
            ),
        }
    }

    /// Writes every state that is asked for into a file.
    fn list(&self, file: &Path) -> Result<(), Failure> {
        let as_csv = match file.extension().and_then(|end| end.to_str()) {
            Some("csv") => true,
            Some("parquet") => false,
            _ => {
                return Err(Failure::usage(format!(
                    "`{}` ends neither in .csv nor in .parquet: the ending says how the states are written",
                    file.display()
                )));
            }
        };
        let target = Target::at(file, self.states.overwrite)?;
        let wanted = self.states.wanted();
        let listing = gmcr::made(&self.ask, &self.table, |conflict| stability::listing(conflict, &wanted))?;
        let rows =
            listing.columns.first().map_or(0, |(_, _, values): &(String, String, Values)| values.count());
        // The case has been read by now: it must not be the target.
        target.refuse_input()?;
        if as_csv {
            target.write_text(&results::csv::of_columns(&listing.columns)?, Mark::Nothing)?;
        } else {
            target.write(&results::parquet::of_columns("states", &listing.columns)?)?;
        }
        output::complain(&format!("{}: {rows} states", file.display()));
        Ok(())
    }
}
