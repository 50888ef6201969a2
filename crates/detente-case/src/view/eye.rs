//! What a view is, and whether it sees a statement.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::Reader;
use crate::{Actor, Basis, Citation, Grade, LeverId, Origin, Source, SourceId, Span};

/// Which assumptions a view uses.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum AssumptionChoice {
    /// Those that belong to no named set.
    #[default]
    Standing,
    /// The standing ones and those of these sets; a set's assumption outranks a standing one.
    With(BTreeSet<String>),
    /// None: only what sources say.
    Nothing,
}

/// From where the case is looked at. Every engine runs on the case as some view sees it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct View {
    /// What is known on this day; the case's own `as_of` when absent.
    pub as_of: Option<Date>,
    /// Statements below this grade are left out.
    pub min_grade: Option<Grade>,
    /// Whether what a later source says of this day is seen: a statement that holds `since` this day or before, though its
    /// source is published after it. What was known then is another view.
    pub looking_back: bool,
    /// Which assumptions are used.
    pub assumptions: AssumptionChoice,
    /// Lever effects as this actor believes them to be replace the case's own.
    pub believed_by: Option<Actor>,
    /// Compartments that are open.
    pub compartments: BTreeSet<String>,
    /// Statements left out, by their places in the file: for asking what hangs on each.
    pub without: BTreeSet<Span>,
    /// Levers supposed to be in use from now on, whatever the case says of them.
    pub using: BTreeSet<LeverId>,
    /// Statements, by their places in the file, whose requirement is dropped: a red line becomes an objection, no
    /// agreement becomes worth nothing, a rule goes.
    pub waiving: BTreeSet<Span>,
}

impl View {
    /// Whether what is confined to this compartment is seen.
    fn opens(&self, compartment: Option<&String>) -> bool {
        compartment.is_none_or(|name| self.compartments.contains(name))
    }
}

/// How an eye looks.
#[derive(Clone, Copy)]
pub(crate) enum Looks<'a> {
    /// From a view.
    From(&'a View),
    /// At all that is known on its day, whether or not a view uses it.
    Knowing,
    /// At all that a reader may see, on whatever day it is known.
    Reading(&'a Reader),
}

/// Whoever looks, on a day, with the sources that it may use.
pub(crate) struct Eye<'a> {
    /// How.
    pub(crate) looks: Looks<'a>,
    /// On which day.
    pub(crate) as_of: Date,
    /// The grades of the sources that are published by then.
    pub(crate) published: BTreeMap<SourceId, Grade>,
    /// The grades of those published later, where the view looks back.
    pub(crate) later: BTreeMap<SourceId, Grade>,
}

impl Eye<'_> {
    /// Whether it sees numbers that come from elsewhere than the statement they stand in.
    pub(crate) fn sees_numbers(&self, origin: &mut Origin) -> bool {
        self.forget_unpublished(origin);
        self.sees(origin)
    }

    /// Takes out citations of what is not yet published: a statement is seen if another of its sources is.
    pub(crate) fn forget_unpublished(&self, origin: &mut Origin) {
        let since = origin.since;
        if let Basis::Cited(citations) = &mut origin.basis {
            citations.retain(|citation| self.grade_of(citation, since).is_some());
        }
    }

    /// The grade of a source that may be used for what holds since a day: of one published by then, or, looking back, later.
    fn grade_of(&self, citation: &Citation, since: Option<Date>) -> Option<Grade> {
        let later =
            || self.later.get(&citation.source).filter(|_| since.is_some_and(|since| since <= self.as_of));
        self.published.get(&citation.source).or_else(later).copied()
    }

    /// Whether it may use a source.
    pub(crate) fn uses(&self, source: &Source) -> bool {
        match self.looks {
            Looks::From(view) => {
                (view.looking_back || source.date <= self.as_of) && view.opens(source.compartment.as_ref())
            }
            Looks::Knowing => source.date <= self.as_of,
            Looks::Reading(reader) => reader.may_see(source.label, source.compartment.as_ref()),
        }
    }

    /// Whether it sees what comes from there.
    pub(crate) fn sees(&self, origin: &Origin) -> bool {
        match self.looks {
            Looks::From(view) => {
                let begun = origin.since.is_none_or(|since| since <= self.as_of);
                let ended = origin.until.is_some_and(|until| until < self.as_of);
                let asked_for = !view.without.contains(&origin.span);
                let open = view.opens(origin.compartment.as_ref());
                open && begun && !ended && asked_for && self.believes(view, origin)
            }
            Looks::Knowing => self.has_a_source(origin),
            Looks::Reading(reader) => {
                reader.may_see(origin.label, origin.compartment.as_ref()) && self.has_a_source(origin)
            }
        }
    }

    /// Whether any source of it may be used, if it has sources.
    fn has_a_source(&self, origin: &Origin) -> bool {
        match &origin.basis {
            Basis::Definition | Basis::Assumed(_) => true,
            Basis::Cited(citations) => {
                citations.iter().any(|citation| self.published.contains_key(&citation.source))
            }
        }
    }

    fn believes(&self, view: &View, origin: &Origin) -> bool {
        match &origin.basis {
            Basis::Definition => true,
            Basis::Cited(citations) => citations.iter().any(|citation| self.trusts(view, citation, origin)),
            Basis::Assumed(assumption) => {
                let chosen = match (&view.assumptions, &assumption.set) {
                    (AssumptionChoice::Nothing, _) | (AssumptionChoice::Standing, Some(_)) => false,
                    (_, None) => true,
                    (AssumptionChoice::With(sets), Some(set)) => sets.contains(set),
                };
                chosen && assumption.expires.is_none_or(|last| self.as_of <= last)
            }
        }
    }

    fn trusts(&self, view: &View, citation: &Citation, origin: &Origin) -> bool {
        let grade = self.grade_of(citation, origin.since);
        grade.is_some_and(|grade| {
            view.min_grade.is_none_or(|floor| origin.grade.unwrap_or(grade).meets(floor))
        })
    }
}
