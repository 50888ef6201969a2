//! How pairs stand in JSON: every part has a name.

use detente_case::LeverId;
use serde::{Serialize, Serializer};

use crate::incidence::LeverMove;

/// A lever and what is done with it.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Moved {
    /// The lever.
    lever: LeverId,
    /// Whether it is used or ended.
    would: LeverMove,
}

/// Levers that are moved, each as an object.
pub fn moved<S: Serializer>(levers: &[(LeverId, LeverMove)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(levers.iter().map(|(lever, would)| Moved { lever: lever.clone(), would: *would }))
}
