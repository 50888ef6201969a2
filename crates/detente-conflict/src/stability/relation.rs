//! Relations between states as rows of bits, and where movers come by legal sequences of them.

/// A relation between the states of a model: for each state a row with a bit for every state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relation {
    states: usize,
    words: usize,
    bits: Vec<u64>,
}

/// Who moves on from a state that was reached.
#[derive(Clone, Copy)]
enum Next {
    /// Everybody: nobody moved before.
    All,
    /// Everybody but whoever moved last.
    AllBut(usize),
    /// Whoever moved last when the state was reached first: somebody else has reached it since.
    Only(usize),
}

impl Relation {
    /// The relation of these pairs: for each state the states that it stands in relation to.
    pub(super) fn of<To: Iterator<Item = usize>>(states: usize, row: impl Fn(usize) -> To) -> Self {
        let words = states.div_ceil(64);
        let mut relation = Self { states, words, bits: vec![0; states * words] };
        for from in 0..states {
            row(from).for_each(|to| set(relation.row_mut(from), to));
        }
        relation
    }

    /// No pair at all.
    pub(super) fn none(states: usize) -> Self {
        Self::of(states, |_| std::iter::empty())
    }

    /// How many 64-bit words a row takes.
    pub(super) fn words(states: usize) -> usize {
        states.div_ceil(64)
    }

    /// The states that this one stands in relation to, one bit each.
    pub(super) fn row(&self, from: usize) -> &[u64] {
        &self.bits[from * self.words..(from + 1) * self.words]
    }

    fn row_mut(&mut self, from: usize) -> &mut [u64] {
        &mut self.bits[from * self.words..(from + 1) * self.words]
    }

    /// The pairs of either.
    pub(super) fn unite(&mut self, other: &Self) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(own, other)| *own |= other);
    }

    /// The pairs of both.
    pub(super) fn meet(&mut self, other: &Self) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(own, other)| *own &= other);
    }

    /// Whether two steps are one step or lead back. Then it forbids nothing that nobody moves twice in succession, but
    /// to come back to the start alone.
    pub(super) fn is_transitive(&self) -> bool {
        (0..self.states).all(|from| {
            let row = self.row(from);
            ones(row).all(|between| {
                let mut beyond = self.row(between).iter().zip(row).enumerate();
                beyond.all(|(word, (to, own))| to & !own & !only(from, word) == 0)
            })
        })
    }

    /// Every pair that a sequence of pairs connects.
    fn closed(mut self) -> Self {
        let mut through = vec![0; self.words];
        for between in 0..self.states {
            through.copy_from_slice(self.row(between));
            for from in 0..self.states {
                let row = self.row_mut(from);
                if holds(row, between) {
                    row.iter_mut().zip(&through).for_each(|(own, more)| *own |= more);
                }
            }
        }
        self
    }
}

/// Where sequences of the movers' steps lead from each state, nobody moving twice in succession.
///
/// `transitive` says that each mover's steps are. Then a start that is only come back to may be among the ends.
pub(super) fn sequences(movers: &[&Relation], states: usize, transitive: bool) -> Relation {
    let mut all = Relation::none(states);
    if transitive {
        movers.iter().for_each(|mover| all.unite(mover));
        return all.closed();
    }
    for from in 0..states {
        legal(movers, from, all.row_mut(from));
    }
    all
}

/// The ends of legal sequences from one state. Who moved last matters only until somebody else reaches the state too:
/// then everybody has moved on from it.
fn legal(movers: &[&Relation], from: usize, reached: &mut [u64]) {
    let words = reached.len();
    let mut first_by = vec![0; words * 64];
    let mut by = vec![vec![0_u64; words]; movers.len()];
    let mut settled = vec![0_u64; words];
    set(&mut settled, from);
    let mut open = vec![(from, Next::All)];
    while let Some((state, next)) = open.pop() {
        for (mover, relation) in movers.iter().enumerate() {
            let moves = match next {
                Next::All => true,
                Next::AllBut(last) => mover != last,
                Next::Only(first) => mover == first,
            };
            if !moves {
                continue;
            }
            for (word, &row) in relation.row(state).iter().enumerate() {
                let new = row & !reached[word];
                let again = row & reached[word] & !settled[word] & !by[mover][word];
                reached[word] |= new;
                by[mover][word] |= new;
                settled[word] |= again;
                for to in ones_of(word, new) {
                    first_by[to] = mover;
                    if to != from {
                        open.push((to, Next::AllBut(mover)));
                    }
                }
                open.extend(ones_of(word, again).map(|to| (to, Next::Only(first_by[to]))));
            }
        }
    }
}

fn set(row: &mut [u64], state: usize) {
    row[state / 64] |= 1 << (state % 64);
}

/// Whether the state is among those of a row.
fn holds(row: &[u64], state: usize) -> bool {
    row[state / 64] >> (state % 64) & 1 == 1
}

/// The bit of a state in the word with this place.
fn only(state: usize, word: usize) -> u64 {
    if state / 64 == word { 1 << (state % 64) } else { 0 }
}

/// The states of a row, in rising order.
pub(super) fn ones(row: &[u64]) -> impl Iterator<Item = usize> + '_ {
    row.iter().enumerate().flat_map(|(word, &bits)| ones_of(word, bits))
}

fn ones_of(word: usize, mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = bits.trailing_zeros() as usize;
        (bits != 0).then(|| {
            bits &= bits - 1;
            word * 64 + place
        })
    })
}
