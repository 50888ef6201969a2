//! In which order issues are settled: so that little of what interacts is ever half-settled.

use super::structure::Structure;

/// About how many orders are tried.
const MOST_TRIED: usize = 10_000;
/// With more issues than this, an issue is only tried in places nearby.
const FAR: usize = 16;

/// An order of the issues in which few states are to be expected on the way.
pub(super) fn order(structure: &Structure) -> Vec<usize> {
    let open: Vec<_> = opens(structure);
    let ways: Vec<f64> = structure.choices.iter().map(|choices| bits(choices.len())).collect();
    let mut best: Vec<usize> = greedy(&open, ways.len());
    let mut least = cost(&open, &ways, &best);
    let mut tried = 0;
    let mut improved = true;
    while improved && tried < MOST_TRIED {
        improved = false;
        for from in 0..best.len() {
            for to in from.saturating_sub(FAR)..(from + FAR + 1).min(best.len()) {
                let mut moved = best.clone();
                let issue = moved.remove(from);
                moved.insert(to, issue);
                let cost = cost(&open, &ways, &moved);
                tried += 1;
                if cost < least {
                    (best, least, improved) = (moved, cost, true);
                }
            }
        }
    }
    best
}

/// Something that is open from the first of some issues until the last.
struct Open {
    issues: Vec<usize>,
    /// By issue, the likelihood that its bound is kept.
    likelihoods: Vec<f64>,
    /// Whether it stays open when a bound is broken, because others of a group count with it.
    lasting: bool,
}

fn opens(structure: &Structure) -> Vec<Open> {
    let paid = (0..structure.pays.len()).filter(|&number| structure.is_paid(number)).map(|number| Open {
        issues: structure.issues[number].clone(),
        likelihoods: structure.likelihoods[number].clone(),
        lasting: false,
    });
    let of_groups = structure.groups.iter().flat_map(|group| {
        let mut all: Vec<_> = structure.issues_of(group).collect();
        all.sort_unstable();
        all.dedup();
        group.numbers.each().map(move |number| {
            let own = &structure.issues[number];
            let place = |issue: &usize| own.iter().position(|other| other == issue);
            let likelihood = |issue| place(issue).map_or(1.0, |place| structure.likelihoods[number][place]);
            Open { likelihoods: all.iter().map(likelihood).collect(), issues: all.clone(), lasting: true }
        })
    });
    paid.chain(of_groups).collect()
}

/// Next always the issue after which the fewest things are open.
fn greedy(opens: &[Open], issues: usize) -> Vec<usize> {
    let mut order = Vec::with_capacity(issues);
    let mut settled = vec![false; issues];
    while order.len() < issues {
        let open_after = |issue: usize| {
            let done = |other: &usize| *other == issue || settled[*other];
            let open = |open: &&Open| open.issues.iter().any(done) && !open.issues.iter().all(done);
            opens.iter().filter(open).count()
        };
        let left = (0..issues).filter(|&issue| !settled[issue]);
        let Some(next) = left.min_by_key(|&issue| open_after(issue)) else { break };
        settled[next] = true;
        order.push(next);
    }
    order
}

/// An estimate of the states on the way: as many as whether each open thing is still alive holds bits of
/// surprise, if they were independent, and no more than ways to settle the issues so far.
fn cost(opens: &[Open], ways: &[f64], order: &[usize]) -> f64 {
    let mut place = vec![0; order.len()];
    for (step, &issue) in order.iter().enumerate() {
        place[issue] = step;
    }
    let mut surprise = vec![0.0; order.len()];
    let mut steps: Vec<(usize, f64)> = Vec::new();
    for open in opens {
        steps.clear();
        steps.extend(open.issues.iter().map(|&issue| place[issue]).zip(open.likelihoods.iter().copied()));
        steps.sort_unstable_by_key(|(step, _)| *step);
        let mut alive = 1.0;
        for pair in steps.windows(2) {
            let [(from, likelihood), (until, _)] = pair else { continue };
            alive *= likelihood;
            let bits = if open.lasting { entropy(alive).max(0.1) } else { entropy(alive) };
            surprise[*from..*until].iter_mut().for_each(|sum| *sum += bits);
        }
    }
    let mut settled = 0.0;
    let states = order.iter().zip(&surprise).map(|(&issue, surprise)| {
        settled += ways[issue];
        doubled(surprise.min(settled))
    });
    states.sum()
}

/// About the bits of surprise in a yes of this likelihood, in arithmetic that is the same on every machine.
fn entropy(likelihood: f64) -> f64 {
    4.0 * likelihood * (1.0 - likelihood)
}

/// About the logarithm to base 2.
#[expect(clippy::cast_precision_loss, reason = "an estimate")]
fn bits(ways: usize) -> f64 {
    let ways = ways.max(1);
    let whole = ways.ilog2();
    f64::from(whole) + ways as f64 / (1_u64 << whole) as f64 - 1.0
}

/// About so many doublings of 1, at most 2^100.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "an estimate between 1 and 2^100"
)]
fn doubled(bits: f64) -> f64 {
    let whole = bits.clamp(0.0, 99.0).floor();
    (1.0 + (bits - whole).clamp(0.0, 1.0)) * (1_u128 << whole as u32) as f64
}
