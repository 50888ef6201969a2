//! Spatial bargaining: actors challenge each other in several dimensions at once, strike bargains, and move.
//!
//! Wise, B. P., Lester, L. & Efird, B. (2015), *Multidimensional bargaining using KTAB*, KAPSARC: the Spatial Model of Politics
//! with linear victory chances, proportional voting, conditional elections, deterministic moves, semi-committed third parties
//! and bargains that the initiator interpolates by squared salience and squared chance.
//!
//! KTAB stops without an answer where all chances are equal, which two even camps at both ends bring about. Here such actors
//! are neither bold nor careful, and the model goes on.
//!
//! KTAB takes the first in its table of equally good challenges and bargains. Here nothing hangs on a table: of equal challenges
//! an actor makes the one nearest to it, then that against the one with the most capability. Who is still torn between two places
//! stays, and so does who is torn between two bargains. So the model keeps every symmetry of an issue.

mod turn;

use crate::{Capability, Issue, Lottery, Position, Salience, election::Rule};

/// An actor in several dimensions.
#[derive(Clone, Debug, PartialEq)]
pub struct Mover {
    /// What it can put on the scales.
    pub capability: Capability,
    /// Where it stands in each dimension.
    pub positions: Vec<Position>,
    /// How much it cares for each dimension. Together they should not exceed 1.
    pub saliences: Vec<Salience>,
}

/// What stands after a turn.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Where each actor stands in each dimension, from 0 to 100.
    pub positions: Vec<Vec<f64>>,
    /// The chance of the place where each actor stands. Actors at one place have its chance each.
    pub chances: Vec<f64>,
    /// The chances of places, each with the first actor who stands there.
    pub places: Vec<(usize, f64)>,
    /// How far all moved in this turn, as a share of the first turn's way; 0 before the first.
    pub change: f64,
}

/// Turns after which the model ends at the latest.
pub const MOST_TURNS: usize = 100;
/// Turns that are played at least.
const LEAST_TURNS: usize = 2;
/// A turn that moves less than this share of the first ends the model.
const QUIET: f64 = 0.02;
/// What the first way has at least, so that no share is 0 ⁄ 0: in lengths of the scale.
const LEAST_WAY: f64 = 1e-4;

/// Every state from the beginning to the end. Places that merge are told in the order of the table, as KTAB does; [`outcome`] has an
/// order of its own. Actors need the same dimensions; missing ones end the list.
#[must_use]
pub fn history(movers: &[Mover], rule: Rule) -> Vec<State> {
    let dimensions =
        movers.iter().map(|mover| mover.positions.len().min(mover.saliences.len())).min().unwrap_or(0);
    let begin: Vec<Vec<f64>> = movers
        .iter()
        .map(|mover| mover.positions.iter().take(dimensions).map(|at| at.at() / Position::SCALE).collect())
        .collect();
    let mut turn = turn::Turn::new(movers, dimensions, begin, rule);
    let mut states = vec![turn.state(0.0)];
    let mut first_way = None;
    for number in 1..=MOST_TURNS {
        let way = turn.play();
        let first: f64 = *first_way.get_or_insert(way + LEAST_WAY);
        let change = way / first;
        states.push(turn.state(change));
        if number >= LEAST_TURNS && change < QUIET {
            break;
        }
    }
    states
}

/// The chance of every place where somebody stands in the end, on one issue. It hangs on neither names nor the order of actors.
#[must_use]
pub fn outcome(issue: &Issue, rule: Rule) -> Lottery {
    let mover = |actor: &crate::Actor| Mover {
        capability: actor.capability,
        positions: vec![actor.position],
        saliences: vec![actor.salience],
    };
    let movers: Vec<Mover> = issue.in_order().actors().iter().map(mover).collect();
    let states = history(&movers, rule);
    let last = states.last().and_then(|state| {
        let at = |(actor, chance): &(usize, f64)| Some((*state.positions.get(*actor)?.first()?, *chance));
        Lottery::new(state.places.iter().filter_map(at))
    });
    last.unwrap_or_else(|| Lottery::certain(crate::compromise::weighted_mean(issue)))
}
