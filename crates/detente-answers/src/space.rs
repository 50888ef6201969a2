//! What a frontier is asked of: packages by name and what they are worth, from a case or from a scenario of
//! the field's formats.

use detente_agreement::{
    Negotiation,
    frontier::{Frontier, Limits, Point, Refusal, Tables},
};
use detente_scenario::{Reading, Scenario};

use crate::stop::Stop;

/// Genius divides by the largest evaluation: utilities that are equal differ by less than this.
pub const ROUNDING: f64 = 1e-9;
/// Up to so many efficient packages are compared for that.
pub const MOST_COMPARED: usize = 20_000;

/// A package as tables have it: by issue, the place of its option.
pub type Places = Vec<u16>;

/// Packages by name, and what they are worth.
#[derive(Clone)]
pub struct Space {
    /// What the packages are of.
    pub title: String,
    /// The parties, in the order of the tables.
    pub parties: Vec<String>,
    /// The issues with their options, in the order of the tables.
    pub issues: Vec<(String, Vec<String>)>,
    /// What every option adds to every party's utility, floors and rules.
    pub tables: Tables,
    /// By party, the most that any utility may be: Genius clips sums at 1.
    pub caps: Vec<Option<f64>>,
    /// What a number means: which scale, which reading.
    pub scale: String,
    /// To how many decimals a number is shown: more would claim more than is known, fewer hide differences.
    pub decimals: usize,
}

impl Space {
    /// A case at central values.
    pub fn of_negotiation(
        title: &str,
        negotiation: &Negotiation,
        short: impl Fn(usize) -> String,
    ) -> Result<Self, Stop> {
        let (tables, parties) = Tables::from_negotiation(negotiation).map_err(unfit)?;
        let options = |issue: &detente_agreement::Issue| {
            let options = issue.options.iter().map(|option| option.id.to_string());
            (issue.id.to_string(), options.collect())
        };
        Ok(Self {
            title: title.to_owned(),
            parties: parties.into_iter().map(short).collect(),
            issues: negotiation.issues().iter().map(options).collect(),
            caps: vec![None; tables.parties()],
            tables,
            scale: "points of each party's own 0 to 100 scale, every number halfway in its interval"
                .to_owned(),
            decimals: 1,
        })
    }

    /// A scenario all of whose parties are additive.
    pub fn of_scenario(scenario: &Scenario, reading: Reading) -> Result<Self, Stop> {
        let additive = scenario.additive(reading).map_err(|error| Stop::Refused(error.to_string()))?;
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
        let floors: Vec<_> =
            (0..scenario.parties.len()).map(|party| scenario.reservation(reading, party)).collect();
        let floors: Vec<_> =
            floors.into_iter().map(|floor| floor.filter(|floor| floor.is_finite())).collect();
        let options = |issue: &detente_scenario::Issue| {
            let count = issue.count().unwrap_or(0);
            let texts = (0..usize::try_from(count).unwrap_or(0))
                .map(|option| issue.text(detente_scenario::Choice::Option(option)).unwrap_or_default());
            (issue.name.clone(), texts.collect())
        };
        Ok(Self {
            title: scenario.name.clone(),
            parties: scenario.parties.iter().map(|profile| profile.name.clone()).collect(),
            issues: scenario.issues.iter().map(options).collect(),
            caps: additive.parties.iter().map(|table| table.cap).collect(),
            tables: Tables::from_points(&points, &floors).map_err(unfit)?,
            scale: match reading {
                Reading::Format => "utilities as the format defines them".to_owned(),
                Reading::Raw => "utilities as NegMAS 0.16 reads the file".to_owned(),
            },
            decimals: 4,
        })
    }

    /// Lets utilities go beyond their caps, to compare with programs that do.
    pub fn unclip(&mut self) {
        // Far beyond any utility of the formats; what a cap's rounding makes equal stays one package.
        self.caps.iter_mut().flatten().for_each(|cap| *cap = f64::from(u16::MAX));
        self.scale.push_str(", not clipped at 1");
    }

    /// The efficient packages.
    ///
    /// A cap is applied after the fact: every package is worth no more to anybody than some efficient one before
    /// the cap, and so also after it. What the cap makes equal or dominated is left out, and so is what differs
    /// only by the rounding of thirds and the like ([`ROUNDING`]).
    pub fn frontier(&self, limits: Limits) -> Result<Frontier, Refusal> {
        let mut frontier = self.tables.frontier(limits)?;
        if self.caps.iter().all(Option::is_none) || frontier.points.len() > MOST_COMPARED {
            return Ok(frontier);
        }
        let parts = || self.tables.parts_of_a_point().iter();
        let cap = |(cap, &parts): (&Option<f64>, &i64)| cap.map_or(i64::MAX, |cap| whole_parts(cap, parts));
        let caps: Vec<i64> = self.caps.iter().zip(parts()).map(cap).collect();
        let within: Vec<i64> = parts().map(|&parts| whole_parts(ROUNDING, parts)).collect();
        for point in &mut frontier.points {
            point.utilities.iter_mut().zip(&caps).for_each(|(utility, cap)| *utility = (*utility).min(*cap));
        }
        frontier.points = undominated(std::mem::take(&mut frontier.points), &within);
        Ok(frontier)
    }

    /// What a package is worth, by party.
    pub fn values(&self, point: &Point) -> Vec<f64> {
        self.in_points(&point.utilities)
    }

    /// Parts by party in points.
    pub fn in_points(&self, parts: &[i64]) -> Vec<f64> {
        let value = |(party, &parts): (usize, &i64)| self.tables.points(party, parts);
        parts.iter().enumerate().map(value).collect()
    }

    /// By party, the least it accepts, in points.
    pub fn floors(&self) -> Vec<Option<f64>> {
        let floors = self.tables.floors().into_iter().enumerate();
        floors.map(|(party, floor)| floor.map(|floor| self.tables.points(party, floor))).collect()
    }

    /// The same packages and rules, with parties that accept anything.
    pub fn without_floors(&self) -> Self {
        Self { tables: self.tables.without_floors(), ..self.clone() }
    }

    /// By party, the least and the most that packages with one of `among` for every issue are worth, in points;
    /// nothing where they do not fit the issues.
    pub fn range(&self, among: &[Vec<usize>]) -> Vec<(f64, f64)> {
        let range = self.tables.range(among).unwrap_or_default();
        let capped = |(party, (least, most)): (usize, (i64, i64))| {
            let cap = self.caps.get(party).copied().flatten().unwrap_or(f64::INFINITY);
            let point = |parts| self.tables.points(party, parts).min(cap);
            (point(least), point(most))
        };
        range.into_iter().enumerate().map(capped).collect()
    }

    /// A package as tables have it; `None` where an option is beyond what tables hold.
    pub fn places(package: &[usize]) -> Option<Places> {
        package.iter().map(|&option| option.try_into().ok()).collect()
    }

    /// What a package is worth by party, in parts and capped; `None` unless it fits the issues.
    pub fn utilities(&self, package: &[usize]) -> Option<Vec<i64>> {
        let utilities = self.tables.utilities(&Self::places(package)?)?;
        let capped = |(place, utility): (usize, i64)| match self.caps.get(place).copied().flatten() {
            Some(cap) => utility.min(whole_parts(cap, self.tables.parts_of_a_point()[place])),
            None => utility,
        };
        Some(utilities.into_iter().enumerate().map(capped).collect())
    }

    /// `issue = option` for every issue.
    pub fn terms(&self, package: &[u16]) -> Vec<String> {
        terms(&self.issues, package)
    }
}

/// `issue = option` for every issue.
pub fn terms(issues: &[(String, Vec<String>)], package: &[u16]) -> Vec<String> {
    let term = |((issue, options), &option): (&(String, Vec<String>), &u16)| {
        let option = options.get(usize::from(option)).map_or("?", String::as_str);
        format!("{issue} = {option}")
    };
    issues.iter().zip(package).map(term).collect()
}

/// A cap in parts; caps are small whole numbers.
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a cap is 1")]
pub fn whole_parts(cap: f64, parts_of_a_point: i64) -> i64 {
    (cap * parts_of_a_point as f64).round() as i64
}

/// The points that no other point equals or betters, to within some parts; the first of equals.
pub fn undominated(points: Vec<Point>, within: &[i64]) -> Vec<Point> {
    let betters = |one: &Point, other: &Point| {
        one.utilities
            .iter()
            .zip(&other.utilities)
            .zip(within)
            .all(|((one, other), within)| one + within >= *other)
    };
    let mut kept: Vec<Point> = Vec::new();
    for point in points {
        if !kept.iter().any(|known| betters(known, &point)) {
            kept.retain(|known| !betters(&point, known));
            kept.push(point);
        }
    }
    kept
}

/// What an engine that cannot take a scenario says.
pub fn unfit(error: detente_agreement::frontier::Unfit) -> Stop {
    Stop::Refused(error.to_string())
}
