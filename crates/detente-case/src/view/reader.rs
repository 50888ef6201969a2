//! Who reads a case, and what is closed to whom.

use std::collections::BTreeSet;

use crate::{Case, TrafficLight};

/// Whoever an answer is for. What is closed to a reader does not exist for anything that is made for that reader.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reader {
    /// The compartments that are open.
    pub compartments: BTreeSet<String>,
    /// What bears a higher label is closed.
    pub highest: TrafficLight,
}

/// A reader without a compartment who may see every label.
impl Default for Reader {
    fn default() -> Self {
        Self { compartments: BTreeSet::new(), highest: TrafficLight::Red }
    }
}

impl Reader {
    /// Whether something with this label, confined to this compartment, is open.
    pub(crate) fn may_see(&self, label: Option<TrafficLight>, compartment: Option<&String>) -> bool {
        label.is_none_or(|label| label <= self.highest)
            && compartment.is_none_or(|name| self.compartments.contains(name))
    }
}

impl Case {
    /// The compartments that anything in the case is confined to.
    pub(super) fn compartments(&self) -> BTreeSet<&str> {
        let of_sources = self.sources.values().filter_map(|source| source.compartment.as_deref());
        let statements = self.statement_refs().into_iter();
        let of_statements = statements.filter_map(|statement| statement.origin().compartment.as_deref());
        of_sources.chain(of_statements).collect()
    }
}
