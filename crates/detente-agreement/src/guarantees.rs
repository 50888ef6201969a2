//! Which guarantee would suffice, who would give it, and who would pay?

use detente_case::{
    Actor, Case, Funding, FundingId, Guarantee, GuaranteeId, Interval, LeverStatus, PartyId, Quantity,
    current,
};
use serde::Serialize;

use crate::{
    Negotiation, Plan, Shift,
    grounds::Grounds,
    least_factor::{BreakEven, Reach, break_even},
    lever_ladder::Cost,
    shift::{Given, every_product, in_use},
    zone::{Zone, zone},
};

/// What guarantees and money would do, and what is missing of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Guarantees {
    /// Guarantees, in the order of the case.
    pub guarantees: Vec<GuaranteeAnswer>,
    /// Money, in the order of the case.
    pub funding: Vec<FundingAnswer>,
}

/// One guarantee.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GuaranteeAnswer {
    /// The guarantee.
    pub guarantee: GuaranteeId,
    /// Its name.
    pub name: String,
    /// Whose value of an agreement it raises.
    pub beneficiary: PartyId,
    /// Who would give it; empty when no source says: the givers are missing.
    pub guarantors: Vec<String>,
    /// Who asks for it.
    pub sought_by: Vec<String>,
    /// Where it stands.
    pub status: Option<LeverStatus>,
    /// How long it lasts, in words.
    pub duration: Option<String>,
    /// How far the obligation goes, 0–1; absent when not stated.
    pub obligation: Option<Interval>,
    /// The chance that it would be honoured, 0–1; absent when not stated.
    pub credibility: Option<Interval>,
    /// Obligation times credibility, as stated: every product of a number from each interval.
    pub product: Option<Interval>,
    /// Whether it is in use, so that what the case says of agreement counts it already.
    pub in_use: bool,
    /// Points it adds at full obligation and credibility; absent when not stated.
    pub worth: Option<Interval>,
    /// What giving it costs, by party.
    pub cost: Vec<Cost>,
    /// The least product of obligation and credibility, 0–1, at which a deal exists; 0 means that one exists
    /// without it. Of a guarantee in use, by how much the product must rise over what it is today. Absent when its
    /// worth is not stated.
    pub least_product: Option<BreakEven>,
    /// The zone of agreement once it is given as stated; absent where it is in use, or where its obligation,
    /// credibility or worth is not stated.
    pub with: Option<Zone>,
    /// Whether what is stated is enough.
    pub suffices: Suffices,
    /// What the guarantee rests on.
    pub grounds: Grounds,
    /// What its numbers rest on.
    pub effects_grounds: Grounds,
}

/// Whether a guarantee as stated is enough for a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Suffices {
    /// Its least product reaches what is needed even where every number works against agreement.
    Certainly,
    /// Its greatest product reaches what is needed where every number favours agreement.
    Possibly,
    /// Not for any values in the intervals.
    No,
    /// Its obligation, credibility or worth is not stated, or the search was cut.
    NotStated,
}

/// Money asked for or promised.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FundingAnswer {
    /// The funding.
    pub funding: FundingId,
    /// What it is for.
    pub purpose: String,
    /// Who would pay; empty when no source says: the payer is unsaid.
    pub payers: Vec<String>,
    /// Who asks for it.
    pub sought_by: Vec<String>,
    /// Who would receive it.
    pub beneficiary: PartyId,
    /// How much, in `unit`; absent when not stated.
    pub amount: Option<Interval>,
    /// Of what.
    pub unit: Option<String>,
    /// Where it stands.
    pub status: Option<LeverStatus>,
    /// What it rests on.
    pub grounds: Grounds,
}

/// Guarantees and money of a case. `negotiation` is the case's, however restricted.
#[must_use]
pub fn guarantees(case: &Case, negotiation: &Negotiation, plan: Plan) -> Guarantees {
    Guarantees {
        guarantees: case
            .guarantees
            .iter()
            .map(|(id, guarantee)| of_guarantee(case, negotiation, plan, id, guarantee))
            .collect(),
        funding: case.funding.iter().map(|(id, funding)| of_funding(case, id, funding)).collect(),
    }
}

fn of_guarantee(
    case: &Case,
    negotiation: &Negotiation,
    plan: Plan,
    id: &GuaranteeId,
    guarantee: &Guarantee,
) -> GuaranteeAnswer {
    let product = commitment(guarantee);
    let in_use = in_use(guarantee);
    // What is in use is counted already: it adds nothing more.
    let adds = if in_use { product.map(|_| Interval::ZERO) } else { product };
    let given = Shift::of_guarantee(id, guarantee, Given::AsStated);
    let given = given.zip(negotiation.party(&guarantee.beneficiary));
    let least_product = guarantee.worth.map(|worth| {
        // What is in use cannot rise by more than it lacks to one.
        let counted = product.filter(|_| in_use).map_or(Quantity::ZERO, |product| product.low);
        break_even(negotiation, &vec![(guarantee.beneficiary.clone(), worth)], Some(Quantity::ONE - counted))
    });
    let numbers = [guarantee.obligation, guarantee.credibility, guarantee.worth];
    let numbered = numbers.iter().any(Option::is_some) || !guarantee.cost.is_empty();
    GuaranteeAnswer {
        guarantee: id.clone(),
        name: guarantee.name.clone(),
        beneficiary: guarantee.beneficiary.clone(),
        guarantors: names(&guarantee.guarantors),
        sought_by: names(&guarantee.sought_by),
        status: current(&guarantee.status),
        duration: guarantee.duration.clone(),
        obligation: guarantee.obligation,
        credibility: guarantee.credibility,
        product,
        in_use,
        with: given.map(|(shift, party)| zone(&negotiation.with(party, shift), plan)),
        worth: guarantee.worth,
        cost: guarantee
            .cost
            .iter()
            .map(|(party, points)| Cost { party: party.clone(), points: *points })
            .collect(),
        suffices: suffices(adds, least_product.as_ref()),
        least_product,
        grounds: Grounds::of(case, &guarantee.origin),
        effects_grounds: if numbered {
            Grounds::of(case, &guarantee.effects_origin)
        } else {
            Grounds::none()
        },
    }
}

/// Obligation times credibility: every product of a number from each interval, 0–1; `None` where one is not stated.
#[must_use]
pub fn commitment(guarantee: &Guarantee) -> Option<Interval> {
    let stated = guarantee.obligation.zip(guarantee.credibility);
    stated.map(|(obligation, credibility)| every_product([obligation, credibility]))
}

fn suffices(product: Option<Interval>, least: Option<&BreakEven>) -> Suffices {
    let (Some(product), Some(least)) = (product, least) else { return Suffices::NotStated };
    match (&least.favourable, &least.guarded) {
        (Reach::Unsettled, _) | (_, Reach::Unsettled) => Suffices::NotStated,
        (_, Reach::From { factor, .. }) if product.low >= *factor => Suffices::Certainly,
        (Reach::From { factor, .. }, _) if product.high >= *factor => Suffices::Possibly,
        _ => Suffices::No,
    }
}

fn of_funding(case: &Case, id: &FundingId, funding: &Funding) -> FundingAnswer {
    FundingAnswer {
        funding: id.clone(),
        purpose: funding.purpose.clone(),
        payers: names(&funding.payers),
        sought_by: names(&funding.sought_by),
        beneficiary: funding.beneficiary.clone(),
        amount: funding.amount,
        unit: funding.unit.clone(),
        status: current(&funding.status),
        grounds: Grounds::of(case, &funding.origin),
    }
}

/// The negotiation with a guarantee given as stated; unchanged where its obligation, credibility or worth is
/// not stated, and where it is in use already.
#[must_use]
pub fn given(negotiation: &Negotiation, id: &GuaranteeId, guarantee: &Guarantee) -> Negotiation {
    let shift = Shift::of_guarantee(id, guarantee, Given::AsStated);
    match shift.zip(negotiation.party(&guarantee.beneficiary)) {
        Some((shift, party)) => negotiation.with(party, shift),
        None => negotiation.clone(),
    }
}

fn names(actors: &[Actor]) -> Vec<String> {
    actors.iter().map(ToString::to_string).collect()
}
