//! Answers about a `.gmcr` file: states by number, as the field writes them.

mod argument;
mod barred;
mod hypergame;
mod inverse;
mod losses;
mod path;
mod stability;
mod stated;
#[cfg(test)]
mod tests;

use detente_conflict::{
    Conflict,
    formats::{File, Maker, write_gmcr},
    hypergame::with_misperceptions,
    kernels::Taste,
    model::{Choices, ModelError},
    preference::{Pairs, Preference, ranks},
};

use self::barred::Barred;
pub use self::{
    hypergame::{FileHypergame, hypergame},
    inverse::{FileInverse, inverse},
    losses::losses,
    path::{FilePaths, paths},
    stability::{FileStability, stability},
    stated::of_case,
};
use crate::stop::Stop;

/// The most states whose moves are written out, and that are shown one by one.
const MOST: usize = 1 << 12;

/// A file, ready to be asked.
pub struct OpenFile {
    /// What it is called.
    pub name: String,
    /// Parties, courses, states.
    pub choices: Choices,
    /// What of the file is not taken into account, and what was changed on the way.
    losses: Vec<String>,
    makers: Vec<Maker>,
    by_ranking: bool,
    /// Parties of whose preferences nothing is known, by place.
    unknown: Vec<usize>,
    /// Moves that cannot be made.
    barred: Vec<Barred>,
    /// The number of today's state, from 1, where it is known.
    pub today: Option<usize>,
    /// What each part of the model rests on.
    rests_on: Vec<String>,
    written_out: Option<WrittenOut>,
}

/// The states of a file, its moves and preferences, where there are few enough.
pub struct WrittenOut {
    /// As in GMCR+, nobody moves to or from a state that it does not see.
    conflict: Conflict,
    /// The same with every move that there is.
    with_every_move: Conflict,
    /// By party, which states it sees.
    sees: Vec<Vec<bool>>,
    /// The codes of the states, in rising order.
    codes: Vec<u64>,
}

impl OpenFile {
    /// The conflict that a file describes.
    pub fn of(name: &str, file: File, losses: Vec<String>) -> Result<Self, Stop> {
        Self::with_more(name, file, losses, Vec::new(), Vec::new())
    }

    /// The same where nothing is known of what some parties prefer, and some moves cannot be made.
    fn with_more(
        name: &str,
        file: File,
        losses: Vec<String>,
        unknown: Vec<usize>,
        barred: Vec<Barred>,
    ) -> Result<Self, Stop> {
        let unfit = |error: ModelError| Stop::Refused(format!("{name}: {error}"));
        let written_out = match file.choices.states(MOST) {
            Ok(codes) => Some(WrittenOut::of(&file, codes, &unknown, &barred).map_err(unfit)?),
            Err(ModelError::TooManyStates { .. }) => None,
            Err(error) => return Err(unfit(error)),
        };
        let File { choices, makers, by_ranking, .. } = file;
        Ok(Self {
            name: name.to_owned(),
            choices,
            losses,
            makers,
            by_ranking,
            unknown,
            barred,
            today: None,
            rests_on: Vec::new(),
            written_out,
        })
    }

    /// States and moves one by one, or why not.
    fn written_out(&self, asked: &str) -> Result<&WrittenOut, Stop> {
        self.written_out.as_ref().ok_or_else(|| {
            Stop::Refused(format!(
                "{}: {asked} is not computed for more than {MOST} states: every move would be written out; \
                 `detente stability` says how many states hold",
                self.name
            ))
        })
    }

    /// The model in the format of GMCR+, which cannot say that a preference is unknown.
    pub fn as_gmcr(&self) -> Result<String, Stop> {
        if let Some(name) = self.unknown.first().and_then(|party| self.choices.parties().get(*party)) {
            return Err(Stop::Refused(format!(
                "{}: nobody says what {name} prefers, and a .gmcr file has no word for that",
                self.name
            )));
        }
        if !self.barred.is_empty() {
            return Err(Stop::Refused(format!(
                "{}: some moves cannot be made, and a .gmcr file has no word for that",
                self.name
            )));
        }
        let by_ranking = self.by_ranking && self.makers.iter().any(|maker| maker.ranking.is_some());
        // Where one ranks, all must: GMCR+ reads either everybody's ranking or everybody's statements.
        let ranked = |maker: &Maker| match &self.written_out {
            Some(states) if by_ranking && maker.ranking.is_none() => {
                let order = ranks::by_statements(&maker.statements, &states.codes);
                Maker { ranking: Some(ranks::ranking(&order)), ..maker.clone() }
            }
            _ => maker.clone(),
        };
        let makers = self.makers.iter().map(ranked).collect();
        let file = File { choices: self.choices.clone(), makers, by_ranking, coalitions: None };
        write_gmcr(&file).map_err(|error| Stop::Refused(format!("{}: {error}", self.name)))
    }

    /// Something made of its states, their courses and today's.
    pub fn drawn(
        &self,
        draw: impl FnOnce(&Conflict, &Choices, &dyn Fn(usize) -> String, Option<usize>) -> String,
    ) -> Result<String, Stop> {
        let states = self.written_out("the state graph")?;
        let label = |state: usize| self.choices.written(states.code(state));
        Ok(draw(&states.conflict, &self.choices, &label, self.today.and_then(|today| today.checked_sub(1))))
    }

    /// The state with a number from 1.
    fn state(&self, number: usize, states: usize) -> Result<usize, Stop> {
        let state = number.checked_sub(1).filter(|state| *state < states);
        state.ok_or_else(|| Stop::Refused(format!("{}: states are numbered from 1 to {states}", self.name)))
    }

    /// What each party prefers, as the array method takes it.
    fn tastes(&self) -> Result<Vec<Taste>, Stop> {
        if let Some(name) = self.unknown.first().and_then(|party| self.choices.parties().get(*party)) {
            return Err(Stop::Refused(format!(
                "{}: nobody says what {name} prefers, and unknown preferences are taken into account up to {MOST} states",
                self.name
            )));
        }
        let taste = |maker: &Maker| match &maker.ranking {
            Some(ranking) if self.by_ranking => {
                let states = ranking.iter().map(Vec::len).sum();
                ranks::by_ranking(ranking, states).map(Taste::Ranks)
            }
            _ => Ok(Taste::Statements(maker.statements.clone())),
        };
        let tastes = self.makers.iter().map(taste).collect::<Result<_, _>>();
        tastes.map_err(|error: ModelError| Stop::Refused(format!("{}: {error}", self.name)))
    }

    /// What does not count where states that somebody does not see are taken as in GMCR+.
    fn losses_in_one_game(&self) -> Vec<String> {
        let blind = self.makers.iter().zip(self.choices.parties());
        let blind = blind.filter(|(maker, _)| !maker.misperceived.is_empty()).map(|(_, name)| name.as_str());
        let blind: Vec<_> = blind.collect();
        let as_in_one = (!blind.is_empty()).then(|| {
            format!(
                "{} does not see some states: it makes no move to or from there, and everybody knows it, as in \
                 GMCR+; `detente hypergame` has each play the game that it sees",
                blind.join(" and ")
            )
        });
        self.losses.iter().cloned().chain(as_in_one).collect()
    }

    /// Whether some party does not see some state.
    /// Whether states must be looked at one by one, and why: who can move where is more than courses say.
    fn moves_are_more_than_courses(&self) -> Option<&'static str> {
        if self.misperceives() {
            return Some("states that somebody does not see");
        }
        (!self.barred.is_empty()).then_some("moves that cannot be made")
    }

    fn misperceives(&self) -> bool {
        self.makers.iter().any(|maker| !maker.misperceived.is_empty())
    }

    /// What changes between two states: the courses taken up and given up, by name.
    fn does(&self, from: u64, to: u64) -> String {
        let named = |bits: u64| -> Vec<&str> {
            let courses = self.choices.courses().iter().enumerate();
            courses
                .filter(|(place, _)| bits >> place & 1 == 1)
                .map(|(_, course)| course.name.as_str())
                .collect()
        };
        let (up, down) = (named(to & !from), named(from & !to));
        let verbs = [("takes up", up), ("gives up", down)];
        let parts = verbs.iter().filter(|(_, names)| !names.is_empty());
        parts.map(|(verb, names)| format!("{verb} {}", names.join(", "))).collect::<Vec<_>>().join(" and ")
    }
}

impl WrittenOut {
    fn of(file: &File, codes: Vec<u64>, unknown: &[usize], barred: &[Barred]) -> Result<Self, ModelError> {
        let preference = |(party, maker): (usize, &Maker)| {
            if unknown.contains(&party) {
                return Ok(Preference::Pairwise(Pairs::unknown(codes.len())?));
            }
            let ranks = match &maker.ranking {
                Some(ranking) if file.by_ranking => ranks::by_ranking(ranking, codes.len())?,
                _ => ranks::by_statements(&maker.statements, &codes),
            };
            Ok(Preference::Ranked(ranks))
        };
        let preferences = file.makers.iter().enumerate().map(preference).collect::<Result<_, _>>()?;
        let every = Conflict::from_choices(&file.choices, codes.clone(), preferences)?;
        let with_every_move = if barred.is_empty() { every } else { barred::without(&every, barred)? };
        let sees = |maker: &Maker| {
            let seen = |code: &u64| !maker.misperceived.iter().any(|unseen| unseen.holds(*code));
            codes.iter().map(seen).collect()
        };
        let sees: Vec<Vec<bool>> = file.makers.iter().map(sees).collect();
        let conflict = if sees.iter().flatten().all(|seen| *seen) {
            with_every_move.clone()
        } else {
            with_misperceptions(&with_every_move, &sees)?
        };
        Ok(Self { conflict, with_every_move, sees, codes })
    }

    fn code(&self, state: usize) -> u64 {
        self.codes.get(state).copied().unwrap_or(0)
    }

    /// The place of a state in a party's ranking, 1 for the best; equals share one.
    fn place(&self, party: usize, state: usize) -> Option<u32> {
        let ranks = self.conflict.preferences().get(party)?.ranks()?;
        let best = ranks.iter().max()?;
        Some(best - ranks.get(state)? + 1)
    }
}
