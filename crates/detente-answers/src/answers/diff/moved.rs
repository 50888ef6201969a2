//! Shares that moved beyond their sampling error, and the claim that alone moves each most.

use std::collections::BTreeSet;

use detente_agreement::Share;
use detente_case::{Case, Condition, IssueId, OptionId, Proposal, Span, Term, View};
use serde::Serialize;

use super::Changed;
use crate::{
    answers::verdict::{counted, percent},
    draws::work,
    page::Text,
    question::Question,
};

/// A share that moved beyond its sampling error.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Moved {
    /// Of what.
    of: String,
    /// On the first side.
    before: Share,
    /// On the second side.
    after: Share,
    /// The claim that alone moves it most in that direction; absent where no single one does.
    most: Option<Mover>,
    /// How many changes were not tried alone because the case is large; absent where all were.
    #[serde(skip_serializing_if = "Option::is_none")]
    untried: Option<usize>,
}

/// A claim, and the share without it.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Mover {
    /// The claim.
    claim: Changed,
    /// Whether it was added; otherwise it was withdrawn or replaced.
    added: bool,
    /// The share if this change alone is taken back, on the same draws.
    without: Share,
}

/// How many standard errors a difference must have to be no matter of counting: 95%.
const BEYOND: f64 = 1.959_963_984_540_054;

/// How much work is done at most for one share, all changes together that are taken back one by one: looks at a statement,
/// and what draws take as many of.
const MOST_WORK: u64 = 4_000_000;

/// The same for all shares together.
const MOST_WORK_IN_ALL: u64 = 12_000_000;

/// In how many draws there is a deal; with terms given, among the packages that have them.
fn share(question: &Question, case: &Case, given: Option<&Condition>) -> Share {
    let negotiation = question.lowered(case);
    let negotiation = given.map_or(negotiation.clone(), |given| negotiation.given(given));
    negotiation.held(question.plan).share
}

/// What a proposal asks for.
fn asked(proposal: &Proposal) -> Condition {
    let term = |(issue, options): (&IssueId, &Vec<OptionId>)| Term {
        issue: issue.clone(),
        among: true,
        options: options.clone(),
    };
    Condition { terms: proposal.terms.iter().map(term).collect() }
}

fn is_beyond_error(before: &Share, after: &Share) -> bool {
    let part = |share: &Share| share.share * (1.0 - share.share) / f64::from(share.draws.max(1));
    (before.share - after.share).abs() > BEYOND * (part(before) + part(after)).sqrt()
}

/// Every share that moved: that terms exist, and that each text is a deal.
pub(super) fn moved(
    before: &Question,
    after: &Question,
    added: &[Changed],
    withdrawn: &[Changed],
) -> Vec<Moved> {
    let mut asked_of = vec![("terms that all who must agree prefer to no deal".to_owned(), None)];
    for (id, proposal) in after.case.proposals.iter().filter(|(_, proposal)| !proposal.terms.is_empty()) {
        if before.case.proposals.get(id).is_some_and(|other| other.terms == proposal.terms) {
            asked_of.push((proposal.name.clone(), Some(asked(proposal))));
        }
    }
    let mut work_left = MOST_WORK_IN_ALL;
    let one = |(of, given): (String, Option<Condition>)| {
        let was = share(before, &before.case, given.as_ref());
        let is = share(after, &after.case, given.as_ref());
        let moved = Moves { before, after, given: given.as_ref(), rises: is.share > was.share };
        is_beyond_error(&was, &is).then(|| {
            let for_this = work_left.min(MOST_WORK);
            let mut left = for_this;
            let (most, untried) = moved.most((was, is), added, withdrawn, &mut left);
            work_left -= for_this - left;
            Moved { of, before: was, after: is, most, untried: (untried > 0).then_some(untried) }
        })
    };
    asked_of.into_iter().filter_map(one).collect()
}

/// How a share moves with single claims.
struct Moves<'q> {
    before: &'q Question,
    after: &'q Question,
    given: Option<&'q Condition>,
    rises: bool,
}

impl Moves<'_> {
    /// The claim whose change alone moves the share most in the direction in which it moved: taken out of the second side
    /// where it was added, out of the first where it was withdrawn. Also how many changes were not tried: each looks at the
    /// whole case again.
    fn most(
        &self,
        (was, is): (Share, Share),
        added: &[Changed],
        withdrawn: &[Changed],
        work_left: &mut u64,
    ) -> (Option<Mover>, usize) {
        let mut found: Option<(f64, Mover)> = None;
        let mut untried = 0;
        for (side, changes, is_added) in [(self.after, added, true), (self.before, withdrawn, false)] {
            let mut seen: BTreeSet<Span> = BTreeSet::new();
            let work = side.whole.statements().len() as u64 + work(&side.case, side.plan);
            for claim in changes.iter().filter(|claim| claim.may_move_numbers()) {
                if !seen.insert(claim.span) {
                    continue;
                }
                let Some(left) = work_left.checked_sub(work) else {
                    untried += 1;
                    continue;
                };
                *work_left = left;
                let without = self.without(side, claim.span);
                let by = if is_added { is.share - without.share } else { without.share - was.share };
                let by = if self.rises { by } else { -by };
                let is_more = found.as_ref().is_none_or(|(most, _)| by > *most);
                if by > 0.0 && is_more {
                    found = Some((by, Mover { claim: claim.clone(), added: is_added, without }));
                }
            }
        }
        (found.map(|(_, mover)| mover), untried)
    }

    fn without(&self, side: &Question, span: Span) -> Share {
        let without = side.view.without.iter().copied().chain([span]).collect();
        let view = View { without, ..side.view.clone() };
        share(side, &side.whole.seen(&view), self.given)
    }
}

/// How many of the changes that move numbers a source stands behind, and how many are assumptions.
pub(super) fn behind(added: &[Changed], withdrawn: &[Changed]) -> String {
    let mut seen: BTreeSet<Span> = BTreeSet::new();
    let all = added.iter().chain(withdrawn);
    let all: Vec<_> = all.filter(|claim| claim.may_move_numbers() && seen.insert(claim.span)).collect();
    let assumed = all.iter().filter(|claim| claim.reference.assumed_by.is_some()).count();
    let of = counted(all.len(), "change", "changes");
    format!(
        "Of {of} to positions, weights and no-deal values, {assumed} are assumptions and {} sourced.",
        all.len() - assumed
    )
}

impl Moved {
    /// `terms … : in 33 → 41 of 100 draws. Most by itself: …`.
    pub(super) fn text(&self) -> Text {
        let (before, after) = (percent(self.before.share), percent(self.after.share));
        let text =
            Text::new().strong(&self.of).plain(format!(": in {before} → {after} of 100 assumed futures. "));
        let Some(Mover { claim, added, without }) = &self.most else {
            return text.plain("No single claim moves it that way.").plain(self.says_untried());
        };
        let gone = if *added { "" } else { ", withdrawn" };
        text.plain(format!("Most by itself: {}", claim.named()))
            .then(claim.reference.in_brackets())
            .plain(format!("{gone}. Without that change: {}.", percent(without.share)))
            .plain(self.says_untried())
    }

    /// That changes were not tried, and how to have them tried.
    fn says_untried(&self) -> String {
        self.untried.map_or_else(String::new, |untried| {
            let of = counted(untried, "change was", "changes were");
            format!(" The case is large: {of} not tried alone. Compare days that lie closer together.")
        })
    }
}
