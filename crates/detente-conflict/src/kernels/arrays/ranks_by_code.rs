//! A party's ranks laid out by code.

use super::code_table::{CodeTable, INFEASIBLE};
use crate::kernels::refusal::Refusal;
use crate::kernels::taste::Taste;
use crate::preference::{Condition, ranks};

/// As many statements as fit a rank bit by bit.
const BITS: usize = 30;

/// The greatest rank given, so that there is room for one above and one below.
const GREATEST: u32 = i32::MAX as u32 - 2;

/// Writes the party's ranks, from 1 up, and 0 at infeasible codes.
pub(super) fn write_ranks(table: &CodeTable, taste: &Taste, entries: &mut [i32]) -> Result<(), Refusal> {
    match taste {
        Taste::Statements(statements) if statements.len() <= BITS => by_bits(statements, entries),
        Taste::Statements(statements) => {
            let codes: Vec<u64> = (0..entries.len() as u64).collect();
            let ranks = ranks::by_statements(statements, &codes);
            entries.iter_mut().zip(ranks).for_each(|(entry, rank)| *entry = whole(rank) + 1);
        }
        Taste::Ranks(given) => {
            let expected = table.feasible.count_ones(..);
            if given.len() != expected {
                return Err(Refusal::WrongPreferences { expected, found: given.len() });
            }
            spread_out(table, given, entries);
        }
        // None is known to be above another.
        Taste::Unknown(_) => entries.fill(INFEASIBLE + 1),
    }
    table.blank_infeasible(entries, INFEASIBLE);
    Ok(())
}

/// The truth values themselves, the most important first, are the rank.
fn by_bits(statements: &[Condition], entries: &mut [i32]) {
    for (block, entries) in (0_u64..).zip(entries.chunks_mut(64)) {
        entries.fill(0);
        for statement in statements {
            let holds = statement.holds_in(block);
            for (bit, entry) in entries.iter_mut().enumerate() {
                *entry = *entry << 1 | i32::from(holds >> bit & 1 == 1);
            }
        }
        for entry in entries.iter_mut() {
            *entry += 1;
        }
    }
}

fn spread_out(table: &CodeTable, given: &[u32], entries: &mut [i32]) {
    let gaps_fit = given.iter().all(|&rank| rank <= GREATEST);
    if gaps_fit && table.all_feasible {
        entries.iter_mut().zip(given).for_each(|(entry, &rank)| *entry = whole(rank) + 1);
    } else if gaps_fit {
        table.feasible.ones().zip(given).for_each(|(code, &rank)| entries[code] = whole(rank) + 1);
    } else {
        let values: Vec<i64> = given.iter().map(|&rank| i64::from(rank)).collect();
        let ranks = ranks::by_values(&values);
        table.feasible.ones().zip(ranks).for_each(|(code, rank)| entries[code] = whole(rank) + 1);
    }
}

fn whole(rank: u32) -> i32 {
    i32::try_from(rank.min(GREATEST)).unwrap_or(0)
}
