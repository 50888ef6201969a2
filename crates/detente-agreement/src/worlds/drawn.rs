//! What one party's numbers are in every world, and what a change of what it must reach adds to them.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use detente_case::{Counts, Quantity};

use crate::{
    Negotiation, Package, Party, Plan, Worth,
    negotiation::Input,
    reading::{Columns, Names, Slack},
};

/// How many bytes of sums of packages are remembered for one party at most.
const MOST_KNOWN: usize = 16 << 20;

/// The numbers of one party in every world.
///
/// A cell is `r·(u − d)`. Where only `d` is another, so is every cell of an issue by as much, `r` times the
/// difference, and a package's sum by that with the sum of all `r`: nothing else is drawn or added up again.
pub(super) struct Drawn {
    cells: Arc<Cells>,
    /// Nothing where the cells are the party's own.
    moved: Option<Moved>,
    /// By world, what no agreement is worth, in millionths.
    no_deal: Vec<i64>,
}

struct Cells {
    columns: Columns,
    /// By issue and world, the weights `r`; absent where cells are no products of them.
    weights: Option<Weighed>,
    /// By world, what the party's favourite options add up to.
    ideals: Vec<i64>,
    /// By package, what its cells add up to in every world, as far as asked.
    known: Mutex<BTreeMap<Package, Arc<Vec<i64>>>>,
}

/// How much less a party must reach than its cells say.
#[derive(Clone, PartialEq, Eq)]
struct Moved {
    /// By world.
    less: Vec<i64>,
    /// By world, what that adds to every package's sum.
    sums: Vec<i64>,
}

struct Weighed {
    by_issue: Vec<Vec<i64>>,
    sums: Vec<i64>,
    /// By world, what the party must reach.
    reach: Vec<i64>,
}

impl Cells {
    fn new(negotiation: &Negotiation, columns: Columns, weights: Option<Weighed>) -> Self {
        let worlds = columns.weights.len();
        let mut ideals = vec![0; worlds];
        for (domain, first) in negotiation.considered.iter().zip(&negotiation.offsets) {
            let mut best = vec![i64::MIN; worlds];
            for column in domain.members().filter_map(|option| columns.cells.get(first + option)) {
                best.iter_mut().zip(column).for_each(|(best, cell)| *best = (*best).max(*cell));
            }
            if !domain.is_empty() {
                ideals.iter_mut().zip(best).for_each(|(sum, best)| *sum += best);
            }
        }
        Self { columns, weights, ideals, known: Mutex::default() }
    }
}

impl Drawn {
    pub(super) fn of(negotiation: &Negotiation, party: &Party, plan: Plan, count: u32) -> Self {
        let Some((mut columns, by_issue, reach)) = Columns::in_parts(negotiation, party, plan, 0..count)
        else {
            let cells = Cells::new(negotiation, Columns::of(negotiation, party, plan, 0..count), None);
            return Self { cells: Arc::new(cells), moved: None, no_deal: no_deal(party, plan, count) };
        };
        // So many issues that their sums with asks added might not fit 64 bits.
        let shortened = negotiation.issues.len() > 400;
        if shortened {
            columns.cells.iter_mut().flatten().for_each(|cell| *cell >>= 1);
            columns.weights.iter_mut().for_each(|weight| *weight = (*weight >> 1).max(1));
        }
        let mut sums = vec![0; count as usize];
        for weights in &by_issue {
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
        }
        let weights = (!shortened).then_some(Weighed { by_issue, sums, reach });
        let cells = Arc::new(Cells::new(negotiation, columns, weights));
        Self { cells, moved: None, no_deal: no_deal(party, plan, count) }
    }

    /// The same party if some of what it must reach, or of what no agreement is worth to it, is another; `None` where
    /// more than that is.
    pub(super) fn changed(&self, was: &Party, party: &Party, plan: Plan, count: u32) -> Option<Self> {
        if !was.is_worth_as(party) {
            return None;
        }
        if was.shifts == party.shifts {
            let (moved, no_deal) = (self.moved.clone(), self.no_deal.clone());
            return Some(Self { cells: Arc::clone(&self.cells), moved, no_deal });
        }
        let weights = self.cells.weights.as_ref()?;
        let reach = Columns::reach(party, plan, 0..count)?;
        let less: Vec<i64> = weights.reach.iter().zip(reach).map(|(was, is)| was - is).collect();
        let sums = weights.sums.iter().zip(&less).map(|(weight, less)| weight * less).collect();
        let moved = Some(Moved { less, sums });
        Some(Self { cells: Arc::clone(&self.cells), moved, no_deal: no_deal(party, plan, count) })
    }

    /// What is mixed, number by number and world by world, of two.
    pub(super) fn mixed(
        negotiation: &Negotiation,
        now: &Self,
        after: &Self,
        mix: impl Fn(usize, i64, i64) -> i64,
    ) -> Self {
        if Arc::ptr_eq(&now.cells, &after.cells)
            && (&now.moved, &now.no_deal) == (&after.moved, &after.no_deal)
        {
            let (moved, no_deal) = (now.moved.clone(), now.no_deal.clone());
            return Self { cells: Arc::clone(&now.cells), moved, no_deal };
        }
        let row = |now: &[i64], after: &[i64]| -> Vec<i64> {
            now.iter().zip(after).enumerate().map(|(world, (now, after))| mix(world, *now, *after)).collect()
        };
        let issues = negotiation.issues.iter().enumerate();
        let cells = issues.flat_map(|(issue, of)| (0..of.options.len()).map(move |option| (issue, option)));
        let cells = cells.map(|(issue, option)| {
            let cell = negotiation.offsets[issue] + option;
            row(&now.column(issue, cell), &after.column(issue, cell))
        });
        let columns = Columns { cells: cells.collect(), weights: now.cells.columns.weights.clone() };
        let no_deal = row(&now.no_deal, &after.no_deal);
        Self { cells: Arc::new(Cells::new(negotiation, columns, None)), moved: None, no_deal }
    }

    /// A cell of an issue in every world.
    fn column(&self, issue: usize, cell: usize) -> Cow<'_, [i64]> {
        let column = &self.cells.columns.cells[cell];
        match self.cells.weights.as_ref().zip(self.moved.as_ref()) {
            None => Cow::Borrowed(column),
            Some((weights, Moved { less, .. })) => {
                let moved = column.iter().zip(&weights.by_issue[issue]).zip(less);
                Cow::Owned(moved.map(|((cell, weight), less)| cell + weight * less).collect())
            }
        }
    }

    /// By how much every package's sum differs from that of its cells in a world.
    fn moved(&self, world: usize) -> i64 {
        self.moved.as_ref().map_or(0, |moved| moved.sums[world])
    }

    /// What the party's weights add up to; above zero.
    pub(super) fn weight(&self, world: usize) -> i64 {
        self.cells.columns.weights.get(world).copied().unwrap_or(1)
    }

    pub(super) fn weights(&self) -> &[i64] {
        &self.cells.columns.weights
    }

    /// What the party's favourite options add up to.
    pub(super) fn ideal(&self, world: usize) -> i64 {
        self.cells.ideals.get(world).map_or(0, |ideal| ideal + self.moved(world))
    }

    pub(super) fn no_deal(&self, world: usize) -> Quantity {
        Quantity::from_millionths(self.no_deal.get(world).copied().unwrap_or(0))
    }

    /// What a package's cells add up to in one world.
    pub(super) fn sum(&self, offsets: &[usize], world: usize, package: &Package) -> i64 {
        let cells = package.0.iter().zip(offsets).map(|(option, first)| {
            let column = self.cells.columns.cells.get(first + usize::from(*option));
            column.and_then(|column| column.get(world)).copied().unwrap_or(0)
        });
        let sum: i64 = cells.sum();
        let exists = world < self.no_deal.len() && package.0.len() == offsets.len();
        if exists { sum + self.moved(world) } else { sum }
    }

    /// The same in the first worlds.
    pub(super) fn sums(&self, offsets: &[usize], package: &Package, worlds: usize) -> Vec<i64> {
        let sums = self.sums_of_cells(offsets, package, worlds);
        match self.moved_of(offsets, package) {
            None => sums[..worlds].to_vec(),
            Some(moved) => sums.iter().zip(moved).take(worlds).map(|(sum, moved)| sum + moved).collect(),
        }
    }

    /// Takes out the worlds in which a package's cells add up to less than zero; asks no further than there are entries.
    pub(super) fn keep_accepted(&self, offsets: &[usize], package: &Package, accepted: &mut [bool]) {
        let sums = self.sums_of_cells(offsets, package, accepted.len());
        match self.moved_of(offsets, package) {
            None => accepted.iter_mut().zip(&*sums).for_each(|(accepted, sum)| *accepted &= *sum >= 0),
            Some(moved) => {
                let sums = sums.iter().zip(moved);
                accepted
                    .iter_mut()
                    .zip(sums)
                    .for_each(|(accepted, (sum, moved))| *accepted &= sum + moved >= 0);
            }
        }
    }

    fn moved_of(&self, offsets: &[usize], package: &Package) -> Option<&[i64]> {
        let moved = self.moved.as_ref().filter(|_| package.0.len() == offsets.len());
        moved.map(|moved| moved.sums.as_slice())
    }

    /// What a package's cells add up to, in the first worlds at least.
    fn sums_of_cells(&self, offsets: &[usize], package: &Package, worlds: usize) -> Arc<Vec<i64>> {
        // A lock that somebody's panic broke only costs what was remembered.
        let known = self.cells.known.lock().ok().and_then(|known| known.get(package).map(Arc::clone));
        if let Some(known) = known.filter(|known| known.len() >= worlds) {
            return known;
        }
        let mut sums = vec![0; worlds];
        for (option, first) in package.0.iter().zip(offsets) {
            if let Some(column) = self.cells.columns.cells.get(first + usize::from(*option)) {
                sums.iter_mut().zip(column).for_each(|(sum, cell)| *sum += cell);
            }
        }
        let sums = Arc::new(sums);
        if let Ok(mut known) = self.cells.known.lock()
            && known.len() < MOST_KNOWN / (self.no_deal.len() * size_of::<i64>()).max(1)
        {
            known.insert(package.clone(), Arc::clone(&sums));
        }
        sums
    }

    /// The cells in one world.
    pub(super) fn slack(&self, negotiation: &Negotiation, world: usize) -> Slack {
        let mut slack = self.cells.columns.slack(world);
        if let Some((weights, Moved { less, .. })) = self.cells.weights.as_ref().zip(self.moved.as_ref()) {
            for ((issue, first), weights) in
                negotiation.issues.iter().zip(&negotiation.offsets).zip(&weights.by_issue)
            {
                let moved = weights[world] * less[world];
                slack.cells[*first..first + issue.options.len()].iter_mut().for_each(|cell| *cell += moved);
            }
        }
        slack
    }
}

fn no_deal(party: &Party, plan: Plan, count: u32) -> Vec<i64> {
    let mut values = Names { party }.no_deal(plan).take(0..count, party.no_deal.interval);
    for shift in party.shifts.iter().filter(|shift| shift.adds_to == Worth::NoDeal) {
        let by = shift.in_draws(plan, 0..count);
        values.iter_mut().zip(by).for_each(|(value, by)| *value = value.saturating_add(by));
    }
    match party.counts {
        Counts::Mean => values,
        // As gains are: in hundredths of what its packages can differ by.
        Counts::Sum => {
            let hundredth = party.points_of_a_hundredth();
            let scaled = |value: i64| Quantity::from_millionths(value).fraction().over(hundredth);
            let scaled = |value: i64| scaled(value).map_or(value, |value| Quantity::from(value).millionths());
            values.into_iter().map(scaled).collect()
        }
    }
}

impl Party {
    /// Whether everything but what levers and guarantees add is worth the same to the party as to the other.
    fn is_worth_as(&self, other: &Self) -> bool {
        let inputs =
            |party: &Self| -> Vec<Input> { party.values.iter().flatten().map(|value| value.input).collect() };
        self.id == other.id
            && self.counts == other.counts
            && self.no_deal == other.no_deal
            && self.weights == other.weights
            && self.weight_order == other.weight_order
            && self.ranked == other.ranked
            && self.rungs == other.rungs
            && inputs(self) == inputs(other)
    }
}
