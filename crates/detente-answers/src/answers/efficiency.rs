//! What is efficient, with no-deal values and with them left aside, and where packages stand to it.

use detente_frontier::{Frontier, Limits, Refusal};
use detente_outcomes::{Issue, Package, Space};
use serde::Serialize;

use super::tabled::Tabled;
use crate::text::{ByParty, Span, Terms};

/// How many packages with a text's terms are compared one by one.
const MOST_COMPLETIONS: u64 = 4096;
/// Genius divides by the largest evaluation: gains below this are of rounding.
const ROUNDING: f64 = 1e-9;
/// How many pairs of a completion and an efficient package may be looked at.
const MOST_COMPARISONS: u64 = 20_000_000;
/// How many trades and costless changes are shown.
const MOST_TRADES: usize = 3;

/// What is efficient in a space.
pub struct Efficiency<'s> {
    space: &'s Space,
    /// The space with parties that accept anything.
    pub aside: Space,
    /// Among the packages that keep rules, red lines and no-deal values.
    pub admitted: Result<Frontier, Refusal>,
    /// Among the packages that keep rules and red lines.
    pub within: Result<Frontier, Refusal>,
}

/// Where a text stands to what is efficient.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Standing {
    /// How many packages have its terms; absent beyond 10^38.
    pub completions: Option<u128>,
    /// Why they are not compared with the frontier; absent when they are.
    pub refused: Option<String>,
    /// How many of them are efficient: within rules and red lines, and nothing there betters them.
    pub efficient: u64,
    /// How many keep every rule and red line.
    pub within: u64,
    /// The package looked at: the text itself, or of its completions the one with the largest least gain.
    pub at: Option<At>,
    /// The least and the most, over the completions that can be bettered, of points by which all gain.
    pub improvable: Option<Span>,
}

/// One package and what it leaves on the table.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct At {
    /// The option of every issue.
    pub terms: Terms,
    /// Of these, the ones that the text leaves open.
    pub settles: Terms,
    /// What it is worth, by party.
    pub values: ByParty<f64>,
    /// Whether it keeps every rule and red line.
    pub within: bool,
    /// The package that betters it for all by most; absent when none does.
    pub improvement: Option<Improved>,
    /// The most points in sum, over the parties, that some package adds at nobody's loss.
    pub left_on_the_table: f64,
    /// Changes of one issue, then of two at once, that cost nobody anything; the best first.
    pub trades: Vec<Traded>,
}

/// A better package.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Improved {
    /// The terms it has and the other has not.
    pub changes: Terms,
    /// What it is worth, by party.
    pub values: ByParty<f64>,
    /// By party, what it gains.
    pub gains: ByParty<f64>,
    /// The least of the gains: by so many points everybody gains.
    pub for_all_by: f64,
    /// Whether it also keeps every no-deal value.
    pub keeps_no_deal_values: bool,
}

/// A change that costs nobody anything and brings somebody something.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Traded {
    /// What changes: one term, or two that pay for each other.
    pub changes: Vec<ChangedTerm>,
    /// By party, what all of it adds.
    pub gains: ByParty<f64>,
}

/// One term of a trade.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangedTerm {
    /// The issue.
    pub issue: String,
    /// The option that it is changed to.
    pub option: String,
    /// By party, what this change alone adds.
    pub adds: ByParty<f64>,
}

/// One step and one byte in so many go into each of two listings, with no-deal values and without: where that does not
/// do, the rest finds what theories single out.
const SHARE_OF_LISTING: u64 = 4;

/// Bytes that the name of one term takes in an answer, about.
const BYTES_OF_A_TERM: usize = 64;

/// The frontier, unless telling all of it by name takes more memory than this.
fn that_is_told(space: &Space, found: Frontier, bytes: u64) -> Result<Frontier, Refusal> {
    let issues = space.issues.len();
    let needed =
        (found.points.len() as u64).saturating_mul(((issues + space.ids.len() + 4) * BYTES_OF_A_TERM) as u64);
    if needed <= bytes {
        return Ok(found);
    }
    Err(Refusal::Memory { needed, given: bytes, issues, points: found.points.len() })
}

impl<'s> Efficiency<'s> {
    /// How a package stands among the efficient ones.
    pub fn of(space: &'s Space, limits: Limits) -> Self {
        let aside = space.without_floors();
        let bytes = limits.bytes / SHARE_OF_LISTING;
        let limits = Limits { steps: limits.steps / SHARE_OF_LISTING, bytes };
        let listed =
            |space: &Space| space.frontier(limits).and_then(|found| that_is_told(space, found, bytes));
        let admitted = listed(space);
        let within = if space.worth.tables.floors().iter().all(Option::is_none) {
            admitted.clone()
        } else {
            listed(&aside)
        };
        Self { space, aside, admitted, within }
    }

    /// What a package is worth by party, in parts; `None` unless it fits the issues.
    fn utilities(&self, package: &[usize]) -> Option<Vec<i128>> {
        self.space.utilities(&Package::of(package)?)
    }

    /// Numbers by the names of their parties.
    fn by_party(&self, values: Vec<f64>) -> ByParty<f64> {
        ByParty::of(&self.space.ids, values)
    }

    /// Whether a package keeps every rule and red line.
    fn keeps(&self, package: &[usize]) -> bool {
        Package::of(package).is_some_and(|package| self.aside.admits(&package))
    }

    /// Where a text stands.
    #[must_use]
    pub fn standing(&self, text: &Tabled) -> Standing {
        let completions = text.completions();
        let mut standing =
            Standing { completions, refused: None, efficient: 0, within: 0, at: None, improvable: None };
        if let Err(why) = &self.within {
            standing.refused = Some(why.to_string());
            return standing;
        }
        let points = self.within.as_ref().map_or(1, |frontier| frontier.points.len() as u64).max(1);
        let most = MOST_COMPLETIONS.min(MOST_COMPARISONS / points).max(1);
        if completions.is_none_or(|count| count > u128::from(most)) {
            standing.refused = Some(format!(
                "more than {most} packages have its terms; settle more issues with --package or --given"
            ));
            return standing;
        }
        let mut best: Option<(bool, Vec<f64>, Vec<usize>)> = None;
        for package in packages(&text.among) {
            let Some(utilities) = self.utilities(&package) else { continue };
            let within = self.keeps(&package);
            standing.within += u64::from(within);
            match self.improved(&package, &utilities) {
                None => standing.efficient += u64::from(within),
                Some(improved) => {
                    let by = improved.for_all_by;
                    let known = standing.improvable.unwrap_or(Span { low: by, high: by });
                    standing.improvable = Some(Span { low: known.low.min(by), high: known.high.max(by) });
                }
            }
            let key = (within, self.sorted_gains(&utilities));
            if best.as_ref().is_none_or(|(known, gains, _)| (*known, gains) < (key.0, &key.1)) {
                best = Some((key.0, key.1, package));
            }
        }
        standing.at = best.and_then(|(_, _, package)| self.at(text, &package));
        standing
    }

    /// Gains over no deal in units in which parties are compared, the smallest first.
    fn sorted_gains(&self, utilities: &[i128]) -> Vec<f64> {
        let from = self.space.worth.tables.disagreement();
        let gains: Vec<_> = utilities.iter().zip(&from).map(|(utility, from)| utility - from).collect();
        let units = |(party, gain): (usize, &i128)| self.space.worth.tables.units(party, *gain);
        let mut gains: Vec<f64> = gains.iter().enumerate().map(units).collect();
        gains.sort_by(f64::total_cmp);
        gains
    }

    fn at(&self, text: &Tabled, package: &[usize]) -> Option<At> {
        let utilities = self.utilities(package)?;
        let terms = Terms::of(self.space, &Package::of(package)?);
        let open = text.open(self.space);
        Some(At {
            settles: terms.only(|issue, _| open.iter().any(|open| open == issue)),
            terms,
            values: self.by_party(self.space.in_points(&utilities)),
            within: self.keeps(package),
            improvement: self.improved(package, &utilities),
            left_on_the_table: self.left(&utilities),
            trades: self.trades(package, &utilities),
        })
    }

    /// The admitted package that betters this one for all; where there is none, one that keeps rules and red lines.
    fn improved(&self, package: &[usize], utilities: &[i128]) -> Option<Improved> {
        let of = |frontier: &Result<Frontier, Refusal>| {
            let found = frontier.as_ref().ok()?.improvement_of(&self.space.worth.tables, utilities)?;
            let most = self.space.in_points(&found.gains).into_iter().fold(0.0, f64::max);
            (most > ROUNDING).then_some(found)
        };
        let admitted = of(&self.admitted);
        let keeps_no_deal_values = admitted.is_some();
        let improvement = admitted.or_else(|| of(&self.within))?;
        let before = Terms::of(self.space, &Package::of(package)?);
        let after = Terms::of(self.space, &Package::from(&improvement.to));
        Some(Improved {
            changes: after.not_in(&before),
            values: self.by_party(self.space.values(&improvement.to)),
            gains: self.by_party(self.space.in_points(&improvement.gains)),
            for_all_by: improvement.for_all_by,
            keeps_no_deal_values,
        })
    }

    /// The most points in sum that an efficient package adds at nobody's loss.
    fn left(&self, utilities: &[i128]) -> f64 {
        let Ok(frontier) = &self.within else { return 0.0 };
        let sum = |point: &detente_frontier::Point| {
            let gains: Vec<_> =
                point.utilities.iter().zip(utilities).map(|(there, here)| there - here).collect();
            gains.iter().all(|&gain| gain >= 0).then(|| self.space.in_points(&gains).iter().sum::<f64>())
        };
        frontier.points.iter().filter_map(sum).fold(0.0, f64::max)
    }

    /// Changes of one issue, and of two at once, that cost nobody anything.
    fn trades(&self, package: &[usize], utilities: &[i128]) -> Vec<Traded> {
        let Some(whole) = Package::of(package) else { return Vec::new() };
        let mut changes = self.costless(package, utilities);
        let pairs = self.aside.worth.tables.trades(whole.places()).into_iter().take(MOST_TRADES);
        changes.extend(
            pairs.map(|trade| trade.changes.map(|(issue, option)| (issue, usize::from(option))).to_vec()),
        );
        let traded = changes.iter().filter_map(|changes| self.traded(package, utilities, changes));
        traded.filter(|traded| traded.gains.values().any(|&gain| gain > 0.0)).take(MOST_TRADES).collect()
    }

    /// For each issue, the best change of it alone that costs nobody anything; the best first.
    fn costless(&self, package: &[usize], utilities: &[i128]) -> Vec<Vec<(usize, usize)>> {
        let mut found = Vec::new();
        for (place, issue) in self.space.issues.iter().enumerate() {
            let change = |option: usize| {
                let after = changed(package, &[(place, option)]);
                let there = self.utilities(&after).filter(|_| self.keeps(&after))?;
                let gains: Vec<_> = there.iter().zip(utilities).map(|(there, here)| there - here).collect();
                let free = gains.iter().all(|&gain| gain >= 0) && gains.iter().any(|&gain| gain > 0);
                free.then(|| {
                    let mut gains = self.space.in_points(&gains);
                    gains.sort_by(f64::total_cmp);
                    (gains, vec![(place, option)])
                })
            };
            let of_issue = (0..issue.options.len()).filter_map(change);
            found.extend(of_issue.max_by(|one, other| descending(&other.0, &one.0)));
        }
        found.sort_by(|one, other| descending(&one.0, &other.0));
        found.into_iter().map(|(_, change)| change).collect()
    }

    fn traded(&self, package: &[usize], utilities: &[i128], changes: &[(usize, usize)]) -> Option<Traded> {
        let adds = |changes: &[(usize, usize)]| {
            let there = self.utilities(&changed(package, changes))?;
            let gains: Vec<_> = there.iter().zip(utilities).map(|(there, here)| there - here).collect();
            Some(self.by_party(self.space.in_points(&gains)))
        };
        let term = |&(issue, option): &(usize, usize)| {
            let Issue { name, options } = self.space.issues.get(issue)?;
            let (issue_name, option_name) = (name.clone(), options.get(option)?.clone());
            Some(ChangedTerm { issue: issue_name, option: option_name, adds: adds(&[(issue, option)])? })
        };
        let terms: Option<Vec<_>> = changes.iter().map(term).collect();
        Some(Traded { changes: terms?, gains: adds(changes)? })
    }
}

/// The larger smallest gain first.
fn descending(one: &[f64], other: &[f64]) -> std::cmp::Ordering {
    let differing = one.iter().zip(other).map(|(one, other)| other.total_cmp(one));
    differing.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
}

fn changed(package: &[usize], changes: &[(usize, usize)]) -> Vec<usize> {
    let mut after = package.to_vec();
    for &(issue, option) in changes {
        if let Some(place) = after.get_mut(issue) {
            *place = option;
        }
    }
    after
}

/// Every package with one of these options for each issue.
fn packages(among: &[Vec<usize>]) -> Vec<Vec<usize>> {
    among.iter().fold(vec![Vec::new()], |begun: Vec<Vec<usize>>, options| {
        let longer = |package: &Vec<usize>| {
            let package = package.clone();
            options.iter().map(move |&option| {
                let mut longer = package.clone();
                longer.push(option);
                longer
            })
        };
        begun.iter().flat_map(longer).collect()
    })
}
