//! A few packages that stand for the whole frontier, and how far at most anything is from one of them.
//!
//! What no shown package matches lies in *zones*: everything worth more than given amounts to given parties
//! (the local bounds of Klamroth, Lacour & Vanderpooten 2015, "On the representation of the search region in
//! multi-objective optimization", European Journal of Operational Research 245:767–778). How far something in
//! a zone can be from what is shown is one question to the search: the greatest least gain over those amounts,
//! with the floors of the parties that do not count there. A zone within another has no more to it, so only
//! the zone that may hold the most is ever asked about.

use std::fmt;

use crate::{
    alike::Alike,
    bargaining::Solution,
    frontier::Point,
    limits::Limits,
    solve::{STEPS_OF_A_NODE, Unsolved, prices::Goal, search::Search},
    tables::Tables,
};

/// How many nodes of the search tree one zone may take.
const NODES_OF_A_ZONE: u64 = 20_000;
/// How many nodes it may take to tell that nothing dominates a point.
const NODES_OF_A_POINT: u64 = 2_000;
/// Sums in floating point are as good as this, relative and in points.
const ROUNDING: f64 = 1e-9;

/// How many packages are to stand for the frontier.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wanted {
    /// No more than so many; at least one.
    pub most: usize,
    /// No more once everything is within so many points of one shown.
    pub within: f64,
}

/// Packages that stand for the frontier, with what is proven of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Representatives {
    /// In the order found, each as far from those before as the search could show. All are admitted: they keep
    /// the rules and reach the floors.
    pub points: Vec<Point>,
    /// For every admitted package there is a shown one that is, for every party, worth at most so many points
    /// less. It is 0 when every efficient package is matched.
    pub within: f64,
    /// The same as a factor: for every admitted package there is a shown one of which so many times every
    /// party's gain (see [`Tables::disagreement`]) is at least the package's; `1 + ε` of an ε-approximation
    /// (Papadimitriou & Yannakakis 2000). `None` where a shown package gains a party nothing.
    pub factor: Option<f64>,
    /// Whether it is proven that no admitted package dominates one shown.
    pub efficient: bool,
    /// Whether the limits ended it before what was wanted was reached.
    pub cut: bool,
    /// How many zones were asked about.
    pub zones: u64,
    /// How many nodes of the search tree were looked at.
    pub nodes: u64,
}

impl fmt::Display for Representatives {
    /// The method and what it proves, in a phrase.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { points, within, .. } = self;
        let shown = points.len();
        write!(
            formatter,
            "search zones by branch and bound: {shown} shown, everything within {within:.2} points of one"
        )
    }
}

impl Tables {
    /// Packages that stand for all that is efficient, for any number of parties, without listing the frontier.
    ///
    /// The same tables, wish and limits give the same answer. What limits cut is still true, only less tight.
    pub fn representatives(&self, wanted: Wanted, limits: Limits) -> Result<Representatives, Unsolved> {
        let first = Limits { steps: limits.steps.min(NODES_OF_A_ZONE * STEPS_OF_A_NODE), ..limits };
        let first = self.solve(Solution::Egalitarian, first)?;
        let mut cover = Cover {
            tables: self,
            floors: self.disagreement(),
            points: Vec::new(),
            zones: vec![Zone {
                above: vec![None; self.parties],
                most: f64::INFINITY,
                asked: true,
                found: None,
            }],
            efficient: true,
            asked: 0,
            nodes_left: (limits.steps / STEPS_OF_A_NODE).saturating_sub(first.nodes),
            nodes: first.nodes,
        };
        cover.show(first.point, first.proven && first.next_proven);
        let cut = cover.fill(wanted, limits.bytes);
        Ok(cover.result(cut))
    }
}

/// Everything that is worth more than these amounts.
struct Zone {
    /// By party, in parts; `None` where the party does not count, as long as its floor is reached.
    above: Vec<Option<i128>>,
    /// In points, how much more than the amounts anything admitted is for the party it is least for, at most.
    most: f64,
    /// Whether the zone was asked about itself; otherwise the bound is that of a zone around it.
    asked: bool,
    /// What comes nearest to that.
    found: Option<Found>,
}

#[derive(Clone)]
struct Found {
    point: Point,
    efficient: bool,
}

struct Cover<'t> {
    tables: &'t Tables,
    floors: Vec<i128>,
    points: Vec<Point>,
    zones: Vec<Zone>,
    efficient: bool,
    asked: u64,
    nodes_left: u64,
    nodes: u64,
}

impl Cover<'_> {
    /// Shows what is farthest until enough is shown; whether limits ended it.
    fn fill(&mut self, wanted: Wanted, bytes: u64) -> bool {
        loop {
            let Some(farthest) = self.farthest() else { return false };
            let zone = &self.zones[farthest];
            if zone.most <= wanted.within {
                return false;
            }
            let held = self.zones.len() * self.tables.parties * size_of::<Option<i128>>();
            if self.nodes_left == 0 || u64::try_from(held).unwrap_or(u64::MAX) > bytes {
                return true;
            }
            if !zone.asked {
                self.ask(farthest);
                continue;
            }
            if self.points.len() >= wanted.most {
                return false;
            }
            let Some(found) = zone.found.clone() else { return true };
            let Found { point, efficient } = self.undominated(found);
            self.show(point, efficient);
        }
    }

    /// The zone that may hold what is farthest from all shown.
    fn farthest(&self) -> Option<usize> {
        (0..self.zones.len())
            .reduce(|one, other| if self.zones[other].most > self.zones[one].most { other } else { one })
    }

    /// Finds what is farthest within a zone; a zone that holds nothing is dropped.
    fn ask(&mut self, number: usize) {
        let above = self.zones[number].above.clone();
        let counts = above.iter().map(Option::is_some).collect();
        let from: Vec<_> =
            above.iter().zip(&self.floors).map(|(above, &floor)| above.unwrap_or(floor)).collect();
        let points = &self.tables.parts_of_a_unit;
        let given = self.nodes_left.min(NODES_OF_A_ZONE);
        let mut search = Search::new(self.tables, Goal::Least { counts }, &from, points, given);
        search.keeps_ties = !search.gains.are_coarse();
        for found in self.zones.iter().filter_map(|zone| zone.found.as_ref()) {
            if exceeds(&found.point.utilities, &above) {
                search.offer(&found.point.package);
            }
        }
        search.run();
        self.asked += 1;
        self.spend(&search);
        let efficient = search.keeps_ties && !search.cut;
        let found = search.best.and_then(|best| {
            let utilities = self.tables.utilities(&best.package)?;
            let point = Point { utilities, package: best.package, alike: Alike::default() };
            exceeds(&point.utilities, &above).then_some(Found { point, efficient })
        });
        if found.is_none() && !search.cut {
            self.zones.swap_remove(number);
            return;
        }
        let zone = &mut self.zones[number];
        zone.asked = true;
        zone.most = zone.most.min(search.bound);
        zone.found = found;
    }

    fn spend(&mut self, search: &Search<'_>) {
        self.nodes += search.looked_at;
        self.nodes_left = self.nodes_left.saturating_sub(search.spent.max(1));
    }

    /// The point itself, or what dominates it.
    fn undominated(&mut self, found: Found) -> Found {
        if found.efficient {
            return found;
        }
        let Point { utilities, package, .. } = &found.point;
        let sum = Goal::Sum(vec![1.0; utilities.len()]);
        let points = &self.tables.parts_of_a_unit;
        let given = self.nodes_left.min(NODES_OF_A_POINT);
        let mut search = Search::new(self.tables, sum, utilities, points, given);
        search.offer(package);
        search.run();
        self.spend(&search);
        let better = search.best.and_then(|best| {
            let there = self.tables.utilities(&best.package)?;
            let dominates = there.iter().zip(utilities).all(|(there, here)| there >= here);
            dominates.then_some(Point { utilities: there, package: best.package, alike: Alike::default() })
        });
        Found { point: better.unwrap_or(found.point), efficient: !search.cut }
    }

    /// Takes what the point matches out of all zones.
    fn show(&mut self, point: Point, efficient: bool) {
        self.efficient &= efficient;
        let (split, mut kept): (Vec<_>, Vec<_>) = std::mem::take(&mut self.zones)
            .into_iter()
            .partition(|zone| exceeds(&point.utilities, &zone.above));
        for zone in split {
            for (party, &worth) in point.utilities.iter().enumerate() {
                let mut above = zone.above.clone();
                above[party] = Some(worth);
                let room = self.tables.most(party) - worth;
                if room <= 0 {
                    continue;
                }
                let room = self.tables.units(party, room);
                let found = zone.found.clone().filter(|found| exceeds(&found.point.utilities, &above));
                kept.push(Zone { above, most: zone.most.min(room), asked: false, found });
            }
        }
        let comparisons = (kept.len() as u64).saturating_mul(kept.len() as u64);
        self.nodes_left = self.nodes_left.saturating_sub(comparisons / STEPS_OF_A_NODE);
        self.zones = outermost(kept);
        self.points.push(point);
    }

    fn result(self, cut: bool) -> Representatives {
        let most = self.farthest().map_or(0.0, |farthest| self.zones[farthest].most.max(0.0));
        let within = if self.zones.is_empty() { 0.0 } else { most * (1.0 + ROUNDING) + ROUNDING };
        let gain = |point: &Point| {
            let gains = point.utilities.iter().zip(&self.floors).enumerate();
            gains
                .map(|(party, (worth, floor))| self.tables.units(party, worth - floor))
                .fold(f64::INFINITY, f64::min)
        };
        let least = self.points.iter().map(gain).fold(f64::INFINITY, f64::min);
        Representatives {
            within,
            factor: (least > 0.0).then(|| 1.0 + within / least),
            efficient: self.efficient,
            cut,
            zones: self.asked,
            nodes: self.nodes,
            points: self.points,
        }
    }
}

fn exceeds(utilities: &[i128], above: &[Option<i128>]) -> bool {
    utilities.iter().zip(above).all(|(worth, above)| above.is_none_or(|above| *worth > above))
}

/// Without the zones that lie within another; of equal ones the first stays.
fn outermost(zones: Vec<Zone>) -> Vec<Zone> {
    // Nothing is below any amount, as in the order of options.
    let lies_within = |inner: &Zone, outer: &Zone| {
        inner.above.iter().zip(&outer.above).all(|(inner, outer)| outer <= inner)
    };
    let needed = |(place, zone): (usize, &Zone)| {
        !zones.iter().enumerate().any(|(other, outer)| {
            other != place && lies_within(zone, outer) && (other < place || !lies_within(outer, zone))
        })
    };
    let needed: Vec<_> = zones.iter().enumerate().map(needed).collect();
    zones.into_iter().zip(needed).filter_map(|(zone, needed)| needed.then_some(zone)).collect()
}
