//! How much of what fails the reasons explain.

use detente_agreement::ReasonsOfDraws;
use serde::Serialize;

use super::nested::{Nest, Way};
use crate::answers::verdict::{counted, percent};

/// How many of the draws without a deal have a reason on the list.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Explained {
    /// How many draws were made.
    draws: u32,
    /// How many of them contain no deal.
    without: u32,
    /// How many of these some reason explains: all, unless a limit was reached.
    #[expect(clippy::struct_field_names, reason = "JSON calls it so")]
    explained: u32,
    /// How many draws were not settled within the limits.
    unsettled: u32,
    /// How many draws contain no deal and how many of these the reasons explain, in sentences.
    pub(crate) says: String,
}

impl Explained {
    pub(crate) fn of(reasons: &ReasonsOfDraws) -> Self {
        let ReasonsOfDraws { draws, without, explained, unsettled, .. } = *reasons;
        let (draw, without_one) =
            (counted(draws as usize, "assumed future", "assumed futures"), without as usize);
        let told = match (without, unsettled) {
            (0, 0) => format!("Each of {draw} contains a deal, so nothing prevented one."),
            (0, _) => format!("None of {draw} was found to contain no deal."),
            (_, _) => {
                let contain = if without == 1 { "contains" } else { "contain" };
                let together = together(reasons);
                format!("{without_one} of {draw} {contain} no deal. {together}")
            }
        };
        let says = match unsettled {
            0 => told,
            count => {
                let draws = counted(count as usize, "future", "futures");
                format!("{told} {draws} could not be settled within the limits.")
            }
        };
        Self { draws, without, explained, unsettled, says }
    }
}

/// What the reasons cover together.
fn together(reasons: &ReasonsOfDraws) -> String {
    let ReasonsOfDraws { without, explained, conflicts, .. } = reasons;
    let ways: Vec<_> = conflicts.iter().map(|one| Way::of(one.core.iter(), one.of_failing)).collect();
    // One reason with all that are nested with it is told as one.
    match (explained == without, Nest::all(&ways).len()) {
        (true, 1) => "The reason explains all of these.".to_owned(),
        (true, _) => {
            "Together they explain all of these; they overlap where a future has more than one.".to_owned()
        }
        (false, _) => format!(
            "Together they explain {}% of these; the search for others reached a limit. They overlap where a future has more \
             than one.",
            percent(f64::from(*explained) / f64::from((*without).max(1)))
        ),
    }
}
