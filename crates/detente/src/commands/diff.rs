//! `detente diff`: what changed between two views of a case, or between two cases.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::ask;
use crate::{
    cli::{PlanArgs, ShowArgs, ViewArgs},
    failure::Failure,
    progress::Working,
    what_if::WhatIf,
};
use detente_answers::answers::diff;

/// What changed between two dates, grades, assumptions or files
#[derive(Args)]
#[command(after_help = "Examples:\n  detente diff cases/london-2025 --from 2025-04-23 --to 2025-04-26\n  \
    detente diff cases/london-2025 --to-assume us-recognition-suffices\n  \
    detente diff cases/london-2025 --use new-sanctions\n  \
    detente diff cases/london-2025 my-copy-of-it\n\n\
    Options without a prefix hold for both sides; --to-… replaces them on the second. What is supposed (--use, \
    --without, --waive, --set) is supposed on the second side alone.")]
pub(crate) struct Diff {
    /// The folder of the case, or its case.toml
    case: PathBuf,

    /// Another version of the case
    other: Option<PathBuf>,

    /// The first side as known on this day
    #[arg(long, value_name = "DATE", value_parser = crate::cli::parse_date, conflicts_with = "as_of")]
    from: Option<Date>,

    /// The second side as known on this day
    #[arg(long, value_name = "DATE", value_parser = crate::cli::parse_date, conflicts_with = "as_of")]
    to: Option<Date>,

    /// The second side without statements below this grade
    #[arg(long, value_name = "GRADE", value_parser = crate::cli::parse_grade)]
    to_min_grade: Option<detente_case::Grade>,

    /// The second side with the assumptions of this set (repeatable)
    #[arg(long, value_name = "SET")]
    to_assume: Vec<String>,

    /// The second side with no assumptions at all
    #[arg(long, conflicts_with = "to_assume")]
    to_sources_only: bool,

    /// The second side as this party, bloc or person believes it to be
    #[arg(long, value_name = "ACTOR")]
    to_believed_by: Option<String>,

    #[command(flatten)]
    view: ViewArgs,

    #[command(flatten)]
    plan: PlanArgs,

    #[command(flatten)]
    show: ShowArgs,
}

impl Diff {
    pub(crate) fn run(self) -> Result<(), Failure> {
        // What is supposed is supposed on the second side: on both it would change nothing between them.
        let what_if = WhatIf::default();
        let first = ViewArgs { as_of: self.from.or(self.view.as_of), what_if, ..self.view.clone() };
        let second = ViewArgs {
            as_of: self.to.or(self.view.as_of),
            min_grade: self.to_min_grade.or(self.view.min_grade),
            assume: if self.to_assume.is_empty() { self.view.assume.clone() } else { self.to_assume.clone() },
            sources_only: self.to_sources_only || self.view.sources_only,
            believed_by: self.to_believed_by.clone().or_else(|| self.view.believed_by.clone()),
            ..self.view.clone()
        };
        let before = ask::question(&self.case, &first, &self.plan)?;
        let after = ask::question(self.other.as_ref().unwrap_or(&self.case), &second, &self.plan)?;
        let working = Working::on("diff");
        let answer = diff::answer(&before, &after);
        drop(working);
        ask::print("diff", &before, &answer, &self.show)
    }
}
