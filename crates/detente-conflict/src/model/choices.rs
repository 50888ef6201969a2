//! Conflicts in option form: a state says of every course whether it is taken.

use super::{Course, Direction, Graph, Infeasible, MOST_COURSES, ModelError, Pattern};

/// Parties, their courses of action and which states are infeasible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    parties: Vec<String>,
    courses: Vec<Course>,
    infeasible: Vec<Infeasible>,
    patterns: Vec<Pattern>,
}

impl Choices {
    /// A model in option form. Courses stand party by party, in the order of the parties.
    pub fn new(
        parties: Vec<String>,
        courses: Vec<Course>,
        infeasible: Vec<Infeasible>,
    ) -> Result<Self, ModelError> {
        if parties.is_empty() {
            return Err(ModelError::NoParty);
        }
        if courses.len() > MOST_COURSES {
            return Err(ModelError::TooManyCourses(courses.len()));
        }
        if let Some(course) = courses.iter().position(|course| course.owner >= parties.len()) {
            return Err(ModelError::NoSuchOwner { course });
        }
        if let Some(above) = courses.windows(2).position(|pair| pair[0].owner > pair[1].owner) {
            return Err(ModelError::NotPartyByParty { course: above + 1 });
        }
        let greatest = infeasible.iter().filter_map(Infeasible::greatest_course).max();
        if let Some(course) = greatest.filter(|&course| course >= courses.len()) {
            return Err(ModelError::NoSuchCourse { course });
        }
        let patterns = infeasible.iter().flat_map(Infeasible::patterns).collect();
        Ok(Self { parties, courses, infeasible, patterns })
    }

    /// The parties' names.
    #[must_use]
    pub fn parties(&self) -> &[String] {
        &self.parties
    }

    /// The courses of action, party by party; the first is the least significant bit of a state's code.
    #[must_use]
    pub fn courses(&self) -> &[Course] {
        &self.courses
    }

    /// The reasons why states are infeasible, as they were given.
    #[must_use]
    pub fn infeasible(&self) -> &[Infeasible] {
        &self.infeasible
    }

    /// The same reasons, as patterns that no feasible state matches.
    #[must_use]
    pub fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    /// One bit for each course of the party.
    #[must_use]
    pub fn courses_of(&self, party: usize) -> u64 {
        self.bits_where(|course| course.owner == party)
    }

    /// One bit for each course with this direction.
    #[must_use]
    pub fn courses_with(&self, direction: Direction) -> u64 {
        self.bits_where(|course| course.direction == direction)
    }

    fn bits_where(&self, holds: impl Fn(&Course) -> bool) -> u64 {
        let chosen = self.courses.iter().enumerate().filter(|(_, course)| holds(course));
        chosen.fold(0, |bits, (place, _)| bits | 1 << place)
    }

    /// Whether the state with this code can occur.
    #[must_use]
    pub fn is_feasible(&self, code: u64) -> bool {
        !self.patterns.iter().any(|pattern| pattern.matches(code))
    }

    /// Whether this is the code of a feasible state: no bit beyond the courses is set.
    #[must_use]
    pub fn is_state(&self, code: u64) -> bool {
        let beyond =
            u32::try_from(self.courses.len()).ok().and_then(|count| code.checked_shr(count)).unwrap_or(0);
        beyond == 0 && self.is_feasible(code)
    }

    /// Whether the party can go from one feasible state to another.
    ///
    /// The party alone changes its courses, all at once, each in its permitted direction. The end must be
    /// feasible; what lies between need not be.
    #[must_use]
    pub fn can_move(&self, party: usize, from: u64, to: u64) -> bool {
        let changed = from ^ to;
        changed != 0
            && changed & !self.courses_of(party) == 0
            && from & !to & self.courses_with(Direction::Forward) == 0
            && to & !from & self.courses_with(Direction::Back) == 0
            && self.is_feasible(to)
    }

    /// The codes of the feasible states in rising order: the state numbered *n* is at place *n* − 1.
    ///
    /// Refuses if there are more than `most` states, or none.
    pub fn states(&self, most: usize) -> Result<Vec<u64>, ModelError> {
        let mut states = Vec::new();
        let too_many = ModelError::TooManyStates { most: most as u64 };
        let completed = super::enumeration::feasible_codes(self.courses.len(), &self.patterns, |code| {
            states.push(code);
            states.len() <= most
        });
        match (completed, states.is_empty()) {
            (false, _) => Err(too_many),
            (true, true) => Err(ModelError::NoState),
            (true, false) => Ok(states),
        }
    }

    /// The state with this code in `Y` and `N`, the first course first.
    #[must_use]
    pub fn written(&self, code: u64) -> String {
        Pattern { speaks_of: u64::MAX, taken: code }.written(self.courses.len())
    }

    /// The same model in graph form, with every move between these states. [`Choices::states`] gives the
    /// states.
    pub fn graph(&self, states: &[u64]) -> Result<Graph, ModelError> {
        let moves = (0..self.parties.len()).map(|party| self.moves_of(party, states)).collect();
        Graph::new(self.parties.clone(), states.len(), moves)
    }

    /// Every move of the party. States that differ only in its courses come together when sorted by the others.
    fn moves_of(&self, party: usize, states: &[u64]) -> Vec<(usize, usize)> {
        let own = self.courses_of(party);
        let mut by_others: Vec<usize> = (0..states.len()).collect();
        by_others.sort_by_key(|&state| states[state] & !own);
        let mut moves = Vec::new();
        for alike in by_others.chunk_by(|&one, &other| states[one] & !own == states[other] & !own) {
            for &from in alike {
                let reached = alike.iter().filter(|&&to| self.can_move(party, states[from], states[to]));
                moves.extend(reached.map(|&to| (from, to)));
            }
        }
        moves
    }
}
