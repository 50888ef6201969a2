//! A party's indifference classes as binary numbers: one set of states for each digit, the least first.

use super::layout::{EVERY, LANES, Line, NONE};
use crate::kernels::{Refusal, Taste};
use crate::preference::Condition;

/// So few digits are taken as they are given: numbering the classes anew would save little.
const FEW: usize = 5;

/// How many states a word holds.
const WORD: usize = u64::BITS as usize;

/// The digits of the party's classes, the higher the better and 0 where no state is feasible; `None` if there are
/// more than `most` classes.
pub(super) fn digits(
    taste: &Taste,
    feasible: &[Line],
    courses: usize,
    most: usize,
) -> Result<Option<Vec<Vec<Line>>>, Refusal> {
    let codes = Codes { feasible, count: 1 << courses };
    let mut digits = match taste {
        Taste::Statements(statements) if statements.len() <= FEW && 1 << statements.len() <= most => {
            statements.iter().rev().map(|statement| codes.holding(statement)).collect()
        }
        Taste::Statements(statements) => {
            let bytes = statements.chunks(8).map(|statements| codes.truths(statements));
            match codes.numbered(bytes, most) {
                Some((classes, count)) => codes.written(&classes, digits_of(count.saturating_sub(1))),
                None => return Ok(None),
            }
        }
        Taste::Ranks(ranks) => {
            let expected = feasible.iter().flatten().map(|word| word.count_ones() as usize).sum();
            if ranks.len() != expected {
                return Err(Refusal::WrongPreferences { expected, found: ranks.len() });
            }
            let (low, greatest) = codes.low_digits(ranks);
            if digits_of(greatest) <= FEW && greatest < most {
                low.into_iter().take(digits_of(greatest)).collect()
            } else {
                let bytes = (0..digits_of(greatest).div_ceil(8)).rev();
                let bytes = bytes.map(|byte| codes.spread(ranks, |rank| (rank >> (8 * byte)) as u8));
                match codes.numbered(bytes, most) {
                    Some((classes, count)) => codes.written(&classes, digits_of(count.saturating_sub(1))),
                    None => return Ok(None),
                }
            }
        }
    };
    for digit in &mut digits {
        digit.iter_mut().zip(feasible).for_each(|(line, feasible)| {
            line.iter_mut().zip(feasible).for_each(|(word, feasible)| *word &= feasible);
        });
    }
    Ok(Some(digits))
}

/// How many binary digits a number has; one at least.
fn digits_of(greatest: usize) -> usize {
    (usize::BITS - greatest.leading_zeros()).max(1) as usize
}

/// The codes of a model and which of them are feasible.
struct Codes<'a> {
    feasible: &'a [Line],
    count: usize,
}

impl Codes<'_> {
    /// How many words hold a code of the model.
    fn words(&self) -> usize {
        self.count.div_ceil(WORD)
    }

    fn feasible(&self) -> impl Iterator<Item = u64> {
        self.feasible.iter().flatten().copied().take(self.words())
    }

    /// The states in which the statement holds.
    fn holding(&self, statement: &Condition) -> Vec<Line> {
        let mut set = vec![NONE; self.feasible.len()];
        let words = set.iter_mut().flatten().take(self.words());
        words.zip(0..).for_each(|(word, block)| *word = statement.holds_in(block));
        set
    }

    /// Up to eight statements' truth values as a byte for each code, the first the most significant.
    fn truths(&self, statements: &[Condition]) -> Vec<u8> {
        let mut bytes = vec![0; self.words() * WORD];
        for (bytes, block) in bytes.chunks_exact_mut(WORD).zip(0..) {
            for statement in statements {
                let holds = statement.holds_in(block);
                for (bit, byte) in bytes.iter_mut().enumerate() {
                    *byte = *byte << 1 | (holds >> bit & 1) as u8;
                }
            }
        }
        bytes
    }

    /// What is given for each feasible state, by code.
    fn spread<T: Copy + Default>(&self, given: &[u32], part: impl Fn(u32) -> T) -> Vec<T> {
        let mut by_code = vec![T::default(); self.words() * WORD];
        let mut rest = given;
        for (entries, feasible) in by_code.chunks_exact_mut(WORD).zip(self.feasible()) {
            let (here, after) = rest.split_at(rest.len().min(feasible.count_ones() as usize));
            rest = after;
            if feasible == u64::MAX {
                entries.iter_mut().zip(here).for_each(|(entry, &rank)| *entry = part(rank));
            } else {
                ones(feasible).zip(here).for_each(|(bit, &rank)| entries[bit] = part(rank));
            }
        }
        by_code
    }

    /// Numbers the different sequences of bytes of feasible states in their order, from 0 without gaps.
    /// `None` if there are more than `most`.
    fn numbered(&self, bytes: impl Iterator<Item = Vec<u8>>, most: usize) -> Option<(Vec<u16>, usize)> {
        let most = most.min(1 << 16);
        let mut classes = vec![0_u16; self.words() * WORD];
        let mut count = 1;
        for bytes in bytes {
            let mut numbers = vec![0_u16; count << 8];
            let key = |class: u16, byte: u8| usize::from(class) << 8 | usize::from(byte);
            let blocks = classes.chunks_exact(WORD).zip(bytes.chunks_exact(WORD));
            for ((classes, bytes), feasible) in blocks.zip(self.feasible()) {
                if feasible == u64::MAX {
                    classes.iter().zip(bytes).for_each(|(&class, &byte)| numbers[key(class, byte)] = 1);
                } else {
                    ones(feasible).for_each(|bit| numbers[key(classes[bit], bytes[bit])] = 1);
                }
            }
            count = 0;
            for number in numbers.iter_mut().filter(|number| **number == 1) {
                if count == most {
                    return None;
                }
                *number = count as u16;
                count += 1;
            }
            for (class, &byte) in classes.iter_mut().zip(&bytes) {
                *class = numbers[key(*class, byte)];
            }
        }
        Some((classes, count))
    }

    /// The lowest digits of the ranks, as sets of states, and a number of as many digits as the greatest rank.
    fn low_digits(&self, ranks: &[u32]) -> ([Vec<Line>; FEW], usize) {
        let mut sets = [const { Vec::new() }; FEW].map(|_: Vec<Line>| vec![NONE; self.feasible.len()]);
        let (mut rest, mut any) = (ranks, 0);
        for (word, feasible) in self.feasible().enumerate() {
            let (here, after) = rest.split_at(rest.len().min(feasible.count_ones() as usize));
            rest = after;
            let mut bytes = [0; WORD];
            if feasible == u64::MAX {
                bytes.iter_mut().zip(here).for_each(|(byte, &rank)| *byte = rank as u8);
            } else {
                ones(feasible).zip(here).for_each(|(bit, &rank)| bytes[bit] = rank as u8);
            }
            any = here.iter().fold(any, |any, rank| any | rank);
            let eights = eights(&bytes);
            for (digit, set) in sets.iter_mut().enumerate() {
                set[word / LANES][word % LANES] = bits_at(&eights, digit);
            }
        }
        (sets, any as usize)
    }

    /// The digits of numbers, as sets of states.
    fn written(&self, numbers: &[u16], digits: usize) -> Vec<Vec<Line>> {
        let mut sets = vec![vec![NONE; self.feasible.len()]; digits];
        for (word, numbers) in numbers.chunks_exact(WORD).enumerate() {
            for (high, sets) in sets.chunks_mut(8).enumerate() {
                let mut bytes = [0; WORD];
                bytes.iter_mut().zip(numbers).for_each(|(byte, number)| *byte = (number >> (8 * high)) as u8);
                let eights = eights(&bytes);
                for (digit, set) in sets.iter_mut().enumerate() {
                    set[word / LANES][word % LANES] = bits_at(&eights, digit);
                }
            }
        }
        sets
    }
}

fn eights(bytes: &[u8; WORD]) -> [u64; 8] {
    let mut eights = [0; 8];
    for (eight, bytes) in eights.iter_mut().zip(bytes.chunks_exact(8)) {
        *eight = bytes.try_into().map_or(0, u64::from_le_bytes);
    }
    eights
}

/// One bit of each of 64 bytes, gathered by a multiplication that moves eight at a time to the top.
fn bits_at(eights: &[u64; 8], bit: usize) -> u64 {
    let gathered = eights.iter().rev().map(|eight| {
        (eight >> bit & 0x0101_0101_0101_0101).wrapping_mul(0x0102_0408_1020_4080) >> 56
    });
    gathered.fold(0, |word, eight| word << 8 | eight)
}

/// The places of the bits that are set.
pub(super) fn ones(word: u64) -> impl Iterator<Item = usize> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let bit = rest.trailing_zeros() as usize;
        rest &= rest.wrapping_sub(1);
        (bit < WORD).then_some(bit)
    })
}

/// Which codes are feasible; those beyond the model's are not.
pub(super) fn feasible(choices: &crate::model::Choices, lines: usize) -> Vec<Line> {
    let courses = choices.courses().len();
    let mut feasible = vec![NONE; lines];
    let words = (1_usize << courses).div_ceil(WORD);
    let valid = if courses < 6 { (1 << (1 << courses)) - 1 } else { u64::MAX };
    feasible.iter_mut().flatten().take(words).for_each(|word| *word = EVERY[0] & valid);
    for pattern in choices.patterns() {
        let within = Condition::from_pattern(crate::model::Pattern {
            speaks_of: pattern.speaks_of & 63,
            taken: pattern.taken & 63,
        })
        .holds_in(0);
        let (speaks_of, taken) = (pattern.speaks_of >> 6, pattern.taken >> 6);
        for (word, block) in feasible.iter_mut().flatten().take(words).zip(0_u64..) {
            if block & speaks_of == taken {
                *word &= !within;
            }
        }
    }
    feasible
}
