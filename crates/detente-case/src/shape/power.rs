//! What moves whom.

use super::{
    Bounds, Kind, Shape,
    kind::words,
    optional, required,
    sources::{COSTS, EFFECTS, PARTIES, PARTY},
};
use crate::{LeverKind, LeverStatus};

const SHARE: Kind = Kind::Number(Bounds::SHARE);
const ACTORS: Kind = Kind::List(&Kind::Actor);

const STATUS: Shape = Shape::part(
    "status",
    "where it stood from a day on",
    &[
        required("is", Kind::Word(words::<LeverStatus>), "where it stood from then on"),
        optional("on", Kind::Date, "the day"),
    ],
);

const HISTORY: Kind = Kind::List(&Kind::Table(&STATUS));

pub(super) const LEVERS: Shape = Shape::asserting(
    "levers",
    "A means by which its owner changes what no agreement, or agreement, is worth to others.",
    &[
        required("name", Kind::Text, "its name"),
        required(
            "owner",
            Kind::Actor,
            "who can use it (who answers for an assumed lever stands in `effects_owner`)",
        ),
        optional("target", PARTY, "whom it is meant to move"),
        required("kind", Kind::Word(words::<LeverKind>), "how it works"),
        optional(
            "status",
            HISTORY,
            "where it stands and stood; the effects of a lever in use are part of the no-deal values",
        ),
        optional("reversible", Kind::Flag, "whether it can be undone"),
        optional("lag", Kind::Text, "how long it takes to work, in words"),
        optional("cost", COSTS, "what using it costs, by party"),
        optional("moves_no_deal", EFFECTS, "how it changes the value of no agreement, by party"),
        optional("moves_deal", EFFECTS, "how it changes the value of any agreement, by party"),
    ],
)
.with_effects();

pub(super) const BELIEFS: Shape = Shape::asserting(
    "beliefs",
    "Somebody's theory of what a lever does.",
    &[
        required("holder", Kind::Actor, "who holds it"),
        required("lever", Kind::Name("levers"), "the lever it is about"),
        required("says", Kind::Text, "what it says, in our words"),
        optional("moves_no_deal", EFFECTS, "how the lever, so the theory, changes the value of no agreement"),
        optional("moves_deal", EFFECTS, "how the lever, so the theory, changes the value of any agreement"),
    ],
)
.with_effects();

pub(super) const ULTIMATUMS: Shape = Shape::asserting(
    "ultimatums",
    "A threat: unless something happens by a deadline, a lever is used.",
    &[
        required("issuer", PARTY, "who threatens"),
        optional("said_by", Kind::Actor, "who said so"),
        required("addressed_to", PARTIES, "who is to be moved by it"),
        required("trigger", Kind::Text, "what would trip it, in our words"),
        optional(
            "trigger_defined",
            Kind::Flag,
            "whether the trigger can be told when it happens (default `false`)",
        ),
        optional("deadline", Kind::When, "by when"),
        required("consequence", Kind::Name("levers"), "the lever that follows"),
        optional("credibility", SHARE, "the chance that it is carried out if the trigger trips"),
    ],
)
.with_effects();

pub(super) const GUARANTEES: Shape = Shape::asserting(
    "guarantees",
    "A promise to stand behind an agreement.",
    &[
        required("name", Kind::Text, "its name"),
        optional("guarantors", ACTORS, "who would give it"),
        optional("sought_by", ACTORS, "who asks for it"),
        required("beneficiary", PARTY, "whose value of an agreement it raises"),
        optional("obligation", SHARE, "how far it goes, from 0 (consult) to 1 (fight)"),
        optional("credibility", SHARE, "the chance that it would be honoured"),
        optional(
            "worth",
            Kind::Number(Bounds::POINTS),
            "points added to the beneficiary's value of any agreement at full obligation and credibility",
        ),
        optional("duration", Kind::Text, "how long it lasts, in words"),
        optional("status", HISTORY, "where it stands and stood"),
        optional("cost", COSTS, "what giving it costs, by party"),
    ],
)
.with_effects();

pub(super) const FUNDING: Shape = Shape::asserting(
    "funding",
    "Money asked for or promised.",
    &[
        required("purpose", Kind::Text, "what it is for"),
        optional("payers", ACTORS, "who would pay"),
        optional("sought_by", ACTORS, "who asks for it"),
        required("beneficiary", PARTY, "who would receive it"),
        optional("amount", Kind::Number(Bounds::AMOUNT), "how much, in `unit`"),
        optional("unit", Kind::Text, "of what"),
        optional("status", HISTORY, "where it stands and stood"),
        optional("proposal", Kind::Name("proposals"), "the text that promises it"),
    ],
);
