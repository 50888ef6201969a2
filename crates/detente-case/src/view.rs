//! The case as seen from somewhere: at a date, without weak statements, with chosen assumptions.

mod conflict;
mod dangling;
mod what_if;

use std::collections::BTreeSet;

use indexmap::IndexMap;
use jiff::civil::Date;

use crate::{Actor, Basis, Case, Citation, Grade, LeverId, Origin, Source, SourceId, Span};

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

impl Case {
    /// The case as `view` sees it: what the view does not see is absent, with everything that refers to it.
    #[must_use]
    pub fn seen(&self, view: &View) -> Self {
        let mut case = self.clone();
        case.as_of = view.as_of.unwrap_or(self.as_of);
        let as_of = case.as_of;
        case.sources.retain(|_, source| source.date <= as_of);
        let eye = Eye { view, as_of, sources: case.sources.clone() };
        eye.drop_unseen(&mut case);
        dangling::drop_dangling(&mut case);
        if let Some(holder) = &view.believed_by {
            adopt_beliefs(&mut case, holder);
        }
        what_if::waive(&mut case, &view.waiving);
        what_if::suppose(&mut case, &view.using);
        case
    }

    /// The case without references that lead nowhere.
    pub(crate) fn without_dangling(mut self) -> Self {
        dangling::drop_dangling(&mut self);
        self
    }

    /// The grade of a statement: its own, or the best among the sources it cites; `None` for what is
    /// assumed or defined.
    #[must_use]
    pub fn grade_of(&self, origin: &Origin) -> Option<Grade> {
        let cited = origin.citations().iter().filter_map(|citation| self.sources.get(&citation.source));
        let best = cited.map(|source| source.grade).min_by_key(ToString::to_string);
        match &origin.basis {
            Basis::Cited(_) => origin.grade.or(best),
            Basis::Definition | Basis::Assumed(_) => None,
        }
    }

    /// The first day on which a statement could be known from its sources; `None` for what is assumed or
    /// defined.
    #[must_use]
    pub fn known_from(&self, origin: &Origin) -> Option<Date> {
        let dates = origin.citations().iter().filter_map(|citation| self.sources.get(&citation.source));
        dates.map(|source| source.date).min()
    }

    /// The source's own words on a cited statement, from its digest.
    #[must_use]
    pub fn statement(&self, citation: &Citation) -> Option<&str> {
        let source = self.sources.get(&citation.source)?;
        source.statements.get(&citation.statement?).map(String::as_str)
    }
}

struct Eye<'a> {
    view: &'a View,
    as_of: Date,
    sources: IndexMap<SourceId, Source>,
}

impl Eye<'_> {
    fn sees(&self, origin: &Origin) -> bool {
        let open = origin.compartment.as_ref().is_none_or(|name| self.view.compartments.contains(name));
        let begun = origin.since.is_none_or(|since| since <= self.as_of);
        let ended = origin.until.is_some_and(|until| until < self.as_of);
        let asked_for = !self.view.without.contains(&origin.span);
        open && begun && !ended && asked_for && self.believes(origin)
    }

    fn believes(&self, origin: &Origin) -> bool {
        match &origin.basis {
            Basis::Definition => true,
            Basis::Cited(citations) => citations.iter().any(|citation| self.trusts(citation, origin.grade)),
            Basis::Assumed(assumption) => {
                let chosen = match (&self.view.assumptions, &assumption.set) {
                    (AssumptionChoice::Nothing, _) | (AssumptionChoice::Standing, Some(_)) => false,
                    (_, None) => true,
                    (AssumptionChoice::With(sets), Some(set)) => sets.contains(set),
                };
                chosen && assumption.expires.is_none_or(|last| self.as_of <= last)
            }
        }
    }

    fn trusts(&self, citation: &Citation, own: Option<Grade>) -> bool {
        self.sources.get(&citation.source).is_some_and(|source| {
            self.view.min_grade.is_none_or(|floor| own.unwrap_or(source.grade).meets(floor))
        })
    }

    fn drop_unseen(&self, case: &mut Case) {
        case.parties.retain(|_, party| self.sees(&party.origin));
        case.blocs.retain(|_, bloc| self.sees(&bloc.origin));
        case.people.retain(|_, person| self.sees(&person.origin));
        case.institutions.retain(|_, institution| self.sees(&institution.origin));
        case.territories.retain(|_, territory| {
            territory.control.retain(|control| self.sees(&control.origin));
            self.sees(&territory.origin)
        });
        case.tracks.retain(|_, track| self.sees(&track.origin));
        case.meetings.retain(|_, meeting| {
            meeting.history.retain(|event| self.sees(&event.origin));
            meeting.delegations.retain(|delegation| self.sees(&delegation.origin));
            self.sees(&meeting.origin)
        });
        case.contacts.retain(|_, contact| self.sees(&contact.origin));
        case.issues.retain(|_, issue| {
            issue.options.retain(|_, option| self.sees(&option.origin));
            self.sees(&issue.origin)
        });
        case.stances.retain(|stance| self.sees(&stance.origin));
        case.weights.retain(|weights| self.sees(&weights.origin));
        case.no_deal.retain(|no_deal| self.sees(&no_deal.origin));
        case.rules.retain(|_, rule| self.sees(&rule.origin));
        case.levers.retain(|_, lever| {
            lever.status.retain(|status| self.sees(&status.origin));
            if !self.sees(&lever.effects_origin) {
                [&mut lever.cost, &mut lever.moves_no_deal, &mut lever.moves_deal]
                    .into_iter()
                    .for_each(IndexMap::clear);
            }
            self.sees(&lever.origin)
        });
        case.beliefs.retain(|_, belief| {
            if !self.sees(&belief.effects_origin) {
                [&mut belief.moves_no_deal, &mut belief.moves_deal].into_iter().for_each(IndexMap::clear);
            }
            self.sees(&belief.origin)
        });
        case.ultimatums.retain(|_, ultimatum| {
            ultimatum.credibility.take_if(|_| !self.sees(&ultimatum.effects_origin));
            self.sees(&ultimatum.origin)
        });
        case.guarantees.retain(|_, guarantee| {
            guarantee.status.retain(|status| self.sees(&status.origin));
            if !self.sees(&guarantee.effects_origin) {
                (guarantee.obligation, guarantee.credibility, guarantee.worth) = (None, None, None);
                guarantee.cost.clear();
            }
            self.sees(&guarantee.origin)
        });
        case.funding.retain(|_, funding| {
            funding.status.retain(|status| self.sees(&status.origin));
            self.sees(&funding.origin)
        });
        case.proposals.retain(|_, proposal| {
            proposal.sent.retain(|sent| self.sees(&sent.origin));
            self.sees(&proposal.origin)
        });
        case.protocols.retain(|_, protocol| self.sees(&protocol.origin));
        case.claims.retain(|_, claim| self.sees(&claim.origin));
        case.hypotheses.retain(|_, hypothesis| self.sees(&hypothesis.origin));
        case.ratifiers.retain(|_, ratifier| self.sees(&ratifier.origin));
        case.factors.retain(|_, factor| self.sees(&factor.origin));
        case.scenarios.retain(|_, scenario| self.sees(&scenario.origin));
        case.forecasts.retain(|_, forecast| self.sees(&forecast.origin));
        let whole = case.conflict.origin.as_ref();
        if whole.is_some_and(|origin| self.view.without.contains(&origin.span)) {
            case.conflict = crate::Conflict::default();
        }
        case.conflict.courses.retain(|_, course| self.sees(&course.origin));
        case.conflict.infeasible.retain(|infeasible| self.sees(&infeasible.origin));
        case.conflict.barred.retain(|barred| self.sees(&barred.origin));
        case.conflict.preferences.retain(|preference| self.sees(&preference.origin));
    }
}

fn adopt_beliefs(case: &mut Case, holder: &Actor) {
    for belief in case.beliefs.values().filter(|belief| belief.holder == *holder) {
        if let Some(lever) = case.levers.get_mut(&belief.lever) {
            lever.moves_no_deal.clone_from(&belief.moves_no_deal);
            lever.moves_deal.clone_from(&belief.moves_deal);
            lever.effects_origin = belief.effects_origin.clone();
        }
    }
}
