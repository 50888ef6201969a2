//! One conflict, wherever it comes from: who can do what, what each prefers, and its states.

use std::sync::Arc;

use detente_conflict::{
    Conflict as Game,
    formats::Maker,
    hypergame::with_misperceptions,
    model::{Choices, ModelError, Pattern, coalesced},
    preference::ranks,
};

use serde::Serialize;

use super::{
    about::{About, OnTheTable},
    barred::{self, Barred},
    derived::Derived,
    refined::Refined,
    rests_on::RestsOn,
    who::{NOBODY, Who},
};
use crate::{question::Question, stop::Stop, text::phrase};

/// The most states whose moves are written out, and that are shown one by one.
pub(super) const MOST: usize = 1 << 12;

/// A conflict, ready to be asked.
pub struct Conflict<'q> {
    /// Where it comes from.
    pub(super) origin: Origin<'q>,
    /// Who acts, what can be done, which states there are.
    pub(super) choices: Choices,
    /// What each prefers, and which states it does not see.
    pub(super) makers: Vec<Maker>,
    /// Whether rankings count where there are any, or statements.
    pub(super) by_ranking: bool,
    /// Players of whose preferences nothing is known, by place.
    pub(super) unknown: Vec<usize>,
    /// Moves that cannot be made.
    pub(super) barred: Vec<Barred>,
    /// By player, what is said of its preferences beyond an order; shorter than players where nothing is.
    pub(super) refined: Vec<Refined>,
    /// States that nobody can tell apart: all that one of these matches are one.
    pub(super) alike: Vec<Pattern>,
    /// Today's state, by place, where it is known.
    pub(super) today: Option<usize>,
    /// What each part of it rests on.
    pub(super) rests_on: RestsOn,
    /// What of a file or a statement is not taken into account, and what was changed on the way.
    pub(super) not_counted: Vec<String>,
    /// The code of what the case says is today's state, whether or not it can occur.
    pub(super) said_today: Option<u64>,
    /// Its states and moves; none where there are more than [`MOST`] states.
    pub(super) states: Option<States>,
}

/// Where a conflict comes from.
pub enum Origin<'q> {
    /// The numbers of a case.
    Derived(Box<Derived<'q>>),
    /// What a case states.
    Stated(&'q Question),
    /// A `.gmcr` file of this name.
    File(String),
}

/// The states of a conflict, its moves and preferences, where there are few enough.
pub struct States {
    /// As in GMCR+, nobody moves to or from a state that it does not see.
    pub(super) game: Arc<Game>,
    /// The same with every move that there is.
    pub(super) every_move: Arc<Game>,
    /// By player, which states it sees.
    pub(super) sees: Vec<Vec<bool>>,
    /// The codes of the states, in rising order; of several that are one, the first.
    pub(super) codes: Vec<u64>,
    /// For each state the codes of those that became it, where some became one.
    members: Option<Vec<Vec<u64>>>,
}

/// What a state is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StateName {
    /// Its number, from 1.
    pub number: usize,
    /// `Y` for each course that is taken and `N` for each that is not, course by course.
    pub courses: String,
    /// In words: what differs from today where the model is derived, else the courses taken.
    pub words: String,
}

/// A conflict with its states.
#[derive(Clone, Copy)]
pub struct Listed<'c> {
    /// The conflict.
    pub(super) conflict: &'c Conflict<'c>,
    /// Its states.
    pub(super) states: &'c States,
}

impl<'q> Conflict<'q> {
    /// What pages say it is about.
    #[must_use]
    pub fn about(&self) -> About<'_> {
        match &self.origin {
            Origin::Derived(derived) => About::Derived(derived.question),
            Origin::Stated(question) => About::Stated(question),
            Origin::File(name) => About::File(name),
        }
    }

    /// The case's numbers, where it is made of them.
    pub(super) fn derived(&self) -> Option<&Derived<'q>> {
        match &self.origin {
            Origin::Derived(derived) => Some(derived),
            Origin::Stated(_) | Origin::File(_) => None,
        }
    }

    /// The package meant to be agreed, where there is one.
    pub(super) fn on_the_table(&self) -> Option<OnTheTable> {
        self.derived().and_then(|derived| derived.on_the_table.clone())
    }

    /// How many players there are.
    pub(super) fn count(&self) -> usize {
        self.choices.parties().len()
    }

    /// Players of whom it is not known, in whole or in part, what they prefer. What the members of a bloc differ about is
    /// not unknown.
    pub(super) fn silent(&self) -> Vec<Who> {
        if self.derived().is_some() {
            return Vec::new();
        }
        let is_silent = |player: &usize| match &self.states {
            Some(states) => states.every_move.preferences().get(*player).is_some_and(|one| !one.is_known()),
            None => self.unknown.contains(player),
        };
        (0..self.count()).filter(is_silent).map(|player| self.player(player).clone()).collect()
    }

    /// A player.
    pub(super) fn player(&self, player: usize) -> &Who {
        self.rests_on.players.get(player).map_or(&NOBODY, |acts| &acts.player)
    }

    /// The names of the courses, in the order of the letters of a state.
    pub(super) fn course_names(&self) -> Vec<&str> {
        self.choices.courses().iter().map(|course| course.name.as_str()).collect()
    }

    /// The code of today's state, where it is known and can occur.
    pub(super) fn today_code(&self) -> Option<u64> {
        self.said_today.filter(|code| self.choices.is_state(*code))
    }

    /// The letters of what is said to be today's state, where it cannot occur.
    pub(super) fn today_infeasible(&self) -> Option<String> {
        let code = self.said_today.filter(|code| !self.choices.is_state(*code))?;
        Some(self.choices.written(code))
    }

    /// A refusal that says of what.
    pub(super) fn refused(&self, why: &dyn std::fmt::Display) -> Stop {
        Stop::refused(match &self.origin {
            Origin::Derived(_) => why.to_string(),
            Origin::Stated(question) => format!("{}: {why}", question.case_argument),
            Origin::File(name) => format!("{name}: {why}"),
        })
    }

    /// Its states one by one; a refusal that says what is asked where there are too many.
    pub(super) fn listed(&self, asked: &str) -> Result<Listed<'_>, Stop> {
        let states = self.states.as_ref().ok_or_else(|| {
            self.refused(&format!(
                "{asked} is not computed for more than {MOST} states: every move would be written out"
            ))
            .with_help(self.fewer_states())
            .with_help("or ask what is answered at this size: `detente stability` with `--holds`, `--where`, `--state` or `--list`")
        })?;
        Ok(Listed { conflict: self, states })
    }

    /// How a model is made smaller.
    pub(super) fn fewer_states(&self) -> String {
        let infeasible = match self.origin {
            Origin::File(_) => "`infeasibles`",
            Origin::Derived(_) | Origin::Stated(_) => "[[conflict.infeasible]]",
        };
        format!(
            "say in {infeasible} what cannot occur together, or leave out courses on which no preference depends, until at \
             most {MOST} states are left"
        )
    }

    /// What does not count where states that somebody does not see are taken as in GMCR+.
    pub(super) fn not_counted_in_one_game(&self) -> Vec<String> {
        let blind = self.makers.iter().zip(self.choices.parties());
        let blind = blind.filter(|(maker, _)| !maker.misperceived.is_empty()).map(|(_, name)| name.as_str());
        let blind: Vec<_> = blind.collect();
        let as_in_one = (!blind.is_empty()).then(|| {
            format!(
                "{} does not see some states: it makes no move to or from them, and everybody knows that, as in \
                 GMCR+; in `detente hypergame` each party plays the game that it sees",
                blind.join(" and ")
            )
        });
        self.not_counted.iter().cloned().chain(as_in_one).collect()
    }

    /// Whether states must be looked at one by one, and why: who can move where is more than courses say.
    pub(super) fn moves_are_more_than_courses(&self) -> Option<&'static str> {
        if self.makers.iter().any(|maker| !maker.misperceived.is_empty()) {
            return Some("states that somebody does not see");
        }
        if self.refined.iter().any(|refined| !refined.is_empty()) {
            return Some("strengths of preference and pairs of states");
        }
        if !self.alike.is_empty() {
            return Some("states that nobody can tell apart");
        }
        (!self.barred.is_empty()).then_some("moves that cannot be made")
    }

    /// What changes between two states, by their codes: what is done, without who does it.
    pub(super) fn does(&self, from: u64, to: u64) -> String {
        if let Some(derived) = self.derived() {
            return derived.does(from, to);
        }
        let (up, down) = (self.named(to & !from), self.named(from & !to));
        let verbs = [("takes up", up), ("gives up", down)];
        let parts = verbs.iter().filter(|(_, names)| !names.is_empty());
        parts.map(|(verb, names)| format!("{verb} {}", names.join(", "))).collect::<Vec<_>>().join(" and ")
    }

    /// What a state with this code and number is called, by the courses taken in it.
    pub(super) fn name_of(&self, number: usize, code: u64) -> StateName {
        let taken = self.named(code);
        let words = if taken.is_empty() { "nothing done".to_owned() } else { phrase::list(&taken) };
        StateName { number, courses: self.choices.written(code), words }
    }

    /// The names of some courses.
    fn named(&self, bits: u64) -> Vec<&str> {
        let courses = self.choices.courses().iter().enumerate();
        let taken = courses.filter(|(place, _)| bits >> place & 1 == 1);
        taken.map(|(_, course)| course.name.as_str()).collect()
    }
}

impl States {
    /// The states of a conflict with these codes.
    pub(super) fn of(conflict: &Conflict, codes: Vec<u64>) -> Result<Self, ModelError> {
        let nothing = Refined::default();
        let preference = |(player, maker): (usize, &Maker)| {
            let ranks = match &maker.ranking {
                _ if conflict.unknown.contains(&player) => None,
                Some(ranking) if conflict.by_ranking => Some(ranks::by_ranking(ranking, codes.len())?),
                Some(_) | None => Some(ranks::by_statements(&maker.statements, &codes)),
            };
            conflict.refined.get(player).unwrap_or(&nothing).preference(ranks, &maker.statements, &codes)
        };
        let preferences = conflict.makers.iter().enumerate().map(preference).collect::<Result<_, _>>()?;
        let every = Game::from_choices(&conflict.choices, codes.clone(), preferences)?;
        let barred = &conflict.barred;
        let every = if barred.is_empty() { every } else { barred::without(&every, barred)? };
        let (every, codes, members) = match conflict.alike.as_slice() {
            [] => (every, codes, None),
            alike => {
                let (game, codes, members) = as_one(&every, &codes, alike)?;
                (game, codes, Some(members))
            }
        };
        let sees = |maker: &Maker| {
            let seen = |code: &u64| !maker.misperceived.iter().any(|unseen| unseen.holds(*code));
            codes.iter().map(seen).collect()
        };
        let sees: Vec<Vec<bool>> = conflict.makers.iter().map(sees).collect();
        let every_move = Arc::new(every);
        let game = if sees.iter().flatten().all(|seen| *seen) {
            Arc::clone(&every_move)
        } else {
            Arc::new(with_misperceptions(&every_move, &sees)?)
        };
        Ok(Self { game, every_move, sees, codes, members })
    }

    /// The place of the state with this code, or that states with this code became.
    pub(super) fn place(&self, code: u64) -> Option<usize> {
        match &self.members {
            None => self.codes.binary_search(&code).ok(),
            Some(members) => members.iter().position(|members| members.contains(&code)),
        }
    }

    /// A state in `Y`, `N` and `-`, where states that became it differ.
    fn written(&self, choices: &Choices, state: usize) -> String {
        let code = self.codes.get(state).copied().unwrap_or(0);
        let members = self.members.as_ref().and_then(|members| members.get(state));
        let differ = members.into_iter().flatten().fold(0, |differ, member| differ | member ^ code);
        Pattern { speaks_of: !differ, taken: code & !differ }.written(choices.courses().len())
    }

    /// The states of a conflict that was derived: everybody sees all.
    pub(super) fn of_derived(derived: &Derived) -> Self {
        let codes = derived.derivation.codes.clone();
        let sees = vec![vec![true; codes.len()]; derived.derivation.players.len()];
        Self {
            game: Arc::clone(&derived.game),
            every_move: Arc::clone(&derived.game),
            sees,
            codes,
            members: None,
        }
    }
}

impl<'c> Listed<'c> {
    /// The conflict as a graph model.
    pub(super) fn game(self) -> &'c Game {
        &self.states.game
    }

    /// All states, by place.
    pub(super) fn all(self) -> std::ops::Range<usize> {
        0..self.states.codes.len()
    }

    /// All players, by place.
    pub(super) fn players(self) -> std::ops::Range<usize> {
        0..self.conflict.count()
    }

    /// The code of a state.
    pub(super) fn code(self, state: usize) -> u64 {
        self.states.codes.get(state).copied().unwrap_or(0)
    }

    /// The courses that differ between a state and today's; that are taken, where today's is not known.
    pub(super) fn changed(self, state: usize) -> u64 {
        self.code(state) ^ self.conflict.today.map_or(0, |today| self.code(today))
    }

    /// The place of a state with a number from 1.
    pub(super) fn state(self, number: usize) -> Result<usize, Stop> {
        let count = self.states.codes.len();
        let state = number.checked_sub(1).filter(|state| *state < count);
        state.ok_or_else(|| self.conflict.refused(&format!("states are numbered from 1 to {count}")))
    }

    /// What a state is called.
    pub(super) fn name(self, state: usize) -> StateName {
        let name =
            StateName { courses: self.written(state), ..self.conflict.name_of(state + 1, self.code(state)) };
        match self.conflict.derived() {
            Some(derived) => StateName { words: derived.words(state), ..name },
            None => name,
        }
    }

    /// `Y` and `N`, course by course.
    pub(super) fn written(self, state: usize) -> String {
        self.states.written(&self.conflict.choices, state)
    }

    /// How a state is called in tables: by what differs from today where it is derived, else course by course.
    pub(super) fn label(self, state: usize) -> String {
        match self.conflict.derived() {
            Some(derived) => derived.words(state),
            None => self.written(state),
        }
    }

    /// How a state is called where there is room: by its words, and course by course where it is not derived.
    pub(super) fn in_full(self, state: usize) -> String {
        match self.conflict.derived() {
            Some(derived) => derived.words(state),
            None => format!("{}: {}", self.written(state), self.name(state).words),
        }
    }

    /// What is done between two states, without who does it.
    pub(super) fn does(self, from: usize, to: usize) -> String {
        self.conflict.does(self.code(from), self.code(to))
    }

    /// The place of a state in a player's ranking, 1 for the best; equals share one.
    pub(super) fn place(self, player: usize, state: usize) -> Option<u32> {
        let ranks = self.game().preferences().get(player)?.order()?;
        let best = ranks.iter().max()?;
        Some(best - ranks.get(state)? + 1)
    }
}

/// A game in which states that nobody can tell apart are one, the codes of its states, and those of the states that
/// became each. Who prefers what is taken from the first of them.
#[expect(clippy::type_complexity, reason = "a game and two lists of codes, each named above")]
fn as_one(
    game: &Game,
    codes: &[u64],
    alike: &[Pattern],
) -> Result<(Game, Vec<u64>, Vec<Vec<u64>>), ModelError> {
    let joined = coalesced(game.graph(), codes, alike)?;
    let first: Vec<usize> = joined.members.iter().filter_map(|members| members.first().copied()).collect();
    let preferences = game.preferences().iter().map(|preference| preference.among(&first));
    let code = |state: &usize| codes.get(*state).copied();
    let members = joined.members.iter().map(|members| members.iter().filter_map(code).collect()).collect();
    let codes = first.iter().filter_map(code).collect();
    Ok((Game::new(joined.graph, preferences.collect::<Result<_, _>>()?)?, codes, members))
}
