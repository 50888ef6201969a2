//! Shares that moved beyond their sampling error, and the claim that alone moves each most.

use std::collections::BTreeSet;

use detente_agreement::{Negotiation, Share, SharedDraws};
use detente_case::{Condition, IssueId, OptionId, Proposal, Span, Term, View};
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

/// How much work is done at most, all changes together that are taken back one by one: looks at a statement, and what
/// draws take as many of.
const MOST_WORK: u64 = 12_000_000;

/// With terms given, only the packages that have them.
fn within(negotiation: &Negotiation, given: Option<&Condition>) -> Negotiation {
    given.map_or_else(|| negotiation.clone(), |given| negotiation.given(given))
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
    let [first, second] = [before, after].map(Question::negotiation);
    let mut sides = [
        Side { question: before, drawn: SharedDraws::of(first, before.plan) },
        Side { question: after, drawn: SharedDraws::of(second, after.plan) },
    ];
    let share = |(of, given): (String, Option<Condition>)| {
        let was = sides[0].drawn.share_of(&within(first, given.as_ref()));
        let is = sides[1].drawn.share_of(&within(second, given.as_ref()));
        is_beyond_error(&was, &is).then_some(Shares { of, given, was, is, most: None })
    };
    let mut moved: Vec<_> = asked_of.into_iter().filter_map(share).collect();
    let untried = try_each(&mut sides, &mut moved, [withdrawn, added]);
    moved.into_iter().map(|moved| moved.told(untried)).collect()
}

/// One of the two sides, with its draws.
struct Side<'a> {
    question: &'a Question,
    drawn: SharedDraws<'a>,
}

impl Side<'_> {
    /// This side without one statement; nothing where the statement moves no share.
    fn without(&self, span: Span) -> Option<Negotiation> {
        let question = self.question;
        let without = question.view.without.iter().copied().chain([span]).collect();
        let view = View { without, ..question.view.clone() };
        let other = question.lowered(&question.whole.seen(&view));
        (!self.drawn.is_alike(&other)).then_some(other)
    }
}

/// A share that moved, and what alone moves it most as far as that was tried.
struct Shares {
    of: String,
    given: Option<Condition>,
    was: Share,
    is: Share,
    most: Option<(f64, Mover)>,
}

impl Shares {
    /// Compares with what moved it most a claim that was added to the second side, or withdrawn from the first.
    fn try_one(&mut self, claim: &Changed, added: bool, without: Share) {
        let (was, is, without_it) = (self.was.share, self.is.share, without.share);
        let by = if added { is - without_it } else { without_it - was };
        let by = if is > was { by } else { -by };
        if by > 0.0 && self.most.as_ref().is_none_or(|(most, _)| by > *most) {
            self.most = Some((by, Mover { claim: claim.clone(), added, without }));
        }
    }

    fn told(self, untried: usize) -> Moved {
        let most = self.most.map(|(_, mover)| mover);
        let untried = (untried > 0).then_some(untried);
        Moved { of: self.of, before: self.was, after: self.is, most, untried }
    }
}

/// Takes back every change alone: out of the first side what was withdrawn, out of the second what was added, which is
/// tried first. Gives how many were not tried: each looks at the whole case again.
fn try_each(sides: &mut [Side<'_>; 2], moved: &mut [Shares], changes: [&[Changed]; 2]) -> usize {
    let (mut work_left, mut untried) = (MOST_WORK, 0);
    if moved.is_empty() {
        return untried;
    }
    for place in [1, 0] {
        let side = &mut sides[place];
        let question = side.question;
        let drawing = work(&question.case, question.plan).saturating_mul(moved.len() as u64);
        let work = drawing.saturating_add(question.whole.statements().len() as u64);
        let mut seen: BTreeSet<Span> = BTreeSet::new();
        for claim in changes[place].iter().filter(|claim| claim.may_move_numbers()) {
            if !seen.insert(claim.span) {
                continue;
            }
            let Some(left) = work_left.checked_sub(work) else {
                untried += 1;
                continue;
            };
            work_left = left;
            let Some(without) = side.without(claim.span) else { continue };
            for shares in moved.iter_mut() {
                let without = side.drawn.share_of(&within(&without, shares.given.as_ref()));
                shares.try_one(claim, place == 1, without);
            }
        }
    }
    untried
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
