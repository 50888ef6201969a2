//! Words: names, numbers, lists and sentences, the same on every screen.

pub mod consents;
pub mod dates;
pub mod hedge;
mod names;
pub mod number;
pub mod phrase;
mod plainly;
mod reference;
pub mod scale;
mod short_names;
pub mod snippet;
mod terms;
pub mod threats;
pub mod wording;

pub use self::names::Names;
pub use self::plainly::plainly;
pub use self::reference::{Cite, Reference};
pub use self::short_names::explained;
pub use self::terms::{ByParty, Settled, Span, Terms};
