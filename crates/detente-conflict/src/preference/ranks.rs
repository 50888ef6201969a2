//! Preferences that order all states: a rank for each, the higher the better, the same where indifferent.

use super::Condition;
use crate::model::ModelError;

/// How many statements are compared at once, below a rank of 32 bits.
const AT_ONCE: usize = 32;

/// Ranks from statements, the most important first (option prioritising: Peng 1999; Fang, Hipel, Kilgour &
/// Peng 2003). They run from 0 without gaps.
///
/// Of two states a party prefers the one in which the first statement that tells them apart holds. This
/// compares the truth values as binary numbers, exactly, for any number of statements.
#[must_use]
pub fn by_statements(statements: &[Condition], codes: &[u64]) -> Vec<u32> {
    let mut ranks = vec![0; codes.len()];
    for block in statements.chunks(AT_ONCE) {
        // Where every state has a rank of its own, no statement tells more.
        let most = ranks.iter().max().map_or(0, |&most: &u32| most as usize);
        if most + 1 >= codes.len() {
            break;
        }
        let keys: Vec<u64> = codes
            .iter()
            .zip(&ranks)
            .map(|(&code, &rank)| {
                block
                    .iter()
                    .fold(u64::from(rank), |key, statement| key << 1 | u64::from(statement.holds(code)))
            })
            .collect();
        ranks = dense(&keys);
    }
    ranks
}

/// Ranks from a ranking, the best first. States in one list are indifferent. Every state must occur once.
pub fn by_ranking(best_first: &[Vec<usize>], states: usize) -> Result<Vec<u32>, ModelError> {
    let mut ranks = vec![u32::MAX; states];
    let mut found = 0;
    for (rank, alike) in best_first.iter().rev().enumerate() {
        for &state in alike {
            let (Some(place), Ok(rank)) = (ranks.get_mut(state), u32::try_from(rank)) else {
                return Err(ModelError::WrongLength { expected: states, found: state + 1 });
            };
            found += usize::from(*place == u32::MAX);
            *place = rank;
        }
    }
    let listed: usize = best_first.iter().map(Vec::len).sum();
    if found != states || listed != states {
        return Err(ModelError::WrongLength { expected: states, found: listed.min(found) });
    }
    Ok(ranks)
}

/// Ranks from values, the greater the better.
#[must_use]
pub fn by_values(values: &[i64]) -> Vec<u32> {
    dense(values)
}

/// The place of each key among the different ones.
fn dense<Key: Ord + Copy>(keys: &[Key]) -> Vec<u32> {
    let mut different = keys.to_vec();
    different.sort_unstable();
    different.dedup();
    let place = |key| different.partition_point(|other| *other < key);
    keys.iter().map(|&key| u32::try_from(place(key)).unwrap_or(u32::MAX)).collect()
}

/// The ranking that the ranks say, the best first.
#[must_use]
pub fn ranking(ranks: &[u32]) -> Vec<Vec<usize>> {
    let mut states: Vec<usize> = (0..ranks.len()).collect();
    states.sort_by_key(|&state| std::cmp::Reverse(ranks[state]));
    states.chunk_by(|&one, &other| ranks[one] == ranks[other]).map(<[usize]>::to_vec).collect()
}
