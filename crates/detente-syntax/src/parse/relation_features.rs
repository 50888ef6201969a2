//! What the decision between relations looks at.
//!
//! Each template has a number, which is the order of the calls below: a change of them needs new weights.

use super::{Arena, Children, Node, Token};
use crate::{
    hash::mix,
    table::{Block, OfRelations},
};

/// What the decision looks at for an arc between two nodes: the bases of its features in a table of so many weights.
pub(crate) fn look(
    arena: &Arena,
    (head, dependent): (u32, u32),
    tokens: &[Token],
    table: usize,
    bases: &mut Vec<usize>,
) {
    bases.clear();
    let arc = Arc::of(arena, &arena.nodes[head as usize], &arena.nodes[dependent as usize], tokens);
    let mut features = Features { table, is_before: u64::from(arc.is_before), template: 0, bases };
    arc.words(&mut features);
    arc.neighbours(&mut features);
    arc.children(&mut features);
}

/// The features that were looked at so far.
struct Features<'bases> {
    table: usize,
    is_before: u64,
    /// The number of the last template.
    template: u64,
    bases: &'bases mut Vec<usize>,
}

impl Features<'_> {
    /// Looks at some things together, and at whether the dependent stands before its head.
    fn add(&mut self, atoms: &[u64]) {
        self.template += 2;
        let seed = mix(0x7265, self.template + self.is_before);
        let feature = atoms.iter().fold(seed, |seed, &atom| mix(seed, atom));
        self.bases.push(OfRelations::base(feature, self.table));
    }
}

/// An arc: `h` is the head, `d` the dependent.
struct Arc<'state> {
    arena: &'state Arena,
    tokens: &'state [Token],
    head: &'state Node,
    dependent: &'state Node,
    is_before: bool,
    h: Token,
    d: Token,
}

impl<'state> Arc<'state> {
    fn of(
        arena: &'state Arena,
        head: &'state Node,
        dependent: &'state Node,
        tokens: &'state [Token],
    ) -> Self {
        let [h, d] =
            [head, dependent].map(|node| tokens.get(node.token as usize).copied().unwrap_or(Token::NONE));
        Self { arena, tokens, head, dependent, is_before: dependent.token < head.token, h, d }
    }

    fn child(&self, side: &Children, at: usize) -> Token {
        let token = self.arena.node(side.nodes[at]).and_then(|node| self.tokens.get(node.token as usize));
        token.copied().unwrap_or(Token::NONE)
    }

    /// The word that stands so far from another.
    fn near(&self, node: &Node, offset: i32) -> Token {
        let at = node.token.checked_add_signed(offset);
        at.and_then(|at| self.tokens.get(at as usize)).copied().unwrap_or(Token::NONE)
    }

    /// The two words.
    fn words(&self, features: &mut Features<'_>) {
        let &Self { h, d, .. } = self;
        let gap = u64::from(self.head.token.abs_diff(self.dependent.token).min(6));
        features.add(&[]);
        features.add(&[h.word]);
        features.add(&[h.class]);
        features.add(&[d.word]);
        features.add(&[d.class]);
        features.add(&[d.both]);
        features.add(&[h.both]);
        features.add(&[h.word, d.word]);
        features.add(&[h.class, d.class]);
        features.add(&[h.tag, d.tag]);
        features.add(&[h.word, d.tag]);
        features.add(&[h.tag, d.word]);
        features.add(&[h.both, d.class]);
        features.add(&[h.class, d.both]);
        features.add(&[h.class, d.class, gap]);
        features.add(&[h.tag, d.tag, gap]);
        features.add(&[d.word, gap]);
        let between = if self.is_before { d.before.between(h.before) } else { h.before.between(d.before) };
        features.add(&[h.tag, d.tag, between]);
        features.add(&[h.word, d.tag, between]);
        features.add(&[d.word, h.tag, between]);
    }

    /// What stands beside them.
    fn neighbours(&self, features: &mut Features<'_>) {
        let &Self { h, d, .. } = self;
        let (before, after) = (self.near(self.dependent, -1), self.near(self.dependent, 1));
        let (head_before, head_after) = (self.near(self.head, -1), self.near(self.head, 1));
        features.add(&[d.class, before.class]);
        features.add(&[d.class, after.class]);
        features.add(&[d.class, h.class, before.class]);
        features.add(&[d.class, h.class, after.class]);
        features.add(&[d.class, h.class, head_before.class]);
        features.add(&[d.class, h.class, head_after.class]);
        features.add(&[d.tag, h.tag, before.word]);
        features.add(&[d.tag, h.tag, after.word]);
    }

    /// What hangs on them.
    fn children(&self, features: &mut Features<'_>) {
        let &Self { h, d, .. } = self;
        let (dl, dl2) = (self.child(&self.dependent.left, 0), self.child(&self.dependent.left, 1));
        let dr = self.child(&self.dependent.right, 0);
        features.add(&[d.class, dl.word]);
        features.add(&[d.tag, dl.word, h.tag]);
        features.add(&[dl.word, h.word]);
        features.add(&[d.word, dl.word]);
        features.add(&[d.tag, dl.tag, of(&self.dependent.left, 0), h.tag]);
        features.add(&[d.tag, dl2.tag, of(&self.dependent.left, 1), h.tag]);
        features.add(&[d.tag, dr.tag, of(&self.dependent.right, 0), h.tag]);
        features.add(&[d.class, self.dependent.left.set]);
        features.add(&[d.tag, self.dependent.left.set, h.tag]);
        features.add(&[d.class, self.dependent.right.set]);
        features.add(&[d.tag, self.dependent.right.set, h.tag]);
        features.add(&[d.tag, self.dependent.left.set, self.dependent.right.set, h.tag]);
        features.add(&[h.tag, d.tag, self.head.left.set]);
        features.add(&[h.tag, d.tag, self.head.right.set]);
        features.add(&[h.word, d.tag, self.head.left.set]);
        features.add(&[h.word, d.tag, self.head.right.set]);
        let hl = self.child(&self.head.left, 0);
        features.add(&[h.tag, d.tag, hl.word]);
        features.add(&[h.tag, d.tag, of(&self.head.right, 0), of(&self.head.left, 0)]);
    }
}

/// The relation of the outermost child on a side, or of the one inside of it.
fn of(side: &Children, at: usize) -> u64 {
    u64::from(side.relations[at])
}
