//! What keeps one player in a state, or would.

use detente_conflict::{
    explanation::Verdict,
    stability::{Concept, Step},
};
use schemars::JsonSchema;
use serde::Serialize;

use super::exact::{Orders, nearest, orders};
use crate::{
    answers::{
        argued::ArguedStep,
        stability::{robust::least_rise, setup::Setup},
        verified::explained,
    },
    derivation::undeterred,
    question::Question,
    stop::Stop,
};

/// How many moves, and states, are named.
const MOST: usize = 4;

/// What would keep one player in the state.
#[derive(Serialize, JsonSchema)]
pub(super) struct Turn {
    /// Who.
    pub(super) player: String,
    /// Whether the state is stable for it when it looks at credible answers (SEQ).
    pub(super) stable: bool,
    /// What it does by which it gains and which no credible answer deters, at most a few: it would stay if it
    /// preferred none of the states that this leads to.
    pub(super) undeterred: Vec<ArguedStep>,
    /// How many such moves there are.
    pub(super) of: usize,
    /// Where it stays although it would gain by a move: that move, and the answer that deters it.
    pub(super) deterred: Option<Deterrent>,
    /// The smallest change of its preferences that turns this; absent where no change of them does, where too many
    /// states matter, or where it acts for several who differ.
    pub(super) nearest: Option<Nearest>,
    /// Of all the orders in which it could rank what matters, in how many it would stay.
    pub(super) orders: Option<Orders>,
    /// In an agreement: the least rise in points of what the package is worth to it at which it stays although
    /// nobody answers (Nash); absent where no rise helps.
    pub(super) points: Option<f64>,
    /// The same with credible answers (SEQ).
    pub(super) points_with_answers: Option<f64>,
}

/// A move that would be a gain, and what would follow.
#[derive(Serialize, JsonSchema)]
pub(super) struct Deterrent {
    /// What it would do.
    pub(super) would: ArguedStep,
    /// How the others would answer, each step a gain to whoever takes it.
    pub(super) answer: Vec<ArguedStep>,
}

/// The smallest change of preferences that turns a verdict.
#[derive(Serialize, JsonSchema)]
pub(super) struct Nearest {
    /// The states that it would have to like no better than the one asked about, or, where it stays, better: in
    /// words, at most a few.
    pub(super) states: Vec<String>,
    /// How many there are.
    pub(super) of: usize,
    /// How many states in between would change places with them, though nothing depends on it.
    pub(super) between: usize,
    /// How many pairs of states would change their order.
    pub(super) pairs: usize,
    /// Whether it would then stay.
    pub(super) stays: bool,
}

impl Turn {
    pub(super) fn of(question: &Question, setup: &Setup, player: usize, state: usize) -> Result<Self, Stop> {
        let explanation = explained(&setup.conflict, Concept::Sequential, player, state)?;
        let moves = undeterred(&setup.conflict, Concept::Sequential, player, state);
        let rise = |concept| {
            let agreement = setup.derivation.is_agreement(state);
            agreement.then(|| least_rise(setup, concept, player, state)).flatten()
        };
        let step = |&to: &usize| ArguedStep::of(question, setup, state, &Step { party: player, to });
        let (stable, deterred) = match explanation.verdict {
            Verdict::Unstable { .. } => (false, None),
            Verdict::Stable(deterred) => {
                let best = deterred.into_iter().max_by_key(|one| {
                    (setup.gain(player, one.improvement, state), usize::MAX - one.improvement)
                });
                (
                    true,
                    best.map(|one| Deterrent {
                        would: step(&one.improvement),
                        answer: ArguedStep::route(question, setup, one.improvement, &one.answer),
                    }),
                )
            }
        };
        Ok(Self {
            player: setup.player(player).to_owned(),
            stable,
            undeterred: moves.iter().take(MOST).map(step).collect(),
            of: moves.len(),
            deterred,
            nearest: Nearest::of(setup, player, state),
            orders: orders(&setup.conflict, Concept::Sequential, player, state)
                .filter(|orders| orders.states > 0),
            points: rise(Concept::Nash),
            points_with_answers: rise(Concept::Sequential),
        })
    }
}

impl Nearest {
    fn of(setup: &Setup, player: usize, state: usize) -> Option<Self> {
        let (change, decide) = nearest(&setup.conflict, Concept::Sequential, player, state)?;
        Some(Self {
            states: decide.iter().take(MOST).map(|&state| setup.words(state)).collect(),
            of: decide.len(),
            between: change.moved.len().saturating_sub(decide.len()),
            pairs: change.pairs,
            stays: change.stable_afterwards,
        })
    }
}
