//! How strong must an effect be before a deal exists? The least factor on given effects, exactly.
//!
//! A party whose need shrinks with the factor is helped, one whose need grows is hurt; where both occur,
//! deals may exist between two factors only, so the search is not a plain bisection: with the hurt held at a
//! factor already reached, the least factor that helps enough is a lower bound, and the bound is raised until
//! it is met.

use detente_case::{Interval, PartyId, Quantity};
use serde::Serialize;

use crate::{
    Finding, Negotiation, Package, Reading, Requirement, Terms,
    model::Model,
    reading::slacks,
    requirement::Place,
    search::find,
    shift::{Shift, Worth},
};

/// The answer of a search for the least factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LeastFactor {
    /// From this factor on; and a package that is a deal there.
    From(Quantity, Package),
    /// No factor up to the largest that matters: there is no deal even with what helps at one factor and what
    /// hurts at another, both in millionths.
    Never {
        /// The factor of what helps.
        help: i64,
        /// The factor of what hurts.
        hurt: i64,
    },
    /// The engine's limits were reached before an answer.
    Unsettled,
}

/// By how much one unit of the factor lowers what a package's terms must reach for a party: positive helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slope {
    /// The party, by place.
    pub(crate) party: usize,
    /// Points per unit.
    pub(crate) helps_by: Quantity,
}

/// How often the lower bound is raised before the search gives up.
const ROUNDS: usize = 100;

/// The least factor, to a millionth and not below zero, at which `negotiation` has a deal under `reading`
/// when every slope is applied; no larger than `most`, or than what would help everyone as far as help goes.
pub(crate) fn least_factor(
    negotiation: &Negotiation,
    slopes: &[Slope],
    reading: Reading,
    most: Option<Quantity>,
) -> LeastFactor {
    let most = most.map_or_else(|| saturation(negotiation, slopes), Quantity::millionths);
    let find = |help: i64, hurt: i64| pushed(negotiation, slopes, help, hurt).find(reading);
    let mut hurt = 0;
    for _ in 0..ROUNDS {
        match find(most.max(hurt), hurt) {
            Finding::Found(_) => {}
            Finding::None => return LeastFactor::Never { help: most.max(hurt), hurt },
            Finding::Unsettled => return LeastFactor::Unsettled,
        }
        let (mut least, mut enough) = (hurt, most.max(hurt));
        while least < enough {
            let middle = least + (enough - least) / 2;
            match find(middle, hurt) {
                Finding::Found(_) => enough = middle,
                Finding::None => least = middle + 1,
                Finding::Unsettled => return LeastFactor::Unsettled,
            }
        }
        match find(enough, enough) {
            Finding::Found(package) => {
                return LeastFactor::From(Quantity::from_millionths(enough), package);
            }
            Finding::None => hurt = enough,
            Finding::Unsettled => return LeastFactor::Unsettled,
        }
    }
    LeastFactor::Unsettled
}

/// The negotiation with the slopes applied, helping ones at one factor and hurting ones at another, both in
/// millionths.
pub(crate) fn pushed(negotiation: &Negotiation, slopes: &[Slope], help: i64, hurt: i64) -> Negotiation {
    let mut pushed = negotiation.clone();
    for slope in slopes {
        let factor = if slope.helps_by > Quantity::ZERO { help } else { hurt };
        let by = i128::from(slope.helps_by.millionths()) * i128::from(factor);
        let by = by.div_euclid(i128::from(Quantity::ONE.millionths()));
        let limit = i128::from(LIMIT);
        if let (Some(party), Ok(by)) =
            (pushed.parties.get_mut(slope.party), i64::try_from(by.clamp(-limit, limit)))
        {
            let by = Interval::exactly(Quantity::from_millionths(by));
            party.shifts.push(Shift::number("factor".to_owned(), Worth::Deal, by));
        }
    }
    pushed
}

/// Beyond a million million points nothing changes: all numbers of a case are smaller by far.
const LIMIT: i64 = 1_000_000_000_000_000_000;

/// A factor beyond which more of it helps nobody: every helped party would take any package in value.
fn saturation(negotiation: &Negotiation, slopes: &[Slope]) -> i64 {
    let needed = slopes.iter().filter(|slope| slope.helps_by > Quantity::ZERO).filter_map(|slope| {
        let reach = negotiation.parties.get(slope.party)?.to_reach().high.millionths().max(0);
        // One point below nothing is enough whatever the package.
        let reach = i128::from(reach) + 2 * i128::from(Quantity::ONE.millionths());
        let factor = reach * i128::from(Quantity::ONE.millionths()) / i128::from(slope.helps_by.millionths());
        Some(i64::try_from(factor + 1).unwrap_or(i64::MAX / 4).min(i64::MAX / 4))
    });
    needed.max().unwrap_or(0)
}

/// The least factor at the three readings: a statement with its uncertainty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BreakEven {
    /// Where every interval is at the end that favours agreement.
    pub favourable: Reach,
    /// Where every interval is at its middle.
    pub central: Reach,
    /// Where every interval is at the end that works against agreement.
    pub guarded: Reach,
}

/// Whether some factor is enough.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum Reach {
    /// From this factor on a deal exists; at nothing when it exists without the effect.
    From {
        /// The factor, to a millionth.
        factor: Quantity,
        /// A package that is a deal there.
        terms: Terms,
    },
    /// However large, it is not enough; these requirements exclude each other all the same.
    Never {
        /// One minimal set of them.
        blocked_by: Vec<Requirement>,
    },
    /// The engine's limits were reached before an answer.
    Unsettled,
}

/// A set of effects by party, each as the interval that one unit of the factor adds to agreement's worth
/// less what it adds to the worth of no agreement.
pub(crate) type Helps = Vec<(PartyId, Interval)>;

/// The least factor under each reading.
pub(crate) fn break_even(negotiation: &Negotiation, helps: &Helps, most: Option<Quantity>) -> BreakEven {
    let at = |reading: Reading, end: fn(Interval) -> Quantity| {
        let slopes: Vec<_> = helps
            .iter()
            .filter_map(|(party, by)| Some(Slope { party: negotiation.party(party)?, helps_by: end(*by) }))
            .collect();
        match least_factor(negotiation, &slopes, reading, most) {
            LeastFactor::From(factor, package) => Reach::From { factor, terms: negotiation.terms(&package) },
            LeastFactor::Never { help, hurt } => {
                Reach::Never { blocked_by: one_conflict(&pushed(negotiation, &slopes, help, hurt), reading) }
            }
            LeastFactor::Unsettled => Reach::Unsettled,
        }
    };
    BreakEven {
        favourable: at(Reading::Favourable, |by| by.high),
        central: at(Reading::Central, Interval::middle),
        guarded: at(Reading::Guarded, |by| by.low),
    }
}

/// One minimal set of requirements that no package satisfies together: what remains after everything that can
/// be spared is. No-deal values are spared first, so that a set of red lines is found where there is one.
/// Empty when there is a deal, or when the engine's limits were reached.
fn one_conflict(negotiation: &Negotiation, reading: Reading) -> Vec<Requirement> {
    let model = Model::of(negotiation);
    let slacks = slacks(negotiation, reading);
    let mut standing = model.requirements.all();
    if find(&model.problem(&standing, &slacks)) != Finding::None {
        return Vec::new();
    }
    let mut order: Vec<_> = (0..model.requirements.len()).collect();
    order.sort_by_key(|index| match model.requirements.places[*index] {
        Place::NoDealValue(_) => 0,
        Place::Rule(_) => 1,
        Place::RedLine(_) => 2,
        Place::Consent(_) | Place::ConsentTo { .. } => 3,
    });
    for index in order {
        standing.remove(index);
        if find(&model.problem(&standing, &slacks)) != Finding::None {
            standing.insert(index);
        }
    }
    standing.ones().map(|index| model.requirements.named(negotiation, index)).collect()
}
