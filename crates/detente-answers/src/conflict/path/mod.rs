//! The answer of `detente path`: from today to the states that hold, step by step, each step with its reason.

mod page;

use detente_conflict::path::{Route, routes};
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    step::ArguedStep,
    stability::{
        State,
        setup::{Choice, OnTheTable, Setup},
    },
};
use crate::{derivation::Verdicts, question::Question, stop::Stop};

/// How many routes are shown.
const MOST: usize = 8;

/// The shortest ways from today to the agreements, and to the other states that hold.
#[derive(Serialize, JsonSchema)]
pub struct Path {
    /// The package meant to be agreed; absent where rules leave none.
    on_the_table: Option<OnTheTable>,
    /// Today, in words.
    today: String,
    /// To the agreement with levers as today, and to other agreements that hold under SEQ, none with more changed
    /// than another; the nearest first.
    to_agreements: Vec<Way>,
    /// To states without agreement that hold under SEQ, none with more changed than another; the nearest first.
    elsewhere: Vec<Way>,
}

/// The way to one state.
#[derive(Serialize, JsonSchema)]
struct Way {
    /// The state.
    to: State,
    /// The shortest of which every step is a gain to whoever takes it; absent where there is none.
    by_improvements: Option<Vec<ArguedStep>>,
    /// The shortest of any steps; absent where there is none.
    by_any_moves: Option<Vec<ArguedStep>>,
}

/// Builds the answer.
pub fn answer(question: &Question, choice: &Choice) -> Result<Path, Stop> {
    let setup = Setup::of(question, choice)?;
    let derivation = &setup.derivation;
    let verdicts = Verdicts::of(&setup.conflict, &derivation.choices);
    let as_today = derivation.agreement();
    let wanted: Vec<bool> = (0..derivation.codes.len())
        .map(|state| Some(state) == as_today || verdicts.holds(3, state))
        .collect();
    let mut found = routes(&setup.conflict, derivation.today, &wanted).unwrap_or_default();
    found.sort_by_key(|route| {
        let length = |steps: &Option<Vec<_>>| steps.as_ref().map_or(usize::MAX, Vec::len);
        (length(&route.by_improvements), length(&route.by_any_moves), route.to)
    });
    let (to_agreements, elsewhere): (Vec<Route>, Vec<Route>) =
        found.into_iter().partition(|route| derivation.is_agreement(route.to));
    let ways = |routes: Vec<Route>| -> Vec<Way> {
        let shown = least(&setup, &verdicts, routes).into_iter().take(MOST);
        shown.map(|route| Way::of(question, &setup, &verdicts, &route)).collect()
    };
    Ok(Path {
        today: setup.words(derivation.today),
        to_agreements: ways(to_agreements),
        elsewhere: ways(elsewhere),
        on_the_table: setup.on_the_table.clone(),
    })
}

/// States in which more is changed than in one that holds already add nothing.
fn least(setup: &Setup, verdicts: &Verdicts, routes: Vec<Route>) -> Vec<Route> {
    let codes = &setup.derivation.codes;
    let changed = |route: &Route| codes[route.to] ^ codes[setup.derivation.today];
    let holding: Vec<u64> = routes.iter().filter(|route| verdicts.holds(3, route.to)).map(changed).collect();
    let adds_nothing = |route: &Route| {
        let own = changed(route);
        holding.iter().any(|&other| other != own && other & own == other)
    };
    routes.into_iter().filter(|route| !adds_nothing(route)).collect()
}

impl Way {
    fn of(question: &Question, setup: &Setup, verdicts: &Verdicts, route: &Route) -> Self {
        let argued = |steps: &Option<Vec<_>>| {
            steps.as_ref().map(|steps| ArguedStep::route(question, setup, setup.derivation.today, steps))
        };
        Self {
            to: State::of(setup, verdicts, route.to),
            by_improvements: argued(&route.by_improvements),
            by_any_moves: argued(&route.by_any_moves),
        }
    }
}
