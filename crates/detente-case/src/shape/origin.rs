//! What every statement may say of where it comes from.

use super::{Key, Kind, kind::words, optional};
use crate::{TrafficLight, Word};

/// The only word `basis` may hold.
fn bases() -> Vec<&'static str> {
    vec!["assumed"]
}

pub(crate) const KEYS: &[Key] = &[
    optional(
        "cite",
        Kind::OneOrMore(&Kind::Citation),
        "`\"npr#13\"` for a statement, `\"npr\"` for the source as a whole; words in single quotes must stand in the digest",
    ),
    optional("basis", Kind::Word(bases), "says that no source says so; `owner` is then required"),
    optional("owner", Kind::Text, "who answers for the assumption"),
    optional("expires", Kind::Date, "the last day on which the assumption may be used"),
    optional(
        "set",
        Kind::Text,
        "the named set the assumption belongs to: used only when a view asks for the set, and then before standing assumptions",
    ),
    optional(
        "grade",
        Kind::Grade,
        "an Admiralty grade of its own, where the statement is weaker or stronger than its source",
    ),
    optional("note", Kind::Text, "a remark"),
    optional("since", Kind::Date, "the first day on which it holds, where that is not from publication on"),
    optional("until", Kind::Date, "the last day on which it holds"),
    optional(
        "tlp",
        Kind::Word(words::<TrafficLight>),
        "how far it may be passed on (Traffic Light Protocol 2.0)",
    ),
    optional("compartment", Kind::Text, "the compartment it is confined to"),
];

pub(crate) const EFFECT_KEYS: &[Key] = &[
    optional(
        "effects_basis",
        Kind::Word(bases),
        "says that its numbers are assumed though the rest is cited",
    ),
    optional("effects_owner", Kind::Text, "who answers for the numbers"),
    optional("effects_expires", Kind::Date, "the last day on which the numbers may be used"),
];

impl Word for TrafficLight {
    const ALL: &'static [Self] = &[Self::Clear, Self::Green, Self::Amber, Self::AmberStrict, Self::Red];
    fn as_str(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Green => "green",
            Self::Amber => "amber",
            Self::AmberStrict => "amber-strict",
            Self::Red => "red",
        }
    }
}
