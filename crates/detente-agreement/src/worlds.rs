//! The worlds of a plan one by one: in each, what every package is worth to every party.
//!
//! A world is one joint draw of every number of a negotiation, the same that the verdict counts. Whoever lets
//! parties talk asks each world what a package gains whom, whether it is a deal there, and whether any package
//! gives everybody asked what it asks for. Everything is decided in whole numbers.

mod appraisal;
mod drawn;
mod process;

use detente_case::Quantity;
use fixedbitset::FixedBitSet;

use self::drawn::Drawn;
pub use self::{appraisal::Appraisal, process::drawn};
use crate::{
    Finding, Issue, Negotiation, Package, Party, Plan, Terms,
    best::favourite,
    model::{Model, Problem},
    negotiation::Literal,
    reading::Slack,
    search::{Weights, find_next},
    worth::Gains,
};

/// How many bytes of numbers are held at most.
const MOST_BYTES: usize = 256 << 20;
/// How much work all searches of one [`Seeker`] do at most: cells read, about.
const MOST_WORK: u64 = 400_000_000;
/// How many packages that were best elsewhere are tried in another world.
const MOST_TRIED: usize = 8;

/// Every world of a plan.
pub struct Worlds<'n> {
    model: Model<'n>,
    count: u32,
    /// The plan whose draws these are; nothing where they are mixed of others.
    plan: Option<Plan>,
    parties: Vec<Drawn>,
    /// By party, whether something may need its consent.
    asked: Vec<bool>,
}

impl<'n> Worlds<'n> {
    /// The worlds of a plan; of a negotiation so large that its numbers would not fit, the first of them.
    #[must_use]
    pub fn of(negotiation: &'n Negotiation, plan: Plan) -> Self {
        let count = plan.draws.min(Self::most(negotiation));
        let drawn = |party: &Party| Drawn::of(negotiation, party, plan, count);
        let parties = negotiation.parties.iter().map(drawn).collect();
        Self::with(negotiation, count, Some(plan), parties)
    }

    fn with(negotiation: &'n Negotiation, count: u32, plan: Option<Plan>, parties: Vec<Drawn>) -> Self {
        let model = Model::of(negotiation);
        let mut asked = vec![false; parties.len()];
        for (party, _) in model.called_upon() {
            asked[party] = true;
        }
        Self { model, count, plan, parties, asked }
    }

    /// The worlds of the same plan for a negotiation that is this one with something changed: what is worth the same
    /// to a party is not drawn again.
    #[must_use]
    pub fn changed<'c>(&self, negotiation: &'c Negotiation, plan: Plan) -> Worlds<'c> {
        let known = self.negotiation();
        let ids = |negotiation: &Negotiation| -> Vec<_> {
            let of_issue = |issue: &Issue| {
                (issue.id.clone(), issue.options.iter().map(|option| option.id.clone()).collect::<Vec<_>>())
            };
            negotiation.issues.iter().map(of_issue).collect()
        };
        if self.plan != Some(plan)
            || known.considered != negotiation.considered
            || ids(known) != ids(negotiation)
        {
            return Worlds::of(negotiation, plan);
        }
        let drawn = |party: &Party| {
            let known = known.parties.iter().zip(&self.parties);
            let mut changed = known.filter_map(|(was, drawn)| drawn.changed(was, party, plan, self.count));
            changed.next().unwrap_or_else(|| Drawn::of(negotiation, party, plan, self.count))
        };
        let parties = negotiation.parties.iter().map(drawn).collect();
        Worlds::with(negotiation, self.count, self.plan, parties)
    }

    /// Worlds as parties see them who expect a change with some chance each: what everything is worth is mixed, world
    /// by world, of what it is `now` and what it is `after`. Both must be of the same issues and plan.
    #[must_use]
    pub fn expecting(now: &Self, after: &Self, chances: &[Quantity]) -> Self {
        let negotiation = now.negotiation();
        let mix = |world: usize, now: i64, after: i64| {
            let chance = chances.get(world).map_or(0, |chance| i128::from(chance.millionths()));
            let rise = (i128::from(after) - i128::from(now)) * chance;
            i64::try_from(i128::from(now) + rise.div_euclid(1_000_000)).unwrap_or(now)
        };
        let party = |(now, after): (&Drawn, &Drawn)| Drawn::mixed(negotiation, now, after, mix);
        let parties = now.parties.iter().zip(&after.parties).map(party).collect();
        Self::with(negotiation, now.count.min(after.count), None, parties)
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
        self.parties.get(party).map_or(Quantity::ZERO, |drawn| drawn.no_deal(world as usize))
    }

    /// What a party would gain over no deal if every issue were settled as it likes best: its first ask.
    #[must_use]
    pub fn ideal(&self, world: u32, party: usize) -> Quantity {
        let sum = self.parties.get(party).map_or(0, |drawn| drawn.ideal(world as usize));
        Quantity::from_millionths(sum.div_euclid(self.weight(world, party)))
    }

    /// By world, what the package gains a party; see [`Worlds::gain`].
    #[must_use]
    pub fn gains(&self, party: usize, package: &Package) -> Vec<Quantity> {
        let Some(drawn) = self.parties.get(party) else { return vec![Quantity::ZERO; self.count as usize] };
        let gain = |(sum, weight): (i64, &i64)| Quantity::from_millionths(sum.div_euclid(*weight));
        self.sums(party, package, self.count as usize).into_iter().zip(drawn.weights()).map(gain).collect()
    }

    /// In which worlds the package is a deal: nowhere if it breaks a rule or crosses a red line of somebody it
    /// needs.
    #[must_use]
    pub fn accepted(&self, package: &Package) -> FixedBitSet {
        let mut accepted = vec![self.keeps_rules_and_lines(package); self.count as usize];
        let offsets = &self.negotiation().offsets;
        let mut asked = self.parties.iter().enumerate().filter(|(party, _)| self.asks(package, *party));
        while accepted.contains(&true)
            && let Some((_, drawn)) = asked.next()
        {
            drawn.keep_accepted(offsets, package, &mut accepted);
        }
        let mut set = FixedBitSet::with_capacity(self.count as usize);
        set.extend(accepted.iter().enumerate().filter(|(_, accepted)| **accepted).map(|(world, _)| world));
        set
    }

    /// Whether a package needs a party's consent.
    fn asks(&self, package: &Package, party: usize) -> bool {
        let negotiation = self.negotiation();
        let needs = |(issue, option): (&Issue, &u16)| {
            issue.options.get(usize::from(*option)).is_some_and(|option| option.needs.contains(&party))
        };
        negotiation.parties[party].consents || negotiation.issues.iter().zip(&package.0).any(needs)
    }

    /// The same if what no agreement is worth turned out anew: as it is in the world half a plan further on.
    #[must_use]
    pub fn accepted_anew(&self, package: &Package) -> FixedBitSet {
        let half = u64::from(self.count).div_ceil(2);
        let takes = |party: usize, world: u32, sum: i64| {
            let other = u32::try_from((u64::from(world) + half) % u64::from(self.count)).unwrap_or(world);
            let rise = self.no_deal(other, party) - self.no_deal(world, party);
            let rise = i128::from(self.weight(world, party)) * i128::from(rise.millionths());
            i128::from(sum) >= rise
        };
        let mut accepted = FixedBitSet::with_capacity(self.count as usize);
        if self.keeps_rules_and_lines(package) {
            accepted.insert_range(..);
            for party in self.negotiation().needed_for(package) {
                for (world, sum) in (0..self.count).zip(self.sums(party, package, self.count as usize)) {
                    if !takes(party, world, sum) {
                        accepted.remove(world as usize);
                    }
                }
            }
        }
        accepted
    }

    /// Whether a package keeps every rule and every red line of those it needs, whatever it is worth to them.
    #[must_use]
    pub fn keeps_rules_and_lines(&self, package: &Package) -> bool {
        package.0.len() == self.negotiation().issues.len() && self.model.keeps_clauses(package)
    }

    fn problem<'s>(&'s self, slacks: &'s [Slack]) -> Problem<'s> {
        self.model.problem(&self.model.requirements.all(), slacks)
    }

    fn weight(&self, world: u32, party: usize) -> i64 {
        self.parties.get(party).map_or(1, |drawn| drawn.weight(world as usize))
    }

    fn sum(&self, world: u32, party: usize, package: &Package) -> i64 {
        let offsets = &self.negotiation().offsets;
        self.parties.get(party).map_or(0, |drawn| drawn.sum(offsets, world as usize, package))
    }

    /// By world, what a package's cells add up to for a party; of the first worlds alone.
    fn sums(&self, party: usize, package: &Package, worlds: usize) -> Vec<i64> {
        let offsets = &self.negotiation().offsets;
        self.parties.get(party).map_or_else(Vec::new, |drawn| drawn.sums(offsets, package, worlds))
    }

    /// The cells of every party that may be asked, less what it asks for beyond no deal; nothing for the others.
    ///
    /// A package takes exactly one cell of the first issue, so that what is asked for can be taken off there.
    fn slacks(&self, world: u32, asks: &[Quantity]) -> Vec<Slack> {
        let first = self.negotiation().issues.first().map_or(0, |issue| issue.options.len());
        let slack = |(party, drawn): (usize, &Drawn)| {
            if !self.asked[party] {
                return Slack::default();
            }
            let mut slack = drawn.slack(self.negotiation(), world as usize);
            let ask = asks.get(party).map_or(0, |ask| ask.millionths());
            let off = self.weight(world, party).saturating_mul(ask);
            slack.cells.iter_mut().take(first).for_each(|cell| *cell = cell.saturating_sub(off));
            slack
        };
        self.parties.iter().enumerate().map(slack).collect()
    }
}

/// Looks for packages world after world, with one stock of work for all of them.
pub struct Seeker<'w, 'n> {
    worlds: &'w Worlds<'n>,
    weights: Weights,
    /// Where the last search for somebody's best deal ended.
    near: Near,
    work_left: u64,
    /// What was found, the most often useful first.
    found: Vec<Package>,
}

impl<'w, 'n> Seeker<'w, 'n> {
    /// A seeker that has looked nowhere yet.
    #[must_use]
    pub fn new(worlds: &'w Worlds<'n>) -> Self {
        Self {
            worlds,
            weights: Weights::default(),
            near: Near::default(),
            work_left: MOST_WORK,
            found: Vec::new(),
        }
    }

    /// Gives it a new stock of work; it keeps what it found.
    pub fn rest(&mut self) {
        self.work_left = MOST_WORK;
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
    /// lines, whether or not anything needs its consent; of equals the first by name.
    pub fn best_for(&mut self, world: u32, party: usize) -> Option<Package> {
        let mut near = std::mem::take(&mut self.near);
        let best = self.best_for_near(world, party, &mut near);
        self.near = near;
        best
    }

    /// The same, beginning where the search in a world alike ended: that spares work and changes no answer.
    pub fn best_for_near(&mut self, world: u32, party: usize, near: &mut Near) -> Option<Package> {
        let negotiation = self.worlds.negotiation();
        let slacks = self.worlds.slacks(world, &[]);
        let mut problem = self.worlds.problem(&slacks);
        crate::roles::keep_own_red_lines(negotiation, party, &mut problem);
        let own = self.worlds.parties.get(party)?.slack(negotiation, world as usize);
        let gains = Gains {
            cells: own.cells.iter().map(|&cell| i128::from(cell)).collect(),
            total: i128::from(self.worlds.weight(world, party)),
        };
        let mut for_this = self.work_left / 50;
        let before = for_this;
        let known = near.best.iter().chain(self.found.iter().take(MOST_TRIED));
        let best = favourite(&problem, gains, known, &mut near.multipliers, &mut for_this);
        self.work_left -= before - for_this;
        if let Some(best) = &best {
            // What was best most lately is tried first in the next world.
            match self.found.iter().position(|known| known == best) {
                Some(place) => self.found[..=place].rotate_right(1),
                None => self.found.insert(0, best.clone()),
            }
            near.best = Some(best.clone());
        }
        best
    }
}

/// Where a search for a party's best deal ended.
#[derive(Clone, Debug, Default)]
pub struct Near {
    multipliers: Vec<f64>,
    best: Option<Package>,
}

impl Negotiation {
    /// The red lines of a party (by place) that a package crosses, and the options that do.
    #[must_use]
    pub fn red_lines_crossed(&self, party: usize, package: &Package) -> Terms {
        let chosen = |literal: &Literal| {
            package.0.get(literal.issue).is_some_and(|&option| literal.among.contains(option.into()))
        };
        let lines = self.red_lines.iter().filter(|line| {
            line.party == party
                && chosen(&Literal { issue: line.issue, among: line.options.clone() })
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
