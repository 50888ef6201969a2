//! What packages are worth to a party, and what they gain it over no deal.

use detente_case::{Counts, Interval, Quantity};

use crate::{
    exact,
    negotiation::{Negotiation, Party},
    reading::Room,
};

/// What a party gains from a package at central values, as a sum over cells divided by `total`: in millionths of a
/// point of 100, or of a hundredth of what its packages can differ by where it counts as a sum.
#[derive(Clone, Debug)]
pub(crate) struct Gains {
    /// `r·(u − d)` by cell; without the bounds that keep [`Slack`] small.
    pub(crate) cells: Vec<i128>,
    /// `Σ r`, above zero.
    pub(crate) total: i128,
}

impl Gains {
    pub(crate) fn of(negotiation: &Negotiation, party: &Party) -> Self {
        if Room::of(party).is_none()
            && let Some(gains) = exact::gains(negotiation, party)
        {
            return gains;
        }
        let reach = i128::from(party.central_to_reach().millionths());
        let mut cells = Vec::with_capacity(negotiation.cells());
        let mut total = 0;
        for (values, weight) in party.values.iter().zip(&party.weights) {
            let weight = i128::from(weight.central.millionths());
            total += weight;
            cells.extend(
                values.iter().map(|value| weight * (i128::from(value.input.central.millionths()) - reach)),
            );
        }
        Self { cells, total: total.max(1) }
    }

    /// The gain in points of 100, or in hundredths of what its packages can differ by, rounded down to a millionth.
    pub(crate) fn quantity(&self, sum: i128) -> Quantity {
        let millionths = sum.div_euclid(self.total);
        Quantity::from_millionths(i64::try_from(millionths).unwrap_or(if millionths < 0 {
            i64::MIN
        } else {
            i64::MAX
        }))
    }
}

/// Every value of a package for a party, from the weight and the value of each of its terms: the smallest interval of
/// millionths that holds `Σ r·u / Σ r` for all `r` and `u` in the intervals, and exact where they are no millionths.
///
/// The quotient is linear-fractional, so for given `u` it is least at a corner of the weights' box, and a
/// weight is at its upper end there exactly when its `u` lies below the quotient: with issues in order of
/// `u`, the upper ends come first. Trying every place of the break finds the least; the greatest is found
/// the same way from above.
pub(crate) fn value_range(counts: Counts, terms: &[(Interval, Interval)]) -> Interval {
    let is_whole = |interval: &Interval| interval.low.is_in_millionths() && interval.high.is_in_millionths();
    let plain = terms.iter().all(|(weight, value)| is_whole(weight) && is_whole(value));
    if (counts == Counts::Sum || !plain)
        && let Some(range) = exact::value_range(counts, terms)
    {
        return range;
    }
    let lowest = extreme(terms.iter().map(|(weight, value)| (*weight, value.low.millionths())).collect());
    let highest = extreme(terms.iter().map(|(weight, value)| (*weight, -value.high.millionths())).collect());
    Interval::new(Quantity::from_millionths(lowest), Quantity::from_millionths(-highest))
}

/// The least weighted mean, rounded down to a millionth.
fn extreme(mut terms: Vec<(Interval, i64)>) -> i64 {
    terms.sort_by_key(|&(_, value)| value);
    let mut total: i128 = terms.iter().map(|(weight, _)| i128::from(weight.low.millionths())).sum();
    let mut sum: i128 =
        terms.iter().map(|(weight, value)| i128::from(weight.low.millionths()) * i128::from(*value)).sum();
    let mut least = (total > 0).then(|| sum.div_euclid(total));
    for (weight, value) in &terms {
        let rise = i128::from(weight.high.millionths()) - i128::from(weight.low.millionths());
        total += rise;
        sum += rise * i128::from(*value);
        if total > 0 {
            let mean = sum.div_euclid(total);
            least = Some(least.map_or(mean, |least| least.min(mean)));
        }
    }
    // A weighted mean of values within ±10^8 is within ±10^8; without any weight there is no mean.
    least.and_then(|least| i64::try_from(least).ok()).unwrap_or(0)
}
