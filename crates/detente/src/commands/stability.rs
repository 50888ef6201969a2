//! `detente stability`: would an agreement hold?

use clap::Args;

use super::{
    ask,
    gmcr::{self, Model},
};
use crate::{
    answers::stability::{self, setup::Choice},
    cli::Ask,
    failure::Failure,
};

/// Would it hold? Which states last, under which behaviour, and why
#[derive(Args)]
#[command(
    after_help = "Examples:\n  detente stability cases/london-2025\n  detente stability cases/london-2025 --as-of 2025-04-26 --proposal us-terms\n  detente stability cases/london-2025 --derive > london.gmcr\n  detente stability london.gmcr"
)]
pub(crate) struct Stability {
    #[command(flatten)]
    ask: Ask,

    #[command(flatten)]
    table: TableArgs,

    /// Print the model as a .gmcr file, to edit and to ask again
    #[arg(long)]
    derive: bool,
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
        if let Some(model) = Model::at(&self.ask)? {
            return model.stability(&self.ask.show);
        }
        if self.derive {
            let question = ask::question(&self.ask.case, &self.ask.view, &self.ask.plan)?;
            return gmcr::derive(&question, &self.table.choice());
        }
        ask::answer("stability", &self.ask, |question| stability::answer(question, &self.table.choice()))
    }
}
