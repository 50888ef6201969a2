//! Packages that are worth the sum of what their options add.

use detente_agreement::Negotiation;
use detente_frontier::{Frontier, Limits, Point, Refusal, Tables};
use detente_scenario::{Reading, Scenario};

use crate::{
    case::{asked, central_tables},
    package::Package,
    rounding::{MOST_COMPARED, ROUNDING, undominated, whole_parts},
    space::{self, Issue, Space},
    unsuitable::Unsuitable,
};

/// What every option adds, with floors and rules.
#[derive(Clone, Debug)]
pub struct Sums {
    /// What every option adds to every party's utility, floors and rules.
    pub tables: Tables,
    /// By party, the most that any utility may be: Genius clips sums at 1.
    pub caps: Vec<Option<f64>>,
}

/// What a number of a case means; levers in use may lift a package out of the scale of its terms.
fn scale_of_case(negotiation: &Negotiation) -> String {
    let own = "points of each party's own scale from 0 to 100, with every number in the middle of its interval";
    let shifted = asked(negotiation).into_iter().any(|place| {
        negotiation.parties().get(place).is_some_and(|party| !party.shifts.is_empty())
    });
    if shifted {
        format!("{own}; what the levers used add to a deal or to no deal is added, so a value may leave that scale")
    } else {
        own.to_owned()
    }
}

impl Space<Sums> {
    /// A case at central values, between the parties whose consent it needs; `short` names a party by its place.
    pub fn of_case(
        title: &str,
        negotiation: &Negotiation,
        short: impl Fn(usize) -> String,
    ) -> Result<Self, Unsuitable> {
        let tables = central_tables(negotiation)?;
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
            worth: Sums { caps: vec![None; tables.parties()], tables },
            scale: scale_of_case(negotiation),
            decimals: 1,
        })
    }

    /// A scenario all of whose parties value each issue by itself.
    pub fn additive(scenario: &Scenario, reading: Reading) -> Result<Self, Unsuitable> {
        let additive = scenario.additive(reading)?;
        let mut points = Vec::new();
        for table in &additive.parties {
            let mut party = table.contributions.clone();
            if let Some(first) = party.first_mut() {
                for value in first {
                    *value += table.constant;
                }
            }
            points.push(party);
        }
        let floors = (0..scenario.parties.len()).map(|party| scenario.reservation(reading, party));
        let floors: Vec<_> = floors.map(|floor| floor.filter(|floor| floor.is_finite())).collect();
        Ok(Self {
            title: scenario.name.clone(),
            parties: space::parties(scenario),
            ids: space::ids(scenario),
            issues: Issue::all_of(scenario),
            worth: Sums {
                caps: additive.parties.iter().map(|table| table.cap).collect(),
                tables: Tables::from_points(&points, &floors)?,
            },
            scale: space::scale(reading),
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
    /// the cap, and so also after it. What the cap makes equal or dominated is left out, and so is what differs
    /// only by the rounding of thirds and the like ([`ROUNDING`]).
    pub fn frontier(&self, limits: Limits) -> Result<Frontier, Refusal> {
        let mut frontier = self.worth.tables.frontier(limits)?;
        if self.worth.caps.iter().all(Option::is_none) || frontier.points.len() > MOST_COMPARED {
            return Ok(frontier);
        }
        let parts = || self.worth.tables.parts_of_a_point().iter();
        let cap = |(cap, &parts): (&Option<f64>, &i64)| cap.map_or(i64::MAX, |cap| whole_parts(cap, parts));
        let caps: Vec<i64> = self.worth.caps.iter().zip(parts()).map(cap).collect();
        let within: Vec<i64> = parts().map(|&parts| whole_parts(ROUNDING, parts)).collect();
        for point in &mut frontier.points {
            point.utilities.iter_mut().zip(&caps).for_each(|(utility, cap)| *utility = (*utility).min(*cap));
        }
        frontier.points = undominated(std::mem::take(&mut frontier.points), &within);
        Ok(frontier)
    }

    /// What a package is worth, by party.
    #[must_use]
    pub fn values(&self, point: &Point) -> Vec<f64> {
        self.in_points(&point.utilities)
    }

    /// Parts by party in points.
    #[must_use]
    pub fn in_points(&self, parts: &[i64]) -> Vec<f64> {
        let value = |(party, &parts): (usize, &i64)| self.worth.tables.points(party, parts);
        parts.iter().enumerate().map(value).collect()
    }

    /// By party, the least it accepts, in points.
    #[must_use]
    pub fn floors(&self) -> Vec<Option<f64>> {
        let floors = self.worth.tables.floors().into_iter().enumerate();
        floors.map(|(party, floor)| floor.map(|floor| self.worth.tables.points(party, floor))).collect()
    }

    /// The same packages and rules, with parties that accept anything.
    #[must_use]
    pub fn without_floors(&self) -> Self {
        let worth = Sums { tables: self.worth.tables.without_floors(), caps: self.worth.caps.clone() };
        Self { worth, ..self.clone() }
    }

    /// By party, the least and the most that packages with one of `among` for every issue are worth, in points;
    /// nothing where they do not fit the issues.
    #[must_use]
    pub fn range(&self, among: &[Vec<usize>]) -> Vec<(f64, f64)> {
        let range = self.worth.tables.range(among).unwrap_or_default();
        let capped = |(party, (least, most)): (usize, (i64, i64))| {
            let cap = self.worth.caps.get(party).copied().flatten().unwrap_or(f64::INFINITY);
            let point = |parts| self.worth.tables.points(party, parts).min(cap);
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
    pub fn utilities(&self, package: &Package) -> Option<Vec<i64>> {
        let utilities = self.worth.tables.utilities(package.places())?;
        let capped = |(place, utility): (usize, i64)| match self.worth.caps.get(place).copied().flatten() {
            Some(cap) => utility.min(whole_parts(cap, self.worth.tables.parts_of_a_point()[place])),
            None => utility,
        };
        Some(utilities.into_iter().enumerate().map(capped).collect())
    }
}
