//! The classic concepts by arrays over all codes.
//!
//! In option form a party's moves are transitive, so that "nobody moves twice in succession" forbids nothing, and
//! every concept compares one number a state with the party's rank: the least rank, or the least of the best
//! it could still get to, that the others can bring about. Whether the move's own end is counted among the answers
//! makes no difference, as it is better than where the party stood.

mod code_table;
mod flood;
mod order;
mod over_moves;
mod ranks_by_code;

pub(super) use order::WIDEST;

use super::{refusal::Refusal, taste::Taste};
use crate::model::Choices;
use crate::stability::{Claim, Concept};
use code_table::{BLOCK, CodeTable, INFEASIBLE, Seat};
use fixedbitset::FixedBitSet;
use order::Order;
use over_moves::over_moves;
use ranks_by_code::write_ranks;

/// Which codes are feasible, and which of them are stable: `stable[concept][party]`.
pub(super) struct Found {
    pub(super) feasible: FixedBitSet,
    pub(super) stable: Vec<Vec<FixedBitSet>>,
}

/// Finds the stable states of each concept and party. Ranks are made for one party at a time, so that only one
/// party's are held.
pub(super) fn find(choices: &Choices, tastes: &[Taste], concepts: &[Concept]) -> Result<Found, Refusal> {
    let table = CodeTable::new(choices);
    let mut ranks = vec![0; table.codes];
    let mut answers: Vec<Answers> = Vec::new();
    if concepts.iter().any(|concept| concept.answers_improve()) {
        for (&seat, taste) in table.seats.iter().zip(tastes) {
            answers.push(match taste {
                Taste::Unknown(Claim::Certain) => Answers::Nobody,
                Taste::Unknown(Claim::Possible) => Answers::Any(seat),
                Taste::Statements(_) | Taste::Ranks(_) => {
                    write_ranks(&table, taste, &mut ranks)?;
                    Answers::Better(Order::new(&table, seat, &ranks))
                }
            });
        }
    }
    let mut values = vec![0; table.codes];
    let mut stable: Vec<Vec<FixedBitSet>> = concepts.iter().map(|_| Vec::new()).collect();
    for (party, taste) in tastes.iter().enumerate() {
        if let Taste::Unknown(claim) = taste {
            let stays = match claim {
                Claim::Certain => without_moves(&table, table.seats[party], &mut values),
                Claim::Possible => table.feasible.clone(),
            };
            stable.iter_mut().for_each(|stable| stable.push(stays.clone()));
            continue;
        }
        write_ranks(&table, taste, &mut ranks)?;
        let others = answers.iter().enumerate().filter(|(other, _)| *other != party);
        let others: Vec<&Answers> = others.map(|(_, answers)| answers).collect();
        for (concept, stable) in concepts.iter().zip(&mut stable) {
            judge(&table, party, &ranks, &others, *concept, &mut values);
            stable.push(not_above(&table, &values, &ranks));
        }
    }
    Ok(Found { feasible: table.feasible, stable })
}

/// What a party answers by where answers must be improvements.
enum Answers {
    /// By what it ranks higher.
    Better(Order),
    /// By any of its moves: each may be an improvement.
    Any(Seat),
    /// By nothing: none is an improvement for certain.
    Nobody,
}

/// Leaves in `values` the most the party can count on by leaving: it leaves where that is more than it has.
fn judge(
    table: &CodeTable,
    party: usize,
    ranks: &[i32],
    others: &[&Answers],
    concept: Concept,
    values: &mut [i32],
) {
    let seat = table.seats[party];
    values.copy_from_slice(ranks);
    if concept.looks_at_countermoves() || concept == Concept::Nash {
        over_moves::<true>(values, seat);
    }
    if concept == Concept::Nash {
        return;
    }
    table.blank_infeasible(values, i32::MAX);
    if concept.answers_improve() {
        flood::flood(table, others, values);
    } else {
        let others = table.seats.iter().enumerate().filter(|(other, _)| *other != party);
        over_moves_of(table, &others.map(|(_, seat)| *seat).collect::<Vec<_>>(), values);
    }
    if concept.looks_at_countermoves() {
        // A move that is no improvement must not count: it is worth what it is at most.
        values.iter_mut().zip(ranks).for_each(|(value, rank)| *value = (*value).min(*rank));
    }
    table.blank_infeasible(values, INFEASIBLE);
    over_moves::<true>(values, seat);
}

/// The least that these parties can bring about by any moves. Moves of different parties commute, unless an
/// infeasible state stands between them: then in turns until nothing changes.
fn over_moves_of(table: &CodeTable, seats: &[Seat], values: &mut [i32]) {
    loop {
        let before = if table.all_feasible { 0 } else { sum(values) };
        for seat in seats.iter().filter(|seat| seat.width > 0) {
            over_moves::<false>(values, *seat);
            table.blank_infeasible(values, i32::MAX);
        }
        if table.all_feasible || sum(values) == before {
            return;
        }
    }
}

fn sum(values: &[i32]) -> i64 {
    values.iter().map(|&value| i64::from(value)).sum()
}

/// The feasible codes from which the party has no move: each code, as a number, is both the least and the greatest it
/// can get to.
fn without_moves(table: &CodeTable, seat: Seat, values: &mut [i32]) -> FixedBitSet {
    let mut least = numbers(table, seat, values, i32::MAX, over_moves::<false>);
    least.intersect_with(&numbers(table, seat, values, INFEASIBLE, over_moves::<true>));
    least
}

/// The feasible codes that are their own end of what the party can get to.
fn numbers(
    table: &CodeTable,
    seat: Seat,
    values: &mut [i32],
    infeasible: i32,
    end: fn(&mut [i32], Seat),
) -> FixedBitSet {
    values.iter_mut().zip(INFEASIBLE + 1..).for_each(|(value, number)| *value = number);
    table.blank_infeasible(values, infeasible);
    end(values, seat);
    let own = values.iter().zip(INFEASIBLE + 1..).enumerate();
    let own = own.filter(|(_, (value, number))| *value == number).map(|(code, _)| code);
    let mut ends: FixedBitSet = own.collect();
    ends.grow(table.codes);
    ends.intersect_with(&table.feasible);
    ends
}

/// The feasible codes at which the value is not above the rank.
fn not_above(table: &CodeTable, values: &[i32], ranks: &[i32]) -> FixedBitSet {
    let blocks = values.chunks(BLOCK).zip(ranks.chunks(BLOCK)).zip(table.feasible.as_slice());
    let blocks = blocks.map(|((values, ranks), feasible)| {
        let pairs = values.iter().zip(ranks).enumerate();
        feasible & pairs.fold(0, |block, (bit, (value, rank))| block | usize::from(value <= rank) << bit)
    });
    FixedBitSet::with_capacity_and_blocks(table.codes, blocks)
}
