//! Whether what parties think of the options of an issue hangs together: one peak, and a ranking that agrees with it.

use std::collections::BTreeSet;

use super::Ground;
use crate::{
    AssumptionChoice, Case, Code, Diagnostic, Interval, IssueId, OptionId, PartyId, Quantity, Ranking, Span,
    StanceShape, Unfit, View, diagnostic::Sink,
};

/// Judged as the case is seen on each day it is meant to be read at, and with each named set of assumptions.
pub(super) fn check(ground: &Ground<'_>, sink: &mut Sink) {
    let case = ground.case;
    let suspects = case.bound_by_shape_or_order();
    if suspects.is_empty() {
        return;
    }
    let mut told = BTreeSet::new();
    for view in views(case) {
        let seen = case.seen(&view);
        for (party, issue) in &suspects {
            let told_of = About { case: &seen, party, issue };
            for diagnostic in told_of.problems() {
                if let Some(place) = diagnostic.place()
                    && told.insert((diagnostic.code.as_str(), place.span, (*party).clone()))
                {
                    sink.push(diagnostic);
                }
            }
        }
    }
}

fn views(case: &Case) -> Vec<View> {
    let sets: BTreeSet<_> = case
        .stances
        .iter()
        .filter_map(|stance| stance.origin.assumption().and_then(|assumption| assumption.set.clone()))
        .collect();
    let day = |as_of| View { as_of: Some(as_of), ..View::default() };
    let with = |set| View { assumptions: AssumptionChoice::With([set].into()), ..View::default() };
    let mut views = vec![View::default()];
    views.extend(case.snapshots.iter().filter(|day| **day != case.as_of).map(|as_of| day(*as_of)));
    views.extend(sets.into_iter().map(with));
    views
}

/// What one party thinks of one issue.
struct About<'a> {
    case: &'a Case,
    party: &'a PartyId,
    issue: &'a IssueId,
}

impl About<'_> {
    fn problems(&self) -> Vec<Diagnostic> {
        let Self { case, party, issue } = *self;
        let found = match (case.rungs(party, issue), case.ranked_options(party, issue)) {
            (Err(unfit), _) | (Ok(_), Err(unfit)) => return self.unfit(&unfit).into_iter().collect(),
            (Ok(Some(rungs)), Ok(_)) => {
                let bounds = rungs.numbers.bounds(case.scale.unknown);
                (rungs.numbers.ranking().clone(), bounds, rungs.outranked)
            }
            (Ok(None), Ok(Some(ranked))) => {
                let bounds = ranked.numbers.bounds(case.scale.unknown);
                (ranked.numbers.ranking().clone(), bounds, ranked.outranked)
            }
            (Ok(None), Ok(None)) => return Vec::new(),
        };
        let (ranking, bounds, outranked) = found;
        self.forced_ties(&ranking, &bounds).into_iter().chain(self.outranked(&outranked)).collect()
    }

    fn unfit(&self, unfit: &Unfit) -> Option<Diagnostic> {
        match unfit {
            Unfit::SeveralPeaks(rungs) => self.several_peaks(rungs),
            Unfit::RankedAgainstShape { best, nearer, better } => {
                self.ranked_against_shape(*best, *nearer, better)
            }
            Unfit::RankedAgainstNumbers { above, below } => self.ranked_against_numbers(*above, *below),
        }
    }

    fn option(&self, place: usize) -> Option<&OptionId> {
        self.case.issues.get(self.issue)?.options.get_index(place).map(|(option, _)| option)
    }

    /// Where the statement that holds names an option, and what it is worth by it.
    fn said(&self, place: usize) -> Option<(&OptionId, Interval, Span)> {
        let option = self.option(place)?;
        let position = self.case.position(self.party, self.issue, option)?;
        Some((option, position.value, position.stance.positions.get(option)?.span))
    }

    /// Where the ranking names an option.
    fn ranked(&self, place: usize) -> Option<(&OptionId, Span)> {
        let option = self.option(place)?;
        let order = self.case.order_stance(self.party, self.issue)?;
        Some((option, order.positions.get(option)?.span))
    }

    fn several_peaks(&self, rungs: &[usize]) -> Option<Diagnostic> {
        let places: Vec<_> = rungs.iter().filter_map(|rung| self.said(*rung)).collect();
        let ((option, value, span), others) = places.split_first()?;
        let (does, shape) = match self.case.shape(self.party, self.issue) {
            StanceShape::Rising => ("falls as the rungs rise", "rising"),
            StanceShape::Falling => ("rises with the rungs", "falling"),
            StanceShape::Peaked | StanceShape::Free => ("has several peaks", "one-peaked"),
        };
        let said = |option: &OptionId, value| format!("`{option}` is worth {value}");
        let message = format!("what `{}` is worth to `{}` {does}", self.issue, self.party);
        let mut diagnostic = Diagnostic::new(Code::NotOnePeaked, message, *span).label(said(option, value));
        for (option, value, span) in others {
            diagnostic = diagnostic.also(*span, said(option, value));
        }
        Some(diagnostic.help(format!(
            "correct one of them, or add `shape = \"free\"` to the stance if what the party thinks of these rungs is \
             not {shape}"
        )))
    }

    fn ranked_against_shape(
        &self,
        best: Option<usize>,
        nearer: usize,
        better: &[usize],
    ) -> Option<Diagnostic> {
        let (worse, span) = self.ranked(nearer)?;
        let better: Vec<_> = better.iter().filter_map(|place| self.ranked(*place)).collect();
        let message = format!("the order of `{}` on `{}` goes against the ladder", self.party, self.issue);
        let names: Vec<_> = better.iter().map(|(option, _)| option.as_str()).collect();
        let label = match (best.and_then(|best| self.option(best)), names.as_slice()) {
            (Some(best), _) => {
                format!("nearer to `{best}`, which would be best, than {}", super::ground::named(&names))
            }
            (None, [first, last]) => {
                format!("between `{first}` and `{last}`, so it is worth no less than one of them")
            }
            (None, _) => String::from("it stands between others"),
        };
        let mut diagnostic = Diagnostic::new(Code::OrderContradicts, message, span).label(label);
        for (option, span) in better {
            diagnostic = diagnostic.also(span, format!("`{option}` is ranked above `{worse}`"));
        }
        Some(diagnostic.help(
            "correct the order, or the shape; or add `shape = \"free\"` to the stance if what the party thinks of rungs \
             does not fall away from a best one",
        ))
    }

    fn ranked_against_numbers(&self, above: usize, below: usize) -> Option<Diagnostic> {
        let (better, less, span) = self.said(above)?;
        let (worse, more, other) = self.said(below)?;
        let message =
            format!("the order of `{}` on `{}` contradicts what else is said", self.party, self.issue);
        let mut diagnostic = Diagnostic::new(Code::OrderContradicts, message, span)
            .label(format!("`{better}` is worth {less}"))
            .also(other, format!("`{worse}`, which is to be worth no more, is worth {more}"));
        let order = self.case.order_stance(self.party, self.issue)?;
        let first = order.order.iter().flatten().find_map(|option| order.positions.get(option));
        if let Some(first) = first.filter(|first| first.span != span && first.span != other) {
            diagnostic = diagnostic.also(first.span, "the order begins here");
        }
        Some(diagnostic.help(
            "correct one of them; if the party changed its mind, say until when the order holds (`until`)",
        ))
    }

    /// A pair of options that are ranked apart, and of which only one and the same number keeps all that is said.
    fn forced_ties(&self, ranking: &Ranking, bounds: &[Interval]) -> Option<Diagnostic> {
        let mut above: Option<(Quantity, usize)> = None;
        for group in ranking.groups() {
            for &worse in &group {
                let Some((high, better)) = above else { continue };
                let (_, less, span) = self.said(better)?;
                let (_, more, other) = self.said(worse)?;
                let meant = less.is_exact() && more.is_exact();
                if bounds.get(worse).is_some_and(|bound| bound.low >= high) && !meant {
                    let (better, _) = self.ranked(better)?;
                    let (worse, _) = self.ranked(worse)?;
                    let message = format!(
                        "the order of `{}` on `{}` holds only if two options tie",
                        self.party, self.issue
                    );
                    return Some(
                        Diagnostic::new(Code::OrderForcesTie, message, other)
                            .label(format!("`{worse}` is worth {high} at least"))
                            .also(span, format!("`{better}`, ranked above it, is worth {high} at most"))
                            .help(
                                "correct the order or what else is said; or put the two into a list within the order if \
                                 neither is better",
                            ),
                    );
                }
            }
            let own = group.iter().filter_map(|option| Some((bounds.get(*option)?.high, *option)));
            above = above.into_iter().chain(own).min();
        }
        None
    }

    fn outranked(&self, options: &[usize]) -> Option<Diagnostic> {
        let (option, span) = self.ranked(*options.first()?)?;
        let (_, _, other) = self.said(*options.first()?)?;
        let names: Vec<_> =
            options.iter().filter_map(|place| self.option(*place)).map(OptionId::as_str).collect();
        let message = format!(
            "the order of `{}` on `{}` counts without {}",
            self.party,
            self.issue,
            super::ground::named(&names)
        );
        Some(
            Diagnostic::new(Code::OrderOutranked, message, span)
                .label(format!("`{option}` is ranked here"))
                .also(other, "this outranks it: a report outranks an assumption, the newer the older")
                .help("say until when the order holds (`until`), or take these options out of it"),
        )
    }
}
