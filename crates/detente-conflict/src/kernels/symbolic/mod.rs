//! The classic concepts by decision diagrams: for more courses than there can be arrays of, where preferences are
//! statements.
//!
//! A state is an assignment of truth values to courses; sets of states, moves and preferences are decision diagrams over
//! two or three copies of the courses, one behind the other course by course. `Better(t, s)` compares the truth values of
//! the statements lexicographically; a concept is a formula with quantifiers over copies. What the others can bring about
//! is a least fixpoint over pairs (where they stand, where the party stood). In option form a party's moves are
//! transitive, so that "nobody moves twice in succession" forbids nothing.

mod diagrams;

use self::diagrams::{ALL, BYTES, Diagrams, Full, NONE, Node};
use super::{
    refusal::{Limits, Refusal},
    taste::Taste,
};
use crate::{
    model::{Choices, Direction, Pattern},
    preference::Condition,
    stability::{Claim, Concept},
};

/// Where a party stood.
const STOOD: u32 = 0;
/// Where it would go, or where the others stand.
const GOES: u32 = 1;
/// Where they would go.
const THEN: u32 = 2;

/// Which states are stable, as decision diagrams.
pub struct Symbolic {
    diagrams: Diagrams,
    courses: u32,
    concepts: Vec<Concept>,
    feasible: Node,
    stable: Vec<Vec<Node>>,
    equilibria: Vec<Node>,
}

/// A set of states.
#[derive(Clone, Copy)]
pub struct States<'s> {
    of: &'s Symbolic,
    node: Node,
}

/// Finds the stable states of each concept for each party. All parties must prefer by statements, or nobody says what
/// they prefer.
pub fn stable_states(
    choices: &Choices,
    tastes: &[Taste],
    concepts: &[Concept],
    limits: Limits,
) -> Result<Symbolic, Refusal> {
    let (expected, found) = (choices.parties().len(), tastes.len());
    if expected != found {
        return Err(Refusal::WrongPreferences { expected, found });
    }
    let ranks = tastes.iter().position(|taste| matches!(taste, Taste::Ranks(_)));
    if let Some(party) = ranks {
        return Err(Refusal::NoStatements { party });
    }
    let most = usize::try_from(limits.bytes / BYTES).unwrap_or(usize::MAX);
    let courses = u32::try_from(choices.courses().len()).unwrap_or(u32::MAX);
    let solver = Solver { choices, tastes, diagrams: Diagrams::new(most), courses };
    solver.solve(concepts).map_err(|Full| Refusal::TooManyNodes { limit: limits.bytes })
}

struct Solver<'m> {
    choices: &'m Choices,
    /// None of them by ranks.
    tastes: &'m [Taste],
    diagrams: Diagrams,
    courses: u32,
}

/// What one party does and prefers.
struct Party {
    /// Its moves from where it stood to where it goes.
    moves: Node,
    /// Whether where it goes is better than where it stood.
    better: Node,
}

impl Solver<'_> {
    fn solve(mut self, concepts: &[Concept]) -> Result<Symbolic, Full> {
        let feasible = self.feasible(STOOD)?;
        let parties: Vec<Party> =
            (0..self.tastes.len()).map(|party| self.party(party)).collect::<Result<_, _>>()?;
        let mut stable = Vec::new();
        let mut equilibria = Vec::new();
        for concept in concepts {
            let mut of_parties = Vec::new();
            let mut all = feasible;
            for party in 0..parties.len() {
                let leaves = self.leaves(&parties, party, *concept)?;
                let stays = self.diagrams.not(leaves)?;
                let stays = self.diagrams.and(feasible, stays)?;
                all = self.diagrams.and(all, stays)?;
                of_parties.push(stays);
            }
            stable.push(of_parties);
            equilibria.push(all);
        }
        let Self { diagrams, courses, .. } = self;
        Ok(Symbolic { diagrams, courses, concepts: concepts.to_vec(), feasible, stable, equilibria })
    }

    fn party(&mut self, party: usize) -> Result<Party, Full> {
        Ok(Party { moves: self.moves(party)?, better: self.better(party)? })
    }

    /// Variables of one copy, to quantify over.
    fn over(&mut self, copy: u32) -> usize {
        let variables = (0..3 * self.courses).map(|variable| variable % 3 == copy).collect();
        self.diagrams.quantify(variables)
    }

    fn course(&mut self, course: usize, copy: u32) -> Result<Node, Full> {
        let place = u32::try_from(course).unwrap_or(0);
        self.diagrams.set(3 * place + copy)
    }

    fn feasible(&mut self, copy: u32) -> Result<Node, Full> {
        let mut feasible = ALL;
        for pattern in self.choices.patterns().to_vec() {
            let matches = self.pattern(pattern, copy)?;
            let differs = self.diagrams.not(matches)?;
            feasible = self.diagrams.and(feasible, differs)?;
        }
        Ok(feasible)
    }

    fn pattern(&mut self, pattern: Pattern, copy: u32) -> Result<Node, Full> {
        let mut matches = ALL;
        for course in
            (0..self.choices.courses().len()).rev().filter(|course| pattern.speaks_of >> course & 1 == 1)
        {
            let taken = self.course(course, copy)?;
            let as_said = if pattern.taken >> course & 1 == 1 { taken } else { self.diagrams.not(taken)? };
            matches = self.diagrams.and(as_said, matches)?;
        }
        Ok(matches)
    }

    /// From where it stood to where it goes: others' courses stay, its own change as they may, to a feasible state.
    fn moves(&mut self, party: usize) -> Result<Node, Full> {
        let mut moves = self.feasible(GOES)?;
        let own = self.choices.courses_of(party);
        for course in (0..self.choices.courses().len()).rev() {
            let (before, after) = (self.course(course, STOOD)?, self.course(course, GOES)?);
            let allowed = match self.choices.courses()[course].direction {
                _ if own >> course & 1 == 0 => self.diagrams.same(before, after)?,
                Direction::Both => ALL,
                Direction::Forward => self.diagrams.choice(before, after, ALL)?,
                Direction::Back => self.diagrams.choice(after, before, ALL)?,
            };
            moves = self.diagrams.and(allowed, moves)?;
        }
        Ok(moves)
    }

    /// Whether where it goes is better: true in the first statement that tells the two apart.
    fn better(&mut self, party: usize) -> Result<Node, Full> {
        let Taste::Statements(statements) = &self.tastes[party] else { return Ok(NONE) };
        let mut better = NONE;
        for statement in statements.iter().rev() {
            let (here, there) = (self.condition(statement, STOOD)?, self.condition(statement, GOES)?);
            let only_here = self.diagrams.choice(there, better, NONE)?;
            let not_here = self.diagrams.choice(there, ALL, better)?;
            better = self.diagrams.choice(here, only_here, not_here)?;
        }
        Ok(better)
    }

    /// Whether the party's own courses differ, so that it has moved.
    fn elsewhere(&mut self, party: usize) -> Result<Node, Full> {
        let own = self.choices.courses_of(party);
        let mut elsewhere = NONE;
        for course in (0..self.choices.courses().len()).rev().filter(|course| own >> course & 1 == 1) {
            let (before, after) = (self.course(course, STOOD)?, self.course(course, GOES)?);
            let same = self.diagrams.same(before, after)?;
            elsewhere = self.diagrams.choice(same, elsewhere, ALL)?;
        }
        Ok(elsewhere)
    }

    fn condition(&mut self, condition: &Condition, copy: u32) -> Result<Node, Full> {
        match condition {
            Condition::Taken(course) if *course < self.choices.courses().len() => self.course(*course, copy),
            Condition::Taken(_) => Ok(NONE),
            Condition::Not(inner) => {
                let inner = self.condition(inner, copy)?;
                self.diagrams.not(inner)
            }
            Condition::All(parts) => parts.iter().try_fold(ALL, |all, part| {
                let part = self.condition(part, copy)?;
                self.diagrams.and(all, part)
            }),
            Condition::Any(parts) => parts.iter().try_fold(NONE, |any, part| {
                let part = self.condition(part, copy)?;
                self.diagrams.or(any, part)
            }),
            Condition::If(then, when) => {
                let (then, when) = (self.condition(then, copy)?, self.condition(when, copy)?);
                self.diagrams.choice(when, then, ALL)
            }
            Condition::Iff(one, other) => {
                let (one, other) = (self.condition(one, copy)?, self.condition(other, copy)?);
                self.diagrams.same(one, other)
            }
        }
    }

    /// The states that the party leaves: it improves by some move that nothing the others can bring about deters.
    fn leaves(&mut self, parties: &[Party], party: usize, concept: Concept) -> Result<Node, Full> {
        let goes = self.over(GOES);
        let Party { moves, better } = parties[party];
        let improves = match self.tastes[party] {
            Taste::Unknown(Claim::Possible) => return Ok(NONE),
            Taste::Unknown(Claim::Certain) => {
                let elsewhere = self.elsewhere(party)?;
                let leaves = self.diagrams.and(moves, elsewhere)?;
                return self.diagrams.product(leaves, ALL, goes);
            }
            Taste::Statements(_) | Taste::Ranks(_) => self.diagrams.and(moves, better)?,
        };
        if concept == Concept::Nash {
            return self.diagrams.product(improves, ALL, goes);
        }
        let deterred = self.deterred(parties, party, concept)?;
        let undeterred = self.diagrams.not(deterred)?;
        self.diagrams.product(improves, undeterred, goes)
    }

    /// Over where the others stand and where the party stood: whether they can bring about what deters it.
    fn deterred(&mut self, parties: &[Party], party: usize, concept: Concept) -> Result<Node, Full> {
        let then = self.over(THEN);
        let Party { moves, better } = parties[party];
        let no_better = self.diagrams.not(better)?;
        let mut deterred = if concept.looks_at_countermoves() {
            let onward = self.diagrams.renamed(moves, &[1, 1, 0])?;
            let better_then = self.diagrams.renamed(better, &[0, 1, 0])?;
            let way_out = self.diagrams.product(onward, better_then, then)?;
            let none = self.diagrams.not(way_out)?;
            self.diagrams.and(no_better, none)?
        } else {
            no_better
        };
        let mut steps = Vec::new();
        for other in (0..parties.len()).filter(|other| *other != party) {
            let Party { moves, better } = parties[other];
            let step = match self.tastes[other] {
                Taste::Unknown(Claim::Certain) if concept.answers_improve() => NONE,
                Taste::Statements(_) | Taste::Ranks(_) if concept.answers_improve() => {
                    self.diagrams.and(moves, better)?
                }
                Taste::Unknown(_) | Taste::Statements(_) | Taste::Ranks(_) => moves,
            };
            steps.push(self.diagrams.renamed(step, &[1, 1, 0])?);
        }
        // In turns until no party's moves add anything.
        let mut unchanged = 0;
        for step in steps.iter().cycle() {
            if unchanged >= steps.len() {
                break;
            }
            let there = self.diagrams.renamed(deterred, &[0, 1, 0])?;
            let brought_about = self.diagrams.product(*step, there, then)?;
            let more = self.diagrams.or(deterred, brought_about)?;
            unchanged = if more == deterred { unchanged + 1 } else { 0 };
            deterred = more;
        }
        Ok(deterred)
    }
}

impl Symbolic {
    /// How many nodes the diagrams took in all.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.diagrams.count()
    }

    /// The feasible states.
    #[must_use]
    pub fn feasible(&self) -> States<'_> {
        States { of: self, node: self.feasible }
    }

    /// The states that are stable for a party; `None` for a concept or a party that was not asked for.
    #[must_use]
    pub fn stable(&self, concept: Concept, party: usize) -> Option<States<'_>> {
        let place = self.concepts.iter().position(|asked| *asked == concept)?;
        Some(States { of: self, node: *self.stable.get(place)?.get(party)? })
    }

    /// The states that are stable for every party.
    #[must_use]
    pub fn equilibria(&self, concept: Concept) -> Option<States<'_>> {
        let place = self.concepts.iter().position(|asked| *asked == concept)?;
        Some(States { of: self, node: *self.equilibria.get(place)? })
    }
}

impl States<'_> {
    /// How many there are.
    #[must_use]
    pub fn count(&self) -> u128 {
        self.of.diagrams.assignments(self.node, self.of.courses)
    }

    /// Whether the state with this code is among them.
    #[must_use]
    pub fn contains(&self, code: u64) -> bool {
        self.of.diagrams.contains(self.node, code)
    }

    /// Patterns that together match exactly these states, and whether the list is complete.
    ///
    /// No two patterns match the same state. There are at most `most` of them.
    #[must_use]
    pub fn patterns(&self, most: usize) -> (Vec<Pattern>, bool) {
        let (paths, all) = self.of.diagrams.paths(self.node, most);
        let pattern = |(speaks_of, taken)| Pattern { speaks_of, taken };
        (paths.into_iter().map(pattern).collect(), all)
    }
}
