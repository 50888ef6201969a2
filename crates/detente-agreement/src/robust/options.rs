//! Which options stand in every package that holds up?

use detente_case::{IssueId, OptionId};
use serde::Serialize;

use super::{judged::Judged, pool::Pool};
use crate::Negotiation;

/// In how many packages an option stands: the core index of robust portfolio modelling (Liesiö, Mild & Salo
/// 2007, European Journal of Operational Research 181:1488) on the packages of the pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OptionStanding {
    /// The issue.
    pub issue: IssueId,
    /// The option.
    pub option: OptionId,
    /// In how many of the good packages it stands.
    pub good: usize,
    /// In how many of the packages that are a deal in some draw it stands.
    pub deals: usize,
    /// Out of how many of those.
    pub of_deals: usize,
}

/// By issue and option, in the order of the case.
pub(super) fn standing(
    negotiation: &Negotiation,
    pool: &Pool,
    judged: &Judged,
    good: &[bool],
) -> Vec<OptionStanding> {
    let deals: Vec<bool> = judged.joint.iter().map(|draws| !draws.is_clear()).collect();
    let of_deals = deals.iter().filter(|deal| **deal).count();
    let mut standing = Vec::new();
    for (place, issue) in negotiation.issues.iter().enumerate() {
        for (number, option) in issue.options.iter().enumerate() {
            let within = |among: &[bool]| {
                let chosen = pool.candidates.iter().zip(among).filter(|(_, among)| **among);
                chosen.filter(|((package, _), _)| package.option(place) == Some(number)).count()
            };
            standing.push(OptionStanding {
                issue: issue.id.clone(),
                option: option.id.clone(),
                good: within(good),
                deals: within(&deals),
                of_deals,
            });
        }
    }
    standing
}
