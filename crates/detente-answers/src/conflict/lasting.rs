//! Does an agreement hold once it is made? One computation and one sentence, wherever it is asked.

use serde::Serialize;

use super::{concepts::ByConcept, derivation::Verdicts, derived::Derived, who::Who};
use crate::{page::Text, text::phrase};

/// Whether an agreement holds, and who leaves it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Lasting {
    /// Under which concepts nobody leaves it. Where the consent of somebody who would withdraw it is not in the model,
    /// under none.
    pub holds: ByConcept<bool>,
    /// Who leaves it, looking at answers that pay those who give them (`seq`): in the model, and beyond it whoever gains
    /// by withdrawing alone.
    pub leaving: Vec<Who>,
}

impl Lasting {
    /// Of an agreement, by the place of its state.
    #[must_use]
    pub fn of(derived: &Derived, verdicts: &Verdicts, state: usize) -> Self {
        let players = 0..derived.derivation.players.len();
        let leaving = players.filter(|&player| !verdicts.stable(player, state).seq);
        let leaving = leaving.map(|player| derived.player(player).clone());
        // Who is not in the model has no move in it: whether it would withdraw alone needs no states.
        let withdrawing = derived.withdrawing_beyond_the_model();
        let holds = if withdrawing.is_empty() { verdicts.all(state) } else { ByConcept::default() };
        Self { holds, leaving: leaving.chain(withdrawing).collect() }
    }

    /// "The agreement does not hold: UA and RU leave it, and no answer that others gain by deters them", with this name
    /// for the agreement and without a full stop.
    #[must_use]
    pub fn text(&self, agreement: &str) -> Text {
        let text = Text::new();
        let (verb, expect, them) =
            if self.leaving.len() == 1 { ("leaves", "expects", "it") } else { ("leave", "expect", "them") };
        let leaving = phrase::list(&self.leaving);
        match self.holds.array() {
            [true, ..] => text.favour(format!("{agreement} holds: nobody gains by leaving it")),
            [.., true] => {
                text.favour(format!("{agreement} holds: others would answer whoever leaves it, and gain by that"))
            }
            [_, true, ..] => text.caution(format!(
                "{agreement} holds only if {leaving} {expect} the others to strike back even at a cost to themselves; otherwise \
                 {leaving} {verb} it"
            )),
            [_, false, ..] => text
                .against(format!("{agreement} does not hold"))
                .plain(format!(": {leaving} {verb} it, and no answer that others gain by deters {them}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lasting(holds: ByConcept<bool>, leaving: &[&str]) -> String {
        let leaving = leaving.iter().map(|name| Who::named(name)).collect();
        Lasting { holds, leaving }.text("The pact").words()
    }

    #[test]
    fn each_way_to_hold_has_its_own_words() {
        let all = ByConcept { nash: true, gmr: true, smr: true, seq: true };
        assert_eq!(lasting(all, &[]), "The pact holds: nobody gains by leaving it");
        let answered = ByConcept { nash: false, ..all };
        assert!(lasting(answered, &[]).starts_with("The pact holds: others would answer"));
        let feared = ByConcept { seq: false, ..answered };
        assert!(lasting(feared, &["B"]).ends_with("otherwise B leaves it"));
        let none = ByConcept::default();
        let told = "The pact does not hold: B leaves it, and no answer that others gain by deters it";
        assert_eq!(lasting(none, &["B"]), told);
        assert!(
            lasting(none, &["B", "C"])
                .ends_with("B and C leave it, and no answer that others gain by deters them")
        );
    }
}
