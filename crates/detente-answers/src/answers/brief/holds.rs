//! Would an agreement hold, in a few lines.

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    conflict::{
        Conflict,
        about::undecided,
        behaviour::Further,
        derivation::Verdicts,
        derived::{Choice, Derived},
        stability,
    },
    page::{Page, Text},
    question::Question,
    text::phrase,
};

/// Whether what could be agreed would hold.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "of", rename_all = "kebab-case")]
pub(super) enum Holds {
    /// The package nearest to a deal, once agreed, with levers as today.
    Agreement {
        /// Whether nobody would gain by leaving it.
        nobody_gains: bool,
        /// Whether credible answers keep those who would.
        kept_by_answers: bool,
        /// Who would leave it, looking at credible answers.
        leaving: Vec<String>,
    },
    /// The conflict that the case states.
    Stated {
        /// How many of its states hold, and whether today's does, in a sentence.
        says: String,
    },
}

impl Holds {
    /// Nothing where no agreement can be modelled.
    pub(super) fn build(question: &Question) -> Option<Self> {
        if let Some(stated) = Conflict::stated(question) {
            let found = stated.and_then(|conflict| stability::answer(&conflict, Further::default()));
            return Some(Self::Stated { says: found.ok()?.in_a_sentence() });
        }
        let derived = Derived::of(question, &Choice::default()).ok()?;
        let state = derived.derivation.agreement()?;
        let verdicts = Verdicts::of(&derived.game, &derived.derivation.choices);
        let players = 0..derived.derivation.players.len();
        let leaving = players.filter(|&player| !verdicts.stable(player, state).seq);
        let holds = verdicts.all(state);
        Some(Self::Agreement {
            nobody_gains: holds.nash,
            kept_by_answers: holds.seq,
            leaving: leaving.map(|player| derived.player(player).to_owned()).collect(),
        })
    }

    pub(super) fn show(&self, question: &Question, page: &mut Page) {
        page.heading("Would it hold?");
        let command = question.command("stability");
        let (nobody_gains, kept_by_answers, leaving) = match self {
            Self::Stated { says } => return page.paragraph(format!("{says} (`{command}`).")),
            Self::Agreement { nobody_gains, kept_by_answers, leaving } => {
                (*nobody_gains, *kept_by_answers, leaving)
            }
        };
        if let Some(undecided) = undecided(question) {
            page.paragraph(Text::new().caution(undecided).plain(format!(
                " Whether the package nearest to a deal would hold hangs on it (`{command}`)."
            )));
            return;
        }
        let text = Text::from("The package nearest to a deal, were it agreed: ");
        let text = if nobody_gains {
            text.favour("nobody gains by leaving it")
        } else if kept_by_answers {
            text.favour("those who gain by leaving fear a credible answer")
        } else {
            let verb = if leaving.len() == 1 { "leaves" } else { "leave" };
            text.against(format!("{} {verb}", phrase::list(leaving)))
                .plain(", and no answer that pays those who give it deters that")
        };
        page.paragraph(text.plain(format!(" (central values; `{command}`).")));
    }
}
