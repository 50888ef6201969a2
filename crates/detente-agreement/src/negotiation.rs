//! A negotiation as the engine sees it: the case's words as numbers and indices, nothing else.

use std::collections::BTreeSet;

use detente_case::{
    Condition, Counts, Interval, IssueId, IssueKind, OptionId, PartyId, Quantity, RuleId, RuleKind,
};

pub use crate::input::{Backing, Input, OptionValue};
pub(crate) use crate::option_set::OptionSet;
use crate::{
    by_name::ByName,
    input::Silence,
    lowering::from_worst_to_best,
    rank_order::{BoundRanking, RankOrder},
    rungs::BoundRungs,
    shift::{Shift, Worth},
};

/// What every question of this crate is asked of: issues with options, parties with values, weights,
/// no-deal values and red lines, and rules.
///
/// *Semantics.* A package settles each issue with one option. Party *p* values it at
/// `v = Σ r·u / Σ r`, with raw weights `r ≥ 0` and option values `u` in 0–100, or, where it counts as a sum, at
/// `v = Σ u` in points of its own. It is *acceptable* to *p*
/// when it crosses no binding red line of *p* and `v` plus what levers and guarantees add to agreement is
/// at least the no-deal value plus what they add to that. It is a *deal* when every rule holds and it is
/// acceptable to every party whose consent it needs: those the instrument names and those an option of the
/// package needs. Levers in use add nothing: no-deal values count them already.
///
/// All numbers are intervals of exact numbers; see [`crate::Reading`] for how one value is taken of each.
#[derive(Clone, Debug)]
pub struct Negotiation {
    pub(crate) issues: Vec<Issue>,
    pub(crate) parties: Vec<Party>,
    pub(crate) red_lines: Vec<RedLine>,
    pub(crate) rules: Vec<Rule>,
    /// By issue, the options considered: all, unless [`Negotiation::given`] narrows them.
    pub(crate) considered: Vec<OptionSet>,
    /// By issue, the first cell of its options where options of all issues stand in one row.
    pub(crate) offsets: Vec<usize>,
    /// The order in which equals are taken.
    pub(crate) by_name: ByName,
}

/// A question to settle.
#[derive(Clone, Debug)]
pub struct Issue {
    /// Its name in the case.
    pub id: IssueId,
    /// Whether the options are rungs in order.
    pub kind: IssueKind,
    /// The ways to settle it, in order.
    pub options: Vec<IssueOption>,
}

/// A way to settle an issue.
#[derive(Clone, Debug)]
pub struct IssueOption {
    /// Its name in the case.
    pub id: OptionId,
    /// Parties (by their place in [`Negotiation::parties`]) whose consent it needs beyond the instrument's.
    pub needs: Vec<usize>,
}

/// A party with everything that is held of it.
#[derive(Clone, Debug)]
pub struct Party {
    /// Its name in the case.
    pub id: PartyId,
    /// Whether the instrument needs its consent.
    pub consents: bool,
    /// How its numbers make the worth of a package.
    pub counts: Counts,
    /// By issue, by option: what it is worth to the party.
    pub values: Vec<Vec<OptionValue>>,
    /// By issue: how much it matters, on any scale (only ratios count).
    pub weights: Vec<Input>,
    /// What no agreement is worth.
    pub no_deal: Input,
    /// What levers and guarantees in use under a what-if add.
    pub shifts: Vec<Shift>,
    /// The order of issues whose weights are known by it alone.
    pub(crate) weight_order: Option<RankOrder>,
    /// By issue, what binds the values of its options to each other where nothing but a ranking does.
    pub(crate) ranked: Vec<Option<BoundRanking>>,
    /// By issue, what binds the values of its options to each other where they are rungs.
    pub(crate) rungs: Vec<Option<BoundRungs>>,
}

impl Party {
    /// Whether the values of an issue's options bind each other, so that they are drawn together.
    pub(crate) fn draws_together(&self, issue: usize) -> bool {
        self.ranked[issue].is_some() || self.rungs[issue].is_some()
    }

    /// Which of two options of an issue is certainly worth at least as much by a ranking: less is better.
    pub(crate) fn compare(&self, issue: usize, one: usize, other: usize) -> Option<std::cmp::Ordering> {
        let ranked = self.ranked[issue].as_ref().map(BoundRanking::ranking);
        let ranking = ranked.or_else(|| self.rungs[issue].as_ref().map(BoundRungs::ranking))?;
        ranking.compare(one, other)
    }
}

/// Options of one issue that a party will not have in any agreement, drawn by one stance.
#[derive(Clone, Debug)]
pub(crate) struct RedLine {
    pub(crate) party: usize,
    pub(crate) issue: usize,
    pub(crate) options: OptionSet,
    /// The terms under all of which the line does not bind.
    pub(crate) unless: Option<Vec<Literal>>,
    /// The place of the stance in the case.
    pub(crate) stance: usize,
    /// Options among them that nobody spoke of: rungs beyond some of the others, with these others.
    pub(crate) reached: Vec<(usize, OptionSet)>,
}

impl RedLine {
    /// Whose it is, what it keeps out, and unless what; not where in the case it is drawn.
    pub(crate) fn terms(&self) -> (usize, usize, &OptionSet, Option<&[Literal]>) {
        (self.party, self.issue, &self.options, self.unless.as_deref())
    }
}

/// Whenever `if_` holds, so must `then`.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) id: RuleId,
    pub(crate) kind: RuleKind,
    pub(crate) if_: Vec<Literal>,
    pub(crate) then: Vec<Literal>,
}

/// Holds when the issue is settled by one of the options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Literal {
    pub(crate) issue: usize,
    pub(crate) among: OptionSet,
}

impl Negotiation {
    /// The issues, in the order of the case.
    #[must_use]
    pub fn issues(&self) -> &[Issue] {
        &self.issues
    }

    /// Every party of the case, in its order; those whose consent nothing needs stay without effect.
    #[must_use]
    pub fn parties(&self) -> &[Party] {
        &self.parties
    }

    /// The place of a party.
    #[must_use]
    pub fn party(&self, id: &PartyId) -> Option<usize> {
        self.parties.iter().position(|party| party.id == *id)
    }

    /// The place of an issue.
    #[must_use]
    pub fn issue(&self, id: &IssueId) -> Option<usize> {
        self.issues.iter().position(|issue| issue.id == *id)
    }

    /// The parties whose consent the instrument needs, then those that only an option needs.
    pub fn consenters(&self) -> impl Iterator<Item = &Party> {
        let needed = (0..self.parties.len())
            .filter(|&party| !self.parties[party].consents && self.is_needed(party))
            .map(|party| &self.parties[party]);
        self.parties.iter().filter(|party| party.consents).chain(needed)
    }

    /// Whether some option considered needs the party's consent.
    #[must_use]
    pub fn is_needed(&self, party: usize) -> bool {
        self.needs_of(party).iter().any(|options| !options.is_empty())
    }

    /// By issue, the options considered that need the party.
    pub(crate) fn needs_of(&self, party: usize) -> Vec<OptionSet> {
        let of_issue = |(issue, considered): (&Issue, &OptionSet)| {
            let needing =
                issue.options.iter().enumerate().filter(|(_, option)| option.needs.contains(&party));
            let mut needing: OptionSet = needing.map(|(place, _)| place).collect();
            needing.keep(considered);
            needing
        };
        self.issues.iter().zip(&self.considered).map(of_issue).collect()
    }

    /// How many packages there are, deals or not.
    #[must_use]
    pub fn packages(&self) -> crate::Count {
        crate::Count::product(self.considered.iter().map(OptionSet::len))
    }

    pub(crate) fn cells(&self) -> usize {
        self.issues.iter().map(|issue| issue.options.len()).sum()
    }

    /// A condition in indices. A term on an issue that is not there can never hold.
    pub(crate) fn literals(&self, condition: &Condition) -> Vec<Literal> {
        let literal = |term: &detente_case::Term| {
            let Some(issue) = self.issue(&term.issue) else {
                return Literal { issue: 0, among: OptionSet::EMPTY };
            };
            let named: BTreeSet<&OptionId> = term.options.iter().collect();
            let options = self.issues[issue].options.iter().enumerate();
            let held = options.filter(|(_, option)| named.contains(&option.id) == term.among);
            Literal { issue, among: held.map(|(place, _)| place).collect() }
        };
        condition.terms.iter().map(literal).collect()
    }
}

impl Party {
    /// From what its worst package may be worth to its best: 0 to 100 for a mean, its own points for a sum.
    #[must_use]
    pub fn scale(&self) -> Interval {
        match self.counts {
            Counts::Mean => Interval::units(0, 100),
            Counts::Sum => from_worst_to_best(&self.values),
        }
    }

    /// The no-deal value with everything that what-ifs add to it, less what they add to agreement: the
    /// value that a package's own terms must reach.
    #[must_use]
    pub fn to_reach(&self) -> Interval {
        self.shifts.iter().fold(self.no_deal.interval, |reach, shift| match shift.adds_to {
            Worth::NoDeal => reach + shift.interval(),
            Worth::Deal => reach - shift.interval(),
        })
    }

    /// The sum of what what-ifs add to agreement.
    #[must_use]
    pub fn added_to_deal(&self) -> Interval {
        let deal = self.shifts.iter().filter(|shift| shift.adds_to == Worth::Deal);
        deal.fold(Interval::ZERO, |sum, shift| sum + shift.interval())
    }

    /// The same with every number halfway in its interval.
    #[must_use]
    pub fn central_added_to_deal(&self) -> Quantity {
        let deal = self.shifts.iter().filter(|shift| shift.adds_to == Worth::Deal);
        deal.fold(Interval::ZERO.middle(), |sum, shift| sum + shift.middle())
    }

    /// The no-deal value with everything that what-ifs add to it.
    #[must_use]
    pub fn no_deal_with_shifts(&self) -> Interval {
        let no_deal = self.shifts.iter().filter(|shift| shift.adds_to == Worth::NoDeal);
        no_deal.fold(self.no_deal.interval, |sum, shift| sum + shift.interval())
    }

    /// `to_reach` with every number halfway in its interval.
    #[must_use]
    pub fn central_to_reach(&self) -> Quantity {
        self.reach_if_unsaid(None)
    }

    /// The same, but that an unsaid no-deal value stands at an end of its interval.
    pub(crate) fn reach_if_unsaid(&self, no_deal: Option<Silence>) -> Quantity {
        self.shifts.iter().fold(self.no_deal.if_unsaid(no_deal), |reach, shift| match shift.adds_to {
            Worth::NoDeal => reach + shift.middle(),
            Worth::Deal => reach - shift.middle(),
        })
    }
}
