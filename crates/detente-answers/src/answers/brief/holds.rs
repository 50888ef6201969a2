//! Would an agreement hold, in a few lines.

use serde::Serialize;

use crate::{
    conflict::{
        Conflict,
        about::undecided,
        behaviour::Further,
        concepts::ByConcept,
        derivation::Verdicts,
        derived::{Choice, Derived},
        stability,
    },
    page::{Page, Text},
    question::Question,
    text::phrase,
};

/// Whether the package nearest to a deal would hold once agreed.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "is", rename_all = "kebab-case")]
pub(super) enum Holds {
    /// The case states a conflict of its own: what that says, in a sentence.
    Stated {
        /// The sentence.
        sentence: String,
    },
    /// From what the case says of levers and no-deal values, at central values.
    Derived {
        /// What nobody has said that it hangs on; absent where nothing is missing.
        undecided: Option<String>,
        /// Whether the package holds, concept by concept.
        holds: ByConcept<bool>,
        /// Who would leave it, looking at credible answers (`seq`).
        leaving: Vec<String>,
    },
}

impl Holds {
    /// Nothing where no agreement can be modelled.
    pub(super) fn build(question: &Question) -> Option<Self> {
        if let Some(stated) = Conflict::stated(question) {
            let found = stated.and_then(|conflict| stability::answer(&conflict, Further::default()));
            return Some(Self::Stated { sentence: found.ok()?.in_a_sentence() });
        }
        let derived = Derived::of(question, &Choice::default()).ok()?;
        let state = derived.derivation.agreement()?;
        let verdicts = Verdicts::of(&derived.game, &derived.derivation.choices);
        let players = 0..derived.derivation.players.len();
        let leaving = players.filter(|&player| !verdicts.stable(player, state).seq);
        Some(Self::Derived {
            undecided: undecided(question),
            holds: verdicts.all(state),
            leaving: leaving.map(|player| derived.player(player).to_owned()).collect(),
        })
    }

    pub(super) fn show(&self, question: &Question, page: &mut Page) {
        page.heading("Would it hold?");
        let command = question.command("stability");
        let (holds, leaving) = match self {
            Self::Stated { sentence } => {
                page.paragraph(format!("{sentence} (`{command}`)."));
                return;
            }
            Self::Derived { undecided: Some(undecided), .. } => {
                page.paragraph(Text::new().caution(undecided).plain(format!(
                    " Whether the package nearest to a deal would hold depends on that (`{command}`)."
                )));
                return;
            }
            Self::Derived { undecided: None, holds, leaving } => (holds, leaving),
        };
        let text = Text::from("If the parties agree on the package nearest to a deal: ");
        let text = if holds.nash {
            text.favour("nobody gains by leaving it")
        } else if holds.seq {
            text.favour("whoever gains by leaving is deterred by an answer that pays those who give it")
        } else {
            let verb = if leaving.len() == 1 { "leaves" } else { "leave" };
            text.against(format!("{} {verb}", phrase::list(leaving)))
                .plain(", and no answer that pays those who give it deters that")
        };
        page.paragraph(text.plain(format!(" (central values; `{command}`).")));
    }
}
