//! Which behaviour a state must withstand.

use super::Steps;
use crate::preference::Relation;

/// How a party looks ahead before it leaves a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Concept {
    /// It leaves wherever it can improve (R; Nash).
    Nash,
    /// It stays if the others could answer, at whatever cost to themselves (GMR; Howard 1971).
    GeneralMetarational,
    /// It stays if they could, and if it could not then get out of the answer (SMR; Howard 1971).
    SymmetricMetarational,
    /// It stays if the others could answer by improvements of their own (SEQ; Fraser & Hipel 1979).
    Sequential,
    /// It stays if they could, and if it could not then get out of the answer (SSEQ; Rego & Vieira 2015).
    SymmetricSequential,
}

impl Concept {
    /// All, from the shortest foresight on.
    pub const ALL: [Self; 5] = [
        Self::Nash,
        Self::GeneralMetarational,
        Self::SymmetricMetarational,
        Self::Sequential,
        Self::SymmetricSequential,
    ];

    /// The abbreviation that the literature uses.
    #[must_use]
    pub fn short(self) -> &'static str {
        match self {
            Self::Nash => "Nash",
            Self::GeneralMetarational => "GMR",
            Self::SymmetricMetarational => "SMR",
            Self::Sequential => "SEQ",
            Self::SymmetricSequential => "SSEQ",
        }
    }

    /// Whether the others answer by improvements only.
    #[must_use]
    pub fn answers_improve(self) -> bool {
        matches!(self, Self::Sequential | Self::SymmetricSequential)
    }

    /// Whether an answer counts only if the party cannot get out of it.
    #[must_use]
    pub fn looks_at_countermoves(self) -> bool {
        matches!(self, Self::SymmetricMetarational | Self::SymmetricSequential)
    }
}

/// What unknown preferences mean. All readings agree where nothing is unknown.
///
/// A to D are those of Li, Hipel, Kilgour & Fang (2004), in which the others may answer by what they may
/// prefer. The fifth is ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reading {
    /// It leaves for what it may prefer; only what is certainly no better deters it.
    A,
    /// It leaves for what it certainly prefers; only what is certainly no better deters it.
    B,
    /// It leaves for what it may prefer; what may be no better deters it.
    C,
    /// It leaves for what it certainly prefers; what may be no better deters it.
    D,
    /// As A, but where answers must be improvements the others answer only by what they certainly prefer.
    ///
    /// What is stable under this reading is stable whatever the unknown preferences turn out to be. A does
    /// not say that of sequential stability.
    Certain,
}

impl Reading {
    /// The four of the literature.
    pub const ALL: [Self; 4] = [Self::A, Self::B, Self::C, Self::D];

    /// Which moves the party would make.
    #[must_use]
    pub fn leaves_by(self) -> Steps {
        match self {
            Self::A | Self::C | Self::Certain => Steps::ImprovingOrUnknown,
            Self::B | Self::D => Steps::Improving,
        }
    }

    fn doubt_deters(self) -> bool {
        matches!(self, Self::C | Self::D)
    }
}

/// How hard an answer must hit (Hamouda, Kilgour & Hipel 2004, 2006).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Force {
    /// An answer deters if it leads to nothing better.
    General,
    /// An answer deters only if it leads to something much worse.
    Strong,
}

/// A concept, with what unknown preferences mean and how hard an answer must hit.
///
/// A state that is stable in general but not strongly is *weakly* stable; Nash stability is neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rule {
    /// How a party looks ahead.
    pub concept: Concept,
    /// What unknown preferences mean.
    pub reading: Reading,
    /// How hard an answer must hit.
    pub force: Force,
}

/// Only what is certain counts where preferences are unknown.
impl From<Concept> for Rule {
    fn from(concept: Concept) -> Self {
        Self { concept, reading: Reading::Certain, force: Force::General }
    }
}

impl Rule {
    /// Whether being at a state that compares so with where it stood deters the party.
    #[must_use]
    pub fn deters(self, relation: Relation) -> bool {
        match self.force {
            Force::Strong => relation == Relation::MuchWorse,
            Force::General => {
                relation.is_not_better() || relation == Relation::Unknown && self.reading.doubt_deters()
            }
        }
    }

    /// Whether a state that compares so with where the party stood is a way out of an answer.
    #[must_use]
    pub fn is_way_out(self, relation: Relation) -> bool {
        !self.deters(relation)
    }

    /// Which moves the others answer with.
    #[must_use]
    pub fn answers_by(self) -> Steps {
        match (self.concept.answers_improve(), self.reading) {
            (false, _) => Steps::Any,
            (true, Reading::Certain) => Steps::Improving,
            (true, _) => Steps::ImprovingOrUnknown,
        }
    }
}
