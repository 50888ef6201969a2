//! What a picture shows, taken from the answer.

use detente_outcomes::{Package, Space};

use crate::{
    answers::frontier::Frontier,
    text::{ByParty, number::Points},
};

/// Up to so many packages are drawn one by one.
const MOST_OTHERS: u128 = 4000;

/// What a picture shows.
pub struct Picture {
    pub(super) title: String,
    pub(super) subtitle: String,
    pub(super) parties: Vec<String>,
    /// The places of the parties of the axes: across, up.
    pub(super) axes: (usize, usize),
    /// By party, what no deal is worth.
    pub(super) floors: Vec<Option<f64>>,
    /// By efficient package, what it is worth to each.
    pub(super) efficient: Vec<Vec<f64>>,
    /// The other packages that keep rules and red lines; none where there are too many to draw.
    pub(super) others: Vec<Vec<f64>>,
    pub(super) solutions: Vec<Mark>,
    pub(super) texts: Vec<Mark>,
    pub(super) provenance: String,
    pub(super) points: Points,
}

/// A package with a name.
pub(super) struct Mark {
    pub(super) label: String,
    pub(super) values: Vec<f64>,
    /// What the package that betters it for all is worth.
    pub(super) to: Option<Vec<f64>>,
}

impl Picture {
    /// The picture of an answer; `space`, where there is one, for the packages that are not efficient.
    #[must_use]
    pub fn of(answer: &Frontier, space: Option<&Space>, axes: (usize, usize), provenance: String) -> Self {
        let efficient: Vec<_> = answer.efficient.iter().map(|package| listed(&package.values)).collect();
        let mut texts: Vec<Mark> = Vec::new();
        for text in &answer.texts {
            let Some(at) = &text.standing.at else { continue };
            let to = at.improvement.as_ref().map(|improved| listed(&improved.values));
            let values = listed(&at.values);
            match texts.iter_mut().find(|mark| mark.values == values) {
                Some(mark) => mark.label.push_str(&format!(", {}", text.label)),
                None => texts.push(Mark { label: text.label.clone(), values, to }),
            }
        }
        let aside = if answer.floors_aside { "; no-deal values aside" } else { "" };
        Self {
            title: format!("Efficient packages: {}", answer.title),
            subtitle: format!("Values are {}{aside}", answer.scale),
            parties: answer.parties.iter().map(|party| party.name.clone()).collect(),
            axes,
            // Who accepts nothing has no place on an axis.
            floors: answer.floors.values().map(|floor| floor.filter(|floor| floor.is_finite())).collect(),
            others: space.map_or(Vec::new(), |space| others(space, &efficient)),
            efficient,
            solutions: solutions(answer),
            texts,
            provenance,
            points: Points { decimals: answer.decimals },
        }
    }

    /// The picture in words.
    pub(super) fn description(&self) -> String {
        let (across, up) = (self.name(self.axes.0), self.name(self.axes.1));
        let floor = |(party, floor): (&String, &Option<f64>)| {
            floor.map(|floor| format!("{party} {}", self.points.of(floor)))
        };
        let floors: Vec<_> = self.parties.iter().zip(&self.floors).filter_map(floor).collect();
        let mut told = format!(
            "Scatter of packages: value to {across} across, value to {up} up; {} efficient and {} others drawn.",
            self.efficient.len(),
            self.others.len()
        );
        if !floors.is_empty() {
            told.push_str(&format!(" No deal is worth {}.", floors.join(", ")));
        }
        for mark in self.solutions.iter().chain(&self.texts) {
            told.push_str(&format!(" {}: {}.", mark.label, self.worth(&mark.values)));
            if let Some(to) = &mark.to {
                told.push_str(&format!(" A better package: {}.", self.worth(to)));
            }
        }
        told
    }

    pub(super) fn name(&self, party: usize) -> &str {
        self.parties.get(party).map_or("", String::as_str)
    }

    /// `UA 61.5, RU 70.2`.
    pub(super) fn worth(&self, values: &[f64]) -> String {
        let one = |(party, value): (&String, &f64)| format!("{party} {}", self.points.of(*value));
        self.parties.iter().zip(values).map(one).collect::<Vec<_>>().join(", ")
    }
}

/// Values in the order of the parties.
fn listed(values: &ByParty<f64>) -> Vec<f64> {
    values.values().copied().collect()
}

/// The textbook's solutions, those at the same place under one label.
fn solutions(answer: &Frontier) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for solved in &answer.solutions {
        let Some(first) = solved.packages.first() else { continue };
        let name = solved.theory.split(" (").next().unwrap_or_default();
        let values = listed(&first.values);
        match marks.iter_mut().find(|mark| mark.values == values) {
            Some(mark) => mark.label.push_str(&format!(", {name}")),
            None => marks.push(Mark { label: name.to_owned(), values, to: None }),
        }
    }
    marks
}

/// Every package that keeps rules and red lines, worth another than the efficient ones.
fn others(space: &Space, efficient: &[Vec<f64>]) -> Vec<Vec<f64>> {
    if space.worth.tables.packages().is_none_or(|packages| packages > MOST_OTHERS) {
        return Vec::new();
    }
    let aside = space.without_floors();
    let all = space.issues.iter().fold(vec![Vec::new()], |begun: Vec<Vec<usize>>, issue| {
        let longer = |package: &Vec<usize>| {
            let package = package.clone();
            (0..issue.options.len()).map(move |option| [package.as_slice(), &[option]].concat())
        };
        begun.iter().flat_map(longer).take(usize::try_from(MOST_OTHERS * 4).unwrap_or(usize::MAX)).collect()
    });
    let packages = all.iter().filter_map(|package| Package::of(package));
    let kept = packages.filter(|package| aside.admits(package));
    let values = kept.filter_map(|package| Some(space.in_points(&space.utilities(&package)?)));
    let mut values: Vec<_> = values.filter(|values| !efficient.contains(values)).collect();
    values.sort_by(|one, other| {
        one.iter().map(|value| value.to_bits()).cmp(other.iter().map(|value| value.to_bits()))
    });
    values.dedup();
    values
}
