//! An answer, made on a thread of its own, in its turn, as long as somebody waits for it.

use std::sync::atomic::{AtomicBool, Ordering};

use detente_answers::{
    stop::{Advice, Stop},
    watch::{Progress, Watch},
};

use super::{
    asked::{self, Query},
    reply::Reply,
    turns::Turn,
};
use crate::source::Source;

/// Makes an answer. `told` hears how far it is; once nobody waits any more, the work is given up.
///
/// What is shared out among threads has threads of its own: those of others may be waiting for their turns.
pub(super) fn made(
    request: &Query,
    source: &Source,
    turn: &Turn,
    given_up: &AtomicBool,
    told: &(dyn Fn(Progress) + Sync),
) -> Result<Reply, Stop> {
    let wanted = || !given_up.load(Ordering::Acquire);
    let goes_on = |step: Option<Progress>| {
        step.into_iter().for_each(told);
        turn.goes_on(&wanted)
    };
    let watch = Watch::new(&goes_on);
    watch.goes_on()?;
    if !request.on_threads() {
        return asked::answer(request, source, watch);
    }
    let threads = rayon::ThreadPoolBuilder::new().build();
    let threads = threads.map_err(|error| Stop::Internal(format!("no threads can be started: {error}")))?;
    threads.install(|| asked::answer(request, source, watch))
}

/// What is said where too much is asked at once.
pub(super) fn busy() -> Reply {
    Reply::refused(503, Advice::new("the server is busy").with_help("ask again in a moment"))
}
