//! What has been read, and what hangs on what: states that share their parts.

#![allow(clippy::cast_possible_truncation, reason = "a few thousand nodes: sentences are cut long before")]

use crate::{Relation, Tag, hash::mix};

/// A word as decisions see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// Its lemma.
    pub(crate) word: u64,
    /// Its class: the finest part of speech.
    pub(crate) class: u64,
    /// Its part of speech.
    pub(crate) tag: u64,
    /// Word and class.
    pub(crate) both: u64,
    /// How many of each kind stand before it.
    pub(crate) before: Before,
}

/// How many verbs, commas and quotation marks stand before a word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Before {
    verbs: u32,
    commas: u32,
    quotes: u32,
}

impl Before {
    /// Counts one more word.
    pub(crate) fn and(self, tag: Tag, form: &str) -> Self {
        Self {
            verbs: self.verbs + u32::from(tag == Tag::Verb),
            commas: self.commas + u32::from(form == ","),
            quotes: self.quotes + u32::from(["\"", "“", "”", "``", "''"].contains(&form)),
        }
    }

    /// What stands between two words, the first of which may be one of it.
    pub(crate) fn between(self, later: Self) -> u64 {
        let some = |from: u32, to: u32| u64::from(to.saturating_sub(from).min(2));
        some(self.verbs, later.verbs) * 9
            + some(self.commas, later.commas) * 3
            + some(self.quotes, later.quotes)
    }
}

impl Token {
    pub(crate) fn new(word: u64, class: usize, tag: Tag, before: Before) -> Self {
        Self { word, class: class as u64, tag: tag as u64, both: mix(mix(3, word), class as u64), before }
    }

    /// What stands where no word is.
    pub(crate) const NONE: Self =
        Self { word: 11, class: 201, tag: 101, both: 13, before: Before { verbs: 0, commas: 0, quotes: 0 } };
    /// What the root of a sentence hangs on; it stands after the last word.
    pub(crate) const fn root(before: Before) -> Self {
        Self { word: 12, class: 202, tag: 102, both: 14, before }
    }
}

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Move {
    /// The next word goes onto the stack.
    Shift,
    /// The top of the stack hangs on the next word.
    Left,
    /// The top of the stack hangs on the word below it.
    Right,
}

impl Move {
    pub(crate) const ALL: [Self; 3] = [Self::Shift, Self::Left, Self::Right];

    /// Its class in the decision.
    pub(crate) const fn class(self) -> usize {
        self as usize
    }
}

/// The number of no node.
pub(crate) const NOTHING: u32 = u32::MAX;

/// What hangs on a word on one side of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Children {
    /// The outermost and the one inside of it, as nodes.
    pub(crate) nodes: [u32; 2],
    /// Their relations, by number; above all numbers where there is no child.
    pub(crate) relations: [u8; 2],
    /// How many, three standing for more.
    pub(crate) count: u8,
    /// Which relations, as a set.
    pub(crate) set: u64,
}

impl Children {
    pub(crate) const NONE: Self = Self { nodes: [NOTHING; 2], relations: [63; 2], count: 0, set: 0 };

    fn with(self, node: u32, relation: Relation) -> Self {
        Self {
            nodes: [node, self.nodes[0]],
            relations: [relation as u8, self.relations[0]],
            count: (self.count + 1).min(3),
            set: self.set | 1 << relation as u8,
        }
    }
}

/// A word with what hangs on it so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) token: u32,
    /// What stands below it on the stack.
    pub(crate) below: u32,
    pub(crate) left: Children,
    pub(crate) right: Children,
}

/// A state of reading.
#[derive(Clone, Copy, Debug)]
pub(crate) struct State {
    /// The top of the stack.
    pub(crate) top: u32,
    /// The next word, which may have words on its left.
    pub(crate) front: u32,
    /// How many stand on the stack.
    pub(crate) depth: u32,
    /// The sum of the weights of the moves up to here.
    pub(crate) score: i32,
    /// From which state, by which move.
    pub(crate) before: u32,
    pub(crate) by: Move,
    /// The relation that the move made.
    pub(crate) relation: Relation,
}

/// All states and nodes of a sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arena {
    pub(crate) nodes: Vec<Node>,
    pub(crate) states: Vec<State>,
}

impl Arena {
    /// Empties it and puts the first state into it; returns its number.
    pub(crate) fn begin(&mut self) -> u32 {
        self.nodes.clear();
        self.states.clear();
        let front =
            self.push_node(Node { token: 0, below: NOTHING, left: Children::NONE, right: Children::NONE });
        self.push_state(State {
            top: NOTHING,
            front,
            depth: 0,
            score: 0,
            before: NOTHING,
            by: Move::Shift,
            relation: Relation::Dep,
        })
    }

    pub(crate) fn state(&self, at: u32) -> State {
        self.states[at as usize]
    }

    pub(crate) fn node(&self, at: u32) -> Option<&Node> {
        self.nodes.get(at as usize)
    }

    /// Which moves a state allows in a sentence of so many words: at least one before the end, and only such as lead to
    /// one root.
    pub(crate) fn allows(&self, state: State, step: Move, words: usize) -> bool {
        let is_at_end = self.nodes[state.front as usize].token as usize == words;
        match step {
            Move::Shift => !is_at_end,
            Move::Left => state.depth >= 1 && (!is_at_end || state.depth == 1),
            Move::Right => state.depth >= 2,
        }
    }

    /// The head and the dependent of the arc that a move makes, as nodes.
    pub(crate) fn arc(&self, state: State, step: Move) -> Option<(u32, u32)> {
        match step {
            Move::Shift => None,
            Move::Left => Some((state.front, state.top)),
            Move::Right => Some((self.nodes[state.top as usize].below, state.top)),
        }
    }

    /// Takes a move that a state allows; returns the number of the state after it.
    pub(crate) fn take(&mut self, before: u32, step: Move, relation: Relation, score: i32) -> u32 {
        let state = self.state(before);
        let mut after = State { score, before, by: step, relation, ..state };
        match step {
            Move::Shift => {
                let front = self.nodes[state.front as usize];
                after.top = self.push_node(Node { below: state.top, ..front });
                after.front = self.push_node(Node {
                    token: front.token + 1,
                    below: NOTHING,
                    left: Children::NONE,
                    right: Children::NONE,
                });
                after.depth += 1;
            }
            Move::Left => {
                let front = self.nodes[state.front as usize];
                after.front = self.push_node(Node { left: front.left.with(state.top, relation), ..front });
                after.top = self.nodes[state.top as usize].below;
                after.depth -= 1;
            }
            Move::Right => {
                let below = self.nodes[self.nodes[state.top as usize].below as usize];
                after.top = self.push_node(Node { right: below.right.with(state.top, relation), ..below });
                after.depth -= 1;
            }
        }
        self.push_state(after)
    }

    /// The states that led to a state, the first first, without the state itself.
    pub(crate) fn path(&self, mut at: u32) -> Vec<u32> {
        let mut path = Vec::new();
        while self.state(at).before != NOTHING {
            path.push(at);
            at = self.state(at).before;
        }
        path.reverse();
        path
    }

    fn push_node(&mut self, node: Node) -> u32 {
        self.nodes.push(node);
        self.nodes.len() as u32 - 1
    }

    fn push_state(&mut self, state: State) -> u32 {
        self.states.push(state);
        self.states.len() as u32 - 1
    }
}
