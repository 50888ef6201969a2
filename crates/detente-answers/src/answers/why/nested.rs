//! Reasons that contain each other, told together: first the one of most futures, then what is enough, or is needed
//! besides, in the others. Each is minimal in the futures that it explains; none is told as more than it explains.

use detente_agreement::{Requirement, Share};

use super::Why;
use crate::{
    answers::verdict::percent,
    page::Text,
    question::Question,
    text::{phrase, wording::requirement_in_short},
};

/// How many ways of one reason are told in a line.
const WAYS: usize = 3;

/// A reason, with those of fewer futures that lie within it or contain it.
pub(crate) struct Nest {
    /// The place of the one of most futures.
    pub(crate) first: usize,
    /// The places of the others, in the order of the list.
    pub(crate) others: Vec<usize>,
}

impl Nest {
    /// Reasons in nests, those of most futures first. A reason that lies within one and contains another belongs to the
    /// first of these.
    pub(crate) fn all(ways: &[Way<'_>]) -> Vec<Self> {
        let share = |place: &usize| ways[*place].share.unwrap_or_default();
        let mut left: Vec<_> = (0..ways.len()).collect();
        left.sort_by(|one, other| share(other).total_cmp(&share(one)));
        let mut nests = Vec::new();
        while let Some(first) = left.first().copied() {
            let is_own = |place: &usize| *place != first && ways[*place].is_nested(&ways[first]);
            let mut others: Vec<_> = left.iter().copied().filter(is_own).collect();
            left.retain(|place| *place != first && !others.contains(place));
            others.sort_unstable();
            nests.push(Self { first, others });
        }
        nests
    }
}

/// One reason as [`in_a_line`] needs it.
pub(crate) struct Way<'r> {
    pub(crate) core: Vec<&'r Requirement>,
    pub(crate) share: Option<f64>,
}

impl<'r> Way<'r> {
    pub(crate) fn of(core: impl Iterator<Item = &'r Requirement>, of_failing: Option<Share>) -> Self {
        Self { core: core.collect(), share: of_failing.map(|share| share.share) }
    }
}

impl Way<'_> {
    fn lies_within(&self, other: &Self) -> bool {
        self.core.iter().all(|one| other.core.contains(one))
    }

    fn is_nested(&self, other: &Self) -> bool {
        self.lies_within(other) || other.lies_within(self)
    }

    /// What is enough of another, or what it takes besides.
    fn beside(&self, question: &Question, first: &Self) -> String {
        let is_enough = self.lies_within(first);
        let told = self.core.iter().filter(|one| is_enough || !first.core.contains(one));
        let told: Vec<_> = told.map(|one| requirement_in_short(question, one)).collect();
        let told = phrase::list(&told);
        let share = self.share.map_or(String::new(), |share| format!(" (in {})", percent(share)));
        if is_enough {
            format!("{told} alone is enough{share}")
        } else {
            format!("it also takes {told}{share}")
        }
    }
}

/// "A; and B (in 75 of 100 futures without a deal). In others: B alone is enough (in 2); it also takes C (in 22)."
pub(crate) fn in_a_line(question: &Question, nest: &Nest, ways: &[Way<'_>]) -> Text {
    let Some(first) = ways.get(nest.first) else { return Text::new() };
    let core: Vec<_> = first.core.iter().map(|one| requirement_in_short(question, one)).collect();
    let text = Text::new().strong(core.join("; and "));
    let text = match first.share {
        Some(share) => text.plain(format!(" (in {} of 100 futures without a deal)", percent(share))),
        None => text,
    };
    match in_others(question, nest, ways).as_slice() {
        [] => text.plain("."),
        told => text.plain(format!(". In others: {}.", told.join("; "))),
    }
}

/// What is enough or needed besides in other futures, an item each; none where the reason is nested with no other.
pub(crate) fn in_others(question: &Question, nest: &Nest, ways: &[Way<'_>]) -> Vec<String> {
    let Some(first) = ways.get(nest.first) else { return Vec::new() };
    let others = nest.others.iter().filter_map(|&place| ways.get(place));
    let mut told: Vec<_> = others.take(WAYS).map(|way| way.beside(question, first)).collect();
    if let Some(more) = nest.others.len().checked_sub(WAYS).filter(|more| *more > 0) {
        told.push(format!("more, in {}", phrase::count(more, "other way")));
    }
    told
}

impl Why {
    pub(super) fn ways(&self) -> Vec<Way<'_>> {
        self.reasons
            .iter()
            .map(|reason| Way::of(reason.core.iter().map(|told| &told.requirement), reason.of_failing))
            .collect()
    }
}
