//! What words for levels and weights stand for.

use crate::{
    Importance, Interval, Level,
    shape::{Bounds, Kind, Shape, optional},
    tree::Row,
};

/// What words stand for, once for the whole case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// Value of an option a party asks for.
    pub propose: Interval,
    /// Value of an option a party agrees to.
    pub accept: Interval,
    /// Value of an option a party can live with.
    pub tolerate: Interval,
    /// Value of an option a party is against.
    pub oppose: Interval,
    /// Value of an option behind a red line, used only where an opener softens the line.
    pub red_line: Interval,
    /// Value of an option on which a party has no position.
    pub unknown: Interval,
    /// Weight of an issue that hardly matters.
    pub none: Interval,
    /// Weight of an issue that matters a little.
    pub low: Interval,
    /// Weight of an issue that matters noticeably.
    pub medium: Interval,
    /// Weight of an issue that matters much.
    pub high: Interval,
    /// Weight of an issue that matters more than almost anything else.
    pub vital: Interval,
    /// Weight of an issue for which no weight is stated.
    pub unstated: Interval,
}

impl Default for Scale {
    fn default() -> Self {
        Self {
            propose: Interval::units(85, 100),
            accept: Interval::units(65, 85),
            tolerate: Interval::units(45, 65),
            oppose: Interval::units(10, 45),
            red_line: Interval::units(0, 10),
            unknown: Interval::units(0, 100),
            none: Interval::ZERO,
            low: Interval::units(5, 15),
            medium: Interval::units(15, 30),
            high: Interval::units(30, 50),
            vital: Interval::units(50, 80),
            unstated: Interval::units(0, 50),
        }
    }
}

impl Scale {
    /// The values a level stands for.
    #[must_use]
    pub fn level(&self, level: Level) -> Interval {
        match level {
            Level::RedLine => self.red_line,
            Level::Oppose => self.oppose,
            Level::Tolerate => self.tolerate,
            Level::Accept => self.accept,
            Level::Propose => self.propose,
        }
    }

    /// The weights a word stands for.
    #[must_use]
    pub fn importance(&self, importance: Importance) -> Interval {
        match importance {
            Importance::None => self.none,
            Importance::Low => self.low,
            Importance::Medium => self.medium,
            Importance::High => self.high,
            Importance::Vital => self.vital,
        }
    }
}

const VALUE: Kind = Kind::Number(Bounds::VALUE);
const WEIGHT: Kind = Kind::Number(Bounds::WEIGHT);

const WEIGHT_WORDS: Shape = Shape::plain(
    "weights",
    "what words for weights stand for",
    &[
        optional("none", WEIGHT, "hardly matters (default 0)"),
        optional("low", WEIGHT, "matters a little (default `[5, 15]`)"),
        optional("medium", WEIGHT, "matters noticeably (default `[15, 30]`)"),
        optional("high", WEIGHT, "matters much (default `[30, 50]`)"),
        optional("vital", WEIGHT, "matters more than almost anything else (default `[50, 80]`)"),
        optional("unstated", WEIGHT, "nobody has said (default `[0, 50]`)"),
    ],
);

/// How the file writes what words stand for.
pub(crate) const SCALE: Shape = Shape::once(
    "scale",
    "What words for levels and weights stand for, once for the whole case.",
    &[
        optional("propose", VALUE, "the value of an option asked for (default `[85, 100]`)"),
        optional("accept", VALUE, "the value of an option agreed to (default `[65, 85]`)"),
        optional("tolerate", VALUE, "the value of an option that can be lived with (default `[45, 65]`)"),
        optional("oppose", VALUE, "the value of an option opposed (default `[10, 45]`)"),
        optional(
            "red_line",
            VALUE,
            "the value of an option behind a red line, used only where an opener softens the line (default `[0, 10]`)",
        ),
        optional(
            "unknown",
            VALUE,
            "the value of an option on which nobody has stated a position (default `[0, 100]`)",
        ),
        optional("weights", Kind::Table(&WEIGHT_WORDS), "what words for weights stand for"),
    ],
);

impl Scale {
    /// What words stand for, each as the case says or as by default.
    pub(crate) fn read(row: Option<Row<'_>>) -> Self {
        let mut scale = Self::default();
        let Some(row) = row else { return scale };
        let values = [
            (&mut scale.propose, "propose"),
            (&mut scale.accept, "accept"),
            (&mut scale.tolerate, "tolerate"),
            (&mut scale.oppose, "oppose"),
            (&mut scale.red_line, "red_line"),
            (&mut scale.unknown, "unknown"),
        ];
        set(row, values);
        if let Some(weights) = row.part("weights") {
            let values = [
                (&mut scale.none, "none"),
                (&mut scale.low, "low"),
                (&mut scale.medium, "medium"),
                (&mut scale.high, "high"),
                (&mut scale.vital, "vital"),
                (&mut scale.unstated, "unstated"),
            ];
            set(weights, values);
        }
        scale
    }
}

fn set<'s>(row: Row<'_>, values: impl IntoIterator<Item = (&'s mut Interval, &'static str)>) {
    for (value, key) in values {
        if let Some(given) = row.interval(key, Bounds::VALUE) {
            *value = given;
        }
    }
}
