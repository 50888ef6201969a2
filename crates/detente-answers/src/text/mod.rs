//! Words: names, numbers, lists and sentences, the same on every screen.

pub mod dates;
mod names;
pub mod number;
pub mod phrase;
mod reference;
pub mod scale;
pub mod snippet;
mod terms;
pub mod threat;
pub mod wording;

pub use self::names::Names;
pub use self::reference::{Cite, Reference};
pub use self::terms::{ByParty, Settled, Span, Terms};
