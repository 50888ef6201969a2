//! The answer of `detente path`: from today to the states that hold, step by step.

use detente_conflict::path::routes;
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    Answer, Question,
    stability::{
        State,
        setup::{self, Choice, OnTheTable, Setup},
    },
};
use crate::{
    derivation::Verdicts,
    failure::Failure,
    page::{Page, Text},
};

/// How many routes are shown.
const MOST: usize = 8;

/// The shortest ways from today to the agreements, and to the other states that hold.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Path {
    /// The package meant to be agreed; absent where rules leave none.
    on_the_table: Option<OnTheTable>,
    /// Today, in words.
    today: String,
    /// To the agreement with levers as today, and to other agreements that hold under SEQ; the nearest first.
    to_agreements: Vec<Way>,
    /// To states without agreement that hold under SEQ; the nearest first.
    elsewhere: Vec<Way>,
}

/// The way to one state.
#[derive(Serialize, JsonSchema)]
struct Way {
    /// The state.
    to: State,
    /// The shortest of which every step is a gain to whoever takes it; absent where there is none.
    by_improvements: Option<Vec<String>>,
    /// The shortest of any steps; absent where there is none.
    by_any_moves: Option<Vec<String>>,
    /// Steps of that by which whoever takes them loses at first, with the points lost.
    at_a_loss: Vec<String>,
}

/// Builds the answer.
pub(crate) fn answer(question: &Question, choice: &Choice) -> Result<Path, Failure> {
    let setup = Setup::of(question, choice)?;
    let derivation = &setup.derivation;
    let verdicts = Verdicts::of(&setup.conflict, &derivation.choices);
    let as_today = derivation.agreement();
    let wanted: Vec<bool> = (0..derivation.codes.len())
        .map(|state| Some(state) == as_today || verdicts.holds(3, state))
        .collect();
    let mut ways: Vec<Way> = routes(&setup.conflict, derivation.today, &wanted)
        .unwrap_or_default()
        .into_iter()
        .map(|route| {
            let words =
                |steps: &Option<Vec<_>>| steps.as_ref().map(|steps| setup.route(derivation.today, steps));
            let mut here = derivation.today;
            let mut at_a_loss = Vec::new();
            for step in route.by_any_moves.iter().flatten() {
                let gain = setup.gain(step.party, step.to, here);
                if gain < 0 {
                    let points = if gain < -100_000_000_000 {
                        "its red line".to_owned()
                    } else {
                        format!("{} points", super::stability::setup::points(-gain))
                    };
                    at_a_loss.push(format!("{} ({points})", setup.step(here, step)));
                }
                here = step.to;
            }
            Way {
                to: State::of(&setup, &verdicts, route.to),
                by_improvements: words(&route.by_improvements),
                by_any_moves: words(&route.by_any_moves),
                at_a_loss,
            }
        })
        .collect();
    ways.sort_by_key(|way| {
        let length = |steps: &Option<Vec<String>>| steps.as_ref().map_or(usize::MAX, Vec::len);
        (length(&way.by_improvements), length(&way.by_any_moves), way.to.number)
    });
    let (mut to_agreements, mut elsewhere): (Vec<_>, Vec<_>) =
        ways.into_iter().partition(|way| way.to.agreement);
    to_agreements.truncate(MOST);
    elsewhere.truncate(MOST);
    Ok(Path {
        today: setup.words(derivation.today),
        to_agreements,
        elsewhere,
        on_the_table: setup.on_the_table,
    })
}

impl Answer for Path {
    fn page(&self, question: &Question) -> Page {
        let mut page = Page::new(&question.whole.title);
        page.heading("How one gets there from today");
        setup::begin(&mut page, question, self.on_the_table.as_ref());
        page.paragraph(format!("Today: {}.", self.today));
        page.heading("To an agreement");
        if self.to_agreements.is_empty() {
            page.paragraph("No agreement can be come to.");
        }
        page.list(self.to_agreements.iter().map(Way::text).collect());
        if !self.elsewhere.is_empty() {
            page.heading("To where things rest without one");
            page.list(self.elsewhere.iter().map(Way::text).collect());
        }
        page.paragraph(
            "By gains alone: every step is a gain to whoever takes it. What holds is judged by credible answers (SEQ). \
             The courses of action and where each is said: `detente stability`.",
        );
        page.next(vec![
            (question.command("stability"), "which of these hold, and why".to_owned()),
            (question.command("talks"), "who meets whom to take the first step".to_owned()),
        ]);
        page
    }
}

impl Way {
    fn text(&self) -> Text {
        let holds = if self.to.holds[3] {
            Text::new().favour(" (holds)")
        } else {
            Text::new().against(" (does not hold)")
        };
        let text = Text::new().strong(&self.to.words).then(holds).plain(": ");
        match (self.by_improvements.as_deref(), self.by_any_moves.as_deref()) {
            (Some([]), _) => text.plain("it is where things stand today."),
            (Some(steps), _) => text.plain(format!("by gains alone: {}.", steps.join(", then "))),
            (None, Some(steps)) => {
                let loss = if self.at_a_loss.is_empty() {
                    "Some step gains whoever takes it nothing.".to_owned()
                } else {
                    format!("At a loss to whoever takes it: {}.", self.at_a_loss.join("; "))
                };
                text.plain(format!("not by gains alone; shortest: {}. ", steps.join(", then "))).caution(loss)
            }
            (None, None) => text.against("no sequence of moves leads there."),
        }
    }
}
