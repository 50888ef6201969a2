//! Reasons that contain each other, told as one: what it always takes, and what it takes besides in some draws.

use detente_agreement::{Requirement, Share};

use super::{Why, reason::Reason};
use crate::{
    answers::verdict::percent,
    page::Text,
    question::Question,
    text::{phrase, wording::requirement_in_short},
};

/// How many ways of one reason are told in a line.
const WAYS: usize = 3;

/// A reason with all that contain it.
pub(crate) struct Nest {
    /// The place of the reason that contains no other.
    pub(crate) least: usize,
    /// The places of those that contain it, in the order of the list.
    pub(crate) besides: Vec<usize>,
}

impl Nest {
    /// Reasons by which others each contains, as places from 0, and by the share of the draws without a deal that each that
    /// contains none explains with all that contain it: those that explain most first.
    pub(crate) fn all(contains: &[Vec<usize>], in_all: impl Fn(usize) -> Option<Share>) -> Vec<Self> {
        let least = (0..contains.len()).filter(|&place| contains[place].is_empty());
        let within =
            |least: usize| (0..contains.len()).filter(move |&place| contains[place].contains(&least));
        let mut nests: Vec<_> = least.map(|least| Self { least, besides: within(least).collect() }).collect();
        nests.sort_by_key(|nest| std::cmp::Reverse(in_all(nest.least).map(|share| share.holds)));
        nests
    }

    /// The one of them that stands first in the list: the one of most draws.
    pub(crate) fn first(&self) -> usize {
        self.besides.iter().copied().fold(self.least, usize::min)
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
    /// What it takes besides another.
    fn besides(&self, question: &Question, least: &Self) -> String {
        let others = self.core.iter().filter(|one| !least.core.contains(one));
        let others: Vec<_> = others.map(|one| requirement_in_short(question, one)).collect();
        let share = self.share.map_or(String::new(), |share| format!(" (in {})", percent(share)));
        format!("{}{share}", phrase::list(&others))
    }
}

/// "A; and B (in 90 of 100 futures without a deal). Enough alone in 2 of 100; in others it also takes: C (in 75); D and E (in 22)."
pub(crate) fn in_a_line(question: &Question, nest: &Nest, in_all: Option<f64>, ways: &[Way<'_>]) -> Text {
    let Some(least) = ways.get(nest.least) else { return Text::new() };
    let core: Vec<_> = least.core.iter().map(|one| requirement_in_short(question, one)).collect();
    let text = Text::new().strong(core.join("; and "));
    let text = match in_all {
        Some(share) => text.plain(format!(" (in {} of 100 futures without a deal)", percent(share))),
        None => text,
    };
    match besides(question, nest, ways).as_slice() {
        [] => text.plain("."),
        told => text.plain(format!(". {}: {}.", alone(nest, ways), told.join("; "))),
    }
}

/// What the reason takes besides in some draws, an item each; none where nothing contains it.
pub(crate) fn besides(question: &Question, nest: &Nest, ways: &[Way<'_>]) -> Vec<String> {
    let Some(least) = ways.get(nest.least) else { return Vec::new() };
    let others = nest.besides.iter().filter_map(|&place| ways.get(place));
    let mut told: Vec<_> = others.take(WAYS).map(|way| way.besides(question, least)).collect();
    if let Some(more) = nest.besides.len().checked_sub(WAYS).filter(|more| *more > 0) {
        told.push(format!("more, in {}", phrase::count(more, "other way")));
    }
    told
}

/// "Enough alone in 2 of 100; in others it also takes", for what follows.
pub(crate) fn alone(nest: &Nest, ways: &[Way<'_>]) -> String {
    let share = ways.get(nest.least).and_then(|least| least.share);
    let alone = share.map_or_else(
        || "In some".to_owned(),
        |share| format!("Enough alone in {} of 100; in others", percent(share)),
    );
    format!("{alone} it also takes")
}

impl Why {
    /// The reasons in nests, those that explain most first.
    pub(super) fn nests(&self) -> Vec<Nest> {
        let places = |reason: &Reason| -> Vec<usize> {
            reason.contains.iter().filter_map(|number| number.checked_sub(1)).collect()
        };
        let contains: Vec<_> = self.reasons.iter().map(places).collect();
        Nest::all(&contains, |least| self.reasons.get(least).and_then(|reason| reason.of_failing_in_all))
    }

    pub(super) fn ways(&self) -> Vec<Way<'_>> {
        self.reasons
            .iter()
            .map(|reason| Way::of(reason.core.iter().map(|told| &told.requirement), reason.of_failing))
            .collect()
    }
}
