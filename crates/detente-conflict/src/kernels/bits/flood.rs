//! The least that the others can bring about, class by class: all states from which they can bring the party down
//! to a class, and with these the states for the next.

use super::classes::ones;
use super::group::{below, greatest, reaching};
use super::layout::{Line, NONE, is_empty, is_full, join, join_to};
use super::party::Party;
use super::reach::{Reach, Useful};

/// Memory of all floods, used again from one to the next.
///
/// The states that can be brought to one level are all found before those for the next, so that each is found
/// once; a tile is looked at again only when another party's moves have changed it.
pub(super) struct Flood<'a> {
    parties: &'a [Party],
    feasible: &'a [Line],
    /// The states from which the party can be brought down to the levels done, and those that do not count.
    known: Vec<Line>,
    /// The same without the last level.
    settled: Vec<Line>,
    /// For each line a level below which none of its unknown states lies; [`DONE`] if all are known.
    next: Vec<u16>,
    /// The lines in which something became known since the last level.
    touched: Vec<u64>,
    movers: Vec<Mover>,
    work: Work,
}

/// The level of a line all of whose states are known: above all others.
const DONE: u16 = u16::MAX;

/// Which states have the value of a level.
enum Sown {
    Nothing,
    Some,
    AllThatWasLeft,
}

/// A party's moves, and where they are to be looked at.
struct Mover {
    number: usize,
    /// Whether it takes part.
    moves: bool,
    /// The tiles to look at, and whether there are any.
    tiles: Vec<u64>,
    some: bool,
    /// What its groups have reached, if it can improve and undo all it does.
    reach: Option<Reach>,
}

/// Memory for one tile.
struct Work {
    known: Vec<Line>,
    among: Vec<Line>,
    greatest: Vec<Line>,
    found: Vec<Line>,
    useful: Useful,
}

impl<'a> Flood<'a> {
    /// Memory for floods among these parties, of which some may be of improvements only.
    pub(super) fn new(parties: &'a [Party], feasible: &'a [Line], improve: bool) -> Self {
        let rows = parties.iter().map(|party| party.layout.rows()).max().unwrap_or(0);
        let digits = parties.iter().map(|party| party.digits).max().unwrap_or(0);
        let able = parties.iter().enumerate().filter(|(_, party)| !party.layout.levers().is_empty());
        let movers = able.map(|(number, party)| Mover {
            number,
            moves: false,
            tiles: vec![0; party.layout.tiles().div_ceil(64)],
            some: false,
            reach: (improve && party.layout.reversible()).then(|| Reach::new(party)),
        });
        Self {
            parties,
            feasible,
            known: vec![NONE; feasible.len()],
            settled: vec![NONE; feasible.len()],
            next: vec![0; feasible.len()],
            touched: vec![0; feasible.len().div_ceil(64)],
            movers: movers.collect(),
            work: Work {
                known: vec![NONE; rows],
                among: vec![NONE; rows],
                greatest: vec![NONE; rows * digits],
                found: vec![NONE; rows],
                useful: Useful::default(),
            },
        }
    }

    /// Lowers every value of the party to the least over all sequences of the others' moves, or improvements. Values are
    /// binary numbers, one set a digit, the least first.
    pub(super) fn lowest(&mut self, party: usize, improve: bool, values: &[Line], least: &mut [Line]) {
        self.start(party, improve);
        least.fill(NONE);
        let digits = values.len() / self.feasible.len();
        while let Some(level) = self.next.iter().copied().min().filter(|level| *level != DONE) {
            match self.sow(level, digits, values) {
                Sown::Nothing => continue,
                Sown::Some => self.spread(improve),
                Sown::AllThatWasLeft => self.stop(),
            }
            self.settle(level, digits, least);
        }
    }

    fn start(&mut self, party: usize, improve: bool) {
        let known = self.known.iter_mut().zip(&mut self.settled);
        for ((known, settled), feasible) in known.zip(self.feasible) {
            *known = feasible.map(|word| !word);
            *settled = *known;
        }
        for (next, known) in self.next.iter_mut().zip(&self.known) {
            *next = if is_full(known) { DONE } else { 0 };
        }
        for mover in &mut self.movers {
            mover.moves = mover.number != party;
            if let (true, true, Some(reach)) = (mover.moves, improve, &mut mover.reach) {
                reach.forget();
            }
        }
    }

    /// Makes known the states that have this value, and learns what the least is in lines that have none.
    fn sow(&mut self, level: u16, digits: usize, values: &[Line]) -> Sown {
        let (mut some, mut left) = (false, false);
        for line in 0..self.next.len() {
            if self.next[line] > level {
                left |= self.next[line] != DONE;
                continue;
            }
            let unknown = self.known[line].map(|known| !known);
            let (value, sown) = least_of(&unknown, &values[line * digits..(line + 1) * digits]);
            left |= value != level || sown != unknown;
            if value == level {
                join_to(&mut self.known[line], &sown, |known, sown| known | sown);
                self.changed(line, None);
                some = true;
            }
            self.next[line] = value.max(level + 1);
        }
        match (some, left) {
            (false, _) => Sown::Nothing,
            (true, true) => Sown::Some,
            (true, false) => Sown::AllThatWasLeft,
        }
    }

    /// Nothing is to be looked at any more.
    fn stop(&mut self) {
        for mover in &mut self.movers {
            mover.tiles.fill(0);
            mover.some = false;
        }
    }

    /// Writes the level at the states that became known at it.
    fn settle(&mut self, level: u16, digits: usize, least: &mut [Line]) {
        for (word, touched) in self.touched.iter_mut().enumerate() {
            for line in ones(std::mem::take(touched)).map(|bit| word * 64 + bit) {
                let known = &self.known[line];
                let found = join(known, &self.settled[line], |known, settled| known & !settled);
                for digit in ones(level.into()) {
                    join_to(&mut least[line * digits + digit], &found, |least, found| least | found);
                }
                self.settled[line] = *known;
                if is_full(known) {
                    self.next[line] = DONE;
                }
            }
        }
    }

    /// Has the movers look at a line again, but not the one that changed it.
    fn changed(&mut self, line: usize, by: Option<usize>) {
        self.touched[line / 64] |= 1 << (line % 64);
        for (place, mover) in self.movers.iter_mut().enumerate() {
            if mover.moves && Some(place) != by {
                let tile = self.parties[mover.number].layout.tile_of(line);
                mover.tiles[tile / 64] |= 1 << (tile % 64);
                mover.some = true;
            }
        }
    }

    /// Makes known every state from which the movers can get to a known one.
    fn spread(&mut self, improve: bool) {
        while self.movers.iter().any(|mover| mover.some) {
            for place in 0..self.movers.len() {
                if !std::mem::take(&mut self.movers[place].some) {
                    continue;
                }
                for word in 0..self.movers[place].tiles.len() {
                    let tiles = std::mem::take(&mut self.movers[place].tiles[word]);
                    ones(tiles).for_each(|tile| self.look_at(place, improve, word * 64 + tile));
                }
            }
        }
    }

    /// Makes known every state of the tile from which the mover can go to a known one.
    fn look_at(&mut self, place: usize, improve: bool, tile: usize) {
        let Mover { number, reach, .. } = &mut self.movers[place];
        let party = &self.parties[*number];
        let rows = party.layout.rows();
        party.layout.gather(tile, &self.known, &mut self.work.known[..rows]);
        let found = match reach {
            Some(reach) if improve => {
                let Work { known, found, useful, .. } = &mut self.work;
                reach.extend(party, tile, &known[..rows], useful, &mut found[..rows])
            }
            _ => self.work.find(party, improve, tile),
        };
        if found {
            self.learn(place, tile);
        }
    }

    /// Makes known what was found in the tile.
    fn learn(&mut self, place: usize, tile: usize) {
        let layout = &self.parties[self.movers[place].number].layout;
        layout.swap(&mut self.work.found[..layout.rows()]);
        for row in 0..layout.rows() {
            let (line, found) = (layout.line(tile, row), self.work.found[row]);
            if !is_empty(&found) {
                join_to(&mut self.known[line], &found, |known, found| known | found);
                self.changed(line, Some(place));
            }
        }
    }
}

/// The least value that any of the states has, and which have it. Digits stand the least first.
fn least_of(states: &Line, digits: &[Line]) -> (u16, Line) {
    let (mut value, mut least) = (0, *states);
    for digit in digits.iter().rev() {
        let without = join(&least, digit, |least, digit| least & !digit);
        value = value << 1 | u16::from(is_empty(&without));
        if !is_empty(&without) {
            least = without;
        }
    }
    (value, least)
}

impl Work {
    /// Finds the states of a tile that become known because the party can go from them to a known one; `false` where
    /// all are known.
    fn find(&mut self, party: &Party, improve: bool, tile: usize) -> bool {
        let rows = party.layout.rows();
        let (known, found) = (&self.known[..rows], &mut self.found[..rows]);
        if known.iter().all(is_full) {
            return false;
        }
        if improve {
            let size = rows * party.digits;
            let classes = &party.tiled[tile * size..(tile + 1) * size];
            let (among, most) = (&mut self.among[..rows], &mut self.greatest[..size]);
            among.copy_from_slice(known);
            let written = greatest(&party.layout, classes, among, most);
            below(classes, most, written, found);
        } else {
            let feasible = &party.feasible[tile * rows..(tile + 1) * rows];
            for ((found, known), feasible) in found.iter_mut().zip(known).zip(feasible) {
                *found = join(known, feasible, |known, feasible| known & feasible);
            }
            reaching(&party.layout, found);
        }
        let rows = found.iter_mut().zip(known);
        rows.for_each(|(found, known)| join_to(found, known, |found, known| found & !known));
        true
    }
}
