//! Explanations weighed against evidence.

use super::table::{Entry, Table, has_origin};
use crate::{
    Bearing, ClaimId, HypothesisId, ItemKind, MediatorRole, Origin, PartyId,
    item::Mentions,
    known::Known,
    shape::{Kind, PARTY, Shape, optional, required, words},
    tree::Row,
};

/// An explanation weighed against evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hypothesis {
    /// What it says.
    pub says: String,
    /// The role it ascribes to a mediator, if it is about one.
    pub role: Option<(PartyId, MediatorRole)>,
    /// Explanations that exclude it.
    pub rivals: Vec<HypothesisId>,
    /// What bears on it.
    pub evidence: Vec<Evidence>,
    /// Where this is said.
    pub origin: Origin,
}

/// One claim and how it bears on a hypothesis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The claim.
    pub claim: ClaimId,
    /// How it bears.
    pub bearing: Bearing,
}

const CLAIM: Kind = Kind::Name(ItemKind::Claim);

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

impl Table for Hypothesis {
    const SHAPE: &'static Shape = &Shape::defining(
        ItemKind::Hypothesis,
        "An explanation weighed against evidence.",
        &[
            required("says", Kind::Text, "what it says"),
            optional("role", Kind::Table(&ROLE), "the role it ascribes to a mediator, if it is about one"),
            optional("rivals", Kind::List(&Kind::Name(ItemKind::Hypothesis)), "explanations that exclude it"),
            optional("evidence", Kind::List(&Kind::Table(&EVIDENCE)), "what bears on it"),
        ],
    );

    fn read(row: Row<'_>) -> Option<Self> {
        let evidence =
            |row: Row<'_>| Some(Evidence { claim: row.name("claim")?, bearing: row.word("bearing")? });
        Some(Self {
            says: row.text("says")?,
            role: row.part("role").and_then(|role| Some((role.name("party")?, role.word("role")?))),
            rivals: row.names("rivals"),
            evidence: row.parts("evidence").into_iter().filter_map(evidence).collect(),
            origin: row.origin(),
        })
    }

    fn says(&self) -> String {
        self.says.clone()
    }
}

impl Entry for Hypothesis {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.ids(self.role.iter().map(|(party, _)| party));
        mentions.ids(&self.rivals);
        mentions.ids(self.evidence.iter().map(|evidence| &evidence.claim));
    }

    fn keep(&mut self, known: &Known) -> bool {
        known.retain(&mut self.rivals);
        self.evidence.retain(|evidence| known.has(&evidence.claim));
        self.role.as_ref().is_none_or(|(party, _)| known.has(party))
    }
}
