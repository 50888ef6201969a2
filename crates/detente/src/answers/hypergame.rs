//! The answer of `detente hypergame`: what each player takes the others to want, and where it is wrong.
//!
//! Each player sees lever effects as it believes them to be; what levers cost, what no deal and the package are
//! worth, and who can do what, all see alike. First-level hypergame: each plays the game that it sees.

use detente_case::{Actor, View};
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    Answer, Question, Reference, phrase,
    stability::setup::{self, Choice, OnTheTable, Setup},
    verdict::lowered,
};
use crate::{
    derivation::{Player, Verdicts},
    failure::Failure,
    page::{Page, Text},
};

/// How many states are named of each kind.
const MOST: usize = 4;

/// What each expects, and what would come.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Hypergame {
    /// The package meant to be agreed; absent where rules leave none.
    on_the_table: Option<OnTheTable>,
    /// Whether each player, by its own theory, stays in the agreement (SEQ); empty where there is none.
    stays: Vec<(String, bool)>,
    /// Each player's game.
    games: Vec<Game>,
}

/// The game that one player sees.
#[derive(Serialize, JsonSchema)]
struct Game {
    /// Who sees it.
    player: String,
    /// Its theories of levers in the model.
    theories: Vec<Theory>,
    /// Of whom it wrongly expects that they stay in the agreement.
    wrongly_expected_to_stay: Vec<String>,
    /// Of whom it wrongly expects that they leave it.
    wrongly_expected_to_leave: Vec<String>,
    /// States that it expects to hold (SEQ) and that do not, the nearest to today; at most a few.
    illusions: Vec<String>,
    /// States that hold and that it does not expect to, the nearest to today; at most a few.
    surprises: Vec<String>,
    /// How many states there are of either kind.
    counts: (usize, usize),
}

/// A theory of a lever.
#[derive(Serialize, JsonSchema)]
struct Theory {
    /// The lever.
    lever: String,
    /// What it says.
    says: String,
    /// Where it is said.
    reference: Reference,
    /// Where its numbers come from.
    numbers: Reference,
}

/// Builds the answer.
pub(crate) fn answer(question: &Question, choice: &Choice) -> Result<Hypergame, Failure> {
    let setup = Setup::of(question, choice)?;
    let derivation = &setup.derivation;
    let seen: Vec<Verdicts> = derivation
        .players
        .iter()
        .map(|player| seen_by(question, &setup, player))
        .collect::<Result<_, _>>()?;
    let states = 0..derivation.codes.len();
    let players = 0..derivation.players.len();
    let comes: Vec<bool> = states
        .clone()
        .map(|state| players.clone().all(|player| seen[player].stable(3, player, state)))
        .collect();
    let agreement = derivation.agreement();
    let games = players.clone().map(|player| {
        let others = players.clone().filter(|&other| other != player);
        let wrong = |expected: bool| -> Vec<String> {
            let Some(state) = agreement else { return Vec::new() };
            let wrong = others.clone().filter(|&other| {
                seen[player].stable(3, other, state) == expected
                    && seen[other].stable(3, other, state) != expected
            });
            wrong.map(|other| setup.player(other).to_owned()).collect()
        };
        let differing = |expected: bool| -> Vec<usize> {
            let differs =
                |&state: &usize| seen[player].holds(3, state) == expected && comes[state] != expected;
            let mut found: Vec<usize> = states.clone().filter(differs).collect();
            found.sort_by_key(|&state| {
                ((derivation.codes[state] ^ derivation.codes[derivation.today]).count_ones(), state)
            });
            found
        };
        let (illusions, surprises) = (differing(true), differing(false));
        let named = |states: &[usize]| states.iter().take(MOST).map(|&state| setup.words(state)).collect();
        Game {
            player: setup.player(player).to_owned(),
            theories: theories(question, &setup, &derivation.players[player]),
            wrongly_expected_to_stay: wrong(true),
            wrongly_expected_to_leave: wrong(false),
            illusions: named(&illusions),
            surprises: named(&surprises),
            counts: (illusions.len(), surprises.len()),
        }
    });
    let games = games.collect();
    let stays = agreement.map_or_else(Vec::new, |state| {
        players.map(|one| (setup.player(one).to_owned(), seen[one].stable(3, one, state))).collect()
    });
    Ok(Hypergame { stays, games, on_the_table: setup.on_the_table })
}

/// Who holds the player's theories.
fn holder(setup: &Setup, player: &Player) -> Option<Actor> {
    if let Some(bloc) = &player.bloc {
        return Some(Actor::Bloc(bloc.clone()));
    }
    let party = setup.negotiation.parties().get(*player.members.first()?)?;
    Some(Actor::Party(party.id.clone()))
}

/// The verdicts in the game that a player sees.
fn seen_by(question: &Question, setup: &Setup, player: &Player) -> Result<Verdicts, Failure> {
    let believed_by = holder(setup, player);
    let case = question.whole.seen(&View { believed_by, ..question.view.clone() });
    let negotiation = lowered(question, &case);
    let terms = setup.package.as_ref().map(|package| setup.negotiation.terms(package));
    let package = terms.and_then(|terms| negotiation.package(&terms));
    let numbers = setup.derivation.numbers_of(&case, &negotiation, package.as_ref());
    let conflict = setup
        .derivation
        .conflict(&numbers)
        .map_err(|error| Failure::Usage(format!("no model can be made of this case: {error}")))?;
    Ok(Verdicts::of(&conflict, &setup.derivation.choices))
}

fn theories(question: &Question, setup: &Setup, player: &Player) -> Vec<Theory> {
    let holder = holder(setup, player);
    let held = question.case.beliefs.values().filter(|belief| Some(&belief.holder) == holder.as_ref());
    let in_the_model = held
        .filter(|belief| setup.derivation.courses.iter().any(|course| course.id == belief.lever.as_str()));
    in_the_model
        .map(|belief| Theory {
            lever: belief.lever.to_string(),
            says: belief.says.clone(),
            reference: question.reference(&belief.origin),
            numbers: question.reference(&belief.effects_origin),
        })
        .collect()
}

impl Answer for Hypergame {
    fn page(&self, question: &Question) -> Page {
        let mut page = Page::new(&question.whole.title);
        page.heading("What each expects of the others");
        setup::begin(&mut page, question, self.on_the_table.as_ref());
        let who = |stays: bool| -> Vec<&str> {
            self.stays.iter().filter(|(_, stay)| *stay == stays).map(|(player, _)| player.as_str()).collect()
        };
        if !self.stays.is_empty() {
            page.paragraph(format!(
                "The agreement, each by its own theory, looking at answers it takes for credible (SEQ): kept by \
                 {}; left by {}.",
                phrase::list(&who(true)),
                phrase::list(&who(false))
            ));
        }
        if self.games.iter().all(|game| game.theories.is_empty()) {
            page.paragraph(
                "Nobody in the case has a theory of his own about a lever: all see the same game.",
            );
        }
        for game in &self.games {
            game.on(&mut page);
        }
        page.next(vec![
            (question.command("stability"), "which states hold by the case's own numbers".to_owned()),
            (question.command("levers"), "the theories, and how strong each would have to be".to_owned()),
        ]);
        page
    }
}

impl Game {
    fn on(&self, page: &mut Page) {
        let wrong = !self.wrongly_expected_to_stay.is_empty()
            || !self.wrongly_expected_to_leave.is_empty()
            || self.counts != (0, 0);
        if self.theories.is_empty() && !wrong {
            return;
        }
        page.heading(format!("{} sees", self.player));
        let theory = |theory: &Theory| {
            let said = Text::new()
                .strong(&theory.lever)
                .plain(format!(": {} [", theory.says))
                .then(theory.reference.text());
            let numbers = theory.numbers.text();
            if numbers == theory.reference.text() {
                said.plain("]")
            } else {
                said.plain("; numbers ").then(numbers).plain("]")
            }
        };
        let mut lines: Vec<Text> = self.theories.iter().map(theory).collect();
        if self.theories.is_empty() {
            lines.push(Text::from("no theory of its own: it takes the case's numbers"));
        }
        if !self.wrongly_expected_to_stay.is_empty() {
            let who = phrase::list(&self.wrongly_expected_to_stay);
            lines.push(Text::new().against(format!("wrongly expects {who} to keep the agreement")));
        }
        if !self.wrongly_expected_to_leave.is_empty() {
            let who = phrase::list(&self.wrongly_expected_to_leave);
            lines.push(Text::new().against(format!("wrongly expects {who} to leave the agreement")));
        }
        let states = |what: &str, states: &[String], count: usize| {
            let more = count.saturating_sub(states.len());
            let more = if more == 0 { String::new() } else { format!(" | and {more} more") };
            Text::from(format!("{what}: {}{more}", states.join(" | ")))
        };
        if !self.illusions.is_empty() {
            lines.push(states("expects to hold what would not", &self.illusions, self.counts.0));
        }
        if !self.surprises.is_empty() {
            lines.push(states("does not expect what would hold", &self.surprises, self.counts.1));
        }
        if !wrong {
            lines.push(Text::from("expects nothing wrongly"));
        }
        page.list(lines);
    }
}
