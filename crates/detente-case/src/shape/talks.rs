//! Who meets whom.

use super::{
    Kind, Shape,
    kind::words,
    optional, required,
    sources::{PARTIES, PARTY},
};
use crate::{ContactKind, Mandate, MeetingStatus, Signal};

pub(super) const TRACKS: Shape = Shape::defining(
    "tracks",
    "A series of meetings.",
    &[required("name", Kind::Text, "its name"), required("parties", PARTIES, "who takes part in it")],
);

const EVENT: Shape = Shape::part(
    "history",
    "something that happened to a meeting",
    &[
        required("status", Kind::Word(words::<MeetingStatus>), "what happened"),
        optional("host", Kind::Actor, "the host from then on, or the host intended"),
        optional("lead", Kind::Text, "how long before the meeting, in words of the source"),
        optional(
            "signal",
            Kind::Word(words::<Signal>),
            "whether it points towards agreement (default `neutral`)",
        ),
    ],
);

const DELEGATION: Shape = Shape::part(
    "delegations",
    "who sits in a meeting for a party",
    &[
        required("party", PARTY, "the party"),
        optional("head", Kind::Name("people"), "who leads it"),
        optional("rank", Kind::Ranks, "the rank of its head (default: the head's office)"),
        optional("expected", Kind::Name("people"), "who was expected to lead it"),
        optional("expected_rank", Kind::Ranks, "the rank expected (default: the expected person's office)"),
        optional("mandate", Kind::Word(words::<Mandate>), "what it may decide without asking home"),
        optional("lead", Kind::Text, "how long before the meeting it changed, in words of the source"),
    ],
);

pub(super) const MEETINGS: Shape = Shape::asserting(
    "meetings",
    "One meeting, with everything that was planned and changed.",
    &[
        required("name", Kind::Text, "its name"),
        required("track", Kind::Name("tracks"), "the track it belongs to"),
        required("when", Kind::When, "when"),
        optional("place", Kind::Text, "where"),
        optional("host", Kind::Actor, "who hosts it in the end"),
        optional("sequence", Kind::Count, "its number in a series: 4 for the fourth visit"),
        optional("announced_by", Kind::Actor, "who announced it"),
        optional("history", Kind::List(&Kind::Table(&EVENT)), "planned, changed, held; in order"),
        optional("delegations", Kind::List(&Kind::Table(&DELEGATION)), "who sits there for whom"),
    ],
);

pub(super) const CONTACTS: Shape = Shape::asserting(
    "contacts",
    "A call, letter or visit outside the meetings.",
    &[
        required("kind", Kind::Word(words::<ContactKind>), "how"),
        required("between", Kind::List(&Kind::Actor), "between whom"),
        required("when", Kind::When, "when"),
        optional("signal", Kind::Word(words::<Signal>), "how it went (default `neutral`)"),
        optional("hedge", Kind::Text, "the source's own reservation, such as \"seemingly\""),
    ],
);
