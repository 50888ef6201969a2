//! The land that parties dispute. Control is a dated fact, a claim belongs to its holder, recognition is an act.

use indexmap::IndexMap;

use super::table::{Entry, Part, Table, has_origin};
use crate::{
    ItemKind, Origin, PartyId, When,
    item::Mentions,
    known::Known,
    shape::{Kind, PARTIES, PARTY, Shape, optional, required},
    tree::{Row, values},
};

/// A piece of land. Control is a dated fact, a claim belongs to its holder, recognition is an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Territory {
    /// Its name under the default naming policy.
    pub name: String,
    /// Its names under other policies.
    pub names: IndexMap<String, String>,
    /// Who controls what share of it, as of when.
    pub control: Vec<Control>,
    /// Who claims it.
    pub claimed_by: Vec<PartyId>,
    /// Where this is said.
    pub origin: Origin,
}

/// Control over a territory as a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    /// Who controls.
    pub by: PartyId,
    /// Over how much: `whole`, `parts` or words of the source.
    pub extent: String,
    /// When, or since when.
    pub when: Option<When>,
    /// Where this is said.
    pub origin: Origin,
}

/// The extent of control over all of a territory.
const WHOLE: &str = "whole";

const CONTROL: Shape = Shape::part(
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
);

impl Table for Territory {
    const SHAPE: &'static Shape = &Shape::defining(
        ItemKind::Territory,
        "Land whose control or recognition is in question. Control is a fact, a claim belongs to its holder, recognition is an act.",
        &[
            required("name", Kind::Text, "its name under UN usage"),
            optional("names", Kind::Map(&Kind::Text, &Kind::Text), "its names under other policies"),
            optional(
                "control",
                Kind::List(&Kind::Table(&CONTROL)),
                "who controls what share of it, as of when",
            ),
            optional("claimed_by", PARTIES, "who claims it"),
        ],
    );

    fn read(row: Row<'_>) -> Option<Self> {
        let origin = row.origin();
        let names = row.entries("names").into_iter();
        Some(Self {
            name: row.title(),
            names: names
                .filter_map(|(policy, _, name)| Some((policy.to_owned(), values::text(name)?)))
                .collect(),
            control: row
                .parts("control")
                .into_iter()
                .filter_map(|part| Control::read(part, &origin))
                .collect(),
            claimed_by: row.names("claimed_by"),
            origin,
        })
    }

    fn says(&self) -> String {
        self.name.clone()
    }
}

impl Entry for Territory {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.ids(&self.claimed_by);
    }

    fn keep(&mut self, known: &Known) -> bool {
        known.retain(&mut self.claimed_by);
        true
    }
}

impl Control {
    fn read(row: Row<'_>, around: &Origin) -> Option<Self> {
        Some(Self {
            by: row.name("by")?,
            extent: row.text("extent").unwrap_or_else(|| WHOLE.to_owned()),
            when: row.when("when"),
            origin: row.origin_within(around),
        })
    }
}

impl Part<Territory> for Control {
    fn title(&self, whole: &str, _: &str) -> String {
        format!("{} of {whole}", self.by)
    }

    fn says(&self, whole: &Territory) -> String {
        let extent = if self.extent == WHOLE { "the whole" } else { &self.extent };
        format!("{} controls {extent} of {}", self.by, whole.name)
    }
}

impl Entry for Control {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.id(&self.by);
    }

    fn keep(&mut self, known: &Known) -> bool {
        known.has(&self.by)
    }
}
