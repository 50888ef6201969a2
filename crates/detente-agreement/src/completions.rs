//! What a text that leaves issues open may be worth: nothing is filled, every completion counts.

use detente_case::{Interval, Quantity};

use crate::{
    negotiation::{Negotiation, Party},
    worth::value_range,
};

impl Negotiation {
    /// Every value that a package with one of `among` for each issue may have for a party (by place), in points
    /// of its own scale, with what levers and guarantees under a what-if add to agreement.
    ///
    /// Exact to a millionth: each end is reached by one completion and some numbers in the intervals. `None`
    /// unless the party is there and every issue has an option that is there.
    #[must_use]
    pub fn possible_values(&self, party: usize, among: &[Vec<usize>]) -> Option<Interval> {
        let party = self.parties.get(party)?;
        let values = hulls(party, among)?;
        let weights = party.weights.iter().map(|weight| weight.interval);
        Some(value_range(party.counts, &weights.zip(values).collect::<Vec<_>>()) + party.added_to_deal())
    }

    /// Every difference, in points, that going from a package of one kind to one of another may make to a party
    /// (by place): what the party surely gains lies above zero throughout.
    ///
    /// Weights, and the value of an option that both settle an issue with, are one number each and no difference;
    /// of an issue that either leaves open, every pair of completions counts.
    #[must_use]
    pub fn possible_differences(
        &self,
        party: usize,
        from: &[Vec<usize>],
        to: &[Vec<usize>],
    ) -> Option<Interval> {
        let party = self.parties.get(party)?;
        let (before, after) = (hulls(party, from)?, hulls(party, to)?);
        let difference = |issue: usize| match (from[issue].as_slice(), to[issue].as_slice()) {
            ([one], [other]) if one == other => Interval::ZERO,
            _ => after[issue] - before[issue],
        };
        let weights = party.weights.iter().map(|weight| weight.interval);
        let terms: Vec<_> = weights.zip((0..from.len()).map(difference)).collect();
        Some(value_range(party.counts, &terms))
    }
}

/// By issue, the smallest interval that holds whatever one of its options may be worth.
fn hulls(party: &Party, among: &[Vec<usize>]) -> Option<Vec<Interval>> {
    if among.len() != party.values.len() {
        return None;
    }
    let hull = |(values, options): (&Vec<crate::OptionValue>, &Vec<usize>)| {
        let mut hull: Option<(Quantity, Quantity)> = None;
        for &option in options {
            let Interval { low, high } = values.get(option)?.input.interval;
            hull = Some(hull.map_or((low, high), |(least, most)| (least.min(low), most.max(high))));
        }
        hull.map(|(low, high)| Interval::new(low, high))
    };
    party.values.iter().zip(among).map(hull).collect()
}
