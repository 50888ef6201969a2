//! Reduced ordered binary decision diagrams (Bryant 1986, IEEE Trans. Computers C-35:677): sets of assignments as shared
//! graphs in which equal sets are one node.
//!
//! Ours, because nothing else is needed than a handful of operations that give the same nodes on every machine, may use a
//! stated amount of memory, and say so when that does not suffice. Nodes are never freed: a model is solved once.

/// A node: a set of assignments. Equal sets are equal nodes.
pub(super) type Node = u32;

/// No assignment.
pub(super) const NONE: Node = 0;
/// Every assignment.
pub(super) const ALL: Node = 1;

/// There are as many nodes as there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Full;

#[derive(Clone, Copy)]
struct Inner {
    variable: u32,
    low: Node,
    high: Node,
}

/// What was computed before: an operation with its operands, and the result.
#[derive(Clone, Copy)]
struct Computed {
    key: (u64, u64),
    result: Node,
}

/// A store of nodes.
pub(super) struct Diagrams {
    nodes: Vec<Inner>,
    /// Places of nodes by the hash of what they are; `u32::MAX` where there is none.
    unique: Vec<u32>,
    computed: Vec<Computed>,
    most: usize,
    /// Sets of variables that are quantified over, each with a number.
    quantified: Vec<Vec<bool>>,
}

/// Bytes a node takes with its share of the tables.
pub(super) const BYTES: u64 = 48;
const EMPTY: u32 = u32::MAX;
const TERMINAL: u32 = u32::MAX;
const CHOICE: u64 = 1;
const PRODUCT: u64 = 2;
const RENAMED: u64 = 3;

fn hash(one: u64, other: u64) -> usize {
    let mut word = one.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ other.wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    word ^= word >> 29;
    word = word.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    usize::try_from(word >> 32).unwrap_or(0)
}

impl Diagrams {
    /// An empty store of at most so many nodes.
    pub(super) fn new(most: usize) -> Self {
        let terminal = |node| Inner { variable: TERMINAL, low: node, high: node };
        let nothing = Computed { key: (u64::MAX, u64::MAX), result: NONE };
        Self {
            nodes: vec![terminal(NONE), terminal(ALL)],
            unique: vec![EMPTY; 1 << 12],
            computed: vec![nothing; 1 << 14],
            most: most.min(EMPTY as usize - 1),
            quantified: Vec::new(),
        }
    }

    /// How many nodes there are.
    pub(super) fn count(&self) -> usize {
        self.nodes.len()
    }

    /// A set of variables to quantify over, by number.
    pub(super) fn quantify(&mut self, variables: Vec<bool>) -> usize {
        self.quantified.push(variables);
        self.quantified.len() - 1
    }

    /// The assignments in which a variable is set.
    pub(super) fn set(&mut self, variable: u32) -> Result<Node, Full> {
        self.node(variable, NONE, ALL)
    }

    fn node(&mut self, variable: u32, low: Node, high: Node) -> Result<Node, Full> {
        if low == high {
            return Ok(low);
        }
        let mask = self.unique.len() - 1;
        let mut place = hash(u64::from(variable) << 32 | u64::from(low), u64::from(high)) & mask;
        while self.unique[place] != EMPTY {
            let known = self.nodes[self.unique[place] as usize];
            if (known.variable, known.low, known.high) == (variable, low, high) {
                return Ok(self.unique[place]);
            }
            place = (place + 1) & mask;
        }
        let made = u32::try_from(self.nodes.len()).map_err(|_| Full)?;
        if self.nodes.len() >= self.most {
            return Err(Full);
        }
        self.nodes.push(Inner { variable, low, high });
        self.unique[place] = made;
        if 2 * self.nodes.len() > self.unique.len() {
            self.grow();
        }
        Ok(made)
    }

    fn grow(&mut self) {
        let size = 2 * self.unique.len();
        self.unique = vec![EMPTY; size];
        for (number, inner) in (0_u32..).zip(&self.nodes).skip(2) {
            let mut place =
                hash(u64::from(inner.variable) << 32 | u64::from(inner.low), u64::from(inner.high))
                    & (size - 1);
            while self.unique[place] != EMPTY {
                place = (place + 1) & (size - 1);
            }
            self.unique[place] = number;
        }
        if self.computed.len() < size {
            self.computed = vec![Computed { key: (u64::MAX, u64::MAX), result: NONE }; size];
        }
    }

    fn known(&self, key: (u64, u64)) -> Option<Node> {
        let entry = self.computed[hash(key.0, key.1) & (self.computed.len() - 1)];
        (entry.key == key).then_some(entry.result)
    }

    fn keep(&mut self, key: (u64, u64), result: Node) {
        let place = hash(key.0, key.1) & (self.computed.len() - 1);
        self.computed[place] = Computed { key, result };
    }

    fn variable(&self, node: Node) -> u32 {
        self.nodes[node as usize].variable
    }

    /// The two halves of a set by a variable that none of its own stands before.
    fn halves(&self, node: Node, variable: u32) -> (Node, Node) {
        let inner = self.nodes[node as usize];
        if inner.variable == variable { (inner.low, inner.high) } else { (node, node) }
    }

    /// Where the first set holds the second, elsewhere the third.
    pub(super) fn choice(&mut self, which: Node, one: Node, other: Node) -> Result<Node, Full> {
        match (which, one, other) {
            (ALL, ..) => return Ok(one),
            (NONE, ..) => return Ok(other),
            (_, ALL, NONE) => return Ok(which),
            (_, one, other) if one == other => return Ok(one),
            _ => {}
        }
        let key = (CHOICE << 56 | u64::from(which), u64::from(one) << 32 | u64::from(other));
        if let Some(known) = self.known(key) {
            return Ok(known);
        }
        let variable = self.variable(which).min(self.variable(one)).min(self.variable(other));
        let [(which_low, which_high), (one_low, one_high), (other_low, other_high)] =
            [which, one, other].map(|node| self.halves(node, variable));
        let low = self.choice(which_low, one_low, other_low)?;
        let high = self.choice(which_high, one_high, other_high)?;
        let result = self.node(variable, low, high)?;
        self.keep(key, result);
        Ok(result)
    }

    pub(super) fn and(&mut self, one: Node, other: Node) -> Result<Node, Full> {
        let (one, other) = (one.min(other), one.max(other));
        self.choice(one, other, NONE)
    }

    pub(super) fn or(&mut self, one: Node, other: Node) -> Result<Node, Full> {
        let (one, other) = (one.min(other), one.max(other));
        self.choice(one, ALL, other)
    }

    pub(super) fn not(&mut self, node: Node) -> Result<Node, Full> {
        self.choice(node, NONE, ALL)
    }

    /// In both or in neither.
    pub(super) fn same(&mut self, one: Node, other: Node) -> Result<Node, Full> {
        let different = self.not(other)?;
        self.choice(one, other, different)
    }

    /// What is in both for some values of the variables quantified over: the relational product.
    pub(super) fn product(&mut self, one: Node, other: Node, over: usize) -> Result<Node, Full> {
        if one == NONE || other == NONE {
            return Ok(NONE);
        }
        if (one, other) == (ALL, ALL) {
            return Ok(ALL);
        }
        let (one, other) = (one.min(other), one.max(other));
        let key = (PRODUCT << 56 | (over as u64) << 32 | u64::from(one), u64::from(other));
        if let Some(known) = self.known(key) {
            return Ok(known);
        }
        let variable = self.variable(one).min(self.variable(other));
        let [(one_low, one_high), (other_low, other_high)] =
            [one, other].map(|node| self.halves(node, variable));
        let low = self.product(one_low, other_low, over)?;
        let result = if self.quantified[over].get(variable as usize).copied().unwrap_or(false) {
            if low == ALL {
                ALL
            } else {
                let high = self.product(one_high, other_high, over)?;
                self.or(low, high)?
            }
        } else {
            let high = self.product(one_high, other_high, over)?;
            self.node(variable, low, high)?
        };
        self.keep(key, result);
        Ok(result)
    }

    /// The same set of other variables: each variable moved up by as many places as its copy says, which must keep
    /// their order.
    pub(super) fn renamed(&mut self, node: Node, by: &[u32; 3]) -> Result<Node, Full> {
        if node <= ALL {
            return Ok(node);
        }
        let moves = u64::from(by[0]) | u64::from(by[1]) << 4 | u64::from(by[2]) << 8;
        let key = (RENAMED << 56 | u64::from(node), moves);
        if let Some(known) = self.known(key) {
            return Ok(known);
        }
        let Inner { variable, low, high } = self.nodes[node as usize];
        let (low, high) = (self.renamed(low, by)?, self.renamed(high, by)?);
        let result = self.node(variable + by[(variable % 3) as usize], low, high)?;
        self.keep(key, result);
        Ok(result)
    }

    /// How many assignments of the variables of the first copy, `courses` of them, are in a set of these alone.
    pub(super) fn assignments(&self, node: Node, courses: u32) -> u128 {
        let mut counts: Vec<Option<u128>> = vec![None; self.nodes.len()];
        self.counted(node, courses, &mut counts) << self.level(node, courses)
    }

    fn level(&self, node: Node, courses: u32) -> u32 {
        let variable = self.variable(node);
        if variable == TERMINAL { courses } else { variable / 3 }
    }

    /// Of the variables from the node's own on.
    fn counted(&self, node: Node, courses: u32, counts: &mut [Option<u128>]) -> u128 {
        if node <= ALL {
            return u128::from(node);
        }
        if let Some(count) = counts[node as usize] {
            return count;
        }
        let Inner { low, high, .. } = self.nodes[node as usize];
        let own = self.level(node, courses);
        let of = |half: Node, counts: &mut [Option<u128>]| {
            self.counted(half, courses, counts) << (self.level(half, courses) - own - 1)
        };
        let count = of(low, counts) + of(high, counts);
        counts[node as usize] = Some(count);
        count
    }

    /// Whether the assignment with this code, of the variables of the first copy, is in a set.
    pub(super) fn contains(&self, mut node: Node, code: u64) -> bool {
        while node > ALL {
            let Inner { variable, low, high } = self.nodes[node as usize];
            node = if code >> (variable / 3) & 1 == 1 { high } else { low };
        }
        node == ALL
    }

    /// The paths to what is in a set: which courses they speak of, and which of those are taken. No two paths share an
    /// assignment. At most so many, the first course left first; false where there are more.
    pub(super) fn paths(&self, node: Node, most: usize) -> (Vec<(u64, u64)>, bool) {
        let mut paths = Vec::new();
        let mut open = vec![(node, 0_u64, 0_u64)];
        while let Some((node, speaks_of, taken)) = open.pop() {
            match node {
                NONE => {}
                ALL if paths.len() == most => return (paths, false),
                ALL => paths.push((speaks_of, taken)),
                _ => {
                    let Inner { variable, low, high } = self.nodes[node as usize];
                    let bit = 1_u64 << (variable / 3);
                    open.push((high, speaks_of | bit, taken | bit));
                    open.push((low, speaks_of | bit, taken));
                }
            }
        }
        (paths, true)
    }
}
