//! How much a property may take: part of a crate's tests by `#[path]`.
//!
//! `cargo test` tries a fifth of the cases of the long properties, so that a newcomer does not wait. With
//! `DETENTE_LONG=1`, as in continuous integration, it tries all. What starts the program anew for each case takes minutes
//! for what a property tries in a second: of these, a plain run tries a twentieth, `DETENTE_LONG=1` a fifth, and
//! `DETENTE_LONG=whole` all.

use std::ops::Div;

/// Of so many cases those that are tried in this run. What a test expects to meet on the way goes through it too.
pub(crate) fn cases<N: Div<Output = N> + From<u8>>(all: N) -> N {
    if std::env::var_os("DETENTE_LONG").is_some() { all } else { all / N::from(5) }
}

/// Of so many cases, each of which starts the program, those that are tried in this run.
#[allow(dead_code, reason = "most crates start no program")]
pub(crate) fn started<N: Div<Output = N> + From<u8>>(all: N) -> N {
    match std::env::var("DETENTE_LONG").as_deref() {
        Ok("whole") => all,
        Ok(_) => all / N::from(5),
        Err(_) => all / N::from(20),
    }
}
