//! Which states of a file hold.

mod page;

use detente_conflict::{
    kernels::{Limits, Method, Refusal, Taste, method as by_size, stable_states, symbolic},
    stability::Concept,
};
use schemars::JsonSchema;
use serde::Serialize;

pub(super) use self::page::{losses_on, rests_on};
use super::{MOST, OpenFile, WrittenOut, argument::Argument};
use crate::{
    answers::behaviour::{Beyond, Further, Model},
    derivation::{CLASSIC, Verdicts},
    stop::Stop,
};

/// How many of many states are shown.
const MOST_SHOWN: usize = 20;

/// Verdicts about the states of a file.
#[derive(Default, Serialize, JsonSchema)]
pub struct FileStability {
    /// The parties.
    parties: Vec<String>,
    /// The courses of action, the first first in `courses` of a state.
    courses: Vec<String>,
    /// How many states there are.
    of: u128,
    /// How many are equilibria under Nash, GMR, SMR and SEQ.
    equilibria: [u128; 4],
    /// How many more may be, as preferences turn out that nobody states.
    may_be: [u128; 4],
    /// By party, how many are stable for it under Nash, GMR, SMR and SEQ.
    stable: Vec<[u128; 4]>,
    /// How that was found.
    method: String,
    /// Every state, or, of more than 4096, the first that hold under some concept.
    states: Vec<FileState>,
    /// Where states are not listed, what those that hold look like.
    held: Vec<Held>,
    /// Why states hold; nothing where states are not written out one by one.
    why: Argument,
    /// What it withstands besides, as far as asked.
    beyond: Beyond,
    /// What of the file does not count.
    losses: Vec<String>,
    /// The number of today's state, where the model says which it is.
    today: Option<usize>,
    /// What each part of the model rests on, where it is stated in a case.
    rests_on: Vec<String>,
}

/// What the states that hold under a concept look like.
#[derive(Serialize, JsonSchema)]
struct Held {
    /// The concept.
    concept: String,
    /// `Y`, `N` and `-` (either), course by course; no two share a state.
    patterns: Vec<String>,
    /// Whether these are all.
    all: bool,
}

/// One state.
#[derive(Serialize, JsonSchema)]
struct FileState {
    /// Its number, from 1.
    number: u64,
    /// `Y` and `N`, course by course.
    courses: String,
    /// By party, whether it is stable under Nash, GMR, SMR and SEQ.
    stable: Vec<[bool; 4]>,
    /// Whether it is an equilibrium under each.
    equilibrium: [bool; 4],
    /// Whether it is none for certain but may be one, as preferences turn out that nobody states.
    may_be: [bool; 4],
}

/// Verdicts about the states of a file: every one, or counts and the first that hold.
pub fn stability(file: &OpenFile, further: Further) -> Result<FileStability, Stop> {
    let found = match &file.written_out {
        Some(states) => of_each(file, states)?,
        None => of_many(file)?,
    };
    Ok(FileStability {
        parties: file.choices.parties().to_vec(),
        courses: file.choices.courses().iter().map(|course| course.name.clone()).collect(),
        beyond: if further.asks() { beyond(file, further)? } else { Beyond::default() },
        losses: file.losses_in_one_game(),
        today: file.today,
        rests_on: file.rests_on.clone(),
        ..found
    })
}

/// What each state withstands besides each party's next step.
fn beyond(file: &OpenFile, further: Further) -> Result<Beyond, Stop> {
    let states = file.written_out("what coalitions or longer foresight would do")?;
    let model = Model {
        conflict: &states.conflict,
        parties: file.choices.parties().iter().map(String::as_str).collect(),
        words: &|state| file.choices.written(states.code(state)),
    };
    let all: Vec<usize> = (0..states.conflict.states()).collect();
    Beyond::of(&model, further, &all).map_err(|reason| Stop::Refused(format!("{}: {reason}", file.name)))
}

fn of_each(file: &OpenFile, states: &WrittenOut) -> Result<FileStability, Stop> {
    let verdicts = Verdicts::of(&states.conflict, &file.choices);
    let may_hold = Verdicts::may_hold(&states.conflict);
    let may_be = |state: usize| {
        let open = |concept: usize| may_hold.as_ref().is_some_and(|open| open[concept][state]);
        [0, 1, 2, 3].map(|concept| open(concept) && !verdicts.holds(concept, state))
    };
    let state = |state: usize| FileState {
        number: state as u64 + 1,
        courses: file.choices.written(states.code(state)),
        stable: (0..states.conflict.parties())
            .map(|party| [0, 1, 2, 3].map(|concept| verdicts.stable(concept, party, state)))
            .collect(),
        equilibrium: verdicts.all(state),
        may_be: may_be(state),
    };
    let states_said: Vec<FileState> = (0..states.conflict.states()).map(state).collect();
    let count =
        |holds: &dyn Fn(&FileState) -> bool| states_said.iter().filter(|state| holds(state)).count() as u128;
    Ok(FileStability {
        of: states_said.len() as u128,
        equilibria: [0, 1, 2, 3].map(|concept| count(&|state| state.equilibrium[concept])),
        may_be: [0, 1, 2, 3].map(|concept| count(&|state| state.may_be[concept])),
        stable: (0..states.conflict.parties())
            .map(|party| [0, 1, 2, 3].map(|concept| count(&|state| state.stable[party][concept])))
            .collect(),
        method: verdicts.method.map_or("the definitions, state by state", method).to_owned(),
        why: Argument::of(file, states, &verdicts, may_be)?,
        states: states_said,
        ..FileStability::default()
    })
}

/// By the method that suits the size: nothing is written out.
fn of_many(file: &OpenFile) -> Result<FileStability, Stop> {
    if let Some(what) = file.moves_are_more_than_courses() {
        return Err(Stop::Refused(format!(
            "{}: {what} are taken into account up to {MOST} states, and there are more",
            file.name
        )));
    }
    let refused = |reason: Refusal| Stop::Refused(format!("{}: {reason}", file.name));
    let (tastes, limits) = (file.tastes()?, Limits::default());
    if by_size(&file.choices, &tastes, &CLASSIC, limits).map_err(refused)? == Method::Diagrams {
        return of_diagrams(file, &tastes, limits).map_err(refused);
    }
    let verdicts = stable_states(&file.choices, &tastes, &CLASSIC, limits).map_err(refused)?;
    let equilibria = CLASSIC.map(|concept| verdicts.equilibria(concept).unwrap_or_default());
    let stable = |concept: Concept, party: usize| verdicts.stable(concept, party);
    let parties = 0..file.choices.parties().len();
    let mut states = Vec::new();
    let feasible = (1_u64..).zip(verdicts.feasible().ones());
    for (number, code) in feasible.filter(|(_, code)| equilibria.iter().any(|held| held.contains(*code))) {
        if states.len() == MOST_SHOWN {
            break;
        }
        let is_stable =
            |party| CLASSIC.map(|concept| stable(concept, party).is_some_and(|all| all.contains(code)));
        states.push(FileState {
            number,
            courses: file.choices.written(code as u64),
            stable: parties.clone().map(is_stable).collect(),
            equilibrium: [0, 1, 2, 3].map(|concept| equilibria[concept].contains(code)),
            may_be: [false; 4],
        });
    }
    let count = |concept, party| stable(concept, party).map_or(0, |all| all.count_ones(..) as u128);
    Ok(FileStability {
        of: verdicts.feasible().count_ones(..) as u128,
        equilibria: [0, 1, 2, 3].map(|concept| equilibria[concept].count_ones(..) as u128),
        stable: parties.map(|party| CLASSIC.map(|concept| count(concept, party))).collect(),
        method: method(verdicts.method).to_owned(),
        states,
        ..FileStability::default()
    })
}

/// By decision diagrams: nothing is listed, and states that hold are described by patterns.
fn of_diagrams(file: &OpenFile, tastes: &[Taste], limits: Limits) -> Result<FileStability, Refusal> {
    let found = symbolic::stable_states(&file.choices, tastes, &CLASSIC, limits)?;
    let parties = 0..file.choices.parties().len();
    let courses = file.choices.courses().len();
    let held = CLASSIC.map(|concept| {
        let (patterns, all) =
            found.equilibria(concept).map_or((Vec::new(), true), |held| held.patterns(MOST_SHOWN));
        let patterns = patterns.into_iter().map(|pattern| pattern.written(courses)).collect();
        Held { concept: concept.short().to_owned(), patterns, all }
    });
    let count = |concept, party| found.stable(concept, party).map_or(0, |stable| stable.count());
    Ok(FileStability {
        of: found.feasible().count(),
        equilibria: CLASSIC.map(|concept| found.equilibria(concept).map_or(0, |held| held.count())),
        stable: parties.map(|party| CLASSIC.map(|concept| count(concept, party))).collect(),
        method: method(Method::Diagrams).to_owned(),
        held: held.into(),
        ..FileStability::default()
    })
}

pub(super) fn method(method: Method) -> &'static str {
    match method {
        Method::Bits => "sets of states with a bit for each combination of courses, by indifference classes",
        Method::Diagrams => "decision diagrams over the statements",
        Method::Arrays => "passes over arrays with an entry for each combination of courses",
    }
}

impl FileStability {
    /// "In the conflict that the case states 6 of 12 states hold under Nash and 6 under SEQ; today's, 1, does not".
    pub fn in_a_sentence(&self) -> String {
        let [nash, .., credible] = self.equilibria;
        let today =
            self.today.and_then(|today| self.states.iter().find(|state| state.number == today as u64));
        let today = today.map_or_else(String::new, |state| {
            let holds = CLASSIC.iter().zip(state.equilibrium).filter(|(_, holds)| *holds);
            let under: Vec<_> = holds.map(|(concept, _)| concept.short()).collect();
            match under.as_slice() {
                [] => format!("; today's, {}, holds under no concept", state.number),
                under => {
                    format!("; today's, {}, holds under {}", state.number, crate::text::phrase::list(under))
                }
            }
        });
        format!(
            "In the conflict that the case states {nash} of {} states hold under Nash and {credible} under SEQ{today}",
            self.of
        )
    }
}
