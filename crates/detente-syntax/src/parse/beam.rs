//! The likeliest sequence of moves, among the few that are kept at each step.

use super::{Arena, Move, Token, look_at_moves, look_at_relation};
use crate::{
    Relation,
    lexicon::Lexicon,
    odds::{Odds, PARTS},
    table::{Block, OfMoves},
};

/// What decides.
#[derive(Clone, Copy)]
pub(crate) struct Judge<'model> {
    pub(crate) lexicon: &'model Lexicon,
    pub(crate) moves: &'model [i8],
    pub(crate) relations: &'model [i8],
    pub(crate) odds: &'model Odds,
}

/// A step that a state may take.
#[derive(Clone, Copy, Debug)]
struct Step {
    state: u32,
    by: Move,
    relation: Relation,
    /// The logarithm of how likely all steps up to and with it are.
    score: i32,
}

/// How much less likely than the best a sequence may be, as a logarithm in parts: four, that is one in fifty-five.
const FAR: i32 = 4 * PARTS.cast_signed();

/// A search, and the room that it takes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Search {
    pub(crate) arena: Arena,
    bases: Vec<usize>,
    steps: Vec<Step>,
    beam: Vec<u32>,
}

impl Search {
    /// The last state of the likeliest sequence; `tokens` end in the root.
    pub(crate) fn run(&mut self, tokens: &[Token], judge: Judge<'_>, width: usize) -> u32 {
        let first = self.arena.begin();
        self.beam.clear();
        self.beam.push(first);
        for _ in 0..2 * (tokens.len() - 1) {
            self.steps.clear();
            for at in 0..self.beam.len() {
                self.steps_of(self.beam[at], tokens, judge);
            }
            // A stable order: of equals the one that was found first.
            self.steps.sort_by_key(|step| std::cmp::Reverse(step.score));
            self.steps.truncate(width);
            let most = self.steps.first().map_or(0, |step| step.score);
            self.steps.retain(|step| step.score >= most - FAR);
            self.beam.clear();
            for step in &self.steps {
                self.beam.push(self.arena.take(step.state, step.by, step.relation, step.score));
            }
        }
        self.beam[0]
    }

    /// The steps that a state allows, and how likely each is.
    fn steps_of(&mut self, at: u32, tokens: &[Token], judge: Judge<'_>) {
        let words = tokens.len() - 1;
        let state = self.arena.state(at);
        look_at_moves(&self.arena, state, tokens, judge.moves.len(), &mut self.bases);
        let mut sums = [0; OfMoves::CLASSES];
        for &base in &self.bases {
            for (class, sum) in sums.iter_mut().enumerate() {
                *sum += i32::from(judge.moves[base ^ class]);
            }
        }
        let mut allowed = [Move::Shift; 3];
        let mut scores = [0; 3];
        let mut count = 0;
        for step in Move::ALL {
            if self.arena.allows(state, step, words) {
                allowed[count] = step;
                scores[count] = sums[step.class()];
                count += 1;
            }
        }
        judge.odds.shares(&mut scores[..count], judge.odds.moves);
        for (&by, share) in allowed.iter().zip(scores).take(count) {
            if share < -FAR {
                continue;
            }
            let (relation, of_it) = match self.arena.arc(state, by) {
                None => (Relation::Dep, 0),
                Some(arc) => self.relation(arc, tokens, judge),
            };
            self.steps.push(Step { state: at, by, relation, score: state.score + share + of_it });
        }
    }

    /// The likeliest relation of an arc, and the logarithm of its share.
    fn relation(&mut self, arc: (u32, u32), tokens: &[Token], judge: Judge<'_>) -> (Relation, i32) {
        let [head, dependent] = [arc.0, arc.1].map(|node| self.arena.nodes[node as usize].token as usize);
        if head + 1 == tokens.len() {
            return (Relation::Root, 0);
        }
        let mut set = judge.lexicon.relations(&tokens[head], &tokens[dependent], dependent < head);
        look_at_relation(&self.arena, arc, tokens, judge.relations.len(), &mut self.bases);
        let mut sums = [0; 64];
        let mut count = 0;
        let mut best = (Relation::Dep, i32::MIN);
        while set != 0 {
            let class = set.trailing_zeros() as usize;
            let sum = self.bases.iter().map(|&base| i32::from(judge.relations[base ^ class])).sum();
            if sum > best.1
                && let Some(&relation) = Relation::ALL.get(class)
            {
                best = (relation, sum);
            }
            sums[count] = sum;
            count += 1;
            set &= set - 1;
        }
        judge.odds.shares(&mut sums[..count], judge.odds.relations);
        (best.0, sums[..count].iter().max().copied().unwrap_or_default())
    }
}
