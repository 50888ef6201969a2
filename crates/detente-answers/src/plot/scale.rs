//! From values to places on an axis.

/// An axis with round ticks.
#[derive(Clone, Debug)]
pub(super) struct Scale {
    least: f64,
    most: f64,
    step: f64,
    /// Where the ends are drawn.
    from: f64,
    to: f64,
}

/// About so many ticks an axis has.
const TICKS: f64 = 6.0;
/// A share of the range at either end, so that nothing lies on the frame.
const AIR: f64 = 0.06;

impl Scale {
    /// An axis that holds all values, drawn between two places.
    pub(super) fn holding(values: impl Iterator<Item = f64>, from: f64, to: f64) -> Self {
        let finite = values.filter(|value| value.is_finite());
        let ends = finite.fold(None, |ends: Option<(f64, f64)>, value| {
            Some(ends.map_or((value, value), |(least, most)| (least.min(value), most.max(value))))
        });
        let (least, most) = ends.unwrap_or((0.0, 1.0));
        let range = if most > least { most - least } else { most.abs().max(1.0) };
        let step = round_step(range / TICKS);
        // One value alone stands in the middle of its axis.
        let air = if most > least { range * AIR } else { range };
        Self { least: least - air, most: most + air, step, from, to }
    }

    pub(super) fn place(&self, value: f64) -> f64 {
        self.from + (value - self.least) / (self.most - self.least) * (self.to - self.from)
    }

    /// The values at which ticks stand.
    pub(super) fn ticks(&self) -> Vec<f64> {
        let mut ticks = Vec::new();
        let mut number = (self.least / self.step).ceil();
        while number * self.step <= self.most {
            ticks.push(number * self.step);
            number += 1.0;
        }
        ticks
    }

    /// How many decimals tell ticks apart.
    pub(super) fn decimals(&self) -> usize {
        (0..12)
            .find(|&decimals| self.step * 10_f64.powi(decimals) >= 1.0 - 1e-9)
            .map_or(12, |decimals| usize::try_from(decimals).unwrap_or(0))
    }
}

/// The next of 1, 2, 5, 10, 20, … and 0.5, 0.2, …
fn round_step(about: f64) -> f64 {
    let power = 10_f64.powf(about.log10().floor());
    let lead = about / power;
    let round = [1.0, 2.0, 5.0, 10.0].into_iter().find(|&round| lead <= round + 1e-9).unwrap_or(10.0);
    round * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_the_ends_hold_all() {
        let scale = Scale::holding([47.0, 72.0].into_iter(), 0.0, 112.0);
        assert_eq!(scale.ticks(), [50.0, 55.0, 60.0, 65.0, 70.0]);
        assert!((scale.place(47.0) - 6.0).abs() < 1e-9, "some air");
        assert!((scale.place(72.0) - 106.0).abs() < 1e-9);
        assert_eq!(scale.decimals(), 0);
        assert_eq!(Scale::holding([0.1, 0.9].into_iter(), 0.0, 1.0).decimals(), 1, "steps of 0.2");
    }

    #[test]
    fn nothing_and_one_value_have_an_axis() {
        for values in [vec![], vec![f64::NAN], vec![0.0], vec![7.0, 7.0], vec![-3.0]] {
            let scale = Scale::holding(values.iter().copied(), 0.0, 10.0);
            assert!(!scale.ticks().is_empty(), "{values:?}");
            for value in values.into_iter().filter(|value| value.is_finite()) {
                assert!((0.0..=10.0).contains(&scale.place(value)), "{value}");
            }
        }
    }
}
