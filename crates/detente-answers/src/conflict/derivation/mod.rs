//! A graph model from a case: who can do what, and what each would rather have.
//!
//! Courses of action are consent to the package on the table, and levers; an agreement stands in every state in
//! which all whose consent the package needs have given it. A state is worth to a party what its no-deal value
//! becomes by the levers used, or, under the agreement, what the package is worth to it, in both cases less what
//! its own levers cost it. An agreement that crosses a party's red line is worse to it than every state without one.

mod certain;
mod courses;
mod endurance;
mod players;
mod stated;
#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests read the catalogue of cases")]
mod tests;
mod undeterred;
mod verdicts;
mod worth;

use detente_agreement::{Negotiation, Package, Plan};
use detente_case::Case;
use detente_conflict::{
    Conflict,
    model::{Choices, Infeasible, ModelError},
    preference::{Pairs, Preference, Relation, ranks},
};

use crate::conflict::who::Who;

pub use self::{
    courses::{Course, MOST, Means, consent_of},
    endurance::Endurance,
    players::Player,
    stated::Table,
    undeterred::undeterred,
    verdicts::Verdicts,
    worth::Numbers,
};

/// A graph model derived from a case.
#[derive(Clone, Debug)]
pub struct Derivation {
    /// Who acts.
    pub players: Vec<Player>,
    /// What can be done, player by player: the first is the least significant bit of a state's code.
    pub courses: Vec<Course>,
    /// What cannot be together, and why.
    pub infeasible: Vec<(Infeasible, String)>,
    /// Levers and consents that are not in the model, and why.
    pub left_out: Vec<(String, String)>,
    /// How many consents the agreement needs, in the model or not.
    pub needed: usize,
    /// The same as a model in option form.
    pub choices: Choices,
    /// The codes of its states.
    pub codes: Vec<u64>,
    /// What states are worth, with every number halfway in its interval.
    pub numbers: Numbers,
    /// One bit for each consent needed.
    pub consents: u64,
    /// Today's state, by place.
    pub today: usize,
}

impl Derivation {
    /// The model of a case with this package on the table, or without any.
    pub fn of(case: &Case, negotiation: &Negotiation, package: Option<&Package>) -> Result<Self, ModelError> {
        let players = players::players(case, negotiation, package);
        let (courses, left_out) = courses::courses(case, negotiation, package, &players);
        let infeasible = courses::infeasible(case, &courses);
        let choices = Choices::new(
            players.iter().map(|player| player.who.to_string()).collect(),
            courses.iter().map(in_the_model).collect(),
            infeasible.iter().map(|(infeasible, _)| infeasible.clone()).collect(),
        )?;
        let codes = choices.states(1 << MOST)?;
        let needed = players::needing(negotiation, package, &players).count();
        let now = worth::bits(&courses, |course| course.today);
        Ok(Self {
            numbers: Numbers::central(case, negotiation, package, &courses),
            consents: worth::bits(&courses, |course| course.means == Means::Consent),
            today: codes.binary_search(&now).map_err(|_| ModelError::NoState)?,
            players,
            courses,
            infeasible,
            left_out,
            needed,
            choices,
            codes,
        })
    }

    /// The conflict with these numbers.
    pub fn conflict(&self, numbers: &Numbers) -> Result<Conflict, ModelError> {
        let preferences = (0..self.players.len()).map(|player| self.preference(player, numbers));
        Conflict::from_choices(&self.choices, self.codes.clone(), preferences.collect::<Result<_, _>>()?)
    }

    /// The numbers of a case as somebody else sees it, or in the draws of a plan, in the same model.
    #[must_use]
    pub fn numbers_of(&self, case: &Case, negotiation: &Negotiation, package: Option<&Package>) -> Numbers {
        Numbers::central(case, negotiation, package, &self.courses)
    }

    /// The numbers in every draw of a plan.
    #[must_use]
    pub fn in_draws(
        &self,
        case: &Case,
        negotiation: &Negotiation,
        package: Option<&Package>,
        plan: Plan,
    ) -> Vec<Numbers> {
        Numbers::in_draws(case, negotiation, package, &self.courses, plan)
    }

    /// What the player prefers: its own order, or what all members of a bloc prefer and nothing where they differ.
    pub fn preference(&self, player: usize, numbers: &Numbers) -> Result<Preference, ModelError> {
        let own = self.choices.courses_of(player) & self.consents;
        let order = |member: &usize| ranks::by_values(&numbers.keys(*member, own, &self.codes));
        let orders: Vec<Vec<u32>> = self.players[player].members.iter().map(order).collect();
        match orders.as_slice() {
            [] => Ok(Preference::Ranked(vec![0; self.codes.len()])),
            [first, rest @ ..] if rest.iter().all(|other| other == first) => {
                Ok(Preference::Ranked(first.clone()))
            }
            _ => unanimous(&orders, self.codes.len()),
        }
    }

    /// The order of a player's first member, whatever the others prefer.
    #[must_use]
    pub fn order_of_first_member(&self, player: usize) -> Vec<u32> {
        let own = self.choices.courses_of(player) & self.consents;
        let Some(&first) = self.players[player].members.first() else { return vec![0; self.codes.len()] };
        ranks::by_values(&self.numbers.keys(first, own, &self.codes))
    }

    /// The state with this code, by place.
    #[must_use]
    pub fn state(&self, code: u64) -> Option<usize> {
        self.codes.binary_search(&code).ok()
    }

    /// The agreement with every lever as it is today; `None` where there is no package or somebody cannot consent.
    #[must_use]
    pub fn agreement(&self) -> Option<usize> {
        (self.consents != 0).then(|| self.state(self.codes[self.today] | self.consents)).flatten()
    }

    /// Whether the state is an agreement.
    #[must_use]
    pub fn is_agreement(&self, state: usize) -> bool {
        self.numbers.is_agreement(self.codes[state])
    }

    /// The players whose consent the package needs, by place, in the model or not.
    pub fn asked<'d>(
        &'d self,
        negotiation: &Negotiation,
        package: Option<&Package>,
    ) -> impl Iterator<Item = usize> + use<'d> {
        players::needing(negotiation, package, &self.players).map(|(place, _)| place)
    }

    /// Who they are, and their members.
    pub fn needing<'d>(
        &'d self,
        negotiation: &Negotiation,
        package: Option<&Package>,
    ) -> impl Iterator<Item = (&'d Who, &'d [usize])> + use<'d> {
        let asked = players::needing(negotiation, package, &self.players);
        asked.map(|(_, player)| (&player.who, player.members.as_slice()))
    }

    /// The same model without a lever: nobody ever changes it.
    pub fn without(&self, course: usize) -> Result<Self, ModelError> {
        let bit = 1_u64 << course;
        let taken = if self.courses[course].today { 0 } else { bit };
        let fixed = Infeasible::Pattern(detente_conflict::model::Pattern { speaks_of: bit, taken });
        let infeasible = self.choices.infeasible().iter().cloned().chain([fixed]).collect();
        let choices =
            Choices::new(self.choices.parties().to_vec(), self.choices.courses().to_vec(), infeasible)?;
        let codes = choices.states(1 << MOST)?;
        let now = self.codes[self.today];
        let today = codes.binary_search(&now).map_err(|_| ModelError::NoState)?;
        Ok(Self { choices, codes, today, ..self.clone() })
    }
}

fn in_the_model(course: &Course) -> detente_conflict::model::Course {
    detente_conflict::model::Course {
        name: course.id.clone(),
        owner: course.owner,
        direction: course.direction,
    }
}

/// Better is what no member finds worse and some member better; where members differ nobody can say.
fn unanimous(orders: &[Vec<u32>], states: usize) -> Result<Preference, ModelError> {
    let mut pairs = Pairs::unknown(states)?;
    for one in 0..states {
        for other in 0..one {
            let compared = orders.iter().map(|order| order[one].cmp(&order[other]));
            let (worse, better) = compared.fold((false, false), |(worse, better), order| {
                (worse || order.is_lt(), better || order.is_gt())
            });
            let relation = match (worse, better) {
                (false, false) => Relation::Same,
                (false, true) => Relation::Better,
                (true, false) => Relation::Worse,
                (true, true) => Relation::Unknown,
            };
            pairs.set(one, other, relation);
        }
    }
    Ok(Preference::Pairwise(pairs))
}
