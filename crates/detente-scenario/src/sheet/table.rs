//! A table of issues, options and parties, as a spreadsheet says it.

use detente_number::Fraction;

use super::{
    grid::Place,
    value::{Importance, Level, NoWord, Value},
};

/// A table: what each party thinks of each option, how much issues matter to it, what no deal is worth to it.
///
/// Every list of cells has one a party, in the order of [`Table::parties`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The name of the file without its ending.
    pub name: String,
    /// The parties.
    pub parties: Vec<Party>,
    /// The issues; each has at least one option.
    pub issues: Vec<Issue>,
    /// What no deal is worth, on the scale of the sums.
    pub no_deal: Vec<Cell<NoWord>>,
    /// What a worth of 1 is worth at the end of the time.
    pub discounts: Vec<Cell<NoWord>>,
}

/// A party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its name.
    pub name: String,
    /// Where it is named first.
    pub place: Place,
}

/// An issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Its name.
    pub name: String,
    /// Where it is named first.
    pub place: Place,
    /// How much it matters; `None` where the table has no row for it.
    pub weights: Option<Vec<Cell<Importance>>>,
    /// Its options; no two have the same name.
    pub options: Vec<Choice>,
}

/// An option of an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it says.
    pub name: String,
    /// Where it is named first.
    pub place: Place,
    /// What it is worth.
    pub cells: Vec<Cell<Level>>,
}

/// What a cell says, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell<Word> {
    /// What it says.
    pub value: Value<Word>,
    /// Where it stands; `None` where the table has no such cell.
    pub place: Option<Place>,
    /// The source that its row names.
    pub source: Option<String>,
}

impl<Word> Default for Cell<Word> {
    fn default() -> Self {
        Self { value: Value::Unsaid, place: None, source: None }
    }
}

impl Table {
    /// Divides the weights of the party with this place by what they add up to, so that no deal stays on the scale of the
    /// values; by 100 where not all of them are numbers.
    pub fn share_weights(&mut self, party: usize) {
        let number = |issue: &Issue| match issue.weights.as_ref()?.get(party)?.value {
            Value::Number(number) => Some(number),
            Value::Unsaid | Value::Between(..) | Value::Word(_) => None,
        };
        let numbers: Option<Vec<Fraction>> = self.issues.iter().map(number).collect();
        let sum = numbers
            .and_then(|numbers| numbers.into_iter().try_fold(Fraction::ZERO, detente_number::Fraction::plus));
        let by = sum.filter(|sum| *sum > Fraction::ZERO).unwrap_or(Fraction::whole(100));
        for cell in self.issues.iter_mut().filter_map(|issue| issue.weights.as_mut()?.get_mut(party)) {
            cell.value = cell.value.over(by).unwrap_or(cell.value);
        }
    }

    /// Whether an issue has a row of weights.
    #[must_use]
    pub fn weighs(&self) -> bool {
        self.issues.iter().any(|issue| issue.weights.is_some())
    }
}
