//! A distribution of outcomes: places, each with its chance.

/// A distribution on the scale: places in order, each with its chance. The chances sum to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Lottery {
    /// Places in order, none twice, with their chances above 0.
    points: Vec<(f64, f64)>,
}

impl Lottery {
    /// The distribution of these places by their weights, which need not sum to 1. Places that are no numbers and
    /// weights that are not above 0 are left out. With no weight at all there is none.
    #[must_use]
    pub fn new(weighed: impl IntoIterator<Item = (f64, f64)>) -> Option<Self> {
        let mut points: Vec<(f64, f64)> =
            weighed.into_iter().filter(|(at, weight)| at.is_finite() && *weight > 0.0).collect();
        points.sort_by(|left, right| left.0.total_cmp(&right.0));
        points.dedup_by(|next, kept| {
            let same = next.0 <= kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        let total: f64 = points.iter().map(|(_, weight)| weight).sum();
        if !(total > 0.0 && total.is_finite()) {
            return None;
        }
        points.iter_mut().for_each(|(_, weight)| *weight /= total);
        Some(Self { points })
    }

    /// The certainty of one place.
    #[must_use]
    pub fn certain(at: f64) -> Self {
        Self { points: vec![(at, 1.0)] }
    }

    /// One distribution with chance `share`, else the other.
    #[must_use]
    pub fn mixed(&self, share: f64, other: &Self) -> Self {
        let share = share.clamp(0.0, 1.0);
        let own = self.points.iter().map(|(at, chance)| (*at, chance * share));
        let others = other.points.iter().map(|(at, chance)| (*at, chance * (1.0 - share)));
        Self::new(own.chain(others)).unwrap_or_else(|| self.clone())
    }

    /// Places with their chances, in order.
    #[must_use]
    pub fn points(&self) -> &[(f64, f64)] {
        &self.points
    }

    /// The expected place.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.points.iter().map(|(at, chance)| at * chance).sum()
    }

    /// The first place at or below which at least this share lies.
    #[must_use]
    pub fn quantile(&self, share: f64) -> f64 {
        // Sums of chances fall short of the exact share by some last places.
        const CLOSE: f64 = 1e-12;
        let mut below = 0.0;
        for (at, chance) in &self.points {
            below += chance;
            if below + CLOSE >= share {
                return *at;
            }
        }
        self.points.last().map_or(0.0, |(at, _)| *at)
    }

    /// The last place at or above which at least this share lies: the quantile, read from the other end of the scale.
    #[must_use]
    pub fn upper_quantile(&self, share: f64) -> f64 {
        const CLOSE: f64 = 1e-12;
        let mut above = 0.0;
        for (at, chance) in self.points.iter().rev() {
            above += chance;
            if above + CLOSE >= share {
                return *at;
            }
        }
        self.points.first().map_or(0.0, |(at, _)| *at)
    }

    /// The interval with less than this share of the chances beyond each of its ends.
    #[must_use]
    pub fn central(&self, tail: f64) -> (f64, f64) {
        let (low, high) = (self.quantile(tail), self.upper_quantile(tail));
        // A tail above one half would turn the ends round.
        (low.min(high), high.max(low))
    }

    /// How deep a place lies: the smaller of the chances at or below it, and at or above it. An interval that leaves out
    /// this much on each side still holds the place.
    #[must_use]
    pub fn depth(&self, place: f64) -> f64 {
        let below: f64 = self.points.iter().filter(|(at, _)| *at <= place).map(|(_, chance)| chance).sum();
        let above: f64 = self.points.iter().filter(|(at, _)| *at >= place).map(|(_, chance)| chance).sum();
        below.min(above)
    }

    /// The chance of an outcome above this place, with half the chance of the place itself.
    #[must_use]
    pub fn above(&self, place: f64) -> f64 {
        let share = |(at, chance): &(f64, f64)| match at.total_cmp(&place) {
            std::cmp::Ordering::Greater => *chance,
            std::cmp::Ordering::Equal => chance / 2.0,
            std::cmp::Ordering::Less => 0.0,
        };
        self.points.iter().map(share).sum()
    }

    /// The chance within a distance of a place.
    #[must_use]
    pub fn near(&self, place: f64, distance: f64) -> f64 {
        self.points.iter().filter(|(at, _)| (at - place).abs() <= distance).map(|(_, chance)| chance).sum()
    }

    /// The continuous ranked probability score of an outcome, in points of the scale: `∫ (F(x) − 1{x ≥ y})² dx`
    /// (Matheson & Winkler 1976). 0 is best. Of a certain place it is the distance.
    #[must_use]
    pub fn crps(&self, outcome: f64) -> f64 {
        let mut score = 0.0;
        let mut below = 0.0;
        let mut from: Option<f64> = None;
        for (at, chance) in &self.points {
            match from {
                Some(from) => score += stretch(from, *at, below, outcome),
                None => score += (at - outcome).max(0.0),
            }
            below += chance;
            from = Some(*at);
        }
        score + from.map_or(0.0, |last| (outcome - last).max(0.0))
    }
}

/// The score between two neighbouring places, where the distribution function is `below`.
fn stretch(from: f64, to: f64, below: f64, outcome: f64) -> f64 {
    let split = outcome.clamp(from, to);
    (split - from) * below * below + (to - split) * (1.0 - below) * (1.0 - below)
}
