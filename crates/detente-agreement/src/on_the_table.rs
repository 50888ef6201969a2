//! One package that lies on the table: which, whose red line it crosses, and what it gains whom in each draw.

use detente_case::{Interval, Quantity};

use crate::{
    Best, Negotiation, Package, Plan, Reading,
    best::best,
    draws::Stream,
    model::Model,
    reading::{Columns, slacks},
    requirement::Place,
    robust::crosses,
    zone::nearest,
};

impl Negotiation {
    /// The package that is nearest to a deal at central values: it keeps every rule, crosses no red line if that
    /// can be had, and the least gain of those whose consent it needs is largest. `None` if rules leave none.
    #[must_use]
    pub fn on_the_table(&self) -> Option<Best> {
        nearest(self).or_else(|| {
            let model = Model::of(self);
            let mut standing = model.requirements.all();
            for (index, place) in model.requirements.places.iter().enumerate() {
                if matches!(place, Place::NoDealValue(_) | Place::RedLine(_)) {
                    standing.remove(index);
                }
            }
            best(&model, &model.problem(&standing, &slacks(self, Reading::Central)))
        })
    }

    /// Whether the package crosses a binding red line of the party (by place).
    #[must_use]
    pub fn crosses_red_line(&self, party: usize, package: &Package) -> bool {
        crosses(self, party, package)
    }

    /// What the package gains the party (by place) over no deal, in each draw of a plan; empty if there is no
    /// such party. Rounded down to a millionth of a point.
    #[must_use]
    pub fn gains_in_draws(&self, party: usize, package: &Package, plan: Plan) -> Vec<Quantity> {
        let Some(of) = self.parties.get(party) else { return Vec::new() };
        let columns = Columns::of(self, of, plan, 0..plan.draws);
        let cell = |(issue, &option): (usize, &u16)| self.offsets[issue] + usize::from(option);
        let cells: Vec<_> =
            package.0.iter().enumerate().filter_map(|term| columns.cells.get(cell(term))).collect();
        let gain = |(draw, &total): (usize, &i64)| {
            let sum: i64 = cells.iter().map(|numbers| numbers[draw]).sum();
            Quantity::from_millionths(sum.div_euclid(total))
        };
        columns.weights.iter().enumerate().map(gain).collect()
    }
}

/// A number of its own, in each draw of a plan; the same name draws alike wherever it is asked for.
#[must_use]
pub fn named_in_draws(plan: Plan, name: &str, interval: Interval) -> Vec<Quantity> {
    let drawn = Stream::named(plan, name).take(0..plan.draws, interval);
    drawn.into_iter().map(Quantity::from_millionths).collect()
}
