//! How the parser learns: it reads each sentence as it would read it, and at each move learns which moves make no arc of
//! the treebank impossible (Goldberg and Nivre 2013).

use super::{
    Lesson, Plan, Scores, Treebank,
    common::{Common, Counts, MANY},
    learner::{Learner, softness},
    shuffled,
};
use crate::{
    Parser, Relation,
    lexicon::Lexicon,
    model::Model,
    odds::Odds,
    parse::{Arena, Move, NOTHING, Search, State, Token, look_at_moves, look_at_relation},
    table::best,
};

/// Learns the weights of moves and relations and puts them into a model.
pub(super) fn learn(
    lessons: &[Lesson],
    model: &mut Model,
    plan: Plan,
    dev: &Treebank,
    tell: &mut dyn FnMut(String),
) {
    let mut school = School {
        moves: Learner::new(plan.moves, plan.rate),
        relations: Learner::new(plan.relations, plan.rate),
        search: Search::default(),
        bases: Vec::new(),
        keys: Vec::new(),
        common: Default::default(),
    };
    let mut counts = [Counts::new(), Counts::new()];
    for lesson in lessons {
        school.count(lesson, &mut counts);
    }
    school.common = counts.map(|counts| counts.above(plan.cutoff));
    for pass in 0..plan.parser_passes {
        let mut wrong = 0;
        if pass == plan.burn {
            school.moves.forget();
            school.relations.forget();
        }
        for at in shuffled(lessons.len(), plan.seed + 1_000 + pass as u64) {
            wrong += school.practise(&lessons[at], &model.lexicon, pass > 0, plan);
        }
        model.moves = school.moves.bytes(plan.least[1]);
        model.odds =
            Odds { moves: school.moves.worth(), relations: school.relations.worth(), softness: softness() };
        model.relations = school.relations.bytes(plan.least[2]);
        let scores = Scores::of(&Parser::of(model.clone()), dev);
        tell(format!("pass {}: {wrong} sentences wrong, {scores}", pass + 1));
    }
}

/// What is being learned, and the room that it takes.
struct School {
    moves: Learner,
    relations: Learner,
    search: Search,
    bases: Vec<usize>,
    /// The same features in a table in which they hardly share a place.
    keys: Vec<usize>,
    /// Which features of moves and of relations are not rare.
    common: [Common; 2],
}

impl School {
    /// Reads a sentence as it would be read, and learns from each wrong move; returns how many there were.
    fn practise(&mut self, lesson: &Lesson, lexicon: &Lexicon, explores: bool, plan: Plan) -> usize {
        let words = lesson.heads.len();
        let tokens = &lesson.tokens;
        let mut at = self.search.arena.begin();
        let mut wrong = 0;
        for _ in 0..2 * words {
            let state = self.search.arena.state(at);
            let costs = costs(&self.search.arena, state, lesson);
            let least = costs.iter().flatten().min().copied().unwrap_or_default();
            self.look_at_moves(state, tokens, plan);
            let allowed = costs.iter().enumerate().filter(|(_, cost)| cost.is_some());
            let set = allowed.fold(0, |set, (class, _)| set | 1 << class);
            let cheap = costs.iter().enumerate().filter(|(_, cost)| **cost == Some(least));
            let right = cheap.fold(0, |set, (class, _)| set | 1 << class);
            if right == 0 {
                return wrong;
            }
            let weights = &self.moves.weights;
            let guess = best(weights, &self.bases, set).0;
            let step = if right >> guess & 1 == 1 {
                guess
            } else {
                wrong += 1;
                if explores { guess } else { best(weights, &self.bases, right).0 }
            };
            if set != right {
                self.moves.learn(&self.bases, set, right);
            }
            let step = Move::ALL[step];
            let relation = self.name(at, step, lesson, lexicon, plan);
            at = self.search.arena.take(at, step, relation, 0);
        }
        wrong
    }

    /// The relation that a move makes as it would be read; learns from it where the head is right.
    fn name(&mut self, at: u32, step: Move, lesson: &Lesson, lexicon: &Lexicon, plan: Plan) -> Relation {
        let arena = &self.search.arena;
        let Some(arc) = arena.arc(arena.state(at), step) else { return Relation::Dep };
        let [head, dependent] = [arc.0, arc.1].map(|node| arena.nodes[node as usize].token as usize);
        if head == lesson.heads.len() {
            return Relation::Root;
        }
        let set = lexicon.relations(&lesson.tokens[head], &lesson.tokens[dependent], dependent < head);
        self.look_at_relation(arc, &lesson.tokens, plan);
        let table = &self.relations.weights;
        let guess = best(table, &self.bases, u128::from(set));
        let right = lesson.relations[dependent] as usize;
        let can_be_right = lesson.heads[dependent] == head && (set >> right) & 1 == 1;
        if can_be_right && !set.is_power_of_two() {
            self.relations.learn(&self.bases, u128::from(set), 1 << right);
        }
        Relation::ALL.get(guess.0).copied().unwrap_or(Relation::Dep)
    }

    /// Counts what the right moves of a lesson look at.
    fn count(&mut self, lesson: &Lesson, counts: &mut [Counts; 2]) {
        let first = self.search.arena.begin();
        let Some(path) = self.right_path(lesson, first) else { return };
        for at in path {
            let State { before, by, relation, .. } = self.search.arena.state(at);
            let state = self.search.arena.state(before);
            look_at_moves(&self.search.arena, state, &lesson.tokens, MANY, &mut self.bases);
            counts[0].add(&self.bases);
            if let Some(arc) = self.search.arena.arc(state, by).filter(|_| relation != Relation::Root) {
                look_at_relation(&self.search.arena, arc, &lesson.tokens, MANY, &mut self.bases);
                counts[1].add(&self.bases);
            }
        }
    }

    /// What a move is decided by, without what is rare and what chance leaves out.
    fn look_at_moves(&mut self, state: State, tokens: &[Token], plan: Plan) {
        look_at_moves(&self.search.arena, state, tokens, MANY, &mut self.keys);
        look_at_moves(&self.search.arena, state, tokens, plan.moves, &mut self.bases);
        self.common[0].keep(&self.keys, &mut self.bases);
        self.moves.drop(&mut self.bases, plan.drop);
    }

    /// The same for a relation.
    fn look_at_relation(&mut self, arc: (u32, u32), tokens: &[Token], plan: Plan) {
        look_at_relation(&self.search.arena, arc, tokens, MANY, &mut self.keys);
        look_at_relation(&self.search.arena, arc, tokens, plan.relations, &mut self.bases);
        self.common[1].keep(&self.keys, &mut self.bases);
        self.relations.drop(&mut self.bases, plan.drop);
    }

    /// The states of the right sequence of moves, with the sums that the weights give it.
    fn right_path(&mut self, lesson: &Lesson, first: u32) -> Option<Vec<u32>> {
        let words = lesson.heads.len();
        let mut left_over = vec![0; words + 1];
        for &head in &lesson.heads {
            left_over[head] += 1;
        }
        let mut path = Vec::new();
        let mut at = first;
        for _ in 0..2 * words {
            let state = self.search.arena.state(at);
            let (step, relation) = self.right_move(lesson, state, &mut left_over)?;
            at = self.search.arena.take(at, step, relation, 0);
            path.push(at);
        }
        Some(path)
    }

    /// The right move in a state of the right sequence: an arc as soon as nothing is missing below it.
    fn right_move(&self, lesson: &Lesson, state: State, left_over: &mut [usize]) -> Option<(Move, Relation)> {
        let arena = &self.search.arena;
        let words = lesson.heads.len();
        for step in [Move::Left, Move::Right] {
            if !arena.allows(state, step, words) {
                continue;
            }
            let (head, dependent) = arena.arc(state, step)?;
            let [head, dependent] = [head, dependent].map(|node| arena.nodes[node as usize].token as usize);
            if lesson.heads[dependent] == head && left_over[dependent] == 0 {
                left_over[head] -= 1;
                return Some((step, lesson.relations[dependent]));
            }
        }
        arena.allows(state, Move::Shift, words).then_some((Move::Shift, Relation::Dep))
    }
}

/// How many arcs of the lesson each move makes impossible; nothing for a move that is not allowed
/// (Goldberg and Nivre 2013).
fn costs(arena: &Arena, state: State, lesson: &Lesson) -> [Option<usize>; 3] {
    let words = lesson.heads.len();
    let heads = &lesson.heads;
    let front = arena.nodes[state.front as usize].token as usize;
    let mut stack = Vec::new();
    let mut node = state.top;
    while node != NOTHING {
        let Some(found) = arena.node(node) else { break };
        stack.push(found.token as usize);
        node = found.below;
    }
    let top = stack.first().copied();
    let below = stack.get(1).copied();
    let waiting = |head: usize| (front..words).filter(|&at| heads[at] == head).count();
    Move::ALL.map(|step| {
        arena.allows(state, step, words).then(|| match (step, top) {
            (Move::Shift, _) => {
                let children = stack.iter().filter(|&&at| heads[at] == front).count();
                children + usize::from(stack.iter().skip(1).any(|&at| heads[front] == at))
            }
            (Move::Left, Some(top)) => {
                waiting(top) + usize::from(heads[top] > front || Some(heads[top]) == below)
            }
            (Move::Right, Some(top)) => waiting(top) + usize::from(heads[top] >= front),
            (Move::Left | Move::Right, None) => 0,
        })
    })
}
