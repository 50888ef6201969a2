//! Texts and ideas put forward, and how each reached whom.

use indexmap::IndexMap;
use jiff::civil::Date;

use super::table::{Entry, Part, Table, has_origin, listed};
use crate::{
    Actor, IssueId, ItemKind, OptionId, Origin, PartyId, TransmissionMode,
    item::Mentions,
    known::Known,
    shape::{Kind, PARTY, Shape, optional, required, words},
    tree::Row,
};

/// A text or idea put forward.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Its name.
    pub name: String,
    /// Who put it forward.
    pub by: Vec<Actor>,
    /// Its day, where known.
    pub date: Option<Date>,
    /// What it says, issue by issue; several options where the source leaves it open.
    pub terms: IndexMap<IssueId, Vec<OptionId>>,
    /// Who is reported to have got it, and who says otherwise.
    pub sent: Vec<Transmission>,
    /// Where this is said.
    pub origin: Origin,
}

/// How a proposal reached somebody, if it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transmission {
    /// To whom.
    pub to: PartyId,
    /// How.
    pub mode: TransmissionMode,
    /// When.
    pub on: Option<Date>,
    /// Whether the receiver says it was received: yes, denied, or unsaid.
    pub acknowledged: Option<bool>,
    /// Who says so.
    pub said_by: Option<Actor>,
    /// Where this is said.
    pub origin: Origin,
}

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

impl Table for Proposal {
    const SHAPE: &'static Shape = &Shape::asserting(
        ItemKind::Proposal,
        "A text or idea put forward.",
        &[
            required("name", Kind::Text, "its name"),
            required("by", Kind::List(&Kind::Actor), "who put it forward"),
            optional("date", Kind::Date, "its day"),
            optional(
                "terms",
                Kind::Map(&Kind::Name(ItemKind::Issue), &Kind::OneOrMore(&Kind::Option)),
                "what it says, issue by issue; several options where the source leaves it open",
            ),
            optional(
                "sent",
                Kind::List(&Kind::Table(&SENT)),
                "who is reported to have got it, and who says otherwise",
            ),
        ],
    );

    fn read(row: Row<'_>) -> Option<Self> {
        let origin = row.origin();
        let terms = row.entries("terms").into_iter().filter_map(|(issue, _, value)| {
            let issue = IssueId::new(issue);
            let options: Vec<_> = row.options(value, &issue).into_iter().map(|(option, _)| option).collect();
            (!options.is_empty()).then_some((issue, options))
        });
        let sent = row.parts("sent").into_iter();
        Some(Self {
            name: row.title(),
            by: row.actors("by"),
            date: row.date("date"),
            terms: terms.collect(),
            sent: sent.filter_map(|part| Transmission::read(part, &origin)).collect(),
            origin,
        })
    }

    fn says(&self) -> String {
        if self.by.is_empty() {
            return self.name.clone();
        }
        format!("{}, by {}", self.name, listed(&self.by))
    }
}

impl Entry for Proposal {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.actors(&self.by);
        for (issue, options) in &self.terms {
            mentions.id(issue);
            for option in options {
                mentions.option(issue, option);
            }
        }
    }

    fn keep(&mut self, known: &Known) -> bool {
        known.retain_actors(&mut self.by);
        self.terms.retain(|issue, options| {
            options.retain(|option| known.has_option(issue, option));
            !options.is_empty()
        });
        true
    }
}

impl Transmission {
    fn read(row: Row<'_>, around: &Origin) -> Option<Self> {
        Some(Self {
            to: row.name("to")?,
            mode: row.word("mode")?,
            on: row.date("on"),
            acknowledged: row.flag("acknowledged"),
            said_by: row.actor("said_by"),
            origin: row.origin_within(around),
        })
    }
}

impl Part<Proposal> for Transmission {
    fn title(&self, whole: &str, _: &str) -> String {
        format!("{whole} to {}", self.to)
    }

    fn says(&self, _: &Proposal) -> String {
        let receipt = match self.acknowledged {
            Some(true) => "acknowledged",
            Some(false) => "receipt denied",
            None => "receipt not said",
        };
        format!("{} to {}, {receipt}", self.mode, self.to)
    }
}

impl Entry for Transmission {
    has_origin!();

    fn on(&self) -> Option<Date> {
        self.on
    }

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.id(&self.to);
        mentions.actors(&self.said_by);
    }

    fn keep(&mut self, known: &Known) -> bool {
        known.forget_actor(&mut self.said_by);
        known.has(&self.to)
    }
}
