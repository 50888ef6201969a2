//! What each player takes the conflict to be.

use detente_case::{Actor, View};
use detente_conflict::hypergame::Perception;
use serde::Serialize;

use crate::{
    conflict::{
        derivation::Player,
        derived::Derived,
        model::{Conflict, Listed},
    },
    page::Text,
    stop::Stop,
    text::Reference,
};

/// A theory of a lever.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Theory {
    /// The lever.
    lever: String,
    /// What it says.
    says: String,
    /// Where it is said.
    reference: Reference,
    /// Where its numbers come from.
    numbers: Reference,
}

/// By player, which states it sees and what it takes everybody to prefer.
pub(super) fn perceptions(listed: Listed<'_>) -> Result<Vec<Perception>, Stop> {
    let sees = listed.states.sees.iter().cloned();
    if let Some(derived) = listed.conflict.derived() {
        return sees
            .zip(&derived.derivation.players)
            .map(|(sees, player)| believed(derived, player, sees))
            .collect();
    }
    let stated = listed.states.every_move.preferences();
    Ok(sees.map(|sees| Perception { sees, preferences: stated.to_vec() }).collect())
}

/// What a player takes everybody to prefer: the case's numbers, with levers doing what it believes.
fn believed(derived: &Derived, player: &Player, sees: Vec<bool>) -> Result<Perception, Stop> {
    let question = derived.question;
    let believed_by = holder(derived, player);
    let case = question.whole.seen(&View { believed_by, ..question.view.clone() });
    let negotiation = question.lowered(&case);
    let terms = derived.package.as_ref().map(|package| derived.negotiation.terms(package));
    let package = terms.and_then(|terms| negotiation.package(&terms));
    let numbers = derived.derivation.numbers_of(&case, &negotiation, package.as_ref());
    let players = 0..derived.derivation.players.len();
    let preferences = players
        .map(|one| derived.derivation.preference(one, &numbers))
        .collect::<Result<_, _>>()
        .map_err(|error| Stop::refused(format!("no model can be made of this case: {error}")))?;
    Ok(Perception { sees, preferences })
}

/// Who holds the player's theories.
fn holder(derived: &Derived, player: &Player) -> Option<Actor> {
    if let Some(bloc) = &player.bloc {
        return Some(Actor::Bloc(bloc.clone()));
    }
    let party = derived.negotiation.parties().get(*player.members.first()?)?;
    Some(Actor::Party(party.id.clone()))
}

/// The theories of a player about levers in the model.
pub(super) fn theories(conflict: &Conflict, player: usize) -> Vec<Theory> {
    let Some(derived) = conflict.derived() else { return Vec::new() };
    let Some(player) = derived.derivation.players.get(player) else { return Vec::new() };
    let (question, holder) = (derived.question, holder(derived, player));
    let held = question.case.beliefs.values().filter(|belief| Some(&belief.holder) == holder.as_ref());
    let in_the_model = held
        .filter(|belief| derived.derivation.courses.iter().any(|course| course.id == belief.lever.as_str()));
    in_the_model
        .map(|belief| Theory {
            lever: belief.lever.to_string(),
            says: belief.says.clone(),
            reference: question.reference(&belief.origin),
            numbers: question.reference(&belief.effects_origin),
        })
        .collect()
}

impl Theory {
    /// "new-sanctions: hurts more [npr#9, C2]".
    pub(super) fn text(&self) -> Text {
        let said =
            Text::new().strong(&self.lever).plain(format!(": {} [", self.says)).then(self.reference.text());
        let numbers = self.numbers.text();
        if numbers == self.reference.text() {
            said.plain("]")
        } else {
            said.plain("; numbers ").then(numbers).plain("]")
        }
    }
}
