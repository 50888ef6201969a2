//! The four classic concepts of stability, and values by concept.

use detente_conflict::stability::Concept;
use serde::Serialize;

use crate::text::phrase;

/// The classic four, from the shortest foresight on.
pub const CLASSIC: [Concept; 4] =
    [Concept::Nash, Concept::GeneralMetarational, Concept::SymmetricMetarational, Concept::Sequential];

/// One value for each of [`CLASSIC`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ByConcept<T> {
    /// Nobody gains by acting alone.
    pub nash: T,
    /// Whoever would gain fears some answer, at whatever cost to those who give it (Howard 1971).
    pub gmr: T,
    /// The same, and it cannot get out of it (Howard 1971).
    pub smr: T,
    /// Whoever would gain fears an answer that those who give it gain by (Fraser & Hipel 1979).
    pub seq: T,
}

impl<T> ByConcept<T> {
    /// One value a concept.
    pub fn of(mut each: impl FnMut(Concept) -> T) -> Self {
        let [nash, gmr, smr, seq] = CLASSIC.map(&mut each);
        Self { nash, gmr, smr, seq }
    }

    /// The same; the first error, if there is one.
    pub fn try_of<E>(mut each: impl FnMut(Concept) -> Result<T, E>) -> Result<Self, E> {
        let [nash, gmr, smr, seq] = CLASSIC;
        Ok(Self { nash: each(nash)?, gmr: each(gmr)?, smr: each(smr)?, seq: each(seq)? })
    }

    /// The same with every value lent.
    pub fn as_ref(&self) -> ByConcept<&T> {
        ByConcept { nash: &self.nash, gmr: &self.gmr, smr: &self.smr, seq: &self.seq }
    }

    /// Each value made another.
    pub fn map<U>(self, mut other: impl FnMut(T) -> U) -> ByConcept<U> {
        let [nash, gmr, smr, seq] = self.array().map(&mut other);
        ByConcept { nash, gmr, smr, seq }
    }

    /// Each value with another.
    pub fn zip<U>(self, other: ByConcept<U>) -> ByConcept<(T, U)> {
        ByConcept {
            nash: (self.nash, other.nash),
            gmr: (self.gmr, other.gmr),
            smr: (self.smr, other.smr),
            seq: (self.seq, other.seq),
        }
    }

    /// The values, in the order of [`CLASSIC`].
    pub fn array(self) -> [T; 4] {
        [self.nash, self.gmr, self.smr, self.seq]
    }

    /// Each value with the abbreviation of its concept.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, &T)> + Clone {
        CLASSIC.into_iter().map(Concept::short).zip(self.as_ref().array())
    }
}

impl ByConcept<bool> {
    /// Under how many it is so.
    #[must_use]
    pub fn count(self) -> usize {
        self.array().into_iter().filter(|so| *so).count()
    }

    /// Whether it is so under any.
    #[must_use]
    pub fn any(self) -> bool {
        self.count() > 0
    }

    /// What keeps a state, in words with the names of the concepts after them: "It holds: nobody gains by acting alone
    /// (Nash, GMR, SMR and SEQ)". Without a full stop.
    #[must_use]
    pub fn in_words(self) -> String {
        let why = match self.array() {
            [true, ..] => "It holds: nobody gains by acting alone",
            [.., true] => "It holds: whoever would gain fears an answer that those who give it gain by",
            [_, true, ..] | [_, _, true, _] => {
                "It holds only where whoever would gain fears an answer that costs those who give it"
            }
            [false, false, false, false] => {
                return "This state does not hold: somebody gains by acting, and no answer deters it"
                    .to_owned();
            }
        };
        format!("{why} ({})", phrase::list(&self.under()))
    }

    /// The abbreviations of those under which it is so.
    #[must_use]
    pub fn under(self) -> Vec<&'static str> {
        CLASSIC
            .into_iter()
            .zip(self.array())
            .filter(|(_, so)| *so)
            .map(|(concept, _)| concept.short())
            .collect()
    }
}

impl ByConcept<usize> {
    /// Of how many it is so.
    #[must_use]
    pub fn of_how_many(all: impl Iterator<Item = ByConcept<bool>>) -> Self {
        all.fold(Self::default(), |counts, so| counts.zip(so).map(|(count, so)| count + usize::from(so)))
    }
}

impl ByConcept<u128> {
    /// "3 under Nash, 4 under GMR, 4 under SMR, 3 under SEQ".
    #[must_use]
    pub fn counted(&self) -> String {
        self.named().map(|(concept, count)| format!("{count} under {concept}")).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_concept_has_a_key_of_its_own() {
        let long = ByConcept::of(Concept::answers_improve);
        assert_eq!(long.under(), ["SEQ"]);
        let json = serde_json::to_string(&long).unwrap_or_default();
        assert_eq!(json, r#"{"nash":false,"gmr":false,"smr":false,"seq":true}"#);
        let counts = ByConcept { nash: 1, gmr: 2, smr: 3, seq: 4_u128 };
        assert_eq!(counts.counted(), "1 under Nash, 2 under GMR, 3 under SMR, 4 under SEQ");
    }
}
