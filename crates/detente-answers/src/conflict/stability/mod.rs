//! The answer of `detente stability`: which states hold, would an agreement hold, who would leave, and what keeps whom.

mod agreement;
mod agreement_page;
mod because;
mod every;
mod many;
mod of_many;
mod page;
pub(super) mod robust;
mod sentence;
mod temptation;
mod wanted;
mod whatever;
mod why;

use std::{cmp::Reverse, collections::BTreeSet};

use detente_conflict::{
    kernels::Limits,
    kernels::Method,
    preference::Preference,
    stability::{Force, Rule, equilibria},
};
use serde::Serialize;

use self::{agreement::Agreement, why::Argument};
pub use self::{
    because::{Because, Stays, Triple},
    wanted::{Chosen, Listing, Wanted, listing},
};
use super::{
    about::OnTheTable,
    behaviour::{Beyond, Further, Model},
    concepts::ByConcept,
    model::{Conflict, Listed},
    rests_on::RestsOn,
    state::{Holds, Judged, State},
    who::Who,
};
use crate::stop::Stop;

/// How many states of a kind are listed beside the agreement where the model is derived.
const MOST_LISTED: usize = 8;

/// What verdicts on many states may take: a program that uses so much beside it stays below a gigabyte.
const LIMITS: Limits = Limits { bytes: 1 << 28 };

/// Which states hold, under which behaviour, and what that rests on.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Stability {
    /// The package meant to be agreed; absent where rules leave none, or where the model is not derived.
    on_the_table: Option<OnTheTable>,
    /// How many states there are.
    of: u128,
    /// How many hold for certain.
    holding: ByConcept<u128>,
    /// How many more may, as preferences turn out that nobody states; absent where all preferences are known.
    open: Option<ByConcept<u128>>,
    /// Players of whom nobody says, in whole or in part, what they prefer: what would have to be known to settle what is
    /// open.
    silent: Vec<Who>,
    /// By player, how many are stable for it for certain.
    stable: Vec<ByConcept<u128>>,
    /// How that was found.
    method: String,
    /// Which states are listed.
    listed: Which,
    /// States and their verdicts.
    states: Vec<State>,
    /// The number of today's state, where the model says which it is.
    today: Option<usize>,
    /// The letters of today's state, where it is one that cannot occur.
    today_infeasible: Option<String>,
    /// The states that were asked for, where some were.
    chosen: Option<Chosen>,
    /// Why one state is stable for one party under one concept, or why not, where that was asked.
    because: Option<Because>,
    /// Where states are not listed, what those that hold look like.
    patterns: Option<ByConcept<Held>>,
    /// By concept, the numbers of the states that hold strongly: every answer feared leads to something much worse. Nash
    /// is neither strong nor weak. Absent where no preference has strengths.
    strong: Option<ByConcept<Vec<usize>>>,
    /// In a derived model: the agreement with every lever as today; absent where it cannot be.
    agreement: Option<Agreement>,
    /// In a derived model: the numbers of agreements that hold under SEQ with some lever used or ended, none with more
    /// changed than another.
    other_agreements: Option<Vec<usize>>,
    /// In a derived model: the numbers of the states without agreement that hold under most concepts, at most a few.
    resting_places: Option<Vec<usize>>,
    /// Why states hold; absent in a derived model, which argues about its agreement, and where states are not listed.
    why: Option<Argument>,
    /// What the states listed withstand besides, as far as asked.
    beyond: Beyond,
    /// What the model rests on.
    rests_on: RestsOn,
    /// What of a file or a statement does not count.
    not_counted: Vec<String>,
}

/// Which states are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
enum Which {
    /// Every state.
    Every,
    /// The first that hold under some concept, or none: there are too many.
    FirstThatHold,
    /// Today's, the agreement, other agreements and resting places.
    ByRole,
}

/// What the states that hold under a concept look like.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Held {
    /// `Y`, `N` and `-` (either), course by course; no two share a state.
    patterns: Vec<String>,
    /// Whether these are all.
    all: bool,
}

/// What is asked of a conflict beside which states hold.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// What else states must withstand.
    pub further: Further,
    /// Which states are wanted.
    pub wanted: Wanted,
    /// Which verdict is to be explained.
    pub why: Option<Triple>,
}

/// Builds the answer to everything that was asked.
pub fn asked(conflict: &Conflict, asked: &Asked) -> Result<Stability, Stop> {
    let found = answer(conflict, asked.further)?;
    Ok(Stability {
        chosen: asked.wanted.asks().then(|| Chosen::of(conflict, &asked.wanted)).transpose()?,
        because: asked.why.as_ref().map(|triple| Because::of(conflict, triple)).transpose()?,
        ..found
    })
}

/// Builds the answer.
pub fn answer(conflict: &Conflict, further: Further) -> Result<Stability, Stop> {
    let Some(states) = &conflict.states else {
        if further.asks() {
            conflict.listed("what coalitions or longer foresight would do")?;
        }
        return many::answer(conflict);
    };
    let listed = Listed { conflict, states };
    let judged = Judged::of(listed);
    let found = Stability::counted(listed, &judged);
    match conflict.derived() {
        Some(_) => by_role(listed, &judged, further, found),
        None => every(listed, &judged, further, found),
    }
}

impl Stability {
    /// How many states hold, with none listed yet.
    fn counted(listed: Listed<'_>, judged: &Judged) -> Self {
        let count = |held: Holds| {
            let so = listed.all().map(|state| judged.holds(state).map(|holds| holds == held));
            ByConcept::of_how_many(so).map(|count| count as u128)
        };
        let stable = |player: usize| {
            let stable = listed.all().map(|state| judged.certain.stable(player, state));
            ByConcept::of_how_many(stable).map(|count| count as u128)
        };
        let method = judged.certain.method;
        Self {
            open: judged.in_doubt().then(|| count(Holds::Open)),
            stable: listed.players().map(stable).collect(),
            today: listed.conflict.today.map(|today| today + 1),
            ..Self::of(
                listed.conflict,
                listed.all().len() as u128,
                count(Holds::Holds),
                method.map_or("the definitions, state by state", in_words),
            )
        }
    }

    /// Counts alone.
    fn of(conflict: &Conflict, of: u128, holding: ByConcept<u128>, method: &str) -> Self {
        Self {
            on_the_table: conflict.on_the_table(),
            of,
            holding,
            open: None,
            silent: conflict.silent(),
            stable: Vec::new(),
            method: method.to_owned(),
            listed: Which::FirstThatHold,
            states: Vec::new(),
            today: None,
            today_infeasible: conflict.today_infeasible(),
            chosen: None,
            because: None,
            patterns: None,
            strong: None,
            agreement: None,
            other_agreements: None,
            resting_places: None,
            why: None,
            beyond: Beyond::default(),
            rests_on: conflict.rests_on.clone(),
            not_counted: conflict.not_counted_in_one_game(),
        }
    }

    /// A state that is listed, by its number.
    fn state(&self, number: usize) -> Option<&State> {
        self.states.iter().find(|state| state.name.number == number)
    }
}

/// Every state, with the reasons of some.
fn every(listed: Listed<'_>, judged: &Judged, further: Further, found: Stability) -> Result<Stability, Stop> {
    let all: Vec<usize> = listed.all().collect();
    Ok(Stability {
        listed: Which::Every,
        strong: strong(listed),
        states: all.iter().map(|&state| State::of(listed, judged, state)).collect(),
        why: Some(Argument::of(listed, judged)?),
        beyond: beyond(listed, further, &all)?,
        ..found
    })
}

/// The states that hold strongly, where some preference has strengths (Hamouda, Kilgour & Hipel 2004).
fn strong(listed: Listed<'_>) -> Option<ByConcept<Vec<usize>>> {
    let game = listed.game();
    game.preferences().iter().any(Preference::has_strengths).then(|| {
        ByConcept::of(|concept| {
            let rule = Rule { force: Force::Strong, ..Rule::from(concept) };
            let holds = equilibria(game, rule).into_iter().enumerate();
            holds.filter(|(_, holds)| *holds).map(|(state, _)| state + 1).collect()
        })
    })
}

/// The states of a derived model that matter, and whether its agreement would hold.
fn by_role(
    listed: Listed<'_>,
    judged: &Judged,
    further: Further,
    found: Stability,
) -> Result<Stability, Stop> {
    let Some(derived) = listed.conflict.derived() else { return Ok(found) };
    let verdicts = &judged.certain;
    let agreement = derived.derivation.agreement();
    let is_agreement = |state: usize| derived.derivation.is_agreement(state);
    let changed = |state: usize| listed.changed(state).count_ones();
    let resting = listed.all().filter(|&state| !is_agreement(state) && verdicts.all(state).any());
    let mut resting: Vec<usize> = resting.collect();
    resting.sort_by_key(|&state| (Reverse(verdicts.all(state).count()), changed(state), state));
    resting.truncate(MOST_LISTED);
    let others = listed.all();
    let others = others.filter(|&at| is_agreement(at) && Some(at) != agreement && verdicts.all(at).seq);
    let mut others: Vec<usize> = others.collect();
    others.sort_by_key(|&state| (changed(state), state));
    let mut others = least(listed, others);
    others.truncate(MOST_LISTED);
    let roles =
        agreement.into_iter().chain(resting.iter().chain(&others).copied()).chain([derived.derivation.today]);
    let mut known = BTreeSet::new();
    let states: Vec<usize> = roles.filter(|state| known.insert(*state)).collect();
    let numbers = |states: &[usize]| Some(states.iter().map(|state| state + 1).collect());
    Ok(Stability {
        listed: Which::ByRole,
        beyond: beyond(listed, further, &states)?,
        states: states.iter().map(|&state| State::of(listed, judged, state)).collect(),
        agreement: agreement.map(|state| Agreement::of(listed, derived, judged, state)).transpose()?,
        other_agreements: numbers(&others),
        resting_places: numbers(&resting),
        ..found
    })
}

/// States in which more is changed than in one that holds already add nothing.
fn least(listed: Listed<'_>, states: Vec<usize>) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    for state in states {
        let own = listed.changed(state);
        if !kept.iter().any(|&known| listed.changed(known) & own == listed.changed(known)) {
            kept.push(state);
        }
    }
    kept
}

/// What these states withstand besides each player's next step.
fn beyond(listed: Listed<'_>, further: Further, states: &[usize]) -> Result<Beyond, Stop> {
    let model = Model {
        conflict: listed.game(),
        parties: listed.players().map(|player| listed.conflict.player(player)).collect(),
        words: &|state| listed.label(state),
    };
    Beyond::of(&model, further, states).map_err(|reason| listed.conflict.refused(&reason))
}

/// How verdicts were found.
pub(super) fn in_words(method: Method) -> &'static str {
    match method {
        Method::Bits => "sets of states with a bit for each combination of courses, by indifference classes",
        Method::Diagrams => "decision diagrams over the statements",
        Method::Arrays => "passes over arrays with an entry for each combination of courses",
    }
}
