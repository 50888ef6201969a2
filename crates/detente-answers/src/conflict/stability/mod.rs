//! The answer of `detente stability`: would an agreement hold, who would leave it, and what keeps them.

mod argument;
mod page;
pub(super) mod robust;
mod whatever;

use detente_agreement::Share;
use detente_conflict::stability::Concept;
use schemars::JsonSchema;
use serde::Serialize;

pub use super::derived as setup;
use self::{
    argument::Temptation,
    robust::{Link, Needed},
    setup::{Choice, OnTheTable, Setup},
    whatever::Whatever,
};
use super::behaviour::{Beyond, Further, Model as Game};
use crate::{
    derivation::{Course, Verdicts},
    question::Question,
    stop::Stop,
    text::{Reference, phrase},
};

/// How many states are listed beside the agreement.
const MOST_LISTED: usize = 8;

/// Which states hold, under which behaviour, and what that rests on.
#[derive(Serialize, JsonSchema)]
pub struct Stability {
    /// The package meant to be agreed; absent where rules leave none.
    on_the_table: Option<OnTheTable>,
    /// The model derived from the case.
    model: Model,
    /// The agreement with every lever as today; absent where it cannot be.
    agreement: Option<Agreement>,
    /// The agreements that hold under SEQ with some lever used or ended, none with more changed than another.
    other_agreements: Vec<State>,
    /// Today's state.
    today: State,
    /// The states that hold under most concepts, at most a few.
    resting_places: Vec<State>,
    /// What these states withstand besides, as far as asked.
    beyond: Beyond,
    /// How many states there are, and how many hold under Nash, GMR, SMR and SEQ.
    counts: (usize, [usize; 4]),
}

/// The model, in words.
#[derive(Serialize, JsonSchema)]
struct Model {
    /// Who acts; members where several act as one.
    players: Vec<String>,
    /// What can be done.
    courses: Vec<CourseSaid>,
    /// What cannot be together, and why.
    infeasible: Vec<String>,
    /// What was left out, and why.
    left_out: Vec<String>,
    /// Parties of whom nobody says what no agreement is worth to them, or what a lever does to them.
    not_stated: Vec<String>,
}

/// A course of action.
#[derive(Serialize, JsonSchema)]
struct CourseSaid {
    /// Who can take it.
    owner: String,
    /// What it is called.
    id: String,
    /// In words.
    name: String,
    /// Whether it is taken today.
    today: bool,
    /// Where it is said.
    reference: Reference,
    /// Where its numbers come from, when that is elsewhere.
    numbers: Option<Reference>,
}

/// A state and its verdicts.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct State {
    /// Its number, from 1.
    pub number: usize,
    /// `Y` and `N`, course by course.
    pub courses: String,
    /// In words.
    pub words: String,
    /// Whether it is an agreement.
    pub agreement: bool,
    /// Whether it holds under Nash, GMR, SMR and SEQ.
    pub holds: [bool; 4],
    /// For an agreement: levers in use in it that it would not hold without (SEQ).
    pub only_while: Vec<String>,
}

/// The agreement as things stand.
#[derive(Serialize, JsonSchema)]
struct Agreement {
    /// The state.
    state: State,
    /// What each player would do about it.
    players: Vec<Temptation>,
    /// What is certain of each player whatever the numbers.
    whatever: Vec<Whatever>,
    /// The concept under which links were looked for: SEQ, or GMR where the agreement holds by threats alone.
    weakest_links_under: String,
    /// Who need not consent and would rather have no agreement, with the points it loses by one.
    spoilers: Vec<(String, f64)>,
    /// The smallest sets of one or two levers on which that verdict rests.
    weakest_links: Vec<Link>,
    /// What would keep those who would leave.
    needed: Vec<Needed>,
    /// In what share of the draws it holds under Nash, GMR, SMR and SEQ.
    in_draws: Vec<Share>,
}

/// Builds the answer.
pub fn answer(question: &Question, choice: &Choice, further: Further) -> Result<Stability, Stop> {
    let setup = Setup::of(question, choice)?;
    let derivation = &setup.derivation;
    let verdicts = Verdicts::of(&setup.conflict, &derivation.choices);
    let states = 0..derivation.codes.len();
    let held = [0, 1, 2, 3].map(|concept| states.clone().filter(|&at| verdicts.holds(concept, at)).count());
    let as_things_stand = derivation.agreement();
    let others = states
        .clone()
        .filter(|&at| derivation.is_agreement(at) && Some(at) != as_things_stand && verdicts.holds(3, at));
    let mut resting: Vec<_> = states
        .clone()
        .filter(|&at| !derivation.is_agreement(at) && verdicts.all(at).contains(&true))
        .collect();
    let changed = |at: usize| (derivation.codes[at] ^ derivation.codes[derivation.today]).count_ones();
    resting.sort_by_key(|&at| {
        (std::cmp::Reverse(verdicts.all(at).iter().filter(|holds| **holds).count()), changed(at), at)
    });
    resting.truncate(MOST_LISTED);
    let mut others: Vec<_> = others.collect();
    others.sort_by_key(|&at| (changed(at), at));
    let mut others = least(&setup, others);
    others.truncate(MOST_LISTED);
    let listed = as_things_stand.into_iter().chain(resting.iter().chain(&others).copied());
    let beyond = beyond(&setup, further, &listed.collect::<Vec<_>>())?;
    Ok(Stability {
        model: Model::of(question, &setup),
        agreement: as_things_stand
            .map(|at| -> Result<Agreement, Stop> {
                Ok(Agreement {
                    state: State::of(&setup, &verdicts, at),
                    players: (0..derivation.players.len())
                        .map(|one| Temptation::of(question, &setup, one, at))
                        .collect::<Result<_, _>>()?,
                    whatever: Whatever::of(question, &setup, at)?,
                    spoilers: spoilers(&setup, at),
                    weakest_links_under: rests_under(verdicts.all(at)).short().to_owned(),
                    weakest_links: robust::links(&setup, rests_under(verdicts.all(at)), at),
                    needed: robust::needed(question, &setup, at),
                    in_draws: robust::shares(question, &setup, at),
                })
            })
            .transpose()?,
        other_agreements: others.into_iter().map(|at| State::of(&setup, &verdicts, at)).collect(),
        today: State::of(&setup, &verdicts, derivation.today),
        resting_places: resting.into_iter().map(|at| State::of(&setup, &verdicts, at)).collect(),
        beyond,
        counts: (derivation.codes.len(), held),
        on_the_table: setup.on_the_table.clone(),
    })
}

/// What these states and today's withstand besides each party's next step.
fn beyond(setup: &Setup, further: Further, states: &[usize]) -> Result<Beyond, Stop> {
    let derivation = &setup.derivation;
    let mut states = [states, &[derivation.today]].concat();
    let mut known = std::collections::BTreeSet::new();
    states.retain(|state| known.insert(*state));
    let game = Game {
        conflict: &setup.conflict,
        parties: (0..derivation.players.len()).map(|player| setup.player(player)).collect(),
        words: &|state| setup.words(state),
    };
    Beyond::of(&game, further, &states).map_err(Stop::Refused)
}

/// Who need not consent and loses by the agreement, compared with today.
fn spoilers(setup: &Setup, agreement: usize) -> Vec<(String, f64)> {
    let derivation = &setup.derivation;
    let unasked = (0..derivation.players.len())
        .filter(|&player| derivation.choices.courses_of(player) & derivation.consents == 0);
    let losses = unasked.map(|player| (player, setup.gain(player, agreement, derivation.today)));
    let losing = losses.filter(|(_, gain)| *gain < 0);
    losing
        .map(|(player, gain)| {
            let loss = detente_case::Quantity::from_millionths(gain.saturating_neg());
            (setup.player(player).to_owned(), loss.to_f64())
        })
        .collect()
}

/// Under which concept the agreement is asked what it rests on.
fn rests_under(holds: [bool; 4]) -> Concept {
    if holds[1] && !holds[3] { Concept::GeneralMetarational } else { Concept::Sequential }
}

/// States in which more is changed than in one that holds already add nothing.
fn least(setup: &Setup, states: Vec<usize>) -> Vec<usize> {
    let today = setup.derivation.codes[setup.derivation.today];
    let changed = |state: usize| setup.derivation.codes[state] ^ today;
    let mut kept: Vec<usize> = Vec::new();
    for state in states {
        if !kept.iter().any(|&known| changed(known) & changed(state) == changed(known)) {
            kept.push(state);
        }
    }
    kept
}

impl State {
    /// One state, and whether it holds.
    #[must_use]
    pub fn of(setup: &Setup, verdicts: &Verdicts, state: usize) -> Self {
        let derivation = &setup.derivation;
        let agreement = derivation.is_agreement(state);
        let holds = verdicts.all(state);
        Self {
            number: state + 1,
            courses: derivation.choices.written(derivation.codes[state]),
            words: setup.words(state),
            agreement,
            holds,
            only_while: if agreement && holds[3] {
                robust::only_while(setup, verdicts, state)
            } else {
                Vec::new()
            },
        }
    }
}

impl Model {
    fn of(question: &Question, setup: &Setup) -> Self {
        let derivation = &setup.derivation;
        let parties = setup.negotiation.parties();
        let names = |members: &[usize]| -> Vec<&str> {
            members
                .iter()
                .filter_map(|&party| parties.get(party))
                .map(|party| question.short(&party.id))
                .collect()
        };
        let player = |player: &crate::conflict::derivation::Player| match player.members.as_slice() {
            [_] => player.name.clone(),
            members => format!("{} ({}, as one)", player.name, names(members).join(", ")),
        };
        let infeasible = derivation.infeasible.iter().map(|(infeasible, reason)| {
            let courses = match infeasible {
                detente_conflict::model::Infeasible::MutuallyExclusive(courses) => courses.as_slice(),
                _ => &[],
            };
            let ids = courses.iter().filter_map(|&course| derivation.courses.get(course));
            let ids: Vec<_> = ids.map(|course| course.id.as_str()).collect();
            (reason.as_str(), ids.join(" with "))
        });
        let mut by_reason: Vec<(&str, Vec<String>)> = Vec::new();
        for (reason, pair) in infeasible {
            match by_reason.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, pairs)) => pairs.push(pair),
                None => by_reason.push((reason, vec![pair])),
            }
        }
        let infeasible = by_reason
            .iter()
            .map(|(reason, pairs)| format!("taken to exclude each other: {} ({reason})", pairs.join(", ")));
        let unknown = derivation.players.iter().flat_map(|player| &player.members).filter_map(|&party| {
            let party = parties.get(party)?;
            question.case.no_deal_of(&party.id).is_none().then(|| {
                format!("what no deal is worth to {}: taken as 50 of 0 to 100", question.short(&party.id))
            })
        });
        Self {
            players: derivation.players.iter().map(player).collect(),
            courses: derivation
                .courses
                .iter()
                .map(|course| CourseSaid::of(question, setup, course))
                .collect(),
            infeasible: infeasible.collect(),
            left_out: derivation
                .left_out
                .iter()
                .map(|(lever, reason)| format!("{lever}: {reason}"))
                .collect(),
            not_stated: unknown.chain(effects_not_stated(question, setup)).collect(),
        }
    }
}

/// Effects of levers that nobody states, and that count as none.
fn effects_not_stated(question: &Question, setup: &Setup) -> Vec<String> {
    let parties = setup.negotiation.parties();
    let of_player = |player: &crate::conflict::derivation::Player| {
        let silent = setup.derivation.courses.iter().filter(|course| {
            question.case.levers.get(course.id.as_str()).is_some_and(|lever| {
                let members = player.members.iter().filter_map(|&party| parties.get(party));
                members.into_iter().all(|party| {
                    !lever.moves_no_deal.contains_key(&party.id) && !lever.moves_deal.contains_key(&party.id)
                })
            })
        });
        let silent: Vec<_> = silent.map(|course| course.id.as_str()).collect();
        (!silent.is_empty()).then(|| {
            format!("no effect on {} is stated, and none assumed, of {}", player.name, phrase::list(&silent))
        })
    };
    setup.derivation.players.iter().filter_map(of_player).collect()
}

impl CourseSaid {
    fn of(question: &Question, setup: &Setup, course: &Course) -> Self {
        let lever = question.case.levers.get(course.id.as_str());
        let elsewhere = lever.filter(|lever| lever.effects_origin != lever.origin);
        Self {
            owner: setup.player(course.owner).to_owned(),
            id: course.id.clone(),
            name: course.name.clone(),
            today: course.today,
            reference: question.reference(&course.origin),
            numbers: elsewhere.map(|lever| question.reference(&lever.effects_origin)),
        }
    }
}
