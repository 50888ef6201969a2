//! A party's indifference classes as binary numbers: one set of states for each digit, the least first.

use super::layout::{EVERY, IN_A_LINE, IN_A_WORD, LANES, LOW, Line, NONE, WORD, join, join_to};
use crate::kernels::refusal::Refusal;
use crate::kernels::taste::Taste;
use crate::preference::Condition;

/// The most indifference classes of a party: each level of a flood costs a look at the states that are left.
pub(super) const MOST_CLASSES: usize = 1 << 12;

/// So few digits are taken as they are given: numbering the classes anew would save little.
pub(in crate::kernels) const FEW_DIGITS: usize = 5;

/// How many digits the party's classes have at most, as far as a glance tells.
pub(in crate::kernels) fn most_digits(taste: &Taste) -> usize {
    let most = digits_of(MOST_CLASSES - 1);
    match taste {
        Taste::Statements(statements) => statements.len().clamp(1, most),
        Taste::Ranks(ranks) if few_values(ranks) => FEW_DIGITS,
        Taste::Ranks(_) | Taste::Unknown(_) => most,
    }
}

/// Whether there are at most as many different ranks as a few digits tell apart. Ranks below that number are told at a
/// glance; others are looked up one by one, which ends early where hardly any tie.
fn few_values(ranks: &[u32]) -> bool {
    const FEW: usize = 1 << FEW_DIGITS;
    let small = |piece: &[u32]| (piece.iter().fold(0, |any, rank| any | rank) as usize) < FEW;
    let mut known: Vec<u32> = Vec::with_capacity(FEW + 1);
    ranks.chunks(1 << 12).all(small)
        || ranks.iter().all(|rank| match known.binary_search(rank) {
            Ok(_) => true,
            Err(place) => {
                known.insert(place, *rank);
                known.len() <= FEW
            }
        })
}

/// The digits of the party's classes line by line, the higher the better and 0 where no state is feasible.
/// `None` if there are more than `most` classes.
pub(super) fn digits(
    taste: &Taste,
    feasible: &[Line],
    codes: usize,
    most: usize,
) -> Result<Option<Vec<Line>>, Refusal> {
    let codes = Codes { feasible, count: codes };
    let digits = match taste {
        Taste::Statements(statements) if statements.len() <= FEW_DIGITS && 1 << statements.len() <= most => {
            Some(codes.holding(statements))
        }
        Taste::Statements(statements) => {
            codes.numbered(statements.chunks(8).map(|statements| codes.truths(statements)), most)
        }
        Taste::Ranks(ranks) => {
            let expected = feasible.iter().flatten().map(|word| word.count_ones() as usize).sum();
            if ranks.len() != expected {
                return Err(Refusal::WrongPreferences { expected, found: ranks.len() });
            }
            codes.ranked(ranks, most)
        }
        // Of states that nobody compares no class is made.
        Taste::Unknown(_) => None,
    };
    Ok(digits.map(|mut digits| {
        let count = digits.len() / feasible.len();
        for (digits, feasible) in digits.chunks_exact_mut(count).zip(feasible) {
            for digit in digits {
                join_to(digit, feasible, |one, feasible| one & feasible);
            }
        }
        digits
    }))
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

    /// The states in which each statement holds, the last first; no state at all if there is no statement.
    fn holding(&self, statements: &[Condition]) -> Vec<Line> {
        let digits = statements.len().max(1);
        let mut numbers = vec![NONE; self.feasible.len() * digits];
        for (line, numbers) in numbers.chunks_exact_mut(digits).enumerate() {
            let numbers = numbers.iter_mut().zip(statements.iter().rev());
            numbers.for_each(|(digit, statement)| *digit = holding_in(statement, line));
        }
        numbers
    }

    /// The digits of ranks: those of the classes in their order where these are not few.
    fn ranked(&self, ranks: &[u32], most: usize) -> Option<Vec<Line>> {
        let any = ranks.iter().fold(0, |any, rank| any | rank) as usize;
        let digits = digits_of(any);
        if digits <= FEW_DIGITS && any < most {
            return Some(self.as_given(ranks, digits));
        }
        let bytes = (0..digits.div_ceil(8)).rev();
        self.numbered(bytes.map(|byte| self.spread(ranks, |rank| (rank >> (8 * byte)) as u8)), most)
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

    /// A part of what is given for each feasible state, by code.
    fn spread(&self, given: &[u32], part: impl Fn(u32) -> u8) -> Vec<u8> {
        let mut by_code = vec![0; self.words() * WORD];
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

    /// Numbers the different sequences of bytes of feasible states in their order, from 0 without gaps, and gives the
    /// digits of the numbers; `None` if there are more than `most`.
    fn numbered(&self, bytes: impl Iterator<Item = Vec<u8>>, most: usize) -> Option<Vec<Line>> {
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
        Some(self.written(&classes, digits_of(count.saturating_sub(1))))
    }

    /// The digits of ranks below 256.
    fn as_given(&self, ranks: &[u32], digits: usize) -> Vec<Line> {
        let mut numbers = vec![NONE; self.feasible.len() * digits];
        let mut rest = ranks;
        for (word, feasible) in self.feasible().enumerate() {
            let (here, after) = rest.split_at(rest.len().min(feasible.count_ones() as usize));
            rest = after;
            let mut bytes = [0; WORD];
            if feasible == u64::MAX {
                bytes.iter_mut().zip(here).for_each(|(byte, &rank)| *byte = rank as u8);
            } else {
                ones(feasible).zip(here).for_each(|(bit, &rank)| bytes[bit] = rank as u8);
            }
            let line = word / LANES * digits;
            write(&bytes, word % LANES, &mut numbers[line..line + digits]);
        }
        numbers
    }

    /// The digits of classes.
    fn written(&self, classes: &[u16], digits: usize) -> Vec<Line> {
        let mut numbers = vec![NONE; self.feasible.len() * digits];
        for (word, classes) in classes.chunks_exact(WORD).enumerate() {
            let line = word / LANES * digits;
            for (high, digits) in numbers[line..line + digits].chunks_mut(8).enumerate() {
                let mut bytes = [0; WORD];
                bytes.iter_mut().zip(classes).for_each(|(byte, class)| *byte = (class >> (8 * high)) as u8);
                write(&bytes, word % LANES, digits);
            }
        }
        numbers
    }
}

/// Writes the digits of 64 numbers below 256 to a word of each digit's line.
fn write(bytes: &[u8; WORD], lane: usize, digits: &mut [Line]) {
    let words = digits_of_bytes(bytes).into_iter().zip(digits);
    words.for_each(|(word, digit)| digit[lane] = word);
}

/// The states of a line in which the statement holds.
fn holding_in(statement: &Condition, line: usize) -> Line {
    match statement {
        Condition::Taken(course) => taken_in(*course, line),
        Condition::Not(inner) => holding_in(inner, line).map(|word| !word),
        Condition::All(parts) => parts.iter().fold(EVERY, |mut all, part| {
            join_to(&mut all, &holding_in(part, line), |all, part| all & part);
            all
        }),
        Condition::Any(parts) => parts.iter().fold(NONE, |mut any, part| {
            join_to(&mut any, &holding_in(part, line), |any, part| any | part);
            any
        }),
        Condition::If(then, given) => {
            join(&holding_in(then, line), &holding_in(given, line), |then, given| then | !given)
        }
        Condition::Iff(one, other) => {
            join(&holding_in(one, line), &holding_in(other, line), |one, other| !(one ^ other))
        }
    }
}

/// The states of a line in which the course is taken.
fn taken_in(course: usize, line: usize) -> Line {
    const LOWEST: usize = IN_A_WORD as usize;
    const HIGHEST: usize = IN_A_LINE as usize;
    let all_if = |holds: bool| if holds { u64::MAX } else { 0 };
    match course {
        0..LOWEST => [LOW[course]; LANES],
        LOWEST..HIGHEST => std::array::from_fn(|lane| all_if(lane >> (course - LOWEST) & 1 == 1)),
        _ => {
            let shifted = u32::try_from(course - HIGHEST).ok().and_then(|place| line.checked_shr(place));
            [all_if(shifted.unwrap_or(0) & 1 == 1); LANES]
        }
    }
}

/// The digits of 64 numbers below 256: one word a digit, the least first.
fn digits_of_bytes(bytes: &[u8; WORD]) -> [u64; 8] {
    let mut words = [0; 8];
    for (word, bytes) in words.iter_mut().zip(bytes.chunks_exact(8)) {
        *word = bytes.try_into().map_or(0, u64::from_le_bytes);
    }
    // Each word is a square of bits, and all words a square of bytes: both are turned about their diagonals.
    for word in &mut words {
        for (shift, mask) in
            [(7, 0x00AA_00AA_00AA_00AA), (14, 0x0000_CCCC_0000_CCCC), (28, 0x0000_0000_F0F0_F0F0)]
        {
            let differ = (*word >> shift ^ *word) & mask;
            *word ^= differ ^ differ << shift;
        }
    }
    for (step, mask) in [(1, 0x00FF_00FF_00FF_00FF), (2, 0x0000_FFFF_0000_FFFF), (4, 0x0000_0000_FFFF_FFFF)] {
        for place in (0..8).filter(|place| place & step == 0) {
            let differ = (words[place] >> (8 * step) ^ words[place | step]) & mask;
            words[place | step] ^= differ;
            words[place] ^= differ << (8 * step);
        }
    }
    words
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
