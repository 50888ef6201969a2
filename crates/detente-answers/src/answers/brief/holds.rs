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
    text::phrase,
};

/// Whether the package nearest to a deal would hold once agreed.
#[derive(Serialize, JsonSchema)]
pub(super) struct Holds {
    /// Whether nobody would gain by leaving it, with levers as today.
    nobody_gains: bool,
    /// Whether credible answers keep those who would.
    kept_by_answers: bool,
    /// Who would leave it, looking at credible answers.
    leaving: Vec<String>,
    /// What is said in the place of all that where the case states a conflict of its own.
    stated: Option<String>,
}

impl Holds {
    /// Nothing where no agreement can be modelled.
    pub(super) fn build(question: &Question) -> Option<Self> {
        if let Some(stated) = conflict_file::of_case(question) {
            let stated = stated.and_then(|file| conflict_file::stability(&file, Further::default())).ok()?;
            return Some(Self {
                nobody_gains: false,
                kept_by_answers: false,
                leaving: Vec::new(),
                stated: Some(stated.in_a_sentence()),
            });
        }
        let setup = Setup::of(question, &Choice::default()).ok()?;
        let state = setup.derivation.agreement()?;
        let verdicts = Verdicts::of(&setup.conflict, &setup.derivation.choices);
        let players = 0..setup.derivation.players.len();
        let leaving = players.filter(|&player| !verdicts.stable(3, player, state));
        Some(Self {
            nobody_gains: verdicts.holds(0, state),
            kept_by_answers: verdicts.holds(3, state),
            leaving: leaving.map(|player| setup.player(player).to_owned()).collect(),
            stated: None,
        })
    }

    pub(super) fn show(&self, question: &Question, page: &mut Page) {
        page.heading("Would it hold?");
        if let Some(stated) = &self.stated {
            let command = question.command("stability");
            page.paragraph(format!("{stated} (`{command}`)."));
            return;
        }
        if let Some(undecided) = undecided(question) {
            let command = question.command("stability");
            page.paragraph(Text::new().caution(undecided).plain(format!(
                " Whether the package nearest to a deal would hold hangs on it (`{command}`)."
            )));
            return;
        }
        let text = Text::from("The package nearest to a deal, were it agreed: ");
        let text = if self.nobody_gains {
            text.favour("nobody gains by leaving it")
        } else if self.kept_by_answers {
            text.favour("those who gain by leaving fear a credible answer")
        } else {
            let verb = if self.leaving.len() == 1 { "leaves" } else { "leave" };
            text.against(format!("{} {verb}", phrase::list(&self.leaving)))
                .plain(", and no answer that pays those who give it deters that")
        };
        let command = question.command("stability");
        page.paragraph(text.plain(format!(" (central values; `{command}`).")));
    }
}
