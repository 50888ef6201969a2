//! What options add, in exact fractions: the decimals of the file, multiplied and divided as the format says.
//!
//! The formats' programs count in double precision, in which packages that tie differ by a last digit that depends on
//! the order of adding. What is exact has no such digit.

use detente_number::Fraction;

use crate::{
    Additive, Choice, Evaluator, Issue, Profile, Reading, Reservation, Scale, Scenario, Utility,
    tables::MOST_OPTIONS, utility::LEAST_MAXIMUM,
};

/// One party's table in exact fractions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExactTable {
    /// By issue and option: weight times value.
    pub contributions: Vec<Vec<Fraction>>,
    /// Added to the sum.
    pub constant: Fraction,
    /// What no deal is worth; `None` where the file does not say and the format has no default, or where it is not
    /// finite.
    pub reservation: Option<Fraction>,
}

impl Scenario {
    /// What every option of every issue adds to a party's utility, exactly: what [`Scenario::additive`] says in double
    /// precision. `None` where the party is not additive, an issue is a range, or a number is not finite or does not
    /// fit.
    #[must_use]
    pub fn exact_table(&self, reading: Reading, party: usize) -> Option<ExactTable> {
        ExactTable::of(&self.issues, self.parties.get(party)?, reading)
    }
}

impl ExactTable {
    /// See [`Scenario::exact_table`].
    pub(crate) fn of(issues: &[Issue], profile: &Profile, reading: Reading) -> Option<Self> {
        let Utility::Additive(additive) = &profile.utility else { return None };
        if let (Reading::Format, Some(exact)) = (reading, &profile.exact) {
            return Some((**exact).clone());
        }
        let row = |(place, issue): (usize, &Issue)| {
            let count = issue.count().filter(|count| *count <= MOST_OPTIONS)?;
            let count = usize::try_from(count).ok()?;
            (0..count).map(|option| additive.exactly(reading, issue, place, Choice::Option(option))).collect()
        };
        let contributions = issues.iter().enumerate().map(row).collect::<Option<_>>()?;
        let constant = Fraction::of_float(additive.constant(reading))?;
        let reservation = match &profile.reservation {
            Reservation::Value(value) if value.is_finite() => Some(Fraction::of_float(*value)?),
            Reservation::Value(_) => None,
            Reservation::Unsaid => (additive.scale == Scale::Genius).then_some(Fraction::ZERO),
            Reservation::Package(choices) => Some(exact_worth(issues, reading, additive, choices, constant)?),
        };
        Some(Self { contributions, constant, reservation })
    }
}

impl ExactTable {
    /// What these choices are worth; those that are open count 0.
    pub(crate) fn worth(&self, choices: &[Option<Choice>]) -> Option<Fraction> {
        self.contributions.iter().zip(choices).try_fold(
            self.constant,
            |sum, (options, choice)| match choice {
                Some(Choice::Option(option)) => sum.plus(*options.get(*option)?),
                Some(Choice::Number(_)) => None,
                None => Some(sum),
            },
        )
    }
}

/// What these choices are worth; those that are open count 0.
pub(crate) fn exact_worth(
    issues: &[Issue],
    reading: Reading,
    additive: &Additive,
    choices: &[Option<Choice>],
    constant: Fraction,
) -> Option<Fraction> {
    choices.iter().enumerate().try_fold(constant, |sum, (place, choice)| match choice {
        Some(choice) => sum.plus(additive.exactly(reading, issues.get(place)?, place, *choice)?),
        None => Some(sum),
    })
}

impl Additive {
    /// [`Additive::contribution`] in exact fractions.
    pub(crate) fn exactly(
        &self,
        reading: Reading,
        issue: &Issue,
        place: usize,
        choice: Choice,
    ) -> Option<Fraction> {
        let evaluator = self.evaluators.get(place)?;
        let weight = match self.weights.get(place)? {
            Some(weight) => Fraction::of_float(*weight)?,
            None if reading == Reading::Raw && *evaluator != Evaluator::Unsaid => Fraction::ONE,
            None => Fraction::ZERO,
        };
        let genius = self.scale == Scale::Genius;
        let value = match (reading, genius) {
            (Reading::Format, true) => evaluator.exactly_as_genius(issue, choice)?,
            (Reading::Format | Reading::Raw, _) => {
                evaluator.exactly_as_written(reading, issue, choice, genius)?
            }
        };
        weight.times(value)
    }
}

impl Evaluator {
    pub(crate) fn exactly_as_genius(&self, issue: &Issue, choice: Choice) -> Option<Fraction> {
        match self {
            Self::Table { values, others } => {
                let said = values.iter().flatten().chain(others.iter().map(|(_, value)| value));
                let largest = said.copied().fold(f64::NEG_INFINITY, f64::max);
                let Choice::Option(option) = choice else { return None };
                let value = Fraction::of_float(values.get(option)?.unwrap_or(0.0))?;
                if largest < LEAST_MAXIMUM {
                    Some(Fraction::ZERO)
                } else {
                    value.over(Fraction::of_float(largest)?)
                }
            }
            Self::Linear { slope, offset, from } => {
                let value = line(*slope, *offset, *from, issue, choice)?;
                Some(value.clamp(Fraction::ZERO, Fraction::ONE))
            }
            Self::Constant(value) => Fraction::of_float(*value),
            Self::Triangular { low, high, top } => triangle([*low, *high, *top], issue, choice),
            Self::Unsaid => Some(Fraction::ZERO),
        }
    }

    pub(crate) fn exactly_as_written(
        &self,
        reading: Reading,
        issue: &Issue,
        choice: Choice,
        genius: bool,
    ) -> Option<Fraction> {
        match self {
            Self::Linear { slope, offset, from } => {
                line(*slope, *offset, if genius { 0.0 } else { *from }, issue, choice)
            }
            Self::Triangular { low, high, top } => triangle([*low, *high, *top], issue, choice),
            // Numbers of the file as they are.
            Self::Table { .. } | Self::Constant(_) | Self::Unsaid => {
                Fraction::of_float(self.as_written(reading, issue, choice, genius)?)
            }
        }
    }
}

/// What a line is worth at a choice, before anything clips it.
pub(crate) fn line(slope: f64, offset: f64, from: f64, issue: &Issue, choice: Choice) -> Option<Fraction> {
    let number = Fraction::of_float(issue.number_of(choice)?)?;
    let steps = number.minus(Fraction::of_float(from)?)?;
    Fraction::of_float(slope)?.times(steps)?.plus(Fraction::of_float(offset)?)
}

fn triangle([low, high, top]: [f64; 3], issue: &Issue, choice: Choice) -> Option<Fraction> {
    let value = Fraction::of_float(issue.number_of(choice)?)?;
    let [low, high, top] = [Fraction::of_float(low)?, Fraction::of_float(high)?, Fraction::of_float(top)?];
    if value < low || value > high {
        Some(Fraction::ZERO)
    } else if value < top {
        value.minus(low)?.over(top.minus(low)?)
    } else if value > top {
        high.minus(value)?.over(high.minus(top)?)
    } else {
        Some(Fraction::ONE)
    }
}
