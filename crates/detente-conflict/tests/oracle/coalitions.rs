//! Stability for coalitions, formula by formula.

use super::{
    models::Plain,
    sequences::{self, Moves},
};

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Which {
    Nash,
    Gmr,
    Smr,
    SeqIndividuals,
    SeqCoalitions,
}

impl Which {
    pub const ALL: [Self; 5] = [Self::Nash, Self::Gmr, Self::Smr, Self::SeqIndividuals, Self::SeqCoalitions];
}

/// How a state compares that a party prefers, and one that it may prefer.
const DOES: [i8; 2] = [1, 2];
const MAY: [i8; 3] = [1, 2, 9];

/// For each state a list of states.
type Lists = Vec<Vec<usize>>;

/// The lists of every group of the parties, which the formulas ask for again and again. A group is a number with one
/// bit for each of its members.
pub struct Table<'a> {
    plain: &'a Plain,
    /// Which relations make a member leave or be unhurt.
    own: &'static [i8],
    /// R_H
    all: Vec<Lists>,
    /// R_H^+
    improving: Vec<Lists>,
    /// R_H^{++}
    improvements: Vec<Lists>,
    /// The same for what a coalition leaves for.
    leaves: Vec<Lists>,
}

impl<'a> Table<'a> {
    /// `certain`: what is said to hold holds for certain; else what is said not to hold does not for certain.
    pub fn new(plain: &'a Plain, certain: bool) -> Self {
        let (own, answering): (&[i8], &[i8]) = if certain { (&MAY, &DOES) } else { (&DOES, &MAY) };
        let groups = || (0..1_usize << plain.parties).map(|group| members(plain, group));
        let all: Vec<Lists> =
            groups().map(|group| lists(plain, &sequences::any_moves(plain, &group))).collect();
        let improving = groups()
            .map(|group| lists(plain, &sequences::improving_moves(plain, &group, !certain)))
            .collect();
        let leaves: Vec<Lists> =
            groups().zip(&all).map(|(group, all)| improvements(plain, &group, all, own)).collect();
        let improvements: Vec<Lists> =
            groups().zip(&all).map(|(group, all)| improvements(plain, &group, all, answering)).collect();
        Self { plain, own, all, improving, improvements, leaves }
    }

    /// Whether each state is stable for the coalition.
    pub fn stable(&self, which: Which, coalition: &[usize]) -> Vec<bool> {
        let h = coalition.iter().fold(0, |group, party| group | 1 << party);
        let others = (1 << self.plain.parties) - 1 - h;
        let none = vec![vec![]; self.plain.states];
        let answers = match which {
            Which::Nash => &none,
            Which::Gmr | Which::Smr => &self.all[others],
            Which::SeqIndividuals => &self.improving[others],
            Which::SeqCoalitions => &self.by_coalitions(others),
        };
        let phi: Vec<Vec<bool>> = (0..self.plain.states)
            .map(|s| {
                (0..self.plain.states).map(|t| !all_prefer(self.plain, coalition, t, s, self.own)).collect()
            })
            .collect();
        let deterred = |s: usize, t: usize| {
            answers[t].iter().any(|&x| {
                phi[s][x] && (which != Which::Smr || self.all[h][x].iter().all(|&way_out| phi[s][way_out]))
            })
        };
        (0..self.plain.states).map(|s| self.leaves[h][s].iter().all(|&t| deterred(s, t))).collect()
    }

    /// Everything that sequences of coalition improvements reach: legal sequences in which every coalition of the group
    /// moves as one.
    fn by_coalitions(&self, group: usize) -> Lists {
        let within = (1..1_usize << self.plain.parties).filter(|coalition| coalition & !group == 0);
        let moves: Moves = within.map(|coalition| self.improvements[coalition].clone()).collect();
        lists(self.plain, &moves)
    }
}

fn members(plain: &Plain, group: usize) -> Vec<usize> {
    (0..plain.parties).filter(|party| group >> party & 1 == 1).collect()
}

fn lists(plain: &Plain, moves: &Moves) -> Lists {
    (0..plain.states).map(|s| sequences::reached(moves, plain.states, s).into_iter().collect()).collect()
}

/// R_H^{++}(s) for every s.
fn improvements(plain: &Plain, group: &[usize], all: &Lists, wanted: &[i8]) -> Lists {
    let better = |s: usize, reached: &[usize]| {
        reached.iter().copied().filter(|&t| all_prefer(plain, group, t, s, wanted)).collect()
    };
    all.iter().enumerate().map(|(s, reached)| better(s, reached)).collect()
}

fn all_prefer(plain: &Plain, group: &[usize], to: usize, than: usize, wanted: &[i8]) -> bool {
    group.iter().all(|&party| wanted.contains(&plain.prefers[party][to][than]))
}
