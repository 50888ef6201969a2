//! From rows to a table, with every problem on the way.

use std::collections::{BTreeMap, BTreeSet};

use detente_number::Fraction;

use super::{
    currency::Currency,
    grid::{Grid, Place, cell_name},
    names::{folded, kept},
    number::{Mark, Marks, Unit},
    table::{Cell, Choice, Issue, Party, Table},
    value::{Importance, Value, Words, value},
};
use crate::{Severity, diagnostic::Sink};

/// What stands in the text of a workbook, without quotes, for a formula without its result.
pub(super) const WITHOUT_RESULT: &str = "=";

/// What a row is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    Weight,
    Option(String),
    NoDeal,
    Discount,
}

/// One row, whichever way the table lies: an issue, what the row says of it, and cells of parties.
pub(super) struct Line<'a> {
    /// The issue's name and place; `None` in rows about parties.
    pub(super) issue: Option<(String, Place)>,
    pub(super) what: What,
    /// Where it says what it is about.
    pub(super) place: Place,
    /// The party's place in the table, the text and the place of the cell.
    pub(super) cells: Vec<(usize, &'a str, Place)>,
    pub(super) source: Option<String>,
}

/// A table in the making.
pub(super) struct Builder<'s> {
    pub(super) file: &'s str,
    marks: Marks,
    /// Cells that a workbook holds as numbers: their marks are no question.
    numbers: BTreeSet<Place>,
    pub(super) sink: &'s mut Sink,
    pub(super) table: Table,
    pub(super) units: Vec<Units>,
    pub(super) weight_units: Vec<Units>,
    parties: BTreeMap<String, usize>,
    issues: BTreeMap<String, usize>,
    options: BTreeMap<(usize, String), usize>,
}

/// Which numbers of a party a row has: those of one kind stand on one scale.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    Values,
    Weights,
    Discounts,
}

/// Where a party's numbers are written in percent, where in money, and where as plain numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Units {
    pub(super) percent: Option<Place>,
    /// A number above 1 that is no percentage: beside percentages it has another scale.
    pub(super) plain: Option<Place>,
    pub(super) money: Option<(Currency, Place)>,
    /// Another currency: no sum counts both.
    pub(super) other_money: Option<(Currency, Place)>,
}

impl Units {
    /// Takes note of a number; `most` is the greatest that it stands for.
    fn see(&mut self, unit: Unit, most: Option<Fraction>, place: Place) {
        if let Unit::Money(currency) = unit {
            let (first, _) = self.money.get_or_insert((currency, place));
            if *first != currency {
                self.other_money.get_or_insert((currency, place));
            }
        }
        if unit == Unit::Percent {
            self.percent.get_or_insert(place);
        } else if most.is_some_and(|most| most > Fraction::ONE) {
            self.plain.get_or_insert(place);
        }
    }
}

impl<'s> Builder<'s> {
    pub(super) fn new(file: &'s str, grid: &Grid, sink: &'s mut Sink) -> Self {
        let table = Table { name: crate::tree::stem(file).to_owned(), ..Table::default() };
        let (parties, issues, options) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let (units, weight_units) = (Vec::new(), Vec::new());
        let (marks, numbers) = (grid.marks, grid.numbers.clone());
        Self { file, marks, numbers, sink, table, units, weight_units, parties, issues, options }
    }

    pub(super) fn tell(
        &mut self,
        severity: Severity,
        code: &'static str,
        place: Place,
        message: &str,
        help: &str,
    ) {
        if !self.sink.is_full(self.file) {
            let message = format!("cell {}: {message}", cell_name(place));
            self.sink.push(severity, code, self.file, Some(place), message, help);
        }
    }

    /// Whether a cell of a workbook is a formula whose result is not in the file; tells of it.
    fn without_result(&mut self, text: &str, place: Place) -> bool {
        let without = text == WITHOUT_RESULT && self.numbers.contains(&place);
        if without {
            let message = "the file has a formula here and not its result";
            let help = "open the file in a spreadsheet, which calculates it, and save it again";
            self.tell(Severity::Error, "no-result", place, message, help);
        }
        without
    }

    /// A name as it is kept; tells what is left out of it.
    pub(super) fn name(&mut self, text: &str, place: Place) -> String {
        self.without_result(text, place);
        let kept = kept(text);
        if let Some(letter) = kept.left_out {
            let message = format!(
                "{:?} has the invisible character U+{:04X}, which was left out",
                kept.name,
                u32::from(letter)
            );
            self.tell(Severity::Warning, "invisible-character", place, &message, "delete the character");
        }
        kept.name
    }

    /// The place of a party in the table; it is added if it is new.
    pub(super) fn party(&mut self, name: String, place: Place) -> usize {
        let count = self.table.parties.len();
        let at = *self.parties.entry(folded(&name)).or_insert(count);
        if at == count {
            self.table.parties.push(Party { name, place });
            self.table.no_deal.push(Cell::default());
            self.table.discounts.push(Cell::default());
            self.units.push(Units::default());
            self.weight_units.push(Units::default());
            for issue in &mut self.table.issues {
                issue.weights.iter_mut().for_each(|weights| weights.push(Cell::default()));
                issue.options.iter_mut().for_each(|option| option.cells.push(Cell::default()));
            }
        }
        at
    }

    /// Whether a party of this name is known.
    pub(super) fn knows_party(&self, name: &str) -> Option<Place> {
        let at = self.parties.get(&folded(name))?;
        self.table.parties.get(*at).map(|party| party.place)
    }

    fn issue(&mut self, name: &str, place: Place) -> usize {
        let count = self.table.issues.len();
        let at = *self.issues.entry(folded(name)).or_insert(count);
        if at == count {
            let issue = Issue { name: name.to_owned(), place, weights: None, options: Vec::new() };
            self.table.issues.push(issue);
        } else if let Some(first) = self.table.issues.get(at).filter(|issue| issue.name != name) {
            let message = format!(
                "{name:?} differs in capitals only from {:?} in {}",
                first.name,
                cell_name(first.place)
            );
            self.tell(
                Severity::Warning,
                "near-names",
                place,
                &message,
                "write both alike; they are read as one issue",
            );
        }
        at
    }

    /// Takes a row into the table.
    pub(super) fn line(&mut self, line: Line<'_>) {
        let count = self.table.parties.len();
        let Line { issue, what, place, cells, source } = line;
        let issue = issue.map(|(name, place)| self.issue(&name, place));
        match (what, issue) {
            (What::NoDeal, _) => {
                let said = self.cells(&cells, source.as_ref(), Numbers::Values);
                let repeated = put(&mut self.table.no_deal, said);
                self.repeated(repeated, place, "what no deal is worth");
            }
            (What::Discount, _) => {
                let said = self.cells(&cells, source.as_ref(), Numbers::Discounts);
                let repeated = put(&mut self.table.discounts, said);
                self.repeated(repeated, place, "the discount");
            }
            (What::Weight, Some(issue)) => {
                let said = self.cells::<Importance>(&cells, source.as_ref(), Numbers::Weights);
                let Some(issue) = self.table.issues.get_mut(issue) else { return };
                let weights = issue.weights.get_or_insert_with(|| vec![Cell::default(); count]);
                let repeated = put(weights, said);
                let what = format!("the weight of {:?}", issue.name);
                self.repeated(repeated, place, &what);
            }
            (What::Option(name), Some(issue)) => {
                let said = self.cells(&cells, source.as_ref(), Numbers::Values);
                let at = self.option(issue, &name, place, count);
                let Some(issue) = self.table.issues.get_mut(issue) else { return };
                let Some(option) = issue.options.get_mut(at) else { return };
                let repeated = put(&mut option.cells, said);
                let what = format!("{:?} of {:?}", option.name, issue.name);
                self.repeated(repeated, place, &what);
            }
            (What::Weight | What::Option(_), None) => {}
        }
    }

    fn option(&mut self, issue: usize, name: &str, place: Place, count: usize) -> usize {
        let Some(of) = self.table.issues.get_mut(issue) else { return 0 };
        let free = of.options.len();
        let at = *self.options.entry((issue, name.to_owned())).or_insert(free);
        if at == free {
            of.options.push(Choice { name: name.to_owned(), place, cells: vec![Cell::default(); count] });
        }
        at
    }

    fn repeated(&mut self, first: Option<Place>, place: Place, what: &str) {
        if let Some(first) = first {
            let message =
                format!("{what} stands twice, first in {}; the second was left out", cell_name(first));
            self.tell(Severity::Error, "repeated-row", place, &message, "give it one row, or another name");
        }
    }

    /// Reads the cells of a row.
    fn cells<Word: Words>(
        &mut self,
        cells: &[(usize, &str, Place)],
        source: Option<&String>,
        numbers: Numbers,
    ) -> Vec<(usize, Cell<Word>)> {
        let mut said = Vec::with_capacity(cells.len());
        for (party, text, place) in cells {
            if self.without_result(text, *place) {
                continue;
            }
            let marks = if self.numbers.contains(place) { Marks::all(Mark::Point) } else { self.marks };
            let read = match value::<Word>(text, marks) {
                Ok(read) => read,
                Err(why) => {
                    self.tell(Severity::Error, why.code, *place, &why.message, &why.help);
                    continue;
                }
            };
            let of_party = match numbers {
                Numbers::Values => self.units.get_mut(*party),
                Numbers::Weights => self.weight_units.get_mut(*party),
                Numbers::Discounts => None,
            };
            let most = match read.value {
                Value::Number(number) | Value::Between(_, number) => Some(number),
                Value::Unsaid | Value::Word(_) => None,
            };
            if let Some(units) = of_party {
                units.see(read.unit, most, *place);
            }
            said.push((*party, Cell { value: read.value, place: Some(*place), source: source.cloned() }));
        }
        said
    }
}

/// Puts cells where there are none yet; where a cell stood before, the first such place.
fn put<Word>(cells: &mut [Cell<Word>], said: Vec<(usize, Cell<Word>)>) -> Option<Place> {
    let mut first = None;
    for (party, cell) in said {
        match cells.get_mut(party) {
            Some(free) if free.place.is_none() => *free = cell,
            Some(taken) => first = first.or(taken.place),
            None => {}
        }
    }
    first
}
