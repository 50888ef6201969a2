//! What would close the way to terms, and what rival theories would open.

use detente_agreement::{
    Held, Negotiation, Share, beliefs,
    incidence::{LeverMove, would},
    lever_ladder::moved,
};
use detente_case::LeverId;
use serde::Serialize;

use crate::{
    answers::levers::rivals::{self, Rivals},
    by_name,
    question::Question,
};

/// A lever after whose use, or end, terms exist in fewer draws.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Closer {
    /// The lever.
    pub(super) lever: LeverId,
    /// Its name.
    pub(super) name: String,
    /// Whether it would be used or ended.
    pub(super) would: LeverMove,
    /// In what share of the draws there is a deal then.
    pub(super) share: Share,
}

/// By how much a share must fall to be told: what whole numbers of 100 can show.
const LEAST: f64 = 0.01;

/// The levers that close most, first.
pub(super) fn closers(question: &Question, negotiation: &Negotiation) -> Vec<Closer> {
    let now = question.verdict().verdict.share;
    let levers = question.case.levers.iter();
    let stated = levers.filter(|(_, lever)| !lever.moves_no_deal.is_empty() || !lever.moves_deal.is_empty());
    let closer = |(id, lever): (&LeverId, &detente_case::Lever)| {
        let would = would(lever);
        let Held { share, .. } = moved(negotiation, id, lever, would).held(question.plan);
        let (lever, name) = (id.clone(), lever.name.clone());
        (now.share - share.share >= LEAST).then_some(Closer { lever, name, would, share })
    };
    let mut closers: Vec<_> = stated.filter_map(closer).collect();
    closers.sort_by(|one, other| {
        by_name::compared(one, other, |one| std::cmp::Reverse(one.share.holds), |one| one.lever.clone())
    });
    closers
}

/// How many rival theories are set against each other on the page: of more, those whose holders come first by name.
const MOST_THEORIES: usize = 3;

/// The remedies that theories set most store by and that are not in use, with what each does if each holder in turn is
/// right; `None` where no two actors hold theories, or the view takes one actor's as true.
pub(super) fn theories(question: &Question, negotiation: &Negotiation) -> Option<Rivals> {
    if question.view.believed_by.is_some() {
        return None;
    }
    let beliefs = beliefs::beliefs(&question.case, negotiation, question.plan);
    let square = rivals::rivals(question, &beliefs)?.of_first(MOST_THEORIES).untried();
    (!square.remedies.is_empty()).then_some(square)
}
