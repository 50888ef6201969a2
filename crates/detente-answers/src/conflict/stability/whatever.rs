//! What can be said of the agreement whatever the numbers: who stays for certain, who leaves for certain, and on what
//! it hangs for the others.

use detente_conflict::{
    Conflict,
    stability::{Concept, Force, Reading, Rule},
};
use schemars::JsonSchema;
use serde::Serialize;

use super::setup::Setup;
use crate::{
    answers::verified::explained, derivation::CLASSIC, page::Text, question::Question, stop::Stop,
    text::phrase,
};

/// One player, whatever the numbers within their intervals; what nobody states may be anything.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Whatever {
    /// Who.
    player: String,
    /// Under which of Nash, GMR, SMR and SEQ it stays for certain.
    stays_under: Vec<String>,
    /// Under which of Nash, GMR, SMR and SEQ it leaves for certain.
    leaves_under: Vec<String>,
    /// What nobody states and its preferences hang on, in words.
    hangs_on: Vec<String>,
}

impl Whatever {
    pub(super) fn of(question: &Question, setup: &Setup, state: usize) -> Result<Vec<Self>, Stop> {
        let certain = setup.derivation.certain(&question.case, &setup.negotiation, setup.package.as_ref());
        let certain =
            certain.map_err(|error| Stop::Refused(format!("no model can be made of this case: {error}")))?;
        let players = 0..setup.derivation.players.len();
        players.map(|player| Self::of_player(question, setup, &certain, player, state)).collect()
    }

    fn of_player(
        question: &Question,
        setup: &Setup,
        certain: &Conflict,
        player: usize,
        state: usize,
    ) -> Result<Self, Stop> {
        let stable = |concept: Concept, reading: Reading| {
            let rule = Rule { concept, reading, force: Force::General };
            let found = explained(certain, rule, player, state)?;
            Ok(matches!(found.verdict, detente_conflict::explanation::Verdict::Stable(_)))
        };
        let mut stays_under = Vec::new();
        for concept in CLASSIC {
            // It may leave for what it may prefer, and only what is no better for certain deters it.
            if stable(concept, Reading::Certain)? {
                stays_under.push(concept.short().to_owned());
            }
        }
        let mut leaves_under = Vec::new();
        for concept in CLASSIC {
            // It leaves for what it prefers for certain, and not even what may be no better deters it.
            if !stable(concept, Reading::D)? {
                leaves_under.push(concept.short().to_owned());
            }
        }
        Ok(Self {
            player: setup.player(player).to_owned(),
            stays_under,
            leaves_under,
            hangs_on: unstated(question, setup, player),
        })
    }

    fn is_certain(&self) -> bool {
        !self.stays_under.is_empty() || !self.leaves_under.is_empty()
    }

    /// "UA stays (GMR and SMR)".
    fn said(&self) -> String {
        let mut parts = Vec::new();
        if !self.stays_under.is_empty() {
            parts.push(format!("{} stays ({})", self.player, phrase::list(&self.stays_under)));
        }
        if !self.leaves_under.is_empty() {
            parts.push(format!("{} leaves ({})", self.player, phrase::list(&self.leaves_under)));
        }
        parts.join(", ")
    }
}

/// What is certain, and for whom nothing is.
pub(super) fn lines(all: &[Whatever]) -> Vec<Text> {
    let certain: Vec<_> = all.iter().filter(|one| one.is_certain()).map(Whatever::said).collect();
    let open: Vec<_> = all.iter().filter(|one| !one.is_certain()).map(|one| one.player.as_str()).collect();
    let mut lines = Vec::new();
    let name = || Text::new().strong("Whatever the numbers");
    lines.push(if certain.is_empty() {
        name().plain(" within their intervals, nothing is certain of anybody: all of this hangs on them.")
    } else {
        let others = if open.is_empty() {
            String::new()
        } else {
            format!(" For {} it hangs on them.", phrase::list(&open))
        };
        name().plain(format!(" within their intervals, {}.{others}", certain.join("; ")))
    });
    let unstated = all.iter().flat_map(|one| one.hangs_on.iter().map(move |what| (one, what)));
    lines.extend(unstated.map(|(one, what)| {
        Text::new().caution(format!(
            "Not known: {what}. What {} prefers hangs on it, and it is not filled in.",
            one.player
        ))
    }));
    lines
}

/// The no-deal values that nobody states. Between agreement and none the preference is then unknown.
fn unstated(question: &Question, setup: &Setup, player: usize) -> Vec<String> {
    let members = setup.derivation.players[player].members.iter();
    let parties = members.filter_map(|member| setup.negotiation.parties().get(*member));
    let missing = parties.filter(|party| question.case.no_deal_of(&party.id).is_none());
    missing.map(|party| format!("what no agreement is worth to {}", question.short(&party.id))).collect()
}
