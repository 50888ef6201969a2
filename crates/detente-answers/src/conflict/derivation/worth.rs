//! What a state is worth to each party, in millionths of a point over no agreement as things stand today.

use detente_agreement::{Negotiation, Package, Plan, Worth, lever_effect_name, named_in_draws};
use detente_case::{Case, Interval, Lever, LeverId, PartyId, Quantity, effect_on};

use super::{Course, Means};

/// A red line crossed: worse than anything that levers can do.
const CROSSED: i64 = -1_000_000_000_000;
/// How many courses one table of sums speaks of.
const CHUNK: usize = 8;

/// Every number that a state's worth is made of.
#[derive(Clone, Debug)]
pub struct Numbers {
    today: u64,
    consents: u64,
    /// By party, what the package gains it over no deal. A package across its red line counts as a loss beyond any other.
    pub gains: Vec<i64>,
    /// By course, by party: what changing the course adds to no agreement and to agreement, less the cost.
    adds: Vec<Vec<Adds>>,
}

impl Numbers {
    /// Every number halfway in its interval.
    pub(super) fn central(
        case: &Case,
        negotiation: &Negotiation,
        package: Option<&Package>,
        courses: &[Course],
    ) -> Self {
        let middle = |_: &str, interval: Interval| vec![interval.middle()];
        let parts = Parts::of(case, negotiation, package, courses, &middle);
        let gain = |party| {
            let outcome = package.and_then(|package| negotiation.outcome(party, package));
            outcome.map_or(0, |outcome| outcome.central_gain.millionths())
        };
        parts.numbers(0, (0..negotiation.parties().len()).map(gain).collect())
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
        let drawn = |name: &str, interval: Interval| named_in_draws(plan, name, interval);
        let parts = Parts::of(case, negotiation, package, courses, &drawn);
        let one = |draw: usize| {
            let gain = |gains: &Vec<Quantity>| gains.get(draw).map_or(0, |gain| gain.millionths());
            parts.numbers(draw, gains.iter().map(gain).collect())
        };
        (0..plan.draws as usize).map(one).collect()
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

    /// For each state, a number that orders it for the party among all states: what it is worth; of equals, one in
    /// which its own consent is given where it gains from the agreement, and withheld where it does not.
    ///
    /// Consents add nothing of their own, so that two sums over the levers changed say all: what no agreement is
    /// worth with them, and what agreement is.
    pub(super) fn keys(&self, party: usize, own_consent: u64, codes: &[u64]) -> Vec<i64> {
        let gain = self.gains.get(party).copied().unwrap_or(0);
        let tables = self.tables(party);
        let key = |&code: &u64| {
            let mut changed = code ^ self.today;
            let (mut no_deal, mut deal) = (0, gain);
            for table in &tables {
                // A chunk has eight bits.
                let adds = table[(changed & 0xff) as usize];
                (no_deal, deal) = (no_deal + adds.0, deal + adds.1);
                changed >>= CHUNK;
            }
            let worth = if self.is_agreement(code) { deal } else { no_deal };
            let given = own_consent != 0 && code & own_consent == own_consent;
            let fits = own_consent != 0 && given == (deal > no_deal);
            worth.saturating_mul(2).saturating_add(i64::from(fits))
        };
        codes.iter().map(key).collect()
    }

    /// For every eight courses, what each set of them adds for the party if it is changed.
    fn tables(&self, party: usize) -> Vec<Vec<Adds>> {
        let of_chunk = |courses: &[Vec<Adds>]| {
            let mut table = vec![(0, 0); 1 << CHUNK];
            let mut known = 1;
            for by_party in courses {
                let (no_deal, deal) = by_party.get(party).copied().unwrap_or_default();
                for set in 0..known {
                    let (other_no_deal, other_deal): Adds = table[set];
                    table[known + set] = (other_no_deal + no_deal, other_deal + deal);
                }
                known *= 2;
            }
            table
        };
        self.adds.chunks(CHUNK).map(of_chunk).collect()
    }
}

/// What changing a course adds to no agreement and to agreement, less the cost.
type Adds = (i64, i64);

/// What the numbers of every draw are made of.
struct Parts {
    today: u64,
    consents: u64,
    /// By party, whether the package crosses a red line of its.
    crossed: Vec<bool>,
    /// By course, by party, by draw.
    adds: Vec<Vec<Vec<Adds>>>,
}

impl Parts {
    /// Asks `number` once for each name: for its values in every draw.
    fn of(
        case: &Case,
        negotiation: &Negotiation,
        package: Option<&Package>,
        courses: &[Course],
        number: &dyn Fn(&str, Interval) -> Vec<Quantity>,
    ) -> Self {
        let parties = negotiation.parties();
        let crosses = |party| package.is_some_and(|package| negotiation.crosses_red_line(party, package));
        let adds = |course: &Course| match &course.means {
            Means::Consent => vec![Vec::new(); parties.len()],
            Means::Lever(id) => {
                let Some(lever) = case.levers.get(id) else { return Vec::new() };
                parties.iter().map(|party| adds(id, lever, &party.id, course.today, number)).collect()
            }
        };
        Self {
            today: bits(courses, |course| course.today),
            consents: bits(courses, |course| course.means == Means::Consent),
            crossed: (0..parties.len()).map(crosses).collect(),
            adds: courses.iter().map(adds).collect(),
        }
    }

    fn numbers(&self, draw: usize, gains: Vec<i64>) -> Numbers {
        let gain = |(gain, crossed): (i64, &bool)| if *crossed { CROSSED + gain } else { gain };
        let in_draw = |by_draw: &Vec<Adds>| by_draw.get(draw).copied().unwrap_or_default();
        Numbers {
            today: self.today,
            consents: self.consents,
            gains: gains.into_iter().zip(&self.crossed).map(gain).collect(),
            adds: self.adds.iter().map(|by_party| by_party.iter().map(in_draw).collect()).collect(),
        }
    }
}

fn adds(
    id: &LeverId,
    lever: &Lever,
    party: &PartyId,
    today: bool,
    number: &dyn Fn(&str, Interval) -> Vec<Quantity>,
) -> Vec<Adds> {
    let effect = |effects, name: String| number(&name, effect_on(effects, party));
    let no_deal = effect(&lever.moves_no_deal, lever_effect_name(id, party, Worth::NoDeal));
    let deal = effect(&lever.moves_deal, lever_effect_name(id, party, Worth::Deal));
    let cost = effect(&lever.cost, format!("lever/{id}/cost/{party}"));
    let sign = if today { -1 } else { 1 };
    let adds = |((no_deal, deal), cost): ((&Quantity, &Quantity), &Quantity)| {
        let cost = cost.millionths();
        (sign * (no_deal.millionths() - cost), sign * (deal.millionths() - cost))
    };
    no_deal.iter().zip(&deal).zip(&cost).map(adds).collect()
}

/// One bit for each course of which this holds.
pub(super) fn bits(courses: &[Course], holds: impl Fn(&Course) -> bool) -> u64 {
    let chosen = courses.iter().enumerate().filter(|(_, course)| holds(course));
    chosen.fold(0, |bits, (place, _)| bits | 1 << place)
}
