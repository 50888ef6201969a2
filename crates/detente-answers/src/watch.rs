//! How far the work on an answer is, and whether anybody still waits for it.

use std::panic::{self, AssertUnwindSafe};

pub use detente_agreement::robust::{Progress, Stage};

use crate::stop::Stop;

/// Is told how far the work is, from any thread; `false` gives the work up. It is told nothing where an answer only
/// asks whether to go on.
type Listener<'a> = dyn Fn(Option<Progress>) -> bool + Sync + 'a;

/// Says how far the work on an answer is, and stops it when nobody waits any more.
#[derive(Clone, Copy)]
pub struct Watch<'a>(&'a Listener<'a>);

/// Why an engine that was given up unwinds.
struct GivenUp;

impl<'a> Watch<'a> {
    /// A watch that tells `listener`.
    #[must_use]
    pub fn new(listener: &'a Listener<'a>) -> Self {
        Self(listener)
    }

    /// A watch that nobody reads: the work goes on to its end.
    #[must_use]
    pub fn nobody() -> Watch<'static> {
        Watch(&|_| true)
    }

    /// Between two steps of an answer: `Err` when nobody waits any more.
    pub fn goes_on(&self) -> Result<(), Stop> {
        if (self.0)(None) { Ok(()) } else { Err(Stop::GivenUp) }
    }

    /// Runs an engine that tells of its steps, and not how far it is. `Err` when it was given up on the way.
    pub fn through<T>(&self, work: impl FnOnce(&dyn Fn()) -> T) -> Result<T, Stop> {
        self.goes_on()?;
        let listener = self.0;
        let step = || {
            if !listener(None) {
                panic::resume_unwind(Box::new(GivenUp));
            }
        };
        caught(|| work(&step))
    }

    /// Runs an engine that tells how far it is. `Err` when it was given up on the way.
    ///
    /// An engine has no way out of its loops but to unwind; nothing of it is used afterwards.
    pub fn during<T>(&self, work: impl FnOnce(&(dyn Fn(Progress) + Sync)) -> T) -> Result<T, Stop> {
        self.goes_on()?;
        let listener = self.0;
        let tell = |progress| {
            if !listener(Some(progress)) {
                panic::resume_unwind(Box::new(GivenUp));
            }
        };
        caught(|| work(&tell))
    }
}

/// What some work makes, or that it was given up.
fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Stop> {
    match panic::catch_unwind(AssertUnwindSafe(work)) {
        Ok(result) => Ok(result),
        Err(cause) if cause.is::<GivenUp>() => Err(Stop::GivenUp),
        Err(cause) => panic::resume_unwind(cause),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn work_that_nobody_waits_for_stops() {
        let heard = AtomicUsize::new(0);
        let twice = |_| heard.fetch_add(1, Ordering::Relaxed) < 2;
        let watch = Watch::new(&twice);
        let loops = watch.during(|tell| {
            for done in 0..100 {
                tell(Progress { stage: Stage::Draws, done, all: 100 });
            }
        });
        assert_eq!(loops, Err(Stop::GivenUp));
        assert_eq!(heard.load(Ordering::Relaxed), 3);
        assert_eq!(watch.goes_on(), Err(Stop::GivenUp));
        assert_eq!(Watch::nobody().during(|_| 7), Ok(7));
        let once = AtomicUsize::new(0);
        let thrice = |_| once.fetch_add(1, Ordering::Relaxed) < 3;
        let steps = Watch::new(&thrice).through(|step| (0..100).for_each(|_| step()));
        assert_eq!((steps, once.load(Ordering::Relaxed)), (Err(Stop::GivenUp), 4));
    }
}
