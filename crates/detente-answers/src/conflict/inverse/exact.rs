//! The exact inverse, as far as somebody waits for it: how many orders keep a party in a state, and the nearest change
//! of its preferences that turns the verdict.

use detente_conflict::{
    Conflict,
    inverse::{Change, Requirement, Share, holding_for_all, holding_for_party, nearest_change},
    stability::{Concept, Force, Reading, Rule},
};
use serde::Serialize;

/// Of how many states that matter sets are counted out: 2^16 of them.
const MOST: usize = 16;

/// Of how many states all orders are tried where the others answer by improvements: 7! = 5,040.
const MOST_TRIED: usize = 7;

/// Strict orders of the states that matter.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Orders {
    /// How many states matter to whether it stays, beside the one asked about.
    pub states: usize,
    /// In how large a share of their orders it stays for certain, of 1.
    pub share: f64,
    /// How many rankings of all states that is; absent beyond 10^38.
    pub rankings: Option<u128>,
    /// The most that it can be, where that hangs on preferences that nobody states; absent where it does not.
    pub most: Option<Most>,
}

/// In how many orders it stays if what nobody states turns out as it is best for that.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Most {
    /// The share, of 1.
    pub share: f64,
    /// How many rankings of all states that is; absent beyond 10^38.
    pub rankings: Option<u128>,
}

/// In how many orders the party stays; `None` where too many states matter.
#[must_use]
pub fn orders(conflict: &Conflict, concept: Concept, party: usize, state: usize) -> Option<Orders> {
    let states = matter(conflict, mild(concept), party, state)?;
    let of = |rule: Rule| holding_for_party(conflict, rule, party, state);
    Some(Orders::of(states, of(concept.into())?, of(mild(concept))?))
}

/// In how many of the party's orders everybody stays, the others' preferences being what they are; `None` where too
/// many would have to be looked at.
#[must_use]
pub fn orders_for_all(conflict: &Conflict, concept: Concept, party: usize, state: usize) -> Option<Orders> {
    let states = matter(conflict, mild(concept), party, state)?;
    if concept.answers_improve() && conflict.states() > MOST_TRIED {
        return None;
    }
    let of = |rule: Rule| holding_for_all(conflict, rule, party, state);
    Some(Orders::of(states, of(concept.into())?, of(mild(concept))?))
}

/// The rule under which what is unknown turns out as it is best for the state.
fn mild(concept: Concept) -> Rule {
    Rule { concept, reading: Reading::D, force: Force::General }
}

/// How many states decide, where they are not too many.
fn matter(conflict: &Conflict, rule: Rule, party: usize, state: usize) -> Option<usize> {
    let least = Requirement::of(conflict, rule.concept, party, state).states().len();
    let states = Requirement::of(conflict, rule, party, state).states().len().max(least);
    (states <= MOST).then_some(states)
}

impl Orders {
    fn of(states: usize, least: Share, most: Share) -> Self {
        #[allow(clippy::cast_precision_loss, reason = "a share of a count of at most 17!")]
        let part = |share: Share| share.holding as f64 / share.among as f64;
        let differ = least.holding * most.among != most.holding * least.among;
        Self {
            states,
            share: part(least),
            rankings: least.rankings(),
            most: differ.then(|| Most { share: part(most), rankings: most.rankings() }),
        }
    }
}

/// The nearest change that turns the verdict, and which of the states that move decide it rather than stand in between.
/// `None` where no change does, where too many states could move, or where the party does not rank all states.
#[must_use]
pub fn nearest(
    conflict: &Conflict,
    concept: Concept,
    party: usize,
    state: usize,
) -> Option<(Change, Vec<usize>)> {
    let ranks = conflict.preferences().get(party)?.ranks()?;
    let requirement = Requirement::of(conflict, concept, party, state);
    let own = *ranks.get(state)?;
    let stable = requirement.holds(|other| ranks[other] <= own);
    let matter = requirement.states();
    let could_move = matter.iter().filter(|&&other| (ranks[other] <= own) == stable).count();
    if could_move > MOST {
        return None;
    }
    let change = nearest_change(conflict, concept, party, state)?;
    let decide = change.moved.iter().copied().filter(|moved| matter.binary_search(moved).is_ok()).collect();
    Some((change, decide))
}
