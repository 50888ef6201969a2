//! What kinds of options there are, and the best of each.

use std::cmp::Ordering;

use detente_agreement::{Change, Opener, Openers, Step, StepKind};
use detente_case::LeverKind;

use crate::{by_name, question::Question, text::wording};

/// Of each kind of change, the opener of fewest changes after which terms exist most often. What crosses a red line comes
/// last, the others as often as terms exist.
pub(super) fn best_by_kind<'o>(
    question: &Question,
    found: Option<&'o Openers>,
    room: usize,
) -> Vec<(Kind, &'o Opener)> {
    let mut best: Vec<(Kind, &Opener)> = Vec::new();
    for opener in found.iter().flat_map(|openers| &openers.openers) {
        let kind = kind(question, opener);
        match best.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, known)) => {
                if compared(question, opener, known).is_lt() {
                    *known = opener;
                }
            }
            None => best.push((kind, opener)),
        }
    }
    best.sort_by(|(one_kind, one), (other_kind, other)| {
        let last = |kind: &Kind| *kind == Kind::RedLine;
        let last = last(one_kind).cmp(&last(other_kind));
        let oftener = other.works.share.total_cmp(&one.works.share);
        last.then(oftener).then_with(|| named(question, one).cmp(&named(question, other)))
    });
    best.truncate(room);
    best
}

/// Which of two openers of a kind stands for it: fewer changes, then terms in more draws, then by name, whatever the order
/// of the file.
fn compared(question: &Question, one: &Opener, other: &Opener) -> Ordering {
    let fewer = one.steps.len().cmp(&other.steps.len());
    let oftener = other.works.share.total_cmp(&one.works.share);
    fewer.then(oftener).then_with(|| named(question, one).cmp(&named(question, other)))
}

/// What an opener does, as names that no file orders.
fn named(question: &Question, opener: &Opener) -> Vec<String> {
    by_name::in_order(opener.steps.iter().map(|step| wording::step_in_short(question, step)), Clone::clone)
}

/// What an option asks most of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    RedLine,
    Concession,
    ConcessionAndMore,
    Guarantee,
    Inducement,
    Lever,
    Others,
}

impl Kind {
    /// What an option of this kind is called.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::RedLine => "A red line moves",
            Self::Concession => "A party moves",
            Self::ConcessionAndMore => "A party moves, and others with it",
            Self::Guarantee => "A guarantee",
            Self::Inducement => "Make agreement worth more",
            Self::Lever => "Change what no agreement is worth",
            Self::Others => "Others help",
        }
    }
}

fn kind(question: &Question, opener: &Opener) -> Kind {
    let has = |kind: StepKind| opener.steps.iter().any(|step| step.kind == kind);
    let induces = |step: &Step| match &step.change {
        Change::UseLever { lever, .. } => {
            question.case.levers.get(lever).is_some_and(|lever| lever.kind == LeverKind::Inducement)
        }
        Change::SoftenRedLine { .. }
        | Change::MoveStance { .. }
        | Change::Accept { .. }
        | Change::WithdrawLever { .. }
        | Change::GiveGuarantee { .. }
        | Change::GiveCredibly { .. }
        | Change::Delink { .. } => false,
    };
    if opener.steps.iter().any(|step| matches!(step.change, Change::SoftenRedLine { .. })) {
        Kind::RedLine
    } else if has(StepKind::Concession) {
        let alone = opener.steps.iter().all(|step| step.kind == StepKind::Concession);
        if alone { Kind::Concession } else { Kind::ConcessionAndMore }
    } else if has(StepKind::Guarantee) {
        Kind::Guarantee
    } else if opener.steps.iter().any(induces) {
        Kind::Inducement
    } else if has(StepKind::Lever) {
        Kind::Lever
    } else {
        Kind::Others
    }
}
