//! A scenario: the issues, and what each party thinks of every option.

use crate::ExactTable;

/// A scenario as its files say it.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// The domain file's name without its ending.
    pub name: String,
    /// The issues in the order of the domain.
    pub issues: Vec<Issue>,
    /// The parties in the order of their files' names.
    pub parties: Vec<Profile>,
}

/// One thing to be settled.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    /// Its name.
    pub name: String,
    /// The number by which Genius refers to it; 1, 2, … in the other formats.
    pub number: i64,
    /// What may be agreed on it.
    pub kind: IssueKind,
}

/// What may be agreed on an issue.
#[derive(Clone, Debug, PartialEq)]
pub enum IssueKind {
    /// One of these.
    Discrete {
        /// The texts of the options; no two are alike.
        values: Vec<String>,
    },
    /// A whole number.
    Integer {
        /// The least.
        low: i64,
        /// The greatest; not less than `low`.
        high: i64,
    },
    /// Any number in a range.
    Real {
        /// The least.
        low: f64,
        /// The greatest; not less than `low`.
        high: f64,
    },
}

impl Issue {
    /// How many options there are; `None` if they cannot be counted.
    #[must_use]
    pub fn count(&self) -> Option<u64> {
        match &self.kind {
            IssueKind::Discrete { values } => Some(values.len() as u64),
            IssueKind::Integer { low, high } => Some(high.abs_diff(*low).saturating_add(1)),
            IssueKind::Real { .. } => None,
        }
    }

    /// The text of a choice; `None` if there is no such option.
    #[must_use]
    pub fn text(&self, choice: Choice) -> Option<String> {
        match (&self.kind, choice) {
            (IssueKind::Discrete { values }, Choice::Option(option)) => values.get(option).cloned(),
            (IssueKind::Integer { .. }, Choice::Option(_)) => self.number_of(choice).map(|n| n.to_string()),
            (IssueKind::Real { .. }, Choice::Number(_)) => self.number_of(choice).map(|n| n.to_string()),
            _ => None,
        }
    }

    /// The choice with this text.
    #[must_use]
    pub fn choice(&self, text: &str) -> Option<Choice> {
        match &self.kind {
            IssueKind::Discrete { values } => {
                values.iter().position(|value| value == text).map(Choice::Option)
            }
            IssueKind::Integer { low, high } => {
                let value: i64 = text.trim().parse().ok()?;
                let inside = (*low..=*high).contains(&value);
                inside.then(|| usize::try_from(value.abs_diff(*low)).ok().map(Choice::Option))?
            }
            IssueKind::Real { low, high } => {
                let value: f64 = text.trim().parse().ok()?;
                (*low..=*high).contains(&value).then_some(Choice::Number(value))
            }
        }
    }

    /// Whether the choice is one of this issue's.
    #[must_use]
    pub fn allows(&self, choice: Choice) -> bool {
        match (&self.kind, choice) {
            (IssueKind::Discrete { values }, Choice::Option(option)) => option < values.len(),
            (IssueKind::Integer { low, high }, Choice::Option(option)) => {
                option as u64 <= high.abs_diff(*low)
            }
            (IssueKind::Real { low, high }, Choice::Number(number)) => (*low..=*high).contains(&number),
            _ => false,
        }
    }

    /// The number a choice stands for; of a discrete option, if its text is one.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // the formats calculate with double precision
    pub fn number_of(&self, choice: Choice) -> Option<f64> {
        if !self.allows(choice) {
            return None;
        }
        match (&self.kind, choice) {
            (IssueKind::Discrete { values }, Choice::Option(option)) => {
                values.get(option)?.trim().parse().ok().filter(|number: &f64| number.is_finite())
            }
            (IssueKind::Integer { low, .. }, Choice::Option(option)) => {
                Some(low.checked_add_unsigned(option as u64)? as f64)
            }
            (IssueKind::Real { .. }, Choice::Number(number)) => Some(number),
            _ => None,
        }
    }
}

/// What a package says of one issue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Choice {
    /// The option with this place in the list, from 0; of a range of whole numbers, counted from the least.
    Option(usize),
    /// A number, of a range of numbers.
    Number(f64),
}

/// One party as its file says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// The profile file's name without its ending.
    pub name: String,
    /// What it thinks of a package.
    pub utility: Utility,
    /// What no deal is worth to it.
    pub reservation: Reservation,
    /// How time eats the utility; `None` if the file does not say.
    pub discount: Option<Discount>,
    /// What the options add and no deal is worth, where the file has numbers that double precision does not hold, such
    /// as 1/3; `None` where the numbers above say it.
    pub exact: Option<Box<ExactTable>>,
}

/// What a party thinks of a package.
#[derive(Clone, Debug, PartialEq)]
pub enum Utility {
    /// Each issue by itself, weighted and added.
    Additive(Additive),
    /// Rewards for ranges of several issues at once.
    Rectangles(Rectangles),
}

/// Utility as a weighted sum over the issues.
#[derive(Clone, Debug, PartialEq)]
pub struct Additive {
    /// How the format means the numbers.
    pub scale: Scale,
    /// One weight an issue, in the order of the issues; `None` if the file gives none.
    pub weights: Vec<Option<f64>>,
    /// One evaluator an issue, in the order of the issues.
    pub evaluators: Vec<Evaluator>,
    /// Added to the sum: in [`Scale::Plain`] part of the utility; in [`Scale::Genius`] the weights of issues
    /// that do not exist, which Genius ignores and NegMAS adds.
    pub bias: f64,
}

/// How a format means the numbers of an additive profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Genius: evaluations are divided by the issue's largest (`EvaluatorDiscrete`), lines are clipped to
    /// 0..1, and the sum to at most 1 (`AdditiveUtilitySpace.getUtility`).
    Genius,
    /// GeniusWeb, NegMAS and tables: as written.
    Plain,
}

/// What a party thinks of the options of one issue, before the weight.
#[derive(Clone, Debug, PartialEq)]
pub enum Evaluator {
    /// A value an option.
    Table {
        /// In the order of the options; `None` if the file gives none.
        values: Vec<Option<f64>>,
        /// Values of texts that are no option of the issue: Genius lets them take part in the division.
        others: Vec<(String, f64)>,
    },
    /// `slope · (v − from) + offset`.
    Linear {
        /// Utility for each step of 1.
        slope: f64,
        /// Utility at `from`.
        offset: f64,
        /// Where `offset` is counted from: the least number in today's Genius files, 0 in old ones.
        from: f64,
    },
    /// One utility for all options.
    Constant(f64),
    /// 0 outside `low` and `high`, rising to 1 at `top`.
    Triangular {
        /// Where it begins.
        low: f64,
        /// Where it ends.
        high: f64,
        /// Where it is 1.
        top: f64,
    },
    /// The file says nothing of this issue: 0 for every option.
    Unsaid,
}

/// Utility as rewards for ranges (Ito, Hattori and Klein 2007; Genius `NonlinearUtilitySpace`).
#[derive(Clone, Debug, PartialEq)]
pub struct Rectangles {
    /// What the total is divided by. In the field's files only roughly the largest possible total.
    pub maximum: f64,
    /// The functions whose weighted values are added.
    pub functions: Vec<Function>,
}

/// Rewards that are combined.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// What the combination is multiplied by.
    pub weight: f64,
    /// How the rewards and the nested functions are combined.
    pub aggregation: Aggregation,
    /// The rewards.
    pub rectangles: Vec<Rectangle>,
    /// Functions inside this one.
    pub nested: Vec<Function>,
}

/// How rewards are combined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregation {
    /// Added.
    Sum,
    /// The least of them.
    Minimum,
    /// The greatest of them.
    Maximum,
}

/// A reward for a package inside, or outside, a hyper-rectangle.
#[derive(Clone, Debug, PartialEq)]
pub struct Rectangle {
    /// The reward.
    pub utility: f64,
    /// What it is multiplied by; `None` (1) if the file gives none.
    pub weight: Option<f64>,
    /// Whether it pays when some bound is *not* kept (Genius `EXCLUDES`), instead of when all are.
    pub excludes: bool,
    /// The bounds; without any it always pays.
    pub bounds: Vec<Bound>,
}

/// A range of one issue, with its ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    /// The issue's place in the scenario, from 0.
    pub issue: usize,
    /// The least.
    pub low: f64,
    /// The greatest.
    pub high: f64,
}

/// What no deal is worth.
#[derive(Clone, Debug, PartialEq)]
pub enum Reservation {
    /// The file does not say: Genius takes 0; in the other formats any package is as good as another.
    Unsaid,
    /// A utility; infinity of a party that accepts nothing (NegMAS's `.inf`).
    Value(f64),
    /// As much as this package (GeniusWeb's `reservationBid`); `None` for an issue it leaves open, worth 0.
    Package(Vec<Option<Choice>>),
}

/// How time eats the utility.
#[derive(Clone, Debug, PartialEq)]
pub struct Discount {
    /// What time does.
    pub toll: Toll,
    /// What it is counted in.
    pub clock: Clock,
    /// Whether time eats what no deal is worth as well.
    pub no_deal: NoDeal,
}

/// What time does to a utility after `t` units of the clock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Toll {
    /// What remains of 1 at the end of a unit: a utility is multiplied by the `t`-th power (Genius 10.4
    /// `AbstractUtilitySpace.discount`; NegMAS 0.16 `ExpDiscountedUFun`).
    Factor(f64),
    /// `(cost · t)^power` is taken away (NegMAS 0.16 `LinDiscountedUFun`).
    Cost {
        /// What a unit costs.
        cost: f64,
        /// 1 where costs add up.
        power: f64,
    },
}

/// Whether time eats what no deal is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoDeal {
    /// As it eats everything (Genius; NegMAS with `dynamic_reservation`, its default).
    Discounted,
    /// It does not.
    Kept,
}

impl Discount {
    /// What remains of 1 at the end of the time there is, of agreements and of no deal, as in Genius.
    #[must_use]
    pub fn by_share(factor: f64) -> Self {
        Self { toll: Toll::Factor(factor), clock: Clock::Share, no_deal: NoDeal::Discounted }
    }

    /// What remains of 1 at the end of a unit; `None` where time costs something else than a part.
    #[must_use]
    pub fn factor(&self) -> Option<f64> {
        match self.toll {
            Toll::Factor(factor) => Some(factor),
            Toll::Cost { .. } => None,
        }
    }
}

/// What a discount is counted in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The share of the whole time that is over, 0 to 1 (Genius).
    Share,
    /// Something else, by NegMAS's name: `step`, `real_time`, …
    Other(String),
}
