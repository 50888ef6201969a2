//! What a state is worth to each party, in millionths of a point over no agreement as things stand today.

use std::{cell::RefCell, collections::BTreeMap};

use detente_agreement::{Negotiation, Package, Plan, Worth, lever_effect_name, named_in_draws};
use detente_case::{Case, Interval, Lever, LeverId, PartyId, Quantity, effect_on};

use super::{Course, Means};

/// A red line crossed: worse than anything that levers can do.
const CROSSED: i64 = -1_000_000_000_000;

/// Every number that a state's worth is made of.
#[derive(Clone, Debug)]
pub struct Numbers {
    today: u64,
    consents: u64,
    /// By party: what the package gains it over no deal, [`CROSSED`] below where it crosses a red line of its.
    pub gains: Vec<i64>,
    /// By course, by party: what changing the course adds to no agreement and to agreement, less the cost.
    adds: Vec<Vec<(i64, i64)>>,
}

impl Numbers {
    /// Every number halfway in its interval.
    pub(super) fn central(
        case: &Case,
        negotiation: &Negotiation,
        package: Option<&Package>,
        courses: &[Course],
    ) -> Self {
        let gain = |party| {
            let outcome = package.and_then(|package| negotiation.outcome(party, package));
            outcome.map_or(0, |outcome| outcome.central_gain.millionths())
        };
        let gains = (0..negotiation.parties().len()).map(gain).collect();
        let middle = |_: &str, interval: Interval| interval.middle();
        Self::with(case, negotiation, package, courses, gains, &middle)
    }

    /// Every number as a plan draws it, draw by draw.
    pub(super) fn in_draws(
        case: &Case,
        negotiation: &Negotiation,
        package: Option<&Package>,
        courses: &[Course],
        plan: Plan,
    ) -> Vec<Self> {
        let parties = 0..negotiation.parties().len();
        let of = |party| package.map(|package| negotiation.gains_in_draws(party, package, plan));
        let gains: Vec<Vec<Quantity>> = parties.map(|party| of(party).unwrap_or_default()).collect();
        // Every number is drawn once for all draws: by name, so that it is the same wherever it is asked for.
        let drawn: RefCell<BTreeMap<String, Vec<Quantity>>> = RefCell::default();
        let one = |draw: u32| {
            let gain = |gains: &Vec<Quantity>| gains.get(draw as usize).map_or(0, |gain| gain.millionths());
            let number = |name: &str, interval: Interval| {
                let mut drawn = drawn.borrow_mut();
                let all =
                    drawn.entry(name.to_owned()).or_insert_with(|| named_in_draws(plan, name, interval));
                all.get(draw as usize).copied().unwrap_or(Quantity::ZERO)
            };
            Self::with(case, negotiation, package, courses, gains.iter().map(gain).collect(), &number)
        };
        (0..plan.draws).map(one).collect()
    }

    fn with(
        case: &Case,
        negotiation: &Negotiation,
        package: Option<&Package>,
        courses: &[Course],
        gains: Vec<i64>,
        number: &dyn Fn(&str, Interval) -> Quantity,
    ) -> Self {
        let crosses = |party| package.is_some_and(|package| negotiation.crosses_red_line(party, package));
        let gain = |(party, gain)| if crosses(party) { CROSSED + gain } else { gain };
        let adds = |course: &Course| match &course.means {
            Means::Consent => vec![(0, 0); negotiation.parties().len()],
            Means::Lever(id) => {
                let Some(lever) = case.levers.get(id) else { return Vec::new() };
                let parties = negotiation.parties().iter();
                parties.map(|party| adds(id, lever, &party.id, course.today, number)).collect()
            }
        };
        Self {
            today: bits(courses, |course| course.today),
            consents: bits(courses, |course| course.means == Means::Consent),
            gains: gains.into_iter().enumerate().map(gain).collect(),
            adds: courses.iter().map(adds).collect(),
        }
    }

    /// Whether everybody needed consents.
    #[must_use]
    pub fn is_agreement(&self, code: u64) -> bool {
        self.consents != 0 && code & self.consents == self.consents
    }

    /// Whether the package crosses a red line of the party.
    #[must_use]
    pub fn crossed(&self, party: usize) -> bool {
        self.gains.get(party).is_some_and(|gain| *gain < CROSSED / 2)
    }

    /// What the state is worth to the party.
    #[must_use]
    pub fn worth(&self, party: usize, code: u64) -> i64 {
        let agreement = self.is_agreement(code);
        let changed = code ^ self.today;
        let adds = self.adds.iter().enumerate().filter(|(course, _)| changed >> course & 1 == 1);
        let adds = adds.filter_map(|(_, by_party)| by_party.get(party));
        let sum: i64 = adds.map(|&(no_deal, deal)| if agreement { deal } else { no_deal }).sum();
        if agreement { sum + self.gains.get(party).copied().unwrap_or(0) } else { sum }
    }

    /// The same numbers with the package worth more to the parties.
    #[must_use]
    pub fn raised(&self, members: &[usize], by: i64) -> Self {
        let mut raised = self.clone();
        for &member in members {
            if let Some(gain) = raised.gains.get_mut(member) {
                *gain += by;
            }
        }
        raised
    }

    /// Whether the party would rather have the agreement than not, with levers as they are in this state.
    fn favours(&self, party: usize, code: u64) -> bool {
        self.worth(party, code | self.consents) > self.worth(party, code & !self.consents)
    }

    /// What orders states for a party: what they are worth; of equals, one in which its own consent is given
    /// where it gains from the agreement, and withheld where it does not.
    pub(super) fn key(&self, party: usize, own_consent: u64, code: u64) -> (i64, bool) {
        let given = own_consent != 0 && code & own_consent == own_consent;
        (self.worth(party, code), own_consent != 0 && given == self.favours(party, code))
    }
}

fn adds(
    id: &LeverId,
    lever: &Lever,
    party: &PartyId,
    today: bool,
    number: &dyn Fn(&str, Interval) -> Quantity,
) -> (i64, i64) {
    let effect = |effects, name: String| number(&name, effect_on(effects, party)).millionths();
    let no_deal = effect(&lever.moves_no_deal, lever_effect_name(id, party, Worth::NoDeal));
    let deal = effect(&lever.moves_deal, lever_effect_name(id, party, Worth::Deal));
    let cost = effect(&lever.cost, format!("lever/{id}/cost/{party}"));
    let sign = if today { -1 } else { 1 };
    (sign * (no_deal - cost), sign * (deal - cost))
}

/// One bit for each course of which this holds.
pub(super) fn bits(courses: &[Course], holds: impl Fn(&Course) -> bool) -> u64 {
    let chosen = courses.iter().enumerate().filter(|(_, course)| holds(course));
    chosen.fold(0, |bits, (place, _)| bits | 1 << place)
}
