//! Cells as somebody names them: by their place, or by what stands in their row and column.

use std::{fmt, str::FromStr};

use super::{
    grid::{Place, cell_name, cell_place},
    names::{compared, nearest},
    table::{Cell, Table},
    value::{Level, Value},
};

/// A cell of a table as somebody names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// By its place: `C5`.
    Cell(Place),
    /// By names: `Union: Wages = 3%`, `Union: Wages` (its weight), `Union: no deal`.
    Named {
        /// The party.
        party: String,
        /// The issue, or what no deal is worth, or the discount.
        issue: String,
        /// The option; without one the weight of the issue is meant.
        option: Option<String>,
    },
}

/// As it would be typed again.
impl fmt::Display for Spot {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cell(place) => out.write_str(&cell_name(*place)),
            Self::Named { party, issue, option: None } => write!(out, "{party}: {issue}"),
            Self::Named { party, issue, option: Some(option) } => write!(out, "{party}: {issue} = {option}"),
        }
    }
}

impl FromStr for Spot {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if let Some(place) = cell_place(text) {
            return Ok(Self::Cell(place));
        }
        let (party, rest) = text.split_once(':').ok_or(())?;
        let (issue, option) = match rest.split_once('=') {
            Some((issue, option)) => (issue, Some(option.trim().to_owned())),
            None => (rest, None),
        };
        let (party, issue) = (party.trim().to_owned(), issue.trim().to_owned());
        let empty = party.is_empty() || issue.is_empty() || option.as_ref().is_some_and(String::is_empty);
        if empty { Err(()) } else { Ok(Self::Named { party, issue, option }) }
    }
}

/// That a table has no such cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoCell {
    /// What is not there.
    pub message: String,
    /// What is, or how to name it.
    pub help: String,
}

impl Table {
    /// The place of a cell that says what something is worth to a party, or how much it matters.
    pub fn find(&self, spot: &Spot) -> Result<Place, NoCell> {
        match spot {
            Spot::Cell(place) => self.at(*place),
            Spot::Named { party, issue, option } => self.named(party, issue, option.as_deref()),
        }
    }

    /// The cells that make a requirement: red lines, and what no deal is worth.
    #[must_use]
    pub fn requirements(&self) -> Vec<Place> {
        let no_deal = self.no_deal.iter().filter(|cell| !matches!(cell.value, Value::Unsaid));
        let options = self.issues.iter().flat_map(|issue| &issue.options).flat_map(|option| &option.cells);
        let red =
            options.filter(|cell| cell.value == Value::Word(Level::RedLine)).filter_map(|cell| cell.place);
        no_deal.filter_map(|cell| cell.place).chain(red).collect()
    }

    /// The places of all cells of parties.
    fn places(&self) -> Vec<Place> {
        let of_parties = self.no_deal.iter().chain(&self.discounts).map(|cell| cell.place);
        let weights =
            self.issues.iter().flat_map(|issue| issue.weights.iter().flatten()).map(|cell| cell.place);
        let options = self.issues.iter().flat_map(|issue| &issue.options);
        let options = options.flat_map(|option| &option.cells).map(|cell| cell.place);
        of_parties.chain(weights).chain(options).flatten().collect()
    }

    fn at(&self, place: Place) -> Result<Place, NoCell> {
        let places = self.places();
        if places.contains(&place) {
            return Ok(place);
        }
        let far = |(row, column): &Place| (row.abs_diff(place.0), column.abs_diff(place.1));
        let near = places.iter().min_by_key(|other| far(other)).map(|near| cell_name(*near));
        let (first, last) = (places.iter().min(), places.iter().max());
        let ends = first.zip(last).map(|(first, last)| (cell_name(*first), cell_name(*last)));
        Err(NoCell {
            message: format!("{} is no cell of a party's worths or weights", cell_name(place)),
            help: match (near, ends) {
                (Some(near), Some((first, last))) => {
                    format!("such cells lie from {first} to {last}; the nearest is {near}")
                }
                _ => "the table has no such cells".to_owned(),
            },
        })
    }

    fn named(&self, party: &str, issue: &str, option: Option<&str>) -> Result<Place, NoCell> {
        let names = self.parties.iter().map(|party| party.name.as_str());
        let party = chosen("party", party, &names.collect::<Vec<_>>())?;
        let place = |place: Option<Place>| {
            place.ok_or_else(|| NoCell {
                message: "the table has no row for that".to_owned(),
                help: "add the row to the table".to_owned(),
            })
        };
        match (compared(issue).as_str(), option) {
            ("no deal" | "reservation", None) => {
                return place(self.no_deal.get(party).and_then(|cell| cell.place));
            }
            ("discount", None) => return place(self.discounts.get(party).and_then(|cell| cell.place)),
            _ => {}
        }
        let issues = self.issues.iter().map(|issue| issue.name.as_str());
        let issue = self.issues.get(chosen("issue", issue, &issues.collect::<Vec<_>>())?);
        let Some((issue, option)) = issue.zip(option) else {
            let weight = issue.and_then(|issue| issue.weights.as_ref()?.get(party)?.place);
            return place(weight);
        };
        let options = issue.options.iter().map(|option| option.name.as_str());
        let option = issue.options.get(chosen("option", option, &options.collect::<Vec<_>>())?);
        let of_party = |cells: &Vec<Cell<Level>>| cells.get(party).and_then(|cell| cell.place);
        place(option.and_then(|option| of_party(&option.cells)))
    }
}

/// The place of a name in a list; what looks like it where it is not there.
fn chosen(what: &str, typed: &str, names: &[&str]) -> Result<usize, NoCell> {
    const LISTED: usize = 8;
    if let Some(at) = names.iter().position(|name| compared(name) == compared(typed)) {
        return Ok(at);
    }
    let help = match nearest(typed, names.iter().copied()) {
        Some(near) => format!("do you mean {near:?}?"),
        None => format!("there are {}", names.iter().take(LISTED).copied().collect::<Vec<_>>().join(", ")),
    };
    Err(NoCell { message: format!("the table has no {what} {typed:?}"), help })
}
