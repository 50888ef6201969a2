//! The answer of `detente path`: from a state to those that hold, step by step, each step with its reason.

mod page;

use detente_conflict::path::{Route as Found, routes};
use serde::Serialize;

use super::{
    about::OnTheTable,
    model::{Conflict, Listed, StateName},
    rests_on::RestsOn,
    state::{Holds, Judged, State},
    step::Step,
};
use crate::stop::Stop;

/// How many routes of each kind are shown where the model is derived.
const MOST: usize = 8;

/// The shortest ways from a state to those that hold.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Path {
    /// The package meant to be agreed; absent where rules leave none, or where the model is not derived.
    on_the_table: Option<OnTheTable>,
    /// Where they start.
    from: StateName,
    /// Whether that is today's state.
    from_today: bool,
    /// Where they lead.
    to: Wanted,
    /// One entry a state that holds under SEQ, and the agreement with levers as today.
    ///
    /// In a derived model agreements come first, the nearest first, and none with more changed than another; at most
    /// a few of either kind.
    routes: Vec<Route>,
    /// What the model rests on.
    rests_on: RestsOn,
    /// What of a file or a statement does not count.
    not_counted: Vec<String>,
}

/// To which states routes lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
enum Wanted {
    /// To those that hold for certain.
    Holding,
    /// No state holds for certain: to those that may, as preferences turn out that nobody states.
    Open,
    /// To the one that was named.
    Named,
}

/// The way to one state.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Route {
    /// The state.
    to: State,
    /// The shortest of which every step is a gain to whoever takes it; absent where there is none.
    by_improvements: Option<Vec<Step>>,
    /// The shortest of any steps; absent where there is none.
    by_any_moves: Option<Vec<Step>>,
}

/// The routes from a state, by number from 1; else from today's, or the first.
///
/// `to` names the one state that is asked for, whether or not it holds.
pub fn answer(conflict: &Conflict, from: Option<usize>, to: Option<usize>) -> Result<Path, Stop> {
    let listed = conflict.listed("a path")?;
    let start = match from {
        Some(number) => listed.state(number)?,
        None => conflict.today.unwrap_or(0),
    };
    let judged = Judged::of(listed);
    let end = to.map(|number| listed.state(number)).transpose()?;
    let (to, wanted) = match end {
        Some(end) => (Wanted::Named, listed.all().map(|state| state == end).collect()),
        None => wanted(listed, &judged),
    };
    let found = routes(listed.game(), start, &wanted).unwrap_or_default();
    let shown = match conflict.derived() {
        Some(_) if end.is_none() => nearest(listed, &judged, found),
        Some(_) | None => found,
    };
    Ok(Path {
        on_the_table: conflict.on_the_table(),
        from: listed.name(start),
        from_today: Some(start) == conflict.today,
        to,
        routes: shown.iter().map(|route| Route::of(listed, &judged, start, route)).collect(),
        rests_on: conflict.rests_on.clone(),
        not_counted: conflict.not_counted_in_one_game(),
    })
}

/// The states that hold under SEQ, and the agreement as things stand; else those that may hold.
fn wanted(listed: Listed<'_>, judged: &Judged) -> (Wanted, Vec<bool>) {
    let agreement = listed.conflict.derived().and_then(|derived| derived.derivation.agreement());
    let under = |state: usize| judged.holds(state).seq;
    let wanted = |held: Holds| listed.all().map(|at| Some(at) == agreement || under(at) == held).collect();
    if judged.in_doubt() && listed.all().all(|state| under(state) != Holds::Holds) {
        return (Wanted::Open, wanted(Holds::Open));
    }
    (Wanted::Holding, wanted(Holds::Holds))
}

/// Agreements first, the nearest first, a few of either kind; of those that hold, none with more changed than another.
fn nearest(listed: Listed<'_>, judged: &Judged, mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by_key(|route| {
        let length = |steps: &Option<Vec<_>>| steps.as_ref().map_or(usize::MAX, Vec::len);
        (length(&route.by_improvements), length(&route.by_any_moves), route.to)
    });
    let is_agreement = |route: &Found| {
        listed.conflict.derived().is_some_and(|derived| derived.derivation.is_agreement(route.to))
    };
    let (agreements, elsewhere): (Vec<Found>, Vec<Found>) = found.into_iter().partition(is_agreement);
    let few = |routes| least(listed, judged, routes).into_iter().take(MOST);
    few(agreements).chain(few(elsewhere)).collect()
}

/// States in which more is changed than in one that holds already add nothing.
fn least(listed: Listed<'_>, judged: &Judged, routes: Vec<Found>) -> Vec<Found> {
    let holds = |route: &&Found| judged.certain.all(route.to).seq;
    let holding: Vec<u64> = routes.iter().filter(holds).map(|route| listed.changed(route.to)).collect();
    let adds_nothing = |route: &Found| {
        let own = listed.changed(route.to);
        holding.iter().any(|&other| other != own && other & own == other)
    };
    routes.into_iter().filter(|route| !adds_nothing(route)).collect()
}

impl Route {
    fn of(listed: Listed<'_>, judged: &Judged, start: usize, found: &Found) -> Self {
        let said = |steps: &Option<Vec<_>>| steps.as_ref().map(|steps| Step::route(listed, start, steps));
        Self {
            to: State::of(listed, judged, found.to),
            by_improvements: said(&found.by_improvements),
            by_any_moves: said(&found.by_any_moves),
        }
    }

    /// The way that is shown: by improvements where there is one.
    fn shown(&self) -> Option<&[Step]> {
        self.by_improvements.as_deref().or(self.by_any_moves.as_deref())
    }
}
