//! The least that the others can bring about, class by class: all states from which they can bring the party down
//! to a class, and with these the states for the next.

use super::classes::ones;
use super::group::{below, greatest, reaching};
use super::layout::{LANES, Layout, Line, NONE, is_empty, is_full, join, join_to};

/// A party's part in a flood: where its groups lie, and what it asks of a move.
pub(super) struct Mover<'a> {
    pub(super) layout: &'a Layout,
    /// Its classes if it moves only to improve, tile after tile, each digit's rows together.
    pub(super) classes: Option<&'a [Line]>,
    /// The feasible states, tile after tile.
    pub(super) feasible: &'a [Line],
}

/// Lowers every value to the least over all sequences of the others' moves. Values are binary numbers, the least
/// digit first.
///
/// The states that can be brought to one level are all found before those for the next, so that each is found
/// once; a tile is looked at again only when another party's moves have changed it.
pub(super) fn flood(movers: &[Mover], feasible: &[Line], values: &[Vec<Line>]) -> Vec<Vec<Line>> {
    let known: Vec<Line> = feasible.iter().map(|line| line.map(|word| !word)).collect();
    let open = (0..known.len()).filter(|&line| !is_full(&known[line])).collect();
    let mut levels = Levels {
        settled: known.clone(),
        least: vec![vec![NONE; feasible.len()]; values.len()],
        values,
        open,
    };
    let mut spreading = Spreading::new(movers, known);
    while let Some(level) = levels.lowest(&spreading.known) {
        levels.sow(level, &mut spreading);
        spreading.run();
        levels.settle(level, &spreading.known);
    }
    levels.least
}

/// Which states are still above the levels done.
struct Levels<'a> {
    values: &'a [Vec<Line>],
    least: Vec<Vec<Line>>,
    settled: Vec<Line>,
    open: Vec<usize>,
}

impl Levels<'_> {
    /// The least value of a state that is not known yet.
    fn lowest(&self, known: &[Line]) -> Option<usize> {
        if self.open.is_empty() {
            return None;
        }
        let mut level = 0;
        for digit in (0..self.values.len()).rev() {
            let smaller = self.open.iter().any(|&line| !is_empty(&self.agreeing(level, digit, line, &known[line])));
            level = level << 1 | usize::from(!smaller);
        }
        Some(level)
    }

    /// The states of a line not known yet whose digits from this one up are those of `level` and then a 0.
    fn agreeing(&self, level: usize, digit: usize, line: usize, known: &Line) -> Line {
        let mut agree = self.values[digit][line];
        join_to(&mut agree, known, |agree, known| !agree & !known);
        for (place, value) in self.values[digit + 1..].iter().enumerate() {
            let flip = if level >> place & 1 == 1 { 0 } else { u64::MAX };
            join_to(&mut agree, &value[line], |agree, value| agree & (value ^ flip));
        }
        agree
    }

    /// Makes known the states that have this value.
    fn sow(&self, level: usize, spreading: &mut Spreading) {
        for &line in &self.open {
            let mut sown = spreading.known[line].map(|known| !known);
            for (digit, value) in self.values.iter().enumerate() {
                let flip = if level >> digit & 1 == 1 { 0 } else { u64::MAX };
                join_to(&mut sown, &value[line], |sown, value| sown & (value ^ flip));
            }
            if !is_empty(&sown) {
                join_to(&mut spreading.known[line], &sown, |known, sown| known | sown);
                spreading.changed(line, None);
            }
        }
    }

    /// Writes the level at the states that became known at it.
    fn settle(&mut self, level: usize, known: &[Line]) {
        let Self { least, settled, open, .. } = self;
        open.retain(|&line| {
            let found = join(&known[line], &settled[line], |known, settled| known & !settled);
            if is_empty(&found) {
                return true;
            }
            for digit in ones(level as u64) {
                join_to(&mut least[digit][line], &found, |least, found| least | found);
            }
            settled[line] = known[line];
            !is_full(&known[line])
        });
    }
}

/// Known states on their way up the others' moves.
struct Spreading<'a> {
    movers: &'a [Mover<'a>],
    known: Vec<Line>,
    /// For each mover the tiles to look at, and whether there are any.
    waiting: Vec<(Vec<u64>, bool)>,
    work: Work,
}

/// Memory that is used again from tile to tile.
struct Work {
    known: Vec<Line>,
    among: Vec<Line>,
    greatest: Vec<Line>,
    found: Vec<Line>,
}

impl<'a> Spreading<'a> {
    fn new(movers: &'a [Mover<'a>], known: Vec<Line>) -> Self {
        let rows = movers.iter().map(|mover| mover.layout.rows()).max().unwrap_or(1);
        let digits = movers.iter().filter_map(|mover| Some(mover.classes?.len() / known.len())).max();
        let waiting = movers.iter().map(|mover| (vec![0; mover.layout.tiles().div_ceil(64)], false));
        Self {
            movers,
            waiting: waiting.collect(),
            work: Work {
                known: vec![NONE; rows],
                among: vec![NONE; rows],
                greatest: vec![NONE; rows * digits.unwrap_or(0)],
                found: vec![NONE; rows],
            },
            known,
        }
    }

    /// Has the movers look at a line again, but not the one that changed it.
    fn changed(&mut self, line: usize, by: Option<usize>) {
        for (mover, (tiles, some)) in self.waiting.iter_mut().enumerate() {
            if Some(mover) != by {
                let tile = self.movers[mover].layout.tile_of(line);
                tiles[tile / 64] |= 1 << (tile % 64);
                *some = true;
            }
        }
    }

    fn run(&mut self) {
        while self.waiting.iter().any(|(_, some)| *some) {
            for mover in 0..self.movers.len() {
                if !std::mem::take(&mut self.waiting[mover].1) {
                    continue;
                }
                for word in 0..self.waiting[mover].0.len() {
                    let tiles = std::mem::take(&mut self.waiting[mover].0[word]);
                    ones(tiles).for_each(|tile| self.look_at(mover, word * 64 + tile));
                }
            }
        }
    }

    /// Makes known every state of the tile from which the mover can go to a known one.
    fn look_at(&mut self, number: usize, tile: usize) {
        let mover = &self.movers[number];
        let (layout, rows) = (mover.layout, mover.layout.rows());
        let Work { known, among, greatest, found } = &mut self.work;
        let (known, found) = (&mut known[..rows], &mut found[..rows]);
        layout.gather(tile, &self.known, known);
        if known.iter().all(is_full) {
            return;
        }
        mover.find(tile, known, &mut among[..rows], greatest, found);
        for row in 0..rows {
            let mut found = self.work.found[row];
            join_to(&mut found, &self.work.known[row], |found, known| found & !known);
            if is_empty(&found) {
                continue;
            }
            if layout.rows_are_lines() {
                let line = layout.line(tile, row);
                join_to(&mut self.known[line], &found, |known, found| known | found);
                self.changed(line, Some(number));
                continue;
            }
            for (lane, &found) in found.iter().enumerate().filter(|(_, found)| **found != 0) {
                let word = layout.word(tile, row, lane);
                self.known[word / LANES][word % LANES] |= found;
                self.changed(word / LANES, Some(number));
            }
        }
    }
}

impl Mover<'_> {
    /// The states of a tile from which this party can go to a known one.
    fn find(
        &self,
        tile: usize,
        known: &[Line],
        among: &mut [Line],
        most: &mut [Line],
        found: &mut [Line],
    ) {
        let rows = self.layout.rows();
        let feasible = &self.feasible[tile * rows..(tile + 1) * rows];
        let Some(classes) = self.classes else {
            for ((found, known), feasible) in found.iter_mut().zip(known).zip(feasible) {
                *found = join(known, feasible, |known, feasible| known & feasible);
            }
            reaching(self.layout, found);
            return;
        };
        let size = classes.len() / self.layout.tiles();
        let classes = &classes[tile * size..(tile + 1) * size];
        among.copy_from_slice(known);
        let written = greatest(self.layout, classes, among, &mut most[..size]);
        below(classes, most, written, found);
    }
}
