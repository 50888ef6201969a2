//! The best that a party's groups have among the known states, remembered from look to look.
//!
//! A state that becomes known matters to its group only if it is better than all known before; then the states
//! below it become known too. Looks at a tile where no group has a better one end early.

use super::layout::{EVERY, Line, NONE, is_empty, join, join_to};
use super::party::Party;

/// For a party that can undo all it does: what its groups have reached.
pub(super) struct Reach {
    /// The digits of the best known class of each group, tile after tile.
    best: Vec<Line>,
    /// The states that are no better than that, tile after tile: what they lead to is known.
    spent: Vec<Line>,
}

/// The rows of a tile that have known states better than all before, and these states.
#[derive(Default)]
pub(super) struct Useful {
    rows: Vec<usize>,
    states: Vec<Line>,
}

impl Useful {
    /// Finds them, and says whether there are any.
    fn find(&mut self, known: &[Line], spent: &[Line]) -> bool {
        self.rows.clear();
        self.states.clear();
        for (row, (known, spent)) in known.iter().zip(spent).enumerate() {
            let useful = join(known, spent, |known, spent| known & !spent);
            if !is_empty(&useful) {
                self.rows.push(row);
                self.states.push(useful);
            }
        }
        !self.rows.is_empty()
    }

    /// Where any state has this digit.
    fn any(&self, digit: &[Line]) -> Line {
        let mut any = NONE;
        for (states, &row) in self.states.iter().zip(&self.rows) {
            let ones = &digit[row];
            for lane in 0..any.len() {
                any[lane] |= states[lane] & ones[lane];
            }
        }
        any
    }

    /// Leaves the states that have this digit where `reached` says that there are some.
    fn narrow(&mut self, digit: &[Line], reached: &Line) {
        for (states, &row) in self.states.iter_mut().zip(&self.rows) {
            let ones = &digit[row];
            for lane in 0..states.len() {
                states[lane] &= ones[lane] | !reached[lane];
            }
        }
    }
}

impl Reach {
    pub(super) fn new(party: &Party) -> Self {
        Self {
            best: vec![NONE; party.layout.tiles() * party.digits],
            spent: vec![NONE; party.feasible.len()],
        }
    }

    /// As if nothing were known.
    pub(super) fn forget(&mut self) {
        self.best.fill(NONE);
        self.spent.fill(NONE);
    }

    /// Finds the states of the tile that become known because the party can improve from them to a known one; says whether
    /// there are any.
    pub(super) fn extend(
        &mut self,
        party: &Party,
        tile: usize,
        known: &[Line],
        useful: &mut Useful,
        found: &mut [Line],
    ) -> bool {
        let (rows, digits) = (known.len(), party.digits);
        let spent = &mut self.spent[tile * rows..(tile + 1) * rows];
        if !useful.find(known, spent) {
            return false;
        }
        let classes = &party.tiled[tile * rows * digits..(tile + 1) * rows * digits];
        let best = &mut self.best[tile * digits..(tile + 1) * digits];
        let raised = raise(classes, rows, useful, best);
        let mut any = NONE;
        for (row, ((found, spent), known)) in found.iter_mut().zip(spent).zip(known).enumerate() {
            *found = NONE;
            if concerns(&raised, known, spent) {
                let (less, no_more) = compared(&classes[row..], rows, best);
                *found = join(&less, known, |less, known| less & !known);
                *spent = no_more;
                join_to(&mut any, found, |any, found| any | found);
            }
        }
        !is_empty(&any)
    }
}

/// Whether a row has states that are not known or not spent in the groups whose best was raised.
fn concerns(raised: &Line, known: &Line, spent: &Line) -> bool {
    let states = raised.iter().zip(known).zip(spent);
    states.fold(0, |any, ((raised, known), spent)| any | raised & !(known & spent)) != 0
}

/// Raises the best of each group that has a useful state, which is better than the best before, and returns these
/// groups.
fn raise(classes: &[Line], rows: usize, useful: &mut Useful, best: &mut [Line]) -> Line {
    let groups = useful.states.iter().fold(NONE, |any, row| join(&any, row, |any, row| any | row));
    for (digit, best) in classes.chunks_exact(rows).zip(best).rev() {
        let reached = useful.any(digit);
        useful.narrow(digit, &reached);
        join_to(best, &groups, |best, groups| best & !groups);
        join_to(best, &reached, |best, reached| best | reached);
    }
    groups
}

/// Where a row's number is less than the best, and where it is not more. Its digits stand `rows` apart.
fn compared(numbers: &[Line], rows: usize, best: &[Line]) -> (Line, Line) {
    let (mut less, mut equal) = (NONE, EVERY);
    for (own, best) in numbers.iter().step_by(rows).zip(best) {
        for lane in 0..less.len() {
            let differ = own[lane] ^ best[lane];
            less[lane] = best[lane] & !own[lane] | less[lane] & !differ;
            equal[lane] &= !differ;
        }
    }
    (less, join(&less, &equal, |less, equal| less | equal))
}
