//! Chances in words.

use detente_case::{Interval, Quantity};
use serde::Serialize;

/// A chance in the words of ICD 203 (US Intelligence Community Directive 203, 2015, §D.6.e.2).
///
/// The directive begins at 1% and ends at 99%; chances beyond are put with the nearest word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Likelihood {
    /// Up to 5%.
    AlmostNoChance,
    /// 5 to 20%.
    VeryUnlikely,
    /// 20 to 45%.
    Unlikely,
    /// 45 to 55%.
    RoughlyEven,
    /// 55 to 80%.
    Likely,
    /// 80 to 95%.
    VeryLikely,
    /// From 95%.
    AlmostCertain,
}

/// Where each word but the last ends, in percent.
const ENDS: [(Likelihood, i64); 6] = [
    (Likelihood::AlmostNoChance, 5),
    (Likelihood::VeryUnlikely, 20),
    (Likelihood::Unlikely, 45),
    (Likelihood::RoughlyEven, 55),
    (Likelihood::Likely, 80),
    (Likelihood::VeryLikely, 95),
];

impl Likelihood {
    /// The word for one chance, 0–1; on a border, the more likely of the two.
    #[must_use]
    pub fn of(chance: Quantity) -> Self {
        let word = ENDS.iter().find(|(_, percent)| chance < share(*percent));
        word.map_or(Self::AlmostCertain, |(word, _)| *word)
    }

    /// The word as the directive spells it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AlmostNoChance => "almost no chance",
            Self::VeryUnlikely => "very unlikely",
            Self::Unlikely => "unlikely",
            Self::RoughlyEven => "roughly even",
            Self::Likely => "likely",
            Self::VeryLikely => "very likely",
            Self::AlmostCertain => "almost certain",
        }
    }
}

fn share(percent: i64) -> Quantity {
    Quantity::from_millionths(percent * 10_000)
}

/// The words for an interval of chances: "unlikely", or "unlikely to roughly even".
///
/// An interval that only touches the border of a word does not reach into it: 20–45% is "unlikely".
#[must_use]
pub fn in_words(chance: Interval) -> String {
    let low = Likelihood::of(chance.low);
    let below = Quantity::from_millionths(chance.high.millionths() - 1);
    let high = if chance.is_exact() { low } else { Likelihood::of(below).max(low) };
    if low == high { low.as_str().to_owned() } else { format!("{} to {}", low.as_str(), high.as_str()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::share;

    #[test]
    fn bands_touch_and_do_not_overlap() {
        for (low, high, words) in [
            (0.2, 0.45, "unlikely"),
            (0.2, 0.5, "unlikely to roughly even"),
            (0.45, 0.45, "roughly even"),
            (0.0, 0.0, "almost no chance"),
            (0.0, 1.0, "almost no chance to almost certain"),
            (0.95, 1.0, "almost certain"),
            (0.55, 0.8, "likely"),
        ] {
            assert_eq!(in_words(share(low, high)), words, "{low} to {high}");
        }
    }
}
