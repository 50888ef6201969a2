//! What a package must settle, and the ways to settle it.

use indexmap::IndexMap;

use super::table::{Entry, Part, Table, has_origin};
use crate::{
    IssueKind, ItemKind, OptionId, Origin, PartyId, RecognitionRung, TerritoryId,
    item::Mentions,
    known::Known,
    shape::{Kind, PARTIES, PARTY, Shape, optional, required, words},
    tree::Row,
};

/// How many options one issue may have.
pub const MOST_OPTIONS: usize = u16::MAX as usize;

/// The most characters of an issue's short name.
pub const SHORT_ISSUE: usize = 24;

/// The most characters of an option's short name.
pub const SHORT_OPTION: usize = 32;

/// A question that a package must settle with one of its options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Its name.
    pub name: String,
    /// A short name for tables and for one page, at most [`SHORT_ISSUE`] characters.
    pub short: Option<String>,
    /// Whether the options are rungs in order.
    pub kind: IssueKind,
    /// Who could settle it; the instrument's consenters unless given.
    pub decided_by: Option<Vec<PartyId>>,
    /// The ways to settle it, in order; never empty.
    pub options: IndexMap<OptionId, IssueOption>,
    /// Where this is said.
    pub origin: Origin,
}

/// One way to settle an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueOption {
    /// Its name.
    pub name: String,
    /// A short name for tables and for one page, at most [`SHORT_OPTION`] characters.
    pub short: Option<String>,
    /// Parties whose consent it needs beyond the instrument's.
    pub needs: Vec<PartyId>,
    /// The acts of recognition it consists of.
    pub recognition: Vec<Recognition>,
    /// Whether it means that the text says nothing on the issue.
    pub silent: bool,
    /// Where this is said.
    pub origin: Origin,
}

/// An act of recognition: by whom, of what, how far, when. Never a yes or no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognition {
    /// Who would recognise.
    pub by: PartyId,
    /// What would be recognised.
    pub territory: TerritoryId,
    /// How far.
    pub rung: RecognitionRung,
    /// At what moment, in words: "at signature".
    pub when: Option<String>,
}

const RECOGNITION: Shape = Shape::plain(
    "recognition",
    "an act of recognition",
    &[
        required("by", PARTY, "who would recognise"),
        required("territory", Kind::Name(ItemKind::Territory), "what would be recognised"),
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
        optional(
            "short",
            Kind::Short(SHORT_OPTION),
            "a short name for tables and for one page, at most 32 characters (default: its name)",
        ),
        optional("needs", PARTIES, "parties whose consent it needs beyond the instrument's"),
        optional(
            "recognition",
            Kind::List(&Kind::Table(&RECOGNITION)),
            "the acts of recognition it consists of",
        ),
        optional("silent", Kind::Flag, "whether the text would say nothing on the issue (default `false`)"),
    ],
);

impl Table for Issue {
    const SHAPE: &'static Shape = &Shape::defining(
        ItemKind::Issue,
        "A question that a package must settle with one of its options.",
        &[
            required("name", Kind::Text, "the question"),
            optional(
                "short",
                Kind::Short(SHORT_ISSUE),
                "a short name for tables and for one page, at most 24 characters (default: its name)",
            ),
            optional(
                "kind",
                Kind::Word(words::<IssueKind>),
                "a ladder's options stand in order, least first (default `choice`)",
            ),
            optional("decided_by", PARTIES, "who could settle it (default: the instrument's consenters)"),
            required("options", Kind::List(&Kind::Table(&OPTION)), "the ways to settle it"),
        ],
    );

    fn read(row: Row<'_>) -> Option<Self> {
        let origin = row.origin();
        let mut options = IndexMap::new();
        for part in row.parts("options") {
            if let Some(id) = part.text("id") {
                options
                    .entry(OptionId::new(id.clone()))
                    .or_insert_with(|| IssueOption::read(&id, part, &origin));
            }
        }
        (!options.is_empty()).then(|| Self {
            name: row.title(),
            short: row.text("short").filter(|short| short.chars().count() <= SHORT_ISSUE),
            kind: row.word("kind").unwrap_or(IssueKind::Choice),
            decided_by: row.get("decided_by").map(|_| row.names("decided_by")),
            options,
            origin,
        })
    }

    fn says(&self) -> String {
        self.name.clone()
    }
}

impl Entry for Issue {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.ids(self.decided_by.iter().flatten());
    }

    fn define(&self, own: &str, known: &mut Known) {
        known.set_options(own, self.options.keys());
    }

    fn keep(&mut self, known: &Known) -> bool {
        self.decided_by.iter_mut().for_each(|parties| known.retain(parties));
        !self.options.is_empty()
    }
}

impl Issue {
    /// Its short name, or its name where it has none.
    #[must_use]
    pub fn short_name(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }
}

impl IssueOption {
    /// Its short name, or its name where it has none.
    #[must_use]
    pub fn short_name(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }

    fn read(id: &str, row: Row<'_>, around: &Origin) -> Self {
        let recognition = |row: Row<'_>| {
            Some(Recognition {
                by: row.name("by")?,
                territory: row.name("territory")?,
                rung: row.word("rung")?,
                when: row.text("when"),
            })
        };
        Self {
            name: row.text("name").unwrap_or_else(|| id.to_owned()),
            short: row.text("short").filter(|short| short.chars().count() <= SHORT_OPTION),
            needs: row.names("needs"),
            recognition: row.parts("recognition").into_iter().filter_map(recognition).collect(),
            silent: row.flag("silent").unwrap_or(false),
            origin: row.origin_within(around),
        }
    }
}

impl Part<Issue> for IssueOption {
    fn title(&self, whole: &str, own: &str) -> String {
        format!("{whole} = {own}")
    }

    fn says(&self, _: &Issue) -> String {
        self.name.clone()
    }
}

impl Entry for IssueOption {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.ids(&self.needs);
        for act in &self.recognition {
            mentions.id(&act.by);
            mentions.id(&act.territory);
        }
    }

    fn keep(&mut self, known: &Known) -> bool {
        self.recognition.retain(|act| known.has(&act.by) && known.has(&act.territory));
        self.needs.iter().all(|party| known.has(party))
    }
}
