//! What of pairs of numbers is undominated.

/// Undominated pairs in rising order of the first and so in falling order of the second.
#[derive(Default)]
pub(crate) struct Staircase {
    steps: Vec<(i64, i64)>,
}

impl Staircase {
    /// Whether a step matches or betters both numbers.
    pub(crate) fn covers(&self, first: i64, second: i64) -> bool {
        // Of the steps at least as good in the first number, this one is best in the second.
        let next = self.steps.partition_point(|step| step.0 < first);
        self.steps.get(next).is_some_and(|step| step.1 >= second)
    }

    /// Takes the pair in unless a step matches or betters both its numbers.
    pub(crate) fn admit(&mut self, first: i64, second: i64) -> bool {
        let next = self.steps.partition_point(|step| step.0 < first);
        if self.steps.get(next).is_some_and(|step| step.1 >= second) {
            return false;
        }
        let beaten_from = self.steps[..next].partition_point(|step| step.1 > second);
        let equal_first = usize::from(self.steps.get(next).is_some_and(|step| step.0 == first));
        self.steps.splice(beaten_from..next + equal_first, [(first, second)]);
        true
    }
}
