//! Frontiers where issues interact: an option's worth depends on what else the package holds.
//!
//! The field's non-linear scenarios reward hyper-rectangles: ranges of several issues at once (Ito, Hattori &
//! Klein 2007). Issues are settled one by one, in an order in which little is ever half-settled; what counts of
//! a beginning is which rewards may still be paid, and of all beginnings that agree in that only the
//! undominated are kept. What is known of the rest of every state, and of packages found on the way, tells which
//! of them can still matter.

mod bounds;
mod graph;
mod order;
mod points;
mod residual;
pub(crate) mod space;
mod structure;
pub(crate) mod values;

use space::{Interacting, Listed};

use crate::{
    limits::{Limits, Refusal},
    parties::for_few_parties,
};

impl Interacting {
    /// The efficient packages among those that keep every floor, exactly, and what solutions are measured by.
    pub fn frontier(&self, limits: Limits) -> Result<Listed, Refusal> {
        for_few_parties!(self.parties.len(), points::listed, self, limits)
    }
}
