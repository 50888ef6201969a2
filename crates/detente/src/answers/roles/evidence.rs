//! Which role the evidence speaks for, and who approves in which order.

use detente_case::{MediatorRole, PartyId, ProtocolId};
use detente_talks::{
    hypotheses::{LowGrades, RoleStanding, Standing, role_bands},
    protocol,
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    answers::{Question, Reference},
    page::{Page, Table, Text},
};

/// The roles of one mediator for which something speaks.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Band {
    /// The mediator.
    pub(crate) party: PartyId,
    /// Every role that some hypothesis ascribes to it, least intrusive first.
    roles: Vec<Ascribed>,
    /// The least and the most intrusive role for which something speaks.
    all: Option<(MediatorRole, MediatorRole)>,
    /// The same without evidence of low grade.
    without_low: Option<(MediatorRole, MediatorRole)>,
}

/// One role ascribed to a mediator.
#[derive(Serialize, JsonSchema)]
struct Ascribed {
    /// The role.
    role: MediatorRole,
    /// The hypotheses that ascribe it, in their own words.
    says: Vec<String>,
    /// Where the best of them stands with evidence of every grade.
    all: Standing,
    /// Where it stands without evidence of low grade.
    without_low: Standing,
}

/// One way of proceeding.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Procedure {
    /// The protocol.
    protocol: ProtocolId,
    /// What it is.
    name: String,
    /// Who writes the text.
    proposer: Option<PartyId>,
    /// Who approves, first to last.
    approval_order: Vec<PartyId>,
    /// Parties that must agree and neither write the text nor may change it.
    no_hand_in_the_text: Vec<PartyId>,
    /// Parties that must agree and stand nowhere in the order of approval.
    never_approves: Vec<PartyId>,
    /// The party that must agree and approves last.
    approves_last: Option<PartyId>,
    /// Where it is said.
    reference: Reference,
}

pub(super) fn bands(question: &Question) -> Vec<Band> {
    let case = &question.case;
    let ascribed = |role: &RoleStanding<'_>| Ascribed {
        role: role.role,
        says: role.hypotheses.iter().filter_map(|id| Some(case.hypotheses.get(*id)?.says.clone())).collect(),
        all: role.all,
        without_low: role.without_low,
    };
    let found = role_bands(case, LowGrades::Usual).into_iter().map(|band| Band {
        party: band.party.clone(),
        roles: band.roles.iter().map(ascribed).collect(),
        all: band.all,
        without_low: band.without_low,
    });
    found.collect()
}

pub(super) fn procedures(question: &Question) -> Vec<Procedure> {
    let owned = |parties: &[&PartyId]| parties.iter().map(|party| PartyId::clone(party)).collect();
    let found = protocol::procedures(&question.case).into_iter().map(|found| Procedure {
        protocol: found.protocol.clone(),
        name: question
            .case
            .protocols
            .get(found.protocol)
            .map_or_else(String::new, |protocol| protocol.name.clone()),
        proposer: found.proposer.cloned(),
        approval_order: owned(&found.approval_order),
        no_hand_in_the_text: owned(&found.no_hand_in_the_text),
        never_approves: owned(&found.never_approves),
        approves_last: found.approves_last.cloned(),
        reference: question.reference(found.said.0),
    });
    found.collect()
}

/// Where each role stands by the evidence.
pub(super) fn bands_on(page: &mut Page, question: &Question, bands: &[Band]) {
    for band in bands {
        let party = question.short(&band.party);
        page.heading(format!("Which role of {party} the evidence speaks for"));
        let mut table = Table::new(["role", "hypothesis", "evidence", "without low grades"]);
        table.tight = vec![0, 2, 3];
        for role in &band.roles {
            table.row(vec![
                Text::new().strong(role.role.to_string()),
                role.says.join("; ").into(),
                standing(role.all).into(),
                standing(role.without_low).into(),
            ]);
        }
        page.table(table);
        let named = |band: Option<(MediatorRole, MediatorRole)>| match band {
            None => "no role".to_owned(),
            Some((least, most)) if least == most => least.to_string(),
            Some((least, most)) => format!("{least} to {most}"),
        };
        page.paragraph(Text::new().strong("Band").plain(format!(
            ": {}; without low grades {}.",
            named(band.all),
            named(band.without_low)
        )));
    }
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Unsupported => "against",
        Standing::NoEvidence => "none",
        Standing::Contested => "for and against",
        Standing::Supported => "for",
    }
}

/// Who writes, and in which order the text is approved.
pub(super) fn procedures_on(page: &mut Page, question: &Question, procedures: &[Procedure]) {
    if procedures.is_empty() {
        return;
    }
    page.heading("Who writes, and who approves in which order");
    page.list(procedures.iter().map(|procedure| line(question, procedure)).collect());
}

fn line(question: &Question, procedure: &Procedure) -> Text {
    let shorts = |parties: &[PartyId], between: &str| {
        parties.iter().map(|party| question.short(party)).collect::<Vec<_>>().join(between)
    };
    let writes = match &procedure.proposer {
        Some(party) => format!("{} writes", question.short(party)),
        None => "who writes is not said".to_owned(),
    };
    let approves = match procedure.approval_order.as_slice() {
        [] => "the order of approval is not said".to_owned(),
        order => format!("approval: {}", shorts(order, ", then ")),
    };
    let mut text = Text::new()
        .strong(procedure.protocol.as_str())
        .plain(format!(": {}; {writes}; {approves}", procedure.name))
        .then(procedure.reference.in_brackets());
    if let Some(last) = &procedure.approves_last {
        text = text.plain(format!(" The text is settled when it comes to {}.", question.short(last)));
    }
    if !procedure.no_hand_in_the_text.is_empty() {
        let parties = shorts(&procedure.no_hand_in_the_text, ", ");
        text = text.caution(format!(" No hand in the text: {parties}."));
    }
    if !procedure.never_approves.is_empty() {
        let parties = shorts(&procedure.never_approves, ", ");
        text = text.against(format!(" Never asked to approve: {parties}."));
    }
    text
}
