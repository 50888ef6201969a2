//! What the decision between moves looks at.
//!
//! Each template has a number, which is the order of the calls below: a change of them needs new weights.

use super::{Arena, Children, Node, State, Token};
use crate::{
    hash::mix,
    table::{Block, OfMoves},
};

const EMPTY: Node =
    Node { token: u32::MAX, below: super::NOTHING, left: Children::NONE, right: Children::NONE };

/// What the decision looks at in a state: the bases of its features in a table of so many weights.
pub(crate) fn look(arena: &Arena, state: State, tokens: &[Token], table: usize, bases: &mut Vec<usize>) {
    bases.clear();
    let mut features = Features { table, template: 0, bases };
    let view = View::of(arena, state, tokens);
    view.words(&mut features);
    view.sequences(&mut features);
    view.children(&mut features);
    view.distances(&mut features);
}

/// The features that were looked at so far.
struct Features<'bases> {
    table: usize,
    /// The number of the last template.
    template: u64,
    bases: &'bases mut Vec<usize>,
}

impl Features<'_> {
    /// Looks at some things together.
    fn add(&mut self, atoms: &[u64]) {
        self.template += 1;
        let feature = atoms.iter().fold(mix(0x6d6f, self.template), |seed, &atom| mix(seed, atom));
        self.bases.push(OfMoves::base(feature, self.table));
    }
}

/// What stands where: `s0` is the top of the stack, `s1` and `s2` stand below it, `n0` is the next word, and `n1` and
/// `n2` follow it.
struct View<'state> {
    arena: &'state Arena,
    tokens: &'state [Token],
    depth: u32,
    top: &'state Node,
    below: &'state Node,
    front: &'state Node,
    s0: Token,
    s1: Token,
    s2: Token,
    n0: Token,
    n1: Token,
    n2: Token,
}

impl<'state> View<'state> {
    fn of(arena: &'state Arena, state: State, tokens: &'state [Token]) -> Self {
        let node = |at: u32| arena.node(at).unwrap_or(&EMPTY);
        let token = |at: usize| tokens.get(at).copied().unwrap_or(Token::NONE);
        let (top, front) = (node(state.top), node(state.front));
        let below = node(top.below);
        let third = node(below.below);
        let next = front.token as usize;
        let [s0, s1, s2] = [top, below, third].map(|node| token(node.token as usize));
        let [n0, n1, n2] = [next, next + 1, next + 2].map(token);
        Self { arena, tokens, depth: state.depth, top, below, front, s0, s1, s2, n0, n1, n2 }
    }

    /// A child on a side of a word: the outermost or the one inside of it.
    fn child(&self, side: &Children, at: usize) -> Token {
        let node = self.arena.node(side.nodes[at]).unwrap_or(&EMPTY);
        self.tokens.get(node.token as usize).copied().unwrap_or(Token::NONE)
    }

    /// Single words and pairs of them.
    fn words(&self, features: &mut Features<'_>) {
        let &Self { s0, s1, s2, n0, n1, n2, .. } = self;
        for word in [s0, s1, n0, n1] {
            features.add(&[word.word]);
            features.add(&[word.class]);
            features.add(&[word.both]);
        }
        features.add(&[s2.word]);
        features.add(&[s2.class]);
        features.add(&[n2.class]);
        features.add(&[n2.word]);
        // Pairs.
        features.add(&[s0.both, n0.class]);
        features.add(&[s0.class, n0.both]);
        features.add(&[s0.word, n0.word]);
        features.add(&[s0.class, n0.class]);
        features.add(&[s0.word, n0.tag]);
        features.add(&[s0.tag, n0.word]);
        features.add(&[s1.word, s0.word]);
        features.add(&[s1.class, s0.class]);
        features.add(&[s1.both, s0.class]);
        features.add(&[s1.class, s0.both]);
        features.add(&[s1.word, s0.tag]);
        features.add(&[s1.class, n0.class]);
        features.add(&[s1.word, n0.word]);
        features.add(&[s1.word, n0.tag]);
        features.add(&[s1.tag, n0.word]);
        features.add(&[n0.class, n1.class]);
        features.add(&[n0.word, n1.class]);
        features.add(&[n0.tag, n1.word]);
        features.add(&[s0.word, n1.class]);
        features.add(&[s2.word, s0.tag]);
    }

    /// Three words and more.
    fn sequences(&self, features: &mut Features<'_>) {
        let &Self { s0, s1, s2, n0, n1, n2, .. } = self;
        features.add(&[n0.class, n1.class, n2.class]);
        features.add(&[s0.class, n0.class, n1.class]);
        features.add(&[s0.tag, n0.tag, n1.tag]);
        features.add(&[s0.tag, n0.tag, n1.tag, n2.tag]);
        features.add(&[s0.word, n0.tag, n1.tag]);
        features.add(&[s0.tag, n0.word, n1.tag]);
        features.add(&[s0.tag, n0.tag, n1.word]);
        features.add(&[s1.class, s0.class, n0.class]);
        features.add(&[s1.tag, s0.tag, n0.tag]);
        features.add(&[s1.word, s0.tag, n0.tag]);
        features.add(&[s1.tag, s0.word, n0.tag]);
        features.add(&[s1.tag, s0.tag, n0.word]);
        features.add(&[s2.tag, s1.tag, s0.tag]);
        features.add(&[s2.tag, s1.tag, s0.tag, n0.tag]);
        features.add(&[s1.tag, s0.tag, n0.tag, n1.tag]);
        features.add(&[s2.word, s1.tag, s0.tag]);
    }

    /// What hangs on words.
    fn children(&self, features: &mut Features<'_>) {
        let &Self { s0, s1, s2, n0, n1, .. } = self;
        let (s0l, s0l2) = (self.child(&self.top.left, 0), self.child(&self.top.left, 1));
        let (s0r, s0r2) = (self.child(&self.top.right, 0), self.child(&self.top.right, 1));
        let (s1l, s1r) = (self.child(&self.below.left, 0), self.child(&self.below.right, 0));
        let s1r2 = self.child(&self.below.right, 1);
        let (n0l, n0l2) = (self.child(&self.front.left, 0), self.child(&self.front.left, 1));
        let outermost = [
            (s0l, &self.top.left),
            (s0r, &self.top.right),
            (s1r, &self.below.right),
            (n0l, &self.front.left),
            (s1l, &self.below.left),
        ];
        for (word, side) in outermost {
            features.add(&[word.word, of(side, 0)]);
            features.add(&[word.class, of(side, 0)]);
        }
        features.add(&[s0l2.tag, of(&self.top.left, 1)]);
        features.add(&[s0r2.tag, of(&self.top.right, 1)]);
        features.add(&[n0l2.tag, of(&self.front.left, 1)]);
        features.add(&[s1r2.tag, of(&self.below.right, 1)]);
        features.add(&[s0.tag, s0l.tag, n0.tag]);
        features.add(&[s0.tag, s0r.tag, n0.tag]);
        features.add(&[s0.tag, n0.tag, n0l.tag]);
        features.add(&[s1.tag, s0.tag, s0l.tag]);
        features.add(&[s1.tag, s0.tag, s0r.tag]);
        features.add(&[s1.tag, s1r.tag, s0.tag]);
        features.add(&[s1.tag, s1l.tag, s0.tag]);
        features.add(&[s0.tag, s0l.tag, s0l2.tag]);
        features.add(&[s0.tag, s0r.tag, s0r2.tag]);
        features.add(&[n0.tag, n0l.tag, n0l2.tag]);
        features.add(&[s0.tag, of(&self.top.right, 0), n0.tag, n1.tag]);
        features.add(&[s1.tag, of(&self.below.right, 0), s0.tag, of(&self.top.left, 0)]);
        // What opens a phrase stands leftmost on its head: whether it hangs on a noun or a verb is its affair.
        features.add(&[s1.word, s0l.word]);
        features.add(&[s1.tag, s0l.word, s0.tag]);
        features.add(&[s2.word, s0l.word]);
        features.add(&[s2.tag, s1.tag, s0l.word]);
        features.add(&[s1.word, s0l.word, s0.word]);
        features.add(&[s1.tag, s0.tag, n0l.word, n0.tag]);
        features.add(&[s0.tag, n0.word, n1.word]);
    }

    /// How far words are from each other, what stands between them, and how much hangs on them.
    fn distances(&self, features: &mut Features<'_>) {
        let &Self { s0, s1, n0, .. } = self;
        let distance = |from: &Node, to: &Node| u64::from(to.token.saturating_sub(from.token).min(7));
        let far = if self.depth > 0 { distance(self.top, self.front) } else { 9 };
        let near = if self.depth > 1 { distance(self.below, self.top) } else { 9 };
        features.add(&[far, s0.word]);
        features.add(&[far, s0.class]);
        features.add(&[far, n0.word]);
        features.add(&[far, n0.class]);
        features.add(&[far, s0.tag, n0.tag]);
        features.add(&[near, s1.tag, s0.tag]);
        features.add(&[near, s1.word]);
        features.add(&[near, s0.tag, n0.tag]);
        let sides = [
            (s0, &self.top.left),
            (s0, &self.top.right),
            (n0, &self.front.left),
            (s1, &self.below.right),
            (s1, &self.below.left),
        ];
        for (word, side) in sides {
            features.add(&[word.word, u64::from(side.count)]);
            features.add(&[word.class, u64::from(side.count)]);
            features.add(&[word.word, side.set]);
            features.add(&[word.tag, side.set]);
        }
        features.add(&[s0.tag, n0.tag, self.top.right.set]);
        features.add(&[s0.tag, n0.tag, self.top.left.set]);
        features.add(&[s0.tag, n0.tag, self.front.left.set]);
        features.add(&[s1.tag, s0.tag, self.below.right.set]);
        features.add(&[s1.tag, s0.tag, self.top.left.set]);
        features.add(&[s1.tag, s0.tag, of(&self.top.left, 0), of(&self.top.right, 0), n0.tag]);
        features.add(&[u64::from(self.depth.min(4)), s0.tag, n0.tag]);
        let after_top = s0.before.between(n0.before);
        let after_below = s1.before.between(s0.before);
        features.add(&[s0.tag, n0.tag, after_top]);
        features.add(&[s0.class, n0.class, after_top]);
        features.add(&[s1.tag, s0.tag, n0.tag, after_below]);
        features.add(&[s0.word, n0.tag, after_top]);
        features.add(&[n0.word, s0.tag, after_top]);
    }
}

/// The relation of the outermost child on a side, or of the one inside of it.
fn of(side: &Children, at: usize) -> u64 {
    u64::from(side.relations[at])
}
