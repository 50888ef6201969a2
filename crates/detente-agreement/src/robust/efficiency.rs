//! Which of the packages compared could be better for one party without loss to another?
//!
//! For all values at once this is exact. Worth less or more by `Σ w·(u − u′) ⁄ Σ w`, a package beats another
//! for a party whatever its numbers when the least of that difference is not below nothing; options that both
//! have cancel. Numbers of different parties are independent, so that what may be for each may be for all.
//! Packages that no other beats for everybody whatever the numbers are the non-dominated ones of robust
//! portfolio modelling (Liesiö, Mild & Salo 2007, European Journal of Operational Research 181:1488).

use crate::{Negotiation, Package, negotiation::Party, rank_order::RankOrder};

/// How a package stands among others, for all values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// For no values is another at least as good for everybody and better for somebody.
    pub(super) necessarily: bool,
    /// No other is at least as good for everybody whatever the values, and better for somebody for some.
    pub(super) possibly: bool,
}

/// How each package stands among the rest, in the eyes of some parties (by place). Packages come with whether they
/// keep the rules; those that do not are no measure for others, and not efficient.
pub(super) fn standings(
    negotiation: &Negotiation,
    packages: &[(&Package, bool)],
    asked: &[usize],
) -> Vec<Standing> {
    let standing = |&(package, within_rules): &(&Package, bool)| {
        let mut standing = Standing { necessarily: within_rules, possibly: within_rules };
        for (other, _) in packages.iter().filter(|(other, within)| *within && *other != package) {
            let gains: Vec<_> =
                asked.iter().map(|&party| gain(&negotiation.parties[party], other, package)).collect();
            let may_be_more = gains.iter().any(|&(_, most)| most > 0);
            standing.necessarily &= !(may_be_more && gains.iter().all(|&(_, most)| most >= 0));
            standing.possibly &= !(may_be_more && gains.iter().all(|&(least, _)| least >= 0));
        }
        standing
    };
    packages.iter().map(standing).collect()
}

/// Which of these, each with what it is worth to each party, no other is worth as much to all and more to some.
///
/// Whatever betters another is worth more in sum, and what is bettered by something is bettered by something that
/// nothing betters: so that each need only be compared with those of greater sum that have come through.
pub(super) fn undominated(mut packages: Vec<(usize, Vec<i64>)>) -> Vec<usize> {
    packages.sort_by_cached_key(|(_, worth)| {
        std::cmp::Reverse(worth.iter().map(|&one| i128::from(one)).sum::<i128>())
    });
    let mut through: Vec<(usize, Vec<i64>)> = Vec::new();
    for (place, worth) in packages {
        let betters = |other: &Vec<i64>| *other != worth && other.iter().zip(&worth).all(|(a, b)| a >= b);
        if !through.iter().any(|(_, other)| betters(other)) {
            through.push((place, worth));
        }
    }
    through.into_iter().map(|(place, _)| place).collect()
}

/// The least and the greatest by which a party gains from `to` over `from`, each times something above zero.
fn gain(party: &Party, to: &Package, from: &Package) -> (i128, i128) {
    let differences = |issue: usize| difference(party, issue, to.0[issue].into(), from.0[issue].into());
    let least = extreme(party, |issue| differences(issue).0);
    let most = extreme(party, |issue| -differences(issue).1);
    (least, -most)
}

/// The least and the greatest by which one option of an issue is worth more than another.
fn difference(party: &Party, issue: usize, to: usize, from: usize) -> (i64, i64) {
    if to == from {
        return (0, 0);
    }
    let (to_value, from_value) = (party.values[issue][to].input, party.values[issue][from].input);
    let least = to_value.interval.low.millionths() - from_value.interval.high.millionths();
    let most = to_value.interval.high.millionths() - from_value.interval.low.millionths();
    match party.compare(issue, to, from) {
        Some(std::cmp::Ordering::Less) => (least.max(0), most),
        Some(_) => (least, most.min(0)),
        None => (least, most),
    }
}

/// The least of `Σ w·d` over all weights, up to a factor above zero.
fn extreme(party: &Party, of: impl Fn(usize) -> i64) -> i128 {
    let alone = |issue: usize| {
        let weight = party.weights[issue].interval;
        let ends = [weight.low, weight.high].map(|end| i128::from(end.millionths()) * i128::from(of(issue)));
        ends[0].min(ends[1])
    };
    let issues = 0..party.weights.len();
    let Some(order) = &party.weight_order else { return issues.map(alone).sum() };
    let others: i128 = issues.filter(|&issue| !party.weights[issue].by_order).map(alone).sum();
    let (sum, among) = order.greatest_mean(|issue| -i128::from(of(issue)));
    others * among - i128::from(RankOrder::whole()) * sum
}
