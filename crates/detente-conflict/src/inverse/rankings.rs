//! How many of a party's strict rankings make a state hold.

use super::Requirement;
use crate::{
    Conflict,
    model::ModelError,
    preference::Preference,
    stability::{Concept, Rule, stable_states},
};

/// The most states that a requirement may mention. All their subsets are counted.
pub const MOST_STATES: usize = 22;

/// The most states of which all rankings are tried where no formula counts them.
const MOST_TRIED: usize = 8;

/// How many of a party's strict rankings have a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// In how many orders of the states that matter the property holds.
    pub holding: u128,
    /// How many orders of the states that matter there are.
    pub among: u128,
    /// How many states the model has.
    pub states: usize,
}

impl Share {
    /// The same as a number of rankings of all states; `None` if the number does not fit 128 bits.
    #[must_use]
    pub fn rankings(self) -> Option<u128> {
        (factorial(self.states)? / self.among).checked_mul(self.holding)
    }
}

/// How many strict rankings of the party make the state stable for it. `None` if more states matter than
/// [`MOST_STATES`].
///
/// Of the orders of the *v* states that matter and the state itself, *k*! (*v* − *k*)! have a given *k* of them below it.
///
/// Where preferences of others are unknown, the reading of the rule says which of their answers count: with
/// [`Reading::Certain`](crate::stability::Reading::Certain) the number is the least that it can be, with
/// [`Reading::D`](crate::stability::Reading::D) the most.
#[must_use]
pub fn holding_for_party(
    conflict: &Conflict,
    rule: impl Into<Rule>,
    party: usize,
    state: usize,
) -> Option<Share> {
    let requirement = Requirement::of(conflict, rule, party, state);
    let matter = requirement.states();
    if matter.len() > MOST_STATES {
        return None;
    }
    let masks = masks(&requirement, &matter);
    let mut of_size = vec![0_u128; matter.len() + 1];
    for below in 0..1_u32 << matter.len() {
        if masks.iter().all(|sets| sets.iter().any(|set| set & !below == 0)) {
            of_size[below.count_ones() as usize] += 1;
        }
    }
    let orders = |below: usize| Some(factorial(below)? * factorial(matter.len() - below)?);
    let holding =
        of_size.iter().enumerate().map(|(below, sets)| Some(sets * orders(below)?)).sum::<Option<u128>>()?;
    Some(Share { holding, among: factorial(matter.len() + 1)?, states: conflict.states() })
}

/// How many strict rankings of the party make the state an equilibrium. The others keep their preferences.
///
/// If the others answer by improvements, the party's ranking also decides how it answers them, and so whether
/// the state holds for them. Then all rankings are tried, unless the state holds for the others whatever the
/// party does.
///
/// `None` if there are too many rankings, or if too many states matter.
///
/// Where preferences of others are unknown, the reading of the rule bounds the number as for [`holding_for_party`].
#[must_use]
pub fn holding_for_all(
    conflict: &Conflict,
    rule: impl Into<Rule>,
    party: usize,
    state: usize,
) -> Option<Share> {
    let rule = rule.into();
    let none = Share { holding: 0, among: 1, states: conflict.states() };
    let holds = |conflict: &Conflict, rule: Rule, other: usize| stable_states(conflict, rule, other)[state];
    let mut others = (0..conflict.parties()).filter(|&other| other != party);
    if others.clone().all(|other| holds(conflict, Rule { concept: Concept::Nash, ..rule }, other)) {
        return holding_for_party(conflict, rule, party, state);
    }
    if !rule.concept.answers_improve() {
        return if others.all(|other| holds(conflict, rule, other)) {
            holding_for_party(conflict, rule, party, state)
        } else {
            Some(none)
        };
    }
    if conflict.states() > MOST_TRIED {
        return None;
    }
    let mut holding = 0;
    each_ranking(conflict.states(), &mut |ranks| {
        let changed = conflict.with_preference(party, Preference::Ranked(ranks.to_vec()));
        let all = |conflict: &Conflict| (0..conflict.parties()).all(|party| holds(conflict, rule, party));
        holding += u128::from(changed.is_ok_and(|conflict| all(&conflict)));
    });
    Some(Share { holding, among: factorial(conflict.states())?, states: conflict.states() })
}

/// Another order of a party's statements, and how far it is from the order given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reordering {
    /// The places of the statements in the given order, the most important first.
    pub order: Vec<usize>,
    /// How many swaps of neighbouring statements lead there.
    pub swaps: usize,
}

/// The most statements whose orders are tried: 8! = 40,320.
pub const MOST_STATEMENTS: usize = 8;

/// The order of the party's statements under which the state is an equilibrium and that is nearest to the
/// order given.
///
/// `Ok(None)` if no order makes it one.
pub fn nearest_statement_order(
    conflict: &Conflict,
    concept: Concept,
    party: usize,
    state: usize,
    statements: &[crate::preference::Condition],
) -> Result<Option<Reordering>, ModelError> {
    let most = MOST_STATEMENTS;
    let Some(codes) = conflict.codes() else {
        return Err(ModelError::WrongLength { expected: conflict.states(), found: 0 });
    };
    if statements.len() > most || state >= conflict.states() {
        return Err(ModelError::WrongLength { expected: most, found: statements.len() });
    }
    let first: Vec<usize> = (0..statements.len()).collect();
    let mut seen = std::collections::BTreeSet::from([first.clone()]);
    let mut open = std::collections::VecDeque::from([(first, 0)]);
    while let Some((order, swaps)) = open.pop_front() {
        let ordered: Vec<_> = order.iter().map(|&place| statements[place].clone()).collect();
        let ranks = crate::preference::ranks::by_statements(&ordered, codes);
        let changed = conflict.with_preference(party, Preference::Ranked(ranks))?;
        if (0..changed.parties()).all(|party| stable_states(&changed, concept.into(), party)[state]) {
            return Ok(Some(Reordering { order, swaps }));
        }
        for place in 1..order.len() {
            let mut next = order.clone();
            next.swap(place - 1, place);
            if seen.insert(next.clone()) {
                open.push_back((next, swaps + 1));
            }
        }
    }
    Ok(None)
}

/// The sets of a requirement as bits of the states that matter.
fn masks(requirement: &Requirement, matter: &[usize]) -> Vec<Vec<u32>> {
    let bit = |state: &usize| matter.binary_search(state).map_or(0, |place| 1_u32 << place);
    let mask = |set: &Vec<usize>| set.iter().fold(0, |mask, state| mask | bit(state));
    requirement.departures.iter().map(|sets| sets.iter().map(mask).collect()).collect()
}

/// Hands every strict ranking, as ranks, to `act`.
fn each_ranking(states: usize, act: &mut impl FnMut(&[u32])) {
    fn place(next: usize, ranks: &mut Vec<u32>, act: &mut impl FnMut(&[u32])) {
        if next == ranks.len() {
            return act(ranks);
        }
        for other in next..ranks.len() {
            ranks.swap(next, other);
            place(next + 1, ranks, act);
            ranks.swap(next, other);
        }
    }
    let mut ranks: Vec<u32> = (0_u32..).take(states).collect();
    place(0, &mut ranks, act);
}

fn factorial(number: usize) -> Option<u128> {
    (1..=number as u128).try_fold(1_u128, u128::checked_mul)
}
