//! The worlds of a plan one by one: in each, what every package is worth to every party.
//!
//! A world is one joint draw of every number of a negotiation, the same that the verdict counts. Whoever lets
//! parties talk asks each world what a package gains whom, whether it is a deal there, and whether any package
//! gives everybody asked what it asks for. Everything is decided in whole numbers.

mod process;

use detente_case::Quantity;
use fixedbitset::FixedBitSet;

pub use self::process::drawn;
use crate::{
    Finding, Negotiation, Package, Plan, Terms, Worth,
    best::best_for_in_draw,
    draws::Stream,
    model::{Model, Problem},
    negotiation::Literal,
    reading::{Columns, Gains, Names, Slack},
    search::{Weights, find_next},
};

/// How many bytes of numbers are held at most.
const MOST_BYTES: usize = 256 << 20;
/// How much work all searches of one [`Seeker`] do at most: cells read, about.
const MOST_WORK: u64 = 400_000_000;

/// Every world of a plan.
pub struct Worlds<'n> {
    model: Model<'n>,
    count: u32,
    /// By party, its cells in every world.
    columns: Vec<Columns>,
    /// By party and world, what no agreement is worth, in millionths.
    no_deal: Vec<Vec<i64>>,
}

impl<'n> Worlds<'n> {
    /// The worlds of a plan; of a negotiation so large that its numbers would not fit, the first of them.
    #[must_use]
    pub fn of(negotiation: &'n Negotiation, plan: Plan) -> Self {
        let count = plan.draws.min(Self::most(negotiation));
        // So many issues that their sums with asks added might not fit 64 bits.
        let shortened = u32::from(negotiation.issues.len() > 400);
        let columns = negotiation.parties.iter().map(|party| {
            let mut columns = Columns::of(negotiation, party, plan, 0..count);
            columns.cells.iter_mut().flatten().for_each(|cell| *cell >>= shortened);
            columns.weights.iter_mut().for_each(|weight| *weight = (*weight >> shortened).max(1));
            columns
        });
        let no_deal = negotiation.parties.iter().map(|party| {
            let mut values = Names { party }.no_deal(plan).take(0..count, party.no_deal.interval);
            for shift in party.shifts.iter().filter(|shift| shift.adds_to == Worth::NoDeal) {
                let by = Stream::named(plan, &shift.name).take(0..count, shift.by);
                values.iter_mut().zip(by).for_each(|(value, by)| *value = value.saturating_add(by));
            }
            values
        });
        let (columns, no_deal) = (columns.collect(), no_deal.collect());
        Self { model: Model::of(negotiation), count, columns, no_deal }
    }

    /// Worlds as parties see them who expect a change with some chance each: what everything is worth is mixed, world
    /// by world, of what it is `now` and what it is `after`. Both must be of the same issues and plan.
    #[must_use]
    pub fn expecting(now: &Self, after: &Self, chances: &[Quantity]) -> Self {
        let chance = |world: usize| chances.get(world).map_or(0, |chance| i128::from(chance.millionths()));
        let mixed = |(world, (now, after)): (usize, (&i64, &i64))| {
            let rise = (i128::from(*after) - i128::from(*now)) * chance(world);
            i64::try_from(i128::from(*now) + rise.div_euclid(1_000_000)).unwrap_or(*now)
        };
        let row =
            |(now, after): (&Vec<i64>, &Vec<i64>)| now.iter().zip(after).enumerate().map(mixed).collect();
        let party = |(now, after): (&Columns, &Columns)| Columns {
            cells: now.cells.iter().zip(&after.cells).map(row).collect(),
            weights: now.weights.clone(),
        };
        Self {
            model: Model::of(now.model.negotiation),
            count: now.count.min(after.count),
            columns: now.columns.iter().zip(&after.columns).map(party).collect(),
            no_deal: now.no_deal.iter().zip(&after.no_deal).map(row).collect(),
        }
    }

    /// How many worlds are looked at at most.
    #[must_use]
    pub fn most(negotiation: &Negotiation) -> u32 {
        let numbers = (negotiation.cells() + 2) * negotiation.parties.len() * size_of::<i64>();
        u32::try_from(MOST_BYTES / numbers.max(1)).unwrap_or(u32::MAX).max(1)
    }

    /// The negotiation.
    #[must_use]
    pub fn negotiation(&self) -> &'n Negotiation {
        self.model.negotiation
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.count
    }

    /// What the package gains a party (by place) over no deal, rounded down to a millionth of a point; nothing
    /// where there is no such world, party or package.
    #[must_use]
    pub fn gain(&self, world: u32, party: usize, package: &Package) -> Quantity {
        let sum = self.sum(world, party, package);
        Quantity::from_millionths(sum.div_euclid(self.weight(world, party)))
    }

    /// What no agreement is worth to a party.
    #[must_use]
    pub fn no_deal(&self, world: u32, party: usize) -> Quantity {
        let value = self.no_deal.get(party).and_then(|values| values.get(world as usize));
        Quantity::from_millionths(value.copied().unwrap_or(0))
    }

    /// What a party would gain over no deal if every issue were settled as it likes best: its first ask.
    #[must_use]
    pub fn ideal(&self, world: u32, party: usize) -> Quantity {
        let negotiation = self.negotiation();
        let Some(columns) = self.columns.get(party) else { return Quantity::ZERO };
        let best = |issue: usize| {
            let options = crate::requirement::members(negotiation.considered[issue]);
            let cells =
                options.map(|option| columns.cells[negotiation.offsets[issue] + option][world as usize]);
            cells.max().unwrap_or(0)
        };
        let sum: i64 = (0..negotiation.issues.len()).map(best).sum();
        Quantity::from_millionths(sum.div_euclid(self.weight(world, party)))
    }

    /// In which worlds the package is a deal: nowhere if it breaks a rule or crosses a red line of somebody it
    /// needs.
    #[must_use]
    pub fn accepted(&self, package: &Package) -> FixedBitSet {
        let mut accepted = FixedBitSet::with_capacity(self.count as usize);
        if !self.keeps_rules_and_lines(package) {
            return accepted;
        }
        let asked = self.negotiation().needed_for(package);
        let takes = |world: u32| asked.iter().all(|&party| self.sum(world, party, package) >= 0);
        accepted.extend((0..self.count).filter(|&world| takes(world)).map(|world| world as usize));
        accepted
    }

    /// The same if what no agreement is worth turned out anew: as it is in the world half a plan further on.
    #[must_use]
    pub fn accepted_anew(&self, package: &Package) -> FixedBitSet {
        let mut accepted = FixedBitSet::with_capacity(self.count as usize);
        if !self.keeps_rules_and_lines(package) {
            return accepted;
        }
        let asked = self.negotiation().needed_for(package);
        let half = u64::from(self.count).div_ceil(2);
        let takes = |world: u32| {
            let other = u32::try_from((u64::from(world) + half) % u64::from(self.count)).unwrap_or(world);
            asked.iter().all(|&party| {
                let rise = self.no_deal(other, party) - self.no_deal(world, party);
                let rise = i128::from(self.weight(world, party)) * i128::from(rise.millionths());
                i128::from(self.sum(world, party, package)) >= rise
            })
        };
        accepted.extend((0..self.count).filter(|&world| takes(world)).map(|world| world as usize));
        accepted
    }

    /// Whether a package keeps every rule and every red line of those it needs, whatever it is worth to them.
    #[must_use]
    pub fn keeps_rules_and_lines(&self, package: &Package) -> bool {
        let negotiation = self.negotiation();
        let nothing = Slack { cells: vec![0; negotiation.cells()] };
        let slacks = vec![nothing; negotiation.parties.len()];
        let fits = package.0.len() == negotiation.issues.len();
        fits && self.problem(&slacks).admits(package)
    }

    fn problem<'s>(&'s self, slacks: &'s [Slack]) -> Problem<'s> {
        self.model.problem(&self.model.requirements.all(), slacks)
    }

    fn weight(&self, world: u32, party: usize) -> i64 {
        let weights = self.columns.get(party).map(|columns| &columns.weights);
        weights.and_then(|weights| weights.get(world as usize)).copied().unwrap_or(1)
    }

    fn sum(&self, world: u32, party: usize, package: &Package) -> i64 {
        let negotiation = self.negotiation();
        let Some(columns) = self.columns.get(party) else { return 0 };
        let cells = package.0.iter().zip(&negotiation.offsets).map(|(option, first)| {
            let cell = columns.cells.get(first + usize::from(*option));
            cell.and_then(|cell| cell.get(world as usize)).copied().unwrap_or(0)
        });
        cells.sum()
    }

    /// Every party's cells less what it asks for beyond no deal.
    ///
    /// A package takes exactly one cell of the first issue, so that what is asked for can be taken off there.
    fn slacks(&self, world: u32, asks: &[Quantity]) -> Vec<Slack> {
        let first = self.negotiation().issues.first().map_or(0, |issue| issue.options.len());
        let slack = |(party, columns): (usize, &Columns)| {
            let mut slack = columns.slack(world as usize);
            let ask = asks.get(party).map_or(0, |ask| ask.millionths());
            let off = self.weight(world, party).saturating_mul(ask);
            slack.cells.iter_mut().take(first).for_each(|cell| *cell = cell.saturating_sub(off));
            slack
        };
        self.columns.iter().enumerate().map(slack).collect()
    }
}

/// Looks for packages world after world, with one stock of work for all of them.
pub struct Seeker<'w, 'n> {
    worlds: &'w Worlds<'n>,
    weights: Weights,
    work_left: u64,
    /// What was found, the most often useful first.
    found: Vec<Package>,
}

impl<'w, 'n> Seeker<'w, 'n> {
    /// A seeker that has looked nowhere yet.
    #[must_use]
    pub fn new(worlds: &'w Worlds<'n>) -> Self {
        Self { worlds, weights: Weights::default(), work_left: MOST_WORK, found: Vec::new() }
    }

    /// The worlds it looks in.
    #[must_use]
    pub fn worlds(&self) -> &'w Worlds<'n> {
        self.worlds
    }

    /// A package that keeps every rule and red line and gains everybody it needs what that party asks for
    /// beyond no deal, by place.
    pub fn meeting(&mut self, world: u32, asks: &[Quantity]) -> Finding {
        let slacks = self.worlds.slacks(world, asks);
        let problem = self.worlds.problem(&slacks);
        if let Some(place) = self.found.iter().position(|package| problem.admits(package)) {
            self.found.swap(place, place / 2);
            return Finding::Found(self.found[place / 2].clone());
        }
        let mut for_this = self.work_left / 50;
        let before = for_this;
        let finding = find_next(&problem, &mut self.weights, &mut for_this);
        self.work_left -= before - for_this;
        if let Finding::Found(package) = &finding {
            self.found.push(package.clone());
        }
        finding
    }

    /// Among the deals of a world, the one that is worth most to a party (by place) and crosses none of its red
    /// lines, whether or not anything needs its consent; of equals the first in package order.
    pub fn best_for(&mut self, world: u32, party: usize) -> Option<Package> {
        let negotiation = self.worlds.negotiation();
        let slacks = self.worlds.slacks(world, &[]);
        let mut problem = self.worlds.problem(&slacks);
        crate::roles::keep_own_red_lines(negotiation, party, &mut problem);
        let gains = Gains {
            cells: slacks.get(party)?.cells.iter().map(|&cell| i128::from(cell)).collect(),
            total: i128::from(self.worlds.weight(world, party)),
        };
        let mut for_this = self.work_left / 50;
        let before = for_this;
        let best = best_for_in_draw(&problem, gains, &mut for_this);
        self.work_left -= before - for_this;
        best
    }
}

impl Negotiation {
    /// The red lines of a party (by place) that a package crosses, and the options that do.
    #[must_use]
    pub fn red_lines_crossed(&self, party: usize, package: &Package) -> Terms {
        let chosen = |literal: &Literal| {
            package.0.get(literal.issue).is_some_and(|option| literal.among >> option & 1 == 1)
        };
        let lines = self.red_lines.iter().filter(|line| {
            line.party == party
                && chosen(&Literal { issue: line.issue, among: line.options })
                && !line.unless.as_ref().is_some_and(|unless| unless.iter().all(chosen))
        });
        let named = lines.filter_map(|line| {
            let issue = &self.issues[line.issue];
            let option = issue.options.get(package.option(line.issue)?)?;
            Some((issue.id.clone(), option.id.clone()))
        });
        named.collect()
    }
}
