//! What a change of view costs whoever makes it, in points of its own scale.

use detente_case::{Counts, Effects, Interval, Quantity};
use detente_number::Fraction;

use super::{catalogue::Catalogue, change::Cost};
use crate::{
    negotiation::{Negotiation, OptionSet, OptionValue, Party},
    rank_order::RankOrder,
};

/// A number with its bounds and its central value.
#[derive(Clone, Copy)]
struct Points {
    every: Interval,
    central: Quantity,
}

impl Catalogue<'_> {
    /// What softening a red line costs a party: the most of what its options cost.
    pub(super) fn softened(
        &self,
        party: usize,
        issue: usize,
        options: &OptionSet,
        red: &OptionSet,
    ) -> Option<Cost> {
        let costs = options.members().filter_map(|option| self.points_lost(party, issue, option, red));
        costs.max_by_key(|cost| (cost.central, cost.points.high))
    }

    /// What a party gives up with an option that it ruled out: how far the option lies below its best one.
    fn points_lost(&self, party: usize, issue: usize, option: usize, red: &OptionSet) -> Option<Cost> {
        let values = &self.negotiation.parties[party].values[issue];
        let open = (0..values.len()).filter(|other| !red.contains(*other));
        let best = open.map(|other| values[other].input).max_by_key(|value| value.central)?;
        let lost = values[option].input;
        let every = best.interval - lost.interval;
        Some(weighed(self.negotiation, party, issue, Points { every, central: best.central - lost.central }))
    }

    /// What a party must come to see in an option beyond what it sees now; unknown where that is.
    ///
    /// Both ends move together: an analyst who takes a high value of a level takes a high value of the next.
    pub(super) fn points_conceded(
        &self,
        party: usize,
        issue: usize,
        now: OptionValue,
        then: OptionValue,
    ) -> Option<Cost> {
        let (known, now, then) = (now.input.unsaid.is_none(), now.input, then.input);
        let every =
            Interval::new(then.interval.low - now.interval.low, then.interval.high - now.interval.high);
        let points = Points { every, central: then.central - now.central };
        known.then(|| weighed(self.negotiation, party, issue, points))
    }

    /// What a case states that something costs whom.
    pub(super) fn stated(cost: &Effects) -> Vec<Cost> {
        let one = |(party, points): (&detente_case::PartyId, &Interval)| Cost {
            party: party.clone(),
            points: *points,
            central: points.middle(),
        };
        cost.iter().map(one).collect()
    }
}

/// Points on one issue as points of the party's whole scale: times the share of the weights that the issue may have.
fn weighed(negotiation: &Negotiation, party: usize, issue: usize, points: Points) -> Cost {
    let of = &negotiation.parties[party];
    let Points { every, central } = match of.counts {
        Counts::Sum => points,
        Counts::Mean => times(points, share_of_weights(of, issue)),
    };
    Cost { party: of.id.clone(), points: every, central }
}

/// Points times a share from 0 to 1, bounds rounded outwards to a millionth.
fn times(points: Points, (least, central, most): (Fraction, Fraction, Fraction)) -> Points {
    let product = |points: Quantity, share: Fraction| {
        Quantity::from(points.fraction().times(share).unwrap_or_default())
    };
    let low = product(points.every.low, least).min(product(points.every.low, most));
    let high = product(points.every.high, least).max(product(points.every.high, most));
    let down = |exact: Quantity| Quantity::from_millionths(exact.millionths());
    Points { every: Interval::new(down(low), -down(-high)), central: down(product(points.central, central)) }
}

/// The least, the central and the greatest share of all weights that an issue has for a party.
///
/// A share `w ⁄ (w + rest)` is least at the least `w` with the greatest rest. Weights known by their order share what
/// they share, whichever they are.
fn share_of_weights(party: &Party, issue: usize) -> (Fraction, Fraction, Fraction) {
    let own = party.weights[issue];
    let ordered = party.weight_order.is_some();
    let whole = Quantity::from_millionths(RankOrder::whole());
    let others = |end: fn(&crate::Input) -> Quantity| {
        let apart = party.weights.iter().enumerate();
        let apart = apart.filter(|(other, weight)| *other != issue && !weight.by_order);
        apart.fold(Quantity::ZERO, |sum, (_, weight)| sum + end(weight))
    };
    let share = |of: Quantity, others: Quantity| {
        let all = match (ordered, own.by_order) {
            (true, true) => whole + others,
            (true, false) => of + whole + others,
            (false, _) => of + others,
        };
        of.fraction().over(all.fraction()).unwrap_or_default()
    };
    (
        share(own.interval.low, others(|weight| weight.interval.high)),
        share(own.central, others(|weight| weight.central)),
        share(own.interval.high, others(|weight| weight.interval.low)),
    )
}
