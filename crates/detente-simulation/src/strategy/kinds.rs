//! Every strategy by its name.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{
    Strategy,
    copying::{Mirroring, TitForTat},
    frequency::Frequency,
    micro::{Counting, Micro},
    patient::Patient,
    random::Random,
    time::{Aspiration, TimeDependent},
};

/// A strategy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Time-dependent, gives in late: `1 − t^4`.
    Boulware,
    /// Time-dependent, at an even pace: `1 − t`.
    Linear,
    /// Time-dependent, gives in early: `1 − t^¼`.
    Conceder,
    /// Time-dependent, exponentially late.
    Exponential,
    /// Never aims at less than its best.
    Hardheaded,
    /// Concedes package by package as the others do.
    Micro,
    /// The same, counting the offers of the one that has made fewest.
    MicroFewest,
    /// Concedes by as much as the other.
    TitForTat,
    /// Gives up as much as the other's last offer is worth: NegMAS's naive tit for tat.
    Mirroring,
    /// Any package worth no less than no agreement.
    Random,
    /// Boulware that offers what the others seem to like.
    Frequency,
    /// Our own: late, considerate, and attentive at the end.
    Patient,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Boulware,
        Self::Linear,
        Self::Conceder,
        Self::Exponential,
        Self::Hardheaded,
        Self::Micro,
        Self::MicroFewest,
        Self::TitForTat,
        Self::Mirroring,
        Self::Random,
        Self::Frequency,
        Self::Patient,
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Boulware => "boulware",
            Self::Linear => "linear",
            Self::Conceder => "conceder",
            Self::Exponential => "exponential",
            Self::Hardheaded => "hardheaded",
            Self::Micro => "micro",
            Self::MicroFewest => "micro-fewest",
            Self::TitForTat => "tit-for-tat",
            Self::Mirroring => "mirroring",
            Self::Random => "random",
            Self::Frequency => "frequency",
            Self::Patient => "patient",
        }
    }

    /// What it does and where it comes from, in a line.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::Boulware => "gives in late, whatever the others do: 1 - t^4 (Faratin et al. 1998)",
            Self::Linear => "gives in at an even pace: 1 - t (Faratin et al. 1998)",
            Self::Conceder => "gives in early: 1 - t^(1/4) (Faratin et al. 1998)",
            Self::Exponential => "gives in exponentially (Faratin et al. 1998, NegMAS's form)",
            Self::Hardheaded => "asks for its best package until the end, and accepts nothing else",
            Self::Micro => "concedes package by package as the others do (de Jonge 2022)",
            Self::MicroFewest => {
                "concedes package by package as several others do (Aguilera-Luzon et al. 2025)"
            }
            Self::TitForTat => "concedes as much as the other did (Axelrod 1984; Faratin et al. 1998)",
            Self::Mirroring => "naive tit for tat as in NegMAS 0.16, for comparison",
            Self::Random => "offers any package that is worth at least no agreement, at random",
            Self::Frequency => "gives in late, and offers what others seem to prefer (Hindriks et al. 2009)",
            Self::Patient => {
                "our own: gives in late, considers what others seem to prefer, and pays attention \
                at the end"
            }
        }
    }

    /// Whether it never accepts nor proposes what is worth less to it than no agreement.
    #[must_use]
    pub fn is_rational(self) -> bool {
        self != Self::Mirroring
    }

    /// A party that behaves so, at the beginning of a negotiation.
    #[must_use]
    pub fn begin(self) -> Box<dyn Strategy> {
        let time = |aspiration| Box::new(TimeDependent::new(aspiration));
        match self {
            Self::Boulware => time(Aspiration::Polynomial(4.0)),
            Self::Linear => time(Aspiration::Polynomial(1.0)),
            Self::Conceder => time(Aspiration::Polynomial(0.25)),
            Self::Exponential => time(Aspiration::Exponential(0.125)),
            Self::Hardheaded => time(Aspiration::Everything),
            Self::Micro => Box::new(Micro::new(Counting::Together)),
            Self::MicroFewest => Box::new(Micro::new(Counting::Fewest)),
            Self::TitForTat => Box::new(TitForTat::default()),
            Self::Mirroring => Box::new(Mirroring::default()),
            Self::Random => Box::new(Random::default()),
            Self::Frequency => Box::new(Frequency::new(Aspiration::Polynomial(4.0))),
            Self::Patient => Box::new(Patient::default()),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}

/// A name that no strategy has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownStrategy(pub String);

impl fmt::Display for UnknownStrategy {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = Kind::ALL.iter().map(|kind| kind.name()).collect();
        write!(out, "there is no strategy `{}`; there are {}", self.0, names.join(", "))
    }
}

impl std::error::Error for UnknownStrategy {}

impl FromStr for Kind {
    type Err = UnknownStrategy;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|kind| kind.name() == text).ok_or_else(|| UnknownStrategy(text.to_owned()))
    }
}
