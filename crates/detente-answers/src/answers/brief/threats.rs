//! Threats: who would be hurt if they are carried out, and who would gain.

use detente_agreement::incidence::{self, PartyChange, PerverseIncentive};
use detente_case::PartyId;
use serde::Serialize;

use crate::{
    page::{Page, Text},
    question::Question,
    text::{Reference, dates, threats, wording},
};

/// One ultimatum.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Threat {
    /// Who threatens.
    pub(super) issuer: PartyId,
    /// Whom it is addressed to.
    pub(super) addressed_to: Vec<PartyId>,
    /// What would follow.
    pub(super) name: String,
    /// By when, in the words of its source where it has any, as a part of a sentence; empty where no source says.
    #[serde(skip)]
    pub(super) by: String,
    /// Who threatens whom with what.
    sentence: String,
    /// What carrying it out does to each party's no-deal value.
    pub(super) changes: Vec<PartyChange>,
    /// Who gains from tripping a trigger meant for it.
    pub(super) perverse: Vec<PerverseIncentive>,
    /// Where the threat comes from: where it is assumed, first where its consequence is reported as threatened.
    pub(super) references: Vec<Reference>,
    /// Where the threat comes from, as a page has it in brackets.
    #[serde(skip)]
    said: Text,
    /// Where the numbers come from.
    effects: Reference,
}

/// Every ultimatum and what carrying it out does.
pub(super) fn build(question: &Question) -> Vec<Threat> {
    let threat = |ultimatum: &incidence::UltimatumIncidence| {
        let said = question.case.ultimatums.get(&ultimatum.ultimatum)?;
        let consequence = question.case.levers.get(&ultimatum.consequence);
        let name = consequence.map_or(ultimatum.consequence.as_str(), |lever| &lever.name);
        let deadline = dates::deadline(question, said).map_or(String::new(), |when| format!(", {when}"));
        let defined = if ultimatum.trigger_defined { "" } else { " (not defined)" };
        Some(Threat {
            issuer: ultimatum.issuer.clone(),
            name: name.to_owned(),
            by: said.deadline.as_ref().map_or_else(String::new, |when| match &when.words {
                Some(words) => format!(", \"{words}\""),
                None => deadline.clone(),
            }),
            references: threats::said(question, said),
            said: threats::said_in_brackets(question, said),
            addressed_to: ultimatum.addressed_to.clone(),
            effects: question
                .reference(consequence.map_or(&said.effects_origin, |lever| &lever.effects_origin)),
            sentence: format!(
                "{}: {name}{deadline}, if {}{defined}",
                threats::from_to(question, &ultimatum.issuer, &ultimatum.addressed_to),
                ultimatum.trigger
            ),
            changes: ultimatum.changes.clone(),
            perverse: ultimatum.perverse.clone(),
        })
    };
    incidence::incidence(&question.case).ultimatums.iter().filter_map(threat).collect()
}

/// `UA -25 to -10, RU 0 to 10`: what is stated and not nothing.
fn changes(question: &Question, changes: &[incidence::PartyChange]) -> String {
    let stated = changes.iter().filter_map(|change| {
        let by = change.change.filter(|by| *by != detente_case::Interval::ZERO)?;
        Some(format!("{} {}", question.short(&change.party), wording::signed(by)))
    });
    let stated: Vec<_> = stated.collect();
    if stated.is_empty() { "effect not stated".to_owned() } else { stated.join(", ") }
}

pub(super) fn show(question: &Question, threats: &[Threat], page: &mut Page) {
    if !threats.is_empty() {
        page.heading("Threats, and how carrying them out would change no-deal values");
        page.list(threats.iter().map(|threat| threat.text(question)).collect());
    }
}

impl Threat {
    fn text(&self, question: &Question) -> Text {
        let perverse = self.perverse.iter().map(|perverse| {
            format!(" Carried out, it {}.", threats::rewards_with_interval(question, perverse))
        });
        let to = if self.perverse.is_empty() {
            String::new()
        } else {
            format!(" {}", threats::addressed(question, &self.addressed_to))
        };
        Text::from(self.sentence.as_str())
            .then(self.said.clone())
            .plain(format!(". {}", changes(question, &self.changes)))
            .then(self.effects.in_brackets())
            .plain(".")
            .caution(perverse.collect::<String>())
            .plain(to)
    }
}
