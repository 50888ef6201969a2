//! The answer of `detente frontier`: which packages are efficient, and which of them a theory singles out.

use detente_agreement::frontier::{Frontier as Found, Limits, Listed, Point, Solution};
use schemars::JsonSchema;
use serde::Serialize;

use super::verdict::counted;
use crate::{
    interacting::InteractingSpace,
    page::{Page, Table, Text},
    space::{self, Space},
};

/// The efficient packages, or why they are not listed.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Frontier {
    /// What the packages are of.
    title: String,
    /// The parties, in the order of every list of values.
    parties: Vec<String>,
    /// How many packages there are, in decimal digits; absent beyond 10^38.
    packages: Option<String>,
    /// What a value means.
    scale: String,
    /// How the frontier was found: exactly, by which method; absent when it is not listed.
    method: Option<String>,
    /// Why it is not listed.
    refused: Option<String>,
    /// How many efficient packages there are; absent when they are not listed.
    size: Option<usize>,
    /// The efficient packages, in falling order of the first party's value.
    efficient: Vec<Efficient>,
    /// What bargaining theories single out.
    solutions: Vec<Solved>,
    /// What `NegMAS` 0.16 singles out under the same names, by its own definitions; only of a listed frontier.
    negmas: Vec<Solved>,
    /// How far the best compromise stays from what each could have at most (`NegMAS`'s opposition level).
    opposition: Option<f64>,
}

/// One efficient package.
#[derive(Serialize, JsonSchema)]
struct Efficient {
    /// What it is worth, by party.
    values: Vec<f64>,
    /// `issue = option` for every issue.
    terms: Vec<String>,
}

/// What one theory singles out.
#[derive(Serialize, JsonSchema)]
struct Solved {
    /// The theory and its variant.
    theory: String,
    /// The package, or packages that tie.
    packages: Vec<Efficient>,
    /// Why there is none, or how sure it is.
    remark: Option<String>,
}

/// Builds the answer within limits of memory and work.
pub(crate) fn answer(space: &Space, limits: Limits) -> Frontier {
    let found = space.frontier(limits);
    let frontier = found.as_ref().ok();
    Frontier {
        title: space.title.clone(),
        parties: space.parties.clone(),
        packages: space.tables.packages().map(|packages| packages.to_string()),
        scale: space.scale.clone(),
        method: frontier.map(|frontier| format!("exact: {}", frontier.method)),
        refused: found.as_ref().err().map(ToString::to_string),
        size: frontier.map(|frontier| frontier.points.len()),
        efficient: frontier
            .map_or(Vec::new(), |frontier| frontier.points.iter().map(|point| named(space, point)).collect()),
        solutions: Solution::TEXTBOOK
            .into_iter()
            .filter(|&theory| frontier.is_some() || theory != Solution::KalaiSmorodinskyOverall)
            .map(|theory| solved(space, frontier, theory, limits))
            .collect(),
        negmas: frontier.map_or(Vec::new(), |frontier| {
            let theories = Solution::ALL.into_iter().filter(|theory| theory.is_negmas());
            theories.map(|theory| solved(space, Some(frontier), theory, limits)).collect()
        }),
        opposition: frontier.and_then(|frontier| frontier.opposition(&space.tables)),
    }
}

/// Builds the answer of a scenario in which issues interact.
pub(crate) fn of_interacting(space: &InteractingSpace, limits: Limits) -> Frontier {
    let found = space.frontier(limits);
    let listed = found.as_ref().ok();
    let named = |point: &Point| Efficient {
        values: space.values(point),
        terms: space::terms(&space.issues, &point.package),
    };
    let solved = |listed: &Listed, theory: Solution| {
        let points = listed.frontier.solution(&listed.yardstick, theory);
        let remark = points.is_empty().then(|| "no package gains for everybody".to_owned());
        Solved { theory: theory.to_string(), packages: points.into_iter().map(named).collect(), remark }
    };
    let solutions = |listed: &Listed| TEXTBOOK.iter().map(|&theory| solved(listed, theory)).collect();
    Frontier {
        title: space.title.clone(),
        parties: space.parties.clone(),
        packages: space.values.packages().map(|packages| packages.to_string()),
        scale: space.scale.clone(),
        method: listed.map(|listed| format!("exact: {}", listed.frontier.method)),
        refused: found.as_ref().err().map(ToString::to_string),
        size: listed.map(|listed| listed.frontier.points.len()),
        efficient: listed.map_or(Vec::new(), |listed| listed.frontier.points.iter().map(named).collect()),
        solutions: listed.map_or(Vec::new(), solutions),
        opposition: listed.and_then(|listed| listed.frontier.opposition(&listed.yardstick)),
    }
}

fn named(space: &Space, point: &Point) -> Efficient {
    Efficient { values: space.values(point), terms: space.terms(&point.package) }
}

/// From the listed frontier; by branch and bound where it is not listed.
fn solved(space: &Space, frontier: Option<&Found>, theory: Solution, limits: Limits) -> Solved {
    if let Some(frontier) = frontier {
        let points = frontier.solution(&space.tables, theory);
        let remark = points.is_empty().then(|| "no package gains for everybody".to_owned());
        return Solved {
            theory: theory.to_string(),
            packages: points.into_iter().map(|point| named(space, point)).collect(),
            remark,
        };
    }
    match space.tables.solve(theory, limits) {
        Ok(solved) => Solved {
            theory: theory.to_string(),
            packages: vec![named(space, &solved.point)],
            remark: (!solved.proven).then(|| "not proven best within the limit".to_owned()),
        },
        Err(why) => {
            Solved { theory: theory.to_string(), packages: Vec::new(), remark: Some(why.to_string()) }
        }
    }
}

impl Frontier {
    /// The answer as a page that lists at most `rows` packages.
    pub(crate) fn page(&self, rows: usize) -> Page {
        let mut page = Page::new(format!("Efficient packages: {}", self.title));
        let packages = self.packages.as_deref().unwrap_or("more than 10^38");
        page.paragraph(match (self.size, &self.method, &self.refused) {
            (Some(0), _, _) => Text::new()
                .against("No package is admitted")
                .plain(format!(": of {packages}, none keeps every rule and red line and is worth to all who must agree at least what no agreement is.")),
            (Some(size), Some(method), _) => Text::new()
                .strong(format!("{} efficient", counted(size, "package is", "packages are")))
                .plain(format!(
                    " among {packages}: nobody can have more without loss to another ({method})."
                )),
            (_, _, refused) => Text::new()
                .caution("The frontier is not listed")
                .plain(format!(": {}.", refused.as_deref().unwrap_or("it is empty"))),
        });
        page.paragraph(format!("Values are {}.", self.scale));
        self.solutions_on(&mut page);
        self.efficient_on(&mut page, rows);
        page
    }

    fn solutions_on(&self, page: &mut Page) {
        if self.size == Some(0) || self.solutions.is_empty() {
            return;
        }
        page.heading("What bargaining theories single out");
        for solved in &self.solutions {
            let remark = solved.remark.as_ref().map_or(String::new(), |remark| format!(" ({remark})"));
            let Some(first) = solved.packages.first() else {
                page.list(vec![Text::new().strong(&solved.theory).plain(": none").caution(remark)]);
                continue;
            };
            let ties = match solved.packages.len() {
                1 => String::new(),
                count => format!(", one of {count} that tie"),
            };
            page.list(vec![
                Text::new()
                    .strong(&solved.theory)
                    .plain(format!(": {}{ties}: {}", self.worth(first), first.terms.join(", ")))
                    .caution(remark),
            ]);
        }
        if let Some(opposition) = self.opposition {
            page.paragraph(format!("Opposition (NegMAS's level): {}.", number(opposition)));
        }
    }

    /// `UA 61.5, RU 70.2`.
    fn worth(&self, package: &Efficient) -> String {
        let one = |(party, value): (&String, &f64)| format!("{party} {}", number(*value));
        self.parties.iter().zip(&package.values).map(one).collect::<Vec<_>>().join(", ")
    }

    fn efficient_on(&self, page: &mut Page, rows: usize) {
        if self.efficient.is_empty() {
            return;
        }
        page.heading("The frontier");
        let shared = self.shared();
        if !shared.is_empty() {
            page.paragraph(format!("The same in all: {}.", shared.join(", ")));
        }
        let mut table = Table::new([""; 0]);
        table.header = self.parties.iter().cloned().chain(["terms".to_owned()]).collect();
        table = table.tight(&(0..self.parties.len()).collect::<Vec<_>>());
        for package in self.efficient.iter().take(rows) {
            let differing = package.terms.iter().filter(|term| !shared.contains(term)).cloned();
            let values = package.values.iter().map(|value| Text::from(number(*value)));
            let terms = Text::from(differing.collect::<Vec<_>>().join(", "));
            table.row(values.chain([terms]).collect());
        }
        page.table(table);
        let more = self.efficient.len().saturating_sub(rows);
        if more > 0 {
            page.paragraph(format!("{more} more; --rows N lists N, --json lists all."));
        }
    }

    /// The terms that every efficient package has, where there are several.
    fn shared(&self) -> Vec<String> {
        let [first, rest @ ..] = self.efficient.as_slice() else { return Vec::new() };
        if rest.is_empty() {
            return Vec::new();
        }
        let everywhere = |term: &&String| rest.iter().all(|package| package.terms.contains(term));
        first.terms.iter().filter(everywhere).cloned().collect()
    }
}

/// At most four decimals.
fn number(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
