//! Which explanations stand, with and without evidence of low grade.

use detente_case::{Bearing, ClaimId, Grade, HypothesisId, MediatorRole, PartyId};
use detente_talks::hypotheses::{self, Balance, Count, LowGrades, RoleBand, RoleStanding, Standing, Weighed};
use serde::Serialize;

use crate::{
    page::{Page, Table, Text},
    question::Question,
    text::Reference,
};

/// Explanations and what bears on them.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Explanations {
    /// Every hypothesis.
    pub hypotheses: Vec<Hypothesis>,
    /// For each mediator, the roles that still stand.
    pub roles: Vec<Band>,
}

/// One hypothesis, weighed.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Hypothesis {
    /// The hypothesis.
    pub id: HypothesisId,
    /// What it says.
    pub says: String,
    /// What bears on it.
    pub evidence: Vec<Evidence>,
    /// With evidence of every grade, assumptions included.
    pub all: Balance,
    /// With reported evidence that is not of low grade (E, F, 5 or 6).
    pub without_low: Balance,
    /// Whether leaving out low grades and assumptions changes where it stands.
    pub flips: bool,
    /// Where it is reported.
    pub said: Reference,
}

/// One claim that bears on a hypothesis.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Evidence {
    /// The claim.
    pub claim: ClaimId,
    /// What it says.
    pub says: String,
    /// How it bears.
    pub bearing: Bearing,
    /// Its grade; absent when it is assumed.
    pub grade: Option<Grade>,
    /// Whether it is left out without low grades.
    pub left_out: bool,
    /// Where it is reported.
    pub said: Reference,
}

/// The roles of a mediator that still stand.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Band {
    /// The party.
    pub party: PartyId,
    /// Every role that some hypothesis ascribes to it, least intrusive first.
    pub roles: Vec<Role>,
    /// The least and the most intrusive role for which something speaks.
    pub all: Option<Intrusion>,
    /// The same without evidence of low grade.
    pub without_low: Option<Intrusion>,
}

/// From one role to a more intrusive one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Intrusion {
    /// The least intrusive.
    pub least: MediatorRole,
    /// The most intrusive.
    pub most: MediatorRole,
}

impl From<(MediatorRole, MediatorRole)> for Intrusion {
    fn from((least, most): (MediatorRole, MediatorRole)) -> Self {
        Self { least, most }
    }
}

/// One role of one mediator.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Role {
    /// The role.
    pub is: MediatorRole,
    /// Where it stands with evidence of every grade.
    pub all: Standing,
    /// Where it stands without evidence of low grade.
    pub without_low: Standing,
}

impl Explanations {
    pub(crate) fn build(question: &Question) -> Self {
        let weighed = hypotheses::hypotheses(&question.case, LowGrades::Usual);
        let bands = hypotheses::role_bands(&question.case, LowGrades::Usual);
        Self {
            hypotheses: weighed.iter().map(|found| Hypothesis::of(question, found)).collect(),
            roles: bands.iter().map(band).collect(),
        }
    }

    pub(crate) fn show(&self, page: &mut Page, question: &Question) {
        if self.hypotheses.is_empty() {
            return;
        }
        page.heading("Which explanations stand?");
        let mut table = Table::new(["explanation", "for", "against", "stands", "without weak evidence"]);
        for hypothesis in &self.hypotheses {
            table.row(vec![
                Text::from(&hypothesis.says),
                Text::from(claims(hypothesis.all.consistent)),
                Text::from(claims(hypothesis.all.inconsistent)),
                standing(hypothesis.all.standing),
                standing(hypothesis.without_low.standing),
            ]);
        }
        page.table(table);
        page.paragraph(
            "The numbers count claims; in brackets stands how many of them come from different original \
             sources. Weak evidence has a grade of E, F, 5 or 6, or is an assumption.",
        );
        page.list(self.roles.iter().map(|band| band.text(question)).collect());
    }
}

impl Hypothesis {
    pub(crate) fn of(question: &Question, found: &Weighed<'_>) -> Self {
        let case = &question.case;
        let says = case.hypotheses.get(found.hypothesis).map(|hypothesis| hypothesis.says.clone());
        let evidence = found.evidence.iter().map(|evidence| Evidence {
            claim: evidence.claim.clone(),
            says: case.claims.get(evidence.claim).map(|claim| claim.says.clone()).unwrap_or_default(),
            bearing: evidence.bearing,
            grade: evidence.grade,
            left_out: evidence.left_out,
            said: question.reference(evidence.said.0),
        });
        Self {
            id: found.hypothesis.clone(),
            says: says.unwrap_or_else(|| found.hypothesis.to_string()),
            evidence: evidence.collect(),
            all: found.all,
            without_low: found.without_low,
            flips: found.flips,
            said: question.reference(found.said.0),
        }
    }
}

impl Band {
    fn text(&self, question: &Question) -> Text {
        let text =
            Text::new().strong(question.short(&self.party)).plain(" as a mediator: ").then(span(self.all));
        if self.all == self.without_low {
            text.plain(", with and without weak evidence.")
        } else {
            text.plain("; without weak evidence ").then(span(self.without_low)).plain(".")
        }
    }
}

fn band(found: &RoleBand<'_>) -> Band {
    let role =
        |found: &RoleStanding<'_>| Role { is: found.role, all: found.all, without_low: found.without_low };
    Band {
        party: found.party.clone(),
        roles: found.roles.iter().map(role).collect(),
        all: found.all.map(Intrusion::from),
        without_low: found.without_low.map(Intrusion::from),
    }
}

fn span(band: Option<Intrusion>) -> Text {
    match band {
        None => Text::new().caution("no role has evidence"),
        Some(Intrusion { least, most }) if least == most => {
            Text::from(format!("the evidence supports {least}"))
        }
        Some(Intrusion { least, most }) => Text::from(format!("the evidence supports {least} to {most}")),
    }
}

fn claims(count: Count) -> String {
    if count.claims == 0 { "–".to_owned() } else { format!("{} ({})", count.claims, count.independent) }
}

/// Where a hypothesis stands, in the words of the page.
pub(crate) fn standing(standing: Standing) -> Text {
    match standing {
        Standing::Supported => Text::new().favour("supported"),
        Standing::Contested => Text::new().caution("contested"),
        Standing::Unsupported => Text::new().against("unsupported"),
        Standing::NoEvidence => Text::new().caution("no evidence"),
    }
}
