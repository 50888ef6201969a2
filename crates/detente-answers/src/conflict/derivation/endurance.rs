//! Whether one state holds under the classic four, asked again and again with other numbers.
//!
//! Who can move where does not depend on numbers, nor does where the others can answer when they may move at a loss.
//! So both are found once, and each set of numbers is asked only how states compare. What every player withstands
//! without foresight it withstands with it, and what no answer at any cost deters no credible one does: most questions
//! are settled by the first two concepts.

use std::cmp::Ordering;

use detente_conflict::{
    Conflict,
    model::Graph,
    preference::Relation,
    stability::{Steps, others, reached},
};

use super::{Derivation, Numbers};
use crate::conflict::concepts::ByConcept;

/// One state of a derived model, ready to be judged with any numbers.
pub struct Endurance<'d> {
    derivation: &'d Derivation,
    graph: &'d Graph,
    state: usize,
    /// By player, where it can go from the state.
    departures: Vec<Vec<Departure>>,
}

struct Departure {
    to: usize,
    /// Where the others can come to from there by any moves.
    answers: Vec<usize>,
}

impl<'d> Endurance<'d> {
    /// A state, by place, of a conflict that was made of the derivation.
    #[must_use]
    pub fn of(derivation: &'d Derivation, conflict: &'d Conflict, state: usize) -> Self {
        let of_player = |player: usize| {
            let others = others(conflict, player);
            let departure = |to: usize| Departure {
                to,
                answers: reached(conflict, &others, to, Steps::Any).states().collect(),
            };
            conflict.graph().moves(player, state).map(departure).collect()
        };
        let departures = (0..conflict.parties()).map(of_player).collect();
        Self { derivation, graph: conflict.graph(), state, departures }
    }

    /// Under which concepts nobody leaves the state, if these are the numbers.
    #[must_use]
    pub fn holds(&self, numbers: &Numbers) -> ByConcept<bool> {
        let orders = Orders::of(self.derivation, numbers);
        let mut holds = ByConcept { nash: true, gmr: true, smr: true, seq: true };
        for player in 0..self.departures.len() {
            let leaving = self.leaving(&orders, player);
            if leaving.is_empty() {
                continue;
            }
            holds.nash = false;
            let hurts: Vec<bool> =
                (0..self.graph.states()).map(|at| !orders.would_leave(player, self.state, at)).collect();
            holds.gmr =
                holds.gmr && leaving.iter().all(|one| one.answers.iter().any(|&answer| hurts[answer]));
            // Whom not even answers at a loss deter, neither of the other two keeps.
            holds.smr = holds.smr && holds.gmr && self.no_way_out(player, &leaving, &hurts);
            holds.seq = holds.seq
                && holds.gmr
                && leaving.iter().all(|one| self.credibly_deterred(&orders, player, one.to, &hurts));
            if !holds.gmr {
                return ByConcept::default();
            }
        }
        holds
    }

    /// The moves that the player would make.
    fn leaving(&self, orders: &Orders, player: usize) -> Vec<&Departure> {
        let would = |departure: &&Departure| orders.would_leave(player, self.state, departure.to);
        self.departures[player].iter().filter(would).collect()
    }

    /// Whether each of these moves has an answer that hurts, wherever the player goes from its end.
    fn no_way_out(&self, player: usize, leaving: &[&Departure], hurts: &[bool]) -> bool {
        let is_caught =
            |answer: &usize| hurts[*answer] && self.graph.moves(player, *answer).all(|to| hurts[to]);
        leaving.iter().all(|departure| departure.answers.iter().any(is_caught))
    }

    /// Whether the others come from there to a state that hurts, by moves that each mover gains by and never two in
    /// succession of the same.
    fn credibly_deterred(&self, orders: &Orders, player: usize, from: usize, hurts: &[bool]) -> bool {
        let players = self.departures.len();
        let mut known = vec![false; self.graph.states() * players];
        let mut open = vec![(from, player)];
        while let Some((at, last)) = open.pop() {
            for mover in (0..players).filter(|&mover| mover != player && mover != last) {
                for to in self.graph.moves(mover, at) {
                    if known[to * players + mover] || !orders.improves(mover, at, to) {
                        continue;
                    }
                    if hurts[to] {
                        return true;
                    }
                    known[to * players + mover] = true;
                    open.push((to, mover));
                }
            }
        }
        false
    }
}

/// By player, how each of its members orders all states.
struct Orders(Vec<Vec<Vec<i64>>>);

impl Orders {
    fn of(derivation: &Derivation, numbers: &Numbers) -> Self {
        let of_player = |player: usize| {
            let own = derivation.choices.courses_of(player) & derivation.consents;
            let members = derivation.players[player].members.iter();
            members.map(|&member| numbers.keys(member, own, &derivation.codes)).collect()
        };
        Self((0..derivation.players.len()).map(of_player).collect())
    }

    /// How one state compares with another: better is what no member finds worse and some member better.
    fn relation(&self, player: usize, from: usize, to: usize) -> Relation {
        let compared = self.0[player].iter().map(|order| order[to].cmp(&order[from]));
        compared.fold(Relation::Same, |so_far, own| match (so_far, own) {
            (_, Ordering::Equal) => so_far,
            (Relation::Same | Relation::Better, Ordering::Greater) => Relation::Better,
            (Relation::Same | Relation::Worse, Ordering::Less) => Relation::Worse,
            _ => Relation::Unknown,
        })
    }

    /// Whether the player prefers, or may prefer, the second state.
    fn would_leave(&self, player: usize, from: usize, to: usize) -> bool {
        !self.relation(player, from, to).is_not_better()
    }

    /// Whether the player prefers the second state for certain.
    fn improves(&self, player: usize, from: usize, to: usize) -> bool {
        self.relation(player, from, to).is_better()
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests read the catalogue of cases")]
mod tests {
    use std::collections::BTreeMap;

    use detente_agreement::{Negotiation, Plan};
    use detente_case::{CaseFiles, View};
    use detente_conflict::stability::stable_states;

    use super::*;
    use crate::conflict::concepts::CLASSIC;

    /// Every seventh state of the catalogue's models, and the agreement, in a few draws, by the definitions.
    #[test]
    fn what_holds_in_a_draw_is_what_the_definitions_say() {
        let mut seen = [[false; 2]; 4];
        for (name, day) in [
            ("london-2025", Some("2025-04-26")),
            ("london-2025", None),
            ("peace-simulator", None),
            ("camp-david-1978", None),
            ("two-party-sale", None),
        ] {
            let path = format!("{}/../../cases/{name}/case.toml", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read(path).expect("the catalogue has the case");
            let case = detente_case::read(&CaseFiles::new("case.toml", &text, BTreeMap::new())).case;
            let as_of = day.map(|day| day.parse().expect("a day"));
            let case = case.seen(&View { as_of, ..View::default() });
            let negotiation = Negotiation::from_case(&case);
            let package = negotiation.on_the_table().map(|best| best.package);
            let derivation = Derivation::of(&case, &negotiation, package.as_ref()).expect("a model");
            let conflict = derivation.conflict(&derivation.numbers).expect("a conflict");
            let plan = Plan { draws: 5, seed: 3 };
            let drawn: Vec<_> = derivation
                .in_draws(&case, &negotiation, package.as_ref(), plan)
                .into_iter()
                .map(|numbers| {
                    let conflict = derivation.conflict(&numbers).expect("a conflict");
                    let stable = CLASSIC.map(|concept| -> Vec<Vec<bool>> {
                        let players = 0..conflict.parties();
                        players.map(|player| stable_states(&conflict, concept.into(), player)).collect()
                    });
                    (numbers, stable)
                })
                .collect();
            for state in (0..derivation.codes.len()).step_by(7).chain(derivation.agreement()) {
                let endurance = Endurance::of(&derivation, &conflict, state);
                for (numbers, stable) in &drawn {
                    let expected = [0, 1, 2, 3].map(|concept| stable[concept].iter().all(|one| one[state]));
                    assert_eq!(endurance.holds(numbers).array(), expected, "{name} {state}");
                    expected.iter().zip(&mut seen).for_each(|(holds, seen)| seen[usize::from(*holds)] = true);
                }
            }
        }
        assert_eq!(seen, [[true; 2]; 4], "every concept held and failed to hold somewhere");
    }
}
