//! An arbitrator decides: conventional and final-offer arbitration between two parties.
//!
//! Awards lie on a line: an award at `at` gives the second party more the higher it is, and the first less. What the
//! arbitrator thinks right is not known to the parties; they expect it to be normally distributed around `mean` with
//! the standard deviation `deviation`. Under *conventional* arbitration it awards what it thinks right; under
//! *final-offer* arbitration each party names an award, and the arbitrator must choose the one that is nearer to
//! what it thinks right (Stevens 1966; Farber 1980, J. Conflict Resolution 24:683).

/// What the parties expect of the arbitrator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// The mean of what it thinks right.
    pub mean: f64,
    /// The standard deviation, above 0.
    pub deviation: f64,
}

impl Expected {
    /// The chance that what the arbitrator thinks right lies below.
    #[must_use]
    pub fn below(self, award: f64) -> f64 {
        let deviations = (award - self.mean) / self.deviation;
        0.5 * libm::erfc(-deviations / std::f64::consts::SQRT_2)
    }

    /// The chance that the lower of two offers is chosen: what is right lies nearer to it.
    #[must_use]
    pub fn chooses_lower(self, lower: f64, higher: f64) -> f64 {
        self.below(f64::midpoint(lower, higher))
    }
}

/// The award of a conventional arbitrator who thinks `right`: the nearest of the awards that may be made, of equally
/// near ones the lower; `None` where there is none.
#[must_use]
pub fn conventional(awards: &[f64], right: f64) -> Option<f64> {
    awards
        .iter()
        .copied()
        .min_by(|one, other| (one - right).abs().total_cmp(&(other - right).abs()).then(one.total_cmp(other)))
}

/// The final offers of two parties, each the best answer to the other's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FinalOffers {
    /// The first party's, who wants a low award.
    pub first: f64,
    /// The second party's, who wants a high award.
    pub second: f64,
    /// The chance that the first party's is chosen.
    pub first_is_chosen: f64,
}

/// How often each party answers the other before it is given up.
const MOST_ANSWERS: usize = 1_000;

/// Final offers among the awards that may be made: beginning with the mildest, each party answers the other with the
/// offer that is best for it on average, in turns until neither moves. `None` where there are no awards or the
/// answers go in circles.
///
/// Where any award on the line may be made, both offers lie `deviation · √(π/2)` from the mean (Farber 1980, eq. 9;
/// Brams & Merrill 1983, Management Science 29:927).
#[must_use]
pub fn final_offers(awards: &[f64], expected: Expected) -> Option<FinalOffers> {
    let middle = conventional(awards, expected.mean)?;
    let (mut first, mut second) = (middle, middle);
    let award = |one: f64, other: f64| {
        let (lower, higher) = (one.min(other), one.max(other));
        let chosen = expected.chooses_lower(lower, higher);
        chosen * lower + (1.0 - chosen) * higher
    };
    let least = |one: &f64, other: &f64, against: f64| {
        award(*one, against).total_cmp(&award(*other, against)).then(one.total_cmp(other))
    };
    for _ in 0..MOST_ANSWERS {
        let answer = awards.iter().copied().min_by(|one, other| least(one, other, second))?;
        let reply = awards.iter().copied().max_by(|one, other| least(one, other, answer))?;
        if answer.total_cmp(&first).is_eq() && reply.total_cmp(&second).is_eq() {
            let first_is_chosen = expected.chooses_lower(first.min(second), first.max(second));
            return Some(FinalOffers { first, second, first_is_chosen });
        }
        (first, second) = (answer, reply);
    }
    None
}
