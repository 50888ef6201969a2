//! What would close the way to terms, and rival theories as a square: each one's remedy if it is right and if another is.

use std::cmp::Reverse;

use detente_agreement::{
    Held, Negotiation, Share,
    incidence::{LeverMove, would},
    lever_ladder::{moved, parties_of},
};
use detente_case::{Actor, LeverId, View};
use indexmap::{IndexMap, IndexSet};
use serde::Serialize;

use crate::{question::Question, text::phrase};

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
        one.share.holds.cmp(&other.share.holds).then_with(|| one.lever.cmp(&other.lever))
    });
    closers
}

/// Theories of what moves whom: the remedy of each, if it is right and if another is.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Square {
    /// Whose theories they are, in the order of the shares.
    pub(super) holders: Vec<Holder>,
    /// One row a remedy.
    pub(super) remedies: Vec<Remedy>,
}

/// Who holds a theory.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Holder {
    /// Its name in the case.
    pub(super) holder: String,
    /// Its name.
    pub(super) name: String,
    /// The short names of the parties it acts for; of nobody who is a party, its name.
    #[serde(skip)]
    shorts: Vec<String>,
}

impl Holder {
    /// `US is`, `FR, DE, UK are`.
    pub(super) fn is(&self) -> String {
        let verb = if self.shorts.len() == 1 { "is" } else { "are" };
        format!("{} {verb}", self.shorts.join(", "))
    }
}

/// A lever that some theory sets most store by.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Remedy {
    /// The lever.
    pub(super) lever: LeverId,
    /// Its name.
    pub(super) name: String,
    /// In what share of the draws there is a deal once it is used, if each holder in turn is right.
    pub(super) if_right: Vec<Share>,
}

/// How many rival theories are set against each other: of more, those whose holders come first by name.
const MOST_THEORIES: usize = 3;

impl Square {
    /// `None` where no two actors hold different theories, or the view takes one actor's as true.
    pub(super) fn build(question: &Question) -> Option<Self> {
        if question.view.believed_by.is_some() {
            return None;
        }
        let beliefs = &question.case.beliefs;
        let holders: IndexSet<&Actor> = beliefs.values().map(|belief| &belief.holder).collect();
        let mut names: Vec<String> = holders.iter().map(ToString::to_string).collect();
        names.sort();
        names.truncate(MOST_THEORIES);
        let holders: Vec<_> =
            holders.into_iter().filter(|holder| names.contains(&holder.to_string())).collect();
        if holders.len() < 2 {
            return None;
        }
        // By holder, by lever that it has a theory of and that is not in use: how often a deal exists if it is right.
        let in_world = |holder: &&Actor| {
            let view = View { believed_by: Some((*holder).clone()), ..question.view.clone() };
            let case = question.whole.seen(&view);
            let negotiation = question.lowered(&case);
            let used = |lever: &LeverId| {
                let found = case.levers.get(lever).filter(|lever| would(lever) == LeverMove::Use)?;
                Some(moved(&negotiation, lever, found, LeverMove::Use).held(question.plan).share)
            };
            let of_levers: IndexSet<_> = beliefs.values().map(|belief| &belief.lever).collect();
            of_levers.into_iter().filter_map(|lever| Some((lever, used(lever)?))).collect::<IndexMap<_, _>>()
        };
        let worlds: Vec<_> = holders.iter().map(in_world).collect();
        let own = holders.iter().zip(&worlds).filter_map(|(holder, world)| {
            let believes = |lever: &LeverId| {
                beliefs.values().any(|belief| belief.holder == **holder && belief.lever == *lever)
            };
            let of_holder = world.iter().filter(|(lever, _)| believes(lever));
            of_holder.max_by_key(|(lever, share)| (share.holds, Reverse(**lever))).map(|(lever, _)| *lever)
        });
        let own: IndexSet<_> = own.collect();
        let remedy = |lever: &LeverId| Remedy {
            lever: lever.clone(),
            name: question
                .case
                .levers
                .get(lever)
                .map_or_else(|| lever.to_string(), |lever| lever.name.clone()),
            if_right: worlds.iter().filter_map(|world| world.get(lever).copied()).collect(),
        };
        let remedies: Vec<_> = own.into_iter().map(remedy).collect();
        let holder = |holder: &&Actor| {
            let name = phrase::actor(question, holder);
            let of = match holder {
                Actor::Party(_) | Actor::Bloc(_) => parties_of(&question.case, holder),
                Actor::Person(_) | Actor::Institution(_) | Actor::Unnamed => Vec::new(),
            };
            let shorts: Vec<_> = of.iter().map(|party| question.short(party).to_owned()).collect();
            let shorts = if shorts.is_empty() { vec![name.clone()] } else { shorts };
            Holder { holder: holder.to_string(), name, shorts }
        };
        (!remedies.is_empty()).then(|| Self { holders: holders.iter().map(holder).collect(), remedies })
    }
}
