//! What time does to what outcomes are worth.

/// What time does to what outcomes are worth to a party.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Discount {
    /// Nothing.
    #[default]
    None,
    /// After `t` units of the clock the `factor^t`-th part is left (Genius 10.4 `AbstractUtilitySpace.discount`; NegMAS
    /// 0.16 `ExpDiscountedUFun`).
    Factor {
        /// What is left of 1 after a unit, above 0.
        factor: f64,
        /// What it is counted in.
        clock: Clock,
        /// Whether no deal is discounted as well.
        no_deal: NoDeal,
    },
    /// After `t` units of the clock `(cost · t)^power` is taken away (NegMAS 0.16 `LinDiscountedUFun`).
    Cost {
        /// What a unit costs.
        cost: f64,
        /// 1 where costs add up.
        power: f64,
        /// What it is counted in.
        clock: Clock,
        /// Whether no deal is discounted as well.
        no_deal: NoDeal,
    },
}

/// What time is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The share of the time there is.
    Share,
    /// Rounds that were begun.
    Rounds,
}

/// Whether time eats what no deal is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoDeal {
    /// As it eats everything.
    Discounted,
    /// It does not.
    Kept,
}

/// How much time has passed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Passed {
    /// As a share of the time there is, from 0 to 1.
    pub share: f64,
    /// In rounds that were begun.
    pub rounds: u32,
}

impl Passed {
    fn by(self, clock: Clock) -> f64 {
        match clock {
            Clock::Share => self.share,
            Clock::Rounds => f64::from(self.rounds),
        }
    }
}

impl Discount {
    /// So much of 1 is left at the end of the time there is, of agreements and of no deal.
    #[must_use]
    pub fn by_share(factor: f64) -> Self {
        Self::Factor { factor, clock: Clock::Share, no_deal: NoDeal::Discounted }
    }

    /// What a worth is worth after some time; what is infinite stays so.
    #[must_use]
    // Exactly 1 discounts nothing, to the last bit.
    pub fn left(self, worth: f64, passed: Passed) -> f64 {
        match self {
            Self::None => worth,
            _ if !worth.is_finite() => worth,
            Self::Factor { factor: 1.0, .. } => worth,
            Self::Factor { factor, clock, .. } => worth * libm::pow(factor, passed.by(clock)),
            Self::Cost { cost, power, clock, .. } => worth - libm::pow(cost * passed.by(clock), power),
        }
    }

    /// What no deal is worth after some time.
    #[must_use]
    pub fn left_of_no_deal(self, worth: f64, passed: Passed) -> f64 {
        match self {
            Self::Factor { no_deal: NoDeal::Kept, .. } | Self::Cost { no_deal: NoDeal::Kept, .. } => worth,
            Self::None
            | Self::Factor { no_deal: NoDeal::Discounted, .. }
            | Self::Cost { no_deal: NoDeal::Discounted, .. } => self.left(worth, passed),
        }
    }
}
