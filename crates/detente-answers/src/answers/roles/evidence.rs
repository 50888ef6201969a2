//! Which role the evidence speaks for.

use std::collections::BTreeMap;

use detente_case::{MediatorRole, PartyId};
use detente_talks::hypotheses::{LowGrades, RoleStanding, Standing, hypotheses, role_bands};
use serde::Serialize;

use crate::{
    answers::talks::explanations::Intrusion,
    page::{Page, Table, Text},
    question::Question,
    text::phrase,
};

/// The roles of one mediator for which something speaks.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Band {
    /// The mediator.
    pub party: PartyId,
    /// Every role that some hypothesis ascribes to it, least intrusive first.
    roles: Vec<Ascribed>,
    /// The least and the most intrusive role for which something speaks.
    all: Option<Intrusion>,
    /// The same without evidence of low grade.
    without_low: Option<Intrusion>,
}

/// One role ascribed to a mediator.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Ascribed {
    /// The role.
    role: MediatorRole,
    /// The hypotheses that ascribe it, in their own words.
    says: Vec<String>,
    /// Where the best of them stands with evidence of every grade.
    all: Standing,
    /// Where it stands without evidence of low grade.
    without_low: Standing,
    /// How many claims speak against the best of them.
    against: usize,
    /// How many speak against it, without evidence of low grade.
    against_without_low: usize,
}

pub(super) fn bands(question: &Question) -> Vec<Band> {
    let case = &question.case;
    let weighed = hypotheses(case, LowGrades::Usual);
    let least = |role: &RoleStanding<'_>, of: fn(&detente_talks::hypotheses::Weighed<'_>) -> usize| {
        weighed.iter().filter(|found| role.hypotheses.contains(&found.hypothesis)).map(of).min().unwrap_or(0)
    };
    let ascribed = |role: &RoleStanding<'_>| Ascribed {
        role: role.role,
        says: role.hypotheses.iter().filter_map(|id| Some(case.hypotheses.get(*id)?.says.clone())).collect(),
        all: role.all,
        without_low: role.without_low,
        against: least(role, |found| found.all.inconsistent.claims),
        against_without_low: least(role, |found| found.without_low.inconsistent.claims),
    };
    let found = role_bands(case, LowGrades::Usual).into_iter().map(|band| Band {
        party: band.party.clone(),
        roles: band.roles.iter().map(ascribed).collect(),
        all: band.all.map(Intrusion::from),
        without_low: band.without_low.map(Intrusion::from),
    });
    found.collect()
}

/// How much speaks against each role, in a line for each mediator.
pub(super) fn in_a_line(question: &Question, bands: &[Band]) -> Vec<Text> {
    let line = |band: &Band| {
        Text::from(format!("Claims against each role of {}, fewest first: ", question.short(&band.party)))
            .strong(band.by_claims(|role| role.against))
            .plain(band.without_weak())
            .plain(".")
    };
    bands.iter().map(line).collect()
}

impl Band {
    /// `formulate and manipulate (1), impose (2), facilitate (4)`.
    fn by_claims(&self, against: fn(&Ascribed) -> usize) -> String {
        let mut groups: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for role in &self.roles {
            groups.entry(against(role)).or_default().push(role.role.to_string());
        }
        let told = |(count, roles): (&usize, &Vec<String>)| format!("{} ({count})", phrase::list(roles));
        groups.iter().map(told).collect::<Vec<_>>().join(", ")
    }

    /// What the evidence says of each role if that of low grade is left out, where that differs.
    fn without_weak(&self) -> String {
        let without = self.by_claims(|role| role.against_without_low);
        if without == self.by_claims(|role| role.against) {
            "; without weak evidence the same".to_owned()
        } else {
            format!("; without weak evidence {without}")
        }
    }
}

/// Where each role stands by the evidence.
pub(super) fn bands_on(page: &mut Page, question: &Question, bands: &[Band]) {
    for band in bands {
        let party = question.short(&band.party);
        page.heading(format!("Which role of {party} has least against it"));
        let mut table = Table::new(["role", "hypothesis", "against", "without weak evidence"]);
        table.tight = vec![0, 2];
        let mut roles: Vec<_> = band.roles.iter().collect();
        roles.sort_by_key(|role| role.against);
        for role in roles {
            table.row(vec![
                Text::new().strong(role.role.to_string()),
                role.says.join("; ").into(),
                Text::from(role.against.to_string()),
                Text::from(role.against_without_low.to_string()),
            ]);
        }
        page.table(table);
    }
}
