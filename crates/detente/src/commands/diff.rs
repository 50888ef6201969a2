//! `detente diff`: what changed between two views of a case, or between two cases.

use std::path::PathBuf;

use clap::Args;
use detente_answers::{answers::diff, options::Options};
use detente_inquiry::sides::Sides;
use jiff::civil::Date;

use super::question;
use crate::{
    cli::{PlanArgs, ShowArgs, ViewArgs},
    failure::Failure,
    output,
    source::Source,
    what_if::{Moved, WhatIf},
};

/// Show what changed between two days, views or files, and why
#[derive(Args)]
#[command(after_help = "Examples:\n  detente diff cases/london-2025 --from 2025-04-23 --to 2025-04-26\n  \
    detente diff cases/london-2025 --to-assume american-recognition-suffices\n  detente diff cases/london-2025 --use \
    new-sanctions\n  detente diff cases/london-2025 my-copy-of-it\n\nOptions without a prefix apply to both \
    sides; --to-… replaces them on the second side. --use, --without, --waive and --set apply only to the \
    second side.")]
pub(crate) struct Diff {
    /// The folder of the case, or its case.toml
    case: PathBuf,

    /// Another version of the case
    other: Option<PathBuf>,

    /// First side: use only what was known on this day
    #[arg(long, value_name = "DATE", value_parser = crate::cli::parse_date, conflicts_with = "as_of")]
    from: Option<Date>,

    /// Second side: use only what was known on this day
    #[arg(long, value_name = "DATE", value_parser = crate::cli::parse_date, conflicts_with = "as_of")]
    to: Option<Date>,

    /// Second side: leave out statements below this grade
    #[arg(long, value_name = "GRADE", value_parser = crate::cli::parse_grade)]
    to_min_grade: Option<detente_case::Grade>,

    /// Second side: also use the assumptions of this set (repeatable)
    #[arg(long, value_name = "SET")]
    to_assume: Vec<String>,

    /// Second side: use no assumptions
    #[arg(long, conflicts_with = "to_assume")]
    to_sources_only: bool,

    /// Second side: take lever effects as this party, bloc or person believes them to be
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
        let sides = Sides {
            from: self.from,
            to: self.to,
            min_grade: self.to_min_grade,
            assume: self.to_assume,
            sources_only: self.to_sources_only,
            believed_by: self.to_believed_by,
        };
        if other_is_the_same(&sides, self.other.as_deref(), &self.view) {
            return Err(Failure::usage("both sides are the same case, seen in the same way").with_help(
                "say what differs: two days (`--from`, `--to`), another view (`--to-assume` and its like), a \
                     what-if (`--use` and its like), or another file",
            ));
        }
        let source = Source::at(&self.case)?;
        let other = self.other.as_deref().map(Source::at).transpose()?;
        let plan = self.plan.plan(diff::ASKED.draws);
        let (question, moved) = sides.question(&source, other.as_ref(), &self.view, plan)?;
        moved.iter().for_each(Moved::complain);
        output::write(&question::answer_about(&diff::ASKED, &question, &Options::default(), &self.show)?)
    }
}

/// Whether nothing was typed in which the second side differs.
fn other_is_the_same(sides: &Sides, other: Option<&std::path::Path>, view: &ViewArgs) -> bool {
    *sides == Sides::default() && other.is_none() && view.what_if == WhatIf::default()
}
