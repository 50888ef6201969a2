//! Two sides of a comparison: what the second has instead of what both have.

use detente_answers::{draws::Wanted, question::Question};
use detente_case::Grade;
use detente_machine::failure::Failure;
use jiff::civil::Date;

use crate::{
    source::Source,
    view::ViewArgs,
    what_if::{Moved, WhatIf},
};

/// What the second side has instead of what both have.
#[derive(Clone, Default, PartialEq)]
pub struct Sides {
    /// The day of the first side.
    pub from: Option<Date>,
    /// The day of the second side.
    pub to: Option<Date>,
    /// The least grade of the second side.
    pub min_grade: Option<Grade>,
    /// The sets of assumptions of the second side; both have those of the view where none is named.
    pub assume: Vec<String>,
    /// Whether the second side uses no assumptions.
    pub sources_only: bool,
    /// Whose beliefs on levers the second side takes.
    pub believed_by: Option<String>,
}

impl Sides {
    /// The first side with the second beside it, of one version of a case or of two.
    pub fn question(
        &self,
        source: &Source,
        other: Option<&Source>,
        view: &ViewArgs,
        draws: impl Into<Wanted> + Copy,
    ) -> Result<(Question, Option<Moved>), Failure> {
        // What is supposed is supposed on the second side: on both it would change nothing between them.
        let what_if = WhatIf::default();
        let first = ViewArgs { as_of: self.from.or(view.as_of), what_if, ..view.clone() };
        let second = ViewArgs {
            as_of: self.to.or(view.as_of),
            min_grade: self.min_grade.or(view.min_grade),
            assume: if self.assume.is_empty() { view.assume.clone() } else { self.assume.clone() },
            sources_only: self.sources_only || view.sources_only,
            believed_by: self.believed_by.clone().or_else(|| view.believed_by.clone()),
            ..view.clone()
        };
        let (mut question, _) = source.question(&first, draws)?;
        let (second, moved) = other.unwrap_or(source).question(&second, draws)?;
        question.second = Some(Box::new(second));
        Ok((question, moved))
    }
}
