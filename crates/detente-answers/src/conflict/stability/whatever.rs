//! What can be said of the agreement whatever the numbers: who stays for certain, who leaves for certain, and on what
//! it hangs for the others.

use detente_conflict::{
    Conflict as Game,
    explanation::Verdict,
    stability::{Concept, Force, Reading, Rule},
};
use serde::Serialize;

use crate::{
    conflict::{concepts::ByConcept, derived::Derived, verified::explained, who::Who},
    page::Text,
    stop::Stop,
    text::phrase,
};

/// One player, whatever the numbers within their intervals; what nobody states may be anything.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Whatever {
    /// Who.
    player: Who,
    /// Whether it stays for certain.
    stays: ByConcept<bool>,
    /// Whether it leaves for certain.
    leaves: ByConcept<bool>,
    /// What nobody states and its preferences hang on, in words.
    hangs_on: Vec<String>,
}

impl Whatever {
    pub(super) fn of(derived: &Derived, state: usize) -> Result<Vec<Self>, Stop> {
        let certain = derived.derivation.certain(
            &derived.question.case,
            &derived.negotiation,
            derived.package.as_ref(),
        );
        let certain =
            certain.map_err(|error| Stop::refused(format!("no model can be made of this case: {error}")))?;
        let players = 0..derived.derivation.players.len();
        players.map(|player| Self::of_player(derived, &certain, player, state)).collect()
    }

    fn of_player(derived: &Derived, certain: &Game, player: usize, state: usize) -> Result<Self, Stop> {
        let stable = |concept: Concept, reading: Reading| {
            let rule = Rule { concept, reading, force: Force::General };
            let found = explained(certain, rule, player, state)?;
            Ok(matches!(found.verdict, Verdict::Stable(_)))
        };
        // It may leave for what it may prefer, and only what is no better for certain deters it.
        let stays = ByConcept::try_of(|concept| stable(concept, Reading::Certain))?;
        // It leaves for what it prefers for certain, and not even what may be no better deters it.
        let leaves = ByConcept::try_of(|concept| Ok::<_, Stop>(!stable(concept, Reading::D)?))?;
        Ok(Self {
            player: derived.player(player).clone(),
            stays,
            leaves,
            hangs_on: unstated(derived, player),
        })
    }

    fn is_certain(&self) -> bool {
        self.stays.any() || self.leaves.any()
    }

    /// "UA stays (GMR and SMR)".
    fn said(&self) -> String {
        let mut parts = Vec::new();
        if self.stays.any() {
            parts.push(format!("{} stays ({})", self.player, phrase::list(&self.stays.under())));
        }
        if self.leaves.any() {
            parts.push(format!("{} leaves ({})", self.player, phrase::list(&self.leaves.under())));
        }
        parts.join(", ")
    }
}

/// What is certain, and for whom nothing is.
pub(super) fn lines(all: &[Whatever]) -> Vec<Text> {
    let certain: Vec<_> = all.iter().filter(|one| one.is_certain()).map(Whatever::said).collect();
    let open: Vec<_> = all.iter().filter(|one| !one.is_certain()).map(|one| one.player.as_str()).collect();
    let mut lines = Vec::new();
    let name = || Text::new().strong("For all numbers");
    lines.push(if certain.is_empty() {
        name()
            .plain(" in their intervals, nothing is certain for anybody: all of this depends on the numbers.")
    } else {
        let others = if open.is_empty() {
            String::new()
        } else {
            format!(" For {} it depends on the numbers.", phrase::list(&open))
        };
        name().plain(format!(" in their intervals, {}.{others}", certain.join("; ")))
    });
    let unstated = all.iter().flat_map(|one| one.hangs_on.iter().map(move |what| (one, what)));
    lines.extend(unstated.map(|(one, what)| {
        Text::new().caution(format!(
            "Unknown: {what}. What {} prefers depends on it, and détente does not fill it in.",
            one.player
        ))
    }));
    lines
}

/// The no-deal values that nobody states. Between agreement and none the preference is then unknown.
fn unstated(derived: &Derived, player: usize) -> Vec<String> {
    let members = derived.derivation.players[player].members.iter();
    let parties = members.filter_map(|member| derived.negotiation.parties().get(*member));
    let missing = parties.filter(|party| derived.question.case.no_deal_of(&party.id).is_none());
    missing
        .map(|party| format!("what no agreement is worth to {}", derived.question.short(&party.id)))
        .collect()
}
