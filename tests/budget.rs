//! How much a property may take: part of a crate's tests by `#[path]`.
//!
//! `cargo test` tries a fifth of the cases of the long properties, so that a newcomer does not wait. With
//! `DETENTE_LONG=1`, as in continuous integration, it tries all.

use std::ops::Div;

/// Of so many cases those that are tried in this run. What a test expects to meet on the way goes through it too.
pub(crate) fn cases<N: Div<Output = N> + From<u8>>(all: N) -> N {
    if std::env::var_os("DETENTE_LONG").is_some() { all } else { all / N::from(5) }
}
