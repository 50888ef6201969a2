//! Does it matter what a mediator does, and when a threat runs out? In a few lines.

use detente_agreement::{Negotiation, Share};
use detente_case::{MediatorRole, PartyId, PartyRole, UltimatumId};
use detente_simulation::{
    deadlines::{Times, deadlines},
    mediators::{Play, play},
    pace::Habits,
};
use serde::Serialize;

use crate::{
    answers::verdict::percent,
    page::{Page, Table, Text},
    question::Question,
};
use detente_agreement::Plan;

/// What mediators in their roles and threats do to the talks, in simulated worlds.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Talking {
    /// In how many worlds talks are played.
    worlds: u32,
    /// By mediator, its roles.
    mediators: Vec<Mediator>,
    /// Every ultimatum that has a deadline and a chance.
    threats: Vec<Threatened>,
}

/// One mediator.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Mediator {
    /// Who.
    party: PartyId,
    /// Its roles.
    roles: Vec<Role>,
}

/// One role.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::struct_field_names, reason = "the key of the JSON")]
struct Role {
    /// The role.
    role: MediatorRole,
    /// Who is not asked, where it imposes.
    without_consent_of: Option<PartyId>,
    /// In what share of the worlds it is agreed.
    agreed: Share,
    /// Among those, in what share it holds once the mediator's levers lapse.
    holds: Share,
}

/// Talks under one threat.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Threatened {
    /// The ultimatum.
    ultimatum: UltimatumId,
    /// After how many days.
    days: u32,
    /// In what share of the worlds it is agreed by then.
    agreed: Agreed,
}

/// Agreement without a threat and with it.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Agreed {
    /// Without it.
    without: Share,
    /// With it, where nobody heeds it.
    unheeded: Share,
    /// With it, where all do.
    heeded: Share,
}

/// More packages than this may take longer to search, world by world, than a page may.
const MOST_PACKAGES: u64 = 1 << 20;

impl Talking {
    /// Nothing where nobody mediates and nothing is threatened, or where it would take too long.
    pub(super) fn build(question: &Question, negotiation: &Negotiation) -> Option<Self> {
        if too_many(negotiation) {
            return None;
        }
        // As many worlds as `roles` and `deadline` play: then all say the same.
        let plan = question.plan;
        let case = &question.case;
        let mediators = case.parties.iter().filter(|(_, party)| party.role == PartyRole::Mediator);
        let mediators = mediators.filter_map(|(id, _)| {
            let played = play(case, negotiation, id, plan, Habits::default())?;
            let plays =
                [&played.facilitate, &played.formulate, &played.manipulate].into_iter().chain(&played.impose);
            let role = |play: &Play| Role {
                role: play.role,
                without_consent_of: play.without_consent_of.clone(),
                agreed: play.agreement,
                holds: play.holding.when_levers_lapse,
            };
            Some((played.worlds, Mediator { party: id.clone(), roles: plays.map(role).collect() }))
        });
        let (worlds, mediators): (Vec<u32>, Vec<Mediator>) = mediators.unzip();
        let threatened = case.standing_ultimatums().next().is_some();
        let threats = if threatened { threats(question, negotiation, plan) } else { Vec::new() };
        let worlds = worlds.first().copied().unwrap_or(plan.draws);
        (!mediators.is_empty() || !threats.is_empty()).then_some(Self { worlds, mediators, threats })
    }

    /// That it is not on the page although somebody mediates or threatens, and why.
    pub(super) fn left_off(question: &Question, negotiation: &Negotiation) -> Option<String> {
        let case = &question.case;
        let mediated = case.parties.values().any(|party| party.role == PartyRole::Mediator);
        let commands: Vec<_> =
            [(mediated, "roles"), (case.standing_ultimatums().next().is_some(), "deadline")]
                .into_iter()
                .filter(|(has, _)| *has)
                .map(|(_, command)| format!("`{}`", question.command_from_here(command, "")))
                .collect();
        (!commands.is_empty() && too_many(negotiation)).then(|| {
            format!(
                "Whether it matters what the mediator does, and when: with more than {MOST_PACKAGES} packages, playing \
                 the talks takes longer than a page may. Ask {}.",
                commands.join(" or ")
            )
        })
    }

    pub(super) fn show(&self, question: &Question, page: &mut Page) {
        page.heading("Does it matter what the mediator does, and when?");
        for mediator in &self.mediators {
            let mut table =
                Table::new([question.short(&mediator.party), "agreed", "of which holds"]).tight(&[0, 1, 2]);
            for role in &mediator.roles {
                // What is imposed on a party whose yes makes the thing is no agreement: it has no share, and nothing holds.
                let (agreed, holds) = match &role.without_consent_of {
                    Some(_) => {
                        let none = format!("no {}", question.case.instrument.class);
                        (Text::new().caution(none), "–".to_owned())
                    }
                    None if role.holds.draws == 0 => (percent(role.agreed.share).into(), "–".to_owned()),
                    None => (percent(role.agreed.share).into(), percent(role.holds.share)),
                };
                table.row(vec![Text::new().strong(role.told(question)), agreed, Text::from(holds)]);
            }
            page.table(table);
        }
        if !self.mediators.is_empty() {
            page.paragraph(format!(
                "Numbers are per 100 talks; {} were simulated. Holds: everyone whose consent is needed would still \
                 agree after the mediator's levers lapse. These are two questions; do not multiply the \
                 numbers (`{}`).",
                self.worlds,
                question.command("roles")
            ));
        }
        let threat = |threat: &Threatened| {
            let Agreed { without, unheeded, heeded } = &threat.agreed;
            let [without, unheeded, heeded] = [without, unheeded, heeded].map(|share| percent(share.share));
            let case = &question.case;
            let ultimatum = case.ultimatums.get(&threat.ultimatum);
            let lever = ultimatum.and_then(|ultimatum| case.levers.get(&ultimatum.consequence));
            let name = lever.map_or(threat.ultimatum.as_str(), |lever| &lever.name);
            Text::new().strong(name).plain(format!(
                ": within {} days, {without} of 100 simulated talks end in agreement without this threat, \
                 {unheeded} if nobody reacts to it, and {heeded} if everybody does (`{}`).",
                threat.days,
                question.command("deadline")
            ))
        };
        page.list(self.threats.iter().map(threat).collect());
    }
}

impl Role {
    /// The role, with whom it is not asked.
    fn told(&self, question: &Question) -> String {
        match &self.without_consent_of {
            Some(party) => format!("{} on {}", self.role, question.short(party)),
            None => self.role.to_string(),
        }
    }
}

fn too_many(negotiation: &Negotiation) -> bool {
    let packages = negotiation.packages();
    !packages.exact || packages.packages > MOST_PACKAGES
}

fn threats(question: &Question, negotiation: &Negotiation, plan: Plan) -> Vec<Threatened> {
    let times = Times::default();
    let found = deadlines(&question.case, negotiation, plan, Habits::default(), times);
    let without = found.without.agreed;
    let threatened = found.ultimatums.iter().filter_map(|played| {
        let talks = played.talks.as_ref()?;
        Some(Threatened {
            ultimatum: played.ultimatum.clone(),
            days: times.days,
            agreed: Agreed { without, unheeded: talks.unheeded.agreed, heeded: talks.heeded.agreed },
        })
    });
    threatened.collect()
}
