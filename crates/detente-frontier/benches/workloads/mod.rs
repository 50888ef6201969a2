//! The tables that frontiers are timed on: files kept beside the repository, and generated ones.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "each bench uses some of them, in floating point, from files"
)]

use std::path::PathBuf;

use detente_frontier::Tables;

/// Numbers between 0 and 1 that are the same on every machine (xorshift, Marsaglia 2003).
struct Draws(u64);

impl Draws {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, count: usize) -> usize {
        (self.next() * count as f64) as usize
    }
}

/// Weights that sum to 100 points and values uniform between nothing and all.
pub fn random(parties: usize, issues: usize, options: usize, seed: u64) -> Tables {
    let points = random_points(parties, issues, options, seed);
    Tables::from_points(&points, &vec![None; parties]).unwrap()
}

/// The same with a floor for every party.
pub fn random_with_floors(parties: usize, issues: usize, options: usize, seed: u64, floor: f64) -> Tables {
    let points = random_points(parties, issues, options, seed);
    Tables::from_points(&points, &vec![Some(floor); parties]).unwrap()
}

fn random_points(parties: usize, issues: usize, options: usize, seed: u64) -> Vec<Vec<Vec<f64>>> {
    let mut draws = Draws::new(seed);
    (0..parties)
        .map(|_| {
            let weights = weights(&mut draws, issues);
            let of_issue = |weight: &f64| (0..options).map(|_| weight * draws.next()).collect();
            weights.iter().map(of_issue).collect()
        })
        .collect()
}

/// Opposed interests: on every issue, what an option gives is shared out between the parties, give or take
/// a fifth, so that most options cost somebody something.
pub fn opposed(parties: usize, issues: usize, options: usize, seed: u64) -> Tables {
    let mut draws = Draws::new(seed);
    let weights: Vec<_> = (0..parties).map(|_| weights(&mut draws, issues)).collect();
    let mut points = vec![vec![Vec::new(); issues]; parties];
    for issue in 0..issues {
        for _ in 0..options {
            let shares: Vec<_> = (0..parties).map(|_| -(1.0 - draws.next()).ln()).collect();
            let sum: f64 = shares.iter().sum();
            for (party, share) in shares.iter().enumerate() {
                let share = 0.8 * share / sum + 0.2 * draws.next();
                points[party][issue].push(weights[party][issue] * share);
            }
        }
    }
    Tables::from_points(&points, &vec![None; parties]).unwrap()
}

fn weights(draws: &mut Draws, issues: usize) -> Vec<f64> {
    let weights: Vec<_> = (0..issues).map(|_| draws.next() + 0.05).collect();
    let sum: f64 = weights.iter().sum();
    weights.iter().map(|weight| 100.0 * weight / sum).collect()
}

/// Whole points, the best options of each party summing to 100: the usual exercise of negotiation courses.
pub fn hundred_points(parties: usize, issues: usize, options: usize, seed: u64) -> Tables {
    let mut draws = Draws::new(seed);
    let points: Vec<Vec<Vec<f64>>> = (0..parties)
        .map(|_| {
            let mut budget: Vec<usize> = weights(&mut draws, issues).iter().map(|w| *w as usize).collect();
            while budget.iter().sum::<usize>() < 100 {
                budget[draws.below(issues)] += 1;
            }
            let mut of_issue = |&most: &usize| {
                let mut values: Vec<_> = (0..options).map(|_| draws.below(most + 1) as f64).collect();
                let best = draws.below(options);
                values[(best + 1) % options] = 0.0;
                values[best] = most as f64;
                values
            };
            budget.iter().map(&mut of_issue).collect()
        })
        .collect();
    Tables::from_points(&points, &vec![None; parties]).unwrap()
}

/// Whole scores from 1 to 100 for every option.
pub fn scores(parties: usize, issues: usize, options: usize, seed: u64) -> Tables {
    let mut draws = Draws::new(seed);
    let mut issue = || (0..options).map(|_| 1.0 + draws.below(100) as f64).collect();
    let points: Vec<Vec<Vec<f64>>> = (0..parties).map(|_| (0..issues).map(|_| issue()).collect()).collect();
    Tables::from_points(&points, &vec![None; parties]).unwrap()
}

/// The same tables with so many pairs of options that exclude each other, of issues at most three apart.
pub fn with_local_exclusions(mut tables: Tables, issues: usize, options: usize, count: usize) -> Tables {
    let mut draws = Draws::new(count as u64);
    for _ in 0..count {
        let issue = draws.below(issues - 3);
        let other = issue + 1 + draws.below(3);
        tables = tables.excluding((issue, draws.below(options)), (other, draws.below(options)));
    }
    tables
}

/// The instances of `reference/instances` by name, or of the folder that `DETENTE_INSTANCES` names.
pub fn instances() -> Vec<(String, Tables)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../reference/instances");
    let folder = std::env::var_os("DETENTE_INSTANCES").map_or(folder, PathBuf::from);
    let paths = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|end| end == "json")).collect();
    paths.sort();
    let named = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        (path.file_stem().unwrap().to_string_lossy().into_owned(), instance(&text))
    };
    paths.iter().map(named).collect()
}

fn instance(text: &str) -> Tables {
    let instance: serde_json::Value = serde_json::from_str(text).unwrap();
    let floats = |value: &serde_json::Value| -> Vec<f64> {
        value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
    };
    let parties = instance["parties"].as_array().unwrap();
    let points: Vec<Vec<Vec<f64>>> = parties
        .iter()
        .map(|party| {
            let values = party["values"].as_array().unwrap();
            let weighted = |(values, weight): (&serde_json::Value, f64)| {
                floats(values).into_iter().map(|value| value * weight).collect()
            };
            values.iter().zip(floats(&party["weights"])).map(weighted).collect()
        })
        .collect();
    let floors: Vec<_> = parties.iter().map(|party| party["reserved"].as_f64()).collect();
    Tables::from_points(&points, &floors).unwrap()
}
