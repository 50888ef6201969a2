//! The conflict as its author states it.

use super::{BasisRule, Kind, Layout, Shape, kind::words, optional, required, sources::PARTY};
use crate::Changes;

const COURSES_TAKEN: Kind = Kind::List(&Kind::Name("courses"));

const COURSE: Shape = Shape::part(
    "courses",
    "a course of action: something its party can do or leave",
    &[
        required("name", Kind::Text, "what is done"),
        required("party", PARTY, "who decides on it"),
        optional(
            "changes",
            Kind::Word(words::<Changes>),
            "which way its party can change it: take it and leave it again, only take it, only end it (default `both-ways`)",
        ),
        optional(
            "today",
            Kind::Flag,
            "whether it is taken in the state of affairs at `as_of` (default `false`)",
        ),
        optional("lever", Kind::Name("levers"), "the lever whose use it stands for"),
        optional("ultimatum", Kind::Name("ultimatums"), "the ultimatum whose carrying out it stands for"),
        optional(
            "consent",
            Kind::Flag,
            "whether it is its party's consent to the package on the table (default `false`)",
        ),
    ],
);

const INFEASIBLE: Shape = Shape::part(
    "infeasible",
    "a combination of courses that cannot occur, in one of four ways: `at_most_one`, `at_least_one`, `course` with `needs`, or `never`",
    &[
        optional("at_most_one", COURSES_TAKEN, "of these no two are taken together"),
        optional("at_least_one", COURSES_TAKEN, "of these not all are left"),
        optional("course", Kind::Name("courses"), "a course that is taken only if those it `needs` are"),
        optional("needs", COURSES_TAKEN, "what `course` needs, every one of them"),
        optional("never", Kind::Pattern, "courses taken and, after `not`, left that cannot occur together"),
        optional("because", Kind::Text, "why, in our words"),
    ],
);

const BARRED: Shape = Shape::part(
    "barred",
    "moves that cannot be made although both states can occur and the courses are open; `from`, `to` or both are needed. With it, states are looked at one by one, up to 4,096",
    &[
        optional("party", PARTY, "whose moves (default: everybody's)"),
        optional("from", Kind::Statement, "from states in which this is true (default: any)"),
        optional("to", Kind::Statement, "to states in which this is true (default: any)"),
        optional("because", Kind::Text, "why, in our words"),
    ],
);

const PREFERENCE: Shape = Shape::part(
    "preferences",
    "what a party would rather have; `statements` or `ranking` is needed. What a party without one prefers is unknown",
    &[
        required("party", PARTY, "the party"),
        optional(
            "statements",
            Kind::List(&Kind::Statement),
            "what it wants of the state, most important first: of two states the better is the one in which the first statement that tells them apart holds",
        ),
        optional(
            "ranking",
            Kind::List(&Kind::States),
            "every feasible state, best first, each a list of the courses taken in it; equally good ones in a list of such lists",
        ),
    ],
);

pub(super) const CONFLICT: Shape = Shape {
    name: "conflict",
    layout: Layout::Once,
    doc: "The conflict as a graph model of the author's own, in the place of the one that is derived from the case. Each course and each preference must have a basis, or the table around them.",
    keys: &[
        optional(
            "courses",
            Kind::Map(&Kind::NewName, &Kind::Table(&COURSE)),
            "what parties can do or leave, at most 64",
        ),
        optional("infeasible", Kind::List(&Kind::Table(&INFEASIBLE)), "what cannot occur together"),
        optional("barred", Kind::List(&Kind::Table(&BARRED)), "moves that cannot be made"),
        optional("preferences", Kind::List(&Kind::Table(&PREFERENCE)), "what parties would rather have"),
    ],
    basis: BasisRule::Defines,
    effects: false,
};
