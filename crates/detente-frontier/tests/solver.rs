//! Solutions without the frontier, against every package of random small tables.

#![allow(
    clippy::unwrap_used,
    unreachable_pub,
    dead_code,
    reason = "tests fail by panicking; worlds are shared"
)]

use crate::budget;
use crate::small_worlds;

use detente_frontier::{Limits, Solution, Solved, Tables, Unsolved};
use proptest::prelude::*;
use small_worlds::{World, to_float, worlds};

const SOLUTIONS: [Solution; 4] =
    [Solution::Nash, Solution::Egalitarian, Solution::KalaiSmorodinsky, Solution::Utilitarian];

/// By party, what one package gains, and what any admitted package gains it at most.
struct Gains<'w> {
    from: Vec<i128>,
    most: Vec<i128>,
    parts_of_a_point: f64,
    admitted: &'w [Vec<i128>],
}

impl<'w> Gains<'w> {
    fn of(world: &World, tables: &Tables, admitted: &'w [Vec<i128>]) -> Self {
        let from = tables.disagreement();
        let most = |party: usize| admitted.iter().map(|worth| worth[party] - from[party]).max().unwrap_or(0);
        let most = (0..from.len()).map(most).collect();
        Self { from, most, parts_of_a_point: to_float(world.parts_of_a_point), admitted }
    }

    fn points(&self, worth: &[i128]) -> Vec<f64> {
        worth
            .iter()
            .zip(&self.from)
            .map(|(worth, from)| to_float(worth - from) / self.parts_of_a_point)
            .collect()
    }

    /// Smallest first: gains, or shares of the most.
    fn sorted(&self, worth: &[i128], shares: bool) -> Vec<f64> {
        let share = |(gain, &most): (f64, &i128)| match (shares, most) {
            (false, _) => gain,
            (true, 0) => 1.0,
            (true, most) => gain / (to_float(most) / self.parts_of_a_point),
        };
        let mut sorted: Vec<_> = self.points(worth).into_iter().zip(&self.most).map(share).collect();
        sorted.sort_by(f64::total_cmp);
        sorted
    }

    fn score(&self, solution: Solution, worth: &[i128]) -> f64 {
        match solution {
            Solution::Nash => self.points(worth).into_iter().map(f64::ln).sum(),
            Solution::Utilitarian => self.points(worth).into_iter().sum(),
            _ => self.sorted(worth, solution == Solution::KalaiSmorodinsky)[0],
        }
    }

    fn greatest(&self, solution: Solution) -> f64 {
        self.admitted.iter().map(|worth| self.score(solution, worth)).fold(f64::NEG_INFINITY, f64::max)
    }
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * one.abs().max(other.abs()).max(1.0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(budget::cases(1_500)))]

    #[test]
    fn two_to_four_parties_get_what_the_definitions_say(world in worlds(2..=4, 1..=5)) {
        gets_what_the_definitions_say(&world)?;
    }

    #[test]
    fn cut_or_content_with_less_the_bound_holds(
        world in worlds(2..=6, 3..=5),
        nodes in 0..20_u64,
        within in prop_oneof![Just(0.0), 0.0..0.5_f64],
    ) {
        let tables = world.tables();
        let admitted = world.admitted();
        let gains = Gains::of(&world, &tables, &admitted);
        let limits = Limits { steps: nodes * 2_500, ..Limits::default() };
        for solution in [Solution::Nash, Solution::Egalitarian, Solution::Utilitarian] {
            let Ok(solved) = tables.solve_within(solution, within, limits) else { continue };
            let greatest = gains.greatest(solution);
            prop_assert!(greatest <= solved.bound + 1e-9 * greatest.abs().max(1.0), "{solution}: {greatest} for {solved:?}");
            prop_assert!(near(solved.score, gains.score(solution, &solved.point.utilities)), "{solution}");
            prop_assert!(!solved.proven || near(solved.score, greatest), "{solution}");
            let content = tables.solve_within(solution, within, Limits::default()).unwrap();
            // Sums of some 10^7 are told apart to 4·10^-9 only: a bound may stand a few such steps beyond.
            let steps = 4.0 * f64::EPSILON * content.bound.abs();
            prop_assert!(content.bound - content.score <= within + steps.max(1e-9), "{solution}");
            prop_assert!(greatest <= content.bound + 1e-9 * greatest.abs().max(1.0), "{solution}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn five_to_eight_parties_get_what_the_definitions_say(world in worlds(5..=8, 3..=6)) {
        gets_what_the_definitions_say(&world)?;
    }
}

fn gets_what_the_definitions_say(world: &World) -> Result<(), TestCaseError> {
    let tables = world.tables();
    let admitted = world.admitted();
    let gains = Gains::of(world, &tables, &admitted);
    for solution in SOLUTIONS {
        match tables.solve(solution, Limits::default()) {
            Err(Unsolved::NobodyGains) => {
                let gain = |worth: &Vec<i128>| gains.points(worth).iter().all(|&gain| gain > 0.0);
                prop_assert!(!admitted.is_empty() && !admitted.iter().any(gain), "{}", solution);
            }
            Err(unsolved) => {
                prop_assert_eq!(unsolved, Unsolved::NoneAdmitted, "{}", solution);
                prop_assert!(admitted.is_empty(), "{}", solution);
            }
            Ok(solved) => {
                let own = &solved.point.utilities;
                prop_assert!(solved.proven && tables.admits(&solved.point.package), "{}", solution);
                prop_assert_eq!(&world.worth(&solved.point.package), own, "{}", solution);
                let greatest = gains.greatest(solution);
                let score = gains.score(solution, own);
                prop_assert!(near(score, greatest), "{}: {} for {}", solution, score, greatest);
                prop_assert!(near(score, solved.score), "{}: {} said {}", solution, score, solved.score);
                let shares = solution == Solution::KalaiSmorodinsky;
                if solved.next_proven {
                    let sorted = gains.sorted(own, shares);
                    let before = |one: &[f64], other: &[f64]| {
                        let apart = one.iter().zip(other).find(|(one, other)| !near(**one, **other));
                        apart.is_some_and(|(one, other)| one < other)
                    };
                    let better = admitted.iter().find(|worth| before(&sorted, &gains.sorted(worth, shares)));
                    prop_assert_eq!(better, None, "{}: not {:?}", solution, own);
                }
            }
        }
    }
    Ok(())
}

#[test]
fn hundreds_of_issues_end_at_the_limit_with_a_bound() {
    let value = |party: usize, issue: usize, option: usize| {
        f64::from(u32::try_from((party * 7919 + issue * 104_729 + option * 1_299_709) % 1_009).unwrap()) / 1e3
    };
    let issues =
        |party| (0..700).map(|issue| (0..3).map(|option| value(party, issue, option)).collect()).collect();
    let points: Vec<Vec<Vec<f64>>> = (0..10).map(issues).collect();
    let mut tables = Tables::from_points(&points, &[None; 10]).unwrap();
    for issue in 0..350 {
        tables = tables.excluding((issue, issue % 3), (issue + 350, (issue + 1) % 3));
    }
    let limits = Limits { steps: 2_500 * 1_000, ..Limits::default() };
    for solution in SOLUTIONS {
        let solved = tables.solve(solution, limits).unwrap();
        assert!(solved.nodes <= 4_000, "{solution}");
        let Solved { score, bound, .. } = solved;
        assert!(score <= bound && bound < score * 1.1, "{solution}: {score} of {bound}");
        assert!(tables.admits(&solved.point.package));
    }
}
