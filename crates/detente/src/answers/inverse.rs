//! The answer of `detente inverse`: what would have to be preferred for a state to hold.

use detente_conflict::stability::Concept;
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    Answer, Question,
    number::Points,
    phrase,
    stability::{
        State,
        robust::least_rise,
        setup::{self, Choice, OnTheTable, Setup},
    },
};
use crate::{
    derivation::{Verdicts, undeterred},
    failure::Failure,
    page::{Page, Text},
};

/// How many moves are named.
const MOST: usize = 4;

/// What would have to be preferred for a state to hold.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Inverse {
    /// The package meant to be agreed; absent where rules leave none.
    on_the_table: Option<OnTheTable>,
    /// The state asked about.
    state: State,
    /// Each player: whether the state is stable for it, and what would make it so.
    players: Vec<Turn>,
}

/// What would keep one player in the state.
#[derive(Serialize, JsonSchema)]
struct Turn {
    /// Who.
    player: String,
    /// Whether the state is stable for it when it looks at credible answers (SEQ).
    stable: bool,
    /// What it does by which it gains and which no credible answer deters, at most a few: it would stay if it
    /// preferred none of the states that this leads to.
    undeterred: Vec<String>,
    /// How many such moves there are.
    of: usize,
    /// In an agreement: the least rise in points of what the package is worth to it at which it stays although
    /// nobody answers (Nash); absent where no rise helps.
    points: Option<f64>,
    /// The same with credible answers (SEQ).
    points_with_answers: Option<f64>,
}

/// Builds the answer about a state by number (from 1), else about the agreement with levers as today.
pub(crate) fn answer(question: &Question, choice: &Choice, state: Option<usize>) -> Result<Inverse, Failure> {
    let setup = Setup::of(question, choice)?;
    let derivation = &setup.derivation;
    let count = derivation.codes.len();
    let state = match state {
        Some(number) => number.checked_sub(1).filter(|state| *state < count),
        None => derivation.agreement().or(Some(derivation.today)),
    };
    let state = state.ok_or_else(|| Failure::Usage(format!("states are numbered from 1 to {count}")))?;
    let verdicts = Verdicts::of(&setup.conflict, &derivation.choices);
    let turn = |player: usize| {
        let moves = undeterred(&setup.conflict, Concept::Sequential, player, state);
        let rise = |concept| {
            derivation.is_agreement(state).then(|| least_rise(&setup, concept, player, state)).flatten()
        };
        Turn {
            player: setup.player(player).to_owned(),
            stable: verdicts.stable(3, player, state),
            undeterred: moves.iter().take(MOST).map(|&to| setup.does(state, to)).collect(),
            of: moves.len(),
            points: rise(Concept::Nash),
            points_with_answers: rise(Concept::Sequential),
        }
    };
    Ok(Inverse {
        state: State::of(&setup, &verdicts, state),
        players: (0..derivation.players.len()).map(turn).collect(),
        on_the_table: setup.on_the_table.clone(),
    })
}

impl Answer for Inverse {
    fn page(&self, question: &Question) -> Page {
        let mut page = Page::new(&question.whole.title);
        page.heading("What would have to be preferred for it to hold");
        setup::begin(&mut page, question, self.on_the_table.as_ref());
        let leaving: Vec<_> =
            self.players.iter().filter(|turn| !turn.stable).map(|turn| turn.player.as_str()).collect();
        let text = Text::from(format!("State {}: ", self.state.number)).strong(&self.state.words);
        page.paragraph(if leaving.is_empty() {
            text.plain(". ").favour("It holds").plain(" by credible answers (SEQ).")
        } else {
            text.plain(". ").against("It does not hold").plain(format!(
                " by credible answers (SEQ): {} would leave. All of them would have to change.",
                phrase::list(&leaving)
            ))
        });
        page.list(self.players.iter().map(Turn::text).collect());
        page.paragraph(
            "Each change is of one player's preference, the others' being what they are. Not to prefer those moves is \
             enough; a rise in points is the least that is.",
        );
        page.next(vec![
            (question.command("stability"), "who would leave, and why nothing deters them".to_owned()),
            (question.command("openers"), "which concessions and levers would make it a deal".to_owned()),
        ]);
        page
    }
}

impl Turn {
    fn text(&self) -> Text {
        let name = Text::new().strong(&self.player);
        if self.stable {
            let unasked = self.points.filter(|points| *points > 0.0);
            let unasked = unasked.map_or(String::new(), |points| {
                let points = Points { decimals: 1 }.of(points);
                format!("; that nobody need answer it takes {points} points more")
            });
            return name.favour(" stays").plain(format!("{unasked}."));
        }
        let more = self.of.saturating_sub(self.undeterred.len());
        let more = if more == 0 { String::new() } else { format!("; or {more} more") };
        let text = name.against(" leaves").plain(format!(
            "; it would stay if it did not prefer what follows when it {}{more}",
            self.undeterred.join("; or ")
        ));
        match self.points_with_answers {
            Some(points) => {
                let points = Points { decimals: 1 }.of(points);
                text.plain(format!(": {points} points more in what the agreement is worth to it do that."))
            }
            None => text.plain("."),
        }
    }
}
