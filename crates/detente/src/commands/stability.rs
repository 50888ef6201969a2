//! `detente stability`: would an agreement hold?

use clap::{Args, ValueEnum};

use super::{
    ask,
    gmcr::{self, Model},
    state_graph::Graph,
};
use crate::{
    answers::{
        behaviour::Further,
        stability::{self, setup::Choice},
    },
    cli::Ask,
    failure::Failure,
};

/// Would it hold? Which states last, under which behaviour, and why
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
    further: Further,

    /// Print the model instead, to edit: the derived one as a table for the case file, or as a .gmcr file the stated one
    /// where the case states one, else the derived one
    #[arg(long, value_enum, value_name = "AS", num_args = 0..=1, require_equals = true, default_missing_value = "table")]
    derive: Option<Derived>,

    /// Print the state graph instead: states, who can move where, what gains, what holds
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

/// Which package is meant to be agreed.
#[derive(Args, Clone, Default)]
pub(crate) struct TableArgs {
    /// The package on the table has the terms of this proposal
    #[arg(long, value_name = "NAME", conflicts_with = "package")]
    pub(crate) proposal: Option<String>,

    /// The package on the table has these terms: `line = freeze and crimea = silent`
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
        if self.derive == Some(Derived::Gmcr)
            && let Some(model) = Model::at(&self.ask)?
        {
            return model.gmcr();
        }
        if let Some(derived) = self.derive {
            let question = ask::question(&self.ask.case, &self.ask.view, &self.ask.plan)?;
            return match derived {
                Derived::Table => gmcr::derive_table(&question, &self.table.choice()),
                Derived::Gmcr => gmcr::derive(&question, &self.table.choice()),
            };
        }
        if let Some(model) = Model::at(&self.ask)? {
            if let Some(form) = self.graph {
                return model.graph(form);
            }
            return model.stability(self.further, &self.ask.show);
        }
        if let Some(form) = self.graph {
            let question = ask::question(&self.ask.case, &self.ask.view, &self.ask.plan)?;
            return gmcr::derive_graph(&question, &self.table.choice(), form);
        }
        ask::answer("stability", &self.ask, |question| {
            stability::answer(question, &self.table.choice(), self.further)
        })
    }
}
