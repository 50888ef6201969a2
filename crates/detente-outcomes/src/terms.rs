//! Packages in which options of several issues count together.

use detente_frontier::{Alike, Interacting, Limits, Listed, Point, Refusal};
use detente_scenario::{Reading, Scenario};

use crate::{
    lowering::{Lowered, lowered},
    rounding::{MOST_COMPARED, ROUNDING, undominated, whole_parts},
    space::{self, Issue, Space},
    unsuitable::Unsuitable,
};

/// What options add together, where an option's worth depends on other issues.
#[derive(Clone, Debug)]
pub struct Terms {
    /// The parties' values, exact or to 10^-12.
    pub values: Interacting,
    /// By party, by how many parts utilities that are equal may differ, because they are rounded.
    rounding: Vec<i128>,
    parts_of_a_point: Vec<i64>,
    floors: Vec<Option<i64>>,
    refuses: Vec<bool>,
}

impl Space<Terms> {
    /// A scenario some of whose parties value several issues at once; with `floors_aside`, what no deal is worth does
    /// not count.
    pub fn interacting(
        scenario: &Scenario,
        reading: Reading,
        floors_aside: bool,
    ) -> Result<Self, Unsuitable> {
        let mut parties = lowered(scenario, reading)?;
        if floors_aside {
            for party in &mut parties {
                party.values.floor = None;
                party.refuses = false;
            }
        }
        let issues = Issue::all_of(scenario);
        let rounding = |party: &Lowered| {
            if party.rounded { whole_parts(ROUNDING, party.values.parts_of_a_point.into()) } else { 0 }
        };
        let worth = Terms {
            rounding: parties.iter().map(rounding).collect(),
            parts_of_a_point: parties.iter().map(|party| party.values.parts_of_a_point).collect(),
            floors: parties.iter().map(|party| party.values.floor).collect(),
            refuses: parties.iter().map(|party| party.refuses).collect(),
            values: Interacting::new(
                issues.iter().map(|issue| issue.options.len()).collect(),
                parties.into_iter().map(|party| party.values).collect(),
            )
            .map_err(|why| Unsuitable::named(why, &space::parties(scenario), &issues))?,
        };
        Ok(Self {
            title: scenario.name.clone(),
            parties: space::parties(scenario),
            ids: space::ids(scenario),
            issues,
            worth,
            scale: space::scale(reading),
            decimals: 4,
        })
    }

    /// The efficient packages; of those that differ only by rounding, the first.
    pub fn frontier(&self, limits: Limits) -> Result<Listed, Refusal> {
        let mut listed = self.worth.values.frontier(limits)?;
        let points = &mut listed.frontier.points;
        if self.worth.rounding.iter().any(|&within| within > 0) && points.len() <= MOST_COMPARED {
            *points = undominated(std::mem::take(points), &self.worth.rounding);
            // Which are the same but for rounding was not looked for.
            for point in points.iter_mut() {
                point.alike = Alike::default();
            }
        }
        Ok(listed)
    }

    /// What no deal is worth to each party; infinity where it accepts nothing.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "display only")]
    pub fn floors(&self) -> Vec<Option<f64>> {
        let floors = self.worth.floors.iter().zip(&self.worth.parts_of_a_point);
        let points = |(floor, parts): (&Option<i64>, &i64)| floor.map(|floor| floor as f64 / *parts as f64);
        let refused =
            |(floor, refuses): (Option<f64>, &bool)| if *refuses { Some(f64::INFINITY) } else { floor };
        floors.map(points).zip(&self.worth.refuses).map(refused).collect()
    }

    /// What a package is worth, by party.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "display only")]
    pub fn values(&self, point: &Point) -> Vec<f64> {
        let value = |(&utility, &parts): (&i128, &i64)| utility as f64 / parts as f64;
        point.utilities.iter().zip(&self.worth.parts_of_a_point).map(value).collect()
    }
}
