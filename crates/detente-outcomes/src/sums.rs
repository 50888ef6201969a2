//! Packages that are worth the sum of what their options add.

use detente_agreement::Negotiation;
use detente_case::Counts;
use detente_frontier::{Alike, Frontier, Limits, Point, Refusal, Tables, Yardstick};
use detente_scenario::{Reading, Scenario};

use crate::{
    case::{asked, central_tables, judges},
    exact::Side,
    judges::Judges,
    listing::step,
    package::Package,
    rounding::{MOST_COMPARED, undominated, whole_parts},
    space::{self, Issue, Space},
    unsuitable::Unsuitable,
};

/// What every option adds, with floors and rules.
#[derive(Clone, Debug)]
pub struct Sums {
    /// What every option adds to every party's utility, floors and rules.
    pub tables: Tables,
    /// Whose gains decide what theories single out.
    pub judges: Judges,
    /// By party, the most that any utility may be: Genius clips sums at 1.
    pub caps: Vec<Option<f64>>,
    /// By party, by how many parts utilities that are equal may differ; none where numbers are exact.
    pub(crate) rounding: Vec<i128>,
}

/// Up to so many comparisons tell what is worth the same.
const MOST_LOOKED_AT: u128 = 1 << 24;

/// What a number of a case means; levers in use may lift a package out of the scale of its terms.
fn scale_of_case(negotiation: &Negotiation) -> String {
    let parties = || asked(negotiation).into_iter().filter_map(|place| negotiation.parties().get(place));
    let sums = parties().any(|party| party.counts == Counts::Sum);
    let own = if sums {
        "points of each party's own scale"
    } else {
        "points of each party's own scale from 0 to 100"
    };
    let mut scale = format!("{own}, with every number in the middle of its interval");
    if parties().any(|party| !party.shifts.is_empty()) {
        scale.push_str("; what the levers used add is added, so a value may leave that scale");
    }
    scale
}

impl Space<Sums> {
    /// A case at central values, between the parties whose consent it needs; `short` names a party by its place.
    pub fn of_case(
        title: &str,
        negotiation: &Negotiation,
        short: impl Fn(usize) -> String,
    ) -> Result<Self, Unsuitable> {
        let parties: Vec<String> = asked(negotiation).into_iter().map(&short).collect();
        let tables = central_tables(negotiation).map_err(|why| Unsuitable::named(why, &parties, &[]))?;
        let issue = |issue: &detente_agreement::Issue| Issue {
            name: issue.id.to_string(),
            options: issue.options.iter().map(|option| option.id.to_string()).collect(),
        };
        let id = |place: usize| {
            negotiation.parties().get(place).map_or_else(String::new, |party| party.id.to_string())
        };
        Ok(Self {
            title: title.to_owned(),
            ids: asked(negotiation).into_iter().map(id).collect(),
            parties: asked(negotiation).into_iter().map(short).collect(),
            issues: negotiation.issues().iter().map(issue).collect(),
            worth: Sums {
                judges: judges(negotiation, &tables),
                caps: vec![None; tables.parties()],
                rounding: vec![0; tables.parties()],
                tables,
            },
            scale: scale_of_case(negotiation),
            decimals: 1,
        })
    }

    /// A scenario all of whose parties value each issue by itself: exactly as its decimals say, where 128 bits hold
    /// them; a party of whom they do not counts in double precision, to [`ROUNDING`](crate::ROUNDING).
    pub fn additive(scenario: &Scenario, reading: Reading) -> Result<Self, Unsuitable> {
        let additive = scenario.additive(reading)?;
        let (parties, issues) = (space::parties(scenario), Issue::all_of(scenario));
        let mut sides = Vec::with_capacity(parties.len());
        for (party, table) in additive.parties.iter().enumerate() {
            let named = |why| Unsuitable::too_large(&why, &parties[party], &issues);
            sides.push(Side::of(scenario, reading, party, table).map_err(named)?);
        }
        let floors: Vec<_> = sides.iter().map(|side| side.floor).collect();
        let points: Vec<_> = sides.iter().map(|side| side.point).collect();
        let whole: Vec<_> = sides.iter().map(|side| side.worth.clone()).collect();
        let mut tables = Tables::from_parts(&whole, &floors, &points)
            .map_err(|why| Unsuitable::named(why, &parties, &issues))?;
        for (party, _) in sides.iter().enumerate().filter(|(_, side)| side.refuses) {
            tables = tables.refusing(party);
        }
        let rounding: Vec<i128> = sides.iter().map(|side| side.rounding).collect();
        let rounded = rounding.iter().any(|&within| within > 0);
        Ok(Self {
            title: scenario.name.clone(),
            ids: space::ids(scenario),
            parties,
            issues,
            worth: Sums {
                judges: Judges::all(Yardstick::from(&tables)),
                caps: additive.parties.iter().map(|table| table.cap).collect(),
                tables: if rounded { tables.marked_rounded() } else { tables },
                rounding,
            },
            scale: space::scale(reading) + if rounded { space::ROUNDED } else { "" },
            decimals: 4,
        })
    }

    /// Lets utilities go beyond their caps, to compare with programs that do.
    pub fn unclip(&mut self) {
        // Far beyond any utility of the formats; what a cap's rounding makes equal stays one package.
        self.worth.caps.iter_mut().flatten().for_each(|cap| *cap = f64::from(u16::MAX));
        self.scale.push_str(space::UNCLIPPED);
    }

    /// The efficient packages.
    ///
    /// A cap is applied after the fact: every package is worth no more to anybody than some efficient one before
    /// the cap, and so also after it. What the cap makes equal or dominated is left out, and so is what of a party whose
    /// numbers are rounded differs by no more than [`ROUNDING`](crate::ROUNDING).
    pub fn frontier(&self, limits: Limits) -> Result<Frontier, Refusal> {
        let mut frontier = self.worth.tables.frontier(limits)?;
        let caps = self.binding_caps();
        let exact = self.worth.rounding.iter().all(|&within| within == 0);
        if (exact && caps.iter().all(Option::is_none)) || frontier.points.len() > MOST_COMPARED {
            return Ok(frontier);
        }
        for point in &mut frontier.points {
            for (utility, cap) in point.utilities.iter_mut().zip(&caps) {
                *utility = cap.map_or(*utility, |cap| cap.min(*utility));
            }
        }
        frontier.points = undominated(std::mem::take(&mut frontier.points), &self.worth.rounding);
        self.find_alike(&mut frontier.points);
        Ok(frontier)
    }

    /// By party, the most that a utility may be, in parts, where some package is worth more.
    fn binding_caps(&self) -> Vec<Option<i128>> {
        let parts = self.worth.tables.parts_of_a_point().iter();
        let cap = |(party, (cap, &parts)): (usize, (&Option<f64>, &i128))| {
            let cap = whole_parts((*cap)?, parts);
            (self.worth.tables.most(party) > cap).then_some(cap)
        };
        self.worth.caps.iter().zip(parts).enumerate().map(cap).collect()
    }

    /// Looks at every package, if there are few enough, for those that are worth the same as a point.
    fn find_alike(&self, points: &mut [Point]) {
        let packages = self.worth.tables.packages().unwrap_or(u128::MAX);
        let few = packages.saturating_mul(points.len() as u128) <= MOST_LOOKED_AT;
        for point in points.iter_mut() {
            point.alike = Alike { count: few.then_some(0), packages: Vec::new() };
        }
        if !few {
            return;
        }
        let sizes: Vec<usize> = self.issues.iter().map(|issue| issue.options.len()).collect();
        let mut places = vec![0_usize; sizes.len()];
        loop {
            let package = Package::of(&places).filter(|package| self.admits(package));
            let utilities = package.as_ref().and_then(|package| self.utilities(package));
            if let Some((package, utilities)) = package.zip(utilities) {
                let same = |point: &&mut Point| {
                    let mut differences = point.utilities.iter().zip(&utilities).zip(&self.worth.rounding);
                    differences.all(|((one, other), within)| (one - other).abs() <= *within)
                };
                if let Some(point) =
                    points.iter_mut().find(same).filter(|point| point.package != package.places())
                {
                    point.alike.count = point.alike.count.map(|count| count + 1);
                    point.alike.packages.push(package.places().to_vec());
                }
            }
            if !step(&mut places, &sizes) {
                return;
            }
        }
    }

    /// What a package is worth, by party.
    #[must_use]
    pub fn values(&self, point: &Point) -> Vec<f64> {
        self.in_points(&point.utilities)
    }

    /// Parts by party in points.
    #[must_use]
    pub fn in_points(&self, parts: &[i128]) -> Vec<f64> {
        let value = |(party, &parts): (usize, &i128)| self.worth.tables.points(party, parts);
        parts.iter().enumerate().map(value).collect()
    }

    /// By party, the least it accepts, in points; infinity where it accepts nothing.
    #[must_use]
    pub fn floors(&self) -> Vec<Option<f64>> {
        let tables = &self.worth.tables;
        let floor = |(party, floor): (usize, Option<i128>)| {
            floor.map(|floor| if tables.refuses(party) { f64::INFINITY } else { tables.points(party, floor) })
        };
        tables.floors().into_iter().enumerate().map(floor).collect()
    }

    /// The same packages and rules, with parties that accept anything.
    #[must_use]
    pub fn without_floors(&self) -> Self {
        let Sums { tables, judges, caps, rounding } = &self.worth;
        let tables = tables.without_floors();
        let judges = judges.without_floors(&tables);
        let worth = Sums { tables, judges, caps: caps.clone(), rounding: rounding.clone() };
        Self { worth, ..self.clone() }
    }

    /// By party, the least and the most that packages with one of `among` for every issue are worth, in points;
    /// nothing where they do not fit the issues.
    #[must_use]
    pub fn range(&self, among: &[Vec<usize>]) -> Vec<(f64, f64)> {
        let range = self.worth.tables.range(among).unwrap_or_default();
        let capped = |(party, (least, most)): (usize, (i128, i128))| {
            let cap = self.worth.caps.get(party).copied().flatten().unwrap_or(f64::INFINITY);
            let point = |parts: i128| self.worth.tables.points(party, parts).min(cap);
            (point(least), point(most))
        };
        range.into_iter().enumerate().map(capped).collect()
    }

    /// Whether a package keeps the rules and reaches every floor.
    #[must_use]
    pub fn admits(&self, package: &Package) -> bool {
        self.worth.tables.admits(package.places())
    }

    /// What a package is worth by party, in parts and capped; `None` unless it fits the issues.
    #[must_use]
    pub fn utilities(&self, package: &Package) -> Option<Vec<i128>> {
        let utilities = self.worth.tables.utilities(package.places())?;
        let capped = |(place, utility): (usize, i128)| match self.worth.caps.get(place).copied().flatten() {
            Some(cap) => utility.min(whole_parts(cap, self.worth.tables.parts_of_a_point()[place])),
            None => utility,
        };
        Some(utilities.into_iter().enumerate().map(capped).collect())
    }
}
