//! From a table to a scenario, which has a plain number in every place.

use std::collections::BTreeSet;

use detente_number::Fraction;

use super::{
    grid::{Place, cell_name},
    table::{Cell, Table},
    value::Value,
};
use crate::{
    Additive, Discount, Evaluator, ExactTable, Issue, IssueKind, Profile, Reservation, Scale, Scenario,
    Utility,
};

/// What keeps a table from being a scenario: places of cells without a plain number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotPlain {
    /// Cells that say nothing.
    pub unknown: Vec<Place>,
    /// Cells with an interval.
    pub intervals: Vec<Place>,
    /// Cells with a word.
    pub words: Vec<Place>,
}

impl NotPlain {
    /// The first of these places, in the order of rows.
    #[must_use]
    pub fn first(&self) -> Option<Place> {
        self.unknown.iter().chain(&self.intervals).chain(&self.words).copied().min()
    }

    /// What they are, in words.
    #[must_use]
    pub fn says(&self) -> String {
        let part = |places: &Vec<Place>, one: &str, more: &str| {
            const SHOWN: usize = 3;
            let places: BTreeSet<Place> = places.iter().copied().collect();
            let first =
                places.iter().take(SHOWN).map(|place| cell_name(*place)).collect::<Vec<_>>().join(", ");
            let rest = if places.len() > SHOWN { ", …" } else { "" };
            match places.len() {
                0 => None,
                1 => Some(format!("{one} ({first})")),
                count => Some(format!("{count} {more} ({first}{rest})")),
            }
        };
        let parts = [
            part(&self.unknown, "an unknown cell", "unknown cells"),
            part(&self.intervals, "an interval", "intervals"),
            part(&self.words, "a word", "words"),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn number<Word>(&mut self, cell: Option<&Cell<Word>>, otherwise: Place) -> Option<f64> {
        let place = cell.and_then(|cell| cell.place).unwrap_or(otherwise);
        match cell.map_or(&Value::Unsaid, |cell| &cell.value) {
            Value::Number(number) => return Some(number.to_f64()),
            Value::Unsaid => self.unknown.push(place),
            Value::Between(..) => self.intervals.push(place),
            Value::Word(_) => self.words.push(place),
        }
        None
    }

    /// A number that may be left unsaid.
    fn said<Word>(&mut self, cell: Option<&Cell<Word>>, otherwise: Place) -> Option<f64> {
        let said = cell.filter(|cell| !matches!(cell.value, Value::Unsaid))?;
        self.number(Some(said), otherwise)
    }
}

impl Table {
    /// The table as a scenario, if it has a plain number in every place.
    ///
    /// What no deal is worth may be left unsaid. Where the table has no row of weights for an issue, it has weight 1.
    pub fn scenario(&self) -> Result<Scenario, NotPlain> {
        let mut missing = NotPlain::default();
        let parties = (0..self.parties.len()).map(|party| self.profile(party, &mut missing)).collect();
        let issues = self.issues.iter().zip(1..).map(|(issue, number)| Issue {
            name: issue.name.clone(),
            number,
            kind: IssueKind::Discrete {
                values: issue.options.iter().map(|option| option.name.clone()).collect(),
            },
        });
        let scenario = Scenario { name: self.name.clone(), issues: issues.collect(), parties };
        if missing == NotPlain::default() { Ok(scenario) } else { Err(missing) }
    }

    fn profile(&self, party: usize, missing: &mut NotPlain) -> Profile {
        let (mut weights, mut evaluators) = (Vec::new(), Vec::new());
        for issue in &self.issues {
            weights.push(match &issue.weights {
                Some(weights) => missing.number(weights.get(party), issue.place),
                None => Some(Fraction::ONE.to_f64()),
            });
            let values = issue
                .options
                .iter()
                .map(|option| missing.number(option.cells.get(party), option.place))
                .collect();
            evaluators.push(Evaluator::Table { values, others: Vec::new() });
        }
        let place = self.parties.get(party).map_or((1, 1), |party| party.place);
        Profile {
            name: self.parties.get(party).map_or_else(String::new, |party| party.name.clone()),
            utility: Utility::Additive(Additive { scale: Scale::Plain, weights, evaluators, bias: 0.0 }),
            reservation: match missing.said(self.no_deal.get(party), place) {
                Some(value) => Reservation::Value(value),
                None => Reservation::Unsaid,
            },
            discount: missing.said(self.discounts.get(party), place).map(Discount::by_share),
            exact: self.exactly(party),
        }
    }

    /// A party's numbers where double precision does not hold all of them; `None` where it does, or where a number is
    /// missing or does not fit.
    fn exactly(&self, party: usize) -> Option<Box<ExactTable>> {
        let number = |value: &Value<_>| match value {
            Value::Number(number) => Some(*number),
            Value::Unsaid | Value::Between(..) | Value::Word(_) => None,
        };
        let mut held = true;
        let mut told = |number: Fraction| {
            held &= Fraction::of_float(number.to_f64()) == Some(number);
            number
        };
        let mut contributions = Vec::with_capacity(self.issues.len());
        for issue in &self.issues {
            let weight = match &issue.weights {
                Some(weights) => match weights.get(party)?.value {
                    Value::Number(weight) => told(weight),
                    Value::Unsaid | Value::Between(..) | Value::Word(_) => return None,
                },
                None => Fraction::ONE,
            };
            let own = issue
                .options
                .iter()
                .map(|option| told(number(&option.cells.get(party)?.value)?).times(weight));
            contributions.push(own.collect::<Option<_>>()?);
        }
        let reservation = match self.no_deal.get(party).map(|cell| &cell.value) {
            Some(Value::Number(worth)) => Some(told(*worth)),
            Some(Value::Unsaid | Value::Between(..) | Value::Word(_)) | None => None,
        };
        (!held).then(|| Box::new(ExactTable { contributions, constant: Fraction::ZERO, reservation }))
    }
}
