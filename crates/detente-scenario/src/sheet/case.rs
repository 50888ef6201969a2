//! From a table to the text of a case: words, intervals and unknowns stay what they are.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use detente_number::Fraction;

use super::{
    grid::{Place, cell_name},
    table::{Cell, Issue, Table},
    value::{Importance, Level, Value},
    worth::{Scale, WHOLE, Worth, ends},
};
use crate::case_words::{decimal, identifier, quoted, short};

/// A case file, and what a case cannot hold of the table or holds otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseText {
    /// The text of `case.toml`.
    pub text: String,
    /// What changed on the way, a line each.
    pub told: Vec<String>,
    /// Cells that say nothing: what they would say is unknown in the case.
    pub unsaid: Vec<Place>,
    /// By cell the line, from 1, on which the statement begins that says what it says.
    pub lines: BTreeMap<Place, usize>,
}

/// Who answers for the numbers of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner<'a> {
    /// Nobody has put a name to them: each stands on the cells that say it.
    Cells,
    /// This person; the cells stand in remarks.
    Person(&'a str),
}

/// Why a table makes no case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoCase {
    /// Weights below zero: a case has none.
    NegativeWeights(Vec<Place>),
    /// Parties whose numbers are too large to be counted exactly.
    TooLarge(Vec<String>),
    /// There is nobody whose yes would make an agreement.
    NoParties,
}

impl fmt::Display for NoCase {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NegativeWeights(places) => {
                let cells = if places.len() == 1 { "cell" } else { "cells" };
                let names = places.iter().map(|place| cell_name(*place)).collect::<Vec<_>>().join(", ");
                write!(
                    out,
                    "{cells} {names}: a case has no weights below 0; write the weight above 0 and turn the values around"
                )
            }
            Self::TooLarge(parties) => {
                write!(out, "the numbers of {} are too large to count exactly", parties.join(", "))
            }
            Self::NoParties => {
                out.write_str("the table names no party: write the parties' names into the first row")
            }
        }
    }
}

impl std::error::Error for NoCase {}

impl Table {
    /// The weights by issue of a party whose points a case adds up as they are, so that nothing is rescaled: it has a
    /// number or an interval in every place, and they are no weighted mean of values from 0 to 100.
    fn sums(&self, party: usize) -> Option<Vec<Fraction>> {
        let weight = |issue: &Issue| match &issue.weights {
            None => Some(Fraction::ONE),
            Some(weights) => match weights.get(party)?.value {
                Value::Number(number) => Some(number),
                Value::Unsaid | Value::Between(..) | Value::Word(_) => None,
            },
        };
        let weights: Vec<Fraction> = self.issues.iter().map(weight).collect::<Option<_>>()?;
        let cells = self.issues.iter().flat_map(|issue| &issue.options).map(|option| option.cells.get(party));
        let numbers: Vec<Vec<Fraction>> =
            cells.map(|cell| Some(ends(&cell?.value))).collect::<Option<_>>()?;
        if numbers.iter().any(Vec::is_empty) {
            return None;
        }
        let sum = weights.iter().try_fold(Fraction::ZERO, |sum, weight| sum.plus(*weight))?;
        let on_scale = |number: &Fraction| *number >= Fraction::ZERO && *number <= Fraction::whole(WHOLE);
        let is_mean = sum == Fraction::ONE
            && weights.iter().all(|weight| *weight >= Fraction::ZERO)
            && numbers.iter().flatten().all(on_scale)
            && numbers.iter().flatten().any(|number| *number > Fraction::ONE);
        if is_mean { None } else { Some(weights) }
    }

    /// What the weights of a party add up to whose points are added as they are, where they may have been meant for a
    /// mean: they do not add up to 1, and neither all weights nor all values are within 1.
    fn odd_weights(&self, party: usize) -> Option<Fraction> {
        let weights = self.sums(party).filter(|_| self.issues.iter().any(|issue| issue.weights.is_some()))?;
        let sum = weights.iter().try_fold(Fraction::ZERO, |sum, weight| sum.plus(*weight))?;
        let beyond = |number: &Fraction| *number > Fraction::ONE;
        let cells =
            self.issues.iter().flat_map(|issue| &issue.options).filter_map(|option| option.cells.get(party));
        let large = cells.flat_map(|cell| ends(&cell.value)).any(|number| beyond(&number));
        (sum != Fraction::ONE && weights.iter().any(beyond) && large).then_some(sum)
    }

    /// The table as the text of a case whose numbers `owner` answers for; `file` is the table's name, and `as_of`
    /// is the day of the case, as `2026-01-31`.
    pub fn case(&self, file: &str, owner: Owner<'_>, as_of: &str) -> Result<CaseText, NoCase> {
        if self.parties.is_empty() {
            return Err(NoCase::NoParties);
        }
        let mut writer = Writer::new(self, file, owner);
        writer.head(as_of);
        let below = self.weights_below_zero();
        if !below.is_empty() {
            return Err(NoCase::NegativeWeights(below));
        }
        let large = (0..self.parties.len()).filter(|party| writer.party(*party).is_none());
        let large: Vec<String> =
            large.filter_map(|party| Some(self.parties.get(party)?.name.clone())).collect();
        if !large.is_empty() {
            return Err(NoCase::TooLarge(large));
        }
        if self.discounts.iter().any(|cell| !matches!(cell.value, Value::Unsaid)) {
            writer.told.push("the discounts are lost, because a case has no clock".to_owned());
        }
        let Writer { text, told, lines, .. } = writer;
        Ok(CaseText { text, told, unsaid: self.unsaid(), lines })
    }

    /// Weights below zero of parties whose points are a mean of values: those of others only turn points around.
    fn weights_below_zero(&self) -> Vec<Place> {
        let means = (0..self.parties.len()).filter(|party| self.sums(*party).is_none());
        let cells = means
            .flat_map(|party| self.issues.iter().filter_map(move |issue| issue.weights.as_ref()?.get(party)));
        let below = cells.filter(|cell| ends(&cell.value).iter().any(|number| *number < Fraction::ZERO));
        let mut places: Vec<Place> = below.filter_map(|cell| cell.place).collect();
        places.sort_unstable();
        places
    }

    /// The cells that say nothing of a value, a weight or what no deal is worth.
    fn unsaid(&self) -> Vec<Place> {
        let no_deal =
            self.no_deal.iter().filter(|cell| matches!(cell.value, Value::Unsaid)).map(|cell| cell.place);
        let weights = self.issues.iter().flat_map(|issue| issue.weights.iter().flatten());
        let weights = weights.filter(|cell| matches!(cell.value, Value::Unsaid)).map(|cell| cell.place);
        let options = self.issues.iter().flat_map(|issue| &issue.options).flat_map(|option| &option.cells);
        let options = options.filter(|cell| matches!(cell.value, Value::Unsaid)).map(|cell| cell.place);
        let mut places: Vec<Place> = no_deal.chain(weights).chain(options).flatten().collect();
        places.sort_unstable();
        places
    }
}

/// Writes a case.
struct Writer<'t> {
    table: &'t Table,
    file: &'t str,
    owner: Owner<'t>,
    parties: Vec<String>,
    /// By issue its name in the case, and those of its options.
    issues: Vec<(String, Vec<String>)>,
    text: String,
    /// How many lines the text has.
    written: usize,
    told: Vec<String>,
    /// By cell the line of its statement.
    lines: BTreeMap<Place, usize>,
}

impl<'t> Writer<'t> {
    fn new(table: &'t Table, file: &'t str, owner: Owner<'t>) -> Self {
        let (mut of_parties, mut of_issues) = (BTreeSet::new(), BTreeSet::new());
        let parties =
            table.parties.iter().map(|party| identifier(&party.name, "party", &mut of_parties)).collect();
        let issues = table.issues.iter().map(|issue| {
            let mut taken = BTreeSet::new();
            let options = issue.options.iter().map(|option| identifier(&option.name, "option", &mut taken));
            (identifier(&issue.name, "issue", &mut of_issues), options.collect())
        });
        Self {
            table,
            file,
            owner,
            parties,
            issues: issues.collect(),
            text: String::new(),
            written: 0,
            told: Vec::new(),
            lines: BTreeMap::new(),
        }
    }

    fn line(&mut self, text: &str) {
        self.written += 1 + text.matches('\n').count();
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn head(&mut self, as_of: &str) {
        self.line("# Made from a spreadsheet. Every number is an assumption of its owner until you cite a source for it.");
        self.line("");
        self.line("[case]");
        self.line(&format!("title = {}", quoted(&self.table.name)));
        self.line(&format!("as_of = {as_of}"));
        let consent: Vec<String> = self.parties.iter().map(|party| quoted(party)).collect();
        self.line(&format!("instrument = {{ class = \"contract\", consent = [{}] }}", consent.join(", ")));
        self.line("");
        self.line("[parties]");
        let mut shorts = BTreeSet::new();
        for (at, (party, id)) in self.table.parties.iter().zip(self.parties.clone()).enumerate() {
            let (name, short) = (quoted(&party.name), quoted(&short(&party.name, &mut shorts)));
            let counts = if self.table.sums(at).is_some() { ", counts = \"sum\"" } else { "" };
            self.line(&format!("{id} = {{ name = {name}, short = {short}, role = \"principal\"{counts} }}"));
        }
        for (issue, (id, options)) in self.table.issues.iter().zip(self.issues.clone()) {
            self.line("");
            self.line(&format!("[issues.{id}]"));
            self.line(&format!("name = {}", quoted(&issue.name)));
            let options = issue.options.iter().zip(&options);
            let options: Vec<String> = options
                .map(|(option, id)| format!("{{ id = {}, name = {} }}", quoted(id), quoted(&option.name)))
                .collect();
            self.line(&format!("options = [{}]", options.join(", ")));
        }
    }

    /// Writes what a party says; nothing where its numbers do not fit.
    fn party(&mut self, party: usize) -> Option<()> {
        let table = self.table;
        let name = table.parties.get(party).map_or("", |party| party.name.as_str());
        let cells =
            table.issues.iter().flat_map(|issue| &issue.options).filter_map(|option| option.cells.get(party));
        let numbers: Vec<Fraction> = cells.flat_map(|cell| ends(&cell.value)).collect();
        let scale = Scale::of(&numbers);
        let sums = table.sums(party);
        for (place, issue) in table.issues.iter().enumerate() {
            let worth = match &sums {
                Some(weights) => Worth::Weighed(weights.get(place).copied().unwrap_or_default()),
                None => Worth::On(scale),
            };
            self.stances(party, place, issue, worth)?;
        }
        // No deal stands on the scale of the sums: weights that add up to something else than 1 stretch it.
        let (worth, sum) = match sums {
            Some(_) => (Worth::Weighed(Fraction::ONE), Fraction::ONE),
            None => (Worth::On(scale), self.weights(party)?),
        };
        let Some(cell) = table.no_deal.get(party) else { return Some(()) };
        let on = |number: Fraction| number.over(sum).and_then(|number| worth.of(number));
        let value = match cell.value {
            Value::Unsaid | Value::Word(_) => return Some(()),
            Value::Number(number) => decimal(on(number)?),
            Value::Between(low, high) => format!("[{}, {}]", decimal(on(low)?), decimal(on(high)?)),
        };
        self.statement(
            "no_deal",
            party,
            &[format!("value = {value}")],
            &[cell.place],
            cell.source.as_deref(),
        );
        if let Some(odd) = table.odd_weights(party) {
            self.told.push(format!(
                "{name}: weights add up to {odd}, so a package is worth weight times value, added up, and no deal stands on \
                 that scale; if you mean a mean of the values, write weights that add up to 1"
            ));
        }
        if sum != Fraction::ONE && sum != Fraction::ZERO {
            self.told.push(format!(
                "{name}: weights add up to {sum}; no deal is divided by that, to stand beside the values"
            ));
        }
        Some(())
    }

    /// What a party thinks of an issue's options: a statement for each run of rows with the same source.
    fn stances(&mut self, party: usize, place: usize, issue: &Issue, worth: Worth) -> Option<()> {
        let (id, options) = self.issues.get(place)?.clone();
        let said: Vec<(&String, &Cell<Level>)> = options
            .iter()
            .zip(issue.options.iter().filter_map(|option| option.cells.get(party)))
            .filter(|(_, cell)| !matches!(cell.value, Value::Unsaid))
            .collect();
        // A red line has a statement of its own, so that it can be waived without others.
        let red = |cell: &Cell<Level>| cell.value == Value::Word(Level::RedLine);
        let together =
            |one: &Cell<Level>, other: &Cell<Level>| one.source == other.source && !red(one) && !red(other);
        for group in said.chunk_by(|(_, one), (_, other)| together(one, other)) {
            let mut lines = vec![format!("issue = {}", quoted(&id))];
            for level in Level::ALL {
                let at = group.iter().filter(|(_, cell)| cell.value == Value::Word(level));
                let at: Vec<String> = at.map(|(option, _)| quoted(option)).collect();
                if !at.is_empty() {
                    lines.push(format!("{} = [{}]", level.word().replace(' ', "_"), at.join(", ")));
                }
            }
            let mut values = Vec::new();
            for (option, cell) in group {
                match cell.value {
                    Value::Number(number) => {
                        values.push(format!("{option} = {}", decimal(worth.of(number)?)));
                    }
                    Value::Between(low, high) => {
                        let (one, other) = (worth.of(low)?, worth.of(high)?);
                        let (low, high) = (decimal(one.min(other)), decimal(one.max(other)));
                        values.push(format!("{option} = [{low}, {high}]"));
                    }
                    Value::Unsaid | Value::Word(_) => {}
                }
            }
            if !values.is_empty() {
                lines.push(format!("values = {{ {} }}", values.join(", ")));
            }
            let places: Vec<Option<Place>> = group.iter().map(|(_, cell)| cell.place).collect();
            let source = group.first().and_then(|(_, cell)| cell.source.as_deref());
            self.statement("stances", party, &lines, &places, source);
        }
        Some(())
    }

    /// The weights that are said; what they add up to, 1 where that is not known.
    fn weights(&mut self, party: usize) -> Option<Fraction> {
        let table = self.table;
        // An issue without a row of weights weighs 1.
        let equal = Cell { value: Value::Number(Fraction::ONE), place: None, source: None };
        let cell = |issue: &Issue| match &issue.weights {
            Some(weights) => weights.get(party).cloned().unwrap_or_default(),
            None => equal.clone(),
        };
        let cells: Vec<Cell<Importance>> = table.issues.iter().map(cell).collect();
        let numbers: Vec<Fraction> = cells.iter().flat_map(|cell| ends(&cell.value)).collect();
        let hundred = Fraction::whole(WHOLE);
        let most = numbers.iter().copied().max().unwrap_or_default();
        let factor = match most {
            _ if most == Fraction::ZERO || (most > Fraction::ONE && most <= hundred) => Fraction::ONE,
            _ if most <= Fraction::ONE => hundred,
            _ => hundred.over(most)?,
        };
        let on = |number: Fraction| number.times(factor).map(decimal);
        let mut said = Vec::new();
        for (cell, (id, _)) in cells.iter().zip(&self.issues) {
            said.push(match cell.value {
                Value::Unsaid => continue,
                Value::Number(number) => format!("{id} = {}", on(number)?),
                Value::Between(low, high) => format!("{id} = [{}, {}]", on(low)?, on(high)?),
                Value::Word(importance) => format!("{id} = {}", quoted(importance.word())),
            });
        }
        if !said.is_empty() {
            let places: Vec<Option<Place>> = cells.iter().map(|cell| cell.place).collect();
            let source = cells.iter().find_map(|cell| cell.source.clone());
            let lines = [format!("issues = {{ {} }}", said.join(", "))];
            self.statement("weights", party, &lines, &places, source.as_deref());
        }
        let known = cells.iter().map(|cell| match cell.value {
            Value::Number(number) => Some(number),
            Value::Unsaid | Value::Between(..) | Value::Word(_) => None,
        });
        let sum = known
            .collect::<Option<Vec<_>>>()
            .and_then(|known| known.iter().try_fold(Fraction::ZERO, |sum, number| sum.plus(*number)));
        Some(sum.filter(|sum| *sum > Fraction::ZERO).unwrap_or(Fraction::ONE))
    }

    /// A statement of a party, with the cells that it rests on.
    fn statement(
        &mut self,
        table: &str,
        party: usize,
        lines: &[String],
        places: &[Option<Place>],
        source: Option<&str>,
    ) {
        self.line("");
        let own = self.written + 1;
        self.lines.extend(places.iter().flatten().map(|place| (*place, own)));
        self.line(&format!("[[{table}]]"));
        let id = self.parties.get(party).map_or_else(String::new, |party| quoted(party));
        self.line(&format!("party = {id}"));
        lines.iter().for_each(|line| self.line(line));
        let known: Vec<Place> = places.iter().flatten().copied().collect();
        let cells = match (known.iter().min(), known.iter().max()) {
            (Some(first), Some(last)) if first != last => {
                format!("{}, {} to {}", self.file, cell_name(*first), cell_name(*last))
            }
            (Some(only), _) => format!("{}, {}", self.file, cell_name(*only)),
            (None, _) => self.file.to_owned(),
        };
        let (owner, cells) = match self.owner {
            Owner::Cells => (format!("the spreadsheet {cells}"), None),
            Owner::Person(name) => (name.to_owned(), Some(cells)),
        };
        self.line("basis = \"assumed\"");
        self.line(&format!("owner = {}", quoted(&owner)));
        let source = source.map(|source| format!("source: {source}"));
        let note = cells.into_iter().chain(source).collect::<Vec<_>>().join("; ");
        if !note.is_empty() {
            self.line(&format!("note = {}", quoted(&note)));
        }
    }
}
