//! What was said or done, and the explanations weighed against it.

use super::{Kind, Shape, kind::words, optional, required, sources::PARTY};
use crate::{Bearing, ClaimKind, MediatorRole, Signal};

const CLAIM: Kind = Kind::Name("claims");

pub(super) const CLAIMS: Shape = Shape::asserting(
    "claims",
    "Something said, denied, predicted, left unsaid or done.",
    &[
        required("kind", Kind::Word(words::<ClaimKind>), "what kind of statement it is"),
        required("by", Kind::Actor, "who makes it"),
        required("says", Kind::Text, "what it says, in our words"),
        optional("on", Kind::Date, "the day"),
        optional(
            "signal",
            Kind::Word(words::<Signal>),
            "whether it points towards agreement (default `neutral`)",
        ),
        optional("meeting", Kind::Name("meetings"), "the meeting it is about"),
        optional("supports", Kind::List(&CLAIM), "claims it backs"),
        optional("contradicts", Kind::List(&CLAIM), "claims it contradicts"),
    ],
);

const ROLE: Shape = Shape::plain(
    "role",
    "the role a hypothesis ascribes to a mediator",
    &[
        required("party", PARTY, "the mediator"),
        required("role", Kind::Word(words::<MediatorRole>), "what it does"),
    ],
);

const EVIDENCE: Shape = Shape::plain(
    "evidence",
    "one claim and how it bears on a hypothesis",
    &[
        required("claim", CLAIM, "the claim"),
        required("bearing", Kind::Word(words::<Bearing>), "how it bears"),
    ],
);

pub(super) const HYPOTHESES: Shape = Shape::defining(
    "hypotheses",
    "An explanation weighed against evidence.",
    &[
        required("says", Kind::Text, "what it says"),
        optional("role", Kind::Table(&ROLE), "the role it ascribes to a mediator, if it is about one"),
        optional("rivals", Kind::List(&Kind::Name("hypotheses")), "explanations that exclude it"),
        optional("evidence", Kind::List(&Kind::Table(&EVIDENCE)), "what bears on it"),
    ],
);
