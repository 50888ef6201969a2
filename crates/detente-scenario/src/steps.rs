//! Ranges of numbers as lists of options: so many steps from the least to the greatest.

use std::num::NonZeroU32;

use crate::{
    Choice, Evaluator, ExactTable, Issue, IssueKind, Reading, Reservation, Scenario, Utility, convert,
};

/// The most steps that are taken of a range.
pub const MOST_STEPS: u32 = 10_000;

impl Scenario {
    /// The issues that take any number of a range, and so have no list of options.
    pub fn ranges(&self) -> impl Iterator<Item = &Issue> {
        self.issues.iter().filter(|issue| matches!(issue.kind, IssueKind::Real { .. }))
    }

    /// The same scenario in which every such range is a list of numbers, `steps` equal steps from the least to the
    /// greatest, both included. What they are worth is unchanged; a package that no deal is compared with, and that
    /// is none of them, becomes what it is worth.
    #[must_use]
    pub fn in_steps(&self, steps: NonZeroU32) -> Self {
        let mut stepped = self.clone();
        let mut places = Vec::new();
        for (place, issue) in stepped.issues.iter_mut().enumerate() {
            if let IssueKind::Real { low, high } = issue.kind {
                issue.kind = IssueKind::Discrete { values: numbers(low, high, steps) };
                places.push(place);
            }
        }
        for (party, profile) in stepped.parties.iter_mut().enumerate() {
            let Reservation::Package(choices) = &mut profile.reservation else { continue };
            let mut known = true;
            for place in &places {
                let Some(choice) = choices.get_mut(*place) else { continue };
                let Some(Choice::Number(number)) = *choice else { continue };
                *choice = stepped.issues.get(*place).and_then(|issue| issue.choice(&number.to_string()));
                known &= choice.is_some();
            }
            if !known {
                profile.reservation =
                    self.reservation(Reading::Format, party).map_or(Reservation::Unsaid, Reservation::Value);
            }
        }
        stepped
    }

    /// The same scenario in which every option of a list has a value of its own, as its format means it: what is
    /// written of a list is a table.
    #[must_use]
    pub fn with_tables(&self) -> Self {
        let mut tabled = self.clone();
        for (place, issue) in self.issues.iter().enumerate() {
            let Some(options) = convert::choices(issue) else { continue };
            if !matches!(issue.kind, IssueKind::Discrete { .. }) {
                continue;
            }
            let issues = tabled.issues.clone();
            for profile in &mut tabled.parties {
                let exactly = ExactTable::of(&issues, profile, Reading::Format);
                let Utility::Additive(additive) = &mut profile.utility else { continue };
                let (scale, Some(evaluator), Some(weight)) =
                    (additive.scale, additive.evaluators.get_mut(place), additive.weights.get_mut(place))
                else {
                    continue;
                };
                if matches!(evaluator, Evaluator::Table { .. } | Evaluator::Unsaid) {
                    continue;
                }
                convert::write_out(evaluator, weight, scale, issue, &options);
                profile.keep(&issues, exactly);
            }
        }
        tabled
    }
}

/// Equal steps from one end to the other; fewer where two of them are the same number.
fn numbers(low: f64, high: f64, steps: NonZeroU32) -> Vec<String> {
    let steps = steps.get().min(MOST_STEPS);
    let (all, mut values) = (f64::from(steps), Vec::new());
    for step in 0..=steps {
        // Both ends weighted, so that a tenth of 1 is .1 and the last step is the end itself.
        let number = (low * f64::from(steps - step) + high * f64::from(step)) / all;
        let text = number.to_string();
        if values.last() != Some(&text) {
            values.push(text);
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_even_and_include_both_ends() {
        let of = |low, high, steps| numbers(low, high, NonZeroU32::new(steps).unwrap_or(NonZeroU32::MIN));
        assert_eq!(of(0.0, 1.0, 10)[3], "0.3");
        assert_eq!(of(-2.0, 5.5, 3), ["-2", "0.5", "3", "5.5"]);
        assert_eq!(of(4.0, 4.0, 7), ["4"]);
        assert_eq!(of(0.0, 1.0, u32::MAX).len(), MOST_STEPS as usize + 1);
    }
}
