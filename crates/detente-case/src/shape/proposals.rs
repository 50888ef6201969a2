//! What was put forward, to whom, and who would approve it.

use super::{
    Kind, Shape,
    kind::words,
    optional, required,
    sources::{PARTIES, PARTY},
};
use crate::TransmissionMode;

const SENT: Shape = Shape::part(
    "sent",
    "how a proposal reached somebody, if it did",
    &[
        required("to", PARTY, "to whom"),
        required("mode", Kind::Word(words::<TransmissionMode>), "how"),
        optional("on", Kind::Date, "when"),
        optional("acknowledged", Kind::Flag, "whether the receiver says it was received (left out: unsaid)"),
        optional("said_by", Kind::Actor, "who says so"),
    ],
);

pub(super) const PROPOSALS: Shape = Shape::asserting(
    "proposals",
    "A text or idea put forward.",
    &[
        required("name", Kind::Text, "its name"),
        required("by", Kind::List(&Kind::Actor), "who put it forward"),
        optional("date", Kind::Date, "its day"),
        optional(
            "terms",
            Kind::Map(&Kind::Name("issues"), &Kind::OneOrMore(&Kind::Option)),
            "what it says, issue by issue; several options where the source leaves it open",
        ),
        optional(
            "sent",
            Kind::List(&Kind::Table(&SENT)),
            "who is reported to have got it, and who says otherwise",
        ),
    ],
);

pub(super) const PROTOCOLS: Shape = Shape::defining(
    "protocols",
    "A way of proceeding.",
    &[
        required("name", Kind::Text, "its name"),
        optional("proposer", PARTY, "who writes the text"),
        optional("approval_order", PARTIES, "who approves, first to last"),
        optional("may_amend", PARTIES, "who may change the text"),
    ],
);

pub(super) const RATIFIERS: Shape = Shape::asserting(
    "ratifiers",
    "A body whose approval a party needs at home.",
    &[
        required("name", Kind::Text, "its name"),
        required("party", PARTY, "the party that needs it"),
        optional("rule", Kind::Text, "what it takes, in words"),
        optional("when", Kind::Condition, "which packages need it (default: all)"),
    ],
);
