//! Which days words mean: an interval, with the words.

mod calendar;
mod resolve;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub(crate) use self::{
    calendar::{counted, is_month},
    resolve::{Found, days_in},
};

/// Words for a day or a span of days, and the days they mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct When {
    /// The words of the text.
    pub words: String,
    /// The first day they can mean, where that is known.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub from: Option<Date>,
    /// The last day they can mean, where that is known.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub to: Option<Date>,
}
