//! How often the program is started in one test: minutes for what a property tries in a second.

use std::ops::Div;

/// Of so many starts those that are made in this run: a twentieth, a fifth with `DETENTE_LONG=1`, as in continuous
/// integration, and all with `DETENTE_LONG=whole`.
#[allow(clippy::disallowed_methods, reason = "a test is told by the environment how long it may take")]
pub(crate) fn started<N: Div<Output = N> + From<u8>>(all: N) -> N {
    match std::env::var("DETENTE_LONG").as_deref() {
        Ok("whole") => all,
        Ok(_) => all / N::from(5),
        Err(_) => all / N::from(20),
    }
}
