//! Agreement by a date: how often crises of a kind ended in one.
//!
//! Counts from Brecher, M. et al. (2023), *International Crisis Behavior* data, version 14: 486 crises from 1918 to 2017. They
//! count whole crises of states, so they say little of a case that is not one. Days run from the first day of a crisis.

/// Crises of one kind, with how many of them ended in an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// How many ended in a formal or a semi-formal agreement.
    pub agreed: u32,
    /// How many ended in a formal one.
    pub formal: u32,
    /// How many there were.
    pub of: u32,
}

/// How somebody mediates (Beardsley et al. 2006).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// Brings the parties together and carries messages.
    Facilitation,
    /// Proposes terms as well.
    Formulation,
    /// Rewards and presses as well.
    Manipulation,
}

/// A kind of crisis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Every crisis.
    Any,
    /// Nobody mediates.
    Unmediated,
    /// Somebody mediates, however.
    Mediated,
    /// Somebody mediates in this way.
    Styled(Style),
    /// Violence of this degree, with or without a mediator.
    Violent {
        /// 1 none, 2 minor clashes, 3 serious clashes, 4 full-scale war.
        degree: Violence,
        /// Whether somebody mediates.
        mediated: bool,
    },
}

/// How violent a crisis is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Violence {
    /// None.
    None,
    /// Minor clashes.
    Minor,
    /// Serious clashes.
    Serious,
    /// Full-scale war.
    War,
}

impl Class {
    /// All, the broadest first.
    pub const ALL: [Self; 14] = [
        Self::Any,
        Self::Unmediated,
        Self::Mediated,
        Self::Styled(Style::Facilitation),
        Self::Styled(Style::Formulation),
        Self::Styled(Style::Manipulation),
        Self::Violent { degree: Violence::None, mediated: false },
        Self::Violent { degree: Violence::None, mediated: true },
        Self::Violent { degree: Violence::Minor, mediated: false },
        Self::Violent { degree: Violence::Minor, mediated: true },
        Self::Violent { degree: Violence::Serious, mediated: false },
        Self::Violent { degree: Violence::Serious, mediated: true },
        Self::Violent { degree: Violence::War, mediated: false },
        Self::Violent { degree: Violence::War, mediated: true },
    ];

    /// How its crises ended.
    #[must_use]
    pub const fn rate(self) -> Rate {
        let (formal, agreed, of) = match self {
            Self::Any => (106, 168, 486),
            Self::Unmediated => (38, 71, 329),
            Self::Mediated => (67, 95, 153),
            Self::Styled(Style::Facilitation) => (3, 7, 17),
            Self::Styled(Style::Formulation) => (26, 37, 65),
            Self::Styled(Style::Manipulation) => (32, 38, 51),
            Self::Violent { degree, mediated } => match (degree, mediated) {
                (Violence::None, true) => (8, 12, 28),
                (Violence::None, false) => (13, 24, 97),
                (Violence::Minor, true) => (18, 31, 41),
                (Violence::Minor, false) => (8, 23, 98),
                (Violence::Serious, true) => (20, 25, 38),
                (Violence::Serious, false) => (11, 15, 77),
                (Violence::War, true) => (21, 27, 46),
                (Violence::War, false) => (6, 9, 57),
            },
        };
        Rate { agreed, formal, of }
    }

    /// What its crises have in common.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::Any => "all crises",
            Self::Unmediated => "nobody mediated",
            Self::Mediated => "somebody mediated",
            Self::Styled(Style::Facilitation) => "a mediator only facilitated",
            Self::Styled(Style::Formulation) => "a mediator formulated terms",
            Self::Styled(Style::Manipulation) => "a mediator rewarded and pressed",
            Self::Violent { degree, mediated } => match (degree, mediated) {
                (Violence::None, true) => "no violence, mediated",
                (Violence::None, false) => "no violence, not mediated",
                (Violence::Minor, true) => "minor clashes, mediated",
                (Violence::Minor, false) => "minor clashes, not mediated",
                (Violence::Serious, true) => "serious clashes, mediated",
                (Violence::Serious, false) => "serious clashes, not mediated",
                (Violence::War, true) => "full-scale war, mediated",
                (Violence::War, false) => "full-scale war, not mediated",
            },
        }
    }
}

impl Rate {
    /// The share that ended in an agreement.
    #[must_use]
    pub fn share(self) -> f64 {
        f64::from(self.agreed) / f64::from(self.of)
    }

    /// The interval of Wilson (1927) for that share, at 95 %.
    #[must_use]
    pub fn interval(self) -> (f64, f64) {
        wilson(self.agreed, self.of)
    }
}

/// The interval of Wilson (1927) for a share, at 95 %: `(p + z²⁄2n ± z √(p(1−p)⁄n + z²⁄4n²)) ⁄ (1 + z²⁄n)`.
#[must_use]
pub fn wilson(hits: u32, of: u32) -> (f64, f64) {
    const Z: f64 = 1.959_963_984_540_054;
    if of == 0 {
        return (0.0, 1.0);
    }
    let (share, count) = (f64::from(hits) / f64::from(of), f64::from(of));
    let middle = share + Z * Z / (2.0 * count);
    let half = Z * libm::sqrt(share * (1.0 - share) / count + Z * Z / (4.0 * count * count));
    let scale = 1.0 + Z * Z / count;
    ((middle - half).max(0.0) / scale, ((middle + half) / scale).min(1.0))
}

/// A day by which an agreement was reached in some of the crises.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ByDay {
    /// Days from the start.
    pub days: u32,
    /// The share of mediated crises (of 153) with an agreement by then.
    pub mediated: f64,
    /// The share of all crises (of 483) with one.
    pub all: f64,
}

/// How fast agreements came.
pub const BY_DAY: [ByDay; 5] = [
    ByDay { days: 30, mediated: 0.078, all: 0.060 },
    ByDay { days: 60, mediated: 0.144, all: 0.099 },
    ByDay { days: 90, mediated: 0.229, all: 0.141 },
    ByDay { days: 180, mediated: 0.353, all: 0.209 },
    ByDay { days: 365, mediated: 0.510, all: 0.294 },
];

impl ByDay {
    /// How many crises its shares are of: those that were mediated, and all.
    pub const OF: (u32, u32) = (153, 483);

    /// How many crises had an agreement by then.
    #[must_use]
    pub fn count(self, mediated: bool) -> (u32, u32) {
        let (share, of) = if mediated { (self.mediated, Self::OF.0) } else { (self.all, Self::OF.1) };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of crises")]
        let hits = libm::round(share * f64::from(of)) as u32;
        (hits, of)
    }
}

/// One figure from a base rate and another source, such as a simulation, with the weight of the base rate said: the logarithm
/// of the odds is averaged (Satopää et al. 2014).
#[must_use]
pub fn pooled(base: f64, other: f64, weight_of_base: f64) -> f64 {
    let odds = |chance: f64| {
        let chance = chance.clamp(1e-6, 1.0 - 1e-6);
        libm::log(chance / (1.0 - chance))
    };
    let mixed = weight_of_base * odds(base) + (1.0 - weight_of_base) * odds(other);
    1.0 / (1.0 + libm::exp(-mixed))
}

/// Mediated crises of which nobody wrote down how the mediator mediated.
const STYLE_MISSING: Rate = Rate { agreed: 13, formal: 6, of: 20 };

/// The Brier score of telling each crisis the share of the others of its style of mediation: what base rates are worth.
#[must_use]
pub fn brier_by_style() -> f64 {
    let styles = [Style::Facilitation, Style::Formulation, Style::Manipulation]
        .map(|style| Class::Styled(style).rate());
    let groups = styles.into_iter().chain([STYLE_MISSING, Class::Unmediated.rate()]);
    let (mut sum, mut count) = (0.0, 0.0);
    for rate in groups {
        let of = f64::from(rate.of);
        // Without the crisis itself, a share misses by n ⁄ (n − 1) times as much.
        let apart = of / (of - 1.0);
        sum += of * rate.share() * (1.0 - rate.share()) * apart * apart;
        count += of;
    }
    sum / count
}
