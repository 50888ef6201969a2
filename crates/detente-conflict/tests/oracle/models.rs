//! Random conflicts as plain tables, and the same conflicts as the engine takes them.

use detente_conflict::{
    Conflict,
    model::{Choices, Course, Direction, Graph, Infeasible, Pattern},
    preference::{Pairs, Preference, Relation},
};

/// Numbers from a seed (xorshift); what they are does not matter.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, sides: usize) -> usize {
        for shift in [13_i32, -7, 17] {
            self.0 ^= if shift > 0 { self.0 << shift } else { self.0 >> -shift };
        }
        ((self.0 >> 11) % sides as u64) as usize
    }

    pub fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }
}

/// A conflict as plain tables.
#[derive(Clone, Debug)]
pub struct Plain {
    pub parties: usize,
    pub states: usize,
    /// `can[party][from][to]`
    pub can: Vec<Vec<Vec<bool>>>,
    /// `prefers[party][a][b]`: how a compares with b: -2, -1, 0, 1, 2, or 9 for unknown.
    pub prefers: Vec<Vec<Vec<i8>>>,
    /// The courses taken in each state, in option form: one list of yes and no.
    pub courses: Option<Vec<Vec<bool>>>,
    /// Who owns each course.
    pub owners: Vec<usize>,
    /// 0 both, 1 forward, 2 back.
    pub directions: Vec<usize>,
    /// Forbidden partial assignments: (course, taken).
    pub forbidden: Vec<Vec<(usize, bool)>>,
}

/// What preferences may be like.
#[derive(Clone, Copy, Debug)]
pub struct Taste {
    pub unknown: bool,
    pub strength: bool,
}

/// A conflict in option form: 2 to 5 parties, up to three courses each, some infeasible, some irreversible.
pub fn option_form(dice: &mut Dice, taste: Taste) -> Plain {
    loop {
        let parties = 2 + dice.below(4);
        let most = if parties < 4 { 3 } else { 2 };
        let owners: Vec<usize> = (0..parties).flat_map(|party| vec![party; dice.below(most + 1)]).collect();
        if owners.is_empty() || owners.len() > 6 {
            continue;
        }
        let irreversible = [0, 30, 60][dice.below(3)];
        let directions: Vec<usize> =
            owners.iter().map(|_| if dice.percent(irreversible) { 1 + dice.below(2) } else { 0 }).collect();
        let forbidden: Vec<Vec<(usize, bool)>> = (0..dice.below(4))
            .map(|_| {
                (0..owners.len())
                    .map(|course| (course, dice.below(100), dice.percent(50)))
                    .filter(|(_, chance, _)| *chance < 45)
                    .map(|(course, _, taken)| (course, taken))
                    .collect()
            })
            .filter(|pattern: &Vec<_>| !pattern.is_empty())
            .collect();
        let all = (0..1_usize << owners.len())
            .map(|code| (0..owners.len()).map(|course| code >> course & 1 == 1).collect::<Vec<bool>>());
        let courses: Vec<Vec<bool>> = all
            .filter(|state| {
                !forbidden.iter().any(|pattern| pattern.iter().all(|&(course, taken)| state[course] == taken))
            })
            .collect();
        if courses.is_empty() {
            continue;
        }
        let states = courses.len();
        let can = (0..parties)
            .map(|party| {
                courses
                    .iter()
                    .map(|from| {
                        courses.iter().map(|to| can_move(party, from, to, &owners, &directions)).collect()
                    })
                    .collect()
            })
            .collect();
        let prefers = (0..parties).map(|_| preference(dice, states, taste)).collect();
        return Plain {
            parties,
            states,
            can,
            prefers,
            courses: Some(courses),
            owners,
            directions,
            forbidden,
        };
    }
}

fn can_move(party: usize, from: &[bool], to: &[bool], owners: &[usize], directions: &[usize]) -> bool {
    from != to
        && (0..from.len()).all(|course| match (from[course], to[course]) {
            (false, true) => owners[course] == party && directions[course] != 2,
            (true, false) => owners[course] == party && directions[course] != 1,
            _ => true,
        })
}

/// A conflict in graph form: any moves, seldom transitive, parties may share them.
pub fn graph_form(dice: &mut Dice, taste: Taste) -> Plain {
    let parties = 2 + dice.below(4);
    let states = 2 + dice.below(11);
    let density = [10, 20, 40][dice.below(3)];
    let can = (0..parties)
        .map(|_| {
            (0..states)
                .map(|from| (0..states).map(|to| from != to && dice.percent(density)).collect())
                .collect()
        })
        .collect();
    let prefers = (0..parties).map(|_| preference(dice, states, taste)).collect();
    Plain {
        parties,
        states,
        can,
        prefers,
        courses: None,
        owners: vec![],
        directions: vec![],
        forbidden: vec![],
    }
}

fn preference(dice: &mut Dice, states: usize, taste: Taste) -> Vec<Vec<i8>> {
    let levels = [2, states, 4 * states][dice.below(3)];
    let levels: Vec<usize> = (0..states).map(|_| dice.below(levels.max(1))).collect();
    let mut table = vec![vec![0; states]; states];
    for a in 0..states {
        for b in 0..a {
            let far = taste.strength && dice.percent(40);
            let known = match levels[a].cmp(&levels[b]) {
                std::cmp::Ordering::Less => -1 - i8::from(far),
                std::cmp::Ordering::Equal => 0,
                std::cmp::Ordering::Greater => 1 + i8::from(far),
            };
            let unknown = taste.unknown && dice.percent(30);
            table[a][b] = if unknown { 9 } else { known };
            table[b][a] = if unknown { 9 } else { -known };
        }
    }
    table
}

impl Plain {
    /// The same conflict as the engine takes it. Preferences without unknown or strong pairs become ranks.
    pub fn conflict(&self) -> Conflict {
        let names = (0..self.parties).map(|party| format!("party {party}")).collect();
        let moves = self.can.iter().map(|can| {
            let pairs = (0..self.states).flat_map(|from| (0..self.states).map(move |to| (from, to)));
            pairs.filter(|&(from, to)| can[from][to]).collect()
        });
        let graph = Graph::new(names, self.states, moves.collect()).expect("a graph");
        let preferences = self.prefers.iter().map(|table| preference_of(table)).collect();
        Conflict::new(graph, preferences).expect("a conflict")
    }

    /// The ranks of one party: how many states are worse. Only where all pairs are known.
    pub fn ranks(&self, party: usize) -> Vec<u32> {
        ranks_of(&self.prefers[party])
    }
}

fn ranks_of(table: &[Vec<i8>]) -> Vec<u32> {
    table.iter().map(|row| row.iter().map(|&relation| u32::from(relation > 0)).sum()).collect()
}

fn preference_of(table: &[Vec<i8>]) -> Preference {
    if table.iter().flatten().all(|relation| relation.abs() <= 1) {
        return Preference::Ranked(ranks_of(table));
    }
    let mut pairs = Pairs::unknown(table.len()).expect("few states");
    for (state, row) in table.iter().enumerate() {
        for (than, relation) in row.iter().enumerate() {
            let relation = match relation {
                -2 => Relation::MuchWorse,
                -1 => Relation::Worse,
                0 => Relation::Same,
                1 => Relation::Better,
                2 => Relation::MuchBetter,
                _ => Relation::Unknown,
            };
            pairs.set(state, than, relation);
        }
    }
    Preference::Pairwise(pairs)
}

impl Plain {
    /// The same conflict in option form, if it is one.
    pub fn choices(&self) -> Choices {
        let courses = self.owners.iter().zip(&self.directions).enumerate();
        let courses = courses.map(|(place, (&owner, direction))| Course {
            name: format!("course {place}"),
            owner,
            direction: [Direction::Both, Direction::Forward, Direction::Back][*direction],
        });
        let infeasible = self.forbidden.iter().map(|pattern| {
            let bits = |wanted: &dyn Fn(bool) -> bool| {
                pattern
                    .iter()
                    .filter(|(_, taken)| wanted(*taken))
                    .fold(0, |bits, (course, _)| bits | 1_u64 << course)
            };
            Infeasible::Pattern(Pattern { speaks_of: bits(&|_| true), taken: bits(&|taken| taken) })
        });
        let names = (0..self.parties).map(|party| format!("party {party}")).collect();
        Choices::new(names, courses.collect(), infeasible.collect()).expect("a model")
    }
}
