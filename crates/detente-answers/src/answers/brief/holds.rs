//! Would an agreement hold, in a few lines.

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    answers::{
        behaviour::Further,
        conflict_file,
        stability::setup::{Choice, Setup, undecided},
    },
    derivation::Verdicts,
    page::{Page, Text},
    question::Question,
    text::{ByConcept, phrase},
};

/// Whether the package nearest to a deal would hold once agreed.
#[derive(Serialize, JsonSchema)]
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
        if let Some(stated) = conflict_file::of_case(question) {
            let stated = stated.and_then(|file| conflict_file::stability(&file, Further::default())).ok()?;
            return Some(Self::Stated { sentence: stated.in_a_sentence() });
        }
        let setup = Setup::of(question, &Choice::default()).ok()?;
        let state = setup.derivation.agreement()?;
        let verdicts = Verdicts::of(&setup.conflict, &setup.derivation.choices);
        let players = 0..setup.derivation.players.len();
        let leaving = players.filter(|&player| !verdicts.stable(3, player, state));
        Some(Self::Derived {
            undecided: undecided(question),
            holds: verdicts.all(state).into(),
            leaving: leaving.map(|player| setup.player(player).to_owned()).collect(),
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
                    " Whether the package nearest to a deal would hold hangs on it (`{command}`)."
                )));
                return;
            }
            Self::Derived { undecided: None, holds, leaving } => (holds, leaving),
        };
        let text = Text::from("The package nearest to a deal, were it agreed: ");
        let text = if holds.nash {
            text.favour("nobody gains by leaving it")
        } else if holds.seq {
            text.favour("those who gain by leaving fear a credible answer")
        } else {
            let verb = if leaving.len() == 1 { "leaves" } else { "leave" };
            text.against(format!("{} {verb}", phrase::list(leaving)))
                .plain(", and no answer that pays those who give it deters that")
        };
        page.paragraph(text.plain(format!(" (central values; `{command}`).")));
    }
}
