//! What a package is worth to a party, as the format means it and as NegMAS reads it.

use crate::{
    Additive, Aggregation, Bound, Choice, Discount, Evaluator, Function, Issue, Profile, Rectangle,
    Rectangles, Reservation, Scale, Scenario, Utility,
};

/// How the numbers of a file are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// As the format defines them.
    Format,
    /// As NegMAS 0.16 reads them, to compare with it. For Genius files: evaluations neither divided by the
    /// largest nor clipped, lines not counted from the least number, weights of missing issues added, bounds
    /// of rectangles without their ends, `EXCLUDES` as `INCLUDES`, no maximum.
    Raw,
}

/// Below this largest evaluation Genius takes all evaluations of an issue for 0
/// (`EvaluatorDiscrete.normalize`).
pub(crate) const LEAST_MAXIMUM: f64 = 1e-5;

impl Scenario {
    /// What `package`, one choice an issue, is worth to the party at place `party`; `None` if there is no such
    /// party, the package does not fit the issues, or NegMAS could not evaluate it ([`Reading::Raw`]).
    #[must_use]
    pub fn utility(&self, reading: Reading, party: usize, package: &[Choice]) -> Option<f64> {
        let fits = package.len() == self.issues.len()
            && self.issues.iter().zip(package).all(|(issue, choice)| issue.allows(*choice));
        if !fits {
            return None;
        }
        match &self.parties.get(party)?.utility {
            Utility::Additive(additive) => additive.utility(reading, &self.issues, package),
            Utility::Rectangles(rectangles) => {
                let numbers: Vec<_> =
                    self.issues.iter().zip(package).map(|(issue, choice)| issue.number_of(*choice)).collect();
                rectangles.utility(reading, &numbers)
            }
        }
    }

    /// What no deal is worth to the party; `None` if there is no such party, if it accepts everything, or if its file does
    /// not say and the format has no default.
    #[must_use]
    pub fn reservation(&self, reading: Reading, party: usize) -> Option<f64> {
        let profile = self.parties.get(party)?;
        match &profile.reservation {
            Reservation::Value(value) => Some(*value).filter(|value| *value != f64::NEG_INFINITY),
            Reservation::Unsaid => profile.defaults_as_genius().then_some(0.0),
            Reservation::Package(choices) => match &profile.utility {
                Utility::Additive(additive) => {
                    let worth = |(place, choice): (usize, &Option<Choice>)| match choice {
                        Some(choice) => {
                            additive.contribution(reading, self.issues.get(place)?, place, *choice)
                        }
                        None => Some(0.0),
                    };
                    let sum: Option<f64> = choices.iter().enumerate().map(worth).sum();
                    sum.map(|sum| sum + additive.constant(reading))
                }
                Utility::Rectangles(_) => {
                    let whole: Option<Vec<Choice>> = choices.iter().copied().collect();
                    self.utility(reading, party, &whole?)
                }
            },
        }
    }

    /// What remains of 1 at the end of a unit of the discount's clock: 1 if the file does not say, if time costs
    /// something else than a part, or if the number is none between 0 (not included) and 1, which Genius discards
    /// (10.4, `AbstractUtilitySpace.validateDiscount`).
    #[must_use]
    pub fn discount(&self, party: usize) -> Option<f64> {
        let said = self.parties.get(party)?.discount.as_ref().and_then(Discount::factor).unwrap_or(1.0);
        Some(if said > 0.0 && said <= 1.0 { said } else { 1.0 })
    }
}

impl Profile {
    fn defaults_as_genius(&self) -> bool {
        match &self.utility {
            Utility::Additive(additive) => additive.scale == Scale::Genius,
            Utility::Rectangles(_) => true,
        }
    }
}

impl Additive {
    fn utility(&self, reading: Reading, issues: &[Issue], package: &[Choice]) -> Option<f64> {
        let mut sum = 0.0;
        for (place, (issue, choice)) in issues.iter().zip(package).enumerate() {
            sum += self.contribution(reading, issue, place, *choice)?;
        }
        sum += self.constant(reading);
        Some(self.cap(reading).map_or(sum, |cap| sum.min(cap)))
    }

    /// The weighted value of one choice on an issue, which is `place` in the scenario; `None` where the party's file
    /// gives it none.
    #[must_use]
    pub fn contribution(&self, reading: Reading, issue: &Issue, place: usize, choice: Choice) -> Option<f64> {
        let evaluator = self.evaluators.get(place)?;
        let weight = match self.weights.get(place)? {
            Some(weight) => *weight,
            None if reading == Reading::Raw && *evaluator != Evaluator::Unsaid => 1.0,
            None => 0.0,
        };
        let genius = self.scale == Scale::Genius;
        let value = if reading == Reading::Format && genius {
            evaluator.as_genius(issue, choice)?
        } else {
            evaluator.as_written(reading, issue, choice, genius)?
        };
        Some(weight * value)
    }

    /// What is added to the sum of the weighted values.
    #[must_use]
    pub fn constant(&self, reading: Reading) -> f64 {
        if self.scale == Scale::Genius && reading == Reading::Format { 0.0 } else { self.bias }
    }

    /// The most the sum may be; `None` where nothing caps it.
    #[must_use]
    pub fn cap(&self, reading: Reading) -> Option<f64> {
        (self.scale == Scale::Genius && reading == Reading::Format).then_some(1.0)
    }
}

impl Evaluator {
    /// Genius 10.4: `EvaluatorDiscrete`, `EvaluatorInteger`, `EvaluatorReal`.
    pub(crate) fn as_genius(&self, issue: &Issue, choice: Choice) -> Option<f64> {
        match self {
            Self::Table { values, others } => {
                let said = values.iter().flatten().chain(others.iter().map(|(_, value)| value));
                let largest = said.copied().fold(f64::NEG_INFINITY, f64::max);
                let value = table_value(values, choice)?.unwrap_or(0.0);
                Some(if largest < LEAST_MAXIMUM { 0.0 } else { value / largest })
            }
            Self::Linear { slope, offset, from } => {
                Some((slope * (issue.number_of(choice)? - from) + offset).clamp(0.0, 1.0))
            }
            Self::Constant(value) => Some(*value),
            Self::Triangular { low, high, top } => {
                Some(triangle(*low, *high, *top, issue.number_of(choice)?))
            }
            Self::Unsaid => Some(0.0),
        }
    }

    /// The numbers as they stand; `genius` tells that NegMAS reads a Genius file.
    pub(crate) fn as_written(
        &self,
        reading: Reading,
        issue: &Issue,
        choice: Choice,
        genius: bool,
    ) -> Option<f64> {
        match self {
            Self::Table { values, .. } => match (table_value(values, choice)?, reading) {
                (Some(value), _) => Some(*value),
                (None, Reading::Format) => Some(0.0),
                (None, Reading::Raw) => None,
            },
            Self::Linear { slope, offset, from } => {
                let from = if genius { 0.0 } else { *from };
                Some(slope * (issue.number_of(choice)? - from) + offset)
            }
            // `make_fun_from_xml` refuses this type of function.
            Self::Constant(_) if genius => None,
            Self::Constant(value) => Some(*value),
            Self::Triangular { low, high, top } => {
                Some(triangle(*low, *high, *top, issue.number_of(choice)?))
            }
            Self::Unsaid => Some(0.0),
        }
    }
}

fn table_value(values: &[Option<f64>], choice: Choice) -> Option<&Option<f64>> {
    match choice {
        Choice::Option(option) => values.get(option),
        Choice::Number(_) => None,
    }
}

fn triangle(low: f64, high: f64, top: f64, value: f64) -> f64 {
    if value < low || value > high {
        0.0
    } else if value < top {
        (value - low) / (top - low)
    } else if value > top {
        (high - value) / (high - top)
    } else {
        1.0
    }
}

impl Rectangles {
    fn utility(&self, reading: Reading, numbers: &[Option<f64>]) -> Option<f64> {
        match reading {
            Reading::Format => {
                let total: f64 = self.functions.iter().map(|function| function.value(numbers)).sum();
                Some((total / self.maximum).min(1.0))
            }
            Reading::Raw => {
                let mut total = 0.0;
                for function in &self.functions {
                    if function.aggregation != Aggregation::Sum || !function.nested.is_empty() {
                        return None;
                    }
                    let paying =
                        function.rectangles.iter().filter(|rectangle| rectangle.pays_in_negmas(numbers));
                    total += paying.map(|rectangle| rectangle.utility * function.weight).sum::<f64>();
                }
                Some(total)
            }
        }
    }
}

impl Function {
    fn value(&self, numbers: &[Option<f64>]) -> f64 {
        let rewards = self.rectangles.iter().map(|rectangle| {
            if rectangle.pays(numbers) { rectangle.utility * rectangle.weight.unwrap_or(1.0) } else { 0.0 }
        });
        let values = rewards.chain(self.nested.iter().map(|function| function.value(numbers)));
        let combined = match self.aggregation {
            Aggregation::Sum => values.sum(),
            Aggregation::Minimum => values.reduce(f64::min).unwrap_or(0.0),
            Aggregation::Maximum => values.reduce(f64::max).unwrap_or(0.0),
        };
        self.weight * combined
    }
}

impl Rectangle {
    /// Genius: all bounds kept, ends included; `EXCLUDES` pays when some bound is not kept.
    fn pays(&self, numbers: &[Option<f64>]) -> bool {
        let mut all = self.bounds.iter().map(|bound| {
            bound.number(numbers).is_some_and(|value| bound.low <= value && value <= bound.high)
        });
        if self.excludes && !self.bounds.is_empty() { !all.all(|kept| kept) } else { all.all(|kept| kept) }
    }

    /// NegMAS: strictly inside all bounds, whatever their kind (`outcome_ops.outcome_in_range`).
    fn pays_in_negmas(&self, numbers: &[Option<f64>]) -> bool {
        self.bounds
            .iter()
            .all(|bound| bound.number(numbers).is_some_and(|value| bound.low < value && value < bound.high))
    }
}

impl Bound {
    fn number(&self, numbers: &[Option<f64>]) -> Option<f64> {
        numbers.get(self.issue).copied().flatten()
    }
}
