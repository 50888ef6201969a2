//! What keeps one player in a state, or would.

use detente_conflict::{
    explanation::{Deterred, Verdict},
    inverse::nearest_statement_order,
    stability::{Concept, Force, Reading, Rule, Step as Move},
};
use serde::Serialize;

use super::exact::{Orders, nearest, orders, orders_for_all};
use crate::{
    conflict::{
        concepts::ByConcept,
        derivation::undeterred,
        derived::Derived,
        fear::{Fear, Turned},
        model::{Listed, StateName},
        stability::robust::least_rise,
        step::Step,
        verified::explained,
        who::Who,
    },
    stop::Stop,
};

/// How many moves are told in full where the model is derived.
const MOST: usize = 4;
/// The most statements whose orders are tried, 6! = 720, and the most states of a model of which they are.
const MOST_STATEMENTS: usize = 6;
const MOST_STATES: usize = 64;

/// What would keep one player in the state.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Turn {
    /// Who.
    pub(super) player: Who,
    /// Whether the state is stable for it when it looks at credible answers (SEQ).
    pub(super) stable: bool,
    /// Whether it may leave or stay, as preferences turn out that nobody states.
    pub(super) open: bool,
    /// The moves by which it gains and which no credible answer deters: it would stay if it preferred none of the
    /// states that they lead to.
    pub(super) undeterred: Undeterred,
    /// Where it stays: the moves that it would gain by, each with the answer that deters it.
    ///
    /// In a derived model only the best of them.
    pub(super) deterred: Vec<Fear>,
    /// The smallest change of its preferences that turns this.
    ///
    /// Absent where no change of them does, where too many states matter, or where it acts for several who differ.
    pub(super) nearest: Option<Nearest>,
    /// The same for Nash, where nobody looks at answers; absent where it is the same change.
    pub(super) nearest_nash: Option<Nearest>,
    /// The order of its statements nearest to its own under which everybody stays; absent where none was looked for.
    pub(super) statements: Option<Reordered>,
    /// Of all the orders in which it could rank what matters, in how many it would stay. In a derived model for SEQ.
    pub(super) orders: ByConcept<Option<Orders>>,
    /// In how many of its orders everybody stays, the others' preferences being what they are; not in a derived model.
    pub(super) orders_for_all: Option<ByConcept<Option<Orders>>>,
    /// In an agreement made of numbers: the least rise of what the package is worth to it at which it stays.
    pub(super) points: Option<Rise>,
}

/// Moves that nothing deters.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Undeterred {
    /// The numbers of the states that they lead to.
    pub(super) states: Vec<usize>,
    /// Some of them in full.
    pub(super) steps: Vec<Step>,
}

/// The smallest change of preferences that turns a verdict.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Nearest {
    /// The states that it would have to like no better than the one asked about, or, where it stays, better.
    pub(super) states: Vec<StateName>,
    /// How many states in between would change places with them, though nothing depends on it.
    pub(super) between: usize,
    /// How many pairs of states would change their order.
    pub(super) pairs: usize,
    /// Whether it would then stay.
    pub(super) stays: bool,
}

/// An order of statements.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Reordered {
    /// The numbers of the statements as they stand in the file, from 1, the most important first.
    pub(super) order: Vec<usize>,
    /// How many swaps of neighbours lead there.
    pub(super) swaps: usize,
}

/// The least rise of what a package is worth, in points; each absent where no rise helps.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Rise {
    /// At which it stays although nobody answers (Nash).
    pub(super) unanswered: Option<f64>,
    /// At which credible answers keep it (SEQ).
    pub(super) with_answers: Option<f64>,
}

impl Turn {
    pub(super) fn of(listed: Listed<'_>, player: usize, state: usize) -> Result<Self, Stop> {
        let (conflict, game) = (listed.conflict, listed.game());
        let turned = Turned::of(listed, Concept::Sequential, player, state)?;
        let leads_to = undeterred(game, Concept::Sequential, player, state);
        let step = |&to: &usize| Step::of(listed, state, &Move { party: player, to });
        let few = leads_to.iter().take(MOST);
        let (stable, deterred, steps) = match (turned, conflict.derived()) {
            (Turned::Stays(deterred), Some(derived)) => {
                (true, best(derived, player, state, deterred).into_iter().collect(), few.map(step).collect())
            }
            (Turned::Stays(deterred), None) => (true, deterred, Vec::new()),
            (Turned::Leaves(_), Some(_)) => (false, Vec::new(), few.map(step).collect()),
            (Turned::Leaves(by), None) => (false, Vec::new(), vec![by]),
        };
        let nearest = Nearest::of(listed, Concept::Sequential, player, state);
        let of_orders = |concept| orders(game, concept, player, state);
        let sequential = || of_orders(Concept::Sequential).filter(|orders| orders.states > 0);
        Ok(Self {
            player: conflict.player(player).clone(),
            stable,
            open: !stable && conflict.derived().is_none() && !leaves_for_certain(listed, player, state)?,
            undeterred: Undeterred { states: leads_to.iter().map(|to| to + 1).collect(), steps },
            deterred: deterred.iter().map(|one| Fear::of(listed, player, state, one)).collect(),
            nearest_nash: Nearest::of(listed, Concept::Nash, player, state)
                .filter(|nash| nearest.as_ref().is_none_or(|nearest| !nearest.is_as(nash))),
            nearest,
            statements: statements(listed, player, state),
            orders: match conflict.derived() {
                Some(_) => ByConcept { seq: sequential(), nash: None, gmr: None, smr: None },
                None => ByConcept::of(of_orders),
            },
            orders_for_all: conflict
                .derived()
                .is_none()
                .then(|| ByConcept::of(|concept| orders_for_all(game, concept, player, state))),
            points: conflict.derived().and_then(|derived| Rise::of(derived, player, state)),
        })
    }
}

/// Whether the player leaves however preferences turn out that nobody states (SEQ).
fn leaves_for_certain(listed: Listed<'_>, player: usize, state: usize) -> Result<bool, Stop> {
    let rule = Rule { concept: Concept::Sequential, reading: Reading::D, force: Force::General };
    Ok(matches!(explained(listed.game(), rule, player, state)?.verdict, Verdict::Unstable { .. }))
}

/// The move that it would gain most by.
fn best(derived: &Derived, player: usize, state: usize, deterred: Vec<Deterred>) -> Option<Deterred> {
    deterred
        .into_iter()
        .max_by_key(|one| (derived.gain(player, one.improvement, state), usize::MAX - one.improvement))
}

impl Nearest {
    fn of(listed: Listed<'_>, concept: Concept, player: usize, state: usize) -> Option<Self> {
        let (change, decide) = nearest(listed.game(), concept, player, state)?;
        Some(Self {
            between: change.moved.len().saturating_sub(decide.len()),
            states: decide.into_iter().map(|state| listed.name(state)).collect(),
            pairs: change.pairs,
            stays: change.stable_afterwards,
        })
    }
}

impl Nearest {
    /// Whether the other changes the same to the same end.
    fn is_as(&self, other: &Self) -> bool {
        (&self.states, self.pairs, self.stays) == (&other.states, other.pairs, other.stays)
    }
}

impl Rise {
    /// In an agreement.
    fn of(derived: &Derived, player: usize, state: usize) -> Option<Self> {
        derived.derivation.is_agreement(state).then(|| Self {
            unanswered: least_rise(derived, Concept::Nash, player, state),
            with_answers: least_rise(derived, Concept::Sequential, player, state),
        })
    }
}

/// The nearest order of the player's statements, where statements count and are few.
fn statements(listed: Listed<'_>, player: usize, state: usize) -> Option<Reordered> {
    let statements = &listed.conflict.makers.get(player)?.statements;
    let few = statements.len() <= MOST_STATEMENTS && listed.all().len() <= MOST_STATES;
    if listed.conflict.by_ranking || !few || statements.is_empty() {
        return None;
    }
    let found = nearest_statement_order(listed.game(), Concept::Sequential, player, state, statements);
    let found = found.ok().flatten()?;
    Some(Reordered { order: found.order.iter().map(|place| place + 1).collect(), swaps: found.swaps })
}
