//! A conflict as a case states it: a model like a file's, with where each part of it is said.

use std::collections::BTreeSet;

use detente_case::{
    Changes, Compared, CourseId, InfeasibleKind, PartyId, StateCondition, StateOrder, StatePreference,
};
use detente_conflict::{
    formats::{File, Maker},
    model::{Choices, Course, Direction, Infeasible, Pattern},
    preference::{Condition, Relation},
};

use super::{
    barred::Barred,
    model::MOST,
    parts::Parts,
    refined::Refined,
    rests_on::{Acts, CourseKind, CourseSaid, RestsOn, Said},
    who::Who,
};
use crate::{question::Question, stop::Stop};

/// How many statements are looked up in every state, of all parties together.
const MOST_STATEMENTS: usize = 20_000;

/// The courses of a conflict by place: party by party, as their order is in the case.
pub(super) struct Stated<'q> {
    question: &'q Question,
    parties: Vec<&'q PartyId>,
    courses: Vec<&'q CourseId>,
}

impl<'q> Stated<'q> {
    pub(super) fn of(question: &'q Question) -> Self {
        let conflict = &question.case.conflict;
        let parties = conflict.parties();
        let courses = parties.iter().flat_map(|party| conflict.courses_of(party).map(|(id, _)| id));
        Self { question, courses: courses.collect(), parties }
    }

    /// What the model is made of.
    pub(super) fn parts(&self) -> Result<Parts, Stop> {
        self.is_of_a_size()?;
        let conflict = &self.question.case.conflict;
        let unfit = |error: &dyn std::fmt::Display| {
            Stop::refused(format!("no model can be made of the conflict that this case states: {error}"))
        };
        let name = |party: &&PartyId| self.who(party).to_string();
        let infeasible = conflict.infeasible.iter().flat_map(|infeasible| self.infeasible(&infeasible.kind));
        let choices =
            Choices::new(self.parties.iter().map(name).collect(), self.in_the_model(), infeasible.collect())
                .map_err(|error| unfit(&error))?;
        let codes = choices.states(MOST).unwrap_or_default();
        let mut makers = Vec::new();
        let mut unknown = Vec::new();
        let mut refined = Vec::new();
        for (place, party) in self.parties.iter().enumerate() {
            let preference = self.question.case.preference(party);
            if preference.is_none_or(|preference| preference.order == StateOrder::Pairs) {
                unknown.push(place);
            }
            refined.push(preference.map_or_else(Refined::default, |preference| self.refined(preference)));
            makers.push(self.maker(preference, &codes).map_err(|why| unfit(&why))?);
        }
        Ok(Parts {
            rests_on: self.rests_on(),
            file: File { choices, makers, by_ranking: true, coalitions: None },
            not_counted: self.unknown(&unknown),
            unknown,
            barred: self.barred(),
            refined,
            alike: self.alike(),
        })
    }

    /// Refuses more statements than are looked up in every state.
    fn is_of_a_size(&self) -> Result<(), Stop> {
        let conflict = &self.question.case.conflict;
        let statements = |preference: &StatePreference| {
            let of_order = match &preference.order {
                StateOrder::Statements(statements) => statements.len(),
                StateOrder::Ranking(_) | StateOrder::Pairs => 0,
            };
            of_order + 2 * preference.pairs.len()
        };
        let preferences = self.parties.iter().filter_map(|party| self.question.case.preference(party));
        let all = preferences.map(statements).sum::<usize>() + 2 * conflict.barred.len();
        if all <= MOST_STATEMENTS {
            return Ok(());
        }
        Err(Stop::refused(format!(
            "the conflict that this case states has {all} statements in its preferences and bars, and at most \
             {MOST_STATEMENTS} are looked up in every state"
        ))
        .with_help("leave out statements that tell no states apart, and entries that later ones say again"))
    }

    fn who(&self, party: &PartyId) -> Who {
        Who::party(party, self.question.short(party))
    }

    /// The code of today's state.
    pub(super) fn today(&self) -> u64 {
        let places =
            self.question.case.conflict.today().iter().filter_map(|id| self.place(id)).collect::<Vec<_>>();
        places.into_iter().fold(0, |code, place| code | 1_u64 << place)
    }

    fn place(&self, id: &CourseId) -> Option<usize> {
        self.courses.iter().position(|course| *course == id)
    }

    fn in_the_model(&self) -> Vec<Course> {
        let courses = &self.question.case.conflict.courses;
        let course = |id: &&CourseId| {
            let stated = courses.get(*id)?;
            let direction = match stated.changes {
                Changes::BothWays => Direction::Both,
                Changes::OnlyTaken => Direction::Forward,
                Changes::OnlyEnded => Direction::Back,
            };
            let owner = self.parties.iter().position(|party| **party == stated.party)?;
            Some(Course { name: id.to_string(), owner, direction })
        };
        self.courses.iter().filter_map(course).collect()
    }

    fn infeasible(&self, kind: &InfeasibleKind) -> Vec<Infeasible> {
        let places = |ids: &[CourseId]| ids.iter().filter_map(|id| self.place(id)).collect();
        match kind {
            InfeasibleKind::AtMostOne(ids) => vec![Infeasible::MutuallyExclusive(places(ids))],
            InfeasibleKind::AtLeastOne(ids) => vec![Infeasible::AtLeastOne(places(ids))],
            InfeasibleKind::Needs { course, needs } => {
                let Some(course) = self.place(course) else { return Vec::new() };
                let needs = needs.iter().filter_map(|id| self.place(id));
                needs.map(|needs| Infeasible::Requires { course, needs }).collect()
            }
            InfeasibleKind::Never(pattern) => {
                let bits = |wanted: &dyn Fn(bool) -> bool| {
                    let said = pattern.iter().filter(|(_, taken)| wanted(**taken));
                    said.filter_map(|(id, _)| self.place(id)).fold(0, |bits, place| bits | 1_u64 << place)
                };
                vec![Infeasible::Pattern(Pattern { speaks_of: bits(&|_| true), taken: bits(&|taken| taken) })]
            }
        }
    }

    fn barred(&self) -> Vec<Barred> {
        let statement = |statement: &Option<StateCondition>| {
            statement.as_ref().map(|statement| self.condition(statement))
        };
        let barred = self.question.case.conflict.barred.iter().filter_map(|barred| {
            // Who decides on no course makes no move.
            let party = match &barred.party {
                Some(id) => Some(self.parties.iter().position(|party| *party == id)?),
                None => None,
            };
            Some(Barred { party, from: statement(&barred.from), to: statement(&barred.to) })
        });
        barred.collect()
    }

    fn maker(&self, preference: Option<&StatePreference>, codes: &[u64]) -> Result<Maker, String> {
        let mut maker = Maker { statements: Vec::new(), ranking: None, misperceived: Vec::new() };
        match preference.map(|preference| &preference.order) {
            None | Some(StateOrder::Pairs) => {}
            Some(StateOrder::Statements(statements)) => {
                maker.statements = statements.iter().map(|statement| self.condition(statement)).collect();
            }
            Some(StateOrder::Ranking(entries)) => {
                let place = |state: &BTreeSet<CourseId>| {
                    let code = state
                        .iter()
                        .filter_map(|id| self.place(id))
                        .fold(0, |code, place| code | 1_u64 << place);
                    codes.binary_search(&code).ok()
                };
                let ranking: Vec<Vec<usize>> =
                    entries.iter().map(|states| states.iter().filter_map(place).collect()).collect();
                let ranking: Vec<Vec<usize>> =
                    ranking.into_iter().filter(|states| !states.is_empty()).collect();
                let ranked: BTreeSet<usize> = ranking.iter().flatten().copied().collect();
                if ranked.len() != codes.len() {
                    let (some, all) = (ranked.len(), codes.len());
                    return Err(format!("in this view a ranking orders {some} of {all} states"));
                }
                maker.ranking = Some(ranking);
            }
        }
        Ok(maker)
    }

    /// What is said beyond an order.
    fn refined(&self, preference: &StatePreference) -> Refined {
        let pairs = preference.pairs.iter().map(|pair| {
            let relation = match pair.how {
                Compared::Better => Relation::Better,
                Compared::MuchBetter => Relation::MuchBetter,
                Compared::Same => Relation::Same,
                Compared::Unknown => Relation::Unknown,
            };
            (self.condition(&pair.better), self.condition(&pair.than), relation)
        });
        let much = preference.much.and_then(|much| usize::try_from(much).ok());
        Refined { much, pairs: pairs.collect() }
    }

    /// Patterns of states that are one. A course that is not seen is never taken: then no state is as an entry says that
    /// has it taken.
    fn alike(&self) -> Vec<Pattern> {
        let pattern = |entry: &indexmap::IndexMap<CourseId, bool>| {
            let mut pattern = Pattern { speaks_of: 0, taken: 0 };
            for (id, taken) in entry {
                match (self.place(id), taken) {
                    (Some(place), true) => {
                        pattern.speaks_of |= 1_u64 << place;
                        pattern.taken |= 1_u64 << place;
                    }
                    (Some(place), false) => pattern.speaks_of |= 1_u64 << place,
                    (None, true) => return None,
                    (None, false) => {}
                }
            }
            (pattern.speaks_of != 0).then_some(pattern)
        };
        self.question.case.conflict.alike.iter().filter_map(pattern).collect()
    }

    /// A course that is not seen is never taken.
    fn condition(&self, condition: &StateCondition) -> Condition {
        let each = |parts: &[StateCondition]| parts.iter().map(|part| self.condition(part)).collect();
        let boxed = |part: &StateCondition| Box::new(self.condition(part));
        match condition {
            StateCondition::Taken(id) => self.place(id).map_or(Condition::Any(Vec::new()), Condition::Taken),
            StateCondition::Not(inner) => Condition::Not(boxed(inner)),
            StateCondition::All(parts) => Condition::All(each(parts)),
            StateCondition::Any(parts) => Condition::Any(each(parts)),
            StateCondition::If(then, when) => Condition::If(boxed(then), boxed(when)),
            StateCondition::Iff(one, other) => Condition::Iff(boxed(one), boxed(other)),
        }
    }

    fn unknown(&self, unknown: &[usize]) -> Vec<String> {
        let said = |place: &usize| {
            let party = self.question.short(self.parties[*place]);
            let partly = self.question.case.preference(self.parties[*place]).is_some();
            if partly {
                return format!(
                    "The case says of some pairs of states alone what {party} prefers; of the others it is unknown"
                );
            }
            format!(
                "The case does not say what {party} prefers. A state holds for certain only if {party} has no \
                 move, or fears answers whatever it prefers; and {party} counts as answering nobody for certain"
            )
        };
        unknown.iter().map(said).collect()
    }

    /// Each course and preference with where it is said.
    fn rests_on(&self) -> RestsOn {
        let conflict = &self.question.case.conflict;
        let players = self.parties.iter().map(|party| Acts::alone(self.who(party))).collect();
        let courses = self.courses.iter().filter_map(|id| {
            let course = conflict.courses.get(*id)?;
            Some(CourseSaid {
                owner: self.who(&course.party),
                id: id.to_string(),
                name: Some(course.name.clone()),
                kind: CourseKind::Action,
                today: Some(course.today),
                reference: Some(self.question.reference(&course.origin)),
                numbers: None,
            })
        });
        let preferences = self.parties.iter().filter_map(|party| {
            let preference = self.question.case.preference(party)?;
            let how = match &preference.order {
                StateOrder::Statements(statements) => {
                    let statements: Vec<_> = statements.iter().map(ToString::to_string).collect();
                    format!("most important first: {}", statements.join("; "))
                }
                StateOrder::Ranking(entries) => {
                    format!("a ranking of all states in {} places", entries.len())
                }
                StateOrder::Pairs => "pair by pair".to_owned(),
            };
            let much = preference.much.map(|much| format!("the first {much} set apart what is much better"));
            let pairs = preference.pairs.iter().map(ToString::to_string);
            let more: String = much.into_iter().chain(pairs).map(|said| format!("; {said}")).collect();
            let how = format!("{how}{more}");
            Some(Said {
                text: format!("{} prefers, {how}", self.question.short(party)),
                reference: Some(self.question.reference(&preference.origin)),
            })
        });
        let infeasible = conflict.infeasible.iter().map(|infeasible| Said {
            text: because(&infeasible.kind, infeasible.because.as_deref()),
            reference: None,
        });
        let barred = conflict.barred.iter().map(|barred| Said {
            text: because(barred, barred.because.as_deref()),
            reference: Some(self.question.reference(&barred.origin)),
        });
        RestsOn {
            players,
            courses: courses.collect(),
            preferences: preferences.collect(),
            infeasible: infeasible.collect(),
            barred: barred.collect(),
            ..RestsOn::default()
        }
    }
}

/// What is said, and why.
fn because(said: &impl std::fmt::Display, why: Option<&str>) -> String {
    why.map_or_else(|| said.to_string(), |why| format!("{said}: {why}"))
}
