//! Every group of states among which one party alone chooses, sorted by what it prefers.

use super::code_table::{CodeTable, Seat};

/// The widest group that places of 14 bits can name.
pub(in crate::kernels) const WIDEST: u32 = 14;

/// Marks the first of equally preferred places.
const FIRST_OF_EQUALS: u16 = 1 << 15;

/// Stands behind the last feasible place of a group.
const NO_MORE: u16 = 1 << 14;

/// For each group its places, the best first, those of infeasible states left out.
pub(super) struct Order {
    pub(super) seat: Seat,
    entries: Vec<u16>,
}

impl Order {
    pub(super) fn new(table: &CodeTable, seat: Seat, ranks: &[i32]) -> Self {
        let size = 1_usize << seat.width;
        let mut entries = vec![NO_MORE; table.codes];
        let mut keys: Vec<u64> = Vec::with_capacity(size);
        for (group, entries) in entries.chunks_exact_mut(size).enumerate() {
            let base = base(seat, group);
            keys.clear();
            keys.extend((0..size).filter_map(|place| {
                let code = base | place << seat.offset;
                // Ranks are positive; the greatest comes first and equals come in the order of their places.
                let rank = u64::try_from(ranks[code]).unwrap_or(0);
                table.feasible.contains(code).then_some((u64::from(u32::MAX) - rank) << 16 | place as u64)
            }));
            keys.sort_unstable();
            let mut above = u64::MAX;
            for (entry, key) in entries.iter_mut().zip(&keys) {
                let first = if key >> 16 == above { 0 } else { FIRST_OF_EQUALS };
                *entry = first | u16::try_from(key & 0xFFFF).unwrap_or(NO_MORE);
                above = key >> 16;
            }
        }
        Self { seat, entries }
    }

    /// How many groups there are.
    pub(super) fn groups(&self) -> usize {
        self.entries.len() >> self.seat.width
    }

    /// The group's entries, the best first.
    pub(super) fn of(&self, group: usize) -> &[u16] {
        let size = 1 << self.seat.width;
        &self.entries[group * size..(group + 1) * size]
    }
}

/// The code of the group's first place: the group's number spread around the party's bits.
pub(super) fn base(seat: Seat, group: usize) -> usize {
    let low = (1_usize << seat.offset) - 1;
    group & low | (group & !low) << seat.width
}

/// The group that a code belongs to.
pub(super) fn group_of(seat: Seat, code: usize) -> usize {
    let low = (1_usize << seat.offset) - 1;
    code & low | code >> seat.width & !low
}

/// Lowers each value to the least of the strictly better places. `lane` picks one of the groups that lie
/// interleaved in `values`, `lanes` of them. Whether anything changed.
pub(super) fn lower(entries: &[u16], values: &mut [i32], lane: usize, lanes: usize) -> bool {
    let (mut better, mut seen, mut changed) = (i32::MAX, i32::MAX, false);
    for &entry in entries {
        if entry == NO_MORE {
            break;
        }
        if entry & FIRST_OF_EQUALS != 0 {
            better = seen;
        }
        let place = usize::from(entry & (NO_MORE - 1)) * lanes + lane;
        let value = values[place];
        seen = seen.min(value);
        changed |= better < value;
        values[place] = value.min(better);
    }
    changed
}

/// The same where some courses can only be taken, or only given up: only places count that have every such course
/// at least as far along. `least` has one entry for every combination of the `one_way` courses.
pub(super) fn lower_one_way(
    entries: &[u16],
    values: &mut [i32],
    lane: usize,
    lanes: usize,
    one_way: OneWay,
    least: &mut [i32],
) -> bool {
    least.fill(i32::MAX);
    let mut changed = false;
    let end = entries.iter().position(|&entry| entry == NO_MORE).unwrap_or(entries.len());
    let mut rest = &entries[..end];
    while !rest.is_empty() {
        let equals = 1 + rest[1..].iter().take_while(|&&entry| entry & FIRST_OF_EQUALS == 0).count();
        let (class, after) = rest.split_at(equals);
        let place = |entry: u16| usize::from(entry & (NO_MORE - 1));
        // Equals do not improve on one another: all are read before any is let in.
        let before: Vec<(usize, i32)> =
            class.iter().map(|&entry| (place(entry), values[place(entry) * lanes + lane])).collect();
        for &(place, value) in &before {
            let better = least[one_way.along(place)];
            changed |= better < value;
            values[place * lanes + lane] = value.min(better);
        }
        for (place, value) in before {
            one_way.each_behind(place, |along| least[along] = least[along].min(value));
        }
        rest = after;
    }
    changed
}

/// The courses of a group that go one way only.
#[derive(Clone, Copy, Debug)]
pub(super) struct OneWay {
    all: usize,
    back: usize,
}

impl OneWay {
    pub(super) fn new(seat: Seat) -> Self {
        Self { all: seat.own(seat.forward | seat.back), back: seat.own(seat.back) }
    }

    /// How many combinations the one-way courses have; 1 if there are none.
    pub(super) fn combinations(self) -> usize {
        1 << self.all.count_ones()
    }

    /// How far along each one-way course is: one bit each, packed, set once the way is gone.
    fn along(self, place: usize) -> usize {
        let gone = (place ^ self.back) & self.all;
        let (mut packed, mut next, mut rest) = (0, 0, self.all);
        while rest != 0 {
            packed |= (gone >> rest.trailing_zeros() & 1) << next;
            next += 1;
            rest &= rest - 1;
        }
        packed
    }

    /// Every combination that is no further along than the place in any course.
    fn each_behind(self, place: usize, mut act: impl FnMut(usize)) {
        let along = self.along(place);
        let mut behind = along;
        loop {
            act(behind);
            if behind == 0 {
                return;
            }
            behind = (behind - 1) & along;
        }
    }
}
