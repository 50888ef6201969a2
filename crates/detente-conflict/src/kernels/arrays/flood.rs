//! The least that the others can bring about by improvements of their own, from everywhere at once.

use super::{
    Answers,
    code_table::{CodeTable, Seat},
    order::{OneWay, Order, base, group_of, lower, lower_one_way},
    over_moves_of, sum,
};
use fixedbitset::FixedBitSet;

/// How many neighbouring groups are copied together: a line of the cache.
const LANES: usize = 16;

/// Lowers every value to the least over all sequences of answers of these parties.
pub(super) fn flood(table: &CodeTable, answers: &[&Answers], values: &mut [i32]) {
    let (mut orders, mut free) = (Vec::new(), Vec::new());
    for answers in answers {
        match answers {
            Answers::Better(order) => orders.push(order),
            Answers::Any(seat) => free.push(*seat),
            Answers::Nobody => {}
        }
    }
    by_improvements(table, &orders, values);
    while !free.is_empty() {
        let before = sum(values);
        over_moves_of(table, &free, values);
        if sum(values) == before {
            return;
        }
        by_improvements(table, &orders, values);
    }
}

/// Lowers every value to the least over all sequences of improvements of the parties with these orders.
///
/// Each party in turn, group by group, until nothing changes; a group is looked at again only when another
/// party's improvements have changed it.
fn by_improvements(table: &CodeTable, orders: &[&Order], values: &mut [i32]) {
    let mut waiting: Vec<Waiting> = orders.iter().map(|order| Waiting::new(order)).collect();
    let mut work = Work::new(orders);
    while waiting.iter().any(|waiting| waiting.some) {
        for (turn, order) in orders.iter().enumerate() {
            if !std::mem::take(&mut waiting[turn].some) {
                continue;
            }
            let tiles = std::mem::replace(&mut waiting[turn].tiles, FixedBitSet::with_capacity(0));
            for tile in tiles.ones() {
                work.changed.clear();
                work.lower_tile(order, tile, values);
                for other in (0..orders.len()).filter(|&other| other != turn) {
                    waiting[other].add(&work.changed);
                }
            }
            let mut emptied = tiles;
            emptied.clear();
            waiting[turn].tiles = emptied;
        }
    }
    table.blank_infeasible(values, i32::MAX);
}

/// Which tiles of a party's groups are to be looked at.
struct Waiting {
    seat: Seat,
    shift: u32,
    tiles: FixedBitSet,
    some: bool,
}

impl Waiting {
    fn new(order: &Order) -> Self {
        let lanes = lanes(order);
        let mut tiles = FixedBitSet::with_capacity(order.groups() / lanes);
        tiles.insert_range(..);
        Self { seat: order.seat, shift: lanes.trailing_zeros(), tiles, some: order.seat.width > 0 }
    }

    fn add(&mut self, codes: &[usize]) {
        if self.seat.width == 0 {
            return;
        }
        for &code in codes {
            self.tiles.insert(group_of(self.seat, code) >> self.shift);
            self.some = true;
        }
    }
}

/// How many neighbouring groups a tile has: those that differ in the lowest bits alone.
fn lanes(order: &Order) -> usize {
    LANES.min(1 << order.seat.offset)
}

/// Memory that is used again from tile to tile.
struct Work {
    tile: Vec<i32>,
    least: Vec<i32>,
    changed: Vec<usize>,
}

impl Work {
    fn new(orders: &[&Order]) -> Self {
        let widest = orders.iter().map(|order| lanes(order) << order.seat.width).max().unwrap_or(0);
        let combinations =
            orders.iter().map(|order| OneWay::new(order.seat).combinations()).max().unwrap_or(1);
        Self { tile: vec![0; widest], least: vec![0; combinations], changed: Vec::new() }
    }

    /// Copies the tile's groups together, lowers them and writes back what changed.
    fn lower_tile(&mut self, order: &Order, tile: usize, values: &mut [i32]) {
        let (seat, lanes) = (order.seat, lanes(order));
        let first = base(seat, tile * lanes);
        let size = 1_usize << seat.width;
        let copy = &mut self.tile[..size * lanes];
        for (place, row) in copy.chunks_exact_mut(lanes).enumerate() {
            let from = first | place << seat.offset;
            row.copy_from_slice(&values[from..from + lanes]);
        }
        let one_way = OneWay::new(seat);
        let mut changed = false;
        for lane in 0..lanes {
            let entries = order.of(tile * lanes + lane);
            changed |= match one_way.combinations() {
                1 => lower(entries, copy, lane, lanes),
                some => lower_one_way(entries, copy, lane, lanes, one_way, &mut self.least[..some]),
            };
        }
        if !changed {
            return;
        }
        for (place, row) in copy.chunks_exact(lanes).enumerate() {
            let to = first | place << seat.offset;
            for (lane, &value) in row.iter().enumerate() {
                if values[to + lane] != value {
                    values[to + lane] = value;
                    self.changed.push(to + lane);
                }
            }
        }
    }
}
