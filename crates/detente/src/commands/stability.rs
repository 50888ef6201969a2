//! `detente stability`: would an agreement hold?

use clap::{Args, ValueEnum};
use detente_conflict::stability::{Answers, Convention, Ties};

use super::{gmcr, state_graph::Graph};
use crate::{cli::Ask, failure::Failure};
use detente_answers::conflict::{behaviour::Further, derived::Choice, stability};

/// Show whether an agreement would hold, and which states would last
#[derive(Args)]
#[command(
    after_help = "Examples:\n  detente stability cases/london-2025\n  detente stability cases/london-2025 --as-of 2025-04-26 --proposal us-terms\n  detente stability cases/london-2025 --derive=gmcr > london.gmcr\n  detente stability london.gmcr --coalitions\n  detente stability cases/london-2025 --derive > conflict.toml\n  detente stability cases/elmira-1991 --graph dot"
)]
pub(crate) struct Stability {
    #[command(flatten)]
    ask: Ask,

    #[command(flatten)]
    table: TableArgs,

    #[command(flatten)]
    further: FurtherArgs,

    /// Print the model instead: as a table to edit and put into the case, or as a .gmcr file (the conflict that the case
    /// states, if it states one)
    #[arg(long, value_enum, value_name = "AS", num_args = 0..=1, require_equals = true, default_missing_value = "table")]
    derive: Option<Derived>,

    /// Print the state graph instead: the states, who can move where, which moves gain, which states hold
    #[arg(long, value_enum, value_name = "AS", conflicts_with = "derive")]
    graph: Option<Graph>,
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
    #[arg(long, value_name = "TERMS", value_parser = detente_case::Condition::parse)]
    pub(crate) package: Option<detente_case::Condition>,
}

impl TableArgs {
    pub(crate) fn choice(&self) -> Choice {
        Choice { proposal: self.proposal.clone(), package: self.package.clone() }
    }
}

impl Stability {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let further = self.further.asked();
        match (self.derive, self.graph) {
            // The table is always the derived model's: it is what a stated one is held against.
            (Some(Derived::Table), _) => gmcr::as_table(&self.ask, &self.table),
            (Some(Derived::Gmcr), _) => gmcr::as_gmcr(&self.ask, &self.table),
            (None, Some(form)) => gmcr::graph(&self.ask, &self.table, form),
            (None, None) => gmcr::answer(
                "stability",
                (&self.ask, &self.table),
                |conflict| stability::answer(conflict, further),
                stability::Stability::page_about,
            ),
        }
    }
}
