//! Who takes part, and the land they dispute.

use super::{
    BasisRule, Kind, Shape,
    kind::words,
    optional, required,
    sources::{PARTIES as PARTY_LIST, PARTY},
};
use crate::{PartyRole, Rank};

pub(super) const PARTIES: Shape = Shape::defining(
    "parties",
    "An actor that takes part or is affected.",
    &[
        required("name", Kind::Text, "its name"),
        optional(
            "short",
            Kind::Text,
            "a short name for tables, at most six characters (default: the name of the table in capitals)",
        ),
        required("role", Kind::Word(words::<PartyRole>), "what it is in this negotiation"),
    ],
);

pub(super) const BLOCS: Shape = Shape::defining(
    "blocs",
    "Parties that speak together.",
    &[required("name", Kind::Text, "its name"), required("members", PARTY_LIST, "its members")],
);

const OFFICE: Shape = Shape::plain(
    "offices",
    "what a person is for a party",
    &[
        required("party", PARTY, "the party served"),
        required("title", Kind::Text, "the title"),
        required("rank", Kind::Word(words::<Rank>), "how high it stands"),
    ],
);

pub(super) const PEOPLE: Shape = Shape::defining(
    "people",
    "A person: not an office, and not a party.",
    &[
        required("name", Kind::Text, "the name"),
        optional("offices", Kind::List(&Kind::Table(&OFFICE)), "the offices held, the most important first"),
    ],
);

pub(super) const INSTITUTIONS: Shape = Shape::defining(
    "institutions",
    "A ministry, office or staff that speaks for a party.",
    &[required("name", Kind::Text, "its name"), optional("party", PARTY, "the party it belongs to")],
);

const CONTROL: Shape = Shape {
    basis: BasisRule::Inherits,
    ..Shape::part(
        "control",
        "control as a dated fact",
        &[
            required("by", PARTY, "who controls"),
            optional(
                "extent",
                Kind::Text,
                "over how much: `\"whole\"`, `\"parts\"` or words of the source (default `\"whole\"`)",
            ),
            optional("when", Kind::When, "when, or since when"),
        ],
    )
};

pub(super) const TERRITORIES: Shape = Shape::defining(
    "territories",
    "Land whose control or recognition is in question. Control is a fact, a claim belongs to its holder, recognition is an act.",
    &[
        required("name", Kind::Text, "its name under UN usage"),
        optional("names", Kind::Map(&Kind::Text, &Kind::Text), "its names under other policies"),
        optional("control", Kind::List(&Kind::Table(&CONTROL)), "who controls what share of it, as of when"),
        optional("claimed_by", PARTY_LIST, "who claims it"),
    ],
);
