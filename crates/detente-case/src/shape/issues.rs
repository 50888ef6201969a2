//! What a package must settle, what parties want of it, and what no agreement is worth to them.

use super::{
    BasisRule, Bounds, Key, Kind, Layout, Shape,
    kind::words,
    optional, required,
    sources::{PARTIES, PARTY},
};
use crate::{IssueKind, RecognitionRung, RuleKind};

const VALUE: Kind = Kind::Number(Bounds::VALUE);
const OPTIONS: Kind = Kind::List(&Kind::Option);
const OPTIONS_IN_ORDER: Kind = Kind::List(&Kind::OneOrMore(&Kind::Option));
const ISSUES_IN_ORDER: Kind = Kind::List(&Kind::OneOrMore(&Kind::Name("issues")));

const RECOGNITION: Shape = Shape::plain(
    "recognition",
    "an act of recognition",
    &[
        required("by", PARTY, "who would recognise"),
        required("territory", Kind::Name("territories"), "what would be recognised"),
        required("rung", Kind::Word(words::<RecognitionRung>), "how far"),
        optional("when", Kind::Text, "at what moment, in words: \"at signature\""),
    ],
);

const OPTION: Shape = Shape::part(
    "options",
    "one way to settle an issue",
    &[
        required("id", Kind::Text, "the name others refer to it by"),
        required("name", Kind::Text, "what it says"),
        optional("needs", PARTIES, "parties whose consent it needs beyond the instrument's"),
        optional(
            "recognition",
            Kind::List(&Kind::Table(&RECOGNITION)),
            "the acts of recognition it consists of",
        ),
        optional("silent", Kind::Flag, "whether the text would say nothing on the issue (default `false`)"),
    ],
);

pub(super) const ISSUES: Shape = Shape::defining(
    "issues",
    "A question that a package must settle with one of its options.",
    &[
        required("name", Kind::Text, "the question"),
        optional(
            "kind",
            Kind::Word(words::<IssueKind>),
            "a ladder's options stand in order, least first (default `choice`)",
        ),
        optional("decided_by", PARTIES, "who could settle it (default: the instrument's consenters)"),
        required("options", Kind::List(&Kind::Table(&OPTION)), "the ways to settle it"),
    ],
);

pub(super) const STANCES: Shape = Shape::asserting(
    "stances",
    "What a party is reported or assumed to want of one issue. At least one of the five levels, `values` or `order` is needed.",
    &[
        required("party", Kind::PartyOrBloc, "whose stance it is"),
        required("issue", Kind::Name("issues"), "on what"),
        optional("propose", OPTIONS, "options it asks for"),
        optional("accept", OPTIONS, "options it agrees to"),
        optional("tolerate", OPTIONS, "options it can live with"),
        optional("oppose", OPTIONS, "options it is against"),
        optional("red_line", OPTIONS, "options it will not agree to whatever else is in the package"),
        optional("values", Kind::Map(&Kind::Option, &VALUE), "values of options on its own scale, instead of the level's"),
        optional(
            "order",
            OPTIONS_IN_ORDER,
            "options, best first, instead of values: each is worth at least as much as the next; of those in a list within the list nothing more is said",
        ),
        optional("unless", Kind::Condition, "a condition under which the red lines do not bind"),
        optional("said_by", Kind::Actor, "who said so for the party"),
    ],
)
.listed();

pub(super) const WEIGHTS: Shape = Shape::asserting(
    "weights",
    "How much issues matter to a party. Only the ratios matter. `issues` or `order` is needed.",
    &[
        required("party", PARTY, "the party"),
        optional(
            "issues",
            Kind::Map(&Kind::Name("issues"), &Kind::Weight),
            "by issue: `none`, `low`, `medium`, `high`, `vital`, or an interval",
        ),
        optional(
            "order",
            ISSUES_IN_ORDER,
            "issues, weightiest first, instead of weights: each matters at least as much as the next, and together they share 100; of those in a list within the list nothing more is said",
        ),
    ],
)
.listed();

pub(super) const NO_DEAL: Shape = Shape::asserting(
    "no_deal",
    "What no agreement is worth to a party.",
    &[required("party", PARTY, "the party"), required("value", VALUE, "the value on its own scale")],
)
.listed();

pub(super) const RULES: Shape = Shape::defining(
    "rules",
    "Options tied together: whenever one condition holds, so must the other. A political rule must have a basis.",
    &[
        optional("name", Kind::Text, "what it says, in a line"),
        required("if", Kind::Condition, "when it applies"),
        required("then", Kind::Condition, "what must then hold"),
        optional(
            "kind",
            Kind::Word(words::<RuleKind>),
            "by the meaning of the options, or by choice (default `logical`)",
        ),
    ],
);

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

pub(super) const SCALE: Shape = Shape {
    name: "scale",
    layout: Layout::Once,
    doc: "What words for levels and weights stand for, once for the whole case.",
    keys: SCALE_KEYS,
    basis: BasisRule::Never,
    effects: false,
};

const SCALE_KEYS: &[Key] = &[
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
];
